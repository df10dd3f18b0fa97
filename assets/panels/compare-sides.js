/* The two sides of a comparison, as the page names them, and the one that stands on its maps. */
import * as comparison from "../core/comparison.js";
import { state } from "../core/state.js";
import { dateWords, t } from "../core/words.js";

let memo = { key: "", value: null };
/* The comparison that the maps show. */
export let shown = null;
export function giveShown(d) {
  shown = d;
}

/* The comparison of a scene, kept: most of a scene (view, selection, theme, what is chosen in the list) is no part of
   it. */
export function of(engine, scene) {
  const aside = { view: null, selection: [], theme: "light", change: [], compare: "difference", lang: "en", to: "" };
  const key = state.toQuery({ ...scene, ...aside });
  if (memo.key !== key) memo = { key, value: comparison.compare(engine, scene) };
  return memo.value;
}

/* Which side the left map shows, or the right one: the link may name the later side first, words go by time. */
export const sideAt = (d, place) => (d.turned ? 1 - place : place);
export const knownName = (known, short) =>
  known ? t("time.known", { date: dateWords(known, short) }) : t("time.known.now");
/* A side's name: its date, or the day of knowledge where that is what differs. */
export function sideName(d, which) {
  const side = d.sides[which];
  return d.versus === "known" ? knownName(side.known) : dateWords(side.date);
}
