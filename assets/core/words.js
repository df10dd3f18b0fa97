/* Words in the language of the scene. */

/** @type {import("../types").Words} */
let words = {};
/** @type {() => string} */
let lang = () => "en";

/** All words as key -> [English, Dutch]. @param {import("../types").Words} all */
export function giveWords(all) {
  words = all;
}
/** Who says which language is spoken now. @param {() => string} fn */
export function giveLanguage(fn) {
  lang = fn;
}

/** t("status.active") in the scene's language; {name} is replaced from params.
    @param {string} key @param {Record<string, unknown>} [params] @returns {string} */
export function t(key, params) {
  const pair = words[key];
  if (!pair) return key;
  let text = pair[lang() === "nl" ? 1 : 0];
  for (const [name, value] of Object.entries(params || {})) text = text.split("{" + name + "}").join(String(value));
  return text;
}

/** What a row says in the scene's language. @param {object} row @param {string} field @returns {string} */
export const pick = (row, field) => {
  const said = /** @type {Record<string, any>} */ (row);
  return said[field + "_" + (lang() === "nl" ? "nl" : "en")] || said[field + "_en"] || "";
};

/** A day, a month or a year in words. @param {string} text @param {boolean} [short] */
export function dateWords(text, short) {
  const parts = String(text).split("-");
  if (parts.length === 1) return text;
  const month = t("month." + Number(parts[1]));
  const name = short ? (month === "maart" ? "mrt" : month.slice(0, 3)) : month;
  return parts.length === 2 ? `${name} ${parts[0]}` : `${Number(parts[2])} ${name} ${parts[0]}`;
}

/** @param {number} n */
export const number = (n) => new Intl.NumberFormat(lang() === "nl" ? "nl-NL" : "en-GB").format(n);
