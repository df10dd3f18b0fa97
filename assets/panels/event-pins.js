/* Marks of events on a line of time, for dock and timeline: a filled pin is a coup, an open one another event, and a
   letter to parliament is an envelope, as on the map. Pure but for its words. */
import { s } from "../core/dom.js";
import { dateWords, pick, t } from "../core/words.js";

/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../contract").EventRow} EventRow */
/** @typedef {import("../contract").EventSign} EventSign */

const PIN = "M-4,-4.5H4V.5L0,4.5L-4,.5Z",
  SHEET = "M-5,-3.9H5V3.5H-5Z",
  FLAP = "M-5,-3.9L0,.4L5,-3.9";
const WORD = { coup: "table.coup", letter: "legend.event.letter", other: "timeline.event" };

/** @param {EventRow} event */
const kindOf = (event) => event.sign;
/* The letter the atlas is about; later letters keep a mark without a name. */
/** @param {Engine} engine @param {EventRow} event */
const isTheLetter = (engine, event) =>
  event.sign === engine.means.letter && event.day === (engine.raw.letter || {}).day;
/* Those whose lines go all the way down: coups, and the letter. */
/** @param {Engine} engine @param {EventRow} event */
const leads = (engine, event) => event.sign === engine.means.coup || isTheLetter(engine, event);

/* The mark round 0,0, some 10 px wide: the attributes of its paths. */
/** @param {EventSign} kind */
function mark(kind) {
  /** @param {string} d @param {string} fill */
  const path = (d, fill) => ({ d, fill, stroke: "var(--ink)", "stroke-width": "1.2", "stroke-linejoin": "round" });
  if (kind === "letter") return [path(SHEET, "var(--panel)"), path(FLAP, "none")];
  return [path(PIN, kind === "coup" ? "var(--ink)" : "var(--panel)")];
}
/** @param {EventSign} kind */
const paths = (kind) => mark(kind).map((path) => s("path", path));
/** @param {EventSign} kind */
const icon = (kind) =>
  s("svg", { width: 12, height: 11, viewBox: "-6 -5.5 12 11", "data-kind": kind, "aria-hidden": "true" }, paths(kind));

/** @param {EventRow} event */
const title = (event) => `${pick(event, "title")}, ${dateWords(event.date)}`;
/* The same with what its mark stands for, where no legend says it. */
/** @param {EventRow} event */
const titleWithKind = (event) => `${title(event)} (${t(WORD[kindOf(event)]).toLowerCase()})`;

export { kindOf, isTheLetter, leads, mark, paths, icon, title, titleWithKind, WORD as words };
