/* The engine: looks states up in the payload that Python compiled, filters and counts them. It holds no rule of the
   domain: what runs, what a segment shows and what a facet looks at are tables in the payload. */
import { counts, storey, tally, wheels } from "./counting.js";
import { DAY_MS, days } from "./days.js";
import { leftBy } from "./facet-counts.js";
import { askedOf, passes, stateOn, valuesOf } from "./facet-values.js";
import { siteMarks } from "./site-marks.js";
import { rowAt, rowsWithin, turningDays } from "./steps.js";
import { viewAt } from "./tables.js";
import { hasWords } from "./text.js";

/** @typedef {import("../contract").Clock} Clock */
/** @typedef {import("../contract").ClockRow} ClockRow */
/** @typedef {import("../contract").CountryRow} CountryRow */
/** @typedef {import("../contract").Payload} Payload */
/** @typedef {import("../types").Item} Item */
/** @typedef {import("../types").Look} Look */
/** @typedef {import("../types").Scene} Scene */
/** @typedef {import("../types").View} View */
/** @typedef {string | {known: string, stated?: string}} ClockName A scene, or a day of knowledge alone */

const KEPT_LOOKS = 400;

/** @param {string | null} [known] @param {string} [stated] */
const clockKey = (known, stated) => `${known || ""}~${stated || ""}`;

export class Engine {
  /** @param {Payload} data */
  constructor(data) {
    this.raw = data;
    this.clocks = new Map(Object.entries(data.clocks));
    /** @type {Map<string, View>} */
    this.views = new Map();
    /** @type {WeakMap<Scene, Map<string | undefined, Set<number>>>} */
    this.passed = new WeakMap();
    /** @type {Map<string, Look>} */
    this.looks = new Map();
    this.byId = new Map(data.tables.engagements.map(([position, , , e]) => [e.engagement_id, position]));
    this.countries = new Map(data.countries.map((c) => [c.iso3, c]));
    this.engagementFacets = data.facets.filter((f) => f.level === "engagement").map((f) => f.name);
    this.data = this.view("");
  }

  /** The tables on a day of knowledge, with the look-ups that go with them. @param {string | null} [known]
      @returns {View} */
  view(known) {
    const key = known || "";
    const kept = this.views.get(key);
    if (kept) return kept;
    const view = viewAt(this.raw, key ? days.fromIso(key) : null);
    this.views.set(key, view);
    return view;
  }
  /** From now on `data` is what was known to this scene: painters read it and cannot read anything later.
      @param {Scene} scene */
  use(scene) {
    this.data = this.view(scene.known);
  }

  /* The words of the vocabularies that rules ask for. */
  get means() {
    return this.raw.means;
  }
  /** The fixed values of a facet, in their order. @param {string} name @returns {string[]} */
  wordsOf(name) {
    const rule = this.raw.facets.find((f) => f.name === name);
    return rule ? rule.words : [];
  }
  /** Whether wheels and totals count an engagement. @param {{counted: string}} e */
  isCounted(e) {
    return e.counted === this.raw.means.counts;
  }
  /** Whether a status, by its position, runs; and whether it is not over. @param {number} s */
  runs(s) {
    return ((this.raw.running >> s) & 1) === 1;
  }
  /** @param {number} s */
  isOpen(s) {
    return ((this.raw.open >> s) & 1) === 1;
  }
  /** The tier of a country; undefined where it has none. @param {CountryRow} country */
  tierOf(country) {
    return this.raw.tiers.find((one) => one.tier === country.tier);
  }

  get engagements() {
    return this.data.engagements;
  }
  get groupsOf() {
    return this.data.groupsOf;
  }
  get statesOf() {
    return this.data.statesOf;
  }

  /** Clocks by scene, or by a day of knowledge alone. @param {ClockName} of */
  keyOf(of) {
    return typeof of === "string" ? clockKey(of) : clockKey(of.known, of.stated);
  }
  /** @param {ClockName} of */
  hasClock(of) {
    return this.clocks.has(this.keyOf(of));
  }
  /** @param {ClockName} of @param {Clock} clock */
  addClock(of, clock) {
    this.clocks.set(this.keyOf(of), clock);
  }
  /** @param {ClockName} of */
  clock(of) {
    const clock = this.clocks.get(this.keyOf(of));
    if (!clock) throw new Error("No clock for " + this.keyOf(of) + ": load it first with addClock");
    return clock;
  }

  /** Row index of a chain on a day, -1 for none. @param {number[]} steps @param {number} day */
  static rowAt(steps, day) {
    return rowAt(steps, day);
  }
  /** @param {Clock} clock @param {number[]} steps @param {number} first @param {number} last */
  rowsWithin(clock, steps, first, last) {
    return rowsWithin(clock, steps, first, last, 1 << this.raw.flags.indexOf("uncertain"));
  }

  /** First and last day that a scene asks about: one day twice, unless it has a stretch of time.
      @param {Scene} scene */
  stretch(scene) {
    if (!scene.to) {
      const day = days.resolve(scene.date, scene.known);
      return [day, day];
    }
    const [first, last] = [scene.date, scene.to].sort();
    return [first.length === 7 ? days.firstOfMonth(first) : days.fromIso(first), days.resolve(last, scene.known)];
  }

  /** @param {string} iso3 @param {number} day */
  stateOn(iso3, day, view = this.data) {
    return stateOn(view, iso3, day);
  }

  /** Indices of engagements that pass the facets looking at the engagement alone, and the free text.
      @param {Scene} scene @param {string} [except] @returns {Set<number>} */
  passing(scene, except) {
    /* A scene never changes, so what passes it is worked out once: the dock asks for every day of its curve. */
    const kept = this.passed.get(scene) || new Map();
    this.passed.set(scene, kept);
    if (!kept.has(except)) kept.set(except, this.findPassing(scene, except));
    return kept.get(except);
  }
  /** @param {Scene} scene @param {string} [except] */
  findPassing(scene, except) {
    /** @type {Set<number>} */
    const found = new Set();
    this.view(scene.known).engagements.forEach((e, i) => {
      for (const name of this.engagementFacets) {
        if (name !== except && !passes(askedOf(scene, name), e.facets[name])) return;
      }
      if (hasWords(e.hay, scene.text || "", this.raw.wholeWord)) found.add(i);
    });
    return found;
  }

  /** Values of a facet for an item; `day` is the one on which a country's situation is asked.
      @param {string} name @param {Item} item @param {number} day */
  facetValues(name, item, day, view = this.data) {
    return valuesOf(this, name, item, day, view);
  }

  /** Whether no source speaks of a row as late as its day: it counts as it was last stated. @param {ClockRow} row */
  isLate(row) {
    return (row.f & this.raw.late) !== 0;
  }
  /** @param {Item} item */
  period(item) {
    return this.data.periods[item.row.p];
  }
  /** @param {{row: ClockRow}} item @returns {Record<string, boolean>} */
  flags(item) {
    const found = this.raw.flags.map((name, bit) => [name, Boolean((item.row.f >> bit) & 1)]);
    return { ...Object.fromEntries(found), conflict: item.row.c.length > 0 };
  }

  /* States that pass a scene's filter, on its day or stretch or on the day given: [{e, country, row}], every subject
     that the filter lets through. A filter on situations asks them on `situation`, else on the last day. */
  /** @param {Scene} scene @param {number} [day] @param {string} [except] @param {number} [situation]
      @returns {Item[]} */
  rows(scene, day, except, situation) {
    const [first, last] = day === undefined ? this.stretch(scene) : [day, day];
    const within = day === undefined && Boolean(scene.to);
    const clock = this.clock(scene),
      view = this.view(scene.known),
      asked = situation === undefined ? last : situation;
    const passing = this.passing(scene, except);
    const later = this.raw.facets.filter(
      (f) => f.level !== "engagement" && f.name !== except && askedOf(scene, f.name).length,
    );
    /** @param {number[]} steps */
    const on = (steps) => {
      const r = rowAt(steps, last);
      return r < 0 ? [] : [clock.rows[r]];
    };
    const found = [];
    for (const [e, country, , steps] of clock.chains) {
      if (!passing.has(e)) continue;
      for (const row of within ? this.rowsWithin(clock, steps, first, last) : on(steps)) {
        const item = { e, country, row };
        if (later.every((f) => passes(askedOf(scene, f.name), valuesOf(this, f.name, item, asked, view))))
          found.push(item);
      }
    }
    return found;
  }

  /** Whether a country passes the facets that look at countries. @param {Scene} scene @param {string} country
      @param {number} day */
  countryPasses(scene, country, day) {
    const view = this.view(scene.known),
      item = /** @type {Item} */ ({ country });
    return this.raw.facets.every((f) => {
      const asked = f.level === "country" ? askedOf(scene, f.name) : [];
      return !asked.length || passes(asked, valuesOf(this, f.name, item, day, view));
    });
  }

  /** Counted engagements documented only after the day, whose start nobody recorded: [{e, country, until}].
      @param {Scene} scene @param {number} [day] @param {number} [situation] */
  silent(scene, day, situation) {
    const [first, last] = day === undefined ? this.stretch(scene) : [day, day];
    const passing = this.passing(scene),
      { engagements } = this.view(scene.known);
    const asked = situation === undefined ? last : situation;
    return this.clock(scene)
      .chains.filter(([e, , until]) => until && first < until && passing.has(e) && this.isCounted(engagements[e]))
      .filter(([, country]) => this.countryPasses(scene, country, asked))
      .map(([e, country, until]) => ({ e, country, until }));
  }

  /** One wheel per focus country that the filter lets through (counting.js). @param {Scene} scene @param {Item[]} rows
      @param {{day?: number, fresh?: Set<string>}} [options] */
  wheels(scene, rows, options) {
    return wheels(this, scene, rows, options);
  }
  /** What items are in a storey of a wheel, part by part. @param {Item[]} items @param {Set<string>} [fresh] */
  storey(items, fresh) {
    return storey(this, items, fresh);
  }
  /** Distinct engagements among items: running and open. @param {Item[]} items */
  tally(items) {
    return tally(this, items);
  }
  /** Totals of a scene's rows. @param {Item[]} rows @param {string} [known] */
  counts(rows, known) {
    return counts(this, (known === undefined ? this.data : this.view(known)).engagements, rows);
  }

  /* What each value of a facet holds and what a click on it leaves, among what the other filters let through; counted
     in distinct engagements of every subject listed. {facet: Map(value -> {holds, leaves})}: `leaves` is what stands
     after the value was added to those asked, or taken from them. */
  /** @param {Scene} scene @param {number} [day] @param {string[]} [names] */
  facets(scene, day, names = this.raw.facets.map((f) => f.name)) {
    const asked = day === undefined ? this.stretch(scene)[1] : day,
      view = this.view(scene.known);
    /** @type {Record<string, Map<string, {holds: number, leaves: number}>>} */
    const found = {};
    for (const name of names) {
      /** @type {Map<string, Set<number>>} */
      const sets = new Map(),
        all = new Set();
      for (const item of this.rows(scene, day, name)) {
        all.add(item.e);
        for (const value of valuesOf(this, name, item, asked, view))
          sets.set(value, (sets.get(value) || new Set()).add(item.e));
      }
      found[name] = leftBy(sets, all, askedOf(scene, name));
    }
    return found;
  }

  /** Days in [first, last] on which any chain of the scene's clock changes, ascending. @param {Scene} scene
      @param {number} first @param {number} last */
  turningDays(scene, first, last) {
    return turningDays(this.clock(scene), first, last);
  }

  /** @param {Scene} scene @param {Item[]} rows @param {number} first */
  sites(scene, rows, first, last = first) {
    return siteMarks(this, scene, rows, first, last);
  }

  /** @param {Scene} scene @param {number} day */
  events(scene, day) {
    const known = this.clock(scene).known;
    return this.view(scene.known).events.filter((e) => e.day <= day && (known === null || e.day <= known));
  }

  /** The figure on the route's one arrow: that of the day's own year or the last earlier one. A year has one figure
      that the arrow may carry. @param {Scene} scene @param {number} day */
  detections(scene, day) {
    const year = new Date(day * DAY_MS).getUTCFullYear(),
      { totals } = this.view(scene.known);
    return (
      totals.filter((t) => t.arrow && t.arrow <= year).sort((a, b) => Number(b.arrow) - Number(a.arrow))[0] || null
    );
  }

  /** Everything a painter needs for a scene on a day; kept, because a slider comes by the same day again and again.
      Without a day it is the scene's own: a point in time, or its stretch. @param {Scene} scene @param {number} [day]
      @returns {Look} */
  look(scene, day) {
    const within = day === undefined && Boolean(scene.to);
    const [first, last] = day === undefined ? this.stretch(scene) : [day, day];
    const unseen = { view: 0, selection: 0, tab: 0, theme: 0, lang: 0 };
    const key = JSON.stringify({ ...scene, date: first, to: within ? last : 0, ...unseen });
    const kept = this.looks.get(key);
    if (kept) return kept;
    if (this.looks.size >= KEPT_LOOKS) this.looks.clear();
    const found = this.lookOn(scene, within ? undefined : last, first, last);
    this.looks.set(key, found);
    return found;
  }
  /** @param {Scene} scene @param {number | undefined} day @param {number} first @param {number} last
      @returns {Look} */
  lookOn(scene, day, first, last) {
    const rows = this.rows(scene, day);
    const known = this.clock(scene).known;
    const wheels = this.wheels(scene, rows, { day: last });
    return {
      day: last,
      first,
      rows,
      wheels,
      outside: this.raw.focus.filter((iso) => !wheels[iso]),
      counts: this.counts(rows, scene.known),
      sites: this.sites(scene, rows, first, last),
      silent: this.silent(scene, day),
      events: this.events(scene, last),
      detections: this.detections(scene, last),
      projected: known !== null && last > known,
    };
  }
}
