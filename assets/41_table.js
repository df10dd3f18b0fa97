/* The table: the rows of the query in AG Grid, grouped by rows of our own, following the scene and leading it.
   The grid's script is fetched from our server when the table is first opened. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { escape } = atlas;
  const SCRIPT = "_dash-component-suites/dash_ag_grid/dash_ag_grid.min.js";
  const SHOWN = ["name", "instruments", "framework", "status", "strip", "source"];
  /* What a stretch of time shows besides: from when to when each row holds in it. */
  const OF_A_STRETCH = ["from", "to"];
  const WIDTH = { name: 310, instruments: 156, framework: 116, status: 192, source: 84, countries: 190, citations: 260, partners: 170, goals: 190, channel: 150, lead: 90, subject: 170, from: 104, to: 104, description: 320, contribution: 220, reach: 150, amounts: 320, amount_for: 320, amount_document: 190 };
  const NARROW = 940;
  const WAIT_MS = 60;
  const PLACE = "atlas.table.columns";
  let grid = null, loading = null, context = null, timer = 0, drawn = "", columnsDrawn = "", closed = new Set(), chosen = remembered(), order = [];

  function remembered() {
    try { return JSON.parse(localStorage.getItem(PLACE)) || SHOWN; } catch (error) { return SHOWN; }
  }
  /* The columns on screen: without a choice of their own, people on a narrow stage get those that fit. */
  function visible() {
    const room = document.getElementById("table-grid").clientWidth / scale;
    const fit = room && room < NARROW && chosen === SHOWN ? SHOWN.filter((k) => k !== "instruments" && k !== "framework") : chosen;
    if (!context || !context.scene.to || OF_A_STRETCH.some((k) => fit.includes(k))) return fit;
    const at = fit.indexOf("status") + 1;
    return [...fit.slice(0, at || 1), ...OF_A_STRETCH, ...fit.slice(at || 1)];
  }
  /* Where the page is drawn larger, rows and columns are larger by as much; cells are drawn in their own measure. */
  let scale = 1;
  const px = (n) => Math.round(n * scale);
  const widthOf = (column) => column.getActualWidth() / scale;
  function readScale() { scale = Number(getComputedStyle(document.documentElement).getPropertyValue("--ui")) || 1; }
  const keys = () => ["name", ...document.getElementById("table-body").dataset.columns.split(" "), "strip", "source"];

  /* Words of a row's values, in the scene's language. */
  const FROM = {
    instruments: "instrument.", goals: "goal.", framework: "framework.", channel: "channel.", subject: "subject.", kind: "kind.", status: "status.",
    decision: "decision.", confidence: "confidence.", counted: "counted.", goal_basis: "goal_basis.", layer: "layer.", reach: "reach.", degree: "degree.",
  };
  function said(key, value) {
    if (value === null || value === undefined) return "";
    if (value === true || value === false) return atlas.t(value ? "table.yes" : "table.no");
    /* What is said of a sum, and the sum itself, may hold a comma. */
    if (Array.isArray(value)) return value.map((x) => said(key, x)).join(key.startsWith("amount") ? "; " : ", ");
    if (key === "amount_sum") return atlas.number(value);
    if (key === "instruments") { const short = "instrument.short." + value; return atlas.t(short) === short ? atlas.t("instrument." + value) : atlas.t(short); }
    if (FROM[key]) return atlas.t(FROM[key] + value);
    if (key === "lead" || key === "partners") return atlas.actor(value);
    if (key === "countries" || key === "countries_matched") { const c = context.engine.countries.get(value); return c ? atlas.pick(c, "name") : value; }
    if (["status_since", "last_stated", "planned_start", "planned_end", "from", "to"].includes(key)) return atlas.dateWords(value, true);
    if (key === "component_of" || key === "parent") { const i = context.engine.byId.get(value); return i === undefined ? value : atlas.pick(context.engine.engagements[i], "name"); }
    return String(value);
  }
  function valueOf(key, data) {
    if (data.group) return key === "name" ? data.name : "";
    if (key === "name") return atlas.pick(data.row, "name");
    if (key === "source") return data.row.section ? `${data.row.section} ¶ ${data.row.paragraph}` : titleOf(data.row.document);
    if (key === "strip") return data.stripKey;
    return said(key, data.row[key]);
  }

  const titleOf = (id) => (context.engine.data.documents.find((d) => d.document_id === id) || { title: id || "" }).title;

  /* Cells that are more than text. Classes with getGui are the grid's own kind of renderer and need no framework. */
  class Cell {
    init(params) { this.element = document.createElement("div"); this.element.className = "cell"; this.refresh(params); }
    getGui() { return this.element; }
    refresh(params) { this.element.innerHTML = this.html(params.data, params); return true; }
  }
  class NameCell extends Cell {
    html(data) {
      if (data.group) {
        const label = escape(data.name);
        return `<button type="button" class="group-toggle" tabindex="-1" data-group="${escape(data.group)}" aria-expanded="${!data.closed}"><span class="caret" aria-hidden="true"></span>${data.icon}`
          + `<strong>${label}</strong></button> <span class="muted num group-note">${data.note}</span>`;
      }
      const kind = data.row.subject === "NL" ? "" : `<span class="muted small">${escape(atlas.t("kind." + data.row.kind))}</span>`;
      const part = data.row.counted === "component" ? `<span class="part" aria-hidden="true">└</span><span class="visually-hidden">${escape(atlas.t("counted.component"))}</span>` : "";
      const where = data.several ? `<span class="muted small where">${escape(said("countries", data.row.countries))}</span>` : "";
      return `<i class="mark" style="background:${data.paint}"></i>${part}<span class="name" title="${escape(valueOf("name", data))}">${escape(valueOf("name", data))}</span>${where}${kind}`;
    }
  }
  class StatusCell extends Cell {
    html(data) {
      if (data.group) return "";
      const { row } = data, marks = [];
      if (row.conflicts.length) marks.push(["≠", "doubt.conflict"]);
      if (row.confidence === "general_knowledge") marks.push(["?", "doubt.general_knowledge"]);
      if (row.uncertain) marks.push(["~", "doubt.uncertain"]);
      if (row.source_later) marks.push(["□", "doubt.source_later"]);
      if (row.projected) marks.push(["", "doubt.projected"]);
      else if (row.carried_forward) marks.push(["›", "doubt.carried_forward", atlas.t("time.last_stated", { date: atlas.dateWords(row.last_stated) })]);
      else if (row.outcome_not_recorded) marks.push(["…", "doubt.outcome_not_recorded"]);
      const doubts = marks.map(([sign, key, words]) => [sign, escape(words || atlas.t(key))])
        .map(([sign, words]) => `<sup class="doubt" title="${words}"><span aria-hidden="true">${sign}</span><span class="visually-hidden">${words}</span></sup>`).join("");
      const said = row.degree ? `${atlas.t("status." + row.status)}, ${atlas.t("degree." + row.degree)}` : atlas.t("status." + row.status);
      return `${atlas.symbols.dot(row.status, data.paint)}<span>${escape(said)}</span>${doubts}`;
    }
  }
  class StripCell extends Cell {
    html(data, params) {
      const { engine, scene } = context, width = widthOf(params.column), height = data.group ? 31 : 28;
      const x = atlas.strips.scale(engine, 8, width - 8);
      const lines = atlas.strips.years(engine).map(({ day }) => `<path d="M${x(day).toFixed(1)},0V${height}" class="year"/>`).join("");
      const clock = engine.clock(scene), [, last] = engine.data.window, edge = clock.known === null ? engine.data.letter.day : clock.known;
      const after = `<rect x="${x(edge)}" y="0" width="${Math.max(0, x(last + 1) - x(edge))}" height="${height}" fill="url(#atlas-hatch-light)"/>`;
      const body = data.group ? pins(data, x, height) : atlas.strips.strip(engine, scene, data.histories, { x, y: 8, h: 12, paint: data.paint });
      const coups = (data.coups || []).map((e) => `<path d="M${x(e.day).toFixed(1)},${data.group ? 22 : 0}V${height}" class="coup"/>`).join("");
      const words = data.group ? "" : data.histories.map((h) => atlas.strips.words(engine, scene, h)).join(" / ");
      return `<svg width="${width}" height="${height}"${words ? ` role="img" aria-label="${escape(words)}"` : ' aria-hidden="true"'}>${lines}${after}${body}${coups}</svg><i class="period"></i><i class="now"></i>`;
    }
  }
  function pins(data, x, height) {
    let free = -1e9;
    return (data.coups || []).map((event, i, all) => {
      const at = x(event.day), next = i + 1 < all.length ? x(all[i + 1].day) : 1e9, label = escape(atlas.t("table.coup")), room = label.length * 6 + 8;
      let text = "";
      if (next - at > room + 6) { text = `<text x="${at + 7}" y="17">${label}</text>`; }
      else if (at - free > room) { text = `<text x="${at - 7}" y="17" text-anchor="end">${label}</text>`; }
      free = at + (text.includes("end") ? 6 : room);
      return `<g><title>${escape(atlas.pick(event, "title"))}, ${escape(atlas.dateWords(event.date))}</title><path d="M${at - 4},${height - 16}h8v5l-4,4l-4,-4Z" class="pin"/>${text}</g>`;
    }).join("");
  }
  class StripHead {
    init(params) { this.element = document.createElement("div"); this.element.className = "strip-head"; this.params = params; this.draw(); }
    getGui() { return this.element; }
    refresh(params) { this.params = params; this.draw(); return true; }
    draw() {
      const width = widthOf(this.params.column), x = atlas.strips.scale(context.engine, 8, width - 8), every = x(366 + context.engine.data.window[0]) - x(context.engine.data.window[0]) < 34 ? 2 : 1;
      const years = atlas.strips.years(context.engine).filter(({ year, day }) => year % every === 0 && x(day) + 30 < width);
      this.element.innerHTML = `<span class="visually-hidden">${escape(atlas.t("table.col.strip"))}</span>` + years.map(({ year, day }) => `<b class="num" aria-hidden="true" style="left:${x(day)}px">${year}</b>`).join("") + '<span class="flag num" aria-hidden="true"></span>';
      place(this.element);
    }
  }

  /* Where the day stands in every strip: one property for header and cells, so that a slider step redraws none of them. */
  function place(head) {
    const column = grid && grid.getColumn("strip"), holder = document.getElementById("table-grid");
    if (!column || !holder || !context) return;
    const { look, scene } = context, width = widthOf(column), at = atlas.strips.scale(context.engine, 8, width - 8), x = at(look.day);
    holder.style.setProperty("--now", x.toFixed(1) + "px");
    holder.style.setProperty("--p0", at(look.first).toFixed(1) + "px");
    holder.style.setProperty("--pw", (scene.to ? at(look.day + 1) - at(look.first) : 0).toFixed(1) + "px");
    const flag = (head || holder).querySelector(".flag");
    if (!flag) return;
    flag.textContent = flagWords(scene, look);
    const half = scene.to ? 96 : 48;
    flag.style.left = Math.min(width - half, Math.max(half, scene.to ? (at(look.first) + x) / 2 : x)) + "px";
  }

  /* The day over its line, or the first and the last day of the period that is shaded. */
  function flagWords(scene, look) {
    const words = (text) => atlas.dateWords(text, true), [first, last] = [look.first, look.day].map(atlas.days.toIso);
    return scene.to ? `${words(first)} – ${words(last)}` : words(scene.date.length === 7 ? scene.date : last);
  }

  /* Comparing keeps groups together whatever the direction of the sort: the group row leads its own. */
  function comparator(key) {
    return (a, b, nodeA, nodeB, descending) => {
      const sign = descending ? -1 : 1, g = nodeA.data.g - nodeB.data.g || (nodeA.data.group ? -1 : 0) - (nodeB.data.group ? -1 : 0);
      if (g) return sign * g;
      if (key === "status") return statusRank(nodeA) - statusRank(nodeB);
      if (key === "amount_sum") return largest(nodeA) - largest(nodeB);
      if (key === "status_since" || key === "last_stated") return String(nodeA.data.row[key]).localeCompare(String(nodeB.data.row[key]));
      return String(a).localeCompare(String(b), context.scene.lang);
    };
  }
  const largest = (node) => (node.data.row ? Math.max(0, ...node.data.row.amount_sum) : 0);
  const statusRank = (node) => context.engine.data.statuses.indexOf(node.data.row.status);

  function columnDefs() {
    const on = visible(), before = on.includes("strip") ? on.indexOf("strip") : on.length;
    return [...on, ...keys().filter((k) => !on.includes(k))].map((key) => {
      const column = {
        colId: key, headerName: atlas.t("table.col." + key), hide: !on.includes(key), sortable: key !== "strip", resizable: true, suppressMovable: key === "name",
        initialWidth: px(WIDTH[key] || 140), minWidth: px(key === "strip" ? 230 : 70), comparator: comparator(key), valueGetter: (p) => valueOf(key, p.data), tooltipValueGetter: key === "name" || key === "strip" ? undefined : (p) => valueOf(key, p.data),
        cellClass: "cell-" + key,
      };
      if (key === "name") Object.assign(column, { cellRenderer: NameCell, colSpan: (p) => (p.data && p.data.group ? before : 1), lockPosition: "left", getQuickFilterText: () => "" });
      if (key === "status") column.cellRenderer = StatusCell;
      if (key === "strip") Object.assign(column, { cellRenderer: StripCell, headerComponent: StripHead, flex: 1 });
      if (key === "source") Object.assign(column, { cellClass: "cell-source num", headerClass: "right" });
      return column;
    });
  }

  /* Which sentence a head is: over a period it tells of the past. */
  function headKey(running, open) {
    if (!context.scene.to) return open ? "table.group.counted" : "table.group.listed";
    if (!open) return "table.group.listed.period";
    return running === 1 ? "table.group.counted.period.one" : "table.group.counted.period";
  }

  /* Groups in their order: [{id, name, icon, note, takes(item)}]. */
  function groupsOf(by, folded) {
    const { engine, look, scene, t } = context;
    /* How many engagements a group lists, of every subject, and how many of those are counted and run: each number opens
       its rows. */
    const note = (facets, entries) => {
      const distinct = (list) => new Set(list.map((x) => x.e)).size, link = (n, more) => atlas.doors.doorLink({ ...facets, ...more }, n, "");
      const mine = entries.filter((x) => engine.engagements[x.e].counted === "yes"), { running, open } = engine.tally(mine), unit = atlas.wheelWords.measured(engine, scene);
      const of = (statuses) => ({ counted: ["yes"], status: statuses.filter((s) => !scene.status.length || scene.status.includes(s)) });
      const named = (name) => of(atlas.doors.statusesOf(engine.raw, name)), k = link(distinct(entries), {});
      if (unit.running) return t(headKey(running, open), { n: link(running, named("running")), m: link(open, named("open")), k });
      const n = distinct(mine.filter((x) => unit.statuses.includes(engine.data.statuses[x.row.s])));
      return t(n ? "table.group.asked" : "table.group.plain", { x: escape(atlas.wheelWords.unitWords(unit.statuses, t)), n: link(n, of(unit.statuses)), k });
    };
    if (by !== "country") {
      const known = by === "instrument" ? engine.data.instruments : engine.data.facets.find((f) => f.name === "framework").words;
      const asked = scene[by] && scene[by].length ? known.filter((w) => scene[by].includes(w)) : known;
      return asked.map((id) => {
        const takes = (x) => (engine.engagements[x.e][by === "instrument" ? "instruments" : "framework"] || []).includes(id);
        const entries = folded.filter(takes).map((x) => ({ e: x.e, row: x.row }));
        return { id, name: t(`${by}.${id}`), icon: by === "instrument" ? atlas.symbols.segmentIcon(id, 22) : "", note: note({ [by]: [id] }, entries), takes, countries: (x) => x.countries, paint: by === "instrument" ? atlas.symbols.colour(id) : null };
      });
    }
    const found = new Set(folded.flatMap((x) => (x.countries.length ? x.countries : [""])));
    const rest = [...found].filter((iso) => iso && !engine.data.focus.includes(iso));
    const name = (iso) => (iso ? atlas.pick(engine.countries.get(iso) || { name_en: iso }, "name") : t("table.nowhere"));
    rest.sort((a, b) => name(a).localeCompare(name(b), scene.lang));
    return [...engine.data.focus.filter((iso) => found.has(iso)), ...rest, ...(found.has("") ? [""] : [])].map((iso) => {
      const wheel = atlas.wheelWords.shown(engine, scene, look, iso), takes = (x) => (iso ? x.countries.includes(iso) : !x.countries.length);
      const entries = folded.filter(takes).map((x) => ({ e: x.e, row: x.row }));
      return {
        id: iso || "none", name: name(iso), icon: wheel ? atlas.symbols.wheel(12, wheel.segments, {}) : "", note: iso ? note({ country: [iso] }, entries) : escape(t("table.group.plain", { k: entries.length })), takes,
        countries: () => (iso ? [iso] : []), paint: null,
        coups: engine.data.events.filter((e) => e.category === "coup" && (e.countries_iso3 || []).includes(iso) && e.day >= engine.data.window[0] && e.day <= engine.data.window[1]),
      };
    });
  }

  /* Rows of the grid: a group row, then its engagements: running before over, by instrument, Dutch before missions. */
  function gridRows() {
    const { engine, scene, look } = context, folded = atlas.rows.fold(engine, look.rows), found = [];
    const first = (e) => engine.data.instruments.findIndex((name) => (e.instruments || []).includes(name));
    const ended = engine.data.statuses.indexOf("ended");
    /* A component follows the engagement it is part of, so it sorts by that one's place. */
    const rank = (x) => {
      const own = engine.engagements[x.e], whole = own.component_of ? engine.engagements[engine.byId.get(own.component_of)] || own : own;
      return [x.row.s === ended ? 1 : 0, first(whole), whole.subject === "NL" ? 0 : 1, atlas.pick(whole, "name"), own === whole ? 0 : 1, atlas.pick(own, "name")];
    };
    const compare = (a, b) => { for (let i = 0; i < a.length; i++) { const d = typeof a[i] === "string" ? a[i].localeCompare(b[i], scene.lang) : a[i] - b[i]; if (d) return d; } return 0; };
    const sorted = folded.map((x) => ({ x, r: rank(x) })).sort((a, b) => compare(a.r, b.r)).map((s) => s.x);
    order = groupsOf(scene.by, folded);
    order.forEach((group, g) => {
      const mine = sorted.filter(group.takes), shut = closed.has(scene.by + group.id);
      if (!mine.length) return;
      found.push({ key: scene.by + group.id, group: scene.by + group.id, g, name: group.name, icon: group.icon, note: group.note, closed: shut, coups: group.coups });
      if (shut) return;
      const times = new Map();
      for (const x of mine) times.set(x.e, (times.get(x.e) || 0) + 1);
      for (const x of mine) {
        const countries = group.countries(x), e = engine.engagements[x.e], histories = atlas.strips.histories(engine, scene, x.e, countries);
        found.push({
          key: [scene.by + group.id, x.e, x.row.p, x.row.f, x.row.c.join("."), x.row.a, x.row.b, countries.join(".")].join("|"), g, row: atlas.rows.row(engine, x, scene), histories, coups: group.coups, several: times.get(x.e) > 1,
          stripKey: [x.e, scene.known, countries.join()].join("|"), paint: group.paint || atlas.symbols.colour(engine.data.instruments[first(e)]),
        });
      }
    });
    return found;
  }

  /* Selection: rows lead the scene, and the scene leads the rows. */
  const selectedIds = () => context.scene.selection.filter((s) => s.startsWith("engagement:")).map((s) => s.slice(11));
  let following = false;
  function follow() {
    const wanted = new Set(selectedIds());
    following = true;
    grid.forEachNode((node) => { if (!node.data.group && node.isSelected() !== wanted.has(node.data.row.id)) node.setSelected(wanted.has(node.data.row.id)); });
    following = false;
  }
  function lead(event) {
    if (following || event.source === "api" || !["rowClicked", "checkboxSelected", "spaceKey"].includes(event.source)) return;
    const before = new Set(selectedIds()), on = new Set(), off = new Set();
    grid.forEachNode((node) => { if (!node.data.group) (node.isSelected() ? on : off).add(node.data.row.id); });
    // An engagement may stand in several rows: unticking one of them lets it go, a plain click keeps only what it hit.
    const ids = event.source === "rowClicked" ? [...on] : [...on].filter((id) => !(before.has(id) && off.has(id)));
    atlas.state.commit({ selection: ids.map((id) => "engagement:" + id) });
  }
  function toggle(group) {
    if (closed.has(group)) closed.delete(group); else closed.add(group);
    drawn = "";
    update();
  }

  const options = () => ({
    columnDefs: columnDefs(),
    rowSelection: { mode: "multiRow", checkboxes: true, headerCheckbox: false, enableClickSelection: true, isRowSelectable: (node) => !node.data.group, hideDisabledCheckboxes: true },
    selectionColumnDef: { headerName: atlas.t("table.select"), width: px(34), minWidth: px(34), maxWidth: px(34), resizable: false, pinned: null, suppressHeaderMenuButton: true },
    rowHeight: px(28), getRowHeight: (p) => px(p.data.group ? 31 : 28), headerHeight: px(44), animateRows: false, suppressCellFocus: false, tooltipShowDelay: 400, suppressDragLeaveHidesColumns: true,
    rowClassRules: { "group-row": (p) => Boolean(p.data && p.data.group), over: (p) => Boolean(p.data && p.data.row && p.data.row.status === "ended") },
    suppressNoRowsOverlay: true,
  });

  function update() {
    timer = 0;
    if (!grid || !context || context.scene.tab !== "table") return;
    const { scene, look } = context;
    const columns = scene.lang + visible().join();
    if (columns !== columnsDrawn) {
      columnsDrawn = columns;
      grid.setGridOption("columnDefs", columnDefs());
      drawn = "";
    }
    const rows = gridRows(), none = document.getElementById("table-empty");
    none.hidden = rows.length > 0;
    none.textContent = rows.length ? "" : atlas.t("table.empty");
    const now = [scene.lang, scene.by, scene.known, [...closed].join(), rows.map((r) => r.key + r.note).join(";")].join("#");
    if (now !== drawn) {
      const coarse = drawn.split("#", 3).join() !== now.split("#", 3).join();
      drawn = now;
      grid.setGridOption("rowData", rows);
      if (coarse) grid.refreshCells({ force: true });
    }
    follow();
    place();
    tools();
    foot(look);
  }

  /* The window came to another screen: rows and columns take its measure. */
  function rescale() {
    const was = scale;
    readScale();
    if (was === scale) return;
    const widths = grid.getAllDisplayedColumns().map((c) => ({ key: c.getColId(), newWidth: (c.getActualWidth() * scale) / was }));
    grid.setGridOption("columnDefs", columnDefs());
    grid.setGridOption("headerHeight", px(44));
    grid.setColumnWidths(widths);
    grid.resetRowHeights();
  }

  async function open() {
    const holder = document.getElementById("table-grid");
    try {
      if (!window.dash_ag_grid) {
        await new Promise((done, failed) => {
          const script = document.createElement("script");
          script.src = SCRIPT; script.onload = done; script.onerror = () => failed(new Error(SCRIPT));
          document.head.appendChild(script);
        });
      }
      const props = { id: "grid", getRowId: "params.data.key", columnDefs: [], rowData: [], dashGridOptions: { headerHeight: 44, rowHeight: 28, animateRows: false }, style: { height: "100%", width: "100%" } };
      window.dash_clientside.set_props("table-grid", { children: { type: "AgGrid", namespace: "dash_ag_grid", props } });
      grid = await window.dash_ag_grid.getApiAsync("grid");
    } catch (error) {
      loading = null;
      holder.dataset.state = "fault";
      atlas.emit("fault", { what: "table", error, retry: () => { loading = open(); } });
      return;
    }
    readScale();
    for (const [name, value] of Object.entries(options())) grid.setGridOption(name, value);
    columnsDrawn = context.scene.lang + visible().join();
    grid.addEventListener("selectionChanged", lead);
    grid.addEventListener("cellKeyDown", (event) => { if (event.data.group && (event.event.key === "Enter" || event.event.key === " ")) { event.event.preventDefault(); toggle(event.data.group); } });
    grid.addEventListener("columnMoved", ({ finished, source }) => {
      if (finished && source === "uiColumnMoved") atlas.table.show(grid.getAllDisplayedColumns().map((c) => c.getColId()).filter((id) => keys().includes(id)));
    });
    for (const name of ["columnResized", "gridSizeChanged", "displayedColumnsChanged"]) grid.addEventListener(name, () => { rescale(); grid.refreshCells({ columns: ["strip"], force: true }); grid.refreshHeader(); place(); });
    update();
    // The component settles its own selection once after it is mounted: ours follows it.
    setTimeout(() => { follow(); holder.dataset.state = "ready"; }, 250);
  }

  atlas.painter(41, "table", (now) => {
    context = now;
    if (now.scene.tab !== "table" || !document.getElementById("table-grid")) return;
    if (!loading) { loading = open(); tools(); }
    if (grid) place();
    if (!timer) timer = setTimeout(update, now.before && now.before.tab === "table" && now.before.date !== now.scene.date ? WAIT_MS : 0);
  });
  atlas.table = {
    get grid() { return grid; },
    get columns() { return chosen; },
    keys, toggle,
    get allClosed() { return order.length > 0 && order.every((g) => closed.has(context.scene.by + g.id)); },
    /* All groups open (true) or closed (false). */
    all(open) { closed = new Set(open ? [] : order.map((g) => context.scene.by + g.id)); drawn = ""; update(); },
    /* These columns, in this order; the name leads. */
    show(columns) {
      chosen = columns === SHOWN ? SHOWN : ["name", ...columns.filter((k) => k !== "name")];
      try { localStorage.setItem(PLACE, JSON.stringify(chosen)); } catch (error) { /* a browser without storage forgets */ }
      update();
    },
    defaults: SHOWN,
    /* Each column as wide as what it holds. */
    fit() { grid.autoSizeColumns(visible().filter((k) => k !== "strip")); },
  };
  const tools = () => atlas.emit("table-tools", context);
  const foot = (look) => atlas.emit("table-foot", { ...context, look });
})();
