/* Proof of silence: the page counts what it asked, or tried to ask, of any other address since it opened. */
import { painter } from "../core/painters.js";
import { state } from "../core/state.js";
import { t } from "../core/words.js";

/* Address -> how often the policy refused it and how often the browser timed it: one request may be told by both. */
/** @type {Map<string, [refused: number, timed: number]>} */
const seen = new Map();
let last = "";
const total = () => [...seen.values()].reduce((n, [refused, timed]) => n + Math.max(refused, timed), 0);
/** @param {string} url */
const own = (url) => {
  try {
    const parsed = new URL(url, document.baseURI);
    if (["data:", "blob:", "about:"].includes(parsed.protocol)) return true;
    return parsed.protocol === location.protocol && parsed.host === location.host;
  } catch {
    return true;
  }
};
/** @param {string} url @param {0 | 1} which */
function note(url, which) {
  if (own(url)) return;
  last = String(url).slice(0, 200);
  const counts = seen.get(last) || [0, 0];
  counts[which] += 1;
  seen.set(last, counts);
  show();
}

/* Refused by the page's own policy: the address is told, or only its kind ("inline", "eval"), which asks nobody. */
document.addEventListener("securitypolicyviolation", (event) => {
  if (/^[a-z]+:\/\//i.test(event.blockedURI)) note(event.blockedURI, 0);
});
if (window.PerformanceObserver)
  new PerformanceObserver((list) => list.getEntries().forEach((e) => note(e.name, 1))).observe({
    type: "resource",
    buffered: true,
  });

function show() {
  const { scene } = state;
  if (!scene) return;
  place();
  const n = total(),
    text = n ? `${t("offline.some", { n })} (${t("offline.last", { x: last })})` : t("offline.none");
  for (const element of document.querySelectorAll("[data-silence]")) {
    if (element.textContent !== text) element.textContent = text;
    element.classList.toggle("is-broken", n > 0);
  }
}
/* On the normal page the note stands at the foot of the time dock. */
function place() {
  const dock = document.getElementById("dock");
  if (!dock || dock.querySelector(":scope > [data-silence]")) return;
  const p = document.createElement("p");
  p.className = "silence dock-silence";
  p.dataset.silence = "";
  dock.appendChild(p);
}
painter(90, "silence", show);
