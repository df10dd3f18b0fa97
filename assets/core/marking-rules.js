/* How a marking reads and looks: the twin of what exports/marking.py says. Pure functions. */

export const LIMIT = 80;
const SEPARATOR = " · ",
  PLAIN = "#FFFFFF";

/** @typedef {{text: string, tlp: string}} Marking */
/** @typedef {[name: string, colour: string][]} Labels */

/** @param {string} text */
const escaped = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
/** What somebody wrote, as `marking_of` reads it: a label in the text counts as the label.
    @param {string} text @param {string} tlp @param {Labels} labels */
export function read(text, tlp, labels) {
  const seen = String(text).replace(/(?![\t\n\r])\p{C}/gu, "");
  const pieces = seen
    .split(SEPARATOR.trim())
    .map((piece) => piece.replace(/\s+/g, " ").trim())
    .filter(Boolean);
  /** @param {string} piece */
  const label = (piece) =>
    /^TLP:/i.test(piece) ? labels.find(([name]) => name === piece.slice(4).trim().toUpperCase()) : undefined;
  const inside = pieces.map(label).find(Boolean);
  return {
    text: pieces
      .filter((piece) => !label(piece))
      .join(SEPARATOR)
      .slice(0, LIMIT),
    tlp: tlp || (inside ? inside[0] : ""),
  };
}
/** @param {Marking} marking @param {Labels} labels @returns {Labels} */
export function parts({ text, tlp }, labels) {
  const [, colour] = labels.find(([name]) => name === tlp) || ["", PLAIN];
  /** @type {Labels} */
  const said = [
    [text, PLAIN],
    [tlp && "TLP:" + tlp, colour],
  ];
  return said.filter(([words]) => words);
}
/** @param {Marking} marking */
export const line = (marking) =>
  parts(marking, [])
    .map(([words]) => words)
    .join(SEPARATOR);
/** @param {Marking} marking @param {Labels} labels */
export function bands(marking, labels) {
  const words = parts(marking, labels)
    .map(([text, colour]) => `<b style="color:${colour}">${escaped(text)}</b>`)
    .join("");
  /** @param {string} side */
  const band = (side) =>
    `<div class="marking-band" data-side="${side}" style="--letters:${line(marking).length}">${words}</div>`;
  return words ? band("top") + band("foot") : "";
}
/** @param {Marking} marking */
export function query({ text, tlp }) {
  return [
    ["marking", text],
    ["tlp", tlp],
  ]
    .filter(([, value]) => value)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join("&");
}
/** An address with this marking instead of the one that it had. @param {string} address @param {Marking} marking */
export function marked(address, marking) {
  const [path, rest] = address.includes("?")
    ? [address.slice(0, address.indexOf("?")), address.slice(address.indexOf("?") + 1)]
    : [address, ""];
  const kept = rest.split("&").filter((part) => part && !/^(marking|tlp)=/.test(part));
  return [path, [...kept, query(marking)].filter(Boolean).join("&")].filter(Boolean).join("?");
}
