/* The dossier: what is selected, in sections. Each section is a string; only sections whose string changed are put
   into the page, so that a step of the slider touches little and the focus stays where it was. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const views = {};
  const open = new Set();
  let holder = null, shown = [], cached = new Map(), cite = null, letter = null, trail = [], stamp = 0, width = 340;
  const kept = new Map();

  const dossier = (atlas.dossier = {
    views,
    /* A view makes the sections of one kind of thing: fn(context, id) -> [[key, html], ...] or null when there is no such thing. */
    view(kind, fn) { views[kind] = fn; },
    isOpen: (key, otherwise) => (open.has(key + ":no") ? false : open.has(key) || Boolean(otherwise)),
    get cite() { return cite; },
    get letter() { return letter; },
    get trail() { return trail; },
    /* Room for a drawing, in px: drawn to measure, its words keep their size on a wide sheet and on a narrow column. */
    get width() { return width; },
    /* A section that the date does not touch is worked out once, until something is unfolded or cited. */
    once(context, key, fn) {
      const { lang, known, stated } = context.scene, now = [stamp, lang, known, stated, width].join("|");
      const old = kept.get(key);
      if (old && old.now === now) return old.value;
      const value = fn();
      if (kept.size > 40) kept.clear();
      kept.set(key, { now, value });
      return value;
    },
  });

  function sections(context) {
    const refs = context.scene.selection;
    if (!refs.length) return [["empty", `<p class="d-empty">${atlas.escape(context.t("dossier.empty"))}</p>`]];
    if (refs.length > 1) return many(context, refs);
    const [kind, id] = split(refs[0]);
    const made = views[kind] ? views[kind](context, id) : null;
    return made || absent(context, kind, id);
  }

  /* A thing that the atlas does not have, or that was not public yet on the day of knowledge: its name is not told. */
  function absent({ engine, scene, t }, kind, id) {
    const later = scene.known && (kind === "paragraph" ? dossier.isLater(engine, "document", engine.raw.letter.id) : dossier.isLater(engine, kind, id));
    if (!later) return [["head", dossier.head({ kicker: "", name: t("dossier.gone") })], ["gone", `<p>${atlas.escape(t("dossier.gone.text", { id: `${kind}:${id}` }))}</p>`]];
    const x = atlas.dateWords(scene.known), patch = atlas.escape(JSON.stringify({ known: "" }));
    const off = `<button type="button" class="button" data-commit="${patch}" data-key="known-off">${atlas.escape(t("dossier.hidden.off"))}</button>`;
    return [["head", dossier.head({ kicker: "", name: t("dossier.hidden", { x }) })], ["gone", `<p>${atlas.escape(t("dossier.hidden.text"))}</p><p>${off}</p>`]];
  }

  const split = (ref) => { const i = ref.indexOf(":"); return [ref.slice(0, i), ref.slice(i + 1)]; };

  function many(context, refs) {
    const rows = refs.map((ref) => `<li><button type="button" class="d-link" data-select="${atlas.escape(ref)}" data-key="many:${atlas.escape(ref)}">${atlas.escape(dossier.nameOf(context, ref))}</button></li>`);
    return [
      ["head", dossier.head({ kicker: context.t("dossier.chosen"), name: String(refs.length) })],
      ["many", `<ul class="d-plain">${rows.join("")}</ul>`],
    ];
  }

  /* Keep the keyboard's place when a section is redrawn: the same data-key takes the focus again. */
  function put(box, html) {
    const active = document.activeElement;
    const key = active && box.contains(active) ? active.dataset.key : null;
    box.innerHTML = html;
    if (key) {
      const again = box.querySelector(`[data-key="${CSS.escape(key)}"]`);
      if (again) again.focus({ preventScroll: true });
    }
  }

  function paint(context) {
    if (!holder || !holder.isConnected) return;
    const refs = context.scene.selection.join();
    width = atlas.room(holder, width);
    const made = sections(context);
    const keys = made.map(([key]) => key);
    if (holder.dataset.refs !== refs || keys.join() !== shown.join()) {
      if (holder.dataset.refs !== refs) { holder.parentNode.scrollTop = 0; if (cite) { cite = null; stamp += 1; atlas.repaint(); } }
      holder.dataset.refs = refs;
      shown = keys;
      cached = new Map();
      const active = document.activeElement, key = active && holder.contains(active) ? active.dataset.key : null;
      holder.innerHTML = keys.map((k) => `<section class="d-section ds-${k}" data-section="${k}"></section>`).join("");
      holder.dataset.want = key || "";
    }
    for (const [key, html] of made) {
      if (cached.get(key) === html) continue;
      cached.set(key, html);
      put(holder.querySelector(`[data-section="${key}"]`), html);
    }
    if (holder.dataset.want) {
      const again = holder.querySelector(`[data-key="${CSS.escape(holder.dataset.want)}"]`);
      if (again) again.focus({ preventScroll: true });
      holder.dataset.want = "";
    }
  }
  atlas.painter(40, "dossier", paint);

  function refresh() { stamp += 1; atlas.repaint(); }

  /* What a reader unfolds stays unfolded while he goes on; it is no part of the scene. */
  function fold(key, isOpen) {
    if (isOpen) { open.delete(key); open.add(key + ":no"); } else { open.add(key); open.delete(key + ":no"); }
    refresh();
  }

  /* A citation opens under its button; the paragraph is asked for only where the server was given the letter. */
  async function openCite(key, section, paragraph) {
    if (cite && cite.key === key) { cite = null; refresh(); return; }
    cite = { key, section, paragraph, text: null, altered: false, fault: "" };
    refresh();
    sight();
    if (!section || !paragraph || location.protocol === "file:") return;
    try {
      if (letter === null) letter = (await atlas.fetchJson("api/paragraph")).letter;
      if (!letter) { refresh(); return; }
      const answer = await atlas.fetchJson(`api/paragraph?section=${encodeURIComponent(section)}&paragraph=${encodeURIComponent(paragraph)}`);
      if (cite && cite.key === key) Object.assign(cite, { text: answer.text, altered: answer.altered === true });
    } catch (error) {
      if (cite && cite.key === key) cite.fault = String(error.message || error);
    }
    refresh();
    sight();
  }
  /* What was opened is read whole: not half under the foot of the dossier. */
  function sight() {
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const said = holder.querySelector(".d-cited");
      if (said) said.scrollIntoView({ block: "nearest" });
    }));
  }

  function onClick(event) {
    const at = (selector) => event.target.closest(selector);
    const { state } = atlas;
    let hit;
    if (at("[data-close]")) { atlas.emit("deselect"); return; }
    if (at("[data-narrow]")) { atlas.rootData("sheet", document.documentElement.dataset.sheet === "low" ? "full" : "low"); holder.parentNode.scrollTop = 0; refresh(); return; }
    if ((hit = at("[data-cite]"))) { openCite(hit.dataset.cite, hit.dataset.section || "", hit.dataset.paragraph || ""); return; }
    if ((hit = at("[data-fold]"))) { fold(hit.dataset.fold, hit.getAttribute("aria-expanded") === "true"); return; }
    if ((hit = at("[data-select]"))) {
      const now = state.scene.selection;
      if (hit.dataset.back !== undefined) trail.pop();
      else if (now.length === 1) trail = [...trail.filter((r) => r !== hit.dataset.select), now[0]].slice(-12);
      atlas.emit("select", { ref: hit.dataset.select });
      requestAnimationFrame(() => { const close = holder.querySelector("[data-close]"); if (close && !holder.contains(document.activeElement)) close.focus({ preventScroll: true }); });
      return;
    }
    if ((hit = at("[data-date]"))) { state.commit({ date: hit.dataset.date }); return; }
    if ((hit = at("[data-commit]"))) { state.commit(JSON.parse(hit.dataset.commit)); }
  }

  function lit(event, on) {
    const row = event.target.closest && event.target.closest("[data-lit]");
    if (!row) return;
    if (!on) { atlas.emit("highlight", null); return; }
    const [country, instrument] = row.dataset.lit.split("|");
    atlas.emit("highlight", { country, instrument });
  }

  atlas.whenThere("#dossier-body", (box) => {
    holder = box;
    box.addEventListener("click", onClick);
    box.addEventListener("pointerover", (e) => lit(e, true));
    box.addEventListener("pointerout", (e) => lit(e, false));
    box.addEventListener("focusin", (e) => lit(e, true));
    box.addEventListener("focusout", (e) => lit(e, false));
    atlas.repaint();
  });

  /* Esc closes what is on top first: an open citation goes before the dossier, which the keys of the page close. */
  window.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !cite || !holder || !holder.contains(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
    const { key } = cite;
    cite = null;
    refresh();
    requestAnimationFrame(() => { const b = holder.querySelector(`[data-cite="${CSS.escape(key)}"]`); if (b) b.focus(); });
  }, true);
  atlas.on("deselect", () => { trail = []; cite = null; stamp += 1; });

  /* While nothing is chosen the map has the room, and one line on it says how to choose. */
  atlas.painter(41, "dossier-hint", ({ scene, t }) => {
    const panel = document.getElementById("panel-map");
    if (!panel) return;
    let hint = document.getElementById("dossier-hint");
    if (!hint) {
      hint = document.createElement("p");
      hint.id = "dossier-hint";
      hint.className = "d-hint";
      panel.appendChild(hint);
    }
    hint.hidden = scene.selection.length > 0 || scene.tab !== "map";
    const words = t("dossier.empty");
    if (hint.textContent !== words) hint.textContent = words;
  });
})();
