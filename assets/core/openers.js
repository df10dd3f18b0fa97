/* How numbers open the rows that they count. doors.js says so on the served page; a briefing in one file has no table
   to open, and there the numbers stay words. */

/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../types").Facets} Facets */
/** @typedef {import("../types").Scene} Scene */
/**
 * @typedef {object} Openers
 * @property {(facets: Facets) => unknown} door
 * @property {(engine: Engine, scene: Scene, of: any, n: number) => object | null} changesPatch
 */

/** @type {Openers | null} */
let openers = null;

/** @param {Openers} given */
export function giveOpeners(given) {
  openers = given;
}
export const opens = () => openers !== null;
/** @param {Facets} facets */
export const openRows = (facets) => openers && openers.door(facets);
/** @param {Engine} engine @param {Scene} scene @param {any} of @param {number} n */
export const changesPatch = (engine, scene, of, n) => openers && openers.changesPatch(engine, scene, of, n);
