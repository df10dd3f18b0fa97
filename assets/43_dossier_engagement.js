/* The dossier of an engagement: what it is, mission and Dutch share apart, its states and where each stands. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { dossier, symbols, days } = atlas;
  const esc = atlas.escape;

  const countryName = (engine, iso) => atlas.pick(engine.countries.get(iso) || { name_en: iso }, "name");
  const actor = (engine, id) => {
    if (engine.countries.has(id)) return countryName(engine, id);
    const key = ["framework.", "channel."].map((group) => group + id).find((name) => atlas.t(name) !== name);
    return key ? atlas.t(key) : id;
  };
  const inferred = (on, key) => (on ? ` <i class="d-inferred">${esc(atlas.t(key || "goal_basis.inferred"))}</i>` : "");

  function headOf(context, e) {
    const { t } = context;
    const squares = e.instruments.map((n) => `<span><i class="d-square" style="background:${symbols.colour(n)}"></i>${esc(t("instrument." + n))}</span>`).join(" &nbsp; ");
    const acronym = e.acronym && !atlas.pick(e, "name").includes(e.acronym) ? ` · ${e.acronym}` : "";
    return dossier.head({ kicker: `${t("kind." + e.kind)} · ${t("subject." + e.subject)}${acronym}`, name: atlas.pick(e, "name"), sub: `<p class="d-sub">${squares}</p>` });
  }

  function factsOf(context, e) {
    const { engine, t } = context;
    const part = e.component_of && engine.engagements[engine.byId.get(e.component_of)];
    const places = (e.place_ids || []).map((p) => engine.data.places[p] && `<button type="button" class="d-chip" data-select="place:${esc(p)}" data-key="place:${esc(p)}">${esc(atlas.pick(engine.data.places[p], "name"))}</button>`).filter(Boolean);
    return dossier.facts([
      [t("dossier.fact.contribution"), esc(atlas.pick(e, "nl_contribution"))],
      [t("dossier.fact.part"), part ? link("engagement:" + part.engagement_id, atlas.pick(part, "name"), "part") : ""],
      [t("dossier.fact.goals"), esc(dossier.list(e.goals.map((g) => t("goal." + g)))) + inferred(e.goal_basis === "inferred")],
      [t("dossier.fact.framework"), esc(dossier.list(e.framework.map((f) => t("framework." + f))))],
      [t("dossier.fact.lead"), esc(dossier.list(e.lead.map((l) => actor(engine, l))))],
      [t("dossier.fact.partners"), esc((e.partners || []).map((p) => actor(engine, p)).join(", "))],
      [t("dossier.fact.channel"), esc(t("channel." + e.channel))],
      [t("dossier.fact.conditions"), esc(atlas.pick(e, "conditions") || t("conditions.no"))],
      [t("dossier.fact.counted"), esc(t("counted." + e.counted))],
      [t("dossier.leg.countries"), (e.countries_iso3 || []).length ? `<span class="d-chips">${e.countries_iso3.map((c) => dossier.countryButton(engine, c, "in")).join("")}</span>${e.country_basis === "named" ? "" : inferred(true, "dossier.country." + e.country_basis)}` : esc(t("dossier.everywhere"))],
      [t("dossier.fact.places"), places.length ? `<span class="d-chips">${places.join("")}</span>${e.place_basis === "none" ? `<p class="muted">${esc(t("dossier.places.none"))}</p>` : ""}` : ""],
    ]);
  }
  const link = (ref, words, key) => `<button type="button" class="d-link" data-select="${esc(ref)}" data-key="${esc(key)}">${esc(words)}</button>`;

  /* The states of one engagement on the scene's day, countries with the same state together. */
  function statesNow(context, id) {
    const { engine, scene, look, t } = context, { data } = engine;
    const clock = engine.clock(scene), groups = new Map();
    for (const [e, country, first, steps] of clock.chains) {
      if (engine.engagements[e].engagement_id !== id) continue;
      const r = atlas.Engine.rowAt(steps, look.day);
      const row = r < 0 ? null : clock.rows[r];
      const key = row ? `${row.s}|${row.p}|${row.f}` : first && look.day < first ? "silent|" + first : "";
      if (!key) continue;
      const g = groups.get(key) || { row, first, countries: [] };
      g.countries.push(country);
      groups.set(key, g);
    }
    return [...groups.values()].map((g) => {
      const where = g.countries.filter(Boolean).map((c) => countryName(engine, c));
      const names = where.length ? dossier.list(where) : t("dossier.everywhere");
      if (!g.row) return `<li>${symbols.dot("not_recorded", "", 5.5)}<span>${esc(names)}: ${esc(t("dossier.on_record", { x: atlas.dateWords(days.toIso(g.first)) }))}</span></li>`;
      const status = data.statuses[g.row.s], period = data.periods[g.row.p];
      const e = engine.engagements[engine.byId.get(id)];
      return `<li>${symbols.dot(status, symbols.colour(e.instruments[0]), 5.5)}<span><b>${esc(t("status." + status))}</b> ${esc(dossier.since(period))}${dossier.marks(engine, g.row)} · ${esc(names)}</span></li>`;
    });
  }

  /* Mission and Dutch share side by side: the two are never one state. */
  function pair(context, e) {
    const { engine, t } = context;
    const mission = e.parent_id ? engine.engagements[engine.byId.get(e.parent_id)] : e.subject === "mission" ? e : null;
    if (!mission) return null;
    const shares = engine.engagements.filter((x) => x.parent_id === mission.engagement_id && x.subject === "NL");
    if (!shares.length && mission === e) return null;
    const card = (x, label) => {
      const states = statesNow(context, x.engagement_id);
      const name = x === e ? `<b>${esc(atlas.pick(x, "name"))}</b>` : link("engagement:" + x.engagement_id, atlas.pick(x, "name"), "pair:" + x.engagement_id);
      return `<div class="${x === e ? "is-here" : ""}"><p class="d-label">${esc(label)}</p>${name}<ul class="d-states">${states.join("") || `<li class="muted">${esc(t("dossier.pair.none"))}</li>`}</ul></div>`;
    };
    return ["pair", dossier.heading(t("dossier.pair")) + `<div class="d-pair">${card(mission, t("dossier.pair.mission"))}${shares.map((s) => card(s, t("dossier.pair.share"))).join("")}</div>`];
  }

  /* Countries whose chains tell the same story stand together. */
  function stories(context, e) {
    const { engine, scene } = context, found = new Map();
    const clock = engine.clock(scene);
    for (const [i, country, first, steps] of clock.chains) {
      if (engine.engagements[i] !== e) continue;
      const key = JSON.stringify([first, steps]);
      const story = found.get(key) || { first, steps, countries: [], rows: clock.rows };
      story.countries.push(country);
      found.set(key, story);
    }
    return [...found.values()];
  }

  function bandsOf(context, story) {
    const { engine, t } = context, { data } = engine;
    const [first, last] = data.window, uncertain = data.flags.indexOf("uncertain");
    const steps = [];
    if (story.first && story.first > first) steps.push({ from: first, status: "not_recorded", doubt: false });
    for (let i = 0; i < story.steps.length; i += 2) {
      const row = story.rows[story.steps[i + 1]];
      steps.push({ from: story.steps[i], status: row ? data.statuses[row.s] : "none", doubt: Boolean(row && (row.f >> uncertain) & 1) });
    }
    const bands = dossier.merge(steps, last + 1, (key) => (key.startsWith("segment.") ? t("status." + key.slice(8)) : t(key)));
    return bands;
  }

  function historyOf(context, e) {
    const { engine, look, scene, t } = context;
    const all = dossier.once(context, "stories:" + e.engagement_id, () => stories(context, e));
    if (!all.length) return null;
    const full = dossier.isOpen("years"), { first, last } = dossier.years(engine, look.day, full);
    const rows = dossier.once(context, "bands:" + e.engagement_id, () => all.map((s) => ({
      label: s.countries.length > 1 ? t("dossier.n_countries", { n: s.countries.length }) : s.countries[0] ? countryName(engine, s.countries[0]) : "–",
      paint: symbols.colour(e.instruments[0]), bands: bandsOf(context, s),
    })));
    const words = rows.map((r, i) => `${dossier.list(all[i].countries.filter(Boolean).map((c) => countryName(engine, c)))}: ${r.bands.filter((b) => b.until > first && b.from <= last).map((b) => b.title).join(", ")}`).join(". ");
    const svg = dossier.strip(rows, { first, last, day: look.day, known: engine.clock(scene).known, coups: [], coup: "", label: t("dossier.history") + ". " + words, left: 108 });
    const toggle = `<button type="button" class="link d-small" data-fold="years" data-key="years" aria-expanded="${full}">${esc(t(full ? "dossier.six" : "dossier.from2012"))}</button>`;
    return ["strip", dossier.heading(t("dossier.history"), toggle) + svg];
  }

  /* Every period with both clocks: since when it was so, since when that was public; and every citation. */
  function period(context, p, i) {
    const { engine, scene, t } = context, { data } = engine;
    const e = engine.engagements[engine.byId.get(p.engagement_id)];
    const later = scene.known && p.known_from > scene.known;
    const hidden = data.conflicts.some((c) => (c.not_shown || []).includes(p.period_id));
    const cites = data.citations.map((c, k) => [c, k]).filter(([c]) => c[0] === i);
    const said = [dossier.planned(p), p.decision ? t("decision." + p.decision).toLowerCase() : "", p.end_date ? t("dossier.site.span", { x: "…", y: dossier.dateText(p.end_date, p.end_precision) }) : ""].filter(Boolean).join(" · ");
    const clocks = `${t("dossier.so", { x: dossier.since(p) })} · ${t(p.known_basis === "published" ? "dossier.public" : "dossier.public.assumed", { x: atlas.dateWords(p.known_from) })}`;
    const confidence = p.confidence === "general_knowledge" || p.confidence === "inferred" ? ` <i class="d-inferred">${esc(t("confidence." + p.confidence).toLowerCase())}</i>` : "";
    const note = later ? t("dossier.later") : hidden ? t("dossier.notshown") : "";
    const key = (k) => `p:${p.period_id}:${k}`;
    return `<li class="d-period${note ? " is-off" : ""}">${symbols.dot(p.status, symbols.colour(e.instruments[0]), 5.5)}<div><b>${esc(t("status." + p.status))}</b>${confidence}${said ? ` <span class="muted">${esc(said)}</span>` : ""}<div class="d-meta">${esc(clocks)}</div>${note ? `<div class="d-meta"><i>${esc(note)}</i></div>` : ""}`
      + `<div>${cites.map(([c, k]) => dossier.citation(engine, c, key(k))).join("")}</div>${cites.map(([c, k]) => dossier.cited(engine, c, key(k))).join("")}</div></li>`;
  }

  function periodsOf(context, e) {
    const { engine, t } = context, { data } = engine;
    const groups = new Map();
    data.periods.forEach((p, i) => {
      if (p.engagement_id !== e.engagement_id) return;
      const countries = p.countries_iso3 && p.countries_iso3.length ? p.countries_iso3 : e.countries_iso3 || [];
      const key = countries.join();
      groups.set(key, [...(groups.get(key) || []), [p, i]]);
    });
    const total = [...groups.values()].reduce((n, g) => n + g.length, 0);
    return ["periods", dossier.folded("periods", t("dossier.periods"), total, () => [...groups].map(([key, rows]) => {
      const names = key ? dossier.list(key.split(",").map((c) => countryName(engine, c))) : t("dossier.everywhere");
      const ordered = rows.sort((a, b) => a[0].from - b[0].from);
      return `<p class="d-group-title">${esc(names)}</p><ul class="d-periods">${ordered.map(([p, i]) => period(context, p, i)).join("")}</ul>`;
    }).join(""), true)];
  }

  function now(context, e) {
    const { scene, t } = context;
    const states = statesNow(context, e.engagement_id);
    const title = t(scene.date.length === 7 ? "dossier.now.in" : "dossier.now.on", { x: atlas.dateWords(scene.date) });
    return ["now", dossier.heading(title) + `<ul class="d-states">${states.join("") || `<li class="muted">${esc(t("dossier.pair.none"))}</li>`}</ul>`];
  }

  function partsOf(context, e) {
    const { engine, look, t } = context;
    const parts = engine.engagements.filter((x) => x.component_of === e.engagement_id);
    if (!parts.length) return null;
    const first = new Map();
    for (const r of look.rows) if (!first.has(r.e)) first.set(r.e, r);
    return ["parts", dossier.folded("parts-of", t("dossier.components"), parts.length, () => `<ul class="d-plain">${parts.map((x) => {
      const r = first.get(engine.byId.get(x.engagement_id));
      return `<li>${symbols.dot(r ? engine.data.statuses[r.row.s] : "not_recorded", symbols.colour(x.instruments[0]), 5.5)} ${link("engagement:" + x.engagement_id, atlas.pick(x, "name"), "part:" + x.engagement_id)}</li>`;
    }).join("")}</ul>`, true)];
  }

  dossier.view("engagement", (context, id) => {
    const { engine, scene } = context, at = engine.byId.get(id);
    if (at === undefined) return null;
    const e = engine.engagements[at];
    const paired = pair(context, e);
    const disputes = engine.data.conflicts.filter((c) => c.engagement_id === id);
    return [
      ["head", headOf(context, e)],
      ["lead", `<p class="d-text">${esc(atlas.pick(e, "description"))}</p>`],
      paired || now(context, e),
      historyOf(context, e),
      dossier.once(context, "conflicts:" + id, () => dossier.conflicts(context, disputes, "e")),
      ["facts", dossier.once(context, "facts:" + id, () => factsOf(context, e))],
      partsOf(context, e),
      dossier.once(context, "periods:" + id, () => periodsOf(context, e)),
      dossier.foot(context, [["dossier.table", { tab: "table", text: e.acronym || atlas.pick(e, "name") }], ["dossier.compare", { tab: "compare", date2: dossier.otherDate(scene) }]]),
    ].filter(Boolean);
  });
  Object.assign(dossier, { textLink: link });
})();
