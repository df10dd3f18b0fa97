/* While nothing moves, the looks of all months are worked out ahead, nearest first: the first drag is as fluent as the
   next. */
import { days } from "./days.js";
import { painter } from "./painters.js";

const REST_MS = 300,
  LEAST_MS = 4;
let timer = 0,
  idle = 0,
  done = "";

/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../types").Scene} Scene */

/** Months of the atlas, the nearest first. @param {Engine} engine @param {string} date */
function months(engine, date) {
  const [first, last] = engine.raw.window.map((day) => days.toIso(day).slice(0, 7)),
    here = date.slice(0, 7),
    found = [];
  for (
    let back = here, on = here;
    back >= first || on <= last;
    back = days.addMonths(back, -1), on = days.addMonths(on, 1)
  ) {
    if (back >= first) found.push(back);
    if (on <= last && on !== here) found.push(on);
  }
  return found;
}

/** @param {Scene} scene @param {Engine} engine */
function start(scene, engine) {
  const left = months(engine, scene.date);
  /** @param {IdleDeadline} deadline */
  const step = (deadline) => {
    while (left.length && deadline.timeRemaining() > LEAST_MS)
      engine.look({ ...scene, date: left.shift() || "", to: "" });
    if (left.length) idle = requestIdleCallback(step);
  };
  idle = requestIdleCallback(step);
}

painter(95, "ahead", ({ scene, engine }) => {
  const key = JSON.stringify({ ...scene, date: 0, to: 0, view: 0, selection: 0, tab: 0, theme: 0, lang: 0 });
  if (key === done || document.documentElement.dataset.present === "on") return;
  done = key;
  clearTimeout(timer);
  cancelIdleCallback(idle);
  timer = window.setTimeout(() => start(scene, engine), REST_MS);
});
