/* Where the arrow keys lead on a wheel. */

/** @type {Record<string, [number, number]>} */
export const STEPS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/* Where an arrow key leads: `at` is [sector, storey] among five sectors of two storeys; storey -1 is the number in the
     middle. */
/** @param {number[]} at @param {string} key */
export function step([sector, storey], key) {
  if (key === "Home") return [0, 0];
  if (key === "End") return [4, 1];
  const [turn, up] = STEPS[key];
  return [(sector + turn + 5) % 5, Math.max(-1, Math.min(1, storey + up))];
}
