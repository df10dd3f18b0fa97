/* The plot of the dock: the stepped curve of what runs, its pins, its years, and where in it a day stands. */
import { days } from "../core/days.js";
import { state } from "../core/state.js";
import { escape } from "../core/text.js";
import { pick, t } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import * as wheelWords from "../map/wheel-words.js";
import * as dockCurve from "./dock-curve.js";
import * as dockRemarks from "./dock-remarks.js";
import * as eventPins from "./event-pins.js";
import * as strips from "./strips.js";

const LABEL_GAP = 8,
  YEAR_PX = 36;
/* Heights in px: a full dock with words, and a low one without them. */
const FULL = { top: 34, area: 62, pins: 15, height: 150 },
  LOW = { top: 22, area: 42, pins: 4, height: 112 },
  LOW_UNDER = 145;
/* The instruments of the layers, from below. */
export const order = (raw) => [...raw.instruments].reverse();
let pen = null;
let pinned = [];
/* The dock's element, the width and the shape of its plot, and the curve that is drawn. */
export const held = { box: null, wide: 0, shape: FULL, curve: null };

export const window_ = () => state.engine.raw.window;
export const firstMonth = () => days.toIso(window_()[0]).slice(0, 7);
export const lastMonth = () => days.toIso(window_()[1]).slice(0, 7);

const isLetter = (e) => eventPins.isTheLetter(state.engine, e);
/* Events that were public, and have come by then: what was only announced is no mark of the past. */
export function majors() {
  const { engine, scene } = state;
  return engine.events(scene, window_()[1]).filter((e) => e.pin && e.day >= window_()[0]);
}

/* ---- geometry ---- */
export const sizeOf = (plot) => `${plot.clientWidth} ${plot.clientHeight}`;
export function scale() {
  if (!held.wide) {
    const plot = held.box.querySelector(".dock-plot");
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
    x: (day) => left + ((day - a) / (z + 1 - a)) * (width - left - right),
    day: (x) => a + ((x - left) / (width - left - right)) * (z + 1 - a),
  };
}

export function draw(context) {
  const { engine, scene } = context,
    s = scale(),
    series = dockCurve.points(engine, scene);
  const node = held.box.querySelector("#dock-svg"),
    { top: TOP, track: TRACK } = s;
  const hatchFrom = dockCurve.hatchFrom(engine, scene),
    y = heights(series, s);
  pins(engine, s);
  node.setAttribute("width", s.width);
  node.setAttribute("height", held.shape.height);
  held.curve = { series, ceiling: y.ceiling };
  node.innerHTML = grid(s, y) + areas(engine, series, s, y) + after(s, hatchFrom) + stems(s) + yearMarks(engine, s);
  held.box.querySelector(".dock-remarks").innerHTML = s.low
    ? ""
    : dockRemarks.remarks(context, s, series, hatchFrom, widthOf);
  held.box.querySelector("#dock-slider").style.top = TRACK - 13 + "px";
  Object.assign(held.box.querySelector(".dock-now").style, { top: TOP - 6 + "px", height: TRACK - TOP + 6 + "px" });
  Object.assign(held.box.querySelector(".dock-done").style, { left: s.left - 2 + "px", top: TRACK - 2 + "px" });
  Object.assign(held.box.querySelector(".dock-period").style, { top: TOP + "px", height: TRACK - TOP + 3 + "px" });
  held.box.querySelector(".dock-caption > span").textContent = caption(context);
  held.box.dataset.silent = series[0].silent;
}

function caption({ engine, scene, look, t }) {
  const { measured, uncounted, unitWords } = wheelWords,
    unit = measured(engine, scene);
  if (uncounted(engine, scene, look)) return t("legend.standing");
  return unit.running ? t("dock.caption") : t("dock.caption.asked", { x: unitWords(unit.statuses, t) });
}

const sum = (list) => list.reduce((all, n) => all + n, 0);
/* Count -> px; the highest point and what is not recorded fit under the next ten. */
function heights(series, s) {
  const most = Math.max(...series.map((p) => sum(p.instruments) + p.silent), 1),
    ceiling = Math.max(10, Math.ceil(most / 10) * 10);
  const y = (n) => s.axis - (n / ceiling) * (s.axis - s.top);
  y.ceiling = ceiling;
  return y;
}
const grid = (s, y) =>
  [y.ceiling / 2, y.ceiling]
    .map(
      (n) =>
        `<path d="M${s.left},${y(n)}H${s.width - s.right}" stroke="var(--rule)"/>` +
        `<text x="${s.left - 6}" y="${y(n) + 4}" text-anchor="end" class="dock-tick">${n}</text>`,
    )
    .join("");

/* Layer upon layer of what runs; the part of a layer that no later source speaks of is hatched, at its top. */
function areas(engine, series, s, y) {
  const end = window_()[1] + 1,
    names = order(engine.raw);
  const stepped = (low, high) => {
    let up = "",
      down = "";
    series.forEach((p, k) => {
      const x0 = s.x(p.day),
        x1 = s.x(k + 1 < series.length ? series[k + 1].day : end);
      up += `${up ? "L" : "M"}${x0.toFixed(1)},${y(high(p, k)).toFixed(1)}H${x1.toFixed(1)}`;
      down = `L${x1.toFixed(1)},${y(low(p, k)).toFixed(1)}H${x0.toFixed(1)}` + down;
    });
    return up + down + "Z";
  };
  const base = series.map(() => 0);
  const layers = names.map((name) => {
    const i = engine.raw.instruments.indexOf(name);
    const low = [...base];
    series.forEach((p, k) => {
      base[k] += p.instruments[i];
    });
    const high = [...base],
      stale = series.some((p) => p.stale[i]);
    return (
      `<path class="dock-area" d="${stepped(
        (p, k) => low[k],
        (p, k) => high[k],
      )}" fill="${symbols.colour(name)}"/>` +
      (stale
        ? `<path class="dock-stale" d="${stepped(
            (p, k) => high[k] - p.stale[i],
            (p, k) => high[k],
          )}" fill="url(#atlas-hatch-over-light)"/>`
        : "")
    );
  });
  return (
    layers.join("") +
    `<path d="${stepped(
      (p, k) => base[k],
      (p, k) => base[k] + p.silent,
    )}" fill="url(#atlas-hatch)"/>`
  );
}

/* What lies after the last source, or after the day of knowledge. */
function after(s, from) {
  const end = window_()[1] + 1,
    x = Math.max(s.left, s.x(from));
  const veil = (fill, more) =>
    `<rect x="${x}" y="${s.top}" width="${s.x(end) - x}" height="${s.axis - s.top}" fill="${fill}"${more}/>`;
  return from < end
    ? veil("var(--panel)", ' fill-opacity=".5"') + veil("url(#atlas-hatch-light)", ' class="dock-beyond"')
    : "";
}

const stem = (s, { at, x, solid }) =>
  `M${at.toFixed(1)},${s.top - 8}L${x.toFixed(1)},${s.top - 2}V${solid ? s.axis : s.top + 4}`;
const stems = (s) =>
  pinned.map((pin) => `<path class="dock-stem${pin.solid ? " is-major" : ""}" d="${stem(s, pin)}"/>`).join("");

/* A tick for each year; as many are named as fit. */
function yearMarks(engine, s) {
  const years = strips.years(engine),
    each = (s.width - s.left - s.right) / years.length,
    every = Math.max(1, Math.ceil(YEAR_PX / each));
  const marks = years.map(({ year, day }, i) => {
    const x = s.x(day),
      said = i % every === 0 && s.width - x > YEAR_PX - 4;
    return (
      `<path d="M${x},${s.track + 8}v6" stroke="var(--ink3)"/>` +
      (said ? `<text x="${x + 4}" y="${s.track + 20}" class="dock-year num">${year}</text>` : "")
    );
  });
  return (
    `${marks.join("")}<path d="M${s.left},${s.track}H${s.width - s.right}" stroke="var(--rule)"` +
    ' stroke-width="4" stroke-linecap="round"/>'
  );
}

const widthOf = (text, weight) => {
  pen = pen || document.createElement("canvas").getContext("2d");
  pen.font = `${weight || 400} 12px ${getComputedStyle(document.body).fontFamily}`;
  return pen.measureText(text).width;
};

/* Names over pins: the letter first, then coups in the focus countries, latest first; a name that would touch another
   is left out. */
function named(list, engine, width) {
  const weight = (p) =>
    isLetter(p.e) ? 2 : (p.e.countries_iso3 || []).some((c) => engine.raw.focus.includes(c)) ? 1 : 0;
  const taken = [];
  for (const pin of [...list].filter((p) => p.name).sort((a, b) => weight(b) - weight(a) || b.x - a.x)) {
    const half = widthOf(pin.name, isLetter(pin.e) ? 600 : 400) / 2;
    const ends = [pin.at - half, pin.at + half];
    pin.show =
      ends[0] >= 0 && ends[1] <= width && taken.every(([a, b]) => ends[1] + LABEL_GAP < a || ends[0] - LABEL_GAP > b);
    if (pin.show) taken.push(ends);
  }
}

function pins(engine, s) {
  const list = majors()
    .sort((a, b) => a.day - b.day)
    .map((e) => ({
      e,
      x: s.x(e.day),
      at: 0,
      show: false,
      solid: eventPins.leads(engine, e),
      name: isLetter(e)
        ? t("dock.letter.pin")
        : e.sign === engine.means.coup
          ? (e.countries_iso3 || []).map((c) => pick(engine.countries.get(c), "name")).join(", ")
          : "",
    }));
  dockCurve.apart(list, s.left, s.width - s.right);
  if (!s.low) named(list, engine, s.width);
  const holder = held.box.querySelector(".dock-pins");
  holder.style.top = held.shape.pins + "px";
  holder.innerHTML = list
    .map(({ e, at, show, name }) => {
      const title = eventPins.titleWithKind(e);
      return (
        `<button type="button" class="dock-pin" style="left:${at.toFixed(1)}px" data-event="` +
        `${escape(e.event_id)}" title="${escape(title)}" aria-label="${escape(title)}">` +
        (show ? `<span class="dock-pin-name${isLetter(e) ? " is-letter" : ""}">${escape(name)}</span>` : "") +
        `${eventPins.svg(eventPins.kindOf(e))}</button>`
      );
    })
    .join("");
  pinned = list;
}
