/* Where names and symbols go so that nothing covers another. Boxes on the screen go in, places come out: nothing here
   reads or writes the page. */

/** @typedef {{left: number, right: number, top: number, bottom: number}} Box */
/** @typedef {Box & {width: number, height: number}} Sized */

/* A name goes to the first side of these where it covers nothing. */
export const SIDES = ["right", "left", "below", "above"];
const NUDGE_GAP_PX = 3,
  LEVEL_PX = 4;
/* Which class of label is written first; the lower ones give way. */
/** @type {Record<string | number, number>} */
const RANKS = { 3: 1, town: 1, water: 2, 4: 3, river: 4, 5: 5, region: 5 };
const OTHER_RANK = 3,
  SURROUNDING = 4;

/** @param {Box} r @param {Box[]} list */
export const meets = (r, list) =>
  list.some((q) => r.left < q.right && r.right > q.left && r.top < q.bottom && r.bottom > q.top);

/** The box of a name beside its symbols, as `.site-name` in the style sheet puts it.
    @param {string} side @param {Sized} r @param {{width: number, height: number}} n @returns {Box} */
export function beside(side, r, n) {
  let left = (r.left + r.right - n.width) / 2,
    top = (r.top + r.bottom - n.height) / 2;
  if (side === "right") left = r.right;
  if (side === "left") left = r.left - n.width;
  if (side === "below") top = r.top + 0.9 * r.height;
  if (side === "above") top = r.top + 0.1 * r.height - n.height;
  return { left, top, right: left + n.width, bottom: top + n.height };
}

/** By how much symbols step aside that would cover each other, the eastern one to the east, none further than `most`.
    @param {Box[]} boxes @param {number} most */
export function nudges(boxes, most) {
  const by = boxes.map(() => 0),
    order = boxes.map((_, i) => i).sort((i, j) => middleOf(boxes[i])[0] - middleOf(boxes[j])[0]);
  order.forEach((i, at) => {
    for (const j of order.slice(at + 1)) {
      const [a, b] = [boxes[i], boxes[j]],
        over = a.right + by[i] - (b.left + by[j]) - NUDGE_GAP_PX,
        level = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (over <= 0 || level <= LEVEL_PX) continue;
      by[i] = Math.max(-most, by[i] - over / 2);
      by[j] = Math.min(most, by[j] + over / 2);
    }
  });
  return by;
}

/** @param {Box} r */
const middleOf = (r) => [(r.left + r.right) / 2, (r.top + r.bottom) / 2];

/* Whether another name near by says a name along with more: "Mopti (near Sévaré)" beside "Sévaré" names one place
   twice. */
/** @param {{text: string, r: Box}} one @param {{text: string, r: Box}[]} names @param {number} near */
function isSaid(one, names, near) {
  const [x, y] = middleOf(one.r);
  return names.some((other) => {
    const [ox, oy] = middleOf(other.r);
    return (
      other !== one && other.text.includes(one.text) && other.text !== one.text && Math.hypot(ox - x, oy - y) < near
    );
  });
}

/* The side of each name, or none where all sides are taken: the name is then dropped, never a symbol. `r` is the box of
   its symbols, `n` its own, `others` those of the symbols of other places; `taken` is what stands besides. */
/** @param {{text: string, r: Sized, n: Sized, others: Box[]}[]} names @param {Box[]} taken @param {number} near
    @returns {string[]} */
export function sidesOf(names, taken, near) {
  /** @type {Box[]} */
  const placed = [];
  return names.map((one) => {
    const around = [...one.others, ...taken, ...placed],
      said = isSaid(one, names, near);
    const side = said ? undefined : SIDES.find((name) => !meets(beside(name, one.r, one.n), around));
    if (side) placed.push(beside(side, one.r, one.n));
    return side || "";
  });
}

/* Labels that are not written, as they would collide: of two the one of the lower class gives way, and one of the
   surroundings is not written through a line either. One outside the frame is left as it is. */
/** @template {{kind: string | number, r: Box}} L
    @param {L[]} labels @param {Box} frame @param {Box[]} taken @param {Box[]} lines @returns {Set<L>} */
export function dropped(labels, frame, taken, lines) {
  const found = new Set(),
    stands = [...taken];
  /** @param {L} label */
  const rank = (label) => RANKS[label.kind] || OTHER_RANK;
  for (const label of [...labels].sort((a, b) => rank(a) - rank(b))) {
    const { r, kind } = label;
    const off = r.right < frame.left || r.left > frame.right || r.bottom < frame.top || r.top > frame.bottom;
    if (!off && (meets(r, stands) || (kind === SURROUNDING && meets(r, lines)))) found.add(label);
    else stands.push(r);
  }
  return found;
}
