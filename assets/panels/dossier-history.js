/* The history of a country as lanes: one for each instrument and reach. */
import { Engine } from "../core/engine.js";
import { escape } from "../core/text.js";
import { pick, t } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import * as pieces from "./dossier-parts.js";
import * as reader from "./dossier-reader.js";
import * as strips from "./dossier-strips.js";

/** @typedef {import("../contract").Clock} Clock */
/** @typedef {import("../types").Context} Context */
/** @typedef {import("../contract").Day} Day */
/** @typedef {import("../types").Storey & {from: Day, silent: number, said: Day, doubt: boolean, late: boolean}} Step */
/** @typedef {import("../contract").CountryRow} CountryRow */
/** @typedef {Step & {until: Day, title: string}} Band */

/** @typedef {{name: string, label: string, paint: string, own: Band[], region: Band[]}} Lane */
let historyKey = "";
/** @type {Lane[]} */
let historyRows = [];

/* What is in a country per instrument and reach on every day on which it can change. */
/** @param {Context} context @param {string} iso */
function history(context, iso) {
  const { scene, engine } = context,
    { raw } = engine;
  const key = JSON.stringify([
    iso,
    scene.known,
    scene.stated,
    scene.lang,
    scene.text,
    ...engine.engagementFacets.map((f) => /** @type {Record<string, any>} */ (scene)[f]),
  ]);
  if (key === historyKey) return historyRows;
  const passing = engine.passing(scene),
    clock = engine.clock(scene);
  const chains = clock.chains.filter(
    ([e, country]) => country === iso && passing.has(e) && engine.isCounted(engine.engagements[e]),
  );
  const shown = scene.instrument.length ? scene.instrument : raw.instruments;
  historyRows = raw.instruments
    .filter((name) => shown.includes(name))
    .map((name) => {
      const i = raw.instruments.indexOf(name),
        mine = chains.filter(([e]) => (engine.engagements[e].bits >> i) & 1);
      /** @param {string} reach */
      const lane = (reach) =>
        laneOf(
          context,
          clock,
          mine.filter(([e]) => engine.engagements[e].reach === reach),
          iso,
          reach,
        );
      const [own, region] = raw.reaches.map(lane);
      return { name, label: shortName(context, name), paint: symbols.colour(name), own, region };
    });
  historyKey = key;
  return historyRows;
}
/** @param {Context} context @param {string} name */
function shortName({ t }, name) {
  const short = t("instrument.short." + name);
  return short === "instrument.short." + name ? t("instrument." + name) : short;
}

/**
 * @param {Context} context @param {Clock} clock @param {Clock["chains"]} chains @param {string} iso
 * @param {string} reach
 */
function laneOf(context, clock, chains, iso, reach) {
  const { engine } = context,
    [first, last] = engine.raw.window,
    doubt = engine.raw.flags.indexOf("uncertain");
  const turns = [
    ...new Set([first, ...chains.flatMap((c) => c[3].filter((v, i) => i % 2 === 0 && v > first && v <= last))]),
  ].sort((x, y) => x - y);
  const steps = turns.map((from) => {
    const items = [];
    let silent = 0;
    for (const [e, country, start, chain] of chains) {
      const r = Engine.rowAt(chain, from);
      if (r >= 0) items.push({ e, country, row: clock.rows[r] });
      else if (start && from < start) silent += 1;
    }
    const storey = engine.storey(items),
      open = storey.counts.map((k, i) => [k, i]).filter(([k]) => k);
    return {
      from,
      ...storey,
      silent,
      said: Math.max(0, ...items.map((x) => x.row.said)),
      doubt: items.some((x) => (x.row.f >> doubt) & 1),
      late: open.length > 0 && open.every(([k, i]) => storey.stale[i] === k),
    };
  });
  /** @param {Step} x @param {Step} y */
  const same = (x, y) =>
    x.counts.join() === y.counts.join() && x.stale.join() === y.stale.join() && Boolean(x.silent) === Boolean(y.silent);
  return strips
    .merge(steps, last + 1, same)
    .filter((b) => b.silent || b.counts.some(Boolean))
    .map((b) => ({ ...b, title: laneTitle(b, iso, reach, last, context) }));
}
/** @param {Band} b @param {string} iso @param {string} reach @param {Day} last @param {Context} context */
function laneTitle(b, iso, reach, last, { engine, t }) {
  const what = b.counts.some((k) => k) ? strips.shareWords(b.counts, t) : t("doubt.not_recorded");
  return `${reachName(engine, reach, iso)}: ${what}, ${strips.stretchText(b, last)}`;
}

/** @param {Context} context @param {string} iso */
export function stripOf(context, iso) {
  const { engine, look, scene, t } = context;
  const all = reader.isOpen("years"),
    { first, last } = strips.years(engine.raw.window, look.day, all);
  const rows = history(context, iso),
    known = engine.clock(scene).known;
  const coups = (engine.statesOf.get(iso) || [])
    .filter((s) => s.state === engine.means.coup && (known === null || Number(s.from) <= known))
    .map((s) => ({
      day: Number(s.from),
      title: t("dossier.coup", { x: pieces.dateText(s.start_date, s.start_precision) }),
    }));
  const seen = coups.filter((c) => c.day >= first && c.day <= Math.min(last, look.day)).pop();
  /** @param {Band} b */
  const inside = (b) => b.until > first && b.from <= last;
  const words = rows
    .map(
      (r) =>
        `${r.label}: ${[...r.own, ...r.region]
          .filter(inside)
          .map((b) => b.title)
          .join("; ")}`,
    )
    .join(". ");
  const svg = strips.lanes(rows, {
    first,
    last,
    day: look.day,
    begin: scene.to ? look.first : undefined,
    known,
    coups,
    coup: seen ? seen.title : "",
    label: t("dossier.history") + ". " + words,
  });
  const toggle =
    '<button type="button" class="link d-small" data-fold="years" data-key="years" aria-expanded="' +
    `${all}">${escape(t(all ? "dossier.six" : "dossier.whole"))}</button>`;
  return (
    pieces.heading(t("dossier.history"), toggle) +
    `<div data-lane="${escape(iso)}">${svg}</div><p class="d-key muted">${escape(t("dossier.lanes.key"))}</p>`
  );
}
/* "In Niger itself" or "shared by the whole region". */
/** @param {Context["engine"]} engine @param {string} reach @param {string} iso */
export function reachName(engine, reach, iso) {
  if (reach === engine.means.region) return t("dossier.reach.region");
  return pieces.capital(
    t("dossier.reach.own", { x: pick(/** @type {CountryRow} */ (engine.countries.get(iso)), "name") }),
  );
}
