/* Where the names of sites and towns stand, so that nothing covers another: boxes are read from the page here, and what
   placement.js says is written. */
import { hand } from "../core/hand.js";
import { dropped, nudges, SIDES, sidesOf } from "./placement.js";
import * as points from "./points.js";

/** @typedef {import("../types").Instance} Instance */
/** @typedef {import("./placement.js").Box} Box */

const STANDS = ".wheel-box:not(.is-bare) .disc, .wheel-name, .wheel-region, .wheel-state, .edge, .r-figure";
const NEAR_PX = 40,
  NUDGE_PX = 9,
  LEG_STEP_PX = 8;

/** @param {Instance} instance @param {string} selector */
const elements = (instance, selector) => [...instance.map.getContainer().querySelectorAll(selector)];
/** @param {Element} element */
const boxOf = (element) => element.getBoundingClientRect();

/** Boxes along the legs of the routes: a name of the surroundings is not written through a line.
    @param {Instance} instance @param {Box} box */
function alongLegs(instance, box) {
  /** @type {Box[]} */
  const found = [];
  const lines = instance.routesOn ? [...instance.legs.values()] : [];
  for (const part of lines.flatMap((leg) => leg._parts || [])) {
    const at = part.map((/** @type {import("leaflet").Point} */ p) => instance.map.layerPointToContainerPoint(p));
    at.slice(1).forEach((/** @type {{x: number, y: number}} */ b, /** @type {number} */ i) => {
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

/** Drop labels that collide: lower classes give way; countries and what carries a wheel never do.
    @param {Instance} instance */
function thin(instance) {
  if (!instance.labels) return;
  const box = boxOf(instance.map.getContainer()),
    taken = elements(instance, STANDS + ", .site, .site-name:not([hidden])").map(boxOf);
  // A hidden label keeps its box: all are measured before any is written, so that the page is laid out once.
  const labels = /** @type {any[]} */ (instance.labels).map(({ label, element }) => ({
    kind: label.class,
    element,
    r: boxOf(element),
  }));
  const gone = dropped(labels, box, [...taken, ...points.boxes(instance)], alongLegs(instance, box));
  for (const label of labels) label.element.style.visibility = gone.has(label) ? "hidden" : "";
}

/** @param {Instance} instance @returns {HTMLElement[]} */
const rowsOf = (instance) =>
  [...instance.sites.values()].map(({ marker }) => /** @type {HTMLElement} */ (marker.getElement().firstChild));

/** Symbols of two towns that would cover each other step aside. @param {Instance} instance */
function nudge(instance) {
  const rows = rowsOf(instance);
  for (const row of rows) row.style.marginLeft = "";
  nudges(rows.map(boxOf), NUDGE_PX * instance.u).forEach((by, i) => {
    if (by) rows[i].style.marginLeft = `${Math.round(by)}px`;
  });
}

/** Town names go to the side where they cover nothing. @param {Instance} instance */
function spread(instance) {
  if (!instance.sites) return;
  for (const held of instance.siteCache.values()) {
    const { style } = held.marker.getElement();
    if (style.visibility) Object.assign(style, { visibility: "", display: "none" });
  }
  nudge(instance);
  const taken = [...elements(instance, STANDS).map(boxOf), ...points.boxes(instance)],
    sites = elements(instance, ".site").map((element) => ({ element, box: boxOf(element) }));
  const rows = rowsOf(instance),
    names = rows.map((row) => /** @type {HTMLElement} */ (row.querySelector(".site-name")));
  for (const name of names) name.hidden = false;
  /* All boxes are measured before any side is chosen: the page is laid out once, not once for each side of each
     name. */
  const measured = rows.map((row, i) => ({
    text: names[i].textContent || "",
    r: boxOf(row),
    n: boxOf(names[i]),
    others: sites.filter(({ element }) => !row.contains(element)).map(({ box }) => box),
  }));
  sidesOf(measured, taken, NEAR_PX * instance.u).forEach((side, i) => {
    rows[i].dataset.side = side || SIDES[0];
    names[i].hidden = !side;
  });
}

/** @param {Instance} instance */
export function tidy(instance) {
  clearTimeout(instance.tidy);
  spread(instance);
  thin(instance);
}
/** Measuring boxes makes the browser lay the page out: wait until time stands still, and at first until all is drawn.
    @param {Instance} instance */
export const unfinished = (instance) => !instance.thinned && instance.options.wheels !== false;
/** @param {Instance} instance */
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
