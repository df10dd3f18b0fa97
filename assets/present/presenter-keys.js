/* Keys of a talk. */
import { emit, on } from "../core/events.js";
import { repaint, state } from "../core/state.js";
import { lettersOn, obey } from "../panels/key-press.js";
import { giveKeyRows, keyRows } from "../panels/keys.js";
import { sayBlank } from "./other-window.js";
import { back, go, leave, space } from "./presenter.js";
import { served, shown, talk, turnFlights } from "./talk.js";

/** @typedef {import("../panels/key-press.js").KeyRow} KeyRow */
/** @typedef {import("../panels/key-press.js").Press} Press */

const TYPED = 'input:not([type="range"]):not([type="checkbox"]), textarea, select, [contenteditable="true"], .ag-root';
const CONTROLS = "button, input, [role=button]";

/* ---- when a key is obeyed ---- */
/** @param {Press} press */
const free = ({ at }) => !at(TYPED) && !document.querySelector("dialog[open]");
/* While the story is on the screen, not while it waits for a question. */
/** @param {Press} press */
const running = (press) => free(press) && talk.mode !== "ask";
/** @param {Press} press */
const lettered = (press) => running(press) && lettersOn();
/** @param {Press} press */
function slides({ at }) {
  const control = at(CONTROLS);
  return control instanceof HTMLInputElement && control.type === "range";
}
/* While a story waits, Esc first closes what it closes on the page. */
/** @param {Press} press */
const leaves = (press) =>
  running(press) || (free(press) && !state.scene.selection.length && document.documentElement.dataset.rail !== "open");

/* ---- what it does ---- */
function blank() {
  talk.blank = !talk.blank;
  if (talk.mode === "notes") sayBlank();
  repaint();
}
function theme() {
  const light = talk.mode === "notes" ? "light" : "projector";
  state.commit({ theme: state.scene.theme === "dark" ? light : "dark" });
}
function flights() {
  turnFlights();
  emit("talk", talk);
  repaint();
}
function full() {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen().catch(() => {});
}
function escape() {
  if (talk.mode === "ask") back();
  else if (talk.blank) blank();
  else if (talk.away) back();
  else if (served && talk.mode === "on") leave("off");
}

/** @type {KeyRow[]} */
const KEYS = [
  {
    print: "← → PgUp PgDn",
    words: "present.key.scene",
    keys: { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 },
    when: (press) => running(press) && !slides(press),
    do: (by) => go(talk.step + by),
  },
  {
    print: "Home End",
    words: "present.key.ends",
    keys: { Home: 0, End: -1 },
    when: running,
    do: (at) => go(at < 0 ? shown().scenes.length - 1 : at),
  },
  {
    print: "Space",
    words: "present.key.play",
    keys: { " ": "" },
    when: (press) => running(press) && !press.at(CONTROLS),
    do: space,
  },
  {
    print: "1–9",
    words: "present.key.number",
    keys: Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [n, n - 1])),
    when: running,
    do: (step) => go(step),
  },
  { print: "B", words: "present.key.blank", keys: { b: "", ".": "" }, when: lettered, do: blank },
  {
    print: "N",
    words: "keys.language",
    keys: { n: "" },
    when: lettered,
    do: () => state.commit({ lang: state.scene.lang === "nl" ? "en" : "nl" }),
  },
  { print: "D", words: "present.key.theme", keys: { d: "" }, when: lettered, do: theme },
  { print: "V", words: "present.key.flight", keys: { v: "" }, when: lettered, do: flights },
  { print: "F", words: "present.key.full", keys: { f: "" }, when: lettered, do: full },
  {
    print: "Q",
    words: "present.key.ask",
    keys: { q: "" },
    when: lettered,
    do: () => {
      if (talk.mode === "on") leave("ask");
    },
  },
  {
    print: "G",
    words: "present.key.return",
    keys: { g: "" },
    when: (press) => free(press) && lettersOn(),
    do: () => back(),
  },
  { print: "?", words: "keys.help", keys: { "?": "" }, when: running, do: () => emit("help") },
  { print: "Esc", words: "present.key.leave", keys: { Escape: "" }, when: leaves, do: escape },
];

document.addEventListener(
  "keydown",
  (event) => {
    if (talk.mode !== "off" && state.scene && obey(KEYS, event)) event.stopPropagation();
  },
  true,
);
/** @type {KeyRow[] | null} */
let rowsBefore = null;
on("talk", () => {
  if (talk.mode === "on" || talk.mode === "notes") {
    rowsBefore = rowsBefore || keyRows();
    giveKeyRows(KEYS);
  } else if (rowsBefore) {
    giveKeyRows(rowsBefore);
    rowsBefore = null;
  }
});

/* What a button of the screen or of the notes does is what its key does. */
/** @param {string} name */
export function letter(name) {
  const row = KEYS.find(({ keys }) => Object.hasOwn(keys, name));
  if (row) row.do(row.keys[name], { event: new KeyboardEvent("keydown", { key: name }), at: () => null });
}
