/* The two clocks in words. */
import * as documents from "./documents.js";
import { dateWords, t } from "./words.js";

/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../types").Scene} Scene */

/** @param {Engine} engine @param {string} id @param {string} lang */
export function documentName(engine, id, lang) {
  const { letter } = engine.raw,
    row = documents.documentOf(engine.data, id);
  if (!row) return t("time.stated.later");
  return letter && id === letter.id
    ? t("clock.letter", { date: dateWords(letter.date) })
    : `“${documents.nameOf(row, lang)}”`;
}
/** @param {string} known */
export const knownName = (known) => t("time.known", { date: dateWords(known) });
/** @param {Engine} engine @param {Scene} scene */
export const statedName = (engine, scene) =>
  t("time.stated", { document: documentName(engine, scene.stated, scene.lang) });

/** Both clocks in words, as far as they are on. @param {Engine} engine @param {Scene} scene */
export function names(engine, scene) {
  return [
    ...(scene.known ? [["known", knownName(scene.known)]] : []),
    ...(scene.stated ? [["stated", statedName(engine, scene)]] : []),
  ];
}
