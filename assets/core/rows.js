/* The rows of the query, built in the browser from the payload: the same fold as scenes/query.py. */
import { days } from "./days.js";
import { pick, t } from "./words.js";

/** @typedef {import("../contract").ClockRow} ClockRow */
/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../types").Item} Item */
/** @typedef {import("../types").Scene} Scene */
/** @typedef {{key: string, e: number, row: ClockRow, countries: string[]}} Folded */

/** @param {unknown} x */
const orNull = (x) => (x === undefined || x === "" ? null : x);
/** @template T @param {T[] | undefined} x @returns {T[]} */
const list = (x) => x || [];

/** @param {Engine} engine @param {number} index */
function cite(engine, index) {
  const [, d, section, paragraph, role] = engine.data.citations[index];
  return { document: engine.data.documents[d].document_id, section, paragraph, role };
}

/** The citation that stands in a row: the letter's where it bears the row, else the primary one.
    @param {Engine} engine @param {ClockRow} row */
function shown(engine, row) {
  const all = row.q.map((i) => cite(engine, i));
  const { letter: told } = engine.data,
    letter = all.filter((c) => told && c.document === told.id);
  const pool = letter.length ? letter : all;
  return pool.find((c) => c.role === engine.means.primary) || pool[0] || { document: "", section: "", paragraph: "" };
}

/** States that differ in nothing but the country, folded into one row each; `countries` are those among the items.
    @param {Engine} engine @param {Item[]} items */
function fold(engine, items) {
  /** @type {Map<string, Folded>} */
  const groups = new Map();
  for (const item of items) {
    const { row } = item,
      key = [item.e, row.p, row.f, row.c.join(), row.a, row.b].join("|");
    const group = groups.get(key) || { key, e: item.e, row, countries: [] };
    groups.set(key, group);
    if (item.country) group.countries.push(item.country);
  }
  return [...groups.values()];
}

/* The whole list of countries of each row of a scene, whatever its filter lets through: key -> countries. */
/** @type {WeakMap<Scene, Map<string, string[]>>} */
const whole = new WeakMap();
/** @param {Engine} engine @param {Scene} scene */
function countriesOf(engine, scene) {
  let kept = whole.get(scene);
  if (!kept) {
    const facets = Object.fromEntries(engine.raw.facets.map((f) => [f.name, []]));
    const rows = fold(engine, engine.rows({ ...scene, ...facets, text: "" }));
    kept = new Map(rows.map((group) => [group.key, group.countries]));
    whole.set(scene, kept);
  }
  return kept;
}

/** @typedef {import("../contract").AmountRow} AmountRow */

/** A sum as a cell holds it: currency, figure, years, what for, and the citation. @param {AmountRow} a */
const amount = (a) =>
  `${a.currency} ${a.amount} (${a.year}), ${pick(a, "for")} [` +
  `${[a.document_id, a.section_code, a.paragraph].filter(Boolean).join(" ")}]`;

/** Stated sums as texts, and their parts as lists that run alike; the sums are numbers. @param {AmountRow[]} amounts */
function sumsOf(amounts) {
  /** @param {keyof AmountRow} name */
  const each = (name) => amounts.map((a) => a[name]);
  return {
    amounts: amounts.map(amount),
    amount_sum: each("amount"),
    amount_currency: each("currency"),
    amount_year: each("year"),
    amount_for: amounts.map((a) => pick(a, "for")),
    amount_document: each("document_id"),
  };
}

/** One folded group as a row with the columns of the query. @param {Engine} engine @param {Folded} group
    @param {Scene} scene */
function row(engine, group, scene) {
  const e = engine.engagements[group.e],
    period = engine.data.periods[group.row.p];
  /* What one document alone states holds nothing that another one tells. */
  /** @template {{document_id: string}} T @param {T[]} list */
  const stated = (list) => list.filter((x) => !scene.stated || x.document_id === scene.stated);
  /** @param {string} about @param {"en" | "nl"} lang */
  const told = (about, lang) =>
    orNull(
      stated(e.told)
        .filter((x) => x.about === about)
        .map((x) => x[lang])
        .join(" "),
    );
  const own = scene.lang === "nl" ? "nl" : "en";
  return {
    id: e.engagement_id,
    subject: e.subject,
    parent: orNull(e.parent_id),
    kind: e.kind,
    name_en: e.name_en,
    name_nl: e.name_nl,
    instruments: list(e.instruments),
    goals: list(e.goals),
    framework: list(e.framework),
    lead: list(e.lead),
    partners: list(e.partners),
    channel: e.channel,
    countries: countriesOf(engine, scene).get(group.key) || group.countries,
    ...stateOf(engine, group, period),
    counted: e.counted,
    component_of: orNull(e.component_of),
    goal_basis: e.goal_basis,
    conditions_en: told("conditions", "en"),
    conditions_nl: told("conditions", "nl"),
    layer: e.facets.layer[0],
    reach: e.reach,
    countries_matched: group.countries,
    description: told("description", own),
    contribution: told("contribution", own),
    ...sumsOf(stated(engine.data.amounts).filter((a) => a.engagement_id === e.engagement_id)),
  };
}
/** What a row says of the state: since when, how sure, and what it rests on.
    @param {Engine} engine @param {Folded} group @param {import("../contract").PeriodRow} period */
function stateOf(engine, group, period) {
  const { data } = engine,
    flags = engine.flags(group),
    c = shown(engine, group.row),
    { row: state } = group;
  const documents = [...new Set(state.q.map((i) => data.documents[data.citations[i][1]]))];
  return {
    status: data.statuses[state.s],
    decision: orNull(period.decision),
    degree: orNull(period.degree),
    status_since: period.start_date,
    since_precision: period.start_precision,
    since_relation: period.start_relation,
    projected: flags.projected,
    uncertain: flags.uncertain,
    carried_forward: flags.carried_forward,
    outcome_not_recorded: flags.outcome_not_recorded,
    source_later: flags.source_later,
    conflicts: state.c.map((i) => data.conflicts[i].conflict_id),
    document: orNull(c.document),
    section: orNull(c.section),
    paragraph: orNull(c.paragraph),
    citations: state.q
      .map((i) => cite(engine, i))
      .map((x) => [x.document, x.section, x.paragraph].filter(Boolean).join(" ")),
    addresses: documents.map((d) => d.address || d.identifier || t("address.none")),
    confidence: period.confidence,
    last_stated: days.toIso(state.said),
    planned_start: orNull(period.planned_start),
    planned_end: orNull(period.planned_end),
    planned_precision: orNull(period.planned_precision),
    from: days.toIso(state.a),
    to: state.b === null ? null : days.toIso(state.b),
  };
}

export { fold, row, shown };
/** All rows of a scene, as `atlas query` prints them.
    @param {Engine} engine @param {Scene} scene @param {Item[]} [items] */
export function of(engine, scene, items) {
  return fold(engine, items || engine.rows(scene)).map((group) => row(engine, group, scene));
}
