/* Markup that the atlas made, as nodes: marks (map/symbols.js), numbers that open their rows (doors.js) and the map in
   words (the server) are told as text, whose words were escaped where it was made. Nothing else passes here. */

/** @param {string} text @returns {ChildNode[]} */
export function markup(text) {
  const holder = document.createElement("template");
  holder.innerHTML = text;
  return [...holder.content.childNodes];
}
