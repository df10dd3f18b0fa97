// @ts-nocheck
/* The engine: looks states up in the payload that Python compiled, filters and counts them. It holds no rule of the
   domain: what runs, what a segment shows and what a facet looks at are tables in the payload. */
import { DAY_MS, days } from "./days.js";
import { leftBy } from "./facet-counts.js";
import { siteMarks } from "./site-marks.js";
import { viewAt } from "./tables.js";
import { hasWords } from "./text.js";

const KEPT_LOOKS = 400;
const passes = (asked, values) => !asked || !asked.length || values.some((v) => asked.includes(v));

const clockKey = (known, stated) => `${known || ""}~${stated || ""}`;

export class Engine {
  constructor(data) {
    this.raw = data;
    this.clocks = new Map(Object.entries(data.clocks));
    this.views = new Map();
    this.passed = new WeakMap();
    this.looks = new Map();
    this.byId = new Map(data.tables.engagements.map(([position, , , e]) => [e.engagement_id, position]));
    this.countries = new Map(data.countries.map((c) => [c.iso3, c]));
    this.engagementFacets = data.facets.filter((f) => f.level === "engagement").map((f) => f.name);
    this.data = this.view("");
  }

  /* The tables on a day of knowledge, with the look-ups that go with them. */
  view(known) {
    const key = known || "";
    if (!this.views.has(key)) {
      const view = viewAt(this.raw, key ? days.fromIso(key) : null);
      view.groupsOf = new Map();
      for (const g of view.groups)
        for (const iso of g.members) view.groupsOf.set(iso, [...(view.groupsOf.get(iso) || []), g.group_id]);
      view.statesOf = new Map();
      for (const row of view.states) view.statesOf.set(row.iso3, [...(view.statesOf.get(row.iso3) || []), row]);
      this.views.set(key, view);
    }
    return this.views.get(key);
  }
  /* From now on `data` is what was known to this scene: painters read it and cannot read anything later. */
  use(scene) {
    this.data = this.view(scene.known);
  }
  /* The words of the vocabularies that rules ask for. */
  get means() {
    return this.raw.means;
  }
  /* The fixed values of a facet, in their order. */
  wordsOf(name) {
    return this.raw.facets.find((f) => f.name === name).words;
  }
  /* Whether wheels and totals count an engagement. */
  isCounted(e) {
    return e.counted === this.raw.means.counts;
  }
  /* Whether a status, by its position, runs; and whether it is not over. */
  runs(s) {
    return ((this.raw.running >> s) & 1) === 1;
  }
  isOpen(s) {
    return ((this.raw.open >> s) & 1) === 1;
  }
  /* The tier of a country; undefined where it has none. */
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

  /* Clocks by scene, or by a day of knowledge alone. */
  keyOf(of) {
    return typeof of === "string" ? clockKey(of) : clockKey(of.known, of.stated);
  }
  hasClock(of) {
    return this.clocks.has(this.keyOf(of));
  }
  addClock(of, clock) {
    this.clocks.set(this.keyOf(of), clock);
  }
  clock(of) {
    const clock = this.clocks.get(this.keyOf(of));
    if (!clock) throw new Error("No clock for " + this.keyOf(of) + ": load it first with addClock");
    return clock;
  }

  /* Row index of a chain on a day, -1 for none. */
  static rowAt(steps, day) {
    let low = 0,
      high = steps.length / 2;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (steps[2 * mid] <= day) low = mid + 1;
      else high = mid;
    }
    return low ? steps[2 * low - 1] : -1;
  }

  /* The rows of a chain on any day of a stretch, one for each period: as on its last day there, cut to the stretch. */
  rowsWithin(clock, steps, first, last) {
    const doubt = 1 << this.raw.flags.indexOf("uncertain");
    const found = [];
    for (let i = 0; i < steps.length; i += 2) {
      if (steps[i] > last || (i + 2 < steps.length && steps[i + 2] <= first) || steps[i + 1] < 0) continue;
      const row = clock.rows[steps[i + 1]],
        before = found[found.length - 1];
      const same = before && before.p === row.p && before.a === Math.max(first, row.a);
      const merged = {
        ...row,
        f: row.f | (same ? before.f & doubt : 0),
        a: Math.max(first, row.a),
        b: row.b === null ? last : Math.min(last, row.b),
      };
      if (same) found[found.length - 1] = merged;
      else found.push(merged);
    }
    return found;
  }

  /* First and last day that a scene asks about: one day twice, unless it has a stretch of time. */
  stretch(scene) {
    if (!scene.to) {
      const day = days.resolve(scene.date, scene.known);
      return [day, day];
    }
    const [first, last] = [scene.date, scene.to].sort();
    return [first.length === 7 ? days.firstOfMonth(first) : days.fromIso(first), days.resolve(last, scene.known)];
  }

  stateOn(iso3, day, view = this.data) {
    const row = (view.statesOf.get(iso3) || []).find((s) => days.holds(s.from, s.until, day));
    return row ? row.state : "";
  }

  /* Indices of engagements that pass the facets looking at the engagement alone, and the free text. */
  passing(scene, except) {
    /* A scene never changes, so what passes it is worked out once: the dock asks for every day of its curve. */
    let kept = this.passed.get(scene);
    if (!kept) this.passed.set(scene, (kept = new Map()));
    if (!kept.has(except)) kept.set(except, this.findPassing(scene, except));
    return kept.get(except);
  }
  findPassing(scene, except) {
    const found = new Set();
    this.view(scene.known).engagements.forEach((e, i) => {
      for (const name of this.engagementFacets) {
        if (name !== except && !passes(scene[name], e.facets[name])) return;
      }
      if (hasWords(e.hay, scene.text || "", this.raw.wholeWord)) found.add(i);
    });
    return found;
  }

  /* Values of a facet for an item; `day` is the one on which a country's situation is asked. */
  facetValues(name, item, day, view = this.data) {
    switch (name) {
      case "status":
        return [view.statuses[item.row.s]];
      case "decision": {
        const d = view.periods[item.row.p].decision;
        return d ? [d] : [];
      }
      case "confidence":
        return [view.periods[item.row.p].confidence];
      case "last_source":
        return [this.wordsOf("last_source")[this.isLate(item.row) ? 1 : 0]];
      case "document":
        return [...new Set(item.row.q.map((i) => view.documents[view.citations[i][1]].document_id))];
      case "country":
        return item.country ? [item.country] : [];
      case "group":
        return view.groupsOf.get(item.country) || [];
      case "state": {
        const s = this.stateOn(item.country, day, view);
        return s ? [s] : [];
      }
      default:
        return view.engagements[item.e].facets[name] || [];
    }
  }

  /* Whether no source speaks of a row as late as its day: it counts as it was last stated. */
  isLate(row) {
    return (row.f & this.raw.late) !== 0;
  }
  period(item) {
    return this.data.periods[item.row.p];
  }
  flags(item) {
    const found = {};
    this.raw.flags.forEach((name, bit) => {
      found[name] = Boolean((item.row.f >> bit) & 1);
    });
    found.conflict = item.row.c.length > 0;
    return found;
  }

  /* States that pass a scene's filter, on its day or stretch or on the day given: [{e, country, row}], every subject
       that the filter lets through. A filter on situations asks them on `situation`, else on the last day. */
  rows(scene, day, except, situation) {
    const [first, last] = day === undefined ? this.stretch(scene) : [day, day];
    const within = day === undefined && Boolean(scene.to);
    const clock = this.clock(scene),
      view = this.view(scene.known),
      asked = situation === undefined ? last : situation;
    const passing = this.passing(scene, except);
    const later = this.raw.facets.filter(
      (f) => f.level !== "engagement" && f.name !== except && scene[f.name] && scene[f.name].length,
    );
    const found = [];
    for (const [e, country, , steps] of clock.chains) {
      if (!passing.has(e)) continue;
      const r = within ? -1 : Engine.rowAt(steps, last);
      for (const row of within ? this.rowsWithin(clock, steps, first, last) : r < 0 ? [] : [clock.rows[r]]) {
        const item = { e, country, row };
        if (later.every((f) => passes(scene[f.name], this.facetValues(f.name, item, asked, view)))) found.push(item);
      }
    }
    return found;
  }

  /* Whether a country passes the facets that look at countries. */
  countryPasses(scene, country, day) {
    const view = this.view(scene.known);
    return this.raw.facets.every(
      (f) =>
        f.level !== "country" ||
        !scene[f.name] ||
        !scene[f.name].length ||
        passes(scene[f.name], this.facetValues(f.name, { country }, day, view)),
    );
  }

  /* Counted engagements documented only after the day, whose start nobody recorded: [{e, country, until}]. */
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

  /* One wheel per focus country that the filter lets through: {iso: {segments: [{own, region, ...}], own, region,
     running, open}}. A storey is {counts, new, stale}, each in the order of `parts`; `fresh` holds "e|country" of what
     a source documents for the first time. */
  wheels(scene, rows, { day, fresh } = {}) {
    const { raw } = this,
      { engagements } = this.view(scene.known);
    const asked = day === undefined ? this.stretch(scene)[1] : day;
    const shown = scene.instrument && scene.instrument.length ? scene.instrument : raw.instruments;
    const found = {};
    for (const iso of raw.focus) {
      if (!this.countryPasses(scene, iso, asked)) continue;
      const mine = rows.filter((r) => r.country === iso && this.isCounted(engagements[r.e]));
      const reaching = (list, reach) => list.filter((r) => engagements[r.e].reach === reach);
      const segments = raw.instruments.map((name, i) => {
        const items = shown.includes(name) ? mine.filter((r) => (engagements[r.e].bits >> i) & 1) : [];
        const [own, region] = raw.reaches.map((reach) => this.storey(reaching(items, reach), fresh));
        return { own, region, ...this.tally(items), items };
      });
      const [own, region] = raw.reaches.map((reach) => this.tally(reaching(mine, reach)).running);
      found[iso] = { segments, ...this.tally(mine), own, region };
    }
    return found;
  }
  storey(items, fresh) {
    const { part, parts } = this.raw,
      of = { counts: [], new: [], stale: [] };
    const put = (name, k, e) => (of[name][k] = of[name][k] || new Set()).add(e);
    for (const { e, country, row } of items) {
      const k = part[row.s];
      if (k < 0) continue;
      put("counts", k, e);
      if (fresh && fresh.has(`${e}|${country}`)) put("new", k, e);
      if (this.isLate(row)) put("stale", k, e);
    }
    const sizes = (sets) => parts.map((_, k) => (sets[k] ? sets[k].size : 0));
    return { counts: sizes(of.counts), new: sizes(of.new), stale: sizes(of.stale) };
  }

  /* Distinct engagements among items: running and open. */
  tally(items) {
    const running = new Set(),
      open = new Set();
    for (const r of items) {
      if (this.runs(r.row.s)) running.add(r.e);
      if (this.isOpen(r.row.s)) open.add(r.e);
    }
    return { running: running.size, open: open.size };
  }

  /* Totals of a scene's rows: per instrument running/open, per status, listed, counted (distinct engagements). */
  counts(rows, known) {
    const { raw } = this,
      { engagements } = known === undefined ? this.data : this.view(known);
    const counted = rows.filter((r) => this.isCounted(engagements[r.e]));
    const instruments = {};
    raw.instruments.forEach((name, i) => {
      instruments[name] = this.tally(counted.filter((r) => (engagements[r.e].bits >> i) & 1));
    });
    const statuses = {};
    raw.statuses.forEach((name, s) => {
      statuses[name] = new Set(counted.filter((r) => r.row.s === s).map((r) => r.e)).size;
    });
    return {
      instruments,
      statuses,
      any: this.tally(counted),
      listed: new Set(rows.map((r) => r.e)).size,
      counted: new Set(counted.map((r) => r.e)).size,
    };
  }

  /* What each value of a facet holds and what a click on it leaves, among what the other filters let through; counted
       in distinct engagements of every subject listed. {facet: Map(value -> {holds, leaves})}: `leaves` is what stands
       after the value was added to those asked, or taken from them. */
  facets(scene, day, names = this.raw.facets.map((f) => f.name)) {
    const asked = day === undefined ? this.stretch(scene)[1] : day,
      view = this.view(scene.known);
    const found = {};
    for (const name of names) {
      const sets = new Map(),
        all = new Set();
      for (const item of this.rows(scene, day, name)) {
        all.add(item.e);
        for (const value of this.facetValues(name, item, asked, view)) {
          if (!sets.has(value)) sets.set(value, new Set());
          sets.get(value).add(item.e);
        }
      }
      found[name] = leftBy(sets, all, scene[name] || []);
    }
    return found;
  }

  /* Days in [first, last] on which any chain of the scene's clock changes, ascending. */
  turningDays(scene, first, last) {
    const found = new Set();
    for (const [, , , steps] of this.clock(scene).chains) {
      for (let i = 0; i < steps.length; i += 2) if (steps[i] >= first && steps[i] <= last) found.add(steps[i]);
    }
    return [...found].sort((a, b) => a - b);
  }

  sites(scene, rows, first, last = first) {
    return siteMarks(this, scene, rows, first, last);
  }

  events(scene, day) {
    const known = this.clock(scene).known;
    return this.view(scene.known).events.filter((e) => e.day <= day && (known === null || e.day <= known));
  }

  /* The figure on the route's one arrow: that of the day's own year or the last earlier one. A year has one figure
       that the arrow may carry. */
  detections(scene, day) {
    const year = new Date(day * DAY_MS).getUTCFullYear();
    return (
      this.view(scene.known)
        .totals.filter((t) => t.arrow && t.arrow <= year)
        .sort((a, b) => b.arrow - a.arrow)[0] || null
    );
  }

  /* Everything a painter needs for a scene on a day; kept, because a slider comes by the same day again and again.
       Without a day it is the scene's own: a point in time, or its stretch. */
  look(scene, day) {
    const within = day === undefined && Boolean(scene.to);
    const [first, last] = day === undefined ? this.stretch(scene) : [day, day];
    const key = JSON.stringify({
      ...scene,
      date: first,
      to: within ? last : 0,
      view: 0,
      selection: 0,
      tab: 0,
      theme: 0,
      lang: 0,
    });
    let found = this.looks.get(key);
    if (found) return found;
    if (this.looks.size >= KEPT_LOOKS) this.looks.clear();
    this.looks.set(key, (found = this.lookOn(scene, within ? undefined : last, first, last)));
    return found;
  }
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
