/* The page's root element, and elements that Dash has yet to make. */

/** Set a data attribute of the page only when it changes: writing it makes the browser restyle everything.
    @param {string} name @param {string} value */
export function rootData(name, value) {
  if (document.documentElement.dataset[name] !== value) document.documentElement.dataset[name] = value;
}

/** Dash mounts the page after this script ran: run fn once the element is there.
    @param {string} selector @param {(found: any) => void} fn */
export function whenThere(selector, fn) {
  const found = /** @type {HTMLElement | null} */ (document.querySelector(selector));
  if (found) {
    fn(found);
    return;
  }
  const watch = new MutationObserver(() => {
    const now = /** @type {HTMLElement | null} */ (document.querySelector(selector));
    if (now) {
      watch.disconnect();
      fn(now);
    }
  });
  watch.observe(document.documentElement, { childList: true, subtree: true });
}
