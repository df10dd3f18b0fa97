/* The map of the served page, which dash-leaflet makes. */
import { on } from "../core/events.js";
import { state } from "../core/state.js";
import * as maps from "./maps.js";

/* Whether it was taken over. */
export let ready = false;

/* The served page's map is made by dash-leaflet: take it over as soon as Leaflet has made it. */
function hook() {
  window.L.Map.addInitHook(
    /** @this {unknown} */ function () {
      const map = /** @type {any} */ (this);
      if (!map.getContainer().closest("#panel-map")) return;
      map.whenReady(() =>
        setTimeout(() => {
          map.invalidateSize();
          const take = () => {
            if (!state.scene) {
              requestAnimationFrame(take);
              return;
            }
            if (map.atlasInstance) return;
            map.atlasInstance = maps.attach(map, {});
            ready = true;
            const settle = () => {
              if (!state.scene.view && !map.atlasInstance.moved) maps.home(map.atlasInstance);
            };
            settle();
            let frames = 0;
            on("painted", () => {
              if (frames++ < 3) settle();
            });
          };
          take();
        }, 0),
      );
    },
  );
}
if (window.L) hook();
else {
  let tries = 0;
  const timer = setInterval(() => {
    if (window.L || ++tries > 2000) {
      clearInterval(timer);
      if (window.L) hook();
    }
  }, 2);
}
