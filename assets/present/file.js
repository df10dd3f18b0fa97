/* Start of a briefing in one file: everything it needs stands in the page. */
import { byId } from "../core/find.js";
import { start } from "../core/state.js";
import { giveLayers } from "../core/styled.js";
import * as maps from "../map/maps.js";
import * as presenter from "./presenter.js";
import { giveStories } from "./talk.js";

/** @param {string} id */
const read = (id) => JSON.parse(byId("file-" + id).textContent || "");

async function open() {
  const story = read("story"),
    place = new URLSearchParams(location.hash.slice(1)),
    first = read("first");
  const lang = place.get("lang") || "";
  if (["en", "nl"].includes(lang)) first.lang = lang;
  maps.give(read("base"));
  giveLayers(read("layers"));
  giveStories([story]);
  await start(read("payload"), read("words"), first);
  /** @type {any} */
  const map = Reflect.get(window, "map_briefing");
  map.keyboard.disable();
  map.atlasInstance = maps.attach(map, {});
  const step = Math.max(1, Number.parseInt(place.get("step") || "", 10) || 1) - 1;
  await presenter.enter(story.id, step, "on");
  /* Ready means that the scene stands on the screen: it is painted in the next frame. */
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      document.documentElement.dataset.ready = "yes";
    }),
  );
}
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", open);
else open();
