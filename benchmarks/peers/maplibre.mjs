/* MapLibre GL JS as its example of a time slider has it: a circle layer whose filter is set on each step. */
import * as maplibregl from "maplibre-gl";

const { centre, zoom, set, last } = JSON.parse(document.getElementById("settings").textContent);
const bench = (window.bench = { shown: -1, wanted: last, ready: () => bench.loaded });
const holds = (month) => ["all", ["<=", ["get", "start"], month], [">", ["get", "end"], month]];

maplibregl.setWorkerUrl(new URL("maplibre-worker.js", location.href).href);
const here = (name) => new URL(name, location.href).href;
const map = new maplibregl.Map({
  container: "map", fadeDuration: 0, center: centre, zoom: zoom - 1, attributionControl: false,
  style: {
    version: 8,
    sources: { land: { type: "geojson", data: here("countries.geojson") }, points: { type: "geojson", data: here(set) } },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": "#ddd" } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": "#F6E0AC", "fill-outline-color": "#93866D" } },
      { id: "points", type: "circle", source: "points", filter: holds(last), paint: { "circle-radius": 4, "circle-color": ["get", "color"], "circle-stroke-width": 1, "circle-stroke-color": "#fff" } },
    ],
  },
});
// Without a fade of labels "idle" is the event that says: everything asked for is on the screen.
map.on("idle", () => { bench.shown = bench.wanted; bench.loaded = true; });
bench.step = (month) => { bench.wanted = month; map.setFilter("points", holds(month)); };
