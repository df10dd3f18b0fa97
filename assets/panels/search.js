/* Search: a combobox; answers come from the server, arrows and Enter choose, Esc leaves. */
import { announce } from "../core/announce.js";
import { fetchJson } from "../core/ask.js";
import { h, put } from "../core/dom.js";
import { emit, on } from "../core/events.js";
import { byId } from "../core/find.js";
import { painter } from "../core/painters.js";
import { whenThere } from "../core/root.js";
import { state } from "../core/state.js";
import { t } from "../core/words.js";
import * as maps from "../map/maps.js";

/** @typedef {import("../contract").Found} Found */
/** @typedef {import("../types").Patch} Patch */

/** @type {HTMLInputElement} */
let input;
/** @type {HTMLElement} */
let list;
/** @type {Found[]} */
let found = [];
let at = -1,
  asked = 0;
/** @type {ReturnType<typeof setTimeout>} */
let timer;

function close() {
  list.hidden = true;
  at = -1;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function show() {
  const nl = state.scene.lang === "nl";
  const lines = found.map((e, i) =>
    h(
      "li",
      { role: "option", id: "search-" + i, "data-i": i, "aria-selected": String(i === at) },
      h("b", {}, nl ? e.nl : e.en),
      h("span", {}, nl ? e.hint_nl : e.hint_en),
    ),
  );
  put(list, lines.length ? lines : h("li", { class: "search-none" }, t("search.none")));
  list.hidden = false;
  input.setAttribute("aria-expanded", "true");
  if (at >= 0) {
    input.setAttribute("aria-activedescendant", "search-" + at);
    list.children[at].scrollIntoView({ block: "nearest" });
  }
  announce(found.length ? t("search.results", { n: found.length }) : t("search.none"));
}

async function ask() {
  const text = input.value.trim(),
    mine = ++asked;
  if (!text) {
    close();
    return;
  }
  try {
    const { known } = state.scene;
    const answer = await fetchJson("api/search?" + new URLSearchParams(known ? { q: text, known } : { q: text }));
    if (mine !== asked || document.activeElement !== input) return;
    found = answer;
    at = found.length ? 0 : -1;
    show();
  } catch (error) {
    emit("fault", { what: "data", error, retry: ask });
  }
}

/* The date of an event, where it lies in the window. */
/** @param {string} id */
function dayOf(id) {
  const { engine } = state,
    event = engine.data.events.find((/** @type {import("../contract").EventRow} */ x) => x.event_id === id),
    [first, last] = engine.raw.window;
  if (!event || event.day < first || event.day > last) return {};
  return { date: event.date.length >= 7 ? event.date : event.date + "-01", to: "" };
}

/** @param {number} i */
function choose(i) {
  const e = found[i];
  if (!e) return;
  close();
  input.value = "";
  input.blur();
  /** @type {Patch} */
  const patch = { selection: [e.ref] };
  if (e.ref.startsWith("paragraph:")) {
    emit("paragraph", { ref: e.ref });
    return;
  }
  if (e.ref.startsWith("event:")) Object.assign(patch, dayOf(e.ref.slice(6)));
  if (!["map", "route"].includes(state.scene.tab) && state.scene.tab !== "table") patch.tab = "map";
  state.visit(patch);
  const main = maps.main();
  if (e.lon !== null && e.lat !== null && main) {
    const there = main.map.getBounds().contains([e.lat, e.lon]);
    if (!there) emit("fly", { lon: e.lon, lat: e.lat, zoom: main.map.getZoom() });
  }
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!found.length || list.hidden) {
      ask();
      return;
    }
    at = (at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
    show();
  } else if (event.key === "Enter") {
    event.preventDefault();
    clearTimeout(timer);
    if (!list.hidden && found[at]) choose(at);
    else ask();
  } else if (event.key === "Escape") {
    event.stopPropagation();
    if (input.value) {
      input.value = "";
      close();
    } else input.blur();
  }
}

whenThere("#search-list", (there) => {
  list = there;
  input = h("input", {
    id: "search-input",
    type: "search",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: 80,
    role: "combobox",
    "aria-controls": "search-list",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
  });
  put(byId("search-field"), input);
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 90);
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", onKey);
  list.addEventListener("pointerdown", (event) => {
    const row = event.target instanceof Element && event.target.closest("[data-i]");
    if (row instanceof HTMLElement) {
      event.preventDefault();
      choose(Number(row.dataset.i));
    }
  });
});
let lang = "";
painter(41, "search", ({ scene, t }) => {
  if (!input || lang === scene.lang) return;
  lang = scene.lang;
  input.placeholder = t("search.hint");
  input.setAttribute("aria-label", t("search.label"));
  list.setAttribute("aria-label", t("search.label"));
});
on("search", () => {
  if (input) {
    input.focus();
    input.select();
  }
});
/* A paragraph is shown as what rests on it: the documents facet cannot say which paragraph, so the search text does. */
on("paragraph", ({ ref }) => {
  state.visit({ selection: [ref] });
});
