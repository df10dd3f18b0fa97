/* Every period of an engagement with both its clocks: since when it was so, since when that was public; and every
   citation with its part in it. What is not public on the day that was asked is not among the rows at all. */
import { escape } from "../core/text.js";
import { dateWords } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import * as pieces from "./dossier-parts.js";
import * as sources from "./dossier-sources.js";

/** @typedef {import("../types").Context} Context */
/** @typedef {import("../contract").PeriodRow} PeriodRow */
/** @typedef {import("../types").Told} Told */
/** @typedef {import("./dossier-sources.js").Citation} Citation */
/** @typedef {[citation: Citation, position: number]} Cited */

/* Why a period does not speak here: another source takes precedence, or it is not of the one document asked for. */
/** @param {Context} context @param {PeriodRow} p @param {Cited[]} cites */
function silence(context, p, cites) {
  const { engine, scene, t } = context;
  if (engine.data.conflicts.some((c) => (c.not_shown || []).includes(p.period_id)) && !scene.stated)
    return t("dossier.notshown");
  const told = !scene.stated || cites.some(([c]) => engine.data.documents[c[1]].document_id === scene.stated);
  return told ? "" : t("dossier.nottold");
}

/** @param {Context} context @param {PeriodRow} p @param {number} i */
function period(context, p, i) {
  const { engine, t } = context,
    { means } = engine;
  const e = pieces.engagementOf(engine, p.engagement_id);
  const cites = engine.data.citations.map((c, k) => /** @type {Cited} */ ([c, k])).filter(([c]) => c[0] === i);
  const end = p.end_date ? t("dossier.site.span", { x: "…", y: pieces.dateText(p.end_date, p.end_precision) }) : "";
  const said = [pieces.planned(p), p.decision ? t("decision." + p.decision).toLowerCase() : "", end]
    .filter(Boolean)
    .join(" · ");
  const clocks =
    `${t("dossier.so", { x: pieces.since(engine, p) })} · ` +
    t(p.known_basis === means.published ? "dossier.public" : "dossier.public.assumed", { x: dateWords(p.known_from) });
  const doubt = p.confidence === means.unsure || p.confidence === means.inferred;
  const confidence = doubt ? ` <i class="d-inferred">${escape(t("confidence." + p.confidence).toLowerCase())}</i>` : "";
  const note = silence(context, p, cites),
    key = /** @param {number} k */ (k) => `p:${p.period_id}:${k}`;
  /* A paper that only mentions it is no source of its date. */
  const later = cites.some(([c]) => c[4] === means.primary)
    ? ""
    : `<span class="d-later">${escape(pieces.lower(t("doubt.source_later")))}</span>`;
  const from = [...cites.map(([c, k]) => sources.citation(engine, c, key(k))), later].filter(Boolean).join(" ");
  return (
    `<li class="d-period${note ? " is-off" : ""}">` +
    `${symbols.dot(p.status, symbols.colour(e.instruments[0]), 5.5)}<div><b>` +
    `${escape(pieces.statusText(p))}</b>${confidence}` +
    `${said ? ` <span class="muted">${escape(said)}</span>` : ""}<div class="d-meta">` +
    `${escape(clocks)}</div>${note ? `<div class="d-meta"><i>${escape(note)}</i></div>` : ""}` +
    `<div>${from}</div>${cites.map(([c, k]) => sources.cited(engine, c, key(k))).join("")}</div></li>`
  );
}

/** @param {Context} context @param {Told} e */
export function periodsOf(context, e) {
  const { engine, scene, t } = context,
    groups = new Map();
  const all = pieces.countriesOf(engine, scene, engine.byId.get(e.engagement_id) ?? -1);
  engine.data.periods.forEach((p, i) => {
    if (p.engagement_id !== e.engagement_id) return;
    const key = (p.countries_iso3 && p.countries_iso3.length ? p.countries_iso3 : all).join();
    groups.set(key, [...(groups.get(key) || []), [p, i]]);
  });
  const total = [...groups.values()].reduce((n, g) => n + g.length, 0);
  /** @param {[string, [PeriodRow, number][]]} entry */
  const list = ([key, rows]) => {
    const names = key ? pieces.list(key.split(",").map((c) => pieces.countryName(engine, c))) : t("dossier.everywhere");
    const ordered = rows.sort((a, b) => a[0].from - b[0].from);
    return (
      `<p class="d-group-title">${escape(names)}</p><ul class="d-periods">` +
      `${ordered.map(([p, i]) => period(context, p, i)).join("")}</ul>`
    );
  };
  return ["periods", pieces.folded("periods", t("dossier.periods"), total, () => [...groups].map(list).join(""), true)];
}
