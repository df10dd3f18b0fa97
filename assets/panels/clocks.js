/* The two clocks: "as known on DATE" (documents up to a day may speak) and "as stated by DOCUMENT" (one document alone
   may). Two switches in the rail, a key each, and a chip beside the sentence for whichever is on. */
import * as clockWords from "../core/clock-words.js";
import { dayField } from "../core/dates.js";
import * as documents from "../core/documents.js";
import { h, put } from "../core/dom.js";
import { on } from "../core/events.js";
import { letterOf } from "../core/letter.js";
import { painter } from "../core/painters.js";
import { publisherOf } from "../core/publisher.js";
import { repaint, state } from "../core/state.js";
import { hit } from "../core/find.js";
import { dateWords, t } from "../core/words.js";

/** @typedef {import("../contract").DocumentRow} DocumentRow */
/** @typedef {import("../types").Context} Context */
/** @typedef {import("../types").Engine} Engine */

/* What stands in the rail: its parts are made anew when the language changes. */
/**
 * @typedef {object} Parts
 * @property {HTMLInputElement} letter
 * @property {HTMLInputElement} statedLetter
 * @property {HTMLInputElement} input the field of the one document
 * @property {HTMLElement} list its list of documents
 * @property {{show(day: string): void}} day the field of the day of knowledge
 */

const SHOWN = 40;
/** @type {HTMLElement | null} */
let holder = null;
/** @type {Parts | null} */
let parts = null;
/** @type {DocumentRow[]} */
let found = [];
let drawn = "",
  at = -1,
  chipsDrawn = "";

/* ---- switches in the rail ---- */
/** @param {string} text */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
/** @param {string} id @param {string} words */
const toggle = (id, words) =>
  h("input", { type: "checkbox", class: "switch", role: "switch", id, title: words, "aria-label": words });
const dayInput = () =>
  h("input", {
    type: "text",
    class: "day-field",
    id: "rail-known",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: 30,
  });
const documentInput = () =>
  h("input", {
    type: "search",
    id: "rail-stated",
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": "rail-stated-list",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: 80,
    "aria-label": t("clock.stated.other"),
  });

/** @param {HTMLElement} box @param {Engine} engine @returns {Parts} */
function build(box, engine) {
  const date = dateWords(letterOf(engine).date),
    byLetter = t("clock.letter", { date }),
    [first, last] = engine.raw.knowable;
  const letter = toggle("rail-letter", capital(clockWords.knownName(letterOf(engine).date))),
    statedLetter = toggle("rail-stated-letter", capital(t("time.stated", { document: byLetter }))),
    known = dayInput(),
    input = documentInput(),
    list = h("ul", { id: "rail-stated-list", role: "listbox", "aria-label": t("clock.stated.other"), hidden: true });
  /** @param {string} words @param {HTMLElement} field */
  const row = (words, field) => h("label", { class: "switch-row" }, h("span", {}, words), field);
  put(
    box,
    h(
      "fieldset",
      { class: "rail-set" },
      h("legend", {}, t("clock.known")),
      row(t("clock.known.letter", { date }), letter),
      h("label", { class: "rail-known" }, h("span", {}, t("clock.known.day")), known),
    ),
    h(
      "fieldset",
      { class: "rail-set clock-stated" },
      h("legend", {}, t("clock.stated")),
      row(byLetter, statedLetter),
      input,
      list,
    ),
  );
  /** @param {string} day */
  const take = (day) => state.commit({ known: day });
  return {
    letter,
    statedLetter,
    input,
    list,
    day: dayField(known, { first, last, months: false, empty: true, hint: "clock.known.all", take }),
  };
}

/** @param {Parts} parts @param {Context} context */
function show({ letter, statedLetter, input, day }, { engine, scene }) {
  const { date, id } = letterOf(engine);
  letter.checked = scene.known === date;
  statedLetter.checked = scene.stated === id;
  day.show(scene.known);
  input.placeholder = t(scene.stated ? "clock.stated.other" : "clock.stated.all");
  if (document.activeElement !== input) input.value = statedWords({ engine, scene }, id);
  input.title = input.value;
}
/* The one document as its field names it; the letter has its switch, and all of them have no name. */
/** @param {Pick<Context, "engine" | "scene">} context @param {string} letterId */
function statedWords({ engine, scene }, letterId) {
  if (!scene.stated || scene.stated === letterId) return "";
  const row = documents.documentOf(engine.data, scene.stated);
  return row ? documents.nameOf(row, scene.lang) : t("time.stated.later");
}

/* ---- the list of documents ---- */
/** @param {Parts} parts */
function close({ input, list }) {
  list.hidden = true;
  at = -1;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}
/** @param {DocumentRow} d @param {number} i @param {number} states */
function option(d, i, states) {
  const { scene } = state,
    said = [documents.dateOf(d) ? dateWords(d.date || "", true) : t("clock.undated"), publisherOf(d)].join(" · ");
  return h(
    "li",
    {
      role: "option",
      id: `rail-stated-${i}`,
      "data-i": i,
      "aria-selected": String(i === at),
      class: d.document_id === scene.stated && "is-on",
    },
    h("b", {}, documents.nameOf(d, scene.lang)),
    h("span", {}, said),
    h("span", { class: "num" }, t("clock.states", { n: states })),
  );
}
/** @param {Parts} parts */
function open({ input, list }) {
  const { engine } = state,
    counts = documents.statedBy(engine.data);
  const typed = input.value === input.dataset.shown ? "" : input.value;
  found = documents.matching(documents.ordered(engine.data.documents, letterOf(engine).id), typed).slice(0, SHOWN);
  put(
    list,
    found.length
      ? found.map((d, i) => option(d, i, counts.get(d.document_id) || 0))
      : h("li", { class: "search-none" }, t("clock.none")),
  );
  list.hidden = false;
  input.setAttribute("aria-expanded", "true");
  if (at >= 0 && list.children[at]) {
    input.setAttribute("aria-activedescendant", "rail-stated-" + at);
    list.children[at].scrollIntoView({ block: "nearest" });
  }
}
/** @param {Parts} parts @param {number} i */
function choose(parts, i) {
  const row = found[i];
  if (!row) return;
  close(parts);
  parts.input.blur();
  state.commit({ stated: row.document_id });
}
/** @param {KeyboardEvent} event */
function onKey(event) {
  if (!parts || event.target !== parts.input) return;
  const { input, list } = parts;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!list.hidden && found.length) at = (at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
    open(parts);
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (!input.value.trim()) {
      close(parts);
      state.commit({ stated: "" });
    } else choose(parts, Math.max(at, 0));
  } else if (event.key === "Escape" && !list.hidden) {
    event.stopPropagation();
    close(parts);
    input.value = input.dataset.shown || "";
  }
}

const toggleKnown = () => {
  const { scene, engine } = state,
    { date } = letterOf(engine);
  return state.commit({ known: scene.known === date ? "" : date });
};
const toggleStated = () => {
  const { scene, engine } = state,
    { id } = letterOf(engine);
  return state.commit({ stated: scene.stated === id ? "" : id });
};

/** @param {HTMLElement} box */
function listen(box) {
  box.addEventListener("change", (event) => {
    if (hit(event, "#rail-letter")) toggleKnown();
    else if (hit(event, "#rail-stated-letter")) toggleStated();
  });
  box.addEventListener("focusin", (event) => {
    if (!parts || event.target !== parts.input) return;
    parts.input.dataset.shown = parts.input.value;
    at = -1;
    open(parts);
  });
  box.addEventListener("focusout", (event) => {
    if (!parts || event.target !== parts.input) return;
    close(parts);
    repaint();
  });
  box.addEventListener("input", (event) => {
    if (!parts || event.target !== parts.input) return;
    const { input } = parts;
    at = -1;
    if (input.value === "" && input.dataset.shown) {
      input.dataset.shown = "";
      state.commit({ stated: "" });
    }
    open(parts);
  });
  box.addEventListener("keydown", onKey);
  box.addEventListener("pointerdown", (event) => {
    const row = hit(event, "#rail-stated-list [data-i]");
    if (!row || !parts) return;
    event.preventDefault();
    choose(parts, Number(row.dataset.i));
  });
}

painter(
  21,
  "clocks",
  /** @param {Context} context */
  (context) => {
    const box = document.getElementById("rail-clocks");
    if (!box) return;
    if (box !== holder) {
      holder = box;
      drawn = "";
      listen(box);
    }
    if (!parts || drawn !== context.scene.lang || !box.firstChild) {
      drawn = context.scene.lang;
      parts = build(box, context.engine);
    }
    show(parts, context);
  },
  { around: true },
);

/* The chips stand beside the sentence, on every tab, and take their clock off. */
/** @param {string[]} clock its name and its words */
function chip([clock, words]) {
  const said = t("clock.drop", { x: words });
  return h(
    "button",
    { type: "button", class: "chip clock-chip", "data-clock": clock, "aria-label": said, title: said },
    h("span", {}, words),
    " ",
    h("span", { "aria-hidden": "true" }, "×"),
  );
}
painter(
  44,
  "clock-chips",
  /** @param {Context} context */
  ({ engine, scene }) => {
    const box = document.getElementById("clock-chips");
    if (!box) return;
    const all = clockWords.names(engine, scene),
      key = JSON.stringify([all, scene.lang]);
    if (key === chipsDrawn && box.childElementCount === all.length) return;
    chipsDrawn = key;
    put(box, all.map(chip));
  },
);
document.addEventListener("click", (event) => {
  const chosen = hit(event, "[data-clock]");
  if (chosen) state.commit({ [chosen.dataset.clock || ""]: "" });
});

on("clock", /** @param {string} name */ (name) => (name === "stated" ? toggleStated() : toggleKnown()));
