/* The tables of the payload as they stood on a day of knowledge. */

/** @typedef {import("../contract").EngagementRow} EngagementRow */
/** @typedef {import("../contract").FacetRule} FacetRule */
/** @typedef {import("../contract").Payload} Payload */
/** @typedef {import("../types").Told} Told */
/** @typedef {import("../types").View} View */
/** @typedef {number | null} Known A day of knowledge; null for everything known */

/* Rows at their own positions, where what was not public leaves a hole: every way through them passes holes over, also
   find, for...of and spread, which do not by themselves. */
/** @template T @extends {Array<T>} */
class Rows extends Array {
  /** @returns {ArrayIterator<T>} */
  [Symbol.iterator]() {
    return present(this);
  }
  /** @param {(row: T, i: number, all: T[]) => unknown} test @param {any} [of] @returns {T | undefined} */
  find(test, of) {
    return [...this].find(test, of);
  }
  /** @param {(row: T, i: number, all: T[]) => unknown} test */
  findIndex(test) {
    return super.findIndex((row, i) => i in this && test(row, i, this));
  }
}
/** @template T @param {T[]} rows @returns {Generator<T, undefined, unknown>} */
function* present(rows) {
  for (let i = 0; i < rows.length; i += 1) if (i in rows) yield rows[i];
  return undefined;
}

/** The rows of a table as they stood on a day of knowledge, at their own positions.
    @template T @param {[number, Known, Known, T][]} versions @param {Known} known @returns {T[]} */
function tableAt(versions, known) {
  const rows = new Rows();
  for (const [position, from, until, row] of versions) {
    const public_ =
      known === null ? until === null : (from === null || from <= known) && (until === null || known < until);
    if (public_) rows[position] = row;
  }
  return rows;
}
/** @template T @param {T[]} rows @returns {T[]} */
const compact = (rows) => Array.from(rows);
/** @template {{k: number}} T @param {T[]} list @param {Known} known */
const saidBy = (list, known) => list.filter((x) => known === null || x.k <= known);

/* An engagement as it was told of on a day of knowledge: its texts, the words that free text is looked up in, and the
   facets that ask whether a kind of text is told (`rules`). */
/** @param {EngagementRow} e @param {Known} known @param {FacetRule[]} rules @returns {Told} */
function toldAt(e, known, rules) {
  const hay = saidBy(e.hay, known)
    .map((x) => x.words)
    .join("");
  /** @type {Told & Record<string, any>} */
  const told = { ...e, hay, told: saidBy(e.texts, known), former: saidBy(e.former, known) };
  for (const { about, en, nl } of told.told) {
    for (const [lang, text] of [
      ["en", en],
      ["nl", nl],
    ]) {
      const key = `${about}_${lang}`;
      told[key] = told[key] ? `${told[key]} ${text}` : text;
    }
  }
  told.facets = { ...e.facets };
  for (const { name, about, words } of rules)
    told.facets[name] = [words[told.told.some((x) => x.about === about) ? 0 : 1]];
  return told;
}

/** @template K, V @param {Iterable<V>} rows @param {(row: V) => K[]} keysOf @returns {Map<K, V[]>} */
function gathered(rows, keysOf) {
  const found = new Map();
  for (const row of rows) for (const key of keysOf(row)) found.set(key, [...(found.get(key) || []), row]);
  return found;
}

/* The payload as it stood on a day of knowledge: static tables as they are, dated tables without what came later. */
/** @param {Payload} raw @param {Known} known @returns {View} */
export function viewAt(raw, known) {
  /** @type {any} */
  const view = { ...raw };
  for (const [name, versions] of Object.entries(raw.tables)) {
    const rows = tableAt(/** @type {any} */ (versions), known);
    view[name] = raw.positional.includes(name) ? rows : compact(rows);
  }
  const rules = raw.facets.filter((f) => f.about);
  view.engagements = view.engagements.map((/** @type {EngagementRow} */ e) => toldAt(e, known, rules));
  view.groups = view.groups.map((/** @type {import("../contract").GroupRow} */ g) => ({
    ...g,
    members: saidBy(g.members, known).map((m) => m.iso3),
  }));
  const groups = gathered(/** @type {View["groups"]} */ (view.groups), (g) => g.members);
  view.groupsOf = new Map([...groups].map(([iso, list]) => [iso, list.map((g) => g.group_id)]));
  view.statesOf = gathered(/** @type {View["states"]} */ (view.states), (row) => [row.iso3]);
  return view;
}
