/* Every number is a door: a click on it opens the table with exactly the rows that it counts. The number stands under the
   filters of the scene and narrower ones of its own; the door keeps the first and adds the second, as layers/doors.py. */
(function () {
  "use strict";
  const atlas = window.atlas;

  /* The scene that a number opens: facets by name, each a list of values. */
  const doorPatch = (facets) => ({ ...facets, tab: "table", selection: [] });

  /* Statuses of a part of a wheel, or of a sum of parts (`running`, `open`), as the payload has them. */
  function statusesOf(raw, name) {
    const part = raw.parts.indexOf(name);
    if (part >= 0) return raw.statuses.filter((_, s) => raw.part[s] === part);
    return raw.statuses.filter((_, s) => (raw[name] >> s) & 1);
  }

  /* A number as a link: its address is the scene it opens, so that it can be sent and opened beside. */
  function doorLink(facets, text, label) {
    const { state, escape } = atlas, href = "?" + state.toQuery({ ...state.scene, ...doorPatch(facets) });
    return `<a class="door num" href="${escape(href)}" data-door="${escape(JSON.stringify(facets))}"${label ? ` aria-label="${escape(label)}"` : ""}>${escape(text)}</a>`;
  }

  atlas.doors = { doorPatch, statusesOf, doorLink };
  atlas.door = (facets) => atlas.state.visit(doorPatch(facets));
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("[data-door]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    atlas.door(JSON.parse(link.dataset.door));
  });
})();
