/* The dossier of a country: what runs there, since when, what happened, and who its neighbours are. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { dossier, symbols, days } = atlas;
  const esc = atlas.escape;
  let neighbours = null, historyKey = "", historyRows = null;

  const counted = (engine, r) => engine.engagements[r.e].counted === "yes";
  const has = (mask, row) => Boolean((mask >> row.row.s) & 1);

  /* What is in a country per instrument and reach on every day on which it can change. */
  function history(context, iso) {
    const { scene, engine } = context, { raw } = engine;
    const key = JSON.stringify([iso, scene.known, scene.stated, scene.lang, scene.text, ...engine.engagementFacets.map((f) => scene[f])]);
    if (key === historyKey) return historyRows;
    const passing = engine.passing(scene), clock = engine.clock(scene);
    const chains = clock.chains.filter(([e, country]) => country === iso && passing.has(e) && engine.engagements[e].counted === "yes");
    const shown = scene.instrument.length ? scene.instrument : raw.instruments;
    historyRows = raw.instruments.filter((name) => shown.includes(name)).map((name) => {
      const i = raw.instruments.indexOf(name), mine = chains.filter(([e]) => (engine.engagements[e].bits >> i) & 1);
      const lane = (reach) => laneOf(context, clock, mine.filter(([e]) => engine.engagements[e].reach === reach), iso, reach);
      return { name, label: shortName(context, name), paint: symbols.colour(name), own: lane("own"), region: lane("region") };
    });
    historyKey = key;
    return historyRows;
  }
  function shortName({ t }, name) {
    const short = t("instrument.short." + name);
    return short === "instrument.short." + name ? t("instrument." + name) : short;
  }

  function laneOf(context, clock, chains, iso, reach) {
    const { engine } = context, [first, last] = engine.raw.window, doubt = engine.raw.flags.indexOf("uncertain");
    const turns = [...new Set([first, ...chains.flatMap((c) => c[3].filter((v, i) => i % 2 === 0 && v > first && v <= last))])].sort((x, y) => x - y);
    const steps = turns.map((from) => {
      const items = [];
      let silent = 0;
      for (const [e, country, start, chain] of chains) {
        const r = atlas.Engine.rowAt(chain, from);
        if (r >= 0) items.push({ e, country, row: clock.rows[r] });
        else if (start && from < start) silent += 1;
      }
      const storey = engine.storey(items), open = storey.counts.map((k, i) => [k, i]).filter(([k]) => k);
      return {
        from, ...storey, silent, said: Math.max(0, ...items.map((x) => x.row.said)),
        doubt: items.some((x) => (x.row.f >> doubt) & 1), late: open.length > 0 && open.every(([k, i]) => storey.stale[i] === k),
      };
    });
    const same = (x, y) => x.counts.join() === y.counts.join() && x.stale.join() === y.stale.join() && Boolean(x.silent) === Boolean(y.silent);
    return dossier.merge(steps, last + 1, same).filter((b) => b.silent || b.counts.some((k) => k)).map((b) => ({ ...b, title: laneTitle(b, iso, reach, last, context) }));
  }
  function laneTitle(b, iso, reach, last, { engine, t }) {
    const what = b.counts.some((k) => k) ? dossier.shareWords(b.counts, t) : t("doubt.not_recorded");
    return `${dossier.reachName(engine, reach, iso)}: ${what}, ${dossier.stretchText(b, last)}`;
  }

  const some = (key, k, n) => key + (n === 1 ? ".only" : k === 1 ? ".one" : "");

  const distinct = (rows) => new Set(rows.map((r) => r.e)).size;

  /* The number of engagements in rows of a country as a door to them: `part` names their statuses. */
  function door({ engine, scene }, iso, rows, part, facets, label) {
    return atlas.doors.countDoor(distinct(rows), atlas.doors.within(engine.raw, scene, part, { country: [iso], ...facets }), label);
  }
  const COUNTED = { counted: ["yes"] };
  /* Numbers of the lead by the rows they count, and its sentences as markup. */
  const leadDoor = (context, iso) => (rows, part, facets) => door(context, iso, rows, part, { ...COUNTED, ...facets });
  const sentence = (context, key, parts) => atlas.doors.fill(context.t(key), parts);
  /* What is documented only later stands in a list of its own below: its number unfolds that. */
  const laterButton = (n) => `<button type="button" class="door-button num" data-fold="silent" data-key="later" aria-expanded="${dossier.isOpen("silent")}">${n}</button>`;
  const silentIn = ({ engine, scene, look }, iso) => atlas.wheelWords.silentOn(engine, scene, look.silent).filter((s) => s.country === iso);

  /* One to three sentences from the rows of the day: what has stopped, since which coup, what is the country's own. */
  function lead(context, iso, mine) {
    const { engine, look, scene, t } = context, { raw } = engine, asked = atlas.wheelWords.measured(engine, scene);
    if (look.outside.includes(iso)) return esc(t("dossier.lead.outside"));
    const openRows = mine.filter((r) => has(raw.open, r));
    if (!asked.running || (!openRows.length && atlas.wheelWords.narrows(engine, scene))) return askedLead(context, iso, mine, asked);
    const silent = distinct(silentIn(context, iso));
    if (!openRows.length) {
      const clock = atlas.clocks.names(engine, scene).map(([, words]) => words).join(", ");
      const parts = { when: esc([dossier.when(scene, "dossier"), clock].filter(Boolean).join(", ")), n: laterButton(silent) };
      return sentence(context, silent ? "dossier.lead.later" : "dossier.lead.none", parts);
    }
    const say = scene.to ? [periodLead(context, iso, openRows)] : dayLead(context, iso, openRows);
    const shared = sharedLead(context, iso, openRows);
    const text = dossier.capital([...say, shared].filter(Boolean).join(" "));
    return look.projected ? `${esc(t("dossier.lead.projected"))} ${text}` : text;
  }

  /* Under a filter on states that asks for nothing that runs: how many there are of what it asks for. */
  function askedLead(context, iso, mine, { statuses }) {
    const { engine, t } = context, rows = mine.filter((r) => statuses.includes(engine.raw.statuses[r.row.s]));
    if (!rows.length) return `${esc(t(context.scene.stated ? "map.unstated" : "map.nothing"))}.`;
    const number = atlas.doors.countDoor(distinct(rows), { country: [iso], ...COUNTED, status: statuses });
    return `${esc(dossier.capital(atlas.wheelWords.unitWords(statuses, t)))}: ${number}. ${sharedLead(context, iso, rows.filter((r) => has(engine.raw.open, r)))}`;
  }

  function sharedLead(context, iso, openRows) {
    const { engine } = context, number = leadDoor(context, iso);
    const shared = openRows.filter((r) => engine.engagements[r.e].reach === "region"), k = distinct(shared);
    if (!k) return "";
    const form = k === distinct(openRows) ? ".all" : k === 1 ? ".one" : "";
    return sentence(context, "dossier.lead.shared" + form, {
      k: number(shared, "open", { reach: ["region"] }), n: number(openRows, "open"), x: esc(atlas.pick(engine.countries.get(iso), "name")),
    });
  }

  function periodLead(context, iso, rows) {
    const { raw } = context.engine, number = leadDoor(context, iso);
    const stopped = rows.filter((r) => raw.statuses[r.row.s] === "suspended"), running = rows.filter((r) => has(raw.running, r));
    const parts = { n: number(rows, "open"), k: number(running, "running"), s: number(stopped, "suspended") };
    return sentence(context, "dossier.lead.period", parts);
  }

  function dayLead(context, iso, openRows) {
    const { engine, look, t } = context, { raw } = engine;
    const stopped = openRows.filter((r) => raw.statuses[r.row.s] === "suspended");
    const reduced = openRows.filter((r) => raw.part[r.row.s] === 1);
    const coup = (engine.statesOf.get(iso) || []).filter((s) => s.state === "coup" && s.from <= look.day).pop();
    const sinceCoup = coup ? stopped.filter((r) => engine.period(r).from >= coup.from && engine.period(r).start_precision !== "not_recorded").length : 0;
    const say = [firstLead(context, iso, openRows, { stopped, coup, sinceCoup })];
    const whole = raw.instruments.filter((name, i) => {
      const rows = openRows.filter((r) => (engine.engagements[r.e].bits >> i) & 1);
      return rows.length && rows.every((r) => raw.part[r.row.s] === 0);
    });
    const names = dossier.list(whole.map((w) => t("instrument." + w).toLowerCase()));
    if (stopped.length && whole.length && whole.length <= 2) say.push(sentence(context, "dossier.lead.whole", { x: esc(names) }));
    else if (reduced.length) {
      const of = leadDoor(context, iso), parts = { k: of(reduced, "reduced"), n: of(openRows, "open") };
      say.push(sentence(context, "dossier.lead.reduced" + (reduced.length === 1 ? ".one" : ""), parts));
    }
    return say;
  }

  /* What stopped since a coup, where some had stopped before it: no filter tells these apart, the comparison does. */
  function sinceDoor({ engine, scene }, iso, coup, n) {
    const { changesPatch, visitAttributes } = atlas.doors;
    const patch = changesPatch(engine, scene, { before: coup.from - 1, date: scene.date, change: [iso, "suspended", "counted"] }, n);
    return patch ? `<a class="door num" ${visitAttributes(patch)}>${n}</a>` : String(n);
  }

  /* What has stopped and since when, else what runs. */
  function firstLead(context, iso, openRows, { stopped, coup, sinceCoup }) {
    const { raw } = context.engine, number = leadDoor(context, iso), all = openRows.length, n = number(openRows, "open");
    const running = openRows.filter((r) => has(raw.running, r)), said = (key, parts) => sentence(context, key, { n, ...parts });
    /* The coup is named only where most of what stopped is dated after it: the sentence must not claim more. */
    if (sinceCoup && 2 * sinceCoup >= stopped.length) {
      const k = sinceCoup === stopped.length ? number(stopped, "suspended") : sinceDoor(context, iso, coup, sinceCoup);
      return said(some("dossier.lead.coup", sinceCoup, all), { k, x: esc(dossier.dateText(coup.start_date, coup.start_precision)) });
    }
    if (stopped.length) return said(some("dossier.lead.suspended", stopped.length, all), { k: number(stopped, "suspended") });
    if (running.length === all) return said(all === 1 ? "dossier.lead.one" : "dossier.lead.all");
    if (running.length) return said(some("dossier.lead.running", running.length, all), { k: number(running, "running") });
    return said("dossier.lead.planned");
  }

  function stateLine(context, iso) {
    const { engine, look, t } = context;
    const row = (engine.statesOf.get(iso) || []).find((s) => s.from <= look.day && (s.until === null || look.day < s.until));
    if (!row || row.state === "none") return "";
    const sign = row.confidence === "general_knowledge" ? `<sup class="d-mark" title="${esc(t("doubt.general_knowledge"))}">?</sup>` : "";
    return `<p class="d-sub">${esc(t("state." + row.state))} ${esc(t("dossier.since", { x: dossier.dateText(row.start_date, row.start_precision) }))}${sign}</p>`;
  }

  function wheelSaid({ scene, t }, country, wheel) {
    const { plain, wheelTokens } = atlas.wheelWords, x = atlas.pick(country, "name");
    if (wheel.asked || scene.to) return `${x}: ${plain(wheelTokens(wheel, atlas.tip.wordsOf(scene)))}`;
    return t("dossier.wheel", { own: wheel.own, region: wheel.region, x });
  }

  function headOf(context, iso, country) {
    const { engine, look, scene, t } = context;
    const group = engine.data.groups.find((g) => g.group_id === (country.tier === 1 ? "sahel" : "coastal_named") && g.members.includes(iso));
    const kind = country.tier === 1 || country.tier === 2 ? t("dossier.focus") : t("dossier.route_country");
    const wheel = atlas.wheelWords.shown(engine, scene, look, iso);
    const said = wheel ? wheelSaid(context, country, wheel) : "";
    const drawn = wheel ? `<span role="img" data-wheel="${esc(iso)}" aria-label="${esc(said)}" title="${esc(said)}">${symbols.wheel(dossier.WHEEL_R, wheel.segments, { center: wheel.own })}</span>` : "";
    const aside = wheel ? `<span class="d-wheel">${drawn}${wheel.region ? wheelMore(context, iso, wheel.region) : ""}</span>` : "";
    return dossier.head({ kicker: group ? `${kind} · ${atlas.pick(group, "name")}` : kind, name: atlas.pick(country, "name"), sub: stateLine(context, iso), aside });
  }

  function wheelMore({ scene, t }, iso, n) {
    const facets = atlas.wheelParts.wordsDoor({ scene }, iso, "");
    return `<span class="d-wheel-more num">${atlas.doors.doorLink(facets, "+" + n, "")} ${esc(t("dossier.region_wide"))}</span>`;
  }

  function stripOf(context, iso) {
    const { engine, look, scene, t } = context;
    const all = dossier.isOpen("years"), { first, last } = dossier.years(engine.raw.window, look.day, all);
    const rows = history(context, iso), known = engine.clock(scene).known;
    const coups = (engine.statesOf.get(iso) || []).filter((s) => s.state === "coup" && (known === null || s.from <= known))
      .map((s) => ({ day: s.from, title: t("dossier.coup", { x: dossier.dateText(s.start_date, s.start_precision) }) }));
    const seen = coups.filter((c) => c.day >= first && c.day <= Math.min(last, look.day)).pop();
    const inside = (b) => b.until > first && b.from <= last;
    const words = rows.map((r) => `${r.label}: ${[...r.own, ...r.region].filter(inside).map((b) => b.title).join("; ")}`).join(". ");
    const svg = dossier.lanes(rows, { first, last, day: look.day, begin: scene.to ? look.first : undefined, known, coups, coup: seen ? seen.title : "", label: t("dossier.history") + ". " + words });
    const toggle = `<button type="button" class="link d-small" data-fold="years" data-key="years" aria-expanded="${all}">${esc(t(all ? "dossier.six" : "dossier.whole"))}</button>`;
    return dossier.heading(t("dossier.history"), toggle) + `<div data-lane="${esc(iso)}">${svg}</div><p class="d-key muted">${esc(t("dossier.lanes.key"))}</p>`;
  }

  /* By instrument, what is over last; within it by status and name, in a period by name and day. */
  function sorted(engine, rows) {
    const { raw } = engine, name = (r) => atlas.pick(engine.engagements[r.e], "name"), within = Boolean(atlas.state.scene.to);
    const weight = (r) => (raw.statuses[r.row.s] === "ended" && !within ? 100 : 0) + raw.instruments.indexOf(engine.engagements[r.e].instruments[0]);
    const next = (a, b) => (within ? name(a).localeCompare(name(b)) || a.row.a - b.row.a : a.row.s - b.row.s || name(a).localeCompare(name(b)));
    return [...rows].sort((a, b) => weight(a) - weight(b) || next(a, b));
  }

  /* Rows with their components folded under the umbrella they belong to, after the last of its rows. */
  function listed(context, rows, prefix) {
    const { engine, t } = context, parts = new Map(), list = (items) => `<ul class="d-rows">${items.join("")}</ul>`;
    for (const r of rows) {
      const up = engine.engagements[r.e].component_of;
      if (up && rows.some((x) => engine.engagements[x.e].engagement_id === up)) parts.set(up, [...(parts.get(up) || []), r]);
    }
    const inside = new Set([...parts.values()].flat()), above = sorted(engine, rows.filter((r) => !inside.has(r)));
    return list(above.map((r, i) => {
      const id = engine.engagements[r.e].engagement_id, mine = parts.get(id);
      if (!mine || above.slice(i + 1).some((x) => x.e === r.e)) return dossier.row(engine, r, { prefix });
      const body = () => list(sorted(engine, mine).map((x) => dossier.row(engine, x, { prefix, indent: true })));
      return dossier.row(engine, r, { prefix }) + `<li class="d-parts">${dossier.folded("parts:" + id, t("dossier.components"), distinct(mine), body, mine.length <= 2)}</li>`;
    }));
  }

  const DUTCH = { ...COUNTED, subject: ["NL"] };

  /* How many of a list run, or ran in a period. */
  function shareSaid(context, { k, n }, running) {
    if (!context.scene.to) return sentence(context, "dossier.share.run", { k, n });
    return sentence(context, `wheel.${running > 1 ? "some" : running ? "one" : "none"}.period`, { n: k, of: n });
  }

  /* What is in the country itself, then what the region shares, each with how many of it run. */
  function byReach(context, iso, rows, prefix) {
    const { engine } = context, { raw } = engine;
    return raw.reaches.map((reach) => {
      const mine = rows.filter((r) => engine.engagements[r.e].reach === reach);
      if (!mine.length) return "";
      const of = mine.filter((r) => counted(engine, r)), facets = { ...DUTCH, reach: [reach] };
      const parts = { k: door(context, iso, of.filter((r) => has(raw.running, r)), "running", facets), n: door(context, iso, of, "open", facets) };
      const said = !of.length || !atlas.wheelWords.measured(engine, context.scene).running ? "" : shareSaid(context, parts, distinct(of.filter((r) => has(raw.running, r))));
      return `<h4 class="d-reach"><span>${esc(dossier.reachName(engine, reach, iso))}</span> <span class="num muted">${said}</span></h4>${listed(context, mine, prefix)}`;
    }).join("");
  }

  function engagements(context, iso, rows) {
    const { engine, scene, look, t } = context, { raw } = engine;
    const live = rows.filter((r) => has(raw.open, r)), over = rows.filter((r) => !has(raw.open, r));
    const of = (subject) => live.filter((r) => engine.engagements[r.e].subject === subject);
    const dutch = of("NL"), missions = of("mission"), around = of("context");
    const number = (title, list, facets) => dossier.heading(title, `<span class="num muted">${door(context, iso, list, "open", facets, `${title}: ${distinct(list)}`)}</span>`);
    const none = t(look.outside.includes(iso) ? "dossier.lead.outside" : atlas.state.askedFacets().length ? "dossier.list.none" : "dossier.list.empty");
    const parts = [["list", number(dossier.when(scene, "dossier.engagements"), dutch.filter((r) => counted(engine, r)), DUTCH)
      + (dutch.length ? byReach(context, iso, dutch, "nl") : `<p class="muted">${esc(none)}</p>`)]];
    if (missions.length) parts.push(["missions", number(t("dossier.missions"), missions, { subject: ["mission"] }) + listed(context, missions, "mission")]);
    if (around.length) parts.push(["context-rows", number(t("subject.context"), around, { subject: ["context"] }) + listed(context, around, "ctx")]);
    if (over.length) parts.push(["over", dossier.folded("over", t("dossier.ended"), distinct(over), () => listed(context, over, "over"))]);
    const silent = silentIn(context, iso);
    if (silent.length) parts.push(["silent", dossier.folded("silent", t("dossier.silent"), silent.length, () => silentList(context, silent))]);
    return parts;
  }
  function silentList({ engine, t }, silent) {
    const row = (s) => {
      const e = engine.engagements[s.e], id = esc(e.engagement_id);
      return `<li>${symbols.dot("not_recorded", "", 5.5)} <button type="button" class="d-link" data-select="engagement:${id}" data-key="silent:${id}">${esc(atlas.pick(e, "name"))}</button>`
        + ` <span class="muted">${esc(t("dossier.on_record", { x: atlas.dateWords(days.toIso(s.until)) }))}</span></li>`;
    };
    return `<p class="muted">${esc(t("dossier.silent.text"))}</p><ul class="d-plain">${silent.map(row).join("")}</ul>`;
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
      const period = engine.data.periods.find((p) => p && p.period_id === c.show_period_id);
      const shown = t("dossier.shown", { x: `${dossier.lower(dossier.statusText(period))} ${dossier.since(period)}` });
      return `<li><b><span aria-hidden="true">≠</span> ${dossier.textLink("engagement:" + c.engagement_id, atlas.pick(e, "name"), "conflict:" + c.conflict_id)}</b>`
        + `<p>${esc(atlas.pick(c, "what_differs") || t("dossier.conflict.later"))}</p><p class="muted">${esc(shown)} ${esc(atlas.pick(c, "why"))}</p>`
        + `${refs.map((r) => r.button).join(" ")}${refs.map((r) => r.body).join("")}</li>`;
    }).join("")}</ul>`, true)];
  }

  /* Conflicts that the clock's chains of some engagements know of, in one country or in all. */
  function disputes(engine, scene, chosen, iso) {
    const { chains, rows } = engine.clock(scene), at = new Set();
    for (const [e, country, , steps] of chains) {
      if (!chosen.has(e) || (iso && country !== iso)) continue;
      steps.forEach((r, i) => { if (i % 2 && r >= 0) rows[r].c.forEach((c) => at.add(c)); });
    }
    return [...at].sort((a, b) => a - b).map((i) => engine.data.conflicts[i]).filter(Boolean);
  }

  const foot = (context, commits) => ["foot", `<div class="d-foot">${commits.map(([key, patch]) => `<button type="button" class="button" data-commit="${esc(JSON.stringify(patch))}" data-key="${key}">${esc(context.t(key))}</button>`).join("")}</div>`];
  const otherDate = (scene) => scene.date2 || (scene.date > "2023-07-01" ? "2023-07-01" : "2023-12-01");

  dossier.view("country", (context, iso) => {
    const { engine, look, scene } = context;
    const country = engine.countries.get(iso);
    if (!country) return null;
    const rows = look.rows.filter((r) => r.country === iso);
    const mine = rows.filter((r) => counted(engine, r));
    const disputes = dossier.disputes(engine, scene, new Set(rows.map((r) => r.e)), iso);
    return [
      ["head", headOf(context, iso, country)],
      ["lead", `<p class="d-lead">${lead(context, iso, mine)}</p>`],
      ...(look.wheels[iso] ? [["strip", stripOf(context, iso)]] : []),
      ...engagements(context, iso, rows),
      conflicts(context, disputes, "c"),
      eventList(context, iso),
      around(context, iso),
      dossier.once(context, "notes:" + iso, () => notes(context, iso)),
      foot(context, [["dossier.table", { tab: "table", country: [iso] }], ["dossier.compare", { tab: "compare", date2: otherDate(scene) }]]),
    ].filter(Boolean);
  });
  /* "In Niger itself" or "shared by the whole region". */
  function reachName(engine, reach, iso) {
    if (reach === "region") return atlas.t("dossier.reach.region");
    return dossier.capital(atlas.t("dossier.reach.own", { x: atlas.pick(engine.countries.get(iso), "name") }));
  }
  Object.assign(dossier, { listed, sorted, conflicts, disputes, foot, otherDate, reachName, distinct });
})();
