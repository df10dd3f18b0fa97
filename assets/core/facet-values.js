/* What each facet reads. Those of the engagement stand in the payload; those of a state or a country are read here. */
import { days } from "./days.js";

/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../types").Item} Item */
/** @typedef {import("../types").Scene} Scene */
/** @typedef {import("../types").View} View */

/** What a scene asks of a facet; nothing for all. @param {Scene} scene @param {string} name @returns {string[]} */
export const askedOf = (scene, name) => /** @type {Record<string, any>} */ (scene)[name] || [];

/** @param {string[] | undefined} asked @param {string[]} values */
export const passes = (asked, values) => !asked || !asked.length || values.some((v) => asked.includes(v));

/** A country's situation on a day, or nothing. @param {View} view @param {string} iso3 @param {number} day */
export function stateOn(view, iso3, day) {
  const row = (view.statesOf.get(iso3) || []).find((s) => days.holds(s.from, s.until, day));
  return row ? row.state : "";
}

/** @param {string} value */
const some = (value) => (value ? [value] : []);

/** @type {Record<string, (engine: Engine, item: Item, day: number, view: View) => string[]>} */
const READERS = {
  status: (_, { row }, _day, view) => [view.statuses[row.s]],
  decision: (_, { row }, _day, view) => some(view.periods[row.p].decision || ""),
  confidence: (_, { row }, _day, view) => [view.periods[row.p].confidence],
  last_source: (engine, { row }) => [engine.wordsOf("last_source")[engine.isLate(row) ? 1 : 0]],
  document: (_, { row }, _day, view) => [
    ...new Set(row.q.map((i) => view.documents[view.citations[i][1]].document_id)),
  ],
  country: (_, { country }) => some(country),
  group: (_, { country }, _day, view) => view.groupsOf.get(country) || [],
  state: (_, { country }, day, view) => some(stateOn(view, country, day)),
};

/* Values of a facet for an item; `day` is the one on which a country's situation is asked. */
/** @param {Engine} engine @param {string} name @param {Item} item @param {number} day @param {View} view
    @returns {string[]} */
export function valuesOf(engine, name, item, day, view) {
  const read = READERS[name];
  return read ? read(engine, item, day, view) : view.engagements[item.e].facets[name] || [];
}
