/* Rows of engagements as a dossier lists them. */
import { state } from "../core/state.js";
import { escape } from "../core/text.js";
import { pick, t } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import * as pieces from "./dossier-parts.js";
import * as sources from "./dossier-sources.js";

/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../types").Item} Item */
/** @typedef {import("../contract").CountryRow} CountryRow */

/* One engagement in one country (or everywhere) as a row: mark, status, since, frameworks, doubts, source. */
/** @param {Engine} engine @param {Item} item @param {{prefix?: string, indent?: boolean, country?: boolean}} options */
export function row(engine, item, options) {
  const o = options || {},
    e = engine.engagements[item.e],
    { scene } = state;
  const period = engine.period(item),
    status = engine.raw.statuses[item.row.s];
  const key = `${o.prefix || "row"}:${e.engagement_id}:${item.country}${scene.to ? ":" + item.row.p : ""}`;
  const place =
    o.country && item.country ? pick(/** @type {CountryRow} */ (engine.countries.get(item.country)), "name") : "";
  const said = [
    pieces.statusText(period),
    place && `· ${place}`,
    scene.to ? pieces.within(item.row) : pieces.since(engine, period, true),
  ]
    .filter(Boolean)
    .join(" ");
  const after = [pieces.planned(period), pieces.lastStated(engine, item.row, true)]
    .filter(Boolean)
    .map((words) => ` · ${escape(words)}`)
    .join("");
  const source = sources.source(engine, item.row, key);
  return (
    `<li class="d-row${o.indent ? " is-indented" : ""}" data-lit="${escape(item.country)}|` +
    `${escape(e.instruments[0])}">` +
    `<i class="d-bar" style="${pieces.barStyle(e)}"></i>${symbols.dot(status, symbols.colour(e.instruments[0]), 5.5)}` +
    '<div class="d-row-body"><button type="button" class="d-link" data-select="engagement:' +
    `${escape(e.engagement_id)}" data-key="${escape(key)}">${escape(pick(e, "name"))}</button>` +
    `<div class="d-meta">${escape(said)}${pieces.marks(engine, item.row)}${after} ` +
    e.framework.map((f) => `<span class="tag">${escape(t("framework." + f))}</span>`).join(" ") +
    "</div></div>" +
    `<div class="d-row-cite">${source.button}</div>${source.body}</li>`
  );
}
