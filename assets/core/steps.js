/* Chains of a clock: days and positions of rows in turn, each row holding from its day on. */

/** @typedef {import("../contract").Clock} Clock */
/** @typedef {import("../contract").ClockRow} ClockRow */

/** Row index of a chain on a day, -1 for none. @param {number[]} steps @param {number} day */
export function rowAt(steps, day) {
  let low = 0,
    high = steps.length / 2;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (steps[2 * mid] <= day) low = mid + 1;
    else high = mid;
  }
  return low ? steps[2 * low - 1] : -1;
}

/* The rows of a chain on any day of a stretch, one for each period: as on its last day there, cut to the stretch.
   `doubt` is the bit of a flag that stays with a period once it had it. */
/** @param {Clock} clock @param {number[]} steps @param {number} first @param {number} last @param {number} doubt */
export function rowsWithin(clock, steps, first, last, doubt) {
  /** @type {ClockRow[]} */
  const found = [];
  for (let i = 0; i < steps.length; i += 2) {
    if (steps[i] > last || (i + 2 < steps.length && steps[i + 2] <= first) || steps[i + 1] < 0) continue;
    const row = clock.rows[steps[i + 1]],
      before = found[found.length - 1];
    const same = before && before.p === row.p && before.a === Math.max(first, row.a);
    const merged = {
      ...row,
      f: row.f | (same ? before.f & doubt : 0),
      a: Math.max(first, row.a),
      b: row.b === null ? last : Math.min(last, row.b),
    };
    if (same) found[found.length - 1] = merged;
    else found.push(merged);
  }
  return found;
}

/** Days in [first, last] on which any chain changes, ascending. @param {Clock} clock @param {number} first
    @param {number} last */
export function turningDays(clock, first, last) {
  /** @type {Set<number>} */
  const found = new Set();
  for (const [, , , steps] of clock.chains) {
    for (let i = 0; i < steps.length; i += 2) if (steps[i] >= first && steps[i] <= last) found.add(steps[i]);
  }
  return [...found].sort((a, b) => a - b);
}
