/* The curve of the dock as values: what runs on every day on which it changes, which part of that no later source
   speaks of, and where a step is only documentation. Pure functions of the engine and a scene. */
import { Engine } from "../core/engine.js";
import * as wheelWords from "../map/wheel-words.js";

/** @typedef {import("../contract").Clock} Clock */
/** @typedef {import("../contract").Day} Day */
/** @typedef {import("../types").Item} Item */
/** @typedef {import("../types").Look} Look */
/** @typedef {import("../types").Scene} Scene */
/** @typedef {import("../types").Silent} Silent */
/** @typedef {{day: Day, instruments: number[], stale: number[], silent: number}} Point */
/** @typedef {{x: number, at: number}} Pin */

const LEAST_JUMP = 3,
  PIN_GAP = 12;

/* The days on which the curve can change. */
/** @param {Engine} engine @param {Scene} scene */
function turns(engine, scene) {
  const [first, last] = engine.raw.window,
    all = [first, ...engine.turningDays(scene, first + 1, last)];
  if (scene.state && scene.state.length) {
    for (const s of engine.view(scene.known).states)
      for (const day of [s.from, s.until]) if (day !== null && day > first && day <= last) all.push(day);
  }
  return [...new Set(all)].sort((a, b) => a - b);
}

/* One point per such day: [{day, instruments: [counted], stale: [of these, after their last source], silent}]. What is
     counted runs, or is what the filter asks for where nobody asked what runs. */
/** @param {Engine} engine @param {Scene} scene */
function points(engine, scene) {
  const { raw } = engine,
    { engagements } = engine.view(scene.known),
    unit = wheelWords.measured(engine, scene);
  /** @param {Day} day */
  const silentAt = (day) =>
    new Set(wheelWords.silentOn(engine, scene, engine.silent(scene, day)).map(/** @param {Silent} s */ (s) => s.e))
      .size;
  return turns(engine, scene).map((day) => {
    const runs = engine
      .rows(scene, day)
      .filter((r) => engine.isCounted(engagements[r.e]) && unit.statuses.includes(raw.statuses[r.row.s]));
    const fresh = new Set(runs.filter((r) => !engine.isLate(r.row)).map((r) => r.e)),
      all = [...new Set(runs.map((r) => r.e))];
    /** @param {number[]} list */
    const of = (list) => raw.instruments.map((_, i) => list.filter((e) => (engagements[e].bits >> i) & 1).length);
    return { day, instruments: of(all), stale: of(all.filter((e) => !fresh.has(e))), silent: silentAt(day) };
  });
}

/* Those whose start nobody recorded, as the dock names them: [{e, until}] on the first day of the window. */
/** @param {Engine} engine @param {Scene} scene */
function unrecorded(engine, scene) {
  const [first] = engine.raw.window,
    found = new Map();
  for (const s of wheelWords.silentOn(engine, scene, engine.silent(scene, first))) {
    found.set(s.e, Math.min(s.until, found.has(s.e) ? found.get(s.e) : s.until));
  }
  return [...found].map(([e, until]) => ({ e, until })).sort((a, b) => a.until - b.until || a.e - b.e);
}

/* The last day on which any source speaks in a clock: what is drawn after it is carried forward. */
/** @param {Clock} clock */
const lastSaid = (clock) => clock.rows.reduce((last, row) => Math.max(last, row.said), 0);

/* Steps that are documentation and no growth: days on which a source is the first to speak of things whose start
     nobody recorded. [{day, n, documents: [positions]}], the document that speaks of most of them first. */
/** @param {Engine} engine @param {Scene} scene @param {Point[]} series */
function jumps(engine, scene, series) {
  const clock = engine.clock(scene),
    view = engine.view(scene.known),
    passing = engine.passing(scene),
    found = new Map();
  for (const [e, , until, steps] of clock.chains) {
    if (!until || !passing.has(e) || !engine.isCounted(view.engagements[e])) continue;
    const row = clock.rows[Engine.rowAt(steps, until)];
    if (!found.has(until)) found.set(until, new Map());
    for (const doc of new Set(
      row.q
        .map((q) => view.citations[q])
        .filter((c) => c[4] === engine.means.primary)
        .map((c) => c[1]),
    )) {
      const of = found.get(until);
      of.set(doc, (of.get(doc) || 0) + 1);
    }
  }
  return series
    .map((p, k) => ({ day: p.day, n: k ? series[k - 1].silent - p.silent : 0 }))
    .filter((jump) => jump.n >= LEAST_JUMP)
    .map((jump) => ({
      ...jump,
      documents: [...(found.get(jump.day) || [])].sort((a, b) => b[1] - a[1]).map(([doc]) => doc),
    }));
}

/* Running now, or what is asked for where nobody asked what runs, and how much of it the region shares: distinct
     counted engagements of a look. `key` is the sentence that says so. */
/** @param {Engine} engine @param {Scene} scene @param {Look} look */
function tally(engine, scene, look) {
  const unit = wheelWords.measured(engine, scene),
    distinct = /** @param {Item[]} list */ (list) => new Set(list.map((r) => r.e)).size;
  const counted = look.rows.filter((r) => engine.isCounted(engine.engagements[r.e]));
  const mine = counted.filter((r) => unit.statuses.includes(engine.raw.statuses[r.row.s]));
  const found = {
    unit,
    n: distinct(mine),
    k: distinct(mine.filter((r) => engine.engagements[r.e].reach === engine.means.region)),
  };
  if (wheelWords.uncounted(engine, scene, look))
    return { ...found, n: distinct(look.rows), key: look.rows.length ? "dock.listed" : "dock.nothing" };
  if (!found.n && !counted.length && wheelWords.stateFacets(engine, scene).length)
    return { ...found, key: "dock.nothing" };
  const end = found.k ? "" : found.n ? ".own" : ".none";
  return {
    ...found,
    key: (unit.running ? (scene.to ? "dock.ran" : "dock.runs") : scene.to ? "dock.asked.period" : "dock.asked") + end,
  };
}

/* Where the hatch begins: after the last source, or after the day of knowledge where that is earlier. */
/** @param {Engine} engine @param {Scene} scene */
function hatchFrom(engine, scene) {
  const clock = engine.clock(scene),
    said = lastSaid(clock);
  return (clock.known === null ? said : Math.min(clock.known, said)) + 1;
}

/* Pins that would cover each other move apart; each keeps a stem to its own day. */
/** @param {Pin[]} list @param {number} low @param {number} high */
function apart(list, low, high) {
  const groups = [],
    gap = Math.min(PIN_GAP, (high - low) / Math.max(1, list.length - 1));
  for (const pin of list) {
    groups.push({ middle: pin.x, pins: [pin] });
    while (groups.length > 1) {
      const b = groups[groups.length - 1],
        a = groups[groups.length - 2];
      if (a.middle + ((a.pins.length + b.pins.length) * gap) / 2 <= b.middle) break;
      const all = [...a.pins, ...b.pins];
      groups.splice(-2, 2, { middle: all.reduce((sum, p) => sum + p.x, 0) / all.length, pins: all });
    }
  }
  for (const { middle, pins: own } of groups) {
    const half = ((own.length - 1) * gap) / 2,
      centre = Math.max(low + half, Math.min(middle, high - half));
    own.forEach((pin, i) => {
      pin.at = centre - half + i * gap;
    });
  }
}

export { points, unrecorded, jumps, tally, hatchFrom, apart };
