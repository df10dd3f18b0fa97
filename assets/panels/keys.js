// @ts-nocheck
/* Keys mean the same everywhere; they are silent while somebody types, and can be switched off. Help lists them. */
import { emit, on } from "../core/events.js";
import { state } from "../core/state.js";
import { escape } from "../core/text.js";
import { t } from "../core/words.js";

const STORE = "atlas-keys";
const OFF = "off";
let dialog = null;

const typing = (target) =>
  Boolean(
    target &&
    target.closest &&
    target.closest(
      'input:not([type="checkbox"]):not([type="radio"]), textarea, select, ' +
        '[contenteditable="true"], .ag-root, [role="combobox"]',
    ),
  );
const letters = () => {
  try {
    return localStorage.getItem(STORE) !== OFF;
  } catch {
    return true;
  }
};
const presenting = () => ["on", "notes"].includes(document.documentElement.dataset.present);

const TABS = { m: "map", t: "table", l: "timeline", c: "compare", r: "route" };
const MOVES = {
  ArrowLeft: "back",
  ArrowRight: "forward",
  "shift+ArrowLeft": "year.back",
  "shift+ArrowRight": "year.forward",
  PageUp: "event.back",
  PageDown: "event.forward",
  Home: "first",
  End: "last",
  " ": "play",
};
/* Keys and their words, as help lists them; a story has its own while it is shown. */
let rows = [
  ["← →", "keys.month"],
  ["Shift ← →", "keys.year"],
  ["PgUp PgDn", "keys.event"],
  ["Home End", "keys.ends"],
  ["Space", "keys.play"],
  ["1–5", "keys.instrument"],
  ["M T L C R", "keys.tabs"],
  ["/", "keys.search"],
  ["W", "keys.known"],
  ["Shift W", "keys.stated"],
  ["N", "keys.language"],
  ["D", "keys.theme"],
  ["P", "keys.present"],
  ["U", "keys.unknown"],
  ["B", "present.key.blank"],
  ["Ctrl Z", "keys.undo"],
  ["Ctrl Shift Z", "keys.redo"],
  ["Esc", "keys.escape"],
  ["?", "keys.help"],
];

export const keyRows = () => rows;
export function giveKeyRows(given) {
  rows = given;
}

/* A blank screen while somebody speaks: any key or click brings the page back, and does nothing else. */
const blank = document.createElement("div");
blank.id = "blank";
blank.setAttribute("role", "status");
const blanked = () => blank.classList.contains("is-on");
function blankScreen(on) {
  blank.classList.toggle("is-on", on);
  // Said a moment after the box stands there: only what changes in a status is read out.
  setTimeout(() => {
    blank.textContent = blanked() ? t("keys.blanked") : "";
  }, 50);
}
document.body.appendChild(blank);
blank.addEventListener("click", () => blankScreen(false));

function onKey(event) {
  if (!state.scene || event.defaultPrevented) return;
  if (blanked()) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!event.repeat) blankScreen(false);
    return;
  }
  const name = event.key;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && name.toLowerCase() === "z" && !typing(event.target)) {
    event.preventDefault();
    if (event.shiftKey) state.redo();
    else state.undo();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (name === "Escape") {
    escape_(event);
    return;
  }
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  if (presenting()) return;
  const inMap = event.target.closest && event.target.closest(".leaflet-container");
  const onButton = event.target.closest && event.target.closest("button, a, summary, input, [role=button], [role=tab]");
  const scrolls =
    event.target.closest && event.target.closest(".rail, .dossier, #panel-table, #panel-timeline, #panel-compare");
  const move = MOVES[(event.shiftKey && name.startsWith("Arrow") ? "shift+" : "") + name];
  if (
    move &&
    !(name === " " && onButton) &&
    !(scrolls && ["PageUp", "PageDown", "Home", "End"].includes(name)) &&
    !(
      event.target.closest &&
      event.target.closest('[role="separator"], [role="listbox"], [role="tree"], [data-own-keys]')
    )
  ) {
    event.preventDefault();
    if (inMap) event.stopPropagation();
    emit("dock", move);
    return;
  }
  if (name === "/") {
    event.preventDefault();
    emit("search");
    return;
  }
  if (name === "?") {
    event.preventDefault();
    help();
    return;
  }
  if (!letters()) return;
  const key = name.toLowerCase();
  if (TABS[key]) state.commit({ tab: TABS[key] });
  else if (key === "n") state.commit({ lang: state.scene.lang === "nl" ? "en" : "nl" });
  else if (key === "d")
    state.commit({ theme: { light: "dark", dark: "projector", projector: "light" }[state.scene.theme] });
  else if (key === "w") emit("clock", event.shiftKey ? "stated" : "known");
  else if (key === "p") emit("present");
  else if (key === "u") emit("unknown");
  else if (key === "b") {
    if (!event.repeat) blankScreen(true);
  } else if (/^[1-5]$/.test(name)) {
    const instrument = state.engine.data.instruments[Number(name) - 1];
    emit("facet", { facet: "instrument", value: instrument, on: !state.scene.instrument.includes(instrument) });
  } else return;
  event.preventDefault();
}

function escape_() {
  if (document.querySelector("dialog[open]") || presenting()) return;
  if (document.documentElement.dataset.rail === "open") {
    document.documentElement.dataset.rail = "";
    return;
  }
  if (state.scene.selection.length) emit("deselect");
}

function help() {
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.className = "help";
    document.body.appendChild(dialog);
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest(".help-close")) dialog.close();
    });
    dialog.addEventListener("change", (event) => {
      try {
        localStorage.setItem(STORE, event.target.checked ? "on" : OFF);
      } catch {
        /* private windows keep no settings */
      }
    });
  }
  dialog.setAttribute("aria-label", t("keys.title"));
  dialog.innerHTML =
    `<header><h2>${escape(t("keys.title"))}</h2><button type="button" class="button help-close">` +
    `${escape(t("shell.close"))}</button></header>` +
    `<p>${escape(t("keys.intro"))}</p><dl>${rows
      .map(
        ([k, w]) =>
          `<div><dt>${k
            .split(" ")
            .map((x) => `<kbd>${escape(x)}</kbd>`)
            .join(" ")}</dt><dd>${escape(t(w))}</dd></div>`,
      )
      .join("")}</dl>` +
    `<label class="switch-row"><span>${escape(t("keys.letters"))}</span><input type="checkbox"` +
    ` class="switch" role="switch"${letters() ? " checked" : ""}></label>` +
    `<h3>${escape(t("keys.reading"))}</h3><ul><li>${escape(t("keys.reading.wheel"))}</li><li>` +
    `${escape(t("keys.reading.dock"))}</li><li>${escape(t("keys.reading.clock"))}</li><li>` +
    `${escape(t("keys.reading.unknown"))}</li><li>${escape(t("keys.sources"))}</li></ul>`;
  dialog.showModal();
}
document.addEventListener("keydown", onKey, true);
on("help", help);
