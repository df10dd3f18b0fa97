/* Around the table: grouping, search field, columns, downloads, legend and count. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { escape } = atlas;
  const BY = ["country", "instrument", "framework"];
  const FORMATS = ["csv", "xlsx", "geojson", "gpkg", "parquet"];
  const DELAY_MS = 220;
  let drawn = "", footDrawn = "", typing = 0, dayField = null, lastField = null;

  atlas.on("table-tools", ({ scene, engine, t }) => {
    const box = document.getElementById("table-tools");
    if (!box) return;
    const key = scene.lang + Boolean(scene.to);
    if (key !== drawn) {
      drawn = key;
      const [first, last] = engine.data.window.map((day) => atlas.days.toIso(day));
      /* A day, or the first and the last of a period; without the last it is a day again. */
      const field = (id, label) => `<label class="table-day">${escape(t(label))} <input type="text" class="day-field num" id="${id}" autocomplete="off" spellcheck="false" maxlength="30"></label>`;
      box.innerHTML = (scene.to ? field("table-day", "timeline.from") + field("table-to", "timeline.to") : field("table-day", "table.day"))
        + `<label class="table-find"><span class="visually-hidden">${escape(t("table.quick"))}</span><input type="search" id="table-quick" placeholder="${escape(t("table.quick"))}" autocomplete="off"></label>`
        + `<button type="button" class="button" id="table-fold"></button>`
        + `<span class="spacer"></span><span class="muted" id="table-by-label">${escape(t("table.group"))}</span>`
        + `<div class="toggle" role="group" aria-labelledby="table-by-label">${BY.map((by) => `<button type="button" data-by="${by}">${escape(t("table.by." + by))}</button>`).join("")}</div>`
        + `<button type="button" class="button" id="table-columns">${escape(t("table.columns"))}</button><button type="button" class="button" id="table-download">${escape(t("table.download"))}</button>`;
      const made = (id, more) => atlas.dayField(box.querySelector(id), { first, last, months: true, ...more });
      dayField = made("#table-day", { take: (date) => atlas.state.commit({ date }) });
      lastField = scene.to ? made("#table-to", { empty: true, take: (to) => atlas.state.commit({ to }) }) : null;
    }
    for (const b of box.querySelectorAll("[data-by]")) b.setAttribute("aria-pressed", String(b.dataset.by === scene.by));
    box.querySelector("#table-fold").textContent = t(atlas.table.allClosed ? "table.expand" : "table.collapse");
    dayField.show(scene.date);
    if (lastField) lastField.show(scene.to);
    const field = box.querySelector("#table-quick");
    if (document.activeElement !== field && field.value !== scene.text) field.value = scene.text;
  });

  atlas.on("table-foot", ({ scene, engine, look, t }) => {
    const box = document.getElementById("table-foot");
    if (!box) return;
    const all = engine.counts(engine.rows({ ...engine.data.scene, date: scene.date, to: scene.to, known: scene.known, stated: scene.stated, subject: scene.subject })).listed;
    const marks = doubts(engine, look, t);
    const key = [scene.lang, scene.known, look.projected, look.counts.listed, all, marks, atlas.state.toQuery(scene)].join();
    if (key === footDrawn) return;
    footDrawn = key;
    const band = (status, label) => `<span class="entry"><svg width="30" height="12" aria-hidden="true">${atlas.symbols.band(1, 30, 0, 12, status, "var(--ink2)")}</svg>${escape(label)}</span>`;
    const pin = '<svg width="10" height="12" aria-hidden="true"><path d="M1,1h8v5l-4,4l-4,-4Z" fill="var(--ink)"/></svg>';
    box.innerHTML = band("active", t("status.active")) + band("adapted", t("table.legend.reduced")) + band("suspended", t("status.suspended")) + band("planned", t("status.planned"))
      + band("exploring", t("status.exploring")) + band("ended", t("status.ended")) + band("not_recorded", t("status.not_recorded"))
      + `<span class="entry">${pin}${escape(t("table.coup"))}</span>`
      + `<span class="entry"><svg width="30" height="12" aria-hidden="true"><rect width="30" height="12" fill="url(#atlas-hatch-light)"/></svg>${escape(t(scene.known && scene.known !== engine.data.letter.date ? "table.legend.after" : "time.after_letter"))}</span>`
      + (look.projected ? `<span class="entry"><svg width="30" height="12" aria-hidden="true"><rect width="30" height="12" fill="var(--ink2)"/><rect width="30" height="12" fill="url(#atlas-hatch-over)"/></svg>${escape(t("doubt.projected"))}</span>` : "")
      + marks
      + `<span class="count num" role="status">${countOf(scene, look.counts.listed, all, t)}</span>`;
  });
  /* How many are listed, of how many without the filters: the second number takes them off. */
  function countOf(scene, n, all, t) {
    const plain = atlas.state.engine.data.scene, free = atlas.state.askedFacets().filter((name) => name !== "subject");
    const off = Object.fromEntries(free.map((name) => [name, plain[name]]));
    return atlas.doors.fill(t("table.count"), { n: atlas.number(n), m: free.length ? atlas.doors.doorLink(off, atlas.number(all)) : atlas.number(all) });
  }

  /* The marks of doubt that occur among the rows, each with its words. */
  function doubts(engine, look, t) {
    const found = new Map();
    for (const item of look.rows) {
      const flags = engine.flags(item);
      if (flags.conflict) found.set("≠", "doubt.conflict");
      if (engine.period(item).confidence === "general_knowledge") found.set("?", "doubt.general_knowledge");
      if (flags.uncertain) found.set("~", "doubt.uncertain");
      if (flags.source_later) found.set("□", "doubt.source_later");
      if (!flags.projected && flags.carried_forward) found.set("›", "doubt.carried_forward");
      else if (!flags.projected && flags.outcome_not_recorded) found.set("…", "doubt.outcome_not_recorded");
    }
    return [...found].map(([sign, key]) => `<span class="entry"><b aria-hidden="true">${sign}</b>${escape(t(key))}</span>`).join("");
  }

  function dialog(id, html) {
    let box = document.getElementById(id);
    if (!box) {
      box = document.createElement("dialog");
      box.id = id; box.className = "sheet";
      document.body.appendChild(box);
      box.addEventListener("click", (event) => { if (event.target === box || event.target.closest("[data-close]")) box.close(); });
    }
    box.innerHTML = html;
    if (!box.open) box.showModal();
    return box;
  }
  const head = (title) => `<header><h2>${escape(title)}</h2><button type="button" class="button icon" data-close aria-label="${escape(atlas.t("shell.close"))}">×</button></header>`;

  /* Columns to show, and their order: by buttons, since a drag of a header is not for everyone. */
  function columns(focus) {
    const t = atlas.t, shown = atlas.table.columns, list = [...shown, ...atlas.table.keys().filter((key) => !shown.includes(key))];
    const arrow = (key, by, off) => `<button type="button" class="button icon" data-move="${by}" data-key="${key}" aria-label="${escape(t(by < 0 ? "table.columns.left" : "table.columns.right", { x: t("table.col." + key) }))}"${off ? " disabled" : ""}>${by < 0 ? "←" : "→"}</button>`;
    const arrows = (key) => (shown.includes(key) && key !== "name" ? arrow(key, -1, shown.indexOf(key) < 2) + arrow(key, 1, key === shown.at(-1)) : "");
    const boxes = list.map((key) => `<div><label><input type="checkbox" value="${key}"${shown.includes(key) ? " checked" : ""}${key === "name" ? " disabled" : ""}> ${escape(t("table.col." + key))}</label>${arrows(key)}</div>`);
    const button = (name) => `<button type="button" class="button" data-set="${name}">${escape(t("table.columns." + name))}</button>`;
    const box = dialog("columns-dialog", head(t("table.columns.title")) + `<div class="choices">${boxes.join("")}</div><footer>${["fit", "default", "all"].map(button).join("")}</footer>`);
    const show = (keys, at) => { atlas.table.show(keys); columns(at); };
    box.onchange = (event) => show([...box.querySelectorAll("input:checked")].map((i) => i.value), `input[value="${event.target.value}"]`);
    for (const b of box.querySelectorAll("[data-set]")) b.onclick = () => (b.dataset.set === "fit" ? atlas.table.fit() : show(b.dataset.set === "all" ? atlas.table.keys() : atlas.table.defaults, `[data-set="${b.dataset.set}"]`));
    for (const b of box.querySelectorAll("[data-move]")) {
      b.onclick = () => {
        const { key, move } = b.dataset, rest = atlas.table.columns.filter((k) => k !== key);
        rest.splice(atlas.table.columns.indexOf(key) + Number(move), 0, key);
        show(rest, `[data-key="${key}"][data-move="${move}"]:enabled, [data-key="${key}"]:enabled`);
      };
    }
    const at = focus && box.querySelector(focus);
    if (at) at.focus();
  }
  function downloads() {
    const query = atlas.state.toQuery(atlas.state.scene);
    const said = document.querySelector("#sentence .said");
    atlas.sheet.dialog("download-dialog", head(atlas.t("table.download.title")) + `<p class="muted">${escape(said ? said.textContent : "")}</p><ul class="downloads">`
      + FORMATS.map((f) => `<li><a class="button" href="api/download?format=${f}&amp;${escape(query)}" download>${escape(atlas.t("table.download." + f))}</a></li>`).join("") + "</ul>");
  }

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest && event.target.closest(selector);
    const by = at("#table-tools [data-by]"), group = at("#table-grid [data-group]");
    if (by) atlas.state.commit({ by: by.dataset.by });
    else if (group) atlas.table.toggle(group.dataset.group);
    else if (at("#table-columns")) columns(null);
    else if (at("#table-download")) downloads();
    else if (at("#table-fold")) atlas.table.all(atlas.table.allClosed);
  });
  document.addEventListener("input", (event) => {
    if (event.target.id !== "table-quick") return;
    clearTimeout(typing);
    typing = setTimeout(() => atlas.state.commit({ text: event.target.value.trim() }), DELAY_MS);
  });
  atlas.sheet = { dialog, head };
})();
