/* What comes as markup, a drawing or a door, as nodes. It was escaped where it was made. */

/** @param {string} markup @returns {DocumentFragment} */
export function drawn(markup) {
  const box = document.createElement("template");
  box.innerHTML = markup;
  return box.content;
}
