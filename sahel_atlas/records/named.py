"""Which documents the tables name: every row of every table that rests on one, and whom and where that row concerns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sahel_atlas.records.rows import TABLES

if TYPE_CHECKING:
    from sahel_atlas.records.atlas import Atlas


@dataclass(frozen=True)
class Naming:
    """A row that names a document: its table, the engagements that it speaks of, and its countries (alpha-3)."""

    table: str
    engagements: tuple[str, ...]
    countries: tuple[str, ...]


def documents_of(row: Any) -> tuple[str, ...]:
    """The ids of the documents that a row names, whatever its table.

    Examples
    --------
    >>> from sahel_atlas.records.rows import Event, Site, Text
    >>> documents_of(Text(document_id="a")), documents_of(Site(documents=("b", "c"))), documents_of(Event())
    (('a',), ('b', 'c'), ())
    """
    one = getattr(row, "document_id", "")
    return (*((one,) if one else ()), *getattr(row, "documents", ()))


def namings(atlas: Atlas) -> Mapping[str, list[Naming]]:
    """Document id -> the rows that name it, as far as `atlas` knows them; in the order of the tables."""
    periods = {p.period_id: p for p in atlas.tables.periods}
    found: dict[str, list[Naming]] = defaultdict(list)
    for table in TABLES:
        if table == "documents":
            continue
        for row in getattr(atlas.tables, table):
            ids = documents_of(row)
            if ids:
                told = periods.get(row.period_id) if table == "citations" else row
                naming = Naming(table, tuple(_engagements(told)), tuple(_countries(told, atlas)))
                for document in ids:
                    found[document].append(naming)
    return found


def _engagements(row: Any) -> Iterator[str]:
    yield from filter(None, [getattr(row, "engagement_id", "")])
    yield from getattr(row, "engagement_ids", ())


def _countries(row: Any, atlas: Atlas) -> Iterator[str]:
    """The countries of a row: its own, its place's, else those of the engagements that it speaks of."""
    own = [*getattr(row, "countries_iso3", ()), getattr(row, "iso3", "")]
    if getattr(row, "place_id", ""):
        own.append(atlas.place(row.place_id).country_iso3)
    if any(own):
        yield from filter(None, own)
        return
    for engagement in _engagements(row):
        yield from atlas.engagement(engagement).countries_iso3 or atlas.countries_of(engagement)
