/* The markup of the rail: every facet with its values, the layers, and the buttons below. */
import { actor } from "../core/actor.js";
import { h, put } from "../core/dom.js";
import { find, findAll } from "../core/find.js";
import { markup } from "../core/markup.js";
import { state } from "../core/state.js";
import { styled } from "../core/styled.js";
import { pick, t } from "../core/words.js";
import * as symbols from "../map/symbols.js";

/** @typedef {import("../types").FacetName} FacetName */

/** @type {FacetName[]} */
const MORE = [
  "subject",
  "counted",
  "lead",
  "kind",
  "channel",
  "conditions",
  "decision",
  "goal_basis",
  "group",
  "state",
  "partner",
  "confidence",
  "last_source",
  "document",
  "layer",
];
/** @type {string[]} */
const LAYERS = [
  "embassies",
  "missions",
  "initiatives",
  "routes",
  "events",
  "places",
  "relief",
  "groups",
  "regions",
  "states",
  "indicators",
];
/* The rail's element, what its numbers were last worked out for, and the elements that show them. */
/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../contract").LayerSaid} LayerSaid */
/** @typedef {{ box: HTMLElement, countsKey: string, numbers: Map<string, HTMLElement[]> }} Held */
/** @type {Held} */
export const held = { box: /** @type {any} */ (null), countsKey: "", numbers: new Map() };

/** @param {string} facet @param {string} value @returns {string} */
export function label(facet, value) {
  const { engine } = state;
  if (facet === "country") return pick(engine.countries.get(value) || { name_en: value }, "name");
  if (facet === "group")
    return pick(engine.data.groups.find((g) => g.group_id === value) || { name_en: value }, "name");
  if (facet === "document") {
    const d = engine.data.documents.find((x) => x.document_id === value);
    return d ? `${d.title}${d.date ? " (" + d.date.slice(0, 4) + ")" : ""}` : value;
  }
  if (facet === "partner" || facet === "lead") return actor(value);
  if (facet === "text") return `“${value}”`;
  const key = facet === "instrument" && value === "development" ? "instrument.short.development" : `${facet}.${value}`,
    words = t(key);
  return words === key ? value : words;
}

/** @param {FacetName} facet @returns {readonly string[]} */
export function values(facet) {
  const { engine, scene } = state;
  const definition = engine.data.facets.find((f) => f.name === facet);
  if (definition && definition.words.length) return definition.words;
  if (facet === "country") return engine.data.focus;
  if (facet === "group") return engine.data.groups.map((g) => g.group_id);
  if (facet === "document") return engine.data.documents.map((d) => d.document_id).filter(() => true);
  return [...new Set([...engine.engagements.flatMap((e) => e.facets[facet] || []), ...scene[facet]])].sort((a, b) =>
    label(facet, a).localeCompare(label(facet, b)),
  );
}

/** @param {FacetName} facet @param {string} value */
const count = (facet, value) => h("span", { class: "num count", "data-count": `${facet}|${value}` });
/** @param {FacetName} facet @param {string} value @param {string} [icon] */
const check = (facet, value, icon) =>
  h(
    "label",
    { class: "rail-row" },
    h("input", { type: "checkbox", "data-facet": facet, value }),
    icon ? markup(icon) : null,
    h("span", { class: "rail-words" }, label(facet, value)),
    count(facet, value),
  );
/* A row with a way to keep it alone, for a change of mind. */
/** @param {FacetName} facet @param {string} value @param {string} [icon] */
function line(facet, value, icon) {
  const only = {
    type: "button",
    class: "rail-only",
    "data-only": facet,
    "data-value": value,
    "aria-label": t("rail.only.of", { name: label(facet, value) }),
  };
  return h("div", { class: "rail-line" }, check(facet, value, icon), h("button", only, t("rail.only")));
}
/** @param {FacetName} facet @param {string} value */
const chip = (facet, value) =>
  h(
    "button",
    { type: "button", class: "chip", "data-chip": facet, "data-value": value },
    label(facet, value),
    " ",
    count(facet, value),
  );
/** @param {string} key @param {HTMLElement | HTMLElement[]} body @param {string} [aside] */
const section = (key, body, aside) =>
  h(
    "fieldset",
    { class: "rail-set" },
    h("legend", {}, t(key), aside ? h("span", { class: "rail-aside" }, h("span", { id: aside })) : null),
    body,
  );
/** @param {FacetName} facet */
const chipSection = (facet) =>
  section(
    "rail." + facet,
    h(
      "div",
      { class: "chips" },
      values(facet).map((v) => chip(facet, v)),
    ),
  );

/* A layer of the atlas's own, and one that says in Python what it is called. */
/** @param {string} id @returns {[id: string, words: string]} */
const ownLayer = (id) => [id, t("layer." + id)];
/** @param {LayerSaid} said @returns {[id: string, words: string]} */
const saidLayer = (said) => [said.id, said[state.scene.lang]];
/* Layers that say in Python how they are drawn stand above the atlas's own. */
/** @param {Engine} engine */
const layerSwitches = (engine) => [
  ...styled(engine).map(saidLayer),
  ...LAYERS.map(ownLayer),
  ...engine.raw.choices.layers.filter((id) => !LAYERS.includes(id)).map(ownLayer),
];

/** @param {Engine} engine */
function goals(engine) {
  const stated = h(
    "label",
    { class: "rail-row rail-stated" },
    h("input", { type: "checkbox", id: "rail-goal-stated" }),
    h("span", { class: "rail-words" }, t("rail.goal.stated")),
    count("goal_basis", engine.means.stated),
  );
  return section("rail.goal", [...values("goal").map((v) => line("goal", v)), stated], "rail-goal-basis");
}
/** @param {Engine} engine */
function statuses(engine) {
  const lines = engine.data.statuses.map((s) => check("status", s, symbols.dot(s, "var(--ink2)", 6)));
  return section("rail.status", h("div", { class: "rail-status" }, lines), "rail-status-date");
}
const text = () =>
  h(
    "label",
    { class: "rail-text" },
    h("span", {}, t("rail.text")),
    h("input", { type: "search", id: "rail-text", maxlength: 200, placeholder: t("rail.text.hint") }),
  );
/** @param {FacetName} facet @param {boolean} open */
const more = (facet, open) =>
  h(
    "details",
    { class: "rail-more", "data-more": facet, open },
    h("summary", {}, t("rail." + facet), h("span", { class: "rail-picked", "data-picked": facet })),
    h(
      "div",
      { class: "rail-list" },
      values(facet).map((v) => line(facet, v)),
    ),
  );
/** @param {[id: string, words: string]} said */
const layerSwitch = ([id, words]) =>
  h(
    "label",
    { class: "switch-row" },
    h("span", {}, words),
    h("input", { type: "checkbox", class: "switch", role: "switch", "data-layer": id }),
  );
/** @param {Engine} engine */
function layers(engine) {
  const fills = ["", ...engine.raw.choices.fill].map((f) =>
    h("option", { value: f }, t(f ? "fill." + f : "rail.fill.none")),
  );
  const fill = h(
    "label",
    { class: "rail-known" },
    h("span", {}, t("rail.fill")),
    h("select", { id: "rail-fill" }, fills),
  );
  return section("rail.layers", [...layerSwitches(engine).map(layerSwitch), fill]);
}
/** @param {string} name @param {string} sign */
const step = (name, sign) =>
  h(
    "button",
    {
      type: "button",
      class: "button icon",
      "data-rail": name,
      "aria-label": t("shell." + name),
      title: t("shell." + name),
    },
    sign,
  );
const foot = () =>
  h(
    "div",
    { class: "rail-foot" },
    h("button", { type: "button", class: "link", "data-rail": "reset" }, t("rail.reset")),
    h("span", { class: "rail-undo" }, step("undo", "↶"), step("redo", "↷")),
  );
/* Where the focus is, as a selector that finds it when everything is drawn anew. */
function focused() {
  const at = document.activeElement;
  if (!at || !held.box.contains(at)) return "";
  return [...at.attributes]
    .filter((a) => a.name.startsWith("data-") || a.name === "value" || a.name === "id")
    .map((a) => `[${a.name}="${CSS.escape(a.value)}"]`)
    .join("");
}

export function build() {
  const { engine } = state,
    mark = focused();
  const open = new Set(findAll(held.box, "details[open]").map((d) => d.dataset.more));
  put(
    held.box,
    h("div", { class: "rail-active", id: "rail-active" }),
    h("p", { class: "rail-unit", id: "rail-unit" }),
    section(
      "rail.instrument",
      engine.data.instruments.map((n) => line("instrument", n, symbols.segmentIcon(n, 20))),
    ),
    chipSection("reach"),
    chipSection("framework"),
    goals(engine),
    statuses(engine),
    h("div", { id: "rail-clocks" }),
    chipSection("country"),
    text(),
    h("h2", { class: "rail-head" }, t("rail.more")),
    MORE.map((f) => more(f, open.has(f))),
    layers(engine),
    foot(),
  );
  if (mark && held.box.querySelector(mark)) find(held.box, mark).focus();
  held.countsKey = "";
  held.numbers = new Map();
  for (const e of findAll(held.box, "[data-count]")) {
    const { count: key = "" } = e.dataset;
    held.numbers.set(key, [...(held.numbers.get(key) || []), e]);
  }
}
