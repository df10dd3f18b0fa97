// @ts-nocheck
/* Strips of a dossier: status bands over days for one engagement, and for a country one lane per instrument and reach,
   cut by share as the wheel is. After the last day on which a source speaks of it, what stands is hatched. */
import { days } from "../core/days.js";
import { state } from "../core/state.js";
import { escape } from "../core/text.js";
import { dateWords, t } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import * as wheelShape from "../map/wheel-shape.js";
import * as reader from "./dossier-reader.js";

const DAY_MS = 86400000;
const LEFT = 96,
  TOP = 18,
  BLOCK = 13,
  RIM = 6,
  LEAST_WORDS = 12;
const n = (x) => Math.round(x * 100) / 100;
const yearOf = (day) => new Date(day * DAY_MS).getUTCFullYear();

/* ---- pure: bands from steps ---- */

/* Neighbouring steps that look the same, as bands; `same` compares two steps, and a band ends too where the last source
   does. A step whose day is not certain fades where the state changes: in after its start, out before its end. */
function merge(steps, end, same) {
  const bands = [];
  steps.forEach((step, i) => {
    const next = steps[i + 1],
      until = next ? next.from : end;
    let band = bands[bands.length - 1];
    const goesOn = Boolean(band) && same(band, step);
    if (goesOn && Boolean(band.late) === Boolean(step.late)) band.until = until;
    else bands.push((band = { ...step, until, fades: [] }));
    if (step.doubt && !goesOn) band.fades.push({ from: step.from, until, side: "in" });
    else if (step.doubt && next && !same(band, next)) band.fades.push({ from: step.from, until, side: "out" });
  });
  return bands;
}

/* The years a strip shows: six up to the scene's year, or the whole window. */
function years(window, day, all) {
  const first = all ? window[0] : Math.max(window[0], days.fromIso(`${yearOf(day) - 5}-01-01`));
  return {
    first,
    last: all ? window[1] : Math.min(window[1], Math.max(days.fromIso(`${yearOf(day)}-12-31`), first + 400)),
  };
}

/* How many of a storey run and what the others do, in words. */
function shareWords(counts, t) {
  const [full, reduced, suspended, planned] = counts,
    open = full + reduced + suspended + planned;
  const rest = [
    [reduced, "reduced"],
    [suspended, "suspended"],
    [planned, "planned"],
  ].filter(([k]) => k);
  return [
    t("dossier.share.run", { k: full + reduced, n: open }),
    ...rest.map(([k, key]) => t("dossier.share." + key, { n: k })),
  ].join(", ");
}

/* From when to when a band goes, by month; what nothing ends goes to the day on which a source last spoke of it. */
function stretchText(b, last) {
  const month = (day) => dateWords(days.toIso(day).slice(0, 7), true);
  if (b.late) return `${month(b.from)} – ${t("time.last_stated", { date: dateWords(days.toIso(b.said), true) })}`;
  return b.until > last ? t("dossier.since", { x: month(b.from) }) : `${month(b.from)} – ${month(b.until - 1)}`;
}

/* ---- drawing ---- */
const scale = (o, left, right) => (day) =>
  left + ((Math.max(o.first, Math.min(o.last, day)) - o.first) / (o.last - o.first)) * (right - left);

function axis(o, x, bottom) {
  const y0 = yearOf(o.first),
    y1 = yearOf(o.last),
    room = x(days.fromIso(`${y0 + 1}-01-01`)) - x(days.fromIso(`${y0}-01-01`));
  const every = Math.max(1, Math.ceil(30 / room));
  let s = "";
  for (let year = y0; year <= y1; year++) {
    const at = x(days.fromIso(`${year}-01-01`));
    s += `<path d="M${n(at)},${TOP - 4}V${bottom}" stroke="var(--rule)"/>`;
    if ((year - y0) % every === 0 && x(days.fromIso(`${year}-12-31`)) - at > LEAST_WORDS)
      s += `<text x="${n(at + 1)}" y="10" class="d-axis">${year}</text>`;
  }
  return s;
}

/* What lies over all lanes: the days after the scene's, those after `known`, a chosen period, coups, the day itself. */
function over(o, x, bottom, right) {
  const veil = (a, z, fill, more) =>
    z > a
      ? `<rect x="${n(a)}" y="${TOP - 2}" width="${n(z - a)}" height="${bottom - TOP}" fill="${fill}"` +
        `${more || ""} pointer-events="none"/>`
      : "";
  let s = veil(x(o.day), right, "var(--panel)", ' fill-opacity=".62"');
  if (o.known !== null && o.known < o.last) s += veil(x(o.known + 1), right, "url(#atlas-hatch-light)");
  if (o.begin !== undefined && o.begin < o.day)
    s += veil(x(o.begin), x(o.day + 1), "var(--focus)", ' fill-opacity=".12"');
  for (const c of o.coups || []) {
    if (c.day < o.first || c.day > o.last) continue;
    const at = n(x(c.day));
    s +=
      `<path d="M${at},${TOP - 5}V${bottom - 2}" stroke="var(--ink)" stroke-width="1.3"/><path d="M` +
      `${at},${TOP - 3}l-4,-6h8Z" fill="var(--ink)"><title>${escape(c.title)}</title></path>`;
  }
  s +=
    `<path d="M${n(x(o.day))},${TOP - 4}V${bottom}" stroke="var(--focus)" stroke-width="1.6"` +
    ' stroke-dasharray="2 2"/>';
  return o.coup
    ? s + `<text x="${right}" y="${bottom + 13}" text-anchor="end" class="d-coup">${escape(o.coup)}</text>`
    : s;
}

const veiled = (x, y, w, h, id) =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(Math.max(0, w))}" height="${n(h)}" fill="url(#${id})"` +
  ' pointer-events="none"/>';
const fading = (b, x, y, h) =>
  b.fades.map((f) => veiled(x(f.from), y - 0.5, x(f.until) - x(f.from), h + 1, "d-fade-" + f.side)).join("");
/* The hatch of what no later source speaks of: bright over what is filled, grey over what is hollow. */
const hatched = (a, z, y, h, hollow) =>
  veiled(a, y, z - a - 0.8, h, hollow ? "atlas-stale-open" : "atlas-hatch-over-light");

/* Parts of a storey that are filled, whole or half. */
const FILLED = ["full", "runs", "reduced"];
/* The parts of a storey stacked in a lane, what runs in full at the foot; heights follow the shares of the wheel. */
function stack(storey, a, z, y, h, paint, reach) {
  const line = reach === "own" ? 1.1 : 0.8,
    found = wheelShape.parts(storey, false).reverse();
  const share = wheelShape.shares(found, h, line),
    width = Math.max(0, z - a - 0.8);
  let top = y;
  return found
    .map((part, i) => {
      const tall = h * share[i],
        drawn = partOf(part, { x: a, y: top, w: width, h: tall, line, paint, reach });
      const late = part.stale
        ? hatched(a, z, top, tall * Math.min(1, part.stale / part.count), !FILLED.includes(part.kind))
        : "";
      top += tall;
      return `<g data-part="${part.kind}" data-share="${n(share[i])}">${drawn}${late}</g>`;
    })
    .join("");
}
function partOf({ kind }, { x, y, w, h, line, paint, reach }) {
  const box = (y0, h0, fill) =>
    `<rect x="${n(x)}" y="${n(y0)}" width="${n(w)}" height="${n(Math.max(0.6, h0))}" fill="${fill}"/>`;
  const size =
    `x="${n(x + line / 2)}" y="${n(y + line / 2)}" width="${n(Math.max(0.4, w - line))}" height="` +
    `${n(Math.max(0.4, h - line))}"`;
  const ring = (dash) =>
    `<rect ${size} fill="var(--panel)" stroke="${paint}" stroke-width="${line}"` +
    `${dash ? ` stroke-dasharray="${dash}" stroke-linecap="round"` : ""}/>`;
  switch (kind) {
    case "full":
      return box(y, h, paint);
    case "runs":
      return box(y, h, paint) + box(y + h / 2 - 0.6, 1.2, "var(--panel)");
    case "reduced":
      return (reach === "own" ? ring() : "") + box(y + h / 2, h / 2, paint);
    case "planned":
      return ring("0.01 2.6");
    case "rests":
      return ring("2.6 1.5");
    default:
      return ring("");
  }
}

const frame = (o, height, s) => {
  fades();
  const axis = `data-first="${o.first}" data-last="${o.last}" data-left="${o.left === undefined ? LEFT : o.left}"`;
  return (
    `<svg class="d-strip" width="${reader.width}" height="${height}" ${axis} role="img" aria-label="` +
    `${escape(o.label)}">${s}</svg>`
  );
};

/* Bands of one status each. rows: [{label, paint, bands: [{from, until, status, hollow, late, title, fades}]}]. */
function strip(rows, o) {
  const left = o.left === undefined ? LEFT : o.left,
    right = reader.width - 1,
    h = 12,
    gap = 18,
    x = scale(o, left, right);
  const bottom = TOP + rows.length * gap;
  let s = axis(o, x, bottom - 2);
  rows.forEach((r, i) => {
    const y = TOP + i * gap;
    if (left) s += `<text x="0" y="${y + 10}" class="d-strip-label">${escape(r.label)}</text>`;
    for (const b of r.bands) {
      if (b.until <= o.first || b.from >= o.last) continue;
      s +=
        `<g data-from="${b.from}" data-until="${b.until}"><title>${escape(b.title)}</title>` +
        symbols.band(x(b.from), x(b.until), y, h, b.status, r.paint) +
        `${b.late ? hatched(x(b.from), x(b.until), y, h, b.hollow) : ""}</g>${fading(b, x, y, h)}`;
    }
  });
  return frame(o, bottom + 4, s + over(o, x, bottom, right));
}

/* A lane per instrument: a block for what is in the country itself, over it a rim for what the region shares. rows:
   [{name, label, paint, own: bands, region: bands}], bands of {from, until, counts, stale, silent, title, fades}. */
function lanes(rows, o) {
  const left = LEFT,
    right = reader.width - 1,
    x = scale(o, left, right),
    gap = RIM + 1 + BLOCK + 7,
    bottom = TOP + rows.length * gap;
  let s = axis(o, x, bottom - 2);
  rows.forEach((r, i) => {
    const foot = TOP + i * gap + RIM + 1 + BLOCK,
      tall = { region: RIM, own: BLOCK },
      top = { region: TOP + i * gap, own: foot - BLOCK };
    s +=
      `<text x="0" y="${foot - 3}" class="d-strip-label">${escape(r.label)}</text><path d="M${left},` +
      `${foot - 0.5}H${right}" stroke="var(--track)"/>`;
    for (const reach of ["region", "own"]) {
      const inside = r[reach].filter((b) => b.until > o.first && b.from < o.last);
      const drawn = inside.map(
        (b) => lane(b, x, top[reach], tall[reach], r.paint, reach) + fading(b, x, top[reach], tall[reach]),
      );
      s += `<g data-instrument="${r.name}" data-reach="${reach}">${drawn.join("")}</g>`;
    }
  });
  return frame(o, bottom + (o.coup ? 20 : 4), s + over(o, x, bottom, right));
}
/* One band: what is open in it, and hatched what is documented only later, alone or as a line under the others. */
function lane(b, x, y, h, paint, reach) {
  const a = x(b.from),
    z = x(b.until),
    open = b.counts.some((k) => k),
    width = n(Math.max(0, z - a - 0.8));
  const [at, tall] = open ? [y + h + 0.4, 2.4] : [y, h];
  const silence = b.silent
    ? `<rect x="${n(a)}" y="${n(at)}" width="${width}" height="${tall}" fill="url(#atlas-hatch)"/>`
    : "";
  const count = b.counts.reduce((sum, k) => sum + k, 0);
  return (
    `<g data-from="${b.from}" data-until="${b.until}" data-open="${count}"><title>${escape(b.title)}` +
    `</title>${open ? stack(b, a, z, y, h, paint, reach) : ""}${silence}</g>`
  );
}

/* The day of a bar under the pointer. */
function dayOf(bar, clientX) {
  const svg = bar.closest("svg"),
    box = svg.getBoundingClientRect(),
    { first, last, left } = svg.dataset,
    from = Number(first),
    wide = Number(svg.getAttribute("width"));
  const at = ((clientX - box.left) / box.width) * wide - Number(left),
    day = Math.round(from + (at / (wide - 1 - left)) * (Number(last) - from));
  return Math.max(Number(bar.dataset.from), from, Math.min(day, Number(bar.dataset.until) - 1, Number(last)));
}
/* A bar of one engagement shows how it stood: a click goes to the day that was hit. */
document.addEventListener("click", (event) => {
  const bar = event.target.closest && event.target.closest("#dossier-body .ds-strip [data-from]");
  if (bar && !bar.closest("[data-lane]")) state.commit({ date: days.toIso(dayOf(bar, event.clientX)), to: "" });
});

/* The fading edges of a strip, put beside the page's other patterns once. */
function fades() {
  const defs = document.querySelector("#atlas-defs defs");
  if (!defs || document.getElementById("d-fade-in")) return;
  const stop = (offset, opacity) => `<stop offset="${offset}" stop-color="var(--panel)" stop-opacity="${opacity}"/>`;
  const fade = (side, a, z) => `<linearGradient id="d-fade-${side}">${stop(0, a)}${stop(1, z)}</linearGradient>`;
  defs.insertAdjacentHTML("beforeend", fade("in", 0.9, 0) + fade("out", 0, 0.9));
}

export { dayOf, merge, years, shareWords, stretchText, strip, lanes };
