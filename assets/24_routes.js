/* Migration routes: schematic legs of constant width, and one arrow that carries the year's detections. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const FULL = 157000, FULL_WIDTH = 17;
  const ARROW = [[12.6, 33.3], [13.3, 34.6], [14.4, 36.1]];

  const point = (engine, id) => { const n = engine.data.nodes[id]; return [n.lat, n.lon]; };
  const line = (engine, leg) => [point(engine, leg.from_id), ...(leg.via || []).map((p) => { const [lon, lat] = p.split(" ").map(Number); return [lat, lon]; }), point(engine, leg.to_id)];

  function build(instance, context) {
    const { engine } = context;
    instance.legs = new Map();
    const group = window.L.layerGroup();
    for (const leg of engine.data.legs) {
      const path = line(engine, leg);
      const options = (className) => ({ renderer: instance.renderer("routes"), pane: instance.pane("routes"), className, weight: 2, smoothFactor: 1 });
      window.L.polyline(path, { ...options("r-casing r-" + leg.stage), interactive: false }).addTo(group);
      const stroke = window.L.polyline(path, { ...options("r-leg r-" + leg.stage + " r-" + leg.kind), interactive: true, bubblingMouseEvents: false }).addTo(group);
      stroke.on("click", (e) => { window.L.DomEvent.stop(e); atlas.emit("select", { ref: "leg:" + leg.leg_id }); });
      stroke.on("mouseover", (e) => atlas.tip.text(instance, e.originalEvent, `${engine.data.nodes[leg.from_id].name_en} → ${engine.data.nodes[leg.to_id].name_en}`, atlas.t("stage." + leg.stage) + ". " + atlas.t("route.schematic")));
      stroke.on("mouseout", () => atlas.tip.hide());
      if (leg.stage !== "feeder" && leg.stage !== "context") group.addLayer(head(instance, path));
      instance.legs.set(leg.leg_id, stroke);
    }
    instance.routeGroup = group;
  }

  /* An arrowhead just before the end of a leg; its angle is that of the map's projection, so it holds at any zoom. */
  function head(instance, path) {
    const crs = window.L.CRS.EPSG3857;
    const b = crs.project(window.L.latLng(path[path.length - 1])), a = crs.project(window.L.latLng(path[path.length - 2]));
    const angle = (Math.atan2(a.y - b.y, b.x - a.x) * 180) / Math.PI;
    const at = crs.unproject(window.L.point(a.x + (b.x - a.x) * 0.62, a.y + (b.y - a.y) * 0.62));
    const html = `<svg class="r-head" width="18" height="18" viewBox="-9 -9 18 18" style="--turn:${angle}deg" aria-hidden="true"><path d="M5,0L-4,4.4L-2,0L-4,-4.4Z"/></svg>`;
    return window.L.marker(at, { icon: window.L.divIcon({ className: "atlas-mark", html, iconSize: [0, 0] }), pane: instance.pane("routes"), interactive: false, keyboard: false });
  }

  /* A tapered arrow along pixel points: tail to neck grows to w, the head is at least 8 units long. */
  function taper(points, w, u) {
    const steps = [];
    const at = (i) => points[Math.max(0, Math.min(points.length - 1, i))];
    for (let i = 0; i < points.length - 1; i++) {
      for (let k = 0; k < 24; k++) {
        const f = k / 24, [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
        steps.push([0, 1].map((j) => 0.5 * (2 * b[j] + (c[j] - a[j]) * f + (2 * a[j] - 5 * b[j] + 4 * c[j] - d[j]) * f * f + (3 * b[j] - a[j] - 3 * c[j] + d[j]) * f * f * f)));
      }
    }
    steps.push(points[points.length - 1]);
    const lengths = [0];
    for (let i = 1; i < steps.length; i++) lengths.push(lengths[i - 1] + Math.hypot(steps[i][0] - steps[i - 1][0], steps[i][1] - steps[i - 1][1]));
    const total = lengths[lengths.length - 1];
    const headLength = Math.min(total * 0.5, Math.max(8 * u, 1.15 * w)), half = Math.max(4.4 * u, 0.95 * w), tail = Math.max(0.3 * w, 2.2 * u);
    const left = [], right = [];
    let neck = null;
    for (let i = 0; i < steps.length && lengths[i] <= total - headLength; i++) {
      const a = steps[Math.max(0, i - 1)], b = steps[Math.min(steps.length - 1, i + 1)];
      const dx = b[0] - a[0], dy = b[1] - a[1], d = Math.hypot(dx, dy) || 1;
      const k = (tail + ((w - tail) * lengths[i]) / (total - headLength)) / 2;
      left.push([steps[i][0] - (dy / d) * k, steps[i][1] + (dx / d) * k]);
      right.push([steps[i][0] + (dy / d) * k, steps[i][1] - (dx / d) * k]);
      neck = [steps[i], dx / d, dy / d];
    }
    const [q, dx, dy] = neck, tip = steps[steps.length - 1];
    const all = [...left, [q[0] - dy * half, q[1] + dx * half], tip, [q[0] + dy * half, q[1] - dx * half], ...right.reverse()];
    return "M" + all.map((p) => p.map((x) => Math.round(x * 10) / 10).join(",")).join("L") + "Z";
  }

  function paintArrow(instance, context) {
    const total = context.look.detections;
    const zoom = instance.map.getZoom();
    const key = [total ? total.period : "", zoom, instance.u, context.scene.lang, instance.routesOn].join();
    if (key === instance.arrowKey) return;
    instance.arrowKey = key;
    if (instance.arrow) { instance.arrow.remove(); instance.arrow = null; }
    if (!total || !instance.routesOn) return;
    const origin = instance.map.project([ARROW[0][1], ARROW[0][0]], zoom);
    const points = ARROW.map(([lon, lat]) => { const p = instance.map.project([lat, lon], zoom); return [p.x - origin.x, p.y - origin.y]; });
    const w = Math.max(2.2, (total.value / FULL) * FULL_WIDTH) * instance.u;
    const tip = points[1];
    const words = `${atlas.number(total.value)} ${context.t("map.detections", { year: total.period })}`;
    const html = `<svg class="r-arrow" width="1" height="1" overflow="visible" aria-hidden="true"><path d="${taper(points, w, instance.u)}"/></svg>`
      + `<button type="button" class="r-figure" style="left:${tip[0]}px;top:${tip[1]}px">${atlas.escape(words)}</button>`;
    instance.arrow = window.L.marker([ARROW[0][1], ARROW[0][0]], { icon: window.L.divIcon({ className: "atlas-mark", html, iconSize: [0, 0] }), pane: instance.pane("arrow"), interactive: false, keyboard: false }).addTo(instance.map);
    const button = instance.arrow.getElement().querySelector("button");
    window.L.DomEvent.disableClickPropagation(button);
    button.addEventListener("click", () => atlas.emit("select", { ref: "route:central-mediterranean", from: button }));
  }

  atlas.map.part({
    name: "routes",
    attach(instance) { instance.map.on("zoomend", () => atlas.repaint()); },
    paint(instance, context) {
      const on = context.scene.layers.includes("routes") && instance.options.routes !== false;
      if (on && !instance.routeGroup) build(instance, context);
      if (instance.routeGroup && on !== instance.routesOn) { if (on) instance.routeGroup.addTo(instance.map); else instance.routeGroup.remove(); }
      instance.routesOn = on;
      for (const [id, stroke] of instance.legs || []) {
        const element = stroke.getElement && stroke.getElement();
        if (element) element.classList.toggle("is-selected", context.scene.selection.includes("leg:" + id));
      }
      paintArrow(instance, context);
    },
  });
  atlas.taper = taper;
})();
