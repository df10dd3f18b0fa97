/* Search: a combobox; answers come from the server, arrows and Enter choose, Esc leaves. */
import { announce } from "../core/announce.js";
import { fetchJson } from "../core/ask.js";
import { emit, on } from "../core/events.js";
import { painter } from "../core/painters.js";
import { whenThere } from "../core/root.js";
import { state } from "../core/state.js";
import { escape } from "../core/text.js";
import { t } from "../core/words.js";
import * as maps from "../map/maps.js";

let input = null,
  list = null,
  found = [],
  at = -1,
  timer = 0,
  asked = 0;

function close() {
  list.hidden = true;
  at = -1;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function show() {
  const nl = state.scene.lang === "nl";
  list.innerHTML = found.length
    ? found
        .map(
          (e, i) =>
            `<li role="option" id="search-${i}" data-i="${i}" aria-selected="${i === at}"><b>` +
            `${escape(nl ? e.nl : e.en)}</b><span>${escape(nl ? e.hint_nl : e.hint_en)}</span></li>`,
        )
        .join("")
    : `<li class="search-none">${escape(t("search.none"))}</li>`;
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
function dayOf(id) {
  const { engine } = state,
    event = engine.data.events.find((x) => x.event_id === id),
    [first, last] = engine.raw.window;
  if (!event || event.day < first || event.day > last) return {};
  return { date: event.date.length >= 7 ? event.date : event.date + "-01", to: "" };
}

function choose(i) {
  const e = found[i];
  if (!e) return;
  close();
  input.value = "";
  input.blur();
  const patch = { selection: [e.ref] };
  if (e.ref.startsWith("paragraph:")) {
    emit("paragraph", { ref: e.ref });
    return;
  }
  if (e.ref.startsWith("event:")) Object.assign(patch, dayOf(e.ref.slice(6)));
  if (!["map", "route"].includes(state.scene.tab) && state.scene.tab !== "table") patch.tab = "map";
  state.visit(patch);
  if (e.lon !== null && e.lat !== null && maps.main()) {
    const there = maps.main().map.getBounds().contains([e.lat, e.lon]);
    if (!there) emit("fly", { lon: e.lon, lat: e.lat, zoom: maps.main().map.getZoom() });
  }
}

whenThere("#search-list", () => {
  document.getElementById("search-field").innerHTML =
    '<input id="search-input" type="search" autocomplete="off" spellcheck="false" maxlength="80"' +
    ' role="combobox" aria-controls="search-list" aria-autocomplete="list" aria-expanded="false">';
  input = document.getElementById("search-input");
  list = document.getElementById("search-list");
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 90);
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
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
  });
  list.addEventListener("pointerdown", (event) => {
    const row = event.target.closest("[data-i]");
    if (row) {
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
