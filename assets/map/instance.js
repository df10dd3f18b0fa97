/* One map: its panes, and the parts that paint on it. Any Leaflet map will do: that of the served page (made by
   dash-leaflet), a second map beside it, or that of a briefing in one file. */
import { on } from "../core/events.js";
import { state } from "../core/state.js";
import { shape } from "./shapes.js";

/** @typedef {import("../types").Context} Context */
/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../types").InstanceOptions} InstanceOptions */
/** @typedef {import("../types").Part} Part */
/** @typedef {import("leaflet").Map} LeafletMap */

const PANES = {
  waterlines: 200,
  land: 210,
  tint: 215,
  relief: 220,
  water: 230,
  regions: 238,
  borders: 240,
  coast: 250,
  outline: 260,
  labels: 400,
  routes: 420,
  arrow: 430,
  pulse: 555,
  towns: 560,
  sites: 600,
  wheels: 640,
};
/** @type {Part[]} */
export const parts = [];
/** @type {any[]} */
export const instances = [];
/** @param {Part} definition */
export function part(definition) {
  parts.push(definition);
}

/* Pixels per design unit: one size for every symbol on the map, by the width of the screen. */
export function unit() {
  const forced = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--u"));
  return forced > 0 ? forced : 1;
}

/* With a translate3d each marker is a layer of its own, and every step of the slider would blend all of them again.
     While the map zooms or flies, and in a talk, layers are what is fast. */
/** @type {Set<LeafletMap>} */
const lively = new Set();
const many = () => lively.size > 0 || document.documentElement.dataset.present === "on";
/** @param {HTMLElement} box */
function flatten(box) {
  if (many()) return;
  const lifted = /** @type {NodeListOf<HTMLElement>} */ (
    box.querySelectorAll(".leaflet-map-pane [style*='translate3d']")
  );
  for (const e of lifted)
    e.style.transform = e.style.transform.replace(/translate3d\(([^,]+),([^,]+),[^)]+\)/, "translate($1,$2)");
}
/** @param {LeafletMap} map */
function layered(map) {
  const box = map.getContainer();
  map.on("zoomstart", () => {
    lively.add(map);
    box.classList.remove("is-still");
  });
  map.on("zoomend unload", () => {
    lively.delete(map);
    flatten(box);
  });
  /* Leaflet asks this before it writes a transform: true means translate, false translate3d. */
  const asked = Object.getOwnPropertyDescriptor(window.L.Browser, "ie3d");
  if (asked && !asked.get) Object.defineProperty(window.L.Browser, "ie3d", { get: () => !many() });
}
on("talk", () => {
  for (const { map } of instances) flatten(map.getContainer());
});

export class Instance {
  /** @param {LeafletMap} map @param {InstanceOptions} [options] */
  constructor(map, options) {
    this.map = map;
    /** @type {InstanceOptions} */
    this.options = options || {};
    /** @type {Record<string, any>} */
    this.layers = {};
    this.u = unit();
    /** @type {Record<string, import("leaflet").SVG>} */
    this.renderers = {};
    for (const [name, z] of Object.entries(PANES)) {
      const pane = map.getPane("atlas-" + name) || map.createPane("atlas-" + name);
      pane.style.zIndex = String(z);
      if (!["wheels", "sites", "routes", "tint", "arrow"].includes(name)) pane.style.pointerEvents = "none";
    }
    map.getContainer().classList.add("atlas-map");
    layered(map);
    for (const part of parts) if (part.attach) part.attach(this);
  }
  get scene() {
    return this.options.scene ? this.options.scene() : state.scene;
  }
  /** What this map shows, for who asks between two paintings. @param {Engine} engine */
  lookNow(engine) {
    return this.options.look ? this.options.look(engine) : engine.look(this.scene);
  }
  /** @param {string} name */
  pane(name) {
    return "atlas-" + name;
  }
  /** @param {string} name */
  renderer(name) {
    return (this.renderers[name] = this.renderers[name] || window.L.svg({ pane: this.pane(name), padding: 0.5 }));
  }
  /** @param {Context} context */
  paint(context) {
    const scene = this.scene,
      { engine } = context,
      own = Boolean(this.options.scene);
    if (own && !engine.hasClock(scene)) return;
    /* A map with a scene of its own reads what was known to that scene, not to the page's. */
    if (own) engine.use(scene);
    const look = own ? this.lookNow(engine) : context.look;
    for (const part of parts) {
      if (!part.paint) continue;
      try {
        part.paint(this, { ...context, scene, look });
      } catch (error) {
        console.error("map part " + part.name, error);
      }
    }
    if (own) engine.use(context.scene);
    this.last = scene;
  }
}

/** A GeoJSON layer drawn as SVG paths with a class: colours live in the style sheet, so themes need no redraw.
    @param {any} instance @param {string} name @param {{features: any[]}} data @param {string} pane
    @param {string | ((feature: any) => string)} className
    @param {{each?: (feature: any, layer: any) => void}} [extra] */
export function shapes(instance, name, data, pane, className, extra) {
  const each = extra && extra.each,
    common = { pane: instance.pane(pane), renderer: instance.renderer(pane), interactive: Boolean(each), weight: 1 };
  const layers = data.features.map((feature) => {
    const layer = shape(feature, {
      ...common,
      className: typeof className === "function" ? className(feature) : className,
    });
    if (each) each(feature, layer);
    return layer;
  });
  return (instance.layers[name] = window.L.layerGroup(layers).addTo(instance.map));
}
