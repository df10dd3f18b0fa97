/* Marks of sites on the map. */

/* Sites drawn between two days: one mark per place and role {place, role, state, dated, off, sites, items, entries}.
       An entry is {site, item, state}; a mark whose entries differ is `mixed`. */
export function siteMarks(engine, scene, rows, first, last) {
  const view = engine.view(scene.known),
    { raw } = engine;
  const open = new Map();
  for (const r of rows) {
    if (!engine.isOpen(r.row.s)) continue;
    const id = view.engagements[r.e].engagement_id;
    open.set(id, [...(open.get(id) || []), r]);
  }
  const marks = new Map();
  for (const site of view.sites) {
    if (!open.has(site.engagement_id) || !scene.layers.includes(site.layer)) continue;
    if ((site.from !== null && site.from > last) || (site.until !== null && first >= site.until)) continue;
    if (scene.stated && !site.post && !(site.documents || []).includes(scene.stated)) continue;
    const place = raw.places[site.place_id];
    const items = open
      .get(site.engagement_id)
      .filter((r) => r.country === "" || r.country === place.country_iso3 || place.off);
    if (!items.length) continue;
    const key = site.place_id + "|" + site.role;
    const mark = marks.get(key) || {
      key,
      place,
      role: site.role,
      dated: false,
      off: place.off,
      sites: [],
      items: [],
      entries: [],
    };
    mark.sites.push(site);
    mark.items.push(...items);
    mark.entries.push(...items.map((item) => ({ site, item, state: raw.siteState[item.row.s][site.dated ? 1 : 0] })));
    mark.dated = mark.dated || site.dated;
    marks.set(key, mark);
  }
  for (const mark of marks.values()) {
    const states = new Set(mark.entries.map((x) => x.state));
    mark.state = states.size === 1 ? mark.entries[0].state : raw.means.mixed;
  }
  return [...marks.values()];
}
