/* A comparison looked up: which pairs differ, what runs on both sides, what is counted apart, which rows a number
   counts. The twin of scenes/compare.py, records/clock/changes.py and scenes/headline.py. Groups, units and what
   stands apart are tables of the payload (`changes`); nothing here decides them. Pure functions: engine and scene go
   in, plain values come out. */
import { days } from "./days.js";
import { askedOf } from "./facet-values.js";
import { rowAt } from "./steps.js";

/** @typedef {import("../contract").Clock} Clock */
/** @typedef {import("../types").ChangeGroup} ChangeGroup */
/** @typedef {import("../types").Comparison} Comparison */
/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../types").Item} Item */
/** @typedef {import("../types").PairRow} PairRow */
/** @typedef {import("../types").Say} Say */
/** @typedef {import("../types").Scene} Scene */
/** @typedef {import("../types").Told} Told */
/** @typedef {import("../types").View} View */
/** @typedef {ReturnType<typeof lookOf>} SideLook */
/** @typedef {"time" | "known"} Mode */
/** @typedef {(r: PairRow, side: number) => boolean} IsOf Whether a row is of what is asked, as a side tells it */

/** The date to compare with while none was chosen: `sides` of scenes/scene.py. @param {Engine} engine
    @param {Scene} scene */
function otherDate(engine, scene) {
  const { later, earliest } = engine.raw.changes.start;
  if (scene.date2) return scene.date2;
  if (scene.date > later) return later;
  const month = days.addMonths(scene.date.slice(0, 7), -12);
  return month < earliest ? earliest : month;
}

/** Both sides as the link names them: two dates of one day of knowledge, or two days of knowledge of one date.
    @param {Engine} engine @param {Scene} scene @returns {Scene[]} */
function sides(engine, scene) {
  const first =
    scene.versus === "known" ? { date2: scene.date, known: scene.known2 } : { date: otherDate(engine, scene) };
  return [
    { ...scene, to: "", ...first },
    { ...scene, to: "" },
  ];
}

/* Both sides in the order of their clock, and whether the link names the later one first. What is said goes from the
   earlier to the later; the maps stand as the link has them. Two days of knowledge look at one and the same day. As
   scenes.compare. */
/** @param {Scene} side @param {boolean} known */
const clockOf = (side, known) =>
  known ? (side.known ? days.fromIso(side.known) : Infinity) : days.resolve(side.date, side.known);
/** @param {Engine} engine @param {Scene} scene */
function inTime(engine, scene) {
  const known = scene.versus === "known",
    pair = sides(engine, scene),
    turned = clockOf(pair[1], known) < clockOf(pair[0], known);
  const [first, second] = turned ? [pair[1], pair[0]] : pair;
  if (known) first.date = days.toIso(days.resolve(second.date, second.known));
  return { pair: [first, second], turned };
}

/** Whether everything that a comparison asks is in hand. @param {Engine} engine @param {Scene} scene */
const ready = (engine, scene) => sides(engine, scene).every((side) => engine.hasClock(side));

/** Which side knows more; the later one when they know the same. @param {Scene[]} sides */
const knowing = ([first, second]) =>
  second.known === "" || (first.known !== "" && first.known <= second.known) ? second : first;

/** @param {number} e @param {string} country */
const chainKey = (e, country) => `${e}|${country}`;

/** What a side says of a pair: its status, or that nobody recorded it yet, or nothing.
    @param {Engine} engine @param {Clock["chains"][number] | undefined} chain @param {Clock} clock
    @param {number} day */
function statusOf(engine, chain, clock, day) {
  if (!chain) return { status: "", row: null };
  const [, , silent, steps] = chain,
    r = rowAt(steps, day);
  if (r >= 0) return { status: engine.raw.statuses[clock.rows[r].s], row: clock.rows[r] };
  return { status: silent && day < silent ? engine.means.silent : "", row: null };
}

/** What a side tells of an attribute. @param {SideLook} look @param {number} e @param {string} name */
const told = (look, e, name) => /** @type {Record<string, any>} */ (look.view.engagements[e])[name] || "";

/* One pair on both sides. Between two days of knowledge an engagement is what each side tells of it: a filter on it is
     asked on each, and what it is sorted by may read otherwise. */
/** @param {Engine} engine @param {SideLook[]} looks @param {Mode} mode @param {number} e @param {string} country
    @returns {PairRow} */
function pairOf(engine, looks, mode, e, country) {
  const rules = engine.raw.changes,
    key = chainKey(e, country),
    known = mode === "known";
  const full = looks.map((look) => statusOf(engine, look.chains.get(key), look.clock, look.day));
  const pass = looks.map((look) => !known || look.passing.has(e)),
    both = known && full.every((x) => x.row);
  const [a, b] = full;
  const retoldIn = both
    ? rules.told.filter((name) => new Set(looks.map((look) => String(told(look, e, name)))).size > 1)
    : [];
  const at = [a, b].map(({ status }) => rules.statuses.findIndex((one) => one === status)),
    g = rules[mode][at[0]][at[1]];
  const retold = retoldIn.length || (both && pass[0] !== pass[1]);
  return {
    e,
    country,
    before: a.status,
    after: b.status,
    group: retold ? rules.revised : g < 0 ? "" : rules.groups[g],
    earlier: a.row,
    state: b.row,
    apart: Boolean(rules.apart[mode][at[0]][at[1]]),
    told: retoldIn,
    asked: pass,
  };
}

/** @param {Engine} engine @param {Scene} side @param {number} situation */
function lookOf(engine, side, situation) {
  const clock = engine.clock(side),
    day = days.resolve(side.date, side.known);
  const chains = new Map(clock.chains.map((chain) => [chainKey(chain[0], chain[1]), chain]));
  return {
    side,
    clock,
    day,
    chains,
    view: engine.view(side.known),
    passing: engine.passing(side),
    rows: engine.rows(side, day, undefined, situation),
  };
}

/** By group, country and engagement, as they are listed. @param {Engine} engine @param {PairRow[]} rows
    @param {View} view */
function inOrder(engine, rows, view) {
  const order = /** @type {string[]} */ ([...engine.raw.changes.groups, ""]),
    id = (/** @type {PairRow} */ r) => view.engagements[r.e].engagement_id;
  /** @param {PairRow} r @returns {[number, string, string]} */
  const of = (r) => [order.indexOf(r.group), r.country, id(r)];
  const keyed = rows.map((r) => /** @type {const} */ ([of(r), r]));
  /** @param {string | number} x @param {string | number} y */
  const compare = (x, y) => (x < y ? -1 : x > y ? 1 : 0);
  keyed.sort(([x], [y]) => compare(x[0], y[0]) || compare(x[1], y[1]) || compare(x[2], y[2]));
  return keyed.map(([, r]) => r);
}

/* The comparison of a scene: {sides, turned, versus, situation, view, rows, changes, groups, countries, instruments,
   headline, filtered, fresh}, the sides in the order of time. */
/** @param {Engine} engine @param {Scene} scene @returns {Comparison} */
function compare(engine, scene) {
  const { pair, turned } = inTime(engine, scene),
    mode = scene.versus === "known" ? "known" : "time";
  const situation = Math.max(...pair.map((side) => days.resolve(side.date, side.known)));
  const looks = pair.map((side) => lookOf(engine, side, situation));
  const view = engine.view(knowing(pair).known),
    seen = new Set();
  const found = [];
  for (const { e, country } of [...looks[0].rows, ...looks[1].rows]) {
    const key = chainKey(e, country);
    if (!seen.has(key)) found.push(pairOf(engine, looks, mode, e, country));
    seen.add(key);
  }
  const rows = inOrder(engine, found, view),
    base = { sides: pair, turned, versus: scene.versus, situation, view, views: looks.map((look) => look.view), rows };
  /** @type {any} */
  const made = { ...base, changes: rows.filter((r) => r.group) };
  made.filtered = filtered(engine, made);
  made.fresh = new Set(rows.filter((r) => r.group === "documented").map((r) => chainKey(r.e, r.country)));
  made.groups = groups(engine, made);
  made.countries = countries(engine, made);
  made.instruments = instruments(engine, made);
  made.headline = headline(engine, made);
  return made;
}

/** @param {Engine} engine @param {View} view @param {PairRow} row */
const unitOf = (engine, view, row) =>
  engine.raw.changes.unit[view.engagements[row.e].subject][view.engagements[row.e].counted];
/** @param {Engine} engine @param {Comparison} made @param {PairRow[]} rows @param {string} unit */
function distinct(engine, made, rows, unit) {
  return new Set(rows.filter((r) => unitOf(engine, made.view, r) === unit).map((r) => r.e)).size;
}

/** What a first record between two dates is: documentation, which did not happen.
    @param {Comparison} made @param {string} group */
const isRecord = (made, group) => made.versus !== "known" && group === "documented";

/** Whether a filter on states stands over it: what runs is then counted of what passes on either side.
    @param {Engine} engine @param {Comparison} made */
const filtered = (engine, made) =>
  engine.raw.facets.some((f) => f.level === "state" && askedOf(made.sides[1], f.name).length > 0);

/** @param {Engine} engine @param {Comparison} made @returns {any[]} */
function groups(engine, made) {
  return engine.raw.changes.groups
    .map((name) => {
      const rows = made.changes.filter((r) => r.group === name);
      const counts = engine.raw.changes.units.map((unit) => [unit, distinct(engine, made, rows, unit)]);
      return { name, ...Object.fromEntries(counts), rows };
    })
    .filter((group) => group.rows.length);
}

/** @param {Engine} engine @param {Comparison} made @param {number} which */
function wheelsOf(engine, made, which) {
  const side = { ...made.sides[which], country: [], group: [], state: [] },
    stateOf = (/** @type {PairRow} */ r) => (which ? r.state : r.earlier);
  const items = /** @type {Item[]} */ (
    made.rows
      .filter((r) => !r.apart && r.asked[which] && stateOf(r))
      .map((r) => ({ e: r.e, country: r.country, row: stateOf(r) }))
  );
  return engine.wheels(side, items, { day: made.situation });
}

/** @param {Engine} engine @param {Comparison} made */
function countries(engine, made) {
  /* Where states are left out, only where a row passes: a nought would say that nothing runs in the others. */
  const states = Boolean(made.sides[1].stated) || filtered(engine, made);
  const inside = engine.raw.focus.filter(
    (iso) =>
      (!states || made.rows.some((r) => r.country === iso)) &&
      made.sides.some((side) => engine.countryPasses(side, iso, made.situation)),
  );
  const [before, after] = [0, 1].map((which) => wheelsOf(engine, made, which));
  return inside.map((iso) => {
    const changes = made.changes.filter((r) => r.country === iso),
      happened = changes.filter((r) => !isRecord(made, r.group));
    const first = made.versus === "known" ? [] : chosen(engine, made, [iso, "documented", "after"]);
    return {
      iso,
      before: before[iso],
      after: after[iso],
      documented: distinct(engine, made, first, "counted"),
      changes,
      missions: distinct(engine, made, happened, "missions"),
      changed: distinct(engine, made, happened, "counted") > 0,
    };
  });
}

/** @param {Engine} engine @param {Comparison} made */
function instruments(engine, made) {
  const asked = made.sides[1].instrument || [];
  /** @param {string} side @param {string} name */
  const count = (side, name) => distinct(engine, made, chosen(engine, made, [side, name]), "counted");
  return engine.raw.instruments
    .filter((name) => !asked.length || asked.includes(name))
    .map((name) => ({ name, before: count("before", name), after: count("after", name) }));
}

/* What is said first: per unit [group, number, the one country], the instrument that lost most, what is only
   documented. */
/** @param {Engine} engine @param {Comparison} made @returns {any} */
function headline(engine, made) {
  const told = made.groups.filter((group) => !isRecord(made, group.name));
  const parts = engine.raw.changes.units.map((unit) => [
    unit,
    told
      .filter((group) => group[unit])
      .map((group) => {
        const rows = group.rows.filter((r) => unitOf(engine, made.view, r) === unit),
          where = new Set(rows.map((r) => r.country));
        return [group.name, group[unit], where.size === 1 && group[unit] > 1 ? [...where][0] : ""];
      }),
  ]);
  const loss = made.instruments.reduce(
    (/** @type {Comparison["instruments"][number] | null} */ most, i) =>
      most && most.before - most.after >= i.before - i.after ? most : i,
    null,
  );
  const first = made.groups.filter((group) => isRecord(made, group.name));
  return {
    parts,
    loss: loss && loss.before > loss.after ? loss : null,
    documented: first.length ? first[0].counted : 0,
  };
}

/** The rows that words choose: what a number counts is what its words choose. As records.clock.changes.chosen.
    @param {Engine} engine @param {Comparison} made @param {string[]} words */
function chosen(engine, made, words) {
  const { raw } = engine,
    rules = raw.changes,
    among = (/** @type {string[]} */ list) => words.filter((w) => list.includes(w));
  const runs = among(rules.runs),
    named = among([...rules.groups, rules.same]),
    units = among(rules.units);
  /** @type {[string[], (r: PairRow, e: Told) => string[]][]} */
  const kinds = [
    [among(raw.focus), (r) => [r.country]],
    [among(raw.reaches), (r, e) => [e.reach]],
    [among(raw.instruments), (r, e) => e.instruments],
    [runs.length && !units.includes("counted") ? [...units, "counted"] : units, (r) => [unitOf(engine, made.view, r)]],
  ];
  /* Whether a row is of what is asked, by what a side tells of its engagement; a side that does not know it has
     none. */
  /** @type {IsOf} */
  const isOf = (r, side) => {
    const e = made.views[side].engagements[r.e] || made.view.engagements[r.e];
    return kinds.every(([asked, has]) => !asked.length || has(r, e).some((x) => asked.includes(x)));
  };
  const found = made.rows.filter((r) =>
    named.length ? named.includes(r.group || rules.same) : runs.length ? !r.apart : r.group,
  );
  return runs.length ? running(engine, found, runs, isOf) : found.filter((r) => isOf(r, 0) || isOf(r, 1));
}

/** @param {Engine} engine @param {PairRow[]} rows @param {string[]} asked @param {IsOf} isOf */
function running(engine, rows, asked, isOf) {
  /** @param {string} status */
  const runs = (status) => {
    const s = engine.raw.statuses.findIndex((one) => one === status);
    return s >= 0 && engine.runs(s);
  };
  const ran = new Set(rows.filter((r) => r.asked[0] && runs(r.before) && isOf(r, 0)));
  const goes = new Set(rows.filter((r) => r.asked[1] && runs(r.after) && isOf(r, 1)));
  const [first, second] = [ran, goes].map((side) => new Set([...side].map((r) => r.e)));
  /** @type {Record<string, (r: PairRow) => boolean>} */
  const keeps = {
    before: (r) => ran.has(r),
    after: (r) => goes.has(r),
    stopped: (r) => ran.has(r) && !second.has(r.e),
    began: (r) => goes.has(r) && !first.has(r.e),
  };
  return rows.filter((r) => asked.some((name) => keeps[name](r)));
}

/* The headline in words. `t` says a key, `name` a country; `door(text, words)` makes a number open the rows it
   counts. */
/** @param {Engine} engine @param {Comparison} made
    @param {{t: Say, name: (iso: string) => string, door: (text: string, words: string[]) => string}} words */
function say(engine, made, { t, name, door }) {
  if (!made.changes.length) return t("headline.none");
  const { parts, loss, documented } = made.headline,
    known = made.versus === "known";
  const said = made.filtered ? [t(known ? "headline.filter.known" : "headline.filter")] : [];
  for (const [unit, list] of parts) {
    const texts = list.map(([group, n, country]) => {
      const text = door(t("headline." + group, { n }), [group, unit]);
      return country ? t("headline.all", { x: text, y: name(country) }) : text;
    });
    if (texts.length) said.push(t("headline." + unit, { x: texts.join("; ") }));
  }
  if (loss) {
    const [a, b] = /** @type {const} */ (["before", "after"]).map((side) =>
      door(String(loss[side]), [side, loss.name]),
    );
    said.push(t(known ? "headline.loss.known" : "headline.loss", { x: t("instrument." + loss.name), a, b }));
  }
  if (documented)
    said.push(
      t(documented === 1 ? "headline.first.one" : "headline.first", {
        k: door(String(documented), ["documented", "counted"]),
      }),
    );
  else if (!parts.some(([, list]) => list.length)) {
    const units = onlyFirst(engine, made).map(([unit, n]) =>
      door(some(t, "headline.units." + unit, n), ["documented", unit]),
    );
    said.push(t("headline.first.only", { x: units.join(", ") }));
  }
  return said.join(" ");
}
/** What is on record for the first time, in its units. @param {Engine} engine @param {Comparison} made
    @returns {[unit: string, n: number][]} */
function onlyFirst(engine, made) {
  const first = made.groups.find((group) => isRecord(made, group.name));
  return engine.raw.changes.units.flatMap((unit) => (first && first[unit] ? [[unit, first[unit]]] : []));
}
/** @param {Say} t @param {string} key @param {number} n */
const some = (t, key, n) => t(n === 1 ? key + ".one" : key, { n });

/* One side as a map shows it alone: what the other side does not know yet is striped, and a filter on the countries'
     situation is asked on the same day as for the other side. */
/** @type {WeakMap<Comparison, import("../types").Look[]>} */
const kept = new WeakMap();
/** @param {Engine} engine @param {Comparison} made @param {number} which */
function lookAt(engine, made, which) {
  const looks = kept.get(made) || [];
  kept.set(made, looks);
  return (looks[which] = looks[which] || lookMade(engine, made, which));
}
/** @param {Engine} engine @param {Comparison} made @param {number} which */
function lookMade(engine, made, which) {
  const side = made.sides[which],
    day = days.resolve(side.date, side.known),
    look = engine.look(side, day);
  const rows = engine.rows(side, day, undefined, made.situation);
  const wheels = engine.wheels(side, rows, { day: made.situation, fresh: which ? made.fresh : undefined });
  return {
    ...look,
    rows,
    wheels,
    outside: engine.raw.focus.filter((iso) => !wheels[iso]),
    counts: engine.counts(rows, side.known),
    sites: engine.sites(side, rows, day, day),
    silent: engine.silent(side, day, made.situation),
  };
}

export { otherDate, sides, inTime, ready, compare, lookAt, chosen, distinct, unitOf, isRecord, say, some };
