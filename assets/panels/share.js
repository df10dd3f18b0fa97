/* What stands above the results: the filter in words, the map in words, and the dialog that shares a view.
   All three are worked out by the server after a change is settled, never while the slider moves. */
import { fetchJson } from "../core/ask.js";
import { days } from "../core/days.js";
import { h, put } from "../core/dom.js";
import { on } from "../core/events.js";
import { bar } from "../core/faults.js";
import { byId, find, hit } from "../core/find.js";
import { markup } from "../core/markup.js";
import { painter } from "../core/painters.js";
import * as sheet from "../core/sheet.js";
import { state } from "../core/state.js";
import { escape } from "../core/text.js";
import { dateWords, t } from "../core/words.js";

const DELAY_MS = 120;
const LOOKS = ["view", "theme", "selection", "compare", "by", "fill", "lang"];
const SIDES = ["tab", "date2", "known2"];
const served = () => location.protocol !== "file:";
/** @typedef {import("../types").Scene} Scene */
/** @typedef {import("../contract").SentenceAnswer} Sentence */

let asked = "",
  alone = false,
  twinAsked = "",
  drawn = "";
/** @type {Sentence | null} */
let said = null;
/** @type {ReturnType<typeof setTimeout>} */
let waiting;

/* The query without what changes no words, so that moving the map asks nothing. */
/** @param {Scene} scene @param {string[]} without */
function question(scene, without) {
  /** @type {Record<string, any>} */
  const plain = state.engine.data.scene,
    patch = /** @type {Record<string, any>} */ ({});
  for (const key of without) patch[key] = plain[key];
  return state.toQuery({ ...scene, ...patch });
}

function frame() {
  const box = document.getElementById("sentence");
  if (!box || box.firstChild) return box;
  put(
    box,
    h("p", { class: "said" }),
    h("span", { id: "clock-chips" }),
    h("button", {
      type: "button",
      class: "link",
      id: "twin-button",
      "aria-expanded": "false",
      "aria-controls": "twin",
    }),
    h("section", { id: "twin", hidden: true }),
  );
  return box;
}
/** @param {Scene} scene */
function draw(scene) {
  const box = frame(),
    text = said ? said.sentence[scene.lang] : alone ? dateWords(scene.date) : "";
  if (!box) return;
  const key = text + scene.lang;
  if (key === drawn) return;
  drawn = key;
  find(box, ".said").textContent = text;
  find(box, "#twin-button").textContent = t("twin.open");
  find(box, "#twin").setAttribute("aria-label", t("twin.title"));
  if (said || alone) document.title = said ? said.title[scene.lang] : t("atlas.short");
}

async function ask() {
  const { scene } = state,
    query = question(scene, [...LOOKS, "layers", ...(scene.tab === "compare" ? [] : SIDES)]);
  if (query !== asked) {
    asked = query;
    try {
      const answer = await fetchJson("api/sentence?" + query);
      if (asked === query) {
        said = answer;
        alone = false;
      }
    } catch {
      // The last sentence would speak of another date: without the server only the date is told.
      asked = "";
      said = null;
      alone = true;
    }
  }
  const box = document.getElementById("sentence");
  if (box) delete box.dataset.stale;
  draw(state.scene);
  if (open()) twin();
}
function soon() {
  if (!served()) return;
  clearTimeout(waiting);
  waiting = setTimeout(ask, DELAY_MS);
}
on("ready", soon);
on("committed", soon);
on("back", soon);
painter(43, "sentence", ({ scene, before }) => {
  if (!served()) return;
  draw(scene);
  const box = document.getElementById("sentence");
  if (box && before && before.date !== scene.date) box.dataset.stale = "yes";
});
window.addEventListener("popstate", () => setTimeout(soon, DELAY_MS));

/* What a link could not carry: each part as it stood in the link, why, and on demand what could stand there. */
on("dropped", (parts) => {
  if (!parts || !parts.length) return;
  const [first, last] = state.engine.data.window.map((/** @type {number} */ day) => dateWords(days.toIso(day)));
  const rows = parts.map(
    (/** @type {import("../contract").DroppedPart} */ { key, value, kind, valid }) =>
      `<li><code>${escape(key)}${value ? "=" + escape(value) : ""}</code> ` +
      escape(t("drop." + kind, { first, last })) +
      (valid.length > 1
        ? `<details><summary>${escape(t("drop.valid"))}</summary><p>${escape(valid.join(", "))}</p>` + "</details>"
        : "") +
      "</li>",
  );
  const said = parts.length === 1 ? t("drop.title.one") : t("drop.title", { n: parts.length });
  bar(
    "dropped",
    `<div class="dropped"><b>${escape(said)}</b><ul tabindex="0" aria-label="${escape(said)}">` +
      `${rows.join("")}</ul></div>`,
    [[t("shell.close"), () => {}]],
  );
});

/* The map in words: a disclosure under the sentence. */
const open = () => {
  const button = document.getElementById("twin-button");
  return button !== null && button.getAttribute("aria-expanded") === "true";
};
async function twin() {
  const box = byId("twin"),
    query = question(state.scene, [
      ...LOOKS.filter((key) => key !== "lang" && key !== "fill"),
      ...(state.scene.tab === "compare" ? [] : SIDES),
    ]);
  if (query === twinAsked) return;
  twinAsked = query;
  if (!box.firstChild) box.textContent = t("twin.loading");
  try {
    const answer = await fetch("api/twin?" + query);
    if (!answer.ok) throw new Error(String(answer.status));
    const html = await answer.text();
    if (twinAsked === query) put(box, twinHead(), markup(html));
  } catch {
    twinAsked = "";
    box.textContent = t("twin.fault");
  }
}
const twinHead = () =>
  h(
    "header",
    {},
    h("h2", {}, t("twin.title")),
    h("button", { type: "button", class: "button icon", id: "twin-close", "aria-label": t("shell.close") }, "×"),
  );
/** @param {boolean} show */
function disclose(show) {
  const button = byId("twin-button"),
    box = byId("twin");
  button.setAttribute("aria-expanded", String(show));
  box.hidden = !show;
  if (show) twin();
  else button.focus();
}

/* Share: link, command, Python; each with a button that copies it. */
/** @param {string} id @param {string} title @param {string} [note] */
const block = (id, title, note) =>
  `<section><h3>${escape(t(title))}</h3>${note ? `<p class="muted">${escape(t(note))}</p>` : ""}` +
  `<div class="copy"><pre id="share-${id}" tabindex="0" aria-label="${escape(t(title))}"></pre>` +
  `<button type="button" class="button" data-copy="share-${id}">${escape(t("share.copy"))}</button>` +
  "</div></section>";
async function share() {
  const query = state.toQuery(state.scene),
    box = sheet.dialog(
      "share-dialog",
      sheet.head(t("share.title")) +
        block("link", "share.link", "share.link.note") +
        block("command", "share.command") +
        block("python", "share.python") +
        '<p role="status" class="muted" id="share-said"></p>',
    );
  const fill = (/** @type {string} */ id, /** @type {string} */ text) => {
    find(box, "#share-" + id).textContent = text;
  };
  fill("link", location.origin + location.pathname + "?" + query);
  try {
    const answer = await fetchJson("api/share?" + query);
    fill("command", answer.command);
    fill("python", answer.python);
    box.dataset.state = "ready";
  } catch {
    find(box, "#share-said").textContent = t("share.fault");
  }
}
/** @param {HTMLElement} button */
async function copy(button) {
  const pre = byId(button.dataset.copy || ""),
    report = byId("share-said");
  try {
    await navigator.clipboard.writeText(pre.textContent || "");
    report.textContent = t("share.copied");
  } catch {
    // A page that is not served securely may not write the clipboard: the text is selected for Ctrl+C.
    const range = document.createRange();
    range.selectNodeContents(pre);
    const selection = /** @type {Selection} */ (getSelection());
    selection.removeAllRanges();
    selection.addRange(range);
    report.textContent = t("share.refused");
  }
}
on("share", share);

document.addEventListener("click", (event) => {
  const at = (/** @type {string} */ selector) => hit(event, selector);
  let button;
  if (at("#twin-button")) disclose(!open());
  else if (at("#twin-close")) disclose(false);
  else if ((button = at("[data-copy]"))) copy(button);
});
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Escape" && open() && hit(event, "#sentence")) {
      event.stopPropagation();
      disclose(false);
    }
  },
  true,
);
