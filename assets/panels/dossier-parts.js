/* Parts that several dossiers share: heads, facts, dates with their precision, statuses with their degree, rows. */
import { days } from "../core/days.js";
import * as documents from "../core/documents.js";
import { state } from "../core/state.js";
import { rowAt, rowName, saidOf, toldOf } from "../core/styled.js";
import { escape } from "../core/text.js";
import { dateWords, pick, t } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import * as reader from "./dossier-reader.js";

/** @typedef {import("../contract").ClockRow} ClockRow */
/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../contract").Means} Means */
/** @typedef {import("../contract").PeriodRow} PeriodRow */
/** @typedef {import("../types").Scene} Scene */
/** @typedef {import("../types").Told} Told */
/** @typedef {import("../types").View} View */
/** @typedef {import("../contract").Flag} Flag */

/* A date cut to its known part, in words that carry its precision. */
/** @param {string | undefined} text @param {string} [precision] @param {boolean} [short] */
function dateText(text, precision, short) {
  if (!text) return "";
  if (precision === "quarter" || precision === "half_year") {
    const [year, month] = text.split("-").map(Number);
    const n = Math.floor((month - 1) / (precision === "quarter" ? 3 : 6)) + 1;
    return t("dossier." + precision, { n, year });
  }
  const words = dateWords(text, short);
  return precision === "approx_year" ? t("dossier.about", { x: words }) : words;
}

/* Since when a period holds: on, after or by a date, or only on record since. */
/** @param {{means: Means}} engine @param {PeriodRow} period @param {boolean} [short] */
function since({ means }, period, short) {
  const date = dateText(period.start_date, period.start_precision, short);
  if (period.start_relation === means.by)
    return t(period.start_precision === means.undated ? "dossier.on_record" : "dossier.by", { x: date });
  if (period.start_relation === means.after) return t("dossier.after", { x: date });
  const exact = period.start_precision === means.exact;
  return t(period.status !== means.ended ? "dossier.since" : exact ? "dossier.on" : "dossier.in", { x: date });
}

/** @param {PeriodRow} period */
function planned(period) {
  const from = dateText(period.planned_start, period.planned_precision),
    to = dateText(period.planned_end, period.planned_precision);
  if (!from && !to) return "";
  if (from && to) return t("dossier.planned.span", { x: from, y: to });
  return t(from ? "dossier.planned.from" : "dossier.planned.to", { x: from || to });
}

/** @param {string} text */
const lower = (text) => text.charAt(0).toLowerCase() + text.slice(1);
/** @param {string} text */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/* A status with its degree, where a document states one: "Largely suspended". */
/** @param {PeriodRow} period */
function statusText(period) {
  const status = t("status." + period.status);
  return period.degree ? capital(t("dossier.degree." + period.degree, { x: lower(status) })) : status;
}

/** @param {Engine} engine @param {ClockRow} row @param {string} name */
const bit = (engine, row, name) => Boolean((row.f >> engine.raw.flags.indexOf(/** @type {Flag} */ (name))) & 1);
/* The day on which a source last spoke of a state that goes on after it. */
/** @param {Engine} engine @param {ClockRow} row @param {boolean} [short] */
const lastStated = (engine, row, short) =>
  bit(engine, row, "carried_forward") ? t("time.last_stated", { date: dateWords(days.toIso(row.said), short) }) : "";

/* The marks of doubt of a row: disagreement, general knowledge, inferred, outcome unknown. */
/** @param {Engine} engine @param {ClockRow} row */
function marks(engine, row) {
  const period = engine.data.periods[row.p];
  let s = "";
  if (row.c.length) s += mark("≠", t("doubt.conflict"));
  if (period.confidence === engine.means.unsure)
    s +=
      `<sup class="d-mark" title="${escape(t("doubt.general_knowledge"))}">?<span` +
      ` class="visually-hidden"> ${escape(t("doubt.general_knowledge"))}</span></sup>`;
  if (period.confidence === engine.means.inferred)
    s +=
      `<i class="d-inferred" title="${escape(t("doubt.inferred"))}">` +
      `${escape(t("doubt.inferred").toLowerCase())}</i>`;
  if (bit(engine, row, "uncertain")) s += mark("~", t("doubt.uncertain"));
  if (bit(engine, row, "outcome_not_recorded")) s += mark("…", t("doubt.outcome_not_recorded"));
  return s;
}
/** @param {string} sign @param {string} words */
const mark = (sign, words) =>
  `<span class="d-mark" title="${escape(words)}"><span aria-hidden="true">${sign}</span><span` +
  ` class="visually-hidden"> ${escape(words)}</span></span>`;

/** @param {Told} e */
function barStyle(e) {
  const n = e.instruments.length;
  const stops = e.instruments.map((name, i) => `${symbols.colour(name)} ${(100 * i) / n}% ${(100 * (i + 1)) / n}%`);
  return n === 1 ? `background:${symbols.colour(e.instruments[0])}` : `background:linear-gradient(${stops.join(",")})`;
}

/* First and last day of a row inside a chosen period. */
/** @param {ClockRow} row */
const within = (row) =>
  t("dossier.held", {
    x: dateWords(days.toIso(row.a), true),
    y: dateWords(days.toIso(/** @type {number} */ (row.b)), true),
  });

/* A piece that folds: its heading is a button. */
/**
 * @param {string} key @param {string} title @param {number | string} count @param {() => string} body
 * @param {boolean} [openAtFirst]
 */
function folded(key, title, count, body, openAtFirst) {
  const isOpen = reader.isOpen(key, openAtFirst);
  return (
    `<h3 class="d-fold"><button type="button" data-fold="${escape(key)}" data-key="fold:` +
    `${escape(key)}" aria-expanded="${isOpen}"><span aria-hidden="true">${isOpen ? "▾" : "▸"}</span> ` +
    `${escape(title)}${count === "" ? "" : ` <span class="num muted">${escape(count)}</span>`}` +
    `</button></h3>${isOpen ? body() : ""}`
  );
}

/** @param {string} title @param {string} [right] */
const heading = (title, right) => `<div class="d-heading"><h3>${escape(title)}</h3>${right || ""}</div>`;

/** @param {[name: string, value: string][]} pairs */
function facts(pairs) {
  const rows = pairs
    .filter(([, value]) => value)
    .map(([name, value]) => `<div><dt>${escape(name)}</dt><dd>${value}</dd></div>`);
  return rows.length ? `<dl class="d-facts">${rows.join("")}</dl>` : "";
}

/** @param {{kicker: string, name: string, sub?: string, aside?: string}} parts */
function head({ kicker, name, sub, aside }) {
  const back = reader.trail[reader.trail.length - 1];
  const context = { engine: state.engine };
  const again =
    back && back !== state.scene.selection[0]
      ? `<button type="button" class="d-back" data-select="${escape(back)}" data-back` +
        ` data-key="back">‹ ${escape(nameOf(context, back))}</button>`
      : "";
  const low = document.documentElement.dataset.sheet === "low",
    more = escape(t(low ? "dossier.more" : "dossier.less"));
  return (
    `<div class="d-head"><div class="d-head-words">${again}<p class="d-kicker">${escape(kicker)}` +
    `</p><h2${name.length > 14 ? ' class="is-long"' : ""}>${escape(name)}</h2>${sub || ""}</div>` +
    (aside || "") +
    `<button type="button" class="d-narrow" data-narrow data-key="narrow" aria-expanded="${!low}` +
    `" aria-controls="dossier-body" aria-label="${more}" title="${more}">▾</button>` +
    '<button type="button" class="d-close" data-close data-key="close" aria-label="' +
    `${escape(t("dossier.close"))}" title="${escape(t("dossier.close"))}">✕</button></div>`
  );
}

/* Kinds of things whose rows become public on a day: the table and the column of their id. */
/** @type {Record<string, [table: string, column: string]>} */
const DATED = {
  engagement: ["engagements", "engagement_id"],
  event: ["events", "event_id"],
  site: ["sites", "site_id"],
  leg: ["legs", "leg_id"],
  context: ["context", "context_id"],
  document: ["documents", "document_id"],
};
/** @param {Engine} engine @param {string} kind @param {string} id */
const found = (engine, kind, id) => {
  const [table, column] = DATED[kind];
  return /** @type {any} */ (engine.data)[table].find(/** @param {any} x */ (x) => x && x[column] === id);
};
/* Whether there is such a thing, but only later than what was known. */
/** @param {Engine} engine @param {string} kind @param {string} id */
function isLater(engine, kind, id) {
  if (!DATED[kind] || found(engine, kind, id)) return false;
  const [table, column] = DATED[kind];
  return /** @type {Record<string, any[]>} */ (/** @type {unknown} */ (engine.raw.tables))[table].some(
    ([, , , x]) => x[column] === id,
  );
}

/* A row of a layer with a style: its name, once its rows are there. */
/** @param {Engine} engine @param {string} id */
function featureName(engine, id) {
  const at = id.indexOf("/"),
    said = saidOf(engine, id.slice(0, at)),
    told = said && toldOf(said.id),
    j = told ? rowAt(told, id.slice(at + 1)) : -1;
  return j < 0
    ? said && { name_en: said.en, name_nl: said.nl }
    : { name_en: rowName(/** @type {any} */ (said), /** @type {any} */ (told), j, state.scene.lang) };
}

/** @param {{engine: Engine}} context @param {string} ref */
function nameOf(context, ref) {
  const { engine } = context,
    i = ref.indexOf(":"),
    kind = ref.slice(0, i),
    id = ref.slice(i + 1),
    d = engine.data;
  const { known, lang } = state.scene;
  if (isLater(engine, kind, id)) return t("dossier.hidden", { x: dateWords(known) });
  const named = {
    country: () => engine.countries.get(id),
    feature: () => featureName(engine, id),
    engagement: () => found(engine, kind, id),
    event: () => {
      const e = found(engine, kind, id);
      return e && { name_en: e.title_en, name_nl: e.title_nl };
    },
    context: () => found(engine, kind, id),
    place: () => d.places[id],
    site: () => {
      const s = found(engine, kind, id);
      return s ? d.places[s.place_id] : d.places[id.split("|")[0]];
    },
    leg: () => {
      const l = found(engine, kind, id);
      return l && { name_en: `${legEnd(d, l.from_id)} → ${legEnd(d, l.to_id)}` };
    },
    document: () => {
      const row = found(engine, kind, id);
      return row && { name_en: documents.nameOf(row, lang) };
    },
    paragraph: () => ({ name_en: paragraphName(id) }),
    route: () => ({ name_en: t("route.name") }),
  }[kind];
  const thing = named && named();
  return thing ? pick(thing, "name") || thing.name_en : id;
}
/** @param {View} d @param {string} id */
const legEnd = (d, id) => (d.places[id] ? pick(d.places[id], "name") : d.nodes[id].name_en);

/* The radius of the wheel in the head of a country's dossier, in px. */
export const WHEEL_R = 38;

/** @param {string} ref */
export function paragraphName(ref) {
  const [section, paragraph] = ref.split(" "),
    name = t("section.name." + section);
  return `${name.startsWith("section.") ? section : name}, ${t("dossier.paragraph", { n: paragraph || "" })}`;
}

/* A thing in a text, as a button that opens its dossier. */
/** @param {string} ref @param {string} words @param {string} key */
export const textLink = (ref, words, key) =>
  `<button type="button" class="d-link" data-select="${escape(ref)}" data-key="${escape(key)}">` +
  `${escape(words)}</button>`;
/** @param {Engine} engine @param {string} iso */
export const countryName = (engine, iso) => pick(engine.countries.get(iso) || { name_en: iso }, "name");
/* A lead or partner by name: a country or an organisation. */
/** @param {Engine} engine @param {string} id */
export const actor = (engine, id) => (engine.countries.has(id) ? countryName(engine, id) : t("actor." + id));
/* An engagement by its id; undefined where there is none yet. */
/** @param {Engine} engine @param {string} id @returns {Told} */
export const engagementOf = (engine, id) => engine.engagements[engine.byId.get(id) ?? -1];
/* Countries in which the clock knows a state of an engagement. */
/** @param {Engine} engine @param {Scene} scene @param {number} at */
export function countriesOf(engine, scene, at) {
  return [
    ...new Set(
      engine
        .clock(scene)
        .chains.filter(([e, iso]) => e === at && iso)
        .map(([, iso]) => iso),
    ),
  ];
}

/** @param {string[]} words */
const list = (words) => {
  const all = words.filter(Boolean);
  return all.length > 1 ? `${all.slice(0, -1).join(", ")} ${t("dossier.and")} ${all[all.length - 1]}` : all.join("");
};
/** @param {Engine} engine @param {string} iso @param {string} prefix */
const countryButton = (engine, iso, prefix) =>
  `<button type="button" class="d-chip" data-select="country:${escape(iso)}" data-key="` +
  `${escape(prefix)}:${escape(iso)}">` +
  `${escape(pick(engine.countries.get(iso) || { name_en: iso }, "name"))}</button>`;

/* The day or stretch that a scene asks about, in words, under one of three keys: KEY.on, KEY.in, KEY.span. */
/** @param {Scene} scene @param {string} key */
function when(scene, key) {
  const [first, last] = scene.to ? [scene.date, scene.to].sort() : [scene.date, scene.date];
  const form = scene.to ? ".span" : scene.date.length === 7 ? ".in" : ".on";
  return t(key + form, { x: dateWords(first), y: dateWords(last) });
}

export {
  dateText,
  since,
  planned,
  statusText,
  lastStated,
  bit,
  within,
  marks,
  mark,
  barStyle,
  folded,
  heading,
  facts,
  head,
  isLater,
  nameOf,
  legEnd,
  list,
  countryButton,
  when,
  lower,
  capital,
};
