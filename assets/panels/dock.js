/* The dock: date, play, the stepped stacked count, event pins and the slider. Moving it asks the server nothing. */
import { announce } from "../core/announce.js";
import { dayField as makeDayField } from "../core/dates.js";
import { days } from "../core/days.js";
import { put } from "../core/dom.js";
import * as doors from "../core/doors.js";
import { on } from "../core/events.js";
import { hand } from "../core/hand.js";
import { painter } from "../core/painters.js";
import { repaint, state } from "../core/state.js";
import { find, hit } from "../core/find.js";
import { dateWords, pick, t } from "../core/words.js";
import * as maps from "../map/maps.js";
import * as wheelWords from "../map/wheel-words.js";
import * as dockBand from "./dock-band.js";
import * as dockCurve from "./dock-curve.js";
import { frame, icon } from "./dock-frame.js";
import { draw, firstMonth, held, lastMonth, majors, order, scale, sizeOf, window_ } from "./dock-plot.js";
import * as pieces from "./dossier-parts.js";

/** @typedef {import("../types").Context} Context */
/** @typedef {import("../types").Say} Say */
/** @typedef {import("../types").Scene} Scene */
/** @typedef {import("./dock-plot.js").Plot} Plot */
/** @typedef {ReturnType<typeof dockCurve.tally>} Tallied */
/** @typedef {Omit<Tallied, "n" | "k"> & {n: number | string, k: number | string}} Said */

const MONTHS_A_SECOND = 4,
  HOLD_MS = 1500,
  STILL_MS = 600;
/* What a hand drags: the scene it began with, and where the plot lies on the screen. */
/** @type {{from: Scene, left: number, zoom: number} | null} */
let drag = null;
/** @type {{frame: number, next: number} | null} */
let playing = null;
/** @type {Scene | null} */
let from = null;
/** @type {{show(day: string): void}} */
let dayField;
/** @type {string | null} */
let built = null;
let fieldDay = "",
  sized = "";
let figured = "";
/** @type {{context: Context, key: string} | null} */
let awaited = null;

/** @param {string} text */
const monthOf = (text) => text.slice(0, 7);
/** @param {string} m */
const clampMonth = (m) => (m < firstMonth() ? firstMonth() : m > lastMonth() ? lastMonth() : m);

function skeleton() {
  put(held.box, frame());
  held.box.addEventListener("click", onClick);
  const [a, z] = window_().map(days.toIso);
  dayField = makeDayField(/** @type {HTMLInputElement} */ (find(held.box, "#dock-day-input")), {
    first: a,
    last: z,
    months: true,
    empty: false,
    hint: "",
    take: /** @param {string} date */ (date) => {
      stop();
      state.commit({ date, to: "" });
    },
  });
  const plot = find(held.box, ".dock-plot");
  plot.addEventListener("pointerdown", onDown);
  plot.addEventListener("pointermove", onMove);
  plot.addEventListener("pointerup", onUp);
  plot.addEventListener("pointercancel", onUp);
  dockBand.listen(plot, {
    order: order(state.engine.raw),
    of: () => held.curve && { ...held.curve, ...scale() },
    stop,
  });
  new ResizeObserver(() => {
    if (sized === sizeOf(plot)) return;
    built = null;
    held.wide = 0;
    repaint();
  }).observe(plot);
}

/* ---- moving ---- */
/** @param {Event} event */
function onClick(event) {
  if (hit(event, "[data-dock-clear]")) {
    stop();
    state.commit({ to: "" });
    return;
  }
  const button = hit(event, "[data-dock]");
  if (button) {
    act(button.dataset.dock || "");
    return;
  }
  if (hit(event, "a")) {
    stop();
    return;
  }
  const pin = hit(event, "[data-event]");
  if (pin) {
    const e = majors().find((x) => x.event_id === pin.dataset.event);
    if (e) state.commit({ date: e.date.length === 10 ? e.date : e.date.slice(0, 7), to: "" });
  }
}
/** @param {PointerEvent} event */
const monthAt = (event) => {
  const { left, zoom } = drag || { left: 0, zoom: 1 };
  return clampMonth(days.toIso(Math.floor(scale().day((event.clientX - left) / zoom))).slice(0, 7));
};
/** @param {PointerEvent} event */
function onDown(event) {
  if (event.button || hit(event, ".dock-pin, a, button")) return;
  stop();
  const plot = find(held.box, ".dock-plot"),
    { left, width } = plot.getBoundingClientRect();
  drag = { from: state.scene, left, zoom: width / plot.clientWidth || 1 };
  hand.drags = true;
  maps.still(true);
  plot.setPointerCapture(event.pointerId);
  onMove(event);
  find(held.box, "#dock-slider").focus({ preventScroll: true });
}
/** @param {PointerEvent} event */
function onMove(event) {
  if (!drag) return;
  const month = monthAt(event);
  if (month !== state.scene.date || state.scene.to) state.preview({ date: month, to: "" });
}
function onUp() {
  if (!drag) return;
  const before = drag.from;
  drag = null;
  hand.drags = false;
  setTimeout(() => {
    if (!drag) maps.still(false);
  }, STILL_MS);
  find(held.box, ".dock-ghost").hidden = true;
  state.settle(before);
  repaint();
}

/** @param {number} months */
function step(months) {
  const { scene } = state;
  const month = clampMonth(days.addMonths(monthOf(scene.date), months));
  if (month !== scene.date || scene.to) state.commit({ date: month, to: "" });
}
/** @param {number} direction */
function stepEvent(direction) {
  const { scene } = state;
  const now = days.resolve(scene.date, scene.known);
  const list = majors()
    .map((e) => e.day)
    .sort((a, b) => a - b);
  const next = direction > 0 ? list.find((d) => d > now) : [...list].reverse().find((d) => d < now);
  if (next !== undefined) state.commit({ date: days.toIso(next), to: "" });
}

function stop() {
  if (!playing) return;
  cancelAnimationFrame(playing.frame);
  playing = null;
  if (from) state.settle(from);
  from = null;
  paintButtons();
}
function play() {
  if (playing) {
    stop();
    return;
  }
  const { scene, engine } = state,
    { coup, letter } = engine.means;
  from = scene;
  if (monthOf(scene.date) >= lastMonth()) state.preview({ date: firstMonth(), to: "" });
  const stops = new Set(
    majors()
      .filter((e) => e.sign === coup || e.sign === letter)
      .map((e) => days.toIso(e.day).slice(0, 7)),
  );
  playing = { frame: 0, next: performance.now() + 1000 / MONTHS_A_SECOND };
  /** @param {number} now */
  const tick = (now) => {
    if (!playing) return;
    if (now >= playing.next) {
      const month = clampMonth(days.addMonths(monthOf(state.scene.date), 1));
      state.preview({ date: month, to: "" });
      playing.next = now + (stops.has(month) ? HOLD_MS : 1000 / MONTHS_A_SECOND);
      if (month >= lastMonth()) {
        stop();
        return;
      }
    }
    playing.frame = requestAnimationFrame(tick);
  };
  playing.frame = requestAnimationFrame(tick);
  paintButtons();
}

/** @param {string} name */
function act(name) {
  if (name !== "play") stop();
  /** @type {Record<string, () => unknown>} */
  const acts = {
    back: () => step(-1),
    forward: () => step(1),
    play,
    "event.back": () => stepEvent(-1),
    "event.forward": () => stepEvent(1),
    "year.back": () => step(-12),
    "year.forward": () => step(12),
    first: () => state.commit({ date: firstMonth(), to: "" }),
    last: () => state.commit({ date: lastMonth(), to: "" }),
  };
  acts[name]();
}
export const isPlaying = () => Boolean(playing);

on("dock", act);

function paintButtons() {
  const button = held.box && /** @type {HTMLElement | null} */ (held.box.querySelector(".play"));
  if (!button) return;
  put(button, icon(playing ? "pause" : "play"));
  button.title = t(playing ? "dock.pause" : "dock.play");
  button.setAttribute("aria-label", button.title);
}

/* ---- painting ---- */
/** @param {Context} context */
function redraw(context) {
  draw(context);
  for (const e of /** @type {NodeListOf<HTMLElement>} */ (held.box.querySelectorAll("[data-dock]")))
    if (e.dataset.dock !== "play") {
      e.title = context.t("dock." + e.dataset.dock);
      e.setAttribute("aria-label", e.title);
    }
  for (const e of /** @type {NodeListOf<HTMLElement>} */ (held.box.querySelectorAll("[data-dock-text]")))
    e.textContent = context.t(e.dataset.dockText || "");
  paintButtons();
}

/* Line, bar and period move over the curve, which is not drawn again. */
/** @param {Context} context @param {Plot} plot */
function move({ scene, look }, plot) {
  const inside = /** @param {number} x */ (x) => Math.min(Math.max(x, plot.left), plot.width - plot.right),
    x = inside(plot.x(look.day));
  find(held.box, ".dock-handle").style.transform = `translate(${x - 11}px, 0)`;
  find(held.box, ".dock-now").style.transform = `translateX(${x - 0.75}px)`;
  find(held.box, ".dock-done").style.transform = `scaleX(${x - plot.left + 2})`;
  const period = find(held.box, ".dock-period"),
    begin = inside(plot.x(look.first));
  if (period.hidden !== !scene.to) period.hidden = !scene.to;
  if (scene.to) Object.assign(period.style, { left: begin + "px", width: inside(plot.x(look.day + 1)) - begin + "px" });
  return x;
}

/* The date in two parts, or the first and the last day of a chosen period with the button that clears it. */
/** @param {Context} context */
function dateLines({ scene, look, t }) {
  const words = dateWords(scene.date).split(" "),
    year = words.pop() || "";
  const ends = [look.first, look.day].map((day) => dateWords(days.toIso(day), true));
  const lines = scene.to ? [`${ends[0]} –`, ends[1]] : [words.join(" "), year];
  const date = find(held.box, "#dock-date"),
    clear = find(held.box, "[data-dock-clear]");
  lines.forEach((text, i) => {
    if (date.children[i].textContent !== text) date.children[i].textContent = text;
  });
  date.classList.toggle("is-period", Boolean(scene.to));
  clear.hidden = !scene.to;
  if (scene.to) clear.textContent = t("dock.period.clear");
  return scene.to ? pieces.when(scene, "dossier") : dateWords(scene.date);
}

/** @param {Context} context @param {string} words */
function slide({ engine, scene, t }, words) {
  const slider = find(held.box, "#dock-slider"),
    months = /** @param {string} text */ (text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
  const event = scene.to
    ? null
    : majors().find((e) => days.toIso(e.day).slice(0, 7) === monthOf(scene.date) && e.major === engine.means.major);
  slider.setAttribute("aria-valuemin", "0");
  slider.setAttribute("aria-valuemax", String(months(lastMonth()) - months(firstMonth())));
  slider.setAttribute("aria-valuenow", String(months(scene.date) - months(firstMonth())));
  slider.setAttribute("aria-valuetext", words + (event ? ", " + pick(event, "title") : ""));
  slider.setAttribute("aria-label", t("dock.slider"));
}

/** @param {Scene} scene @param {number} x @param {Plot} plot */
function ghost(scene, x, plot) {
  const label = find(held.box, ".dock-ghost");
  label.hidden = false;
  label.textContent = dateWords(scene.date, true);
  label.style.transform = `translateX(${Math.min(Math.max(x, 34), plot.width - 34)}px) translateX(-50%)`;
}

/* The words of a count, with what it counts where that is not what runs. */
/** @param {Said} counted @param {Say} t */
function sayCount({ n, k, key, unit }, t) {
  return t(key, { n, k, x: unit.running ? "" : wheelWords.unitWords(unit.statuses, t) });
}

/* What runs, in numbers that open their rows. Under a hand or while playing only the words follow. */
/** @param {Context} context @param {Tallied} counted @param {string} said */
function figure({ engine, scene, t }, counted, said) {
  const { countDoor, fill } = doors,
    { means } = engine,
    holder = find(held.box, ".dock-caption > b");
  if ((drag || playing) && holder.textContent === said) return;
  const asked = scene.status || [],
    status = counted.unit.statuses.filter(/** @param {any} s */ (s) => !asked.length || asked.includes(s));
  const rows = counted.key === "dock.listed" ? {} : { counted: [means.counts], status };
  const parts = { n: countDoor(counted.n, rows), k: countDoor(counted.k, { ...rows, reach: [means.region] }) };
  const html = fill(sayCount({ ...counted, n: "{n}", k: "{k}" }, t), parts);
  if (figured === html && holder.firstChild) return;
  const at = [...holder.children].findIndex((child) => child === document.activeElement);
  figured = html;
  holder.innerHTML = html;
  if (at >= 0 && holder.children[at]) /** @type {HTMLElement} */ (holder.children[at]).focus({ preventScroll: true });
}

/* The curve under its key; false where the dock has no room. */
/** @param {Context} context @param {string} key */
function drawNow(context, key) {
  held.wide = 0;
  if (!find(held.box, ".dock-plot").clientWidth) return false;
  built = key;
  sized = sizeOf(find(held.box, ".dock-plot"));
  redraw(context);
  return true;
}
/* A curve that is there already gives way to its next one a frame later: map, counts and table come first. */
/** @param {Context} context @param {string} key */
function drawLater(context, key) {
  if (!awaited)
    requestAnimationFrame(() =>
      setTimeout(() => {
        const next = awaited;
        awaited = null;
        if (next && next.key !== built) drawNow(next.context, next.key);
      }, 0),
    );
  awaited = { context, key };
  return true;
}

painter(
  30,
  "dock",
  (context) => {
    if (!held.box || !held.box.isConnected)
      held.box = /** @type {HTMLElement} */ (document.getElementById("dock-body"));
    if (!held.box) return;
    if (!held.box.firstChild) skeleton();
    const { scene, look, engine, t } = context;
    const key = JSON.stringify({ ...scene, date: 0, to: 0, selection: 0, view: 0, tab: 0, layers: 0, theme: 0 });
    if (key !== built && !(built ? drawLater(context, key) : drawNow(context, key))) return;
    const plot = scale(),
      x = move(context, plot),
      counted = dockCurve.tally(engine, scene, look);
    /* The field follows when the hand rests: it is read and typed in, not watched. */
    if (!drag && fieldDay !== look.day + scene.lang) {
      fieldDay = look.day + scene.lang;
      dayField.show(days.toIso(look.day));
    }
    const said = sayCount(counted, t);
    figure(context, counted, said);
    const shown = scene.date + scene.lang + scene.known + scene.stated + scene.to;
    if (held.box.dataset.shown === shown) return;
    held.box.dataset.shown = shown;
    const words = dateLines(context);
    if (drag) ghost(scene, x, plot);
    slide(context, words);
    announce(`${words}: ${said}`);
  },
  { around: true },
);
