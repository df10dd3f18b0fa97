/* Numbers in a dossier: what they count, and the doors to their rows. */
import * as doors from "../core/doors.js";
import * as wheelWords from "../map/wheel-words.js";

/** @typedef {import("../contract").ClockRow} ClockRow */
/** @typedef {import("../types").Context} Context */
/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../types").Facets} Facets */
/** @typedef {import("../types").Item} Item */
/** @typedef {import("../types").Silent} Silent */

/** @param {Engine} engine @param {Item} r */
export const counted = (engine, r) => engine.isCounted(engine.engagements[r.e]);
/** @param {number} mask @param {{row: ClockRow}} row */
export const has = (mask, row) => Boolean((mask >> row.row.s) & 1);

/** @param {{e: number}[]} rows */
export const distinct = (rows) => new Set(rows.map((r) => r.e)).size;

/* The number of engagements in rows of a country as a door to them: `part` names their statuses. */
/**
 * @param {Context} context @param {string} iso @param {Item[]} rows @param {string} part @param {Facets} facets
 * @param {string} [label]
 */
export function door({ engine, scene }, iso, rows, part, facets, label) {
  return doors.countDoor(distinct(rows), doors.within(engine.raw, scene, part, { country: [iso], ...facets }), label);
}
/* The facets of what wheels and totals count. */
/** @param {Engine} engine */
export const countedOnly = (engine) => ({ counted: [engine.means.counts] });
/** @param {Context} context @param {string} key @param {Record<string, string | number>} parts */
export const sentence = (context, key, parts) => doors.fill(context.t(key), parts);
/** @param {Context} context @param {string} iso */
export const silentIn = ({ engine, scene, look }, iso) =>
  wheelWords.silentOn(engine, scene, look.silent).filter(/** @param {Silent} s */ (s) => s.country === iso);
