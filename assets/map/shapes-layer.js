/* Lines and polygons of a layer with a style on one canvas: projected once, simplified to the pixel once per zoom,
   stepped by date without a request. It answers the same questions as the layer of dated points, so that one and the
   same hand, pointer and keyboard work on both. */
import { project } from "./points-layer.js";

const BAND_PX = 28,
  MOST_DPR = 3,
  LINE_REACH_PX = 8;
/* Beyond so many shapes on a canvas their edges are left out: they would be most of the work, and of the picture. */
const EDGES = 1500;

/** @typedef {{starts: ArrayLike<number>, rings: ArrayLike<number>, x: Float64Array, y: Float64Array}} Projected */

/** Boxes of the geometries at zoom 0: left, top, right, bottom of each.
    @param {{starts: ArrayLike<number>, rings: ArrayLike<number>}} shapes @param {Float64Array} x
    @param {Float64Array} y */
function boxesOf({ starts, rings }, x, y) {
  const n = starts.length - 1,
    boxes = new Float64Array(4 * n);
  for (let g = 0; g < n; g++) {
    let left = Infinity,
      top = Infinity,
      right = -Infinity,
      bottom = -Infinity;
    for (let p = rings[starts[g]]; p < rings[starts[g + 1]]; p++) {
      left = Math.min(left, x[p]);
      right = Math.max(right, x[p]);
      top = Math.min(top, y[p]);
      bottom = Math.max(bottom, y[p]);
    }
    boxes.set([left, top, right, bottom], 4 * g);
  }
  return boxes;
}

/** A geometry as a path in pixels of a zoom, without the points that fall on the pixel of the one before.
    @param {Projected} shapes @param {number} g @param {number} scale @param {boolean} closed */
function pathOf(shapes, g, scale, closed) {
  const { starts, rings, x, y } = shapes,
    path = new Path2D();
  for (let r = starts[g]; r < starts[g + 1]; r++) {
    const last = rings[r + 1] - 1;
    let px = x[rings[r]] * scale,
      py = y[rings[r]] * scale;
    path.moveTo(px, py);
    for (let p = rings[r] + 1; p <= last; p++) {
      const qx = x[p] * scale,
        qy = y[p] * scale;
      if (p < last && Math.abs(qx - px) < 1 && Math.abs(qy - py) < 1) continue;
      path.lineTo(qx, qy);
      px = qx;
      py = qy;
    }
    if (closed) path.closePath();
  }
  return path;
}

/* What the layer is made of; Leaflet tells its declarations nothing of the parts that renderers override. */
const renderer = () => /** @type {any} */ (window.L.Renderer.prototype);

/** What is ours of the layer; Leaflet's renderers do the rest. @type {any} */
const prototype = {
  options: { padding: 0.1, pane: "overlayPane" },

  /* set: lon, lat (one point in each row's shape), from, until, kind, and shapes {ofRow, starts, rings,
     coords, closed}; looks() gives for each kind {fill, stroke, width, dash, opacity}. */
  /** @param {any} set @param {any} options */
  initialize(set, options) {
    renderer().initialize.call(this, options);
    const { coords } = set.shapes,
      n = coords.length / 2;
    const lon = Float32Array.from({ length: n }, (_, i) => coords[2 * i]),
      lat = Float32Array.from({ length: n }, (_, i) => coords[2 * i + 1]);
    const { x, y } = project(lon, lat);
    this.shapes = { ...set.shapes, x, y };
    this.boxes = boxesOf(set.shapes, x, y);
    this.points = { lon: set.lon, lat: set.lat, from: set.from, until: set.until, kind: set.kind };
    this.length = set.from.length;
    this.source = Uint32Array.from({ length: this.length }, (_, j) => j);
    this.alive = new Int32Array(this.length);
    this.count = 0;
    this.day = this.first = this.last = 0;
    this.paths = new Map();
    this.drawn = "";
  },

  _initContainer() {
    this._container = window.L.DomUtil.create("canvas", "points-canvas");
    this._container.setAttribute("aria-hidden", "true");
    this.pen = this._container.getContext("2d");
  },
  _destroyContainer() {
    this._container.remove();
    this._container = null;
  },
  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    renderer()._update.call(this);
    const canvas = this._container,
      size = this._bounds.getSize(),
      dpr = Math.min(MOST_DPR, window.devicePixelRatio || 1);
    window.L.DomUtil.setPosition(canvas, this._bounds.min);
    canvas.width = Math.round(size.x * dpr);
    canvas.height = Math.round(size.y * dpr);
    canvas.style.width = size.x + "px";
    canvas.style.height = size.y + "px";
    this.dpr = dpr;
    if (this.zoomOfPaths !== this._zoom) {
      this.zoomOfPaths = this._zoom;
      this.paths = new Map();
    }
    this.looks = null;
    this.seen = this._inside();
    this.drawn = "";
    this.draw();
  },
  restyle() {
    this.looks = null;
    this.drawn = "";
    if (this._map && this._bounds) this.draw();
  },

  /* Pixels of the zoom level at the canvas's corner. */
  _corner() {
    return this._map.getPixelOrigin().add(this._bounds.min);
  },
  /* Which geometries touch the canvas. */
  _inside() {
    const scale = 2 ** this._zoom,
      corner = this._corner(),
      size = this._bounds.getSize(),
      { boxes } = this,
      seen = new Uint8Array(boxes.length / 4);
    for (let g = 0; g < seen.length; g++) {
      const [left, top, right, bottom] = boxes.subarray(4 * g, 4 * g + 4);
      seen[g] =
        right * scale >= corner.x &&
        left * scale <= corner.x + size.x &&
        bottom * scale >= corner.y &&
        top * scale <= corner.y + size.y
          ? 1
          : 0;
    }
    return seen;
  },
  /** @param {number} g */
  path(g) {
    if (!this.paths.has(g)) this.paths.set(g, pathOf(this.shapes, g, 2 ** this._zoom, this.shapes.closed));
    return this.paths.get(g);
  },

  /** @param {number} day @param {number | null | undefined} last */
  step(day, last, first = day) {
    const end = last === undefined || last === null ? day : Math.min(day, last);
    if (day === this.day && end === this.last && first === this.first && this.drawn) return;
    Object.assign(this, { day, first, last: end });
    if (this._map && this._bounds) this.draw();
  },
  /** @param {number} j */
  holds(j) {
    return this.points.from[j] <= this.last && this.first < this.points.until[j];
  },

  /* Nothing is drawn again while the same rows hold. */
  draw() {
    const { alive, seen, shapes } = this;
    let count = 0,
      sum = 7;
    for (let j = 0; j < this.length; j++)
      if (this.holds(j) && seen[shapes.ofRow[j]]) {
        alive[count++] = j;
        sum = (Math.imul(sum, 31) + j) | 0;
      }
    const key = `${count}:${sum}`;
    this.count = count;
    if (key === this.drawn) return;
    this.drawn = key;
    this._paint();
  },
  _paint() {
    const { pen, dpr, alive, count, shapes } = this,
      { kind } = this.points,
      corner = this._corner();
    this.looks = this.looks || this.options.looks();
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, this._container.width, this._container.height);
    pen.setTransform(dpr, 0, 0, dpr, -corner.x * dpr, -corner.y * dpr);
    pen.lineJoin = pen.lineCap = "round";
    const edges = !shapes.closed || count <= EDGES;
    for (let i = 0; i < count; i++) {
      const look = this.looks[kind[alive[i]]],
        path = this.path(shapes.ofRow[alive[i]]);
      if (look.fill && shapes.closed) {
        pen.globalAlpha = look.opacity;
        pen.fillStyle = look.fill;
        pen.fill(path, "evenodd");
        pen.globalAlpha = 1;
      }
      if (look.width && edges) {
        pen.lineWidth = look.width;
        pen.strokeStyle = look.stroke;
        pen.setLineDash(look.dash || []);
        pen.stroke(path);
      }
    }
  },

  /** @param {number} j */
  spotOf(j) {
    const at = this._map.latLngToContainerPoint([this.points.lat[j], this.points.lon[j]]);
    return { x: at.x, y: at.y, half: 9 };
  },
  /** Rows whose shape lies under a place in the map's box, the topmost first. @param {number} x @param {number} y */
  pick(x, y) {
    const at = this._map.containerPointToLayerPoint([x, y]).add(this._map.getPixelOrigin()),
      scale = 2 ** this._zoom,
      found = [];
    this.pen.setTransform(1, 0, 0, 1, 0, 0);
    this.pen.lineWidth = LINE_REACH_PX;
    for (let i = this.count - 1; i >= 0; i--) {
      const j = this.alive[i],
        g = this.shapes.ofRow[j],
        box = this.boxes.subarray(4 * g, 4 * g + 4);
      const near =
        at.x >= box[0] * scale - LINE_REACH_PX &&
        at.x <= box[2] * scale + LINE_REACH_PX &&
        at.y >= box[1] * scale - LINE_REACH_PX &&
        at.y <= box[3] * scale + LINE_REACH_PX;
      if (!near) continue;
      const path = this.path(g),
        hit = this.shapes.closed
          ? this.pen.isPointInPath(path, at.x, at.y, "evenodd")
          : this.pen.isPointInStroke(path, at.x, at.y);
      if (hit) found.push(j);
    }
    return found;
  },
  reading() {
    const spots = Array.from(this.alive.subarray(0, this.count), (j) => ({ j, ...this.spotOf(j) }));
    /** @param {{y: number}} spot */
    const band = (spot) => Math.floor(spot.y / BAND_PX);
    return spots.sort((a, b) => band(a) - band(b) || a.x - b.x || a.j - b.j).map((spot) => spot.j);
  },
};

/** @type {any} */
let Layer = null;
/** A layer for any Leaflet map; `options.looks` is a function, asked again after each change of theme or size.
    @param {any} set @param {any} options */
export function layer(set, options) {
  Layer = Layer || window.L.Renderer.extend(prototype);
  return new Layer(set, options);
}
