/* Makes a story: "Add this view as a scene", order, captions, undo, and YAML in and out. The draft stays on this
   machine. */
import { h, put } from "../core/dom.js";
import { on } from "../core/events.js";
import { painter } from "../core/painters.js";
import { state } from "../core/state.js";
import { dateWords, t } from "../core/words.js";
import * as maps from "../map/maps.js";
import * as marking from "../panels/marking.js";
import { markingReady } from "../panels/marking.js";
import * as presenter from "./presenter.js";
import { stories, talk } from "./talk.js";

const STORE = "atlas-draft",
  READY = "atlas-draft-story";
const LINES = 3,
  WIDTH = 31,
  KEEP = 100;
const past = [];
let box = null,
  draft = null,
  faults = [],
  said = "",
  typingIn = "";

const blank = () => ({ id: "my-story", title: { en: "My story", nl: "Mijn verhaal" }, scenes: [] });
function load() {
  try {
    return JSON.parse(localStorage.getItem(STORE)) || blank();
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
  if (!past.length) return;
  draft = JSON.parse(past.pop());
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
  for (const key of [...KEPT, ...engine.data.facets.map((f) => f.name)]) taken[key] = scene[key];
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
  const fields = box.querySelectorAll(".b-scenes textarea");
  if (fields.length) fields[fields.length - 2].focus();
}
function show(k) {
  state.visit({ ...draft.scenes[k].scene, view: null, tab: "map", lang: state.scene.lang, theme: state.scene.theme });
}

/* A story that was told comes back as it was written, with its figures in braces. */
const typed = (story) => ({
  ...story,
  scenes: story.scenes.map(({ written, ...scene }) => ({ ...scene, ...written })),
});

/* ---- words of a caption on lines of the presenter; a figure takes the room of two digits until it is told ---- */
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
const speak = (text) => {
  said = text;
  faults = [];
  draw();
};
async function post(url, body, type) {
  const answer = await fetch(url, { method: "POST", body, headers: { "Content-Type": type } });
  if (answer.ok) return answer;
  const told = await answer.json().catch(() => ({}));
  const error = new Error("refused");
  error.faults = told.faults || [told.error || String(answer.status)];
  throw error;
}
const refused = (error) => {
  faults = error.faults || [t("builder.silent")];
  said = "";
  draw();
};
async function yaml() {
  if (!(await markingReady())) throw Object.assign(new Error("refused"), { faults: [t("export.fault.marking")] });
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
async function start(id) {
  const story = (await stories()).find((s) => s.id === id);
  if (story) change((d) => Object.assign(d, JSON.parse(JSON.stringify(typed(story)))));
}

/* ---- the panel ---- */
const input = (path, label, value) => h("label", {}, h("span", {}, label), h("input", { "data-field": path, value }));
const area = (path, label, value) =>
  h("label", {}, h("span", {}, label), h("textarea", { "data-field": path, rows: 2 }, value));
const button = (act, words, more) => h("button", { type: "button", class: "button", "data-act": act, ...more }, words);
function sceneLine(s, k) {
  const n = k + 1,
    dates = [s.scene.date, s.scene.to].filter(Boolean).map((date) => dateWords(date));
  const act = (what, sign, key, off) => {
    const words = t(key, { k: n });
    return button(what, sign, {
      class: "button icon",
      "data-k": k,
      "aria-label": words,
      title: words,
      disabled: off,
    });
  };
  return h(
    "li",
    {},
    h(
      "div",
      { class: "b-head" },
      h("b", {}, `${n}. ${dates.join(" – ")}`),
      h(
        "span",
        {},
        act("up", "↑", "builder.up", k === 0),
        act("down", "↓", "builder.down", k === draft.scenes.length - 1),
        act("show", "◉", "builder.show"),
        act("remove", "×", "builder.remove"),
      ),
    ),
    area(`${k}.caption.en`, t("builder.caption.en"), s.caption.en),
    area(`${k}.caption.nl`, t("builder.caption.nl"), s.caption.nl),
  );
}
/* Where the focus is, as a selector that finds it when everything is drawn anew. */
function focused() {
  const at = document.activeElement;
  if (!at || !box.contains(at)) return "";
  const { field, act, k } = at.dataset;
  if (field) return `[data-field="${field}"]`;
  return act ? `[data-act="${act}"][data-k="${k || ""}"], [data-act="${act}"]:not([data-k])` : "";
}
const top = () =>
  h(
    "div",
    { class: "b-top" },
    input("title.en", t("builder.name.en"), draft.title.en),
    input("title.nl", t("builder.name.nl"), draft.title.nl),
    h(
      "label",
      {},
      h("span", {}, t("builder.from")),
      h(
        "select",
        { "data-act": "from" },
        h("option", { value: "" }),
        (talk.stories || []).map((s) => h("option", { value: s.id }, s.title[state.scene.lang])),
      ),
    ),
  );
const told = () =>
  h(
    "div",
    { role: "alert", class: "b-faults" },
    h("p", {}, t("builder.faults")),
    h(
      "ul",
      {},
      faults.map((fault) => h("li", {}, fault)),
    ),
  );
const foot = () =>
  h(
    "footer",
    {},
    h(
      "label",
      { class: "button b-open", tabindex: 0 },
      t("builder.open"),
      h("input", { type: "file", class: "visually-hidden", accept: ".yaml,.yml", tabindex: -1 }),
    ),
    button("download", t("builder.download")),
    button("present", t("present.start"), { class: "button primary", disabled: !draft.scenes.length }),
  );
function draw() {
  if (!box) return;
  const again = focused();
  box.setAttribute("aria-label", t("builder.title"));
  put(
    box,
    h("header", {}, h("h2", {}, t("builder.title")), button("close", t("shell.close"))),
    top(),
    h(
      "div",
      { class: "b-tools" },
      button("add", t("builder.add"), { class: "button primary" }),
      button("undo", t("builder.undo"), { disabled: !past.length }),
    ),
    h("p", { class: "muted b-hint" }, t("builder.figures")),
    faults.length ? told() : null,
    h("p", { role: "status", class: "muted b-said" }, said),
    draft.scenes.length
      ? h("ol", { class: "b-scenes" }, draft.scenes.map(sceneLine))
      : h("p", { class: "muted" }, t("builder.empty")),
    foot(),
  );
  marks();
  const back = again && box.querySelector(again);
  if (back) back.focus();
}
function marks() {
  for (const area of box.querySelectorAll("textarea")) {
    const long = lines(area.value) > LINES;
    area.classList.toggle("is-long", long);
    area.title = long ? t("builder.long") : "";
    area.setAttribute("aria-invalid", String(long));
  }
  const button = box.querySelector('[data-act="undo"]');
  if (button) button.disabled = !past.length;
}
const swap = (k, by) =>
  change((d) => {
    const [one] = d.scenes.splice(k, 1);
    d.scenes.splice(k + by, 0, one);
  });
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
function set(path, value) {
  const parts = path.split(".");
  change((d) => {
    let at = /^\d+$/.test(parts[0]) ? d.scenes[Number(parts.shift())] : d;
    while (parts.length > 1) at = at[parts.shift()];
    at[parts[0]] = value;
  }, path);
}
function close() {
  if (box) {
    box.remove();
    box = null;
  }
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
    box.addEventListener("click", (event) => {
      const b = event.target.closest("button[data-act]");
      if (b && !b.disabled) ACTS[b.dataset.act](Number(b.dataset.k));
    });
    box.addEventListener("input", (event) => {
      if (event.target.dataset.field) set(event.target.dataset.field, event.target.value);
    });
    box.addEventListener("change", (event) => {
      if (event.target.type === "file" && event.target.files.length) open(event.target.files[0]);
      else if (event.target.dataset.act === "from" && event.target.value) start(event.target.value);
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        close();
      } else if ((event.key === "Enter" || event.key === " ") && event.target.matches(".b-open")) {
        event.preventDefault();
        event.target.querySelector("input").click();
      }
    });
  }
  draw();
  box.querySelector('[data-act="add"]').focus();
}
on("build-story", build);
let lang = "";
painter(53, "builder", ({ scene }) => {
  if (box && lang !== scene.lang) {
    lang = scene.lang;
    draw();
  }
});
