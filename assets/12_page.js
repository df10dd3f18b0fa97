/* The page around the views: words, tabs, language, theme, selection, faults, and what a link could not carry. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const THEMES = ["light", "dark", "projector"];
  let lang = null;

  function words(scene) {
    if (lang === scene.lang) return;
    lang = scene.lang;
    for (const e of document.querySelectorAll("[data-t]")) e.textContent = atlas.t(e.dataset.t);
    for (const e of document.querySelectorAll("[data-label]")) { e.setAttribute("aria-label", atlas.t(e.dataset.label)); if (e.tagName === "BUTTON") e.title = atlas.t(e.dataset.label); }
    for (const e of document.querySelectorAll("[data-placeholder]")) e.placeholder = atlas.t(e.dataset.placeholder);
    const name = document.getElementById("brand-name");
    if (name) name.textContent = atlas.t("atlas.short");
    const mark = document.getElementById("brand-mark");
    if (mark && !mark.firstChild) mark.innerHTML = atlas.symbols.wheel(12, atlas.symbols.whole(), {});
    const title = document.getElementById("stage-title");
    if (title) title.textContent = atlas.t("atlas.title");
  }

  const NARROW = 768, OVERLAID = 1280, SETTLED = 6;
  let shows = 0;
  let opened = false, drawn = "";
  atlas.painter(1, "page", ({ scene, before }) => {
    if (!document.getElementById("atlas")) return;
    /* On a phone the table comes first, unless the link asks for a view of its own. */
    if (!opened && innerWidth < NARROW && document.documentElement.dataset.present !== "on" && !new URLSearchParams(location.search).has("tab")) atlas.state.commit({ tab: "table" });
    opened = true;
    const key = [scene.lang, scene.theme, scene.tab, scene.selection[0] || ""].join();
    if (key === drawn) return;
    drawn = key;
    words(scene);
    for (const tab of document.querySelectorAll(".tab")) {
      const on = tab.dataset.tab === scene.tab;
      if (on) tab.setAttribute("aria-current", "page"); else tab.removeAttribute("aria-current");
    }
    for (const b of document.querySelectorAll("[data-lang]")) b.setAttribute("aria-pressed", String(b.dataset.lang === scene.lang));
    const theme = document.getElementById("theme-button");
    if (theme) { theme.textContent = { light: "☀", dark: "☾", projector: "▣" }[scene.theme]; theme.title = `${atlas.t("shell.theme")}: ${atlas.t("shell.theme." + scene.theme)} (D)`; theme.setAttribute("aria-label", theme.title); }
    atlas.rootData("dossier", scene.selection.length ? "open" : "closed");
    if (before && before.tab !== scene.tab && atlas.map.main) {
      requestAnimationFrame(() => atlas.map.refit(atlas.map.main));
    }
    if (before && (before.selection.length > 0) !== (scene.selection.length > 0) && atlas.map.main) {
      requestAnimationFrame(() => { atlas.map.refit(atlas.map.main); show(scene); });
    } else if (before && before.selection[0] !== scene.selection[0] && innerWidth < OVERLAID) requestAnimationFrame(() => show(scene));
  });

  /* What was chosen stays in sight when its dossier takes a part of the map. */
  function show(scene) {
    const [ref] = scene.selection, main = atlas.map.main, iso = ref && ref.startsWith("country:") ? ref.slice(8) : "";
    const wheel = main && main.wheels && main.wheels[iso];
    if (!wheel || document.documentElement.dataset.present === "on") return;
    const box = document.getElementById("dossier").getBoundingClientRect(), room = main.map.getContainer().getBoundingClientRect();
    const below = box.left <= room.left ? Math.max(0, Math.min(room.bottom - box.top, room.height - 150)) : 0, beside = below ? 0 : Math.max(0, room.right - box.left);
    main.map.panInside(wheel.marker.getLatLng(), { paddingTopLeft: [60, 60], paddingBottomRight: [60 + (box.width ? beside : 0), 60 + (box.width ? below : 0)], animate: false });
  }

  /* The map settles on the whole region in its first paints, and again when its legend takes another room. */
  const again = () => { if (innerWidth < OVERLAID && atlas.state.scene && atlas.map.main && !atlas.map.main.moved) show(atlas.state.scene); };
  atlas.on("refitted", again);
  atlas.on("painted", () => { if (shows < SETTLED) { shows += 1; requestAnimationFrame(again); } });
  atlas.on("painted", () => { const note = document.getElementById("starting"); if (note && document.getElementById("atlas")) note.remove(); });

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest && event.target.closest(selector);
    const { state } = atlas;
    if (!state.scene) return;
    let hit;
    if ((hit = at(".tab"))) state.commit({ tab: hit.dataset.tab });
    else if ((hit = at("[data-lang]"))) state.commit({ lang: hit.dataset.lang });
    else if (at("#theme-button")) state.commit({ theme: THEMES[(THEMES.indexOf(state.scene.theme) + 1) % THEMES.length] });
    else if (at("#share-button")) atlas.emit("share");
    else if (at("#export-button")) atlas.emit("export");
    else if (at("#present-button")) atlas.emit("present");
    else if (at("#help-button")) atlas.emit("help");
    else if (at("#rail-button")) document.documentElement.dataset.rail = document.documentElement.dataset.rail === "open" ? "" : "open";
    else if ((hit = at(".x-maps [data-map]"))) atlas.compare.tool(hit.dataset.map);
    else if ((hit = at("[data-map]"))) mapTool(hit.dataset.map);
  });

  function mapTool(name) {
    const main = atlas.map.main;
    if (!main) return;
    main.moved = main.gesture = true;
    if (name === "home") atlas.emit("home");
    else atlas.map.step(main.map, name, !matchMedia("(prefers-reduced-motion: reduce)").matches);
  }

  /* Choosing a thing: its dossier opens; Esc or null closes it and focus returns to where it came from. */
  let cameFrom = null;
  atlas.on("select", ({ ref, from, add }) => {
    const { state } = atlas;
    if (ref === null) { if (state.scene.selection.length && !state.scene.selection.every((s) => s.startsWith("engagement:"))) state.commit({ selection: [] }); return; }
    if (from) cameFrom = from;
    const now = state.scene.selection;
    if (add) state.commit({ selection: now.includes(ref) ? now.filter((s) => s !== ref) : [...now, ref] });
    else if (!(now.length === 1 && now[0] === ref)) state.visit({ selection: [ref] });
  });
  atlas.on("deselect", () => {
    atlas.state.commit({ selection: [] });
    if (cameFrom && cameFrom.isConnected) cameFrom.focus();
    cameFrom = null;
  });

  /* Faults: a bar that says what failed and offers to try again; the last good state stays. */
  function bar(id, html, buttons) {
    atlas.whenThere("#bars", (holder) => {
      const old = document.getElementById(id);
      if (old) old.remove();
      const div = document.createElement("div");
      div.className = "bar"; div.id = id;
      div.innerHTML = html;
      for (const [label, fn] of buttons) {
        const b = document.createElement("button");
        b.type = "button"; b.className = "button"; b.textContent = label;
        b.addEventListener("click", () => { div.remove(); fn(); });
        div.appendChild(b);
      }
      holder.appendChild(div);
    });
  }
  const spoken = (key, fallback) => (atlas.t(key) === key ? fallback : atlas.t(key));
  atlas.on("fault", ({ what, name, retry }) => {
    const note = document.getElementById("starting");
    if (note) note.remove();
    const text = spoken("shell.fault." + what, "The atlas's data could not be read. / De gegevens konden niet worden gelezen.").replace("{name}", name || "");
    bar("fault-" + what, `<span>${atlas.escape(text)}</span>`, [[spoken("shell.retry", "Try again / Opnieuw"), retry], [spoken("shell.close", "Close / Sluiten"), () => {}]]);
  });
  atlas.bar = bar;

  /* The scale bar: Mercator stretches, so it is true at 15 degrees north and says so. */
  atlas.painter(12, "scale", ({ t }) => {
    const box = document.querySelector(".map-scale"), main = atlas.map.main;
    if (!box || !main || atlas.dragging) return;
    const perPixel = (40075.017 * Math.cos((15 * Math.PI) / 180)) / (256 * Math.pow(2, main.map.getZoom()));
    const steps = [10, 20, 50, 100, 200, 250, 500, 1000, 2000];
    const km = steps.filter((s) => s / perPixel <= 130).pop() || 10;
    const strip = atlas.legendRoom ? atlas.legendRoom(main).bottom : 0, ui = box.currentCSSZoom || 1;
    const key = [km, Math.round(km / perPixel), t("map.scale"), strip, innerWidth].join("|");
    if (box.dataset.key === key) return;
    /* On a phone the note stands at the edge, and the bar above it. */
    box.style.bottom = strip / ui + (innerWidth < 600 ? 40 : 12) + "px";
    box.dataset.key = key;
    box.innerHTML = `<i style="width:${Math.round(km / perPixel / ui)}px"></i>${atlas.number(km)} km · ${atlas.escape(t("map.scale"))}`;
  });
  atlas.whenThere(".map-scale", () => { const wait = setInterval(() => { if (atlas.map.main) { clearInterval(wait); atlas.map.main.map.on("zoomend", atlas.repaint); } }, 50); });
})();
