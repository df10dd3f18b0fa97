/* Symbols as SVG text: wheel, status dot, status band, site marks. Geometry of the design system, sections 5 and 6.
   Colours come as CSS custom properties, so that a change of theme repaints without a redraw. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const TOKEN = { diplomacy: "dip", security: "sec", migration: "mig", development: "dev", humanitarian: "hum" };
  const INSTRUMENTS = Object.keys(TOKEN);
  const n = (x) => Math.round(x * 100) / 100;
  const colour = (instrument) => `var(--${TOKEN[instrument] || "ink"})`;
  const textColour = (instrument) => {
    const token = TOKEN[instrument];
    return token === "mig" || token === "dev" ? `var(--${token}T)` : `var(--${token || "ink"})`;
  };

  /* Segment i of five as a path; the gap has parallel sides, so its angle is worked out at both radii. */
  function segmentPath(r0, r1, i, gap) {
    const start = ((-36 + 72 * i) * Math.PI) / 180 - Math.PI / 2, end = start + (72 * Math.PI) / 180;
    const outer = Math.asin(Math.min(0.99, gap / 2 / r1)), inner = Math.asin(Math.min(0.99, gap / 2 / r0));
    const at = (r, a) => `${n(r * Math.cos(a))},${n(r * Math.sin(a))}`;
    return `M${at(r1, start + outer)}A${n(r1)},${n(r1)} 0 0 1 ${at(r1, end - outer)}`
      + `L${at(r0, end - inner)}A${n(r0)},${n(r0)} 0 0 0 ${at(r0, start + inner)}Z`;
  }

  function measures(R) {
    return {
      R, r0: R * 0.5, gap: Math.max(1.6, R * 0.085), sw: Math.max(1.3, R * 0.085), halo: Math.max(2, R * 0.1),
      track: Math.max(1, R * 0.05), fifth: R * 0.5 + R * 0.5 * 0.5,
    };
  }

  /* The two paths of a segment for a state: outline and fill, each {d, attributes}. */
  function segmentShapes(R, i, state, paint) {
    const m = measures(R);
    const outline = { d: segmentPath(m.r0 + m.sw / 2, R - m.sw / 2, i, m.gap + m.sw), fill: "var(--disc)", stroke: paint, width: m.sw, dash: "" };
    const none = { d: "", fill: "none", stroke: "none", width: 0, dash: "" };
    if (state === "active") return [none, { ...none, d: segmentPath(m.r0, R, i, m.gap), fill: paint }];
    if (state === "reduced") return [outline, { ...none, d: segmentPath(m.r0, m.fifth, i, m.gap), fill: paint }];
    if (state === "suspended") return [outline, none];
    if (state === "planned") return [{ ...outline, dash: `0.01 ${n(m.sw * 1.75)}` }, none];
    return [none, { ...none, d: segmentPath(m.r0, m.r0 + m.track, i, m.gap), fill: "var(--track)" }];
  }

  function shapeSvg(shape, extra) {
    if (!shape.d) return `<path d="" ${extra || ""}></path>`;
    return `<path d="${shape.d}" fill="${shape.fill}" stroke="${shape.stroke}" stroke-width="${n(shape.width)}" stroke-linejoin="round"`
      + `${shape.dash ? ` stroke-dasharray="${shape.dash}" stroke-linecap="round"` : ""} ${extra || ""}></path>`;
  }

  /* The inside of a wheel, centred on 0,0. states: five words; options: center (text), selected, mono (colour), opacity. */
  function wheelInner(R, states, options) {
    const o = options || {}, m = measures(R);
    let s = "";
    if (o.selected) s += `<circle r="${n(R + m.halo + m.sw * 1.1)}" fill="none" stroke="var(--ink)" stroke-width="${n(Math.max(2, R * 0.09))}"/>`;
    s += `<circle class="disc" r="${n(R + m.halo)}" fill="var(--disc)" fill-opacity=".96"/>`;
    INSTRUMENTS.forEach((name, i) => {
      const [outline, fill] = segmentShapes(R, i, states[i] || "none", o.mono || colour(name));
      s += `<g class="seg" data-instrument="${name}">${shapeSvg(outline)}${shapeSvg(fill)}</g>`;
    });
    if (o.center !== undefined && o.center !== null) {
      const size = R >= 15 ? Math.max(11, R * 0.54) : R * 0.54;
      s += `<text y="${n(R * 0.185)}" text-anchor="middle" font-size="${n(size)}" font-weight="700" fill="var(--ink)" class="num">${atlas.escape(o.center)}</text>`;
    }
    return s;
  }

  function wheel(R, states, options) {
    const m = measures(R), half = Math.ceil(R + m.halo + ((options || {}).selected ? m.sw * 2 + 2 : 0.5));
    return `<svg class="wheel" width="${half * 2}" height="${half * 2}" viewBox="${-half} ${-half} ${half * 2} ${half * 2}" aria-hidden="true">${wheelInner(R, states, options)}</svg>`;
  }

  /* One segment alone, as the colour legend of an instrument. */
  function segmentIcon(instrument, size) {
    const i = INSTRUMENTS.indexOf(instrument), R = size / 2 - 1, m = measures(R);
    const others = INSTRUMENTS.map((_, k) => (k === i ? "" : `<path d="${segmentPath(m.r0, m.r0 + 1.2, k, m.gap)}" fill="var(--track)"/>`)).join("");
    return `<svg width="${size}" height="${size}" viewBox="${-size / 2} ${-size / 2} ${size} ${size}" aria-hidden="true">${others}<path d="${segmentPath(m.r0, R, i, m.gap)}" fill="${colour(instrument)}"/></svg>`;
  }

  /* Status dot for lists; r 5.5 to 6. */
  function dot(status, paint, r) {
    const R = r || 5.5, c = paint || "var(--ink2)", size = Math.ceil(R * 2 + 2), h = size / 2;
    const ring = (dash) => `<circle r="${n(R - 0.8)}" fill="var(--panel)" stroke="${c}" stroke-width="1.7"${dash ? ` stroke-dasharray="${dash}" stroke-linecap="round"` : ""}/>`;
    let s = "";
    if (status === "active") s = `<circle r="${R}" fill="${c}"/>`;
    else if (status === "adapted") s = ring() + `<path d="M0,${-R}A${R},${R} 0 0 0 0,${R}Z" fill="${c}"/>`;
    else if (status === "scaled_down") s = ring() + `<path d="M${-R},0A${R},${R} 0 0 0 ${R},0Z" fill="${c}"/>`;
    else if (status === "suspended") s = ring();
    else if (status === "planned") s = ring("3.1 2.9");
    else if (status === "exploring") s = ring("0.01 3.35");
    else if (status === "not_recorded") s = `<circle r="${n(R - 0.8)}" fill="url(#atlas-hatch)" stroke="var(--ink3)" stroke-width="1"/>`;
    else { const k = n(R * 0.62); s = `<path d="M${-k},${-k}L${k},${k}M${-k},${k}L${k},${-k}" stroke="${c}" stroke-width="1.7" stroke-linecap="round"/>`; }
    return `<svg class="dot" width="${size}" height="${size}" viewBox="${-h} ${-h} ${size} ${size}" aria-hidden="true">${s}</svg>`;
  }

  /* A stretch of status in a strip (SVG inside an svg of the caller). */
  function band(x0, x1, y, h, status, paint) {
    const w = Math.max(0, x1 - x0 - 1);
    if (w <= 0) return "";
    const ring = (dash) => `<rect x="${n(x0 + 0.75)}" y="${n(y + 0.75)}" width="${n(Math.max(0.5, w - 1.5))}" height="${n(h - 1.5)}" rx="1" fill="var(--panel)" stroke="${paint}" stroke-width="1.4"${dash ? ` stroke-dasharray="${dash}" stroke-linecap="round"` : ""}/>`;
    switch (status) {
      case "active": return `<rect x="${n(x0)}" y="${n(y)}" width="${n(w)}" height="${h}" rx="1" fill="${paint}"/>`;
      case "adapted": case "scaled_down": case "reduced":
        return ring() + `<rect x="${n(x0)}" y="${n(y + h / 2)}" width="${n(w)}" height="${n(h / 2)}" fill="${paint}"/>`;
      case "suspended": return ring();
      case "planned": return ring("3 2.6");
      case "exploring": return ring("0.01 3.2");
      case "not_recorded": return `<rect x="${n(x0)}" y="${n(y)}" width="${n(w)}" height="${h}" fill="url(#atlas-hatch)"/>`;
      case "ended": return `<path d="M${n(x0 + 1)},${n(y)}v${h}" stroke="${paint}" stroke-width="2"/><path d="M${n(x0 + 4)},${n(y + h / 2)}H${n(x1 - 1)}" stroke="var(--track)" stroke-width="1" stroke-dasharray="1 3"/>`;
      default: return "";
    }
  }

  const SITE = {
    emb: ["M-4,-4h8v8h-8Z", "M-1.9,2.6v-5.2h4.1l-1.1,1.45l1.1,1.45h-3.2v2.3Z"],
    hq: ["M0,-5.2L4.6,-3.4V0.6C4.6,3.4 2.2,4.9 0,5.8C-2.2,4.9 -4.6,3.4 -4.6,0.6V-3.4Z",
      "M0,-2.6l.8,1.7 1.8,.2-1.3,1.25.35,1.8L0,1.5l-1.65,.85.35,-1.8-1.3,-1.25 1.8,-.2Z"],
    field: ["M0,-4.2L3.7,-2.7V0.5C3.7,2.7 1.8,3.9 0,4.7C-1.8,3.9 -3.7,2.7 -3.7,0.5V-2.7Z", ""],
    trn: ["M0,-5.2L5.4,4.3H-5.4Z", "M-1.5,1.4a1.5,1.5 0 1 0 3,0a1.5,1.5 0 1 0 -3,0Z"],
    acd: ["M0,-5.6L5.6,0L0,5.6L-5.6,0Z", "M-2.9,-.3L0,-1.8L2.9,-.3L0,1.2ZM-1.6,.9v1.1c.8,.8 2.4,.8 3.2,0V.9L0,1.8Z"],
  };
  const ROLE = { embassy: "emb", office: "emb", headquarters: "hq", field_site: "field", training_centre: "trn", academy: "acd" };

  /* A site symbol centred on 0,0 at scale s; hollow when suspended, dotted ring when planned or approximate. */
  function siteInner(role, state, s, approximate, undated) {
    const [shape, mark] = SITE[ROLE[role] || "field"];
    const hollow = state !== "open";
    const ring = approximate || state === "planned"
      ? `<circle r="9" fill="none" stroke="var(--ink)" stroke-width="1.2" stroke-dasharray="0.01 3" stroke-linecap="round"/>` : "";
    return `<g transform="scale(${n(s)})"><path d="${shape}" fill="var(--halo)" stroke="var(--halo)" stroke-width="3.2" stroke-linejoin="round"/>`
      + (hollow ? `<path d="${shape}" fill="var(--disc)" stroke="var(--ink)" stroke-width="1.3" stroke-linejoin="round"/>` : `<path d="${shape}" fill="var(--ink)"/>`)
      + (mark ? `<path d="${mark}" fill="${hollow ? "var(--ink)" : "var(--halo)"}"/>` : "") + ring
      + (undated ? '<rect x="-4.5" y="6.6" width="9" height="2.6" fill="var(--halo)"/><rect x="-4.5" y="6.6" width="9" height="2.6" fill="url(#atlas-hatch)"/>' : "") + "</g>";
  }
  function site(role, state, s, approximate, undated) {
    const size = Math.ceil(20 * s), h = size / 2;
    return `<svg class="site-icon" width="${size}" height="${size}" viewBox="${-h} ${-h} ${size} ${size}" aria-hidden="true">${siteInner(role, state, s, approximate, undated)}</svg>`;
  }

  /* Patterns that every svg of the page may use; put into the page once. */
  function definitions() {
    if (document.getElementById("atlas-defs") || !document.body) return;
    const holder = document.createElement("div");
    holder.innerHTML = '<svg id="atlas-defs" width="0" height="0" style="position:absolute" aria-hidden="true"><defs>'
      + '<pattern id="atlas-hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="4" height="4" fill="none"/><path d="M0,0V4" stroke="var(--ink3)" stroke-width="1.6" stroke-opacity=".75"/></pattern>'
      + '<pattern id="atlas-hatch-light" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0,0V6" stroke="var(--ink3)" stroke-width="1" stroke-opacity=".45"/></pattern>'
      + '<pattern id="atlas-hatch-wheel" width="4.5" height="4.5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0,0V4.5" stroke="var(--disc)" stroke-width="3"/></pattern>'
      + "</defs></svg>";
    document.body.appendChild(holder.firstChild);
  }
  if (document.body) definitions();
  else document.addEventListener("DOMContentLoaded", definitions);

  atlas.symbols = { INSTRUMENTS, colour, textColour, segmentShapes, shapeSvg, wheel, wheelInner, segmentIcon, dot, band, site };
})();
