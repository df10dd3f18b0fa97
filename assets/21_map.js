/* The map: base geography, panes, view, and the parts that paint on it.
   Works on any Leaflet map: the served page (made by dash-leaflet), a second map beside it, or a briefing in one file. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const HOME = [[2.2, -19.5], [37.4, 26.5]];
  const ROUTE_HOME = [[2.2, -18.5], [39.5, 27]];
  const PANES = {
    waterlines: 200, land: 210, tint: 215, relief: 220, water: 230, regions: 238, borders: 240, coast: 250, outline: 260,
    labels: 400, routes: 420, arrow: 430, pulse: 555, towns: 560, sites: 600, wheels: 640,
  };
  const SIDES = { up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0] };
  const parts = [];
  const instances = [];

  /* Pixels per design unit: one size for every symbol on the map, by the width of the screen. */
  function unit() {
    const forced = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--u"));
    return forced > 0 ? forced : 1;
  }

  /* With a translate3d each marker is a layer of its own, and every step of the slider would blend all of them again.
     While the map zooms or flies, and in a talk, layers are what is fast. */
  const lively = new Set();
  const many = () => lively.size > 0 || document.documentElement.dataset.present === "on";
  function flatten(box) {
    if (many()) return;
    for (const e of box.querySelectorAll(".leaflet-map-pane [style*='translate3d']")) e.style.transform = e.style.transform.replace(/translate3d\(([^,]+),([^,]+),[^)]+\)/, "translate($1,$2)");
  }
  function layered(map) {
    const box = map.getContainer();
    map.on("zoomstart", () => { lively.add(map); box.classList.remove("is-still"); });
    map.on("zoomend unload", () => { lively.delete(map); flatten(box); });
    /* Leaflet asks this before it writes a transform: true means translate, false translate3d. */
    if (!Object.getOwnPropertyDescriptor(window.L.Browser, "ie3d").get) Object.defineProperty(window.L.Browser, "ie3d", { get: () => !many() });
  }
  atlas.on("talk", () => { for (const { map } of instances) flatten(map.getContainer()); });

  class Instance {
    constructor(map, options) {
      this.map = map;
      this.options = options || {};
      this.layers = {};
      this.u = unit();
      this.slots = {};
      for (const [name, z] of Object.entries(PANES)) {
        const pane = map.getPane("atlas-" + name) || map.createPane("atlas-" + name);
        pane.style.zIndex = z;
        if (!["wheels", "sites", "routes", "tint", "arrow"].includes(name)) pane.style.pointerEvents = "none";
      }
      map.getContainer().classList.add("atlas-map");
      layered(map);
      for (const part of parts) if (part.attach) part.attach(this);
    }
    get scene() { return this.options.scene ? this.options.scene() : atlas.state.scene; }
    /* What this map shows, for who asks between two paintings. */
    lookNow(engine) { return this.options.look ? this.options.look(engine) : engine.look(this.scene); }
    pane(name) { return "atlas-" + name; }
    renderer(name) {
      this.renderers = this.renderers || {};
      return (this.renderers[name] = this.renderers[name] || window.L.svg({ pane: this.pane(name), padding: 0.5 }));
    }
    paint(context) {
      const scene = this.scene, { engine } = context, own = Boolean(this.options.scene);
      if (own && !engine.hasClock(scene)) return;
      /* A map with a scene of its own reads what was known to that scene, not to the page's. */
      if (own) engine.use(scene);
      const look = own ? this.lookNow(engine) : context.look;
      for (const part of parts) {
        if (!part.paint) continue;
        try { part.paint(this, { ...context, scene, look }); } catch (error) { console.error("map part " + part.name, error); }
      }
      if (own) engine.use(context.scene);
      this.last = scene;
    }
  }

  /* A GeoJSON layer drawn as SVG paths with a class: colours live in the style sheet, so themes need no redraw. */
  function shapes(instance, name, data, pane, className, extra) {
    const each = extra && extra.each, common = { pane: instance.pane(pane), renderer: instance.renderer(pane), interactive: Boolean(each), weight: 1 };
    const layers = data.features.map((feature) => {
      const layer = atlas.shape(feature, { ...common, className: typeof className === "function" ? className(feature) : className });
      if (each) each(feature, layer);
      return layer;
    });
    return (instance.layers[name] = window.L.layerGroup(layers).addTo(instance.map));
  }

  function quarter(map, [x, y]) {
    const size = map.getSize(), view = map.getPixelBounds(), bounds = window.L.latLngBounds(map.options.maxBounds);
    const edge = window.L.bounds(map.project(bounds.getSouthWest()), map.project(bounds.getNorthEast()));
    const within = (by, low, high) => Math.max(Math.min(0, low), Math.min(Math.max(0, high), by));
    return [
      within((x * size.x) / 4, edge.min.x - view.min.x, edge.max.x - view.max.x),
      within((y * size.y) / 4, edge.min.y - view.min.y, edge.max.y - view.max.y),
    ];
  }

  const FILES = ["base/focus.geojson", "base/land.geojson", "base/borders.geojson", "base/lakes.geojson",
    "base/rivers.geojson", "base/outline_sahel.geojson", "base/relief.json"];
  const base = {};
  const ask = (name) => atlas.fetchJson("data/" + name + (atlas.tag ? "?h=" + atlas.tag : ""));
  /* Base files, fetched once for all maps; a missing one leaves the map usable and is said. */
  atlas.map = {
    parts, instances, unit, HOME, ROUTE_HOME, shapes,
    part(definition) { parts.push(definition); },
    /* Under a slider that is dragged the panes of the base are one layer too; a zoom gives them theirs back. */
    still(on) { for (const { map } of instances) map.getContainer().classList.toggle("is-still", on); },
    /* Put files in hand before start: a briefing in one file carries them inside. */
    give(files) { Object.assign(base, files); },
    async file(name) {
      if (!base[name]) base[name] = ask(name);
      try { return await base[name]; } catch (error) {
        delete base[name];
        atlas.emit("fault", { what: "layer", name, error, retry: () => instances.forEach((i) => drawBase(i)) });
        return null;
      }
    },
    attach(map, options) {
      const instance = new Instance(map, options);
      instances.push(instance);
      drawBase(instance);
      atlas.repaint();
      return instance;
    },
    detach(instance) {
      const at = instances.indexOf(instance);
      if (at >= 0) instances.splice(at, 1);
    },
    /* What a button does to a map: half a level nearer or farther, or a quarter of the frame to a side, not past its edge. */
    step(map, name, animate) {
      if (SIDES[name]) map.panBy(quarter(map, SIDES[name]), { animate, duration: 0.2 });
      else map.setZoom(map.getZoom() + (name === "in" ? 0.5 : -0.5), { animate });
    },
    /* The whole region, beside the legend when that is a card, above it when it is a strip. */
    home(instance, bounds) {
      const room = atlas.legendRoom ? atlas.legendRoom(instance) : { left: 0, bottom: 0 };
      const { map } = instance, region = bounds || (instance.scene && instance.scene.tab === "route" ? ROUTE_HOME : HOME);
      const frame = { animate: false, paddingTopLeft: [room.left, 0], paddingBottomRight: [0, room.bottom] };
      /* The same view set again would make Leaflet project the whole base again. Asked later, Leaflet tells the same
         centre up to a pixel beside where it was. */
      const size = map.getSize(), asked = () => JSON.stringify([region, room, size.x, size.y, map.getZoom()]);
      const at = () => map.project(map.getCenter());
      if (asked() === instance.homeAsked && at().distanceTo(instance.homeAt) < 1) return;
      instance.homing = true;
      map.fitBounds(region, frame);
      instance.homing = false;
      Object.assign(instance, { homeAsked: asked(), homeAt: at() });
    },
    /* After the frame of the map changed: the whole region again, unless somebody chose another view. */
    refit(instance) {
      /* Out of sight a map has no size: it would forget where it looked. */
      if (!instance.map.getContainer().clientWidth) return;
      const { view } = instance.scene || {}, { map } = instance;
      instance.silent = true;
      map.invalidateSize({ animate: false, pan: false });
      if (view && instance === instances[0] && document.documentElement.dataset.present !== "on") map.setView([view[1], view[0]], view[2], { animate: false });
      instance.silent = false;
      if (instance === instances[0] && instance.scene && !instance.scene.view && !instance.moved && document.documentElement.dataset.present !== "on") atlas.map.home(instance);
    },
    get main() { return instances[0]; },
  };

  /* The served page reads its base while Dash makes the map; a file that fails is said by the one who needs it. */
  document.addEventListener("DOMContentLoaded", () => {
    if (!document.getElementById("atlas-first")) return;
    for (const name of ["labels.json", ...FILES]) if (!base[name]) (base[name] = ask(name)).catch(() => {});
  });

  async function drawBase(instance) {
    const [countries, land, borders, lakes, rivers, outline, relief] = await Promise.all(FILES.map(atlas.map.file));
    if (!land) return;
    /* A file that came only at the second try is drawn then; what is drawn stays. */
    const once = (name, data, draw) => { if (data && !instance.layers[name]) draw(data); };
    once("land", land, () => drawLand(instance, land));
    once("countries", countries, () => drawCountries(instance, countries));
    if (relief) drawRelief(instance, relief);
    once("rivers", rivers, () => shapes(instance, "rivers", rivers, "water", (f) => "m-river m-river" + (f.properties.width || 3)));
    once("lakes", lakes, () => shapes(instance, "lakes", lakes, "water", "m-lake"));
    once("borders", borders, () => shapes(instance, "borders", borders, "borders", (f) => "m-border m-border-" + (f.properties.class || "international") + (f.properties.focus ? " m-border-focus" : "")));
    once("outline", outline, () => shapes(instance, "outline", outline, "outline", "m-outline"));
    if (instance.based) return;
    instance.based = true;
    atlas.repaint();
    atlas.emit("based", instance);
  }

  function drawCountries(instance, countries) {
    shapes(instance, "countries", countries, "tint", (f) => "m-country m-t" + (f.properties.tier || 0), {
      each(feature, layer) {
        layer.on("click", (event) => {
          if (!feature.properties.tier) return;
          window.L.DomEvent.stop(event);
          atlas.emit("select", { ref: "country:" + feature.properties.iso3 });
        });
      },
    });
    instance.byIso = new Map();
    instance.layers.countries.eachLayer((l) => instance.byIso.set(l.feature.properties.iso3, l));
  }

  /* Waterlines, land and coast are one outline: Leaflet projects it once, its strokes are drawn in pieces of it. */
  function drawLand(instance, land) {
    const layer = shapes(instance, "land", land, "land", "m-land");
    const coast = instance.renderer("coast").addTo(instance.map);
    layer.eachLayer((polygon) => {
      const strokes = ["m-water m-water1", "m-water m-water2", "m-water m-water3", "m-coast"].map((className) => {
        const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
        group.setAttribute("class", className);
        if (className === "m-coast") coast._rootGroup.appendChild(group);
        else polygon._path.parentNode.insertBefore(group, polygon._path);
        return group;
      });
      const follow = () => { const html = atlas.pieces(polygon._parts).map((d) => `<path d="${d}"/>`).join(""); for (const group of strokes) group.innerHTML = html; };
      polygon._updatePath = function () { window.L.Polygon.prototype._updatePath.call(this); follow(); };
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
      const url = relief[theme + "_url"] || "data/base/" + relief[theme] + (atlas.tag ? "?h=" + atlas.tag : "");
      window.L.imageOverlay(url, [[south, west], [north, east]], { pane: instance.pane("relief"), className: "m-relief m-relief-" + theme, alt: "" }).addTo(instance.map);
    }
  }

  /* While a story is shown its own views hold, and none of them is written into the scene. */
  const presenting = () => document.documentElement.dataset.present === "on";

  /* Layers that the scene switches, and the choice of a country. */
  atlas.map.part({
    name: "base",
    attach(instance) {
      instance.map.on("click", () => atlas.emit("select", { ref: null }));
      instance.map.on("moveend", () => {
        if (instance !== atlas.map.main || instance.silent || presenting() || !atlas.state.scene || !instance.map.getContainer().clientWidth) return;
        const c = instance.map.getCenter();
        const view = [Number(c.lng.toFixed(2)), Number(c.lat.toFixed(2)), Number(instance.map.getZoom().toFixed(2))];
        if (instance.moved && JSON.stringify(view) !== JSON.stringify(atlas.state.scene.view)) {
          /* A drag or a zoom can be undone; what follows from another step, such as making room for a dossier, goes with it. */
          const from = instance.gesture ? atlas.state.scene : null;
          instance.gesture = false;
          atlas.state.preview({ view });
          atlas.state.settle(from);
        }
      });
      for (const name of ["dragstart", "zoomstart"]) instance.map.on(name, () => { if (!instance.silent && !instance.homing) instance.moved = instance.gesture = true; });
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
        atlas.map.file("base/regions.geojson").then((data) => {
          if (data) shapes(instance, "regions", data, "regions", (f) => "m-region" + (f.properties.touches ? " m-region-border" : "")); else instance.layers.regions = null;
        });
      }
      box.classList.toggle("no-regions", !scene.layers.includes("regions"));
      const view = JSON.stringify(scene.view);
      if (presenting()) instance.viewKey = view;
      else if (view !== instance.viewKey) {
        /* Undo back to before the first move: the whole region again. */
        if (!scene.view && instance.viewKey && instance.viewKey !== "null" && instance === atlas.map.main) { instance.moved = false; atlas.map.home(instance); }
        instance.viewKey = view;
        const c = instance.map.getCenter();
        if (scene.view && (Math.abs(c.lng - scene.view[0]) > 0.02 || Math.abs(c.lat - scene.view[1]) > 0.02
          || Math.abs(instance.map.getZoom() - scene.view[2]) > 0.02)) {
          /* Following the scene is no move of a person: nothing to undo. */
          instance.silent = true;
          instance.map.setView([scene.view[1], scene.view[0]], scene.view[2], { animate: false });
          instance.silent = false;
        }
      }
    },
  });

  atlas.painter(10, "maps", (context) => { for (const instance of instances) instance.paint(context); });

  /* The map first: what stands around it is painted once it is on the screen, unless the map takes long or cannot come. */
  const PATIENCE_MS = 1500;
  let awaited = Boolean(document.getElementById("atlas-first"));
  const release = () => { if (awaited) { awaited = false; atlas.repaint(); } };
  atlas.mapAwaited = () => {
    if (awaited && (!["map", "route"].includes(atlas.state.scene.tab) || (instances[0] && instances[0].wheels))) awaited = false;
    return awaited;
  };
  atlas.on("fault", release);
  if (awaited) setTimeout(release, PATIENCE_MS);
  atlas.on("fly", ({ lon, lat, zoom }) => {
    const instance = atlas.map.main;
    if (!instance) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    instance.moved = true;
    instance.map.flyTo([lat, lon], zoom || Math.max(instance.map.getZoom(), 5), { animate: !calm, duration: 0.8 });
  });
  atlas.on("home", () => { const i = atlas.map.main; if (i) { atlas.map.home(i); i.moved = false; atlas.state.commit({ view: null }); } });

  /* The served page's map is made by dash-leaflet: take it over as soon as Leaflet has made it. */
  function hook() {
    window.L.Map.addInitHook(function () {
      const map = this;
      if (!map.getContainer().closest("#panel-map")) return;
      map.whenReady(() => setTimeout(() => {
        map.invalidateSize();
        const take = () => {
          if (!atlas.state.scene) { requestAnimationFrame(take); return; }
          if (map.atlasInstance) return;
          map.atlasInstance = atlas.map.attach(map, {});
          atlas.mapReady = true;
          const settle = () => { if (!atlas.state.scene.view && !map.atlasInstance.moved) atlas.map.home(map.atlasInstance); };
          settle();
          let frames = 0;
          atlas.on("painted", () => { if (frames++ < 3) settle(); });
        };
        take();
      }, 0));
    });
  }
  if (window.L) hook();
  else { let tries = 0; const timer = setInterval(() => { if (window.L || ++tries > 2000) { clearInterval(timer); if (window.L) hook(); } }, 2); }
  /* Another size of the window may mean another unit: symbols are built again, and the region is fitted anew. */
  new ResizeObserver(() => instances.forEach((i) => {
    if (!i.options.scene && document.documentElement.dataset.present !== "on" && i.u !== unit()) { i.u = unit(); atlas.repaint(); }
    atlas.map.refit(i);
  })).observe(document.documentElement);
})();
