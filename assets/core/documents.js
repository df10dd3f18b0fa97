/* Documents of a view of the tables: their names and dates, their order, and what each states. */
import { publisherOf } from "./publisher.js";
import { fold } from "./text.js";

/* The date that stands on a document; none where `date` is that of the last thing it tells. */
export const dateOf = (d) => (d.date_basis ? "" : d.date || "");
export const nameOf = (row, lang) => (lang === "nl" && row.name_nl) || row.title;

/* Documents of a view, the letter first, then the newest; undated ones last. */
export function ordered(documents, letterId) {
  const rank = (d) => (d.document_id === letterId ? "z" : d.date || "");
  return documents.filter(Boolean).sort((a, b) => rank(b).localeCompare(rank(a)) || a.title.localeCompare(b.title));
}

/* Those in which every word that was typed begins a word of the title, the Dutch name, the publisher or the id. */
export function matching(documents, text) {
  const plain = (words) => " " + fold(words).replace(/[^\p{L}\p{N}]+/gu, " ");
  const asked = plain(text).split(" ").filter(Boolean);
  return documents.filter((d) => {
    const hay = plain(
      [d.title, d.name_nl, d.publisher, publisherOf(d), d.document_id, dateOf(d)].filter(Boolean).join(" "),
    );
    return asked.every((word) => hay.includes(" " + word));
  });
}

/* Document id -> how many engagements it states something of. */
export function statedBy(view) {
  const sets = new Map();
  for (const citation of view.citations) {
    if (!citation) continue;
    const id = view.documents[citation[1]].document_id;
    if (!sets.has(id)) sets.set(id, new Set());
    sets.get(id).add(view.periods[citation[0]].engagement_id);
  }
  return new Map([...sets].map(([id, set]) => [id, set.size]));
}
export const documentOf = (view, id) => view.documents.find((d) => d && d.document_id === id);
