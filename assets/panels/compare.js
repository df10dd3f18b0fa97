// @ts-nocheck
/* Compare: the bar that chooses the two sides, the page of a comparison, and what its buttons do. What differs is
   looked up in core/comparison.js; how it is said and listed is compare-list.js, the maps compare-maps.js. */
import * as comparison from "../core/comparison.js";
import { dayField } from "../core/dates.js";
import { days } from "../core/days.js";
import { emit } from "../core/events.js";
import { painter } from "../core/painters.js";
import { room } from "../core/room.js";
import * as sheet from "../core/sheet.js";
import { state } from "../core/state.js";
import { escape } from "../core/text.js";
import { t } from "../core/words.js";
import * as compareList from "./compare-list.js";
import * as compareMaps from "./compare-maps.js";
import * as sides from "./compare-sides.js";

let cached = new Map();

function dateField(which, iso, name) {
  return (
    `<input type="text" class="x-input day-field num" data-x="${which}" data-key="x-${which}` +
    `" data-day="${escape(iso)}" autocomplete="off"` +
    ` spellcheck="false" maxlength="30" aria-label="${escape(t(name))}">`
  );
}

/* Days of knowledge to choose from: now, the letter's, the ends of years, and the one chosen. */
function knownField(engine, which, value, name) {
  const [first, last] = engine.raw.window.map((day) => Number(days.toIso(day).slice(0, 4))),
    years = [];
  for (let y = first + 1; y <= last; y++) years.push(`${y}-12-31`);
  const all = [...new Set(["", engine.raw.letter.date, ...years, value])];
  const options = all
    .map(
      (k) =>
        `<option value="${escape(k)}"${k === value ? " selected" : ""}>${escape(sides.knownName(k, true))}</option>`,
    )
    .join("");
  return (
    `<select class="x-input" data-x="${which}" data-key="x-${which}" aria-label="${escape(t(name))}">` +
    `${options}</select>`
  );
}

function choice(key, options, now, label) {
  const button = (o) =>
    `<button type="button" data-x-${key}="${o}" data-key="x-${key}-${o}" aria-pressed="${o === now}` +
    `">${escape(t(`compare.${key}.${o}`))}</button>`;
  return `<div class="toggle" role="group" aria-label="${escape(label)}">${options.map(button).join("")}</div>`;
}

/* Two maps may change places. A difference has one order, that of time, and nothing in it to swap. */
const swapButton = (said) =>
  `<button type="button" class="button" data-x-swap data-key="x-swap" title="${escape(said)}` +
  `" aria-label="${escape(said)}">⇄</button>`;

/* The bar: two dates, or one date and two days of knowledge; swap; way of showing. */
function bar(context, d) {
  const { engine, scene, t } = context,
    { choices } = engine.raw;
  const asked =
    d.versus === "known"
      ? `<b>${escape(t("compare.what.known"))}</b>${dateField("date", scene.date, "compare.date")}` +
        knownField(engine, "known2", scene.known2, "compare.first.known") +
        `<span>${escape(t("compare.and"))}</span>${knownField(engine, "known", scene.known, "compare.second.known")}`
      : `<b>${escape(t("compare.what"))}</b>` +
        `${dateField("date2", comparison.otherDate(engine, scene), "compare.first")}<span>` +
        `${escape(t("compare.and"))}</span>${dateField("date", scene.date, "compare.second")}`;
  return (
    asked +
    (scene.compare === "difference" ? "" : swapButton(t("compare.swap"))) +
    choice("by", choices.versus, d.versus, t("compare.by")) +
    choice("mode", choices.compare, scene.compare, t("compare.mode")) +
    '<button type="button" class="button x-export" data-x-export data-key="x-export">' +
    `${escape(t("compare.export"))}</button>`
  );
}

/* Fields for days are made anew with the bar. A date typed alike on both sides is still a comparison of two dates. */
function dayFields(part) {
  const { engine } = state,
    [first, last] = engine.raw.window.map(days.toIso);
  for (const input of part.querySelectorAll(".day-field")) {
    const take = (day) => {
      const { scene } = state;
      const kept = scene.versus === "known" ? {} : { date2: comparison.otherDate(engine, scene) };
      state.commit({ ...kept, [input.dataset.x]: day });
    };
    dayField(input, { first, last, months: true, take }).show(input.dataset.day);
  }
}

function put(box, key, html) {
  const part = box.querySelector(`[data-part="${key}"]`);
  if (!part || cached.get(key) === html) return;
  cached.set(key, html);
  const active = document.activeElement,
    mark = active && part.contains(active) ? active.dataset.key : null;
  part.innerHTML = html;
  if (key === "bar") dayFields(part);
  const again = mark && part.querySelector(`[data-key="${CSS.escape(mark)}"]`);
  if (again) again.focus({ preventScroll: true });
}

const FRAME =
  '<div class="x-bar" data-part="bar"></div><div class="x-maps"><div class="x-map" id="compare-map-1"></div>' +
  '<div class="x-map" id="compare-map-2"></div><div class="x-over" data-part="over"></div></div>' +
  '<div class="x-side" tabindex="0"><h2 class="visually-hidden" data-part="title"></h2>' +
  '<p class="x-lead" data-part="lead"></p>' +
  '<div class="x-chart" data-part="chart"></div><div class="x-shown" data-part="shown"></div>' +
  '<div data-part="list"></div></div>';

painter(44, "compare", (context) => {
  const box = document.getElementById("compare-body");
  if (!box || context.scene.tab !== "compare") return;
  if (!box.firstChild) {
    cached = new Map();
    box.innerHTML = FRAME;
  }
  if (!comparison.ready(context.engine, context.scene)) return;
  const d = sides.of(context.engine, context.scene);
  const what = context.t(d.versus === "known" ? "compare.what.known" : "compare.what");
  put(box, "bar", bar(context, d));
  put(box, "title", escape(`${what} ${sides.sideName(d, 0)} ${context.t("compare.and")} ${sides.sideName(d, 1)}`));
  put(box, "lead", compareList.lead(context, d));
  put(box, "chart", compareList.chart(context, d, room(box.querySelector('[data-part="chart"]'), 508)));
  put(box, "shown", compareList.shown(context, d));
  put(box, "list", compareList.rows(context, d));
  compareMaps.showOn(box, context, d);
});

function setBy(value) {
  const { scene } = state,
    { letter } = state.engine.raw;
  if (value === scene.versus) return;
  if (value === "dates") state.commit({ versus: value, date2: "", known2: "", change: [] });
  else
    state.commit({
      versus: value,
      date2: "",
      known2: letter.date,
      known: scene.known === letter.date ? "" : scene.known,
      change: [],
    });
}

function swap() {
  const { scene } = state;
  if (scene.versus === "known") state.commit({ known: scene.known2, known2: scene.known });
  else state.commit({ date: comparison.otherDate(state.engine, scene), date2: scene.date });
}

/* A number opens the rows it counts; the same number again, or no words, opens the whole list. */
function choose(words) {
  const now = state.scene.change.join();
  state.commit({ change: words === now || !words ? [] : words.split(",") });
  const list = document.querySelector(".x-shown");
  if (list) list.scrollIntoView({ block: "nearest" });
}

/* The list of what changed, to take away; the question stands above it in words. */
function offer() {
  const aside = { view: null, selection: [], change: [], layers: state.engine.raw.scene.layers };
  const query = state.toQuery({ ...state.scene, ...aside }),
    said = document.querySelector("#sentence .said");
  const link = (f) =>
    `<li><a class="button" href="api/changes?format=${f}&amp;${escape(query)}" download>` +
    `${escape(t("compare.export." + f))}</a></li>`;
  sheet.dialog(
    "changes-dialog",
    sheet.head(t("compare.export")) +
      `<p class="muted">${escape(said ? said.textContent : "")}</p><ul class="downloads">` +
      `${["csv", "xlsx", "json"].map(link).join("")}</ul>`,
  );
}

document.addEventListener("click", (event) => {
  const at = (s) => event.target.closest && event.target.closest(s);
  let hit;
  if ((hit = at("[data-x-choose]"))) choose(hit.dataset.xChoose);
  else if ((hit = at("[data-x-select]"))) emit("select", { ref: hit.dataset.xSelect, from: hit });
  else if ((hit = at("[data-x-fold]"))) compareList.fold(hit.dataset.xFold);
  else if ((hit = at("[data-x-by]"))) setBy(hit.dataset.xBy);
  else if ((hit = at("[data-x-mode]"))) state.commit({ compare: hit.dataset.xMode });
  else if (at("[data-x-swap]")) swap();
  else if (at("[data-x-export]")) offer();
});
document.addEventListener("change", (event) => {
  const which = event.target.dataset && event.target.dataset.x,
    { value } = event.target;
  if (which && which.startsWith("known")) state.commit({ [which]: value });
});
document.addEventListener("pointerover", (event) => {
  const row = event.target.closest && event.target.closest(".x-row");
  if (row) {
    const [country, instrument] = row.dataset.lit.split("|");
    emit("highlight", { country, instrument });
  }
});
