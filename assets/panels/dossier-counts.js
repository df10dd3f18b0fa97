/* Numbers in a dossier: what they count, and the doors to their rows. */
import * as doors from "../core/doors.js";
import * as wheelWords from "../map/wheel-words.js";

export const counted = (engine, r) => engine.isCounted(engine.engagements[r.e]);
export const has = (mask, row) => Boolean((mask >> row.row.s) & 1);

export const distinct = (rows) => new Set(rows.map((r) => r.e)).size;

/* The number of engagements in rows of a country as a door to them: `part` names their statuses. */
export function door({ engine, scene }, iso, rows, part, facets, label) {
  return doors.countDoor(distinct(rows), doors.within(engine.raw, scene, part, { country: [iso], ...facets }), label);
}
/* The facets of what wheels and totals count. */
export const countedOnly = (engine) => ({ counted: [engine.means.counts] });
export const sentence = (context, key, parts) => doors.fill(context.t(key), parts);
export const silentIn = ({ engine, scene, look }, iso) =>
  wheelWords.silentOn(engine, scene, look.silent).filter((s) => s.country === iso);
