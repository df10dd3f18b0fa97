/* Elements that are known to be there: the script that asks for them made them, or the page's layout did. */

/** @param {ParentNode} box @param {string} selector */
export const find = (box, selector) => /** @type {HTMLElement} */ (box.querySelector(selector));
/** @param {ParentNode} box @param {string} selector */
export const findInput = (box, selector) => /** @type {HTMLInputElement} */ (box.querySelector(selector));
/** @param {ParentNode} box @param {string} selector @returns {HTMLElement[]} */
export const findAll = (box, selector) =>
  [...box.querySelectorAll(selector)].map((e) => /** @type {HTMLElement} */ (e));
/** @param {string} id */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/* What an event hit: the nearest element around its target that a selector names. */
/** @param {Event} event @param {string} selector @returns {HTMLElement | null} */
export const hit = ({ target }, selector) => (target instanceof Element ? target.closest(selector) : null);
