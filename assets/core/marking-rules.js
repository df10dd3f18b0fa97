/* How a marking reads and looks: the twin of what exports/marking.py says. Pure functions. */

export const LIMIT = 80;
const SEPARATOR = " · ",
  PLAIN = "#FFFFFF";

const escaped = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
/* What somebody wrote, as `marking_of` reads it: a label in the text counts as the label. */
export function read(text, tlp, labels) {
  const seen = String(text).replace(/(?![\t\n\r])\p{C}/gu, "");
  const pieces = seen
    .split(SEPARATOR.trim())
    .map((piece) => piece.replace(/\s+/g, " ").trim())
    .filter(Boolean);
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
function parts({ text, tlp }, labels) {
  const [, colour] = labels.find(([name]) => name === tlp) || ["", PLAIN];
  return [...(text ? [[text, PLAIN]] : []), ...(tlp ? [["TLP:" + tlp, colour]] : [])];
}
export const line = (marking) =>
  parts(marking, [])
    .map(([words]) => words)
    .join(SEPARATOR);
export function bands(marking, labels) {
  const words = parts(marking, labels)
    .map(([text, colour]) => `<b style="color:${colour}">${escaped(text)}</b>`)
    .join("");
  const band = (side) =>
    `<div class="marking-band" data-side="${side}" style="--letters:${line(marking).length}">${words}</div>`;
  return words ? band("top") + band("foot") : "";
}
export function query({ text, tlp }) {
  return [
    ["marking", text],
    ["tlp", tlp],
  ]
    .filter(([, value]) => value)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join("&");
}
/* An address with this marking instead of the one that it had. */
export function marked(address, marking) {
  const [path, rest] = address.includes("?")
    ? [address.slice(0, address.indexOf("?")), address.slice(address.indexOf("?") + 1)]
    : [address, ""];
  const kept = rest.split("&").filter((part) => part && !/^(marking|tlp)=/.test(part));
  return [path, [...kept, query(marking)].filter(Boolean).join("&")].filter(Boolean).join("?");
}
