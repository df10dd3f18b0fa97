/* The legend of the presenter's screen. */
import { h, s } from "../core/dom.js";
import { markup } from "../core/markup.js";
import * as symbols from "../map/symbols.js";
import { legendEntries } from "../panels/legend.js";

/** @typedef {import("../types").Context} Context */
/** @typedef {import("../types").Say} Say */
/** @typedef {import("../panels/legend.js").LegendLine} LegendLine */

/* Lines of the map's legend that the screen leaves out: what they key is not drawn here, or stands beside it in
   words. */
const UNSAID = ["tiers", "combination", "border", "conflict", "off", "none"];

/* ---- legend ---- */
const PLACES = [
  [0, -31, "middle"],
  [35, -5, "start"],
  [25, 30, "start"],
  [-25, 30, "end"],
  [-35, -5, "end"],
];
/** @param {Say} t @param {string} name */
const shortName = (t, name) => {
  const key = "instrument.short." + name,
    short = t(key);
  return short === key ? t("instrument." + name) : short;
};
/** @param {Context} context */
function wheelLegend({ engine, t }) {
  const names = engine.raw.instruments.map((name, i) => {
    const [x, y, anchor] = PLACES[i];
    return s("text", { x, y, "text-anchor": anchor, fill: symbols.textColour(name) }, shortName(t, name));
  });
  const wheel = s("g");
  wheel.innerHTML = symbols.wheelInner(25, symbols.whole(), {});
  return s(
    "svg",
    { class: "p-wheel", viewBox: "-112 -46 224 84", role: "img", "aria-label": t("legend.wheel.text") },
    names,
    [...wheel.childNodes],
  );
}
/* A drawing of fixed size grows with the screen once its size is its view box. */
/** @param {string} icon */
const growing = (icon) =>
  icon.replace(/<svg width="(\d+)" height="(\d+)"((?:(?!viewBox)[^>])*)>/g, '<svg viewBox="0 0 $1 $2"$3>');
/* A sample of the wheel's storeys that shows only one of them leaves no room for the other. */
const OWN_ONLY = 'viewBox="0 0 21 15"',
  RIM_ONLY = 'viewBox="22 0 24 15"';
/** @param {string} icon */
const trimmed = (icon) =>
  (icon.match(/<g /g) || []).length === 1
    ? icon.replace('viewBox="0 0 46 15"', icon.includes("translate(10 ") ? OWN_ONLY : RIM_ONLY)
    : icon;
/* The lines that the screen has, and a key that changes with what it shows. */
/** @param {Context} context */
export function legendOf(context) {
  const list = legendEntries(context).filter(([id]) => !UNSAID.includes(id)),
    { scene } = context;
  return { list, key: [scene.lang, scene.theme, ...list.map(([, icon, words]) => icon + words)].join("|") };
}
/** @param {Context} context @param {{ list: LegendLine[] }} lines */
export function legend(context, { list }) {
  return [
    wheelLegend(context),
    h(
      "ul",
      {},
      h("li", { class: "p-reach" }, context.t("legend.wheel.brief")),
      list.map(([, icon, words]) => h("li", {}, h("span", {}, markup(growing(trimmed(icon)))), words)),
    ),
  ];
}
