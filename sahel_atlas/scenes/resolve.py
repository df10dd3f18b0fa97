"""`resolve(scene, atlas)`: a scene worked out, once, for every output that draws or writes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sahel_atlas.marks.sites import SiteMark, site_marks
from sahel_atlas.marks.wheels import Wheel, wheels
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock.periods import span
from sahel_atlas.records.clock.select import country_passes, engagement_passes, select
from sahel_atlas.records.clock.states import State
from sahel_atlas.records.filters import Filter
from sahel_atlas.records.rows import CountryState, Document, Event, RouteTotal
from sahel_atlas.scenes.scene import Scene

if TYPE_CHECKING:
    from layers.atlas import Atlas


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

    `rows` are the states that pass the filter, of every subject it lets through: on the scene's day, or on any day of
    its stretch of time. `wheels` has one entry per focus country that the filter lets through and `outside` names the
    others; `sites` what is drawn at places; `events` those up to the day; `states` the political state of each country;
    `detections` the yearly figure on the route's one arrow; `documents` what the rows rest on. `atlas` is the atlas as
    it was known on the scene's day of knowledge: whatever is drawn or written of the scene is read from it.
    """

    scene: Scene
    atlas: Atlas
    day: date
    first: date
    known: date
    rows: tuple[State, ...]
    wheels: Mapping[str, Wheel]
    outside: tuple[str, ...]
    sites: tuple[SiteMark, ...]
    counts: Counts
    events: tuple[Event, ...]
    states: Mapping[str, CountryState]
    detections: RouteTotal | None
    documents: tuple[Document, ...]
    not_recorded: tuple[tuple[str, str], ...]


def resolve(scene: Scene, atlas: Atlas, situation: date | None = None) -> Resolved:
    """Work a scene out: the rows that hold, the wheels, sites, counts, events and documents.

    Parameters
    ----------
    scene : Scene
    atlas : Atlas
        The whole one, or one as known on the scene's day of knowledge: the answer is the same.
    situation : datetime.date, optional
        The day on which a filter on the countries' situation is asked; left out, the scene's own last day.

    Returns
    -------
    Resolved
        Coordinates in its places are degrees, EPSG:4326.
    """
    atlas, clock = atlas.at(scene.known), atlas.clock(scene.known, scene.stated)
    first, day = scene.stretch
    states = atlas.country_states(day)
    asked_of = atlas.country_states(situation) if situation else states
    rows = select(clock.within(first, day) if scene.to else clock.at(day), scene.filter, atlas, asked_of)
    silent = _silent(clock.not_recorded(first), scene.filter, atlas, asked_of)
    inside = tuple(iso3 for iso3 in v.FOCUS if country_passes(iso3, scene.filter, atlas, asked_of))
    return Resolved(
        scene=scene,
        atlas=atlas,
        day=day,
        first=first,
        known=clock.known,
        rows=rows,
        wheels=wheels(rows, atlas, inside, scene.filter.instrument),
        outside=tuple(iso3 for iso3 in v.FOCUS if iso3 not in inside),
        sites=site_marks(rows, atlas, first, day, scene.layers, scene.stated),
        counts=counts(rows, atlas, silent),
        events=tuple(e for e in atlas.tables.events if _event_day(e) <= min(day, clock.known)),
        states=states,
        detections=atlas.detections(day),
        documents=_documents(rows, atlas),
        not_recorded=silent,
    )


def _silent(
    pairs: Iterable[tuple[str, str]], asked: Filter, atlas: Atlas, states: Mapping[str, CountryState]
) -> tuple[tuple[str, str], ...]:
    """Counted engagements that are documented only later, as far as the filter lets them through."""
    return tuple(
        (engagement_id, country)
        for engagement_id, country in pairs
        if atlas.engagement(engagement_id).counted == "yes"
        and engagement_passes(atlas.engagement(engagement_id), asked, atlas)
        and country_passes(country, asked, atlas, states)
    )


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


def _event_day(event: Event) -> date:
    return span(event.date, event.precision)[0]


def _documents(rows: Iterable[State], atlas: Atlas) -> tuple[Document, ...]:
    cited = {c.document_id for row in rows for c in row.citations}
    return tuple(d for d in atlas.tables.documents if d.document_id in cited)
