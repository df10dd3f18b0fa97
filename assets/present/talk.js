/* The talk: which story is shown, where in it we are, and how. */
import { fetchJson } from "../core/ask.js";

const MOTION = "atlas-flights";
export const served = location.protocol !== "file:";
/** @typedef {import("../contract").Story} Story */
/**
 * @typedef {object} Talk
 * @property {Story[] | null} stories
 * @property {string[]} faults  stories that could not be read, a sentence each
 * @property {Story | null} story
 * @property {number} step
 * @property {"on" | "notes" | "ask" | "off"} mode
 * @property {boolean} playing
 * @property {boolean} due  the caption waits for the end of a stretch of time
 * @property {boolean} blank
 * @property {boolean} away  somebody moved on from the scene by hand
 */
/** @type {Talk} */
export const talk = {
  stories: null,
  faults: [],
  story: null,
  step: 0,
  mode: "off",
  playing: false,
  due: false,
  blank: false,
  away: false,
};

/** @param {Storage} area @param {string} key @param {string} [value] */
export const store = (area, key, value) => {
  try {
    if (value === undefined) return area.getItem(key);
    area.setItem(key, value);
  } catch {
    /* private windows keep nothing */
  }
  return null;
};
export const calm = () =>
  matchMedia("(prefers-reduced-motion: reduce)").matches || store(localStorage, MOTION) === "off";
/* The story that is shown, and its scene: asked for only while there is one. */
export const shown = () => /** @type {Story} */ (talk.story);
export const current = () => shown().scenes[talk.step];
/* Flights on, or off: what somebody chose holds for this machine. */
export function turnFlights() {
  store(localStorage, MOTION, calm() ? "on" : "off");
}

/* ---- stories ---- */
/** @param {Story[]} list */
export function giveStories(list) {
  talk.stories = list;
}
/* Those of the atlas, and the one that somebody makes here. */
/** @returns {Promise<Story[]>} */
export async function stories() {
  if (!talk.stories) {
    /** @type {import("../contract").Stories} */
    const answer = await fetchJson("data/stories.json");
    talk.stories = answer.stories;
    talk.faults = answer.faults;
  }
  const list = talk.stories;
  const draft = store(localStorage, "atlas-draft-story");
  /** @type {Story | null} */
  const own = draft ? JSON.parse(draft) : null;
  // One that was kept before its scenes came with all their texts is made again in the builder.
  return own && own.scenes.every((s) => s.clock) ? [...list.filter((s) => s.id !== own.id), own] : list;
}

/** @param {string} page */
export const address = (page) => location.pathname.replace(/present$/, "") + page;
