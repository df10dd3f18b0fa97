"""Rows as the page gets them: the columns of their tables, and what Python adds to them.

A type here names only what is more than the columns; `COLUMNS` says which record it stands on and what of that is not
sent. A column is so described once, in `sahel_atlas.records.rows`, and explained once, in `data/README.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, NotRequired, TypedDict

from sahel_atlas.contract.kinds import Day, Label, LayerId, Words
from sahel_atlas.marks.events import KINDS
from sahel_atlas.records import rows as r
from sahel_atlas.records import vocabulary as v


class CountryRow(TypedDict):
    """A country."""

    vintage_en: NotRequired[Annotated[str, "The year whose regions are drawn, where it is not the common one"]]
    vintage_nl: NotRequired[str]


class PlaceRow(TypedDict):
    """A place, in degrees (EPSG:4326)."""

    off: Annotated[bool, "Whether it lies beyond the map's frame"]
    approximate: NotRequired[Annotated[bool, "True where nothing says that its point is a town"]]


class NodeRow(TypedDict):
    """A node of the routes, in degrees (EPSG:4326)."""


class Text(TypedDict):
    """One thing told of an engagement, by the document of its citation."""

    en: str
    nl: str
    k: Annotated[Day, "From when it may be read"]


class FormerValue(TypedDict):
    """What an attribute read until a later document told more."""

    value: Annotated[str | tuple[str, ...], "As its field holds it"]
    k: Annotated[Day, "From when the later value may be read"]


class Hay(TypedDict):
    """Folded words of an engagement that free text is looked up in."""

    k: Annotated[Day, "From when they may be found"]
    words: Annotated[str, "One space before and after each"]


class EngagementRow(TypedDict):
    """An engagement with all that is told of it."""

    bits: Annotated[int, "Its instruments as a bit mask over `instruments`"]
    facets: Annotated[dict[str, tuple[str, ...]], "Name of a facet of the engagement -> its values"]
    texts: list[Text]
    former: list[FormerValue]
    hay: list[Hay]


PeriodRow = TypedDict("PeriodRow", {"from": Annotated[Day, "The day from which it counts"]})
Citation = tuple[
    Annotated[int, Label("period")],
    Annotated[int, Label("document")],
    Annotated[str, Label("section")],
    Annotated[str, Label("paragraph")],
    Annotated[str, Label("role"), Words("CitationRole", v.CITATION_ROLES)],
]
"""Positions of its period and its document, where in the document, and how it bears the period."""


class DocumentRow(TypedDict):
    """A document."""


class ConflictRow(TypedDict):
    """Where sources disagree."""


class ContextRow(TypedDict):
    """A note of the letter that is no engagement."""


class AmountRow(TypedDict):
    """A stated sum."""


class IndicatorRow(TypedDict):
    """A figure of a country in a year."""


class EventRow(TypedDict):
    """An event."""

    day: Annotated[Day, "The first day of its date"]
    sign: Annotated[str, Words("EventSign", KINDS), "How it is drawn"]
    pin: NotRequired[Annotated[bool, "True where it has a pin on lines of time: a major one, a coup, a letter"]]


StateRow = TypedDict(
    "StateRow",
    {
        "from": Annotated[Day | None, "First day of a country's situation"],
        "until": Annotated[Day | None, "The first day on which it is over"],
    },
)
SiteRow = TypedDict(
    "SiteRow",
    {
        "from": Annotated[Day | None, "First day of a site"],
        "until": Annotated[Day | None, "The first day on which it is gone"],
        "layer": Annotated[LayerId, "The map layer that carries it"],
        "dated": Annotated[bool, "Whether its own beginning is recorded"],
        "post": Annotated[bool, "Whether it is its engagement, so that who names one names the other"],
    },
)


class LegRow(TypedDict):
    """A leg of a route, between two nodes."""

    light: NotRequired[Annotated[bool, "True for a leg that leads to the route or stands beside it"]]


class TotalRow(TypedDict):
    """A figure of a route over a period."""

    arrow: NotRequired[Annotated[int, "The year, where the route's arrow may carry the figure"]]
    chart: NotRequired[Annotated[bool, "True where it stands in a chart of its route"]]
    first_count: NotRequired[Annotated[bool, "True for a count that is revised later"]]


class Member(TypedDict):
    """A country of a group."""

    iso3: str
    k: Annotated[Day, "From when it is known to be one"]


class GroupRow(TypedDict):
    """A group of countries."""

    members: list[Member]


@dataclass(frozen=True)
class Columns:
    """The record whose columns a row has, those of them that no page reads, and those that become public after it.

    What becomes public later is never empty in its file, and lacks in the row until its own day of knowledge.
    """

    row: type[r.Row]
    unsent: tuple[str, ...] = ()
    later: tuple[str, ...] = ("source",)


COLUMNS: Mapping[str, Columns] = {
    "CountryRow": Columns(r.Country),
    "PlaceRow": Columns(r.Place, ("note", "source")),
    "NodeRow": Columns(r.RouteNode),
    "Text": Columns(r.Text, ("engagement_id", "text_id", "text_en", "text_nl", "known_from", "note")),
    "FormerValue": Columns(r.Former, ("engagement_id", "value", "known_from", "note")),
    "EngagementRow": Columns(r.Engagement),
    "PeriodRow": Columns(r.Period, later=("document_id", "source")),
    "DocumentRow": Columns(r.Document),
    "ConflictRow": Columns(r.Conflict, later=("what_differs_en", "what_differs_nl", "why_en", "why_nl", "known_from")),
    "ContextRow": Columns(r.ContextNote),
    "AmountRow": Columns(r.Amount),
    "IndicatorRow": Columns(r.Indicator),
    "EventRow": Columns(r.Event),
    "StateRow": Columns(r.CountryState),
    "SiteRow": Columns(r.Site),
    "LegRow": Columns(r.RouteLeg),
    "TotalRow": Columns(r.RouteTotal),
    "GroupRow": Columns(r.GroupName),
}
"""Name of a type -> the columns that it has besides its own fields."""
LEFT_OUT: Mapping[type[r.Row], frozenset[str]] = {
    one.row: frozenset(("line", "place_ids", *one.unsent)) for one in COLUMNS.values()
}
"""Record -> what is not sent of it: the line in its file, ids that only tables join by, and what no page reads."""
