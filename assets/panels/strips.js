/* Strips of status over time, shared by the table and the timeline: bands of the status grammar, hatches and fading
   edges where something is not recorded, not certain or later than the sources. */
import { days } from "../core/days.js";
import { dateWords, t } from "../core/words.js";
import * as symbols from "../map/symbols.js";

/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../contract").PeriodRow} PeriodRow */
/** @typedef {import("../types").Scene} Scene */
/** @typedef {import("../contract").ClockRow} ClockRow */
/** @typedef {import("../contract").Day} Day */
/** @typedef {import("../contract").Flag} Flag */
/** @typedef {import("../contract").Status} Status */
/** @typedef {{steps: number[], silent: Day, countries: string[]}} History */
/** @typedef {{from: Day, to: Day, row: ClockRow, status: Status, bits: number}} Stretch */
/** @typedef {{x: (day: Day) => number, y: number, h: number, paint: string}} Place */

/** @param {number} x */
const n = (x) => Math.round(x * 100) / 100;
const indexed = new WeakMap();
/* Whether a status is drawn as an outline: it is open and does not run. */
/** @param {Engine} engine @param {string} name */
const hollow = (engine, name) => {
  const s = engine.raw.statuses.indexOf(/** @type {Status} */ (name));
  return s >= 0 && engine.isOpen(s) && !engine.runs(s);
};

/* `of` names a clock everywhere here: a scene, with its day of knowledge and its one document. */

/* Chains of a clock by "engagement|country". */
/** @param {Engine} engine @param {Scene} of */
function chains(engine, of) {
  const clock = engine.clock(of);
  if (!indexed.has(clock)) indexed.set(clock, new Map(clock.chains.map((c) => [c[0] + "|" + c[1], c])));
  return indexed.get(clock);
}

/* The distinct histories of an engagement in some countries: [{steps, silent, countries}]. */
/** @param {Engine} engine @param {Scene} of @param {number} e @param {string[]} countries */
function histories(engine, of, e, countries) {
  const all = chains(engine, of),
    found = new Map();
  for (const iso of countries.length ? countries : [""]) {
    const chain = all.get(e + "|" + iso);
    if (!chain) continue;
    const key = chain[2] + ":" + chain[3].join();
    if (!found.has(key)) found.set(key, { steps: chain[3], silent: chain[2], countries: [] });
    found.get(key).countries.push(iso);
  }
  return [...found.values()];
}

/* Stretches of a history inside the window: [{from, to, status, flags}]; a stretch ends where anything changes. */
/** @param {Engine} engine @param {Scene} of @param {History} history */
function stretches(engine, of, history) {
  const [first, last] = engine.raw.window,
    { rows } = engine.clock(of),
    found = [];
  for (let i = 0; i < history.steps.length; i += 2) {
    const from = Math.max(first, history.steps[i]);
    const to = Math.min(last + 1, i + 2 < history.steps.length ? history.steps[i + 2] : last + 1);
    const row = history.steps[i + 1] < 0 ? null : rows[history.steps[i + 1]];
    if (row && to > from) found.push({ from, to, row, status: engine.data.statuses[row.s], bits: row.f });
  }
  return found;
}

/* Neighbouring stretches for which `same` holds, joined. */
/** @param {Stretch[]} list @param {(a: Stretch, b: Stretch) => boolean} same */
function joined(list, same) {
  const found = [];
  for (const s of list) {
    const before = found[found.length - 1];
    if (before && before.to === s.from && same(before, s)) before.to = s.to;
    else found.push({ ...s });
  }
  return found;
}

/* One history as SVG. x: day -> px; y, h: the strip; paint: colour. */
/** @param {Engine} engine @param {Scene} of @param {History} history @param {Place} place */
function lane(engine, of, history, { x, y, h, paint }) {
  const data = engine.data,
    bit = /** @param {string} name */ (name) => 1 << data.flags.indexOf(/** @type {Flag} */ (name));
  const list = stretches(engine, of, history);
  /** @param {Stretch} s @param {string} fill */
  const rect = (s, fill) =>
    `<rect x="${n(x(s.from))}" y="${n(y)}" width="${n(Math.max(0, x(s.to) - x(s.from)))}" height="` +
    `${n(h)}" fill="${fill}"/>`;
  let svg = "";
  if (history.silent && history.silent > data.window[0]) {
    const until = Math.min(history.silent, data.window[1] + 1);
    svg += symbols.band(x(data.window[0]), x(until), y, h, engine.means.silent, paint);
  }
  for (const s of joined(list, (a, b) => a.status === b.status))
    svg += symbols.band(x(s.from), x(s.to), y, h, s.status, paint);
  /** @param {string} name */
  const marked = (name) =>
    joined(
      list.filter((s) => s.bits & bit(name)),
      (a, b) => a.row.p === b.row.p,
    );
  for (const s of marked("uncertain")) {
    // A change that is only known to lie in these days: the new state fades in, an old state that may be over fades
    // out.
    const next = list.find((other) => other.from === s.to);
    svg += rect(s, `url(#atlas-fade-${next && next.row.p !== s.row.p ? "out" : "in"})`);
  }
  /** @param {Stretch} s @param {string} filled */
  const over = (s, filled) => rect(s, hollow(engine, s.status) ? "url(#atlas-stale-open)" : filled);
  for (const s of marked("projected")) svg += over(s, "url(#atlas-hatch-over)");
  /* From the day after the one on which a source last spoke of it. */
  const late = list.filter(
    (r) => r.bits & bit("carried_forward") && !(r.bits & bit("projected")) && r.status !== engine.means.ended,
  );
  for (const s of joined(late, (a, b) => a.status === b.status)) svg += over(s, "url(#atlas-hatch-over-light)");
  return svg;
}

/* All histories of a row in one strip of height h: one lane each, since one engagement may differ by country. */
/** @param {Engine} engine @param {Scene} of @param {History[]} found @param {Place} options */
function strip(engine, of, found, options) {
  const height = found.length > 1 ? Math.max(3, (options.h - (found.length - 1)) / found.length) : options.h;
  return found
    .map((history, i) => lane(engine, of, history, { ...options, y: options.y + i * (height + 1), h: height }))
    .join("");
}

/* A strip in words, for people who do not see it: "Active since 2014; Suspended since 29 July 2023, last stated …". */
/** @param {Engine} engine @param {Scene} of @param {History} history */
function words(engine, of, history) {
  const list = stretches(engine, of, history),
    late = 1 << engine.raw.flags.indexOf("carried_forward");
  const said = joined(list, (a, b) => a.status === b.status).map(
    (s) => `${t("status." + s.status)} ${t("time.since")} ${since(engine, engine.data.periods[s.row.p])}`,
  );
  const last = list.find((s) => s.bits & late && s.status !== engine.means.ended);
  return said.join("; ") + (last ? `, ${t("time.last_stated", { date: dateWords(days.toIso(last.row.said)) })}` : "");
}

/* The start of a period in words, with its relation: "1 December 2023", "by 2019", "after 26 July 2023". */
/** @param {Engine} engine @param {PeriodRow} period */
function since(engine, period) {
  const relation = period.start_relation === engine.means.on ? "" : t("time." + period.start_relation) + " ";
  return relation + dateWords(period.start_date);
}

/* Scale of the window over a width: day -> px. */
/** @param {Engine} engine @param {number} left @param {number} right */
function scale(engine, left, right) {
  const [first, last] = engine.data.window;
  return /** @param {Day} day */ (day) => left + ((day - first) / (last + 1 - first)) * (right - left);
}

/* The years of the window, each with its first day. */
/** @param {Engine} engine */
function years(engine) {
  const [first, last] = engine.raw.window.map((day) => Number(days.toIso(day).slice(0, 4)));
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    year: first + i,
    day: days.fromIso(`${first + i}-01-01`),
  }));
}

export { hollow, histories, stretches, strip, words, scale, years };
