/* What the plot of the dock says of itself, as words over it: what is not recorded and what a step is are doors. */
import { days } from "../core/days.js";
import { h } from "../core/dom.js";
import * as doors from "../core/doors.js";
import { emit } from "../core/events.js";
import { letterOf } from "../core/letter.js";
import * as sheet from "../core/sheet.js";
import { state } from "../core/state.js";
import { escape } from "../core/text.js";
import { find, hit } from "../core/find.js";
import { dateWords, pick, t } from "../core/words.js";
import * as dockCurve from "./dock-curve.js";
import * as sources from "./dossier-sources.js";

/** @typedef {import("../types").Context} Context */
/** @typedef {import("../contract").Day} Day */
/** @typedef {import("./dock-curve.js").Point} Point */
/** @typedef {import("./dock-plot.js").Plot} Plot */
/** @typedef {ReturnType<typeof dockCurve.jumps>[number]} Jump */
/** @typedef {import("../types").Scene} Scene */
/** @typedef {(style: string, words: string) => HTMLElement} Tag */

const LABEL_GAP = 8;

/* What the plot says of itself: the unknown before, the steps that are documentation, what no source speaks of. */
/**
 * @param {Context} context @param {Plot} s @param {Point[]} series
 * @param {Day} hatchFrom @param {(text: string, weight?: number) => number} widthOf
 */
function remarks(context, s, series, hatchFrom, widthOf) {
  const { engine, t } = context;
  /** @type {[from: number, to: number][]} */
  const taken = [];
  /** @param {number} x @param {string} anchor @param {string} text @param {number} weight @param {Tag} tag */
  const put = (x, anchor, text, weight, tag) => {
    const wide = widthOf(text, weight),
      /** @type {[number, number]} */
      ends = anchor === "end" ? [x - wide, x] : [x, x + wide];
    if (
      ends[0] < s.left ||
      ends[1] > s.width ||
      taken.some(([a, b]) => ends[0] < b + LABEL_GAP && ends[1] > a - LABEL_GAP)
    )
      return null;
    taken.push(ends);
    return tag(`left:${ends[0].toFixed(1)}px;top:${s.top - 4}px`, text);
  };
  const found = [];
  if (series[0].silent) found.push(put(s.left + 6, "start", t("dock.silent", { n: series[0].silent }), 400, silentTag));
  if (hatchFrom <= engine.raw.window[1]) {
    const words = t(
      context.scene.known && hatchFrom - 1 === engine.clock(context.scene).known
        ? "dock.after.known"
        : "dock.after.source",
    );
    found.push(
      put(s.x(hatchFrom) + 6, "start", words, 400, afterTag) || put(s.width - s.right, "end", words, 400, afterTag),
    );
  }
  for (const jump of dockCurve.jumps(engine, context.scene, series).sort((a, b) => b.n - a.n)) {
    const words = jumpWords(context, jump),
      at = s.x(jump.day),
      tag = jumpTag(context, jump);
    found.push(put(at - 7, "end", words, 600, tag) || put(at + 7, "start", words, 600, tag));
  }
  return found;
}
/* What is not recorded opens the list of it; a step opens its comparison. */
/** @param {string} name */
const plainTag = (name) => /** @type {Tag} */ (style, words) =>
  h("span", { class: `dock-remark dock-${name}`, style }, words);
const afterTag = plainTag("after");
/** @param {string} style @param {string} words */
function silentTag(style, words) {
  return h("button", { type: "button", class: "dock-remark dock-silent", "data-dock-silent": true, style }, words);
}
/** @param {Context} context @param {Jump} jump */
function jumpTag({ engine, scene }, jump) {
  const sides = { before: jump.day - 1, date: days.toIso(jump.day) };
  const patch = doors.changesPatch(engine, scene, { ...sides, change: ["documented", "counted"], facets: {} }, jump.n);
  if (!patch) return plainTag("jump");
  const link = {
    href: "?" + state.toQuery({ .../** @type {Scene} */ ({ ...state.scene, ...patch }) }),
    "data-visit": JSON.stringify(patch),
  };
  return /** @type {Tag} */ (style, words) => h("a", { class: "dock-remark dock-jump", ...link, style }, words);
}
/** @param {Context} context @param {Jump} jump */
function jumpWords({ engine, scene, t }, { n, documents }) {
  const first = documents.length ? engine.data.documents[documents[0]] : null;
  if (!first) return t("dock.jump.none", { n });
  const letter = first.document_id === letterOf(engine).id,
    x = letter ? t("dock.jump.letter") : sources.locator(engine, documents[0]);
  return t(documents.length > 1 ? "dock.jump.more" : "dock.jump", { n, x, k: documents.length - 1, lang: scene.lang });
}

/* Exactly those that the remark counts, each with the day from which it is on record. */
/** @param {Pick<Context, "engine" | "scene" | "t">} context */
function list({ engine, scene, t }) {
  const rows = dockCurve.unrecorded(engine, scene).map(({ e, until }) => {
    const it = engine.engagements[e],
      on = t("dossier.on_record", { x: dateWords(days.toIso(until)) });
    return (
      '<li><button type="button" class="link" data-silent-ref="engagement:' +
      `${escape(it.engagement_id)}">${escape(pick(it, "name"))}</button>` +
      ` <span class="muted">${escape(on)}</span></li>`
    );
  });
  const x = dateWords(days.toIso(engine.raw.window[0])),
    said = escape(t("dock.silent.list", { n: rows.length, x }));
  return (
    `<p>${said}</p><ul class="dock-unrecorded">${rows.join("")}</ul><footer><button type="button"` +
    ` class="button" data-unknown="start" data-close>${escape(t("dock.silent.all"))}</button>` +
    "</footer>"
  );
}
function open() {
  sheet.dialog(
    "dock-silent-dialog",
    sheet.head(t("doubt.not_recorded")) + list({ engine: state.engine, scene: state.scene, t }),
  );
}
document.addEventListener("click", (event) => {
  const name = hit(event, "[data-silent-ref]");
  if (hit(event, "[data-dock-silent]")) open();
  else if (name) {
    /** @type {HTMLDialogElement} */ (find(document, "#dock-silent-dialog")).close();
    emit("select", { ref: name.dataset.silentRef });
  }
});

export { remarks };
