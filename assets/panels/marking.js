/* The marking of the page: bands above and below all it shows, and what links and the second window carry of it. Which
   labels there are and how they look is said by the server (exports/marking.py); marking-choice.js lets choose. */
import { emit } from "../core/events.js";
import { findAll } from "../core/find.js";
import { giveAlongside } from "../core/link.js";
import * as rules from "../core/marking-rules.js";
import { painter } from "../core/painters.js";
import { rootData } from "../core/root.js";
import { repaint, state } from "../core/state.js";

/* ---- what the page was given: its own element in a file, a part of the first scene on the served page ---- */
/** @returns {Partial<Marking> & { labels?: [name: string, colour: string][], required?: boolean, chosen?: boolean }} */
function given() {
  const own = document.getElementById("file-marking"),
    first = document.getElementById("atlas-first");
  return (own ? JSON.parse(own.textContent) : first && JSON.parse(first.textContent).marking) || {};
}
const { text = "", tlp = "", labels = [], required = false, chosen: linked = false } = given();
/* A marking that the machine sets needs no place in the link; one that somebody chose does. */
/** @typedef {{ text: string, tlp: string }} Marking */
/** @type {Marking} */
let now = { text, tlp };
let chosen = linked;
/** @type {BroadcastChannel | null} */
let channel = null;
const due = () => required && !rules.line(now);

function draw() {
  document.querySelectorAll(".marking-band").forEach((band) => band.remove());
  document.body.insertAdjacentHTML("afterbegin", rules.bands(now, labels));
  const on = rules.line(now) ? "on" : "off",
    turned = (document.documentElement.dataset.marking || "off") !== on;
  rootData("marking", on);
  if (turned) dispatchEvent(new Event("resize"));
  for (const a of document.querySelectorAll('a[download][href^="api/"]'))
    a.setAttribute("href", rules.marked(a.getAttribute("href") || "", now));
  if (state.scene) {
    repaint();
    state.settle(null);
  }
}
/** @param {Marking} marking @param {{ quiet?: boolean }} [how] */
function set(marking, { quiet } = {}) {
  now = marking;
  chosen = true;
  draw();
  emit("marked", now);
  if (!quiet) post({ marking: now });
}

/* ---- the other window of the same story ---- */
let storyShown = () => "";
/* `fn()` names the story that is shown, or none. */
/** @param {() => string} fn */
export function giveStory(fn) {
  storyShown = fn;
}
function story() {
  return storyShown() || new URLSearchParams(location.search).get("story");
}
/** @param {{ marking?: Marking, ask?: boolean }} message */
function post(message) {
  if (channel && story()) channel.postMessage({ ...message, story: story() });
}
if (location.protocol !== "file:" && typeof BroadcastChannel !== "undefined") {
  channel = new BroadcastChannel("atlas-marking");
  channel.onmessage = ({ data }) => {
    if (data.story !== story()) return;
    if (data.ask) {
      if (chosen && rules.line(now)) post({ marking: now });
    } else if (rules.line(data.marking) !== rules.line(now)) set(data.marking, { quiet: true });
  };
}
/* A window that was opened without a marking takes that of the one that shows the story. */
function ask() {
  if (!chosen) post({ ask: true });
}

/* ---- links, titles and the room that is left ---- */
giveAlongside(() => (chosen ? rules.query(now) : ""));
painter(99, "marking", () => {
  const before = rules.line(now) && rules.line(now) + " | ";
  if (before && !document.title.startsWith(before)) document.title = before + document.title;
});
/* Height of the window between the bands, in pixels. */
const height = () => innerHeight - findAll(document, ".marking-band").reduce((sum, band) => sum + band.offsetHeight, 0);

export const get = () => ({ ...now });
/** @param {string} address */
export const marked = (address) => rules.marked(address, now);
export { set, due, ask, height, labels };

/* How a marking is asked for: marking-choice.js says so on the served page; in a briefing nobody is asked. */
/** @typedef {{ ready: () => Promise<boolean>, field: (say: boolean) => HTMLElement | null }} Choice */
/** @type {Choice} */
let choice = { ready: () => Promise.resolve(true), field: (_say) => null };
/** @param {Choice} given */
export function giveChoice(given) {
  choice = given;
}
/* Whether a story may be shown: where a marking is due it is asked for first. */
export const markingReady = () => choice.ready();
/* The fields; `say` tells at once that one is due. */
/** @param {boolean} say */
export const markingField = (say) => choice.field(say);
