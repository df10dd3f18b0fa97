/* The controls of the presenter's screen. */
import { days } from "../core/days.js";
import { h, s } from "../core/dom.js";
import { markup } from "../core/markup.js";
import { dateWords } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import { calm, served, shown, talk } from "./talk.js";

/** @typedef {import("../types").Context} Context */

const full = () =>
  s(
    "svg",
    { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" },
    s("path", {
      d: "M1,5V1H5M11,1H15V5M15,11V15H11M5,15H1V11",
      fill: "none",
      stroke: "currentColor",
      "stroke-width": 2,
    }),
  );

/* ---- controls ---- */
/** @param {string} m */
export const monthIndex = (m) => {
  const [y, n] = m.split("-").map(Number);
  return y * 12 + n - 1;
};
/** @param {number} i */
export const monthText = (i) => `${Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`;
/** @param {Record<string, any>} more @param {import("../core/dom.js").Children} sign */
const button = (more, sign) => h("button", { type: "button", class: "button", ...more }, sign);
/** @param {string} act @param {string | SVGElement} sign @param {string} label @param {string} [pressed] */
const icon = (act, sign, label, pressed) =>
  button({ class: "button icon", "data-act": act, "aria-label": label, title: label, "aria-pressed": pressed }, sign);
/** @param {Context} context */
const switches = ({ scene, engine, t }) =>
  engine.raw.instruments.map((name) => {
    const on = !scene.instrument.length || scene.instrument.includes(name),
      words = t("instrument." + name);
    return button(
      {
        class: "button icon",
        "data-instrument": name,
        "aria-pressed": String(on),
        "aria-label": words,
        title: words,
      },
      markup(symbols.segmentIcon(name, 22)),
    );
  });
/* The controls, in their order. */
/** @param {Context} context */
export function bar(context) {
  const { scene, engine, t } = context,
    [min, max] = engine.data.window.map((d) => monthIndex(days.toIso(d)));
  return [
    icon("back", "‹", t("present.back")),
    icon("play", talk.playing ? "❚❚" : "▶", t(talk.playing ? "present.pause" : "present.play")),
    icon("next", "›", t("present.next")),
    h("span", { class: "p-step num" }, t("present.step", { k: talk.step + 1, n: shown().scenes.length })),
    h("input", {
      type: "range",
      class: "p-slider",
      "data-act": "month",
      min,
      max,
      value: monthIndex(scene.date),
      "aria-label": t("present.month"),
      "aria-valuetext": dateWords(scene.date),
    }),
    h("span", { class: "p-instruments", role: "group", "aria-label": t("present.instruments") }, switches(context)),
    icon("lang", scene.lang === "nl" ? "EN" : "NL", t("keys.language")),
    icon("theme", "◐", t("present.key.theme")),
    icon("motion", "✈", t("present.motion"), String(!calm())),
    icon("full", full(), t("present.full")),
    icon("help", "?", t("shell.help")),
    talk.away ? button({ "data-act": "return" }, t("present.return", { k: talk.step + 1 })) : null,
    button({ "data-act": "ask" }, t("present.ask")),
    served ? button({ "data-act": "leave" }, t("present.leave")) : null,
  ];
}
