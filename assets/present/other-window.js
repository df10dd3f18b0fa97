/* The other window of the same talk: notes here, the screen there, each a step behind the other by a message. */
import { repaint } from "../core/state.js";
import { served, shown, talk } from "./talk.js";

/** @type {BroadcastChannel | null} */
let channel = null;

/* `go` takes this window to a step. */
/** @param {(step: number, options: { quiet: boolean }) => void} go */
export function listen(go) {
  if (channel || !served || typeof BroadcastChannel === "undefined") return;
  channel = new BroadcastChannel("atlas-present");
  channel.onmessage = ({ data }) => {
    if (!talk.story || (data.story && data.story !== talk.story.id)) return;
    if (data.ask && talk.mode === "on") tell();
    else if (data.step !== undefined && data.step !== talk.step && talk.mode !== "off") {
      if (talk.mode === "ask") talk.step = data.step;
      else go(data.step, { quiet: true });
    } else if (data.blank !== undefined && talk.mode === "on") {
      talk.blank = data.blank;
      repaint();
    }
  };
}
export function tell() {
  if (channel) channel.postMessage({ story: shown().id, step: talk.step });
}

/* A window of notes asks where the screen is. */
export function askWhere() {
  if (channel) channel.postMessage({ ask: true });
}
/* Notes may blank the screen. */
export function sayBlank() {
  if (channel) channel.postMessage({ story: shown().id, blank: talk.blank });
}
