/* The scene in the browser: one value, its history, its link, and the painters that follow it.
   preview() paints only (while something is dragged); commit() also remembers and writes the link. */
import { fetchJson } from "./ask.js";
import { Engine } from "./engine.js";
import { emit } from "./events.js";
import { placeOf } from "./link.js";
import { painters } from "./painters.js";
import { rootData } from "./root.js";
import { giveLanguage, giveWords, t } from "./words.js";

const KEEP = 200;
/** @typedef {import("../contract").Payload} Payload */
/** @typedef {import("../types").Context} Context */
/** @typedef {import("../types").Patch} Patch */
/** @typedef {import("../types").Scene} Scene */
/** @typedef {{promise: Promise<void>, done: () => void}} Late What is painted in a task after the next frame */

/** @type {any} */
let scene = null;
/** @type {any} */
let engine = null;
let frame = 0;
/** @type {Late | null} */
let late = null;
/** @type {Scene[]} */
let undoStack = [];
/** @type {Scene[]} */
let redoStack = [];
/** @type {Scene | null} */
let shown = null;

/** @param {unknown} a @param {unknown} b */
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** The same text as Scene.to_query() in Python: only what differs from the default, lists joined by commas.
    @param {any} value A scene */
function toQuery(value) {
  const plain = engine.data.scene;
  /** @param {string} w */
  const quote = (w) =>
    encodeURIComponent(w)
      .replace(/%3A/gi, ":")
      .replace(/[!()*]/g, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase());
  const parts = ["v=1"];
  for (const key of engine.data.keys) {
    /* A link without `versus` whose two dates are one is read as two days of knowledge. */
    const asKnown = key === "versus" && value.date2 && value.date2 === value.date && value.known2 !== value.known;
    if (same(value[key], plain[key]) && !asKnown) continue;
    if (key === "view")
      parts.push("view=" + value.view.map((/** @type {number} */ n) => Number(n).toFixed(2)).join("%2C"));
    else parts.push(key + "=" + (Array.isArray(value[key]) ? value[key] : [value[key]]).map(quote).join(","));
  }
  return parts.join("&");
}

function paint() {
  frame = 0;
  if (late) late.done();
  late = null;
  if (!engine || !scene) return;
  if (!engine.hasClock(scene)) return;
  engine.use(scene);
  /** @type {Context} */
  const context = { scene, before: shown, engine, look: engine.look(scene), t };
  rootData("theme", scene.theme);
  rootData("tab", scene.tab);
  if (document.documentElement.lang !== scene.lang) document.documentElement.lang = scene.lang;
  const mapFirst = mapAwaited();
  for (const { name, fn, around } of painters) {
    if (around && mapFirst) continue;
    try {
      fn(context);
    } catch (error) {
      console.error("painter " + name, error);
    }
  }
  if (mapFirst && !mapAwaited()) afterFrame(repaint);
  shown = scene;
  emit("painted", context);
}

/** Once what was just painted is on the screen: a frame starts only when the one before was handed over.
    @param {() => void} fn */
const afterFrame = (fn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(fn, 0)));

export function repaint() {
  if (!frame) frame = requestAnimationFrame(paint);
}

/* What an event has written itself is on the screen first; the painters follow in a task after that frame. */
function scheduleLate() {
  if (late) return late.promise;
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => setTimeout(paint, 0));
  let done = () => {};
  const promise = new Promise((resolve) => {
    done = () => resolve(undefined);
  });
  late = { promise, done };
  return promise;
}

/** @param {Pick<Scene, "known" | "stated">} of */
async function needClock(of) {
  if (engine.hasClock(of)) return;
  const asked = new URLSearchParams({ known: of.known || "", stated: of.stated || "" });
  engine.addClock(of, await fetchJson("data/clock.json?" + asked));
}

function writeLink() {
  const query = toQuery(scene);
  // A page opened from a file may not change its address; a briefing keeps its place after the #.
  if (location.protocol !== "file:")
    history.replaceState({ query }, "", placeOf(query) || location.pathname + "?" + query);
  emit("committed", { scene, query });
}

/* Whether what stands around the map should wait for it still. */
let mapAwaited = () => false;
/** @param {() => boolean} fn */
export function awaitMap(fn) {
  mapAwaited = fn;
}
/* What tells one state of the base geography from another, in the addresses of its files. */
export let tag = "";
/** @param {string} text */
export function giveTag(text) {
  tag = text;
}

/** @param {any} next A scene @param {boolean | null} remember Null leaves the link as it is */
async function apply(next, remember) {
  /* The other side's clock is needed where it is seen; a briefing in one file has none but its scenes' own. */
  for (const of of next.tab === "compare" ? [next, { ...next, known: next.known2 }] : [next]) {
    try {
      await needClock(of);
    } catch (error) {
      emit("fault", { what: "clock", error, retry: () => apply(next, remember) });
      return;
    }
  }
  if (remember && scene && !same(next, scene)) {
    undoStack.push(scene);
    if (undoStack.length > KEEP) undoStack.shift();
    redoStack = [];
  }
  scene = next;
  repaint();
  if (remember !== null) writeLink();
}

/* Names of the facets, and of the free text that filters beside them. */
const facetNames = () => [.../** @type {Payload} */ (engine.data).facets.map((f) => f.name), "text"];

export const state = {
  /** @returns {import("../types").Scene} The scene; none before the page has started */
  get scene() {
    return scene;
  },
  /** @returns {import("./engine.js").Engine} The engine; none before the page has started */
  get engine() {
    return engine;
  },
  toQuery,
  /** Paint a change without remembering it: for drags and hovers. @param {Patch} patch */
  preview(patch) {
    scene = { ...scene, ...patch };
    repaint();
  },
  /** The same one frame later, for who has already written what must change at once. Resolves when it is painted.
      @param {Patch} patch */
  previewLate(patch) {
    scene = { ...scene, ...patch };
    return scheduleLate();
  },
  /** Change, remember for undo, write the link. @param {Patch} patch */
  commit(patch) {
    return apply({ ...scene, ...patch }, true);
  },
  /** After previews: remember `from` as the state to go back to. @param {Scene | null} from */
  settle(from) {
    if (from && !same(from, scene)) {
      undoStack.push(from);
      redoStack = [];
    }
    writeLink();
  },
  /** Take a value into a list of the scene, or out of it. @param {string} key @param {string} value */
  toggle(key, value) {
    const list = /** @type {string[]} */ (scene[key]);
    return state.commit({ [key]: list.includes(value) ? list.filter((v) => v !== value) : [...list, value] });
  },
  undo() {
    if (undoStack.length) {
      redoStack.push(scene);
      return apply(undoStack.pop(), false);
    }
    return null;
  },
  redo() {
    if (redoStack.length) {
      undoStack.push(scene);
      return apply(redoStack.pop(), false);
    }
    return null;
  },
  get canUndo() {
    return undoStack.length > 0;
  },
  get canRedo() {
    return redoStack.length > 0;
  },
  /* Filters back to their defaults; date, clock, view, language and theme stay. */
  resetFilters() {
    const plain = engine.data.scene;
    const names = facetNames();
    return state.commit(Object.fromEntries(names.map((n) => [n, plain[n]])));
  },
  askedFacets() {
    const plain = engine.data.scene;
    return facetNames().filter((n) => !same(scene[n], plain[n]));
  },
  /** A link followed by a person (search result, story step): an entry in the browser's history too.
      @param {Patch} patch */
  visit(patch) {
    history.pushState({ query: toQuery({ ...scene, ...patch }) }, "", location.href);
    return state.commit(patch);
  },
};

/** Start with data in hand: used by the served page and by a briefing in one file.
    @param {Payload} data @param {import("../types").Words} allWords @param {Partial<Scene>} first */
export function start(data, allWords, first) {
  giveWords(allWords);
  engine = new Engine(data);
  scene = { ...data.scene, ...first };
  undoStack = [];
  redoStack = [];
  emit("ready", { engine });
  return apply(scene, null);
}

/* The scene of the address, after a step back or forth in the browser's history. */
export async function follow() {
  if (!engine || location.protocol === "file:") return;
  const answer = await fetchJson("api/scene" + location.search);
  await apply({ ...engine.data.scene, ...answer.scene }, null);
  emit("dropped", answer.dropped);
}
giveLanguage(() => (scene ? scene.lang : "en"));
