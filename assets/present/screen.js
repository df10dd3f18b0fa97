/* What stands on the presenter's screen: date, caption, legend, source, and controls that show when the pointer
   moves. */
import { h, put } from "../core/dom.js";
import { emit, on } from "../core/events.js";
import { find, findInput, hit } from "../core/find.js";
import { painter } from "../core/painters.js";
import { state } from "../core/state.js";
import { dateWords } from "../core/words.js";
import * as maps from "../map/maps.js";
import { choose } from "./chooser.js";
import { letter } from "./presenter-keys.js";
import * as presenter from "./presenter.js";
import { giveAhead } from "./presenter.js";
import { bar, monthIndex, monthText } from "./screen-bar.js";
import { legend, legendOf } from "./screen-legend.js";
import { calm, current, shown, talk } from "./talk.js";

const HIDE_MS = 2000;
/** @typedef {import("../types").Context} Context */

/** @type {HTMLElement} */
let screen;
/** @type {ReturnType<typeof setTimeout>} */
let timer;
/* What stands there now, by where. */
/** @type {Record<string, string>} */
const kept = {};

function build() {
  const holder = document.getElementById("present-body");
  if (!holder) return null;
  screen = h(
    "section",
    { id: "presenter" },
    h(
      "div",
      { class: "p-text" },
      h("h1", { class: "p-date" }, h("span"), h("span")),
      h("p", { class: "p-caption", role: "status", "aria-live": "polite" }),
      h("p", { class: "p-clock" }),
    ),
    h("div", { class: "p-legend" }),
    h("p", { class: "p-source" }),
    h("p", { class: "p-silence silence", "data-silence": "" }),
    h("nav", { class: "p-bar" }),
    h("div", { class: "p-blank", hidden: true }),
  );
  holder.appendChild(screen);
  bind();
  return screen;
}

/* Only what differs from the last frame is written. */
/** @param {string} name @param {string} text */
function write(name, text) {
  if (kept[name] === text) return;
  kept[name] = text;
  find(screen, name).textContent = text;
}

/** @param {string} text */
function dateLines(text) {
  const words = dateWords(text).split(" ");
  return [words.slice(0, -1).join(" "), words[words.length - 1]];
}

/* The first line's width in its own size, so that the style sheet can keep a long month off the coast. */
const TRACKING_EM = 0.0172;
/** @type {Map<string, string>} */
const ems = new Map();
/** @type {CanvasRenderingContext2D | null} */
let pen = null;
/** @param {string} text */
function widthEm(text) {
  if (!ems.has(text)) {
    pen = pen || /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
    pen.font = `700 100px ${getComputedStyle(screen).fontFamily}`;
    ems.set(text, (pen.measureText(text).width / 100 - text.length * TRACKING_EM).toFixed(3));
  }
  return ems.get(text) || "";
}
/* Widths measured before the font had come are those of another font. */
document.fonts.addEventListener("loadingdone", () => {
  ems.clear();
  if (screen && kept[".p-date span"]) sizeDate(kept[".p-date span"]);
});
/** @param {string} text */
function sizeDate(text) {
  const em = widthEm(text),
    date = find(screen, ".p-date");
  if (date.style.getPropertyValue("--em") !== em) date.style.setProperty("--em", em);
}
/* Where the focus is, as a selector that finds it when the controls are drawn anew. */
/** @param {HTMLElement} box */
function focused(box) {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement) || !box.contains(at)) return "";
  return at.dataset.act ? `[data-act="${at.dataset.act}"]` : `[data-instrument="${at.dataset.instrument}"]`;
}
/* The controls keep their elements while the slider moves, so that focus and the drag stay. */
/** @param {Context} context */
function paintBar(context) {
  const { scene } = context;
  const key = [
    scene.lang,
    scene.theme,
    talk.step,
    talk.playing,
    talk.away,
    scene.instrument.join(),
    shown().id,
    calm(),
  ].join("|");
  const box = find(screen, ".p-bar");
  if (kept.bar !== key) {
    kept.bar = key;
    const again = focused(box);
    put(box, bar(context));
    if (again && box.querySelector(again)) find(box, again).focus();
  }
  const slider = findInput(box, ".p-slider");
  if (Number(slider.value) !== monthIndex(scene.date)) slider.value = String(monthIndex(scene.date));
  slider.setAttribute("aria-valuetext", dateWords(scene.date));
}

/** @type {Record<string, () => void>} */
const ACTS = {
  back: () => presenter.go(talk.step - 1),
  next: () => presenter.go(talk.step + 1),
  play: () => presenter.space(),
  lang: () => letter("n"),
  theme: () => letter("d"),
  motion: () => letter("v"),
  full: () => letter("f"),
  help: () => emit("help"),
  ask: () => presenter.leave("ask"),
  leave: () => presenter.leave("off"),
  return: () => presenter.back(),
};
function bind() {
  screen.addEventListener("click", (event) => {
    const act = hit(event, "[data-act]"),
      instrument = hit(event, "[data-instrument]");
    if (instrument) {
      away();
      toggle(instrument.dataset.instrument || "");
    } else if (act && ACTS[act.dataset.act || ""]) ACTS[act.dataset.act || ""]();
  });
  screen.addEventListener("input", (event) => {
    const slider = hit(event, ".p-slider");
    if (!(slider instanceof HTMLInputElement)) return;
    presenter.stop();
    away();
    state.preview({ date: monthText(Number(slider.value)) });
  });
  screen.addEventListener("change", (event) => {
    if (hit(event, ".p-slider")) state.settle(null);
  });
  document.addEventListener("pointermove", wake);
  document.addEventListener("focusin", (event) => {
    if (event.target instanceof Node && screen.contains(event.target)) wake();
  });
}
function away() {
  talk.away = true;
}
/** @param {string} name */
function toggle(name) {
  const { scene, engine } = state,
    all = engine.data.instruments;
  /** @type {Set<string>} */
  const on = new Set(scene.instrument.length ? scene.instrument : all);
  if (on.has(name)) on.delete(name);
  else on.add(name);
  state.commit({
    instrument: on.size === all.length || !on.size ? [] : all.filter((/** @type {string} */ n) => on.has(n)),
  });
}
/* Pointer and controls hide after two seconds of rest. */
function wake() {
  if (document.documentElement.dataset.present !== "on") return;
  document.documentElement.dataset.pointer = "on";
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (find(screen, ".p-bar").matches(":hover, :focus-within")) {
      wake();
      return;
    }
    document.documentElement.dataset.pointer = "off";
  }, HIDE_MS);
}

/* Names of seas that would stand under the text give way to it; they come back on the normal page. */
function clear() {
  const { mode } = talk,
    main = maps.main();
  if (!main) return;
  const texts =
    mode === "on" && screen
      ? [".p-date", ".p-caption", ".p-clock", ".p-legend", ".p-source", ".p-silence"].map((s) => find(screen, s))
      : [];
  const taken = (texts.length ? [...texts, ...main.map.getContainer().querySelectorAll(".r-figure")] : []).map((e) =>
    e.getBoundingClientRect(),
  );
  // Read everything before anything is written: each write would make the browser lay the page out again.
  const hits = (main.labels || []).map((/** @type {{ element: HTMLElement }} */ { element }) => {
    const r = element.getBoundingClientRect();
    return taken.some((q) => r.left < q.right && r.right > q.left && r.top < q.bottom && r.bottom > q.top);
  });
  (main.labels || []).forEach((/** @type {{ element: HTMLElement }} */ { element }, /** @type {number} */ i) => {
    const opacity = hits[i] ? "0" : "";
    if (element.style.opacity !== opacity) element.style.opacity = opacity;
  });
}
/** @type {ReturnType<typeof setTimeout>} */
let clearing;
const clearSoon = () => {
  clearTimeout(clearing);
  clearing = setTimeout(clear, 60);
};
on("based", (instance) => instance.map.on("moveend zoomend", clearSoon));
on("talk", clearSoon);

/* Date, caption, clock and what is first documented; a month on the way, or chosen by hand, has no caption of its
   own. */
/** @param {string} date */
function tell(date) {
  const { playing, due, away: aside } = talk,
    { lang } = state.scene;
  const now = current(),
    unsaid = playing || due || aside;
  const [a, b] = dateLines(date);
  write(".p-date span", a);
  write(".p-date span + span", b);
  find(screen, ".p-date").classList.toggle("is-day", date.length === 10);
  sizeDate(a);
  write(".p-caption", unsaid ? "" : now.caption[lang]);
  write(".p-clock", [now.clock[lang], unsaid ? "" : now.documented[lang]].filter(Boolean).join(". "));
}
/* On a key press only these are written, at once; whether they were. */
giveAhead((date) => {
  if (screen) tell(date);
  return Boolean(screen);
});

painter(50, "presenter", (context) => {
  if (talk.mode !== "on" || !talk.story || !(screen || build())) return;
  const { scene, t } = context,
    now = talk.story.scenes[talk.step];
  screen.setAttribute("aria-label", t("present.label"));
  tell(scene.date);
  write(".p-source", now.source[scene.lang]);
  const lines = legendOf(context);
  if (kept[".p-legend"] !== lines.key) {
    kept[".p-legend"] = lines.key;
    put(find(screen, ".p-legend"), legend(context, lines));
    clearSoon();
  }
  paintBar(context);
  const blank = find(screen, ".p-blank");
  if (blank.hidden === talk.blank) {
    blank.hidden = !talk.blank;
    blank.textContent = talk.blank ? t("present.blank") : "";
  }
  const main = maps.main();
  for (const [iso, w] of Object.entries((main && main.wheels) || {})) {
    const wheel = context.look.wheels[iso];
    w.box.classList.toggle("is-empty", Boolean(wheel) && !wheel.open);
  }
  screen.dataset.away = talk.away ? "yes" : "";
  document.title = `${now.caption[scene.lang]} | ${talk.story.title[scene.lang]}`;
});

/* The bar on the normal page while a story waits. */
painter(51, "story-waits", ({ t, scene }) => {
  let box = document.getElementById("story-waits");
  if (talk.mode !== "ask" || !talk.story) {
    if (box) box.remove();
    return;
  }
  if (!box) {
    box = h("div", { id: "story-waits", role: "status" });
    box.addEventListener("click", (event) => {
      if (hit(event, "[data-act=return]")) presenter.back();
      else if (hit(event, "[data-act=leave]")) presenter.leave("off");
    });
    document.body.appendChild(box);
  }
  const key = scene.lang + talk.step + talk.story.id;
  if (box.dataset.key === key) return;
  box.dataset.key = key;
  const k = talk.step + 1;
  put(
    box,
    h("span", {}, t("present.asking", { k }), " ", h("i", {}, talk.story.title[scene.lang])),
    h("button", { type: "button", class: "button primary", "data-act": "return" }, t("present.return", { k })),
    h("button", { type: "button", class: "button", "data-act": "leave" }, t("shell.close")),
  );
});
on("present", choose);
