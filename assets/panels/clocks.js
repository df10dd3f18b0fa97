// @ts-nocheck
/* The two clocks: "as known on DATE" (documents up to a day may speak) and "as stated by DOCUMENT" (one document alone
   may). Two switches in the rail, a key each, and a chip beside the sentence for whichever is on. */
import * as clockWords from "../core/clock-words.js";
import { dayField } from "../core/dates.js";
import * as documents from "../core/documents.js";
import { on } from "../core/events.js";
import { painter } from "../core/painters.js";
import { publisherOf } from "../core/publisher.js";
import { repaint, state } from "../core/state.js";
import { escape } from "../core/text.js";
import { dateWords, t } from "../core/words.js";

const SHOWN = 40;
let holder = null,
  drawn = "",
  day = null,
  list = null,
  input = null,
  found = [],
  at = -1,
  chipsDrawn = "";

/* ---- switches in the rail ---- */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
function frame(engine, scene, t) {
  const date = dateWords(engine.raw.letter.date);
  const row = (id, words, full) =>
    `<label class="switch-row"><span>${escape(words)}</span>` +
    `<input type="checkbox" class="switch" role="switch" id="${id}" title="${escape(full)}` +
    `" aria-label="${escape(full)}"></label>`;
  return (
    `<fieldset class="rail-set"><legend>${escape(t("clock.known"))}</legend>` +
    row("rail-letter", t("clock.known.letter", { date }), capital(clockWords.knownName(engine.raw.letter.date))) +
    `<label class="rail-known"><span>${escape(t("clock.known.day"))}</span>` +
    '<input type="text" class="day-field" id="rail-known" autocomplete="off" spellcheck="false"' +
    ' maxlength="30"></label></fieldset>' +
    `<fieldset class="rail-set clock-stated"><legend>${escape(t("clock.stated"))}</legend>` +
    row(
      "rail-stated-letter",
      t("clock.letter", { date }),
      capital(t("time.stated", { document: t("clock.letter", { date }) })),
    ) +
    '<input type="search" id="rail-stated" role="combobox" aria-autocomplete="list"' +
    ' aria-expanded="false" aria-controls="rail-stated-list" autocomplete="off"' +
    ` spellcheck="false" maxlength="80" aria-label="${escape(t("clock.stated.other"))}">` +
    `<ul id="rail-stated-list" role="listbox" aria-label="${escape(t("clock.stated.other"))}" hidden></ul></fieldset>`
  );
}

function build(context) {
  const { engine, scene, t } = context,
    [first, last] = engine.raw.knowable;
  holder.innerHTML = frame(engine, scene, t);
  input = holder.querySelector("#rail-stated");
  list = holder.querySelector("#rail-stated-list");
  day = dayField(holder.querySelector("#rail-known"), {
    first,
    last,
    empty: true,
    hint: "clock.known.all",
    take: (known) => state.commit({ known }),
  });
}

function show(context) {
  const { engine, scene, t } = context,
    { letter } = engine.raw;
  holder.querySelector("#rail-letter").checked = scene.known === letter.date;
  holder.querySelector("#rail-stated-letter").checked = scene.stated === letter.id;
  day.show(scene.known);
  input.placeholder = t(scene.stated ? "clock.stated.other" : "clock.stated.all");
  const row = scene.stated && scene.stated !== letter.id ? documents.documentOf(engine.data, scene.stated) : null;
  if (document.activeElement !== input)
    input.value = row
      ? documents.nameOf(row, scene.lang)
      : !scene.stated || scene.stated === letter.id
        ? ""
        : t("time.stated.later");
  input.title = input.value;
}

/* ---- the list of documents ---- */
function close() {
  if (!list) return;
  list.hidden = true;
  at = -1;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}
function open() {
  const { engine, scene } = state,
    counts = documents.statedBy(engine.data);
  const typed = input.value === input.dataset.shown ? "" : input.value;
  found = documents.matching(documents.ordered(engine.data.documents, engine.raw.letter.id), typed).slice(0, SHOWN);
  const option = (d, i) =>
    `<li role="option" id="rail-stated-${i}" data-i="${i}" aria-selected="${i === at}"` +
    `${d.document_id === scene.stated ? ' class="is-on"' : ""}>` +
    `<b>${escape(documents.nameOf(d, scene.lang))}</b><span>` +
    escape([documents.dateOf(d) ? dateWords(d.date, true) : t("clock.undated"), publisherOf(d)].join(" · ")) +
    "</span>" +
    `<span class="num">${escape(t("clock.states", { n: counts.get(d.document_id) || 0 }))}</span></li>`;
  list.innerHTML = found.length
    ? found.map(option).join("")
    : `<li class="search-none">${escape(t("clock.none"))}</li>`;
  list.hidden = false;
  input.setAttribute("aria-expanded", "true");
  if (at >= 0 && list.children[at]) {
    input.setAttribute("aria-activedescendant", "rail-stated-" + at);
    list.children[at].scrollIntoView({ block: "nearest" });
  }
}
function choose(i) {
  const row = found[i];
  if (!row) return;
  close();
  input.blur();
  state.commit({ stated: row.document_id });
}
function onKey(event) {
  if (event.target !== input) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!list.hidden && found.length) at = (at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
    open();
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (!input.value.trim()) {
      close();
      state.commit({ stated: "" });
    } else choose(Math.max(at, 0));
  } else if (event.key === "Escape" && !list.hidden) {
    event.stopPropagation();
    close();
    input.value = input.dataset.shown;
  }
}

const toggleKnown = () => {
  const { scene, engine } = state,
    { letter } = engine.raw;
  return state.commit({ known: scene.known === letter.date ? "" : letter.date });
};
const toggleStated = () => {
  const { scene, engine } = state,
    { letter } = engine.raw;
  return state.commit({ stated: scene.stated === letter.id ? "" : letter.id });
};

function listen(box) {
  box.addEventListener("change", (event) => {
    if (event.target.id === "rail-letter") toggleKnown();
    else if (event.target.id === "rail-stated-letter") toggleStated();
  });
  box.addEventListener("focusin", (event) => {
    if (event.target === input) {
      input.dataset.shown = input.value;
      at = -1;
      open();
    }
  });
  box.addEventListener("focusout", (event) => {
    if (event.target === input) {
      close();
      repaint();
    }
  });
  box.addEventListener("input", (event) => {
    if (event.target !== input) return;
    at = -1;
    if (input.value === "" && input.dataset.shown) {
      input.dataset.shown = "";
      state.commit({ stated: "" });
    }
    open();
  });
  box.addEventListener("keydown", onKey);
  box.addEventListener("pointerdown", (event) => {
    const row = event.target.closest("#rail-stated-list [data-i]");
    if (row) {
      event.preventDefault();
      choose(Number(row.dataset.i));
    }
  });
}

painter(
  21,
  "clocks",
  (context) => {
    const box = document.getElementById("rail-clocks");
    if (!box) return;
    if (box !== holder) {
      holder = box;
      drawn = "";
      listen(box);
    }
    if (drawn !== context.scene.lang || !holder.firstChild) {
      drawn = context.scene.lang;
      build(context);
    }
    show(context);
  },
  { around: true },
);

/* The chips stand beside the sentence, on every tab, and take their clock off. */
painter(44, "clock-chips", ({ engine, scene }) => {
  const box = document.getElementById("clock-chips");
  if (!box) return;
  const all = clockWords.names(engine, scene),
    key = JSON.stringify([all, scene.lang]);
  if (key === chipsDrawn && box.childElementCount === all.length) return;
  chipsDrawn = key;
  const chip = ([clock, words]) => {
    const said = escape(t("clock.drop", { x: words }));
    return (
      `<button type="button" class="chip clock-chip" data-clock="${clock}" aria-label="${said}` +
      `" title="${said}"><span>${escape(words)}</span> <span aria-hidden="true">×</span></button>`
    );
  };
  box.innerHTML = all.map(chip).join("");
});
document.addEventListener("click", (event) => {
  const chip = event.target.closest && event.target.closest("[data-clock]");
  if (chip) state.commit({ [chip.dataset.clock]: "" });
});

on("clock", (name) => (name === "stated" ? toggleStated() : toggleKnown()));
