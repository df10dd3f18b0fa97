/* The presenter: where in a story we are, how we get to the next scene, and the keys.
   A scene of a story is put into the one scene of the page; what stands on the screen is drawn by screen.js. */
import { fetchJson } from "../core/ask.js";
import { days } from "../core/days.js";
import { emit, on } from "../core/events.js";
import { giveStoryPlace, placeOf } from "../core/link.js";
import { painters } from "../core/painters.js";
import { rootData, whenThere } from "../core/root.js";
import { repaint, state } from "../core/state.js";
import * as maps from "../map/maps.js";
import * as marking from "../panels/marking.js";
import { giveStory } from "../panels/marking.js";
import { markingReady } from "../panels/marking.js";
import { askWhere, listen, tell } from "./other-window.js";
import { fly, isWanted, main, rebind, size, unbind, want } from "./stage.js";
import { address, calm, current, served, shown, store, stories, talk } from "./talk.js";

const MONTH_MS = 250,
  SETTLE_MS = 120,
  HOLD_MS = 1500,
  PATIENCE_MS = 8000;
/** @typedef {import("../types").Scene} Scene */
/** @typedef {import("../types").Patch} Patch */
/** @typedef {import("../contract").Story} Story */
/** @typedef {{ still?: boolean, quiet?: boolean }} Way */

/** @type {ReturnType<typeof setTimeout>} */
let timer;
/** @type {ReturnType<typeof setTimeout>} */
let settling;
/** @type {string | null} */
let themeBefore = null;
/* Writes what a key press must change at once; whether it could. The screen does. */
/** @type {(date: string) => boolean} */
let ahead = () => false;
/** @param {(date: string) => boolean} fn */
export function giveAhead(fn) {
  ahead = fn;
}

/* ---- going to a scene ---- */
/** @param {import("../contract").StoryScene} scene @param {string} date @returns {Scene} */
function patch(scene, date) {
  const now = state.scene,
    plain = state.engine.data.scene;
  return { ...plain, ...scene.scene, date, to: "", view: null, tab: "map", lang: now.lang, theme: now.theme };
}

/** @param {number} step @param {Way} [options] */
export async function go(step, options) {
  const o = options || {};
  stop();
  talk.step = Math.max(0, Math.min(shown().scenes.length - 1, step));
  talk.blank = false;
  talk.away = false;
  const scene = current(),
    { date, to } = scene.scene,
    token = want();
  const plays = Boolean(to) && !o.still && !calm();
  // The caption speaks of the end of the range: it waits for it.
  talk.due = plays;
  const next = patch(scene, to && !plays ? to : date);
  if (o.still || talk.mode !== "on") await change(next);
  else await change(next, ahead(next.date));
  // Another key came before this scene was painted: that one goes on.
  if (!isWanted(token)) return;
  if (!o.quiet) tell();
  if (talk.mode === "notes") return;
  await fly(scene.scene.view, o.still);
  if (plays && isWanted(token)) play(to, null);
}

/* Paint first; the link and the server hear of it when the new scene is on the screen. */
/** @param {Scene} next @param {boolean} [ahead] */
function change(next, ahead) {
  const from = state.scene;
  if (!state.engine.hasClock(next)) return state.commit(next);
  const painted = ahead ? state.previewLate(next) : state.preview(next);
  clearTimeout(settling);
  settling = setTimeout(() => state.settle(from), SETTLE_MS);
  return Promise.resolve(painted);
}

/* Months from the date on screen to another, four a second, with a pause at each major event. */
/** @param {string} until @param {(() => void) | null} then */
function play(until, then) {
  /** @type {string[]} */
  const months = [];
  const last = until.slice(0, 7);
  for (let m = days.addMonths(state.scene.date.slice(0, 7), 1); m < last; m = days.addMonths(m, 1)) months.push(m);
  months.push(until);
  const major = new Set(
    state.engine.data.events
      .filter((/** @type {import("../contract").EventRow} */ e) => e.major === state.engine.means.major)
      .map((/** @type {import("../contract").EventRow} */ e) => e.date.slice(0, 7)),
  );
  talk.playing = talk.due = true;
  const next = () => {
    const date = months.shift() || until;
    state.preview({ date });
    if (months.length) {
      timer = setTimeout(
        next,
        major.has(date.slice(0, 7)) && state.scene.layers.includes("events") ? HOLD_MS : MONTH_MS,
      );
      return;
    }
    talk.playing = false;
    talk.due = Boolean(then);
    state.settle(null);
    repaint();
    if (then) timer = setTimeout(then, MONTH_MS);
  };
  timer = setTimeout(next, MONTH_MS);
  repaint();
}
export function stop() {
  clearTimeout(timer);
  if (talk.playing) {
    talk.playing = false;
    state.settle(null);
  }
  repaint();
}
export function space() {
  if (talk.playing) {
    stop();
    return;
  }
  const { date } = state.scene,
    { to } = current().scene,
    next = shown().scenes[talk.step + 1];
  if (to && date < to) play(to, null);
  else if (next && next.scene.date > date && !calm()) play(next.scene.date, () => go(talk.step + 1));
  else go(talk.step + 1);
}

/* ---- in, out, and aside ---- */
function unbindMap() {
  const instance = main();
  if (instance) unbind(instance);
}
/** @param {string} id @param {number} step @param {"on" | "notes" | "ask"} [mode] */
export async function enter(id, step, mode) {
  /** @type {Story[]} */
  let list;
  try {
    list = await stories();
  } catch (error) {
    emit("fault", { what: "stories", error, retry: () => enter(id, step, mode) });
    return;
  }
  const story = list.find((s) => s.id === id);
  if (!story) {
    emit("present", { unknown: id });
    return;
  }
  if (!(await markingReady())) return;
  talk.story = story;
  listen(go);
  if (mode === "ask") {
    talk.step = Math.min(step, story.scenes.length - 1);
    leave("ask");
    return;
  }
  show(mode || "on");
  if (mode !== "notes" && served && !/\/present$/.test(location.pathname))
    history.pushState({}, "", address("present") + location.search);
  if (state.scene.theme === "light") {
    themeBefore = "light";
    await state.commit({ theme: mode === "notes" ? "light" : "projector" });
  }
  // A base that cannot be read is told by the map itself; the story goes on without it.
  const late = Date.now() + PATIENCE_MS;
  const ready = () => {
    const instance = main();
    return mode === "notes" || Boolean(instance && (instance.based || Date.now() > late));
  };
  if (!ready())
    await new Promise((/** @type {(value?: void) => void} */ done) => {
      const wait = setInterval(() => {
        if (ready()) {
          clearInterval(wait);
          done();
        }
      }, 20);
    });
  unbindMap();
  size();
  await go(step, { still: true, quiet: mode === "notes" });
  if (served) fetchClocks(story);
  if (mode === "notes") askWhere();
}

/* The clocks of a story are fetched when it begins: no scene waits for one, or fails when the server is gone. */
/** @param {Story} story */
async function fetchClocks(story) {
  const { engine } = state;
  for (const { scene } of story.scenes.filter((s) => !engine.hasClock(s.scene))) {
    const asked = new URLSearchParams({ known: scene.known, stated: scene.stated });
    // A scene that is reached all the same asks again, and says what is wrong.
    try {
      engine.addClock(scene, await fetchJson("data/clock.json?" + asked));
    } catch {
      return;
    }
  }
}

/* Parts of the page that nobody sees while a story is shown do not paint; they wake when it is left. */
const ASLEEP = [
  "rail",
  "dock",
  "dossier",
  "dossier-hint",
  "legend",
  "scale",
  "search",
  "table",
  "timeline",
  "sentence",
  "compare",
  "route",
];
/** @type {typeof painters} */
let sleeping = [];
/** @param {boolean} on */
function sleep(on) {
  if (on && !sleeping.length) {
    sleeping = painters.filter((p) => ASLEEP.includes(p.name));
    for (const p of sleeping) painters.splice(painters.indexOf(p), 1);
  } else if (!on && sleeping.length) {
    painters.push(...sleeping);
    painters.sort((a, b) => a.order - b.order);
    sleeping = [];
  }
}

/** @param {import("./talk.js").Talk["mode"]} mode */
function show(mode) {
  talk.mode = mode;
  sleep(mode === "on" || mode === "notes");
  if (mode === "on") rootData("pointer", "off");
  rootData("present", mode === "off" || mode === "ask" ? "off" : mode);
  emit("talk", talk);
  repaint();
}

/* To the normal page: for a question (the story waits) or for good. */
/** @param {"ask" | "off"} mode */
export function leave(mode) {
  stop();
  if (!served) {
    talk.away = mode === "ask";
    emit("talk", talk);
    repaint();
    return;
  }
  const instance = main(),
    style = document.documentElement.style;
  show(mode);
  style.removeProperty("--u");
  style.removeProperty("--s");
  if (document.fullscreenElement) document.exitFullscreen();
  if (instance) {
    const c = instance.map.getCenter(),
      zoom = instance.map.getZoom();
    requestAnimationFrame(() => {
      instance.map.invalidateSize({ animate: false, pan: false, debounceMoveend: true });
      instance.u = maps.unit();
      // The same piece of the earth on the smaller map, so that what the question is about stays in sight.
      const room = instance.map.getSize(),
        smaller = Math.min(room.x / innerWidth, room.y / marking.height());
      instance.map.setView(c, zoom + Math.log2(smaller), { animate: false });
      rebind(instance);
      repaint();
    });
  }
  const theme = mode === "off" && themeBefore ? themeBefore : state.scene.theme;
  themeBefore = mode === "off" ? null : themeBefore;
  history.replaceState({}, "", address("") + location.search);
  if (mode === "off") talk.story = null;
  state.commit({ theme, selection: mode === "off" ? [] : state.scene.selection });
}
export async function back() {
  if (!talk.story) return;
  if (!served) {
    go(talk.step, {});
    emit("talk", talk);
    return;
  }
  history.replaceState({}, "", address("present") + location.search);
  show("on");
  unbindMap();
  size();
  await go(talk.step, { still: true, quiet: true });
}

/* ---- the link: the scene, and where in which story ---- */
/** @param {string} query */
function placeIn(query) {
  const place =
    `story=${encodeURIComponent(shown().id)}&step=${talk.step + 1}` + (talk.mode === "notes" ? "&notes=1" : "");
  return `${address(talk.mode === "ask" ? "" : "present")}?${place}&${query}`;
}
/* Written in one go: a reload between a link without the story and one with it would open the atlas instead. */
giveStoryPlace((/** @type {string} */ query) => (served && talk.story && talk.mode !== "off" ? placeIn(query) : null));
giveStory(() => (talk.story ? talk.story.id : ""));
function keep() {
  if (!talk.story) return;
  if (!served) {
    history.replaceState(null, "", `#step=${talk.step + 1}&lang=${state.scene.lang}`);
    return;
  }
  history.replaceState({}, "", placeOf(state.toQuery(state.scene)));
  store(localStorage, "atlas-step:" + talk.story.id, JSON.stringify({ step: talk.step, at: Date.now() }));
}
on("committed", () => {
  if (talk.mode !== "off") keep();
});

addEventListener("resize", () => {
  if (talk.mode === "on") {
    size();
    if (!talk.away) fly(current().scene.view, true);
  }
});

/* A link into a story opens it; without a step the one of the last twelve hours, else the first. */
on("ready", () => {
  if (!served) return;
  const asked = new URLSearchParams(location.search),
    id = asked.get("story");
  const page = /\/present$/.test(location.pathname);
  if (!id) {
    if (page) whenThere("#present-body", () => emit("present", {}));
    return;
  }
  const kept = JSON.parse(store(localStorage, "atlas-step:" + id) || "null");
  const fresh = kept && Date.now() - kept.at < 12 * 3600e3 ? kept.step : 0;
  const step = asked.get("step") ? Math.max(0, (Number.parseInt(asked.get("step") || "", 10) || 1) - 1) : fresh;
  whenThere("#present-body", () => enter(id, step, asked.get("notes") ? "notes" : page ? "on" : "ask"));
});
