/* The address under which the browser keeps a scene: where in a story it stands, and what goes along with every
   link. */

/** @type {(query: string) => string | null} */
let inStory = () => null;
/** @type {() => string} */
let alongside = () => "";

/** `fn(query)` gives the address of a scene while a story is shown, or null.
    @param {(query: string) => string | null} fn */
export function giveStoryPlace(fn) {
  inStory = fn;
}

/** `fn()` gives what every link carries besides its scene, as part of a query, or nothing. @param {() => string} fn */
export function giveAlongside(fn) {
  alongside = fn;
}

/** Null where nothing but the scene is to be kept. @param {string} query */
export function placeOf(query) {
  const own = alongside(),
    whole = own ? `${query}&${own}` : query;
  return inStory(whole) || (own ? `${location.pathname}?${whole}` : null);
}
