/* Elements built of text nodes and attributes: what comes from a table or a person never passes through markup. */

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {string | number | Node | null | undefined | false} Child */
/** @typedef {Child | Child[] | Child[][]} Children */
/** @typedef {Record<string, any>} Attributes */

/** @param {Children[]} children @returns {(string | Node)[]} */
const nodes = (children) =>
  /** @type {Child[]} */ (children.flat(3))
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : String(child)));

/** @param {Element} element @param {Attributes} attributes @param {Children[]} children */
function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(/** @type {HTMLElement} */ (element).dataset, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...nodes(children));
}

/* An HTML element. Children are strings (text nodes), nodes, lists of them, or nothing. An attribute that is null,
   undefined or false is left out, true stands without a value, `onclick` and the like listen.
   An example: h("button", { class: "button", dataset: { ref }, onclick: open }, name). */
/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag @param {Attributes} attributes @param {Children[]} children @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  dress(element, attributes, children);
  return element;
}

/* An element of an SVG. */
/**
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag @param {Attributes} attributes @param {Children[]} children @returns {SVGElementTagNameMap[K]}
 */
export function s(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  dress(element, attributes, children);
  return /** @type {SVGElementTagNameMap[K]} */ (element);
}

/* What stands in a box from now on. */
/** @param {Element} box @param {Children[]} children */
export function put(box, ...children) {
  box.replaceChildren(...nodes(children));
}
