/* Dialogs that lie over the page: one for each thing that is asked or offered. */
import { hit } from "./find.js";
import { escape } from "./text.js";
import { t } from "./words.js";

/** @type {(box: HTMLDialogElement) => void} */
let dress = () => {};

/** What every dialog gets besides its own content, when it is opened. @param {(box: HTMLDialogElement) => void} fn */
export function giveDress(fn) {
  dress = fn;
}

/** A dialog with markup in it, whose words were escaped where it was made. @param {string} id @param {string} html */
export function dialog(id, html) {
  const kept = /** @type {HTMLDialogElement | null} */ (document.getElementById(id)),
    box = kept || document.createElement("dialog");
  if (!kept) {
    box.id = id;
    box.className = "sheet";
    document.body.appendChild(box);
    box.addEventListener("click", (event) => {
      if (event.target === box || hit(event, "[data-close]")) box.close();
    });
  }
  box.innerHTML = html;
  if (!box.open) box.showModal();
  dress(box);
  return box;
}

/** @param {string} title */
export const head = (title) =>
  `<header><h2>${escape(title)}</h2><button type="button" class="button icon" data-close` +
  ` aria-label="${escape(t("shell.close"))}">×</button></header>`;
