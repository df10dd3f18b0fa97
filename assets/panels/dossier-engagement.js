// @ts-nocheck
/* The dossier of an engagement: what is told of it, mission and Dutch share apart, its states and where each stands.
   Every text names its document and its day; its countries are those that the clock tells of. */
import { days } from "../core/days.js";
import { Engine } from "../core/engine.js";
import { escape } from "../core/text.js";
import { dateWords, number, pick, t } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import * as foot from "./dossier-foot.js";
import * as pieces from "./dossier-parts.js";
import * as periods from "./dossier-periods.js";
import * as reader from "./dossier-reader.js";
import * as sources from "./dossier-sources.js";
import * as strips from "./dossier-strips.js";
import { hollow } from "./strips.js";

const inferred = (on, key) => (on ? ` <i class="d-inferred">${escape(t(key || "goal_basis.inferred"))}</i>` : "");
const byId = (engine, id) => engine.engagements[engine.byId.get(id)];

function headOf(context, e) {
  const { t } = context;
  const squares = e.instruments
    .map(
      (n) =>
        `<span><i class="d-square" style="background:${symbols.colour(n)}"></i>${escape(t("instrument." + n))}</span>`,
    )
    .join(" &nbsp; ");
  const acronym = e.acronym && !pick(e, "name").includes(e.acronym) ? ` · ${e.acronym}` : "";
  return pieces.head({
    kicker: `${t("kind." + e.kind)} · ${t("subject." + e.subject)}${acronym}`,
    name: pick(e, "name"),
    sub: `<p class="d-sub">${squares}</p>`,
  });
}

/* Sums that a source states: how much, for which year, for whom, and where that stands. */
function amountsOf(context, e) {
  const { engine } = context;
  return sources
    .spoken(engine.data.amounts)
    .filter((x) => x.engagement_id === e.engagement_id)
    .map((x) => {
      const from = sources.chip(engine, x, "amount:" + x.amount_id),
        where = (x.countries_iso3 || []).map((iso) => pieces.countryName(engine, iso));
      const words = [`${x.currency} ${number(x.amount)}`, x.year, pick(x, "for"), pieces.list(where)]
        .filter(Boolean)
        .join(" · ");
      return `<p class="d-told">${escape(words)} <span class="d-from">${from.button}</span></p>${from.body}`;
    })
    .join("");
}

/* What an attribute read before a document told more: what it was, until when, and which document that is. */
function formerOf(context, e) {
  const { engine, t } = context,
    lang = document.documentElement.lang === "nl" ? "nl" : "en";
  const of = { instruments: "instrument", goals: "goal", framework: "framework", channel: "channel", reach: "reach" };
  const words = ({ field, value }) => {
    const parts = Array.isArray(value) ? value : [value];
    if (!parts.filter(Boolean).length) return t("dossier.former.none");
    return pieces.list(
      parts.map((x) =>
        of[field] ? t(`${of[field]}.${x}`) : field === "lead" || field === "partners" ? pieces.actor(engine, x) : x,
      ),
    );
  };
  const name = (field) => t(field.startsWith("name_") ? "dossier.fact.name" : `dossier.fact.${field}`);
  return sources
    .spoken(e.former || [])
    .filter((x) => (x.field.startsWith("name_") ? x.field === "name_" + lang : !x.field.endsWith("_basis")))
    .map((x, i) => {
      const from = sources.chip(engine, x, `former:${e.engagement_id}:${i}`);
      const text = t("dossier.former.until", {
        what: name(x.field),
        x: words(x),
        day: dateWords(days.toIso(x.k), true),
      });
      return `<p class="d-told">${escape(text)} <span class="d-from">${from.button}</span></p>${from.body}`;
    })
    .join("");
}

function reachOf(context, e, countries) {
  const { engine, t } = context;
  const own =
    countries.length === 1
      ? t("dossier.reach.own", { x: pieces.countryName(engine, countries[0]) })
      : t("dossier.reach.each");
  const words =
    e.reach === engine.means.region ? t("dossier.reach.region") : countries.length ? own : t("dossier.everywhere");
  return (
    `${escape(words)} <span class="muted">(` +
    escape(t(e.reach_basis === engine.means.stated ? "dossier.reach.stated" : "dossier.reach.rule." + e.reach)) +
    ")</span>"
  );
}

function placesOf(context, e) {
  const { engine, t } = context;
  const ids = [...new Set(engine.data.sites.filter((s) => s.engagement_id === e.engagement_id).map((s) => s.place_id))];
  const chip = (p) =>
    `<button type="button" class="d-chip" data-select="place:${escape(p)}" data-key="place:` +
    `${escape(p)}">${escape(pick(engine.data.places[p], "name"))}</button>`;
  if (!ids.length) return "";
  return (
    `<span class="d-chips">${ids.map(chip).join("")}</span>` +
    (e.place_basis === engine.means.nowhere ? `<p class="muted">${escape(t("dossier.places.none"))}</p>` : "")
  );
}

function factsOf(context, e) {
  const { engine, scene, t } = context;
  const part = e.component_of && byId(engine, e.component_of),
    countries = pieces.countriesOf(engine, scene, engine.byId.get(e.engagement_id));
  const chips = `<span class="d-chips">${countries.map((c) => pieces.countryButton(engine, c, "in")).join("")}</span>`;
  return pieces.facts([
    [t("dossier.fact.contribution"), sources.told(engine, e, "contribution", "fact")],
    [t("dossier.fact.amounts"), amountsOf(context, e)],
    [
      t("dossier.fact.part"),
      part ? pieces.textLink("engagement:" + part.engagement_id, pick(part, "name"), "part") : "",
    ],
    [
      t("dossier.fact.goals"),
      escape(pieces.list(e.goals.map((g) => t("goal." + g)))) + inferred(e.goal_basis === engine.means.inferred),
    ],
    [t("dossier.fact.framework"), escape(pieces.list(e.framework.map((f) => t("framework." + f))))],
    [t("dossier.fact.lead"), escape(pieces.list(e.lead.map((l) => pieces.actor(engine, l))))],
    [t("dossier.fact.partners"), escape((e.partners || []).map((p) => pieces.actor(engine, p)).join(", "))],
    [t("dossier.fact.channel"), escape(t("channel." + e.channel))],
    [t("dossier.fact.former"), formerOf(context, e)],
    [
      t("dossier.fact.conditions"),
      sources.told(engine, e, "conditions", "fact") || (scene.stated ? "" : escape(t("conditions.no"))),
    ],
    [t("dossier.fact.counted"), escape(t("counted." + e.counted))],
    [t("dossier.fact.reach"), reachOf(context, e, countries)],
    [
      t("dossier.leg.countries"),
      countries.length
        ? chips + (e.country_basis === "named" ? "" : inferred(true, "dossier.country." + e.country_basis))
        : escape(t("dossier.everywhere")),
    ],
    [t("dossier.fact.places"), placesOf(context, e)],
  ]);
}

/* The rows of a chain that the scene asks for: that of its day, or those of its stretch of time. */
function rowsNow(context, steps) {
  const { engine, scene, look } = context,
    clock = engine.clock(scene);
  if (scene.to) return engine.rowsWithin(clock, steps, look.first, look.day);
  const r = Engine.rowAt(steps, look.day);
  return r < 0 ? [] : [clock.rows[r]];
}

/* The states of one engagement on the scene's day or in its period, countries with the same state together. */
function statesNow(context, id, cites) {
  const { engine, scene, look, t } = context,
    groups = new Map();
  for (const [e, country, first, steps] of engine.clock(scene).chains) {
    if (engine.engagements[e].engagement_id !== id) continue;
    const rows = rowsNow(context, steps);
    const keyed = rows.length
      ? rows.map((row) => [`${row.s}|${row.p}|${row.f}|${row.a}`, row])
      : first && look.day < first
        ? [["silent|" + first, null]]
        : [];
    for (const [key, row] of keyed) {
      if (!groups.has(key)) groups.set(key, { row, first, countries: [] });
      groups.get(key).countries.push(country);
    }
  }
  const colour = symbols.colour(byId(engine, id).instruments[0]);
  return [...groups.values()].map((g, i) => {
    const where = g.countries.filter(Boolean).map((c) => pieces.countryName(engine, c));
    const names = where.length ? pieces.list(where) : t("dossier.everywhere");
    if (!g.row)
      return (
        `<li>${symbols.dot(engine.means.silent, "", 5.5)}<span>${escape(names)}: ` +
        `${escape(t("dossier.on_record", { x: dateWords(days.toIso(g.first)) }))}</span></li>`
      );
    return stateItem(context, g.row, names, colour, cites && `now:${id}:${i}`);
  });
}
function stateItem({ engine, scene }, row, names, colour, key) {
  const period = engine.data.periods[row.p],
    source = key || !row.q.length ? sources.source(engine, row, key) : { button: "", body: "" };
  const when = scene.to ? pieces.within(row) : pieces.since(engine, period);
  const more = [names, pieces.planned(period), pieces.lastStated(engine, row)]
    .filter(Boolean)
    .map((words) => ` · ${escape(words)}`)
    .join("");
  return (
    `<li>${symbols.dot(engine.raw.statuses[row.s], colour, 5.5)}<span><b>` +
    `${escape(pieces.statusText(period))}</b> ${escape(when)}` +
    `${pieces.marks(engine, row)}${more} ${source.button}${source.body}</span></li>`
  );
}

/* Mission and Dutch share side by side: the two are never one state. */
function pair(context, e) {
  const { engine, t } = context;
  const mission = (e.parent_id && byId(engine, e.parent_id)) || (e.subject === engine.means.mission ? e : null);
  if (!mission) return null;
  /* A mission shows all its Dutch shares; a share stands beside its mission alone. */
  const shares = engine.engagements.filter(
    (x) => x.parent_id === mission.engagement_id && x.subject === engine.means.dutch && (e === mission || x === e),
  );
  if (!shares.length && mission === e) return null;
  const card = (x, label) => {
    const states =
      statesNow(context, x.engagement_id).join("") || `<li class="muted">${escape(t("dossier.pair.none"))}</li>`;
    const name =
      x === e
        ? `<b>${escape(pick(x, "name"))}</b>`
        : pieces.textLink("engagement:" + x.engagement_id, pick(x, "name"), "pair:" + x.engagement_id);
    return (
      `<div class="${x === e ? "is-here" : ""}"><p class="d-label">${escape(label)}</p>${name}<ul` +
      ` class="d-states">${states}</ul></div>`
    );
  };
  return [
    "pair",
    pieces.heading(t("dossier.pair")) +
      `<div class="d-pair">${card(mission, t("dossier.pair.mission"))}` +
      `${shares.map((s) => card(s, t("dossier.pair.share"))).join("")}</div>`,
  ];
}

/* Countries whose chains tell the same story stand together. */
function stories(context, e) {
  const { engine, scene } = context,
    found = new Map();
  const clock = engine.clock(scene);
  for (const [i, country, first, steps] of clock.chains) {
    if (engine.engagements[i] !== e) continue;
    const key = JSON.stringify([first, steps]);
    const story = found.get(key) || { first, steps, countries: [], rows: clock.rows };
    story.countries.push(country);
    found.set(key, story);
  }
  return [...found.values()];
}

function bandsOf(context, story) {
  const { engine, t } = context,
    { raw } = engine,
    [first, last] = raw.window;
  const steps = story.first && story.first > first ? [{ from: first, status: engine.means.silent }] : [];
  for (let i = 0; i < story.steps.length; i += 2) {
    const row = story.rows[story.steps[i + 1]];
    const flags = row
      ? {
          doubt: pieces.bit(engine, row, "uncertain"),
          late: pieces.bit(engine, row, "carried_forward"),
          said: row.said,
        }
      : {};
    steps.push({
      from: story.steps[i],
      status: row ? raw.statuses[row.s] : "none",
      period: row && engine.data.periods[row.p],
      ...flags,
    });
  }
  const same = (a, b) => a.status === b.status && (a.period && a.period.degree) === (b.period && b.period.degree);
  return strips
    .merge(steps, last + 1, same)
    .filter((b) => b.status !== "none")
    .map((b) => ({ ...b, hollow: hollow(engine, b.status), title: bandTitle(b, last, t) }));
}
function bandTitle(b, last, t) {
  const word = b.period ? pieces.statusText(b.period) : t("doubt.not_recorded");
  return `${word}: ${strips.stretchText(b, last)}`;
}

function historyOf(context, e) {
  const { engine, look, scene, t } = context;
  const all = reader.once(context, "stories:" + e.engagement_id, () => stories(context, e));
  if (!all.length) return null;
  const full = reader.isOpen("years"),
    { first, last } = strips.years(engine.raw.window, look.day, full);
  const rows = reader.once(context, "bands:" + e.engagement_id, () =>
    all.map((s) => ({
      label:
        s.countries.length > 1
          ? t("dossier.n_countries", { n: s.countries.length })
          : s.countries[0]
            ? pieces.countryName(engine, s.countries[0])
            : "–",
      paint: symbols.colour(e.instruments[0]),
      bands: bandsOf(context, s),
    })),
  );
  const where = (i) => pieces.list(all[i].countries.filter(Boolean).map((c) => pieces.countryName(engine, c)));
  const inside = (r) =>
    r.bands
      .filter((b) => b.until > first && b.from <= last)
      .map((b) => b.title)
      .join(", ");
  const words = rows.map((r, i) => `${where(i)}: ${inside(r)}`).join(". ");
  const svg = strips.strip(rows, {
    first,
    last,
    day: look.day,
    begin: scene.to ? look.first : undefined,
    known: engine.clock(scene).known,
    coups: [],
    coup: "",
    left: 108,
    label: t("dossier.history") + ". " + words,
  });
  const toggle =
    '<button type="button" class="link d-small" data-fold="years" data-key="years" aria-expanded="' +
    `${full}">${escape(t(full ? "dossier.six" : "dossier.whole"))}</button>`;
  return ["strip", pieces.heading(t("dossier.history"), toggle) + svg];
}

function now(context, e) {
  const states = statesNow(context, e.engagement_id, true);
  return [
    "now",
    pieces.heading(pieces.when(context.scene, "dossier.now")) +
      '<ul class="d-states">' +
      (states.join("") || `<li class="muted">${escape(context.t("dossier.pair.none"))}</li>`) +
      "</ul>",
  ];
}

function partsOf(context, e) {
  const { engine, look, t } = context;
  const parts = engine.engagements.filter((x) => x.component_of === e.engagement_id);
  if (!parts.length) return null;
  const last = new Map(look.rows.map((r) => [r.e, r]));
  const row = (x) => {
    const r = last.get(engine.byId.get(x.engagement_id));
    const dot = symbols.dot(
      r ? engine.raw.statuses[r.row.s] : engine.means.silent,
      symbols.colour(x.instruments[0]),
      5.5,
    );
    return (
      `<li>${dot} ` +
      pieces.textLink("engagement:" + x.engagement_id, pick(x, "name"), "part:" + x.engagement_id) +
      "</li>"
    );
  };
  return [
    "parts",
    pieces.folded(
      "parts-of",
      t("dossier.components"),
      parts.length,
      () => `<ul class="d-plain">${parts.map(row).join("")}</ul>`,
      true,
    ),
  ];
}

reader.view("engagement", (context, id) => {
  const { engine, scene } = context,
    at = engine.byId.get(id);
  const e = at === undefined ? null : engine.engagements[at];
  if (!e) return null;
  return [
    ["head", headOf(context, e)],
    [
      "lead",
      sources.told(engine, e, "description", "lead") ||
        (context.scene.stated ? `<p class="muted">${escape(context.t("dossier.unstated"))}</p>` : ""),
    ],
    pair(context, e) || now(context, e),
    historyOf(context, e),
    reader.once(context, "conflicts:" + id, () =>
      foot.conflicts(context, foot.disputes(engine, scene, new Set([at])), "e"),
    ),
    ["facts", reader.once(context, "facts:" + id, () => factsOf(context, e))],
    partsOf(context, e),
    reader.once(context, "periods:" + id, () => periods.periodsOf(context, e)),
    foot.foot(context, [
      ["dossier.table", { tab: "table", text: e.acronym || pick(e, "name") }],
      ["dossier.compare", { tab: "compare", date2: foot.otherDate(engine, scene) }],
    ]),
  ].filter(Boolean);
});
