/* Whether the server is still there. The page works on without it; it says so, keeps its state, and goes on when it is
   back. It is asked when a request failed, when the page comes into view, and now and then while nothing happens. */
import { whenUnanswered } from "./ask.js";
import { h } from "./dom.js";
import { emit, on } from "./events.js";
import { bar } from "./faults.js";
import { t } from "./words.js";

const IDLE_MS = 20000,
  GONE_MS = 1500,
  PATIENCE_MS = 8000;
/** @type {Map<string, () => unknown>} */
const failed = new Map();
let gone = false,
  slow = 0,
  timer = 0;
/** Tag of the data that the page holds, and of newer ones that were told. @type {string | null} */
let tag = null;
/** @type {string | null} */
let told = null;

async function ask() {
  clearTimeout(timer);
  let answer = null,
    late = false;
  try {
    const health = await fetch("health", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    answer = health.ok ? await health.json() : null;
  } catch (error) {
    late = error instanceof DOMException && error.name === "TimeoutError";
  }
  slow = late ? slow + 1 : 0;
  // One late answer is a busy server; a refused connection is one that is gone.
  if (answer) here(answer);
  else if (!late || slow > 1) lost();
  wait();
}

function wait() {
  clearTimeout(timer);
  timer = window.setTimeout(
    () => {
      if (document.hidden && !gone) wait();
      else ask();
    },
    gone ? GONE_MS : IDLE_MS,
  );
}

function lost() {
  gone = true;
  if (!document.getElementById("server-gone"))
    bar("server-gone", h("span", {}, t("shell.gone")), [[t("shell.retry"), ask]]);
}

/** @param {string} id */
const remove = (id) => {
  const bar = document.getElementById(id);
  if (bar) bar.remove();
};

/** @param {import("../contract").Health} health */
function here({ data }) {
  const again = [...failed];
  failed.clear();
  if (gone) {
    gone = false;
    remove("server-gone");
    emit("back");
    const live = document.getElementById("live");
    if (live) live.textContent = t("shell.back");
    // A clock was asked for with a state that may be long past; that one stays with its button.
    for (const [what, retry] of again)
      if (what !== "clock") {
        remove("fault-" + what);
        retry();
      }
  }
  if (tag && data !== tag && data !== told) {
    told = data;
    bar("server-changed", h("span", {}, t("shell.changed")), [
      [t("shell.reload"), () => location.reload()],
      [t("shell.close"), () => {}],
    ]);
  }
}

whenUnanswered(ask);
on("fault", ({ what, retry }) => failed.set(what, retry));
on("ready", () => {
  const first = document.getElementById("atlas-first");
  tag = first && new URLSearchParams(JSON.parse(first.textContent || "").data.split("?")[1]).get("h");
  wait();
});
for (const name of ["pointerdown", "keydown"])
  addEventListener(
    name,
    () => {
      if (!gone) wait();
    },
    { passive: true, capture: true },
  );
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) ask();
});
