"""One frozen record per row of each curated table, with what a cell may hold.

The field's metadata is the single description of a column: its kind (`text`, `list`, `date`, `float`, `int`),
its vocabulary, whether it may be empty, and the table it refers to. Reading (`sahel_atlas.records.tables`) and checking
(`sahel_atlas.records.check.run`) both work from it, so a new column is described once.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from typing import Any

from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.cells import read_list
from sahel_atlas.records.columns import Row as Row
from sahel_atlas.records.columns import column
from sahel_atlas.records.series import Indicator as Indicator
from sahel_atlas.records.series import RouteLeg as RouteLeg
from sahel_atlas.records.series import RouteNode as RouteNode
from sahel_atlas.records.series import RouteTotal as RouteTotal


@dataclass(frozen=True)
class Country(Row):
    iso3: str = column(key=True)
    name_en: str = column(required=True)
    name_nl: str = column(required=True)
    tier: int | None = column("int")


@dataclass(frozen=True)
class Engagement(Row):
    engagement_id: str = column(key=True)
    subject: str = column(words=v.SUBJECTS, required=True)
    parent_id: str = column(refers="engagements.engagement_id")
    component_of: str = column(refers="engagements.engagement_id")
    counted: str = column(words=v.COUNTED, required=True)
    kind: str = column(words=v.KINDS, required=True)
    name_en: str = column(required=True)
    name_nl: str = column(required=True)
    acronym: str = column()
    instruments: tuple[str, ...] = column("list", words=v.INSTRUMENTS, required=True)
    goals: tuple[str, ...] = column("list", words=v.GOALS, required=True)
    goal_basis: str = column(words=v.GOAL_BASES, required=True)
    framework: tuple[str, ...] = column("list", words=v.FRAMEWORKS, required=True)
    lead: tuple[str, ...] = column("list", required=True)
    partners: tuple[str, ...] = column("list")
    channel: str = column(words=v.CHANNELS, required=True)
    countries_iso3: tuple[str, ...] = column("list", refers="countries.iso3")
    country_basis: str = column(words=v.COUNTRY_BASES, required=True)
    reach: str = column(words=v.REACHES, required=True)
    reach_basis: str = column(words=v.REACH_BASES, required=True)
    place_ids: tuple[str, ...] = column("list", refers="places.place_id")
    place_basis: str = column(words=v.PLACE_BASES, required=True)
    note: str = column()


@dataclass(frozen=True)
class Text(Row):
    """One thing told of an engagement, bound to the document that told it; an outcome is a row of its own."""

    text_id: str = column(key=True)
    engagement_id: str = column(refers="engagements.engagement_id", required=True)
    about: str = column(words=v.TEXT_KINDS, required=True)
    text_en: str = column(required=True)
    text_nl: str = column(required=True)
    known_from: str = column("date", required=True)
    document_id: str = column(refers="documents.document_id", required=True)
    section_code: str = column()
    paragraph: str = column()
    note: str = column()


@dataclass(frozen=True)
class Former(Row):
    """What an attribute of an engagement read until a document told more; its own table holds what it reads last."""

    engagement_id: str = column(refers="engagements.engagement_id", required=True)
    field: str = column(words=v.FORMER_FIELDS, required=True)
    value: str = column()
    known_from: str = column("date", required=True)
    document_id: str = column(refers="documents.document_id", required=True)
    section_code: str = column()
    paragraph: str = column()
    note: str = column()

    @property
    def read(self) -> Any:
        """The value as its field holds it: a tuple for a list."""
        return read_list(self.value) if columns(Engagement)[self.field]["kind"] == "list" else self.value


@dataclass(frozen=True)
class Amount(Row):
    """A sum that a source states: how much, in which currency, for which years and for whom."""

    amount_id: str = column(key=True)
    engagement_id: str = column(refers="engagements.engagement_id", required=True)
    countries_iso3: tuple[str, ...] = column("list", refers="countries.iso3")
    amount: float | None = column("float", required=True)
    currency: str = column(required=True)
    year: str = column(required=True)
    for_en: str = column(required=True)
    for_nl: str = column(required=True)
    known_from: str = column("date", required=True)
    document_id: str = column(refers="documents.document_id", required=True)
    section_code: str = column()
    paragraph: str = column()
    confidence: str = column(words=v.CONFIDENCES, required=True)
    note: str = column()


@dataclass(frozen=True)
class Period(Row):
    period_id: str = column(key=True)
    engagement_id: str = column(refers="engagements.engagement_id", required=True)
    countries_iso3: tuple[str, ...] = column("list", refers="countries.iso3")
    status: str = column(words=v.STATUSES, required=True)
    degree: str = column(words=v.DEGREES)
    decision: str = column(words=v.DECISIONS)
    start_date: str = column("date", required=True)
    start_precision: str = column(words=v.PRECISIONS, required=True)
    start_relation: str = column(words=v.RELATIONS, required=True)
    end_date: str = column("date")
    end_precision: str = column(words=v.PRECISIONS)
    planned_start: str = column("date")
    planned_end: str = column("date")
    planned_precision: str = column(words=v.PRECISIONS)
    known_from: str = column("date", required=True)
    known_basis: str = column(words=v.KNOWN_BASES, required=True)
    document_id: str = column(refers="documents.document_id", required=True)
    section_code: str = column()
    paragraph: str = column()
    source: str = column(required=True)
    confidence: str = column(words=v.CONFIDENCES, required=True)
    note: str = column()


@dataclass(frozen=True)
class Citation(Row):
    period_id: str = column(refers="periods.period_id", required=True)
    document_id: str = column(refers="documents.document_id", required=True)
    section_code: str = column()
    paragraph: str = column()
    sha256: str = column()
    role: str = column(words=v.CITATION_ROLES, required=True)


@dataclass(frozen=True)
class Document(Row):
    document_id: str = column(key=True)
    title: str = column(required=True)
    name_nl: str = column()
    publisher: str = column(required=True)
    date: str = column("date")
    kind: str = column(required=True)
    identifier: str = column()
    address: str = column()
    address_confidence: str = column(words=v.ADDRESS_CONFIDENCES)
    note: str = column()
    date_basis: str = column(words=("told",))

    @property
    def dated(self) -> str:
        """The date that stands on it; empty where it has none and `date` is of the last thing that it tells."""
        return "" if self.date_basis else self.date


@dataclass(frozen=True)
class Conflict(Row):
    conflict_id: str = column(key=True)
    engagement_id: str = column(refers="engagements.engagement_id", required=True)
    countries_iso3: tuple[str, ...] = column("list", refers="countries.iso3")
    period_ids: tuple[str, ...] = column("list", refers="periods.period_id", required=True)
    letter_paragraphs: tuple[str, ...] = column("list")
    what_differs_en: str = column(required=True)
    what_differs_nl: str = column(required=True)
    show_period_id: str = column(refers="periods.period_id", required=True)
    not_shown: tuple[str, ...] = column("list", refers="periods.period_id")
    why_en: str = column(required=True)
    why_nl: str = column(required=True)
    known_from: str = column("date", required=True)


@dataclass(frozen=True)
class Site(Row):
    site_id: str = column(key=True)
    engagement_id: str = column(refers="engagements.engagement_id", required=True)
    place_id: str = column(refers="places.place_id", required=True)
    role: str = column(words=v.SITE_ROLES, required=True)
    start_date: str = column("date")
    start_precision: str = column(words=v.PRECISIONS, required=True)
    end_date: str = column("date")
    end_precision: str = column(words=v.PRECISIONS)
    basis: str = column(required=True)
    documents: tuple[str, ...] = column("list", refers="documents.document_id")
    source: str = column(required=True)
    address: str = column()
    confidence: str = column(words=v.CONFIDENCES, required=True)
    note: str = column()
    known_from: str = column("date", required=True)
    end_known_from: str = column("date")
    source_from: str = column("date")


@dataclass(frozen=True)
class CountryState(Row):
    iso3: str = column(refers="countries.iso3", required=True)
    state: str = column(words=v.COUNTRY_STATES, required=True)
    start_date: str = column("date", required=True)
    start_precision: str = column(words=v.PRECISIONS, required=True)
    end_date: str = column("date")
    end_precision: str = column(words=v.PRECISIONS)
    source: str = column(required=True)
    confidence: str = column(words=v.CONFIDENCES, required=True)
    address: str = column()
    note: str = column()
    known_from: str = column("date", required=True)
    end_known_from: str = column("date")
    source_from: str = column("date")


@dataclass(frozen=True)
class GroupName(Row):
    group_id: str = column(key=True)
    name_en: str = column(required=True)
    name_nl: str = column(required=True)
    known_from: str = column("date", required=True)


@dataclass(frozen=True)
class GroupMember(Row):
    group_id: str = column(refers="group_names.group_id", required=True)
    iso3: str = column(refers="countries.iso3", required=True)
    basis: str = column()
    letter: str = column()
    known_from: str = column("date", required=True)


@dataclass(frozen=True)
class Place(Row):
    place_id: str = column(key=True)
    name_en: str = column(required=True)
    name_nl: str = column(required=True)
    name_alt: tuple[str, ...] = column("list")
    country_iso3: str = column(refers="countries.iso3")
    lat: float | None = column("float", required=True)
    lon: float | None = column("float", required=True)
    coord_precision: str = column(required=True)
    kind: str = column()
    geonameid: str = column()
    source: str = column(required=True)
    confidence: str = column(words=v.CONFIDENCES, required=True)
    note: str = column()


@dataclass(frozen=True)
class Event(Row):
    event_id: str = column(key=True)
    date: str = column("date", required=True)
    precision: str = column(words=v.PRECISIONS, required=True)
    end_date: str = column("date")
    end_precision: str = column(words=v.PRECISIONS)
    category: str = column(required=True)
    major: str = column(words=v.YES_NO, required=True)
    title_en: str = column(required=True)
    title_nl: str = column(required=True)
    description_en: str = column()
    description_nl: str = column()
    countries_iso3: tuple[str, ...] = column("list", refers="countries.iso3")
    place_id: str = column(refers="places.place_id")
    engagement_ids: tuple[str, ...] = column("list", refers="engagements.engagement_id")
    in_letter: str = column(words=v.YES_NO, required=True)
    source: str = column(required=True)
    address: str = column()
    confidence: str = column(words=v.CONFIDENCES, required=True)
    note: str = column()
    known_from: str = column("date", required=True)
    source_from: str = column("date")


@dataclass(frozen=True)
class ContextNote(Row):
    """Something the letter says that is no engagement: a principle, dilemma, interest, goal, partner, power."""

    context_id: str = column(key=True)
    kind: str = column(required=True)
    name_en: str = column(required=True)
    name_nl: str = column(required=True)
    text_en: str = column(required=True)
    text_nl: str = column(required=True)
    countries_iso3: tuple[str, ...] = column("list", refers="countries.iso3")
    document_id: str = column(refers="documents.document_id", required=True)
    section_code: str = column(required=True)
    paragraph: str = column()
    sha256: str = column()


TABLES: dict[str, type[Row]] = {
    "countries": Country,
    "engagements": Engagement,
    "former": Former,
    "texts": Text,
    "amounts": Amount,
    "periods": Period,
    "citations": Citation,
    "documents": Document,
    "conflicts": Conflict,
    "sites": Site,
    "country_states": CountryState,
    "group_names": GroupName,
    "groups": GroupMember,
    "places": Place,
    "events": Event,
    "route_nodes": RouteNode,
    "route_legs": RouteLeg,
    "route_totals": RouteTotal,
    "indicators": Indicator,
    "context": ContextNote,
}
"""File stem in `data/` -> the record of one row."""


@dataclass(frozen=True)
class Tables:
    """All curated tables of one folder, each a tuple of records in file order."""

    countries: tuple[Country, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    former: tuple[Former, ...] = ()
    texts: tuple[Text, ...] = ()
    amounts: tuple[Amount, ...] = ()
    periods: tuple[Period, ...] = ()
    citations: tuple[Citation, ...] = ()
    documents: tuple[Document, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    sites: tuple[Site, ...] = ()
    country_states: tuple[CountryState, ...] = ()
    group_names: tuple[GroupName, ...] = ()
    groups: tuple[GroupMember, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()
    route_nodes: tuple[RouteNode, ...] = ()
    route_legs: tuple[RouteLeg, ...] = ()
    route_totals: tuple[RouteTotal, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    context: tuple[ContextNote, ...] = ()
    window: tuple[str, str] = ("2012-01-01", "2026-12-31")
    """First and last day that the atlas speaks of, from `atlas.toml`."""


def columns(record: type[Row]) -> dict[str, dict[str, Any]]:
    """Columns of a record's file, in order, with their description.

    Examples
    --------
    >>> list(columns(GroupName))
    ['group_id', 'name_en', 'name_nl', 'known_from']
    """
    return {f.name: dict(f.metadata) for f in fields(record) if f.metadata and f.default is not MISSING}
