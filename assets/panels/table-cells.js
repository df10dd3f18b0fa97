/* The cells of the table: what a column says of a row, and the cells that are more than text. */
import { actor } from "../core/actor.js";
import { days } from "../core/days.js";
import { h, put, s } from "../core/dom.js";
import { markup } from "../core/markup.js";
import { dateWords, number, pick, t } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import * as strips from "./strips.js";
import { held, widthOf } from "./table-columns.js";

/** @typedef {import("./table-columns.js").RowData} RowData */
/** @typedef {import("./table-columns.js").CellParams} CellParams */
/** @typedef {import("./table-columns.js").Column} Column */
/** @typedef {import("../contract").EventRow} Dated */

/* Words of a row's values, in the scene's language. */
/** @type {Record<string, string>} */
const FROM = {
  goals: "goal.",
  framework: "framework.",
  channel: "channel.",
  subject: "subject.",
  kind: "kind.",
  status: "status.",
  decision: "decision.",
  confidence: "confidence.",
  counted: "counted.",
  goal_basis: "goal_basis.",
  layer: "layer.",
  reach: "reach.",
  degree: "degree.",
};
/* Values that are a name or a number, each by its column. */
/** @param {string} value */
function instrument(value) {
  const short = "instrument.short." + value;
  return t(short) === short ? t("instrument." + value) : t(short);
}
/** @param {string} value */
function country(value) {
  const found = held.context.engine.countries.get(value);
  return found ? pick(found, "name") : value;
}
/** @param {string} value */
function engagement(value) {
  const { engine } = held.context,
    i = engine.byId.get(value);
  return i === undefined ? value : pick(engine.engagements[i], "name");
}
/** @param {string} value */
const day = (value) => dateWords(value, true);
/** @type {Record<string, (value: any) => string>} */
const READ = {
  amount_sum: number,
  instruments: instrument,
  lead: actor,
  partners: actor,
  countries: country,
  countries_matched: country,
  status_since: day,
  last_stated: day,
  planned_start: day,
  planned_end: day,
  from: day,
  to: day,
  component_of: engagement,
  parent: engagement,
};
/** @param {string} key @param {any} value @returns {string} */
function said(key, value) {
  if (value === null || value === undefined) return "";
  if (value === true || value === false) return t(value ? "table.yes" : "table.no");
  /* What is said of a sum, and the sum itself, may hold a comma. */
  if (Array.isArray(value)) return value.map((x) => said(key, x)).join(key.startsWith("amount") ? "; " : ", ");
  if (READ[key]) return READ[key](value);
  return FROM[key] ? t(FROM[key] + value) : String(value);
}
/** @param {string} key @param {RowData} data */
export function valueOf(key, data) {
  if (data.group) return key === "name" ? data.name : "";
  if (key === "name") return pick(data.row, "name");
  if (key === "source")
    return data.row.section ? `${data.row.section} ¶ ${data.row.paragraph}` : titleOf(data.row.document);
  if (key === "strip") return data.stripKey;
  return said(key, data.row[key]);
}

/** @param {string} id */
const titleOf = (id) =>
  (held.context.engine.data.documents.find((d) => d.document_id === id) || { title: id || "" }).title;

/* The last day that the letter speaks of; a page with a table always has it. */
/** @param {import("../types").Engine} engine */
const letterDay = (engine) => (engine.data.letter ? engine.data.letter.day : 0);

/* Cells that are more than text. Classes with getGui are the grid's own kind of renderer and need no framework. */
class Cell {
  element = h("div", { class: "cell" });

  /** @param {CellParams} params */
  init(params) {
    this.refresh(params);
  }
  getGui() {
    return this.element;
  }
  /** @param {RowData} _data @param {CellParams} _params @returns {any[]} */
  parts(_data, _params) {
    return [];
  }
  /** @param {CellParams} params */
  refresh(params) {
    put(this.element, this.parts(params.data, params));
    return true;
  }
}
/** @param {string} words */
const hidden = (words) => h("span", { class: "visually-hidden" }, words);
/* A group opens and closes; its numbers open their rows. */
/** @param {RowData} data */
const groupParts = (data) => [
  h(
    "button",
    {
      type: "button",
      class: "group-toggle",
      tabindex: -1,
      "data-group": data.group,
      "aria-expanded": String(!data.closed),
    },
    h("span", { class: "caret", "aria-hidden": "true" }),
    markup(data.icon),
    h("strong", {}, data.name),
  ),
  " ",
  h("span", { class: "muted num group-note" }, markup(data.note)),
];
export class NameCell extends Cell {
  /** @param {RowData} data @returns {any[]} */
  parts(data) {
    if (data.group) return groupParts(data);
    const { row, several, paint } = data,
      { means } = held.context.engine,
      name = valueOf("name", data);
    return [
      h("i", { class: "mark", style: `background:${paint}` }),
      row.counted === means.component
        ? [h("span", { class: "part", "aria-hidden": "true" }, "└"), hidden(t("counted.component"))]
        : null,
      h("span", { class: "name", title: name }, name),
      several ? h("span", { class: "muted small where" }, said("countries", row.countries)) : null,
      row.subject === means.dutch ? null : h("span", { class: "muted small" }, t("kind." + row.kind)),
    ];
  }
}
/* The doubts about a row: sign and words of each. */
/** @param {RowData} row */
function doubtsOf(row) {
  /** @type {[sign: string, words: string][]} */
  const marks = [];
  if (row.conflicts.length) marks.push(["≠", t("doubt.conflict")]);
  if (row.confidence === held.context.engine.means.unsure) marks.push(["?", t("doubt.general_knowledge")]);
  if (row.uncertain) marks.push(["~", t("doubt.uncertain")]);
  if (row.source_later) marks.push(["□", t("doubt.source_later")]);
  if (row.projected) marks.push(["", t("doubt.projected")]);
  else if (row.carried_forward) marks.push(["›", t("time.last_stated", { date: dateWords(row.last_stated) })]);
  else if (row.outcome_not_recorded) marks.push(["…", t("doubt.outcome_not_recorded")]);
  return marks;
}
export class StatusCell extends Cell {
  /** @param {RowData} data @returns {any[]} */
  parts(data) {
    if (data.group) return [];
    const { row } = data;
    return [
      markup(symbols.dot(row.status, data.paint)),
      h("span", {}, [t("status." + row.status), row.degree && t("degree." + row.degree)].filter(Boolean).join(", ")),
      doubtsOf(row).map(([sign, words]) =>
        h("sup", { class: "doubt", title: words }, h("span", { "aria-hidden": "true" }, sign), hidden(words)),
      ),
    ];
  }
}
export class StripCell extends Cell {
  /** @param {RowData} data @param {CellParams} params @returns {any[]} */
  parts(data, params) {
    const { engine, scene } = held.context,
      width = widthOf(params.column),
      height = data.group ? 31 : 28;
    const x = strips.scale(engine, 8, width - 8);
    const clock = engine.clock(scene),
      [, last] = engine.data.window,
      edge = clock.known === null ? letterDay(engine) : clock.known;
    const years = strips
        .years(engine)
        .map(({ day }) => s("path", { d: `M${x(day).toFixed(1)},0V${height}`, class: "year" })),
      after = s("rect", {
        x: x(edge),
        y: 0,
        width: Math.max(0, x(last + 1) - x(edge)),
        height,
        fill: "url(#atlas-hatch-light)",
      }),
      coups = (data.coups || []).map((/** @type {Dated} */ e) =>
        s("path", { d: `M${x(e.day).toFixed(1)},${data.group ? 22 : 0}V${height}`, class: "coup" }),
      );
    const words = data.group
      ? ""
      : data.histories.map((/** @type {any} */ one) => strips.words(engine, scene, one)).join(" / ");
    const body = s("g");
    if (!data.group)
      body.innerHTML = strips.strip(engine, scene, data.histories, { x, y: 8, h: 12, paint: data.paint });
    return [
      s(
        "svg",
        { width, height, ...(words ? { role: "img", "aria-label": words } : { "aria-hidden": "true" }) },
        years,
        after,
        data.group ? pins(data, x, height) : [...body.childNodes],
        coups,
      ),
      h("i", { class: "period" }),
      h("i", { class: "now" }),
    ];
  }
}
/* Pins of coups, each with its word where that has room: behind it, or before it. */
/** @param {RowData} data @param {(day: number) => number} x @param {number} height */
function pins(data, x, height) {
  const label = t("table.coup"),
    room = label.length * 6 + 8;
  let free = -1e9;
  return (data.coups || []).map((/** @type {Dated} */ event, /** @type {number} */ i, /** @type {Dated[]} */ all) => {
    const at = x(event.day),
      next = i + 1 < all.length ? x(all[i + 1].day) : 1e9,
      behind = next - at > room + 6,
      ahead = !behind && at - free > room;
    free = at + (ahead ? 6 : room);
    return s(
      "g",
      {},
      s("title", {}, `${pick(event, "title")}, ${dateWords(event.date)}`),
      s("path", { d: `M${at - 4},${height - 16}h8v5l-4,4l-4,-4Z`, class: "pin" }),
      behind ? s("text", { x: at + 7, y: 17 }, label) : null,
      ahead ? s("text", { x: at - 7, y: 17, "text-anchor": "end" }, label) : null,
    );
  });
}
export class StripHead {
  element = h("div", { class: "strip-head" });
  /** @type {{ column: Column }} */
  params = /** @type {any} */ (null);

  /** @param {{ column: Column }} params */
  init(params) {
    this.params = params;
    this.draw();
  }
  getGui() {
    return this.element;
  }
  /** @param {{ column: Column }} params */
  refresh(params) {
    this.params = params;
    this.draw();
    return true;
  }
  draw() {
    const width = widthOf(this.params.column),
      x = strips.scale(held.context.engine, 8, width - 8),
      every = x(366 + held.context.engine.data.window[0]) - x(held.context.engine.data.window[0]) < 34 ? 2 : 1;
    const years = strips
      .years(held.context.engine)
      .filter(({ year, day }) => year % every === 0 && x(day) + 30 < width);
    put(
      this.element,
      hidden(t("table.col.strip")),
      years.map(({ year, day }) => h("b", { class: "num", "aria-hidden": "true", style: `left:${x(day)}px` }, year)),
      h("span", { class: "flag num", "aria-hidden": "true" }),
    );
    place(this.element);
  }
}

/* Where the day stands in every strip: one property for header and cells, so that a slider step redraws none of
   them. */
/** @param {HTMLElement} [head] */
export function place(head) {
  const column = held.grid && held.grid.getColumn("strip"),
    holder = document.getElementById("table-grid");
  if (!column || !holder || !held.context) return;
  const { look, scene } = held.context,
    width = widthOf(column),
    at = strips.scale(held.context.engine, 8, width - 8),
    x = at(look.day);
  holder.style.setProperty("--now", x.toFixed(1) + "px");
  holder.style.setProperty("--p0", at(look.first).toFixed(1) + "px");
  holder.style.setProperty("--pw", (scene.to ? at(look.day + 1) - at(look.first) : 0).toFixed(1) + "px");
  const flag = (head || holder).querySelector(".flag");
  if (!(flag instanceof HTMLElement)) return;
  flag.textContent = flagWords(scene, look);
  const half = scene.to ? 96 : 48;
  flag.style.left = Math.min(width - half, Math.max(half, scene.to ? (at(look.first) + x) / 2 : x)) + "px";
}

/* The day over its line, or the first and the last day of the period that is shaded. */
/** @param {import("../types").Scene} scene @param {import("../types").Look} look */
function flagWords(scene, look) {
  const words = (/** @type {string} */ text) => dateWords(text, true),
    [first, last] = [look.first, look.day].map(days.toIso);
  return scene.to ? `${words(first)} – ${words(last)}` : words(scene.date.length === 7 ? scene.date : last);
}
