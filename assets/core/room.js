/* The room that an element has for a drawing, in px. Drawings made to measure keep their words at one size, on a wide
   sheet and in a narrow column. The room is read when the browser has laid out anyway: asked for in the middle of a
   paint it would have to lay out twice. */
import { repaint } from "./state.js";

const SLACK_PX = 2;
/** @type {WeakMap<Element, number>} */
const rooms = new WeakMap();

/** @param {Element} element */
function measured(element) {
  const style = getComputedStyle(element);
  return element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
}

/** What was last measured, or `otherwise` until then; the page is painted again when it changes.
    @param {Element} element @param {number} otherwise */
export function room(element, otherwise) {
  const known = rooms.get(element);
  if (known === undefined) {
    rooms.set(element, otherwise);
    new ResizeObserver(() => {
      const width = Math.floor(measured(element));
      if (width < 1 || Math.abs(width - (rooms.get(element) || 0)) < SLACK_PX) return;
      rooms.set(element, width);
      repaint();
    }).observe(element);
  }
  return known === undefined ? otherwise : known;
}
