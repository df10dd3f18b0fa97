/* The geometry of an instrument wheel: five sectors, each a block and a rim, each cut clockwise by share. The twin of
   marks/wheel_shape.py, to the letter of each path; a test holds the two against each other. Pure functions: what a
   storey holds goes in, paths around 0,0 come out. Nothing here knows the page. */

const SECTOR = (2 * Math.PI) / 5,
  SMALL = 18;
/* Least arc of a solid part; one with an outline keeps two outlines and HOLLOW_LEAST, so that it is seen as hollow. */
const SOLID_LEAST = 2.4,
  HOLLOW_LEAST = 1.6;
const FULL = 0,
  REDUCED = 1,
  SUSPENDED = 2,
  PLANNED = 3;
const KINDS = ["full", "reduced", "suspended", "planned", "runs", "rests"];
/** @typedef {{counts: number[], new: number[], stale: (number | boolean)[]}} Storey */
/** @typedef {{kind: string, count: number, stale: number, fresh: number}} Part */
/** @typedef {{paint: string, kind: string, d: string, width: number}} Drawn A path and how it is painted */
/** @typedef {[number, number]} Pair */
/** @typedef {ReturnType<typeof measures>} Measures */

/** @type {Record<string, string>} */
const PAINTS = { suspended: "outline", planned: "dotted", rests: "dashed" };

/** Radii and widths of a wheel of radius R. @param {number} R */
function measures(R) {
  const small = R < SMALL;
  /** @type {Pair} */
  const rim = [R - Math.max(1.9, 0.125 * R), R];
  /** @type {Pair} */
  const block = [(small ? 0.34 : 0.41) * R, rim[0] - Math.max(1, 0.06 * R)];
  return {
    R,
    small,
    rim,
    block,
    gap: Math.max(1.5, 0.085 * R),
    halo: Math.max(1.6, 0.09 * R),
    track: Math.max(1, 0.045 * R),
    number: Math.max(11.5, 0.5 * R),
    /** @param {string} reach */
    outline: (reach) => (reach === "own" ? Math.max(1.1, 0.07 * R) : Math.max(0.8, 0.035 * R)),
    /** @param {string} reach */
    radii: (reach) => (reach === "own" ? block : rim),
  };
}

/** The drawn parts of a storey, clockwise: [{kind, count, stale, fresh}].
    @param {Storey} storey @param {boolean} small */
function parts(storey, small) {
  const crowded = storey.counts.every((n) => n > 0);
  return [
    ...side(storey, [FULL, REDUCED], "runs", small || crowded),
    ...side(storey, [SUSPENDED, PLANNED], "rests", small),
  ];
}

/** The parts of what runs, or of what does not; both statuses joined where they must share.
    @param {Storey} storey @param {number[]} which @param {string} joined @param {boolean} join @returns {Part[]} */
function side(storey, which, joined, join) {
  const present = which.filter((i) => storey.counts[i] > 0);
  /** @param {(number | boolean)[]} list */
  const total = (list) => which.reduce((sum, i) => sum + Number(list[i]), 0);
  if (join && present.length === 2) {
    return [{ kind: joined, count: total(storey.counts), stale: total(storey.stale), fresh: total(storey.new) }];
  }
  return present.map((i) => ({
    kind: KINDS[i],
    count: storey.counts[i],
    stale: Number(storey.stale[i]),
    fresh: storey.new[i],
  }));
}

/** @param {Part} part */
const solid = (part) => part.kind === "full" || part.kind === "runs";

/** Each part's share of the arc: linear in its count, but never too narrow to be told by its mark.
    @param {Part[]} found @param {number} arc @param {number} outline @returns {number[]} */
function shares(found, arc, outline) {
  if (!found.length) return [];
  const least = found.map((p) =>
    Math.min((solid(p) ? SOLID_LEAST : 2 * outline + HOLLOW_LEAST) / arc, 1 / found.length),
  );
  /** @type {Set<number>} */
  const held = new Set();
  /** @type {number[]} */
  let got;
  for (;;) {
    let rest = 1,
      free = 0;
    found.forEach((p, i) => {
      if (held.has(i)) rest -= least[i];
      else free += p.count;
    });
    got = found.map((p, i) => (held.has(i) ? least[i] : (p.count / free) * rest));
    const narrow = found.map((_, i) => i).filter((i) => !held.has(i) && got[i] < least[i] - 1e-12);
    if (!narrow.length) break;
    narrow.forEach((i) => held.add(i));
    if (held.size === found.length) {
      got = least;
      break;
    }
  }
  const total = got.reduce((sum, x) => sum + x, 0);
  return got.map((x) => x / total);
}

/** First and last angle of sector i, clockwise from the right with y down; sector 0 is at the top.
    @param {number} i @returns {Pair} */
function sector(i) {
  const first = -Math.PI / 2 - SECTOR / 2 + SECTOR * i;
  return [first, first + SECTOR];
}

/** @param {number} distance @param {number} r */
const turn = (distance, r) => Math.asin(Math.min(0.99, distance / r));
/* Two decimals, without the zeros at the end. Of two that are equally near Python takes the even one, which here can
     only be the lower of an eighth or five eighths; toFixed would take the upper. */
/** @param {number} x */
function text(x) {
  const even = Math.abs(x * 8) % 4 === 1;
  return String(Number((even ? x - Math.sign(x) * 0.001 : x).toFixed(2)));
}
/** @param {number} r @param {number} angle */
const at = (r, angle) => `${text(r * Math.cos(angle))},${text(r * Math.sin(angle))}`;

/** A piece of a ring; its ends run parallel to the radii of its angles, at the distance of the insets.
    @param {number} r0 @param {number} r1 @param {number} first @param {number} last */
function annular(r0, r1, first, last, inset0 = 0, inset1 = 0) {
  /** @param {number} r */
  const ends = (r) => {
    const a = first + turn(inset0, r),
      b = last - turn(inset1, r);
    return a < b ? [a, b] : [(a + b) / 2, (a + b) / 2];
  };
  const [a0, b0] = ends(r0),
    [a1, b1] = ends(r1),
    big0 = text(r0),
    big1 = text(r1);
  return `M${at(r1, a1)}A${big1},${big1} 0 0 1 ${at(r1, b1)}L${at(r0, b0)}A${big0},${big0} 0 0 0 ${at(r0, a0)}Z`;
}

/** @param {Storey} storey */
const open = (storey) => storey.counts.some((n) => n > 0);

/* The paths of one storey of sector i, in drawing order: [{paint, kind, d, width}]. An empty block is a track, an
     empty rim nothing. */
/** @param {number} R @param {number} i @param {Storey} storey @param {string} reach @returns {Drawn[]} */
function storeyShapes(R, i, storey, reach) {
  const m = measures(R),
    [r0, r1] = m.radii(reach),
    edge = m.gap / 2,
    [first, last] = sector(i);
  if (!open(storey)) {
    if (reach === "region") return [];
    return [{ paint: "track", kind: "none", d: annular(r0, r0 + m.track, first, last, edge, edge), width: 0 }];
  }
  const found = parts(storey, m.small),
    mid = (r0 + r1) / 2,
    aside = turn(edge, mid),
    usable = SECTOR - 2 * aside;
  const share = shares(found, usable * mid, m.outline(reach));
  /** @type {Drawn[]} */
  const shapes = [];
  let angle = first + aside;
  found.forEach((part, k) => {
    const opens = k === 0,
      closes = k === found.length - 1,
      turned = usable * share[k];
    /** @type {Pair} */
    const angles = [opens ? first : angle, closes ? last : angle + turned];
    shapes.push(...partShapes(part, [r0, r1], angles, [opens ? edge : 0, closes ? edge : 0], m, reach));
    angle += turned;
  });
  return shapes;
}

/** Where the first share of a part ends, of what is left of it between its insets at a radius.
    @param {Pair} angles @param {Pair} inset @param {number} r @param {number} share */
function cut(angles, inset, r, share) {
  const first = angles[0] + turn(inset[0], r),
    last = angles[1] - turn(inset[1], r);
  return first + (last - first) * share;
}

/** @typedef {(paint: string, d: string, stroke?: number) => unknown} Add */

/** @param {Part} part @param {Pair} radii @param {Pair} angles @param {Pair} inset @param {Measures} m
    @param {string} reach */
function partShapes(part, [r0, r1], angles, inset, m, reach) {
  const width = m.outline(reach),
    half = width / 2,
    inner = (r0 + r1) / 2,
    { kind } = part;
  /** @type {Drawn[]} */
  const found = [];
  /** @type {Add} */
  const add = (paint, d, stroke = 0) => found.push({ paint, kind, d, width: stroke });
  const hollow = () => annular(r0 + half, r1 - half, ...angles, inset[0] + half, inset[1] + half);
  if (PAINTS[kind]) add(PAINTS[kind], hollow(), width);
  else {
    if (kind === "reduced" && reach === "own") add("outline", hollow(), width);
    add("fill", annular(r0, kind === "reduced" ? inner : r1, ...angles, ...inset));
    if (kind === "runs") {
      const slit = Math.max(0.9, 0.16 * (r1 - r0));
      add("slit", annular(inner - slit / 2, inner + slit / 2, ...angles, ...inset));
    }
  }
  if (!m.small) over(part, [r0, r1], angles, inset, width, add);
  return found;
}

/* Stripes over the last share of a part, what is new of it, and hatching over its first, what is stale. Stripes keep
     to what is filled, or to the inside of an outline. */
/** @param {Part} part @param {Pair} radii @param {Pair} angles @param {Pair} inset @param {number} width
    @param {Add} add */
function over(part, [r0, r1], angles, inset, width, add) {
  const middle = (r0 + r1) / 2,
    [first, last] = angles;
  if (part.fresh) {
    const edge = PAINTS[part.kind] ? width : 0,
      high = part.kind === "reduced" ? middle : r1 - edge;
    /** @type {Pair} */
    const ends = [inset[0] + edge, inset[1] + edge],
      share = part.fresh / part.count;
    const begin = share >= 1 ? first : cut(angles, ends, middle, 1 - share);
    add("striped", annular(r0 + edge, high, begin, last, share >= 1 ? ends[0] : 0, ends[1]));
  }
  if (part.stale) {
    const share = part.stale / part.count,
      end = share >= 1 ? last : cut(angles, inset, middle, share);
    add("hatched", annular(r0, r1, first, end, inset[0], share >= 1 ? inset[1] : 0));
  }
}

/* The paths of a whole wheel: per sector those of its block, then those of its rim. `segments` are five {own,
   region}. */
/** @param {number} R @param {{own: Storey, region: Storey}[]} segments */
function wheelShapes(R, segments) {
  return segments.map((s, i) => [...storeyShapes(R, i, s.own, "own"), ...storeyShapes(R, i, s.region, "region")]);
}

export { KINDS, SMALL, measures, parts, shares, sector, annular, storeyShapes, wheelShapes, open };
