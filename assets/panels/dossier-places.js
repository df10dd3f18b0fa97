/* Dossiers of a place and its sites, of a leg, and of the counted route. */
import { escape } from "../core/text.js";
import { pick, t } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import * as pieces from "./dossier-parts.js";
import * as reader from "./dossier-reader.js";
import * as sources from "./dossier-sources.js";
import { routeFigures } from "./route.js";

/** @typedef {import("../types").Context} Context */
/** @typedef {import("../contract").EventRow} EventRow */
/** @typedef {import("../types").Item} Item */
/** @typedef {import("../contract").LegRow} LegRow */
/** @typedef {import("../contract").PlaceRow} PlaceRow */
/** @typedef {import("../contract").SiteRow} SiteRow */
/** @typedef {{site: SiteRow, items: Item[], here: boolean}} At */

/** @param {SiteRow} site */
function siteDates(site) {
  const from = pieces.dateText(site.start_date, site.start_precision),
    to = pieces.dateText(site.end_date, site.end_precision);
  if (from && to) return t("dossier.site.span", { x: from, y: to });
  if (from) return t("dossier.site.from", { x: from });
  return to ? t("dossier.site.until", { x: to }) : t("doubt.undated");
}

/** @param {Context} context @param {SiteRow} site @param {Item[]} items */
function siteRow(context, site, items) {
  const { engine, scene, t } = context,
    e = pieces.engagementOf(engine, site.engagement_id);
  const key = `site:${site.site_id}`,
    first = items[0],
    status = first ? engine.raw.statuses[first.row.s] : engine.means.ended;
  /** @param {Item} item */
  const state = (item) => {
    const period = engine.period(item),
      more = [pieces.planned(period), pieces.lastStated(engine, item.row)].filter(Boolean);
    const said = `${pieces.statusText(period)} ${scene.to ? pieces.within(item.row) : pieces.since(engine, period)}`;
    return (
      `<div class="d-meta">${escape(said)}${pieces.marks(engine, item.row)}` +
      `${more.map((words) => ` · ${escape(words)}`).join("")}</div>`
    );
  };
  const source = first ? sources.source(engine, first.row, key) : { button: "", body: "" };
  const from =
    `<div class="d-meta">${escape(t("dossier.source"))}: ${sources.sourceText(site)}` +
    `${site.address ? `<br>${sources.addressLine(engine, site)}` : ""}</div>`;
  return (
    `<li class="d-row"><i class="d-bar" style="${pieces.barStyle(e)}"></i>` +
    `${symbols.dot(status, symbols.colour(e.instruments[0]), 5.5)}<div class="d-row-body">` +
    pieces.textLink("engagement:" + e.engagement_id, pick(e, "name"), key) +
    `<div class="d-meta">${escape(t("role." + site.role))} · ${escape(siteDates(site))}</div>` +
    `${items.map(state).join("")}${from}</div>` +
    `<div class="d-row-cite">${source.button}</div>${source.body}</li>`
  );
}

/* Sites at a place with the rows that the scene shows of them; `here` are those that stand and are not over. */
/** @param {Context} context @param {PlaceRow} p */
function sitesAt({ engine, look, scene }, p) {
  /** @param {SiteRow} s */
  const stands = (s) => (s.from === null || s.from <= look.day) && (s.until === null || look.first < s.until);
  /** @param {SiteRow} s */
  const told = (s) => !scene.stated || (s.documents || []).includes(scene.stated);
  return engine.data.sites
    .filter((s) => s.place_id === p.place_id && told(s))
    .map((site) => {
      const items = look.rows.filter(
        (r) =>
          engine.engagements[r.e].engagement_id === site.engagement_id &&
          engine.isOpen(r.row.s) &&
          (!r.country || r.country === p.country_iso3 || p.off),
      );
      return { site, items, here: stands(site) && items.length > 0 };
    });
}

/** @param {Context} context @param {string} id */
function eventsAt({ look, t }, id) {
  const mine = look.events.filter((e) => e.place_id === id);
  /** @param {EventRow} e */
  const row = (e) =>
    `<li><time>${escape(pieces.dateText(e.date, e.precision, true))}</time>` +
    `${pieces.textLink("event:" + e.event_id, pick(e, "title"), "event:" + e.event_id)}</li>`;
  return mine.length
    ? ["events", pieces.heading(t("dossier.events")) + `<ul class="d-dated">${mine.map(row).join("")}</ul>`]
    : null;
}

/** @param {Context} context @param {string} id */
function place(context, id) {
  const { engine, scene, t } = context,
    { data } = engine,
    p = data.places[id];
  if (!p) return null;
  const country = p.country_iso3 ? engine.countries.get(p.country_iso3) : null,
    all = sitesAt(context, p);
  const here = all.filter((x) => x.here),
    other = all.filter((x) => !x.here);
  const legs = data.legs.filter((l) => l.from_id === id || l.to_id === id);
  const doubt = p.confidence === engine.means.unsure ? pieces.mark("?", t("doubt.general_knowledge")) : "";
  /** @param {LegRow} l */
  const legRow = (l) =>
    "<li>" +
    pieces.textLink(
      "leg:" + l.leg_id,
      `${pieces.legEnd(data, l.from_id)} → ${pieces.legEnd(data, l.to_id)}`,
      "leg:" + l.leg_id,
    ) +
    "</li>";
  const sub = `<p class="d-sub">${escape(t("dossier.precision." + p.coord_precision))}${doubt}</p>`;
  /** @param {At[]} list */
  const rows = (list) =>
    `<ul class="d-rows">${list.map((x) => siteRow(context, x.site, x.here ? x.items : [])).join("")}</ul>`;
  return [
    ["head", pieces.head({ kicker: country ? pick(country, "name") : "", name: pick(p, "name"), sub })],
    [
      "list",
      pieces.heading(`${t("dossier.here")} · ${pieces.when(scene, "dossier.now")}`) +
        (here.length ? rows(here) : `<p class="muted">${escape(t("dossier.here.none"))}</p>`),
    ],
    other.length
      ? ["other", pieces.folded("place-other", t("dossier.here.else"), other.length, () => rows(other), !here.length)]
      : null,
    eventsAt(context, id),
    legs.length
      ? [
          "legs",
          pieces.folded(
            "place-legs",
            t("layer.routes"),
            legs.length,
            () => `<ul class="d-plain">${legs.map(legRow).join("")}</ul>`,
          ),
        ]
      : null,
    country
      ? [
          "country",
          `<p class="d-label">${escape(t("dossier.leg.countries"))}</p><p class="d-chips">` +
            `${pieces.countryButton(engine, country.iso3, "of")}</p>`,
        ]
      : null,
  ].filter(Boolean);
}
reader.view("place", place);
reader.view("site", (context, id) => {
  /* A mark on the map is named by its place and role, a site by its id. */
  const site = context.engine.data.sites.find((s) => s.site_id === id);
  return pieces.isLater(context.engine, "site", id) ? null : place(context, site ? site.place_id : id.split("|")[0]);
});

reader.view("leg", (context, id) => {
  const { engine, t } = context,
    { data } = engine;
  const leg = data.legs.find((l) => l.leg_id === id);
  if (!leg) return null;
  /** @param {string} node */
  const end = (node) =>
    data.places[node]
      ? pieces.textLink("place:" + node, pieces.legEnd(data, node), "node:" + node)
      : escape(pieces.legEnd(data, node));
  return [
    [
      "head",
      pieces.head({
        kicker: `${t("dossier.leg")} · ${t("stage." + leg.stage)}`,
        name: `${pieces.legEnd(data, leg.from_id)} → ${pieces.legEnd(data, leg.to_id)}`,
      }),
    ],
    ["lead", `<p class="d-text">${escape(t("dossier.leg.text"))}</p>`],
    [
      "facts",
      pieces.facts([
        [t("dossier.leg.stage"), escape(t("stage." + leg.stage))],
        [t("dossier.leg.kind"), escape(t("dossier.leg.kind." + leg.kind))],
        [t("dossier.leg.nodes"), `${end(leg.from_id)} – ${end(leg.to_id)}`],
        [
          t("dossier.leg.countries"),
          (leg.countries_iso3 || []).length
            ? '<span class="d-chips">' +
              (leg.countries_iso3 || []).map((c) => pieces.countryButton(engine, c, "leg")).join("") +
              "</span>"
            : "",
        ],
        [
          t("dossier.source"),
          `${sources.sourceText(leg)} <i class="d-inferred">` +
            `${escape(t("confidence." + leg.confidence).toLowerCase())}</i>`,
        ],
      ]),
    ],
    ...figures(context),
  ];
});

/* The year's figures of the route as a whole, with what they do and do not measure. */
/** @param {Context} context */
function figures(context) {
  const { t } = context;
  const route = routeFigures ? routeFigures(context) : "";
  return [
    [
      "figures",
      route +
        '<p><button type="button" class="button" data-commit="' +
        `${escape(JSON.stringify({ tab: "route" }))}" data-key="route-open">` +
        `${escape(t("dossier.route.open"))}</button></p>`,
    ],
  ];
}
reader.view("route", (context) => [
  ["head", pieces.head({ kicker: context.t("layer.routes"), name: context.t("route.name") })],
  ["lead", `<p class="d-text">${escape(context.t("dossier.route.text"))}</p>`],
  ...figures(context),
]);
