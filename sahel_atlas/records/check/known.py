"""Rules about the document clock: on which day a row, or a part of it, became public."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from sahel_atlas.records.check.book import Book, Faults, Rule, first_day
from sahel_atlas.records.rows import TABLES, columns
from sahel_atlas.records.vocabulary import LETTER_DATE

CLOCKED = tuple(name for name, record in TABLES.items() if "known_from" in columns(record) and name != "periods")
"""Tables whose rows carry their own day; that of a period has rules of its own."""
PARTS = ("end_known_from", "source_from")
"""Days of parts of a row: those of its end, and of its source, note and address."""
_CURRENCY = re.compile(r"[A-Z]{3}")
_YEARS = re.compile(r"\d{4}(?:-\d{4})?")


def _full(text: str) -> bool:
    return len(text) == 10


def _days(book: Book) -> Faults:
    for table in CLOCKED:
        names = [n for n in ("known_from", *PARTS) if n in columns(TABLES[table])]
        for row in book.rows(table):
            for name in names:
                text = getattr(row, name)
                if text and book.sound(table, row, name) and not _full(text):
                    do = (
                        "write the day on which it became public; the last of its month or year when only that is known"
                    )
                    yield book.fault(table, row, name, "a full day", repr(text), do)


def _parts(book: Book) -> Faults:
    for table in CLOCKED:
        for row in book.rows(table):
            for name in PARTS:
                later, first = getattr(row, name, ""), row.known_from
                if not later or not book.sound(table, row, name, "known_from") or not first:
                    continue
                if later < first:
                    expected = f"a day from {first} on, on which the row itself became public"
                    do = "write the day on which this part became public, or clear the cell"
                    yield book.fault(table, row, name, expected, repr(later), do)


def _ends(book: Book) -> Faults:
    for table in ("sites", "country_states"):
        for row in book.rows(table):
            if not book.sound(table, row, "end_date", "end_known_from"):
                continue
            if row.end_date and not row.end_known_from:
                do = "write the day on which the end became public, or the earlier clock would know it too soon"
                yield book.fault(table, row, "end_known_from", "a day, since the row has an end", "an empty cell", do)
            elif row.end_known_from and not row.end_date:
                do = "clear the cell, or write the end"
                expected = "an empty cell, since the row has no end"
                yield book.fault(table, row, "end_known_from", expected, repr(row.end_known_from), do)


def _engagement(book: Book) -> Faults:
    """Nothing is told of an engagement before the engagement itself is public."""
    for table in ("texts", "amounts", "sites"):
        for row in book.rows(table):
            yield from _too_early(book, table, row, row.engagement_id)
    for event in book.tables.events:
        for engagement_id in event.engagement_ids:
            yield from _too_early(book, "events", event, engagement_id)


def _too_early(book: Book, table: str, row: Any, engagement_id: str) -> Faults:
    first = book.first_known.get(engagement_id)
    if first and row.known_from and book.sound(table, row, "known_from") and row.known_from < first:
        expected = f"a day from {first} on, when {engagement_id} became public"
        do = f"mend the day, or give {engagement_id} a period that was public earlier"
        yield book.fault(table, row, "known_from", expected, repr(row.known_from), do)


def _announced(book: Book) -> Faults:
    """What is to happen is announced at most a year before it does."""
    for event in book.tables.events:
        if not (event.known_from and book.sound("events", event, "known_from", "date")):
            continue
        first = f"{int(event.date[:4]) - 1}{event.date[4:]}"
        if event.known_from < first:
            expected, do = f"a day from {first} on, a year before the event", "mend the day or the date"
            yield book.fault("events", event, "known_from", expected, repr(event.known_from), do)


def _document(book: Book) -> Faults:
    """A text or a sum is known from its document; what an event or a site rests on may come later and says so."""
    for table in ("texts", "amounts", "former"):
        for row in book.rows(table):
            day = book.document_day(row.document_id)
            if day and row.known_from and book.sound(table, row, "known_from") and row.known_from < day:
                expected = f"a day from {day} on, the day of {row.document_id}"
                do = "mend the day, or name the document that told it then"
                yield book.fault(table, row, "known_from", expected, repr(row.known_from), do)
    for site in book.tables.sites:
        for document in site.documents:
            day, public = book.document_day(document), site.source_from or site.known_from
            if day and public and book.sound("sites", site, *PARTS, "known_from") and public < day:
                expected = f"a day from {day} on, the day of {document}"
                name = "source_from" if site.source_from else "known_from"
                yield book.fault("sites", site, name, expected, repr(public), "mend the day, or write source_from")


def _letter_first(book: Book) -> Faults:
    """That the letter states a thing was not so before there was a letter."""
    for table in ("periods", *CLOCKED):
        for row in book.rows(table):
            if getattr(row, "confidence", "") == "stated_in_letter" and "" < row.known_from < LETTER_DATE:
                do = "say how sure it was on that day, or write the day of the letter as known_from"
                expected = f"another word, since the row was public before {LETTER_DATE}"
                yield book.fault(table, row, "confidence", expected, "'stated_in_letter'", do)


def _site_begun(book: Book) -> Faults:
    """A site is known from its beginning on: a date that lies ahead of it was told by something later."""
    for site in book.tables.sites:
        if not (site.start_date and site.known_from and book.sound("sites", site, "start_date", "known_from")):
            continue
        if site.known_from < first_day(site.start_date, site.start_precision).isoformat():
            do = "write the day on which the date was told, or leave the start out"
            yield book.fault("sites", site, "known_from", f"a day from {site.start_date} on", repr(site.known_from), do)


def _conflict(book: Book) -> Faults:
    for c in book.tables.conflicts:
        if not c.known_from or not book.sound("conflicts", c, "known_from"):
            continue
        days = [(book.periods[i].known_from, i) for i in c.period_ids if i in book.periods]
        days += [(LETTER_DATE, "the letter, whose paragraphs it names")] if c.letter_paragraphs else []
        day, what = max(days, default=("", ""))
        if c.known_from < day:
            expected = f"a day from {day} on, the day of {what}"
            do = "write the day on which both sides were public"
            yield book.fault("conflicts", c, "known_from", expected, repr(c.known_from), do)


def _amounts(book: Book) -> Faults:
    for a in book.tables.amounts:
        if a.amount is not None and a.amount <= 0:
            yield book.fault("amounts", a, "amount", "a sum above 0", f"{a.amount:g}", "check the figure")
        if a.currency and not _CURRENCY.fullmatch(a.currency):
            do = "write the code of the currency, such as EUR"
            yield book.fault("amounts", a, "currency", "three capitals such as EUR", repr(a.currency), do)
        if a.year and not _YEARS.fullmatch(a.year):
            do = "write 2024 or 2024-2026"
            yield book.fault("amounts", a, "year", "a year, or the first and the last", repr(a.year), do)
        for name in ("for_en", "for_nl"):
            if ";" in (text := getattr(a, name)):
                do = "write a comma: a semicolon parts the sums of an engagement where they share a cell"
                yield book.fault("amounts", a, name, "words without a semicolon", repr(text), do)


def _window(book: Book) -> Faults:
    """A day of knowledge beyond the window could never be asked for."""
    last = date.fromisoformat(book.tables.window[1]).isoformat()
    for table in ("periods", *CLOCKED):
        for row in book.rows(table):
            if row.known_from and book.sound(table, row, "known_from") and row.known_from > last:
                do = "mend the year, or the window in atlas.toml"
                yield book.fault(table, row, "known_from", f"a day up to {last}", repr(row.known_from), do)


RULES = (
    Rule("known-full", "the day on which something became public is a full day", _days),
    Rule("known-part", "a part of a row is not public before the row", _parts),
    Rule("known-ending", "an end says when it became known", _ends),
    Rule("known-engagement", "nothing is told of an engagement before it is public", _engagement),
    Rule("known-announced", "an event is known at most a year before it happens", _announced),
    Rule("known-source", "nothing is known before the document that tells it", _document),
    Rule("known-letter", "the letter states nothing before it was written", _letter_first),
    Rule("known-site", "a site is known from its beginning on", _site_begun),
    Rule("known-conflict", "a conflict is told once both sides are public", _conflict),
    Rule("known-window", "nothing becomes public after the window", _window),
    Rule("amount", "a sum has a currency and a year, and no semicolon in what it is for", _amounts),
)
