/* The second screen: what to say, what comes next, the time, and every scene at hand. It follows the presenter's
   window. */
import { h, put } from "../core/dom.js";
import { find, hit } from "../core/find.js";
import { markup } from "../core/markup.js";
import { painter } from "../core/painters.js";
import { dateWords, t } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import * as presenter from "./presenter.js";
import { letter } from "./presenter-keys.js";
import { shown, talk } from "./talk.js";

const START = "atlas-talk-start";
/** @typedef {import("../types").Context} Context */
/** @typedef {import("../contract").StoryScene} StoryScene */
/** @typedef {"en" | "nl"} Lang */

/** @type {HTMLElement} */
let box;
let drawn = "";
/** @type {ReturnType<typeof setInterval> | undefined} */
let clock;

const began = () => {
  try {
    return Number(sessionStorage.getItem(START)) || begin();
  } catch {
    return begin();
  }
};
function begin() {
  const now = Date.now();
  try {
    sessionStorage.setItem(START, String(now));
  } catch {
    /* private windows keep nothing */
  }
  return now;
}

function build() {
  const holder = document.getElementById("present-body");
  if (!holder) return null;
  box = h(
    "section",
    { id: "notes" },
    h("header", { class: "n-head" }),
    h("div", { class: "n-now" }),
    h("aside", { class: "n-side" }),
  );
  holder.appendChild(box);
  box.addEventListener("click", (event) => {
    const b = hit(event, "[data-go]");
    if (b) presenter.go(Number(b.dataset.go));
    else if (hit(event, "[data-reset]")) {
      begin();
      tick();
    } else if (hit(event, "[data-blank]")) letter("b");
  });
  if (!clock) clock = setInterval(tick, 1000);
  return box;
}

/** @param {number} n */
const two = (n) => String(n).padStart(2, "0");
function tick() {
  if (!box || !box.querySelector(".n-clock")) return;
  const time = find(box, ".n-clock"),
    since = find(box, ".n-since");
  const now = new Date(),
    s = Math.max(0, Math.round((now.getTime() - began()) / 1000));
  time.textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
  since.textContent = `${Math.floor(s / 60)}:${two(s % 60)}`;
}

/** @param {import("../types").Scene} scene */
const when = (scene) => (scene.to ? `${dateWords(scene.date)} – ${dateWords(scene.to)}` : dateWords(scene.date));
/** @param {string} words @param {Record<string, any>} more */
const button = (words, more) => h("button", { type: "button", class: "button", ...more }, words);
/* The rows that a caption rests on, in words that Python told from the tables. */
/** @param {StoryScene} scene @param {Lang} lang */
function rests(scene, lang) {
  if (!scene.rests.length) return null;
  const lines = scene.rests.map((row) =>
    h("li", {}, markup(symbols.dot(row.status, "var(--ink)", 5.5)), " ", row[lang]),
  );
  return [h("h3", {}, t("notes.rests")), h("ul", { class: "n-rests" }, lines)];
}
/** @param {StoryScene} scene @param {Lang} lang */
const documented = (scene, lang) =>
  scene.documented[lang] ? h("p", { class: "n-notes" }, scene.documented[lang] + ".") : null;

/** @param {Lang} lang */
function drawHead(lang) {
  const { step, blank } = talk,
    story = shown(),
    n = story.scenes.length;
  put(
    find(box, ".n-head"),
    h("div", {}, h("p", { class: "muted" }, story.title[lang]), h("h1", {}, t("present.step", { k: step + 1, n }))),
    h(
      "dl",
      {},
      h("div", {}, h("dt", {}, t("notes.time")), h("dd", { class: "n-clock num" })),
      h(
        "div",
        {},
        h("dt", {}, t("notes.since")),
        h(
          "dd",
          {},
          h("span", { class: "n-since num" }),
          " ",
          h("button", { type: "button", class: "link", "data-reset": "" }, t("notes.reset")),
        ),
      ),
    ),
    h(
      "div",
      { class: "n-moves" },
      button("‹ " + t("present.back"), { "data-go": step - 1, disabled: !step }),
      button(t("present.next") + " ›", { class: "button primary", "data-go": step + 1, disabled: step + 1 >= n }),
      button(t("notes.blank"), { "data-blank": "", "aria-pressed": String(blank) }),
    ),
  );
}
/** @param {StoryScene} now @param {Lang} lang */
function drawNow(now, lang) {
  put(
    find(box, ".n-now"),
    h("h2", {}, when(now.scene)),
    h("p", { class: "n-caption" }, now.caption[lang]),
    h("p", { class: "n-notes" }, now.notes[lang] || t("notes.none")),
    documented(now, lang),
    rests(now, lang),
    h("p", { class: "muted n-source" }, `${now.clock[lang]}. ${now.source[lang]}`),
  );
}
/** @param {StoryScene | undefined} next @param {Lang} lang */
function drawSide(next, lang) {
  const line = (/** @type {StoryScene} */ s, /** @type {number} */ i) =>
    h(
      "li",
      {},
      h(
        "button",
        { type: "button", "data-go": i, "aria-current": i === talk.step ? "step" : null },
        h("span", { class: "num" }, i + 1),
        h("span", {}, h("b", {}, when(s.scene)), " ", s.caption[lang]),
      ),
    );
  put(
    find(box, ".n-side"),
    h("h3", {}, t("notes.next")),
    next
      ? h("div", { class: "n-next" }, h("b", {}, when(next.scene)), h("p", {}, next.caption[lang]))
      : h("p", { class: "muted" }, t("notes.end")),
    h("h3", {}, t("notes.jump")),
    h("ol", {}, shown().scenes.map(line)),
  );
}

painter(52, "notes", ({ scene, t }) => {
  if (talk.mode !== "notes" || !talk.story || !(box || build())) return;
  const { lang } = scene,
    now = talk.story.scenes[talk.step],
    next = talk.story.scenes[talk.step + 1],
    n = talk.story.scenes.length;
  const key = [talk.story.id, talk.step, lang, talk.blank].join("|");
  if (key === drawn) return;
  drawn = key;
  const at = document.activeElement,
    focus = at instanceof HTMLElement ? at.dataset.go : undefined;
  box.setAttribute("aria-label", t("notes.title"));
  drawHead(lang);
  drawNow(now, lang);
  drawSide(next, lang);
  if (focus !== undefined) {
    const again = find(box, `ol [data-go="${focus}"], .n-moves [data-go="${focus}"]:not([disabled])`);
    if (again) again.focus();
  }
  document.title = `${t("notes.title")} ${talk.step + 1}/${n} | ${talk.story.title[lang]}`;
  tick();
});
