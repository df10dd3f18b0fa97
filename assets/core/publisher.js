/* Who published a document, in Dutch by its Dutch name where it has one, as slides and workbooks say it. */
import { t } from "./words.js";

/** @param {import("../contract").DocumentRow} row */
export function publisherOf(row) {
  const key = "publisher." + row.publisher,
    said = t(key);
  return said === key ? row.publisher : said;
}
