/* What the dock is made of: date, buttons, the plot and what moves over it. */
import { h, s } from "../core/dom.js";

const ICON = {
  back: "M4,-5L-4,0L4,5Z",
  forward: "M-4,-5L4,0L-4,5Z",
  play: "M-4,-6L6,0L-4,6Z",
  pause: "M-5,-6h3.5V6H-5ZM1.5,-6H5V6H1.5Z",
  first: "M-5,-5h2V5h-2ZM5,-5L-3,0L5,5Z",
  last: "M5,-5h-2V5h2ZM-5,-5L3,0L-5,5Z",
};
/** @param {keyof typeof ICON} name */
export const icon = (name) =>
  s(
    "svg",
    { width: 14, height: 14, viewBox: "-7 -7 14 14", "aria-hidden": "true" },
    s("path", { d: ICON[name], fill: "currentColor" }),
  );
/* Date, buttons and the field for a day. */
function controls() {
  /** @param {string} name @param {keyof typeof ICON} sign @param {string} [more] */
  const button = (name, sign, more) =>
    h("button", { type: "button", class: `button step ${more || ""}`, "data-dock": name }, icon(sign));
  return h(
    "div",
    { class: "dock-left" },
    h("div", { class: "dock-date num", id: "dock-date" }, h("span"), " ", h("span")),
    h("button", { type: "button", class: "dock-clear", "data-dock-clear": true, hidden: true }),
    h(
      "div",
      { class: "dock-buttons" },
      button("event.back", "first"),
      button("back", "back"),
      button("play", "play", "primary play"),
      button("forward", "forward"),
      button("event.forward", "last"),
    ),
    h(
      "label",
      { class: "dock-day" },
      h("span", { "data-dock-text": "dock.day" }),
      h("input", {
        type: "text",
        class: "day-field",
        id: "dock-day-input",
        autocomplete: "off",
        spellcheck: "false",
        maxlength: 30,
      }),
    ),
  );
}
/* The plot, with what moves over it. */
const plotBox = () =>
  h(
    "div",
    { class: "dock-plot" },
    s("svg", { id: "dock-svg", "aria-hidden": "true" }),
    h("i", { class: "dock-done" }),
    h("i", { class: "dock-period", hidden: true }),
    h("i", { class: "dock-now" }),
    h(
      "div",
      { class: "dock-slider", role: "slider", tabindex: 0, id: "dock-slider" },
      h("span", { class: "dock-handle" }),
      h("span", { class: "dock-ghost num", hidden: true }),
    ),
    h("div", { class: "dock-pins" }),
    h("div", { class: "dock-remarks" }),
    h("p", { class: "dock-caption" }, h("b", { class: "num" }), " ", h("span")),
  );

/* Both, for an empty dock. */
export const frame = () => [controls(), plotBox()];
