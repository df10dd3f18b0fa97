/* The maps of a comparison: difference pills on one map, or two maps that move together, side by side or one over the other. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { symbols } = atlas;
  const esc = atlas.escape;
  const OPTIONS = {
    zoomControl: false, attributionControl: false, minZoom: 3, maxZoom: 9, zoomSnap: 0.05, zoomDelta: 0.5,
    wheelPxPerZoomLevel: 110, maxBounds: [[-12, -50], [55, 60]], maxBoundsViscosity: 0.8,
  };
  const WHOLE = [[2.5, -17.5], [25.5, 24.5]];
  const maps = [];
  let labels = null, shown = null, half = 50, moving = false, overKey = "";

  /* Two maps of our own, made when the tab is first opened; they follow one another. */
  function make(box, index) {
    const L = window.L;
    const map = L.map(box.querySelector(`#compare-map-${index + 1}`), OPTIONS);
    map.setView([17.6, 3.5], 4.5);
    const entry = { map, instance: null, mode: "difference" };
    entry.instance = atlas.map.attach(map, {
      scene: () => (shown ? (entry.mode === "difference" ? shown.after : index === 0 ? shown.before : shown.after) : atlas.state.scene),
    });
    map.on("move", () => {
      if (moving) return;
      moving = true;
      for (const other of maps) if (other !== entry && other.on) other.map.setView(map.getCenter(), map.getZoom(), { animate: false });
      moving = false;
    });
    new ResizeObserver(() => map.invalidateSize({ animate: false, pan: false })).observe(map.getContainer());
    maps[index] = entry;
    return entry;
  }

  function turn(entry, on) {
    if (entry.on === on) return;
    entry.on = on;
    const { instances } = atlas.map, at = instances.indexOf(entry.instance);
    if (on && at < 0) instances.push(entry.instance);
    if (!on && at >= 0) instances.splice(at, 1);
  }

  function fit(entry) {
    const { map } = entry, { scene } = atlas.state;
    map.invalidateSize({ animate: false, pan: false });
    if (scene.view) map.setView([scene.view[1], scene.view[0]], scene.view[2], { animate: false });
    else map.fitBounds(WHOLE, { animate: false });
  }

  function arrange(box, context, d) {
    const { scene } = context, mode = scene.compare;
    const stage = box.querySelector(".x-maps");
    if (!atlas.map.main || !window.L) { requestAnimationFrame(atlas.repaint); return; }
    if (stage.dataset.mode !== mode || !maps[0] || !maps[0].on) {
      stage.dataset.mode = mode;
      if (!maps[0]) make(box, 0);
      if (mode !== "difference" && !maps[1]) make(box, 1);
      maps.forEach((m, i) => {
        m.mode = mode;
        m.instance.options.wheels = mode !== "difference";
        m.instance.options.pills = mode === "difference";
        m.instance.options.routes = mode !== "difference";
        turn(m, i === 0 || mode !== "difference");
        scale(m, mode);
        if (mode === "difference") dropWheels(m.instance); else dropPills(m.instance);
      });
      requestAnimationFrame(() => { maps.forEach((m) => m.on && fit(m)); atlas.repaint(); });
    }
    clip(stage);
    over(stage, context, d);
  }

  /* Half the room: smaller symbols, so that neighbours do not cover one another. */
  function scale(entry, mode) {
    const u = atlas.map.unit() * (mode === "side" ? 0.8 : 1), box = entry.map.getContainer();
    entry.instance.u = u;
    if (mode === "side") box.style.setProperty("--u", String(u)); else box.style.removeProperty("--u");
  }

  function dropWheels(instance) {
    for (const w of Object.values(instance.wheels || {})) w.marker.remove();
    instance.wheels = null;
  }
  function dropPills(instance) {
    for (const p of Object.values(instance.pills || {})) p.remove();
    instance.pills = null;
  }

  /* The same buttons as on the map; both maps follow, without a flight that would part them. */
  const tools = () => `<div class="map-tools">${document.querySelector("#panel-map .map-tools").innerHTML}</div>`;
  atlas.compare.tool = (name) => {
    if (!maps[0]) return;
    if (name === "home") maps[0].map.fitBounds(WHOLE, { animate: false });
    else atlas.map.step(maps[0].map, name, false);
  };

  /* What lies over the maps: names of the sides, the legend of the pills, the handle of the swipe. */
  function over(stage, context, d) {
    const { engine, scene, t } = context, mode = scene.compare;
    const names = [atlas.compare.sideName(engine, d, "before"), atlas.compare.sideName(engine, d, "after")];
    const key = [mode, names, scene.lang, d.known].join("|");
    const box = stage.querySelector(".x-over");
    if (overKey === key) return;
    overKey = key;
    if (mode === "difference") {
      const all = ["active", "active", "active", "active", "active"];
      const lost = symbols.wheel(20, ["active", "suspended", "active", "active", "active"], {});
      box.innerHTML = `${tools()}<div class="x-legend">`
        + `<span class="x-legend-wheels">${symbols.wheel(13, all, {})}<span aria-hidden="true">→</span>${lost}</span>`
        + `<ul><li>${caretIcon(180)} ${esc(t("compare.less"))}</li><li>${caretIcon(0)} ${esc(t("compare.more"))}</li>`
        + `<li>${symbols.wheel(7, all, { mono: "var(--ctx)" })} ${esc(t("compare.grey"))}</li></ul>`
        + `${d.known ? "" : `<p>${esc(t("compare.record"))}</p>`}</div>`;
      return;
    }
    box.innerHTML = `${tools()}<div class="x-caption is-before">${esc(names[0])}</div><div class="x-caption is-after">${esc(names[1])}</div>`
      + (mode === "swipe" ? `<div class="x-handle" data-own-keys role="slider" tabindex="0" aria-orientation="horizontal" aria-valuemin="0" aria-valuemax="100" aria-valuenow="${half}" aria-label="${esc(t("compare.handle"))}"><span aria-hidden="true">◂ ▸</span></div>`
        + `<div class="x-swipe-tools">${[[100, t("compare.swipe.before", { x: names[0] })], [50, t("compare.swipe.half")], [0, t("compare.swipe.before", { x: names[1] })]].map(([n, words]) => `<button type="button" class="button" data-x-half="${n}">${esc(words)}</button>`).join("")}</div>` : "");
    clip(stage);
  }
  const caretIcon = (turnBy) => `<svg width="12" height="10" viewBox="-6 -5 12 10" aria-hidden="true"><path d="M0,-4L4.5,4H-4.5Z" fill="var(--ink)" transform="rotate(${turnBy})"/></svg>`;

  /* In a swipe the first map lies over the second, cut off at the handle. */
  function clip(stage) {
    const first = stage.querySelector("#compare-map-1"), handle = stage.querySelector(".x-handle");
    first.style.clipPath = stage.dataset.mode === "swipe" ? `inset(0 ${100 - half}% 0 0)` : "";
    if (handle) { handle.style.left = half + "%"; handle.setAttribute("aria-valuenow", Math.round(half)); }
  }
  function setHalf(n) {
    half = Math.max(0, Math.min(100, n));
    const stage = document.querySelector(".x-maps");
    if (stage) clip(stage);
  }
  document.addEventListener("keydown", (event) => {
    if (!event.target.classList || !event.target.classList.contains("x-handle")) return;
    const step = { ArrowLeft: -2, ArrowRight: 2, ArrowDown: -2, ArrowUp: 2, PageUp: 10, PageDown: -10 }[event.key];
    if (step) setHalf(half + step);
    else if (event.key === "Home") setHalf(0);
    else if (event.key === "End") setHalf(100);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  document.addEventListener("click", (event) => {
    const hit = event.target.closest && event.target.closest("[data-x-half]");
    if (hit) setHalf(Number(hit.dataset.xHalf));
  });
  document.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest && event.target.closest(".x-handle");
    if (!handle) return;
    event.preventDefault();
    handle.focus();
    handle.setPointerCapture(event.pointerId);
    const box = handle.closest(".x-maps").getBoundingClientRect();
    const move = (e) => setHalf(((e.clientX - box.left) / box.width) * 100);
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", () => handle.removeEventListener("pointermove", move), { once: true });
    handle.addEventListener("pointercancel", () => handle.removeEventListener("pointermove", move), { once: true });
  });

  const STEPS = { none: 0, planned: 1, suspended: 2, reduced: 3, active: 4 };

  /* A caret outside a changed segment: toward the wheel for less, away from it for more. */
  function carets(R, before, after) {
    return after.map((state, i) => {
      if (state === before[i]) return "";
      const angle = i * 72, more = STEPS[state] > STEPS[before[i]];
      const at = R + Math.max(2, R * 0.1) + 7;
      return `<path d="M0,-4L4.6,4H-4.6Z" fill="var(--ink)" stroke="var(--halo)" stroke-width="1" paint-order="stroke" transform="rotate(${angle}) translate(0,${-at}) rotate(${more ? 0 : 180})"/>`;
    }).join("");
  }

  function pill(instance, iso, context, d) {
    const { engine, t } = context, u = instance.u, country = engine.countries.get(iso);
    const [a, b] = d.wheels.map((w) => w[iso]);
    const before = a.segments.map((s) => s.state), after = b.segments.map((s) => s.state);
    const changed = before.some((s, i) => s !== after[i]) || a.running !== b.running;
    const record = d.known ? 0 : (d.record[iso] || new Set()).size;
    const name = atlas.pick(country, "name"), first = country.tier === 1;
    const r = (first ? 17 : 13) * u, R = (first ? 26 : 20) * u, halo = 5 * u;
    const note = record ? `<span class="x-pill-record">${esc(t("compare.pill.record", { n: record }))}</span>` : "";
    if (!changed) {
      const size = Math.ceil(r * 2.4);
      const words = `${name}: ${t("compare.nochange")}. ${record ? t("compare.pill.record", { n: record }) : ""}`;
      return `<button type="button" class="x-pill is-same" data-x-select="country:${iso}" data-key="pill:${iso}" aria-label="${esc(words)}">`
        + `<svg width="${size}" height="${size}" viewBox="${-size / 2} ${-size / 2} ${size} ${size}" aria-hidden="true">${symbols.wheelInner(r, after, { mono: "var(--ctx)" })}</svg>`
        + `<span class="x-pill-name">${esc(name)}</span>${note}</button>`;
    }
    const pad = 12 * u, h = 2 * (R + pad), gap = 20 * u, w = 2 * r + gap + 2 * R + 2 * pad + halo;
    const x1 = pad + r, x2 = w - pad - R;
    const word = (state) => t("segment." + state).toLowerCase();
    const turned = (n, i) => `${t("instrument." + n)}: ${t("compare.step", { a: word(before[i]), b: word(after[i]) })}`;
    const said = engine.data.instruments.map((n, i) => (before[i] === after[i] ? "" : turned(n, i))).filter(Boolean).join("; ");
    return `<button type="button" class="x-pill" data-x-select="country:${iso}" data-key="pill:${iso}" aria-label="${esc(t("compare.pill.label", { name, a: a.running, b: b.running, changes: said }))}">`
      + `<svg width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" aria-hidden="true"><rect x=".5" y=".5" width="${w - 1}" height="${h - 1}" rx="${h / 2}" fill="var(--disc)" fill-opacity=".95" stroke="var(--rule)"/>`
      + `<g transform="translate(${x1} ${h / 2})" opacity=".75">${symbols.wheelInner(r, before, {})}</g>`
      + `<path d="M${x1 + r + 4 * u},${h / 2}h${gap * 0.5}" stroke="var(--ink)" stroke-width="1.6"/><path d="M${x1 + r + 4 * u + gap * 0.5},${h / 2 - 4}l6,4l-6,4Z" fill="var(--ink)"/>`
      + `<g transform="translate(${x2} ${h / 2})">${symbols.wheelInner(R, after, { center: b.running })}${carets(R, before, after)}</g></svg>`
      + `<span class="x-pill-name">${esc(name)}</span><span class="x-pill-count num">${esc(t("compare.pill", { a: a.running, b: b.running }))}</span>${note}</button>`;
  }

  atlas.map.part({
    name: "pills",
    paint(instance, context) {
      if (!instance.options.pills || !shown) return;
      if (!labels) { atlas.map.file("labels.json").then((data) => { if (data && !labels) { labels = data; atlas.repaint(); } }); return; }
      instance.pills = instance.pills || {};
      const { engine } = context;
      for (const iso of engine.data.focus) {
        const anchor = labels.wheels[iso];
        if (!anchor) continue;
        const html = pill(instance, iso, context, shown);
        const old = instance.pills[iso];
        if (old && old.html === html) continue;
        const had = old && old.getElement() && old.getElement().contains(document.activeElement);
        if (old) old.remove();
        const icon = window.L.divIcon({ className: "atlas-mark", html, iconSize: [0, 0] });
        const marker = window.L.marker([anchor.lat, anchor.lon], { icon, pane: instance.pane("wheels"), keyboard: false, interactive: false }).addTo(instance.map);
        marker.html = html;
        const button = marker.getElement().querySelector("button");
        window.L.DomEvent.disableScrollPropagation(button);
        if (had) button.focus({ preventScroll: true });
        if (anchor.leader && !instance.pillLeader) {
          const [lon, lat] = anchor.leader;
          instance.pillLeader = window.L.polyline([[anchor.lat, anchor.lon], [lat, lon]], { pane: instance.pane("pulse"), className: "m-leader", interactive: false, weight: 1 }).addTo(instance.map);
        }
        instance.pills[iso] = marker;
      }
    },
  });

  /* Away from the tab the maps rest: a rested map costs nothing on a step of the slider. */
  atlas.painter(43, "compare-rest", ({ scene }) => {
    if (scene.tab !== "compare") for (const m of maps) if (m && m.on) turn(m, false);
  });

  atlas.compare.maps = (box, context, d) => {
    const fresh = shown !== d;
    shown = d;
    arrange(box, context, d);
    /* The maps were painted before the list was worked out: once more with it. */
    if (fresh) atlas.repaint();
  };
})();
