/* The parts of the page that ask nothing of a page, under the names by which tests and benchmarks know them: they run
   in Node too, where the tests hold them against their twins in Python. */
import * as comparison from "./core/comparison.js";
import { days } from "./core/days.js";
import { Engine } from "./core/engine.js";
import * as rows from "./core/rows.js";
import { giveLanguage, giveWords, t } from "./core/words.js";
import * as wheelshape from "./map/wheel-shape.js";
import { step } from "./map/wheel-steps.js";
import * as wheelWords from "./map/wheel-words.js";
import * as dockCurve from "./panels/dock-curve.js";
import "./panels/dossier-documents.js";
import { viewOf } from "./panels/dossier-reader.js";
import * as pins from "./panels/event-pins.js";
import * as unknownParts from "./panels/unknown-counts.js";

/* From now on words are these, in one language: key -> [English, Dutch]. */
function speak(words, lang) {
  giveWords(words);
  giveLanguage(() => lang);
}

export const atlas = {
  Engine,
  days,
  comparison,
  rows,
  speak,
  t,
  step,
  wheelshape,
  wheelWords,
  dockCurve,
  viewOf,
  pins,
  unknownParts,
};
