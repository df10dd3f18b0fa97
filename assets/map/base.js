// @ts-nocheck
/* The base geography: land and water, borders, the tinted countries and the relief. */
import { emit } from "../core/events.js";
import { repaint, state, tag } from "../core/state.js";
import { drawAgain, FILES } from "./files.js";
import { instances } from "./instance.js";
import * as maps from "./maps.js";
import { pieces } from "./shapes.js";

/* Degrees, or levels of zoom, within which a map is where a view says. */
const NEAR = 0.02;

drawAgain(() => instances.forEach((i) => drawBase(i)));

async function drawBase(instance) {
  const [countries, land, borders, lakes, rivers, outline, relief] = await Promise.all(FILES.map(maps.file));
  if (!land) return;
  /* A file that came only at the second try is drawn then; what is drawn stays. */
  const once = (name, data, draw) => {
    if (data && !instance.layers[name]) draw(data);
  };
  once("land", land, () => drawLand(instance, land));
  once("countries", countries, () => drawCountries(instance, countries));
  if (relief) drawRelief(instance, relief);
  once("rivers", rivers, () =>
    maps.shapes(instance, "rivers", rivers, "water", (f) => "m-river m-river" + (f.properties.width || 3)),
  );
  once("lakes", lakes, () => maps.shapes(instance, "lakes", lakes, "water", "m-lake"));
  once("borders", borders, () =>
    maps.shapes(
      instance,
      "borders",
      borders,
      "borders",
      (f) =>
        "m-border m-border-" + (f.properties.class || "international") + (f.properties.focus ? " m-border-focus" : ""),
    ),
  );
  once("outline", outline, () => maps.shapes(instance, "outline", outline, "outline", "m-outline"));
  if (instance.based) return;
  instance.based = true;
  repaint();
  emit("based", instance);
}

function drawCountries(instance, countries) {
  maps.shapes(instance, "countries", countries, "tint", (f) => "m-country m-t" + (f.properties.tier || 0), {
    each(feature, layer) {
      layer.on("click", (event) => {
        if (!feature.properties.tier) return;
        window.L.DomEvent.stop(event);
        emit("select", { ref: "country:" + feature.properties.iso3 });
      });
    },
  });
  instance.byIso = new Map();
  instance.layers.countries.eachLayer((l) => instance.byIso.set(l.feature.properties.iso3, l));
}

/* Waterlines, land and coast are one outline: Leaflet projects it once, its strokes are drawn in pieces of it. */
function drawLand(instance, land) {
  const layer = maps.shapes(instance, "land", land, "land", "m-land");
  const coast = instance.renderer("coast").addTo(instance.map);
  layer.eachLayer((polygon) => {
    const strokes = ["m-water m-water1", "m-water m-water2", "m-water m-water3", "m-coast"].map((className) => {
      const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
      group.setAttribute("class", className);
      if (className === "m-coast") coast._rootGroup.appendChild(group);
      else polygon._path.parentNode.insertBefore(group, polygon._path);
      return group;
    });
    const follow = () => {
      const html = pieces(polygon._parts)
        .map((d) => `<path d="${d}"/>`)
        .join("");
      for (const group of strokes) group.innerHTML = html;
    };
    polygon._updatePath = function () {
      window.L.Polygon.prototype._updatePath.call(this);
      follow();
    };
    follow();
  });
}

/* The picture of the other theme is fetched only when that theme is chosen. */
function drawRelief(instance, relief) {
  instance.relief = relief;
  instance.reliefShown = instance.reliefShown || {};
  const [[south, west], [north, east]] = relief.bounds;
  for (const theme of [instance.scene && instance.scene.theme === "dark" ? "dark" : "light"]) {
    if (instance.reliefShown[theme]) continue;
    instance.reliefShown[theme] = true;
    const url = relief[theme + "_url"] || "data/base/" + relief[theme] + (tag ? "?h=" + tag : "");
    window.L.imageOverlay(
      url,
      [
        [south, west],
        [north, east],
      ],
      { pane: instance.pane("relief"), className: "m-relief m-relief-" + theme, alt: "" },
    ).addTo(instance.map);
  }
}

/* While a story is shown its own views hold, and none of them is written into the scene. */
const presenting = () => document.documentElement.dataset.present === "on";

/* Where a person moved the page's own map to is the view of the scene. */
function keepView(instance) {
  const { map } = instance;
  if (instance !== maps.main() || instance.silent || presenting() || !state.scene || !map.getContainer().clientWidth)
    return;
  const c = map.getCenter(),
    view = [c.lng, c.lat, map.getZoom()].map((x) => Number(x.toFixed(2)));
  if (!instance.moved || JSON.stringify(view) === JSON.stringify(state.scene.view)) return;
  /* A drag or a zoom can be undone; what follows from another step, such as making room for a dossier, goes with it. */
  const from = instance.gesture ? state.scene : null;
  instance.gesture = false;
  state.preview({ view });
  state.settle(from);
}

/* Whether a map looks elsewhere than at a view. */
function isElsewhere(map, [lon, lat, zoom]) {
  const c = map.getCenter(),
    off = [c.lng - lon, c.lat - lat, map.getZoom() - zoom];
  return off.some((by) => Math.abs(by) > NEAR);
}

/* The map follows a view that came from elsewhere than the hand on it: a link, an undo, a home. */
function followView(instance, { view }) {
  const key = JSON.stringify(view),
    before = instance.viewKey;
  if (key === before) return;
  instance.viewKey = key;
  if (presenting()) return;
  /* Undo back to before the first move: the whole region again. */
  if (!view && before && before !== "null" && instance === maps.main()) {
    instance.moved = false;
    maps.home(instance);
  }
  if (!view || !isElsewhere(instance.map, view)) return;
  /* Following the scene is no move of a person: nothing to undo. */
  instance.silent = true;
  instance.map.setView([view[1], view[0]], view[2], { animate: false });
  instance.silent = false;
}

/* Regions are asked for when they are first switched on. */
function drawRegions(instance) {
  const className = (f) => "m-region" + (f.properties.touches ? " m-region-border" : "");
  instance.layers.regions = true;
  maps.file("base/regions.geojson").then((data) => {
    if (data) maps.shapes(instance, "regions", data, "regions", className);
    else instance.layers.regions = null;
  });
}

/* Layers that the scene switches, and the choice of a country. */
maps.part({
  name: "base",
  attach(instance) {
    drawBase(instance);
    instance.map.on("click", () => emit("select", { ref: null }));
    instance.map.on("moveend", () => keepView(instance));
    for (const name of ["dragstart", "zoomstart"])
      instance.map.on(name, () => {
        if (!instance.silent && !instance.homing) instance.moved = instance.gesture = true;
      });
  },
  paint(instance, { scene }) {
    const box = instance.map.getContainer();
    if (instance.relief) drawRelief(instance, instance.relief);
    box.classList.toggle("no-relief", !scene.layers.includes("relief"));
    box.classList.toggle("no-groups", !scene.layers.includes("groups"));
    for (const [iso, layer] of instance.byIso || []) {
      const element = layer.getElement && layer.getElement();
      if (element) element.classList.toggle("is-selected", scene.selection.includes("country:" + iso));
    }
    if (scene.layers.includes("regions") && !instance.layers.regions && instance.based) drawRegions(instance);
    box.classList.toggle("no-regions", !scene.layers.includes("regions"));
    followView(instance, scene);
  },
});
