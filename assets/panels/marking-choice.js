/* Choosing the marking: fields for the chooser of stories and for downloads, and the question before a story is shown
   where a marking is required. */
import { h } from "../core/dom.js";
import { on } from "../core/events.js";
import { find, findAll, findInput, hit } from "../core/find.js";
import * as rules from "../core/marking-rules.js";
import { giveDress } from "../core/sheet.js";
import { t } from "../core/words.js";
import * as marking from "./marking.js";

/** @type {HTMLDialogElement | null} */
let asking = null;

/** @param {string} name @param {boolean} on */
const option = (name, on) => h("option", { value: name, selected: on }, name ? "TLP:" + name : t("export.tlp.none"));
/* The fields; `say` tells at once that one is due. */
/** @param {boolean} say */
function field(say) {
  const now = marking.get(),
    names = ["", ...marking.labels.map(([name]) => name)];
  const text = h("input", {
    type: "text",
    "data-marking": "text",
    maxlength: rules.LIMIT,
    autocomplete: "off",
    value: now.text,
    placeholder: t("export.marking.hint"),
  });
  const label = h(
    "select",
    { "data-marking": "tlp" },
    names.map((name) => option(name, name === now.tlp)),
  );
  return h(
    "fieldset",
    { class: "marking-field" },
    h("legend", { class: "visually-hidden" }, t("export.marking")),
    h("label", {}, t("export.marking"), " ", text),
    h("label", {}, t("export.tlp"), " ", label),
    h("p", { role: "alert" }, say && marking.due() ? t("export.fault.marking") : null),
  );
}
/** @param {ParentNode} box */
function tell(box) {
  const said = find(box, ".marking-field [role=alert]"),
    words = marking.due() ? t("export.fault.marking") : "";
  if (said.textContent !== words) said.textContent = words;
}
/* What was chosen, here or in another window, in all fields there are; the one that is being written in stays. */
on("marked", (now) => {
  for (const box of findAll(document, ".marking-field")) {
    for (const name of ["text", "tlp"]) {
      const e = findInput(box, `[data-marking="${name}"]`);
      if (e !== document.activeElement) e.value = now[name];
    }
    if (!marking.due() && box.parentElement) tell(box.parentElement);
  }
  if (asking && asking.dataset.from === "elsewhere" && !marking.due()) asking.close();
});
document.addEventListener("input", (event) => {
  const box = hit(event, ".marking-field");
  if (!box) return;
  if (asking) asking.dataset.from = "here";
  const value = (/** @type {string} */ name) => findInput(box, `[data-marking="${name}"]`).value;
  marking.set(rules.read(value("text"), value("tlp"), marking.labels));
});
/* A download without its marking would be refused: the field says so before it is asked for. */
document.addEventListener(
  "click",
  (event) => {
    const link = hit(event, 'a[download][href^="api/"]'),
      box = link && link.closest("dialog");
    if (!box || !box.querySelector(".marking-field") || !marking.due()) return;
    event.preventDefault();
    tell(box);
    findInput(box, ".marking-field input").focus();
  },
  true,
);

/* A dialog that offers downloads asks for the marking too, and its links carry it. */
giveDress((/** @type {HTMLElement} */ box) => {
  const links = findAll(box, 'a[download][href^="api/"]'),
    list = links.length ? links[0].closest("ul, footer, p") : null;
  if (!list) return;
  list.before(field(false));
  for (const a of links) a.setAttribute("href", marking.marked(a.getAttribute("href") || ""));
});

function draw() {
  const dialog = h(
    "dialog",
    { id: "marking-dialog", "data-from": "elsewhere", "aria-label": t("present.marking") },
    h(
      "form",
      { method: "dialog" },
      h("h2", {}, t("present.marking")),
      h("p", { class: "muted" }, t("present.marking.why")),
      field(false),
      h(
        "footer",
        {},
        h("button", { type: "button", class: "button", "data-act": "close" }, t("shell.close")),
        h("button", { type: "submit", class: "button primary" }, t("present.start")),
      ),
    ),
  );
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
    findInput(dialog, "input").focus();
  });
  find(dialog, "[data-act=close]").addEventListener("click", () => dialog.close());
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
