/* The legend: only what is drawn now stands in it. */
import { h, put } from "../core/dom.js";
import { emit } from "../core/events.js";
import { byId, find, findAll, hit } from "../core/find.js";
import { hand } from "../core/hand.js";
import { markup } from "../core/markup.js";
import { painter } from "../core/painters.js";
import { state } from "../core/state.js";
import * as maps from "../map/maps.js";
import * as points from "../map/points.js";
import * as styled from "../map/styled.js";
import * as symbols from "../map/symbols.js";
import * as tip from "../map/tip.js";
import { isApproximate } from "../map/tip.js";
import { giveLegendRoom } from "../map/view.js";
import * as wheelShape from "../map/wheel-shape.js";
import * as wheelWords from "../map/wheel-words.js";

/** @typedef {import("../types").Context} Context */
/** @typedef {import("../types").Instance} Instance */
/** @typedef {import("../types").Say} Say */
/** @typedef {import("../contract").Reach} Reach */
/* A line: its id, its icon as it is drawn, its words, and what the icon is drawn of. */
/** @typedef {[id: string, icon: string, words: string, of?: string]} LegendLine */

const SPAN = [-22, 29, 1, 37.4];
const CARD = 262,
  CARD_TWO = 436,
  HIGH_ENOUGH = 600,
  SMALL = 1000,
  CALM_MS = 120;
/* Lines short enough to stand two beside each other on a card. */
const HALVES = ["site-embassy", "site-field_site", "site-training_centre", "site-academy"];
let shownKey = "",
  shownFrame = "",
  fitted = "",
  late = false,
  drawnAt = 0;

/* Where the legend stands: a card over the Atlantic where the region leaves that room, else a strip under the map,
     and behind a button on small screens. The answer is written on the panel, the style sheet does the rest. */
/** @param {import("leaflet").LatLngBoundsExpression} bounds */
const boundsOf = (bounds) => window.L.latLngBounds(/** @type {import("leaflet").LatLngTuple[]} */ (bounds));
/** @param {Instance} instance */
function mode(instance) {
  const panel = byId("panel-map");
  const box = instance.map.getContainer(),
    size = [box.clientWidth, box.clientHeight];
  const crs = window.L.CRS.EPSG3857,
    ui = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--ui")) || 1;
  const a = crs.project(window.L.latLng(SPAN[2], SPAN[0])),
    b = crs.project(window.L.latLng(SPAN[3], SPAN[1]));
  const scale = size[1] / (b.y - a.y),
    spare = size[0] - scale * (b.x - a.x);
  /* The map cannot be drawn aside further than its western edge. */
  const edge = instance.map.options.maxBounds,
    aside = edge ? scale * (a.x - crs.project(boundsOf(edge).getSouthWest()).x) : spare;
  const room = Math.min(spare, aside),
    low = size[1] < HIGH_ENOUGH * ui,
    wide = (low && room >= CARD_TWO * ui ? CARD_TWO : CARD) * ui;
  /* Beside the figures of the route view a strip would take a third of what is left. */
  const small = innerWidth < 1280 || (instance.scene && instance.scene.tab === "route" && size[0] < SMALL * ui);
  const card = !low ? "card" : wide > CARD * ui ? "card two" : "card low";
  const found = small ? "button" : room >= wide && size[1] > 380 * ui ? card : "strip";
  if (panel.dataset.legend !== found) panel.dataset.legend = found;
  return { found, wide };
}
/* The room that the legend takes from the map, in px. */
/** @param {Instance} instance */
function roomOf(instance) {
  const legend = document.getElementById("legend");
  if (
    !legend ||
    !instance.map.getContainer().closest("#panel-map") ||
    document.documentElement.dataset.present === "on"
  )
    return { left: 0, bottom: 0 };
  const { found, wide } = mode(instance);
  if (found.startsWith("card")) return { left: wide, bottom: 0 };
  return {
    left: 0,
    bottom:
      found === "strip" ? Math.round(/** @type {HTMLElement} */ (legend.parentNode).getBoundingClientRect().height) : 0,
  };
}
giveLegendRoom(roomOf);

/* The map is fitted anew only when the legend takes another room of it, and never under a hand that drags: projecting
   the base again costs more than all else in a step. */
function fitBeside() {
  const main = maps.main();
  late = Boolean(hand.drags);
  if (!main || late) return;
  /* What does not fit a low screen is scrolled, by keys too. */
  const box = byId("legend"),
    higher = box.scrollHeight > box.clientHeight + 1;
  if (higher !== box.hasAttribute("tabindex")) box.toggleAttribute("tabindex", higher);
  if (higher) box.tabIndex = 0;
  const room = JSON.stringify(roomOf(main));
  if (room === fitted) return;
  fitted = room;
  maps.refit(main);
  emit("refitted");
}

/* Marks that stand in for one part of a storey; the wheels' own geometry draws them. */
/** @type {Record<string, number[]>} */
const SAMPLES = {
  full: [1, 0, 0, 0],
  reduced: [0, 1, 0, 0],
  suspended: [0, 0, 1, 0],
  planned: [0, 0, 0, 1],
  runs: [1, 1, 0, 0],
  rests: [0, 0, 1, 1],
  none: [0, 0, 0, 0],
};
const SAMPLE_R = 24,
  JOINED_R = 17;

/* Block and rim of a mark side by side, bent as on the wheel, in ink; only the storeys in which it occurs. */
/** @param {string} kind @param {Set<Reach>} reaches @param {{ fresh?: boolean, late?: boolean }} [more] */
function sample(kind, reaches, { fresh, late } = {}) {
  const counts = SAMPLES[kind],
    joined = kind === "rests" || kind === "runs",
    R = joined ? JOINED_R : SAMPLE_R,
    k = SAMPLE_R / R;
  const storey = { counts, new: counts.map((n) => (fresh ? n : 0)), stale: counts.map(() => Boolean(late)) };
  const one = (/** @type {Reach} */ reach, /** @type {number} */ x) => {
    if (!reaches.has(reach)) return "";
    const shapes = wheelShape.storeyShapes(R, 0, storey, reach),
      [low, high] = wheelShape.measures(R).radii(reach);
    return (
      `<g transform="translate(${x} ${7.5 + (k * (low + high)) / 2}) scale(${k})">` +
      `${shapes.map((/** @type {any} */ s) => symbols.shapeSvg(s, "var(--ink)")).join("")}</g>`
    );
  };
  return (
    `<svg width="46" height="15" viewBox="0 0 46 15" aria-hidden="true">${one("own", 10)}` +
    `${one("region", 33)}</svg>`
  );
}

/* Which marks the wheels show, and in which storeys: kind -> set of storeys, besides `hatched` and `striped`. */
/**
 * @param {Record<string, { segments: import("../types").Segment[] }>} wheels
 * @param {(iso: string) => number} radiusOf
 * @param {(i: number) => boolean} [shown]
 */
function marksOf(wheels, radiusOf, shown = () => true) {
  /** @type {Map<string, Set<Reach>>} */
  const found = new Map(),
    add = (/** @type {string} */ kind, /** @type {Reach} */ reach) =>
      found.set(kind, (found.get(kind) || new Set()).add(reach));
  for (const [iso, { segments }] of Object.entries(wheels)) {
    const { small } = wheelShape.measures(radiusOf(iso));
    for (const segment of segments.filter((_, i) => shown(i)))
      for (const reach of /** @type {const} */ (["own", "region"])) {
        const parts = wheelShape.parts(segment[reach], small);
        if (!parts.length && reach === "own") add("none", reach);
        for (const part of parts) {
          add(part.kind, reach);
          if (part.stale && !small) add("hatched", reach);
          if (part.fresh && !small && ["full", "reduced", "runs"].includes(part.kind)) add("striped", reach);
        }
      }
  }
  return found;
}
/** @param {Context} context @returns {LegendLine[]} */
function wheelLines({ engine, look, scene, t }) {
  const main = maps.main(),
    drawn = (main && main.wheels) || {};
  /** @type {Record<string, { segments: import("../types").Segment[] }>} */
  const wheels = {};
  /** @type {string[]} */
  const bare = [];
  if (wheelWords.uncounted(engine, scene, look)) return [["standing", "", t("legend.standing")]];
  for (const iso of Object.keys(look.wheels)) {
    const wheel = wheelWords.shown(engine, scene, look, iso);
    if (wheel) wheels[iso] = wheel;
    else bare.push(iso);
  }
  const marks = marksOf(
    wheels,
    (iso) => (drawn[iso] ? drawn[iso].R : SAMPLE_R),
    (i) => !tip.hidden(scene, engine.raw.instruments[i]),
  );
  /** @type {Record<string, string>} */
  const told = {
    none: state.askedFacets().length ? "none.filtered" : "none",
    hatched: scene.to ? "hatched.period" : "hatched",
  };
  const storeys = (/** @type {string} */ id) => marks.get(id) || new Set();
  /** @type {(id: string, icon: string) => LegendLine} */
  const line = (id, icon) => [id, icon, t("legend.part." + (told[id] || id)), [...storeys(id)].join()];
  const list = ["full", "reduced", "runs", "suspended", "planned", "rests", "none"]
    .filter((kind) => marks.has(kind))
    .map((kind) => line(kind, sample(kind, storeys(kind))));
  if (marks.has("hatched")) list.push(line("hatched", sample("full", storeys("hatched"), { late: true })));
  if (marks.has("striped")) list.push(line("striped", sample("full", storeys("striped"), { fresh: true })));
  if (look.rows.some((r) => bare.includes(r.country))) list.push(["standing", "", t("legend.listed")]);
  return list;
}

const ROUTE =
  '<svg width="30" height="12" aria-hidden="true"><path d="M1,6H22" stroke="var(--route)"' +
  ' stroke-width="2.1" stroke-dasharray="6 4.4"/>' +
  '<path d="M29,6L21,2L23,6L21,10Z" fill="var(--route)"/></svg>';
const ARROW =
  '<svg width="30" height="14" aria-hidden="true"><path d="M1,5.6L18,3.5V0L30,7L18,14V10.5L1,8.4Z"' +
  ' fill="var(--route)"/></svg>';
const BORDER =
  '<svg width="24" height="10" aria-hidden="true"><path d="M1,5H23" stroke="var(--outline)"' +
  ' stroke-width="1.6" stroke-dasharray="2 2"/></svg>';
/** @param {import("../contract").Tier} tier @param {number} i */
const tierIcon = ({ tier, wide }, i) =>
  `<rect x="${0.8 + i * 13}" y=".8" width="11" height="10.4" fill="var(--t${tier})"` +
  ` stroke="var(--${wide ? "outline" : "borderFocus"})" stroke-width="${wide ? 1.6 : 0.9}"/>`;
/** @param {Context} context */
function groundLines({ engine, scene, look, t }) {
  /** @type {LegendLine[]} */
  const list = [];
  if (scene.layers.includes("groups"))
    list.push([
      "tiers",
      `<svg width="39" height="12" aria-hidden="true">${engine.raw.tiers.map(tierIcon).join("")}</svg>`,
      t("legend.tiers"),
    ]);
  if (engine.raw.focus.some((iso) => (engine.groupsOf.get(iso) || []).includes("combination")))
    list.push(["combination", "<b>◇</b>", t("legend.combination")]);
  if (scene.layers.includes("routes")) {
    list.push(["route", ROUTE, t("legend.route")]);
    if (look.detections) list.push(["detections", ARROW, t("legend.detections")]);
  }
  return list;
}

/* The roles that share a symbol, by the one it is named after: those of short lines first, two beside each other. */
/** @param {{ roles: import("../contract").Role[] }} payload */
function roleGroups({ roles }) {
  const groups = [...new Set(roles.map((x) => x.symbol))].map((symbol) => ({
    symbol,
    roles: roles.filter((x) => x.symbol === symbol).map((x) => x.role),
  }));
  const isHalf = (/** @type {{ symbol: string }} */ { symbol }) => HALVES.includes("site-" + symbol);
  return [...groups.filter(isHalf), ...groups.filter((group) => !isHalf(group))];
}
/* Roles, then states: a mark's state is drawn on the symbol of its role. */
/** @param {Context} context */
function siteLines({ engine, look, t }) {
  const on = look.sites.filter((m) => !m.off),
    { unrecorded } = engine.means;
  /** @type {LegendLine[]} */
  const list = [];
  for (const { symbol, roles } of roleGroups(engine.raw))
    if (on.some((m) => roles.includes(m.role)))
      list.push(["site-" + symbol, symbols.site(symbol, "open", 1), t("role." + symbol)]);
  for (const state of ["suspended", "planned", "mixed"]) {
    if (look.sites.some((m) => m.state === state))
      list.push(["site-" + state, symbols.site("headquarters", state, 1), t("legend.site." + state)]);
  }
  if (on.some((m) => isApproximate(m.place)))
    list.push(["approximate", symbols.site("field_site", "open", 0.9, true), t("legend.approximate")]);
  /* Hatched where something runs, a hatched foot under what does not. */
  const bare = look.sites.filter((m) => !m.dated),
    icons = [
      bare.some((m) => m.state === unrecorded) ? symbols.site("headquarters", "unrecorded", 1) : "",
      bare.some((m) => m.state !== unrecorded) ? symbols.site("headquarters", "suspended", 1, false, true) : "",
    ];
  if (bare.length) list.push(["undated", icons.join(""), t("legend.undated"), icons.map(Boolean).join()]);
  if (look.sites.some((m) => m.off)) list.push(["off", "<b>↑</b>", t("legend.off")]);
  return list;
}

/** @param {Context} context @returns {LegendLine[]} */
function entries(context) {
  const { engine, scene, look, t } = context,
    list = [...wheelLines(context), ...groundLines(context), ...siteLines(context)];
  if (scene.layers.includes("regions")) list.push(["border", BORDER, t("legend.border")]);
  if (look.rows.some((r) => r.row.c.length)) list.push(["conflict", "<b>≠</b>", t("legend.conflict")]);
  const main = maps.main(),
    kinds = new Set(((main && main.eventMarks) || []).map((/** @type {import("../contract").EventRow} */ e) => e.sign));
  for (const kind of points.kinds)
    if (kinds.has(kind))
      list.push([
        "event-" + kind,
        points.flagSvg(kind),
        t(`legend.event.${kind}${scene.to && kind !== engine.means.letter ? ".period" : ""}`),
      ]);
  return [...list, .../** @type {LegendLine[]} */ (styled.legendLines(context))];
}
export { entries as legendEntries };

painter(40, "legend", (context) => {
  const box = document.getElementById("legend");
  if (!box) return;
  const { scene } = context;
  if (late && !hand.drags) requestAnimationFrame(fitBeside);
  /* Under a hand that drags, lines that come and go sixty times a second cannot be read. */
  if (hand.drags && performance.now() - drawnAt < CALM_MS) return;
  drawnAt = performance.now();
  const frame = [
    scene.lang,
    scene.layers.includes("regions"),
    scene.stated,
    scene.to ? [scene.date, scene.to] : "",
    scene.status,
    scene.decision,
  ].join();
  if (frame !== shownFrame || !box.firstChild) {
    shownFrame = frame;
    draw(box, context);
  }
  box.classList.toggle("no-wheels", !wheelWords.drawn(context.engine, context.scene, context.look));
  const list = entries(context),
    key = list.map(lineKey).join();
  if (key === shownKey) return;
  shownKey = key;
  fill(find(box, ".legend-list"), list);
  requestAnimationFrame(fitBeside);
});

/** @param {HTMLElement} box @param {Context} context */
function draw(box, context) {
  const { engine, scene, t } = context,
    unit = wheelWords.measured(engine, scene),
    notes = [tip.periodWords(scene), scene.stated ? t("legend.stated") : ""].filter(Boolean);
  const x = unit.running ? t("legend.wheel.runs") : wheelWords.unitWords(unit.statuses, t);
  const brief = unit.running ? t("legend.wheel.brief") : t("legend.wheel.brief.asked", { x });
  const wheel = h(
    "div",
    { class: "legend-wheel" },
    markup(symbols.wheel(19, symbols.whole(), { center: "n" })),
    h(
      "span",
      {},
      h("b", {}, t("legend.wheel")),
      h("br"),
      h("span", { class: "legend-long" }, t("legend.wheel.long", { x })),
      h("span", { class: "legend-brief" }, brief),
    ),
  );
  const open = String(box.classList.contains("is-open"));
  put(
    box,
    h("button", { type: "button", class: "button legend-button", "aria-expanded": open }, t("legend.show")),
    h(
      "div",
      { class: "legend-inner" },
      wheel,
      notes.map((note) => h("p", { class: "legend-note" }, note)),
      h("ul", { class: "legend-list" }),
    ),
  );
  byId("map-note").textContent = t("legend.note") + (scene.layers.includes("regions") ? " " + t("legend.regions") : "");
  shownKey = "";
}
/** @param {LegendLine} line */
const lineKey = ([id, , words, of]) => `${id} ${words} ${of || ""}`;
/* Which line an element shows. */
/** @type {WeakMap<HTMLElement, string>} */
const keys = new WeakMap();
/* Only lines that came or went are written, so that the page lays out little while the date moves. */
/** @param {HTMLElement} ul @param {LegendLine[]} list */
function fill(ul, list) {
  const held = new Map(findAll(ul, ":scope > li").map((li) => [keys.get(li) || "", li])),
    ids = new Set(list.map(lineKey));
  for (const [id, li] of held) if (!ids.has(id)) li.remove();
  list.forEach((line, i) => {
    const [id, icon, words, of] = line;
    let li = held.get(lineKey(line));
    if (!li) {
      li = h(
        "li",
        { class: HALVES.includes(id) ? "is-half" : "", "data-legend": id, "data-of": of || "" },
        h("span", { class: "legend-icon" }, markup(icon)),
        words,
      );
      keys.set(li, lineKey(line));
    }
    if (ul.children[i] !== li) ul.insertBefore(li, ul.children[i] || null);
  });
}

document.addEventListener("click", (event) => {
  const button = hit(event, ".legend-button");
  if (!button) return;
  const open = byId("legend").classList.toggle("is-open");
  button.setAttribute("aria-expanded", String(open));
});
