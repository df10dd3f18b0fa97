/* The markup of the rail: every facet with its values, the layers, and the buttons below. */
import { actor } from "../core/actor.js";
import { state } from "../core/state.js";
import { styled } from "../core/styled.js";
import { escape } from "../core/text.js";
import { pick, t } from "../core/words.js";
import * as symbols from "../map/symbols.js";

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
export const held = { box: null, countsKey: "", numbers: new Map() };

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

export function values(facet) {
  const { engine, scene } = state;
  const definition = engine.data.facets.find((f) => f.name === facet);
  if (definition.words.length) return definition.words;
  if (facet === "country") return engine.data.focus;
  if (facet === "group") return engine.data.groups.map((g) => g.group_id);
  if (facet === "document") return engine.data.documents.map((d) => d.document_id).filter(() => true);
  return [...new Set([...engine.engagements.flatMap((e) => e.facets[facet] || []), ...scene[facet]])].sort((a, b) =>
    label(facet, a).localeCompare(label(facet, b)),
  );
}

const count = (facet, value) => `<span class="num count" data-count="${facet}|${escape(value)}"></span>`;
const check = (facet, value, icon) =>
  `<label class="rail-row"><input type="checkbox" data-facet="${facet}" value="${escape(value)}">` +
  `${icon || ""}<span class="rail-words">${escape(label(facet, value))}</span>` +
  `${count(facet, value)}</label>`;
/* A row with a way to keep it alone, for a change of mind. */
const line = (facet, value, icon) =>
  `<div class="rail-line">${check(facet, value, icon)}<button type="button" class="rail-only"` +
  ` data-only="${facet}" data-value="${escape(value)}" aria-label="` +
  `${escape(t("rail.only.of", { name: label(facet, value) }))}">${escape(t("rail.only"))}</button>` +
  "</div>";
const chip = (facet, value) =>
  `<button type="button" class="chip" data-chip="${facet}" data-value="${escape(value)}">` +
  `${escape(label(facet, value))} ${count(facet, value)}</button>`;
const section = (key, body, aside) =>
  `<fieldset class="rail-set"><legend>${escape(t(key))}` +
  `${aside ? `<span class="rail-aside">${aside}</span>` : ""}</legend>${body}</fieldset>`;

/* Layers that say in Python how they are drawn stand above the atlas's own. */
const layerSwitches = (engine) => [
  ...styled(engine).map((said) => [said.id, said[state.scene.lang]]),
  ...[...LAYERS, ...engine.raw.choices.layers.filter((l) => !LAYERS.includes(l))].map((l) => [l, t("layer." + l)]),
];

export function build() {
  const { engine } = state;
  const open = new Set([...held.box.querySelectorAll("details[open]")].map((d) => d.dataset.more));
  const html = [
    '<div class="rail-active" id="rail-active"></div>',
    `<p class="rail-unit" id="rail-unit"></p>`,
    section(
      "rail.instrument",
      engine.data.instruments.map((n) => line("instrument", n, symbols.segmentIcon(n, 20))).join(""),
    ),
    section(
      "rail.reach",
      `<div class="chips">${values("reach")
        .map((v) => chip("reach", v))
        .join("")}</div>`,
    ),
    section(
      "rail.framework",
      `<div class="chips">${values("framework")
        .map((v) => chip("framework", v))
        .join("")}</div>`,
    ),
    section(
      "rail.goal",
      values("goal")
        .map((v) => line("goal", v))
        .join("") +
        '<label class="rail-row rail-stated"><input type="checkbox" id="rail-goal-stated"><span' +
        ` class="rail-words">${escape(t("rail.goal.stated"))}</span>` +
        `${count("goal_basis", engine.means.stated)}</label>`,
      '<span id="rail-goal-basis"></span>',
    ),
    section(
      "rail.status",
      '<div class="rail-status">' +
        engine.data.statuses.map((s) => check("status", s, symbols.dot(s, "var(--ink2)", 6))).join("") +
        "</div>",
      '<span id="rail-status-date"></span>',
    ),
    '<div id="rail-clocks"></div>',
    section(
      "rail.country",
      `<div class="chips">${values("country")
        .map((v) => chip("country", v))
        .join("")}</div>`,
    ),
    `<label class="rail-text"><span>${escape(t("rail.text"))}</span><input type="search"` +
      ` id="rail-text" maxlength="200" placeholder="${escape(t("rail.text.hint"))}"></label>`,
    `<h2 class="rail-head">${escape(t("rail.more"))}</h2>`,
    ...MORE.map(
      (f) =>
        `<details class="rail-more" data-more="${f}"${open.has(f) ? " open" : ""}><summary>` +
        `${escape(t("rail." + f))}<span class="rail-picked" data-picked="${f}"></span></summary>` +
        '<div class="rail-list">' +
        values(f)
          .map((v) => line(f, v))
          .join("") +
        "</div></details>",
    ),
    section(
      "rail.layers",
      layerSwitches(engine)
        .map(
          ([l, words]) =>
            `<label class="switch-row"><span>${escape(words)}</span><input type="checkbox"` +
            ` class="switch" role="switch" data-layer="${escape(l)}"></label>`,
        )
        .join("") +
        `<label class="rail-known"><span>${escape(t("rail.fill"))}</span><select id="rail-fill">` +
        ["", ...engine.raw.choices.fill]
          .map((f) => `<option value="${f}">${escape(f ? t("fill." + f) : t("rail.fill.none"))}</option>`)
          .join("") +
        "</select></label>",
    ),
    '<div class="rail-foot"><button type="button" class="link" data-rail="reset">' +
      `${escape(t("rail.reset"))}</button><span class="rail-undo">` +
      '<button type="button" class="button icon" data-rail="undo" aria-label="' +
      `${escape(t("shell.undo"))}" title="${escape(t("shell.undo"))}">↶</button>` +
      '<button type="button" class="button icon" data-rail="redo" aria-label="' +
      `${escape(t("shell.redo"))}" title="${escape(t("shell.redo"))}">↷</button></span></div>`,
  ];
  const focused = document.activeElement && held.box.contains(document.activeElement) ? document.activeElement : null;
  const mark = focused
    ? [...focused.attributes]
        .filter((a) => a.name.startsWith("data-") || a.name === "value" || a.name === "id")
        .map((a) => `[${a.name}="${CSS.escape(a.value)}"]`)
        .join("")
    : "";
  held.box.innerHTML = html.join("");
  if (mark) {
    const again = held.box.querySelector(mark);
    if (again) again.focus();
  }
  held.countsKey = "";
  held.numbers = new Map();
  for (const e of held.box.querySelectorAll("[data-count]"))
    held.numbers.set(e.dataset.count, [...(held.numbers.get(e.dataset.count) || []), e]);
}
