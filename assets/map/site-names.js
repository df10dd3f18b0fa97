/* Where the names of sites and towns stand, so that nothing covers another. */
import { hand } from "../core/hand.js";
import * as points from "./points.js";

/* Boxes along the legs of the routes: a name of the surroundings is not written through a line. */
const LEG_STEP_PX = 8;
function alongLegs(instance, box) {
  const found = [],
    lines = instance.routesOn ? [...instance.legs.values()] : [];
  for (const part of lines.flatMap((leg) => leg._parts || [])) {
    const at = part.map((p) => instance.map.layerPointToContainerPoint(p));
    at.slice(1).forEach((b, i) => {
      const a = at[i],
        steps = Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / LEG_STEP_PX) || 1;
      for (let k = 0; k <= steps; k++) {
        const x = box.left + a.x + ((b.x - a.x) * k) / steps,
          y = box.top + a.y + ((b.y - a.y) * k) / steps;
        found.push({ left: x, right: x, top: y, bottom: y });
      }
    });
  }
  return found;
}
/* Drop labels that collide: lower classes give way; countries and what carries a wheel never do. */
function thin(instance) {
  if (!instance.labels) return;
  const rank = (c) => ({ 3: 1, town: 1, water: 2, 4: 3, river: 4, 5: 5, region: 5 })[c] || 3;
  const box = instance.map.getContainer().getBoundingClientRect();
  const taken = [
    ...instance.map
      .getContainer()
      .querySelectorAll(
        ".wheel-box:not(.is-bare) .disc, .wheel-name, .wheel-region, .wheel-state, .site, " +
          ".site-name:not([hidden]), .edge, .r-figure",
      ),
  ]
    .map((e) => e.getBoundingClientRect())
    .concat(points.boxes(instance));
  const legs = alongLegs(instance, box);
  // A hidden label keeps its box: all are measured before any is written, so that the page is laid out once.
  const sorted = [...instance.labels]
    .sort((a, b) => rank(a.label.class) - rank(b.label.class))
    .map((l) => ({ l, r: l.element.getBoundingClientRect() }));
  for (const { l, r } of sorted) {
    const off = r.right < box.left || r.left > box.right || r.bottom < box.top || r.top > box.bottom;
    const hidden = !off && (meets(r, taken) || (l.label.class === 4 && meets(r, legs)));
    l.element.style.visibility = hidden ? "hidden" : "";
    if (!hidden) taken.push(r);
  }
}

/* Town names go to the side where they cover nothing; where both sides are taken the name is dropped, never a
   symbol. */
const NEAR_PX = 40;
const SIDES = ["right", "left", "below", "above"];
const meets = (r, list) =>
  list.some((q) => r.left < q.right && r.right > q.left && r.top < q.bottom && r.bottom > q.top);
const NUDGE_PX = 9;
/* Symbols of two towns that would cover each other step aside, the eastern one to the east. */
function nudge(instance) {
  const rows = [...instance.sites.values()].map(({ marker: m }) => m.getElement().firstChild);
  for (const row of rows) row.style.marginLeft = "";
  const seen = rows
    .map((row) => ({ row, r: row.getBoundingClientRect(), by: 0 }))
    .sort((a, b) => a.r.left + a.r.right - b.r.left - b.r.right);
  const most = NUDGE_PX * instance.u;
  seen.forEach((a, i) => {
    for (const b of seen.slice(i + 1)) {
      const over = a.r.right + a.by - (b.r.left + b.by) - 3,
        level = Math.min(a.r.bottom, b.r.bottom) - Math.max(a.r.top, b.r.top);
      if (over <= 0 || level <= 4) continue;
      a.by = Math.max(-most, a.by - over / 2);
      b.by = Math.min(most, b.by + over / 2);
    }
  });
  for (const { row, by } of seen) if (by) row.style.marginLeft = `${Math.round(by)}px`;
}
function spread(instance) {
  if (!instance.sites) return;
  for (const held of instance.siteCache.values())
    if (held.marker.getElement().style.visibility)
      Object.assign(held.marker.getElement().style, { visibility: "", display: "none" });
  nudge(instance);
  const box = instance.map.getContainer();
  const boxes = (selector) => [...box.querySelectorAll(selector)].map((e) => [e, e.getBoundingClientRect()]);
  const wheels = boxes(".wheel-box:not(.is-bare) .disc, .wheel-name, .wheel-region, .wheel-state, .edge, .r-figure")
      .map(([, r]) => r)
      .concat(points.boxes(instance)),
    sites = boxes(".site");
  const names = [...instance.sites.values()].map(({ marker: m }) => ({
    row: m.getElement().firstChild,
    name: m.getElement().querySelector(".site-name"),
  }));
  for (const { name } of names) name.hidden = false;
  /* All boxes are measured before any side is chosen: the page is laid out once, not once for each side of each
     name. */
  const placed = [],
    measured = names.map(({ row, name }) => ({
      row,
      name,
      r: row.getBoundingClientRect(),
      n: name.getBoundingClientRect(),
    }));
  /* "Mopti (near Sévaré)" beside "Sévaré" names one place twice. */
  const near = NEAR_PX * instance.u,
    middle = (r) => [(r.left + r.right) / 2, (r.top + r.bottom) / 2];
  const said = (row, name, r) =>
    measured.some(
      (other) =>
        other.row !== row &&
        other.name.textContent.includes(name.textContent) &&
        other.name.textContent !== name.textContent &&
        Math.hypot(middle(other.r)[0] - middle(r)[0], middle(other.r)[1] - middle(r)[1]) < near,
    );
  for (const { row, name, r, n } of measured) {
    const taken = [...sites.filter(([e]) => !row.contains(e)).map(([, box]) => box), ...wheels, ...placed];
    const side = SIDES.find((one) => !said(row, name, r) && !meets(beside(one, r, n), taken));
    if (side) placed.push(beside(side, r, n));
    row.dataset.side = side || SIDES[0];
    name.hidden = !side;
  }
}
/* The box of a name beside its symbols, as `.site-name` in the style sheet puts it. */
function beside(side, r, n) {
  const left = { right: r.right, left: r.left - n.width }[side] ?? (r.left + r.right - n.width) / 2;
  const top =
    { below: r.top + 0.9 * r.height, above: r.top + 0.1 * r.height - n.height }[side] ??
    (r.top + r.bottom - n.height) / 2;
  return { left, top, right: left + n.width, bottom: top + n.height };
}

export function tidy(instance) {
  clearTimeout(instance.tidy);
  spread(instance);
  thin(instance);
}
/* Measuring boxes makes the browser lay the page out: wait until time stands still, and at first until all is drawn. */
export const unfinished = (instance) => !instance.thinned && instance.options.wheels !== false;
export function tidySoon(instance) {
  if (unfinished(instance)) return;
  clearTimeout(instance.tidy);
  instance.tidy = setTimeout(
    () => {
      if (hand.drags) tidySoon(instance);
      else tidy(instance);
    },
    instance.tidied ? 140 : 0,
  );
  instance.tidied = true;
}
