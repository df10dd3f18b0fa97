/* The dossier of a country: what runs there, since when, what happened, and who its neighbours are. */
import { days } from "../core/days.js";
import * as doors from "../core/doors.js";
import { state } from "../core/state.js";
import { escape } from "../core/text.js";
import { dateWords, pick } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import * as tip from "../map/tip.js";
import * as wheelParts from "../map/wheel-parts.js";
import * as wheelWords from "../map/wheel-words.js";
import { around, eventList, notes } from "./dossier-around.js";
import { counted, countedOnly, distinct, door, has, sentence, silentIn } from "./dossier-counts.js";
import * as foot from "./dossier-foot.js";
import { reachName, stripOf } from "./dossier-history.js";
import { lead } from "./dossier-lead.js";
import * as pieces from "./dossier-parts.js";
import * as reader from "./dossier-reader.js";
import * as rowsOf from "./dossier-rows.js";

/** @typedef {import("../types").Context} Context */
/** @typedef {import("../contract").CountryRow} CountryRow */
/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../types").Facets} Facets */
/** @typedef {import("../types").Item} Item */
/** @typedef {import("../types").Silent} Silent */
/** @typedef {import("../types").Wheel} Wheel */

/** @param {Context} context @param {string} iso */
function stateLine(context, iso) {
  const { engine, look, t } = context;
  const row = (engine.statesOf.get(iso) || []).find(
    (s) => (s.from === null || s.from <= look.day) && (s.until === null || look.day < s.until),
  );
  if (!row || row.state === engine.means.calm) return "";
  const sign =
    row.confidence === engine.means.unsure
      ? `<sup class="d-mark" title="${escape(t("doubt.general_knowledge"))}">?</sup>`
      : "";
  return (
    `<p class="d-sub">${escape(t("state." + row.state))} ` +
    escape(t("dossier.since", { x: pieces.dateText(row.start_date, row.start_precision) })) +
    `${sign}</p>`
  );
}

/** @typedef {NonNullable<ReturnType<typeof wheelWords.shown>>} Shown a wheel that is drawn */
/** @param {Context} context @param {CountryRow} country @param {Shown} wheel */
function wheelSaid({ scene, t }, country, wheel) {
  const { plain, wheelTokens } = wheelWords,
    x = pick(country, "name");
  if (wheel.asked || scene.to) return `${x}: ${plain(wheelTokens(wheel, tip.wordsOf(scene)))}`;
  return t("dossier.wheel", { own: wheel.own, region: wheel.region, x });
}

/** @param {Context} context @param {string} iso @param {CountryRow} country */
function headOf(context, iso, country) {
  const { engine, look, scene, t } = context;
  const tier = engine.tierOf(country);
  const group = engine.data.groups.find((g) => tier && g.group_id === tier.group && g.members.includes(iso));
  const kind = tier && tier.focus ? t("dossier.focus") : t("dossier.route_country");
  const wheel = wheelWords.shown(engine, scene, look, iso);
  const said = wheel ? wheelSaid(context, country, wheel) : "";
  const drawn = wheel
    ? `<span role="img" data-wheel="${escape(iso)}" aria-label="${escape(said)}" title="` +
      `${escape(said)}">${symbols.wheel(pieces.WHEEL_R, wheel.segments, { center: wheel.own })}` +
      "</span>"
    : "";
  const aside = wheel
    ? `<span class="d-wheel">${drawn}${wheel.region ? wheelMore(context, iso, wheel.region) : ""}</span>`
    : "";
  return pieces.head({
    kicker: group ? `${kind} · ${pick(group, "name")}` : kind,
    name: pick(country, "name"),
    sub: stateLine(context, iso),
    aside,
  });
}

/** @param {Context} context @param {string} iso @param {number} n */
function wheelMore({ scene, t }, iso, n) {
  const facets = wheelParts.wordsDoor({ scene }, iso, "");
  return (
    `<span class="d-wheel-more num">${doors.doorLink(facets, "+" + n, "")} ` +
    `${escape(t("dossier.region_wide"))}</span>`
  );
}

/* By instrument, what is over last; within it by status and name, in a period by name and day. */
/** @param {Engine} engine @param {Item[]} rows */
function sorted(engine, rows) {
  const { raw } = engine,
    name = /** @param {Item} r */ (r) => pick(engine.engagements[r.e], "name"),
    within = Boolean(state.scene.to);
  /** @param {Item} r */
  const weight = (r) =>
    (raw.statuses[r.row.s] === engine.means.ended && !within ? 100 : 0) +
    raw.instruments.indexOf(engine.engagements[r.e].instruments[0]);
  /** @param {Item} a @param {Item} b */
  const next = (a, b) =>
    within ? name(a).localeCompare(name(b)) || a.row.a - b.row.a : a.row.s - b.row.s || name(a).localeCompare(name(b));
  return [...rows].sort((a, b) => weight(a) - weight(b) || next(a, b));
}

/* Rows with their components folded under the umbrella they belong to, after the last of its rows. */
/** @param {Context} context @param {Item[]} rows @param {string} prefix */
function listed(context, rows, prefix) {
  const { engine, t } = context,
    parts = new Map(),
    list = /** @param {string[]} items */ (items) => `<ul class="d-rows">${items.join("")}</ul>`;
  for (const r of rows) {
    const up = engine.engagements[r.e].component_of;
    if (up && rows.some((x) => engine.engagements[x.e].engagement_id === up))
      parts.set(up, [...(parts.get(up) || []), r]);
  }
  const inside = new Set([...parts.values()].flat()),
    above = sorted(
      engine,
      rows.filter((r) => !inside.has(r)),
    );
  return list(
    above.map((r, i) => {
      const id = engine.engagements[r.e].engagement_id,
        mine = parts.get(id);
      if (!mine || above.slice(i + 1).some((x) => x.e === r.e)) return rowsOf.row(engine, r, { prefix });
      const body = () => list(sorted(engine, mine).map((x) => rowsOf.row(engine, x, { prefix, indent: true })));
      return (
        rowsOf.row(engine, r, { prefix }) +
        '<li class="d-parts">' +
        pieces.folded("parts:" + id, t("dossier.components"), distinct(mine), body, mine.length <= 2) +
        "</li>"
      );
    }),
  );
}

/** @param {Engine} engine */
const dutchOnly = (engine) => ({ ...countedOnly(engine), subject: [engine.means.dutch] });

/* How many of a list run, or ran in a period. */
/** @param {Context} context @param {{k: string, n: string}} parts @param {number} running */
function shareSaid(context, { k, n }, running) {
  if (!context.scene.to) return sentence(context, "dossier.share.run", { k, n });
  return sentence(context, `wheel.${running > 1 ? "some" : running ? "one" : "none"}.period`, { n: k, of: n });
}

/* What is in the country itself, then what the region shares, each with how many of it run. */
/** @param {Context} context @param {string} iso @param {Item[]} rows @param {string} prefix */
function byReach(context, iso, rows, prefix) {
  const { engine } = context,
    { raw } = engine;
  return raw.reaches
    .map((reach) => {
      const mine = rows.filter((r) => engine.engagements[r.e].reach === reach);
      if (!mine.length) return "";
      const of = mine.filter((r) => counted(engine, r)),
        facets = { ...dutchOnly(engine), reach: [reach] };
      const parts = {
        k: door(
          context,
          iso,
          of.filter((r) => has(raw.running, r)),
          "running",
          facets,
        ),
        n: door(context, iso, of, "open", facets),
      };
      const said =
        !of.length || !wheelWords.measured(engine, context.scene).running
          ? ""
          : shareSaid(context, parts, distinct(of.filter((r) => has(raw.running, r))));
      return (
        `<h4 class="d-reach"><span>${escape(reachName(engine, reach, iso))}</span> <span` +
        ` class="num muted">${said}</span></h4>${listed(context, mine, prefix)}`
      );
    })
    .join("");
}

/** @param {Context} context @param {string} iso @param {Item[]} rows */
function engagements(context, iso, rows) {
  const { engine, scene, look, t } = context,
    { raw, means } = engine;
  const live = rows.filter((r) => has(raw.open, r)),
    over = rows.filter((r) => !has(raw.open, r));
  /** @param {string} subject */
  const of = (subject) => live.filter((r) => engine.engagements[r.e].subject === subject);
  const dutch = of(means.dutch),
    missions = of(means.mission),
    around = of(means.around);
  /** @param {string} title @param {Item[]} list @param {Facets} facets */
  const number = (title, list, facets) =>
    pieces.heading(
      title,
      `<span class="num muted">${door(context, iso, list, "open", facets, `${title}: ${distinct(list)}`)}</span>`,
    );
  const none = t(
    look.outside.includes(iso)
      ? "dossier.lead.outside"
      : state.askedFacets().length
        ? "dossier.list.none"
        : "dossier.list.empty",
  );
  const parts = [
    [
      "list",
      number(
        pieces.when(scene, "dossier.engagements"),
        dutch.filter((r) => counted(engine, r)),
        dutchOnly(engine),
      ) + (dutch.length ? byReach(context, iso, dutch, "nl") : `<p class="muted">${escape(none)}</p>`),
    ],
  ];
  if (missions.length)
    parts.push([
      "missions",
      number(t("dossier.missions"), missions, { subject: [means.mission] }) + listed(context, missions, "mission"),
    ]);
  if (around.length)
    parts.push([
      "context-rows",
      number(t("subject.context"), around, { subject: [means.around] }) + listed(context, around, "ctx"),
    ]);
  if (over.length)
    parts.push([
      "over",
      pieces.folded("over", t("dossier.ended"), distinct(over), () => listed(context, over, "over")),
    ]);
  const silent = silentIn(context, iso);
  if (silent.length)
    parts.push([
      "silent",
      pieces.folded("silent", t("dossier.silent"), silent.length, () => silentList(context, silent)),
    ]);
  return parts;
}
/** @param {Context} context @param {Silent[]} silent */
function silentList({ engine, t }, silent) {
  /** @param {Silent} s */
  const row = (s) => {
    const e = engine.engagements[s.e],
      id = escape(e.engagement_id);
    return (
      `<li>${symbols.dot(engine.means.silent, "", 5.5)} <button type="button" class="d-link"` +
      ` data-select="engagement:${id}" data-key="silent:${id}">${escape(pick(e, "name"))}</button>` +
      ` <span class="muted">${escape(t("dossier.on_record", { x: dateWords(days.toIso(s.until)) }))}</span></li>`
    );
  };
  return `<p class="muted">${escape(t("dossier.silent.text"))}</p><ul class="d-plain">${silent.map(row).join("")}</ul>`;
}

reader.view("country", (context, iso) => {
  const { engine, look, scene } = context;
  const country = engine.countries.get(iso);
  if (!country) return null;
  const rows = look.rows.filter((r) => r.country === iso);
  const mine = rows.filter((r) => counted(engine, r));
  const found = foot.disputes(engine, scene, new Set(rows.map((r) => r.e)), iso);
  return [
    ["head", headOf(context, iso, country)],
    ["lead", `<p class="d-lead">${lead(context, iso, mine)}</p>`],
    ...(look.wheels[iso] ? [["strip", stripOf(context, iso)]] : []),
    ...engagements(context, iso, rows),
    foot.conflicts(context, found, "c"),
    eventList(context, iso),
    around(context, iso),
    reader.once(context, "notes:" + iso, () => notes(context, iso)),
    foot.foot(context, [
      ["dossier.table", { tab: "table", country: [iso] }],
      ["dossier.compare", { tab: "compare", date2: foot.otherDate(engine, scene) }],
    ]),
  ].filter(Boolean);
});
