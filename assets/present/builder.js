// @ts-nocheck
/* Makes a story: "Add this view as a scene", order, captions, undo, and YAML in and out. The draft stays on this
   machine. */
import { on } from "../core/events.js";
import { painter } from "../core/painters.js";
import { state } from "../core/state.js";
import { escape } from "../core/text.js";
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
const field = (path, label, value, tag) =>
  `<label><span>${escape(label)}</span><${tag} data-field="${path}"` +
  `${tag === "input" ? ` value="${escape(value)}"` : ' rows="2"'}>` +
  `${tag === "input" ? "" : escape(value) + "</textarea>"}</label>`;
function sceneHtml(s, k, t) {
  const n = k + 1,
    act = (what, sign, key, off) =>
      `<button type="button" class="button icon" data-act="${what}" data-k="${k}" aria-label="` +
      `${escape(t(key, { k: n }))}" title="${escape(t(key, { k: n }))}"${off ? " disabled" : ""}>` +
      `${sign}</button>`;
  return (
    `<li><div class="b-head"><b>${n}. ${escape(dateWords(s.scene.date))}` +
    `${s.scene.to ? " – " + escape(dateWords(s.scene.to)) : ""}</b><span>` +
    act("up", "↑", "builder.up", k === 0) +
    act("down", "↓", "builder.down", k === draft.scenes.length - 1) +
    act("show", "◉", "builder.show") +
    act("remove", "×", "builder.remove") +
    "</span></div>" +
    field(`${k}.caption.en`, t("builder.caption.en"), s.caption.en, "textarea") +
    field(`${k}.caption.nl`, t("builder.caption.nl"), s.caption.nl, "textarea") +
    "</li>"
  );
}
function draw() {
  if (!box) return;
  const at = document.activeElement && box.contains(document.activeElement) ? document.activeElement : null;
  const again =
    at &&
    (at.dataset.field
      ? `[data-field="${at.dataset.field}"]`
      : at.dataset.act
        ? `[data-act="${at.dataset.act}"][data-k="${at.dataset.k || ""}"], [data-act="${at.dataset.act}"]:not([data-k])`
        : "");
  const own = (talk.stories || [])
    .map((s) => `<option value="${escape(s.id)}">${escape(s.title[state.scene.lang])}</option>`)
    .join("");
  box.setAttribute("aria-label", t("builder.title"));
  box.innerHTML =
    `<header><h2>${escape(t("builder.title"))}</h2><button type="button" class="button"` +
    ` data-act="close">${escape(t("shell.close"))}</button></header>` +
    `<div class="b-top">${field("title.en", t("builder.name.en"), draft.title.en, "input")}` +
    field("title.nl", t("builder.name.nl"), draft.title.nl, "input") +
    `<label><span>${escape(t("builder.from"))}</span><select data-act="from"><option value="">` +
    `</option>${own}</select></label></div>` +
    '<div class="b-tools"><button type="button" class="button primary" data-act="add">' +
    `${escape(t("builder.add"))}</button><button type="button" class="button" data-act="undo"` +
    `${past.length ? "" : " disabled"}>${escape(t("builder.undo"))}</button></div>` +
    `<p class="muted b-hint">${escape(t("builder.figures"))}</p>` +
    (faults.length
      ? `<div role="alert" class="b-faults"><p>${escape(t("builder.faults"))}</p><ul>` +
        `${faults.map((f) => `<li>${escape(f)}</li>`).join("")}</ul></div>`
      : "") +
    `<p role="status" class="muted b-said">${escape(said)}</p>` +
    (draft.scenes.length
      ? `<ol class="b-scenes">${draft.scenes.map((s, k) => sceneHtml(s, k, t)).join("")}</ol>`
      : `<p class="muted">${escape(t("builder.empty"))}</p>`) +
    `<footer><label class="button b-open" tabindex="0">${escape(t("builder.open"))}<input` +
    ' type="file" class="visually-hidden" accept=".yaml,.yml" tabindex="-1"></label>' +
    `<button type="button" class="button" data-act="download">${escape(t("builder.download"))}` +
    '</button><button type="button" class="button primary" data-act="present"' +
    `${draft.scenes.length ? "" : " disabled"}>${escape(t("present.start"))}</button></footer>`;
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
    box = document.createElement("aside");
    box.id = "builder";
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
