// @ts-nocheck
/* What stands on the presenter's screen: date, caption, legend, source, and controls that show when the pointer
   moves. */
import { h, put } from "../core/dom.js";
import { emit, on } from "../core/events.js";
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
import { calm, talk } from "./talk.js";

const HIDE_MS = 2000;
let screen = null,
  timer = 0;
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
function write(name, text) {
  if (kept[name] === text) return;
  kept[name] = text;
  screen.querySelector(name).textContent = text;
}

function dateLines(text) {
  const words = dateWords(text).split(" ");
  return [words.slice(0, -1).join(" "), words[words.length - 1]];
}

/* The first line's width in its own size, so that the style sheet can keep a long month off the coast. */
const TRACKING_EM = 0.0172;
const ems = new Map();
let pen = null;
function widthEm(text) {
  if (!ems.has(text)) {
    pen = pen || document.createElement("canvas").getContext("2d");
    pen.font = `700 100px ${getComputedStyle(screen).fontFamily}`;
    ems.set(text, (pen.measureText(text).width / 100 - text.length * TRACKING_EM).toFixed(3));
  }
  return ems.get(text);
}
/* Widths measured before the font had come are those of another font. */
document.fonts.addEventListener("loadingdone", () => {
  ems.clear();
  if (screen && kept[".p-date span"]) sizeDate(kept[".p-date span"]);
});
function sizeDate(text) {
  const em = widthEm(text),
    date = screen.querySelector(".p-date");
  if (date.style.getPropertyValue("--em") !== em) date.style.setProperty("--em", em);
}
/* The controls keep their elements while the slider moves, so that focus and the drag stay. */
function paintBar(context) {
  const { scene } = context;
  const key = [
    scene.lang,
    scene.theme,
    talk.step,
    talk.playing,
    talk.away,
    scene.instrument.join(),
    talk.story.id,
    calm(),
  ].join("|");
  const box = screen.querySelector(".p-bar");
  if (kept.bar !== key) {
    kept.bar = key;
    const at = document.activeElement && box.contains(document.activeElement) ? document.activeElement : null;
    const again =
      at && (at.dataset.act ? `[data-act="${at.dataset.act}"]` : `[data-instrument="${at.dataset.instrument}"]`);
    put(box, bar(context));
    if (again && box.querySelector(again)) box.querySelector(again).focus();
  }
  const slider = box.querySelector(".p-slider");
  if (Number(slider.value) !== monthIndex(scene.date)) slider.value = monthIndex(scene.date);
  slider.setAttribute("aria-valuetext", dateWords(scene.date));
}

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
    const act = event.target.closest("[data-act]"),
      instrument = event.target.closest("[data-instrument]");
    if (instrument) {
      away();
      toggle(instrument.dataset.instrument);
    } else if (act && ACTS[act.dataset.act]) ACTS[act.dataset.act]();
  });
  screen.addEventListener("input", (event) => {
    if (!event.target.matches(".p-slider")) return;
    presenter.stop();
    away();
    state.preview({ date: monthText(Number(event.target.value)) });
  });
  screen.addEventListener("change", (event) => {
    if (event.target.matches(".p-slider")) state.settle(null);
  });
  document.addEventListener("pointermove", wake);
  document.addEventListener("focusin", (event) => {
    if (screen.contains(event.target)) wake();
  });
}
function away() {
  talk.away = true;
}
function toggle(name) {
  const { scene, engine } = state,
    all = engine.data.instruments;
  const on = new Set(scene.instrument.length ? scene.instrument : all);
  if (on.has(name)) on.delete(name);
  else on.add(name);
  state.commit({ instrument: on.size === all.length || !on.size ? [] : all.filter((n) => on.has(n)) });
}
/* Pointer and controls hide after two seconds of rest. */
function wake() {
  if (document.documentElement.dataset.present !== "on") return;
  document.documentElement.dataset.pointer = "on";
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (screen.querySelector(".p-bar").matches(":hover, :focus-within")) {
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
      ? [".p-date", ".p-caption", ".p-clock", ".p-legend", ".p-source", ".p-silence"].map((s) =>
          screen.querySelector(s),
        )
      : [];
  const taken = (texts.length ? [...texts, ...main.map.getContainer().querySelectorAll(".r-figure")] : []).map((e) =>
    e.getBoundingClientRect(),
  );
  // Read everything before anything is written: each write would make the browser lay the page out again.
  const hits = (main.labels || []).map(({ element }) => {
    const r = element.getBoundingClientRect();
    return taken.some((q) => r.left < q.right && r.right > q.left && r.top < q.bottom && r.bottom > q.top);
  });
  (main.labels || []).forEach(({ element }, i) => {
    const opacity = hits[i] ? "0" : "";
    if (element.style.opacity !== opacity) element.style.opacity = opacity;
  });
}
let clearing = 0;
const clearSoon = () => {
  clearTimeout(clearing);
  clearing = setTimeout(clear, 60);
};
on("based", (instance) => instance.map.on("moveend zoomend", clearSoon));
on("talk", clearSoon);

/* Date, caption, clock and what is first documented; a month on the way, or chosen by hand, has no caption of its
   own. */
function tell(date) {
  const { playing, due, away: aside, story, step } = talk,
    { lang } = state.scene;
  const now = story.scenes[step],
    unsaid = playing || due || aside;
  const [a, b] = dateLines(date);
  write(".p-date span", a);
  write(".p-date span + span", b);
  screen.querySelector(".p-date").classList.toggle("is-day", date.length === 10);
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
    put(screen.querySelector(".p-legend"), legend(context, lines));
    clearSoon();
  }
  paintBar(context);
  const blank = screen.querySelector(".p-blank");
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
      if (event.target.closest("[data-act=return]")) presenter.back();
      else if (event.target.closest("[data-act=leave]")) presenter.leave("off");
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
