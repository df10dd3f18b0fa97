"""Rules about what an attribute of an engagement read before a document told more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sahel_atlas.records.cells import read_list
from sahel_atlas.records.check.book import Book, Faults, Rule
from sahel_atlas.records.check.engagements import actors
from sahel_atlas.records.faults import hint, one_of
from sahel_atlas.records.rows import Engagement, Former, columns


def _usable(book: Book) -> list[Former]:
    names = ("engagement_id", "field", "value", "known_from")
    return [r for r in book.tables.former if r.field and r.known_from and book.sound("former", r, *names)]


def _words(book: Book, name: str, meta: dict[str, Any]) -> Collection[str]:
    """What a field may hold; empty where any words will do."""
    if name == "place_ids":
        return book.places
    return actors(book) if name in ("lead", "partners") else meta["words"]


def _parts(row: Former, meta: dict[str, Any]) -> tuple[str, ...]:
    if meta["kind"] == "list":
        return read_list(row.value)
    return (row.value,) if row.value else ()


def _values(book: Book) -> Faults:
    """A former value is one that its field could hold."""
    described = columns(Engagement)
    for row in _usable(book):
        meta = described[row.field]
        parts = _parts(row, meta)
        if meta["required"] and not parts:
            do, expected = "write what it read then", f"a value, since {row.field} is never empty"
            yield book.fault("former", row, "value", expected, "an empty cell", do)
        words = _words(book, row.field, meta)
        for part in parts if words else ():
            if part not in words:
                do = hint(part, words, f"write a word of {row.field}")
                expected = one_of(words) if meta["words"] else f"a value that {row.field} may hold"
                yield book.fault("former", row, "value", expected, repr(part), do)


def _steps(book: Book) -> Faults:
    """Each row ends on a day of its own, and what followed it differs."""
    found: dict[tuple[str, str], list[Former]] = defaultdict(list)
    for row in _usable(book):
        found[row.engagement_id, row.field].append(row)
    for (engagement_id, name), rows in found.items():
        e, rows = book.engagements.get(engagement_id), sorted(rows, key=lambda r: r.known_from)
        if not e:
            continue
        for row, follows in zip(rows, [*rows[1:], None], strict=True):
            if follows and follows.known_from == row.known_from:
                do = f"keep one row of {name} for that day"
                yield book.fault("former", follows, "known_from", "a day of its own", repr(row.known_from), do)
            elif row.read == (follows.read if follows else getattr(e, name)):
                do = "take the row out, or write what it read before"
                expected = f"another value than {'the next row' if follows else 'engagements.csv'} has"
                yield book.fault("former", row, "value", expected, repr(row.value), do)


def _after(book: Book) -> Faults:
    """A former value was public for a while: more was told only after the engagement itself was known."""
    for row in _usable(book):
        first = book.first_known.get(row.engagement_id)
        if first and row.known_from <= first:
            expected = f"a day after {first}, when {row.engagement_id} became public"
            do = "mend the day, or take the row out"
            yield book.fault("former", row, "known_from", expected, repr(row.known_from), do)


RULES = (
    Rule("former-value", "a former value is one that its field could hold", _values),
    Rule("former-step", "a former value differs from what followed it, on a day of its own", _steps),
    Rule("former-day", "more is told of an engagement only after it was known", _after),
)
