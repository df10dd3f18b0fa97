// @ts-nocheck
/* The dock: date, play, the stepped stacked count, event pins and the slider. Moving it asks the server nothing. */
import { announce } from "../core/announce.js";
import { dayField as makeDayField } from "../core/dates.js";
import { days } from "../core/days.js";
import * as doors from "../core/doors.js";
import { on } from "../core/events.js";
import { hand } from "../core/hand.js";
import { painter } from "../core/painters.js";
import { repaint, state } from "../core/state.js";
import { dateWords, pick, t } from "../core/words.js";
import * as maps from "../map/maps.js";
import * as wheelWords from "../map/wheel-words.js";
import * as dockBand from "./dock-band.js";
import * as dockCurve from "./dock-curve.js";
import { draw, firstMonth, held, lastMonth, majors, order, scale, sizeOf, window_ } from "./dock-plot.js";
import * as pieces from "./dossier-parts.js";

const MONTHS_A_SECOND = 4,
  HOLD_MS = 1500,
  STILL_MS = 600;
const icon = (d) =>
  `<svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true"><path d="${d}" fill="currentColor"/></svg>`;
const ICON = {
  back: icon("M4,-5L-4,0L4,5Z"),
  forward: icon("M-4,-5L4,0L-4,5Z"),
  play: icon("M-4,-6L6,0L-4,6Z"),
  pause: icon("M-5,-6h3.5V6H-5ZM1.5,-6H5V6H1.5Z"),
  first: icon("M-5,-5h2V5h-2ZM5,-5L-3,0L5,5Z"),
  last: icon("M5,-5h-2V5h2ZM-5,-5L3,0L-5,5Z"),
};
let built = null,
  drag = null,
  playing = null,
  from = null,
  dayField = null;
let fieldDay = "",
  sized = "";
let figured = "",
  awaited = null;

const monthOf = (text) => text.slice(0, 7);
const clampMonth = (m) => (m < firstMonth() ? firstMonth() : m > lastMonth() ? lastMonth() : m);

function skeleton() {
  const b = (name, sign, extra) =>
    `<button type="button" class="button step ${extra || ""}" data-dock="${name}">${sign}</button>`;
  held.box.innerHTML =
    '<div class="dock-left"><div class="dock-date num" id="dock-date"><span></span> <span></span></div>' +
    '<button type="button" class="dock-clear" data-dock-clear hidden></button>' +
    `<div class="dock-buttons">${b("event.back", ICON.first)}${b("back", ICON.back)}` +
    `${b("play", ICON.play, "primary play")}${b("forward", ICON.forward)}` +
    `${b("event.forward", ICON.last)}</div>` +
    '<label class="dock-day"><span data-dock-text="dock.day"></span><input type="text"' +
    ' class="day-field" id="dock-day-input" autocomplete="off" spellcheck="false" maxlength="30">' +
    "</label></div>" +
    '<div class="dock-plot"><svg id="dock-svg" aria-hidden="true"></svg><i class="dock-done"></i>' +
    '<i class="dock-period" hidden></i><i class="dock-now"></i>' +
    '<div class="dock-slider" role="slider" tabindex="0" id="dock-slider">' +
    '<span class="dock-handle"></span><span class="dock-ghost num" hidden></span></div>' +
    '<div class="dock-pins"></div><div class="dock-remarks"></div><p class="dock-caption">' +
    '<b class="num"></b> <span></span></p></div>';
  held.box.addEventListener("click", onClick);
  const [a, z] = window_().map(days.toIso);
  dayField = makeDayField(held.box.querySelector("#dock-day-input"), {
    first: a,
    last: z,
    months: true,
    take: (date) => {
      stop();
      state.commit({ date, to: "" });
    },
  });
  const plot = held.box.querySelector(".dock-plot");
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
function onClick(event) {
  if (event.target.closest("[data-dock-clear]")) {
    stop();
    state.commit({ to: "" });
    return;
  }
  const button = event.target.closest("[data-dock]");
  if (button) {
    act(button.dataset.dock);
    return;
  }
  if (event.target.closest("a")) {
    stop();
    return;
  }
  const pin = event.target.closest("[data-event]");
  if (pin) {
    const e = majors().find((x) => x.event_id === pin.dataset.event);
    state.commit({ date: e.date.length === 10 ? e.date : e.date.slice(0, 7), to: "" });
  }
}
const monthAt = (event) => {
  return clampMonth(days.toIso(Math.floor(scale().day((event.clientX - drag.left) / drag.zoom))).slice(0, 7));
};
function onDown(event) {
  if (event.button || event.target.closest(".dock-pin, a, button")) return;
  stop();
  const plot = held.box.querySelector(".dock-plot"),
    { left, width } = plot.getBoundingClientRect();
  drag = { from: state.scene, left, zoom: width / plot.clientWidth || 1 };
  hand.drags = true;
  maps.still(true);
  plot.setPointerCapture(event.pointerId);
  onMove(event);
  held.box.querySelector("#dock-slider").focus({ preventScroll: true });
}
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
  held.box.querySelector(".dock-ghost").hidden = true;
  state.settle(before);
  repaint();
}

function step(months) {
  const { scene } = state;
  const month = clampMonth(days.addMonths(monthOf(scene.date), months));
  if (month !== scene.date || scene.to) state.commit({ date: month, to: "" });
}
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

function act(name) {
  if (name !== "play") stop();
  ({
    back: () => step(-1),
    forward: () => step(1),
    play,
    "event.back": () => stepEvent(-1),
    "event.forward": () => stepEvent(1),
    "year.back": () => step(-12),
    "year.forward": () => step(12),
    first: () => state.commit({ date: firstMonth(), to: "" }),
    last: () => state.commit({ date: lastMonth(), to: "" }),
  })[name]();
}
export const isPlaying = () => Boolean(playing);
export { act };
on("dock", act);

function paintButtons() {
  const button = held.box && held.box.querySelector(".play");
  if (!button) return;
  button.innerHTML = playing ? ICON.pause : ICON.play;
  button.title = t(playing ? "dock.pause" : "dock.play");
  button.setAttribute("aria-label", button.title);
}

/* ---- painting ---- */
function redraw(context) {
  draw(context);
  for (const e of held.box.querySelectorAll("[data-dock]"))
    if (e.dataset.dock !== "play") {
      e.title = context.t("dock." + e.dataset.dock);
      e.setAttribute("aria-label", e.title);
    }
  for (const e of held.box.querySelectorAll("[data-dock-text]")) e.textContent = context.t(e.dataset.dockText);
  paintButtons();
}

/* Line, bar and period move over the curve, which is not drawn again. */
function move({ scene, look }, s) {
  const inside = (x) => Math.min(Math.max(x, s.left), s.width - s.right),
    x = inside(s.x(look.day));
  held.box.querySelector(".dock-handle").style.transform = `translate(${x - 11}px, 0)`;
  held.box.querySelector(".dock-now").style.transform = `translateX(${x - 0.75}px)`;
  held.box.querySelector(".dock-done").style.transform = `scaleX(${x - s.left + 2})`;
  const period = held.box.querySelector(".dock-period"),
    begin = inside(s.x(look.first));
  if (period.hidden !== !scene.to) period.hidden = !scene.to;
  if (scene.to) Object.assign(period.style, { left: begin + "px", width: inside(s.x(look.day + 1)) - begin + "px" });
  return x;
}

/* The date in two parts, or the first and the last day of a chosen period with the button that clears it. */
function dateLines({ scene, look, t }) {
  const words = dateWords(scene.date).split(" "),
    year = words.pop();
  const ends = [look.first, look.day].map((day) => dateWords(days.toIso(day), true));
  const lines = scene.to ? [`${ends[0]} –`, ends[1]] : [words.join(" "), year];
  const date = held.box.querySelector("#dock-date"),
    clear = held.box.querySelector("[data-dock-clear]");
  lines.forEach((text, i) => {
    if (date.children[i].textContent !== text) date.children[i].textContent = text;
  });
  date.classList.toggle("is-period", Boolean(scene.to));
  clear.hidden = !scene.to;
  if (scene.to) clear.textContent = t("dock.period.clear");
  return scene.to ? pieces.when(scene, "dossier") : dateWords(scene.date);
}

function slide({ engine, scene, t }, words) {
  const slider = held.box.querySelector("#dock-slider"),
    months = (text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
  const event = scene.to
    ? null
    : majors().find((e) => days.toIso(e.day).slice(0, 7) === monthOf(scene.date) && e.major === engine.means.major);
  slider.setAttribute("aria-valuemin", 0);
  slider.setAttribute("aria-valuemax", months(lastMonth()) - months(firstMonth()));
  slider.setAttribute("aria-valuenow", months(scene.date) - months(firstMonth()));
  slider.setAttribute("aria-valuetext", words + (event ? ", " + pick(event, "title") : ""));
  slider.setAttribute("aria-label", t("dock.slider"));
}

function ghost(scene, x, s) {
  const label = held.box.querySelector(".dock-ghost");
  label.hidden = false;
  label.textContent = dateWords(scene.date, true);
  label.style.transform = `translateX(${Math.min(Math.max(x, 34), s.width - 34)}px) translateX(-50%)`;
}

/* The words of a count, with what it counts where that is not what runs. */
function sayCount({ n, k, key, unit }, t) {
  return t(key, { n, k, x: unit.running ? "" : wheelWords.unitWords(unit.statuses, t) });
}

/* What runs, in numbers that open their rows. Under a hand or while playing only the words follow. */
function figure({ engine, scene, t }, counted, said) {
  const { countDoor, fill } = doors,
    { means } = engine,
    holder = held.box.querySelector(".dock-caption > b");
  if ((drag || playing) && holder.textContent === said) return;
  const asked = scene.status || [],
    status = counted.unit.statuses.filter((s) => !asked.length || asked.includes(s));
  const rows = counted.key === "dock.listed" ? {} : { counted: [means.counts], status };
  const parts = { n: countDoor(counted.n, rows), k: countDoor(counted.k, { ...rows, reach: [means.region] }) };
  const html = fill(sayCount({ ...counted, n: "{n}", k: "{k}" }, t), parts);
  if (figured === html && holder.firstChild) return;
  const at = [...holder.children].indexOf(document.activeElement);
  figured = html;
  holder.innerHTML = html;
  if (at >= 0 && holder.children[at]) holder.children[at].focus({ preventScroll: true });
}

/* The curve under its key; false where the dock has no room. */
function drawNow(context, key) {
  held.wide = 0;
  if (!held.box.querySelector(".dock-plot").clientWidth) return false;
  built = key;
  sized = sizeOf(held.box.querySelector(".dock-plot"));
  redraw(context);
  return true;
}
/* A curve that is there already gives way to its next one a frame later: map, counts and table come first. */
function drawLater(context, key) {
  if (!awaited)
    requestAnimationFrame(() =>
      setTimeout(() => {
        const { context: last, key: under } = awaited;
        awaited = null;
        if (under !== built) drawNow(last, under);
      }, 0),
    );
  awaited = { context, key };
  return true;
}

painter(
  30,
  "dock",
  (context) => {
    held.box = held.box && held.box.isConnected ? held.box : document.getElementById("dock-body");
    if (!held.box) return;
    if (!held.box.firstChild) skeleton();
    const { scene, look, engine, t } = context;
    const key = JSON.stringify({ ...scene, date: 0, to: 0, selection: 0, view: 0, tab: 0, layers: 0, theme: 0 });
    if (key !== built && !(built ? drawLater(context, key) : drawNow(context, key))) return;
    const s = scale(),
      x = move(context, s),
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
    if (drag) ghost(scene, x, s);
    slide(context, words);
    announce(`${words}: ${said}`);
  },
  { around: true },
);
