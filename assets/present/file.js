// @ts-nocheck
/* Start of a briefing in one file: everything it needs stands in the page. */
import { start } from "../core/state.js";
import { giveLayers } from "../core/styled.js";
import * as maps from "../map/maps.js";
import * as presenter from "./presenter.js";
import { giveStories } from "./talk.js";

const read = (id) => JSON.parse(document.getElementById("file-" + id).textContent);

async function open() {
  const story = read("story"),
    place = new URLSearchParams(location.hash.slice(1)),
    first = read("first");
  if (["en", "nl"].includes(place.get("lang"))) first.lang = place.get("lang");
  maps.give(read("base"));
  giveLayers(read("layers"));
  giveStories([story]);
  await start(read("payload"), read("words"), first);
  const map = window.map_briefing;
  map.keyboard.disable();
  map.atlasInstance = maps.attach(map, {});
  const step = Math.max(1, Number.parseInt(place.get("step"), 10) || 1) - 1;
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
