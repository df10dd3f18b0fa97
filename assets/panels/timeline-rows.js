/* The rows of the timeline: groups, their engagements and events, as markup. */
import { days } from "../core/days.js";
import { h, put, s } from "../core/dom.js";
import * as doors from "../core/doors.js";
import { markup } from "../core/markup.js";
import { escape } from "../core/text.js";
import { find } from "../core/find.js";
import { pick, t } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import * as eventPins from "./event-pins.js";
import * as strips from "./strips.js";

/** @typedef {import("../contract").Day} Day */
/** @typedef {import("../contract").EventRow} EventRow */
/** @typedef {import("../contract").EventSign} EventSign */
/** @typedef {import("../types").Context} Context */
/** @typedef {import("../types").Scene} Scene */
/** @typedef {import("./strips.js").History} History */
/** @typedef {[e: number, countries: string[]]} Entry */
/** @typedef {{id: string, name: string, icon: string, paint: string | null, rows: Entry[],
      events: EventRow[]}} Group */
/** @typedef {ReturnType<typeof row>} Row */

const LANE = 12;
/* The last painting's context (there from the first one on), the groups that are closed, and the width of the plot
   in px. */
/** @type {{context: Context, closed: Set<string>, width: number}} */
export const held = { context: /** @type {any} */ (null), closed: new Set(), width: 0 };

/* What a scene asks of a facet. */
/** @param {Scene} scene @param {string} name @returns {string[]} */
const asks = (scene, name) => /** @type {Record<string, any>} */ (scene)[name] || [];

/** @param {Day} day */
export const iso = (day) => days.toIso(day);
export const body = () => /** @type {HTMLElement} */ (document.getElementById("timeline-scroll"));
/** @param {Day} day */
export const x = (day) => strips.scale(held.context.engine, 0, held.width)(day);

/* Whether a filter is asked of the state on the day, or of the situation of a country. */
export function strict() {
  const { engine, scene } = held.context;
  return engine.data.facets.some((f) => (f.level === "state" || f.name === "state") && asks(scene, f.name).length > 0);
}

/* Chains that pass the filter at any time: engagement and country facets always, facets of the state on the day only
   when asked. */
function entries() {
  const { engine, scene, look } = held.context,
    passing = engine.passing(scene);
  /** @param {string} level */
  const asked = (level) =>
    engine.data.facets.filter((f) => f.level === level && asks(scene, f.name).length).map((f) => f.name);
  const now = strict() ? new Set(look.rows.map((r) => r.e + "|" + r.country)) : null;
  const where = asked("country").filter((name) => name !== "state");
  /** @type {Map<number, string[]>} */
  const found = new Map();
  for (const [e, country] of engine.clock(scene).chains) {
    if (!passing.has(e) || (now && !now.has(e + "|" + country))) continue;
    if (
      !where.every((name) =>
        engine
          .facetValues(name, /** @type {any} */ ({ e, country }), look.day)
          .some((value) => asks(scene, name).includes(value)),
      )
    )
      continue;
    found.set(e, [...(found.get(e) || []), country]);
  }
  return found;
}

/** @param {Map<number, string[]>} found @returns {Group[]} */
function groups(found) {
  const { engine, scene, t } = held.context;
  if (scene.by !== "country") {
    const words = engine.wordsOf(scene.by),
      chosen = asks(scene, scene.by),
      asked = chosen.length ? words.filter((w) => chosen.includes(w)) : words;
    return asked.map((id) => ({
      id,
      name: t(`${scene.by}.${id}`),
      icon: scene.by === "instrument" ? symbols.segmentIcon(id, 22) : "",
      paint: scene.by === "instrument" ? symbols.colour(id) : null,
      rows: [...found].filter(([e]) => (engine.engagements[e].facets[scene.by] || []).includes(id)),
      events: events().filter((e) => e.major === engine.means.major),
    }));
  }
  /** @param {string} code */
  const name = (code) => (code ? pick(engine.countries.get(code) || { name_en: code }, "name") : t("table.nowhere"));
  const all = new Set([...found.values()].flat());
  const rest = [...all]
    .filter((code) => code && !engine.data.focus.includes(code))
    .sort((a, b) => name(a).localeCompare(name(b), scene.lang));
  return [...engine.data.focus.filter((code) => all.has(code)), ...rest, ...(all.has("") ? [""] : [])].map((code) => ({
    id: code || "none",
    name: name(code),
    icon: "",
    paint: null,
    rows: [...found].filter(([, countries]) => countries.includes(code)).map(([e]) => [e, code ? [code] : []]),
    events: events().filter(
      (e) => e.sign === engine.means.letter || (e.pin && (e.countries_iso3 || []).includes(code)),
    ),
  }));
}

/* Events that were public and have come by then, inside the window. */
const events = () =>
  held.context.engine
    .events(held.context.scene, held.context.engine.raw.window[1])
    .filter((e) => e.day >= held.context.engine.raw.window[0]);
/** @param {EventRow} event */
const major = (event) => eventPins.leads(held.context.engine, event);
/** @param {EventRow[]} list */
const lines = (list) =>
  list.map((e) =>
    h("i", {
      class: `tl-line${major(e) ? " is-major" : ""}`,
      style: `left:${x(e.day).toFixed(1)}px`,
      title: eventPins.title(e),
    }),
  );

/* Names over the pins of coups and of the letter that the atlas is about; that letter first, then the latest; a name
   that would touch another is left out. */
/** @param {EventRow[]} list */
function pinNames(list) {
  /** @type {[from: number, to: number][]} */
  const taken = [];
  const { engine } = held.context,
    isLetter = /** @param {EventRow} e */ (e) => eventPins.isTheLetter(engine, e);
  /** @param {EventRow} e */
  const text = (e) =>
    isLetter(e)
      ? t("dock.letter.pin")
      : pick(engine.countries.get((e.countries_iso3 || [])[0]) || { name_en: "" }, "name");
  /** @param {EventRow} e */
  const rank = (e) => (isLetter(e) ? 0 : (e.countries_iso3 || []).some((c) => engine.data.focus.includes(c)) ? 1 : 2);
  return [...list]
    .sort((a, b) => rank(a) - rank(b) || b.day - a.day)
    .map((e) => {
      const words = text(e),
        half = words.length * 3.3 + 5,
        at = Math.max(half, Math.min(held.width - half, x(e.day)));
      if (!words || taken.some(([low, high]) => at - half < high && at + half > low)) return null;
      taken.push([at - half, at + half]);
      return s("text", { x: at.toFixed(1), y: 31, "text-anchor": "middle", class: isLetter(e) && "is-letter" }, words);
    });
}

/** @param {number} e @param {string[]} countries @param {string} paint */
function strip(e, countries, paint) {
  const { engine, scene } = held.context,
    found = strips.histories(engine, scene, e, countries);
  const height = Math.max(28, found.length * (found.length > 1 ? 8 : LANE) + 14),
    inner = found.length > 1 ? height - 12 : LANE;
  /** @param {History} h */
  const names = (h) =>
    h.countries
      .filter(Boolean)
      .map((code) => pick(engine.countries.get(code) || { name_en: code }, "name"))
      .join(", ");
  const words = found.map((h) => [names(h), strips.words(engine, scene, h)].filter(Boolean).join(": ")).join("\n");
  const svg = s(
    "svg",
    { class: "tl-strip", width: held.width, height, role: "img", "aria-label": words },
    s("title", {}, words),
  );
  const bands = strips.strip(engine, scene, found, { x, y: (height - inner) / 2, h: inner, paint });
  svg.append(...markup(`<svg>${bands}</svg>`)[0].childNodes);
  return { height, svg };
}

/** @param {Entry} entry @param {string | null} paint */
function row([e, countries], paint) {
  const { engine, scene } = held.context,
    it = engine.engagements[e],
    index = engine.data.instruments.findIndex((name) => (it.instruments || []).includes(name));
  const colour = paint || symbols.colour(engine.data.instruments[index]),
    { height, svg } = strip(e, countries, colour);
  const ref = "engagement:" + it.engagement_id;
  return {
    order: [index, it.subject === engine.means.dutch ? 0 : 1, it.counted === engine.means.component ? 1 : 0],
    item: h(
      "li",
      { class: "tl-row", style: `height:${height}px` },
      h(
        "button",
        { type: "button", class: "tl-name", "data-ref": ref, "aria-pressed": String(scene.selection.includes(ref)) },
        h("i", { class: "mark", style: `background:${colour}` }),
        h("span", { class: "name" }, pick(it, "name")),
        h("span", { class: "tl-dots", "data-e": e, "data-where": countries.join(), "data-paint": colour }),
      ),
      svg,
    ),
  };
}

/* A head counts what is ever in its strips: its door is a table of the whole window, or of the scene's own days where
     the strips are those that pass the filter on these. */
/** @param {Group} g @param {number} n */
function headDoor(g, n) {
  const { engine, scene } = held.context,
    [first, last] = engine.raw.window.map(iso);
  if (g.id === "none") return escape(n);
  return doors.doorLink({ [scene.by]: [g.id], ...(strict() ? {} : { date: first, to: last }) }, n, "");
}

/* The years, the pins of events, and names over the pins that have room. */
function axis() {
  const shown = events().filter((e) => e.pin);
  /** @param {EventRow} e @param {EventSign} kind */
  const pin = (e, kind) =>
    s(
      "g",
      { "data-kind": kind, transform: `translate(${x(e.day).toFixed(1)},40.5)` },
      s("title", {}, eventPins.title(e)),
      eventPins.paths(kind),
    );
  /* Where pins touch, coups and the letter lie on top. */
  const pins = [...shown].sort((a, b) => Number(major(a)) - Number(major(b))).map((e) => pin(e, eventPins.kindOf(e)));
  const marks = strips.years(held.context.engine),
    every = Math.max(1, Math.ceil(36 / (held.width / marks.length)));
  /** @param {number} i @param {Day} day */
  const named = (i, day) => i % every === 0 && held.width - x(day) >= 34;
  const years = marks.map(({ year, day }, i) => [
    s("path", { d: `M${x(day).toFixed(1)},48V72` }),
    named(i, day) && s("text", { x: x(day) + 4, y: 64 }, year),
  ]);
  return [
    s(
      "svg",
      { width: held.width, height: 72, "aria-hidden": "true" },
      s("g", { class: "years" }, years),
      s("g", { class: "pins" }, pins),
      s("g", { class: "names" }, pinNames(shown.filter(major))),
    ),
    h("span", { class: "flag num", "aria-hidden": "true" }),
    h("i", { class: "tl-period" }),
  ];
}

/** @param {Row} a @param {Row} b */
const inOrder = (a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1] || a.order[2] - b.order[2];
/* A group: its head, which folds it, and a row for each of its engagements. */
/** @param {Group} g */
function section(g) {
  const key = held.context.scene.by + g.id,
    shut = held.closed.has(key),
    rows = shut ? [] : g.rows.map((r) => row(r, g.paint)).sort(inOrder);
  const listed = new Set(g.rows.map(([e]) => e)).size,
    count = doors.fill(t("timeline.count"), { n: headDoor(g, listed) });
  return h(
    "section",
    { class: "tl-group" },
    h(
      "div",
      { class: "tl-under" },
      shut ? [] : lines(g.events),
      h("i", { class: "tl-period" }),
      h("i", { class: "tl-now" }),
    ),
    h(
      "h2",
      {},
      h(
        "button",
        { type: "button", class: "group-toggle", "data-tl-group": key, "aria-expanded": String(!shut) },
        h("span", { class: "caret", "aria-hidden": "true" }),
        markup(g.icon),
        h("strong", {}, g.name),
      ),
      " ",
      h("span", { class: "muted num" }, markup(count)),
    ),
    h(
      "ul",
      {},
      rows.map((r) => r.item),
    ),
  );
}

export function draw() {
  const box = body(),
    found = groups(entries()).filter((g) => g.rows.length);
  put(find(box, ".tl-axis"), axis());
  put(find(box, ".tl-groups"), found.length ? found.map(section) : h("p", { class: "tl-empty" }, t("timeline.empty")));
}
