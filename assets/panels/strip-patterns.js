/* Patterns and fading edges that strips of status share; put into the page once. */

function definitions() {
  if (document.getElementById("atlas-strip-defs") || !document.body) return;
  const holder = document.createElement("div");
  const fade = (id, a, b) =>
    `<linearGradient id="${id}"><stop offset="0" stop-color="var(--panel)" stop-opacity="${a}"/>` +
    `<stop offset="1" stop-color="var(--panel)" stop-opacity="${b}"/></linearGradient>`;
  holder.innerHTML =
    '<svg id="atlas-strip-defs" width="0" height="0" style="position:absolute" aria-hidden="true"><defs>' +
    fade("atlas-fade-in", 0.92, 0.1) +
    fade("atlas-fade-out", 0.1, 0.92) +
    '<pattern id="atlas-hatch-over" width="5"' +
    ' height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0,0V5"' +
    ' stroke="var(--panel)" stroke-width="3.4"/></pattern>' +
    '<pattern id="atlas-hatch-over-light" width="5"' +
    ' height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0,0V5"' +
    ' stroke="var(--panel)" stroke-width="1.5" stroke-opacity=".8"/></pattern>' +
    "</defs></svg>";
  document.body.appendChild(holder.firstChild);
}
if (document.body) definitions();
else document.addEventListener("DOMContentLoaded", definitions);
