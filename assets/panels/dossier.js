// @ts-nocheck
/* The dossier: what is selected, in sections. Each section is a string; only sections whose string changed are put
   into the page, so that a step of the slider touches little and the focus stays where it was. */
import { fetchJson } from "../core/ask.js";
import { emit, on } from "../core/events.js";
import { painter } from "../core/painters.js";
import { room } from "../core/room.js";
import { rootData, whenThere } from "../core/root.js";
import { repaint, state } from "../core/state.js";
import { escape } from "../core/text.js";
import { dateWords } from "../core/words.js";
import * as pieces from "./dossier-parts.js";
import * as reader from "./dossier-reader.js";

let holder = null,
  shown = [],
  cached = new Map();

function sections(context) {
  const refs = context.scene.selection;
  if (!refs.length) return [["empty", `<p class="d-empty">${escape(context.t("dossier.empty"))}</p>`]];
  if (refs.length > 1) return many(context, refs);
  const [kind, id] = split(refs[0]);
  const seen = reader.viewOf(kind),
    made = seen ? seen(context, id) : null;
  return made || absent(context, kind, id);
}

/* A thing that the atlas does not have, or that was not public yet on the day of knowledge: its name is not told. */
function absent({ engine, scene, t }, kind, id) {
  const later =
    scene.known &&
    (kind === "paragraph"
      ? pieces.isLater(engine, "document", engine.raw.letter.id)
      : pieces.isLater(engine, kind, id));
  if (!later)
    return [
      ["head", pieces.head({ kicker: "", name: t("dossier.gone") })],
      ["gone", `<p>${escape(t("dossier.gone.text", { id: `${kind}:${id}` }))}</p>`],
    ];
  const x = dateWords(scene.known),
    patch = escape(JSON.stringify({ known: "" }));
  const off =
    `<button type="button" class="button" data-commit="${patch}" data-key="known-off">` +
    `${escape(t("dossier.hidden.off"))}</button>`;
  return [
    ["head", pieces.head({ kicker: "", name: t("dossier.hidden", { x }) })],
    ["gone", `<p>${escape(t("dossier.hidden.text"))}</p><p>${off}</p>`],
  ];
}

const split = (ref) => {
  const i = ref.indexOf(":");
  return [ref.slice(0, i), ref.slice(i + 1)];
};

function many(context, refs) {
  const rows = refs.map(
    (ref) =>
      `<li><button type="button" class="d-link" data-select="${escape(ref)}" data-key="many:` +
      `${escape(ref)}">${escape(pieces.nameOf(context, ref))}</button></li>`,
  );
  return [
    ["head", pieces.head({ kicker: context.t("dossier.chosen"), name: String(refs.length) })],
    ["many", `<ul class="d-plain">${rows.join("")}</ul>`],
  ];
}

/* Keep the keyboard's place when a section is redrawn: the same data-key takes the focus again. */
function put(box, html) {
  const active = document.activeElement;
  const key = active && box.contains(active) ? active.dataset.key : null;
  box.innerHTML = html;
  if (key) {
    const again = box.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (again) again.focus({ preventScroll: true });
  }
}

function paint(context) {
  if (!holder || !holder.isConnected) return;
  const refs = context.scene.selection.join();
  reader.giveWidth(room(holder, reader.width));
  const made = sections(context);
  const keys = made.map(([key]) => key);
  if (holder.dataset.refs !== refs || keys.join() !== shown.join()) {
    if (holder.dataset.refs !== refs) {
      holder.parentNode.scrollTop = 0;
      if (reader.cite) {
        reader.openCite(null);
        refresh();
      }
    }
    holder.dataset.refs = refs;
    shown = keys;
    cached = new Map();
    const active = document.activeElement,
      key = active && holder.contains(active) ? active.dataset.key : null;
    holder.innerHTML = keys.map((k) => `<section class="d-section ds-${k}" data-section="${k}"></section>`).join("");
    holder.dataset.want = key || "";
  }
  for (const [key, html] of made) {
    if (cached.get(key) === html) continue;
    cached.set(key, html);
    put(holder.querySelector(`[data-section="${key}"]`), html);
  }
  if (holder.dataset.want) {
    const again = holder.querySelector(`[data-key="${CSS.escape(holder.dataset.want)}"]`);
    if (again) again.focus({ preventScroll: true });
    holder.dataset.want = "";
  }
}
painter(40, "dossier", paint);

function refresh() {
  reader.renew();
  repaint();
}

function fold(key, isOpen) {
  reader.unfold(key, isOpen);
  refresh();
}

/* A citation opens under its button; the paragraph is asked for only where the server was given the letter. */
async function openCitation(key, section, paragraph) {
  if (reader.cite && reader.cite.key === key) {
    reader.openCite(null);
    refresh();
    return;
  }
  reader.openCite({ key, section, paragraph, text: null, altered: false, fault: "" });
  refresh();
  sight();
  if (!section || !paragraph || location.protocol === "file:") return;
  try {
    if (reader.letter === null) reader.giveLetter((await fetchJson("api/paragraph")).letter);
    if (!reader.letter) {
      refresh();
      return;
    }
    const answer = await fetchJson(
      `api/paragraph?section=${encodeURIComponent(section)}&paragraph=${encodeURIComponent(paragraph)}`,
    );
    if (reader.cite && reader.cite.key === key)
      Object.assign(reader.cite, { text: answer.text, altered: answer.altered === true });
  } catch (error) {
    if (reader.cite && reader.cite.key === key) reader.cite.fault = String(error.message || error);
  }
  refresh();
  sight();
}
/* What was opened is read whole: not half under the foot of the dossier. */
function sight() {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const said = holder.querySelector(".d-cited");
      if (said) said.scrollIntoView({ block: "nearest" });
    }),
  );
}

function onClick(event) {
  const at = (selector) => event.target.closest(selector);

  let hit;
  if (at("[data-close]")) {
    emit("deselect");
    return;
  }
  if (at("[data-narrow]")) {
    rootData("sheet", document.documentElement.dataset.sheet === "low" ? "full" : "low");
    holder.parentNode.scrollTop = 0;
    refresh();
    return;
  }
  if ((hit = at("[data-cite]"))) {
    openCitation(hit.dataset.cite, hit.dataset.section || "", hit.dataset.paragraph || "");
    return;
  }
  if ((hit = at("[data-fold]"))) {
    fold(hit.dataset.fold, hit.getAttribute("aria-expanded") === "true");
    return;
  }
  if ((hit = at("[data-select]"))) {
    const now = state.scene.selection;
    if (hit.dataset.back !== undefined) reader.trail.pop();
    else if (now.length === 1)
      reader.giveTrail([...reader.trail.filter((r) => r !== hit.dataset.select), now[0]].slice(-12));
    emit("select", { ref: hit.dataset.select });
    requestAnimationFrame(() => {
      const close = holder.querySelector("[data-close]");
      if (close && !holder.contains(document.activeElement)) close.focus({ preventScroll: true });
    });
    return;
  }
  if ((hit = at("[data-date]"))) {
    state.commit({ date: hit.dataset.date });
    return;
  }
  if ((hit = at("[data-commit]"))) {
    state.commit(JSON.parse(hit.dataset.commit));
  }
}

function lit(event, on) {
  const row = event.target.closest && event.target.closest("[data-lit]");
  if (!row) return;
  if (!on) {
    emit("highlight", null);
    return;
  }
  const [country, instrument] = row.dataset.lit.split("|");
  emit("highlight", { country, instrument });
}

whenThere("#dossier-body", (box) => {
  holder = box;
  box.addEventListener("click", onClick);
  box.addEventListener("pointerover", (e) => lit(e, true));
  box.addEventListener("pointerout", (e) => lit(e, false));
  box.addEventListener("focusin", (e) => lit(e, true));
  box.addEventListener("focusout", (e) => lit(e, false));
  repaint();
});

/* Esc closes what is on top first: an open citation goes before the dossier, which the keys of the page close. */
window.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !reader.cite || !holder || !holder.contains(event.target))
      return;
    event.preventDefault();
    event.stopPropagation();
    const { key } = reader.cite;
    reader.openCite(null);
    refresh();
    requestAnimationFrame(() => {
      const b = holder.querySelector(`[data-cite="${CSS.escape(key)}"]`);
      if (b) b.focus();
    });
  },
  true,
);
on("deselect", () => {
  reader.giveTrail([]);
  reader.openCite(null);
  reader.renew();
});

/* While nothing is chosen the map has the room, and one line on it says how to choose. */
painter(41, "dossier-hint", ({ scene, t }) => {
  const panel = document.getElementById("panel-map");
  if (!panel) return;
  let hint = document.getElementById("dossier-hint");
  if (!hint) {
    hint = document.createElement("p");
    hint.id = "dossier-hint";
    hint.className = "d-hint";
    panel.appendChild(hint);
  }
  hint.hidden = scene.selection.length > 0 || scene.tab !== "map";
  const words = t("dossier.empty");
  if (hint.textContent !== words) hint.textContent = words;
});
