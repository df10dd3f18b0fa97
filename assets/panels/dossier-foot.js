/* The end of a dossier: where sources disagree, and the ways on from it. */
import { letterOf } from "../core/letter.js";
import { escape } from "../core/text.js";
import { pick } from "../core/words.js";
import * as pieces from "./dossier-parts.js";
import * as sources from "./dossier-sources.js";

/** @typedef {import("../contract").ConflictRow} ConflictRow */
/** @typedef {import("../types").Context} Context */
/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../types").Patch} Patch */
/** @typedef {import("../types").Scene} Scene */
/** @typedef {import("../contract").PeriodRow} PeriodRow */

/* Disagreements of sources: what differs, which row is shown and why. */
/** @param {Context} context @param {ConflictRow[]} found @param {string} prefix */
export function conflicts(context, found, prefix) {
  const { engine, t } = context;
  if (!found.length) return null;
  return [
    "conflicts",
    pieces.folded(
      "conflicts",
      t("dossier.conflicts"),
      found.length,
      () =>
        `<ul class="d-conflicts">${found
          .map((c) => {
            const e = pieces.engagementOf(engine, c.engagement_id);
            const refs = (c.letter_paragraphs || []).map((r, i) =>
              sources.letterRef(engine, r, `${prefix}:${c.conflict_id}:${i}`),
            );
            const period = /** @type {PeriodRow} */ (
              engine.data.periods.find((p) => p && p.period_id === c.show_period_id)
            );
            const shown = t("dossier.shown", {
              x: `${pieces.lower(pieces.statusText(period))} ${pieces.since(engine, period)}`,
            });
            return (
              '<li><b><span aria-hidden="true">≠</span> ' +
              pieces.textLink("engagement:" + c.engagement_id, pick(e, "name"), "conflict:" + c.conflict_id) +
              "</b>" +
              `<p>${escape(pick(c, "what_differs") || t("dossier.conflict.later"))}</p><p` +
              ` class="muted">${escape(shown)} ${escape(pick(c, "why"))}</p>` +
              `${refs.map((r) => r.button).join(" ")}${refs.map((r) => r.body).join("")}</li>`
            );
          })
          .join("")}</ul>`,
      true,
    ),
  ];
}

/* Conflicts that the clock's chains of some engagements know of, in one country or in all. */
/** @param {Engine} engine @param {Scene} scene @param {Set<number>} chosen @param {string} [iso] */
export function disputes(engine, scene, chosen, iso) {
  const { chains, rows } = engine.clock(scene),
    at = new Set();
  for (const [e, country, , steps] of chains) {
    if (!chosen.has(e) || (iso && country !== iso)) continue;
    steps.forEach((r, i) => {
      if (i % 2 && r >= 0) rows[r].c.forEach((c) => at.add(c));
    });
  }
  return [...at]
    .sort((a, b) => a - b)
    .map((i) => engine.data.conflicts[i])
    .filter(Boolean);
}

/** @param {Context} context @param {[key: string, patch: Patch][]} commits */
export const foot = (context, commits) => [
  "foot",
  '<div class="d-foot">' +
    commits
      .map(
        ([key, patch]) =>
          `<button type="button" class="button" data-commit="${escape(JSON.stringify(patch))}" data-key="` +
          `${key}">${escape(context.t(key))}</button>`,
      )
      .join("") +
    "</div>",
];
/* The date that a comparison from here begins at: its own, else where comparisons begin, else the letter's. */
/** @param {Engine} engine @param {Scene} scene */
export function otherDate(engine, scene) {
  const { later } = engine.raw.changes.start;
  return scene.date2 || (scene.date > later ? later : letterOf(engine).date);
}
