// @ts-nocheck
/* Choropleth: countries filled by an indicator or by the number of running engagements, in classes made in Python. */
import { fetchJson } from "../core/ask.js";
import { h, put } from "../core/dom.js";
import { emit } from "../core/events.js";
import { repaint } from "../core/state.js";
import { number as numberWords } from "../core/words.js";
import * as maps from "./maps.js";

/* Indicators have a clock of their own: what was published by a day of knowledge, asked for once per day. */
const held = new Map(),
  asked = new Set();
let data = null;

function fetchFor(known) {
  if (asked.has(known)) return;
  asked.add(known);
  fetchJson("data/fills.json" + (known ? "?known=" + encodeURIComponent(known) : "")).then(
    (found) => {
      held.set(known, found);
      repaint();
    },
    (error) => {
      asked.delete(known);
      emit("fault", { what: "layer", name: "fills.json", error, retry: () => repaint() });
    },
  );
}

function classOf(breaks, value) {
  if (value === undefined || value === null || (value === 0 && breaks.zeroIsNone)) return -1;
  const at = breaks.findIndex((b) => value <= b);
  return at < 0 ? breaks.length - 1 : at;
}
function valuesOn(name, look) {
  /* Where nothing is on record but something documented later may have run, nothing is known: no data. */
  const silent = new Set(name === "engagements" ? look.silent.map((s) => s.country) : []);
  if (name === "engagements")
    return Object.fromEntries(
      Object.entries(look.wheels).map(([iso, w]) => [iso, w.running || !silent.has(iso) ? w.running : null]),
    );
  const year = new Date(look.day * 86400000).getUTCFullYear();
  const years = Object.keys(data[name].values)
    .map(Number)
    .sort((a, b) => a - b);
  const chosen = years.filter((y) => y <= year).pop();
  return chosen === undefined ? {} : data[name].values[chosen];
}
const number = (name, x) =>
  name === "HDI"
    ? numberWords(Math.round(x * 1000) / 1000)
    : name === "population"
      ? numberWords(Math.round(x / 1e5) / 10)
      : numberWords(x);

/* Rows of the legend: [class, words]; the last is "no data". */
function legendRows(name, t) {
  if (!data || !data[name]) return [];
  const { breaks } = data[name],
    whole = name === "engagements";
  /* Whole numbers stand in one class only, so that the classes of a count do not share their ends. */
  const from = (i) => (whole ? (i ? breaks[i - 1] + 1 : 0) : breaks[i - 1]);
  const span = (b, i) =>
    i === 0 && !whole
      ? `≤ ${number(name, b)}`
      : from(i) === b
        ? number(name, b)
        : `${number(name, from(i))} – ${number(name, b)}`;
  return [...breaks.map((b, i) => [i, span(b, i)]), [-1, t("fill.none")]];
}

/* The first view carries only the tinted countries; a choropleth needs the others too. */
function others(instance) {
  if (instance.others) return;
  instance.others = true;
  maps.file("base/countries.geojson").then((found) => {
    if (!found) {
      instance.others = false;
      return;
    }
    const rest = { ...found, features: found.features.filter((f) => !f.properties.tier) };
    maps
      .shapes(instance, "others", rest, "tint", "m-country")
      .eachLayer((l) => instance.byIso.set(l.feature.properties.iso3, l));
    repaint();
  });
}

/* The class of each country. Until the answer is there (null) nothing of another day of knowledge stands on the
   map. */
function dress(instance, scene, values) {
  for (const [iso, layer] of instance.byIso) {
    const element = layer.getElement && layer.getElement();
    if (!element) continue;
    if (!values) delete element.dataset.fill;
    else if (scene.fill === "engagements" && !(iso in values)) element.dataset.fill = "outside";
    else element.dataset.fill = classOf(data[scene.fill].breaks, values[iso]);
  }
}

/* The legend in the corner of the map, built anew when what it says changes. */
function drawLegend(box, scene, key, t) {
  let legend = box.querySelector(".fill-legend");
  if (!legend) legend = box.appendChild(h("div", { class: "fill-legend" }));
  if (legend.dataset.key === key) return;
  legend.dataset.key = key;
  put(
    legend,
    h("b", {}, t("fill." + scene.fill)),
    legendRows(scene.fill, t).map(([k, words]) => h("span", {}, h("i", { "data-fill": k }), words)),
    h("small", {}, `${data[scene.fill].source}. ${t("fill.method")}`),
  );
}

maps.part({
  name: "fill",
  paint(instance, { scene, look, t }) {
    const box = instance.map.getContainer();
    const on = scene.layers.includes("indicators") && scene.fill;
    box.classList.toggle("has-fill", Boolean(on));
    const shown = on && instance.byIso;
    if (shown) {
      others(instance);
      data = held.get(scene.known) || null;
    }
    if (!shown || !data || !data[scene.fill]) {
      for (const legend of box.querySelectorAll(".fill-legend")) legend.remove();
      if (!shown) return;
      dress(instance, scene, null);
      fetchFor(scene.known);
      return;
    }
    const values = valuesOn(scene.fill, look);
    dress(instance, scene, values);
    const key = [scene.fill, scene.lang, scene.known, Object.keys(values).length].join();
    drawLegend(box, scene, key, t);
  },
});
