/* The page around the views: words, tabs, language, theme, selection, faults, and what a link could not carry. */
import { put } from "../core/dom.js";
import { emit, on } from "../core/events.js";
import { byId, findAll, hit } from "../core/find.js";
import { markup } from "../core/markup.js";
import { painter } from "../core/painters.js";
import { rootData } from "../core/root.js";
import { state } from "../core/state.js";
import { t } from "../core/words.js";
import * as maps from "../map/maps.js";
import * as symbols from "../map/symbols.js";

/** @typedef {import("../types").Scene} Scene */

let lang = "";

/** @param {Scene} scene */
function words(scene) {
  if (lang === scene.lang) return;
  lang = scene.lang;
  for (const e of findAll(document, "[data-t]")) e.textContent = t(e.dataset.t || "");
  for (const e of findAll(document, "[data-label]")) {
    const said = t(e.dataset.label || "");
    e.setAttribute("aria-label", said);
    if (e.tagName === "BUTTON") e.title = said;
  }
  for (const e of findAll(document, "[data-placeholder]"))
    e.setAttribute("placeholder", t(e.dataset.placeholder || ""));
  const name = document.getElementById("brand-name");
  if (name) name.textContent = t("atlas.short");
  const mark = document.getElementById("brand-mark");
  if (mark && !mark.firstChild) put(mark, markup(symbols.wheel(12, symbols.whole(), {})));
  const title = document.getElementById("stage-title");
  if (title) title.textContent = t("atlas.title");
}

const SIGN = { light: "☀", dark: "☾", projector: "▣" };
const NARROW = 768,
  OVERLAID = 1280,
  SETTLED = 6;
let shows = 0;
let opened = false,
  drawn = "";
/* On a phone the table comes first, unless the link asks for a view of its own. */
function openFirst() {
  if (opened) return;
  opened = true;
  const asked = new URLSearchParams(location.search).has("tab");
  if (innerWidth < NARROW && document.documentElement.dataset.present !== "on" && !asked)
    state.commit({ tab: "table" });
}
/* The buttons of the header show what is chosen. */
/** @param {Scene} scene */
function press(scene) {
  for (const tab of findAll(document, ".tab")) {
    const on = tab.dataset.tab === scene.tab;
    if (on) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  }
  for (const b of findAll(document, "[data-lang]"))
    b.setAttribute("aria-pressed", String(b.dataset.lang === scene.lang));
  const theme = document.getElementById("theme-button");
  if (theme) {
    theme.textContent = SIGN[scene.theme];
    theme.title = `${t("shell.theme")}: ${t("shell.theme." + scene.theme)} (D)`;
    theme.setAttribute("aria-label", theme.title);
  }
}
/* The map takes the room that another view or a dossier leaves it. */
/** @param {Scene} scene @param {Scene} before */
function settle(scene, before) {
  const main = maps.main();
  if (before.tab !== scene.tab && main) requestAnimationFrame(() => maps.refit(main));
  if (before.selection.length > 0 !== scene.selection.length > 0 && main) {
    requestAnimationFrame(() => {
      maps.refit(main);
      show(scene);
    });
  } else if (before.selection[0] !== scene.selection[0] && innerWidth < OVERLAID)
    requestAnimationFrame(() => show(scene));
}
painter(1, "page", ({ scene, before }) => {
  if (!document.getElementById("atlas")) return;
  openFirst();
  const key = [scene.lang, scene.theme, scene.tab, scene.selection[0] || ""].join();
  if (key === drawn) return;
  drawn = key;
  words(scene);
  press(scene);
  rootData("dossier", scene.selection.length ? "open" : "closed");
  if (before) settle(scene, before);
});

/* What was chosen stays in sight when its dossier takes a part of the map. */
/** @param {Scene} scene */
function show(scene) {
  const [ref] = scene.selection,
    main = maps.main(),
    iso = ref && ref.startsWith("country:") ? ref.slice(8) : "";
  const wheel = main && main.wheels && main.wheels[iso];
  if (!main || !wheel || document.documentElement.dataset.present === "on") return;
  const box = byId("dossier").getBoundingClientRect(),
    room = main.map.getContainer().getBoundingClientRect();
  const below = box.left <= room.left ? Math.max(0, Math.min(room.bottom - box.top, room.height - 150)) : 0,
    beside = below ? 0 : Math.max(0, room.right - box.left);
  main.map.panInside(wheel.marker.getLatLng(), {
    paddingTopLeft: [60, 60],
    paddingBottomRight: [60 + (box.width ? beside : 0), 60 + (box.width ? below : 0)],
    animate: false,
  });
}

/* The map settles on the whole region in its first paints, and again when its legend takes another room. */
const again = () => {
  const main = maps.main();
  if (innerWidth < OVERLAID && state.scene && main && !main.moved) show(state.scene);
};
on("refitted", again);
on("painted", () => {
  if (shows < SETTLED) {
    shows += 1;
    requestAnimationFrame(again);
  }
});
on("painted", () => {
  const note = document.getElementById("starting");
  if (note && document.getElementById("atlas")) note.remove();
});

document.addEventListener("click", (event) => {
  const at = (/** @type {string} */ selector) => hit(event, selector);
  if (!state.scene) return;
  let found;
  if ((found = at(".tab"))) state.commit({ tab: found.dataset.tab });
  else if ((found = at("[data-lang]"))) state.commit({ lang: found.dataset.lang });
  else if (at("#theme-button")) nextTheme();
  else if (at("#share-button")) emit("share");
  else if (at("#export-button")) emit("export");
  else if (at("#present-button")) emit("present");
  else if (at("#help-button")) emit("help");
  else if (at("#rail-button"))
    document.documentElement.dataset.rail = document.documentElement.dataset.rail === "open" ? "" : "open";
  else if ((found = at(".x-maps [data-map]"))) emit("compare-tool", found.dataset.map);
  else if ((found = at("[data-map]"))) mapTool(found.dataset.map || "");
});

function nextTheme() {
  const themes = state.engine.raw.choices.theme;
  state.commit({ theme: themes[(themes.indexOf(state.scene.theme) + 1) % themes.length] });
}
/** @param {string} name */
function mapTool(name) {
  const main = maps.main();
  if (!main) return;
  main.moved = main.gesture = true;
  if (name === "home") emit("home");
  else maps.step(main.map, name, !matchMedia("(prefers-reduced-motion: reduce)").matches);
}

/* Choosing a thing: its dossier opens; Esc or null closes it and focus returns to where it came from. */
/** @type {HTMLElement | null} */
let cameFrom = null;
on("select", ({ ref, from, add }) => {
  if (ref === null) {
    if (state.scene.selection.length && !state.scene.selection.every((s) => s.startsWith("engagement:")))
      state.commit({ selection: [] });
    return;
  }
  if (from) cameFrom = from;
  const now = state.scene.selection;
  if (add) state.commit({ selection: now.includes(ref) ? now.filter((s) => s !== ref) : [...now, ref] });
  else if (!(now.length === 1 && now[0] === ref)) state.visit({ selection: [ref] });
});
on("deselect", () => {
  state.commit({ selection: [] });
  if (cameFrom && cameFrom.isConnected) cameFrom.focus();
  cameFrom = null;
});
