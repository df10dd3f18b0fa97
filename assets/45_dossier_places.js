/* Dossiers of a place and its sites, a leg, the counted route, an event, and a note of context. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { dossier, symbols } = atlas;
  const esc = atlas.escape;

  function siteDates(site) {
    const from = dossier.dateText(site.start_date, site.start_precision), to = dossier.dateText(site.end_date, site.end_precision);
    if (from && to) return atlas.t("dossier.site.span", { x: from, y: to });
    if (from) return atlas.t("dossier.site.from", { x: from });
    return to ? atlas.t("dossier.site.until", { x: to }) : atlas.t("doubt.undated");
  }

  function siteRow(context, site, row) {
    const { engine, t } = context, { data } = engine;
    const e = engine.engagements[engine.byId.get(site.engagement_id)];
    const status = row ? data.statuses[row.row.s] : null;
    const c = row ? dossier.shownCitation(engine, row.row) : null, key = `site:${site.site_id}`;
    return `<li class="d-row"><i class="d-bar" style="${dossier.barStyle(e)}"></i>${symbols.dot(status || "ended", symbols.colour(e.instruments[0]), 5.5)}<div class="d-row-body">`
      + dossier.textLink("engagement:" + e.engagement_id, atlas.pick(e, "name"), key)
      + `<div class="d-meta">${esc(t("role." + site.role))} · ${esc(siteDates(site))}</div>${row ? `<div class="d-meta">${esc(t("status." + status))} ${esc(dossier.since(engine.period(row)))}${dossier.marks(engine, row.row)}</div>` : ""}</div>`
      + `<div class="d-row-cite">${c ? dossier.citation(engine, c, key) : ""}</div>${c ? dossier.cited(engine, c, key) : ""}</li>`;
  }

  function place(context, id) {
    const { engine, look, scene, t } = context, { data } = engine;
    const p = data.places[id];
    if (!p) return null;
    const country = p.country_iso3 ? engine.countries.get(p.country_iso3) : null;
    const mine = data.sites.filter((s) => s.place_id === id);
    const stands = (s) => (s.from === null || look.day >= s.from) && (s.until === null || look.day < s.until);
    const rowOf = (s) => look.rows.find((r) => engine.engagements[r.e].engagement_id === s.engagement_id && (!r.country || r.country === p.country_iso3 || p.off));
    const here = mine.filter((s) => stands(s) && rowOf(s) && (data.open >> rowOf(s).row.s) & 1), other = mine.filter((s) => !here.includes(s));
    const legs = data.legs.filter((l) => l.from_id === id || l.to_id === id);
    const events = data.events.filter((e) => e.place_id === id && e.day <= look.day);
    const title = t(scene.date.length === 7 ? "dossier.now.in" : "dossier.now.on", { x: atlas.dateWords(scene.date) });
    return [
      ["head", dossier.head({ kicker: country ? atlas.pick(country, "name") : "", name: atlas.pick(p, "name"), sub: `<p class="d-sub">${esc(t("dossier.precision." + p.coord_precision))}${p.confidence === "general_knowledge" ? dossier.mark("?", t("doubt.general_knowledge")) : ""}</p>` })],
      ["list", dossier.heading(`${t("dossier.here")} · ${title}`) + (here.length ? `<ul class="d-rows">${here.map((s) => siteRow(context, s, rowOf(s))).join("")}</ul>` : `<p class="muted">${esc(t("dossier.here.none"))}</p>`)],
      other.length ? ["other", dossier.folded("place-other", t("dossier.here.else"), other.length, () => `<ul class="d-rows">${other.map((s) => siteRow(context, s, null)).join("")}</ul>`, !here.length)] : null,
      events.length ? ["events", dossier.heading(t("dossier.events")) + `<ul class="d-dated">${events.map((e) => `<li><time>${esc(dossier.dateText(e.date, e.precision, true))}</time>${dossier.textLink("event:" + e.event_id, atlas.pick(e, "title"), "event:" + e.event_id)}</li>`).join("")}</ul>`] : null,
      legs.length ? ["legs", dossier.folded("place-legs", t("layer.routes"), legs.length, () => `<ul class="d-plain">${legs.map((l) => `<li>${dossier.textLink("leg:" + l.leg_id, `${dossier.legEnd(data, l.from_id)} → ${dossier.legEnd(data, l.to_id)}`, "leg:" + l.leg_id)}</li>`).join("")}</ul>`)] : null,
      country ? ["country", `<p class="d-label">${esc(t("dossier.leg.countries"))}</p><p class="d-chips">${dossier.countryButton(engine, p.country_iso3, "of")}</p>`] : null,
    ].filter(Boolean);
  }
  dossier.view("place", place);
  dossier.view("site", (context, id) => {
    const site = context.engine.data.sites.find((s) => s.site_id === id);
    return place(context, site ? site.place_id : id.split("|")[0]);
  });

  dossier.view("leg", (context, id) => {
    const { engine, t } = context, { data } = engine;
    const leg = data.legs.find((l) => l.leg_id === id);
    if (!leg) return null;
    const end = (node) => (data.places[node] ? dossier.textLink("place:" + node, dossier.legEnd(data, node), "node:" + node) : esc(dossier.legEnd(data, node)));
    return [
      ["head", dossier.head({ kicker: `${t("dossier.leg")} · ${t("stage." + leg.stage)}`, name: `${dossier.legEnd(data, leg.from_id)} → ${dossier.legEnd(data, leg.to_id)}` })],
      ["lead", `<p class="d-text">${esc(t("dossier.leg.text"))}</p>`],
      ["facts", dossier.facts([
        [t("dossier.leg.stage"), esc(t("stage." + leg.stage))],
        [t("dossier.leg.kind"), esc(t("dossier.leg.kind." + leg.kind))],
        [t("dossier.leg.nodes"), `${end(leg.from_id)} – ${end(leg.to_id)}`],
        [t("dossier.leg.countries"), (leg.countries_iso3 || []).length ? `<span class="d-chips">${leg.countries_iso3.map((c) => dossier.countryButton(engine, c, "leg")).join("")}</span>` : ""],
        [t("dossier.source"), `${esc(leg.source)} <i class="d-inferred">${esc(t("confidence." + leg.confidence).toLowerCase())}</i>`],
      ])],
      ...figures(context),
    ];
  });

  /* The year's figures of the route as a whole, with what they do and do not measure. */
  function figures(context) {
    const { t } = context;
    const route = atlas.routeFigures ? atlas.routeFigures(context) : "";
    return [["figures", route + `<p><button type="button" class="button" data-commit="${esc(JSON.stringify({ tab: "route" }))}" data-key="route-open">${esc(t("dossier.route.open"))}</button></p>`]];
  }
  dossier.view("route", (context) => [
    ["head", dossier.head({ kicker: context.t("layer.routes"), name: context.t("route.name") })],
    ["lead", `<p class="d-text">${esc(context.t("dossier.route.text"))}</p>`],
    ...figures(context),
  ]);

  /* Engagements whose state changed near an event, from the periods that were public by then. */
  function changedAround(context, event) {
    const { engine, scene } = context, { data } = engine;
    const mine = event.countries_iso3 || [];
    const found = new Map();
    for (const p of data.periods) {
      const e = engine.engagements[engine.byId.get(p.engagement_id)];
      if (e.subject === "context" || (scene.known && p.known_from > scene.known)) continue;
      if (p.start_precision === "not_recorded" || Math.abs(p.from - event.day) > 60) continue;
      const where = (p.countries_iso3 && p.countries_iso3.length ? p.countries_iso3 : e.countries_iso3 || []).filter((c) => !mine.length || mine.includes(c));
      if (!where.length) continue;
      const key = `${p.engagement_id}|${p.status}|${p.from}`;
      const now = found.get(key) || { p, e, where: new Set() };
      where.forEach((c) => now.where.add(c));
      found.set(key, now);
    }
    return [...found.values()].sort((a, b) => a.p.from - b.p.from);
  }

  dossier.view("event", (context, id) => {
    const { engine, t } = context, { data } = engine;
    const event = data.events.find((e) => e.event_id === id);
    if (!event) return null;
    const near = changedAround(context, event);
    const when = (n) => (n === 0 ? t("dossier.event.same") : t((n < 0 ? "dossier.event.before" : "dossier.event.after") + (Math.abs(n) === 1 ? ".one" : ""), { n: Math.abs(n) }));
    const states = (event.countries_iso3 || []).map((c) => [c, engine.stateOn(c, event.day)]);
    const named = (event.engagement_ids || []).map((x) => engine.engagements[engine.byId.get(x)]).filter(Boolean);
    const date = event.precision === "day" ? event.date : event.date.slice(0, 7);
    const until = event.end_date ? ` – ${esc(dossier.dateText(event.end_date, event.end_precision))}` : "";
    const doubt = event.confidence === "general_knowledge" ? dossier.mark("?", t("doubt.general_knowledge")) : "";
    const go = `<p><button type="button" class="button" data-date="${esc(date)}" data-key="go">${esc(t("dossier.event.go"))}</button></p>`;
    const country = ([c, s]) => `<li>${dossier.countryButton(engine, c, "event")} <span class="muted">${esc(s ? t("state." + s) : "")}</span></li>`;
    const link = (e, key) => dossier.textLink("engagement:" + e.engagement_id, atlas.pick(e, "name"), key);
    const changed = ({ p, e, where }) => {
      const countries = dossier.list([...where].map((c) => atlas.pick(engine.countries.get(c), "name")));
      return `<li class="d-row"><i class="d-bar" style="${dossier.barStyle(e)}"></i>${symbols.dot(p.status, symbols.colour(e.instruments[0]), 5.5)}`
        + `<div class="d-row-body">${link(e, "near:" + p.period_id)}`
        + `<div class="d-meta">${esc(t("status." + p.status))} ${esc(dossier.since(p))} · ${esc(when(p.from - event.day))} · ${esc(countries)}</div></div><div></div></li>`;
    };
    return [
      ["head", dossier.head({
        kicker: `${t("dossier.event")} · ${t("event." + event.category)}`,
        name: atlas.pick(event, "title"),
        sub: `<p class="d-sub">${esc(dossier.dateText(event.date, event.precision))}${until}${doubt}</p>`,
      })],
      ["lead", `<p class="d-text">${esc(atlas.pick(event, "description"))}</p>${date.length >= 7 ? go : ""}`],
      states.length ? ["states", dossier.heading(t("dossier.event.countries")) + `<ul class="d-plain">${states.map(country).join("")}</ul>`] : null,
      named.length ? ["named", dossier.heading(t("dossier.event.named")) + `<ul class="d-plain">${named.map((e) => `<li>${link(e, "named:" + e.engagement_id)}</li>`).join("")}</ul>`] : null,
      ["near", dossier.heading(t("dossier.event.around"), `<span class="num muted">${near.length}</span>`)
        + (near.length ? `<ul class="d-rows">${near.map(changed).join("")}</ul>` : `<p class="muted">${esc(t("dossier.event.around.none"))}</p>`)],
      ["facts", dossier.facts([[t("dossier.source"), esc(event.source)]])],
    ].filter(Boolean);
  });

  dossier.view("context", (context, id) => {
    const { engine, t } = context;
    const note = engine.data.context.find((c) => c.context_id === id);
    if (!note) return null;
    const ref = dossier.letterRef(engine, `${note.section_code} ${note.paragraph || ""}`.trim(), "note:" + id);
    return [
      ["head", dossier.head({ kicker: `${t("dossier.context")} · ${t("context.kind." + note.kind)}`, name: atlas.pick(note, "name") })],
      ["lead", `<p class="d-text">${esc(atlas.pick(note, "text"))}</p>${ref.button}${ref.body}`],
      (note.countries_iso3 || []).length ? ["countries", `<p class="d-label">${esc(t("dossier.leg.countries"))}</p><p class="d-chips">${note.countries_iso3.map((c) => dossier.countryButton(engine, c, "note")).join("")}</p>`] : null,
    ].filter(Boolean);
  });
})();
