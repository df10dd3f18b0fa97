/* The rail: every facet as checkboxes or chips whose counts follow the other filters, the clock, and the layers. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { escape } = atlas;
  const CHIPS = ["framework", "country"];
  const MORE = ["subject", "counted", "lead", "kind", "channel", "conditions", "decision", "goal_basis", "group", "state", "partner", "confidence", "last_source", "document", "layer"];
  /* Facets whose numbers follow a hand that drags the slider; the others are counted when it rests. */
  const QUICK = ["instrument", "status"];
  const LAYERS = ["embassies", "missions", "initiatives", "routes", "events", "places", "relief", "groups", "regions", "states", "indicators"];
  const FILLS = ["", "HDI", "population", "engagements"];
  let box = null, shape = "", countsKey = "", timer = 0, quickAt = 0, numbers = new Map();
  const QUICK_MS = 120;

  function label(facet, value) {
    const { engine } = atlas.state;
    if (facet === "country") return atlas.pick(engine.countries.get(value) || { name_en: value }, "name");
    if (facet === "group") return atlas.pick(engine.data.groups.find((g) => g.group_id === value) || { name_en: value }, "name");
    if (facet === "document") { const d = engine.data.documents.find((x) => x.document_id === value); return d ? `${d.title}${d.date ? " (" + d.date.slice(0, 4) + ")" : ""}` : value; }
    if (facet === "partner" || facet === "lead") return atlas.actor(value);
    if (facet === "text") return `“${value}”`;
    const key = facet === "instrument" && value === "development" ? "instrument.short.development" : `${facet}.${value}`, words = atlas.t(key);
    return words === key ? value : words;
  }

  function values(facet) {
    const { engine, scene } = atlas.state;
    const definition = engine.data.facets.find((f) => f.name === facet);
    if (definition.words.length) return definition.words;
    if (facet === "country") return engine.data.focus;
    if (facet === "group") return engine.data.groups.map((g) => g.group_id);
    if (facet === "document") return engine.data.documents.map((d) => d.document_id).filter(() => true);
    return [...new Set([...engine.engagements.flatMap((e) => e.facets[facet] || []), ...scene[facet]])].sort((a, b) => label(facet, a).localeCompare(label(facet, b)));
  }

  const count = (facet, value) => `<span class="num count" data-count="${facet}|${escape(value)}"></span>`;
  const check = (facet, value, icon) => `<label class="rail-row"><input type="checkbox" data-facet="${facet}" value="${escape(value)}">${icon || ""}<span class="rail-words">${escape(label(facet, value))}</span>${count(facet, value)}</label>`;
  /* A row with a way to keep it alone, for a change of mind. */
  const line = (facet, value, icon) => `<div class="rail-line">${check(facet, value, icon)}<button type="button" class="rail-only" data-only="${facet}" data-value="${escape(value)}" aria-label="${escape(atlas.t("rail.only.of", { name: label(facet, value) }))}">${escape(atlas.t("rail.only"))}</button></div>`;
  const chip = (facet, value) => `<button type="button" class="chip" data-chip="${facet}" data-value="${escape(value)}">${escape(label(facet, value))} ${count(facet, value)}</button>`;
  const section = (key, body, aside) => `<fieldset class="rail-set"><legend>${escape(atlas.t(key))}${aside ? `<span class="rail-aside">${aside}</span>` : ""}</legend>${body}</fieldset>`;

  function build() {
    const { engine } = atlas.state, t = atlas.t;
    const open = new Set([...box.querySelectorAll("details[open]")].map((d) => d.dataset.more));
    const html = [
      '<div class="rail-active" id="rail-active"></div>',
      `<p class="rail-unit" id="rail-unit"></p>`,
      section("rail.instrument", engine.data.instruments.map((n) => line("instrument", n, atlas.symbols.segmentIcon(n, 20))).join("")),
      section("rail.reach", `<div class="chips">${values("reach").map((v) => chip("reach", v)).join("")}</div>`),
      section("rail.framework", `<div class="chips">${values("framework").map((v) => chip("framework", v)).join("")}</div>`),
      section("rail.goal", values("goal").map((v) => line("goal", v)).join("")
        + `<label class="rail-row rail-stated"><input type="checkbox" id="rail-goal-stated"><span class="rail-words">${escape(t("rail.goal.stated"))}</span>${count("goal_basis", "stated")}</label>`, '<span id="rail-goal-basis"></span>'),
      section("rail.status", `<div class="rail-status">${engine.data.statuses.map((s) => check("status", s, atlas.symbols.dot(s, "var(--ink2)", 6))).join("")}</div>`, '<span id="rail-status-date"></span>'),
      '<div id="rail-clocks"></div>',
      section("rail.country", `<div class="chips">${values("country").map((v) => chip("country", v)).join("")}</div>`),
      `<label class="rail-text"><span>${escape(t("rail.text"))}</span><input type="search" id="rail-text" maxlength="200" placeholder="${escape(t("rail.text.hint"))}"></label>`,
      `<h2 class="rail-head">${escape(t("rail.more"))}</h2>`,
      ...MORE.map((f) => `<details class="rail-more" data-more="${f}"${open.has(f) ? " open" : ""}><summary>${escape(t("rail." + f))}<span class="rail-picked" data-picked="${f}"></span></summary><div class="rail-list">${values(f).map((v) => line(f, v)).join("")}</div></details>`),
      section("rail.layers", LAYERS.map((l) => `<label class="switch-row"><span>${escape(t("layer." + l))}</span><input type="checkbox" class="switch" role="switch" data-layer="${l}"></label>`).join("")
        + `<label class="rail-known"><span>${escape(t("rail.fill"))}</span><select id="rail-fill">${FILLS.map((f) => `<option value="${f}">${escape(f ? t("fill." + f) : t("rail.fill.none"))}</option>`).join("")}</select></label>`),
      `<div class="rail-foot"><button type="button" class="link" data-rail="reset">${escape(t("rail.reset"))}</button><span class="rail-undo">`
        + `<button type="button" class="button icon" data-rail="undo" aria-label="${escape(t("shell.undo"))}" title="${escape(t("shell.undo"))}">↶</button>`
        + `<button type="button" class="button icon" data-rail="redo" aria-label="${escape(t("shell.redo"))}" title="${escape(t("shell.redo"))}">↷</button></span></div>`,
    ];
    const focused = document.activeElement && box.contains(document.activeElement) ? document.activeElement : null;
    const mark = focused ? [...focused.attributes].filter((a) => a.name.startsWith("data-") || a.name === "value" || a.name === "id").map((a) => `[${a.name}="${CSS.escape(a.value)}"]`).join("") : "";
    box.innerHTML = html.join("");
    if (mark) { const again = box.querySelector(mark); if (again) again.focus(); }
    countsKey = "";
    numbers = new Map();
    for (const e of box.querySelectorAll("[data-count]")) numbers.set(e.dataset.count, [...(numbers.get(e.dataset.count) || []), e]);
  }

  function chips(scene) {
    const asked = atlas.state.askedFacets();
    const holder = box.querySelector("#rail-active");
    const { look } = atlas.railLook || {};
    const parts = asked.flatMap((facet) => {
      const list = facet === "text" ? [scene.text] : scene[facet].length ? scene[facet] : ["—"];
      return list.slice(0, 6).map((value) => `<button type="button" class="chip" data-drop="${facet}" data-value="${escape(value)}" aria-label="${escape(atlas.t("rail.remove", { name: label(facet, value) }))}">${escape(label(facet, value))} <span aria-hidden="true">×</span></button>`);
    });
    const empty = look && !look.rows.length;
    holder.innerHTML = (empty ? `<p class="rail-empty" role="status">${escape(asked.length ? atlas.t("rail.empty") : atlas.t("rail.before"))}</p>` : parts.length ? `<h2 class="rail-head">${escape(atlas.t("rail.active"))}</h2>` : "")
      + (parts.length ? `<div class="chips">${parts.join("")}</div>` : "");
    holder.hidden = !holder.innerHTML;
    box.querySelector('[data-rail="reset"]').disabled = !asked.length;
  }

  function state(scene) {
    for (const input of box.querySelectorAll("input[data-facet]")) {
      const { facet } = input.dataset, list = scene[facet];
      input.checked = list.includes(input.value);
    }
    for (const b of box.querySelectorAll("[data-chip]")) b.setAttribute("aria-pressed", String(scene[b.dataset.chip].includes(b.dataset.value)));
    for (const input of box.querySelectorAll("[data-layer]")) input.checked = scene.layers.includes(input.dataset.layer);
    for (const e of box.querySelectorAll("[data-picked]")) { const n = scene[e.dataset.picked].length, plain = atlas.state.engine.data.scene[e.dataset.picked]; e.textContent = n && JSON.stringify(plain) !== JSON.stringify(scene[e.dataset.picked]) ? n : ""; }
    for (const [id, value] of [["#rail-text", scene.text], ["#rail-fill", scene.fill]]) { const e = box.querySelector(id); if (document.activeElement !== e || !value) e.value = value; }
    box.querySelector("#rail-goal-stated").checked = scene.goal_basis.join() === "stated";
    box.querySelector("#rail-status-date").textContent = [scene.date, scene.to].filter(Boolean).sort().map((d) => atlas.dateWords(d, true)).join(" – ");
    box.querySelector('[data-rail="undo"]').disabled = !atlas.state.canUndo;
    box.querySelector('[data-rail="redo"]').disabled = !atlas.state.canRedo;
  }

  function put(facet, value, said) {
    for (const e of numbers.get(facet + "|" + value) || []) if (e.textContent !== said) e.textContent = said;
  }
  /* What a click leaves, in engagements: alone where nothing is chosen in the facet; what it adds, where something is;
     and for what is chosen, what it holds. */
  function text(scene, facet, value, { holds, leaves }, standing) {
    const asked = scene[facet];
    return !asked.length || asked.includes(value) ? String(holds) : `+${leaves - standing}`;
  }
  const NOTHING = { holds: 0, leaves: 0 };
  function fillIn(look, scene, names) {
    const { engine } = atlas.state, found = engine.facets(scene, undefined, names);
    for (const facet of names) {
      for (const value of values(facet)) put(facet, value, text(scene, facet, value, found[facet].get(value) || { ...NOTHING, leaves: look.counts.listed }, look.counts.listed));
    }
    return found;
  }
  function quick(look, scene) {
    /* Under a hand that drags, numbers that change sixty times a second cannot be read: eight times is enough. */
    if (atlas.dragging && performance.now() - quickAt < QUICK_MS) return;
    quickAt = performance.now();
    if (atlas.dragging) fillIn(look, scene, QUICK);
  }
  /* Whose judgement the goals are: both numbers open their rows. */
  function goalBasis(n, m) {
    const { countDoor, fill } = atlas.doors;
    const parts = { n: countDoor(n, { goal_basis: ["inferred"] }), m: countDoor(m, { goal_basis: ["stated", "inferred"] }) };
    const holder = box.querySelector("#rail-goal-basis"), html = fill(atlas.t("rail.goal.basis"), parts);
    if (holder.innerHTML !== html) holder.innerHTML = html;
  }
  function slow(look, scene) {
    const key = JSON.stringify({ ...scene, selection: 0, view: 0, layers: 0, theme: 0, tab: 0 });
    if (key === countsKey) return;
    countsKey = key;
    const found = fillIn(look, scene, atlas.state.engine.raw.facets.map((f) => f.name));
    const basis = (name) => (found.goal_basis.get(name) || NOTHING).holds;
    goalBasis(basis("inferred"), basis("inferred") + basis("stated"));
    box.querySelector("#rail-unit").textContent = atlas.t("rail.unit");
  }

  atlas.painter(20, "rail", ({ scene, look, before }) => {
    box = box && box.isConnected ? box : document.getElementById("rail-body");
    if (!box) return;
    atlas.railLook = { look };
    if (shape !== scene.lang || !box.firstChild) { shape = scene.lang; build(); }
    quick(look, scene);
    const onlyTime = before && JSON.stringify({ ...before, date: 0 }) === JSON.stringify({ ...scene, date: 0 });
    if (!onlyTime || before.date === scene.date) { state(scene); chips(scene); slow(look, scene); return; }
    clearTimeout(timer);
    timer = setTimeout(() => { if (box.isConnected) { quick(atlas.railLook.look, atlas.state.scene); state(atlas.state.scene); chips(atlas.state.scene); slow(atlas.railLook.look, atlas.state.scene); } }, 120);
  }, { around: true });

  function setFacet(facet, value, on) {
    const { scene } = atlas.state;
    const list = on ? [...scene[facet], value] : scene[facet].filter((v) => v !== value);
    atlas.state.commit({ [facet]: values(facet).filter((v) => list.includes(v)) });
  }
  atlas.setFacet = setFacet;

  atlas.whenThere("#rail-body", (body) => {
    body.addEventListener("change", (event) => {
      const { target } = event, { state: s } = atlas;
      if (target.id === "rail-goal-stated") s.commit({ goal_basis: target.checked ? ["stated"] : [] });
      else if (target.dataset.facet) setFacet(target.dataset.facet, target.value, target.checked);
      else if (target.dataset.layer) {
        const patch = { layers: target.checked ? [...s.scene.layers, target.dataset.layer] : s.scene.layers.filter((l) => l !== target.dataset.layer) };
        if (target.dataset.layer === "indicators" && target.checked && !s.scene.fill) patch.fill = "HDI";
        s.commit(patch);
      } else if (target.id === "rail-fill") s.commit({ fill: target.value, layers: target.value && !s.scene.layers.includes("indicators") ? [...s.scene.layers, "indicators"] : s.scene.layers });
    });
    let typing = 0;
    body.addEventListener("input", (event) => {
      if (event.target.id !== "rail-text") return;
      clearTimeout(typing);
      typing = setTimeout(() => atlas.state.commit({ text: event.target.value }), 150);
    });
    body.addEventListener("click", (event) => {
      const at = (s) => event.target.closest(s);
      let hit;
      if ((hit = at("[data-chip]"))) setFacet(hit.dataset.chip, hit.dataset.value, hit.getAttribute("aria-pressed") !== "true");
      else if ((hit = at("[data-only]"))) atlas.state.commit({ [hit.dataset.only]: [hit.dataset.value] });
      else if ((hit = at("[data-drop]"))) {
        const { drop, value } = hit.dataset, { scene, engine } = atlas.state;
        const plain = engine.data.scene[drop];
        const left = drop === "text" ? "" : scene[drop].filter((v) => v !== value);
        atlas.state.commit({ [drop]: drop === "text" || left.length === 0 ? plain : left });
        const next = body.querySelector("[data-drop]") || body.querySelector("input");
        if (next) requestAnimationFrame(() => (body.querySelector("[data-drop]") || body.querySelector("input")).focus());
      } else if ((hit = at("[data-rail]"))) {
        const { state: s } = atlas;
        ({ reset: () => s.resetFilters(), undo: () => s.undo(), redo: () => s.redo() })[hit.dataset.rail]();
      }
    });
  });
})();
