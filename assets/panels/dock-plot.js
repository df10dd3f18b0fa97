/* The plot of the dock: the stepped curve of what runs, its pins, its years, and where in it a day stands. */
import { days } from "../core/days.js";
import { h, put, s } from "../core/dom.js";
import { state } from "../core/state.js";
import { find } from "../core/find.js";
import { pick, t } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import * as wheelWords from "../map/wheel-words.js";
import * as dockCurve from "./dock-curve.js";
import * as dockRemarks from "./dock-remarks.js";
import * as eventPins from "./event-pins.js";
import * as strips from "./strips.js";

/** @typedef {import("../types").Context} Context */
/** @typedef {import("../contract").Day} Day */
/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../contract").EventRow} EventRow */
/** @typedef {import("../contract").Payload} Payload */
/** @typedef {import("./dock-curve.js").Point} Point */
/** @typedef {import("../contract").CountryRow} CountryRow */
/** @typedef {import("../types").Scene} Scene */
/** @typedef {ReturnType<typeof scale>} Plot */
/** @typedef {ReturnType<typeof heights>} Heights */
/** @typedef {(point: Point, position: number) => number} Edge */
/** @typedef {{e: EventRow, x: number, at: number, show: boolean, solid: boolean, name: string}} Pin */

const LABEL_GAP = 8,
  YEAR_PX = 36;
/* Heights in px: a full dock with words, and a low one without them. */
const FULL = { top: 34, area: 62, pins: 15, height: 150 },
  LOW = { top: 22, area: 42, pins: 4, height: 112 },
  LOW_UNDER = 145;
/* The instruments of the layers, from below. */
/** @param {Payload} raw */
export const order = (raw) => [...raw.instruments].reverse();
/** @type {CanvasRenderingContext2D | null} */
let pen = null;
/** @type {Pin[]} */
let pinned = [];
/* The dock's element (its painter gives it before anything is drawn), the width and the shape of its plot, and the
   curve that is drawn. */
/** @typedef {{series: Point[], ceiling: number}} Curve */
/** @type {{box: HTMLElement, wide: number, shape: typeof FULL, curve: Curve | null}} */
export const held = { box: /** @type {any} */ (null), wide: 0, shape: FULL, curve: null };

export const window_ = () => state.engine.raw.window;
export const firstMonth = () => days.toIso(window_()[0]).slice(0, 7);
export const lastMonth = () => days.toIso(window_()[1]).slice(0, 7);

/** @param {EventRow} e */
const isLetter = (e) => eventPins.isTheLetter(state.engine, e);
/* Events that were public, and have come by then: what was only announced is no mark of the past. */
/** @returns {EventRow[]} */
export function majors() {
  /** @type {{engine: Engine, scene: Scene}} */
  const { engine, scene } = state;
  return engine.events(scene, window_()[1]).filter((e) => e.pin && e.day >= window_()[0]);
}

/* ---- geometry ---- */
/** @param {Element} plot */
export const sizeOf = (plot) => `${plot.clientWidth} ${plot.clientHeight}`;
export function scale() {
  if (!held.wide) {
    const plot = find(held.box, ".dock-plot");
    held.wide = plot.clientWidth;
    held.shape = plot.clientHeight < LOW_UNDER ? LOW : FULL;
  }
  const width = held.wide,
    left = 34,
    right = 16,
    axis = held.shape.top + held.shape.area;
  const [a, z] = window_();
  return {
    width,
    left,
    right,
    top: held.shape.top,
    axis,
    track: axis + 14,
    low: held.shape === LOW,
    x: /** @param {Day} day */ (day) => left + ((day - a) / (z + 1 - a)) * (width - left - right),
    day: /** @param {number} x */ (x) => a + ((x - left) / (width - left - right)) * (z + 1 - a),
  };
}

/** @param {Context} context */
export function draw(context) {
  const { engine, scene } = context,
    plot = scale(),
    series = dockCurve.points(engine, scene);
  const node = find(held.box, "#dock-svg"),
    { top: TOP, track: TRACK } = plot;
  const hatchFrom = dockCurve.hatchFrom(engine, scene),
    y = heights(series, plot);
  pins(engine, plot);
  node.setAttribute("width", String(plot.width));
  node.setAttribute("height", String(held.shape.height));
  held.curve = { series, ceiling: y.ceiling };
  put(
    node,
    grid(plot, y),
    areas(engine, series, plot, y),
    after(plot, hatchFrom),
    stems(plot),
    yearMarks(engine, plot),
  );
  put(find(held.box, ".dock-remarks"), plot.low ? [] : dockRemarks.remarks(context, plot, series, hatchFrom, widthOf));
  find(held.box, "#dock-slider").style.top = TRACK - 13 + "px";
  Object.assign(find(held.box, ".dock-now").style, { top: TOP - 6 + "px", height: TRACK - TOP + 6 + "px" });
  Object.assign(find(held.box, ".dock-done").style, { left: plot.left - 2 + "px", top: TRACK - 2 + "px" });
  Object.assign(find(held.box, ".dock-period").style, { top: TOP + "px", height: TRACK - TOP + 3 + "px" });
  find(held.box, ".dock-caption > span").textContent = caption(context);
  held.box.dataset.silent = String(series[0].silent);
}

/** @param {Context} context */
function caption({ engine, scene, look, t }) {
  const { measured, uncounted, unitWords } = wheelWords,
    unit = measured(engine, scene);
  if (uncounted(engine, scene, look)) return t("legend.standing");
  return unit.running ? t("dock.caption") : t("dock.caption.asked", { x: unitWords(unit.statuses, t) });
}

/** @param {number[]} list */
const sum = (list) => list.reduce((all, n) => all + n, 0);
/* Count -> px; the highest point and what is not recorded fit under the next ten. */
/** @param {Point[]} series @param {Plot} plot */
function heights(series, plot) {
  const most = Math.max(...series.map((p) => sum(p.instruments) + p.silent), 1),
    ceiling = Math.max(10, Math.ceil(most / 10) * 10);
  /** @param {number} n */
  const y = (n) => plot.axis - (n / ceiling) * (plot.axis - plot.top);
  y.ceiling = ceiling;
  return y;
}
/** @param {Plot} plot @param {Heights} y */
const grid = (plot, y) =>
  [y.ceiling / 2, y.ceiling].map((n) => [
    s("path", { d: `M${plot.left},${y(n)}H${plot.width - plot.right}`, stroke: "var(--rule)" }),
    s("text", { x: plot.left - 6, y: y(n) + 4, "text-anchor": "end", class: "dock-tick" }, n),
  ]);

/* Layer upon layer of what runs; the part of a layer that no later source speaks of is hatched, at its top. */
/** @param {Engine} engine @param {Point[]} series @param {Plot} plot @param {Heights} y */
function areas(engine, series, plot, y) {
  const end = window_()[1] + 1;
  /** @param {Edge} low @param {Edge} high */
  const stepped = (low, high) => {
    let up = "",
      down = "";
    series.forEach((p, k) => {
      const x0 = plot.x(p.day),
        x1 = plot.x(k + 1 < series.length ? series[k + 1].day : end);
      up += `${up ? "L" : "M"}${x0.toFixed(1)},${y(high(p, k)).toFixed(1)}H${x1.toFixed(1)}`;
      down = `L${x1.toFixed(1)},${y(low(p, k)).toFixed(1)}H${x0.toFixed(1)}` + down;
    });
    return up + down + "Z";
  };
  const base = series.map(() => 0);
  const layers = order(engine.raw).map((name) => {
    const i = engine.raw.instruments.indexOf(name),
      low = [...base];
    series.forEach((p, k) => {
      base[k] += p.instruments[i];
    });
    const high = [...base],
      whole = stepped(
        (p, k) => low[k],
        (p, k) => high[k],
      );
    const stale = stepped(
      (p, k) => high[k] - p.stale[i],
      (p, k) => high[k],
    );
    return [
      s("path", { class: "dock-area", d: whole, fill: symbols.colour(name) }),
      series.some((p) => p.stale[i]) &&
        s("path", { class: "dock-stale", d: stale, fill: "url(#atlas-hatch-over-light)" }),
    ];
  });
  const silent = stepped(
    (p, k) => base[k],
    (p, k) => base[k] + p.silent,
  );
  return [...layers.flat(), s("path", { d: silent, fill: "url(#atlas-hatch)" })];
}

/* What lies after the last source, or after the day of knowledge. */
/** @param {Plot} plot @param {Day} from */
function after(plot, from) {
  const end = window_()[1] + 1,
    x = Math.max(plot.left, plot.x(from));
  if (from >= end) return [];
  const size = { x, y: plot.top, width: plot.x(end) - x, height: plot.axis - plot.top };
  return [
    s("rect", { ...size, fill: "var(--panel)", "fill-opacity": ".5" }),
    s("rect", { ...size, fill: "url(#atlas-hatch-light)", class: "dock-beyond" }),
  ];
}

/** @param {Plot} plot @param {Pin} pin */
const stem = (plot, { at, x, solid }) =>
  `M${at.toFixed(1)},${plot.top - 8}L${x.toFixed(1)},${plot.top - 2}V${solid ? plot.axis : plot.top + 4}`;
/** @param {Plot} plot */
const stems = (plot) =>
  pinned.map((pin) => s("path", { class: `dock-stem${pin.solid ? " is-major" : ""}`, d: stem(plot, pin) }));

/* A tick for each year; as many are named as fit. */
/** @param {Engine} engine @param {Plot} plot */
function yearMarks(engine, plot) {
  const years = strips.years(engine),
    each = (plot.width - plot.left - plot.right) / years.length,
    every = Math.max(1, Math.ceil(YEAR_PX / each));
  const marks = years.map(({ year, day }, i) => {
    const x = plot.x(day),
      said = i % every === 0 && plot.width - x > YEAR_PX - 4;
    return [
      s("path", { d: `M${x},${plot.track + 8}v6`, stroke: "var(--ink3)" }),
      said && s("text", { x: x + 4, y: plot.track + 20, class: "dock-year num" }, year),
    ];
  });
  const line = `M${plot.left},${plot.track}H${plot.width - plot.right}`;
  return [...marks.flat(), s("path", { d: line, stroke: "var(--rule)", "stroke-width": 4, "stroke-linecap": "round" })];
}

/** @param {string} text @param {number} [weight] */
const widthOf = (text, weight) => {
  pen = pen || document.createElement("canvas").getContext("2d");
  if (!pen) return 0;
  pen.font = `${weight || 400} 12px ${getComputedStyle(document.body).fontFamily}`;
  return pen.measureText(text).width;
};

/* Names over pins: the letter first, then coups in the focus countries, latest first; a name that would touch another
   is left out. */
/** @param {Pin[]} list @param {Engine} engine @param {number} width */
function named(list, engine, width) {
  /** @param {Pin} p */
  const weight = (p) =>
    isLetter(p.e) ? 2 : (p.e.countries_iso3 || []).some((c) => engine.raw.focus.includes(c)) ? 1 : 0;
  /** @type {[from: number, to: number][]} */
  const taken = [];
  for (const pin of [...list].filter((p) => p.name).sort((a, b) => weight(b) - weight(a) || b.x - a.x)) {
    const half = widthOf(pin.name, isLetter(pin.e) ? 600 : 400) / 2;
    /** @type {[number, number]} */
    const ends = [pin.at - half, pin.at + half];
    pin.show =
      ends[0] >= 0 && ends[1] <= width && taken.every(([a, b]) => ends[1] + LABEL_GAP < a || ends[0] - LABEL_GAP > b);
    if (pin.show) taken.push(ends);
  }
}

/** @param {Engine} engine @param {Plot} plot */
function pins(engine, plot) {
  const list = majors()
    .sort((a, b) => a.day - b.day)
    .map((e) => ({
      e,
      x: plot.x(e.day),
      at: 0,
      show: false,
      solid: eventPins.leads(engine, e),
      name: isLetter(e)
        ? t("dock.letter.pin")
        : e.sign === engine.means.coup
          ? (e.countries_iso3 || [])
              .map((c) => pick(/** @type {CountryRow} */ (engine.countries.get(c)), "name"))
              .join(", ")
          : "",
    }));
  dockCurve.apart(list, plot.left, plot.width - plot.right);
  if (!plot.low) named(list, engine, plot.width);
  const holder = find(held.box, ".dock-pins");
  holder.style.top = held.shape.pins + "px";
  put(holder, list.map(pinButton));
  pinned = list;
}
/** @param {Pin} pin */
function pinButton({ e, at, show, name }) {
  const title = eventPins.titleWithKind(e);
  return h(
    "button",
    {
      type: "button",
      class: "dock-pin",
      style: `left:${at.toFixed(1)}px`,
      "data-event": e.event_id,
      title,
      "aria-label": title,
    },
    show && h("span", { class: `dock-pin-name${isLetter(e) ? " is-letter" : ""}` }, name),
    eventPins.icon(eventPins.kindOf(e)),
  );
}
