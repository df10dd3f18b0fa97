"""The document clock: what was public on a day, for every row of every table.

`as_known` gives the tables as they stood on a day. A row that became public later is absent, and so is a part of a
row: an end that was known later than the start, a source or a note that was written later. One rule for each table
stands in `RULES`; `versions` gives the same rows with the days of knowledge between which they stand, for the browser.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

from sahel_atlas.records.clock.periods import FAR, span
from sahel_atlas.records.rows import TABLES, Amount, Document, Engagement, Former, Period, Row, Tables, Text
from sahel_atlas.records.vocabulary import LETTER_DATE

ALWAYS = date.min
"""The day of geography and of names: public before the window begins."""
GEOGRAPHY = ("countries", "places", "route_nodes")
"""Tables of names and coordinates alone: they tell nothing that happened, and are always public."""


SOURCES = ("source", "note", "address", "source_from")
"""Parts of a row that became public with its source."""


def document_day(document: Document) -> date | None:
    """The last possible day of a document's date; None for an undated one, which follows the rows that cite it."""
    return span(document.date)[1] if document.date else None


@dataclass(frozen=True)
class Public:
    """On which day each row of a set of tables became public."""

    tables: Tables

    @cached_property
    def documents(self) -> Mapping[str, date]:
        """Document id -> its day; an undated document takes the first day of a row that cites it."""
        cited: dict[str, list[date]] = defaultdict(list)
        for citation in self.tables.citations:
            if citation.period_id in self.periods:
                cited[citation.document_id].append(self.periods[citation.period_id])
        told: tuple[Text | Amount | Former, ...] = (*self.tables.texts, *self.tables.amounts, *self.tables.former)
        for row in told:
            cited[row.document_id].append(_day(row.known_from))
        return {
            d.document_id: document_day(d) or min(cited.get(d.document_id, ()), default=ALWAYS)
            for d in self.tables.documents
        }

    @cached_property
    def periods(self) -> Mapping[str, date]:
        """Period id -> the day from which it may speak."""
        return {p.period_id: _day(p.known_from) for p in self.tables.periods}

    @cached_property
    def engagements(self) -> Mapping[str, date]:
        """Engagement id -> the day on which the first of its periods became public."""
        first: dict[str, date] = {}
        for p in self.tables.periods:
            day = self.periods[p.period_id]
            first[p.engagement_id] = min(day, first.get(p.engagement_id, day))
        return first

    @cached_property
    def period_sources(self) -> Mapping[str, date]:
        """Period id -> the day from which its source, note and degree may be read: that of its last document."""
        cited: dict[str, list[date]] = defaultdict(list)
        for c in self.tables.citations:
            cited[c.period_id].append(self.documents.get(c.document_id, ALWAYS))
        return {i: max([day, *cited.get(i, ())]) for i, day in self.periods.items()}

    @cached_property
    def former(self) -> Mapping[str, tuple[tuple[date, str, Any], ...]]:
        """Engagement id -> days on which more was told of an attribute, with its name and what it read before."""
        told: dict[str, list[tuple[date, str, Any]]] = defaultdict(list)
        for row in self.tables.former:
            told[row.engagement_id].append((_day(row.known_from), row.field, row.read))
        return {i: tuple(sorted(rows, key=lambda x: x[0])) for i, rows in told.items()}

    @cached_property
    def stood(self) -> Mapping[tuple[str, str], date]:
        """(engagement, place) -> the day on which the first of its sites there became public."""
        first: dict[tuple[str, str], date] = {}
        for site in self.tables.sites:
            key = site.engagement_id, site.place_id
            first[key] = min(_day(site.known_from), first.get(key, date.max))
        return first

    def day(self, table: str, row: Any) -> date:
        """The day on which a row became public; `date.max` where it has none yet."""
        return RULES[table](self, row)

    def at(self, table: str, row: Any, known: date) -> Any:
        """A row as it stood on a day of knowledge, its later parts emptied; None while it was not public."""
        if known < self.day(table, row):
            return None
        parts = self._parts(table, row)
        later: dict[str, Any] = {name: "" for day, names in parts for name in names if known < day}
        if isinstance(row, Engagement):
            later |= self._as_told(row, known)
        named = getattr(row, "documents", ())
        told = tuple(i for i in named if self.documents.get(i, ALWAYS) <= known)
        if told != named:
            later["documents"] = told
        return replace(row, **later) if later else row

    def _as_told(self, row: Engagement, known: date) -> dict[str, Any]:
        """Attributes of an engagement that read otherwise on a day of knowledge, and the places that it had by then."""
        earlier: dict[str, Any] = {}
        for day, name, before in self.former.get(row.engagement_id, ()):
            if known < day:
                earlier.setdefault(name, before)
        places = earlier.get("place_ids", row.place_ids)
        earlier["place_ids"] = tuple(p for p in places if self.stood.get((row.engagement_id, p), known) <= known)
        return earlier

    def _parts(self, table: str, row: Any) -> Iterator[tuple[date, tuple[str, ...]]]:
        """Days on which parts of a row became public, with the names of those parts."""
        if isinstance(row, Period):
            last = self.period_sources[row.period_id]
            yield last, ("source", "note", "degree")
            yield self.documents.get(row.document_id, ALWAYS), ("document_id", "section_code", "paragraph")
            return
        if isinstance(row, Engagement):
            for day, *_ in self.former.get(row.engagement_id, ()):
                yield day, ()
            for place in row.place_ids:
                yield self.stood.get((row.engagement_id, place), ALWAYS), ()
        for document_id in getattr(row, "documents", ()):
            yield self.documents.get(document_id, ALWAYS), ()
        if table == "groups":  # the five of the Sahel are geography; the paragraph that names them came later
            yield _day(LETTER_DATE), ("basis", "letter")
        if table == "conflicts" and row.known_from:
            yield _day(row.known_from), ("what_differs_en", "what_differs_nl", "why_en", "why_nl", "known_from")
        if getattr(row, "end_known_from", ""):
            yield _day(row.end_known_from), ("end_date", "end_precision", "end_known_from")
        if getattr(row, "source_from", ""):
            yield _day(row.source_from), tuple(n for n in SOURCES if hasattr(row, n))

    def versions(self, table: str) -> Iterator[tuple[int, date, date, Any]]:
        """Each row with the days of knowledge between which it stands so: position, first, first not, row.

        The last version of a row stands until `periods.FAR`, which is excluded nowhere: everything known includes it.
        """
        for position, row in enumerate(getattr(self.tables, table)):
            first = self.day(table, row)
            if first == date.max:
                continue
            days = sorted({first, *(day for day, _ in self._parts(table, row) if day > first)})
            for begin, end in pairwise([*days, FAR]):
                yield position, begin, end, self.at(table, row, begin)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _known_from(public: Public, row: Any) -> date:
    return _day(row.known_from)


def _of_engagement(public: Public, row: Any) -> date:
    """What is told of an engagement stands once the engagement itself is public."""
    return max(_day(row.known_from), public.engagements.get(row.engagement_id, date.max))


def _always(public: Public, row: Any) -> date:
    return ALWAYS


def _citation(public: Public, row: Any) -> date:
    """A citation stands once both its document and the row that it bears are public."""
    never = date.max
    return max(public.documents.get(row.document_id, never), public.periods.get(row.period_id, never))


def _conflict(public: Public, row: Any) -> date:
    """A conflict stands once all its sides are public."""
    return max((public.periods.get(i, date.max) for i in row.period_ids), default=date.max)


RULES: Mapping[str, Callable[[Public, Any], date]] = {
    **dict.fromkeys(TABLES, _known_from),
    **dict.fromkeys(GEOGRAPHY, _always),
    "engagements": lambda public, row: public.engagements.get(row.engagement_id, date.max),
    **dict.fromkeys(("sites", "texts", "amounts", "former"), _of_engagement),
    "documents": lambda public, row: public.documents[row.document_id],
    "citations": _citation,
    "conflicts": _conflict,
    "context": lambda public, row: public.documents.get(row.document_id, date.max),
}
"""Table -> the day on which a row became public."""


def as_known(tables: Tables, known: date) -> Tables:
    """The tables as they stood on a day of knowledge.

    Parameters
    ----------
    tables : Tables
    known : datetime.date
        Document time; `periods.FAR` gives the tables themselves.

    Returns
    -------
    Tables
        Without the rows that became public later, and with the later parts of rows empty.
    """
    if known >= FAR:
        return tables
    public = Public(tables)
    known_rows: dict[str, tuple[Row, ...]] = {
        name: tuple(seen for row in getattr(tables, name) if (seen := public.at(name, row, known)) is not None)
        for name in TABLES
    }
    kept = {f.name: getattr(tables, f.name) for f in fields(tables) if f.name not in TABLES}
    return Tables(**known_rows, **kept)  # type: ignore[arg-type]
