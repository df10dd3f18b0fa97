/* Compare: the two sides of a comparison, the bar that chooses them, and the list of what changed, in words.
   Which change belongs to which group is a table of the payload; here it is looked up. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { symbols, days, dossier } = atlas;
  const esc = atlas.escape;
  const SILENT = "not_recorded";
  let memo = { key: "", value: null }, cached = new Map(), open = new Set();

  /* The date to compare with while none was chosen: before the summer of 2023, or a year earlier. */
  function otherDate(scene) {
    if (scene.date2) return scene.date2;
    if (scene.date > "2023-07-01") return "2023-07-01";
    const month = days.addMonths(scene.date.slice(0, 7), -12);
    return month < "2012-01" ? "2012-01" : month;
  }

  /* Both sides of the comparison. With one date on both sides it is the knowledge that is compared. */
  function sides(scene) {
    const date2 = otherDate(scene), known = date2 === scene.date;
    return { before: { ...scene, date: date2, known: known ? scene.known2 : scene.known }, after: scene, known };
  }

  function statusOf(engine, chain, clock, day) {
    if (!chain) return { status: "" };
    const r = atlas.Engine.rowAt(chain[3], day);
    if (r >= 0) return { status: engine.data.statuses[clock.rows[r].s], row: clock.rows[r] };
    return { status: chain[2] && day < chain[2] ? SILENT : "" };
  }

  /* The two looks and every pair of engagement and country whose status differs. */
  function differ(engine, scene) {
    const { before, after, known } = sides(scene);
    const key = atlas.state.toQuery({ ...after, view: null, selection: [], theme: "light" }) + before.date + before.known;
    if (memo.key === key) return memo.value;
    const looks = [engine.look(before), engine.look(after)], { data } = engine;
    const table = data.changes[known ? "known" : "time"], words = data.changes.statuses;
    const clocks = [engine.clock(before), engine.clock(after)];
    const chains = clocks.map((c) => new Map(c.chains.map((x) => [x[0] + "|" + x[1], x])));
    const items = [], seen = new Set(), aside = new Set();
    for (const r of [...looks[0].rows, ...looks[1].rows]) {
      const id = r.e + "|" + r.country;
      if (seen.has(id)) continue;
      seen.add(id);
      const [a, b] = [0, 1].map((i) => statusOf(engine, chains[i].get(id), clocks[i], looks[i].day));
      const g = table[words.indexOf(a.status)][words.indexOf(b.status)];
      if (!known && (a.status === SILENT || b.status === SILENT)) aside.add(id);
      if (g >= 0) items.push({ e: r.e, country: r.country, before: a, after: b, group: data.changes.groups[g] });
    }
    /* What one side never recorded is counted apart: a first record is no change of the thing itself. */
    const common = looks.map((look) => look.rows.filter((r) => !aside.has(r.e + "|" + r.country)));
    const value = {
      before, after, known, looks, items, total: new Set([...seen].map((s) => s.split("|")[0])).size,
      wheels: common.map((rows) => engine.wheels(scene, rows)),
      counts: common.map((rows) => engine.counts(rows)),
      record: recordByCountry(engine, items),
    };
    memo = { key, value };
    return value;
  }

  function recordByCountry(engine, items) {
    const found = {};
    for (const i of items) {
      if (i.group !== "documented" || engine.engagements[i.e].counted !== "yes") continue;
      if ((engine.data.running >> engine.data.statuses.indexOf(i.after.status)) & 1) (found[i.country] = found[i.country] || new Set()).add(i.e);
    }
    return found;
  }

  const dateName = (text) => atlas.dateWords(text);
  const knownName = (engine, known) => (known === "" ? atlas.t("compare.everything") : known === engine.data.letter.date ? atlas.t("compare.letter", { x: atlas.dateWords(known) }) : atlas.t("compare.known", { x: atlas.dateWords(known) }));
  const sideName = (engine, d, which) => (d.known ? knownName(engine, d[which].known) : dateName(d[which].date));

  function lead(context, d) {
    const { engine, t } = context, { data } = engine;
    const mine = d.items.filter((i) => engine.engagements[i.e].counted === "yes");
    const parts = [];
    for (const g of data.changes.groups) {
      const of = mine.filter((i) => i.group === g), n = new Set(of.map((i) => i.e)).size;
      if (!n || (g === "documented" && !d.known)) continue;
      const where = new Set(of.map((i) => i.country));
      const one = where.size === 1 && n > 1 && [...where][0];
      parts.push(t("compare.lead." + g, { n }) + (one ? ` (${t("compare.lead.allin", { x: atlas.pick(engine.countries.get(one), "name") })})` : ""));
    }
    if (!d.items.length) return `<b>${esc(t("compare.none"))}</b> ${esc(t("compare.none.text"))}`;
    const loss = data.instruments.map((n) => ({ n, a: d.counts[0].instruments[n].running, b: d.counts[1].instruments[n].running })).sort((x, y) => (y.a - y.b) - (x.a - x.b))[0];
    const record = d.known ? 0 : new Set(mine.filter((i) => i.group === "documented").map((i) => i.e)).size;
    return (parts.length ? `<b>${esc(parts.join("; "))}.</b> ` : "") + (loss.a > loss.b ? esc(t("compare.lead.least", { x: t("instrument." + loss.n), a: loss.a, b: loss.b })) : "")
      + (record ? ` <span class="muted">${esc(t("compare.lead.record", { n: record }))}</span>` : "");
  }

  /* Running per instrument on both sides: an open dot, a full dot, and the difference in words. */
  function dumbbell(context, d, width) {
    const { engine, t } = context, { data } = engine;
    const rows = data.instruments.map((n) => ({ n, a: d.counts[0].instruments[n].running, b: d.counts[1].instruments[n].running }));
    const most = Math.max(4, ...rows.map((r) => Math.max(r.a, r.b)));
    const step = [1, 2, 4, 5, 10, 20].find((s) => most / s <= 5) || 50, top = Math.ceil(most / step) * step;
    const W = Math.min(width, 620), x = (n) => 176 + (n / top) * (W - 276);
    let s = "";
    for (let n = 0; n <= top; n += step) s += `<path d="M${x(n)},18V${26 + rows.length * 24}" stroke="var(--rule)"/><text x="${x(n)}" y="10" text-anchor="middle" class="x-axis">${n}</text>`;
    rows.forEach((r, i) => {
      const y = 34 + i * 24, paint = symbols.colour(r.n), gap = r.b - r.a;
      s += `<text x="0" y="${y + 4}">${esc(t("instrument." + r.n))}</text>`;
      if (gap) s += `<path d="M${x(r.a)},${y}H${x(r.b)}" stroke="${paint}" stroke-width="3"/><circle cx="${x(r.a)}" cy="${y}" r="5.6" fill="var(--panel)" stroke="${paint}" stroke-width="2"/>`;
      s += `<circle cx="${x(r.b)}" cy="${y}" r="6.5" fill="${paint}"/><text x="${W}" y="${y + 4}" text-anchor="end"${gap ? ' font-weight="700"' : ' class="x-none"'}>${gap ? (gap > 0 ? "+" : "−") + Math.abs(gap) : esc(t("compare.nochange"))}</text>`;
    });
    const words = rows.map((r) => `${t("instrument." + r.n)}: ${t("compare.pill", { a: r.a, b: r.b })}`).join("; ");
    const key = (which, full) => `<svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true"><circle r="5" fill="${full ? "var(--ink2)" : "var(--panel)"}" stroke="var(--ink2)" stroke-width="2"/></svg> ${esc(sideName(engine, d, which))}`;
    return `<p class="x-key">${esc(t("compare.running"))}: <span>${key("before", false)}</span> <span>${key("after", true)}</span></p><svg class="x-dumbbell" width="${W}" height="${30 + rows.length * 24}" role="img" aria-label="${esc(t("compare.table") + ". " + words)}">${s}</svg>`;
  }

  /* Countries in which one engagement changed in the same way stand in one row. */
  function merged(engine, items) {
    const rows = new Map();
    for (const i of items) {
      const key = [i.e, i.before.status, i.after.status, i.after.row ? i.after.row.p : ""].join("|");
      const row = rows.get(key) || { ...i, key, countries: [] };
      row.countries.push(i.country);
      rows.set(key, row);
    }
    const name = (r) => (r.countries[0] ? atlas.pick(engine.countries.get(r.countries[0]), "name") : "");
    return [...rows.values()].sort((a, b) => name(a).localeCompare(name(b)) || atlas.pick(engine.engagements[a.e], "name").localeCompare(atlas.pick(engine.engagements[b.e], "name")));
  }

  /* The short locator; its full name stands in the title, and the citation itself in the dossier behind the name. */
  function cite(engine, c) {
    if (!c) return "<span></span>";
    const full = dossier.locator(engine, c[1], c[2], c[3]);
    return `<span class="x-cite num" title="${esc(`${engine.data.documents[c[1]].title}: ${full}`)}">${esc(c[2] ? `${c[2]} ¶ ${c[3]}` : full)}</span>`;
  }

  function rowOf(context, row) {
    const { engine, t } = context, e = engine.engagements[row.e];
    const paint = symbols.colour(e.instruments[0]);
    const names = row.countries.filter(Boolean).map((c) => atlas.pick(engine.countries.get(c), "name"));
    const where = names.length > 2 ? t("compare.countries", { n: names.length }) : names.join(", ");
    const period = row.after.row ? engine.data.periods[row.after.row.p] : null;
    const c = row.after.row ? dossier.shownCitation(engine, row.after.row) : null;
    const said = (s) => (s.status ? t("status." + s.status) : t("changes.none"));
    const step = `${said(row.before)} → ${said(row.after)}`;
    const mark = (s) => (s.status ? symbols.dot(s.status, paint, 5.5) : `<span class="x-absent" aria-hidden="true">–</span>`);
    /* Where both sides lie in one year, the year stands above and the days need not repeat it. */
    const full = period ? (period.start_relation === "on" ? "" : t("time." + period.start_relation) + " ") + dossier.dateText(period.start_date, period.start_precision, true) : "";
    const year = context.scene.date.slice(0, 4), same = otherDate(context.scene).slice(0, 4) === year && full.endsWith(" " + year) && /^\S+ \S+ /.test(full);
    const when = same ? full.slice(0, -5) : full;
    return `<li class="x-row" data-lit="${esc(row.countries[0])}|${esc(e.instruments[0])}"><i class="d-bar" style="${dossier.barStyle(e)}"></i><b title="${esc(names.join(", "))}">${esc(where)}</b>`
      + `<span class="x-name"><button type="button" class="d-link" data-x-select="engagement:${esc(e.engagement_id)}" data-key="x:${esc(row.key)}">${esc(atlas.pick(e, "name"))}</button>${e.subject === "mission" ? ` <span class="tag">${esc(t("compare.mission"))}</span>` : ""}</span>`
      + `<span class="x-step" title="${esc(step)}">${mark(row.before)}<span aria-hidden="true">→</span>${mark(row.after)}<span class="visually-hidden">${esc(step)}</span></span><span class="x-when num" title="${esc(full)}">${esc(when)}</span>${cite(engine, c)}</li>`;
  }

  function list(context, d) {
    const { engine, t } = context;
    return engine.data.changes.groups.map((g) => {
      const rows = merged(engine, d.items.filter((i) => i.group === g));
      if (!rows.length) return "";
      const n = new Set(rows.map((r) => r.e)).size, shut = (g === "documented" && !d.known) !== open.has(g);
      return `<section class="x-group"><h3><button type="button" data-x-fold="${g}" data-key="fold:${g}" aria-expanded="${!shut}"><span aria-hidden="true">${shut ? "▸" : "▾"}</span> ${esc(t("changes." + g))}<span class="num">${n}</span></button></h3>${shut ? "" : `<ul class="x-rows">${rows.map((r) => rowOf(context, r)).join("")}</ul>`}</section>`;
    }).join("");
  }

  /* The bar: two dates or two states of knowledge, swap, way of showing. */
  function bar(context, d) {
    const { engine, scene, t } = context;
    const date = (which, name) => `<input type="text" class="x-input day-field num" data-x="${which}" data-key="x-${which}" data-day="${esc((which === "date2" ? d.before : scene).date)}" autocomplete="off" spellcheck="false" maxlength="30" aria-label="${esc(t(name))}">`;
    const known = (which, value, name) => {
      const years = [];
      for (let y = 2013; y <= 2024; y++) years.push(`${y}-12-31`);
      const all = [...new Set(["", engine.data.letter.date, ...years, value])];
      return `<select class="x-input" data-x="${which}" data-key="x-${which}" aria-label="${esc(t(name))}">${all.map((k) => `<option value="${k}"${k === value ? " selected" : ""}>${esc(knownName(engine, k))}</option>`).join("")}</select>`;
    };
    const choice = (key, options, now, label) => `<div class="toggle" role="group" aria-label="${esc(label)}">${options.map((o) => `<button type="button" data-x-${key}="${o}" data-key="x-${key}-${o}" aria-pressed="${o === now}">${esc(t(`compare.${key}.${o}`))}</button>`).join("")}</div>`;
    const changed = new Set(d.items.filter((i) => d.known || i.group !== "documented").map((i) => i.e)).size;
    return (d.known
      ? `<b>${esc(t("compare.what.known"))}</b>${date("both", "compare.date")}${known("known2", scene.known2, "compare.first.known")}<span>${esc(t("compare.and"))}</span>${known("known", scene.known, "compare.second.known")}`
      : `<b>${esc(t("compare.what"))}</b>${date("date2", "compare.first")}<span>${esc(t("compare.and"))}</span>${date("date", "compare.second")}`)
      + `<button type="button" class="button" data-x-swap data-key="x-swap">${esc(t("compare.swap"))}</button>`
      + choice("by", ["dates", "known"], d.known ? "known" : "dates", t("compare.by"))
      + choice("mode", ["difference", "side", "swipe"], scene.compare, t("compare.mode"))
      + `<span class="x-count muted num">${esc(t("compare.changed", { k: changed, n: d.total }))}</span>`
      + `<button type="button" class="button" data-x-export data-key="x-export">${esc(t("compare.export"))}</button>`;
  }

  /* Fields for days are made anew with the bar. */
  function dayFields(part) {
    const [first, last] = atlas.state.engine.data.window.map(days.toIso);
    for (const input of part.querySelectorAll(".day-field")) {
      const which = input.dataset.x;
      const take = (day) => atlas.state.commit(which === "both" ? { date: day, date2: day } : { date2: otherDate(atlas.state.scene), [which]: day });
      atlas.dayField(input, { first, last, months: true, take }).show(input.dataset.day);
    }
  }

  function put(box, key, html) {
    const part = box.querySelector(`[data-part="${key}"]`);
    if (!part || cached.get(key) === html) return;
    cached.set(key, html);
    const active = document.activeElement, mark = active && part.contains(active) ? active.dataset.key : null;
    part.innerHTML = html;
    if (key === "bar") dayFields(part);
    const again = mark && part.querySelector(`[data-key="${CSS.escape(mark)}"]`);
    if (again) again.focus({ preventScroll: true });
  }

  atlas.painter(44, "compare", (context) => {
    const box = document.getElementById("compare-body");
    if (!box || context.scene.tab !== "compare") return;
    if (!box.firstChild) {
      cached = new Map();
      box.innerHTML = '<div class="x-bar" data-part="bar"></div><div class="x-maps"><div class="x-map" id="compare-map-1"></div><div class="x-map" id="compare-map-2"></div><div class="x-over" data-part="over"></div></div>'
        + '<div class="x-side" tabindex="0"><h2 class="visually-hidden" data-part="title"></h2><p class="x-lead" data-part="lead"></p><div class="x-chart" data-part="chart"></div><div data-part="list"></div></div>';
    }
    if (!context.engine.hasClock(sides(context.scene).before)) return;
    const d = differ(context.engine, context.scene);
    put(box, "bar", bar(context, d));
    put(box, "title", `${esc(context.t(d.known ? "compare.what.known" : "compare.what"))} ${esc(sideName(context.engine, d, "before"))} ${esc(context.t("compare.and"))} ${esc(sideName(context.engine, d, "after"))}`);
    put(box, "lead", lead(context, d));
    put(box, "chart", dumbbell(context, d, atlas.room(box.querySelector('[data-part="chart"]'), 508)));
    put(box, "list", list(context, d));
    atlas.compare.maps(box, context, d);
  });

  function setBy(value) {
    const { state } = atlas, { scene } = state;
    if (value === "dates") { state.commit({ date2: otherDate({ ...scene, date2: "" }), known2: "" }); return; }
    const letter = state.engine.data.letter.date;
    state.commit({ date2: scene.date, known2: letter, known: scene.known === letter ? "" : scene.known });
  }

  function swap() {
    const { state } = atlas, { scene } = state, d = sides(scene);
    state.commit(d.known ? { known: scene.known2, known2: scene.known } : { date: d.before.date, date2: scene.date });
  }

  /* The list of what changed, to take away; the question stands above it in words. */
  function sheet() {
    const query = atlas.state.toQuery({ ...atlas.state.scene, view: null, selection: [], layers: atlas.state.engine.data.scene.layers });
    const said = document.querySelector("#sentence .said"), link = (f) => `<li><a class="button" href="api/changes?format=${f}&amp;${esc(query)}" download>${esc(atlas.t("compare.export." + f))}</a></li>`;
    atlas.sheet.dialog("changes-dialog", atlas.sheet.head(atlas.t("compare.export")) + `<p class="muted">${esc(said ? said.textContent : "")}</p><ul class="downloads">${["csv", "xlsx", "json"].map(link).join("")}</ul>`);
  }

  document.addEventListener("click", (event) => {
    const at = (s) => event.target.closest && event.target.closest(s);
    let hit;
    if ((hit = at("[data-x-select]"))) atlas.emit("select", { ref: hit.dataset.xSelect, from: hit });
    else if ((hit = at("[data-x-fold]"))) { const g = hit.dataset.xFold; if (open.has(g)) open.delete(g); else open.add(g); atlas.repaint(); }
    else if ((hit = at("[data-x-by]"))) setBy(hit.dataset.xBy);
    else if ((hit = at("[data-x-mode]"))) atlas.state.commit({ compare: hit.dataset.xMode });
    else if (at("[data-x-swap]")) swap();
    else if (at("[data-x-export]")) sheet();
  });
  document.addEventListener("change", (event) => {
    const which = event.target.dataset && event.target.dataset.x, { value } = event.target;
    if (which && which.startsWith("known")) atlas.state.commit({ [which]: value });
  });
  document.addEventListener("pointerover", (event) => {
    const row = event.target.closest && event.target.closest(".x-row");
    if (row) { const [country, instrument] = row.dataset.lit.split("|"); atlas.emit("highlight", { country, instrument }); }
  });

  atlas.compare = { sides, differ, otherDate, sideName, knownName, maps() {} };
})();
