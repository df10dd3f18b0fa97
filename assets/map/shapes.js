/* Shapes of the base geography for Leaflet. Its own layers keep two objects for each of 40,000 points and project all
   of them at each zoom; these keep numbers, projected once, and make a point only of what can be told apart on the
   screen. Clipping, paths, classes and clicks stay Leaflet's. */

const WORLD_PX = 256,
  STEP_PX = 1.3,
  MERCATOR_LAT = 85.0511;

/** @typedef {number[][]} Line Positions, longitude first */
/** @typedef {{x: number, y: number}} At */

/** Lines and rings of a geometry, whatever its type. @param {{type: string, coordinates: any}} geometry
    @returns {Line[]} */
function parts({ type, coordinates }) {
  if (type === "LineString") return [coordinates];
  if (type === "MultiPolygon") return coordinates.flat();
  return coordinates;
}

/** Web Mercator at zoom 0, in pixels: x and y in turn. @param {Line} coordinates */
function flat(coordinates) {
  const out = new Float64Array(2 * coordinates.length);
  coordinates.forEach(([lon, lat], i) => {
    const s = Math.sin((Math.max(-MERCATOR_LAT, Math.min(MERCATOR_LAT, lat)) * Math.PI) / 180);
    out[2 * i] = ((lon + 180) / 360) * WORLD_PX;
    out[2 * i + 1] = (0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)) * WORLD_PX;
  });
  return out;
}

/** A line on the screen: points nearer than a step to the one before are left out, but for the last.
    @param {Float64Array} line @param {number} scale @param {At} origin */
function thinned(line, scale, origin) {
  const { Point } = window.L,
    least = (STEP_PX / scale) ** 2,
    last = line.length - 2,
    out = [];
  /** @param {number} i */
  const point = (i) =>
    new Point(
      Math.round((line[i] * scale - origin.x) * 10) / 10,
      Math.round((line[i + 1] * scale - origin.y) * 10) / 10,
    );
  for (let i = 0, x = Infinity, y = 0; i <= last; i += 2) {
    if (i !== last && (line[i] - x) ** 2 + (line[i + 1] - y) ** 2 < least) continue;
    x = line[i];
    y = line[i + 1];
    out.push(point(i));
  }
  return out;
}

/** @param {Line[]} lines */
function extent(lines) {
  const min = [Infinity, Infinity],
    max = [-Infinity, -Infinity];
  for (const line of lines)
    for (const at of line)
      for (const k of [0, 1]) {
        min[k] = Math.min(min[k], at[k]);
        max[k] = Math.max(max[k], at[k]);
      }
  return window.L.latLngBounds([min[1], min[0]], [max[1], max[0]]);
}

/** What is ours of a layer; the rest is that of Leaflet's own. @type {any} */
const own = {
  /** @param {any} feature @param {import("leaflet").PathOptions} options */
  initialize(feature, options) {
    window.L.setOptions(this, { ...options, smoothFactor: 0 });
    const lines = parts(feature.geometry);
    this.feature = feature;
    this._latlngs = [];
    this._bounds = extent(lines);
    this.lines = lines.map(flat);
  },
  isEmpty() {
    return !this.lines.length;
  },
  _project() {
    const scale = 2 ** this._map.getZoom(),
      origin = this._map.getPixelOrigin();
    this._rings = this.lines.map((/** @type {Float64Array} */ line) => thinned(line, scale, origin));
    this._rawPxBounds = window.L.bounds([
      this._map.latLngToLayerPoint(this._bounds.getNorthWest()),
      this._map.latLngToLayerPoint(this._bounds.getSouthEast()),
    ]);
    this._updateBounds();
  },
};

/* Closed rings as paths of a bounded reach: the browser draws a picture in tiles, and a stroke 26 px wide along all of
   Africa is worked out anew for each tile that its box touches. Long rings are cut, islands of one cell go together. */
const PIECE = 120,
  CELL_PX = 256;
/** @param {At[][]} rings */
export function pieces(rings) {
  const found = [],
    cells = new Map();
  /** @param {At[]} points */
  const text = (points) => points.map((p, i) => `${i ? "L" : "M"}${p.x} ${p.y}`).join("");
  for (const ring of rings) {
    if (ring.length <= PIECE) {
      const key = `${Math.floor(ring[0].x / CELL_PX)} ${Math.floor(ring[0].y / CELL_PX)}`;
      cells.set(key, (cells.get(key) || "") + text(ring) + "z");
      continue;
    }
    const closed = [...ring, ring[0]];
    for (let i = 0; i < closed.length - 1; i += PIECE) found.push(text(closed.slice(i, i + PIECE + 1)));
  }
  return [...found, ...cells.values()];
}

/** @type {{area: any, line: any} | null} */
let kinds = null;

/** A GeoJSON feature as a layer; `options` are those of a Leaflet path.
    @param {any} feature @param {import("leaflet").PathOptions} options */
export function shape(feature, options) {
  kinds = kinds || { area: window.L.Polygon.extend(own), line: window.L.Polyline.extend(own) };
  return new kinds[feature.geometry.type.endsWith("Polygon") ? "area" : "line"](feature, options);
}
