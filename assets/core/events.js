/* What happens in one part of the page and what follows from it in another: names, each with a detail. */

const listeners = new Map();

export function on(name, fn) {
  listeners.set(name, [...(listeners.get(name) || []), fn]);
}

export function emit(name, detail) {
  for (const fn of listeners.get(name) || []) fn(detail);
}
