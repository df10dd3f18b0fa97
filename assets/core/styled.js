/* Layers that say in Python how they are drawn: what is said of each, their rows as typed arrays, and which of them a
   scene shows. Nothing here knows a map. */
import { fetchJson } from "./ask.js";
import { emit } from "./events.js";

/** @typedef {import("../contract").LayerSaid} LayerSaid */
/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../types").Scene} Scene */
/** @typedef {Record<string, any> & {n: number, leftOut: number, classes: Int16Array, first: Int32Array,
    until: Int32Array, known: Int32Array}} LayerRows Arrays by name */
/** @typedef {Record<string, (string | number | null)[]>} LayerTold What is read of the rows, by columns */
/** @typedef {{rows: LayerRows | null, told: LayerTold | null, asked: boolean}} Entry */

const MAGIC = "ATL1";
/** @type {Record<string, any>} */
const KINDS = { f4: Float32Array, i4: Int32Array, u4: Uint32Array, i2: Int16Array };
/* Class of a row without a value. */
export const NONE = -1;

/** @type {Map<string, Entry>} */
const held = new Map();
let changed = () => {};

/** Who paints again when rows have come. @param {() => void} fn */
export function whenRowsCome(fn) {
  changed = fn;
}

/** The layers with a style of a payload, the lowest first. @param {Engine} engine */
export const styled = (engine) => engine.raw.layers;
/** @param {Engine} engine @param {string} id */
export const saidOf = (engine, id) => styled(engine).find((layer) => layer.id === id);

/** A packed layer as {n, leftOut, and its arrays by name}; the arrays look into the same memory.
    @param {ArrayBuffer} buffer @returns {LayerRows} */
export function unpack(buffer) {
  const bytes = new Uint8Array(buffer),
    magic = String.fromCharCode(...bytes.subarray(0, 4));
  if (magic !== MAGIC) throw new Error(`expected a layer that begins with ${MAGIC}, got ${JSON.stringify(magic)}`);
  const long = new DataView(buffer).getUint32(4, true),
    head = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + long)));
  /** @type {any} */
  const rows = { n: head.n, leftOut: head.leftOut };
  for (const [name, [kind, at, length]] of Object.entries(
    /** @type {Record<string, [string, number, number]>} */ (head.arrays),
  ))
    rows[name] = new KINDS[kind](buffer, 8 + long + at, length);
  return rows;
}

/** A briefing in one file carries its layers inside: the arrays in base 64, and what is read of the rows.
    @param {Record<string, import("../contract").LayerInside>} files */
export function giveLayers(files) {
  for (const [id, { bin, rows }] of Object.entries(files)) {
    const bytes = Uint8Array.from(atob(bin), (c) => c.charCodeAt(0));
    held.set(id, { rows: unpack(bytes.buffer), told: rows, asked: true });
  }
}

/** The rows of a layer, or null while they are on their way; they are asked for once. @param {string} id */
export function rowsOf(id) {
  const entry = held.get(id) || { rows: null, told: null, asked: false };
  held.set(id, entry);
  if (!entry.asked) ask(id, entry);
  return entry.rows;
}

/** @param {string} id @param {Entry} entry */
async function ask(id, entry) {
  entry.asked = true;
  try {
    const answer = await fetch(`data/layer/${encodeURIComponent(id)}.bin`, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(`layer ${id}: ${answer.status}`);
    entry.rows = unpack(await answer.arrayBuffer());
    changed();
    entry.told = await fetchJson(`data/layer/${encodeURIComponent(id)}.json`);
    changed();
  } catch (error) {
    entry.asked = false;
    emit("fault", { what: "layer", name: id, error, retry: () => ask(id, entry) });
  }
}

/** What a person reads of the rows, by columns; null while it is on its way. @param {string} id */
export const toldOf = (id) => (held.get(id) || { told: null }).told;

/** Positions of the rows that a scene may show on some day: those that were public, in the countries that it asks for.
    @param {Engine} engine @param {LayerSaid} said @param {Scene} scene */
export function publicRows(engine, said, scene) {
  const rows = rowsOf(said.id),
    known = engine.clock(scene).known,
    passes = countryTest(engine, said, scene);
  const kept = [];
  if (!rows) return Uint32Array.of();
  for (let j = 0; j < rows.n; j++) if ((known === null || rows.known[j] <= known) && passes(j)) kept.push(j);
  return Uint32Array.from(kept);
}

/** Whether the country of a row passes the filters on countries and groups; a layer without one lets all through.
    @param {Engine} engine @param {LayerSaid} said @param {Scene} scene @returns {(j: number) => boolean} */
function countryTest(engine, said, scene) {
  const told = toldOf(said.id),
    column = /** @type {string[] | null} */ (said.country && told ? told[said.country] : null),
    { country = [], group = [] } = scene;
  if (!column || !(country.length || group.length)) return () => true;
  /** @param {string} iso */
  const inGroup = (iso) => (engine.groupsOf.get(iso) || []).some((g) => group.includes(g));
  return (j) => (!country.length || country.includes(column[j])) && (!group.length || inGroup(column[j]));
}

/** What the public rows depend on: as long as it stays, so do they. @param {LayerSaid} said @param {Scene} scene */
export const publicKey = (said, scene) =>
  [scene.known || "", scene.country.join(), scene.group.join(), Boolean(toldOf(said.id))].join("|");

/** How many rows of each class hold between two days, as known by the scene: class -> count, no data last.
    @param {Engine} engine @param {LayerSaid} said @param {Scene} scene @param {{first: number, day: number}} look */
export function classCounts(engine, said, scene, { first, day }) {
  const rows = rowsOf(said.id),
    counts = new Map();
  if (!rows) return counts;
  const known = engine.clock(scene).known,
    last = known === null ? day : Math.min(day, known);
  for (const j of publicRows(engine, said, scene))
    if (rows.first[j] <= last && first < rows.until[j])
      counts.set(rows.classes[j], (counts.get(rows.classes[j]) || 0) + 1);
  return new Map([...counts].sort(([a], [b]) => Number(a === NONE) - Number(b === NONE) || a - b));
}

/** What a row is called: its label in the language, or what of it there is.
    @param {LayerSaid} said @param {LayerTold} told @param {number} j @param {string} lang */
export function rowName(said, told, j, lang) {
  for (const column of [`${said.label}_${lang}`, said.label, `${said.label}_en`, "id"]) {
    const value = told[column] && told[column][j];
    if (value !== null && value !== undefined && value !== "") return String(value);
  }
  return "";
}

/** Where a row stands in its layer, by its id; -1 where there is none. @param {LayerTold} told @param {string} id */
export const rowAt = (told, id) => told.id.findIndex((x) => String(x) === id);
