/* What wheels and totals count: distinct engagements among rows. */

/** @typedef {import("../types").Counts} Counts */
/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../types").Item} Item */
/** @typedef {import("../types").Scene} Scene */
/** @typedef {import("../types").Told} Told */
/** @typedef {import("../types").Wheel} Wheel */
/** @typedef {Set<string> | undefined} Fresh */

/** Distinct engagements among items: running and open. @param {Engine} engine @param {Item[]} items */
export function tally(engine, items) {
  const running = new Set(),
    open = new Set();
  for (const r of items) {
    if (engine.runs(r.row.s)) running.add(r.e);
    if (engine.isOpen(r.row.s)) open.add(r.e);
  }
  return { running: running.size, open: open.size };
}

/** @param {Engine} engine @param {Item[]} items @param {Fresh} [fresh] */
export function storey(engine, items, fresh) {
  const { part, parts } = engine.raw;
  /** @type {Record<"counts" | "new" | "stale", Set<number>[]>} */
  const of = { counts: [], new: [], stale: [] };
  /** @param {"counts" | "new" | "stale"} name @param {number} k @param {number} e */
  const put = (name, k, e) => (of[name][k] = of[name][k] || new Set()).add(e);
  for (const { e, country, row } of items) {
    const k = part[row.s];
    if (k < 0) continue;
    put("counts", k, e);
    if (fresh && fresh.has(`${e}|${country}`)) put("new", k, e);
    if (engine.isLate(row)) put("stale", k, e);
  }
  /** @param {Set<number>[]} sets */
  const sizes = (sets) => parts.map((_, k) => (sets[k] ? sets[k].size : 0));
  return { counts: sizes(of.counts), new: sizes(of.new), stale: sizes(of.stale) };
}

/* The wheel of a country's counted items, with segments only of the instruments that are shown. */
/** @param {Engine} engine @param {Told[]} engagements @param {Item[]} mine @param {string[]} shown @param {Fresh} fresh
    @returns {Wheel} */
function wheelOf(engine, engagements, mine, shown, fresh) {
  const { raw } = engine;
  /** @param {Item[]} list @param {string} reach */
  const reaching = (list, reach) => list.filter((r) => engagements[r.e].reach === reach);
  const segments = raw.instruments.map((name, i) => {
    const items = shown.includes(name) ? mine.filter((r) => (engagements[r.e].bits >> i) & 1) : [];
    const [own, region] = raw.reaches.map((reach) => storey(engine, reaching(items, reach), fresh));
    return { own, region, ...tally(engine, items), items };
  });
  const [own, region] = raw.reaches.map((reach) => tally(engine, reaching(mine, reach)).running);
  return { segments, ...tally(engine, mine), own, region };
}

/* One wheel per focus country that the filter lets through: {iso: {segments: [{own, region, ...}], own, region,
   running, open}}. A storey is {counts, new, stale}, each in the order of `parts`; `fresh` holds "e|country" of
   what a source documents for the first time. */
/** @param {Engine} engine @param {Scene} scene @param {Item[]} rows @param {{day?: number, fresh?: Fresh}} options */
export function wheels(engine, scene, rows, { day, fresh } = {}) {
  const { raw } = engine,
    { engagements } = engine.view(scene.known);
  const asked = day === undefined ? engine.stretch(scene)[1] : day;
  const shown = scene.instrument && scene.instrument.length ? scene.instrument : raw.instruments;
  /** @type {Record<string, Wheel>} */
  const found = {};
  for (const iso of raw.focus) {
    if (!engine.countryPasses(scene, iso, asked)) continue;
    const mine = rows.filter((r) => r.country === iso && engine.isCounted(engagements[r.e]));
    found[iso] = wheelOf(engine, engagements, mine, shown, fresh);
  }
  return found;
}

/* Totals of rows: per instrument running/open, per status, listed, counted (distinct engagements). */
/** @param {Engine} engine @param {Told[]} engagements @param {Item[]} rows @returns {Counts} */
export function counts(engine, engagements, rows) {
  const { raw } = engine,
    counted = rows.filter((r) => engine.isCounted(engagements[r.e]));
  /** @param {Item[]} items */
  const distinct = (items) => new Set(items.map((r) => r.e)).size;
  const instruments = raw.instruments.map((name, i) => [
    name,
    tally(
      engine,
      counted.filter((r) => (engagements[r.e].bits >> i) & 1),
    ),
  ]);
  const statuses = raw.statuses.map((name, s) => [name, distinct(counted.filter((r) => r.row.s === s))]);
  return {
    instruments: Object.fromEntries(instruments),
    statuses: Object.fromEntries(statuses),
    any: tally(engine, counted),
    listed: distinct(rows),
    counted: distinct(counted),
  };
}
