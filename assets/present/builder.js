/* Makes a story: "Add this view as a scene", order, captions, undo, and YAML in and out. The draft stays on this
   machine. */
import { h, put } from "../core/dom.js";
import { on } from "../core/events.js";
import { find, findAll, findInput, hit } from "../core/find.js";
import { painter } from "../core/painters.js";
import { state } from "../core/state.js";
import { t } from "../core/words.js";
import * as maps from "../map/maps.js";
import * as marking from "../panels/marking.js";
import { markingReady } from "../panels/marking.js";
import { panel } from "./builder-form.js";
import * as presenter from "./presenter.js";
import { stories } from "./talk.js";

const STORE = "atlas-draft",
  READY = "atlas-draft-story";
const LINES = 3,
  WIDTH = 31,
  KEEP = 100;
/** @typedef {import("../contract").Story} Story */
/** @typedef {import("./builder-form.js").Draft} Draft */

/** @type {string[]} */
const past = [];
/** @type {HTMLElement | null} */
let box = null;
/** @type {Draft} */
let draft;
/** @type {string[]} */
let faults = [];
let said = "",
  typingIn = "";

/** @returns {Draft} */
const blank = () => ({ id: "my-story", title: { en: "My story", nl: "Mijn verhaal" }, scenes: [] });
function load() {
  try {
    return JSON.parse(localStorage.getItem(STORE) || "null") || blank();
  } catch {
    return blank();
  }
}
function save() {
  try {
    localStorage.setItem(STORE, JSON.stringify(draft));
  } catch {
    /* private windows keep nothing */
  }
}
/* Every change goes through here, so that each can be taken back; typing in one field is one change. */
/** @param {(draft: Draft) => void} fn @param {string} [field] */
function change(fn, field) {
  if (!field || field !== typingIn) {
    past.push(JSON.stringify(draft));
    if (past.length > KEEP) past.shift();
  }
  typingIn = field || "";
  fn(draft);
  faults = [];
  said = "";
  save();
  if (!field) draw();
  else marks();
}
function undo() {
  const last = past.pop();
  if (!last) return;
  draft = JSON.parse(last);
  typingIn = "";
  faults = [];
  save();
  draw();
}

/* A view on this screen as the view of a screen of 1920 by 1080: the presenter's zoom. */
function viewNow() {
  const main = maps.main();
  if (!main) return null;
  const c = main.map.getCenter(),
    size = main.map.getSize();
  const zoom = main.map.getZoom() - Math.log2(Math.min(size.x / 1840, size.y / 1080));
  return [c.lng, c.lat, zoom].map((n) => Number(n.toFixed(2)));
}
const KEPT = ["date", "to", "known", "stated", "date2", "known2", "versus", "text", "layers", "selection", "fill"];
function add() {
  const { scene, engine } = state,
    plain = engine.data.scene;
  const taken = { ...plain };
  for (const key of [...KEPT, ...engine.data.facets.map((f) => f.name)])
    Reflect.set(taken, key, Reflect.get(scene, key));
  taken.view = viewNow();
  const names = new Set(draft.scenes.map((s) => s.name));
  let k = draft.scenes.length + 1;
  while (names.has("scene-" + k)) k++;
  change((d) =>
    d.scenes.push({
      name: "scene-" + k,
      scene: taken,
      caption: { en: "", nl: "" },
      notes: { en: "", nl: "" },
      citations: [],
      rests_on: [],
      claims: [],
    }),
  );
  const fields = box ? findAll(box, ".b-scenes textarea") : [];
  if (fields.length) fields[fields.length - 2].focus();
}
/** @param {number} k */
function show(k) {
  state.visit({ ...draft.scenes[k].scene, view: null, tab: "map", lang: state.scene.lang, theme: state.scene.theme });
}

/* A story that was told comes back as it was written, with its figures in braces. */
/** @param {Story} story @returns {Draft} */
const typed = (story) => ({
  ...story,
  scenes: story.scenes.map(({ written, ...scene }) => ({ ...scene, ...written })),
});

/* ---- words of a caption on lines of the presenter; a figure takes the room of two digits until it is told ---- */
/** @param {string} text */
function lines(text) {
  let found = 0,
    length = WIDTH + 1,
    long = false;
  for (const word of text
    .replace(/\{[^{}]*\}/g, "00")
    .split(/\s+/)
    .filter(Boolean)) {
    if (word.length > WIDTH) long = true;
    if (length + 1 + word.length > WIDTH) {
      found++;
      length = word.length;
    } else length += 1 + word.length;
  }
  return long ? LINES + 1 : found;
}

/* ---- in and out ---- */
/** @param {string} text */
const speak = (text) => {
  said = text;
  faults = [];
  draw();
};
/* What the server refused, each fault as a sentence. */
class Refused extends Error {
  /** @param {string[]} faults */
  constructor(faults) {
    super("refused");
    this.faults = faults;
  }
}
/** @param {string} url @param {string} body @param {string} type */
async function post(url, body, type) {
  const answer = await fetch(url, { method: "POST", body, headers: { "Content-Type": type } });
  if (answer.ok) return answer;
  const told = await answer.json().catch(() => ({}));
  throw new Refused(told.faults || [told.error || String(answer.status)]);
}
/** @param {unknown} error */
const refused = (error) => {
  faults = error instanceof Refused ? error.faults : [t("builder.silent")];
  said = "";
  draw();
};
async function yaml() {
  if (!(await markingReady())) throw new Refused([t("export.fault.marking")]);
  return (await post(marking.marked("api/story/yaml"), JSON.stringify(draft), "application/json")).text();
}
async function download() {
  try {
    const text = await yaml();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
    link.download = draft.id + ".yaml";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  } catch (error) {
    refused(error);
  }
}
/** @param {File} file */
async function open(file) {
  try {
    const answer = await post("api/story?name=" + encodeURIComponent(file.name), await file.text(), "application/yaml");
    const { story } = await answer.json();
    change((d) => Object.assign(d, typed(story)));
    speak(t("builder.opened", { n: story.scenes.length }));
  } catch (error) {
    refused(error);
  }
}
async function present() {
  try {
    const answer = await post("api/story?name=" + draft.id + ".yaml", await yaml(), "application/yaml");
    const { story } = await answer.json();
    try {
      localStorage.setItem(READY, JSON.stringify(story));
    } catch {
      /* then it lives as long as this page */
    }
    close();
    presenter.enter(story.id, 0, "on");
  } catch (error) {
    refused(error);
  }
}
/** @param {string} id */
async function start(id) {
  const story = (await stories()).find((s) => s.id === id);
  if (story) change((d) => Object.assign(d, JSON.parse(JSON.stringify(typed(story)))));
}

/* ---- the panel ---- */
/* Where the focus is, as a selector that finds it when everything is drawn anew. */
function focused() {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement) || !box || !box.contains(at)) return "";
  const { field, act, k } = at.dataset;
  if (field) return `[data-field="${field}"]`;
  return act ? `[data-act="${act}"][data-k="${k || ""}"], [data-act="${act}"]:not([data-k])` : "";
}
function draw() {
  if (!box) return;
  const again = focused();
  box.setAttribute("aria-label", t("builder.title"));
  put(box, panel({ draft, faults, said, undoes: past.length > 0 }));
  marks();
  if (again && box.querySelector(again)) find(box, again).focus();
}
function marks() {
  if (!box) return;
  for (const area of box.querySelectorAll("textarea")) {
    const long = lines(area.value) > LINES;
    area.classList.toggle("is-long", long);
    area.title = long ? t("builder.long") : "";
    area.setAttribute("aria-invalid", String(long));
  }
  findInput(box, '[data-act="undo"]').disabled = !past.length;
}
/** @param {number} k @param {number} by */
const swap = (k, by) =>
  change((d) => {
    const [one] = d.scenes.splice(k, 1);
    d.scenes.splice(k + by, 0, one);
  });
/** @type {Record<string, (k: number) => void>} */
const ACTS = {
  close: () => close(),
  add,
  undo,
  download,
  present,
  up: (k) => swap(k, -1),
  down: (k) => swap(k, 1),
  show,
  remove: (k) => change((d) => d.scenes.splice(k, 1)),
};
/** @param {string} path @param {string} value */
function set(path, value) {
  const parts = path.split(".");
  change((d) => {
    /** @type {any} */
    let at = /^\d+$/.test(parts[0]) ? d.scenes[Number(parts.shift())] : d;
    while (parts.length > 1) at = at[parts.shift() || ""];
    at[parts[0]] = value;
  }, path);
}
function close() {
  if (box) {
    box.remove();
    box = null;
  }
}
/** @param {HTMLElement} panel */
function listen(panel) {
  panel.addEventListener("click", (event) => {
    const b = hit(event, "button[data-act]");
    if (b instanceof HTMLButtonElement && !b.disabled) ACTS[b.dataset.act || ""](Number(b.dataset.k));
  });
  panel.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)
      if (target.dataset.field) set(target.dataset.field, target.value);
  });
  panel.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.files && target.files.length) open(target.files[0]);
    else if (target instanceof HTMLSelectElement && target.value) start(target.value);
  });
  panel.addEventListener("keydown", (event) => {
    const opens = hit(event, ".b-open");
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if ((event.key === "Enter" || event.key === " ") && opens && opens === event.target) {
      event.preventDefault();
      find(opens, "input").click();
    }
  });
}
async function build() {
  draft = draft || load();
  try {
    await stories();
  } catch {
    faults = [t("shell.fault.stories")];
  }
  if (!box) {
    box = h("aside", { id: "builder" });
    document.body.appendChild(box);
    listen(box);
  }
  draw();
  find(box, '[data-act="add"]').focus();
}
on("build-story", build);
let lang = "";
painter(53, "builder", ({ scene }) => {
  if (box && lang !== scene.lang) {
    lang = scene.lang;
    draw();
  }
});
