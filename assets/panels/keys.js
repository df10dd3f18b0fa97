/* Keys mean the same everywhere; they are silent while somebody types, and can be switched off. Help lists them. */
import { h, put } from "../core/dom.js";
import { emit, on } from "../core/events.js";
import { state } from "../core/state.js";
import { t } from "../core/words.js";
import { lettersOn, obey, turnLetters } from "./key-press.js";

/** @typedef {import("./key-press.js").KeyRow} KeyRow */
/** @typedef {import("./key-press.js").Press} Press */

const TYPED =
  'input:not([type="checkbox"]):not([type="radio"]), textarea, select, ' +
  '[contenteditable="true"], .ag-root, [role="combobox"]';
const BUTTONS = "button, a, summary, input, [role=button], [role=tab]";
const SCROLLED = ".rail, .dossier, #panel-table, #panel-timeline, #panel-compare";
const OWN_KEYS = '[role="separator"], [role="listbox"], [role="tree"], [data-own-keys]';
/** @type {Record<string, string>} */
const NEXT_THEME = { light: "dark", dark: "projector", projector: "light" };

const root = document.documentElement;
const presenting = () => ["on", "notes"].includes(root.dataset.present || "");
const asked = () => Boolean(document.querySelector("dialog[open]"));

/* ---- when a key is obeyed ---- */
/** @param {Press} press */
const still = ({ at }) => !at(TYPED);
/** @param {Press} press */
const free = (press) => still(press) && !asked() && !presenting();
/** @param {Press} press */
export const lettered = (press) => free(press) && lettersOn();
/** @param {Press} press */
const moves = (press) => free(press) && !press.at(OWN_KEYS);
/** @param {Press} press */
const pages = (press) => moves(press) && !press.at(SCROLLED);

/* ---- what it does ---- */
/** @param {string} to @param {Press} press */
function move(to, { event, at }) {
  if (at(".leaflet-container")) event.stopPropagation();
  emit("dock", to);
}
/** @param {number} i */
function instrument(i) {
  const { scene, engine } = state,
    value = engine.data.instruments[i];
  emit("facet", { facet: "instrument", value, on: !scene.instrument.includes(value) });
}
/** @param {string} _given @param {Press} press */
function blankOnce(_given, { event }) {
  if (!event.repeat) blankScreen(true);
}
function escape() {
  if (root.dataset.rail === "open") root.dataset.rail = "";
  else if (state.scene.selection.length) emit("deselect");
}

/** @type {KeyRow[]} */
const KEYS = [
  { print: "← →", words: "keys.month", keys: { ArrowLeft: "back", ArrowRight: "forward" }, when: moves, do: move },
  {
    print: "Shift ← →",
    words: "keys.year",
    keys: { "Shift ArrowLeft": "year.back", "Shift ArrowRight": "year.forward" },
    when: moves,
    do: move,
  },
  {
    print: "PgUp PgDn",
    words: "keys.event",
    keys: { PageUp: "event.back", PageDown: "event.forward" },
    when: pages,
    do: move,
  },
  { print: "Home End", words: "keys.ends", keys: { Home: "first", End: "last" }, when: pages, do: move },
  {
    print: "Space",
    words: "keys.play",
    keys: { " ": "play" },
    when: (press) => moves(press) && !press.at(BUTTONS),
    do: move,
  },
  {
    print: "1–5",
    words: "keys.instrument",
    keys: { 1: 0, 2: 1, 3: 2, 4: 3, 5: 4 },
    when: lettered,
    do: instrument,
  },
  {
    print: "M T L C R",
    words: "keys.tabs",
    keys: { m: "map", t: "table", l: "timeline", c: "compare", r: "route" },
    when: lettered,
    do: (tab) => state.commit({ tab }),
  },
  { print: "/", words: "keys.search", keys: { "/": "search" }, when: free, do: (event) => emit(event) },
  { print: "W", words: "keys.known", keys: { w: "known" }, when: lettered, do: (clock) => emit("clock", clock) },
  {
    print: "Shift W",
    words: "keys.stated",
    keys: { "Shift w": "stated" },
    when: lettered,
    do: (clock) => emit("clock", clock),
  },
  {
    print: "N",
    words: "keys.language",
    keys: { n: "" },
    when: lettered,
    do: () => state.commit({ lang: state.scene.lang === "nl" ? "en" : "nl" }),
  },
  {
    print: "D",
    words: "keys.theme",
    keys: { d: "" },
    when: lettered,
    do: () => state.commit({ theme: NEXT_THEME[state.scene.theme] }),
  },
  { print: "P", words: "keys.present", keys: { p: "present" }, when: lettered, do: (event) => emit(event) },
  { print: "U", words: "keys.unknown", keys: { u: "unknown" }, when: lettered, do: (event) => emit(event) },
  { print: "B", words: "present.key.blank", keys: { b: "" }, when: lettered, do: blankOnce },
  { print: "Ctrl Z", words: "keys.undo", keys: { "Ctrl z": "" }, when: still, do: () => state.undo() },
  { print: "Ctrl Shift Z", words: "keys.redo", keys: { "Ctrl Shift z": "" }, when: still, do: () => state.redo() },
  {
    print: "Esc",
    words: "keys.escape",
    keys: { Escape: "" },
    when: () => !asked() && !presenting(),
    do: escape,
    passes: true,
  },
  { print: "?", words: "keys.help", keys: { "?": "" }, when: free, do: () => help() },
];

/* What help lists: a story has its own while it is shown. */
let listed = KEYS;
export const keyRows = () => listed;
/** @param {KeyRow[]} given */
export function giveKeyRows(given) {
  listed = given;
}
/* A key of another part of the page, printed before the row that prints `before`. */
/** @param {KeyRow} row @param {string} before */
export function giveKey(row, before) {
  KEYS.splice(
    KEYS.findIndex(({ print }) => print === before),
    0,
    row,
  );
}

/* A blank screen while somebody speaks: any key or click brings the page back, and does nothing else. */
const blank = h("div", { id: "blank", role: "status", onclick: () => blankScreen(false) });
const blanked = () => blank.classList.contains("is-on");
/** @param {boolean} on */
function blankScreen(on) {
  blank.classList.toggle("is-on", on);
  // Said a moment after the box stands there: only what changes in a status is read out.
  setTimeout(() => {
    blank.textContent = blanked() ? t("keys.blanked") : "";
  }, 50);
}
document.body.appendChild(blank);

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (!state.scene || event.defaultPrevented) return;
  if (blanked()) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!event.repeat) blankScreen(false);
    return;
  }
  obey(KEYS, event);
}

/* ---- help ---- */
/** @type {HTMLDialogElement | null} */
let dialog = null;
function frame() {
  const made = h("dialog", { class: "help" });
  made.addEventListener("click", ({ target }) => {
    if (target === made || (target instanceof Element && target.closest(".help-close"))) made.close();
  });
  made.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement) turnLetters(target.checked);
  });
  document.body.appendChild(made);
  return made;
}
/** @param {KeyRow} row */
const line = ({ print, words }) =>
  h(
    "div",
    {},
    h(
      "dt",
      {},
      print.split(" ").map((key, i) => [i ? " " : null, h("kbd", {}, key)]),
    ),
    h("dd", {}, t(words)),
  );
const READING = [
  "keys.reading.wheel",
  "keys.reading.dock",
  "keys.reading.clock",
  "keys.reading.unknown",
  "keys.sources",
];
function help() {
  dialog = dialog || frame();
  dialog.setAttribute("aria-label", t("keys.title"));
  put(
    dialog,
    h(
      "header",
      {},
      h("h2", {}, t("keys.title")),
      h("button", { type: "button", class: "button help-close" }, t("shell.close")),
    ),
    h("p", {}, t("keys.intro")),
    h("dl", {}, listed.map(line)),
    h(
      "label",
      { class: "switch-row" },
      h("span", {}, t("keys.letters")),
      h("input", { type: "checkbox", class: "switch", role: "switch", checked: lettersOn() }),
    ),
    h("h3", {}, t("keys.reading")),
    h(
      "ul",
      {},
      READING.map((key) => h("li", {}, t(key))),
    ),
  );
  dialog.showModal();
}
document.addEventListener("keydown", onKey, true);
on("help", help);
