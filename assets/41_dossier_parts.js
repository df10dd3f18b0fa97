/* Parts that several dossiers share: heads, facts, dates with their precision, statuses with their degree, rows. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { dossier, symbols, days } = atlas;
  const esc = atlas.escape;

  /* A date cut to its known part, in words that carry its precision. */
  function dateText(text, precision, short) {
    if (!text) return "";
    if (precision === "quarter" || precision === "half_year") {
      const [year, month] = text.split("-").map(Number);
      const n = Math.floor((month - 1) / (precision === "quarter" ? 3 : 6)) + 1;
      return atlas.t("dossier." + precision, { n, year });
    }
    const words = atlas.dateWords(text, short);
    return precision === "approx_year" ? atlas.t("dossier.about", { x: words }) : words;
  }

  /* Since when a period holds: on, after or by a date, or only on record since. */
  function since(period, short) {
    const date = dateText(period.start_date, period.start_precision, short);
    if (period.start_relation === "by") return atlas.t(period.start_precision === "not_recorded" ? "dossier.on_record" : "dossier.by", { x: date });
    if (period.start_relation === "after") return atlas.t("dossier.after", { x: date });
    const exact = period.start_precision === "day";
    return atlas.t(period.status !== "ended" ? "dossier.since" : exact ? "dossier.on" : "dossier.in", { x: date });
  }

  function planned(period) {
    const from = dateText(period.planned_start, period.planned_precision), to = dateText(period.planned_end, period.planned_precision);
    if (!from && !to) return "";
    if (from && to) return atlas.t("dossier.planned.span", { x: from, y: to });
    return atlas.t(from ? "dossier.planned.from" : "dossier.planned.to", { x: from || to });
  }

  const lower = (text) => text.charAt(0).toLowerCase() + text.slice(1);
  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

  /* A status with its degree, where a document states one: "Largely suspended". */
  function statusText(period) {
    const status = atlas.t("status." + period.status);
    return period.degree ? capital(atlas.t("dossier.degree." + period.degree, { x: lower(status) })) : status;
  }

  const bit = (engine, row, name) => Boolean((row.f >> engine.raw.flags.indexOf(name)) & 1);
  /* The day on which a source last spoke of a state that goes on after it. */
  const lastStated = (engine, row, short) => (bit(engine, row, "carried_forward") ? atlas.t("time.last_stated", { date: atlas.dateWords(days.toIso(row.said), short) }) : "");

  /* The marks of doubt of a row: disagreement, general knowledge, inferred, outcome unknown. */
  function marks(engine, row) {
    const period = engine.data.periods[row.p], t = atlas.t;
    let s = "";
    if (row.c.length) s += mark("≠", t("doubt.conflict"));
    if (period.confidence === "general_knowledge") s += `<sup class="d-mark" title="${esc(t("doubt.general_knowledge"))}">?<span class="visually-hidden"> ${esc(t("doubt.general_knowledge"))}</span></sup>`;
    if (period.confidence === "inferred") s += `<i class="d-inferred" title="${esc(t("doubt.inferred"))}">${esc(t("doubt.inferred").toLowerCase())}</i>`;
    if (bit(engine, row, "uncertain")) s += mark("~", t("doubt.uncertain"));
    if (bit(engine, row, "outcome_not_recorded")) s += mark("…", t("doubt.outcome_not_recorded"));
    return s;
  }
  const mark = (sign, words) => `<span class="d-mark" title="${esc(words)}"><span aria-hidden="true">${sign}</span><span class="visually-hidden"> ${esc(words)}</span></span>`;

  function barStyle(e) {
    const n = e.instruments.length;
    const stops = e.instruments.map((name, i) => `${symbols.colour(name)} ${(100 * i) / n}% ${(100 * (i + 1)) / n}%`);
    return n === 1 ? `background:${symbols.colour(e.instruments[0])}` : `background:linear-gradient(${stops.join(",")})`;
  }

  /* First and last day of a row inside a chosen period. */
  const within = (row) => atlas.t("dossier.held", { x: atlas.dateWords(days.toIso(row.a), true), y: atlas.dateWords(days.toIso(row.b), true) });

  /* One engagement in one country (or everywhere) as a row: mark, status, since, frameworks, doubts, source. */
  function row(engine, item, options) {
    const o = options || {}, e = engine.engagements[item.e], t = atlas.t, { scene } = atlas.state;
    const period = engine.period(item), status = engine.raw.statuses[item.row.s];
    const key = `${o.prefix || "row"}:${e.engagement_id}:${item.country}${scene.to ? ":" + item.row.p : ""}`;
    const place = o.country && item.country ? atlas.pick(engine.countries.get(item.country), "name") : "";
    const said = [statusText(period), place && `· ${place}`, scene.to ? within(item.row) : since(period, true)].filter(Boolean).join(" ");
    const after = [planned(period), lastStated(engine, item.row, true)].filter(Boolean).map((words) => ` · ${esc(words)}`).join("");
    const source = dossier.source(engine, item.row, key);
    return `<li class="d-row${o.indent ? " is-indented" : ""}" data-lit="${esc(item.country)}|${esc(e.instruments[0])}">`
      + `<i class="d-bar" style="${barStyle(e)}"></i>${symbols.dot(status, symbols.colour(e.instruments[0]), 5.5)}`
      + `<div class="d-row-body"><button type="button" class="d-link" data-select="engagement:${esc(e.engagement_id)}" data-key="${esc(key)}">${esc(atlas.pick(e, "name"))}</button>`
      + `<div class="d-meta">${esc(said)}${marks(engine, item.row)}${after} ${e.framework.map((f) => `<span class="tag">${esc(t("framework." + f))}</span>`).join(" ")}</div></div>`
      + `<div class="d-row-cite">${source.button}</div>${source.body}</li>`;
  }

  /* A piece that folds: its heading is a button. */
  function folded(key, title, count, body, openAtFirst) {
    const isOpen = dossier.isOpen(key, openAtFirst);
    return `<h3 class="d-fold"><button type="button" data-fold="${esc(key)}" data-key="fold:${esc(key)}" aria-expanded="${isOpen}"><span aria-hidden="true">${isOpen ? "▾" : "▸"}</span> ${esc(title)}${count === "" ? "" : ` <span class="num muted">${esc(count)}</span>`}</button></h3>${isOpen ? body() : ""}`;
  }

  const heading = (title, right) => `<div class="d-heading"><h3>${esc(title)}</h3>${right || ""}</div>`;

  function facts(pairs) {
    const rows = pairs.filter(([, value]) => value).map(([name, value]) => `<div><dt>${esc(name)}</dt><dd>${value}</dd></div>`);
    return rows.length ? `<dl class="d-facts">${rows.join("")}</dl>` : "";
  }

  function head({ kicker, name, sub, aside }) {
    const t = atlas.t, back = dossier.trail[dossier.trail.length - 1];
    const context = { engine: atlas.state.engine };
    const again = back && back !== atlas.state.scene.selection[0]
      ? `<button type="button" class="d-back" data-select="${esc(back)}" data-back data-key="back">‹ ${esc(nameOf(context, back))}</button>` : "";
    const low = document.documentElement.dataset.sheet === "low", more = esc(t(low ? "dossier.more" : "dossier.less"));
    return `<div class="d-head"><div class="d-head-words">${again}<p class="d-kicker">${esc(kicker)}</p><h2${name.length > 14 ? ' class="is-long"' : ""}>${esc(name)}</h2>${sub || ""}</div>${aside || ""}`
      + `<button type="button" class="d-narrow" data-narrow data-key="narrow" aria-expanded="${!low}" aria-controls="dossier-body" aria-label="${more}" title="${more}">▾</button>`
      + `<button type="button" class="d-close" data-close data-key="close" aria-label="${esc(t("dossier.close"))}" title="${esc(t("dossier.close"))}">✕</button></div>`;
  }

  /* Kinds of things whose rows become public on a day: the table and the column of their id. */
  const DATED = {
    engagement: ["engagements", "engagement_id"], event: ["events", "event_id"], site: ["sites", "site_id"],
    leg: ["legs", "leg_id"], context: ["context", "context_id"], document: ["documents", "document_id"],
  };
  const found = (engine, kind, id) => { const [table, column] = DATED[kind]; return engine.data[table].find((x) => x && x[column] === id); };
  /* Whether there is such a thing, but only later than what was known. */
  function isLater(engine, kind, id) {
    if (!DATED[kind] || found(engine, kind, id)) return false;
    const [table, column] = DATED[kind];
    return engine.raw.tables[table].some(([, , , x]) => x[column] === id);
  }

  function nameOf(context, ref) {
    const { engine } = context, i = ref.indexOf(":"), kind = ref.slice(0, i), id = ref.slice(i + 1), d = engine.data;
    const { known, lang } = atlas.state.scene;
    if (isLater(engine, kind, id)) return atlas.t("dossier.hidden", { x: atlas.dateWords(known) });
    const named = {
      country: () => engine.countries.get(id),
      engagement: () => found(engine, kind, id),
      event: () => { const e = found(engine, kind, id); return e && { name_en: e.title_en, name_nl: e.title_nl }; },
      context: () => found(engine, kind, id),
      place: () => d.places[id],
      site: () => { const s = found(engine, kind, id); return s ? d.places[s.place_id] : d.places[id.split("|")[0]]; },
      leg: () => { const l = found(engine, kind, id); return l && { name_en: `${legEnd(d, l.from_id)} → ${legEnd(d, l.to_id)}` }; },
      document: () => { const row = found(engine, kind, id); return row && { name_en: atlas.clocks.nameOf(row, lang) }; },
      paragraph: () => ({ name_en: dossier.paragraphName(id) }),
      route: () => ({ name_en: atlas.t("route.name") }),
    }[kind];
    const thing = named && named();
    return thing ? atlas.pick(thing, "name") || thing.name_en : id;
  }
  const legEnd = (d, id) => (d.places[id] ? atlas.pick(d.places[id], "name") : d.nodes[id].name_en);

  const list = (words) => {
    const all = words.filter(Boolean);
    return all.length > 1 ? `${all.slice(0, -1).join(", ")} ${atlas.t("dossier.and")} ${all[all.length - 1]}` : all.join("");
  };
  const countryButton = (engine, iso, prefix) => `<button type="button" class="d-chip" data-select="country:${esc(iso)}" data-key="${esc(prefix)}:${esc(iso)}">${esc(atlas.pick(engine.countries.get(iso) || { name_en: iso }, "name"))}</button>`;

  /* The day or stretch that a scene asks about, in words, under one of three keys: KEY.on, KEY.in, KEY.span. */
  function when(scene, key) {
    const [first, last] = scene.to ? [scene.date, scene.to].sort() : [scene.date, scene.date];
    const form = scene.to ? ".span" : scene.date.length === 7 ? ".in" : ".on";
    return atlas.t(key + form, { x: atlas.dateWords(first), y: atlas.dateWords(last) });
  }

  Object.assign(dossier, {
    dateText, since, planned, statusText, lastStated, bit, within, marks, mark, barStyle, row, folded, heading, facts, head,
    found, isLater, nameOf, legEnd, list, countryButton, when, lower, capital,
  });
})();
