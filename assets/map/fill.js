// @ts-nocheck
/* Choropleth: countries filled by an indicator or by the number of running engagements, in classes made in Python. */
import { fetchJson } from "../core/ask.js";
import { emit } from "../core/events.js";
import { repaint } from "../core/state.js";
import { escape } from "../core/text.js";
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

maps.part({
  name: "fill",
  paint(instance, { scene, look, t }) {
    const box = instance.map.getContainer();
    const on = scene.layers.includes("indicators") && scene.fill;
    box.classList.toggle("has-fill", Boolean(on));
    let legend = box.querySelector(".fill-legend");
    if (!on || !instance.byIso) {
      if (legend) legend.remove();
      return;
    }
    others(instance);
    data = held.get(scene.known) || null;
    if (!data || !data[scene.fill]) {
      /* Until the answer is there nothing of another day of knowledge stands on the map. */
      for (const layer of instance.byIso.values()) {
        const element = layer.getElement && layer.getElement();
        if (element) delete element.dataset.fill;
      }
      if (legend) legend.remove();
      fetchFor(scene.known);
      return;
    }
    const values = valuesOn(scene.fill, look);
    for (const [iso, layer] of instance.byIso) {
      const element = layer.getElement && layer.getElement();
      if (element)
        element.dataset.fill =
          scene.fill === "engagements" && !(iso in values) ? "outside" : classOf(data[scene.fill].breaks, values[iso]);
    }
    const key = [scene.fill, scene.lang, scene.known, Object.keys(values).length].join();
    if (!legend) {
      legend = document.createElement("div");
      legend.className = "fill-legend";
      box.appendChild(legend);
    }
    if (legend.dataset.key === key) return;
    legend.dataset.key = key;
    legend.innerHTML =
      `<b>${escape(t("fill." + scene.fill))}</b>` +
      legendRows(scene.fill, t)
        .map(([k, words]) => `<span><i data-fill="${k}"></i>${escape(words)}</span>`)
        .join("") +
      `<small>${escape(data[scene.fill].source)}. ${escape(t("fill.method"))}</small>`;
  },
});
