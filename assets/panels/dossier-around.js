/* What lies around a country: its events, its neighbours, and notes on it. */
import { repaint } from "../core/state.js";
import { escape } from "../core/text.js";
import { pick } from "../core/words.js";
import * as maps from "../map/maps.js";
import * as pieces from "./dossier-parts.js";
import * as reader from "./dossier-reader.js";

/** @typedef {import("../types").Context} Context */
/** @typedef {import("../contract").ContextRow} ContextRow */
/** @typedef {import("../types").GroupSeen} GroupSeen */
/** @typedef {import("../contract").CountryRow} CountryRow */

/** @type {Map<string, any> | null} */
let neighbours = null;

/** @param {Context} context @param {string} iso */
export function eventList(context, iso) {
  const { look, t } = context;
  const mine = look.events
    .filter((e) => (e.countries_iso3 || []).includes(iso))
    .slice()
    .sort((a, b) => b.day - a.day);
  if (!mine.length) return null;
  const all = reader.isOpen("events-all");
  const rows = (all ? mine : mine.slice(0, 5)).map(
    (e) =>
      `<li><time>${escape(pieces.dateText(e.date, e.precision, true))}</time><button type="button"` +
      ` class="d-link" data-select="event:${escape(e.event_id)}" data-key="event:` +
      `${escape(e.event_id)}">${escape(pick(e, "title"))}</button></li>`,
  );
  const more =
    mine.length > 5
      ? '<button type="button" class="link d-small" data-fold="events-all" data-key="events-all"' +
        ` aria-expanded="${all}">` +
        `${escape(t(all ? "dossier.fewer" : "dossier.all", { n: mine.length }))}</button>`
      : "";
  return ["events", pieces.heading(t("dossier.events"), more) + `<ul class="d-dated">${rows.join("")}</ul>`];
}

/* Countries whose shapes share a stretch of border; worked out once from the base map. */
async function readNeighbours() {
  neighbours = new Map();
  const base = await maps.file("base/countries.geojson");
  if (!base) return;
  const at = new Map(),
    pairs = new Map();
  /** @param {any} c @param {string} iso */
  const walk = (c, iso) => {
    if (typeof c[0] === "number") {
      const k = c[0] + "," + c[1];
      if (!at.has(k)) at.set(k, new Set());
      at.get(k).add(iso);
    } else for (const x of c) walk(x, iso);
  };
  for (const f of base.features) walk(f.geometry.coordinates, f.properties.iso3);
  for (const set of at.values()) {
    if (set.size < 2) continue;
    for (const a of set) for (const b of set) if (a !== b) pairs.set(a + b, (pairs.get(a + b) || 0) + 1);
  }
  for (const [key, n] of pairs)
    if (n >= 2) neighbours.set(key.slice(0, 3), [...(neighbours.get(key.slice(0, 3)) || []), key.slice(3)]);
  for (const f of base.features) neighbours.set("name:" + f.properties.iso3, f.properties);
  repaint();
}

/** @param {Context} context @param {string} iso */
export function around(context, iso) {
  const { engine, t } = context;
  if (!neighbours) readNeighbours();
  const beside = neighbours || new Map();
  const near = (beside.get(iso) || []).map(
    /** @param {string} n */ (n) => {
      const c = engine.countries.get(n);
      if (c && c.tier) return pieces.countryButton(engine, n, "near");
      const p = beside.get("name:" + n);
      return p ? `<span class="d-chip is-plain">${escape(pick(p, "name"))}</span>` : "";
    },
  );
  /** @param {GroupSeen} g */
  const others = (g) =>
    g.members
      .filter((m) => m !== iso)
      .map((m) => escape(pick(/** @type {CountryRow} */ (engine.countries.get(m)), "name")))
      .join(", ");
  const groups = engine.data.groups
    .filter((g) => g.members.includes(iso))
    .map((g) => `<li>${escape(pick(g, "name"))} <span class="muted">${others(g)}</span></li>`);
  if (!near.length && !groups.length) return null;
  const borders = near.length
    ? `<p class="d-label">${escape(t("dossier.neighbours"))}</p><p class="d-chips">${near.join("")}</p>`
    : "";
  const within = groups.length
    ? `<p class="d-label">${escape(t("dossier.groups"))}</p><ul class="d-plain">${groups.join("")}</ul>`
    : "";
  return ["around", pieces.folded("around", t("dossier.around"), "", () => borders + within, true)];
}

/** @param {Context} context @param {string} iso */
export function notes(context, iso) {
  const { engine, t } = context;
  const mine = engine.data.context.filter((c) => (c.countries_iso3 || []).includes(iso));
  if (!mine.length) return null;
  /** @param {ContextRow} c */
  const row = (c) =>
    `<li><button type="button" class="d-link" data-select="context:${escape(c.context_id)}` +
    `" data-key="note:${escape(c.context_id)}">${escape(pick(c, "name"))}</button>` +
    ` <span class="muted">${escape(t("section." + c.section_code))}` +
    `${c.paragraph ? ` ¶\u00a0${escape(c.paragraph)}` : ""}</span></li>`;
  /** @param {string} kind */
  const list = (kind) =>
    `<p class="d-label">${escape(t("context.kind." + kind))}</p><ul class="d-plain">${mine
      .filter((c) => c.kind === kind)
      .map(row)
      .join("")}</ul>`;
  return [
    "notes",
    pieces.folded("notes", t("dossier.notes"), mine.length, () =>
      [...new Set(mine.map((c) => c.kind))].map(list).join(""),
    ),
  ];
}
