"""Rules that hold for every table: ids, references, pairs of cells, small vocabularies of single columns."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sahel_atlas.records.check.book import Book, Faults, Rule
from sahel_atlas.records.clock.periods import fits
from sahel_atlas.records.faults import hint, one_of
from sahel_atlas.records.rows import TABLES, columns

WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("events", "category"): (
        *("coup", "transition", "military", "un", "eu", "diplomacy", "sanctions", "regional", "conflict"),
        *("migration_law", "netherlands", "letter", "visit", "exercise"),
    ),
    ("places", "coord_precision"): ("town centre", "about 2 km", "about 30 km", "label only"),
    ("documents", "kind"): (
        *("kamerbrief", "kamervragen", "resolution", "decision", "conclusions", "statement", "press release"),
        *("news item", "press", "web page", "verslag", "motie", "joint communication", "none"),
    ),
    ("context", "kind"): (
        *("goal", "interest", "root_cause", "principle", "dilemma", "approach", "trend", "region", "route"),
        *("organisation", "power", "reference", "parliament"),
    ),
    ("sites", "basis"): ("public", "letter"),
    ("indicators", "unit"): ("index 0-1", "persons"),
}
"""Vocabularies of columns that nothing but the check needs."""

TOGETHER: tuple[tuple[str, str, str], ...] = (
    ("events", "description_en", "description_nl"),
    ("periods", "end_date", "end_precision"),
    ("country_states", "end_date", "end_precision"),
    ("events", "end_date", "end_precision"),
)
"""Columns of which both or neither are filled."""

DATES: tuple[tuple[str, str, str], ...] = (
    ("periods", "end_date", "end_precision"),
    ("country_states", "start_date", "start_precision"),
    ("country_states", "end_date", "end_precision"),
    ("sites", "start_date", "start_precision"),
    ("sites", "end_date", "end_precision"),
    ("events", "date", "precision"),
    ("events", "end_date", "end_precision"),
)
"""Dates that are written as long as their precision asks; the start of a period has a rule of its own."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SITE_ID = re.compile(r"(?P<at>[a-z0-9-]+@[a-z0-9_-]+)(?:\.[2-9])?")
_PERIOD_ID = re.compile(r"(?P<engagement>[a-z0-9-]+)\.p\d+")
_PART_ID = re.compile(r"(?P<engagement>[a-z0-9-]+)\.(?P<mark>[a-z])\d+")
MARKS = {"description": "d", "contribution": "c", "conditions": "k", "note": "n"}
"""What a text is about -> the letter in its id; an amount has an a."""


def _keys(book: Book) -> Faults:
    for table, record in TABLES.items():
        for name, meta in columns(record).items():
            if not meta["key"]:
                continue
            seen: dict[str, int] = {}
            for row in book.rows(table):
                value = getattr(row, name)
                if value and value in seen:
                    first, do = f"{value!r} as in row {seen[value]}", "give this row an id of its own"
                    yield book.fault(table, row, name, "an id that occurs once", first, do)
                seen.setdefault(value, row.line)


def _slugs(book: Book) -> Faults:
    for row in book.tables.engagements:
        if row.engagement_id and not _SLUG.fullmatch(row.engagement_id):
            do, got = "write it without capitals, spaces and accents", repr(row.engagement_id)
            yield book.fault("engagements", row, "engagement_id", "an id such as minusma-nl", got, do)
    for period in book.tables.periods:
        match = _PERIOD_ID.fullmatch(period.period_id)
        if period.period_id and (not match or match["engagement"] != period.engagement_id):
            expected = f"the engagement's id, a dot and p with a number, such as {period.engagement_id}.p1"
            do = "write the id like that; citations and conflicts refer to it"
            yield book.fault("periods", period, "period_id", expected, repr(period.period_id), do)
    for site in book.tables.sites:
        match, wanted = _SITE_ID.fullmatch(site.site_id), f"{site.engagement_id}@{site.place_id}"
        if site.site_id and (not match or match["at"] != wanted):
            do, expected = "write the id like that; links refer to it", f"{wanted}, or {wanted}.2 for a second row"
            yield book.fault("sites", site, "site_id", expected, repr(site.site_id), do)
    yield from _part_slugs(book)


def _part_slugs(book: Book) -> Faults:
    for table, key in (("texts", "text_id"), ("amounts", "amount_id")):
        for row in book.rows(table):
            value, mark = getattr(row, key), MARKS.get(row.about, "") if table == "texts" else "a"
            match = _PART_ID.fullmatch(value)
            if value and mark and (not match or (match["engagement"], match["mark"]) != (row.engagement_id, mark)):
                expected = f"the engagement's id, a dot and {mark} with a number, such as {row.engagement_id}.{mark}1"
                yield book.fault(table, row, key, expected, repr(value), "write the id like that")


def _references(book: Book) -> Faults:
    known: dict[str, dict[str, None]] = {}
    for table, record in TABLES.items():
        for name, meta in columns(record).items():
            target = meta["refers"]
            if not target:
                continue
            if target not in known:
                other, column = target.split(".")
                known[target] = dict.fromkeys(value for row in book.rows(other) if (value := getattr(row, column)))
            if known[target]:  # an unreadable table is a fault of its own, not one of every row that refers to it
                yield from _unknown(book, table, name, target, known[target])


def _unknown(book: Book, table: str, name: str, target: str, known: Iterable[str]) -> Faults:
    valid = known if isinstance(known, dict) else dict.fromkeys(known)
    for row in book.rows(table):
        value = getattr(row, name)
        for word in value if isinstance(value, tuple) else (value,):
            if word and word not in valid:
                otherwise = f"add it to {target.split('.')[0]}.csv first"
                expected = f"an id of {target.split('.')[0]}.csv"
                yield book.fault(table, row, name, expected, repr(word), hint(word, valid, otherwise))


def _words(book: Book) -> Faults:
    for (table, name), words in WORDS.items():
        for row in book.rows(table):
            value = getattr(row, name)
            if value and value not in words:
                yield book.fault(table, row, name, one_of(words), repr(value), hint(value, words))


def _together(book: Book) -> Faults:
    for table, first, second in TOGETHER:
        for row in book.rows(table):
            if not book.sound(table, row, first, second):
                continue
            if bool(getattr(row, first)) != bool(getattr(row, second)):
                empty, full = (second, first) if getattr(row, first) else (first, second)
                expected = f"a value, since {full} has one"
                yield book.fault(table, row, empty, expected, "an empty cell", f"fill it in, or clear {full}")


def _twice(book: Book) -> Faults:
    for table, record in TABLES.items():
        names = list(columns(record))
        seen: dict[tuple[object, ...], int] = {}
        for row in book.rows(table):
            values = tuple(getattr(row, name) for name in names)
            if values in seen:
                got = f"the same as row {seen[values]}"
                yield book.fault(table, row, names[0], "a row that says something new", got, "remove one of them")
            seen.setdefault(values, row.line)


def _repeated(book: Book) -> Faults:
    for table, record in TABLES.items():
        lists = [name for name, meta in columns(record).items() if meta["kind"] == "list"]
        for row in book.rows(table):
            for name in lists:
                values = getattr(row, name)
                if len(set(values)) < len(values):
                    twice = next(value for value in values if values.count(value) > 1)
                    yield book.fault(table, row, name, "each value once", f"{twice!r} twice", "remove one of them")


def _date_length(book: Book) -> Faults:
    for table, name, precision in DATES:
        for row in book.rows(table):
            text, word = getattr(row, name), getattr(row, precision)
            if text and book.sound(table, row, name, precision) and not fits(text, word):
                yield book.fault(table, row, name, f"a date to the {word}", repr(text), "cut it, or mend the precision")


RULES = (
    Rule("key", "an id occurs once in its table", _keys),
    Rule("id-shape", "ids are written in one way", _slugs),
    Rule("reference", "an id that is referred to exists", _references),
    Rule("word", "single columns keep to their words", _words),
    Rule("together", "two languages, or a date and its precision, are filled together", _together),
    Rule("twice", "no row stands twice", _twice),
    Rule("repeated", "a value stands once in a list", _repeated),
    Rule("date-length", "a date is written as long as its precision asks", _date_length),
)
