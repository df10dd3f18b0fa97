/* Start of a briefing in one file: everything it needs stands in the page. In the served atlas it does nothing. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const read = (id) => JSON.parse(document.getElementById("file-" + id).textContent);

  async function start() {
    if (!document.getElementById("file-payload")) return;
    const story = read("story"), place = new URLSearchParams(location.hash.slice(1)), first = read("first");
    if (["en", "nl"].includes(place.get("lang"))) first.lang = place.get("lang");
    atlas.map.give(read("base"));
    atlas.giveStories([story]);
    await atlas.start(read("payload"), read("words"), first);
    const map = window.map_briefing;
    map.keyboard.disable();
    map.atlasInstance = atlas.map.attach(map, {});
    const step = Math.max(1, Number.parseInt(place.get("step"), 10) || 1) - 1;
    await atlas.talk.enter(story.id, step, "on");
    /* Ready means that the scene stands on the screen: it is painted in the next frame. */
    requestAnimationFrame(() => requestAnimationFrame(() => { document.documentElement.dataset.ready = "yes"; }));
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
