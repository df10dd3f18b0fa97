"""What every rule of the check works with: the tables, their indexes, and how a fault is made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from geo.errors import AtlasError
from sahel_atlas.records.clock.periods import effective_end, effective_start, span
from sahel_atlas.records.faults import Fault
from sahel_atlas.records.rows import Citation, Document, Engagement, Period, Place, Row, Site, Tables

Faults = Iterator[Fault]


@dataclass(frozen=True)
class Rule:
    """One rule of the check.

    Attributes
    ----------
    name : str
        Stands in every fault that the rule makes.
    says : str
        The rule in a sentence.
    find : callable
        Takes the book and yields faults.
    geography : bool
        Needs shapely and the base geography, and runs only when asked for.
    """

    name: str
    says: str
    find: Callable[[Book], Faults]
    geography: bool = False


@dataclass
class Book:
    """Tables with look-ups by id. Cells that could not be read are known, so that no rule trips over them."""

    tables: Tables
    folder: Path
    broken: frozenset[tuple[str, int, str]] = frozenset()
    _starts: dict[int, date | None] = field(default_factory=dict, repr=False)

    def fault(self, table: str, row: Row | int, column: str, expected: str, got: str, do: str) -> Fault:
        """A fault in one cell; `row` is a record or a line number."""
        line = row if isinstance(row, int) else row.line
        return Fault(f"{self.folder.name}/{table}.csv", line, column, expected, got, do)

    def sound(self, table: str, row: Row, *names: str) -> bool:
        """Whether none of these cells has a fault already."""
        return not any((table, row.line, name) in self.broken for name in names)

    def rows(self, table: str) -> tuple[Any, ...]:
        """All records of a table by its name."""
        found: tuple[Any, ...] = getattr(self.tables, table)
        return found

    @cached_property
    def engagements(self) -> dict[str, Engagement]:
        return {e.engagement_id: e for e in self.tables.engagements}

    @cached_property
    def periods(self) -> dict[str, Period]:
        return {p.period_id: p for p in self.tables.periods}

    @cached_property
    def places(self) -> dict[str, Place]:
        return {p.place_id: p for p in self.tables.places}

    @cached_property
    def citations(self) -> dict[str, list[Citation]]:
        return _grouped(self.tables.citations, "period_id")

    @cached_property
    def sites(self) -> dict[str, list[Site]]:
        return _grouped(self.tables.sites, "engagement_id")

    @cached_property
    def periods_of(self) -> dict[str, list[Period]]:
        return _grouped(self.tables.periods, "engagement_id")

    @cached_property
    def documents(self) -> dict[str, Document]:
        return {d.document_id: d for d in self.tables.documents}

    @cached_property
    def first_known(self) -> dict[str, str]:
        """Engagement id -> the day on which the first of its periods became public, as ISO text."""
        days: dict[str, str] = {}
        for p in self.tables.periods:
            if self.sound("periods", p, "known_from") and len(p.known_from) == 10:
                days[p.engagement_id] = min(p.known_from, days.get(p.engagement_id, p.known_from))
        return days

    @cached_property
    def lands(self) -> dict[str, tuple[str, ...]]:
        """Engagement id -> all countries that it or one of its periods names, each once, in order."""
        lands = {e.engagement_id: dict.fromkeys(e.countries_iso3) for e in self.tables.engagements}
        for p in self.tables.periods:
            lands.get(p.engagement_id, {}).update(dict.fromkeys(p.countries_iso3))
        return {engagement_id: tuple(names) for engagement_id, names in lands.items()}

    def document_day(self, document_id: str) -> str:
        """The last possible day of a document's date, as ISO text; empty for an undated or an unknown one."""
        document = self.documents.get(document_id)
        if not document or not document.date or not self.sound("documents", document, "date"):
            return ""
        return last_day(document.date).isoformat()

    @cached_property
    def disputes(self) -> set[frozenset[str]]:
        """Pairs of periods that a conflict sets side by side."""
        return {frozenset((a, b)) for c in self.tables.conflicts for a in c.period_ids for b in c.period_ids if a != b}

    @cached_property
    def dated(self) -> list[Period]:
        """Periods whose dates can be counted with."""
        return [p for p in self.tables.periods if self.start(p) is not None]

    def start(self, period: Period) -> date | None:
        """The day from which a period counts; None when its dates cannot be used."""
        if period.line not in self._starts:
            self._starts[period.line] = self._start(period)
        return self._starts[period.line]

    def _start(self, period: Period) -> date | None:
        if not self.sound("periods", period, "start_date", "start_precision", "start_relation", "status"):
            return None
        try:
            return effective_start(period)
        except AtlasError:
            return None

    def end(self, period: Period) -> date | None:
        """The first day on which a period no longer holds by its own end; None when it has none that can be used."""
        return effective_end(period) if self.sound("periods", period, "end_date", "end_precision") else None

    def countries_of(self, period: Period) -> tuple[str, ...]:
        """Countries of a period: its own, else those of its engagement; one empty text when there are none."""
        engagement = self.engagements.get(period.engagement_id)
        return period.countries_iso3 or (engagement.countries_iso3 if engagement else ()) or ("",)

    def chains(self) -> dict[tuple[str, str], list[Period]]:
        """Dated periods of each engagement and country, by the day from which they count."""
        chains: dict[tuple[str, str], list[Period]] = defaultdict(list)
        for period in self.dated:
            for iso3 in self.countries_of(period):
                chains[period.engagement_id, iso3].append(period)
        return {key: sorted(rows, key=lambda p: (self.start(p) or date.min, p.line)) for key, rows in chains.items()}


def first_day(text: str, precision: str = "") -> date:
    """First day of a date cut to its known part."""
    return span(text, precision)[0]


def last_day(text: str, precision: str = "") -> date:
    """Last day of a date cut to its known part."""
    return span(text, precision)[1]


def _grouped(rows: tuple[Any, ...], name: str) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, name)].append(row)
    return groups
