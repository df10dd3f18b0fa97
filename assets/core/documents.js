/* Documents of a view of the tables: their names and dates, their order, and what each states. */
import { publisherOf } from "./publisher.js";
import { fold } from "./text.js";

/** @typedef {import("../contract").DocumentRow} DocumentRow */
/** @typedef {import("../types").View} View */

/** The date that stands on a document; none where `date` is that of the last thing it tells. @param {DocumentRow} d */
export const dateOf = (d) => (d.date_basis ? "" : d.date || "");
/** @param {DocumentRow} row @param {string} lang */
export const nameOf = (row, lang) => (lang === "nl" && row.name_nl) || row.title;

/** Documents of a view, the letter first, then the newest; undated ones last.
    @param {DocumentRow[]} documents @param {string} letterId */
export function ordered(documents, letterId) {
  /** @param {DocumentRow} d */
  const rank = (d) => (d.document_id === letterId ? "z" : d.date || "");
  return documents.filter(Boolean).sort((a, b) => rank(b).localeCompare(rank(a)) || a.title.localeCompare(b.title));
}

/** Those in which every word that was typed begins a word of the title, the Dutch name, the publisher or the id.
    @param {DocumentRow[]} documents @param {string} text */
export function matching(documents, text) {
  /** @param {string} words */
  const plain = (words) => " " + fold(words).replace(/[^\p{L}\p{N}]+/gu, " ");
  const asked = plain(text).split(" ").filter(Boolean);
  return documents.filter((d) => {
    const hay = plain(
      [d.title, d.name_nl, d.publisher, publisherOf(d), d.document_id, dateOf(d)].filter(Boolean).join(" "),
    );
    return asked.every((word) => hay.includes(" " + word));
  });
}

/** Document id -> how many engagements it states something of. @param {View} view */
export function statedBy(view) {
  /** @type {Map<string, Set<string>>} */
  const sets = new Map();
  for (const citation of view.citations) {
    if (!citation) continue;
    const id = view.documents[citation[1]].document_id;
    sets.set(id, (sets.get(id) || new Set()).add(view.periods[citation[0]].engagement_id));
  }
  return new Map([...sets].map(([id, set]) => [id, set.size]));
}
/** @param {View} view @param {string} id */
export const documentOf = (view, id) => view.documents.find((d) => d && d.document_id === id);
