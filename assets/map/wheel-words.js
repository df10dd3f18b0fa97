/* A wheel in words: what each storey of a segment counts, with what its numbers stand for. Pure functions: `say(key)`
   gives a word group with its {names}, `date(day)` a day in words, `parts` those of partsSaid().
   A sentence is a list of texts and of numbers {text, parts}, where `parts` are the positions in `raw.parts` that the
   number counts: each can open its rows. One that counts what was last stated earlier has `late`, one of what is
   documented only later `silent`. */

import { askedOf, passes } from "../core/facet-values.js";
import { rowAt } from "../core/steps.js";

/** @typedef {import("../contract").Payload} Payload */
/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../types").Item} Item */
/** @typedef {import("../types").Look} Look */
/** @typedef {import("../types").Scene} Scene */
/** @typedef {import("../types").Segment} Segment */
/** @typedef {import("../types").Silent} Silent */
/** @typedef {import("../types").Told} Told */
/** @typedef {import("../types").Wheel} Wheel */
/** @typedef {{text: string, parts?: number[], reach?: string, late?: boolean, silent?: boolean}} Counted */
/** @typedef {string | Counted} Token */
/** @typedef {{running: number[], open: number[]}} PartsSaid */
/** @typedef {{say: (key: string) => string, date: (day: number) => string, period: boolean, quiet?: boolean,
    parts: PartsSaid}} Spoken */
/** @typedef {{running: boolean, statuses: string[], parts: number[]}} Measure */
/** @typedef {Wheel & {asked?: Measure}} Shown A wheel, and what its numbers count where nobody asked what runs */
/** @typedef {ReturnType<typeof storeyFacts>} Facts */

const JOINED = ["reduced", "suspended", "planned"];
/** @type {WeakMap<Wheel, Shown | undefined>} */
const shownOf = new WeakMap();
/** @type {WeakMap<Scene, Set<string>>} */
const firstOf = new WeakMap();

/** @param {Item[]} items */
const distinct = (items) => new Set(items.map((r) => r.e)).size;
/** A word group with its {names}. @param {string} template @param {Record<string, Token>} values @returns {Token[]} */
const fill = (template, values) =>
  template
    .split(/(\{\w+\})/)
    .filter(Boolean)
    .map((piece) => (/^\{\w+\}$/.test(piece) ? values[piece.slice(1, -1)] : piece));
/** @param {Token[]} tokens */
const plain = (tokens) => tokens.map((x) => (typeof x === "object" ? x.text : x)).join("");

/** The parts, by position in `raw.parts`, that count a set of statuses, given as a mask over `raw.statuses`.
    @param {Payload} raw @param {number} mask */
const partsIn = (raw, mask) =>
  [...new Set(raw.statuses.map((_, s) => ((mask >> s) & 1 ? raw.part[s] : -1)).filter((k) => k >= 0))].sort(
    (a, b) => a - b,
  );
/** The parts that a number of what runs counts, and one of what is not over. @param {Payload} raw
    @returns {PartsSaid} */
const partsSaid = (raw) => ({ running: partsIn(raw, raw.running), open: partsIn(raw, raw.open) });

/* ---- what a number counts: a filter hides, it does not make zero ---- */

/** The statuses that a scene asks for: by name, or by the decisions behind them; none asked is all.
    @param {Engine} engine @param {Scene} scene @returns {string[]} */
function askedStatuses(engine, scene) {
  const named = scene.status || [],
    decision = scene.decision || [];
  if (!decision.length) return named;
  const found = new Set();
  for (const p of engine.view(scene.known).periods)
    if (p.decision && decision.includes(p.decision)) found.add(p.status);
  const both = [...found].filter((status) => !named.length || named.includes(status));
  return both.length ? both : named;
}

/* Which statuses the numbers of a scene count: those that run, as long as it asks for any of these. Where its filter
   leaves all of them out nobody asked what runs: then what is asked for and open, or, where nothing open is asked for,
   what is asked for. {running, statuses: names, parts: positions in raw.parts}. */
/** @param {Payload} raw @param {string[]} asked @returns {Measure} */
function measure(raw, asked) {
  /** @param {number} mask */
  const of = (mask) => raw.statuses.filter((name, s) => (mask >> s) & 1 && (!asked.length || asked.includes(name)));
  const running = of(raw.running),
    open = of(raw.open),
    rest = open.length ? open : raw.statuses.filter((name) => asked.includes(name));
  const statuses = running.length ? running : rest;
  const parts = [...new Set(statuses.map((name) => raw.part[raw.statuses.indexOf(name)]))].filter((k) => k >= 0);
  return { running: running.length > 0, statuses, parts };
}
/** @param {Engine} engine @param {Scene} scene */
const measured = (engine, scene) => measure(engine.raw, askedStatuses(engine, scene));

/** "planned", "planned or exploring". @param {string[]} statuses @param {(key: string) => string} say */
function unitWords(statuses, say) {
  const all = statuses.map((name) => say("status." + name).toLowerCase()),
    last = all.pop() || "";
  return all.length ? plain(fill(say("wheel.or"), { x: all.join(", "), y: last })) : last;
}

/** Facets of the state on the day that a scene asks for. @param {Engine} engine @param {Scene} scene */
const stateFacets = (engine, scene) =>
  engine.raw.facets.filter((f) => f.level === "state" && askedOf(scene, f.name).length);

/** Whether a scene leaves states out: by a filter on them, or since one document alone may speak.
    @param {Engine} engine @param {Scene} scene */
const narrows = (engine, scene) => Boolean(scene.stated) || stateFacets(engine, scene).length > 0;

/* The wheel that is drawn of a country: none outside the filter, none where nothing asked for is counted, and under a
     filter on states none where nothing counted passes it. Where nobody asked what runs, its numbers count what was
     asked for, and `asked` names it. */
/** @param {Engine} engine @param {Scene} scene @param {Look} look @param {string} iso @returns {Shown | undefined} */
function shown(engine, scene, look, iso) {
  const wheel = look.wheels[iso];
  if (!wheel || uncounted(engine, scene, look)) return undefined;
  if (!narrows(engine, scene)) return wheel;
  if (!shownOf.has(wheel)) shownOf.set(wheel, asked(engine, scene, look, iso, wheel));
  return shownOf.get(wheel);
}
/** @param {Engine} engine @param {Scene} scene @param {Look} look @param {string} iso @param {Wheel} wheel
    @returns {Shown | undefined} */
function asked(engine, scene, look, iso, wheel) {
  const { raw, engagements } = engine,
    unit = measured(engine, scene);
  const mine = look.rows.filter(
    (r) => r.country === iso && engine.isCounted(engagements[r.e]) && raw.part[r.row.s] >= 0,
  );
  if (!mine.length || unit.running) return mine.length ? wheel : undefined;
  const [own, region] = raw.reaches.map((reach) => distinct(mine.filter((r) => engagements[r.e].reach === reach)));
  return { ...wheel, own, region, asked: unit };
}

/** Whether the map draws any wheel. @param {Engine} engine @param {Scene} scene @param {Look} look */
const drawn = (engine, scene, look) => Object.keys(look.wheels).some((iso) => shown(engine, scene, look, iso));

/** Of what is documented only later: under a filter on states, what passes it on its first documented day.
    @param {Engine} engine @param {Scene} scene @param {Silent[]} silent @returns {Silent[]} */
function silentOn(engine, scene, silent) {
  const facets = stateFacets(engine, scene);
  if (!facets.length || !silent.length) return silent;
  /* A scene never changes, so this is worked out once: the dock asks for every day of its curve. */
  const passing = firstOf.get(scene) || documentedUnder(engine, scene, facets);
  firstOf.set(scene, passing);
  return silent.filter((s) => passing.has(`${s.e}|${s.country}`));
}
/** @param {Engine} engine @param {Scene} scene @param {{name: string}[]} facets */
function documentedUnder(engine, scene, facets) {
  const clock = engine.clock(scene),
    view = engine.view(scene.known);
  /** @type {Set<string>} */
  const passing = new Set();
  for (const [e, country, until, steps] of clock.chains) {
    const r = until ? rowAt(steps, until) : -1,
      item = { e, country, row: clock.rows[r] };
    const passesAll = () =>
      facets.every(({ name }) => passes(askedOf(scene, name), engine.facetValues(name, item, until, view)));
    if (r >= 0 && passesAll()) passing.add(`${e}|${country}`);
  }
  return passing;
}

/* ---- in words ---- */

/* What one storey counts: {counts, running, open, late, said, silent}. `late` are those last stated before the day,
     `said` the days on which they were, `silent` those documented only later. */
/** @param {Payload} raw @param {Told[]} engagements @param {Segment} segment @param {import("../contract").Reach} reach
    @param {number} silent */
function storeyFacts(raw, engagements, segment, reach, silent) {
  const mine = segment.items.filter((r) => engagements[r.e].reach === reach && raw.part[r.row.s] >= 0);
  const late = mine.filter((r) => (r.row.f & raw.late) !== 0);
  return {
    counts: segment[reach].counts,
    items: mine,
    running: distinct(mine.filter((r) => (raw.running >> r.row.s) & 1)),
    open: distinct(mine),
    late: distinct(late),
    said: [...new Set(late.map((r) => r.row.said))].sort((a, b) => a - b),
    silent,
  };
}

/** Engagements of an instrument and reach that are documented only after the day, in one country.
    @param {{silent: Silent[]}} look @param {Told[]} engagements @param {string} iso @param {number} bit
    @param {string} reach */
function silentOf(look, engagements, iso, bit, reach) {
  return new Set(
    look.silent
      .filter((s) => s.country === iso && engagements[s.e].reach === reach && (engagements[s.e].bits >> bit) & 1)
      .map((s) => s.e),
  ).size;
}

/** @param {number[]} said @param {Spoken["say"]} say @param {Spoken["date"]} date */
function saidWords(said, say, date) {
  const [first, last] = [said[0], said[said.length - 1]].map(date);
  return plain(fill(say(first === last ? "wheel.on" : "wheel.range"), { x: first, y: last }));
}

/* The counts of one storey: "none of 2 runs, 2 suspended"; `quiet` where nobody asked what runs: "2 suspended". */
/** @param {Facts} f @param {Spoken} spoken @param {string} [reach] @returns {Token[]} */
function storeyTokens(f, { say, date, period, quiet, parts: { running, open } }, reach = "own") {
  /** @param {number} n @param {number[]} parts @returns {Counted} */
  const number = (n, parts) => ({ text: String(n), parts });
  const pieces = [];
  if (f.open) {
    const key = f.running > 1 ? "some" : f.running ? "one" : "none";
    if (!quiet)
      pieces.push(
        fill(say(`wheel.${key}${period ? ".period" : ""}`), {
          n: number(f.running, running),
          of: number(f.open, open),
        }),
      );
    JOINED.forEach((name, k) => {
      const only = name === "reduced" && f.running === 1;
      if (f.counts[k + 1])
        pieces.push(fill(say(`wheel.${name}${only ? ".one" : ""}`), { n: number(f.counts[k + 1], [k + 1]) }));
    });
    if (f.late)
      pieces.push(
        fill(say(f.late === f.open ? "wheel.stale" : "wheel.stale.some"), {
          n: { ...number(f.late, open), late: true },
          x: saidWords(f.said, say, date),
        }),
      );
  } else pieces.push([say(reach === "own" ? "wheel.nothing" : "wheel.nothing.region")]);
  const found = pieces.flatMap((piece, i) => (i ? [", ", ...piece] : piece));
  return f.silent
    ? [
        ...found,
        ...fill(say(f.open ? "wheel.silent" : "wheel.silent.only"), { n: { text: String(f.silent), silent: true } }),
      ]
    : found;
}

/* Both storeys: "Niger, security: none of 2 runs, 2 suspended. Region-wide: 1 of 1 runs." */
/** @param {Facts} own @param {Facts} region @param {{country: string, instrument: string}} names
    @param {Spoken} words */
function segmentTokens(own, region, names, words) {
  const { say } = words,
    head = `${names.country}, ${names.instrument}: `;
  const mine = storeyTokens(own, words);
  if (!region.open && !region.silent) return { head, own: [...mine, "."], region: [] };
  return {
    head,
    own: [...mine, "."],
    region: [say("wheel.region"), ": ", ...storeyTokens(region, words, "region"), "."],
  };
}

/* The whole wheel: "2 running in the country itself, 10 region-wide, 15 open". */
/** @param {Shown} wheel @param {Spoken} spoken @returns {Token[]} */
function wheelTokens(wheel, { say, period, parts: { running, open } }) {
  if (wheel.asked) return askedTokens(wheel, wheel.asked, { say, period });
  const past = period ? ".period" : "";
  /** @param {number} n @param {number[]} parts @param {string} [reach] @returns {Counted} */
  const number = (n, parts, reach) => ({ text: String(n), parts, reach });
  const own = fill(say(`wheel.own${wheel.own ? "" : ".none"}${past}`), { n: number(wheel.own, running, "own") });
  const rim = wheel.region ? [", ", ...fill(say("wheel.rim"), { n: number(wheel.region, running, "region") })] : [];
  return [...own, ...rim, ", ", ...fill(say("wheel.open"), { n: number(wheel.open, open) })];
}

/* The same where nobody asked what runs: "3 planned in the country itself, 2 region-wide". */
/** @param {Wheel} wheel @param {Measure} asked @param {Pick<Spoken, "say" | "period">} spoken @returns {Token[]} */
function askedTokens({ own, region }, { statuses, parts }, { say, period }) {
  /** @param {number} n @param {string} reach @returns {Counted} */
  const number = (n, reach) => ({ text: String(n), parts, reach }),
    x = unitWords(statuses, say);
  const mine = fill(say(`wheel.asked${own ? "" : ".none"}${period ? ".period" : ""}`), { n: number(own, "own"), x });
  return region ? [...mine, ", ", ...fill(say("wheel.rim"), { n: number(region, "region") })] : mine;
}

/* Missions and parts of other engagements are listed and mapped, never counted: where nothing else passes the filter a
     wheel would be empty, and its nought would say that nothing runs. */
/** @param {Engine} engine @param {Scene} scene @param {Look} look */
function uncounted(engine, scene, look) {
  const { engagements } = engine,
    listed = (/** @type {number} */ e) => !engine.isCounted(engagements[e]);
  if (look.rows.length) return !look.silent.length && look.rows.every((r) => listed(r.e));
  const passing = [...engine.passing(scene)];
  return passing.length > 0 && passing.every(listed);
}

/* What stands in a country in place of a wheel: [{status, n}] of what is listed there, what has ended left out where
     something else is open. */
/** @param {Payload} raw @param {Item[]} rows @param {string} iso */
function standing(raw, rows, iso) {
  const mine = rows.filter((r) => r.country === iso),
    open = mine.filter((r) => raw.part[r.row.s] >= 0);
  /** @type {Map<number, Set<number>>} */
  const found = new Map();
  for (const r of open.length ? open : mine) found.set(r.row.s, (found.get(r.row.s) || new Set()).add(r.e));
  return [...found]
    .map(([s, set]) => ({ status: raw.statuses[s], n: set.size }))
    .sort((a, b) => b.n - a.n || a.status.localeCompare(b.status));
}

export {
  measure,
  measured,
  partsIn,
  partsSaid,
  unitWords,
  shown,
  drawn,
  silentOn,
  stateFacets,
  narrows,
  uncounted,
  standing,
  storeyFacts,
  silentOf,
  storeyTokens,
  segmentTokens,
  wheelTokens,
  plain,
};
