/* Patterns and fading edges that strips of status share; put into the page once. */
import { s } from "../core/dom.js";

/* A gradient of the panel's colour from one opacity to another. */
/** @param {string} id @param {number} from @param {number} to */
const fade = (id, from, to) =>
  s(
    "linearGradient",
    { id },
    [from, to].map((opacity, offset) =>
      s("stop", { offset, "stop-color": "var(--panel)", "stop-opacity": String(opacity) }),
    ),
  );
/* Slanted lines of the panel's colour. */
/** @param {string} id @param {import("../core/dom.js").Attributes} line */
const hatch = (id, line) =>
  s(
    "pattern",
    { id, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    s("path", { d: "M0,0V5", stroke: "var(--panel)", ...line }),
  );

function definitions() {
  if (document.getElementById("atlas-strip-defs") || !document.body) return;
  document.body.append(
    s(
      "svg",
      { id: "atlas-strip-defs", width: 0, height: 0, style: "position:absolute", "aria-hidden": "true" },
      s(
        "defs",
        {},
        fade("atlas-fade-in", 0.92, 0.1),
        fade("atlas-fade-out", 0.1, 0.92),
        hatch("atlas-hatch-over", { "stroke-width": 3.4 }),
        hatch("atlas-hatch-over-light", { "stroke-width": 1.5, "stroke-opacity": ".8" }),
      ),
    ),
  );
}
if (document.body) definitions();
else document.addEventListener("DOMContentLoaded", definitions);
