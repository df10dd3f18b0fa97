/* Dossiers of an event and of a note of context. */
import { escape } from "../core/text.js";
import { dateWords, pick, t } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import * as pieces from "./dossier-parts.js";
import * as reader from "./dossier-reader.js";
import * as sources from "./dossier-sources.js";

/** @typedef {import("../types").Context} Context */
/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../contract").EventRow} EventRow */
/** @typedef {import("../types").Told} Told */
/** @typedef {import("../contract").PeriodRow} PeriodRow */
/** @typedef {{p: PeriodRow, e: Told, where: Set<string>}} Near */

/* Engagements whose state changed near an event, from the periods that were public. */
/** @param {Context} context @param {EventRow} event */
function changedAround(context, event) {
  const { engine, scene } = context,
    mine = event.countries_iso3 || [],
    { means } = engine,
    { near } = engine.raw.eventRules,
    found = new Map();
  engine.data.periods.forEach((p) => {
    const at = engine.byId.get(p.engagement_id),
      e = engine.engagements[at ?? -1];
    if (e.subject === means.around || p.start_precision === means.undated || Math.abs(p.from - event.day) > near)
      return;
    const all =
      p.countries_iso3 && p.countries_iso3.length ? p.countries_iso3 : pieces.countriesOf(engine, scene, at ?? -1);
    const where = all.filter((c) => !mine.length || mine.includes(c));
    if (!where.length) return;
    const key = `${p.engagement_id}|${p.status}|${p.from}`;
    const now = found.get(key) || { p, e, where: new Set() };
    where.forEach((c) => now.where.add(c));
    found.set(key, now);
  });
  return [...found.values()].sort((a, b) => a.p.from - b.p.from);
}

/** @param {Told} e @param {string} key */
const link = (e, key) => pieces.textLink("engagement:" + e.engagement_id, pick(e, "name"), key);
/** @param {number} n */
function distance(n) {
  if (n === 0) return t("dossier.event.same");
  return t((n < 0 ? "dossier.event.before" : "dossier.event.after") + (Math.abs(n) === 1 ? ".one" : ""), {
    n: Math.abs(n),
  });
}
/** @param {Engine} engine @param {EventRow} event @param {Near} near */
function changedRow(engine, event, { p, e, where }) {
  const countries = pieces.list([...where].map((c) => pieces.countryName(engine, c)));
  const meta = [`${pieces.statusText(p)} ${pieces.since(engine, p)}`, distance(p.from - event.day), countries]
    .map(escape)
    .join(" · ");
  return (
    `<li class="d-row"><i class="d-bar" style="${pieces.barStyle(e)}"></i>` +
    symbols.dot(p.status, symbols.colour(e.instruments[0]), 5.5) +
    `<div class="d-row-body">${link(e, "near:" + p.period_id)}<div class="d-meta">${meta}</div></div><div></div></li>`
  );
}

/** @param {Context} context @param {EventRow} event */
function headOf(context, event) {
  const { engine, scene, t } = context,
    known = engine.clock(scene).known;
  const until = event.end_date ? ` – ${escape(pieces.dateText(event.end_date, event.end_precision))}` : "";
  const doubt = event.confidence === engine.means.unsure ? pieces.mark("?", t("doubt.general_knowledge")) : "";
  const ahead =
    known !== null && event.day > known
      ? `<p class="d-sub"><i>${escape(t("dossier.event.ahead", { x: dateWords(scene.known) }))}</i></p>`
      : "";
  return pieces.head({
    kicker: `${t("dossier.event")} · ${t("event." + event.category)}`,
    name: pick(event, "title"),
    sub: `<p class="d-sub">${escape(pieces.dateText(event.date, event.precision))}${until}${doubt}</p>${ahead}`,
  });
}

reader.view("event", (context, id) => {
  const { engine, t } = context,
    event = engine.data.events.find((e) => e.event_id === id);
  if (!event) return null;
  const near = changedAround(context, event);
  const states = (event.countries_iso3 || []).map(
    (c) => /** @type {[string, string]} */ ([c, engine.stateOn(c, event.day)]),
  );
  const named = (event.engagement_ids || []).map((x) => pieces.engagementOf(engine, x)).filter(Boolean);
  const date = event.precision === engine.means.exact ? event.date : event.date.slice(0, 7);
  const go =
    `<p><button type="button" class="button" data-date="${escape(date)}" data-key="go">` +
    `${escape(t("dossier.event.go"))}</button></p>`;
  /** @param {[string, string]} entry */
  const country = ([c, s]) =>
    `<li>${pieces.countryButton(engine, c, "event")} <span class="muted">` +
    `${escape(s ? t("state." + s) : "")}</span></li>`;
  return [
    ["head", headOf(context, event)],
    ["lead", `<p class="d-text">${escape(pick(event, "description"))}</p>${date.length >= 7 ? go : ""}`],
    states.length
      ? [
          "states",
          pieces.heading(t("dossier.event.countries")) + `<ul class="d-plain">${states.map(country).join("")}</ul>`,
        ]
      : null,
    named.length
      ? [
          "named",
          pieces.heading(t("dossier.event.named")) +
            `<ul class="d-plain">${named.map((e) => `<li>${link(e, "named:" + e.engagement_id)}</li>`).join("")}</ul>`,
        ]
      : null,
    [
      "near",
      pieces.heading(t("dossier.event.around"), `<span class="num muted">${near.length}</span>`) +
        (near.length
          ? `<ul class="d-rows">${near.map((x) => changedRow(engine, event, x)).join("")}</ul>`
          : `<p class="muted">${escape(t("dossier.event.around.none"))}</p>`),
    ],
    [
      "facts",
      pieces.facts([
        [t("dossier.source"), sources.sourceText(event)],
        [t("dossier.address"), event.source ? sources.addressLine(engine, event) : ""],
      ]),
    ],
  ].filter(Boolean);
});

reader.view("context", (context, id) => {
  const { engine, t } = context,
    note = engine.data.context.find((c) => c.context_id === id);
  if (!note) return null;
  const ref = sources.chip(engine, note, "note:" + id);
  const chips = (note.countries_iso3 || []).map((c) => pieces.countryButton(engine, c, "note")).join("");
  return [
    [
      "head",
      pieces.head({ kicker: `${t("dossier.context")} · ${t("context.kind." + note.kind)}`, name: pick(note, "name") }),
    ],
    ["lead", `<p class="d-text">${escape(pick(note, "text"))}</p>${ref.button}${ref.body}`],
    chips
      ? ["countries", `<p class="d-label">${escape(t("dossier.leg.countries"))}</p><p class="d-chips">${chips}</p>`]
      : null,
  ].filter(Boolean);
});
