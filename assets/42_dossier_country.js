/* The dossier of a country: what runs there, since when, what happened, and who its neighbours are. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { dossier, symbols, days } = atlas;
  const esc = atlas.escape;
  let neighbours = null, historyKey = "", historyRows = null;

  const counted = (engine, r) => engine.engagements[r.e].counted === "yes";
  const has = (mask, row) => (mask >> row.row.s) & 1;

  /* Status history per instrument: the wheel's segment on every day on which it can change. */
  function history(context, iso) {
    const { scene, engine, t } = context, { data } = engine;
    const key = JSON.stringify([iso, scene.known, scene.lang, scene.text, ...engine.engagementFacets.map((f) => scene[f])]);
    if (key === historyKey) return historyRows;
    const passing = engine.passing(scene);
    const chains = engine.clock(scene).chains.filter(([e, country]) => country === iso && passing.has(e) && engine.engagements[e].counted === "yes");
    const rows = engine.clock(scene).rows;
    const [first, last] = data.window;
    const turns = [...new Set([first, ...chains.flatMap((c) => c[3].filter((v, i) => i % 2 === 0 && v > first && v <= last))])].sort((a, b) => a - b);
    const shown = scene.instrument.length ? scene.instrument : data.instruments;
    historyRows = data.instruments.filter((n) => shown.includes(n)).map((name) => {
      const bit = data.instruments.indexOf(name);
      const mine = chains.filter(([e]) => (engine.engagements[e].bits >> bit) & 1);
      const steps = turns.map((day) => {
        let mask = 0, silent = 0, doubt = false;
        for (const [, , start, chain] of mine) {
          const r = atlas.Engine.rowAt(chain, day);
          if (r >= 0) {
            mask |= 1 << rows[r].s;
            doubt = doubt || Boolean((rows[r].f >> data.flags.indexOf("uncertain")) & 1);
          } else if (start && day < start) silent += 1;
        }
        const state = data.segments[data.segment[mask]];
        return { from: day, status: state === "none" && silent ? "not_recorded" : state, silent, doubt };
      });
      return { name, label: t("instrument.short." + name) === "instrument.short." + name ? t("instrument." + name) : t("instrument.short." + name), paint: symbols.colour(name), bands: merge(steps, last + 1, t) };
    });
    historyKey = key;
    return historyRows;
  }

  function merge(steps, end, t) {
    const bands = [];
    steps.forEach((s, i) => {
      const until = i + 1 < steps.length ? steps[i + 1].from : end, lastBand = bands[bands.length - 1];
      if (lastBand && lastBand.status === s.status && Boolean(lastBand.silent) === Boolean(s.silent)) lastBand.until = until;
      else bands.push({ from: s.from, until, status: s.status, silent: s.silent, fades: [] });
      /* An uncertain stretch fades where the band changes at its edge: in after its start, out before its end. */
      if (s.doubt) {
        const now = bands[bands.length - 1];
        if (now.from === s.from) now.fades.push({ from: s.from, until, side: "in" });
        else if (i + 1 < steps.length && steps[i + 1].status !== s.status) now.fades.push({ from: s.from, until, side: "out" });
      }
    });
    for (const b of bands) {
      if (b.status === "none") continue;
      const word = b.status === "not_recorded" ? t("doubt.not_recorded") : t("segment." + b.status);
      b.title = `${word}: ${atlas.dateWords(days.toIso(b.from).slice(0, 7), true)} – ${atlas.dateWords(days.toIso(b.until - 1).slice(0, 7), true)}`;
    }
    return bands.filter((b) => b.status !== "none");
  }

  const some = (key, k, n) => key + (n === 1 ? ".only" : k === 1 ? ".one" : "");

  /* One or two sentences from the rows of the day: what has stopped, since which coup, what goes on. */
  function lead(context, iso, mine) {
    const { engine, look, scene, t } = context, { data } = engine;
    const openRows = mine.filter((r) => has(data.open, r));
    const silent = look.silent.filter((s) => s.country === iso).length;
    const when = scene.date.length === 7 ? t("dossier.in", { x: atlas.dateWords(scene.date) }) : t("dossier.on", { x: atlas.dateWords(scene.date) });
    if (!openRows.length) return t(silent ? "dossier.lead.later" : "dossier.lead.none", { when, n: silent });
    const stopped = openRows.filter((r) => data.statuses[r.row.s] === "suspended");
    const reduced = openRows.filter((r) => ["adapted", "scaled_down"].includes(data.statuses[r.row.s]));
    const running = openRows.filter((r) => has(data.running, r)).length;
    const coup = (engine.statesOf.get(iso) || []).filter((s) => s.state === "coup" && s.from <= look.day).pop();
    const sinceCoup = coup ? stopped.filter((r) => engine.period(r).from >= coup.from && engine.period(r).start_precision !== "not_recorded").length : 0;
    const say = [];
    const n = openRows.length;
    /* The coup is named only where most of what stopped is dated after it: the sentence must not claim more. */
    if (sinceCoup && 2 * sinceCoup >= stopped.length) say.push(t(some("dossier.lead.coup", sinceCoup, n), { k: sinceCoup, n, x: dossier.dateText(coup.start_date, coup.start_precision) }));
    else if (stopped.length) say.push(t(some("dossier.lead.suspended", stopped.length, n), { k: stopped.length, n }));
    else if (running === n) say.push(t(n === 1 ? "dossier.lead.one" : "dossier.lead.all", { n }));
    else if (running) say.push(t(some("dossier.lead.running", running, n), { k: running, n }));
    else say.push(t("dossier.lead.planned", { n }));
    const whole = data.instruments.filter((name, i) => look.wheels[iso] && look.wheels[iso].segments[i].state === "active");
    if (stopped.length && whole.length && whole.length <= 2) say.push(t("dossier.lead.whole", { x: dossier.list(whole.map((w) => t("instrument." + w).toLowerCase())) }));
    else if (reduced.length) say.push(t("dossier.lead.reduced", { k: reduced.length }));
    const text = say.join(" ");
    const capital = text.charAt(0).toUpperCase() + text.slice(1);
    return look.projected ? `${t("dossier.lead.projected")} ${capital}` : capital;
  }

  function stateLine(context, iso) {
    const { engine, look, t } = context;
    const row = (engine.statesOf.get(iso) || []).find((s) => s.from <= look.day && (s.until === null || look.day < s.until));
    if (!row || row.state === "none") return "";
    const sign = row.confidence === "general_knowledge" ? `<sup class="d-mark" title="${esc(t("doubt.general_knowledge"))}">?</sup>` : "";
    return `<p class="d-sub">${esc(t("state." + row.state))} ${esc(t("dossier.since", { x: dossier.dateText(row.start_date, row.start_precision) }))}${sign}</p>`;
  }

  function headOf(context, iso, country) {
    const { engine, look, t } = context;
    const group = engine.data.groups.find((g) => g.group_id === (country.tier === 1 ? "sahel" : "coastal_named") && g.members.includes(iso));
    const kind = country.tier === 1 || country.tier === 2 ? t("dossier.focus") : t("dossier.route_country");
    const wheel = look.wheels[iso];
    const aside = wheel ? `<span class="d-wheel" role="img" aria-label="${esc(t("dossier.wheel", { n: wheel.running }))}">${symbols.wheel(38, wheel.segments, { center: wheel.own })}</span>` : "";
    return dossier.head({ kicker: group ? `${kind} · ${atlas.pick(group, "name")}` : kind, name: atlas.pick(country, "name"), sub: stateLine(context, iso), aside });
  }

  function stripOf(context, iso) {
    const { engine, look, scene, t } = context;
    const all = dossier.isOpen("years"), { first, last } = dossier.years(engine, look.day, all);
    const rows = history(context, iso);
    const coups = (engine.statesOf.get(iso) || []).filter((s) => s.state === "coup").map((s) => ({ day: s.from, title: t("dossier.coup", { x: dossier.dateText(s.start_date, s.start_precision) }) }));
    const seen = coups.filter((c) => c.day >= first && c.day <= Math.min(last, look.day)).pop();
    const words = rows.map((r) => `${r.label}: ${r.bands.filter((b) => b.until > first && b.from <= last).map((b) => b.title).join(", ")}`).join(". ");
    const svg = dossier.strip(rows, { first, last, day: look.day, known: engine.clock(scene).known, coups, coup: seen ? seen.title : "", label: t("dossier.history") + ". " + words });
    const toggle = `<button type="button" class="link d-small" data-fold="years" data-key="years" aria-expanded="${all}">${esc(t(all ? "dossier.six" : "dossier.from2012"))}</button>`;
    return dossier.heading(t("dossier.history"), toggle) + svg;
  }

  function sorted(engine, rows) {
    const at = (r) => engine.data.instruments.indexOf(engine.engagements[r.e].instruments[0]);
    const weight = (r) => (engine.data.statuses[r.row.s] === "ended" ? 100 : 0) + at(r);
    return [...rows].sort((a, b) => weight(a) - weight(b) || a.row.s - b.row.s || atlas.pick(engine.engagements[a.e], "name").localeCompare(atlas.pick(engine.engagements[b.e], "name")));
  }

  /* Rows with their components folded under the umbrella they belong to. */
  function listed(context, rows, prefix) {
    const { engine, t } = context;
    const parts = new Map();
    for (const r of rows) {
      const up = engine.engagements[r.e].component_of;
      if (up && rows.some((x) => engine.engagements[x.e].engagement_id === up)) parts.set(up, [...(parts.get(up) || []), r]);
    }
    const inside = new Set([...parts.values()].flat());
    return `<ul class="d-rows">${sorted(engine, rows.filter((r) => !inside.has(r))).map((r) => {
      const id = engine.engagements[r.e].engagement_id, mine = parts.get(id);
      if (!mine) return dossier.row(engine, r, { prefix });
      const body = () => `<ul class="d-rows">${sorted(engine, mine).map((x) => dossier.row(engine, x, { prefix, indent: true })).join("")}</ul>`;
      return dossier.row(engine, r, { prefix }) + `<li class="d-parts">${dossier.folded("parts:" + id, t("dossier.components"), mine.length, body, mine.length <= 2)}</li>`;
    }).join("")}</ul>`;
  }

  function engagements(context, iso, rows) {
    const { engine, scene, look, t } = context, { data } = engine;
    const live = rows.filter((r) => has(data.open, r)), over = rows.filter((r) => !has(data.open, r));
    const dutch = live.filter((r) => engine.engagements[r.e].subject === "NL"), missions = live.filter((r) => engine.engagements[r.e].subject === "mission");
    const context_ = live.filter((r) => engine.engagements[r.e].subject === "context");
    const when = scene.date.length === 7 ? "dossier.engagements.in" : "dossier.engagements.on";
    const found = [["list", dossier.heading(t(when, { x: atlas.dateWords(scene.date) }), `<span class="num muted">${new Set(dutch.filter((r) => counted(engine, r)).map((r) => r.e)).size}</span>`)
      + (dutch.length ? listed(context, dutch, "nl") : `<p class="muted">${esc(t("dossier.list.none"))}</p>`)]];
    if (missions.length) found.push(["missions", dossier.heading(t("dossier.missions"), `<span class="num muted">${missions.length}</span>`) + listed(context, missions, "mission")]);
    if (context_.length) found.push(["context-rows", dossier.heading(t("subject.context"), `<span class="num muted">${context_.length}</span>`) + listed(context, context_, "ctx")]);
    if (over.length) found.push(["over", dossier.folded("over", t("dossier.ended"), over.length, () => listed(context, over, "over"))]);
    const silent = look.silent.filter((s) => s.country === iso);
    if (silent.length) {
      found.push(["silent", dossier.folded("silent", t("dossier.silent"), silent.length, () => `<p class="muted">${esc(t("dossier.silent.text"))}</p><ul class="d-plain">${silent.map((s) => {
        const e = engine.engagements[s.e];
        return `<li>${symbols.dot("not_recorded", "", 5.5)} <button type="button" class="d-link" data-select="engagement:${esc(e.engagement_id)}" data-key="silent:${esc(e.engagement_id)}">${esc(atlas.pick(e, "name"))}</button> <span class="muted">${esc(t("dossier.on_record", { x: atlas.dateWords(days.toIso(s.until)) }))}</span></li>`;
      }).join("")}</ul>`)]);
    }
    return found;
  }

  function eventList(context, iso) {
    const { engine, look, t } = context;
    const mine = look.events.filter((e) => (e.countries_iso3 || []).includes(iso)).slice().sort((a, b) => b.day - a.day);
    if (!mine.length) return null;
    const all = dossier.isOpen("events-all");
    const rows = (all ? mine : mine.slice(0, 5)).map((e) => `<li><time>${esc(dossier.dateText(e.date, e.precision, true))}</time><button type="button" class="d-link" data-select="event:${esc(e.event_id)}" data-key="event:${esc(e.event_id)}">${esc(atlas.pick(e, "title"))}</button></li>`);
    const more = mine.length > 5 ? `<button type="button" class="link d-small" data-fold="events-all" data-key="events-all" aria-expanded="${all}">${esc(t(all ? "dossier.fewer" : "dossier.all", { n: mine.length }))}</button>` : "";
    return ["events", dossier.heading(t("dossier.events"), more) + `<ul class="d-dated">${rows.join("")}</ul>`];
  }

  /* Countries whose shapes share a stretch of border; worked out once from the base map. */
  async function readNeighbours() {
    neighbours = new Map();
    const base = await atlas.map.file("base/countries.geojson");
    if (!base) return;
    const at = new Map(), pairs = new Map();
    const walk = (c, iso) => {
      if (typeof c[0] === "number") { const k = c[0] + "," + c[1]; if (!at.has(k)) at.set(k, new Set()); at.get(k).add(iso); } else for (const x of c) walk(x, iso);
    };
    for (const f of base.features) walk(f.geometry.coordinates, f.properties.iso3);
    for (const set of at.values()) {
      if (set.size < 2) continue;
      for (const a of set) for (const b of set) if (a !== b) pairs.set(a + b, (pairs.get(a + b) || 0) + 1);
    }
    for (const [key, n] of pairs) if (n >= 2) neighbours.set(key.slice(0, 3), [...(neighbours.get(key.slice(0, 3)) || []), key.slice(3)]);
    for (const f of base.features) neighbours.set("name:" + f.properties.iso3, f.properties);
    atlas.repaint();
  }

  function around(context, iso) {
    const { engine, t } = context;
    if (!neighbours) readNeighbours();
    const near = (neighbours.get(iso) || []).map((n) => {
      const c = engine.countries.get(n);
      if (c && c.tier) return dossier.countryButton(engine, n, "near");
      const p = neighbours.get("name:" + n);
      return p ? `<span class="d-chip is-plain">${esc(atlas.pick(p, "name"))}</span>` : "";
    });
    const others = (g) => g.members.filter((m) => m !== iso).map((m) => esc(atlas.pick(engine.countries.get(m), "name"))).join(", ");
    const groups = engine.data.groups.filter((g) => g.members.includes(iso)).map((g) => `<li>${esc(atlas.pick(g, "name"))} <span class="muted">${others(g)}</span></li>`);
    if (!near.length && !groups.length) return null;
    const beside = near.length ? `<p class="d-label">${esc(t("dossier.neighbours"))}</p><p class="d-chips">${near.join("")}</p>` : "";
    const within = groups.length ? `<p class="d-label">${esc(t("dossier.groups"))}</p><ul class="d-plain">${groups.join("")}</ul>` : "";
    return ["around", dossier.folded("around", t("dossier.around"), "", () => beside + within, true)];
  }

  function notes(context, iso) {
    const { engine, t } = context;
    const mine = engine.data.context.filter((c) => (c.countries_iso3 || []).includes(iso));
    if (!mine.length) return null;
    const row = (c) => `<li><button type="button" class="d-link" data-select="context:${esc(c.context_id)}" data-key="note:${esc(c.context_id)}">${esc(atlas.pick(c, "name"))}</button>`
      + ` <span class="muted">${esc(t("section." + c.section_code))}${c.paragraph ? ` ¶\u00a0${esc(c.paragraph)}` : ""}</span></li>`;
    const list = (kind) => `<p class="d-label">${esc(t("context.kind." + kind))}</p><ul class="d-plain">${mine.filter((c) => c.kind === kind).map(row).join("")}</ul>`;
    return ["notes", dossier.folded("notes", t("dossier.notes"), mine.length, () => [...new Set(mine.map((c) => c.kind))].map(list).join(""))];
  }

  /* Disagreements of sources: what differs, which row is shown and why. */
  function conflicts(context, found, prefix) {
    const { engine, t } = context;
    if (!found.length) return null;
    return ["conflicts", dossier.folded("conflicts", t("dossier.conflicts"), found.length, () => `<ul class="d-conflicts">${found.map((c) => {
      const e = engine.engagements[engine.byId.get(c.engagement_id)];
      const refs = (c.letter_paragraphs || []).map((r, i) => dossier.letterRef(engine, r, `${prefix}:${c.conflict_id}:${i}`));
      const period = engine.data.periods.find((p) => p.period_id === c.show_period_id);
      return `<li><b><span aria-hidden="true">≠</span> <button type="button" class="d-link" data-select="engagement:${esc(c.engagement_id)}" data-key="conflict:${esc(c.conflict_id)}">${esc(atlas.pick(e, "name"))}</button></b><p>${esc(atlas.pick(c, "what_differs"))}</p>`
        + `<p class="muted">${esc(t("dossier.shown", { x: `${t("status." + period.status).toLowerCase()} ${dossier.since(period)}` }))} ${esc(atlas.pick(c, "why"))}</p>${refs.map((r) => r.button).join(" ")}${refs.map((r) => r.body).join("")}</li>`;
    }).join("")}</ul>`, true)];
  }

  const foot = (context, commits) => ["foot", `<div class="d-foot">${commits.map(([key, patch]) => `<button type="button" class="button" data-commit="${esc(JSON.stringify(patch))}" data-key="${key}">${esc(context.t(key))}</button>`).join("")}</div>`];
  const otherDate = (scene) => scene.date2 || (scene.date > "2023-07-01" ? "2023-07-01" : "2023-12-01");

  dossier.view("country", (context, iso) => {
    const { engine, look, scene } = context;
    const country = engine.countries.get(iso);
    if (!country) return null;
    const rows = look.rows.filter((r) => r.country === iso);
    const mine = rows.filter((r) => counted(engine, r));
    const disputes = engine.data.conflicts.filter((c) => (c.countries_iso3 || []).includes(iso) && rows.some((r) => engine.engagements[r.e].engagement_id === c.engagement_id));
    return [
      ["head", headOf(context, iso, country)],
      ["lead", `<p class="d-lead">${esc(lead(context, iso, mine))}</p>`],
      ...(look.wheels[iso] ? [["strip", stripOf(context, iso)]] : []),
      ...engagements(context, iso, rows),
      conflicts(context, disputes, "c"),
      eventList(context, iso),
      around(context, iso),
      dossier.once(context, "notes:" + iso, () => notes(context, iso)),
      foot(context, [["dossier.table", { tab: "table", country: [iso] }], ["dossier.compare", { tab: "compare", date2: otherDate(scene) }]]),
    ].filter(Boolean);
  });
  Object.assign(dossier, { listed, sorted, conflicts, foot, otherDate, merge });
})();
