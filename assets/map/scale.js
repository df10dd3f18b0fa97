/* The scale bar of the map. */
import { h, put } from "../core/dom.js";
import { hand } from "../core/hand.js";
import { painter } from "../core/painters.js";
import { whenThere } from "../core/root.js";
import { repaint } from "../core/state.js";
import { number } from "../core/words.js";
import * as maps from "./maps.js";

/* Mercator stretches, so it is true at 15 degrees north and says so. */
painter(12, "scale", ({ t }) => {
  const box = /** @type {HTMLElement | null} */ (document.querySelector(".map-scale")),
    main = maps.main();
  if (!box || !main || hand.drags) return;
  const perPixel = (40075.017 * Math.cos((15 * Math.PI) / 180)) / (256 * Math.pow(2, main.map.getZoom()));
  const steps = [10, 20, 50, 100, 200, 250, 500, 1000, 2000];
  const km = steps.filter((s) => s / perPixel <= 130).pop() || 10;
  const strip = maps.legendRoom(main).bottom,
    ui = box.currentCSSZoom || 1;
  const key = [km, Math.round(km / perPixel), t("map.scale"), strip, innerWidth].join("|");
  if (box.dataset.key === key) return;
  /* On a phone the note stands at the edge, and the bar above it. */
  box.style.bottom = strip / ui + (innerWidth < 600 ? 40 : 12) + "px";
  box.dataset.key = key;
  const bar = h("i");
  bar.style.width = `${Math.round(km / perPixel / ui)}px`;
  put(box, bar, `${number(km)} km · ${t("map.scale")}`);
});
whenThere(".map-scale", () => {
  const wait = setInterval(() => {
    if (maps.main()) {
      clearInterval(wait);
      maps.main().map.on("zoomend", repaint);
    }
  }, 50);
});
