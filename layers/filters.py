"""Filters: what a person asks for, as data, with one table of facets.

A facet looks at the engagement, at its state on the day, or at the country of that state. Within a facet the
values are alternatives (or); the facets together narrow (and). An empty facet asks nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from layers import vocabulary as v
from layers.engagements import State
from layers.records import Engagement

Level = Literal["engagement", "state", "country"]


@dataclass(frozen=True)
class Filter:
    """One value of each facet; every field is a tuple of values and an empty tuple asks nothing.

    `text` is free text: every word must occur somewhere in the engagement's names, description, partners or
    countries, whatever the accents.
    """

    subject: tuple[str, ...] = ("NL", "mission")
    instrument: tuple[str, ...] = ()
    framework: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    goal: tuple[str, ...] = ()
    goal_basis: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    layer: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    decision: tuple[str, ...] = ()
    confidence: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    text: str = ""

    def with_values(self, facet: str, values: Iterable[str]) -> Filter:
        """A copy with one facet replaced."""
        changed: dict[str, Any] = {facet: tuple(values)}
        return replace(self, **changed)

    @property
    def asked(self) -> tuple[str, ...]:
        """Names of the facets that differ from the default."""
        plain = Filter()
        return tuple(f.name for f in fields(self) if getattr(self, f.name) != getattr(plain, f.name))


@dataclass(frozen=True)
class Facet:
    """One row of the table of facets: its name, what it looks at, and its fixed vocabulary if it has one."""

    name: str
    level: Level
    words: tuple[str, ...] = ()


FACETS: tuple[Facet, ...] = (
    Facet("subject", "engagement", v.SUBJECTS),
    Facet("instrument", "engagement", v.INSTRUMENTS),
    Facet("framework", "engagement", v.FRAMEWORKS),
    Facet("lead", "engagement"),
    Facet("goal", "engagement", v.GOALS),
    Facet("goal_basis", "engagement", v.GOAL_BASES),
    Facet("kind", "engagement", v.KINDS),
    Facet("channel", "engagement", v.CHANNELS),
    Facet("conditions", "engagement", v.YES_NO),
    Facet("partner", "engagement"),
    Facet("layer", "engagement", ("missions", "embassies", "initiatives")),
    Facet("status", "state", v.STATUSES),
    Facet("decision", "state", v.DECISIONS),
    Facet("confidence", "state", v.CONFIDENCES),
    Facet("document", "state"),
    Facet("country", "country"),
    Facet("group", "country"),
    Facet("state", "country", v.COUNTRY_STATES),
)
FACET = {facet.name: facet for facet in FACETS}

_POSTS = ("post",)
_MISSION_KINDS = ("mission", "contribution")


def layer_of(engagement: Engagement) -> str:
    """The map layer that carries an engagement: embassies, missions or initiatives."""
    if engagement.kind in _POSTS:
        return "embassies"
    return "missions" if engagement.kind in _MISSION_KINDS else "initiatives"


ENGAGEMENT_VALUES: Mapping[str, Callable[[Engagement], tuple[str, ...]]] = {
    "subject": lambda e: (e.subject,),
    "instrument": lambda e: e.instruments,
    "framework": lambda e: e.framework,
    "lead": lambda e: e.lead,
    "goal": lambda e: e.goals,
    "goal_basis": lambda e: (e.goal_basis,),
    "kind": lambda e: (e.kind,),
    "channel": lambda e: (e.channel,),
    "conditions": lambda e: ("yes" if e.conditions_en else "no",),
    "partner": lambda e: e.partners,
    "layer": lambda e: (layer_of(e),),
}
STATE_VALUES: Mapping[str, Callable[[State], tuple[str, ...]]] = {
    "status": lambda s: (s.status,),
    "decision": lambda s: (s.decision,) if s.decision else (),
    "confidence": lambda s: (s.confidence,),
    "document": lambda s: tuple(dict.fromkeys(c.document_id for c in s.citations)),
}


def fold(text: str) -> str:
    """Text without case, accents and typographic apostrophes, for comparing.

    Examples
    --------
    >>> fold("Côte d’Ivoire")
    "cote d'ivoire"
    """
    plain = unicodedata.normalize("NFD", text.replace("\u2019", "'")).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def matches(asked: tuple[str, ...], values: tuple[str, ...]) -> bool:
    """Whether a facet lets these values through."""
    return not asked or any(value in asked for value in values)
