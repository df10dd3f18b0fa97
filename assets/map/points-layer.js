/* Dated points on one canvas: typed arrays, projected once per zoom, stepped by date without a request.
   A few points are drawn as pictures, many are written into one pixel array with their soft edges blended.
   The layer knows no meaning: looks come from its owner, words and gestures live in points.js. */

const WORLD_PX = 256,
  FEW = 1500,
  CELL_PX = 24,
  BAND_PX = 28,
  MOST_DPR = 3;
const OPAQUE = 250,
  CLEAR = 4;
const BANDS = 65536;
const OPEN_END = 2147483647;

/** @typedef {{half: number, dx?: number, dy?: number, draw: (pen: CanvasRenderingContext2D) => void}} Look */
/** @typedef {{x: number, y: number, colour: number, alpha: number}} Pixel */
/** @typedef {{at: Int32Array, colour: Int32Array, softAt: Int32Array,
      softColour: Int32Array, alpha: Uint8Array}} Mark */

/* Web Mercator at zoom 0, in pixels: what Leaflet's EPSG:3857 gives, without an object for every point. */
/** @param {ArrayLike<number>} lon @param {ArrayLike<number>} lat */
function project(lon, lat) {
  const n = lon.length,
    x = new Float64Array(n),
    y = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    const s = Math.sin((Math.max(-85.0511, Math.min(85.0511, lat[j])) * Math.PI) / 180);
    x[j] = ((lon[j] + 180) / 360) * WORLD_PX;
    y[j] = (0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)) * WORLD_PX;
  }
  return { x, y };
}

/* Indices from north to south. Neighbours in the picture are then neighbours in memory, which halves the time of a
     step, and where marks overlap the southern one lies on top. Counted, not compared: a million take 30 ms. */
/** @param {Float64Array} y */
function southward(y) {
  const n = y.length,
    next = new Int32Array(BANDS + 1),
    band = (/** @type {number} */ j) => Math.floor((y[j] / WORLD_PX) * (BANDS - 1)) + 1;
  for (let j = 0; j < n; j++) next[band(j)]++;
  for (let b = 0; b < BANDS; b++) next[b + 1] += next[b];
  const order = new Int32Array(n);
  for (let j = 0; j < n; j++) order[next[band(j) - 1]++] = j;
  return order;
}

/* A look as a picture, and the same picture as two pixel lists: opaque ones to write, soft ones to blend. A look is
   {half, dx, dy, draw}: half its size and its shift from the place in CSS pixels, and what draws it round 0,0. */
/** @param {Look} look @param {number} dpr */
function sprite(look, dpr) {
  const size = 2 * Math.ceil(look.half * dpr) + 2,
    canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  pen.translate(size / 2, size / 2);
  pen.scale(dpr, dpr);
  look.draw(pen);
  const bytes = pen.getImageData(0, 0, size, size).data,
    words = new Int32Array(bytes.buffer);
  const left = Math.round((look.dx || 0) * dpr - size / 2),
    top = Math.round((look.dy || 0) * dpr - size / 2);
  /** @type {Pixel[]} */
  const solid = [];
  /** @type {Pixel[]} */
  const soft = [];
  for (let i = 0; i < words.length; i++) {
    const alpha = bytes[4 * i + 3],
      pixel = { x: left + (i % size), y: top + Math.floor(i / size), colour: words[i], alpha };
    if (alpha >= OPAQUE) solid.push({ ...pixel, colour: words[i] | 0xff000000 });
    else if (alpha > CLEAR) soft.push(pixel);
  }
  return { canvas, size, left, top, solid, soft, dx: look.dx || 0, dy: look.dy || 0, half: look.half };
}

/** The pixel lists as offsets in a row-major array of a given width. @param {number} width
    @param {{solid: Pixel[], soft: Pixel[]}} lists @returns {Mark} */
function onto(width, { solid, soft }) {
  const offsets = (/** @type {Pixel[]} */ list) => Int32Array.from(list, (p) => p.y * width + p.x),
    colours = (/** @type {Pixel[]} */ list) => Int32Array.from(list, (p) => p.colour);
  return {
    at: offsets(solid),
    colour: colours(solid),
    softAt: offsets(soft),
    softColour: colours(soft),
    alpha: Uint8Array.from(soft, (p) => p.alpha),
  };
}

/* Colour s with alpha a over pixel d; two channels at a time. Pixels are ABGR words, as on every machine that runs a
   browser. */
/** @param {number} s @param {number} a @param {number} d */
function over(s, a, d) {
  const under = d >>> 24;
  if (under === 0) return s;
  const out = under === 255 ? 255 : a + under - (((a * under + 127) / 255) | 0);
  const share = under === 255 ? a + (a >> 7) : ((a << 8) / out) | 0;
  const rb = d & 0xff00ff,
    g = d & 0xff00;
  const newRb = (rb + (Math.imul((s & 0xff00ff) - rb, share) >>> 8)) & 0xff00ff;
  const newG = (g + (Math.imul((s & 0xff00) - g, share) >>> 8)) & 0xff00;
  return (out << 24) | newRb | newG;
}

/** @param {Int32Array} pixels @param {number} at @param {Mark} mark */
function stamp(pixels, at, mark) {
  const { at: where, colour, softAt, softColour, alpha } = mark;
  for (let q = 0; q < where.length; q++) pixels[at + where[q]] = colour[q];
  for (let q = 0; q < softAt.length; q++)
    pixels[at + softAt[q]] = over(softColour[q], alpha[q], pixels[at + softAt[q]]);
}

/** Points by cells of the canvas, for what lies under the pointer: head[c] to head[c + 1] in `items`.
    @param {Int32Array} spots @param {number} width @param {number} height @param {number} cell */
function grid(spots, width, height, cell) {
  const columns = Math.ceil(width / cell),
    rows = Math.ceil(height / cell),
    head = new Int32Array(columns * rows + 1);
  const cellOf = (/** @type {number} */ p) =>
    Math.floor(Math.floor(p / width) / cell) * columns + Math.floor((p % width) / cell);
  for (let j = 0; j < spots.length; j++) if (spots[j] >= 0) head[cellOf(spots[j]) + 1]++;
  for (let c = 0; c < columns * rows; c++) head[c + 1] += head[c];
  const items = new Int32Array(head[columns * rows]),
    next = head.slice();
  for (let j = 0; j < spots.length; j++) if (spots[j] >= 0) items[next[cellOf(spots[j])]++] = j;
  return { columns, rows, head, items, cell };
}

/** Leaflet's renderer, whose declarations leave out the parts that are overridden. @type {() => any} */
const renderer = () => window.L.Renderer.prototype;

/** @type {any} */
const prototype = {
  options: { padding: 0.1, pane: "overlayPane" },

  /* points: lon, lat, from, until (days; `until` exclusive), kind (index of the look), and optional shifts dx, dy in
     CSS pixels. All are typed arrays. Inside, points stand from north to south; `source[j]` is the place of point j in
     what was given. */
  /** @param {any} points @param {any} options */
  initialize(points, options) {
    renderer().initialize.call(this, options);
    const n = points.lon.length,
      { x, y } = project(points.lon, points.lat),
      source = (this.source = southward(y));
    const take = (/** @type {any} */ values) =>
        values && values.map((/** @type {unknown} */ _, /** @type {number} */ i) => values[source[i]]),
      filled = (/** @type {number} */ value) => new Int32Array(n).fill(value);
    this.points = {
      x: take(x),
      y: take(y),
      lon: take(points.lon),
      lat: take(points.lat),
      dx: take(points.dx),
      dy: take(points.dy),
      from: take(points.from) || filled(-OPEN_END),
      until: take(points.until) || filled(OPEN_END),
      kind: take(points.kind) || new Uint8Array(n),
    };
    this.length = n;
    this.spots = new Int32Array(n);
    this.alive = new Int32Array(n);
    this.count = 0;
    this.day = this.first = this.last = 0;
    this.drawn = { mode: "", boxes: [], ids: new Int32Array(0), stamp: -1 };
    this.stamp = 0;
  },

  getEvents() {
    return { ...renderer().getEvents.call(this), move: this._onMove };
  },
  _initContainer() {
    this._container = window.L.DomUtil.create("canvas", "points-canvas");
    this._container.setAttribute("aria-hidden", "true");
    this.pen = this._container.getContext("2d");
  },
  _destroyContainer() {
    this._container.remove();
    this._container = this.image = null;
  },
  /* A pan further than the padding is drawn again on the way, so that no bare edge comes into view. */
  _onMove() {
    const map = this._map,
      size = map.getSize();
    if (map._animatingZoom || this._zoom !== map.getZoom()) return;
    const view = window.L.bounds(map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(size));
    if (!this._bounds.contains(view)) this._update();
  },
  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    renderer()._update.call(this);
    const canvas = this._container,
      size = this._bounds.getSize(),
      dpr = Math.min(MOST_DPR, window.devicePixelRatio || 1);
    const width = Math.round(size.x * dpr),
      height = Math.round(size.y * dpr);
    window.L.DomUtil.setPosition(canvas, this._bounds.min);
    if (canvas.width !== width || canvas.height !== height || this.dpr !== dpr) {
      this.dpr = dpr;
      canvas.width = width;
      canvas.height = height;
      canvas.style.width = size.x + "px";
      canvas.style.height = size.y + "px";
      this.image = this.sprites = null;
      this.drawn.mode = "";
    }
    this._dress();
    this._spot();
    this.draw();
  },

  /* New looks: another theme, another size. */
  restyle() {
    this.sprites = null;
    if (this._map && this._bounds) this._update();
  },
  _dress() {
    if (this.sprites) return;
    this.sprites = this.options.looks().map((/** @type {Look} */ look) => sprite(look, this.dpr));
    this.marks = this.sprites.map((/** @type {any} */ s) => onto(this._container.width, s));
  },

  /* Pixel of every point in this view, -1 outside: worked out once per zoom or pan, not per step. */
  _spot() {
    const { x, y, dx, dy } = this.points,
      { spots, dpr } = this,
      { width, height } = this._container;
    const scale = Math.pow(2, this._zoom) * dpr,
      origin = this._map.getPixelOrigin().add(this._bounds.min);
    const ox = origin.x * dpr,
      oy = origin.y * dpr;
    const reach = Math.max(
      ...this.sprites.map((/** @type {any} */ s) => Math.max(-s.left, -s.top, s.left + s.size, s.top + s.size)),
    );
    for (let j = 0; j < this.length; j++) {
      const px = Math.round(x[j] * scale - ox + (dx ? dx[j] * dpr : 0)),
        py = Math.round(y[j] * scale - oy + (dy ? dy[j] * dpr : 0));
      spots[j] = px < reach || py < reach || px >= width - reach || py >= height - reach ? -1 : py * width + px;
    }
    this.stamp++;
    this.cells = null;
  },

  /* Show a day, or all from `first` to it; with a document time only what had begun by `last`. */
  /** @param {number} day @param {number | null | undefined} last */
  step(day, last, first = day) {
    const end = last === undefined || last === null ? day : Math.min(day, last);
    if (day === this.day && end === this.last && first === this.first && this.drawn.stamp === this.stamp) return;
    this.day = day;
    this.first = first;
    this.last = end;
    if (this._map && this._bounds) this.draw();
  },
  /** @param {number} j */
  holds(j) {
    return this.points.from[j] <= this.last && this.first < this.points.until[j];
  },

  draw() {
    const { spots, alive, last, first } = this,
      { from, until } = this.points;
    let count = 0;
    for (let j = 0; j < spots.length; j++) if (spots[j] >= 0 && from[j] <= last && first < until[j]) alive[count++] = j;
    this.count = count;
    if (count > FEW) this._blit(count);
    else this._few(count);
    this.drawn.stamp = this.stamp;
  },
  /** @param {number} count */
  _few(count) {
    const { pen, alive, spots, drawn } = this,
      { kind } = this.points,
      { width, height } = this._container,
      ids = alive.slice(0, count);
    if (
      drawn.mode === "few" &&
      drawn.stamp === this.stamp &&
      ids.length === drawn.ids.length &&
      ids.every((/** @type {number} */ j, /** @type {number} */ i) => j === drawn.ids[i])
    )
      return;
    if (drawn.mode === "few") for (const [x, y, size] of drawn.boxes) pen.clearRect(x, y, size, size);
    else pen.clearRect(0, 0, width, height);
    drawn.boxes = Array.from(ids, (/** @type {number} */ j) => {
      const s = this.sprites[kind[j]],
        x = (spots[j] % width) + s.left,
        y = Math.floor(spots[j] / width) + s.top;
      pen.drawImage(s.canvas, x, y);
      return [x, y, s.size];
    });
    Object.assign(drawn, { mode: "few", ids });
  },
  /** @param {number} count */
  _blit(count) {
    const { pen, alive, spots, marks } = this,
      { kind } = this.points,
      { width, height } = this._container;
    if (!this.image) {
      this.image = pen.createImageData(width, height);
      this.pixels = new Int32Array(this.image.data.buffer);
    }
    this.pixels.fill(0);
    for (let i = 0; i < count; i++) stamp(this.pixels, spots[alive[i]], marks[kind[alive[i]]]);
    pen.putImageData(this.image, 0, 0);
    this.drawn.mode = "blit";
  },

  /* Where the middle of a point's mark stands in the map's box, in CSS pixels. */
  /** @param {number} j */
  spotOf(j) {
    const { width } = this._container,
      s = this.sprites[this.points.kind[j]];
    const at = this._map.layerPointToContainerPoint(this._bounds.min);
    return {
      x: at.x + (this.spots[j] % width) / this.dpr + s.dx,
      y: at.y + Math.floor(this.spots[j] / width) / this.dpr + s.dy,
      half: s.half,
    };
  },
  /* Points whose mark lies within `reach` CSS pixels of a place in the map's box, nearest first, the later drawn
     before. */
  /** @param {number} x @param {number} y @param {number} reach */
  pick(x, y, reach) {
    const { width, height } = this._container;
    if (!this.count) return [];
    if (!this.cells) this.cells = grid(this.spots, width, height, Math.round(CELL_PX * this.dpr));
    const { columns, rows, head, items, cell } = this.cells,
      corner = this._map.layerPointToContainerPoint(this._bounds.min);
    const shift =
      Math.max(...this.sprites.map((/** @type {any} */ s) => Math.max(Math.abs(s.dx), Math.abs(s.dy)))) + reach;
    const cellAt = (/** @type {number} */ v, /** @type {number} */ most) =>
      Math.max(0, Math.min(most - 1, Math.floor((v * this.dpr) / cell)));
    const found = [];
    for (let r = cellAt(y - corner.y - shift, rows); r <= cellAt(y - corner.y + shift, rows); r++) {
      for (let c = cellAt(x - corner.x - shift, columns); c <= cellAt(x - corner.x + shift, columns); c++) {
        for (let i = head[r * columns + c]; i < head[r * columns + c + 1]; i++) {
          if (!this.holds(items[i])) continue;
          const at = this.spotOf(items[i]),
            away = Math.hypot(at.x - x, at.y - y);
          if (away <= reach) found.push({ j: items[i], away });
        }
      }
    }
    return found.sort((a, b) => a.away - b.away || b.j - a.j).map((f) => f.j);
  },
  /* The points on the canvas as one reads: by bands from north to south, in a band from west to east.
       Bands belong to the earth, not to the screen, so that a pan on the way does not change the order. */
  reading() {
    const scale = Math.pow(2, this._zoom) / BAND_PX,
      { y, dy } = this.points;
    return Array.from(this.alive.subarray(0, this.count), (/** @type {number} */ j) => ({
      j,
      band: Math.floor(y[j] * scale + (dy ? dy[j] : 0) / BAND_PX),
      x: this.spotOf(j).x,
    }))
      .sort((a, b) => a.band - b.band || a.x - b.x || a.j - b.j)
      .map((p) => p.j);
  },
};

/** @type {any} */
let Layer = null;
/** A layer for any Leaflet map; `options.looks` is a function, asked again after each change of theme or size.
    @param {any} points @param {any} options */
export function layer(points, options) {
  Layer = Layer || window.L.Renderer.extend(prototype);
  return new Layer(points, options);
}
export { OPEN_END, over, project };
