/* The engine: looks states up in the payload that Python compiled, filters and counts them.
   It holds no rule of the domain: what runs, what a segment shows and what a facet looks at are tables in the payload. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const DAY_MS = 86400000, KEPT_LOOKS = 400;

  const days = {
    fromIso: (iso) => Math.round(Date.parse(iso.slice(0, 10) + "T00:00:00Z") / DAY_MS),
    toIso: (day) => new Date(day * DAY_MS).toISOString().slice(0, 10),
    lastOfMonth(month) {
      const [y, m] = month.split("-").map(Number);
      return Math.round(Date.UTC(y, m, 1) / DAY_MS) - 1;
    },
    firstOfMonth: (month) => days.fromIso(month + "-01"),
    addMonths(month, n) {
      const [y, m] = month.split("-").map(Number);
      const k = y * 12 + (m - 1) + n;
      return `${String(Math.floor(k / 12)).padStart(4, "0")}-${String((k % 12) + 1).padStart(2, "0")}`;
    },
    /* The day a scene's date stands for: a month its last day, the month of `known` known itself. */
    resolve(text, known) {
      if (text.length === 7) return known && known.slice(0, 7) === text ? days.fromIso(known) : days.lastOfMonth(text);
      return days.fromIso(text);
    },
  };

  const fold = (text) =>
    String(text).replace(/\u2019/g, "'").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const passes = (asked, values) => !asked || !asked.length || values.some((v) => asked.includes(v));

  class Engine {
    constructor(data) {
      this.data = data;
      this.engagements = data.engagements;
      this.byId = new Map(data.engagements.map((e, i) => [e.engagement_id, i]));
      this.countries = new Map(data.countries.map((c) => [c.iso3, c]));
      this.groupsOf = new Map();
      for (const g of data.groups) {
        for (const iso of g.members) this.groupsOf.set(iso, [...(this.groupsOf.get(iso) || []), g.group_id]);
      }
      this.statesOf = new Map();
      for (const s of data.states) this.statesOf.set(s.iso3, [...(this.statesOf.get(s.iso3) || []), s]);
      this.engagementFacets = data.facets.filter((f) => f.level === "engagement").map((f) => f.name);
      this.clocks = new Map(Object.entries(data.clocks));
      this.passed = new WeakMap();
      this.looks = new Map();
    }

    hasClock(known) {
      return this.clocks.has(known || "");
    }
    addClock(known, clock) {
      this.clocks.set(known, clock);
    }
    clock(known) {
      const clock = this.clocks.get(known || "");
      if (!clock) throw new Error("No clock for " + known + ": load it first with addClock");
      return clock;
    }

    /* Row index of a chain on a day, -1 for none. */
    static rowAt(steps, day) {
      let low = 0, high = steps.length / 2;
      while (low < high) {
        const mid = (low + high) >> 1;
        if (steps[2 * mid] <= day) low = mid + 1;
        else high = mid;
      }
      return low ? steps[2 * low - 1] : -1;
    }

    stateOn(iso3, day) {
      const row = (this.statesOf.get(iso3) || []).find((s) => s.from <= day && (s.until === null || day < s.until));
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
      const words = fold(scene.text || "").split(/\s+/).filter(Boolean);
      const found = new Set();
      this.engagements.forEach((e, i) => {
        for (const name of this.engagementFacets) {
          if (name !== except && !passes(scene[name], e.facets[name])) return;
        }
        if (words.every((w) => e.hay.includes(w))) found.add(i);
      });
      return found;
    }

    facetValues(name, item, day) {
      const data = this.data;
      switch (name) {
        case "status": return [data.statuses[item.row.s]];
        case "decision": { const d = this.period(item).decision; return d ? [d] : []; }
        case "confidence": return [this.period(item).confidence];
        case "document": return [...new Set(item.row.q.map((i) => data.documents[data.citations[i][1]].document_id))];
        case "country": return item.country ? [item.country] : [];
        case "group": return this.groupsOf.get(item.country) || [];
        case "state": { const s = this.stateOn(item.country, day); return s ? [s] : []; }
        default: return this.engagements[item.e].facets[name] || [];
      }
    }

    period(item) {
      return this.data.periods[item.row.p];
    }
    flags(item) {
      const found = {};
      this.data.flags.forEach((name, bit) => { found[name] = Boolean((item.row.f >> bit) & 1); });
      found.conflict = item.row.c.length > 0;
      return found;
    }

    /* States on the scene's day that pass its filter: [{e, country, row}], every subject the filter lets through. */
    rows(scene, day, except) {
      const at = day === undefined ? days.resolve(scene.date, scene.known) : day;
      const clock = this.clock(scene.known);
      const passing = this.passing(scene, except);
      const later = this.data.facets.filter((f) => f.level !== "engagement" && f.name !== except
        && scene[f.name] && scene[f.name].length);
      const found = [];
      for (const [e, country, , steps] of clock.chains) {
        if (!passing.has(e)) continue;
        const r = Engine.rowAt(steps, at);
        if (r < 0) continue;
        const item = { e, country, row: clock.rows[r] };
        if (later.every((f) => passes(scene[f.name], this.facetValues(f.name, item, at)))) found.push(item);
      }
      return found;
    }

    /* Counted engagements documented only after the day, whose start nobody recorded: [{e, country, until}]. */
    silent(scene, day) {
      const at = day === undefined ? days.resolve(scene.date, scene.known) : day;
      const passing = this.passing(scene);
      const where = this.data.facets.filter((f) => f.level === "country" && scene[f.name] && scene[f.name].length);
      return this.clock(scene.known).chains
        .filter(([e, , first]) => first && at < first && passing.has(e) && this.engagements[e].counted === "yes")
        .filter(([e, country]) => where.every((f) => passes(scene[f.name], this.facetValues(f.name, { e, country }, at))))
        .map(([e, country, until]) => ({ e, country, until }));
    }

    /* One wheel per focus country: {iso: {segments: [{state, running, open, items}], running, open}}. */
    wheels(scene, rows) {
      const { data } = this;
      const shown = scene.instrument && scene.instrument.length ? scene.instrument : data.instruments;
      const found = {};
      for (const iso of data.focus) {
        const mine = rows.filter((r) => r.country === iso && this.engagements[r.e].counted === "yes");
        const segments = data.instruments.map((name, i) => {
          const items = shown.includes(name) ? mine.filter((r) => (this.engagements[r.e].bits >> i) & 1) : [];
          const mask = items.reduce((m, r) => m | (1 << r.row.s), 0);
          return { state: data.segments[data.segment[mask]], ...this.tally(items), items };
        });
        found[iso] = { segments, ...this.tally(mine) };
      }
      return found;
    }

    /* Distinct engagements among items: running and open. */
    tally(items) {
      const running = new Set(), open = new Set();
      for (const r of items) {
        if ((this.data.running >> r.row.s) & 1) running.add(r.e);
        if ((this.data.open >> r.row.s) & 1) open.add(r.e);
      }
      return { running: running.size, open: open.size };
    }

    /* Totals of a scene's rows: per instrument running/open, per status, listed, counted (distinct engagements). */
    counts(rows) {
      const { data } = this;
      const counted = rows.filter((r) => this.engagements[r.e].counted === "yes");
      const instruments = {};
      data.instruments.forEach((name, i) => {
        instruments[name] = this.tally(counted.filter((r) => (this.engagements[r.e].bits >> i) & 1));
      });
      const statuses = {};
      data.statuses.forEach((name, s) => {
        statuses[name] = new Set(counted.filter((r) => r.row.s === s).map((r) => r.e)).size;
      });
      return {
        instruments, statuses, any: this.tally(counted),
        listed: new Set(rows.map((r) => r.e)).size,
        counted: new Set(counted.map((r) => r.e)).size,
      };
    }

    /* Facet counts that follow the other filters: {facet: Map(value -> distinct engagements listed)}. */
    facets(scene, day) {
      const at = day === undefined ? days.resolve(scene.date, scene.known) : day;
      const found = {};
      for (const { name } of this.data.facets) {
        const sets = new Map();
        for (const item of this.rows(scene, at, name)) {
          for (const value of this.facetValues(name, item, at)) {
            if (!sets.has(value)) sets.set(value, new Set());
            sets.get(value).add(item.e);
          }
        }
        found[name] = new Map([...sets].map(([value, set]) => [value, set.size]));
      }
      return found;
    }

    /* Days in [first, last] on which any chain of the scene's clock changes, ascending. */
    turningDays(known, first, last) {
      const found = new Set();
      for (const [, , , steps] of this.clock(known).chains) {
        for (let i = 0; i < steps.length; i += 2) if (steps[i] >= first && steps[i] <= last) found.add(steps[i]);
      }
      return [...found].sort((a, b) => a - b);
    }

    /* Stepped running counts for the dock: [{day, instruments: [running...], silent, projected}] at each change. */
    series(scene) {
      const [first, last] = this.data.window;
      const known = this.clock(scene.known).known;
      const all = [first, ...this.turningDays(scene.known, first + 1, last)];
      for (const s of this.data.states) if (scene.state && scene.state.length && s.from > first && s.from <= last) all.push(s.from);
      return [...new Set(all)].sort((a, b) => a - b).map((day) => {
        const counts = this.counts(this.rows(scene, day));
        return {
          day,
          instruments: this.data.instruments.map((n) => counts.instruments[n].running),
          any: counts.any.running,
          silent: new Set(this.silent(scene, day).map((s) => s.e)).size,
          projected: known !== null && day > known,
        };
      });
    }

    /* Sites drawn on a day: one mark per place and role {place, role, state, dated, off, sites, items}. */
    sites(scene, rows, day) {
      const open = rows.filter((r) => (this.data.open >> r.row.s) & 1);
      const marks = new Map();
      for (const site of this.data.sites) {
        if (!scene.layers.includes(site.layer)) continue;
        if ((site.from !== null && day < site.from) || (site.until !== null && day >= site.until)) continue;
        const place = this.data.places[site.place_id];
        const items = open.filter((r) => this.engagements[r.e].engagement_id === site.engagement_id
          && (r.country === "" || r.country === place.country_iso3 || place.off));
        if (!items.length) continue;
        const key = site.place_id + "|" + site.role;
        const mark = marks.get(key) || { key, place, role: site.role, dated: false, off: place.off, sites: [], items: [] };
        mark.sites.push(site);
        mark.items.push(...items);
        mark.dated = mark.dated || site.start_precision !== "not_recorded";
        marks.set(key, mark);
      }
      for (const mark of marks.values()) {
        const has = (name) => mark.items.some((r) => this.data.statuses[r.row.s] === name);
        mark.state = mark.items.some((r) => (this.data.running >> r.row.s) & 1) ? "open" : has("suspended") ? "suspended" : "planned";
      }
      return [...marks.values()];
    }

    events(scene, day) {
      const known = this.clock(scene.known).known;
      return this.data.events.filter((e) => e.day <= day && (known === null || e.day <= known));
    }

    /* The year whose total may be shown: the day's own, or with a document time the last that was over by then. */
    totalsYear(day, known) {
      const year = (d) => new Date(d * DAY_MS).getUTCFullYear();
      return known === null ? year(day) : Math.min(year(day), year(known) - 1);
    }

    detections(year) {
      return this.data.totals.find((t) => t.route === "Central Mediterranean" && t.metric === "detections"
        && t.period_type === "year" && t.show === "yes" && t.period === String(year)) || null;
    }

    /* Everything a painter needs for a scene on a day; kept, because a slider comes by the same day again and again. */
    look(scene, day) {
      const at = day === undefined ? days.resolve(scene.date, scene.known) : day;
      const key = JSON.stringify({ ...scene, date: at, to: 0, view: 0, selection: 0, tab: 0, theme: 0, lang: 0 });
      let found = this.looks.get(key);
      if (found) return found;
      if (this.looks.size >= KEPT_LOOKS) this.looks.clear();
      this.looks.set(key, (found = this.lookOn(scene, at)));
      return found;
    }
    lookOn(scene, at) {
      const rows = this.rows(scene, at);
      const known = this.clock(scene.known).known;
      return {
        day: at, rows, wheels: this.wheels(scene, rows), counts: this.counts(rows),
        sites: this.sites(scene, rows, at), silent: this.silent(scene, at), events: this.events(scene, at),
        detections: this.detections(this.totalsYear(at, known)),
        projected: known !== null && at > known,
      };
    }
  }

  atlas.Engine = Engine;
  atlas.days = days;
  atlas.fold = fold;
  atlas.escape = (text) => String(text === undefined || text === null ? "" : text)
    .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/'/g, "&#39;");
})();
