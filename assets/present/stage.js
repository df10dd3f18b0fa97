/* The stage of a talk: the size of everything on a screen, and the flights of the map from one view to another. */
import { repaint } from "../core/state.js";
import * as maps from "../map/maps.js";
import * as marking from "../panels/marking.js";
import { calm, talk } from "./talk.js";

/** @typedef {import("../types").Instance} Instance */

/* Text grows by 2.1, so that names and counts reach 24 px; symbols by 40/23, the presenter's wheel of radius 40. */
const UNIT = 2.1,
  SYMBOLS = 40 / 23 / UNIT;
/* Sizes are those of a screen of 1920 by 1080. A screen of 4:3 has the same lines and less width: the text keeps the
   size that its lines allow, the map gives way a little, so that Senegal and Chad both stay on it. */
const LINES = 1080,
  WIDE_TEXT = 1440,
  WIDE_MAP = 1840;
const scaleText = () => Math.min(innerWidth / WIDE_TEXT, marking.height() / LINES);
const scaleMap = () => Math.min(innerWidth / WIDE_MAP, marking.height() / LINES);
const FLIGHT_S = 1.1;
export const main = () => maps.main();

/* The step that is wanted now: what belongs to an earlier one gives way. */
/** @type {object | null} */
let wanted = null;
export const want = () => (wanted = {});
/** @param {object | null} token */
export const isWanted = (token) => wanted === token;

/* ---- the size of everything: one number for symbols, one for text ---- */
export function size() {
  if (talk.mode !== "on") return;
  const style = document.documentElement.style,
    text = String(scaleText()),
    symbols = String(UNIT * scaleMap());
  if (style.getPropertyValue("--s") !== text) style.setProperty("--s", text);
  if (style.getPropertyValue("--u") !== symbols) style.setProperty("--u", symbols);
  const instance = main();
  if (!instance) return;
  // dash-leaflet hears of each end of a move and, a moment later, sets the centre it heard of: tell it of no centre on
  // the way.
  instance.map.invalidateSize({ animate: false, pan: false, debounceMoveend: true });
  instance.u = maps.unit() * SYMBOLS;
  repaint();
}

/* A story's zoom holds for a screen of 1920 by 1080; other screens show the same piece of the earth. */
/** @param {number} zoom */
const zoomHere = (zoom) => zoom + Math.log2(scaleMap());

/* The map of the normal page pulls a view back into its bounds; a story's views stand as they are written. */
/** @type {import("leaflet").LatLngBounds | null} */
let bounds = null;
/** @param {Instance} instance */
export function unbind(instance) {
  instance.silent = true;
  instance.moved = true;
  if (!instance.map.options.maxBounds) return;
  bounds = /** @type {import("leaflet").LatLngBounds} */ (instance.map.options.maxBounds);
  instance.map.setMaxBounds();
}
/** @param {Instance} instance */
export function rebind(instance) {
  instance.silent = false;
  if (bounds) instance.map.setMaxBounds(bounds);
  bounds = null;
}

/** @param {number[] | null} view @param {boolean} [still] @returns {Promise<void>} */
export function fly(view, still) {
  const instance = main();
  if (!instance || !view) return Promise.resolve();
  const [lon, lat, z] = view,
    zoom = zoomHere(z),
    map = instance.map,
    c = map.getCenter();
  const token = wanted;
  instance.moved = true;
  const near = Math.abs(c.lng - lon) < 0.05 && Math.abs(c.lat - lat) < 0.05 && Math.abs(map.getZoom() - zoom) < 0.06;
  if (near) return Promise.resolve();
  if (still) {
    map.setView([lat, lon], zoom, { animate: false });
    return Promise.resolve();
  }
  return new Promise((done) => {
    const box = map.getContainer();
    const end = () => {
      box.classList.remove("is-flying");
      map.off("moveend", end);
      done();
    };
    // Two frames later: the new date and caption are on the screen before the flight, or the jump, takes the time.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (wanted !== token) {
          done();
          return;
        }
        if (calm()) {
          map.setView([lat, lon], zoom, { animate: false });
          done();
          return;
        }
        box.classList.add("is-flying");
        map.on("moveend", end);
        map.flyTo([lat, lon], zoom, { duration: FLIGHT_S, easeLinearity: 0.4 });
      }),
    );
  });
}
