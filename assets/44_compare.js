/* Compare: the bar that chooses the two sides, the page of a comparison, and what its buttons do.
   What differs is looked up in 44_comparison.js; how it is said and listed is 44_compare_list.js, the maps 44_compare_maps.js. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { days } = atlas;
  const esc = atlas.escape;
  let memo = { key: "", value: null }, cached = new Map();

  /* The comparison of a scene, kept: most of a scene (view, selection, theme, what is chosen in the list) is no part of it. */
  function of(engine, scene) {
    const aside = { view: null, selection: [], theme: "light", change: [], compare: "difference", lang: "en", to: "" };
    const key = atlas.state.toQuery({ ...scene, ...aside });
    if (memo.key !== key) memo = { key, value: atlas.comparison.compare(engine, scene) };
    return memo.value;
  }

  /* Which side the left map shows, or the right one: the link may name the later side first, words go by time. */
  const sideAt = (d, place) => (d.turned ? 1 - place : place);
  const knownName = (known, short) => (known ? atlas.t("time.known", { date: atlas.dateWords(known, short) }) : atlas.t("time.known.now"));
  /* A side's name: its date, or the day of knowledge where that is what differs. */
  function sideName(d, which) {
    const side = d.sides[which];
    return d.versus === "known" ? knownName(side.known) : atlas.dateWords(side.date);
  }

  function dateField(which, iso, name) {
    return `<input type="text" class="x-input day-field num" data-x="${which}" data-key="x-${which}" data-day="${esc(iso)}" autocomplete="off"`
      + ` spellcheck="false" maxlength="30" aria-label="${esc(atlas.t(name))}">`;
  }

  /* Days of knowledge to choose from: now, the letter's, the ends of years, and the one chosen. */
  function knownField(engine, which, value, name) {
    const [first, last] = engine.raw.window.map((day) => Number(days.toIso(day).slice(0, 4))), years = [];
    for (let y = first + 1; y <= last; y++) years.push(`${y}-12-31`);
    const all = [...new Set(["", engine.raw.letter.date, ...years, value])];
    const options = all.map((k) => `<option value="${esc(k)}"${k === value ? " selected" : ""}>${esc(knownName(k, true))}</option>`).join("");
    return `<select class="x-input" data-x="${which}" data-key="x-${which}" aria-label="${esc(atlas.t(name))}">${options}</select>`;
  }

  function choice(key, options, now, label) {
    const button = (o) => `<button type="button" data-x-${key}="${o}" data-key="x-${key}-${o}" aria-pressed="${o === now}">${esc(atlas.t(`compare.${key}.${o}`))}</button>`;
    return `<div class="toggle" role="group" aria-label="${esc(label)}">${options.map(button).join("")}</div>`;
  }

  /* Two maps may change places. A difference has one order, that of time, and nothing in it to swap. */
  const swapButton = (said) => `<button type="button" class="button" data-x-swap data-key="x-swap" title="${esc(said)}" aria-label="${esc(said)}">⇄</button>`;

  /* The bar: two dates, or one date and two days of knowledge; swap; way of showing. */
  function bar(context, d) {
    const { engine, scene, t } = context;
    const asked = d.versus === "known"
      ? `<b>${esc(t("compare.what.known"))}</b>${dateField("date", scene.date, "compare.date")}${knownField(engine, "known2", scene.known2, "compare.first.known")}`
        + `<span>${esc(t("compare.and"))}</span>${knownField(engine, "known", scene.known, "compare.second.known")}`
      : `<b>${esc(t("compare.what"))}</b>${dateField("date2", atlas.comparison.otherDate(engine, scene), "compare.first")}<span>${esc(t("compare.and"))}</span>${dateField("date", scene.date, "compare.second")}`;
    return asked + (scene.compare === "difference" ? "" : swapButton(t("compare.swap"))) + choice("by", ["dates", "known"], d.versus, t("compare.by"))
      + choice("mode", ["difference", "side", "swipe"], scene.compare, t("compare.mode"))
      + `<button type="button" class="button x-export" data-x-export data-key="x-export">${esc(t("compare.export"))}</button>`;
  }

  /* Fields for days are made anew with the bar. A date typed alike on both sides is still a comparison of two dates. */
  function dayFields(part) {
    const { engine } = atlas.state, [first, last] = engine.raw.window.map(days.toIso);
    for (const input of part.querySelectorAll(".day-field")) {
      const take = (day) => {
        const { scene } = atlas.state;
        const kept = scene.versus === "known" ? {} : { date2: atlas.comparison.otherDate(engine, scene) };
        atlas.state.commit({ ...kept, [input.dataset.x]: day });
      };
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

  const FRAME = '<div class="x-bar" data-part="bar"></div><div class="x-maps"><div class="x-map" id="compare-map-1"></div>'
    + '<div class="x-map" id="compare-map-2"></div><div class="x-over" data-part="over"></div></div>'
    + '<div class="x-side" tabindex="0"><h2 class="visually-hidden" data-part="title"></h2><p class="x-lead" data-part="lead"></p>'
    + '<div class="x-chart" data-part="chart"></div><div class="x-shown" data-part="shown"></div><div data-part="list"></div></div>';

  atlas.painter(44, "compare", (context) => {
    const box = document.getElementById("compare-body");
    if (!box || context.scene.tab !== "compare") return;
    if (!box.firstChild) { cached = new Map(); box.innerHTML = FRAME; }
    if (!atlas.comparison.ready(context.engine, context.scene)) return;
    const d = of(context.engine, context.scene), { list } = atlas.compare;
    const what = context.t(d.versus === "known" ? "compare.what.known" : "compare.what");
    put(box, "bar", bar(context, d));
    put(box, "title", esc(`${what} ${sideName(d, 0)} ${context.t("compare.and")} ${sideName(d, 1)}`));
    put(box, "lead", list.lead(context, d));
    put(box, "chart", list.chart(context, d, atlas.room(box.querySelector('[data-part="chart"]'), 508)));
    put(box, "shown", list.shown(context, d));
    put(box, "list", list.rows(context, d));
    atlas.compare.maps(box, context, d);
  });

  function setBy(value) {
    const { state } = atlas, { scene } = state, { letter } = state.engine.raw;
    if (value === scene.versus) return;
    if (value === "dates") state.commit({ versus: value, date2: "", known2: "", change: [] });
    else state.commit({ versus: value, date2: "", known2: letter.date, known: scene.known === letter.date ? "" : scene.known, change: [] });
  }

  function swap() {
    const { state } = atlas, { scene } = state;
    if (scene.versus === "known") state.commit({ known: scene.known2, known2: scene.known });
    else state.commit({ date: atlas.comparison.otherDate(state.engine, scene), date2: scene.date });
  }

  /* A number opens the rows it counts; the same number again, or no words, opens the whole list. */
  function choose(words) {
    const now = atlas.state.scene.change.join();
    atlas.state.commit({ change: words === now || !words ? [] : words.split(",") });
    const list = document.querySelector(".x-shown");
    if (list) list.scrollIntoView({ block: "nearest" });
  }

  /* The list of what changed, to take away; the question stands above it in words. */
  function sheet() {
    const { state } = atlas, aside = { view: null, selection: [], change: [], layers: state.engine.raw.scene.layers };
    const query = state.toQuery({ ...state.scene, ...aside }), said = document.querySelector("#sentence .said");
    const link = (f) => `<li><a class="button" href="api/changes?format=${f}&amp;${esc(query)}" download>${esc(atlas.t("compare.export." + f))}</a></li>`;
    atlas.sheet.dialog("changes-dialog", atlas.sheet.head(atlas.t("compare.export"))
      + `<p class="muted">${esc(said ? said.textContent : "")}</p><ul class="downloads">${["csv", "xlsx", "json"].map(link).join("")}</ul>`);
  }

  document.addEventListener("click", (event) => {
    const at = (s) => event.target.closest && event.target.closest(s);
    let hit;
    if ((hit = at("[data-x-choose]"))) choose(hit.dataset.xChoose);
    else if ((hit = at("[data-x-select]"))) atlas.emit("select", { ref: hit.dataset.xSelect, from: hit });
    else if ((hit = at("[data-x-fold]"))) atlas.compare.list.fold(hit.dataset.xFold);
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

  atlas.compare = { of, sideName, sideAt, maps() {} };
})();
