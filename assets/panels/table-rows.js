/* The rows of the table: groups in their order, each with the engagements under it. */
import * as doors from "../core/doors.js";
import * as rows from "../core/rows.js";
import { escape } from "../core/text.js";
import { pick } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import * as wheelWords from "../map/wheel-words.js";
import * as strips from "./strips.js";
import { held } from "./table-columns.js";

/** @typedef {import("./table-columns.js").Group} Group */
/** @typedef {import("./table-columns.js").Folded} Folded */
/** @typedef {import("./table-columns.js").RowData} RowData */
/** @typedef {import("../types").Facets} Facets */
/** @typedef {import("../types").Told} Told */
/** @typedef {import("../types").Item} Item */

/* An engagement's state in a group, which has named the country already. */
/** @param {Folded} x @returns {Item} */
const entryOf = (x) => ({ e: x.e, country: "", row: x.row });
/* Which sentence a head is: over a period it tells of the past. */
/** @param {number} running @param {number} open */
function headKey(running, open) {
  if (!held.context.scene.to) return open ? "table.group.counted" : "table.group.listed";
  if (!open) return "table.group.listed.period";
  return running === 1 ? "table.group.counted.period.one" : "table.group.counted.period";
}

/* Groups in their order: [{id, name, icon, note, takes(item)}]. */
/** @param {string} by @param {Folded[]} folded @returns {Group[]} */
function groupsOf(by, folded) {
  const { engine, look, scene, t } = held.context;
  /* How many engagements a group lists, of every subject, and how many of those are counted and run: each number opens
       its rows. */
  const note = (/** @type {Facets} */ facets, /** @type {Item[]} */ entries) => {
    const distinct = (/** @type {Item[]} */ list) => new Set(list.map((x) => x.e)).size,
      link = (/** @type {number} */ n, /** @type {Facets} */ more) => doors.doorLink({ ...facets, ...more }, n, "");
    const mine = entries.filter((x) => engine.isCounted(engine.engagements[x.e])),
      { running, open } = engine.tally(mine),
      unit = wheelWords.measured(engine, scene);
    const asked = /** @type {string[]} */ (scene.status);
    const of = (/** @type {string[]} */ statuses) => ({
      counted: [engine.means.counts],
      status: statuses.filter((s) => !asked.length || asked.includes(s)),
    });
    const named = (/** @type {string} */ name) => of(doors.statusesOf(engine.raw, name)),
      k = link(distinct(entries), {});
    if (unit.running)
      return t(headKey(running, open), { n: link(running, named("running")), m: link(open, named("open")), k });
    const n = distinct(mine.filter((x) => unit.statuses.includes(engine.data.statuses[x.row.s])));
    return t(n ? "table.group.asked" : "table.group.plain", {
      x: escape(wheelWords.unitWords(unit.statuses, t)),
      n: link(n, of(unit.statuses)),
      k,
    });
  };
  if (by !== "country") {
    /** @type {readonly string[]} */
    const known = by === "instrument" ? engine.data.instruments : engine.wordsOf("framework");
    /** @type {string[]} */
    const chosen = by === "instrument" ? scene.instrument : scene.framework,
      asked = chosen.length ? known.filter((w) => chosen.includes(w)) : known;
    const valuesOf = (/** @type {Told} */ e) =>
      /** @type {string[]} */ ((by === "instrument" ? e.instruments : e.framework) || []);
    return asked.map((id) => {
      const takes = (/** @type {Folded} */ x) => valuesOf(engine.engagements[x.e]).includes(id);
      const entries = folded.filter(takes).map(entryOf);
      return {
        id,
        name: t(`${by}.${id}`),
        icon: by === "instrument" ? symbols.segmentIcon(id, 22) : "",
        note: note({ [by]: [id] }, entries),
        takes,
        countries: (/** @type {Folded} */ x) => x.countries,
        paint: by === "instrument" ? symbols.colour(id) : null,
      };
    });
  }
  const found = new Set(folded.flatMap((x) => (x.countries.length ? x.countries : [""])));
  const rest = [...found].filter((iso) => iso && !engine.data.focus.includes(iso));
  const name = (/** @type {string} */ iso) =>
    iso ? pick(engine.countries.get(iso) || { name_en: iso }, "name") : t("table.nowhere");
  rest.sort((a, b) => name(a).localeCompare(name(b), scene.lang));
  return [...engine.data.focus.filter((iso) => found.has(iso)), ...rest, ...(found.has("") ? [""] : [])].map((iso) => {
    const wheel = wheelWords.shown(engine, scene, look, iso),
      takes = (/** @type {Folded} */ x) => (iso ? x.countries.includes(iso) : !x.countries.length);
    const entries = folded.filter(takes).map(entryOf);
    return {
      id: iso || "none",
      name: name(iso),
      icon: wheel ? symbols.wheel(12, wheel.segments, {}) : "",
      note: iso ? note({ country: [iso] }, entries) : escape(t("table.group.plain", { k: entries.length })),
      takes,
      countries: () => (iso ? [iso] : []),
      paint: null,
      coups: engine.data.events.filter(
        (e) =>
          e.sign === engine.means.coup &&
          (e.countries_iso3 || []).includes(iso) &&
          e.day >= engine.data.window[0] &&
          e.day <= engine.data.window[1],
      ),
    };
  });
}

/* Rows of the grid: a group row, then its engagements: running before over, by instrument, Dutch before missions. */
export function gridRows() {
  const { engine, scene, look } = held.context,
    folded = rows.fold(engine, look.rows);
  /** @type {RowData[]} */
  const found = [];
  const first = (/** @type {Told} */ e) =>
    engine.data.instruments.findIndex((name) => (e.instruments || []).includes(name));
  const ended = engine.data.statuses.indexOf(engine.means.ended);
  /* A component follows the engagement it is part of, so it sorts by that one's place. */
  const rank = (/** @type {Folded} */ x) => {
    const own = engine.engagements[x.e],
      whole = engine.engagements[engine.byId.get(own.component_of || "") ?? -1] || own;
    return [
      x.row.s === ended ? 1 : 0,
      first(whole),
      whole.subject === engine.means.dutch ? 0 : 1,
      pick(whole, "name"),
      own === whole ? 0 : 1,
      pick(own, "name"),
    ];
  };
  const compare = (/** @type {(string | number)[]} */ a, /** @type {(string | number)[]} */ b) => {
    for (let i = 0; i < a.length; i++) {
      const one = a[i],
        other = b[i];
      const d = typeof one === "string" ? one.localeCompare(String(other), scene.lang) : one - Number(other);
      if (d) return d;
    }
    return 0;
  };
  const sorted = folded
    .map((x) => ({ x, r: rank(x) }))
    .sort((a, b) => compare(a.r, b.r))
    .map((s) => s.x);
  held.order = groupsOf(scene.by, folded);
  held.order.forEach((group, g) => {
    const mine = sorted.filter(group.takes),
      shut = held.closed.has(scene.by + group.id);
    if (!mine.length) return;
    found.push({
      key: scene.by + group.id,
      group: scene.by + group.id,
      g,
      name: group.name,
      icon: group.icon,
      note: group.note,
      closed: shut,
      coups: group.coups,
    });
    if (shut) return;
    const times = new Map();
    for (const x of mine) times.set(x.e, (times.get(x.e) || 0) + 1);
    for (const x of mine) {
      const countries = group.countries(x),
        e = engine.engagements[x.e],
        histories = strips.histories(engine, scene, x.e, countries);
      found.push({
        key: [
          scene.by + group.id,
          x.e,
          x.row.p,
          x.row.f,
          x.row.c.join("."),
          x.row.a,
          x.row.b,
          countries.join("."),
        ].join("|"),
        g,
        row: rows.row(engine, x, scene),
        histories,
        coups: group.coups,
        several: times.get(x.e) > 1,
        stripKey: [x.e, scene.known, countries.join()].join("|"),
        paint: group.paint || symbols.colour(engine.data.instruments[first(e)]),
      });
    }
  });
  return found;
}
