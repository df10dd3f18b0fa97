/* What the table holds, which columns of it are on the screen, and how wide they are. */
import { byId } from "../core/find.js";

export const SHOWN = ["name", "instruments", "framework", "status", "strip", "source"];
/* What a stretch of time shows besides: from when to when each row holds in it. */
const OF_A_STRETCH = ["from", "to"];
const NARROW = 940;
export const PLACE = "atlas.table.columns";
/** @typedef {import("../types").Context} Context */
/* What the grid of AG Grid is asked here; it has no types of its own on the page. */
/** @typedef {any} Grid */
/** @typedef {{ getActualWidth: () => number }} Column */
/**
 * @typedef {object} Group  A group of the table; `note`, `icon` and `paint` are drawn as they stand.
 * @property {string} id
 * @property {string} name
 * @property {string} icon
 * @property {string} note
 * @property {(item: Folded) => boolean} takes
 * @property {(item: Folded) => string[]} countries
 * @property {string | null} paint
 * @property {import("../contract").EventRow[]} [coups]
 */
/** @typedef {{ e: number, row: import("../contract").ClockRow, countries: string[] }} Folded */
/* What a row of the grid holds: a group, or a row of the query with its strip. */
/** @typedef {Record<string, any>} RowData */
/** @typedef {{ data: RowData, column: Column }} CellParams */
/**
 * @typedef {object} Held
 * @property {Grid} grid
 * @property {Context} context
 * @property {Set<string>} closed
 * @property {string[]} chosen
 * @property {Group[]} order
 * @property {number} scale
 */
/* The grid, the last painting's context, what is closed and chosen, and how much larger than usual the page is
   drawn. */
/** @type {Held} */
export const held = {
  grid: null,
  context: /** @type {any} */ (null),
  closed: new Set(),
  chosen: remembered(),
  order: [],
  scale: 1,
};

/** @returns {string[]} */
function remembered() {
  try {
    return JSON.parse(localStorage.getItem(PLACE) || "null") || SHOWN;
  } catch {
    return SHOWN;
  }
}
/* The columns on screen: without a choice of their own, people on a narrow stage get those that fit. */
export function visible() {
  const room = byId("table-grid").clientWidth / held.scale;
  const fit =
    room && room < NARROW && held.chosen === SHOWN
      ? SHOWN.filter((k) => k !== "instruments" && k !== "framework")
      : held.chosen;
  if (!held.context || !held.context.scene.to || OF_A_STRETCH.some((k) => fit.includes(k))) return fit;
  const at = fit.indexOf("status") + 1;
  return [...fit.slice(0, at || 1), ...OF_A_STRETCH, ...fit.slice(at || 1)];
}
/** @param {number} n */
export const px = (n) => Math.round(n * held.scale);
/** @param {Column} column */
export const widthOf = (column) => column.getActualWidth() / held.scale;
export function readScale() {
  held.scale = Number(getComputedStyle(document.documentElement).getPropertyValue("--ui")) || 1;
}
export const keys = () => ["name", ...(byId("table-body").dataset.columns || "").split(" "), "strip", "source"];
