/* Who published a document, in Dutch by its Dutch name where it has one, as slides and workbooks say it. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  atlas.publisherOf = function (row) {
    const key = "publisher." + row.publisher, said = atlas.t(key);
    return said === key ? row.publisher : said;
  };
})();
