"""Which rows a filter lets through: by their engagement, their state on the day, and their country."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sahel_atlas.records.clock.states import State
from sahel_atlas.records.filters import FACETS, STATE_VALUES, Filter, has_words, matches
from sahel_atlas.records.rows import CountryState, Engagement

if TYPE_CHECKING:
    from sahel_atlas.records.atlas import Atlas

_ENGAGEMENT_FACETS = tuple(f.name for f in FACETS if f.level == "engagement")
_COUNTRY_FACETS = tuple(f.name for f in FACETS if f.level == "country")


def engagement_passes(engagement: Engagement, asked: Filter, atlas: Atlas) -> bool:
    """Whether an engagement passes the facets that look at the engagement alone, and the free text."""
    for name in _ENGAGEMENT_FACETS:
        values = getattr(asked, name)
        if values and not matches(values, atlas.facet_values(name, engagement)):
            return False
    return has_words(atlas.haystack(engagement.engagement_id), asked.text)


def select(rows: Iterable[State], asked: Filter, atlas: Atlas, states: Mapping[str, CountryState]) -> tuple[State, ...]:
    """The states that pass a filter.

    Parameters
    ----------
    states : mapping of str to CountryState
        The political state of each country on the day, for the facet `state`.
    """
    passing = {e.engagement_id for e in atlas.tables.engagements if engagement_passes(e, asked, atlas)}
    found = []
    for row in rows:
        if row.engagement_id not in passing:
            continue
        if not all(matches(getattr(asked, name), get(row)) for name, get in STATE_VALUES.items()):
            continue
        if country_passes(row.country, asked, atlas, states):
            found.append(row)
    return tuple(found)


def country_passes(country: str, asked: Filter, atlas: Atlas, states: Mapping[str, CountryState]) -> bool:
    """Whether a country passes the facets that look at the country of a state."""
    return all(matches(getattr(asked, n), country_values(n, country, atlas, states)) for n in _COUNTRY_FACETS)


def country_values(facet: str, country: str, atlas: Atlas, states: Mapping[str, CountryState]) -> tuple[str, ...]:
    """Values of a facet that looks at the country of a state."""
    if facet == "country":
        return (country,) if country else ()
    if facet == "group":
        return atlas.groups_of(country)
    return (states[country].state,) if country in states else ()
