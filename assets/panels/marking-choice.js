// @ts-nocheck
/* Choosing the marking: fields for the chooser of stories and for downloads, and the question before a story is shown
   where a marking is required. */
import { on } from "../core/events.js";
import * as rules from "../core/marking-rules.js";
import { giveDress } from "../core/sheet.js";
import { escape } from "../core/text.js";
import { t } from "../core/words.js";
import * as marking from "./marking.js";

let asking = null;

const option = (name, on) =>
  `<option value="${name}"${on ? " selected" : ""}>${escape(name ? "TLP:" + name : t("export.tlp.none"))}</option>`;
/* The fields; `say` tells at once that one is due. */
function field(say) {
  const now = marking.get(),
    names = ["", ...marking.labels.map(([name]) => name)];
  return (
    `<fieldset class="marking-field"><legend class="visually-hidden">${escape(t("export.marking"))}</legend>` +
    `<label>${escape(t("export.marking"))} <input type="text" data-marking="text" maxlength="` +
    `${rules.LIMIT}" autocomplete="off"` +
    ` value="${escape(now.text)}" placeholder="${escape(t("export.marking.hint"))}"></label>` +
    `<label>${escape(t("export.tlp"))} <select data-marking="tlp">` +
    `${names.map((name) => option(name, name === now.tlp)).join("")}</select></label>` +
    `<p role="alert">${say && marking.due() ? escape(t("export.fault.marking")) : ""}</p></fieldset>`
  );
}
function tell(box) {
  const said = box.querySelector(".marking-field [role=alert]"),
    words = marking.due() ? t("export.fault.marking") : "";
  if (said.textContent !== words) said.textContent = words;
}
/* What was chosen, here or in another window, in all fields there are; the one that is being written in stays. */
on("marked", (now) => {
  for (const box of document.querySelectorAll(".marking-field")) {
    for (const e of box.querySelectorAll("[data-marking]"))
      if (e !== document.activeElement) e.value = now[e.dataset.marking];
    if (!marking.due()) tell(box.parentElement);
  }
  if (asking && asking.dataset.from === "elsewhere" && !marking.due()) asking.close();
});
document.addEventListener("input", ({ target }) => {
  const box = target.closest && target.closest(".marking-field");
  if (!box) return;
  if (asking) asking.dataset.from = "here";
  const value = (name) => box.querySelector(`[data-marking="${name}"]`).value;
  marking.set(rules.read(value("text"), value("tlp"), marking.labels));
});
/* A download without its marking would be refused: the field says so before it is asked for. */
document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest && event.target.closest('a[download][href^="api/"]'),
      box = link && link.closest("dialog");
    if (!box || !box.querySelector(".marking-field") || !marking.due()) return;
    event.preventDefault();
    tell(box);
    box.querySelector(".marking-field input").focus();
  },
  true,
);

/* A dialog that offers downloads asks for the marking too, and its links carry it. */
giveDress((box) => {
  const links = box.querySelectorAll('a[download][href^="api/"]');
  if (!links.length) return;
  links[0].closest("ul, footer, p").insertAdjacentHTML("beforebegin", field());
  for (const a of links) a.setAttribute("href", marking.marked(a.getAttribute("href")));
});

function draw() {
  const dialog = document.createElement("dialog");
  dialog.id = "marking-dialog";
  dialog.dataset.from = "elsewhere";
  dialog.setAttribute("aria-label", t("present.marking"));
  dialog.innerHTML =
    `<form method="dialog"><h2>${escape(t("present.marking"))}</h2><p class="muted">` +
    `${escape(t("present.marking.why"))}</p>${field()}` +
    `<footer><button type="button" class="button" data-act="close">${escape(t("shell.close"))}</button>` +
    `<button type="submit" class="button primary">${escape(t("present.start"))}</button></footer></form>`;
  document.body.appendChild(dialog);
  return dialog;
}
/* Whether a story may be shown: where a marking is due it is asked for first. */
function ready() {
  marking.ask();
  if (!marking.due()) return Promise.resolve(true);
  const dialog = (asking = draw());
  dialog.addEventListener("submit", (event) => {
    if (!marking.due()) return;
    event.preventDefault();
    tell(dialog);
    dialog.querySelector("input").focus();
  });
  dialog.querySelector("[data-act=close]").addEventListener("click", () => dialog.close());
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => {
      asking = null;
      dialog.remove();
      done(!marking.due());
    });
  });
}
marking.giveChoice({ ready, field });
