/* What happens in one part of the page and what follows from it in another: names, each with a detail. */

/** @type {Map<string, ((detail: any) => void)[]>} */
const listeners = new Map();

/** @param {string} name @param {(detail: any) => void} fn */
export function on(name, fn) {
  listeners.set(name, [...(listeners.get(name) || []), fn]);
}

/** @param {string} name @param {unknown} [detail] */
export function emit(name, detail) {
  for (const fn of listeners.get(name) || []) fn(detail);
}
