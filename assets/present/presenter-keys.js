/* Keys of a talk. */
import { emit, on } from "../core/events.js";
import { repaint, state } from "../core/state.js";
import { giveKeyRows, keyRows } from "../panels/keys.js";
import { sayBlank } from "./other-window.js";
import { back, go, leave, space } from "./presenter.js";
import { served, store, talk, turnFlights } from "./talk.js";

const LETTERS_OFF = "atlas-keys";
const typing = (target) =>
  Boolean(
    target &&
    target.closest &&
    target.closest(
      'input:not([type="range"]):not([type="checkbox"]), textarea, select, [contenteditable="true"], .ag-root',
    ),
  );
const ROWS = [
  ["← → PgUp PgDn", "present.key.scene"],
  ["Home End", "present.key.ends"],
  ["Space", "present.key.play"],
  ["1–9", "present.key.number"],
  ["B", "present.key.blank"],
  ["N", "keys.language"],
  ["D", "present.key.theme"],
  ["V", "present.key.flight"],
  ["F", "present.key.full"],
  ["Q", "present.key.ask"],
  ["G", "present.key.return"],
  ["?", "keys.help"],
  ["Esc", "present.key.leave"],
];
const STEPS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
const LETTERS = {
  b: () => {
    talk.blank = !talk.blank;
    if (talk.mode === "notes") sayBlank();
    repaint();
  },
  n: () => state.commit({ lang: state.scene.lang === "nl" ? "en" : "nl" }),
  d: () =>
    state.commit({ theme: state.scene.theme === "dark" ? (talk.mode === "notes" ? "light" : "projector") : "dark" }),
  v: () => {
    turnFlights();
    emit("talk", talk);
    repaint();
  },
  f: () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen().catch(() => {});
  },
  q: () => {
    if (talk.mode === "on") leave("ask");
  },
  g: () => back(),
};

function onKey(event) {
  if (talk.mode === "off" || !state.scene || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const key = event.key,
    take = (fn) => {
      event.preventDefault();
      event.stopPropagation();
      fn();
    };
  const letters = store(localStorage, LETTERS_OFF) !== "off";
  if (talk.mode === "ask") {
    if (key.toLowerCase() === "g" && letters) take(back);
    else if (key === "Escape" && !state.scene.selection.length && document.documentElement.dataset.rail !== "open")
      take(back);
    return;
  }
  const control = event.target.closest && event.target.closest("button, input, [role=button]");
  if (key in STEPS && !(control && control.type === "range")) take(() => go(talk.step + STEPS[key]));
  else if (key === "Home") take(() => go(0));
  else if (key === "End") take(() => go(talk.story.scenes.length - 1));
  else if (key === " " && !control) take(space);
  else if (key === "Escape")
    take(() => {
      if (talk.blank) LETTERS.b();
      else if (talk.away) back();
      else if (served && talk.mode === "on") leave("off");
    });
  else if (key === "?") take(() => emit("help"));
  else if (/^[1-9]$/.test(key)) take(() => go(Number(key) - 1));
  else if (key === "." && letters) take(LETTERS.b);
  else if (letters && LETTERS[key.toLowerCase()]) take(LETTERS[key.toLowerCase()]);
}
document.addEventListener("keydown", onKey, true);
let rowsBefore = null;
on("talk", () => {
  if (talk.mode === "on" || talk.mode === "notes") {
    rowsBefore = rowsBefore || keyRows();
    giveKeyRows(ROWS);
  } else if (rowsBefore) {
    giveKeyRows(rowsBefore);
    rowsBefore = null;
  }
});

/* What a letter does, for who has a button for it. */
export const letter = (k) => LETTERS[k]();
