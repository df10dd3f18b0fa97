// @ts-nocheck
/* Every number is a door: a click on it opens the table with exactly the rows that it counts. The number stands under
   the filters of the scene and narrower ones of its own; the door keeps the first and adds the second, as
   layers/doors.py. */
import * as comparison from "./comparison.js";
import { days } from "./days.js";
import { giveOpeners } from "./openers.js";
import { state } from "./state.js";
import { escape } from "./text.js";

/* The scene that a number opens: facets by name, each a list of values. */
const doorPatch = (facets) => ({ ...facets, tab: "table", selection: [] });

/* Statuses of a part of a wheel, or of a sum of parts (`running`, `open`), as the payload has them. */
function statusesOf(raw, name) {
  const part = raw.parts.indexOf(name);
  if (part >= 0) return raw.statuses.filter((_, s) => raw.part[s] === part);
  return raw.statuses.filter((_, s) => (raw[name] >> s) & 1);
}

/* A number as a link: its address is the scene it opens, so that it can be sent and opened beside. 0 has no rows to
   open and stays a plain number. */
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
function within(raw, scene, name, facets) {
  const asked = scene.status || [];
  return { ...facets, status: statusesOf(raw, name).filter((s) => !asked.length || asked.includes(s)) };
}
/* A count as a door. */
const countDoor = (n, facets, label) => doorLink(facets, n, label);

/* A sentence with links in it: its own words are escaped here, what is put into it is markup already. */
function fill(text, parts) {
  return Object.entries(parts).reduce((said, [name, html]) => said.split(`{${name}}`).join(html), escape(text));
}

/* A number whose rows are no filter but a change: a link to the comparison of two days with those rows chosen, or
   nothing where that comparison counts others. `facets` narrow it. */
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
  const made = comparison.compare(engine, { ...scene, ...patch }),
    rows = comparison.chosen(engine, made, change);
  return new Set(rows.map((r) => r.e)).size === n ? patch : null;
}
const visitAttributes = (patch) =>
  `href="${escape("?" + state.toQuery({ ...state.scene, ...patch }))}" data-visit="${escape(JSON.stringify(patch))}"`;

export { statusesOf, doorLink, within, countDoor, fill, changesPatch, visitAttributes };
export const door = (facets) => state.visit(doorPatch(facets));
giveOpeners({ door, changesPatch });
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("[data-door], [data-visit]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  if (link.dataset.visit) state.visit(JSON.parse(link.dataset.visit));
  else door(JSON.parse(link.dataset.door));
});
