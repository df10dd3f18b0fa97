/* The Export dialog: what, as what, how it looks; a small picture; what goes along; and an export that can be stopped.
   The server draws and lists everything; this file asks, shows and hands the file over. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { escape } = atlas;
  const STORE = "atlas-export", LETTERS = "atlas-keys";
  const DRAWN = ["pptx", "png", "pdf", "svg", "gif", "html"], DATA = ["xlsx", "csv", "geojson", "gpkg", "parquet", "tif"];
  const SIZES = ["16:9", "4:3", "square", "a4-landscape", "a4-portrait", "a3-landscape", "a3-portrait"];
  const THEMES = ["screen", "print", "greyscale", "dark"], DPI = [96, 144, 192, 300];
  const TLP = ["", "CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"], STEPS = ["", "month", "quarter", "half_year", "year"];
  const TITLE_LIMIT = 160, DELAY_MS = 250, POLL_MS = 200;
  const STORIES_NO = ["tif", "csv", "xlsx", "geojson", "gpkg", "parquet"], COMPARED_NO = ["gif", "tif", "geojson", "gpkg", "parquet"], PLAIN = ["html", "csv", "xlsx", "geojson", "gpkg", "parquet"];
  let box = null, waiting = 0, asking = false, again = false, drawn = "", url = "", running = null, stories = [], endField = null, end = "", sayings = 0;

  const t = (key, params) => atlas.t("export." + key, params);
  const at = (selector) => box.querySelector(selector);
  const kept = () => { try { return JSON.parse(sessionStorage.getItem(STORE)) || {}; } catch { return {}; } };
  const keep = (value) => { try { sessionStorage.setItem(STORE, JSON.stringify(value)); } catch { /* private windows keep nothing */ } };

  /* ---- the form ---- */
  const options = (values, say, chosen) => values.map((v) => `<option value="${escape(v)}"${v === chosen ? " selected" : ""}>${escape(say(v))}</option>`).join("");
  const chip = (format, chosen) => `<label class="pick"><input type="radio" name="format" value="${format}"${format === chosen ? " checked" : ""}><span>${escape(t("as." + format))}</span></label>`;
  const field = (id, label, control, hint, only) => `<div class="field" data-only="${only}"><label for="export-${id}">${escape(label)}</label>${control}${hint ? `<p class="muted" id="export-${id}-hint">${escape(hint)}</p>` : ""}</div>`;
  const choose = (id, values, say, chosen) => `<select id="export-${id}" name="${id}">${options(values, say, chosen)}</select>`;
  const write = (id, value, hint, limit) => `<input type="text" id="export-${id}" name="${id}" value="${escape(value)}" autocomplete="off" maxlength="${limit}"${hint ? ` aria-describedby="export-${id}-hint"` : ""}>`;
  const turn = (id, on, label, only) => `<label class="turn" data-only="${only}"><input type="checkbox" name="${id}" id="export-${id}"${on ? " checked" : ""}> <span data-turn="${id}">${escape(label)}</span></label>`;

  function form(now, scene) {
    const look = "pptx png pdf svg gif tif", text = "pptx png pdf svg gif", page = atlas.marking.get();
    return `<form class="export-form" id="export-form" novalidate>`
      + field("what", t("what"), `<select id="export-what" name="what"><option value="">${escape(t("what.view"))}</option>${stories.map((s) => `<option value="${escape(s.id)}"${s.id === now.what ? " selected" : ""}>${escape(t("what.story", { name: scene.lang === "nl" ? s.title.nl : s.title.en }))}</option>`).join("")}</select>`, "", "")
      + `<fieldset><legend>${escape(t("format"))}</legend><div class="picks" role="group" aria-label="${escape(t("group.drawn"))}">${DRAWN.map((f) => chip(f, now.format)).join("")}</div><div class="picks" role="group" aria-label="${escape(t("group.data"))}">${DATA.map((f) => chip(f, now.format)).join("")}</div><p class="muted" id="export-hint"></p></fieldset>`
      + field("title", t("heading"), write("title", now.title || "", true, TITLE_LIMIT), t("heading.hint"), text)
      + `<div class="pair">` + field("size", t("size"), choose("size", SIZES, (s) => t("size." + s), now.size || "16:9"), "", look)
      + field("theme", t("theme"), choose("theme", THEMES, (s) => t("theme." + s), now.theme || "screen"), "", look) + `</div>`
      + `<div class="pair">` + field("lang", t("lang"), choose("lang", ["nl", "en"], (l) => ({ nl: "Nederlands", en: "English" })[l], scene.lang), "", text + " html")
      + field("dpi", t("dpi"), choose("dpi", DPI.map(String), (n) => t("dpi.of", { n }), String(now.dpi || 144)), "", "png tif") + `</div>`
      + `<div class="pair">` + field("marking", t("marking"), write("marking", now.marking || page.text, true, 80), t("marking.hint"), "")
      + field("tlp", t("tlp"), choose("tlp", TLP, (s) => (s ? "TLP:" + s : t("tlp.none")), now.tlp || page.tlp), "", "") + `</div>`
      + `<div class="pair" data-view>` + field("series", t("series"), choose("series", STEPS, (s) => t("series." + (s || "none")), now.series || ""), "", "pptx pdf gif png svg")
      + `<div class="field" data-only="pptx pdf gif png svg" data-ranged><label for="export-to">${escape(t("to", { date: atlas.dateWords(scene.date) }))}</label><input type="text" class="day-field num" id="export-to" autocomplete="off" spellcheck="false" maxlength="30"></div></div>`
      + turn("cover", now.cover, t("cover"), "pptx") + `</form>`;
  }

  const side = () => `<div class="export-side"><h3>${escape(t("preview"))}</h3><figure class="export-picture" data-state="wait"><img alt="" hidden><figcaption class="muted"></figcaption></figure>`
    + `<h3>${escape(t("along"))}</h3><div class="turns">${turn("notes", true, t("notes", { n: "…" }), "")}${turn("citations", true, t("citations", { n: "…" }), "")}</div><ul class="export-along"></ul></div>`;

  const foot = () => `<footer><div class="export-course"><p role="status" aria-live="polite" id="export-said"></p><p class="export-step muted" aria-hidden="true"></p><progress max="1" value="0" aria-label="${escape(t("title"))}" hidden></progress></div>`
    + `<a class="button" id="export-save" hidden></a><button type="button" class="button" id="export-stop" hidden>${escape(t("cancel"))}</button><button type="submit" form="export-form" class="button primary" id="export-start">${escape(t("start"))}</button></footer>`;

  async function open(patch) {
    if (location.protocol === "file:") { atlas.emit("fault", { what: "export", retry: () => {} }); return; }
    const { scene, engine } = atlas.state, now = { format: scene.tab === "table" ? "xlsx" : "pptx", ...kept(), ...patch };
    if (scene.tab === "table" && !(patch && patch.format) && !DATA.includes(now.format)) now.format = "xlsx";
    drawn = "";
    end = scene.to || "";
    box = atlas.sheet.dialog("export-dialog", atlas.sheet.head(t("title")) + `<div class="export-body">${form(now, scene)}${side()}</div>${foot()}`);
    box.setAttribute("aria-label", t("title"));
    if (!box.dataset.heard) {
      box.dataset.heard = "yes";
      box.addEventListener("input", changed);
      box.addEventListener("submit", (event) => { event.preventDefault(); start(); });
      box.addEventListener("close", closed);
      box.addEventListener("click", (event) => { if (event.target.closest("#export-stop")) stop(); });
    }
    const [first, last] = engine.data.window.map((day) => atlas.days.toIso(day));
    endField = atlas.dayField(at("#export-to"), { first, last, months: true, take: (date) => { end = date; changed(); } });
    shape();
    at(`[name="format"]:checked`).focus();
    ask();
    listStories(now);
  }

  /* Stories are read after the dialog stands: the view alone can be exported at once. */
  async function listStories(now) {
    if (stories.length) return;
    try {
      stories = (await atlas.fetchJson("data/stories.json")).stories;
    } catch { return; }
    const list = at("#export-what");
    if (!list) return;
    for (const s of stories) list.add(new Option(t("what.story", { name: atlas.state.scene.lang === "nl" ? s.title.nl : s.title.en }), s.id, false, s.id === now.what));
    changed();
  }

  /* A view is a centre and a zoom: how much of the world it shows hangs on the size of the map it was chosen on. */
  function mapSize() {
    const map = [...document.querySelectorAll(".leaflet-container")].find((e) => e.clientWidth >= 50 && e.clientHeight >= 50);
    return map && [map.clientWidth, map.clientHeight];
  }
  const format = () => at('[name="format"]:checked').value;

  /* What the form asks for, as the server reads it. */
  function asked() {
    const value = (name) => { const e = at(`[name="${name}"]`); return e && !e.closest("[hidden]") ? e.value : ""; };
    const { scene } = atlas.state, story = value("what"), series = story ? "" : value("series");
    const body = { format: format(), lang: value("lang") || scene.lang, size: value("size") || "16:9", theme: value("theme") || "screen", dpi: Number(value("dpi") || 144),
      title: value("title").trim(), marking: value("marking").trim(), tlp: value("tlp"), cover: !at("#export-cover").closest("[hidden]") && at("#export-cover").checked,
      notes: at("#export-notes").checked, citations: at("#export-citations").checked };
    if (story) body.story = story;
    else {
      body.query = atlas.state.toQuery({ ...scene, to: "" });
      const map = scene.view && mapSize();
      if (map) body.screen = map;
    }
    if (series) Object.assign(body, { series, to: end });
    return body;
  }

  /* Show the fields that the chosen format knows. */
  function shape() {
    const story = at("#export-what").value, html = at('[value="html"]'), compared = atlas.state.scene.tab === "compare";
    for (const e of box.querySelectorAll('[name="format"]')) {
      e.disabled = story ? STORIES_NO.includes(e.value) : e === html || (compared && COMPARED_NO.includes(e.value));
      if (e.disabled && e.checked) at('[value="pptx"]').checked = true;
    }
    const now = format();
    for (const e of box.querySelectorAll("[data-only]")) if (e.dataset.only) e.hidden = !e.dataset.only.split(" ").includes(now);
    at("[data-view]").hidden = Boolean(story) || compared || at('[name="series"]').closest(".field").hidden;
    const steps = at("#export-series");
    if (now === "gif" && !story && !steps.value) steps.value = "quarter";
    if (steps.value && !end) end = before(atlas.state.scene.date);
    at("[data-ranged]").hidden = !steps.value || at('[name="series"]').closest(".field").hidden;
    endField.show(end || before(atlas.state.scene.date));
    at("#export-hint").textContent = t("hint." + (DATA.includes(now) && now !== "tif" ? "data" : now));
    at("#export-title-hint").textContent = t(story ? "heading.story" : "heading.hint");
    for (const row of box.querySelectorAll(".pair")) row.classList.toggle("single", [...row.children].filter((e) => !e.hidden).length < 2);
  }
  const before = (date) => atlas.days.addMonths(date.slice(0, 7), -24);

  function changed() {
    shape();
    keep({ format: format(), size: at("#export-size").value, theme: at("#export-theme").value, dpi: at("#export-dpi").value, marking: at("#export-marking").value, tlp: at("#export-tlp").value, series: at("#export-series").value, cover: at("#export-cover").checked });
    clearTimeout(waiting);
    waiting = setTimeout(ask, DELAY_MS);
  }

  /* ---- asking the server ---- */
  async function post(path, body) {
    let answer;
    try {
      answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    } catch { throw new Error(t("fault.net")); }
    if (answer.ok) return answer;
    const said = await answer.json().catch(() => ({ error: String(answer.status) }));
    throw new Error(spoken(said));
  }
  /* What often goes wrong is said in the language of the page; the rest as the server puts it. */
  function spoken({ error, where }) {
    const key = "export.fault." + where;
    return atlas.t(key) === key ? error : atlas.t(key, { n: TITLE_LIMIT });
  }

  async function ask() {
    if (asking) { again = true; return; }
    asking = true;
    const body = asked(), earlier = sayings;
    box.dataset.state = "asking";
    try {
      const found = await (await post("api/export/review", body)).json();
      list(found, body);
      await picture(body, found);
      /* What an export has said since this was asked stays: its file may be ready before its picture is. */
      if (!running && sayings === earlier) say("");
      box.dataset.state = "ready";
    } catch (error) {
      if (!running) say(error.message, true);
      box.dataset.state = "refused";
    }
    asking = false;
    if (again) { again = false; ask(); }
  }

  async function picture(body, found) {
    const figure = at(".export-picture"), image = figure.querySelector("img"), words = figure.querySelector("figcaption");
    const { notes, citations, dpi, cover, ...looks } = body;
    const plain = PLAIN.includes(body.format), key = plain ? "plain" : JSON.stringify({ ...looks, format: "" });
    words.textContent = plain ? t("preview.none") : found.pages > 1 ? t("preview.first", { n: found.pages }) : "";
    if (key === drawn) return;
    if (plain) { image.hidden = true; figure.dataset.state = "none"; drawn = key; return; }
    figure.dataset.state = image.hidden ? "wait" : "stale";
    if (image.hidden) words.textContent = t("preview.wait");
    const blob = await (await post("api/export/preview", body)).blob();
    if (url) URL.revokeObjectURL(url);
    url = URL.createObjectURL(blob);
    image.src = url;
    image.alt = found.title;
    await image.decode().catch(() => {});
    image.hidden = false;
    words.textContent = found.pages > 1 ? t("preview.first", { n: found.pages }) : "";
    figure.dataset.state = "ready";
    drawn = key;
  }

  /* ---- what goes along ---- */
  function list(found, body) {
    const table = DATA.includes(body.format) && body.format !== "tif", goes = (part) => found.carries.includes(part), n = atlas.number;
    const rows = [];
    if (found.compared) rows.push(t("along.compared"));
    else if (found.pages > 1) rows.push(t("along.pages", { n: found.pages }));
    rows.push(t(found.rows === 1 ? "along.rows.one" : "along.rows", { n: n(found.rows), sentence: found.compared ? found.titles.join("; ") : found.sentence }));
    if (found.known) rows.push(t("along.known", { date: atlas.dateWords(found.known) }));
    if (found.hidden) rows.push(t("along.hidden", { n: n(found.hidden) }));
    if (found.layers.length) rows.push(t("along.layers", { names: found.layers.map((l) => atlas.t("layer." + l)).join(", ") }));
    if (goes("sources")) rows.push(t("along.sources", { n: n(found.sources) }));
    if (table) rows.push(t("along.table"), t("along.filter"));
    if (found.band) rows.push(t("along.marking", { band: found.band, way: t("way." + found.way) }));
    for (const part of ["all", "crs", "code", "alt"]) if (goes(part)) rows.push(t("along." + part));
    at(".export-along").innerHTML = rows.map((text) => `<li>${escape(text)}</li>`).join("");
    for (const part of ["notes", "citations"]) {
      const count = found[part], label = at(`[data-turn="${part}"]`);
      label.textContent = t(part, { n: n(count) });
      label.parentElement.hidden = !found.switches.includes(part) || !count;
    }
    const marking = at("#export-marking"), lacks = Boolean(found.refused);
    marking.required = found.required;
    if (lacks) marking.setAttribute("aria-invalid", "true"); else marking.removeAttribute("aria-invalid");
    at("#export-marking-hint").textContent = lacks ? t("fault.marking") : t("marking.hint");
  }

  /* ---- the course of an export ---- */
  function say(text, fault) {
    sayings += 1;
    const said = at("#export-said");
    if (said.textContent !== text) said.textContent = text;
    said.classList.toggle("fault", Boolean(fault));
  }
  const size = (bytes) => (bytes < 1e6 ? `${atlas.number(Math.max(1, Math.round(bytes / 1e3)))} kB` : `${atlas.number(Math.round(bytes / 1e5) / 10)} MB`);
  function busy(on) {
    at("#export-stop").hidden = at("progress").hidden = !on;
    at("#export-start").disabled = on;
    if (on) at("#export-save").hidden = true; else at(".export-step").textContent = "";
  }

  async function start() {
    if (running) return;
    running = { id: "" };
    busy(true);
    say(t("preview.wait"));
    const mine = running;
    try {
      let now = await (await post("api/export", asked())).json();
      mine.id = now.id;
      if (mine.stopped) { await post(`api/export/${now.id}/cancel`, {}); throw new Error(""); }
      say(t("running", { name: now.name, share: 0 }));
      while (["queued", "running"].includes(now.state)) {
        at("progress").value = now.share;
        at(".export-step").textContent = now.state === "queued" ? t("queued") : now.step;
        await new Promise((done) => setTimeout(done, POLL_MS));
        const answer = await fetch("api/export/" + now.id).catch(() => { throw new Error(t("fault.net")); });
        now = await answer.json();
      }
      ended(now, mine);
    } catch (error) {
      if (!mine.stopped) say(error.message, true);
    }
    if (running === mine) { running = null; busy(false); }
  }

  function ended(now, mine) {
    if (mine.stopped || now.state === "cancelled") { say(t("stopped")); return; }
    if (now.state !== "done") { say(t("failed", { error: spoken(now) }), true); return; }
    const link = at("#export-save");
    link.href = `api/export/${now.id}/file`;
    link.download = now.name;
    link.textContent = t("save");
    link.hidden = false;
    say(t("done", { name: now.name, size: size(now.size) }));
    link.click();
    at("#export-start").disabled = false;
  }

  function stop() {
    if (!running) return;
    running.stopped = true;
    if (running.id) post(`api/export/${running.id}/cancel`, {}).catch(() => {});
    running = null;
    say(t("stopped"));
    busy(false);
    at("#export-start").focus();
  }
  function closed() {
    stop();
    clearTimeout(waiting);
    if (url) { URL.revokeObjectURL(url); url = ""; }
  }

  atlas.on("export", open);
  atlas.keyRows.splice(atlas.keyRows.findIndex(([key]) => key === "P"), 0, ["E", "keys.export"]);
  const letters = () => { try { return localStorage.getItem(LETTERS) !== "off"; } catch { return true; } };
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "e" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !letters() || !atlas.state.scene) return;
    if (document.querySelector("dialog[open]") || document.documentElement.dataset.present === "on") return;
    if (event.target.closest && event.target.closest('input:not([type="checkbox"]):not([type="radio"]), textarea, select, [contenteditable="true"], .ag-root, [role="combobox"]')) return;
    event.preventDefault();
    open();
  });
})();
