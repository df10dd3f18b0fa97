/* Layers that say in Python how they are drawn: what is said of each, their rows as typed arrays, and which of them a
   scene shows. Nothing here knows a map. */
import { fetchJson } from "./ask.js";
import { emit } from "./events.js";

const MAGIC = "ATL1";
const KINDS = { f4: Float32Array, i4: Int32Array, u4: Uint32Array, i2: Int16Array };
/* Class of a row without a value. */
export const NONE = -1;

const held = new Map();
let changed = () => {};

/* Who paints again when rows have come. */
export function whenRowsCome(fn) {
  changed = fn;
}

/* The layers with a style of a payload, the lowest first. */
export const styled = (engine) => engine.raw.layers;
export const saidOf = (engine, id) => styled(engine).find((layer) => layer.id === id);

/* A packed layer as {n, leftOut, and its arrays by name}; the arrays look into the same memory. */
export function unpack(buffer) {
  const bytes = new Uint8Array(buffer),
    magic = String.fromCharCode(...bytes.subarray(0, 4));
  if (magic !== MAGIC) throw new Error(`expected a layer that begins with ${MAGIC}, got ${JSON.stringify(magic)}`);
  const long = new DataView(buffer).getUint32(4, true),
    head = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + long)));
  const rows = { n: head.n, leftOut: head.leftOut };
  for (const [name, [kind, at, length]] of Object.entries(head.arrays))
    rows[name] = new KINDS[kind](buffer, 8 + long + at, length);
  return rows;
}

/* A briefing in one file carries its layers inside: the arrays in base 64, and what is read of the rows. */
export function giveLayers(files) {
  for (const [id, { bin, rows }] of Object.entries(files)) {
    const bytes = Uint8Array.from(atob(bin), (c) => c.charCodeAt(0));
    held.set(id, { rows: unpack(bytes.buffer), told: rows, asked: true });
  }
}

/* The rows of a layer, or null while they are on their way; they are asked for once. */
export function rowsOf(id) {
  const entry = held.get(id) || { rows: null, told: null, asked: false };
  held.set(id, entry);
  if (!entry.asked) ask(id, entry);
  return entry.rows;
}

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

/* What a person reads of the rows, by columns; null while it is on its way. */
export const toldOf = (id) => (held.get(id) || { told: null }).told;

/* Positions of the rows that a scene may show on some day: those that were public, in the countries that it asks for. */
export function publicRows(engine, said, scene) {
  const rows = rowsOf(said.id),
    known = engine.clock(scene).known,
    passes = countryTest(engine, said, scene);
  const kept = [];
  for (let j = 0; j < rows.n; j++) if ((known === null || rows.known[j] <= known) && passes(j)) kept.push(j);
  return Uint32Array.from(kept);
}

/* Whether the country of a row passes the filters on countries and groups; a layer without one lets all through. */
function countryTest(engine, said, scene) {
  const column = said.country && toldOf(said.id) ? toldOf(said.id)[said.country] : null,
    { country = [], group = [] } = scene;
  if (!column || !(country.length || group.length)) return () => true;
  const inGroup = (iso) => (engine.groupsOf.get(iso) || []).some((g) => group.includes(g));
  return (j) => (!country.length || country.includes(column[j])) && (!group.length || inGroup(column[j]));
}

/* What the public rows depend on: as long as it stays, so do they. */
export const publicKey = (said, scene) =>
  [scene.known || "", scene.country.join(), scene.group.join(), Boolean(toldOf(said.id))].join("|");

/* How many rows of each class hold between two days, as known by the scene: class -> count, no data last. */
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

/* What a row is called: its label in the language, or what of it there is. */
export function rowName(said, told, j, lang) {
  for (const column of [`${said.label}_${lang}`, said.label, `${said.label}_en`, "id"]) {
    const value = told[column] && told[column][j];
    if (value !== null && value !== undefined && value !== "") return String(value);
  }
  return "";
}

/* Where a row stands in its layer, by its id; -1 where there is none. */
export const rowAt = (told, id) => told.id.findIndex((x) => String(x) === id);
