// @ts-nocheck
/* The second screen: what to say, what comes next, the time, and every scene at hand. It follows the presenter's
   window. */
import { painter } from "../core/painters.js";
import { escape } from "../core/text.js";
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
  box = document.createElement("section");
  box.id = "notes";
  box.innerHTML = '<header class="n-head"></header><div class="n-now"></div><aside class="n-side"></aside>';
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
/* The rows that a caption rests on, in words that Python told from the tables. */
function rests(scene, lang) {
  if (!scene.rests.length) return "";
  const lines = scene.rests.map((row) => `<li>${symbols.dot(row.status, "var(--ink)", 5.5)} ${escape(row[lang])}</li>`);
  return `<h3>${escape(t("notes.rests"))}</h3><ul class="n-rests">${lines.join("")}</ul>`;
}

const documented = (scene, lang) =>
  scene.documented[lang] ? `<p class="n-notes">${escape(scene.documented[lang])}.</p>` : "";

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
  box.querySelector(".n-head").innerHTML =
    `<div><p class="muted">${escape(talk.story.title[lang])}</p><h1>` +
    `${escape(t("present.step", { k: talk.step + 1, n }))}</h1></div>` +
    `<dl><div><dt>${escape(t("notes.time"))}</dt><dd class="n-clock num"></dd></div><div><dt>` +
    `${escape(t("notes.since"))}</dt><dd><span class="n-since num"></span> <button type="button"` +
    ` class="link" data-reset>${escape(t("notes.reset"))}</button></dd></div></dl>` +
    `<div class="n-moves"><button type="button" class="button" data-go="${talk.step - 1}"` +
    `${talk.step ? "" : " disabled"}>‹ ${escape(t("present.back"))}</button><button type="button"` +
    ` class="button primary" data-go="${talk.step + 1}"${next ? "" : " disabled"}>` +
    `${escape(t("present.next"))} ›</button><button type="button" class="button" data-blank` +
    ` aria-pressed="${talk.blank}">${escape(t("notes.blank"))}</button></div>`;
  box.querySelector(".n-now").innerHTML =
    `<h2>${escape(when(now.scene))}</h2><p class="n-caption">${escape(now.caption[lang])}</p>` +
    `<p class="n-notes">${escape(now.notes[lang] || t("notes.none"))}</p>` +
    documented(now, lang) +
    rests(now, lang) +
    `<p class="muted n-source">${escape(now.clock[lang])}. ${escape(now.source[lang])}</p>`;
  box.querySelector(".n-side").innerHTML =
    `<h3>${escape(t("notes.next"))}</h3>` +
    (next
      ? `<div class="n-next"><b>${escape(when(next.scene))}</b><p>${escape(next.caption[lang])}</p></div>`
      : `<p class="muted">${escape(t("notes.end"))}</p>`) +
    `<h3>${escape(t("notes.jump"))}</h3><ol>` +
    talk.story.scenes
      .map(
        (s, i) =>
          `<li><button type="button" data-go="${i}"${i === talk.step ? ' aria-current="step"' : ""}><span` +
          ` class="num">${i + 1}</span><span><b>${escape(when(s.scene))}</b> ${escape(s.caption[lang])}` +
          "</span></button></li>",
      )
      .join("") +
    "</ol>";
  if (focus !== undefined) {
    const again = box.querySelector(`ol [data-go="${focus}"], .n-moves [data-go="${focus}"]:not([disabled])`);
    if (again) again.focus();
  }
  document.title = `${t("notes.title")} ${talk.step + 1}/${n} | ${talk.story.title[lang]}`;
  tick();
});
