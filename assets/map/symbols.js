/* Symbols as SVG text: wheel (its geometry is wheel-shape.js), status dot, status band, site marks.
   Colours come as CSS custom properties, so that a change of theme repaints without a redraw. */
import { on } from "../core/events.js";
import { escape } from "../core/text.js";
import * as wheelShape from "./wheel-shape.js";

/** @typedef {import("./wheel-shape.js").Drawn} Drawn */
/** @typedef {import("./wheel-shape.js").Storey} Storey */
/** @typedef {{own: Storey, region: Storey}} Storeys */
/** @typedef {{center?: string | number | null, selected?: boolean, mono?: string}} Options */

/** Instrument -> the name of its colour. @type {Record<string, string>} */
let TOKEN = {};
/** @type {string[]} */
let INSTRUMENTS = [];
/** @type {Map<string, string>} */
let symbolOf = new Map();

/** The instruments with the names of their colours, and the roles of sites with the role whose symbol they have.
    @param {{instruments: string[], tokens: Record<string, string>, roles: {role: string, symbol: string}[]}} raw */
export function give({ instruments, tokens, roles }) {
  INSTRUMENTS = instruments;
  TOKEN = tokens;
  symbolOf = new Map(roles.map(({ role, symbol }) => [role, symbol]));
}
on("ready", ({ engine }) => give(engine.raw));

/** @param {number} x */
const n = (x) => Math.round(x * 100) / 100;
/** @param {string} instrument */
const colour = (instrument) => `var(--${TOKEN[instrument] || "ink"})`;
/** @param {string} instrument */
const textColour = (instrument) => {
  const token = TOKEN[instrument];
  return token === "mig" || token === "dev" ? `var(--${token}T)` : `var(--${token || "ink"})`;
};

/* What a shape of wheel-shape.js looks like: the attributes of its path. */
const SOLID = ["full", "runs"],
  HOLLOW = ["suspended", "planned", "rests"];
/** @param {Drawn} shape @param {string} paint @returns {Record<string, string>} */
function pathAttributes(shape, paint) {
  const plain = {
    d: shape.d,
    fill: paint,
    stroke: "none",
    "stroke-width": "0",
    "stroke-dasharray": "none",
    "stroke-linecap": "butt",
  };
  const lined = { ...plain, fill: "var(--disc)", stroke: paint, "stroke-width": String(n(shape.width)) };
  /** @param {number} on @param {number} off */
  const dash = (on, off) => `${n(on * shape.width)} ${n(off * shape.width)}`;
  switch (shape.paint) {
    case "outline":
      return lined;
    case "dotted":
      return { ...lined, "stroke-dasharray": `0.01 ${n(1.85 * shape.width)}`, "stroke-linecap": "round" };
    case "dashed":
      return { ...lined, "stroke-dasharray": dash(2.2, 1.6) };
    case "slit":
      return { ...plain, fill: "var(--disc)" };
    case "track":
      return { ...plain, fill: "var(--track)" };
    /* What is hollow has the disc's colour: its stripes have its own, and are thinner than those of what is filled. */
    case "striped":
      return {
        ...plain,
        fill: HOLLOW.includes(shape.kind) ? `url(#atlas-stripes-${paint.slice(6, -1)})` : "url(#atlas-stripes)",
      };
    case "hatched":
      return { ...plain, fill: SOLID.includes(shape.kind) ? "url(#atlas-stale)" : "url(#atlas-stale-open)" };
    default:
      return plain;
  }
}
/** @param {Drawn} shape @param {string} paint */
function shapeSvg(shape, paint) {
  const written = Object.entries(pathAttributes(shape, paint)).filter(
    ([name, value]) => !(value === "none" && name !== "fill") && value !== "0" && value !== "butt",
  );
  return `<path ${written.map(([name, value]) => `${name}="${value}"`).join(" ")} stroke-linejoin="round"></path>`;
}

/* Storeys for pictures that stand for no country. */
/** @param {number[]} counts */
const storey = (...counts) => ({
  counts: [0, 1, 2, 3].map((k) => counts[k] || 0),
  new: [0, 0, 0, 0],
  stale: [false, false, false, false],
});
const EMPTY = storey(),
  WHOLE = storey(1);
const whole = () => INSTRUMENTS.map(() => ({ own: WHOLE, region: WHOLE }));

/* The inside of a wheel, centred on 0,0. `segments`: five {own, region} as in look.wheels[iso].segments; options:
   center (text in the hole, from R 18 on), selected, mono (colour). */
/** @param {number} R @param {Storeys[]} segments @param {Options} [options] */
function wheelInner(R, segments, options) {
  const o = options || {},
    m = wheelShape.measures(R),
    sw = m.outline("own");
  let s = "";
  if (o.selected)
    s +=
      `<circle r="${n(R + m.halo + sw * 1.1)}" fill="none" stroke="var(--ink)" stroke-width="` +
      `${n(Math.max(2, R * 0.09))}"/>`;
  s += `<circle class="disc" r="${n(R + m.halo)}" fill="var(--disc)" fill-opacity=".96"/>`;
  INSTRUMENTS.forEach((name, i) => {
    const paint = o.mono || colour(name),
      held = segments[i] || { own: EMPTY, region: EMPTY };
    /** @param {"own" | "region"} reach */
    const group = (reach) =>
      `<g class="storey" data-reach="${reach}">${wheelShape
        .storeyShapes(R, i, held[reach], reach)
        .map((x) => shapeSvg(x, paint))
        .join("")}</g>`;
    s += `<g class="seg" data-instrument="${name}">${group("own")}${group("region")}</g>`;
  });
  if (o.center !== undefined && o.center !== null && !m.small) {
    s +=
      `<text y="${n(m.number * 0.345)}" text-anchor="middle" font-size="${n(m.number)}` +
      `" font-weight="700" fill="var(--ink)" class="num">${escape(o.center)}</text>`;
  }
  return s;
}

/** @param {number} R @param {Storeys[]} segments @param {Options} [options] */
function wheel(R, segments, options) {
  const m = wheelShape.measures(R),
    half = Math.ceil(R + m.halo + ((options || {}).selected ? m.outline("own") * 2 + 2 : 0.5));
  return (
    `<svg class="wheel" width="${half * 2}" height="${half * 2}" viewBox="${-half} ${-half} ` +
    `${half * 2} ${half * 2}" aria-hidden="true">${wheelInner(R, segments, options)}</svg>`
  );
}
/** The number of a wheel too small for one in its hole: what runs in the country itself, then what the region shares.
    @param {{own: number, region: number}} wheel */
const beside = ({ own, region }) => `<span class="wheel-beside num"><b>${own}</b>${region ? ` +${region}` : ""}</span>`;

/** One segment alone, as the colour legend of an instrument. @param {string} instrument @param {number} size */
function segmentIcon(instrument, size) {
  const i = INSTRUMENTS.indexOf(instrument),
    R = size / 2 - 1,
    gap = 0.8;
  /** @param {number} k @param {number} r0 @param {number} r1 */
  const piece = (k, r0, r1) => wheelShape.annular(r0, r1, ...wheelShape.sector(k), gap, gap);
  const others = INSTRUMENTS.map((_, k) =>
    k === i ? "" : `<path d="${piece(k, R * 0.5, R * 0.5 + 1.2)}" fill="var(--track)"/>`,
  ).join("");
  return (
    `<svg width="${size}" height="${size}" viewBox="${-size / 2} ${-size / 2} ${size} ${size}` +
    `" aria-hidden="true">${others}<path d="${piece(i, R * 0.5, R)}" fill="${colour(instrument)}"/>` +
    "</svg>"
  );
}

/** Status dot for lists; r 5.5 to 6. @param {string} status @param {string} [paint] @param {number} [r] */
function dot(status, paint, r) {
  const R = r || 5.5,
    c = paint || "var(--ink2)",
    size = Math.ceil(R * 2 + 2),
    h = size / 2;
  /** @param {string} [dash] */
  const ring = (dash) =>
    `<circle r="${n(R - 0.8)}" fill="var(--panel)" stroke="${c}" stroke-width="1.7"` +
    `${dash ? ` stroke-dasharray="${dash}" stroke-linecap="round"` : ""}/>`;
  let s;
  if (status === "active") s = `<circle r="${R}" fill="${c}"/>`;
  else if (status === "adapted") s = ring() + `<path d="M0,${-R}A${R},${R} 0 0 0 0,${R}Z" fill="${c}"/>`;
  else if (status === "scaled_down") s = ring() + `<path d="M${-R},0A${R},${R} 0 0 0 ${R},0Z" fill="${c}"/>`;
  else if (status === "suspended") s = ring();
  else if (status === "planned") s = ring("3.1 2.9");
  else if (status === "exploring") s = ring("0.01 3.35");
  else if (status === "not_recorded")
    s = `<circle r="${n(R - 0.8)}" fill="url(#atlas-hatch)" stroke="var(--ink3)" stroke-width="1"/>`;
  else {
    const k = n(R * 0.62);
    s =
      `<path d="M${-k},${-k}L${k},${k}M${-k},${k}L${k},${-k}" stroke="${c}" stroke-width="1.7"` +
      ' stroke-linecap="round"/>';
  }
  return (
    `<svg class="dot" width="${size}" height="${size}" viewBox="${-h} ${-h} ${size} ${size}` +
    `" aria-hidden="true">${s}</svg>`
  );
}

/** A stretch of status in a strip (SVG inside an svg of the caller). @param {number} x0 @param {number} x1
    @param {number} y @param {number} h @param {string} status @param {string} paint */
function band(x0, x1, y, h, status, paint) {
  const w = Math.max(0, x1 - x0 - 1);
  if (w <= 0) return "";
  /** @param {string} [dash] */
  const ring = (dash) =>
    `<rect x="${n(x0 + 0.75)}" y="${n(y + 0.75)}" width="${n(Math.max(0.5, w - 1.5))}" height="` +
    `${n(h - 1.5)}" rx="1" fill="var(--panel)" stroke="${paint}" stroke-width="1.4"` +
    `${dash ? ` stroke-dasharray="${dash}" stroke-linecap="round"` : ""}/>`;
  switch (status) {
    case "active":
      return `<rect x="${n(x0)}" y="${n(y)}" width="${n(w)}" height="${h}" rx="1" fill="${paint}"/>`;
    case "adapted":
    case "scaled_down":
    case "reduced":
      return ring() + `<rect x="${n(x0)}" y="${n(y + h / 2)}" width="${n(w)}" height="${n(h / 2)}" fill="${paint}"/>`;
    case "suspended":
      return ring();
    case "planned":
      return ring("3 2.6");
    case "exploring":
      return ring("0.01 3.2");
    case "not_recorded":
      return `<rect x="${n(x0)}" y="${n(y)}" width="${n(w)}" height="${h}" fill="url(#atlas-hatch)"/>`;
    case "ended":
      return (
        `<path d="M${n(x0 + 1)},${n(y)}v${h}" stroke="${paint}" stroke-width="2"/><path d="M` +
        `${n(x0 + 4)},${n(y + h / 2)}H${n(x1 - 1)}" stroke="var(--track)" stroke-width="1"` +
        ' stroke-dasharray="1 3"/>'
      );
    default:
      return "";
  }
}

/** @type {Record<string, [outline: string, mark: string]>} */
const SITE = {
  embassy: ["M-4,-4h8v8h-8Z", "M-1.9,2.6v-5.2h4.1l-1.1,1.45l1.1,1.45h-3.2v2.3Z"],
  headquarters: [
    "M0,-5.2L4.6,-3.4V0.6C4.6,3.4 2.2,4.9 0,5.8C-2.2,4.9 -4.6,3.4 -4.6,0.6V-3.4Z",
    "M0,-2.6l.8,1.7 1.8,.2-1.3,1.25.35,1.8L0,1.5l-1.65,.85.35,-1.8-1.3,-1.25 1.8,-.2Z",
  ],
  field_site: ["M0,-4.2L3.7,-2.7V0.5C3.7,2.7 1.8,3.9 0,4.7C-1.8,3.9 -3.7,2.7 -3.7,0.5V-2.7Z", ""],
  training_centre: ["M0,-5.2L5.4,4.3H-5.4Z", "M-1.5,1.4a1.5,1.5 0 1 0 3,0a1.5,1.5 0 1 0 -3,0Z"],
  academy: ["M0,-5.6L5.6,0L0,5.6L-5.6,0Z", "M-2.9,-.3L0,-1.8L2.9,-.3L0,1.2ZM-1.6,.9v1.1c.8,.8 2.4,.8 3.2,0V.9L0,1.8Z"],
};

/* A site symbol centred on 0,0 at scale s. Filled: open; hollow: suspended; dotted outline: planned; hatched: whether
     it ran here is not recorded; half filled: its rows differ. A dotted ring is an approximate place. */
/** @param {string} role @param {string} state @param {number} s @param {boolean} [approximate]
    @param {boolean} [undated] */
function siteInner(role, state, s, approximate, undated) {
  const [shape, mark] = SITE[symbolOf.get(role) || "field_site"],
    open = state === "open";
  const line = state === "planned" ? ' stroke-dasharray="0.01 2.2" stroke-linecap="round"' : "";
  /** @param {string} fill */
  const edge = (fill) =>
    `<path d="${shape}" fill="${fill}" stroke="var(--ink)" stroke-width="1.3" stroke-linejoin="round"${line}/>`;
  let body = open ? `<path d="${shape}" fill="var(--ink)"/>` : edge("var(--disc)");
  if (state === "unrecorded") body += edge("url(#atlas-hatch-site)");
  if (state === "mixed")
    body +=
      `<svg x="-9" y="-9" width="9" height="18" viewBox="-9 -9 9 18"><path d="${shape}` + '" fill="var(--ink)"/></svg>';
  else if (mark && state !== "unrecorded") body += `<path d="${mark}" fill="${open ? "var(--halo)" : "var(--ink)"}"/>`;
  if (approximate)
    body +=
      '<circle r="9" fill="none" stroke="var(--ink)" stroke-width="1.2" stroke-dasharray="0.01 3"' +
      ' stroke-linecap="round"/>';
  if (undated && state !== "unrecorded")
    body +=
      '<rect x="-4.5" y="6.6" width="9" height="2.6" fill="var(--halo)"/><rect x="-4.5" y="6.6"' +
      ' width="9" height="2.6" fill="url(#atlas-hatch)"/>';
  return (
    `<g transform="scale(${n(s)})"><path d="${shape}" fill="var(--halo)" stroke="var(--halo)"` +
    ` stroke-width="3.2" stroke-linejoin="round"/>${body}</g>`
  );
}
/** @param {string} role @param {string} state @param {number} s @param {boolean} [approximate]
    @param {boolean} [undated] */
function site(role, state, s, approximate, undated) {
  const size = Math.ceil(20 * s),
    h = size / 2;
  return (
    `<svg class="site-icon" width="${size}" height="${size}" viewBox="${-h} ${-h} ${size} ${size}` +
    `" data-state="${state}" aria-hidden="true">${siteInner(role, state, s, approximate, undated)}` +
    "</svg>"
  );
}

export {
  INSTRUMENTS,
  colour,
  textColour,
  pathAttributes,
  shapeSvg,
  storey,
  whole,
  wheel,
  wheelInner,
  beside,
  segmentIcon,
  dot,
  band,
  site,
  TOKEN,
};
