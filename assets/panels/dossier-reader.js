/* What a reader did in the dossier besides choosing: what was unfolded or cited, which way he came, how wide it is; and
   the views of each kind of thing. None of it is part of the scene. */

/** @typedef {import("../types").Context} Context */
/** @typedef {string[]} Section its key and its markup */
/** @typedef {(context: Context, id: string) => (Section | null)[] | null} View */

/** @type {Record<string, View>} */
const views = {};
const open = new Set();
const kept = new Map();
let stamp = 0;
/* The citation that is open, whether the server was given the letter, and the way that led here. */
/**
 * @typedef {object} Opened a citation that is open, with the paragraph that the server gave
 * @property {string} key
 * @property {string} section
 * @property {string} paragraph
 * @property {string | null} text
 * @property {boolean} altered
 * @property {string} fault
 */
/** @type {Opened | null} */
export let cite = null;
/** @type {boolean | null} */
export let letter = null;
/** @type {string[]} */
export let trail = [];
/* Room for a drawing, in px: drawn to measure, its words keep their size on a wide sheet and on a narrow column. */
export let width = 340;

/* A view makes the sections of one kind of thing: fn(context, id) -> [[key, html], ...] or null when there is no such
   thing. */
/** @param {string} kind @param {View} fn */
export function view(kind, fn) {
  views[kind] = fn;
}
/** @param {string} kind */
export const viewOf = (kind) => views[kind];
/** @param {string} key @param {boolean} [otherwise] */
export const isOpen = (key, otherwise) => (open.has(key + ":no") ? false : open.has(key) || Boolean(otherwise));
/* A section that the date does not touch is worked out once, until something is unfolded or cited. */
/** @template T @param {Context} context @param {string} key @param {() => T} fn @returns {T} */
export function once(context, key, fn) {
  const { lang, known, stated } = context.scene,
    now = [stamp, lang, known, stated, width].join("|");
  const old = kept.get(key);
  if (old && old.now === now) return old.value;
  const value = fn();
  if (kept.size > 40) kept.clear();
  kept.set(key, { now, value });
  return value;
}

/* From now on every section is worked out anew. */
export function renew() {
  stamp += 1;
}
/** @param {Opened | null} given */
export function openCite(given) {
  cite = given;
}
/** @param {boolean} given */
export function giveLetter(given) {
  letter = given;
}
/** @param {string[]} refs */
export function giveTrail(refs) {
  trail = refs;
}
/** @param {number} px */
export function giveWidth(px) {
  width = px;
}
/* What a reader unfolds stays unfolded while he goes on. */
/** @param {string} key @param {boolean} isNow */
export function unfold(key, isNow) {
  if (isNow) {
    open.delete(key);
    open.add(key + ":no");
  } else {
    open.add(key);
    open.delete(key + ":no");
  }
}
