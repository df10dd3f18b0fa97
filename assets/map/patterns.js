/* Patterns that every svg of the page may use; put into the page once it is known which colours there are. */
import { on } from "../core/events.js";
import { TOKEN } from "./symbols.js";

function definitions() {
  if (document.getElementById("atlas-defs")) return;
  const holder = document.createElement("div");
  /** @param {string} id @param {number} pitch @param {number} turn @param {string} colour @param {number} width
      @param {number} [opacity] */
  const lines = (id, pitch, turn, colour, width, opacity) =>
    `<pattern id="${id}" width="${pitch}" height="${pitch}" patternUnits="userSpaceOnUse"` +
    ` patternTransform="rotate(${turn})">` +
    `<path d="M${pitch / 2},0V${pitch}" stroke="var(--${colour})" stroke-width="${width}"` +
    `${opacity ? ` stroke-opacity="${opacity}"` : ""}/></pattern>`;
  /* First documented: bands, leaning one way; last stated earlier: hair lines, leaning the other. */
  holder.innerHTML =
    '<svg id="atlas-defs" width="0" height="0" style="position:absolute" aria-hidden="true"><defs>' +
    lines("atlas-hatch", 4, 45, "ink3", 1.6, 0.75) +
    lines("atlas-hatch-light", 6, 45, "ink3", 1, 0.45) +
    lines("atlas-hatch-site", 2.1, 45, "ink", 0.8) +
    lines("atlas-stripes", 5, 45, "disc", 2) +
    Object.values(TOKEN)
      .map((token) => lines(`atlas-stripes-${token}`, 5, 45, token, 1.2))
      .join("") +
    lines("atlas-stale", 3.4, -45, "disc", 0.9) +
    lines("atlas-stale-open", 3.4, -45, "ink3", 0.8) +
    "</defs></svg>";
  document.body.append(...holder.childNodes);
}
on("ready", definitions);
