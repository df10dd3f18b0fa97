/* Every number is a door: a click on it opens the table with exactly the rows that it counts. The number stands under
   the filters of the scene and narrower ones of its own; the door keeps the first and adds the second, as
   scenes/doors.py. */
import * as comparison from "./comparison.js";
import { days } from "./days.js";
import { hit } from "./find.js";
import { giveOpeners } from "./openers.js";
import { state } from "./state.js";
import { escape } from "./text.js";

/** @typedef {import("../contract").Payload} Payload */
/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../types").Scene} Scene */
/** @typedef {Record<string, unknown>} Facets Facets by name, and what else of the scene differs */

/** The scene that a number opens: facets by name, each a list of values. @param {Facets} facets */
const doorPatch = (facets) => ({ ...facets, tab: "table", selection: [] });

/** Statuses of a part of a wheel, or of a sum of parts (`running`, `open`), as the payload has them.
    @param {Payload} raw @param {string} name @returns {string[]} */
function statusesOf(raw, name) {
  const part = raw.parts.findIndex((one) => one === name);
  if (part >= 0) return raw.statuses.filter((_, s) => raw.part[s] === part);
  const mask = /** @type {Record<string, any>} */ (raw)[name];
  return raw.statuses.filter((_, s) => (mask >> s) & 1);
}

/* A number as a link: its address is the scene it opens, so that it can be sent and opened beside. 0 has no rows to
     open and stays a plain number. */
/** @param {Facets} facets @param {string | number} text @param {string} [label] */
function doorLink(facets, text, label) {
  if (/^[+−]?0$/.test(String(text))) return escape(text);
  const href = "?" + state.toQuery({ ...state.scene, ...doorPatch(facets) });
  return (
    `<a class="door num" href="${escape(href)}" data-door="${escape(JSON.stringify(facets))}"` +
    `${label ? ` aria-label="${escape(label)}"` : ""}>${escape(text)}</a>`
  );
}

/* The facets of a number that counts a part of a wheel or a sum of parts, within the statuses that the scene asks
   for. */
/** @param {Payload} raw @param {Scene} scene @param {string} name @param {Facets} facets */
function within(raw, scene, name, facets) {
  const asked = /** @type {string[]} */ (scene.status || []);
  return { ...facets, status: statusesOf(raw, name).filter((s) => !asked.length || asked.includes(s)) };
}
/** A count as a door. @param {string | number} n @param {Facets} facets @param {string} [label] */
const countDoor = (n, facets, label) => doorLink(facets, n, label);

/** A sentence with links in it: its own words are escaped here, what is put into it is markup already.
    @param {string} text @param {Record<string, string | number>} parts */
function fill(text, parts) {
  return Object.entries(parts).reduce((said, [name, html]) => said.split(`{${name}}`).join(String(html)), escape(text));
}

/* A number whose rows are no filter but a change: a link to the comparison of two days with those rows chosen, or
     nothing where that comparison counts others. `facets` narrow it. */
/** @param {Engine} engine @param {Scene} scene
    @param {{before: number, date: string, change: string[], facets: Facets}} of @param {number} n */
function changesPatch(engine, scene, { before, date, change, facets }, n) {
  const patch = {
    ...facets,
    tab: "compare",
    versus: "dates",
    date,
    date2: days.toIso(before),
    to: "",
    change,
    selection: [],
  };
  const made = comparison.compare(engine, /** @type {any} */ ({ ...scene, ...patch })),
    rows = comparison.chosen(engine, made, change);
  return new Set(rows.map((r) => r.e)).size === n ? patch : null;
}
/** @param {Facets} patch */
const visitAttributes = (patch) =>
  `href="${escape("?" + state.toQuery({ ...state.scene, ...patch }))}" data-visit="${escape(JSON.stringify(patch))}"`;

export { doorPatch, statusesOf, doorLink, within, countDoor, fill, changesPatch, visitAttributes };
/** @param {Facets} facets */
export const door = (facets) => state.visit(doorPatch(facets));
giveOpeners({ door, changesPatch });
document.addEventListener("click", (event) => {
  const link = hit(event, "[data-door], [data-visit]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  if (link.dataset.visit) state.visit(JSON.parse(link.dataset.visit));
  else door(JSON.parse(link.dataset.door || "{}"));
});
