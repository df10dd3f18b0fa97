/* The two clocks in words. */
import * as documents from "./documents.js";
import { dateWords, t } from "./words.js";

function documentName(engine, id, lang) {
  const { letter } = engine.raw,
    row = documents.documentOf(engine.data, id);
  if (!row) return t("time.stated.later");
  return id === letter.id ? t("clock.letter", { date: dateWords(letter.date) }) : `“${documents.nameOf(row, lang)}”`;
}
export const knownName = (known) => t("time.known", { date: dateWords(known) });
const statedName = (engine, scene) => t("time.stated", { document: documentName(engine, scene.stated, scene.lang) });

/* Both clocks in words, as far as they are on. */
export function names(engine, scene) {
  return [
    ...(scene.known ? [["known", knownName(scene.known)]] : []),
    ...(scene.stated ? [["stated", statedName(engine, scene)]] : []),
  ];
}
