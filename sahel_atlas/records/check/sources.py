"""Rules about citations, documents, conflicts and the context of the letter."""

from __future__ import annotations

import re
from collections import defaultdict

from sahel_atlas.records.check.book import Book, Faults, Rule
from sahel_atlas.records.citations import FOOTNOTES, UNHASHED, locator
from sahel_atlas.records.paragraphs import HASHES, LOCATORS
from sahel_atlas.records.rows import Amount, Citation, ContextNote, Former, Text
from sahel_atlas.records.vocabulary import LETTER, LETTER_DATE

_HASH = re.compile(r"[0-9a-f]{64}")
_ADDRESS = re.compile(r"https?://[^\s/<>\"']+(?:/[^\s<>\"]*)?")
_CITING = ("citations", "texts", "amounts", "former", "context")
_ADDRESSED = ("documents", "sites", "events", "country_states")


def _primary(book: Book) -> Faults:
    for p in book.tables.periods:
        first = [c for c in book.citations.get(p.period_id, ()) if c.role == "primary"]
        if not first:
            do = f"add a row for {p.period_id} with role primary to citations.csv"
            yield book.fault("periods", p, "period_id", "one primary citation", "none", do)
        for other in first[1:]:
            do = "make one of them supporting"
            expected = f"one primary citation of {p.period_id}"
            yield book.fault("citations", other, "role", expected, f"{len(first)} primary ones", do)


def _agree(book: Book) -> Faults:
    for c in book.tables.citations:
        p = book.periods.get(c.period_id)
        if not p or c.role != "primary":
            continue
        for name in ("document_id", "section_code", "paragraph"):
            here, there = getattr(c, name), getattr(p, name)
            if here != there:
                do = f"make it the same as in row {p.line} of periods.csv"
                yield book.fault("citations", c, name, f"{there!r} as in periods.csv", repr(here), do)
                break


def _locators(book: Book) -> Faults:
    for c in book.tables.citations:
        if c.document_id == LETTER:
            yield from _locator(book, "citations", c)
        else:
            for name in ("section_code", "paragraph", "sha256"):
                if value := getattr(c, name):
                    do = "clear the cell; only the letter is cited by paragraph"
                    yield book.fault("citations", c, name, "an empty cell", repr(value), do)
    for note in book.tables.context:
        yield from _locator(book, "context", note)
    for table in ("texts", "amounts", "former"):
        for row in book.rows(table):
            if row.document_id == LETTER and row.section_code:
                yield from _locator(book, table, row)
            elif value := row.section_code or row.paragraph:
                do = "clear the cell; only the letter is cited by paragraph"
                name = "section_code" if row.section_code else "paragraph"
                yield book.fault(table, row, name, "an empty cell", repr(value), do)


def _locator(book: Book, table: str, row: Citation | ContextNote | Text | Amount | Former) -> Faults:
    place = (row.section_code, row.paragraph)
    notes = {str(n) for n in range(1, FOOTNOTES + 1)}
    if row.section_code in UNHASHED:
        if row.paragraph and (row.section_code != "FN" or row.paragraph not in notes):
            expected = f"a footnote from 1 to {FOOTNOTES}, or no number for signatures"
            yield book.fault(table, row, "paragraph", expected, repr(row.paragraph), "mend the number")
    elif place not in LOCATORS:
        do = "write for example VEI and 2"
        yield book.fault(table, row, "paragraph", "a paragraph of the letter", repr(locator(*place)), do)


def _told_later(book: Book) -> Faults:
    """A page without a date cannot have told a thing before it happened: its date is that of the last one."""
    told: dict[str, list[str]] = defaultdict(list)
    for c in book.tables.citations:
        period = book.periods.get(c.period_id)
        told[c.document_id].append(period.known_from if period else "")
    for table in ("texts", "amounts", "former"):
        for row in book.rows(table):
            told[row.document_id].append(row.known_from)
    for d in book.tables.documents:
        days = sorted({*filter(None, told[d.document_id])})
        if d.kind != "none" and not d.date and len(days) > 1:
            do = f"write {days[-1][:7]} with date_basis told, if that is the last thing it tells"
            yield book.fault("documents", d, "date", "a date, since it tells things of several days", "none", do)
        elif d.date_basis and not d.date:
            yield book.fault("documents", d, "date", "a date for date_basis told", "an empty cell", "fill it in")


def _hash_shape(book: Book) -> Faults:
    for table, row in _hashed(book):
        if row.section_code in UNHASHED:
            if row.sha256:
                do = "clear the cell; footnotes and signatures carry no hash"
                yield book.fault(table, row, "sha256", "an empty cell", repr(row.sha256[:12] + "…"), do)
        elif not _HASH.fullmatch(row.sha256):
            got = repr(row.sha256) if row.sha256 else "an empty cell"
            do = "copy the hash from another row of the same paragraph"
            yield book.fault(table, row, "sha256", "64 hexadecimal digits in small letters", got, do)


def _hash_same(book: Book) -> Faults:
    owner = {sha: place for place, sha in HASHES.items()}
    for table, row in _hashed(book):
        place = (row.section_code, row.paragraph)
        if not _HASH.fullmatch(row.sha256) or row.sha256 == HASHES.get(place, row.sha256):
            continue
        other = owner.get(row.sha256)
        got = f"that of {locator(*other)}" if other else repr(row.sha256[:12] + "…")
        do = "write the hash of this paragraph, or the locator of that one" if other else "write it like that"
        expected = f"the hash of {locator(*place)}, {HASHES[place]}"
        yield book.fault(table, row, "sha256", expected, got, do)


def _hashed(book: Book) -> list[tuple[str, Citation | ContextNote]]:
    rows: list[tuple[str, Citation | ContextNote]] = []
    rows += [("citations", c) for c in book.tables.citations if c.document_id == LETTER]
    rows += [("context", note) for note in book.tables.context]
    return rows


def _double(book: Book) -> Faults:
    seen: dict[tuple[str, str, str, str], int] = {}
    for c in book.tables.citations:
        key = (c.period_id, c.document_id, c.section_code, c.paragraph)
        if key in seen:
            got = f"the same as row {seen[key]}"
            yield book.fault("citations", c, "period_id", "a citation that stands once", got, "remove one of the rows")
        seen.setdefault(key, c.line)


def _cited(book: Book) -> Faults:
    used = {row.document_id for name in _CITING for row in book.rows(name)}
    used |= {document for site in book.tables.sites for document in site.documents}
    for d in book.tables.documents:
        if d.document_id and d.document_id not in used and not d.note:
            do, got = "cite it, or say in its note why it is here", f"{d.document_id!r}, which no row cites"
            yield book.fault("documents", d, "document_id", "a document that is cited", got, do)


def _addresses(book: Book) -> Faults:
    for d in book.tables.documents:
        if bool(d.address) != bool(d.address_confidence) and book.sound("documents", d, "address_confidence"):
            empty, full = (
                ("address", "address_confidence") if d.address_confidence else ("address_confidence", "address")
            )
            expected = f"a value, since {full} has one"
            yield book.fault("documents", d, empty, expected, "an empty cell", f"fill it in, or clear {full}")
    for table in _ADDRESSED:
        for row in book.rows(table):
            if row.address and not _ADDRESS.fullmatch(row.address):
                do = "write the whole address, beginning with https://"
                yield book.fault(table, row, "address", "an address of a page", repr(row.address), do)


def _letter(book: Book) -> Faults:
    for d in book.tables.documents:
        if d.document_id == LETTER and d.date != LETTER_DATE:
            do = f"write {LETTER_DATE}, the day in the parliamentary record"
            yield book.fault("documents", d, "date", LETTER_DATE, repr(d.date), do)
    if book.tables.documents and not any(d.document_id == LETTER for d in book.tables.documents):
        yield book.fault("documents", 0, "document_id", f"a row for the letter, {LETTER}", "none", "put it back")


def _shown(book: Book) -> Faults:
    for c in book.tables.conflicts:
        if not book.sound("conflicts", c, "period_ids"):
            continue
        if c.show_period_id not in c.period_ids:
            do = "choose one of the rows that differ"
            expected = f"one of {', '.join(c.period_ids)}"
            yield book.fault("conflicts", c, "show_period_id", expected, repr(c.show_period_id), do)
        for hidden in c.not_shown:
            if hidden not in c.period_ids or hidden == c.show_period_id:
                do = "name only rows of this conflict that are not shown"
                expected = "a row of period_ids other than the one shown"
                yield book.fault("conflicts", c, "not_shown", expected, repr(hidden), do)


def _conflict_scope(book: Book) -> Faults:
    for c in book.tables.conflicts:
        e = book.engagements.get(c.engagement_id)
        shown = book.periods.get(c.show_period_id)
        if e and shown and shown.engagement_id != e.engagement_id:
            do = "name the engagement of the row that is shown"
            expected = shown.engagement_id
            yield book.fault("conflicts", c, "engagement_id", expected, repr(c.engagement_id), do)
        for iso3 in c.countries_iso3 if e else ():
            if e and iso3 not in book.lands[e.engagement_id]:
                do = "mend the country or the engagement"
                expected = f"a country of {e.engagement_id}"
                yield book.fault("conflicts", c, "countries_iso3", expected, repr(iso3), do)
        for place in c.letter_paragraphs:
            if tuple(place.split()) not in LOCATORS:
                do = "write for example VEI 2"
                yield book.fault("conflicts", c, "letter_paragraphs", "a paragraph of the letter", repr(place), do)


RULES = (
    Rule("primary", "each period has one primary citation", _primary),
    Rule("agree", "a period and its primary citation name the same place", _agree),
    Rule("locator", "only the letter is cited by paragraph, and the paragraph exists", _locators),
    Rule("hash-shape", "a paragraph of the letter carries a hash", _hash_shape),
    Rule("hash-same", "a paragraph carries its own hash", _hash_same),
    Rule("citation-double", "a citation stands once", _double),
    Rule("document-cited", "documents are there because they are cited, or say why", _cited),
    Rule("document-told", "a page without a date tells things of one day, or has the date of the last", _told_later),
    Rule("address", "addresses are whole, and those of documents say how sure they are", _addresses),
    Rule("letter-document", "the letter is there, with its day", _letter),
    Rule("conflict-shown", "a conflict shows one of its own rows", _shown),
    Rule("conflict-scope", "a conflict keeps to its engagement and to the letter's paragraphs", _conflict_scope),
)
