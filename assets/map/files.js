/* The files of the base geography, fetched once for all maps; a missing one leaves the map usable and is said. */
import { fetchJson } from "../core/ask.js";
import { emit } from "../core/events.js";
import { tag } from "../core/state.js";

const base = {};
let again = () => {};
export const FILES = [
  "base/focus.geojson",
  "base/land.geojson",
  "base/borders.geojson",
  "base/lakes.geojson",
  "base/rivers.geojson",
  "base/outline_sahel.geojson",
  "base/relief.json",
];
const ask = (name) => fetchJson("data/" + name + (tag ? "?h=" + tag : ""));

/* Who draws the base again when a file that failed is asked for once more. */
export function drawAgain(fn) {
  again = fn;
}

/* Put files in hand before start: a briefing in one file carries them inside. */
export function give(files) {
  Object.assign(base, files);
}

export async function file(name) {
  if (!base[name]) base[name] = ask(name);
  try {
    return await base[name];
  } catch (error) {
    delete base[name];
    emit("fault", { what: "layer", name, error, retry: () => again() });
    return null;
  }
}

/* The served page reads its base while Dash makes the map; a file that fails is said by the one who needs it. */
document.addEventListener("DOMContentLoaded", () => {
  if (!document.getElementById("atlas-first")) return;
  for (const name of ["labels.json", ...FILES]) if (!base[name]) (base[name] = ask(name)).catch(() => {});
});
