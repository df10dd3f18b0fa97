/* The route view: yearly detections, deaths per year and month as small charts of our own, each with its table.
   Legs are never sized by these figures; the caveats stand in sight. */
import { days } from "../core/days.js";
import { h, put, s } from "../core/dom.js";
import { painter } from "../core/painters.js";
import { room as roomOf } from "../core/room.js";
import { escape } from "../core/text.js";
import { dateWords, number, t } from "../core/words.js";
import * as pieces from "./dossier-parts.js";

/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../contract").TotalRow} TotalRow */
/* Figures of a route by period. */
/** @typedef {Map<string, TotalRow>} Rows */
/* How a chart is asked for, and its measures in px. */
/** @typedef {{ height: number, paint: string, now: string, every: number, label: string }} Shape */
/** @typedef {{ W: number, base: number, step: number, h: number, top: number }} Chart */
/** @typedef {{ scene: import("../types").Scene, engine: Engine, year: string, month: string }} Painted */

/* Each caveat stands with the figures it is about. */
/** @param {string[]} names */
const notes = (names) =>
  h(
    "ul",
    { class: "f-notes" },
    names.map((c) => h("li", {}, t("figures.caveat." + c))),
  );
let shownKey = "",
  room = 368;

/* Totals of a measure by route, as far as they were public: of a period the one that stands in a chart. */
/** @param {TotalRow[]} totals @param {string} metric @param {string} kind */
function series(totals, metric, kind) {
  /** @type {Map<string, Rows>} */
  const found = new Map();
  for (const r of totals) {
    if (r.metric !== metric || r.period_type !== kind || !r.chart) continue;
    const rows = found.get(r.route) || new Map();
    found.set(r.route, rows.set(r.period, r));
  }
  return found;
}

/* Every year from the first to the last that any route has a figure for. */
/** @param {Map<string, Rows>} all */
function yearsOf(all) {
  const years = [...all.values()].flatMap((rows) => [...rows.keys()]).map(Number);
  const first = Math.min(...years);
  return years.length ? Array.from({ length: Math.max(...years) - first + 1 }, (_, i) => String(first + i)) : [];
}

/* What is said of the rise of a year stands only where its figure was public. */
/** @param {Engine} engine @param {Map<string, Rows>} all */
function rise(engine, all) {
  const { main, risen } = engine.raw.routeRules,
    rows = all.get(main);
  return rows && rows.has(risen) ? ["rise"] : [];
}
/** @param {TotalRow} r */
const vintage = (r) => t(r.first_count ? "figures.preliminary" : "figures.final");
/** @param {string} p */
const periodName = (p) => (p.length === 4 ? p : dateWords(p));

/* Bars over periods: full for settled figures, outlined for first counts, a dash where none was found. */
/** @param {Rows} rows @param {string[]} periods @param {Shape} o */
function bars(rows, periods, o) {
  const values = [...rows.values()].map((r) => r.value),
    chart = { W: room, base: o.height + 12, step: room / periods.length, h: o.height, top: Math.max(1, ...values) };
  const best = highest(rows, periods),
    at = periods.indexOf(o.now),
    here = rows.get(o.now);
  const named = best < 0 ? [] : here && Math.abs(at - best) * chart.step > 44 ? [best, at] : [best];
  const words = [...rows].map(([p, r]) => t("figures.bar", { x: periodName(p), n: number(r.value) })).join("; ");
  return s(
    "svg",
    {
      class: "f-chart",
      width: chart.W,
      height: chart.base + 16,
      role: "img",
      "aria-label": o.label + ". " + words,
    },
    s("path", { d: `M0,${chart.base + 0.5}H${chart.W}`, stroke: "var(--control)" }),
    periods.map((p, i) => [p === o.now ? nowBand(i, chart) : null, bar(p, i, rows.get(p), chart, o.paint)]),
    named.map((i) => figure(/** @type {TotalRow} */ (rows.get(periods[i])), i, chart)),
    periods.map((p, i) => axisWord(p, i, periods, chart, o.every)),
  );
}
/* The first of the periods with the highest figure; -1 for none. */
/** @param {Rows} rows @param {string[]} periods */
function highest(rows, periods) {
  const values = periods.map((p) => (rows.get(p) || { value: -1 }).value),
    top = Math.max(...values);
  return top < 0 ? -1 : values.indexOf(top);
}
/** @param {number} i @param {Chart} chart */
const nowBand = (i, { base, step }) =>
  s("rect", { x: (i * step).toFixed(1), y: 0, width: step.toFixed(1), height: base, fill: "var(--rule2)" });
/** @param {TotalRow} r @param {Chart} chart */
const tallOf = (r, { h: high, top }) => Math.max(1.5, (r.value / top) * high);
/** @param {string} p @param {number} i @param {TotalRow | undefined} r @param {Chart} chart @param {string} paint */
function bar(p, i, r, chart, paint) {
  const { base, step } = chart,
    x = i * step + step * 0.12,
    w = step * 0.76;
  const title = (/** @type {string} */ words) => s("title", {}, words);
  if (!r)
    return s(
      "path",
      { d: `M${(x + w * 0.25).toFixed(1)},${base - 3}h${(w * 0.5).toFixed(1)}`, stroke: "var(--ink3)" },
      title(t("figures.bar", { x: periodName(p), n: t("figures.none") })),
    );
  const tall = tallOf(r, chart),
    words = title(`${t("figures.bar", { x: periodName(p), n: number(r.value) })} (${vintage(r)})`);
  if (r.first_count)
    return s(
      "rect",
      {
        x: (x + 0.7).toFixed(1),
        y: (base - tall + 0.7).toFixed(1),
        width: (w - 1.4).toFixed(1),
        height: Math.max(0.5, tall - 0.7).toFixed(1),
        fill: "var(--panel)",
        stroke: paint,
        "stroke-width": 1.4,
      },
      words,
    );
  return s(
    "rect",
    { x: x.toFixed(1), y: (base - tall).toFixed(1), width: w.toFixed(1), height: tall.toFixed(1), fill: paint },
    words,
  );
}
/* The figure over a bar. */
/** @param {TotalRow} r @param {number} i @param {Chart} chart */
function figure(r, i, chart) {
  const { W, base, step } = chart;
  return s(
    "text",
    {
      x: Math.max(16, Math.min(W - 16, i * step + step / 2)).toFixed(1),
      y: Math.max(9, base - tallOf(r, chart) - 3).toFixed(1),
      "text-anchor": "middle",
      class: "f-value",
    },
    number(r.value),
  );
}
/* Years stand under their bars, every so many of them and the last; of months only the first of a year. */
/** @param {string} p @param {number} i @param {string[]} periods @param {number} every */
function axisText(p, i, periods, every) {
  if (p.length !== 4) return p.endsWith("-01") ? p.slice(0, 4) : "";
  if (i % every && i !== periods.length - 1) return "";
  return every > 1 || periods.length > 10 ? "’" + p.slice(2) : p;
}
/** @param {string} p @param {number} i @param {string[]} periods @param {Chart} chart @param {number} every */
function axisWord(p, i, periods, { step, base }, every) {
  const words = axisText(p, i, periods, every),
    year = p.length === 4;
  if (!words) return null;
  return s(
    "text",
    {
      x: (year ? i * step + step / 2 : i * step).toFixed(1),
      y: base + 13,
      "text-anchor": year ? "middle" : "start",
      class: "f-axis",
    },
    words,
  );
}

/** @param {Rows} rows @param {string[]} periods @param {string} name @param {string} head */
function table(rows, periods, name, head) {
  const line = (/** @type {string} */ p) => {
    const r = rows.get(p);
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, periodName(p)),
      h("td", { class: "num" }, r ? number(r.value) : t("figures.none")),
      h("td", {}, r ? vintage(r) : null),
    );
  };
  const heads = h(
    "tr",
    {},
    h("th", { scope: "col" }, head),
    h("th", { scope: "col", class: "num" }, t("figures.value")),
    h("th", { scope: "col" }, t("figures.vintage")),
  );
  return h(
    "details",
    { class: "f-table" },
    h(
      "summary",
      { "data-key": "table:" + name },
      t("figures.table"),
      h("span", { class: "visually-hidden" }, ": " + name),
    ),
    h(
      "table",
      {},
      h("caption", { class: "visually-hidden" }, name),
      h("thead", {}, heads),
      h("tbody", {}, periods.map(line)),
    ),
  );
}

/** @param {string} title @param {{ way: string, words: string }} source @param {any} children */
const section = (title, source, children) =>
  h("section", { class: "f-block" }, h("h3", {}, title), h("p", { class: source.way }, source.words), children);
/** @param {Painted} context @param {string} metric @param {string} paint @param {string} source */
function block(context, metric, paint, source) {
  const { engine } = context,
    { main } = engine.raw.routeRules,
    title = t("figures." + metric),
    all = series(engine.data.totals, metric, "year"),
    periods = yearsOf(all);
  if (!periods.length) return section(title, { way: "muted", words: t("figures.later") }, []);
  const names = [main, ...[...all.keys()].filter((n) => n !== main)].filter((n) => all.has(n));
  const chart = (/** @type {string} */ n) => {
    const rows = /** @type {Rows} */ (all.get(n)),
      name = t("figures.route." + n),
      label = `${name}. ${title}`,
      shape = { height: n === main ? 92 : 40, paint, now: context.year, every: 2, label };
    return h(
      "figure",
      { class: `f-figure${n === main ? " is-main" : ""}` },
      h("figcaption", {}, name),
      bars(rows, periods, shape),
      table(rows, periods, label, t("figures.year")),
    );
  };
  const caveats = metric === "deaths" ? ["deaths", "legs"] : ["sea", ...rise(engine, all), "count"];
  return section(
    title,
    { way: "muted f-source", words: t(source) },
    names.map((n) => [chart(n), n === main ? notes(caveats) : null]),
  );
}

/** @param {Painted} context */
function monthBlock(context) {
  const { engine } = context;
  const rows = series(engine.data.totals, "deaths", "month").get(engine.raw.routeRules.main);
  if (!rows) return null;
  const periods = [...rows.keys()].sort(),
    label = t("figures.months");
  return section(
    label,
    { way: "muted f-source", words: t("figures.source.iom") },
    h(
      "figure",
      { class: "f-figure is-main" },
      bars(rows, periods, { height: 66, paint: "var(--ink2)", now: context.month, every: 12, label }),
      table(rows, periods, label, t("figures.month")),
    ),
  );
}

/* What the bars of the charts mean. */
const keyOf = () =>
  h(
    "p",
    { class: "f-key" },
    s(
      "svg",
      { width: 12, height: 12, "aria-hidden": "true" },
      s("rect", { width: 12, height: 12, fill: "var(--route)" }),
    ),
    ` ${t("figures.final")} `,
    s(
      "svg",
      { width: 12, height: 12, "aria-hidden": "true" },
      s("rect", {
        x: 0.7,
        y: 0.7,
        width: 10.6,
        height: 10.6,
        fill: "var(--panel)",
        stroke: "var(--route)",
        "stroke-width": 1.4,
      }),
    ),
    ` ${t("figures.preliminary")} `,
    h("b", { "aria-hidden": "true" }, "–"),
    ` ${t("figures.none")}. ${t("figures.scale")}`,
  );
/** @param {Painted} context @returns {any[]} */
const panel = (context) => [
  h("h2", {}, t("figures.title")),
  context.scene.known ? h("p", { class: "muted" }, t("figures.known", { x: dateWords(context.scene.known) })) : null,
  block(context, "detections", "var(--route)", "figures.source.frontex"),
  keyOf(),
  notes(["vintage"]),
  block(context, "deaths", "var(--ink2)", "figures.source.iom"),
  monthBlock(context),
];

painter(46, "route", ({ scene, engine, look }) => {
  const box = document.getElementById("route-panel");
  if (!box || scene.tab !== "route") return;
  const iso = days.toIso(look.day),
    year = iso.slice(0, 4),
    month = iso.slice(0, 7);
  room = Math.min(roomOf(box, room), 760);
  const key = [year, month, scene.known, scene.lang, room].join();
  if (key === shownKey && box.firstChild) return;
  shownKey = key;
  const open = [...box.querySelectorAll("details")].map((d) => d.open),
    top = box.scrollTop;
  box.tabIndex = 0;
  put(box, panel({ scene, engine, year, month }));
  box.querySelectorAll("details").forEach((d, i) => {
    d.open = Boolean(open[i]);
  });
  box.scrollTop = top;
});

/* The year's two figures, for the dossiers of legs and of the route. */
/** @param {import("../types").Context} context */
export const routeFigures = ({ engine, look, t }) => {
  const year = days.toIso(look.day).slice(0, 4),
    { main } = engine.raw.routeRules;
  const lines = ["detections", "deaths"].map((metric) => {
    const rows = series(engine.data.totals, metric, "year").get(main) || new Map();
    const asked =
        [...rows.keys()]
          .filter((x) => x <= year)
          .sort()
          .at(-1) || "",
      r = rows.get(asked);
    return r
      ? `<li><b class="num">${escape(t("figures.this." + metric, { n: number(r.value), x: asked }))}` +
          '</b> <span class="muted">' +
          `${escape(t(metric === "detections" ? "figures.source.frontex" : "figures.source.iom"))}, ` +
          `${escape(vintage(r))}</span></li>`
      : "";
  });
  return (
    pieces.heading(t("figures.route." + main)) +
    `<ul class="d-plain">${lines.join("")}</ul>` +
    notes(["sea", ...rise(engine, series(engine.data.totals, "detections", "year")), "legs"]).outerHTML
  );
};
