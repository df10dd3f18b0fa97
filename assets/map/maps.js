/* The map: all maps of the page, and what is done to them. Works on any Leaflet map: the served page (made by
   dash-leaflet), a second map beside it, or a briefing in one file. */
import { on } from "../core/events.js";
import { painter } from "../core/painters.js";
import { repaint, state } from "../core/state.js";
import { Instance, instances, unit } from "./instance.js";
import { home, refit } from "./view.js";

export { file, give } from "./files.js";
export { Instance, instances, part, parts, shapes, unit } from "./instance.js";
export { HOME, home, legendRoom, refit, ROUTE_HOME, step } from "./view.js";

/* The map of the page, or of the briefing; undefined until it is there. */
export const main = () => instances[0];

/** Under a slider that is dragged the panes of the base are one layer too; a zoom gives them theirs back.
    @param {boolean} on */
export function still(on) {
  for (const { map } of instances) map.getContainer().classList.toggle("is-still", on);
}
/** @param {import("leaflet").Map} map @param {import("../types").InstanceOptions} options */
export function attach(map, options) {
  const instance = new Instance(map, options);
  instances.push(instance);
  repaint();
  return instance;
}
/** @param {unknown} instance */
export function detach(instance) {
  const at = instances.indexOf(instance);
  if (at >= 0) instances.splice(at, 1);
}

painter(10, "maps", (context) => {
  for (const instance of instances) instance.paint(context);
});

on("fly", ({ lon, lat, zoom }) => {
  const instance = main();
  if (!instance) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  instance.moved = true;
  instance.map.flyTo([lat, lon], zoom || Math.max(instance.map.getZoom(), 5), { animate: !calm, duration: 0.8 });
});
on("home", () => {
  const i = main();
  if (i) {
    home(i);
    i.moved = false;
    state.commit({ view: null });
  }
});

/* Another size of the window may mean another unit: symbols are built again, and the region is fitted anew. */
new ResizeObserver(() =>
  instances.forEach((i) => {
    if (!i.options.scene && document.documentElement.dataset.present !== "on" && i.u !== unit()) {
      i.u = unit();
      repaint();
    }
    refit(i);
  }),
).observe(document.documentElement);
