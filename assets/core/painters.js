/* Painters run in order of their number on every frame in which the scene changed; when the page opens, those `around`
   the map wait until it stands. */

export const painters = [];

export function painter(order, name, fn, { around = false } = {}) {
  painters.push({ order, name, fn, around });
  painters.sort((a, b) => a.order - b.order);
}
