// @ts-nocheck
/* Dialogs that lie over the page: one for each thing that is asked or offered. */
import { escape } from "./text.js";
import { t } from "./words.js";

let dress = () => {};

/* What every dialog gets besides its own content, when it is opened. */
export function giveDress(fn) {
  dress = fn;
}

export function dialog(id, html) {
  let box = document.getElementById(id);
  if (!box) {
    box = document.createElement("dialog");
    box.id = id;
    box.className = "sheet";
    document.body.appendChild(box);
    box.addEventListener("click", (event) => {
      if (event.target === box || event.target.closest("[data-close]")) box.close();
    });
  }
  box.innerHTML = html;
  if (!box.open) box.showModal();
  dress(box);
  return box;
}

export const head = (title) =>
  `<header><h2>${escape(title)}</h2><button type="button" class="button icon" data-close` +
  ` aria-label="${escape(t("shell.close"))}">×</button></header>`;
