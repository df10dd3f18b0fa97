/* Dossiers of a document and of a paragraph of the letter: what rests on it, where it is to be found, and the way to
   the map as this document alone states it. */
import * as documents from "../core/documents.js";
import { letterOf } from "../core/letter.js";
import { publisherOf } from "../core/publisher.js";
import { escape } from "../core/text.js";
import { pick } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import * as pieces from "./dossier-parts.js";
import * as reader from "./dossier-reader.js";
import * as sources from "./dossier-sources.js";

/** @typedef {import("../types").Context} Context */
/** @typedef {import("../contract").ContextRow} ContextRow */
/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../contract").PeriodRow} PeriodRow */
/** @typedef {import("../types").Told} Told */

/* Periods that cite a document (in one paragraph, where one is asked for), newest last. */
/** @param {Engine} engine @param {string} id @param {string} [section] @param {string} [paragraph] */
function periodsCiting(engine, id, section, paragraph) {
  const found = new Set();
  engine.data.citations.forEach(([period, doc, s, p]) => {
    if (engine.data.documents[doc].document_id === id && (!section || (s === section && p === paragraph)))
      found.add(period);
  });
  return [...found].map((i) => engine.data.periods[i]).sort((a, b) => a.from - b.from);
}

/** @param {Context} context @param {PeriodRow[]} periods */
function restingOn({ engine, t }, periods) {
  if (!periods.length) return ["rests", `<p class="muted">${escape(t("dossier.document.none"))}</p>`];
  /** @param {PeriodRow} p */
  const row = (p) => {
    const e = pieces.engagementOf(engine, p.engagement_id);
    const where = (p.countries_iso3 || []).map((c) => pieces.countryName(engine, c));
    const meta = [`${pieces.statusText(p)} ${pieces.since(engine, p)}`, pieces.planned(p), pieces.list(where)]
      .filter(Boolean)
      .map(escape)
      .join(" · ");
    return (
      `<li class="d-row"><i class="d-bar" style="${pieces.barStyle(e)}"></i>` +
      symbols.dot(p.status, symbols.colour(e.instruments[0]), 5.5) +
      '<div class="d-row-body">' +
      pieces.textLink("engagement:" + e.engagement_id, pick(e, "name"), "rests:" + p.period_id) +
      `<div class="d-meta">${meta}</div></div><div></div></li>`
    );
  };
  return [
    "rests",
    pieces.heading(t("dossier.document.rests"), `<span class="num muted">${periods.length}</span>`) +
      `<ul class="d-rows">${periods.map(row).join("")}</ul>`,
  ];
}

/* Engagements of which it tells something else than a state: a text, a sum, or more of what they are. */
/** @param {Context} context @param {string} id */
function tellsOf({ engine, t }, id) {
  const mine = /** @param {{document_id: string}[]} list */ (list) => (list || []).some((x) => x.document_id === id),
    summed = new Set(engine.data.amounts.filter((a) => a.document_id === id).map((a) => a.engagement_id));
  const found = engine.engagements.filter((e) => mine(e.told) || mine(e.former) || summed.has(e.engagement_id));
  if (!found.length) return null;
  /** @param {Told} e */
  const row = (e) =>
    `<li>${pieces.textLink("engagement:" + e.engagement_id, pick(e, "name"), "tells:" + e.engagement_id)}</li>`;
  return [
    "tells",
    pieces.heading(t("dossier.document.tells"), `<span class="num muted">${found.length}</span>`) +
      `<ul class="d-plain">${found.map(row).join("")}</ul>`,
  ];
}

reader.view("document", (context, id) => {
  const { engine, scene, t } = context,
    d = engine.data.documents.find((x) => x && x.document_id === id);
  if (!d) return null;
  const name = documents.nameOf(d, scene.lang),
    own = name !== d.title ? `<p class="d-sub" lang="en">${escape(d.title)}</p>` : "";
  const on = scene.stated === id,
    patch = escape(JSON.stringify({ stated: on ? "" : id }));
  return [
    ["head", pieces.head({ kicker: t("dossier.document"), name, sub: own })],
    [
      "facts",
      pieces.facts([
        [t("dossier.document.publisher"), escape(publisherOf(d))],
        [t("dossier.document.date"), escape(sources.dated(d))],
        [t("dossier.document.identifier"), escape(d.identifier || (/^kst-/.test(id) ? id : ""))],
        [t("dossier.address"), sources.addressLine(engine, d)],
      ]),
    ],
    restingOn(context, periodsCiting(engine, id)),
    tellsOf(context, id),
    [
      "foot",
      `<div class="d-foot"><button type="button" class="button" data-commit="${patch}` +
        `" data-key="stated">${escape(t(on ? "dossier.document.all" : "dossier.document.stated"))}` +
        "</button></div>",
    ],
  ].filter(Boolean);
});

reader.view("paragraph", (context, ref) => {
  const { engine, t } = context,
    [section, paragraph] = ref.split(" "),
    id = letterOf(engine).id;
  const notes = engine.data.context.filter(
    (c) => c.document_id === id && c.section_code === section && c.paragraph === paragraph,
  );
  const periods = periodsCiting(engine, id, section, paragraph),
    chip = sources.letterRef(engine, ref, "paragraph:" + ref);
  if (!chip.button) return null;
  /** @param {ContextRow} c */
  const note = (c) =>
    `<li>${pieces.textLink("context:" + c.context_id, pick(c, "name"), "note:" + c.context_id)}` +
    ` <span class="muted">${escape(t("context.kind." + c.kind))}</span></li>`;
  return [
    ["head", pieces.head({ kicker: t("dossier.context"), name: pieces.paragraphName(ref) })],
    ["lead", chip.button + chip.body],
    restingOn(context, periods),
    notes.length
      ? ["notes", pieces.heading(t("dossier.notes")) + `<ul class="d-plain">${notes.map(note).join("")}</ul>`]
      : null,
  ].filter(Boolean);
});
