/* Instrument wheels with their country's name: one Leaflet marker each, whose path attributes are set in place. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { symbols } = atlas;
  let labels = null;

  const radius = (tier, u, table) => (tier === 1 ? 23 : 23 * 0.8) * u * (table || 1);

  function describe(iso, wheel, context) {
    const { engine, t, scene } = context;
    const name = atlas.pick(engine.countries.get(iso), "name");
    const states = wheel.segments.map((s, i) => `${t("instrument." + engine.data.instruments[i])} ${t("segment." + s.state).toLowerCase()}`);
    return `${name}, ${atlas.dateWords(scene.date)}: ${t("map.running", { n: wheel.running })}. ${states.join(", ")}.`;
  }

  /* A combination country (aid and trade) bears a small open diamond after its name. */
  function nameHtml(iso, engine) {
    const combination = (engine.groupsOf.get(iso) || []).includes("combination");
    return atlas.escape(atlas.pick(engine.countries.get(iso), "name")) + (combination ? '<i aria-hidden="true">◇</i>' : "");
  }

  const ring = (r) => `M${-r},0a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`;

  function build(instance, iso, anchor, context) {
    const country = context.engine.countries.get(iso);
    const u = instance.u, R = radius(country.tier, u);
    const size = Math.ceil(R * 2.9);
    const html = `<div class="wheel-box tier${country.tier}" role="button" tabindex="0" data-iso="${iso}" style="--R:${R}px">`
      + `<svg class="wheel" width="${size}" height="${size}" viewBox="${-size / 2} ${-size / 2} ${size} ${size}" aria-hidden="true">`
      + `<circle class="wheel-ring" r="${R + Math.max(2, R * 0.1) + Math.max(1.3, R * 0.085) * 1.1}" fill="none" stroke="var(--ink)" stroke-width="${Math.max(2, R * 0.09)}" visibility="hidden"/>`
      + `<circle class="wheel-beat" r="${R * 1.15}" fill="none" stroke="var(--ink)" stroke-width="${R * 0.08}" opacity="0"/>`
      + `${symbols.wheelInner(R, [], { center: "0" })}<path class="wheel-hatch" fill="url(#atlas-hatch-wheel)" fill-rule="evenodd" d="${ring(R + 0.5)}${ring(R * 0.5 - 0.5)}"/></svg>`
      + `<span class="wheel-name">${nameHtml(iso, context.engine)}</span><span class="wheel-state"></span></div>`;
    const icon = window.L.divIcon({ className: "wheel-icon", html, iconSize: [0, 0] });
    const marker = window.L.marker([anchor.lat, anchor.lon], { icon, pane: instance.pane("wheels"), keyboard: false, interactive: false }).addTo(instance.map);
    if (anchor.leader) {
      const [lon, lat] = anchor.leader;
      window.L.polyline([[anchor.lat, anchor.lon], [lat, lon]], { pane: instance.pane("pulse"), className: "m-leader", interactive: false, weight: 1 }).addTo(instance.map);
      window.L.circleMarker([lat, lon], { pane: instance.pane("pulse"), className: "m-leader-end", radius: 2.5 * u, interactive: false }).addTo(instance.map);
    }
    const box = marker.getElement().querySelector(".wheel-box");
    bind(box, iso, instance);
    return { marker, box, R, number: box.querySelector("text"), segments: [...box.querySelectorAll(".seg")].map((g) => [...g.children]), key: "" };
  }

  function bind(box, iso, instance) {
    window.L.DomEvent.disableClickPropagation(box);
    const open = () => atlas.emit("select", { ref: "country:" + iso, from: box });
    box.addEventListener("click", open);
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); event.stopPropagation(); open(); }
    });
    let timer = 0;
    const show = (instrument) => { clearTimeout(timer); timer = setTimeout(() => atlas.tip.wheel(instance, box, iso, instrument), 80); };
    box.addEventListener("pointermove", (event) => {
      const seg = event.target.closest && event.target.closest(".seg");
      show(seg ? seg.dataset.instrument : null);
    });
    box.addEventListener("pointerleave", () => { clearTimeout(timer); atlas.tip.hide(); });
    box.addEventListener("focus", () => show(null));
    box.addEventListener("blur", () => { clearTimeout(timer); atlas.tip.hide(); });
  }

  /* Set one segment's two paths to a state; only attributes that differ are touched. */
  function setSegment(paths, R, i, state, name) {
    const shapesOf = symbols.segmentShapes(R, i, state, symbols.colour(name));
    paths.forEach((path, k) => {
      const s = shapesOf[k];
      for (const [name, value] of [["d", s.d], ["fill", s.fill], ["stroke", s.stroke], ["stroke-width", String(s.width)]]) if (path.getAttribute(name) !== value) path.setAttribute(name, value);
      if (s.dash) { path.setAttribute("stroke-dasharray", s.dash); path.setAttribute("stroke-linecap", "round"); }
      else path.removeAttribute("stroke-dasharray");
    });
    paths[0].parentNode.dataset.state = state;
  }

  atlas.map.part({
    name: "wheels",
    attach(instance) {
      atlas.map.file("labels.json").then((data) => { labels = data; instance.wheels = null; atlas.repaint(); });
    },
    paint(instance, context) {
      if (!labels || instance.options.wheels === false) return;
      const { engine, look, scene } = context;
      if (!instance.wheels || instance.wheelsUnit !== instance.u) {
        for (const w of Object.values(instance.wheels || {})) w.marker.remove();
        instance.wheelsUnit = instance.u;
        instance.wheels = {};
        for (const iso of engine.data.focus) if (labels.wheels[iso]) instance.wheels[iso] = build(instance, iso, labels.wheels[iso], context);
      }
      const langChanged = instance.wheelLang !== scene.lang;
      instance.wheelLang = scene.lang;
      const pulse = instance.lastDay !== undefined && instance.lastDay !== look.day && !atlas.dragging;
      instance.lastDay = look.day;
      for (const [iso, w] of Object.entries(instance.wheels)) {
        const wheel = look.wheels[iso];
        const states = wheel.segments.map((s) => s.state);
        const key = states.join() + wheel.running;
        const changed = key !== w.key;
        if (changed) {
          const before = w.key.split(",");
          states.forEach((state, i) => {
            if (before[i] === state && w.key) return;
            setSegment(w.segments[i], w.R, i, state, engine.data.instruments[i]);
            if (w.key && pulse) tween(w.segments[i][0].parentNode);
          });
          if (w.number.textContent !== String(wheel.running)) w.number.firstChild.data = wheel.running;
          if (w.key && pulse) beat(w.box);
          w.key = key;
        }
        if (langChanged) w.box.querySelector(".wheel-name").innerHTML = nameHtml(iso, engine);
        const chosen = scene.selection.includes("country:" + iso);
        if ((changed || langChanged || w.date !== scene.date) && !atlas.dragging) { w.date = scene.date; w.box.setAttribute("aria-label", describe(iso, wheel, context)); }
        if (chosen !== w.chosen) {
          w.chosen = chosen;
          w.box.setAttribute("aria-pressed", String(chosen));
          w.box.querySelector(".wheel-ring").setAttribute("visibility", chosen ? "visible" : "hidden");
        }
        const mark = scene.layers.includes("states") ? stateWords(engine, iso, look.day, context.t) : "";
        if (mark !== w.mark) { w.mark = mark; w.box.querySelector(".wheel-state").textContent = mark; }
        w.box.classList.toggle("is-projected", look.projected);
      }
    },
  });

  function stateWords(engine, iso, day, t) {
    const row = (engine.statesOf.get(iso) || []).find((s) => s.from <= day && (s.until === null || day < s.until));
    if (!row || row.state === "none") return "";
    return `${t("map.state." + row.state)} ${atlas.dateWords(row.start_date.slice(0, 7), true)}`;
  }

  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  /* A segment that changed comes up in 180 ms, its country beats once. */
  function tween(segment) {
    if (!calm() && segment.animate) segment.animate([{ opacity: 0.15 }, { opacity: 1 }], { duration: 180, easing: "ease-out" });
  }
  function beat(box) {
    if (calm()) return;
    const ring = box.querySelector(".wheel-beat");
    if (ring && ring.animate) ring.animate([{ opacity: 0.9, transform: "scale(.9)" }, { opacity: 0, transform: "scale(1.25)" }], { duration: 900, easing: "ease-out" });
  }

  atlas.on("highlight", (what) => {
    for (const instance of atlas.map.instances) {
      for (const [iso, w] of Object.entries(instance.wheels || {})) {
        w.segments.forEach((paths, i) => paths[0].parentNode.classList.toggle("is-lit",
          Boolean(what) && what.country === iso && symbols.INSTRUMENTS[i] === what.instrument));
      }
    }
  });
})();
