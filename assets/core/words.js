/* Words in the language of the scene. */

let words = {},
  lang = () => "en";

/* All words as key -> [English, Dutch], and who says which language is spoken now. */
export function giveWords(all) {
  words = all;
}
export function giveLanguage(fn) {
  lang = fn;
}

/* t("status.active") in the scene's language; {name} is replaced from params. */
export function t(key, params) {
  const pair = words[key];
  if (!pair) return key;
  let text = pair[lang() === "nl" ? 1 : 0];
  for (const [name, value] of Object.entries(params || {})) text = text.split("{" + name + "}").join(value);
  return text;
}

export const pick = (row, field) => row[field + "_" + (lang() === "nl" ? "nl" : "en")] || row[field + "_en"] || "";

export function dateWords(text, short) {
  const parts = String(text).split("-");
  if (parts.length === 1) return text;
  const month = t("month." + Number(parts[1]));
  const name = short ? (month === "maart" ? "mrt" : month.slice(0, 3)) : month;
  return parts.length === 2 ? `${name} ${parts[0]}` : `${Number(parts[2])} ${name} ${parts[0]}`;
}

export const number = (n) => new Intl.NumberFormat(lang() === "nl" ? "nl-NL" : "en-GB").format(n);
