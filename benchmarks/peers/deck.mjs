/* deck.gl alone: countries as GeoJsonLayer, points with binary attributes and the filter on the GPU. */
import { Deck, MapView } from "@deck.gl/core";
import { GeoJsonLayer, ScatterplotLayer } from "@deck.gl/layers";
import { DataFilterExtension } from "@deck.gl/extensions";

const { centre, zoom, set, last } = JSON.parse(document.getElementById("settings").textContent);
const bench = (window.bench = { shown: -1, wanted: last, ready: () => bench.shown === last || bench.loaded });

async function start() {
  const [land, points] = await Promise.all(["countries.geojson", set].map(async (name) => (await fetch(name)).json()));
  const { features } = points, n = features.length;
  const position = new Float32Array(2 * n), colour = new Uint8Array(4 * n), span = new Float32Array(2 * n);
  features.forEach((f, i) => {
    position.set(f.geometry.coordinates, 2 * i);
    colour.set([1, 3, 5].map((at) => parseInt(f.properties.color.slice(at, at + 2), 16)).concat(255), 4 * i);
    span.set([f.properties.start, f.properties.end], 2 * i);
  });
  const data = { length: n, attributes: { getPosition: { value: position, size: 2 }, getFillColor: { value: colour, size: 4 }, getFilterValue: { value: span, size: 2 } } };
  const extensions = [new DataFilterExtension({ filterSize: 2 })];
  // Without lines between the countries: in software they would take ten times as long as all else in a frame.
  const base = new GeoJsonLayer({ id: "land", data: land, filled: true, stroked: false, getFillColor: [246, 224, 172] });
  const layers = (month) => [base, new ScatterplotLayer({ id: "points", data, radiusUnits: "pixels", getRadius: 4, stroked: true, lineWidthUnits: "pixels", getLineWidth: 1, getLineColor: [255, 255, 255], extensions, filterRange: [[-1e6, month], [month + 0.5, 1e6]] })];
  const deck = new Deck({
    parent: document.getElementById("map"), views: [new MapView()], controller: true, layers: layers(last),
    // deck.gl's tiles are twice Leaflet's size, so its zoom is one less.
    initialViewState: { longitude: centre[0], latitude: centre[1], zoom: zoom - 1 },
    onAfterRender: () => { bench.shown = bench.wanted; if (bench.shown === last) bench.loaded = true; },
  });
  bench.step = (month) => { bench.wanted = month; deck.setProps({ layers: layers(month) }); };
}
start();
