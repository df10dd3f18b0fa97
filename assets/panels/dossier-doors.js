/* What a click on a picture of a country's dossier opens: the rows behind a part of its wheel, or behind a bar of its
   history on the day that was hit. */
import { days } from "../core/days.js";
import { door } from "../core/doors.js";
import { state } from "../core/state.js";
import { hit } from "../core/find.js";
import * as wheelParts from "../map/wheel-parts.js";
import * as pieces from "./dossier-parts.js";
import * as strips from "./dossier-strips.js";

/** @typedef {import("../types").Engine} Engine */

/* A click of the mouse on a part of the head's wheel, or on its number, opens the rows behind it; one on a bar of the
     history those of the day that was hit, as the bar counts them: whatever state they are in. */
/** @param {PointerEvent} event */
function wheelClicked(event) {
  const at = /** @param {string} selector */ (selector) =>
      event.pointerType === "touch" ? null : hit(event, selector),
    box = at("#dossier-body [data-wheel]");
  if (!box) return null;
  const { scene } = state,
    iso = box.dataset.wheel,
    path = at(".storey path");
  if (path) return wheelParts.doorIn(scene, iso, path, pieces.WHEEL_R);
  const number = at("text");
  return number && Number(number.textContent) ? wheelParts.numberDoor({ scene }, iso) : null;
}
/** @param {PointerEvent} event */
function laneClicked(event) {
  const bar = event.pointerType === "touch" ? null : hit(event, "#dossier-body [data-lane] [data-from]");
  if (!bar || !Number(bar.dataset.open)) return null;
  const /** @type {{engine: Engine}} */ { engine } = state,
    lane = /** @type {HTMLElement} */ (bar.closest("[data-reach]")).dataset,
    { raw } = engine;
  const free = raw.facets.filter((f) => f.level !== "engagement").map((f) => [f.name, []]),
    iso = /** @type {HTMLElement} */ (bar.closest("[data-lane]")).dataset.lane;
  return {
    ...Object.fromEntries(free),
    country: [iso],
    counted: [engine.means.counts],
    instrument: [lane.instrument],
    reach: [lane.reach],
    status: raw.statuses.filter((_, s) => engine.isOpen(s)),
    date: days.toIso(strips.dayOf(bar, event.clientX)),
    to: "",
  };
}
document.addEventListener("click", (event) => {
  const facets = wheelClicked(event) || laneClicked(event);
  if (facets) door(facets);
});
