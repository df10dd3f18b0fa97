/* The controls of the presenter's screen. */
import { days } from "../core/days.js";
import { escape } from "../core/text.js";
import { dateWords } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import { calm, served, talk } from "./talk.js";

const FULL =
  '<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">' +
  '<path d="M1,5V1H5M11,1H15V5M15,11V15H11M5,15H1V11" fill="none" stroke="currentColor"' +
  ' stroke-width="2"/></svg>';

/* ---- controls ---- */
export const monthIndex = (m) => {
  const [y, n] = m.split("-").map(Number);
  return y * 12 + n - 1;
};
export const monthText = (i) => `${Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`;
export function bar(context) {
  const { scene, engine, t } = context;
  const button = (act, sign, label, pressed) =>
    `<button type="button" class="button icon" data-act="${act}" aria-label="${escape(label)}` +
    `" title="${escape(label)}"${pressed === undefined ? "" : ` aria-pressed="${pressed}"`}>${sign}` +
    "</button>";
  const [first, last] = engine.data.window.map((d) => monthIndex(days.toIso(d)));
  const instruments = engine.data.instruments
    .map((name) => {
      const on = !scene.instrument.length || scene.instrument.includes(name);
      return (
        `<button type="button" class="button icon" data-instrument="${name}" aria-pressed="${on}` +
        `" aria-label="${escape(t("instrument." + name))}" title="${escape(t("instrument." + name))}` +
        `">${symbols.segmentIcon(name, 22)}</button>`
      );
    })
    .join("");
  return (
    button("back", "‹", t("present.back")) +
    button("play", talk.playing ? "❚❚" : "▶", t(talk.playing ? "present.pause" : "present.play")) +
    button("next", "›", t("present.next")) +
    `<span class="p-step num">${escape(t("present.step", { k: talk.step + 1, n: talk.story.scenes.length }))}</span>` +
    `<input type="range" class="p-slider" data-act="month" min="${first}" max="${last}" value="` +
    `${monthIndex(scene.date)}" aria-label="${escape(t("present.month"))}" aria-valuetext="` +
    `${escape(dateWords(scene.date))}">` +
    `<span class="p-instruments" role="group" aria-label="${escape(t("present.instruments"))}">${instruments}</span>` +
    button("lang", scene.lang === "nl" ? "EN" : "NL", t("keys.language")) +
    button("theme", "◐", t("present.key.theme")) +
    button("motion", "✈", t("present.motion"), !calm()) +
    button("full", FULL, t("present.full")) +
    button("help", "?", t("shell.help")) +
    (talk.away
      ? '<button type="button" class="button" data-act="return">' +
        `${escape(t("present.return", { k: talk.step + 1 }))}</button>`
      : "") +
    `<button type="button" class="button" data-act="ask">${escape(t("present.ask"))}</button>` +
    (served ? `<button type="button" class="button" data-act="leave">${escape(t("present.leave"))}</button>` : "")
  );
}
