// @ts-nocheck
/* The rows of the timeline: groups, their engagements and events, as markup. */
import { days } from "../core/days.js";
import * as doors from "../core/doors.js";
import { escape } from "../core/text.js";
import { pick, t } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import * as eventPins from "./event-pins.js";
import * as strips from "./strips.js";

const LANE = 12;
/* The last painting's context, the groups that are closed, and the width of the plot in px. */
export const held = { context: null, closed: new Set(), width: 0 };

export const iso = (day) => days.toIso(day);
export const body = () => document.getElementById("timeline-scroll");
export const x = (day) => strips.scale(held.context.engine, 0, held.width)(day);

/* Whether a filter is asked of the state on the day, or of the situation of a country. */
export function strict() {
  const { engine, scene } = held.context;
  return engine.data.facets.some(
    (f) => (f.level === "state" || f.name === "state") && scene[f.name] && scene[f.name].length,
  );
}

/* Chains that pass the filter at any time: engagement and country facets always, facets of the state on the day only
   when asked. */
function entries() {
  const { engine, scene, look } = held.context,
    passing = engine.passing(scene);
  const asked = (level) =>
    engine.data.facets.filter((f) => f.level === level && scene[f.name] && scene[f.name].length).map((f) => f.name);
  const now = strict() ? new Set(look.rows.map((r) => r.e + "|" + r.country)) : null;
  const where = asked("country").filter((name) => name !== "state");
  const found = new Map();
  for (const [e, country] of engine.clock(scene).chains) {
    if (!passing.has(e) || (now && !now.has(e + "|" + country))) continue;
    if (
      !where.every((name) =>
        engine.facetValues(name, { e, country }, look.day).some((value) => scene[name].includes(value)),
      )
    )
      continue;
    if (!found.has(e)) found.set(e, []);
    found.get(e).push(country);
  }
  return found;
}

function groups(found) {
  const { engine, scene, t } = held.context;
  if (scene.by !== "country") {
    const words =
      scene.by === "instrument"
        ? engine.data.instruments
        : engine.data.facets.find((f) => f.name === "framework").words;
    const asked = scene[scene.by] && scene[scene.by].length ? words.filter((w) => scene[scene.by].includes(w)) : words;
    return asked.map((id) => ({
      id,
      name: t(`${scene.by}.${id}`),
      icon: scene.by === "instrument" ? symbols.segmentIcon(id, 22) : "",
      paint: scene.by === "instrument" ? symbols.colour(id) : null,
      rows: [...found].filter(([e]) =>
        (engine.engagements[e][scene.by === "instrument" ? "instruments" : "framework"] || []).includes(id),
      ),
      events: events().filter((e) => e.major === engine.means.major),
    }));
  }
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
const major = (event) => eventPins.leads(held.context.engine, event);
const lines = (list) =>
  list
    .map(
      (e) =>
        `<i class="tl-line${major(e) ? " is-major" : ""}" style="left:${x(e.day).toFixed(1)}px"` +
        ` title="${escape(eventPins.title(e))}"></i>`,
    )
    .join("");

/* Names over the pins of coups and of the letter that the atlas is about; that letter first, then the latest; a name
   that would touch another is left out. */
function pinNames(list) {
  const { engine } = held.context,
    taken = [],
    isLetter = (e) => eventPins.isTheLetter(engine, e);
  const text = (e) =>
    isLetter(e)
      ? t("dock.letter.pin")
      : pick(engine.countries.get((e.countries_iso3 || [])[0]) || { name_en: "" }, "name");
  const rank = (e) => (isLetter(e) ? 0 : (e.countries_iso3 || []).some((c) => engine.data.focus.includes(c)) ? 1 : 2);
  return [...list]
    .sort((a, b) => rank(a) - rank(b) || b.day - a.day)
    .map((e) => {
      const words = text(e),
        half = words.length * 3.3 + 5,
        at = Math.max(half, Math.min(held.width - half, x(e.day)));
      if (!words || taken.some(([low, high]) => at - half < high && at + half > low)) return "";
      taken.push([at - half, at + half]);
      return (
        `<text x="${at.toFixed(1)}" y="31" text-anchor="middle"` +
        `${isLetter(e) ? ' class="is-letter"' : ""}>${escape(words)}</text>`
      );
    })
    .join("");
}

function strip(e, countries, paint) {
  const { engine, scene } = held.context,
    found = strips.histories(engine, scene, e, countries);
  const height = Math.max(28, found.length * (found.length > 1 ? 8 : LANE) + 14),
    inner = found.length > 1 ? height - 12 : LANE;
  const names = (h) =>
    h.countries
      .filter(Boolean)
      .map((code) => pick(engine.countries.get(code) || { name_en: code }, "name"))
      .join(", ");
  const words = found.map((h) => [names(h), strips.words(engine, scene, h)].filter(Boolean).join(": ")).join("\n");
  const svg = strips.strip(engine, scene, found, { x, y: (height - inner) / 2, h: inner, paint });
  return {
    height,
    svg:
      `<svg class="tl-strip" width="${held.width}" height="${height}" role="img" aria-label="` +
      `${escape(words)}"><title>${escape(words)}</title>${svg}</svg>`,
  };
}

function row([e, countries], paint) {
  const { engine, scene } = held.context,
    it = engine.engagements[e],
    index = engine.data.instruments.findIndex((name) => (it.instruments || []).includes(name));
  const colour = paint || symbols.colour(engine.data.instruments[index]),
    { height, svg } = strip(e, countries, colour);
  const ref = "engagement:" + it.engagement_id;
  return {
    order: [index, it.subject === engine.means.dutch ? 0 : 1, it.counted === engine.means.component ? 1 : 0],
    html:
      `<li class="tl-row" style="height:${height}px"><button type="button" class="tl-name" data-ref="` +
      `${escape(ref)}" aria-pressed="${scene.selection.includes(ref)}"><i class="mark"` +
      ` style="background:${colour}"></i><span class="name">${escape(pick(it, "name"))}</span><span` +
      ` class="tl-dots" data-e="${e}" data-where="${escape(countries.join())}" data-paint="` +
      `${escape(colour)}"></span></button>${svg}</li>`,
  };
}

/* A head counts what is ever in its strips: its door is a table of the whole window, or of the scene's own days where
     the strips are those that pass the filter on these. */
function headDoor(g, n) {
  const { engine, scene } = held.context,
    [first, last] = engine.raw.window.map(iso);
  if (g.id === "none") return escape(n);
  return doors.doorLink({ [scene.by]: [g.id], ...(strict() ? {} : { date: first, to: last }) }, n, "");
}

export function draw() {
  const { scene, engine, t } = held.context,
    box = body();
  const shown = events().filter((e) => e.pin);
  const pin = (e, kind) =>
    `<g data-kind="${kind}" transform="translate(${x(e.day).toFixed(1)},40.5)"><title>` +
    `${escape(eventPins.title(e))}</title>${eventPins.mark(kind)}</g>`;
  /* Where pins touch, coups and the letter lie on top. */
  const pins = [...shown]
    .sort((a, b) => major(a) - major(b))
    .map((e) => pin(e, eventPins.kindOf(e)))
    .join("");
  const marks = strips.years(engine),
    every = Math.max(1, Math.ceil(36 / (held.width / marks.length)));
  const named = (i, day) => i % every === 0 && held.width - x(day) >= 34;
  const years = marks
    .map(
      ({ year, day }, i) =>
        `<path d="M${x(day).toFixed(1)},48V72"/>` +
        (named(i, day) ? `<text x="${x(day) + 4}" y="64">${year}</text>` : ""),
    )
    .join("");
  box.querySelector(".tl-axis").innerHTML =
    `<svg width="${held.width}" height="72" aria-hidden="true"><g class="years">${years}</g><g` +
    ` class="pins">${pins}</g><g class="names">${pinNames(shown.filter(major))}</g></svg><span` +
    ' class="flag num" aria-hidden="true"></span><i class="tl-period"></i>';
  const found = groups(entries()).filter((g) => g.rows.length);
  box.querySelector(".tl-groups").innerHTML =
    found
      .map((g) => {
        const key = scene.by + g.id,
          shut = held.closed.has(key),
          rows = shut
            ? []
            : g.rows
                .map((r) => row(r, g.paint))
                .sort((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1] || a.order[2] - b.order[2]);
        const listed = new Set(g.rows.map(([e]) => e)).size,
          count = doors.fill(t("timeline.count"), { n: headDoor(g, listed) });
        const under =
            `<div class="tl-under">${shut ? "" : lines(g.events)}<i class="tl-period"></i><i` +
            ' class="tl-now"></i></div>',
          name = `<strong>${escape(g.name)}</strong>`;
        const toggle =
          `<button type="button" class="group-toggle" data-tl-group="${escape(key)}" aria-expanded="` +
          `${!shut}"><span class="caret" aria-hidden="true"></span>${g.icon}${name}</button>`;
        return (
          `<section class="tl-group">${under}<h2>${toggle} <span class="muted num">${count}</span>` +
          `</h2><ul>${rows.map((r) => r.html).join("")}</ul></section>`
        );
      })
      .join("") || `<p class="tl-empty">${escape(t("timeline.empty"))}</p>`;
}
