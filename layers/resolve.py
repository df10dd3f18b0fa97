"""`resolve(scene, atlas)`: a scene worked out, once, for every output that draws or writes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from layers import vocabulary as v
from layers.engagements import State
from layers.filters import ENGAGEMENT_VALUES, FACETS, STATE_VALUES, Filter, fold, matches
from layers.periods import FAR, span
from layers.records import CountryState, Document, Engagement, Event, Place, RouteTotal, Site
from layers.scene import Scene

if TYPE_CHECKING:
    from layers.atlas import Atlas

SEGMENT_STATES = ("active", "reduced", "suspended", "planned", "none")


def segment_state(statuses: Iterable[str]) -> str:
    """What a wheel segment shows for the statuses of one country's counted engagements in one instrument.

    Examples
    --------
    >>> segment_state(["active", "suspended"]), segment_state(["ended"])
    ('reduced', 'none')
    """
    present = set(statuses)
    if present & set(v.RUNNING):
        return "reduced" if present & {"adapted", "scaled_down", "suspended"} else "active"
    if "suspended" in present:
        return "suspended"
    return "planned" if present & {"planned", "exploring"} else "none"


@dataclass(frozen=True)
class Segment:
    """One instrument in one country: its state and the counted rows behind it."""

    instrument: str
    state: str
    running: int
    open: int
    rows: tuple[State, ...]


@dataclass(frozen=True)
class Wheel:
    """One country's five segments; `running` and `open` count distinct engagements."""

    iso3: str
    segments: tuple[Segment, ...]
    running: int
    open: int


@dataclass(frozen=True)
class SiteMark:
    """A symbol on the map: all that happens in one role at one place.

    `state` is `open` (something runs), `suspended` (drawn hollow) or `planned` (dotted ring). `dated` is false where
    no dates of the site itself are recorded; `off_map` marks a place beyond the map's frame.
    """

    place: Place
    role: str
    state: str
    dated: bool
    off_map: bool
    sites: tuple[Site, ...]
    rows: tuple[State, ...]


@dataclass(frozen=True)
class Counts:
    """Distinct counted engagements per instrument (and `any`) and status, with running and open sums."""

    by_status: Mapping[tuple[str, str], int]
    running: Mapping[str, int]
    open: Mapping[str, int]
    listed: int
    counted: int
    not_recorded: int


@dataclass(frozen=True)
class Resolved:
    """A scene worked out against an atlas.

    `rows` are the states that pass the filter, of every subject it lets through; `wheels` has one entry per focus
    country; `sites` what is drawn at places; `events` those up to the day; `states` the political state of each
    country; `detections` the yearly figure on the route's one arrow; `documents` what the rows rest on.
    """

    scene: Scene
    day: date
    known: date
    rows: tuple[State, ...]
    wheels: Mapping[str, Wheel]
    sites: tuple[SiteMark, ...]
    counts: Counts
    events: tuple[Event, ...]
    states: Mapping[str, CountryState]
    detections: RouteTotal | None
    documents: tuple[Document, ...]
    not_recorded: tuple[tuple[str, str], ...]


def resolve(scene: Scene, atlas: Atlas) -> Resolved:
    """Work a scene out: the rows that hold, the wheels, sites, counts, events and documents.

    Parameters
    ----------
    scene : Scene
    atlas : Atlas

    Returns
    -------
    Resolved
        Coordinates in its places are degrees, EPSG:4326.
    """
    clock = atlas.clock(scene.known)
    day = scene.day
    states = atlas.country_states(day)
    rows = select(clock.at(day), scene.filter, atlas, states)
    silent = tuple(
        pair
        for pair in clock.not_recorded(day)
        if atlas.engagement(pair[0]).counted == "yes"
        and engagement_passes(atlas.engagement(pair[0]), scene.filter, atlas)
        and _country_passes(pair[1], scene.filter, atlas, states)
    )
    return Resolved(
        scene=scene,
        day=day,
        known=clock.known,
        rows=rows,
        wheels=wheels(rows, atlas, scene.filter.instrument),
        sites=site_marks(rows, atlas, day, scene.layers),
        counts=counts(rows, atlas, silent),
        events=tuple(e for e in atlas.tables.events if _event_day(e) <= min(day, clock.known)),
        states=states,
        detections=atlas.detections(totals_year(day, clock.known)),
        documents=_documents(rows, atlas),
        not_recorded=silent,
    )


def totals_year(day: date, known: date) -> int:
    """The year whose route total may be shown: the day's own, or the last that was over on `known`.

    Yearly totals appear after the year has ended; with everything known the day's own year may speak.

    Parameters
    ----------
    day, known : datetime.date
        Event time and document time; `periods.FAR` stands for everything known.

    Examples
    --------
    >>> totals_year(date(2023, 12, 1), FAR), totals_year(date(2023, 12, 1), date(2023, 12, 1))
    (2023, 2022)
    """
    return day.year if known == FAR else min(day.year, known.year - 1)


def engagement_passes(engagement: Engagement, asked: Filter, atlas: Atlas) -> bool:
    """Whether an engagement passes the facets that look at the engagement alone, and the free text."""
    for name, get in ENGAGEMENT_VALUES.items():
        if not matches(getattr(asked, name), get(engagement)):
            return False
    words = fold(asked.text).split()
    return not words or all(word in atlas.haystack(engagement.engagement_id) for word in words)


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
        if _country_passes(row.country, asked, atlas, states):
            found.append(row)
    return tuple(found)


def _country_passes(country: str, asked: Filter, atlas: Atlas, states: Mapping[str, CountryState]) -> bool:
    return all(matches(getattr(asked, n), country_values(n, country, atlas, states)) for n in _COUNTRY_FACETS)


_COUNTRY_FACETS = tuple(f.name for f in FACETS if f.level == "country")


def country_values(facet: str, country: str, atlas: Atlas, states: Mapping[str, CountryState]) -> tuple[str, ...]:
    """Values of a facet that looks at the country of a state."""
    if facet == "country":
        return (country,) if country else ()
    if facet == "group":
        return atlas.groups_of(country)
    return (states[country].state,) if country in states else ()


def wheels(rows: Iterable[State], atlas: Atlas, shown: tuple[str, ...] = ()) -> dict[str, Wheel]:
    """One wheel per focus country from counted rows; instruments outside `shown` (when given) stay empty."""
    by_country: dict[str, list[State]] = defaultdict(list)
    for row in rows:
        if atlas.engagement(row.engagement_id).counted == "yes":
            by_country[row.country].append(row)
    return {iso3: _wheel(iso3, by_country.get(iso3, []), atlas, shown) for iso3 in v.FOCUS}


def _wheel(iso3: str, rows: list[State], atlas: Atlas, shown: tuple[str, ...]) -> Wheel:
    segments = []
    for instrument in v.INSTRUMENTS:
        wanted = not shown or instrument in shown
        mine = tuple(r for r in rows if wanted and instrument in atlas.engagement(r.engagement_id).instruments)
        segments.append(
            Segment(
                instrument=instrument,
                state=segment_state(r.status for r in mine),
                running=_distinct(mine, v.RUNNING),
                open=_distinct(mine, v.OPEN),
                rows=mine,
            )
        )
    return Wheel(iso3, tuple(segments), _distinct(rows, v.RUNNING), _distinct(rows, v.OPEN))


def _distinct(rows: Iterable[State], statuses: tuple[str, ...]) -> int:
    return len({r.engagement_id for r in rows if r.status in statuses})


def counts(rows: Iterable[State], atlas: Atlas, silent: Iterable[tuple[str, str]] = ()) -> Counts:
    """Count distinct counted engagements per instrument and status; `listed` counts every subject and component."""
    rows = tuple(rows)
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        engagement = atlas.engagement(row.engagement_id)
        if engagement.counted == "yes":
            for instrument in (*engagement.instruments, "any"):
                groups[instrument, row.status].add(row.engagement_id)

    def total(instrument: str, statuses: tuple[str, ...]) -> int:
        return len(set().union(*(groups.get((instrument, s), set()) for s in statuses)))

    names = (*v.INSTRUMENTS, "any")
    return Counts(
        by_status={key: len(ids) for key, ids in groups.items()},
        running={name: total(name, v.RUNNING) for name in names},
        open={name: total(name, v.OPEN) for name in names},
        listed=len({r.engagement_id for r in rows}),
        counted=total("any", v.STATUSES),
        not_recorded=len({engagement_id for engagement_id, _ in silent}),
    )


_SITE_LAYER = {"embassy": "embassies", "office": "embassies"}


def site_marks(rows: Iterable[State], atlas: Atlas, day: date, layers: tuple[str, ...]) -> tuple[SiteMark, ...]:
    """Symbols of the places where something holds on `day`, one per place and role."""
    states: dict[str, list[State]] = defaultdict(list)
    for row in rows:
        if row.status != "ended":
            states[row.engagement_id].append(row)
    grouped: dict[tuple[str, str], list[Site]] = defaultdict(list)
    for site in atlas.tables.sites:
        layer = _SITE_LAYER.get(site.role) or atlas.layer_of(site.engagement_id)
        if layer in layers and site.engagement_id in states and atlas.site_holds(site, day):
            grouped[site.place_id, site.role].append(site)
    marks = []
    for (place_id, role), sites in sorted(grouped.items()):
        place = atlas.place(place_id)
        here = tuple(
            row
            for site in sites
            for row in states[site.engagement_id]
            if row.country in ("", place.country_iso3) or atlas.off_map(place)
        )
        if here:
            dated = any(site.start_precision != v.NOT_RECORDED for site in sites)
            marks.append(SiteMark(place, role, _mark_state(here), dated, atlas.off_map(place), tuple(sites), here))
    return tuple(marks)


def _mark_state(rows: tuple[State, ...]) -> str:
    if any(r.status in v.RUNNING for r in rows):
        return "open"
    return "suspended" if any(r.status == "suspended" for r in rows) else "planned"


def _event_day(event: Event) -> date:
    return span(event.date, event.precision)[0]


def _documents(rows: Iterable[State], atlas: Atlas) -> tuple[Document, ...]:
    cited = {c.document_id for row in rows for c in row.citations}
    return tuple(d for d in atlas.tables.documents if d.document_id in cited)
