/* Where a map looks: the whole region beside its legend, and the steps of the buttons. */
import { instances } from "./instance.js";

/** @typedef {import("../types").Instance} Instance */
/** @typedef {import("leaflet").Map} Map */
/** @typedef {[number, number][]} Corners South-west and north-east, latitude first */

/** @type {Corners} */
export const HOME = [
  [2.2, -19.5],
  [37.4, 26.5],
];
/** @type {Corners} */
export const ROUTE_HOME = [
  [2.2, -18.5],
  [39.5, 27],
];
/** @type {Record<string, [number, number]>} */
const SIDES = { up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0] };

/* The room that the legend takes from a map, in px; the legend says it where there is one. */
/** @type {(instance: Instance) => {left: number, bottom: number}} */
let roomOf = () => ({ left: 0, bottom: 0 });
/** @param {typeof roomOf} fn */
export function giveLegendRoom(fn) {
  roomOf = fn;
}
/** @param {Instance} instance */
export const legendRoom = (instance) => roomOf(instance);

/** @param {Map} map @param {[number, number]} side @returns {[number, number]} */
function quarter(map, [x, y]) {
  const size = map.getSize(),
    view = /** @type {{min: L.Point, max: L.Point}} */ (map.getPixelBounds()),
    bounds = window.L.latLngBounds(/** @type {any} */ (map.options.maxBounds));
  const edge = /** @type {{min: L.Point, max: L.Point}} */ (
    window.L.bounds(map.project(bounds.getSouthWest()), map.project(bounds.getNorthEast()))
  );
  /** @param {number} by @param {number} low @param {number} high */
  const within = (by, low, high) => Math.max(Math.min(0, low), Math.min(Math.max(0, high), by));
  return [
    within((x * size.x) / 4, edge.min.x - view.min.x, edge.max.x - view.max.x),
    within((y * size.y) / 4, edge.min.y - view.min.y, edge.max.y - view.max.y),
  ];
}

/* What a button does to a map: half a level nearer or farther, or a quarter of the frame to a side, not past its
   edge. */
/** @param {Map} map @param {string} name @param {boolean} animate */
export function step(map, name, animate) {
  if (SIDES[name]) map.panBy(quarter(map, SIDES[name]), { animate, duration: 0.2 });
  else map.setZoom(map.getZoom() + (name === "in" ? 0.5 : -0.5), { animate });
}
/** The whole region, beside the legend when that is a card, above it when it is a strip.
    @param {Instance} instance @param {Corners} [bounds] */
export function home(instance, bounds) {
  const room = roomOf(instance);
  const { map } = instance,
    region = bounds || (instance.scene && instance.scene.tab === "route" ? ROUTE_HOME : HOME);
  /** @type {import("leaflet").FitBoundsOptions} */
  const frame = { animate: false, paddingTopLeft: [room.left, 0], paddingBottomRight: [0, room.bottom] };
  /* The same view set again would make Leaflet project the whole base again. Asked later, Leaflet tells the same
         centre up to a pixel beside where it was. */
  const size = map.getSize(),
    asked = () => JSON.stringify([region, room, size.x, size.y, map.getZoom()]);
  const at = () => map.project(map.getCenter());
  if (asked() === instance.homeAsked && at().distanceTo(instance.homeAt) < 1) return;
  instance.homing = true;
  map.fitBounds(region, frame);
  instance.homing = false;
  Object.assign(instance, { homeAsked: asked(), homeAt: at() });
}
/** After the frame of the map changed: the whole region again, unless somebody chose another view.
    @param {Instance} instance */
export function refit(instance) {
  /* Out of sight a map has no size: it would forget where it looked. */
  if (!instance.map.getContainer().clientWidth) return;
  const { view } = instance.scene || {},
    { map } = instance;
  instance.silent = true;
  map.invalidateSize({ animate: false, pan: false });
  if (view && instance === instances[0] && document.documentElement.dataset.present !== "on")
    map.setView([view[1], view[0]], view[2], { animate: false });
  instance.silent = false;
  if (
    instance === instances[0] &&
    instance.scene &&
    !instance.scene.view &&
    !instance.moved &&
    document.documentElement.dataset.present !== "on"
  )
    home(instance);
}
