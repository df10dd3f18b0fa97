/* One tooltip for the map: what a segment, a site or a leg is, in words; it never covers its own wheel. Its numbers are
   doors: the pointer can go to it, and a click opens the rows that a number counts. */
import { days } from "../core/days.js";
import { h, put } from "../core/dom.js";
import { hit } from "../core/find.js";
import { markup } from "../core/markup.js";
import { changesPatch, opens } from "../core/openers.js";
import { state } from "../core/state.js";
import { dateWords, pick, t } from "../core/words.js";
import * as symbols from "./symbols.js";
import * as wheelWords from "./wheel-words.js";

/** @typedef {import("../contract").PlaceRow} PlaceRow */
/** @typedef {import("../core/dom.js").Children} Children */
/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../types").Instance} Instance */
/** @typedef {import("../types").Item} Item */
/** @typedef {import("../types").Look} Look */
/** @typedef {import("../types").Say} Say */
/** @typedef {import("../types").Scene} Scene */
/** @typedef {import("../types").SiteEntry} SiteEntry */
/** @typedef {import("../types").SiteMark} SiteMark */
/** @typedef {import("./wheel-words.js").Token} Token */
/** @typedef {{left: number, width: number, top: number, height: number, bottom: number}} Anchor */
/** @typedef {{instrument?: string, reach?: string, parts?: number[], late?: boolean, text?: string}} Counted What a
    number counts */

const LEAVE_MS = 220,
  MOST_ROWS = 6,
  GAP_PX = 10,
  EDGE_PX = 4;
/** @type {HTMLElement | null} */
let box = null;
let timer = 0;

function element() {
  if (!box) {
    box = h("div", { class: "tip", role: "tooltip", hidden: true });
    box.addEventListener("pointerenter", () => clearTimeout(timer));
    box.addEventListener("pointerleave", hide);
    box.addEventListener("click", (event) => {
      if (hit(event, "[data-door], [data-visit]")) away();
    });
    document.body.appendChild(box);
  }
  return box;
}

/** @param {Anchor} anchor @param {Children[]} children */
function place(anchor, ...children) {
  const tip = element();
  clearTimeout(timer);
  put(tip, ...children);
  tip.hidden = false;
  tip.classList.toggle("has-doors", Boolean(tip.querySelector("[data-door], [data-visit]")));
  const r = tip.getBoundingClientRect();
  let left = anchor.left + anchor.width / 2 - r.width / 2,
    top = anchor.top - r.height - GAP_PX;
  if (top < EDGE_PX) top = anchor.bottom + GAP_PX;
  left = Math.max(EDGE_PX, Math.min(left, innerWidth - r.width - EDGE_PX));
  tip.style.left = left + "px";
  tip.style.top = top + "px";
}
function away() {
  clearTimeout(timer);
  if (box) box.hidden = true;
}
/* A tip with doors waits a moment for the pointer to come over. */
function hide() {
  clearTimeout(timer);
  if (!box || box.hidden) return;
  if (box.classList.contains("has-doors")) timer = window.setTimeout(away, LEAVE_MS);
  else away();
}

/* What a number of a wheel counts, as a door: the country, the storey and the statuses, under the scene's own
   filters. */
/** @param {Engine} engine @param {Scene} scene @param {string} iso @param {Counted} counted */
function doorOf(engine, scene, iso, { instrument, reach, parts = [], late }) {
  const { raw } = engine,
    mine = raw.statuses.filter((_, s) => parts.includes(raw.part[s]));
  /* A side of a comparison has its own date; the country is named, so its situation need not be asked on that date. */
  const side = scene.tab === "compare" ? { date: scene.date, known: scene.known, to: "", state: [] } : {};
  return {
    ...side,
    country: [iso],
    counted: [engine.means.counts],
    status: scene.status.length ? mine.filter((s) => scene.status.includes(s)) : mine,
    ...(instrument ? { instrument: [instrument] } : {}),
    ...(reach ? { reach: [reach] } : {}),
    ...(late ? { last_source: [engine.wordsOf("last_source")[1]] } : {}),
  };
}
/* What is documented only later has no rows on the day: the comparison with the last day of the record tells of it. */
/** @param {Engine} engine @param {Scene} scene @param {string} iso @param {Counted} counted */
function laterOf(engine, scene, iso, { instrument, reach, text }) {
  const [first] = engine.stretch(scene),
    facets = { country: [iso], instrument: [instrument], reach: [reach] };
  const sides = { before: first, date: days.toIso(engine.raw.window[1]), change: ["documented", "counted"] };
  return changesPatch(engine, scene, { ...sides, facets }, Number(text));
}
/* A briefing in one file has no table to open: there the numbers are words. */
/** @param {Token[]} tokens @param {Engine} engine @param {Scene} scene @param {string} iso @param {Counted} [place] */
function told(tokens, engine, scene, iso, place) {
  return tokens.map((x) => {
    if (typeof x !== "object") return x;
    if (!Number(x.text) || !opens()) return x.text;
    const of = { ...place, ...x },
      patch = x.silent ? laterOf(engine, scene, iso, of) : doorOf(engine, scene, iso, of);
    const name = x.silent ? "data-visit" : "data-door";
    return patch ? h("button", { type: "button", tabindex: -1, [name]: JSON.stringify(patch) }, x.text) : x.text;
  });
}

/* ---- words ---- */
/** @param {PlaceRow} place */
export const isApproximate = (place) => Boolean(place.approximate);

/** @param {Engine} engine @param {Item} item */
function since(engine, item) {
  const p = engine.period(item),
    words = { on: "time.since", by: "time.by", after: "time.after" };
  return `${t(words[p.start_relation])} ${dateWords(p.start_date)}`;
}
/** The words of a scene for wheel-words.js. @param {Scene} scene */
const wordsOf = (scene) => ({
  /** @param {string} key */
  say: (key) => t(key),
  /** @param {number} day */
  date: (day) => dateWords(days.toIso(day)),
  period: Boolean(scene.to),
  parts: wheelWords.partsSaid(state.engine.raw),
  quiet: !wheelWords.measured(state.engine, scene).running,
});
/** @param {Scene} scene */
function periodWords(scene) {
  if (!scene.to) return "";
  const [x, y] = [scene.date, scene.to].sort();
  return t("map.between", { x: dateWords(x), y: dateWords(y) });
}
/** A sector that the filter on instruments leaves out has no mark: nobody asked what is open there.
    @param {Scene} scene @param {string} instrument */
const hidden = (scene, instrument) =>
  scene.instrument.length > 0 && !scene.instrument.some((asked) => asked === instrument);
/** What is true of all numbers of a wheel: the stretch of time, and that a filter left something out.
    @param {Scene} scene */
const notes = (scene) => [periodWords(scene), state.askedFacets().length ? t("map.filtered") : ""].filter(Boolean);
/** One row's status: "largely suspended", "planned (decided)", "active, last stated 1 December 2023".
    @param {Engine} engine @param {Item} item @param {Say} t */
function statusWords(engine, item, t) {
  const status = t("status." + engine.data.statuses[item.row.s]).toLowerCase(),
    p = engine.period(item);
  const held = p.degree
    ? `${t("degree." + p.degree)} ${status}`
    : p.decision
      ? `${status} (${t("decision." + p.decision).toLowerCase()})`
      : status;
  const flags = engine.flags(item),
    late = engine.isLate(item.row);
  return (
    held +
    (late ? `, ${t("time.last_stated", { date: dateWords(days.toIso(item.row.said)) })}` : "") +
    (flags.conflict ? " ≠" : "")
  );
}
/** @param {string} words */
const line = (words) => h("span", {}, words);
/** @param {Engine} engine @param {Item} item @param {string} words
    @param {{lit?: boolean, unrecorded?: boolean}} [how] */
function rowLine(engine, item, words, { lit, unrecorded } = {}) {
  const status = unrecorded ? engine.means.silent : engine.data.statuses[item.row.s],
    name = pick(engine.engagements[item.e], "name");
  return h(
    "li",
    { class: lit ? "is-lit" : null },
    markup(symbols.dot(status, "var(--onink)", 5)),
    h("span", {}, `${name}: `, h("i", {}, words)),
  );
}
/** One sentence on a segment, with what its storeys count.
    @param {Instance} instance @param {string} iso @param {string} instrument */
function segmentOf(instance, iso, instrument) {
  const engine = /** @type {Engine} */ (state.engine),
    { scene } = instance,
    look = instance.lookNow(engine),
    bit = engine.raw.instruments.findIndex((name) => name === instrument);
  const silent = wheelWords.silentOn(engine, scene, look.silent);
  const [own, region] = engine.raw.reaches.map((reach) =>
    wheelWords.storeyFacts(
      engine.raw,
      engine.engagements,
      look.wheels[iso].segments[bit],
      reach,
      wheelWords.silentOf({ silent }, engine.engagements, iso, bit, reach),
    ),
  );
  const names = { country: countryName(engine, iso), instrument: t("instrument." + instrument).toLowerCase() };
  return { own, region, names, said: wheelWords.segmentTokens(own, region, names, wordsOf(scene)) };
}
/** @param {Engine} engine @param {string} iso */
const countryName = (engine, iso) => pick(engine.countries.get(iso) || {}, "name");

/** @param {Instance} instance @param {Look} look @param {string} iso */
function wheelSaid({ scene }, look, iso) {
  const { engine } = state,
    wheel = wheelWords.shown(engine, scene, look, iso);
  return wheel ? h("span", {}, told(wheelWords.wheelTokens(wheel, wordsOf(scene)), engine, scene, iso), ".") : null;
}
/** The first rows of a list, each with its own status; `lit` says which of them stand behind what is pointed at.
    @param {Item[]} rows @param {(row: Item) => boolean} [lit] */
function list(rows, lit = () => false) {
  const { engine } = state;
  const lines = rows.slice(0, MOST_ROWS).map((r) => rowLine(engine, r, statusWords(engine, r, t), { lit: lit(r) }));
  return lines.length ? h("ul", {}, lines, more(rows.length)) : null;
}
/** @param {number} n */
const more = (n) => (n > MOST_ROWS ? h("li", {}, t("map.more", { n: n - MOST_ROWS })) : null);
/** What is listed where no wheel is drawn; or that nothing there passes the filter.
    @param {Engine} engine @param {Scene} scene @param {Look} look @param {string} iso */
function bare(engine, scene, look, iso) {
  const rows = look.rows.filter((r) => r.country === iso);
  if (!rows.length) return [line(t(scene.stated ? "map.unstated" : "map.nothing"))];
  return [list(rows), wheelWords.uncounted(engine, scene, look) ? line(t("legend.standing")) : null];
}
/** Which counts a drawn part stands for: one, two that share a mark, or none where nothing is open.
    @param {import("../contract").Payload} raw @param {string} kind */
function partsOf(raw, kind) {
  const { running, open } = wheelWords.partsSaid(raw);
  if (kind === "runs") return running;
  if (kind === "rests") return open.filter((k) => !running.includes(k));
  return [raw.parts.findIndex((part) => part === kind)].filter((i) => i >= 0);
}
/** Whether a row stands behind the part that is pointed at; a joined part stands for two statuses.
    @param {Engine} engine @param {Item} row @param {[reach?: string, kind?: string]} pointed */
function behind(engine, row, [pointed, kind]) {
  const at = engine.raw.part[row.row.s],
    { reach } = engine.engagements[row.e];
  return reach === pointed && (!kind || partsOf(engine.raw, kind).includes(at));
}
/** @param {Instance} instance @param {string} iso @param {string} instrument
    @param {[reach?: string, kind?: string]} pointed */
function segment(instance, iso, instrument, pointed) {
  const { engine } = state,
    { own, region, names, said } = segmentOf(instance, iso, instrument);
  if (hidden(instance.scene, instrument))
    return [h("span", {}, h("b", {}, `${names.country}, ${names.instrument}:`), ` ${t("map.outside").toLowerCase()}`)];
  /** @param {Token[]} tokens @param {string} reach */
  const words = (tokens, reach) => told(tokens, engine, instance.scene, iso, { instrument, reach });
  const { means } = engine;
  return [
    h(
      "span",
      {},
      h("b", {}, said.head.trim()),
      " ",
      words(said.own, means.own),
      said.region.length ? [" ", ...words(said.region, means.region)] : null,
    ),
    list([...own.items, ...region.items], (r) => behind(engine, r, pointed)),
  ];
}

export { place as at, hide, doorOf, partsOf, wordsOf, periodWords, segmentOf, hidden, notes };
/** @param {Instance} instance @param {MouseEvent} event @param {string} head @param {string} body */
export function text(instance, event, head, body) {
  place(
    { left: event.clientX, top: event.clientY, width: 0, height: 0, bottom: event.clientY },
    h("b", {}, head),
    line(body),
  );
}
/** @param {Instance} instance @param {Element} target @param {SiteMark} mark */
export function site(instance, target, mark) {
  const { engine } = state,
    isUnrecorded = (/** @type {{state: string}} */ one) => one.state === engine.means.unrecorded;
  const lines = mark.entries.slice(0, MOST_ROWS).map((x) => {
    const words = siteWords(engine, x, t),
      unrecorded = isUnrecorded(x);
    return rowLine(engine, x.item, unrecorded ? words : `${words} ${since(engine, x.item)}`, { unrecorded });
  });
  const doubts = [
    mark.dated || isUnrecorded(mark) ? "" : t("doubt.undated"),
    isApproximate(mark.place) ? t("doubt.approximate") : "",
    periodWords(instance.scene),
  ];
  place(
    target.getBoundingClientRect(),
    h("b", {}, `${pick(mark.place, "name")} · ${t("role." + mark.role)}`),
    h("ul", {}, lines, more(mark.entries.length)),
    doubts.filter(Boolean).map(line),
  );
}
/** @param {Instance} instance @param {Element} target @param {string} iso @param {string} [instrument]
    @param {string} [reach] @param {string} [kind] */
export function wheel(instance, target, iso, instrument, reach, kind) {
  const { engine } = state,
    look = instance.lookNow(engine);
  const name = h("b", {}, countryName(engine, iso));
  const isBare = target.classList.contains("is-bare"),
    drawn = target.querySelector(isBare ? ".wheel-name" : ".wheel") || target,
    anchor = drawn.getBoundingClientRect();
  const last = notes(instance.scene).map(line);
  if (look.outside.includes(iso)) place(anchor, name, line(t("map.outside")));
  else if (isBare) place(anchor, name, bare(engine, instance.scene, look, iso), last);
  else if (instrument) place(anchor, segment(instance, iso, instrument, [reach, kind]), last);
  else place(anchor, name, wheelSaid(instance, look, iso), last);
}
/** The status of one engagement at one place; where nobody recorded when it was there, that is said and nothing more.
    @param {Engine} engine @param {SiteEntry} entry @param {Say} t */
export const siteWords = (engine, entry, t) =>
  entry.state === engine.means.unrecorded ? t("map.site.unrecorded") : statusWords(engine, entry.item, t);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") away();
});
