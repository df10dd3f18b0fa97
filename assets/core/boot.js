/* Start of the served page: its first scene stands in the page, its data comes from the server that sent it. */
import { fetchJson } from "./ask.js";
import { emit } from "./events.js";
import { whenThere } from "./root.js";
import { follow, giveTag, repaint, start } from "./state.js";

window.addEventListener("popstate", follow);

async function boot() {
  const first = document.getElementById("atlas-first");
  if (!first) return;
  const {
    scene: opened,
    dropped,
    data,
    words,
    tag,
  } = /** @type {import("../contract").First} */ (JSON.parse(first.textContent || ""));
  giveTag(tag);
  try {
    const [payload, allWords] = await Promise.all([fetchJson(data), fetchJson(words)]);
    await start(payload, allWords, opened);
    if (dropped.length) emit("dropped", dropped);
  } catch (error) {
    emit("fault", { what: "data", error, retry: boot });
  }
}
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", boot);
else boot();

whenThere("#atlas", () => repaint());
