// @ts-nocheck
/* The base geography: land and water, borders, the tinted countries and the relief. */
import { emit } from "../core/events.js";
import { repaint, state, tag } from "../core/state.js";
import { drawAgain, FILES } from "./files.js";
import { instances } from "./instance.js";
import * as maps from "./maps.js";
import { pieces } from "./shapes.js";

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

/* Layers that the scene switches, and the choice of a country. */
maps.part({
  name: "base",
  attach(instance) {
    drawBase(instance);
    instance.map.on("click", () => emit("select", { ref: null }));
    instance.map.on("moveend", () => {
      if (
        instance !== maps.main() ||
        instance.silent ||
        presenting() ||
        !state.scene ||
        !instance.map.getContainer().clientWidth
      )
        return;
      const c = instance.map.getCenter();
      const view = [Number(c.lng.toFixed(2)), Number(c.lat.toFixed(2)), Number(instance.map.getZoom().toFixed(2))];
      if (instance.moved && JSON.stringify(view) !== JSON.stringify(state.scene.view)) {
        /* A drag or a zoom can be undone; what follows from another step, such as making room for a dossier, goes with
           it. */
        const from = instance.gesture ? state.scene : null;
        instance.gesture = false;
        state.preview({ view });
        state.settle(from);
      }
    });
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
    if (scene.layers.includes("regions") && !instance.layers.regions && instance.based) {
      instance.layers.regions = true;
      maps.file("base/regions.geojson").then((data) => {
        if (data)
          maps.shapes(
            instance,
            "regions",
            data,
            "regions",
            (f) => "m-region" + (f.properties.touches ? " m-region-border" : ""),
          );
        else instance.layers.regions = null;
      });
    }
    box.classList.toggle("no-regions", !scene.layers.includes("regions"));
    const view = JSON.stringify(scene.view);
    if (presenting()) instance.viewKey = view;
    else if (view !== instance.viewKey) {
      /* Undo back to before the first move: the whole region again. */
      if (!scene.view && instance.viewKey && instance.viewKey !== "null" && instance === maps.main()) {
        instance.moved = false;
        maps.home(instance);
      }
      instance.viewKey = view;
      const c = instance.map.getCenter();
      if (
        scene.view &&
        (Math.abs(c.lng - scene.view[0]) > 0.02 ||
          Math.abs(c.lat - scene.view[1]) > 0.02 ||
          Math.abs(instance.map.getZoom() - scene.view[2]) > 0.02)
      ) {
        /* Following the scene is no move of a person: nothing to undo. */
        instance.silent = true;
        instance.map.setView([scene.view[1], scene.view[0]], scene.view[2], { animate: false });
        instance.silent = false;
      }
    }
  },
});
