/* The legend: only what is drawn now stands in it. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { escape } = atlas;
  const SITES = [["embassy", ["embassy", "office"]], ["headquarters", ["headquarters"]], ["field_site", ["field_site"]], ["training_centre", ["training_centre"]], ["academy", ["academy"]]];
  const SPAN = [-22, 29, 1, 37.4];
  const CARD = 240, CARD_TWO = 436, HIGH_ENOUGH = 600, SMALL = 1000, CALM_MS = 120;
  let shownKey = "", shownFrame = "", fitted = "", late = false, drawnAt = 0;

  /* Where the legend stands: a card over the Atlantic where the region leaves that room, else a strip under the map,
     and behind a button on small screens. The answer is written on the panel, the style sheet does the rest. */
  function mode(instance) {
    const panel = document.getElementById("panel-map");
    const box = instance.map.getContainer(), size = [box.clientWidth, box.clientHeight];
    const crs = window.L.CRS.EPSG3857, ui = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--ui")) || 1;
    const a = crs.project(window.L.latLng(SPAN[2], SPAN[0])), b = crs.project(window.L.latLng(SPAN[3], SPAN[1]));
    const spare = size[0] - size[1] * ((b.x - a.x) / (b.y - a.y));
    const two = size[1] < HIGH_ENOUGH * ui, wide = (two ? CARD_TWO : CARD) * ui;
    /* Beside the figures of the route view a strip would take a third of what is left. */
    const small = innerWidth < 1280 || (instance.scene && instance.scene.tab === "route" && size[0] < SMALL * ui);
    const found = small ? "button" : spare >= wide && size[1] > 380 * ui ? (two ? "card two" : "card") : "strip";
    if (panel.dataset.legend !== found) panel.dataset.legend = found;
    return { found, wide };
  }
  /* The room that the legend takes from the map, in px. */
  atlas.legendRoom = function (instance) {
    const legend = document.getElementById("legend");
    if (!legend || !instance.map.getContainer().closest("#panel-map") || document.documentElement.dataset.present === "on") return { left: 0, bottom: 0 };
    const { found, wide } = mode(instance);
    if (found.startsWith("card")) return { left: wide, bottom: 0 };
    return { left: 0, bottom: found === "strip" ? Math.round(legend.parentNode.getBoundingClientRect().height) : 0 };
  };

  /* The map is fitted anew only when the legend takes another room of it, and never under a hand that drags: projecting
     the base again costs more than all else in a step. */
  function fitBeside() {
    const main = atlas.map.main;
    late = Boolean(atlas.dragging);
    if (!main || late) return;
    const room = JSON.stringify(atlas.legendRoom(main));
    if (room === fitted) return;
    fitted = room;
    atlas.map.refit(main);
    atlas.emit("refitted");
  }

  /* A part of a wheel, bent as on the wheel, in ink. */
  function sample(storey) {
    const shapes = atlas.wheelshape.storeyShapes(22, 0, storey, "own");
    return `<svg width="26" height="15" viewBox="-13 -22.5 26 13.5" aria-hidden="true">${shapes.map((s) => atlas.symbols.shapeSvg(s, "var(--ink)")).join("")}</svg>`;
  }

  function entries({ scene, look, t }) {
    const storeys = Object.values(look.wheels).flatMap((w) => w.segments.flatMap((s) => [s.own, s.region]));
    const on = look.sites.filter((m) => !m.off);
    const list = [];
    ["full", "reduced", "suspended", "planned"].forEach((kind, k) => {
      if (storeys.some((s) => s.counts[k])) list.push([kind, sample(atlas.symbols.storey(...[0, 0, 0, 0].fill(1, k, k + 1))), t("legend.part." + kind)]);
    });
    if (scene.layers.includes("groups")) {
      const tint = (tier) => `<rect x="${0.8 + (tier - 1) * 13}" y=".8" width="11" height="10.4" fill="var(--t${tier})" stroke="var(--${tier === 1 ? "outline" : "borderFocus"})" stroke-width="${tier === 1 ? 1.6 : 0.9}"/>`;
      list.push(["tiers", `<svg width="39" height="12" aria-hidden="true">${[1, 2, 3].map(tint).join("")}</svg>`, t("legend.tiers")]);
      list.push(["combination", "<b>◇</b>", t("legend.combination")]);
    }
    if (scene.layers.includes("routes")) {
      list.push(["route", '<svg width="30" height="12" aria-hidden="true"><path d="M1,6H22" stroke="var(--route)" stroke-width="2.1" stroke-dasharray="6 4.4"/><path d="M29,6L21,2L23,6L21,10Z" fill="var(--route)"/></svg>', t("legend.route")]);
      if (look.detections) list.push(["detections", '<svg width="30" height="14" aria-hidden="true"><path d="M1,5.6L18,3.5V0L30,7L18,14V10.5L1,8.4Z" fill="var(--route)"/></svg>', t("legend.detections")]);
    }
    for (const [role, roles] of SITES) if (on.some((m) => roles.includes(m.role))) list.push(["site-" + role, atlas.symbols.site(role, "open", 1), t("role." + role)]);
    if (on.some((m) => m.state === "suspended")) list.push(["hollow", atlas.symbols.site("headquarters", "suspended", 1), t("legend.hollow")]);
    if (on.some((m) => m.state === "planned" || atlas.isApproximate(m.place))) list.push(["approximate", atlas.symbols.site("field_site", "open", 0.9, true), t("legend.approximate")]);
    if (on.some((m) => !m.dated)) list.push(["undated", atlas.symbols.site("embassy", "open", 0.9, false, true), t("legend.undated")]);
    if (scene.layers.includes("regions")) list.push(["border", '<svg width="24" height="10" aria-hidden="true"><path d="M1,5H23" stroke="var(--outline)" stroke-width="1.6" stroke-dasharray="2 2"/></svg>', t("legend.border")]);
    if (look.rows.some((r) => r.row.c.length)) list.push(["conflict", "<b>≠</b>", t("legend.conflict")]);
    if (look.sites.some((m) => m.off)) list.push(["off", "<b>↑</b>", t("legend.off")]);
    const main = atlas.map.main;
    if (main && main.eventMarks && main.eventMarks.length) list.push(["event", '<svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true"><path d="M-5,-6H5V1L0,6L-5,1Z" fill="var(--ink)"/></svg>', t("legend.event")]);
    return list;
  }
  atlas.legendEntries = entries;

  atlas.painter(40, "legend", (context) => {
    const box = document.getElementById("legend");
    if (!box) return;
    const { scene } = context;
    if (late && !atlas.dragging) requestAnimationFrame(fitBeside);
    /* Under a hand that drags, lines that come and go sixty times a second cannot be read. */
    if (atlas.dragging && performance.now() - drawnAt < CALM_MS) return;
    drawnAt = performance.now();
    const frame = [scene.lang, scene.layers.includes("regions")].join();
    if (frame !== shownFrame || !box.firstChild) { shownFrame = frame; draw(box, context); }
    const list = entries(context), key = list.map((e) => e[0]).join();
    if (key === shownKey) return;
    shownKey = key;
    fill(box.querySelector(".legend-list"), list);
    requestAnimationFrame(fitBeside);
  });

  function draw(box, { scene, t }) {
    box.innerHTML = `<button type="button" class="button legend-button" aria-expanded="${box.classList.contains("is-open")}">${escape(t("legend.show"))}</button><div class="legend-inner">`
      + `<div class="legend-wheel">${atlas.symbols.wheel(19, atlas.symbols.whole(), { center: "n" })}<span><b>${escape(t("legend.wheel"))}</b><br><span class="legend-long">${escape(t("legend.wheel.text"))}</span><span class="legend-brief">${escape(t("legend.wheel.brief"))}</span></span></div>`
      + '<ul class="legend-list"></ul></div>';
    document.getElementById("map-note").textContent = t("legend.note") + (scene.layers.includes("regions") ? " " + t("legend.regions") : "");
    shownKey = "";
  }
  /* Only lines that came or went are written, so that the page lays out little while the date moves. */
  function fill(ul, list) {
    const held = new Map([...ul.children].map((li) => [li.dataset.legend, li])), ids = new Set(list.map(([id]) => id));
    for (const [id, li] of held) if (!ids.has(id)) li.remove();
    list.forEach(([id, icon, words], i) => {
      let li = held.get(id);
      if (!li) {
        li = document.createElement("li");
        li.dataset.legend = id;
        li.innerHTML = `<span class="legend-icon">${icon}</span>${escape(words)}`;
      }
      if (ul.children[i] !== li) ul.insertBefore(li, ul.children[i] || null);
    });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest(".legend-button");
    if (!button) return;
    const open = document.getElementById("legend").classList.toggle("is-open");
    button.setAttribute("aria-expanded", String(open));
  });
})();
