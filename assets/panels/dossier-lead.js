/* The first sentences of a country's dossier: what runs there, what is open, and since when. */
import * as clockWords from "../core/clock-words.js";
import * as doors from "../core/doors.js";
import { escape } from "../core/text.js";
import { pick } from "../core/words.js";
import * as wheelWords from "../map/wheel-words.js";
import { countedOnly, distinct, door, has, sentence, silentIn } from "./dossier-counts.js";
import * as pieces from "./dossier-parts.js";
import * as reader from "./dossier-reader.js";

/** @typedef {import("../types").Context} Context */
/** @typedef {import("../types").Item} Item */
/** @typedef {import("../contract").StateRow} StateRow */
/** @typedef {import("../contract").Status} Status */
/** @typedef {import("../types").Facets} Facets */
/** @typedef {import("../contract").CountryRow} CountryRow */

/** @param {string} key @param {number} k @param {number} n */
const some = (key, k, n) => key + (n === 1 ? ".only" : k === 1 ? ".one" : "");
/* Numbers of the lead by the rows they count, and its sentences as markup. */
/** @param {Context} context @param {string} iso */
const leadDoor =
  (context, iso) => /** @param {Item[]} rows @param {string} part @param {Facets} [facets] */ (rows, part, facets) =>
    door(context, iso, rows, part, { ...countedOnly(context.engine), ...facets });
/* What is documented only later stands in a list of its own below: its number unfolds that. */
/** @param {number} n */
const laterButton = (n) =>
  '<button type="button" class="door-button num" data-fold="silent" data-key="later"' +
  ` aria-expanded="${reader.isOpen("silent")}">${n}</button>`;

/* One to three sentences from the rows of the day: what has stopped, since which coup, what is the country's own. */
/** @param {Context} context @param {string} iso @param {Item[]} mine */
export function lead(context, iso, mine) {
  const { engine, look, scene, t } = context,
    { raw } = engine,
    asked = wheelWords.measured(engine, scene);
  if (look.outside.includes(iso)) return escape(t("dossier.lead.outside"));
  const openRows = mine.filter((r) => has(raw.open, r));
  if (!asked.running || (!openRows.length && wheelWords.narrows(engine, scene)))
    return askedLead(context, iso, mine, asked);
  const silent = distinct(silentIn(context, iso));
  if (!openRows.length) {
    const clock = clockWords
      .names(engine, scene)
      .map(([, words]) => words)
      .join(", ");
    const parts = {
      when: escape([pieces.when(scene, "dossier"), clock].filter(Boolean).join(", ")),
      n: laterButton(silent),
    };
    return sentence(context, silent ? "dossier.lead.later" : "dossier.lead.none", parts);
  }
  const say = scene.to ? [periodLead(context, iso, openRows)] : dayLead(context, iso, openRows);
  const shared = sharedLead(context, iso, openRows);
  const text = pieces.capital([...say, shared].filter(Boolean).join(" "));
  return look.projected ? `${escape(t("dossier.lead.projected"))} ${text}` : text;
}

/* Under a filter on states that asks for nothing that runs: how many there are of what it asks for. */
/** @typedef {ReturnType<typeof wheelWords.measured>} Measure what is counted */
/** @param {Context} context @param {string} iso @param {Item[]} mine @param {Measure} asked */
function askedLead(context, iso, mine, { statuses }) {
  const { engine, t } = context,
    rows = mine.filter((r) => statuses.includes(engine.raw.statuses[r.row.s]));
  if (!rows.length) return `${escape(t(context.scene.stated ? "map.unstated" : "map.nothing"))}.`;
  const number = doors.countDoor(distinct(rows), { country: [iso], ...countedOnly(engine), status: statuses });
  return `${escape(pieces.capital(wheelWords.unitWords(statuses, t)))}: ${number}. ${sharedLead(
    context,
    iso,
    rows.filter((r) => has(engine.raw.open, r)),
  )}`;
}

/** @param {Context} context @param {string} iso @param {Item[]} openRows */
function sharedLead(context, iso, openRows) {
  const { engine } = context,
    number = leadDoor(context, iso);
  const shared = openRows.filter((r) => engine.engagements[r.e].reach === engine.means.region),
    k = distinct(shared);
  if (!k) return "";
  const form = k === distinct(openRows) ? ".all" : k === 1 ? ".one" : "";
  return sentence(context, "dossier.lead.shared" + form, {
    k: number(shared, "open", { reach: [engine.means.region] }),
    n: number(openRows, "open"),
    x: escape(pick(/** @type {CountryRow} */ (engine.countries.get(iso)), "name")),
  });
}

/** @param {Context} context @param {string} iso @param {Item[]} rows */
function periodLead(context, iso, rows) {
  const { raw, means } = context.engine,
    number = leadDoor(context, iso);
  const stopped = rows.filter((r) => raw.statuses[r.row.s] === means.suspended),
    running = rows.filter((r) => has(raw.running, r));
  const parts = { n: number(rows, "open"), k: number(running, "running"), s: number(stopped, "suspended") };
  return sentence(context, "dossier.lead.period", parts);
}

/** @param {Context} context @param {string} iso @param {Item[]} openRows */
function dayLead(context, iso, openRows) {
  const { engine, look, t } = context,
    { raw, means } = engine;
  const stopped = openRows.filter((r) => raw.statuses[r.row.s] === means.suspended);
  const reduced = openRows.filter((r) => raw.part[r.row.s] === 1);
  const coup = (engine.statesOf.get(iso) || [])
    .filter((s) => s.state === means.coup && Number(s.from) <= look.day)
    .pop();
  const sinceCoup = coup
    ? stopped.filter(
        (r) => engine.period(r).from >= Number(coup.from) && engine.period(r).start_precision !== means.undated,
      ).length
    : 0;
  const say = [firstLead(context, iso, openRows, { stopped, coup, sinceCoup })];
  const whole = raw.instruments.filter((name, i) => {
    const rows = openRows.filter((r) => (engine.engagements[r.e].bits >> i) & 1);
    return rows.length && rows.every((r) => raw.part[r.row.s] === 0);
  });
  const names = pieces.list(whole.map((w) => t("instrument." + w).toLowerCase()));
  if (stopped.length && whole.length && whole.length <= 2)
    say.push(sentence(context, "dossier.lead.whole", { x: escape(names) }));
  else if (reduced.length) {
    const of = leadDoor(context, iso),
      parts = { k: of(reduced, "reduced"), n: of(openRows, "open") };
    say.push(sentence(context, "dossier.lead.reduced" + (reduced.length === 1 ? ".one" : ""), parts));
  }
  return say;
}

/* What stopped since a coup, where some had stopped before it: no filter tells these apart, the comparison does. */
/** @param {Context} context @param {string} iso @param {StateRow} coup @param {number} n */
function sinceDoor({ engine, scene }, iso, coup, n) {
  const { changesPatch, visitAttributes } = doors;
  const patch = changesPatch(
    engine,
    scene,
    { before: Number(coup.from) - 1, date: scene.date, change: [iso, "suspended", "counted"], facets: {} },
    n,
  );
  return patch ? `<a class="door num" ${visitAttributes(patch)}>${n}</a>` : String(n);
}

/* What has stopped and since when, else what runs. */
/**
 * @param {Context} context @param {string} iso @param {Item[]} openRows
 * @param {{stopped: Item[], coup: StateRow | undefined, sinceCoup: number}} since
 */
function firstLead(context, iso, openRows, { stopped, coup, sinceCoup }) {
  const { raw } = context.engine,
    number = leadDoor(context, iso),
    all = openRows.length,
    n = number(openRows, "open");
  const running = openRows.filter((r) => has(raw.running, r)),
    said = /** @param {string} key @param {Record<string, string | number>} [parts] */ (key, parts) =>
      sentence(context, key, { n, ...parts });
  /* The coup is named only where most of what stopped is dated after it: the sentence must not claim more. */
  if (coup && sinceCoup && 2 * sinceCoup >= stopped.length) {
    const k = sinceCoup === stopped.length ? number(stopped, "suspended") : sinceDoor(context, iso, coup, sinceCoup);
    return said(some("dossier.lead.coup", sinceCoup, all), {
      k,
      x: escape(pieces.dateText(coup.start_date, coup.start_precision)),
    });
  }
  if (stopped.length)
    return said(some("dossier.lead.suspended", stopped.length, all), { k: number(stopped, "suspended") });
  if (running.length === all) return said(all === 1 ? "dossier.lead.one" : "dossier.lead.all");
  if (running.length) return said(some("dossier.lead.running", running.length, all), { k: number(running, "running") });
  return said("dossier.lead.planned");
}
