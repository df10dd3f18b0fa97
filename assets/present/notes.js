// @ts-nocheck
/* The second screen: what to say, what comes next, the time, and every scene at hand. It follows the presenter's
   window. */
import { h, put } from "../core/dom.js";
import { markup } from "../core/markup.js";
import { painter } from "../core/painters.js";
import { dateWords, t } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import * as presenter from "./presenter.js";
import { letter } from "./presenter-keys.js";
import { talk } from "./talk.js";

const START = "atlas-talk-start";
let box = null,
  shown = "",
  clock = 0;

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
    const b = event.target.closest("[data-go]");
    if (b) presenter.go(Number(b.dataset.go));
    else if (event.target.closest("[data-reset]")) {
      begin();
      tick();
    } else if (event.target.closest("[data-blank]")) letter("b");
  });
  if (!clock) clock = setInterval(tick, 1000);
  return box;
}

const two = (n) => String(n).padStart(2, "0");
function tick() {
  const time = box && box.querySelector(".n-clock"),
    since = box && box.querySelector(".n-since");
  if (!time) return;
  const now = new Date(),
    s = Math.max(0, Math.round((now - began()) / 1000));
  time.textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
  since.textContent = `${Math.floor(s / 60)}:${two(s % 60)}`;
}

const when = (scene) => (scene.to ? `${dateWords(scene.date)} – ${dateWords(scene.to)}` : dateWords(scene.date));
const button = (words, more) => h("button", { type: "button", class: "button", ...more }, words);
/* The rows that a caption rests on, in words that Python told from the tables. */
function rests(scene, lang) {
  if (!scene.rests.length) return null;
  const lines = scene.rests.map((row) =>
    h("li", {}, markup(symbols.dot(row.status, "var(--ink)", 5.5)), " ", row[lang]),
  );
  return [h("h3", {}, t("notes.rests")), h("ul", { class: "n-rests" }, lines)];
}
const documented = (scene, lang) =>
  scene.documented[lang] ? h("p", { class: "n-notes" }, scene.documented[lang] + ".") : null;

function drawHead(lang) {
  const { step, blank, story } = talk,
    n = story.scenes.length;
  put(
    box.querySelector(".n-head"),
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
function drawNow(now, lang) {
  put(
    box.querySelector(".n-now"),
    h("h2", {}, when(now.scene)),
    h("p", { class: "n-caption" }, now.caption[lang]),
    h("p", { class: "n-notes" }, now.notes[lang] || t("notes.none")),
    documented(now, lang),
    rests(now, lang),
    h("p", { class: "muted n-source" }, `${now.clock[lang]}. ${now.source[lang]}`),
  );
}
function drawSide(next, lang) {
  const line = (s, i) =>
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
    box.querySelector(".n-side"),
    h("h3", {}, t("notes.next")),
    next
      ? h("div", { class: "n-next" }, h("b", {}, when(next.scene)), h("p", {}, next.caption[lang]))
      : h("p", { class: "muted" }, t("notes.end")),
    h("h3", {}, t("notes.jump")),
    h("ol", {}, talk.story.scenes.map(line)),
  );
}

painter(52, "notes", ({ scene, t }) => {
  if (talk.mode !== "notes" || !talk.story || !(box || build())) return;
  const { lang } = scene,
    now = talk.story.scenes[talk.step],
    next = talk.story.scenes[talk.step + 1],
    n = talk.story.scenes.length;
  const key = [talk.story.id, talk.step, lang, talk.blank].join("|");
  if (key === shown) return;
  shown = key;
  const focus =
    document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.go : undefined;
  box.setAttribute("aria-label", t("notes.title"));
  drawHead(lang);
  drawNow(now, lang);
  drawSide(next, lang);
  if (focus !== undefined) {
    const again = box.querySelector(`ol [data-go="${focus}"], .n-moves [data-go="${focus}"]:not([disabled])`);
    if (again) again.focus();
  }
  document.title = `${t("notes.title")} ${talk.step + 1}/${n} | ${talk.story.title[lang]}`;
  tick();
});
