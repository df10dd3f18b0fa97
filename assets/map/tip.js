// @ts-nocheck
/* One tooltip for the map: what a segment, a site or a leg is, in words; it never covers its own wheel. Its numbers are
   doors: the pointer can go to it, and a click opens the rows that a number counts. */
import { days } from "../core/days.js";
import { changesPatch, opens } from "../core/openers.js";
import { state } from "../core/state.js";
import { escape } from "../core/text.js";
import { dateWords, pick, t } from "../core/words.js";
import * as symbols from "./symbols.js";
import * as wheelWords from "./wheel-words.js";

const LEAVE_MS = 220,
  MOST_ROWS = 6;
let box = null,
  timer = 0;

function element() {
  if (!box) {
    box = document.createElement("div");
    box.className = "tip";
    box.setAttribute("role", "tooltip");
    box.hidden = true;
    box.addEventListener("pointerenter", () => clearTimeout(timer));
    box.addEventListener("pointerleave", hide);
    box.addEventListener("click", (event) => {
      if (event.target.closest("[data-door], [data-visit]")) away();
    });
    document.body.appendChild(box);
  }
  return box;
}

function place(anchor, html) {
  const tip = element();
  clearTimeout(timer);
  tip.innerHTML = html;
  tip.hidden = false;
  tip.classList.toggle("has-doors", Boolean(tip.querySelector("[data-door], [data-visit]")));
  const r = tip.getBoundingClientRect(),
    gap = 10;
  let left = anchor.left + anchor.width / 2 - r.width / 2,
    top = anchor.top - r.height - gap;
  if (top < 4) top = anchor.bottom + gap;
  left = Math.max(4, Math.min(left, innerWidth - r.width - 4));
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
  if (box.classList.contains("has-doors")) timer = setTimeout(away, LEAVE_MS);
  else away();
}

/* What a number of a wheel counts, as a door: the country, the storey and the statuses, under the scene's own
   filters. */
function doorOf(engine, scene, iso, { instrument, reach, parts, late }) {
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
function laterOf(engine, scene, iso, { instrument, reach, text }) {
  const [first] = engine.stretch(scene),
    facets = { country: [iso], instrument: [instrument], reach: [reach] };
  const sides = { before: first, date: days.toIso(engine.raw.window[1]), change: ["documented", "counted"] };
  return changesPatch(engine, scene, { ...sides, facets }, Number(text));
}
/* A briefing in one file has no table to open: there the numbers are words. */
function tokensHtml(tokens, engine, scene, iso, place) {
  return tokens
    .map((x) => {
      if (typeof x !== "object") return escape(x);
      if (!Number(x.text) || !opens()) return escape(x.text);
      const of = { ...place, ...x },
        patch = x.silent ? laterOf(engine, scene, iso, of) : doorOf(engine, scene, iso, of);
      const name = x.silent ? "visit" : "door";
      return patch
        ? `<button type="button" tabindex="-1" data-${name}="${escape(JSON.stringify(patch))}">` +
            `${escape(x.text)}</button>`
        : escape(x.text);
    })
    .join("");
}

/* ---- words ---- */
export const isApproximate = (place) => Boolean(place.approximate);

const since = (engine, item, t) => {
  const p = engine.period(item);
  const words = { on: "time.since", by: "time.by", after: "time.after" };
  return `${t(words[p.start_relation])} ${dateWords(p.start_date)}`;
};
/* The words of a scene for wheel-words.js. */
const wordsOf = (scene) => ({
  say: (key) => t(key),
  date: (day) => dateWords(days.toIso(day)),
  period: Boolean(scene.to),
  parts: wheelWords.partsSaid(state.engine.raw),
  quiet: !wheelWords.measured(state.engine, scene).running,
});
function periodWords(scene) {
  if (!scene.to) return "";
  const [x, y] = [scene.date, scene.to].sort();
  return t("map.between", { x: dateWords(x), y: dateWords(y) });
}
/* A sector that the filter on instruments leaves out has no mark: nobody asked what is open there. */
const hidden = (scene, instrument) => scene.instrument.length > 0 && !scene.instrument.includes(instrument);
/* What is true of all numbers of a wheel: the stretch of time, and that a filter left something out. */
const notes = (scene) => [periodWords(scene), state.askedFacets().length ? t("map.filtered") : ""].filter(Boolean);
/* One row's status: "largely suspended", "planned (decided)", "active, last stated 1 December 2023". */
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
function rowHtml(engine, item, words, { lit, unrecorded } = {}) {
  const status = unrecorded ? engine.means.silent : engine.data.statuses[item.row.s],
    name = pick(engine.engagements[item.e], "name");
  return (
    `<li${lit ? ' class="is-lit"' : ""}>${symbols.dot(status, "var(--onink)", 5)}<span>` +
    `${escape(name)}: <i>${escape(words)}</i></span></li>`
  );
}
/* One sentence on a segment, with what its storeys count. */
function segmentOf(instance, iso, instrument) {
  const { engine } = state,
    { scene } = instance,
    look = instance.lookNow(engine),
    bit = engine.raw.instruments.indexOf(instrument);
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
  const names = {
    country: pick(engine.countries.get(iso), "name"),
    instrument: t("instrument." + instrument).toLowerCase(),
  };
  return { own, region, names, ...{ said: wheelWords.segmentTokens(own, region, names, wordsOf(scene)) } };
}

function wheelHtml(instance, iso) {
  const { engine, scene } = { engine: state.engine, scene: instance.scene };
  const wheel = wheelWords.shown(engine, scene, instance.lookNow(engine), iso),
    tokens = wheelWords.wheelTokens(wheel, wordsOf(scene));
  return `<span>${tokensHtml(tokens, engine, scene, iso)}.</span>`;
}
/* The first rows of a list, each with its own status; `lit` says which of them stand behind what is pointed at. */
function listHtml(rows, lit = () => false) {
  const { engine } = state;
  const list = rows.slice(0, MOST_ROWS).map((r) => rowHtml(engine, r, statusWords(engine, r, t), { lit: lit(r) }));
  if (rows.length > MOST_ROWS) list.push(`<li>${escape(t("map.more", { n: rows.length - MOST_ROWS }))}</li>`);
  return list.length ? `<ul>${list.join("")}</ul>` : "";
}
/* What is listed where no wheel is drawn; or that nothing there passes the filter. */
function bareHtml(engine, scene, look, iso) {
  const rows = look.rows.filter((r) => r.country === iso);
  if (!rows.length) return `<span>${escape(t(scene.stated ? "map.unstated" : "map.nothing"))}</span>`;
  return (
    listHtml(rows) + (wheelWords.uncounted(engine, scene, look) ? `<span>${escape(t("legend.standing"))}</span>` : "")
  );
}
/* Which counts a drawn part stands for: one, two that share a mark, or none where nothing is open. */
function partsOf(raw, kind) {
  const { running, open } = wheelWords.partsSaid(raw);
  if (kind === "runs") return running;
  if (kind === "rests") return open.filter((k) => !running.includes(k));
  return [raw.parts.indexOf(kind)].filter((i) => i >= 0);
}
/* Whether a row stands behind the part that is pointed at; a joined part stands for two statuses. */
function behind(engine, row, [pointed, kind]) {
  const at = engine.raw.part[row.row.s],
    { reach } = engine.engagements[row.e];
  return reach === pointed && (!kind || partsOf(engine.raw, kind).includes(at));
}
function segmentHtml(instance, iso, instrument, pointed) {
  const { engine } = state,
    { own, region, names, said } = segmentOf(instance, iso, instrument);
  if (hidden(instance.scene, instrument))
    return (
      `<span><b>${escape(names.country)}, ${escape(names.instrument)}:</b> ` +
      `${escape(t("map.outside").toLowerCase())}</span>`
    );
  const html = (tokens, reach) => tokensHtml(tokens, engine, instance.scene, iso, { instrument, reach });
  const list = listHtml([...own.items, ...region.items], (r) => behind(engine, r, pointed));
  return (
    `<span><b>${escape(said.head.trim())}</b> ${html(said.own, "own")}` +
    `${said.region.length ? " " + html(said.region, "region") : ""}</span>${list}`
  );
}

export { place as at, hide, doorOf, partsOf, wordsOf, periodWords, segmentOf, hidden, notes };
export function text(instance, event, head, body) {
  place(
    { left: event.clientX, top: event.clientY, width: 0, height: 0, bottom: event.clientY },
    `<b>${escape(head)}</b><span>${escape(body)}</span>`,
  );
}
export function site(instance, target, mark) {
  const { engine } = state;
  const lines = mark.entries.slice(0, MOST_ROWS).map((x) => {
    const unrecorded = x.state === engine.means.unrecorded,
      words = siteWords(engine, x, t);
    return rowHtml(engine, x.item, unrecorded ? words : `${words} ${since(engine, x.item, t)}`, { unrecorded });
  });
  if (mark.entries.length > MOST_ROWS)
    lines.push(`<li>${escape(t("map.more", { n: mark.entries.length - MOST_ROWS }))}</li>`);
  const doubts = [
    mark.dated || mark.state === engine.means.unrecorded ? "" : t("doubt.undated"),
    isApproximate(mark.place) ? t("doubt.approximate") : "",
    periodWords(instance.scene),
  ];
  const head = `<b>${escape(pick(mark.place, "name"))} · ${escape(t("role." + mark.role))}</b>`;
  place(
    target.getBoundingClientRect(),
    `${head}<ul>${lines.join("")}</ul>${doubts
      .filter(Boolean)
      .map((x) => `<span>${escape(x)}</span>`)
      .join("")}`,
  );
}
export function wheel(instance, target, iso, instrument, reach, kind) {
  const { engine } = state,
    look = instance.lookNow(engine);
  const name = `<b>${escape(pick(engine.countries.get(iso), "name"))}</b>`;
  const bare = target.classList.contains("is-bare"),
    anchor = target.querySelector(bare ? ".wheel-name" : ".wheel").getBoundingClientRect();
  const last = notes(instance.scene)
    .map((x) => `<span>${escape(x)}</span>`)
    .join("");
  if (look.outside.includes(iso)) place(anchor, `${name}<span>${escape(t("map.outside"))}</span>`);
  else if (bare) place(anchor, `${name}${bareHtml(engine, instance.scene, look, iso)}${last}`);
  else
    place(
      anchor,
      (instrument ? segmentHtml(instance, iso, instrument, [reach, kind]) : name + wheelHtml(instance, iso)) + last,
    );
}
/* The status of one engagement at one place; where nobody recorded when it was there, that is said and nothing more. */
export const siteWords = (engine, entry, t) =>
  entry.state === engine.means.unrecorded ? t("map.site.unrecorded") : statusWords(engine, entry.item, t);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") away();
});
