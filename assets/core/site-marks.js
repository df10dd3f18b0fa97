/* Marks of sites on the map. */

/** @typedef {import("../contract").SiteRow} SiteRow */
/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../types").Item} Item */
/** @typedef {import("../types").Scene} Scene */
/** @typedef {import("../types").SiteMark} SiteMark */

/** What is not over, by the id of its engagement. @param {Engine} engine @param {Scene} scene @param {Item[]} rows */
function openRows(engine, scene, rows) {
  const { engagements } = engine.view(scene.known);
  /** @type {Map<string, Item[]>} */
  const open = new Map();
  for (const r of rows) {
    if (!engine.isOpen(r.row.s)) continue;
    const id = engagements[r.e].engagement_id;
    open.set(id, [...(open.get(id) || []), r]);
  }
  return open;
}

/** Whether a scene shows a site between two days: its layer is on, it stood then, and the document that alone may speak
    names it. @param {Scene} scene @param {SiteRow} site @param {number} first @param {number} last */
function isShown(scene, site, first, last) {
  if (!scene.layers.includes(site.layer)) return false;
  if ((site.from !== null && site.from > last) || (site.until !== null && first >= site.until)) return false;
  return !scene.stated || site.post || (site.documents || []).includes(scene.stated);
}

/** A mark before anything stands at it. @param {Engine} engine @param {SiteRow} site @returns {SiteMark} */
function emptyMark(engine, site) {
  const place = engine.raw.places[site.place_id],
    state = engine.means.mixed;
  return {
    key: site.place_id + "|" + site.role,
    place,
    role: site.role,
    state,
    dated: false,
    off: place.off,
    sites: [],
    items: [],
    entries: [],
  };
}

/* Sites drawn between two days: one mark per place and role {place, role, state, dated, off, sites, items, entries}.
   An entry is {site, item, state}; a mark whose entries differ is `mixed`. */
/** @param {Engine} engine @param {Scene} scene @param {Item[]} rows @param {number} first @param {number} last */
export function siteMarks(engine, scene, rows, first, last) {
  const { raw } = engine,
    open = openRows(engine, scene, rows);
  /** @type {Map<string, SiteMark>} */
  const marks = new Map();
  for (const site of engine.view(scene.known).sites) {
    const made = emptyMark(engine, site),
      { place } = made;
    if (!isShown(scene, site, first, last)) continue;
    const items = (open.get(site.engagement_id) || []).filter(
      (r) => r.country === "" || r.country === place.country_iso3 || place.off,
    );
    if (!items.length) continue;
    const mark = marks.get(made.key) || made;
    mark.sites.push(site);
    mark.items.push(...items);
    mark.entries.push(...items.map((item) => ({ site, item, state: raw.siteState[item.row.s][site.dated ? 1 : 0] })));
    mark.dated = mark.dated || site.dated;
    marks.set(made.key, mark);
  }
  for (const mark of marks.values()) {
    const states = new Set(mark.entries.map((x) => x.state));
    if (states.size === 1) mark.state = mark.entries[0].state;
  }
  return [...marks.values()];
}
