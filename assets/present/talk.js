/* The talk: which story is shown, where in it we are, and how. */
import { fetchJson } from "../core/ask.js";

const MOTION = "atlas-flights";
export const served = location.protocol !== "file:";
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
export const current = () => talk.story.scenes[talk.step];
/* Flights on, or off: what somebody chose holds for this machine. */
export function turnFlights() {
  store(localStorage, MOTION, calm() ? "on" : "off");
}

/* ---- stories ---- */
export function giveStories(list) {
  talk.stories = list;
}
export async function stories() {
  if (!talk.stories) {
    const answer = await fetchJson("data/stories.json");
    talk.stories = answer.stories;
    talk.faults = answer.faults;
  }
  const draft = store(localStorage, "atlas-draft-story");
  const own = draft ? JSON.parse(draft) : null;
  // One that was kept before its scenes came with all their texts is made again in the builder.
  return own && own.scenes.every((s) => s.clock) ? [...talk.stories.filter((s) => s.id !== own.id), own] : talk.stories;
}

export const address = (page) => location.pathname.replace(/present$/, "") + page;
