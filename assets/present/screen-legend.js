/* The legend of the presenter's screen. */
import { escape } from "../core/text.js";
import * as symbols from "../map/symbols.js";
import { legendEntries } from "../panels/legend.js";

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
function wheelLegend({ engine, t }) {
  const names = engine.raw.instruments
    .map((name, i) => {
      const [x, y, anchor] = PLACES[i];
      const key = "instrument.short." + name,
        words = t(key) === key ? t("instrument." + name) : t(key);
      return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${symbols.textColour(name)}">${escape(words)}</text>`;
    })
    .join("");
  return (
    '<svg class="p-wheel" viewBox="-112 -46 224 84" role="img" aria-label="' +
    `${escape(t("legend.wheel.text"))}">${names}${symbols.wheelInner(25, symbols.whole(), {})}</svg>`
  );
}
/* A drawing of fixed size grows with the screen once its size is its view box. */
const growing = (icon) =>
  icon.replace(/<svg width="(\d+)" height="(\d+)"((?:(?!viewBox)[^>])*)>/g, '<svg viewBox="0 0 $1 $2"$3>');
/* A sample of the wheel's storeys that shows only one of them leaves no room for the other. */
const OWN_ONLY = 'viewBox="0 0 21 15"',
  RIM_ONLY = 'viewBox="22 0 24 15"';
const trimmed = (icon) =>
  (icon.match(/<g /g) || []).length === 1
    ? icon.replace('viewBox="0 0 46 15"', icon.includes("translate(10 ") ? OWN_ONLY : RIM_ONLY)
    : icon;
export function legend(context) {
  const list = legendEntries(context).filter(([id]) => !UNSAID.includes(id));
  const reach = `<li class="p-reach">${escape(context.t("legend.wheel.brief"))}</li>`;
  return (
    wheelLegend(context) +
    `<ul>${reach}` +
    list.map(([, icon, words]) => `<li><span>${growing(trimmed(icon))}</span>${escape(words)}</li>`).join("") +
    "</ul>"
  );
}
