/* The route view: yearly detections, deaths per year and month as small charts of our own, each with its table.
   Legs are never sized by these figures; the caveats stand in sight. */
import { days } from "../core/days.js";
import { painter } from "../core/painters.js";
import { room as roomOf } from "../core/room.js";
import { escape } from "../core/text.js";
import { dateWords, number, t } from "../core/words.js";
import * as pieces from "./dossier-parts.js";

/* Each caveat stands with the figures it is about. */
const notes = (names) =>
  `<ul class="f-notes">${names.map((c) => `<li>${escape(t("figures.caveat." + c))}</li>`).join("")}</ul>`;
let shownKey = "",
  room = 368;

/* Totals of a measure by route, as far as they were public: of a period the one that stands in a chart. */
function series(totals, metric, kind) {
  const found = new Map();
  for (const r of totals) {
    if (r.metric !== metric || r.period_type !== kind || !r.chart) continue;
    if (!found.has(r.route)) found.set(r.route, new Map());
    found.get(r.route).set(r.period, r);
  }
  return found;
}

/* Every year from the first to the last that any route has a figure for. */
function yearsOf(all) {
  const years = [...all.values()].flatMap((rows) => [...rows.keys()]).map(Number);
  const first = Math.min(...years);
  return years.length ? Array.from({ length: Math.max(...years) - first + 1 }, (_, i) => String(first + i)) : [];
}

/* What is said of the rise of a year stands only where its figure was public. */
function rise(engine, all) {
  const { main, risen } = engine.raw.routeRules,
    rows = all.get(main);
  return rows && rows.has(risen) ? ["rise"] : [];
}
const vintage = (r) => t(r.first_count ? "figures.preliminary" : "figures.final");
const periodName = (p) => (p.length === 4 ? p : dateWords(p));

/* Bars over periods: full for settled figures, outlined for first counts, a dash where none was found. */
function bars(rows, periods, o) {
  const W = room,
    h = o.height,
    base = h + 12,
    step = W / periods.length,
    top = Math.max(1, ...[...rows.values()].map((r) => r.value));
  let s = `<path d="M0,${base + 0.5}H${W}" stroke="var(--control)"/>`;
  let best = null;
  periods.forEach((p, i) => {
    const r = rows.get(p),
      x = i * step + step * 0.12,
      w = step * 0.76,
      now = p === o.now;
    if (now)
      s += `<rect x="${(i * step).toFixed(1)}" y="0" width="${step.toFixed(1)}" height="${base}" fill="var(--rule2)"/>`;
    if (!r) {
      s +=
        `<path d="M${(x + w * 0.25).toFixed(1)},${base - 3}h${(w * 0.5).toFixed(1)}` +
        '" stroke="var(--ink3)"><title>' +
        `${escape(t("figures.bar", { x: periodName(p), n: t("figures.none") }))}</title></path>`;
      return;
    }
    const tall = Math.max(1.5, (r.value / top) * h),
      soft = r.first_count;
    if (!best || r.value > best.r.value) best = { r, i };
    const title =
      `<title>${escape(t("figures.bar", { x: periodName(p), n: number(r.value) }))} (` +
      `${escape(vintage(r))})</title>`;
    s += soft
      ? `<rect x="${(x + 0.7).toFixed(1)}" y="${(base - tall + 0.7).toFixed(1)}" width="` +
        `${(w - 1.4).toFixed(1)}" height="${Math.max(0.5, tall - 0.7).toFixed(1)}` +
        `" fill="var(--panel)" stroke="${o.paint}" stroke-width="1.4">${title}</rect>`
      : `<rect x="${x.toFixed(1)}" y="${(base - tall).toFixed(1)}" width="${w.toFixed(1)}" height="` +
        `${tall.toFixed(1)}" fill="${o.paint}">${title}</rect>`;
  });
  const label = (r, i) =>
    `<text x="${Math.max(16, Math.min(W - 16, i * step + step / 2)).toFixed(1)}" y="` +
    `${Math.max(9, base - Math.max(1.5, (r.value / top) * h) - 3).toFixed(1)}" text-anchor="middle"` +
    ` class="f-value">${escape(number(r.value))}</text>`;
  if (best) s += label(best.r, best.i);
  const at = periods.indexOf(o.now),
    here = rows.get(o.now);
  if (here && best && Math.abs(at - best.i) * step > 44) s += label(here, at);
  periods.forEach((p, i) => {
    const text =
      p.length === 4
        ? i % o.every === 0 || i === periods.length - 1
          ? o.every > 1 || periods.length > 10
            ? "’" + p.slice(2)
            : p
          : ""
        : p.endsWith("-01")
          ? p.slice(0, 4)
          : "";
    if (text)
      s +=
        `<text x="${(p.length === 4 ? i * step + step / 2 : i * step).toFixed(1)}" y="${base + 13}` +
        `" text-anchor="${p.length === 4 ? "middle" : "start"}" class="f-axis">${text}</text>`;
  });
  const words = [...rows].map(([p, r]) => t("figures.bar", { x: periodName(p), n: number(r.value) })).join("; ");
  return (
    `<svg class="f-chart" width="${W}" height="${base + 16}" role="img" aria-label="` +
    `${escape(o.label + ". " + words)}">${s}</svg>`
  );
}

function table(rows, periods, name, head) {
  const body = periods.map((p) => {
    const r = rows.get(p);
    return (
      `<tr><th scope="row">${escape(periodName(p))}</th><td class="num">` +
      `${r ? escape(number(r.value)) : escape(t("figures.none"))}</td><td>` +
      `${r ? escape(vintage(r)) : ""}</td></tr>`
    );
  });
  return (
    `<details class="f-table"><summary data-key="table:${escape(name)}">${escape(t("figures.table"))}` +
    `<span class="visually-hidden">: ${escape(name)}</span></summary><table><caption` +
    ` class="visually-hidden">${escape(name)}</caption><thead><tr><th scope="col">${escape(head)}` +
    `</th><th scope="col" class="num">${escape(t("figures.value"))}</th><th scope="col">` +
    `${escape(t("figures.vintage"))}</th></tr></thead><tbody>${body.join("")}</tbody></table>` +
    "</details>"
  );
}

function block(context, metric, paint, source) {
  const { engine, t } = context,
    { main } = engine.raw.routeRules,
    now = context.year;
  const all = series(engine.data.totals, metric, "year"),
    periods = yearsOf(all);
  if (!periods.length)
    return (
      `<section class="f-block"><h3>${escape(t("figures." + metric))}</h3><p class="muted">` +
      `${escape(t("figures.later"))}</p></section>`
    );
  const names = [main, ...[...all.keys()].filter((n) => n !== main)];
  const charts = names
    .filter((n) => all.has(n))
    .map((n) => {
      const name = t("figures.route." + n);
      const label = `${name}. ${t("figures." + metric)}`;
      return (
        `<figure class="f-figure${n === main ? " is-main" : ""}"><figcaption>${escape(name)}` +
        "</figcaption>" +
        bars(all.get(n), periods, { height: n === main ? 92 : 40, paint, now, every: 2, label }) +
        `${table(all.get(n), periods, label, t("figures.year"))}</figure>` +
        (n === main ? notes(metric === "deaths" ? ["deaths", "legs"] : ["sea", ...rise(engine, all), "count"]) : "")
      );
    });
  return (
    `<section class="f-block"><h3>${escape(t("figures." + metric))}</h3><p class="muted f-source">` +
    `${escape(t(source))}</p>${charts.join("")}</section>`
  );
}

function monthBlock(context) {
  const { engine, t } = context;
  const rows = series(engine.data.totals, "deaths", "month").get(engine.raw.routeRules.main);
  if (!rows) return "";
  const periods = [...rows.keys()].sort();
  return (
    `<section class="f-block"><h3>${escape(t("figures.months"))}</h3><p class="muted f-source">` +
    `${escape(t("figures.source.iom"))}</p><figure class="f-figure is-main">` +
    bars(rows, periods, {
      height: 66,
      paint: "var(--ink2)",
      now: context.month,
      every: 12,
      label: t("figures.months"),
    }) +
    `${table(rows, periods, t("figures.months"), t("figures.month"))}</figure></section>`
  );
}

function panel(context) {
  const { scene, t } = context;
  const known = scene.known ? `<p class="muted">${escape(t("figures.known", { x: dateWords(scene.known) }))}</p>` : "";
  return (
    `<h2>${escape(t("figures.title"))}</h2>${known}` +
    block(context, "detections", "var(--route)", "figures.source.frontex") +
    '<p class="f-key"><svg width="12" height="12" aria-hidden="true"><rect width="12" height="12"' +
    ` fill="var(--route)"/></svg> ${escape(t("figures.final"))} <svg width="12" height="12"` +
    ' aria-hidden="true"><rect x=".7" y=".7" width="10.6" height="10.6" fill="var(--panel)"' +
    ` stroke="var(--route)" stroke-width="1.4"/></svg> ${escape(t("figures.preliminary"))} <b` +
    ` aria-hidden="true">–</b> ${escape(t("figures.none"))}. ${escape(t("figures.scale"))}</p>` +
    notes(["vintage"]) +
    block(context, "deaths", "var(--ink2)", "figures.source.iom") +
    monthBlock(context)
  );
}

painter(46, "route", ({ scene, engine, look, t }) => {
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
  box.innerHTML = panel({ scene, engine, t, year, month });
  box.querySelectorAll("details").forEach((d, i) => {
    d.open = Boolean(open[i]);
  });
  box.scrollTop = top;
});

/* The year's two figures, for the dossiers of legs and of the route. */
export const routeFigures = ({ engine, look, t }) => {
  const year = days.toIso(look.day).slice(0, 4),
    { main } = engine.raw.routeRules;
  const lines = ["detections", "deaths"].map((metric) => {
    const rows = series(engine.data.totals, metric, "year").get(main) || new Map();
    const asked = [...rows.keys()]
        .filter((x) => x <= year)
        .sort()
        .pop(),
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
    notes(["sea", ...rise(engine, series(engine.data.totals, "detections", "year")), "legs"])
  );
};
