// @ts-nocheck
/* The maps of a comparison: difference pills on one map, or two maps that move together, side by side or one over the
   other. */
import * as comparison from "../core/comparison.js";
import { on } from "../core/events.js";
import { painter } from "../core/painters.js";
import { repaint, state } from "../core/state.js";
import { escape } from "../core/text.js";
import * as maps from "../map/maps.js";
import * as symbols from "../map/symbols.js";
import * as comparePills from "./compare-pills.js";
import * as sides from "./compare-sides.js";

const OPTIONS = {
  zoomControl: false,
  attributionControl: false,
  minZoom: 3,
  maxZoom: 9,
  zoomSnap: 0.05,
  zoomDelta: 0.5,
  wheelPxPerZoomLevel: 110,
  maxBounds: [
    [-12, -50],
    [55, 60],
  ],
  maxBoundsViscosity: 0.8,
};
const WHOLE = [
  [2.5, -17.5],
  [25.5, 24.5],
];
const pair = [];
let half = 50,
  moving = false,
  overKey = "";
const side = (which) => (sides.shown ? sides.shown.sides[which] : state.scene);

/* Two maps of our own, made when the tab is first opened; they follow one another. */
function make(box, index) {
  const L = window.L;
  const map = L.map(box.querySelector(`#compare-map-${index + 1}`), OPTIONS);
  map.setView([17.6, 3.5], 4.5);
  const entry = { map, instance: null, mode: "difference" };
  const which = () => (entry.mode === "difference" || !sides.shown ? 1 : sides.sideAt(sides.shown, index));
  entry.instance = maps.attach(map, {
    scene: () => side(which()),
    look: (engine) => (sides.shown ? comparison.lookAt(engine, sides.shown, which()) : engine.look(side(which()))),
  });
  map.on("move", () => {
    if (moving) return;
    moving = true;
    for (const other of pair)
      if (other !== entry && other.on) other.map.setView(map.getCenter(), map.getZoom(), { animate: false });
    moving = false;
  });
  new ResizeObserver(() => map.invalidateSize({ animate: false, pan: false })).observe(map.getContainer());
  pair[index] = entry;
  return entry;
}

function turn(entry, on) {
  if (entry.on === on) return;
  entry.on = on;
  const { instances } = maps,
    at = instances.indexOf(entry.instance);
  if (on && at < 0) instances.push(entry.instance);
  if (!on && at >= 0) instances.splice(at, 1);
}

function fit(entry) {
  const { map } = entry,
    { scene } = state;
  map.invalidateSize({ animate: false, pan: false });
  if (scene.view) map.setView([scene.view[1], scene.view[0]], scene.view[2], { animate: false });
  else map.fitBounds(WHOLE, { animate: false });
}

function arrange(box, context, d) {
  const { scene } = context,
    mode = scene.compare;
  const stage = box.querySelector(".x-maps");
  if (!maps.main() || !window.L) {
    requestAnimationFrame(repaint);
    return;
  }
  if (stage.dataset.mode !== mode || !pair[0] || !pair[0].on) {
    stage.dataset.mode = mode;
    if (!pair[0]) make(box, 0);
    if (mode !== "difference" && !pair[1]) make(box, 1);
    pair.forEach((m, i) => {
      m.mode = mode;
      m.instance.options.wheels = mode !== "difference";
      m.instance.options.pills = mode === "difference";
      m.instance.options.routes = mode !== "difference";
      turn(m, i === 0 || mode !== "difference");
      scale(m, mode);
      if (mode === "difference") dropWheels(m.instance);
      else dropPills(m.instance);
    });
    requestAnimationFrame(() => {
      pair.forEach((m) => m.on && fit(m));
      repaint();
    });
  }
  clip(stage);
  over(stage, context, d);
}

/* Little room: smaller symbols, so that neighbours do not cover one another. */
function scale(entry, mode) {
  const box = entry.map.getContainer(),
    small = mode === "side" || (mode === "difference" && box.clientWidth < 720);
  const u = maps.unit() * (small ? 0.8 : 1);
  entry.instance.u = u;
  /* Words keep their size where there is one map; of two, each has half the room. */
  if (mode === "side") box.style.setProperty("--u", String(u));
  else box.style.removeProperty("--u");
}

function dropWheels(instance) {
  for (const w of Object.values(instance.wheels || {})) w.marker.remove();
  instance.wheels = null;
}
function dropPills(instance) {
  for (const p of Object.values(instance.pills || {})) p.group.remove();
  instance.pills = null;
}

/* The same buttons as on the map; both maps follow, without a flight that would part them. */
const tools = () => `<div class="map-tools">${document.querySelector("#panel-map .map-tools").innerHTML}</div>`;
function tool(name) {
  if (!pair[0]) return;
  if (name === "home") pair[0].map.fitBounds(WHOLE, { animate: false });
  else maps.step(pair[0].map, name, false);
}
on("compare-tool", tool);

/* What lies over the maps: names of the sides, the legend of the pills, the handle of the swipe. */
function over(stage, context, d) {
  const { scene, t } = context,
    mode = scene.compare;
  const names = [0, 1].map((place) => sides.sideName(d, sides.sideAt(d, place)));
  const striped = d.versus !== "known" && d.fresh.size > 0,
    key = [mode, names, d.turned, scene.lang, d.versus, striped, d.countries.some((c) => c.missions)].join("|");
  const box = stage.querySelector(".x-over");
  if (overKey === key) return;
  overKey = key;
  if (mode === "difference") {
    box.innerHTML = tools() + legend(t, d, striped);
    return;
  }
  const note = striped ? `<small>${escape(t("compare.striped"))}</small>` : "";
  const caption = (place) =>
    `<div class="x-caption is-${place ? "after" : "before"}">${escape(names[place])}` +
    `${sides.sideAt(d, place) ? note : ""}</div>`;
  box.innerHTML = tools() + caption(0) + caption(1) + (mode === "swipe" ? handle(names, t) : "");
  clip(stage);
}
function handle(names, t) {
  const halves = [
    [100, t("compare.swipe.before", { x: names[0] })],
    [50, t("compare.swipe.half")],
    [0, t("compare.swipe.before", { x: names[1] })],
  ];
  return (
    '<div class="x-handle" data-own-keys role="slider" tabindex="0" aria-orientation="horizontal"' +
    ' aria-valuemin="0" aria-valuemax="100"' +
    ` aria-valuenow="${half}" aria-label="${escape(t("compare.handle"))}"><span` +
    ' aria-hidden="true">◂ ▸</span></div><div class="x-swipe-tools">' +
    halves
      .map(([n, words]) => `<button type="button" class="button" data-x-half="${n}">${escape(words)}</button>`)
      .join("") +
    "</div>"
  );
}
/* The key of the pills: what a caret says, what grey is, what the numbers count, what is counted apart. */
function legend(t, d, striped) {
  const grey = symbols.wheel(9, symbols.whole(), { mono: "var(--ctx)" });
  const keys = [
    [caretIcon(180), "compare.less"],
    [caretIcon(0), "compare.more"],
    [grey, "headline.grey"],
    ["", "compare.hole"],
    ...(d.countries.some((c) => c.missions) ? [["", "compare.missions"]] : []),
    ...(striped ? [[comparePills.tile, "compare.record"]] : []),
  ];
  return (
    '<ul class="x-legend">' +
    keys.map(([icon, key]) => `<li>${icon ? `<i>${icon}</i>` : ""}<span>${escape(t(key))}</span></li>`).join("") +
    "</ul>"
  );
}
const caretIcon = (turnBy) =>
  '<svg width="12" height="10" viewBox="-6 -5 12 10" aria-hidden="true"><path d="M0,-4L4.5,4H-4.5Z"' +
  ` fill="var(--ink)" transform="rotate(${turnBy})"/></svg>`;

/* In a swipe the first map lies over the second, cut off at the handle. */
function clip(stage) {
  const first = stage.querySelector("#compare-map-1"),
    handle = stage.querySelector(".x-handle");
  first.style.clipPath = stage.dataset.mode === "swipe" ? `inset(0 ${100 - half}% 0 0)` : "";
  if (handle) {
    handle.style.left = half + "%";
    handle.setAttribute("aria-valuenow", Math.round(half));
  }
}
function setHalf(n) {
  half = Math.max(0, Math.min(100, n));
  const stage = document.querySelector(".x-maps");
  if (stage) clip(stage);
}
document.addEventListener(
  "keydown",
  (event) => {
    if (!event.target.classList || !event.target.classList.contains("x-handle")) return;
    const step = { ArrowLeft: -2, ArrowRight: 2, ArrowDown: -2, ArrowUp: 2, PageUp: 10, PageDown: -10 }[event.key];
    if (step) setHalf(half + step);
    else if (event.key === "Home") setHalf(0);
    else if (event.key === "End") setHalf(100);
    else return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);
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

/* Away from the tab the maps rest: a rested map costs nothing on a step of the slider. */
painter(43, "compare-rest", ({ scene }) => {
  if (scene.tab !== "compare") for (const m of pair) if (m && m.on) turn(m, false);
});

export function showOn(box, context, d) {
  const fresh = sides.shown !== d;
  sides.giveShown(d);
  arrange(box, context, d);
  /* The maps were painted before the list was worked out: once more with it. */
  if (fresh) repaint();
}
