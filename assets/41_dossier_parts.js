/* Parts that several dossiers share: heads, facts, dates with their precision, citations, rows, strips. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { dossier, symbols, days } = atlas;
  const esc = atlas.escape;
  const DAY_MS = 86400000;

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

  /* The marks of doubt of a row: disagreement, general knowledge, inferred, outcome unknown. */
  function marks(engine, row) {
    const period = engine.data.periods[row.p], t = atlas.t;
    const bit = (name) => (row.f >> engine.data.flags.indexOf(name)) & 1;
    let s = "";
    if (row.c.length) s += mark("≠", t("doubt.conflict"));
    if (period.confidence === "general_knowledge") s += `<sup class="d-mark" title="${esc(t("doubt.general_knowledge"))}">?<span class="visually-hidden"> ${esc(t("doubt.general_knowledge"))}</span></sup>`;
    if (period.confidence === "inferred") s += `<i class="d-inferred" title="${esc(t("doubt.inferred"))}">${esc(t("doubt.inferred").toLowerCase())}</i>`;
    if (bit("uncertain")) s += mark("~", t("doubt.uncertain"));
    if (bit("outcome_not_recorded")) s += mark("…", t("doubt.outcome_not_recorded"));
    return s;
  }
  const mark = (sign, words) => `<span class="d-mark" title="${esc(words)}"><span aria-hidden="true">${sign}</span><span class="visually-hidden"> ${esc(words)}</span></span>`;

  /* The citation that stands beside a row: the letter's where it bears it, else the primary one. */
  function shownCitation(engine, row) {
    const all = row.q.map((i) => engine.data.citations[i]);
    const letter = all.filter((c) => engine.data.documents[c[1]].document_id === engine.data.letter.id);
    return (letter.length ? letter : all).slice().sort((a, b) => (a[4] === "primary" ? 0 : 1) - (b[4] === "primary" ? 0 : 1))[0] || null;
  }

  function locator(engine, documentIndex, section, paragraph) {
    if (section) return `${atlas.t("section." + section)}${paragraph ? ` ¶\u00a0${paragraph}` : ""}`;
    const d = engine.data.documents[documentIndex];
    const number = /^kst-(\d+)-(\w+)$/.exec(d.document_id);
    if (number) return `Kst. ${number[1]}, ${number[2]}`;
    const publisher = d.publisher.split(/[;,(]/)[0];
    const short = publisher.length > 14 ? publisher.split(" ").filter((w) => /^[A-Z]/.test(w)).map((w) => w[0]).join("") : publisher;
    return `${short.length > 1 ? short : publisher}${d.date ? " " + d.date.slice(0, 4) : ""}`;
  }

  /* A citation as a button; key must be unique in the dossier. */
  function citation(engine, c, key) {
    const [, doc, section, paragraph] = c, on = Boolean(dossier.cite) && dossier.cite.key === key;
    const isLetter = engine.data.documents[doc].document_id === engine.data.letter.id;
    return `<button type="button" class="d-cite" data-cite="${esc(key)}" data-key="cite:${esc(key)}" data-section="${esc(isLetter ? section : "")}" data-paragraph="${esc(isLetter ? paragraph : "")}" aria-expanded="${on}" title="${esc(engine.data.documents[doc].title)}">${esc(locator(engine, doc, section, paragraph))}</button>`;
  }

  /* What an opened citation says: document, publisher, date, place in it; the paragraph where there is a copy. */
  function cited(engine, c, key) {
    const open = dossier.cite;
    if (!open || open.key !== key) return "";
    const [, doc, section, paragraph, role] = c, d = engine.data.documents[doc], t = atlas.t;
    const name = t("section.name." + section);
    const place = section ? `<div>${esc(name === "section.name." + section ? t("section." + section) : name)}${paragraph ? `, ${esc(t("dossier.paragraph", { n: paragraph }))}` : ""}</div>` : "";
    let body = "";
    if (open.section) {
      if (open.text) body = (open.altered ? `<p class="d-altered">${esc(t("dossier.letter.altered"))}</p>` : "") + `<blockquote${open.altered ? ' class="is-altered"' : ""} lang="nl"><mark>${esc(open.text)}</mark></blockquote>`;
      else if (open.fault) body = `<p class="muted">${esc(t("dossier.letter.fault"))}</p>`;
      else if (dossier.letter === false || location.protocol === "file:") body = `<p class="muted">${esc(t("dossier.letter.none"))}</p>`;
    }
    return `<div class="d-cited" role="note"><b lang="${/^kst-/.test(d.document_id) ? "nl" : ""}">${esc(d.title)}</b><div class="muted">${esc([d.publisher, d.date ? dateText(d.date) : t("dossier.undated"), d.document_id.startsWith("kst-") ? d.document_id : ""].filter(Boolean).join(" · "))}</div>${place}<div class="muted">${esc(t("dossier.role." + role))}</div>${body}</div>`;
  }

  /* A locator of the letter as it stands in notes and conflicts: "MIG 1". */
  function letterRef(engine, ref, key) {
    const [section, paragraph] = ref.split(" ");
    const doc = engine.data.documents.findIndex((d) => d.document_id === engine.data.letter.id);
    const c = [null, doc, section, paragraph || "", "primary"];
    return { button: citation(engine, c, key), body: cited(engine, c, key) };
  }

  function barStyle(e) {
    const n = e.instruments.length;
    const stops = e.instruments.map((name, i) => `${symbols.colour(name)} ${(100 * i) / n}% ${(100 * (i + 1)) / n}%`);
    return n === 1 ? `background:${symbols.colour(e.instruments[0])}` : `background:linear-gradient(${stops.join(",")})`;
  }

  /* One engagement in one country (or everywhere) as a row: mark, status, since, frameworks, doubts, citation. */
  function row(engine, item, options) {
    const o = options || {}, e = engine.engagements[item.e], t = atlas.t;
    const period = engine.period(item), status = engine.data.statuses[item.row.s];
    const key = `${o.prefix || "row"}:${e.engagement_id}:${item.country}`;
    const c = shownCitation(engine, item.row);
    const paint = symbols.colour(e.instruments[0]);
    const where = o.country && item.country ? ` · ${esc(atlas.pick(engine.countries.get(item.country), "name"))}` : "";
    return `<li class="d-row${o.indent ? " is-indented" : ""}" data-lit="${esc(item.country)}|${esc(e.instruments[0])}">`
      + `<i class="d-bar" style="${barStyle(e)}"></i>${symbols.dot(status, paint, 5.5)}`
      + `<div class="d-row-body"><button type="button" class="d-link" data-select="engagement:${esc(e.engagement_id)}" data-key="${esc(key)}">${esc(atlas.pick(e, "name"))}</button>`
      + `<div class="d-meta">${esc(t("status." + status))}${where} ${esc(since(period, true))}${marks(engine, item.row)} ${e.framework.map((f) => `<span class="tag">${esc(t("framework." + f))}</span>`).join(" ")}</div></div>`
      + `<div class="d-row-cite">${c ? citation(engine, c, key) : ""}</div>${c ? cited(engine, c, key) : ""}</li>`;
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

  function nameOf(context, ref) {
    const { engine } = context, i = ref.indexOf(":"), kind = ref.slice(0, i), id = ref.slice(i + 1), d = engine.data;
    const found = {
      country: () => engine.countries.get(id),
      engagement: () => engine.engagements[engine.byId.get(id)],
      event: () => { const e = d.events.find((x) => x.event_id === id); return e && { name_en: e.title_en, name_nl: e.title_nl }; },
      context: () => d.context.find((x) => x.context_id === id),
      place: () => d.places[id],
      site: () => { const s = d.sites.find((x) => x.site_id === id); return s ? d.places[s.place_id] : d.places[id.split("|")[0]]; },
      leg: () => { const l = d.legs.find((x) => x.leg_id === id); return l && { name_en: `${legEnd(d, l.from_id)} → ${legEnd(d, l.to_id)}` }; },
      route: () => ({ name_en: atlas.t("route.name") }),
    }[kind];
    const row = found && found();
    return row ? atlas.pick(row, "name") || row.name_en : id;
  }
  const legEnd = (d, id) => (d.places[id] ? atlas.pick(d.places[id], "name") : d.nodes[id].name_en);

  /* Strips: rows of status bands over days. rows: [{label, paint, bands: [{from, until, status, silent, doubt}]}]. */
  function strip(rows, o) {
    const left = o.left === undefined ? 96 : o.left, W = dossier.width, right = W - 1, h = 12, gap = o.gap || 18, top = 18;
    const height = top + rows.length * gap + (o.coup ? 20 : 4);
    const x = (day) => left + ((Math.max(o.first, Math.min(o.last, day)) - o.first) / (o.last - o.first)) * (right - left);
    let s = "";
    const y0 = new Date(o.first * DAY_MS).getUTCFullYear(), y1 = new Date(o.last * DAY_MS).getUTCFullYear();
    const every = y1 - y0 > 8 ? 2 : 1;
    for (let y = y0; y <= y1; y++) {
      const at = x(days.fromIso(`${y}-01-01`));
      s += `<path d="M${at.toFixed(1)},${top - 4}V${height - (o.coup ? 18 : 2)}" stroke="var(--rule)"/>`;
      if ((y - y0) % every === 0 && x(days.fromIso(`${y}-12-31`)) - at > 12) s += `<text x="${at + 1}" y="10" class="d-axis">${y}</text>`;
    }
    rows.forEach((r, i) => {
      const y = top + i * gap;
      if (left) s += `<text x="0" y="${y + 10}" class="d-strip-label">${esc(r.label)}</text>`;
      for (const b of r.bands) {
        if (b.until <= o.first || b.from >= o.last) continue;
        const a = x(b.from), z = x(b.until);
        s += `<g>${b.title ? `<title>${esc(b.title)}</title>` : ""}${symbols.band(a, z, y, h, b.status, r.paint)}${b.silent && b.status !== "not_recorded" ? `<rect x="${a.toFixed(1)}" y="${y + h + 0.5}" width="${Math.max(0, z - a - 1).toFixed(1)}" height="3" fill="url(#atlas-hatch)"/>` : ""}</g>`;
        for (const f of b.fades || []) s += `<rect x="${x(f.from).toFixed(1)}" y="${y - 0.5}" width="${Math.max(0, x(f.until) - x(f.from)).toFixed(1)}" height="${h + 1}" fill="url(#d-fade-${f.side})" pointer-events="none"/>`;
      }
    });
    const bottom = top + rows.length * gap;
    if (o.day < o.last) s += `<rect x="${x(o.day).toFixed(1)}" y="${top - 2}" width="${(right - x(o.day)).toFixed(1)}" height="${bottom - top}" fill="var(--panel)" fill-opacity=".62" pointer-events="none"/>`;
    if (o.known !== null && o.known < o.last) s += `<rect x="${x(o.known + 1).toFixed(1)}" y="${top - 2}" width="${Math.max(0, right - x(o.known + 1)).toFixed(1)}" height="${bottom - top}" fill="url(#atlas-hatch-light)" pointer-events="none"><title>${esc(atlas.t("doubt.projected"))}</title></rect>`;
    for (const c of o.coups || []) {
      if (c.day < o.first || c.day > o.last) continue;
      const at = x(c.day).toFixed(1);
      s += `<path d="M${at},${top - 5}V${bottom - 2}" stroke="var(--ink)" stroke-width="1.3"/><path d="M${at},${top - 3}l-4,-6h8Z" fill="var(--ink)"><title>${esc(c.title)}</title></path>`;
    }
    s += `<path d="M${x(o.day).toFixed(1)},${top - 4}V${bottom}" stroke="var(--focus)" stroke-width="1.6" stroke-dasharray="2 2"/>`;
    if (o.coup) s += `<text x="${right}" y="${bottom + 13}" text-anchor="end" class="d-coup">${esc(o.coup)}</text>`;
    fades();
    return `<svg class="d-strip" width="${W}" height="${height}" role="img" aria-label="${esc(o.label)}">${s}</svg>`;
  }

  /* The fading edges of a strip, put beside the page's other patterns once. */
  function fades() {
    const defs = document.querySelector("#atlas-defs defs");
    if (!defs || document.getElementById("d-fade-in")) return;
    const stop = (offset, opacity) => `<stop offset="${offset}" stop-color="var(--panel)" stop-opacity="${opacity}"/>`;
    defs.insertAdjacentHTML("beforeend", `<linearGradient id="d-fade-in">${stop(0, 0.9)}${stop(1, 0)}</linearGradient><linearGradient id="d-fade-out">${stop(0, 0)}${stop(1, 0.9)}</linearGradient>`);
  }

  /* The years a strip shows: six up to the scene's year, or all from 2012. */
  function years(engine, day, all) {
    const year = new Date(day * DAY_MS).getUTCFullYear();
    const first = all ? engine.data.window[0] : Math.max(engine.data.window[0], days.fromIso(`${year - 5}-01-01`));
    return { first, last: all ? engine.data.window[1] : Math.max(days.fromIso(`${year}-12-31`), first + 400) };
  }

  const list = (words) => {
    const all = words.filter(Boolean);
    return all.length > 1 ? `${all.slice(0, -1).join(", ")} ${atlas.t("dossier.and")} ${all[all.length - 1]}` : all.join("");
  };
  const countryButton = (engine, iso, prefix) => `<button type="button" class="d-chip" data-select="country:${esc(iso)}" data-key="${esc(prefix)}:${esc(iso)}">${esc(atlas.pick(engine.countries.get(iso) || { name_en: iso }, "name"))}</button>`;

  Object.assign(dossier, { dateText, since, planned, marks, mark, shownCitation, locator, citation, cited, letterRef, barStyle, row, folded, heading, facts, head, nameOf, legEnd, strip, years, list, countryButton });
})();
