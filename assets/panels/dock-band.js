/* Bands of the dock are doors: twice on one opens the rows that it counts. The first click has moved the date there. */
import { door as openDoor } from "../core/doors.js";
import { state } from "../core/state.js";
import { hit } from "../core/find.js";
import * as wheelWords from "../map/wheel-words.js";

/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../contract").Instrument} Instrument */
/** @typedef {import("../types").Scene} Scene */
/** @typedef {import("./dock-curve.js").Point} Point */
/** @typedef {{series: Point[], ceiling: number, axis: number, top: number}} Drawn */

/* The statuses that the curve counts, within those that the scene asks for. */
/** @param {Engine} engine @param {Scene} scene */
function countedOf(engine, scene) {
  const { statuses } = wheelWords.measured(engine, scene),
    asked = scene.status || [];
  return statuses.filter(/** @param {any} s */ (s) => !asked.length || asked.includes(s));
}
/* The door of the band at a height, in counts, on the scene's day; none above the highest. `order` is that of the
     bands, from below. */
/** @param {Engine} engine @param {Scene} scene @param {{series: Point[], order: Instrument[], count: number}} given */
function door(engine, scene, { series, order, count }) {
  const [, day] = engine.stretch(scene),
    point = series.filter((p) => p.day <= day).pop() || series[0];
  let top = 0;
  const name = order.find((x) => {
    top += point.instruments[engine.raw.instruments.indexOf(x)];
    return count < top;
  });
  return name && count >= 0
    ? { instrument: [name], counted: [engine.means.counts], status: countedOf(engine, scene) }
    : null;
}

/* `of` gives the curve that is drawn: its series, its ceiling in counts, and where that and its foot lie, in px. */
/** @param {HTMLElement} plot @param {{order: Instrument[], of: () => Drawn | null, stop: () => void}} given */
export function listen(plot, { order, of, stop }) {
  plot.addEventListener("dblclick", (event) => {
    const drawn = of(),
      { engine, scene } = state;
    if (!drawn || hit(event, ".dock-pin, a, button")) return;
    const box = plot.getBoundingClientRect(),
      y = (event.clientY - box.top) / (box.width / plot.clientWidth || 1);
    const count = ((drawn.axis - y) / (drawn.axis - drawn.top)) * drawn.ceiling;
    const facets = door(engine, scene, { series: drawn.series, order, count });
    if (!facets) return;
    stop();
    openDoor(facets);
  });
}
export { door };
