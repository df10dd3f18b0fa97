/* Texts: how they are compared, and how they are put into markup. */

/** @typedef {string | number | null | undefined} Told */

/* Both of the next two are the twins of records/filters.py; tests/contract/test_fold.py reads them here, so that they
   stand without types of their own. */
/** @type {(text: Told) => string} */
export const fold = (text) =>
  String(text)
    .replace(/\u2019/g, "'")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replace(/ς/g, "σ");
/** @type {(text: Told) => string[]} */
const plainWords = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) || [];
/** Short words must stand by themselves, longer ones begin a word.
    @param {string} hay @param {string} text @param {number} whole */
export const hasWords = (hay, text, whole) =>
  plainWords(text).every((word) => hay.includes(word.length <= whole ? ` ${word} ` : ` ${word}`));

/** Whatever comes from a table or a person, as text inside markup. @param {Told} text */
export const escape = (text) =>
  String(text === undefined || text === null ? "" : text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");
