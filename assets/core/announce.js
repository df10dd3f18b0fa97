/* Screen readers hear of a change at most once a second, and only of the last one. */

let spokenAt = 0;
/** @type {number | undefined} */
let waiting;

/** @param {string} text */
export function announce(text) {
  clearTimeout(waiting);
  const wait = Math.max(0, 1000 - (performance.now() - spokenAt));
  waiting = window.setTimeout(() => {
    const live = document.getElementById("live");
    if (live) live.textContent = text;
    spokenAt = performance.now();
  }, wait);
}
