/* Painters run in order of their number on every frame in which the scene changed; when the page opens, those `around`
   the map wait until it stands. */

/** @typedef {import("../types").Painter} Painter */

/** @type {{order: number, name: string, fn: Painter, around: boolean}[]} */
export const painters = [];

/** @param {number} order @param {string} name @param {Painter} fn */
export function painter(order, name, fn, { around = false } = {}) {
  painters.push({ order, name, fn, around });
  painters.sort((a, b) => a.order - b.order);
}
