/* The map first: what stands around it is painted once it is on the screen, unless the map takes long or cannot
   come. */
import { on } from "../core/events.js";
import { awaitMap, repaint, state } from "../core/state.js";
import * as maps from "./maps.js";

const PATIENCE_MS = 1500;
let awaited = Boolean(document.getElementById("atlas-first"));
const release = () => {
  if (awaited) {
    awaited = false;
    repaint();
  }
};
awaitMap(() => {
  if (awaited && (!["map", "route"].includes(state.scene.tab) || (maps.main() && maps.main().wheels))) awaited = false;
  return awaited;
});
on("fault", release);
if (awaited) setTimeout(release, PATIENCE_MS);
