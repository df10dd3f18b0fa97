/* The files of the base geography, fetched once for all maps; a missing one leaves the map usable and is said. */
import { fetchJson } from "../core/ask.js";
import { emit } from "../core/events.js";
import { tag } from "../core/state.js";

/** @type {Record<string, any>} */
const base = {};
/** @type {() => void} */
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
/** @param {string} name */
const ask = (name) => fetchJson("data/" + name + (tag ? "?h=" + tag : ""));

/** Who draws the base again when a file that failed is asked for once more. @param {() => void} fn */
export function drawAgain(fn) {
  again = fn;
}

/** Put files in hand before start: a briefing in one file carries them inside.
    @param {Record<string, unknown>} files */
export function give(files) {
  Object.assign(base, files);
}

/** What stands in a file, or null after the fault was said. @param {string} name @returns {Promise<any>} */
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
