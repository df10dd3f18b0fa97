/* Instrument wheels with their country's name: one Leaflet marker each, whose path attributes are set in place. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { symbols } = atlas;
  let labels = null;

  /* A wheel never gets so small that statuses would have to share a mark, but on a phone. */
  const radius = (tier, u) => (tier === 1 ? 23 : Math.max(19 * u, atlas.wheelshape.SMALL));

  function describe(iso, wheel, context) {
    const name = atlas.pick(context.engine.countries.get(iso), "name");
    return wheel ? `${name}: ${context.t("map.running", { n: wheel.running })}` : `${name}: ${context.t("map.outside")}`;
  }

  /* A combination country (aid and trade) bears a small open diamond after its name. */
  function nameHtml(iso, engine) {
    const combination = (engine.groupsOf.get(iso) || []).includes("combination");
    return atlas.escape(atlas.pick(engine.countries.get(iso), "name")) + (combination ? '<i aria-hidden="true">◇</i>' : "");
  }

  function build(instance, iso, anchor, context) {
    const country = context.engine.countries.get(iso);
    const { u } = instance, R = radius(country.tier, u) * (country.tier === 1 ? u : 1), m = atlas.wheelshape.measures(R);
    const size = Math.ceil(R * 2.9), sw = m.outline("own");
    const html = `<div class="wheel-box tier${country.tier}" role="button" tabindex="0" data-iso="${iso}" style="--R:${R}px">`
      + `<svg class="wheel" width="${size}" height="${size}" viewBox="${-size / 2} ${-size / 2} ${size} ${size}" aria-hidden="true">`
      + `<circle class="wheel-ring" r="${R + m.halo + sw * 1.1}" fill="none" stroke="var(--ink)" stroke-width="${Math.max(2, R * 0.09)}" visibility="hidden"/>`
      + `<circle class="wheel-beat" r="${R * 1.15}" fill="none" stroke="var(--ink)" stroke-width="${R * 0.08}" opacity="0"/>`
      + `${symbols.wheelInner(R, [], { center: "0" })}</svg>`
      + `<span class="wheel-name">${nameHtml(iso, context.engine)}</span><span class="wheel-region num"></span><span class="wheel-state"></span></div>`;
    const icon = window.L.divIcon({ className: "wheel-icon", html, iconSize: [0, 0] });
    const marker = window.L.marker([anchor.lat, anchor.lon], { icon, pane: instance.pane("wheels"), keyboard: false, interactive: false }).addTo(instance.map);
    if (anchor.leader) {
      const [lon, lat] = anchor.leader;
      window.L.polyline([[anchor.lat, anchor.lon], [lat, lon]], { pane: instance.pane("pulse"), className: "m-leader", interactive: false, weight: 1 }).addTo(instance.map);
      window.L.circleMarker([lat, lon], { pane: instance.pane("pulse"), className: "m-leader-end", radius: 2.5 * u, interactive: false }).addTo(instance.map);
    }
    const box = marker.getElement().querySelector(".wheel-box");
    bind(box, iso, instance);
    const storeys = [...box.querySelectorAll(".storey")].map((g) => ({ g, paths: [...g.children], key: "" }));
    return { marker, box, R, number: box.querySelector("text"), region: box.querySelector(".wheel-region"), storeys, shown: {} };
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

  /* Write what a storey shows: only attributes that differ are touched, and paths left over stay empty. */
  function draw(held, shapes, paint) {
    shapes.forEach((shape, k) => {
      let path = held.paths[k];
      if (!path) {
        path = held.paths[k] = held.g.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "path"));
        path.setAttribute("stroke-linejoin", "round");
      }
      for (const [name, value] of Object.entries(symbols.pathAttributes(shape, paint))) if (path.getAttribute(name) !== value) path.setAttribute(name, value);
    });
    for (const path of held.paths.slice(shapes.length)) if (path.getAttribute("d")) path.setAttribute("d", "");
  }

  /* The wheel of a country, or none where the filter leaves the country out. True when anything changed. */
  function paintWheel(w, wheel, engine, pulse) {
    w.box.classList.toggle("is-outside", !wheel);
    const key = wheel ? JSON.stringify([wheel.own, wheel.region, wheel.segments.map((s) => [s.own, s.region])]) : "outside";
    if (key === w.key) return false;
    const first = !w.key;
    w.key = key;
    if (!wheel) return true;
    wheel.segments.forEach((segment, i) => ["own", "region"].forEach((reach, k) => {
      const held = w.storeys[2 * i + k], storey = segment[reach], mine = JSON.stringify(storey);
      if (mine === held.key) return;
      held.key = mine;
      draw(held, atlas.wheelshape.storeyShapes(w.R, i, storey, reach), symbols.colour(engine.data.instruments[i]));
      if (!first && pulse) tween(held.g);
    }));
    if (w.number && w.number.textContent !== String(wheel.own)) w.number.firstChild.data = wheel.own;
    if (!first && pulse) beat(w.box);
    return true;
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
        const changed = paintWheel(w, wheel, engine, pulse);
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
