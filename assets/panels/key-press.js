/* Tables of keys, the page's and a story's: what each key is called, when it is obeyed, what it does, and the words
   with which help prints it. */

/**
 * @typedef {object} Press  A key press, as rows are asked about it.
 * @property {KeyboardEvent} event
 * @property {(selector: string) => Element | null} at  what the focus stands in
 */
/**
 * @typedef {object} KeyRow
 * @property {string} print  keys as help prints them, apart by a space
 * @property {string} words  what they do, as a key of the words
 * @property {Record<string, any>} keys  each key, after "Ctrl " and "Shift " where it asks for them, and what `do` gets
 * @property {(press: Press) => boolean} when  whether it is obeyed now
 * @property {(given: any, press: Press) => void} do
 * @property {boolean} [passes]  others hear of the key too
 */

const STORE = "atlas-keys",
  OFF = "off";

/* Whether keys of one letter are on: who dictates to a machine switches them off. */
export function lettersOn() {
  try {
    return localStorage.getItem(STORE) !== OFF;
  } catch {
    return true;
  }
}
/** @param {boolean} on */
export function turnLetters(on) {
  try {
    localStorage.setItem(STORE, on ? "on" : OFF);
  } catch {
    /* private windows keep no settings */
  }
}

/** @param {KeyboardEvent} event @returns {Press} */
export const pressOf = (event) => ({
  event,
  at: (selector) => (event.target instanceof Element ? event.target.closest(selector) : null),
});

/* What a press is called: with Shift where a row asks for it, else without. Alt belongs to the browser. */
/** @param {Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">} event @returns {string[]} */
export function namesOf({ key, ctrlKey, metaKey, shiftKey, altKey }) {
  if (altKey) return [];
  const name = key.length === 1 ? key.toLowerCase() : key,
    control = ctrlKey || metaKey ? "Ctrl " : "";
  return shiftKey ? [`${control}Shift ${name}`, control + name] : [control + name];
}

/* The row that a press asks for; null where there is none, or none that is obeyed now. */
/** @param {KeyRow[]} rows @param {Press} press @returns {{ row: KeyRow, given: any } | null} */
export function rowFor(rows, press) {
  for (const name of namesOf(press.event)) {
    const row = rows.find((one) => Object.hasOwn(one.keys, name));
    if (row) return row.when(press) ? { row, given: row.keys[name] } : null;
  }
  return null;
}

/* Does what a press asks for; whether that was anything. */
/** @param {KeyRow[]} rows @param {KeyboardEvent} event */
export function obey(rows, event) {
  const press = pressOf(event),
    found = rowFor(rows, press);
  if (!found) return false;
  if (!found.row.passes) event.preventDefault();
  found.row.do(found.given, press);
  return true;
}
