"""What the types of the contract are made of: days, words of a vocabulary, versions of rows.

A field's description stands in its `Annotated`; `sahel_atlas.contract.schema` reads it together with `Words` and
`Label`, and writes JSON Schema and TypeScript from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, NewType, TypeAlias, TypeVar

from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock import changes


@dataclass(frozen=True)
class Words:
    """Marks a text as one of some words; `name` is what its type is called on the page."""

    name: str
    words: tuple[str, ...]
    about: str = ""


@dataclass(frozen=True)
class Label:
    """Names an item of a tuple."""

    text: str


Day = NewType("Day", int)
Day.__doc__ = "Whole days since 1970-01-01."
Iso = Annotated[str, "A day, YYYY-MM-DD"]

Status = Annotated[str, Words("Status", v.STATUSES)]
ChangeStatus = Annotated[
    str, Words("ChangeStatus", changes.STATUSES, "A status, the one of nobody's record, or empty for none")
]
Instrument = Annotated[str, Words("Instrument", v.INSTRUMENTS)]
Reach = Annotated[str, Words("Reach", v.REACHES, "Block and rim of a wheel")]
Subject = Annotated[str, Words("Subject", v.SUBJECTS)]
Counted = Annotated[str, Words("Counted", v.COUNTED)]
SiteRole = Annotated[str, Words("SiteRole", v.SITE_ROLES)]
Group = Annotated[str, Words("Group", changes.GROUPS, "Groups of changes")]
Unit = Annotated[str, Words("Unit", changes.UNITS, "What a row of a comparison is about")]
Run = Annotated[str, Words("Run", changes.RUNS, "Rows behind a number of what runs")]
LayerId = Annotated[str, "A layer that a scene switches: one of the atlas's own, or the id of one with a style"]
Lang = Annotated[str, Words("Lang", ("en", "nl"), "Languages of the texts that stand in columns of the tables")]

T = TypeVar("T")
Version: TypeAlias = tuple[
    Annotated[int, Label("position")],
    Annotated[Day | None, Label("first")],
    Annotated[Day | None, Label("until")],
    Annotated[T, Label("row")],
]
"""A row as it stood for days of knowledge from `first` (null: always) until, not on, `until` (null: to this day)."""

NAMED = (
    Words("Status", v.STATUSES),
    Words("Instrument", v.INSTRUMENTS),
    Words("Reach", v.REACHES),
    Words("Subject", v.SUBJECTS),
    Words("Counted", v.COUNTED),
    Words("SiteRole", v.SITE_ROLES),
    Words("Kind", v.KINDS),
    Words("Goal", v.GOALS),
    Words("GoalBasis", v.GOAL_BASES),
    Words("Framework", v.FRAMEWORKS),
    Words("Channel", v.CHANNELS),
    Words("FormerField", v.FORMER_FIELDS),
    Words("CountryBasis", v.COUNTRY_BASES),
    Words("PlaceBasis", v.PLACE_BASES),
    Words("ReachBasis", v.REACH_BASES),
    Words("Degree", v.DEGREES),
    Words("TextKind", v.TEXT_KINDS),
    Words("AddressConfidence", v.ADDRESS_CONFIDENCES),
    Words("Decision", v.DECISIONS),
    Words("Precision", v.PRECISIONS),
    Words("Relation", v.RELATIONS),
    Words("KnownBasis", v.KNOWN_BASES),
    Words("Confidence", v.CONFIDENCES),
    Words("CountryState", v.COUNTRY_STATES),
    Words("LegStage", v.LEG_STAGES),
    Words("LegKind", v.LEG_KINDS),
    Words("YesNo", v.YES_NO),
)
"""What the vocabularies of columns are called on the page."""
