/* The two sides of a comparison, as the page names them, and the one that stands on its maps. */
import * as comparison from "../core/comparison.js";
import { state } from "../core/state.js";
import { dateWords, t } from "../core/words.js";

/** @typedef {import("../types").Comparison} Comparison */
/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../types").Scene} Scene */

/** @type {{key: string, value: Comparison | null}} */
let memo = { key: "", value: null };
/* The comparison that the maps show. */
/** @type {Comparison | null} */
export let shown = null;
/** @param {Comparison} d */
export function giveShown(d) {
  shown = d;
}

/* The comparison of a scene, kept: most of a scene (view, selection, theme, what is chosen in the list) is no part of
   it. */
/** @param {Engine} engine @param {Scene} scene @returns {Comparison} */
export function of(engine, scene) {
  /** @type {Partial<Scene>} */
  const aside = { view: null, selection: [], theme: "light", change: [], compare: "difference", lang: "en", to: "" };
  const key = state.toQuery({ ...scene, ...aside });
  const value =
    memo.key === key && memo.value ? memo.value : /** @type {Comparison} */ (comparison.compare(engine, scene));
  memo = { key, value };
  return value;
}

/* Which side the left map shows, or the right one: the link may name the later side first, words go by time. */
/** @param {Comparison} d @param {number} place */
export const sideAt = (d, place) => (d.turned ? 1 - place : place);
/** @param {string} known @param {boolean} [short] */
export const knownName = (known, short) =>
  known ? t("time.known", { date: dateWords(known, short) }) : t("time.known.now");
/* A side's name: its date, or the day of knowledge where that is what differs. */
/** @param {Comparison} d @param {number} which */
export function sideName(d, which) {
  const side = d.sides[which];
  return d.versus === "known" ? knownName(side.known) : dateWords(side.date);
}
