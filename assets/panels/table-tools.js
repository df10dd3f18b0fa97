/* Around the table: grouping, search field, columns, downloads, legend and count. */
import { dayField as makeDayField } from "../core/dates.js";
import { days } from "../core/days.js";
import * as doors from "../core/doors.js";
import { h, put, s } from "../core/dom.js";
import { on } from "../core/events.js";
import { find, findAll, findInput, hit } from "../core/find.js";
import { markup } from "../core/markup.js";
import * as sheet from "../core/sheet.js";
import { state } from "../core/state.js";
import { escape } from "../core/text.js";
import { number, t } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import { held, keys, SHOWN } from "./table-columns.js";
import * as table from "./table.js";

const FORMATS = ["csv", "xlsx", "geojson", "gpkg", "parquet"];
const DELAY_MS = 220;
let drawn = "",
  footDrawn = "";
/** @typedef {import("../types").Context} Context */
/** @typedef {{ show: (date: string) => void }} DayField */
/** @type {ReturnType<typeof setTimeout>} */
let typing;
/** @type {DayField} */
let dayField;
/** @type {DayField | null} */
let lastField = null;

/* A day, or the first and the last of a period; without the last it is a day again. */
/** @param {string} id @param {string} label */
const dayLabel = (id, label) =>
  h(
    "label",
    { class: "table-day" },
    t(label),
    " ",
    h("input", {
      type: "text",
      class: "day-field num",
      id,
      autocomplete: "off",
      spellcheck: "false",
      maxlength: 30,
    }),
  );
/** @param {string} id @param {string} words */
const button = (id, words) => h("button", { type: "button", class: "button", id }, words);
/** @param {import("../types").Scene} scene @param {readonly string[]} groupings @returns {any[]} */
const toolsOf = (scene, groupings) => [
  scene.to
    ? [dayLabel("table-day", "timeline.from"), dayLabel("table-to", "timeline.to")]
    : dayLabel("table-day", "table.day"),
  h(
    "label",
    { class: "table-find" },
    h("span", { class: "visually-hidden" }, t("table.quick")),
    h("input", { type: "search", id: "table-quick", placeholder: t("table.quick"), autocomplete: "off" }),
  ),
  button("table-fold", ""),
  h("span", { class: "spacer" }),
  h("span", { class: "muted", id: "table-by-label" }, t("table.group")),
  h(
    "div",
    { class: "toggle", role: "group", "aria-labelledby": "table-by-label" },
    groupings.map((by) => h("button", { type: "button", "data-by": by }, t("table.by." + by))),
  ),
  button("table-columns", t("table.columns")),
  button("table-download", t("table.download")),
];

on("table-tools", (/** @type {Context} */ { scene, engine, t }) => {
  const box = document.getElementById("table-tools");
  if (!box) return;
  const key = scene.lang + Boolean(scene.to);
  if (key !== drawn) {
    drawn = key;
    const [first, last] = engine.data.window.map((day) => days.toIso(day));
    put(box, toolsOf(scene, engine.raw.choices.by));
    const made = (/** @type {string} */ id, /** @type {(date: string) => void} */ take, empty = false) =>
      makeDayField(findInput(box, id), { first, last, months: true, empty, hint: "", take });
    dayField = made("#table-day", (date) => state.commit({ date }));
    lastField = scene.to ? made("#table-to", (to) => state.commit({ to }), true) : null;
  }
  for (const b of findAll(box, "[data-by]")) b.setAttribute("aria-pressed", String(b.dataset.by === scene.by));
  find(box, "#table-fold").textContent = t(table.allClosed() ? "table.expand" : "table.collapse");
  dayField.show(scene.date);
  if (lastField) lastField.show(scene.to);
  const field = findInput(box, "#table-quick");
  if (document.activeElement !== field && field.value !== scene.text) field.value = scene.text;
});

/* Samples of what the strips draw. */
/** @param {SVGElement[]} children */
const sample = (...children) => s("svg", { width: 30, height: 12, "aria-hidden": "true" }, children);
/** @param {string} name */
const hatch = (name) => s("rect", { width: 30, height: 12, fill: `url(#atlas-hatch-${name})` });
const full = () => s("rect", { width: 30, height: 12, fill: "var(--ink2)" });
const pin = () =>
  s(
    "svg",
    { width: 10, height: 12, "aria-hidden": "true" },
    s("path", { d: "M1,1h8v5l-4,4l-4,-4Z", fill: "var(--ink)" }),
  );
/** @param {Element} icon @param {string} words */
const entry = (icon, words) => h("span", { class: "entry" }, icon, words);
/** @param {string} status @param {string} words */
const band = (status, words) => {
  const drawn = sample();
  drawn.innerHTML = symbols.band(1, 30, 0, 12, status, "var(--ink2)");
  return entry(drawn, words);
};
const bands = () => [
  band("active", t("status.active")),
  band("adapted", t("table.legend.reduced")),
  band("suspended", t("status.suspended")),
  band("planned", t("status.planned")),
  band("exploring", t("status.exploring")),
  band("ended", t("status.ended")),
  band("not_recorded", t("status.not_recorded")),
];

on("table-foot", (/** @type {Context} */ { scene, engine, look, t }) => {
  const box = document.getElementById("table-foot");
  if (!box) return;
  const all = engine.counts(
    engine.rows({
      ...engine.data.scene,
      date: scene.date,
      to: scene.to,
      known: scene.known,
      stated: scene.stated,
      subject: scene.subject,
    }),
  ).listed;
  const marks = doubts(engine, look);
  const key = [scene.lang, scene.known, look.projected, look.counts.listed, all, marks, state.toQuery(scene)].join();
  if (key === footDrawn) return;
  footDrawn = key;
  put(
    box,
    bands(),
    entry(pin(), t("table.coup")),
    entry(
      sample(hatch("light")),
      t(
        scene.known && engine.data.letter && scene.known !== engine.data.letter.date
          ? "table.legend.after"
          : "time.after_letter",
      ),
    ),
    look.projected ? entry(sample(full(), hatch("over")), t("doubt.projected")) : null,
    marks.map(([sign, words]) => entry(h("b", { "aria-hidden": "true" }, sign), t(words))),
    h("span", { class: "count num", role: "status" }, markup(countOf(scene, look.counts.listed, all, t))),
  );
});
/* How many are listed, of how many without the filters: the second number takes them off. */
/** @param {import("../types").Scene} scene @param {number} n @param {number} all @param {import("../types").Say} t */
function countOf(scene, n, all, t) {
  /** @type {Record<string, any>} */
  const plain = state.engine.data.scene,
    free = state.askedFacets().filter((name) => name !== "subject");
  const off = Object.fromEntries(free.map((name) => [name, plain[name]]));
  return doors.fill(t("table.count"), {
    n: number(n),
    m: free.length ? doors.doorLink(off, number(all)) : number(all),
  });
}

/* The marks of doubt that occur among the rows, each with the key of its words. */
/**
 * @param {import("../types").Engine} engine
 * @param {import("../types").Look} look
 * @returns {[sign: string, key: string][]}
 */
function doubts(engine, look) {
  const found = new Map();
  for (const item of look.rows) {
    const flags = engine.flags(item);
    if (flags.conflict) found.set("≠", "doubt.conflict");
    if (engine.period(item).confidence === engine.means.unsure) found.set("?", "doubt.general_knowledge");
    if (flags.uncertain) found.set("~", "doubt.uncertain");
    if (flags.source_later) found.set("□", "doubt.source_later");
    if (!flags.projected && flags.carried_forward) found.set("›", "doubt.carried_forward");
    else if (!flags.projected && flags.outcome_not_recorded) found.set("…", "doubt.outcome_not_recorded");
  }
  return [...found];
}

/* Columns to show, and their order: by buttons, since a drag of a header is not for everyone. */
/** @param {string | null} focus */
function columns(focus) {
  const shown = held.chosen,
    list = [...shown, ...keys().filter((key) => !shown.includes(key))];
  const arrow = (/** @type {string} */ key, /** @type {number} */ by, /** @type {boolean} */ off) =>
    `<button type="button" class="button icon" data-move="${by}" data-key="${key}" aria-label="` +
    escape(t(by < 0 ? "table.columns.left" : "table.columns.right", { x: t("table.col." + key) })) +
    `"${off ? " disabled" : ""}>${by < 0 ? "←" : "→"}</button>`;
  const arrows = (/** @type {string} */ key) =>
    shown.includes(key) && key !== "name"
      ? arrow(key, -1, shown.indexOf(key) < 2) + arrow(key, 1, key === shown.at(-1))
      : "";
  const boxes = list.map(
    (key) =>
      `<div><label><input type="checkbox" value="${key}"${shown.includes(key) ? " checked" : ""}` +
      `${key === "name" ? " disabled" : ""}> ${escape(t("table.col." + key))}</label>${arrows(key)}` +
      "</div>",
  );
  const button = (/** @type {string} */ name) =>
    `<button type="button" class="button" data-set="${name}">${escape(t("table.columns." + name))}</button>`;
  const box = sheet.dialog(
    "columns-dialog",
    sheet.head(t("table.columns.title")) +
      `<div class="choices">${boxes.join("")}</div><footer>${["fit", "default", "all"].map(button).join("")}</footer>`,
  );
  const show = (/** @type {string[]} */ keys, /** @type {string} */ at) => {
    table.show(keys);
    columns(at);
  };
  box.onchange = (/** @type {Event} */ event) =>
    show(
      findAll(box, "input:checked").map((i) => /** @type {HTMLInputElement} */ (i).value),
      `input[value="${/** @type {HTMLInputElement} */ (event.target).value}"]`,
    );
  for (const b of findAll(box, "[data-set]"))
    b.onclick = () =>
      b.dataset.set === "fit"
        ? table.fit()
        : show(b.dataset.set === "all" ? keys() : SHOWN, `[data-set="${b.dataset.set}"]`);
  for (const b of findAll(box, "[data-move]")) {
    b.onclick = () => {
      const { key = "", move } = b.dataset,
        rest = held.chosen.filter((k) => k !== key);
      rest.splice(held.chosen.indexOf(key) + Number(move), 0, key);
      show(rest, `[data-key="${key}"][data-move="${move}"]:enabled, [data-key="${key}"]:enabled`);
    };
  }
  if (focus && box.querySelector(focus)) find(box, focus).focus();
}
function downloads() {
  const query = state.toQuery(state.scene);
  const said = document.querySelector("#sentence .said");
  sheet.dialog(
    "download-dialog",
    sheet.head(t("table.download.title")) +
      `<p class="muted">${escape(said ? said.textContent : "")}</p><ul class="downloads">` +
      FORMATS.map(
        (f) =>
          `<li><a class="button" href="api/download?format=${f}&amp;${escape(query)}" download>` +
          `${escape(t("table.download." + f))}</a></li>`,
      ).join("") +
      "</ul>",
  );
}

document.addEventListener("click", (event) => {
  const at = (/** @type {string} */ selector) => hit(event, selector);
  const by = at("#table-tools [data-by]"),
    group = at("#table-grid [data-group]");
  if (by) state.commit({ by: by.dataset.by });
  else if (group) table.toggle(group.dataset.group || "");
  else if (at("#table-columns")) columns(null);
  else if (at("#table-download")) downloads();
  else if (at("#table-fold")) table.all(table.allClosed());
});
document.addEventListener("input", ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.id !== "table-quick") return;
  clearTimeout(typing);
  typing = setTimeout(() => state.commit({ text: target.value.trim() }), DELAY_MS);
});
