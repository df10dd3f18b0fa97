/* The chooser of stories. */
import { emit } from "../core/events.js";
import { state } from "../core/state.js";
import { escape } from "../core/text.js";
import { t } from "../core/words.js";
import { markingField } from "../panels/marking.js";
import * as marking from "../panels/marking.js";
import * as presenter from "./presenter.js";
import { address, stories, talk } from "./talk.js";

/* ---- the chooser of stories ---- */
let chooser = null;
export async function choose(options) {
  const unknown = options && options.unknown;
  let list;
  try {
    list = await stories();
  } catch (error) {
    emit("fault", { what: "stories", error, retry: () => choose(options) });
    return;
  }
  if (!chooser) {
    chooser = document.createElement("dialog");
    chooser.id = "story-chooser";
    document.body.appendChild(chooser);
    chooser.addEventListener("click", chosen);
    chooser.addEventListener("keydown", chooseByKey);
  }
  const { lang } = state.scene,
    { faults } = talk;
  chooser.setAttribute("aria-label", t("present.title"));
  chooser.innerHTML =
    `<header><h2>${escape(t("present.title"))}</h2><button type="button" class="button"` +
    ` data-choose="close">${escape(t("shell.close"))}</button></header>` +
    markingField(true) +
    (unknown ? `<p role="alert">${escape(t("present.unknown", { name: unknown }))}</p>` : "") +
    (list.length ? `<p class="muted">${escape(t("present.choose"))}</p>` : "") +
    `<ul>${
      list
        .map(
          (s, i) =>
            `<li><div><h3>${escape(s.title[lang])}</h3><p class="muted">` +
            `${escape(t("present.scenes", { n: s.scenes.length }))}</p></div>` +
            '<button type="button" class="button primary" data-choose="start" data-story="' +
            `${escape(s.id)}"${i ? "" : " autofocus"}>${escape(t("present.start"))}</button>` +
            `<button type="button" class="button" data-choose="notes" data-story="${escape(s.id)}">` +
            `${escape(t("present.notes"))}</button></li>`,
        )
        .join("") || `<li>${escape(t("present.none"))}</li>`
    }</ul>` +
    (faults.length
      ? `<div role="alert" class="faults"><p>${escape(t("present.faults"))}</p><ul>` +
        `${faults.map((f) => `<li>${escape(f)}</li>`).join("")}</ul></div>`
      : "") +
    `<footer><button type="button" class="button" data-choose="make">${escape(t("present.make"))}</button></footer>`;
  if (!chooser.open) chooser.showModal();
}
/* A clicker or an arrow starts the first story (or the one in focus), a number any other. */
function chooseByKey(event) {
  if (event.target.closest(".marking-field")) return;
  const starts = [...chooser.querySelectorAll('[data-choose="start"]')],
    focused = starts.find((b) => b === document.activeElement);
  const number = /^[1-9]$/.test(event.key) ? starts[Number(event.key) - 1] : null;
  const found = number || (["ArrowRight", "ArrowDown", "PageDown"].includes(event.key) ? focused || starts[0] : null);
  if (!found) return;
  event.preventDefault();
  event.stopPropagation();
  found.click();
}
function chosen(event) {
  const b = event.target.closest("[data-choose]");
  if (!b) {
    if (event.target === chooser) chooser.close();
    return;
  }
  chooser.close();
  const { choose: what, story } = b.dataset;
  if (what === "start") presenter.enter(story, 0, "on");
  else if (what === "notes")
    window.open(
      marking.marked(address("present") + `?story=${encodeURIComponent(story)}&notes=1&lang=${state.scene.lang}`),
      "atlas-notes",
      "width=1100,height=760",
    );
  else if (what === "make") emit("build-story");
}
