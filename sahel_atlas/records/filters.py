"""Filters: what a person asks for, as data, with one table of facets.

A facet looks at the engagement, at its state on the day, or at the country of that state. Within a facet the
values are alternatives (or); the facets together narrow (and). An empty facet asks nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock.states import State
from sahel_atlas.records.rows import Engagement

Level = Literal["engagement", "state", "country"]
WHOLE_WORD = 3
"""Up to so many letters a searched word must stand by itself: *EU* is not looked for inside *opnieuw*."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Filter:
    """One value of each facet; every field is a tuple of values and an empty tuple asks nothing.

    `text` is free text: every word must occur somewhere in the engagement's names, description, partners, countries
    or places, whatever the accents: as a whole word when it has up to three letters, else as the beginning of one.
    """

    subject: tuple[str, ...] = ("NL", "mission")
    counted: tuple[str, ...] = ()
    reach: tuple[str, ...] = ()
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
    last_source: tuple[str, ...] = ()
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
    Facet("counted", "engagement", v.COUNTED),
    Facet("reach", "engagement", v.REACHES),
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
    Facet("last_source", "state", v.LAST_SOURCES),
    Facet("document", "state"),
    Facet("country", "country"),
    Facet("group", "country"),
    Facet("state", "country", v.COUNTRY_STATES),
)
FACET = {facet.name: facet for facet in FACETS}


def asks_states(asked: Filter) -> bool:
    """Whether a filter asks for states, which one engagement may have on one day and not on another.

    Examples
    --------
    >>> asks_states(Filter(status=("suspended",))), asks_states(Filter(instrument=("security",)))
    (True, False)
    """
    return any(getattr(asked, facet.name) for facet in FACETS if facet.level == "state")


_POSTS = ("post",)
_MISSION_KINDS = ("mission", "contribution")


def layer_of(engagement: Engagement) -> str:
    """The map layer that carries an engagement: embassies, missions or initiatives."""
    if engagement.kind in _POSTS:
        return "embassies"
    return "missions" if engagement.kind in _MISSION_KINDS else "initiatives"


ENGAGEMENT_VALUES: Mapping[str, Callable[[Engagement], tuple[str, ...]]] = {
    "subject": lambda e: (e.subject,),
    "counted": lambda e: (e.counted,),
    "reach": lambda e: (e.reach,),
    "instrument": lambda e: e.instruments,
    "framework": lambda e: e.framework,
    "lead": lambda e: e.lead,
    "goal": lambda e: e.goals,
    "goal_basis": lambda e: (e.goal_basis,),
    "kind": lambda e: (e.kind,),
    "channel": lambda e: (e.channel,),
    "partner": lambda e: e.partners,
    "layer": lambda e: (layer_of(e),),
}
"""Facets of the engagement's own row; `conditions` looks at its texts and stands in `Atlas.facet_values`."""
STATE_VALUES: Mapping[str, Callable[[State], tuple[str, ...]]] = {
    "status": lambda s: (s.status,),
    "decision": lambda s: (s.decision,) if s.decision else (),
    "confidence": lambda s: (s.confidence,),
    "last_source": lambda s: (v.LAST_SOURCES[s.stale],),
    "document": lambda s: tuple(dict.fromkeys(c.document_id for c in s.citations)),
}


def fold(text: str) -> str:
    """Text without case, accents and typographic apostrophes, for comparing.

    The page folds by the same four steps, and both must come to the same letters: `casefold` would not do, because
    JavaScript has none. Lower, upper, lower opens what casefold opens (ß, ſ, ﬁ), and one sigma stands for both.

    Examples
    --------
    >>> fold("Côte d’Ivoire")
    "cote d'ivoire"
    >>> fold("Straße"), fold("İzmir"), fold("ΟΔΟΣ")
    ('strasse', 'izmir', 'οδοσ')
    """
    apart = unicodedata.normalize("NFD", text.replace("\u2019", "'"))
    plain = "".join(sign for sign in apart if unicodedata.category(sign)[0] != "M")
    return plain.lower().upper().lower().replace("ς", "σ")


def plain_words(text: str) -> str:
    """The words of a text, folded, with one space before and after each: what free text is looked up in.

    Examples
    --------
    >>> plain_words("EU-mission, Côte d'Ivoire")
    ' eu mission cote d ivoire '
    """
    return " " + "".join(f"{word} " for word in _WORD.findall(fold(text)))


def has_words(hay: str, text: str) -> bool:
    """Whether each word of `text` stands in `hay` (made by `plain_words`): short ones whole, others by their beginning.

    Examples
    --------
    >>> has_words(plain_words("opnieuw, instructeurs"), "EU"), has_words(plain_words("An EU mission"), "eu miss")
    (False, True)
    """
    return all(
        f" {word} " in hay if len(word) <= WHOLE_WORD else f" {word}" in hay for word in plain_words(text).split()
    )


def matches(asked: tuple[str, ...], values: tuple[str, ...]) -> bool:
    """Whether a facet lets these values through."""
    return not asked or any(value in asked for value in values)
