/* Elements by selectors: what an event happened in, and parts that must be there. */

/* The nearest element round the target of an event that fits a selector. */
/** @param {Event} event @param {string} selector @returns {HTMLElement | null} */
export const under = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);

/* The part of a box that a selector names and that must be there. */
/** @template {Element} [E=HTMLElement] @param {ParentNode} box @param {string} selector @returns {E} */
export function one(box, selector) {
  const found = box.querySelector(selector);
  if (!found) throw new Error(`expected ${selector} in the page, got nothing`);
  return /** @type {E} */ (found);
}
