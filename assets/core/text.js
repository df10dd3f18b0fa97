/* Texts: how they are compared, and how they are put into markup. */

export const fold = (text) =>
  String(text)
    .replace(/\u2019/g, "'")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replace(/ς/g, "σ");
const plainWords = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) || [];
/* Short words must stand by themselves, longer ones begin a word. */
export const hasWords = (hay, text, whole) =>
  plainWords(text).every((word) => hay.includes(word.length <= whole ? ` ${word} ` : ` ${word}`));

/* Whatever comes from a table or a person, as text inside markup. */
export const escape = (text) =>
  String(text === undefined || text === null ? "" : text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");
