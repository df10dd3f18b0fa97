/* Where what a dossier says comes from: citations, documents with their addresses, and texts that each name their
   document and the day on which it became public. */
import { days } from "../core/days.js";
import * as documents from "../core/documents.js";
import { letterOf } from "../core/letter.js";
import { publisherOf } from "../core/publisher.js";
import { state } from "../core/state.js";
import { escape } from "../core/text.js";
import { dateWords, t } from "../core/words.js";
import * as pieces from "./dossier-parts.js";
import * as reader from "./dossier-reader.js";

/** @typedef {import("../contract").ClockRow} ClockRow */
/** @typedef {import("../contract").DocumentRow} DocumentRow */
/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../contract").Means} Means */
/** @typedef {import("../types").Told} Told */
/** @typedef {[period: number | null, document: number, section: string, paragraph: string, role: string]} Citation */
/** @typedef {{document_id: string, section_code?: string, paragraph?: string}} Row what names a document */
/** @typedef {{address?: string, address_confidence?: string}} Addressed */

const lang = () => state.scene.lang;

/* The citation that stands beside a row: the letter's where it bears it, else the primary one; null without any. */
/** @param {Engine} engine @param {ClockRow} row */
function shownCitation(engine, row) {
  const all = row.q.map((i) => engine.data.citations[i]),
    weight = /** @param {Citation} c */ (c) => (c[4] === engine.means.primary ? 0 : 1);
  const letter = all.filter((c) => engine.data.documents[c[1]].document_id === letterOf(engine).id);
  return (letter.length ? letter : all).slice().sort((a, b) => weight(a) - weight(b))[0] || null;
}

/* Section and paragraph of the letter, the number of a parliamentary paper, or publisher and year. */
/** @param {Engine} engine @param {number} documentIndex @param {string} [section] @param {string} [paragraph] */
function locator(engine, documentIndex, section, paragraph) {
  if (section) return `${t("section." + section)}${paragraph ? ` ¶\u00a0${paragraph}` : ""}`;
  const d = engine.data.documents[documentIndex];
  const number = /^kst-(\d+)-(\w+)$/.exec(d.document_id);
  if (number) return `Kst. ${number[1]}, ${number[2]}`;
  /* What nobody looked up has no publisher but words, in the language of the page. */
  if (d.kind === engine.means.unread) {
    const said = publisherOf(d);
    return said[0].toUpperCase() + said.slice(1);
  }
  const publisher = d.publisher.split(/[;,(]/)[0];
  const short =
    publisher.length > 14
      ? publisher
          .split(" ")
          .filter((w) => /^[A-Z]/.test(w))
          .map((w) => w[0])
          .join("")
      : publisher;
  return `${short.length > 1 ? short : publisher}${documents.dateOf(d) ? " " + (d.date || "").slice(0, 4) : ""}`;
}

/* A citation as a button; key must be unique in the dossier. */
/** @param {Engine} engine @param {Citation} c @param {string} key */
function citation(engine, c, key) {
  const [, doc, section, paragraph] = c,
    on = reader.cite !== null && reader.cite.key === key,
    d = engine.data.documents[doc];
  const own = d.document_id === letterOf(engine).id;
  return (
    `<button type="button" class="d-cite" data-cite="${escape(key)}" data-key="cite:${escape(key)}` +
    `" data-section="${escape(own ? section : "")}" data-paragraph="${escape(own ? paragraph : "")}` +
    '"' +
    ` aria-expanded="${on}" title="${escape(documents.nameOf(d, lang()))}">` +
    `${escape(locator(engine, doc, section, paragraph))}</button>`
  );
}

/** @param {string | undefined} address */
const isWeb = (address) => /^https?:\/\//i.test(address || "");

/* The address of a document or row as a link that only a hand opens, or a sentence that there is none. */
/** @param {{means: Means}} engine @param {Addressed} row */
function addressLine({ means }, row) {
  const address = row.address || "";
  if (!address) return `<span class="muted">${escape(t("dossier.address.none"))}</span>`;
  const sure =
    row.address_confidence && row.address_confidence !== means.verified
      ? ` <i class="d-inferred">${escape(t("dossier.address." + row.address_confidence))}</i>`
      : "";
  if (!isWeb(address)) return `<span>${escape(address)}</span>${sure}`;
  return (
    `<a class="d-address" href="${escape(address)}" target="_blank" rel="noopener noreferrer">` +
    escape(address.replace(/^https?:\/\//i, "")) +
    `<span class="visually-hidden"> ${escape(t("dossier.address.opens"))}</span></a>${sure}`
  );
}

/* A document's own title, with its Dutch name beside it where the page is Dutch and the title is not. */
/** @param {DocumentRow} d */
function titleOf(d) {
  const other = lang() === "nl" && d.name_nl && d.name_nl !== d.title ? d.name_nl : "";
  return other
    ? `<b>${escape(other)}</b><div class="muted" lang="en">${escape(d.title)}</div>`
    : `<b>${escape(d.title)}</b>`;
}
/** @param {DocumentRow} d */
const dated = (d) =>
  d.date_basis
    ? t("dossier.undated.told", { x: pieces.dateText(d.date) })
    : d.date
      ? pieces.dateText(d.date)
      : t("dossier.undated");
/** @param {DocumentRow} d */
const imprint = (d) =>
  [publisherOf(d), dated(d), d.identifier || (/^kst-/.test(d.document_id) ? d.document_id : "")]
    .filter(Boolean)
    .join(" · ");

/* The paragraph of the letter, from the copy that the server was given. */
/** @param {any} open */
function paragraphOf(open) {
  if (!open.section) return "";
  if (open.text) {
    const warning = open.altered ? `<p class="d-altered">${escape(t("dossier.letter.altered"))}</p>` : "";
    return (
      `${warning}<blockquote${open.altered ? ' class="is-altered"' : ""} lang="nl"><mark>` +
      `${escape(open.text)}</mark></blockquote>`
    );
  }
  if (open.fault) return `<p class="muted">${escape(t("dossier.letter.fault"))}</p>`;
  return reader.letter === false || location.protocol === "file:"
    ? `<p class="muted">${escape(t("dossier.letter.none"))}</p>`
    : "";
}

/* What an opened citation says: document, publisher, date, address, place in it; the paragraph where there is a
   copy. */
/** @param {Engine} engine @param {Citation} c @param {string} key */
function cited(engine, c, key) {
  const open = reader.cite;
  if (!open || open.key !== key) return "";
  const [, doc, section, paragraph, role] = c,
    d = engine.data.documents[doc];
  const name = t("section.name." + section);
  const place = section
    ? `<div>${escape(name === "section.name." + section ? t("section." + section) : name)}` +
      `${paragraph ? `, ${escape(t("dossier.paragraph", { n: paragraph }))}` : ""}</div>`
    : "";
  return (
    `<div class="d-cited" role="note">${titleOf(d)}<div class="muted">${escape(imprint(d))}</div>` +
    `<div>${addressLine(engine, d)}</div>${place}<div class="muted">${escape(t("dossier.role." + role))}` +
    "</div>" +
    `${paragraphOf(open)}<p>` +
    `${pieces.textLink("document:" + d.document_id, t("dossier.document.open"), "doc:" + key)}</p>` +
    "</div>"
  );
}

/* The source of a row: its citation, or that it was published later than what was known. */
/** @param {Engine} engine @param {ClockRow} row @param {string} key */
function source(engine, row, key) {
  const c = shownCitation(engine, row),
    later = pieces.bit(engine, row, "source_later")
      ? `<span class="d-later">${escape(pieces.lower(t("doubt.source_later")))}</span>`
      : "";
  if (!c) return { button: later, body: "" };
  return { button: [citation(engine, c, key), later].filter(Boolean).join(" "), body: cited(engine, c, key) };
}
/* The source of a table's row in words; before it was public there is none to name. */
/** @param {{source?: string}} row */
const sourceText = (row) =>
  row.source ? escape(row.source) : `<i>${escape(pieces.lower(t("doubt.source_later")))}</i>`;

/** @param {Engine} engine @param {string} id */
const indexOf = (engine, id) => engine.data.documents.findIndex((d) => d && d.document_id === id);

/* A document of a row that is no state (a text, an amount, a note) as a citation; null while it is not public. */
/** @param {Engine} engine @param {Row} row @returns {Citation | null} */
function rowCitation(engine, { document_id: id, section_code: section, paragraph }) {
  const doc = indexOf(engine, id);
  return doc < 0 ? null : [null, doc, section || "", paragraph || "", "told"];
}
/** @param {Engine} engine @param {Row} row @param {string} key */
function chip(engine, row, key) {
  const c = rowCitation(engine, row);
  return c ? { button: citation(engine, c, key), body: cited(engine, c, key) } : { button: "", body: "" };
}

/* A locator of the letter as it stands in notes and conflicts: "MIG 1". */
/** @param {Engine} engine @param {string} ref @param {string} key */
function letterRef(engine, ref, key) {
  const [section, paragraph] = ref.split(" ");
  return chip(engine, { document_id: letterOf(engine).id, section_code: section, paragraph }, key);
}

/* Rows that name a document: where one alone may speak, its own. */
/** @param {any[]} rows */
const spoken = (rows) => rows.filter((x) => !state.scene.stated || x.document_id === state.scene.stated);

/* What is told of an engagement about one thing: each text with its document and the day on which it was public. */
/** @param {Engine} engine @param {Told} e @param {string} about @param {string} prefix */
function told(engine, e, about, prefix) {
  return spoken(e.told || [])
    .filter((x) => x.about === about)
    .map((x, i) => {
      const from = chip(engine, x, `${prefix}:${about}:${i}`);
      const day = t("dossier.told", { x: dateWords(days.toIso(x.k), true) });
      return (
        `<p class="d-text d-told">${escape(lang() === "nl" ? x.nl : x.en)} <span class="d-from">` +
        `${from.button} <span class="muted">${escape(day)}</span></span></p>${from.body}`
      );
    })
    .join("");
}

export {
  shownCitation,
  locator,
  citation,
  cited,
  source,
  sourceText,
  chip,
  addressLine,
  dated,
  letterRef,
  spoken,
  told,
};
