"""Symbols at places: what is where on a day, each with the state of its own rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock.periods import held_days, holds
from sahel_atlas.records.clock.states import State
from sahel_atlas.records.rows import Place, Site

if TYPE_CHECKING:
    from sahel_atlas.records.atlas import Atlas

SITE_STATES = ("open", "suspended", "planned", "unrecorded", "mixed")
"""States of a mark. `unrecorded`: the engagement runs, and whether it stood at this place then nobody recorded;
`mixed`: its rows differ, and each is told by itself."""
ROLES = ("embassy", "office", "headquarters", "field_site", "training_centre", "academy")
"""Roles of a site, in the order in which their symbols take room."""
SAME_SYMBOL: Mapping[str, str] = {"office": "embassy"}
"""Roles that are drawn as another."""
_EXACT = ("town", "centre", "center")


@dataclass(frozen=True)
class SiteRow:
    """One engagement at one place: its site, its state there, and what the two make of the mark."""

    site: Site
    row: State
    state: str


@dataclass(frozen=True)
class SiteMark:
    """A symbol on the map: all that happens in one role at one place.

    `state` is a word of `SITE_STATES`: that of its rows where they agree, else `mixed`. `dated` is false where no dates
    of the site itself are recorded; `off_map` marks a place beyond the map's frame.
    """

    place: Place
    role: str
    state: str
    dated: bool
    off_map: bool
    entries: tuple[SiteRow, ...]

    @property
    def sites(self) -> tuple[Site, ...]:
        """The sites behind the mark, each once."""
        return tuple(dict.fromkeys(x.site for x in self.entries))

    @property
    def rows(self) -> tuple[State, ...]:
        """The states behind the mark."""
        return tuple(x.row for x in self.entries)


def site_layer(site: Site, atlas: Atlas) -> str:
    """The map layer of a site: posts by their role, all others by their engagement."""
    return "embassies" if site.role in v.POST_ROLES else atlas.layer_of(site.engagement_id)


def site_holds(site: Site, first: date, last: date | None = None) -> bool:
    """Whether a site's own dates touch a day, or a stretch of days with both ends counted.

    Dates that nobody recorded exclude nothing.
    """
    return holds(*held_days(site), first, last)


def is_post(site: Site, atlas: Atlas) -> bool:
    """Whether a site is its engagement: who names an embassy names its place, and its dates are its own."""
    return atlas.engagement(site.engagement_id).kind == "post"


def is_dated(site: Site, atlas: Atlas) -> bool:
    """Whether the site's own beginning is recorded."""
    return bool(site.start_date) or is_post(site, atlas)


def state_of(status: str, dated: bool) -> str:
    """What a status makes of a site: open, suspended, planned; unrecorded where it runs and the site has no date.

    Examples
    --------
    >>> state_of("adapted", dated=True), state_of("adapted", dated=False)
    ('open', 'unrecorded')
    """
    if status in v.RUNNING:
        return "open" if dated else "unrecorded"
    return "suspended" if status == "suspended" else "planned"


def site_state(site: Site, row: State, atlas: Atlas) -> str:
    """What one row says of its site."""
    return state_of(row.status, is_dated(site, atlas))


def is_approximate(place: Place) -> bool:
    """Whether a place is known no better than by its region: nothing says that its point is a town."""
    precision = place.coord_precision.lower()
    return bool(precision) and not any(word in precision for word in _EXACT)


def mark_state(states: Iterable[str]) -> str:
    """The state of a mark from those of its rows.

    Examples
    --------
    >>> mark_state(["suspended", "suspended"]), mark_state(["open", "planned"])
    ('suspended', 'mixed')
    """
    told = set(states)
    return told.pop() if len(told) == 1 else "mixed"


def site_marks(
    rows: Iterable[State], atlas: Atlas, first: date, last: date, layers: tuple[str, ...], stated: str = ""
) -> tuple[SiteMark, ...]:
    """Symbols of the places where something is open between two days, one per place and role.

    Parameters
    ----------
    rows : iterable of State
        Those that the filter lets through.
    first, last : datetime.date
        The stretch of time, both ends counted; one day twice for a day.
    layers : tuple of str
        Layers that are on.
    stated : str
        Id of the one document that may speak: only places that it names are drawn, and the posts that it states.
    """
    states: dict[str, list[State]] = defaultdict(list)
    for row in rows:
        if row.status in v.OPEN:
            states[row.engagement_id].append(row)
    grouped: dict[tuple[str, str], list[SiteRow]] = defaultdict(list)
    for site in atlas.tables.sites:
        drawn = site_layer(site, atlas) in layers and site_holds(site, first, last)
        if drawn and (not stated or stated in site.documents or is_post(site, atlas)):
            grouped[site.place_id, site.role] += _at_site(site, states.get(site.engagement_id, ()), atlas)
    return tuple(
        _mark(atlas.place(place_id), role, tuple(entries), atlas)
        for (place_id, role), entries in sorted(grouped.items())
        if entries
    )


def _at_site(site: Site, states: Iterable[State], atlas: Atlas) -> list[SiteRow]:
    """The states of a site's engagement in the country where it stands; off the map, those of every country."""
    place = atlas.place(site.place_id)
    here = (row for row in states if row.country in ("", place.country_iso3) or atlas.off_map(place))
    return [SiteRow(site, row, site_state(site, row, atlas)) for row in here]


def _mark(place: Place, role: str, entries: tuple[SiteRow, ...], atlas: Atlas) -> SiteMark:
    dated = any(is_dated(x.site, atlas) for x in entries)
    return SiteMark(place, role, mark_state(x.state for x in entries), dated, atlas.off_map(place), entries)
