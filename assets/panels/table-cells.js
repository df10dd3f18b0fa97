// @ts-nocheck
/* The cells of the table: what a column says of a row, and the cells that are more than text. */
import { actor } from "../core/actor.js";
import { days } from "../core/days.js";
import { escape } from "../core/text.js";
import { dateWords, number, pick, t } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import * as strips from "./strips.js";
import { held, widthOf } from "./table-columns.js";

/* Words of a row's values, in the scene's language. */
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
function instrument(value) {
  const short = "instrument.short." + value;
  return t(short) === short ? t("instrument." + value) : t(short);
}
function country(value) {
  const found = held.context.engine.countries.get(value);
  return found ? pick(found, "name") : value;
}
function engagement(value) {
  const { engine } = held.context,
    i = engine.byId.get(value);
  return i === undefined ? value : pick(engine.engagements[i], "name");
}
const day = (value) => dateWords(value, true);
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
function said(key, value) {
  if (value === null || value === undefined) return "";
  if (value === true || value === false) return t(value ? "table.yes" : "table.no");
  /* What is said of a sum, and the sum itself, may hold a comma. */
  if (Array.isArray(value)) return value.map((x) => said(key, x)).join(key.startsWith("amount") ? "; " : ", ");
  if (READ[key]) return READ[key](value);
  return FROM[key] ? t(FROM[key] + value) : String(value);
}
export function valueOf(key, data) {
  if (data.group) return key === "name" ? data.name : "";
  if (key === "name") return pick(data.row, "name");
  if (key === "source")
    return data.row.section ? `${data.row.section} ¶ ${data.row.paragraph}` : titleOf(data.row.document);
  if (key === "strip") return data.stripKey;
  return said(key, data.row[key]);
}

const titleOf = (id) =>
  (held.context.engine.data.documents.find((d) => d.document_id === id) || { title: id || "" }).title;

/* Cells that are more than text. Classes with getGui are the grid's own kind of renderer and need no framework. */
class Cell {
  init(params) {
    this.element = document.createElement("div");
    this.element.className = "cell";
    this.refresh(params);
  }
  getGui() {
    return this.element;
  }
  refresh(params) {
    this.element.innerHTML = this.html(params.data, params);
    return true;
  }
}
export class NameCell extends Cell {
  html(data) {
    if (data.group) {
      const label = escape(data.name);
      return (
        `<button type="button" class="group-toggle" tabindex="-1" data-group="${escape(data.group)}` +
        `" aria-expanded="${!data.closed}"><span class="caret" aria-hidden="true"></span>` +
        data.icon +
        `<strong>${label}</strong></button> <span class="muted num group-note">${data.note}</span>`
      );
    }
    const kind =
      data.row.subject === held.context.engine.means.dutch
        ? ""
        : `<span class="muted small">${escape(t("kind." + data.row.kind))}</span>`;
    const part =
      data.row.counted === held.context.engine.means.component
        ? '<span class="part" aria-hidden="true">└</span><span class="visually-hidden">' +
          `${escape(t("counted.component"))}</span>`
        : "";
    const where = data.several
      ? `<span class="muted small where">${escape(said("countries", data.row.countries))}</span>`
      : "";
    return (
      `<i class="mark" style="background:${data.paint}"></i>${part}<span class="name" title="` +
      `${escape(valueOf("name", data))}">${escape(valueOf("name", data))}</span>${where}${kind}`
    );
  }
}
export class StatusCell extends Cell {
  html(data) {
    if (data.group) return "";
    const { row } = data,
      marks = [];
    if (row.conflicts.length) marks.push(["≠", "doubt.conflict"]);
    if (row.confidence === held.context.engine.means.unsure) marks.push(["?", "doubt.general_knowledge"]);
    if (row.uncertain) marks.push(["~", "doubt.uncertain"]);
    if (row.source_later) marks.push(["□", "doubt.source_later"]);
    if (row.projected) marks.push(["", "doubt.projected"]);
    else if (row.carried_forward)
      marks.push(["›", "doubt.carried_forward", t("time.last_stated", { date: dateWords(row.last_stated) })]);
    else if (row.outcome_not_recorded) marks.push(["…", "doubt.outcome_not_recorded"]);
    const doubts = marks
      .map(([sign, key, words]) => [sign, escape(words || t(key))])
      .map(
        ([sign, words]) =>
          `<sup class="doubt" title="${words}"><span aria-hidden="true">${sign}</span><span` +
          ` class="visually-hidden">${words}</span></sup>`,
      )
      .join("");
    const said = row.degree ? `${t("status." + row.status)}, ${t("degree." + row.degree)}` : t("status." + row.status);
    return `${symbols.dot(row.status, data.paint)}<span>${escape(said)}</span>${doubts}`;
  }
}
export class StripCell extends Cell {
  html(data, params) {
    const { engine, scene } = held.context,
      width = widthOf(params.column),
      height = data.group ? 31 : 28;
    const x = strips.scale(engine, 8, width - 8);
    const lines = strips
      .years(engine)
      .map(({ day }) => `<path d="M${x(day).toFixed(1)},0V${height}" class="year"/>`)
      .join("");
    const clock = engine.clock(scene),
      [, last] = engine.data.window,
      edge = clock.known === null ? engine.data.letter.day : clock.known;
    const after =
      `<rect x="${x(edge)}" y="0" width="${Math.max(0, x(last + 1) - x(edge))}" height="${height}` +
      '" fill="url(#atlas-hatch-light)"/>';
    const body = data.group
      ? pins(data, x, height)
      : strips.strip(engine, scene, data.histories, { x, y: 8, h: 12, paint: data.paint });
    const coups = (data.coups || [])
      .map((e) => `<path d="M${x(e.day).toFixed(1)},${data.group ? 22 : 0}V${height}" class="coup"/>`)
      .join("");
    const words = data.group ? "" : data.histories.map((h) => strips.words(engine, scene, h)).join(" / ");
    return (
      `<svg width="${width}" height="${height}"` +
      `${words ? ` role="img" aria-label="${escape(words)}"` : ' aria-hidden="true"'}>${lines}` +
      `${after}${body}${coups}</svg><i class="period"></i><i class="now"></i>`
    );
  }
}
function pins(data, x, height) {
  let free = -1e9;
  return (data.coups || [])
    .map((event, i, all) => {
      const at = x(event.day),
        next = i + 1 < all.length ? x(all[i + 1].day) : 1e9,
        label = escape(t("table.coup")),
        room = label.length * 6 + 8;
      let text = "";
      if (next - at > room + 6) {
        text = `<text x="${at + 7}" y="17">${label}</text>`;
      } else if (at - free > room) {
        text = `<text x="${at - 7}" y="17" text-anchor="end">${label}</text>`;
      }
      free = at + (text.includes("end") ? 6 : room);
      return (
        `<g><title>${escape(pick(event, "title"))}, ${escape(dateWords(event.date))}</title><path` +
        ` d="M${at - 4},${height - 16}h8v5l-4,4l-4,-4Z" class="pin"/>${text}</g>`
      );
    })
    .join("");
}
export class StripHead {
  init(params) {
    this.element = document.createElement("div");
    this.element.className = "strip-head";
    this.params = params;
    this.draw();
  }
  getGui() {
    return this.element;
  }
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
    this.element.innerHTML =
      `<span class="visually-hidden">${escape(t("table.col.strip"))}</span>` +
      years.map(({ year, day }) => `<b class="num" aria-hidden="true" style="left:${x(day)}px">${year}</b>`).join("") +
      '<span class="flag num" aria-hidden="true"></span>';
    place(this.element);
  }
}

/* Where the day stands in every strip: one property for header and cells, so that a slider step redraws none of
   them. */
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
  if (!flag) return;
  flag.textContent = flagWords(scene, look);
  const half = scene.to ? 96 : 48;
  flag.style.left = Math.min(width - half, Math.max(half, scene.to ? (at(look.first) + x) / 2 : x)) + "px";
}

/* The day over its line, or the first and the last day of the period that is shaded. */
function flagWords(scene, look) {
  const words = (text) => dateWords(text, true),
    [first, last] = [look.first, look.day].map(days.toIso);
  return scene.to ? `${words(first)} – ${words(last)}` : words(scene.date.length === 7 ? scene.date : last);
}
