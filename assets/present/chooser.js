/* The chooser of stories. */
import { h, put } from "../core/dom.js";
import { emit } from "../core/events.js";
import { hit } from "../core/find.js";
import { state } from "../core/state.js";
import { t } from "../core/words.js";
import { markingField } from "../panels/marking.js";
import * as marking from "../panels/marking.js";
import * as presenter from "./presenter.js";
import { address, stories, talk } from "./talk.js";

/** @typedef {import("../contract").Story} Story */

/** @param {string} choose @param {string} words @param {Record<string, any>} [more] */
const button = (choose, words, more) =>
  h("button", { type: "button", class: "button", "data-choose": choose, ...more }, words);
/** @param {Story} story @param {"en" | "nl"} lang @param {boolean} leads */
const line = (story, lang, leads) =>
  h(
    "li",
    {},
    h(
      "div",
      {},
      h("h3", {}, story.title[lang]),
      h("p", { class: "muted" }, t("present.scenes", { n: story.scenes.length })),
    ),
    button("start", t("present.start"), { class: "button primary", "data-story": story.id, autofocus: leads }),
    button("notes", t("present.notes"), { "data-story": story.id }),
  );
/** @param {string[]} faults */
const told = (faults) =>
  h(
    "div",
    { role: "alert", class: "faults" },
    h("p", {}, t("present.faults")),
    h(
      "ul",
      {},
      faults.map((fault) => h("li", {}, fault)),
    ),
  );

/** @type {HTMLDialogElement | null} */
let chooser = null;
/** @param {{ unknown?: string }} [options] */
export async function choose(options) {
  const unknown = options && options.unknown;
  /** @type {Story[]} */
  let list;
  try {
    list = await stories();
  } catch (error) {
    emit("fault", { what: "stories", error, retry: () => choose(options) });
    return;
  }
  if (!chooser) {
    chooser = h("dialog", { id: "story-chooser" });
    document.body.appendChild(chooser);
    chooser.addEventListener("click", chosen);
    chooser.addEventListener("keydown", chooseByKey);
  }
  const { lang } = state.scene,
    { faults } = talk;
  chooser.setAttribute("aria-label", t("present.title"));
  put(
    chooser,
    h("header", {}, h("h2", {}, t("present.title")), button("close", t("shell.close"))),
    markingField(true),
    unknown && h("p", { role: "alert" }, t("present.unknown", { name: unknown })),
    list.length ? h("p", { class: "muted" }, t("present.choose")) : null,
    h("ul", {}, list.length ? list.map((story, i) => line(story, lang, !i)) : h("li", {}, t("present.none"))),
    faults.length ? told(faults) : null,
    h("footer", {}, button("make", t("present.make"))),
  );
  if (!chooser.open) chooser.showModal();
}
/* A clicker or an arrow starts the first story (or the one in focus), a number any other. */
/** @param {KeyboardEvent} event */
function chooseByKey(event) {
  if (!chooser || hit(event, ".marking-field")) return;
  const starts = /** @type {HTMLButtonElement[]} */ ([...chooser.querySelectorAll('[data-choose="start"]')]),
    focused = starts.find((b) => b === document.activeElement);
  const number = /^[1-9]$/.test(event.key) ? starts[Number(event.key) - 1] : null;
  const found = number || (["ArrowRight", "ArrowDown", "PageDown"].includes(event.key) ? focused || starts[0] : null);
  if (!found) return;
  event.preventDefault();
  event.stopPropagation();
  found.click();
}
/** @param {Event} event */
function chosen(event) {
  const b = hit(event, "[data-choose]");
  if (!chooser) return;
  if (!b) {
    if (event.target === chooser) chooser.close();
    return;
  }
  chooser.close();
  const { choose: what, story } = b.dataset;
  if (what === "start") presenter.enter(story || "", 0, "on");
  else if (what === "notes")
    window.open(
      marking.marked(address("present") + `?story=${encodeURIComponent(story || "")}&notes=1&lang=${state.scene.lang}`),
      "atlas-notes",
      "width=1100,height=760",
    );
  else if (what === "make") emit("build-story");
}
