/* Migration routes: schematic legs of constant width, and one arrow that carries the year's detections. */
import { h, put, s } from "../core/dom.js";
import { emit } from "../core/events.js";
import { repaint } from "../core/state.js";
import { number, t } from "../core/words.js";
import * as maps from "./maps.js";
import * as tip from "./tip.js";

const FULL_WIDTH = 17;
const ARROW = [
  [12.75, 33.25],
  [13.35, 34.6],
  [14.35, 36.35],
];
const SMOOTH = 10,
  LONG_KM = 420,
  NEAR_ZOOM = 5.6;

const point = (engine, id) => {
  const n = engine.data.nodes[id];
  return [n.lat, n.lon];
};
const line = (engine, leg) => [
  point(engine, leg.from_id),
  ...(leg.via || []).map((p) => {
    const [lon, lat] = p.split(" ").map(Number);
    return [lat, lon];
  }),
  point(engine, leg.to_id),
];

/* A land leg bends softly through its nodes and goes on as its corridor does; a sea leg stays as it was drawn, since a
     bend could lead it over land. Catmull-Rom with half tension; lat, lon as everywhere in this file. */
function bend(path, before, after) {
  const at = (i) => (i < 0 ? before || path[0] : i >= path.length ? after || path[path.length - 1] : path[i]);
  const found = [];
  for (let i = 0; i < path.length - 1; i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const long = Math.hypot(c[0] - b[0], c[1] - b[1]);
    const pull = (from, to) => {
      const k = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
      return [0, 1].map((j) => ((to[j] - from[j]) / k) * long * 0.75);
    };
    const m0 = pull(a, c),
      m1 = pull(b, d);
    for (let k = 0; k < SMOOTH; k++) {
      const f = k / SMOOTH,
        f2 = f * f,
        f3 = f2 * f;
      found.push(
        [0, 1].map(
          (j) =>
            (2 * f3 - 3 * f2 + 1) * b[j] + (f3 - 2 * f2 + f) * m0[j] + (3 * f2 - 2 * f3) * c[j] + (f3 - f2) * m1[j],
        ),
      );
    }
  }
  return [...found, path[path.length - 1]];
}
/* The leg's line as it is drawn, and whether its corridor ends with it. */
function course(engine, leg) {
  const path = line(engine, leg),
    { legs } = engine.data;
  const kin = legs.filter((other) => other.corridor === leg.corridor && other.kind === leg.kind);
  const next = kin.find((other) => other.from_id === leg.to_id),
    last = kin.find((other) => other.to_id === leg.from_id);
  if (leg.kind === engine.means.sea) return { path, ends: true };
  const previous = last ? line(engine, last) : null;
  return { path: bend(path, previous && previous[previous.length - 2], next && line(engine, next)[1]), ends: !next };
}

function build(instance, context) {
  const { engine } = context;
  instance.legs = new Map();
  const group = window.L.layerGroup();
  for (const leg of engine.data.legs) {
    const { path, ends } = course(engine, leg),
      bySea = leg.kind === engine.means.sea;
    const options = (className) => ({
      renderer: instance.renderer("routes"),
      pane: instance.pane("routes"),
      className,
      weight: 2,
      smoothFactor: 1,
    });
    window.L.polyline(path, { ...options("r-casing r-" + leg.stage), interactive: false }).addTo(group);
    const stroke = window.L.polyline(path, {
      ...options("r-leg r-" + leg.stage + " r-" + leg.kind),
      interactive: true,
      bubblingMouseEvents: false,
    }).addTo(group);
    stroke.on("click", (e) => {
      window.L.DomEvent.stop(e);
      emit("select", { ref: "leg:" + leg.leg_id });
    });
    stroke.on("mouseover", (e) =>
      tip.text(
        instance,
        e.originalEvent,
        `${engine.data.nodes[leg.from_id].name_en} → ${engine.data.nodes[leg.to_id].name_en}`,
        t("stage." + leg.stage) + ". " + t("route.schematic"),
      ),
    );
    stroke.on("mouseout", () => tip.hide());
    if (leg.light) {
      instance.legs.set(leg.leg_id, stroke);
      continue;
    }
    const km = window.L.CRS.Earth.distance(window.L.latLng(path[0]), window.L.latLng(path[path.length - 1])) / 1000;
    group.addLayer(
      head(instance, path, ends && !bySea ? 1 : 0.62, !bySea && (ends || km > LONG_KM) ? "" : " r-head-near"),
    );
    instance.legs.set(leg.leg_id, stroke);
  }
  instance.routeGroup = group;
  instance.routeView = engine.data;
}
/* What was known on another day may hold other legs. */
function forget(instance) {
  if (!instance.routeGroup) return;
  instance.routeGroup.remove();
  instance.routeGroup = null;
  instance.routesOn = false;
  instance.legsChosen = "";
}

/* An arrowhead on a leg; its angle is that of the map's projection, so it holds at any zoom. Those of short legs and of
     the many sea legs show from near. */
function head(instance, path, share, extra) {
  const crs = window.L.CRS.EPSG3857;
  const i = Math.max(1, Math.min(path.length - 1, Math.round(share * (path.length - 1)))),
    f = path.length > 2 ? 1 : share;
  const b = crs.project(window.L.latLng(path[i])),
    a = crs.project(window.L.latLng(path[i - 1]));
  const angle = (Math.atan2(a.y - b.y, b.x - a.x) * 180) / Math.PI;
  const at = crs.unproject(window.L.point(a.x + (b.x - a.x) * f, a.y + (b.y - a.y) * f));
  const html = /** @type {any} */ (
    s(
      "svg",
      { class: `r-head${extra}`, width: 18, height: 18, viewBox: "-9 -9 18 18", "aria-hidden": "true" },
      s("path", { d: "M5,0L-4,4.4L-2,0L-4,-4.4Z" }),
    )
  );
  html.style.setProperty("--turn", `${angle}deg`);
  return window.L.marker(at, {
    icon: window.L.divIcon({ className: "atlas-mark", html, iconSize: [0, 0] }),
    pane: instance.pane("routes"),
    interactive: false,
    keyboard: false,
  });
}

/* A tapered arrow along pixel points: tail to neck grows to w, the head is at least 8 units long. */
function taper(points, w, u) {
  const steps = [];
  const at = (i) => points[Math.max(0, Math.min(points.length - 1, i))];
  for (let i = 0; i < points.length - 1; i++) {
    for (let k = 0; k < 24; k++) {
      const f = k / 24,
        [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
      steps.push(
        [0, 1].map(
          (j) =>
            0.5 *
            (2 * b[j] +
              (c[j] - a[j]) * f +
              (2 * a[j] - 5 * b[j] + 4 * c[j] - d[j]) * f * f +
              (3 * b[j] - a[j] - 3 * c[j] + d[j]) * f * f * f),
        ),
      );
    }
  }
  steps.push(points[points.length - 1]);
  const lengths = [0];
  for (let i = 1; i < steps.length; i++)
    lengths.push(lengths[i - 1] + Math.hypot(steps[i][0] - steps[i - 1][0], steps[i][1] - steps[i - 1][1]));
  const total = lengths[lengths.length - 1];
  const headLength = Math.min(total * 0.5, Math.max(8 * u, 1.15 * w)),
    half = Math.max(4.4 * u, 0.95 * w),
    tail = Math.max(0.3 * w, 2.2 * u);
  const left = [],
    right = [];
  let neck = null;
  for (let i = 0; i < steps.length && lengths[i] <= total - headLength; i++) {
    const a = steps[Math.max(0, i - 1)],
      b = steps[Math.min(steps.length - 1, i + 1)];
    const dx = b[0] - a[0],
      dy = b[1] - a[1],
      d = Math.hypot(dx, dy) || 1;
    const k = (tail + ((w - tail) * lengths[i]) / (total - headLength)) / 2;
    left.push([steps[i][0] - (dy / d) * k, steps[i][1] + (dx / d) * k]);
    right.push([steps[i][0] + (dy / d) * k, steps[i][1] - (dx / d) * k]);
    neck = [steps[i], dx / d, dy / d];
  }
  const [q, dx, dy] = neck,
    tip = steps[steps.length - 1];
  const all = [
    ...left,
    [q[0] - dy * half, q[1] + dx * half],
    tip,
    [q[0] + dy * half, q[1] - dx * half],
    ...right.reverse(),
  ];
  return "M" + all.map((p) => p.map((x) => Math.round(x * 10) / 10).join(",")).join("L") + "Z";
}

function paintArrow(instance, context) {
  const total = context.look.detections;
  const zoom = instance.map.getZoom();
  const key = [
    total ? `${total.period} ${total.value}` : "",
    zoom,
    instance.u,
    context.scene.lang,
    instance.routesOn,
  ].join();
  if (key === instance.arrowKey) return;
  instance.arrowKey = key;
  const place = [zoom, instance.u, instance.routesOn].join();
  const figure = total
    ? [`${number(total.value)} `, h("span", {}, context.t("map.detections", { year: total.period }))]
    : [];
  instance.map.getContainer().classList.toggle("is-near", zoom >= NEAR_ZOOM);
  if (instance.arrow && !(total && place === instance.arrowPlace)) {
    instance.arrow.remove();
    instance.arrow = null;
  }
  instance.arrowPlace = place;
  if (!total || !instance.routesOn) return;
  const origin = instance.map.project([ARROW[0][1], ARROW[0][0]], zoom);
  const points = ARROW.map(([lon, lat]) => {
    const p = instance.map.project([lat, lon], zoom);
    return [p.x - origin.x, p.y - origin.y];
  });
  const w = Math.max(2.2, (total.value / context.engine.raw.routeRules.full) * FULL_WIDTH) * instance.u;
  if (instance.arrow) {
    const element = instance.arrow.getElement();
    element.querySelector("path").setAttribute("d", taper(points, w, instance.u));
    put(element.querySelector("button"), figure);
    return;
  }
  const tip = points[1];
  const button = h("button", { type: "button", class: "r-figure" }, figure);
  Object.assign(button.style, { left: `${tip[0]}px`, top: `${tip[1]}px` });
  const drawn = s(
    "svg",
    { class: "r-arrow", width: 1, height: 1, overflow: "visible", "aria-hidden": "true" },
    s("path", { d: taper(points, w, instance.u) }),
  );
  instance.arrow = window.L.marker([ARROW[0][1], ARROW[0][0]], {
    icon: window.L.divIcon({ className: "atlas-mark", iconSize: [0, 0] }),
    pane: instance.pane("arrow"),
    interactive: false,
    keyboard: false,
  }).addTo(instance.map);
  put(instance.arrow.getElement(), drawn, button);
  window.L.DomEvent.disableClickPropagation(button);
  button.addEventListener("click", () => emit("select", { ref: context.engine.raw.routeRules.ref, from: button }));
}

maps.part({
  name: "routes",
  attach(instance) {
    instance.map.on("zoomend", () => repaint());
  },
  paint(instance, context) {
    const on = context.scene.layers.includes("routes") && instance.options.routes !== false;
    if (instance.routeView && instance.routeView !== context.engine.data) forget(instance);
    if (on && !instance.routeGroup) build(instance, context);
    if (instance.routeGroup && on !== instance.routesOn) {
      if (on) instance.routeGroup.addTo(instance.map);
      else instance.routeGroup.remove();
    }
    instance.routesOn = on;
    const chosen = [on, context.scene.selection.join()].join();
    if (chosen !== instance.legsChosen)
      for (const [id, stroke] of instance.legs || []) {
        const element = stroke.getElement && stroke.getElement();
        if (element) element.classList.toggle("is-selected", context.scene.selection.includes("leg:" + id));
      }
    instance.legsChosen = chosen;
    paintArrow(instance, context);
  },
});
