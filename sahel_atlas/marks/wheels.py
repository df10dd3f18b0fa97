"""Instrument wheels: for each country and instrument how much runs, and whether it is the country's own.

A segment has two storeys. The *block* counts what is in the country itself, the *rim* what the whole region shares.
Each is cut by share into four parts; what has ended is not open and is not drawn. A mark is the sum of its rows: the
parts of a storey count distinct engagements, and nothing else decides what is drawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock.states import State
from sahel_atlas.records.filters import asks_states

if TYPE_CHECKING:
    from sahel_atlas.records.atlas import Atlas
    from sahel_atlas.records.filters import Filter

PARTS = ("full", "reduced", "suspended", "planned")
"""Parts of a storey, clockwise."""
PART_OF: Mapping[str, str] = {
    "active": "full",
    "adapted": "reduced",
    "scaled_down": "reduced",
    "suspended": "suspended",
    "planned": "planned",
    "exploring": "planned",
}
"""Status -> the part that counts it; `ended` has none."""
Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Storey:
    """One storey of one segment.

    Attributes
    ----------
    counts : tuple of int
        Distinct engagements per part, in the order of `PARTS`. In a stretch of time an engagement that changed stands
        in each part in which it was.
    new : tuple of int
        Of those, the ones that a source documents for the first time (only in a comparison or a series).
    stale : tuple of int
        Of those, the ones that were last stated before the day, or before the stretch of time ends: drawn hatched.
    """

    counts: tuple[int, ...] = (0, 0, 0, 0)
    new: tuple[int, ...] = (0, 0, 0, 0)
    stale: tuple[int, ...] = (0, 0, 0, 0)

    @property
    def open(self) -> bool:
        """Whether anything is drawn here."""
        return any(self.counts)


@dataclass(frozen=True)
class Segment:
    """One instrument in one country: its two storeys and the counted rows behind them."""

    instrument: str
    own: Storey
    region: Storey
    running: int
    open: int
    rows: tuple[State, ...]

    @property
    def storeys(self) -> tuple[tuple[str, Storey], ...]:
        """The two storeys with their names, block first."""
        return ("own", self.own), ("region", self.region)


@dataclass(frozen=True)
class Wheel:
    """One country's five segments; all numbers count distinct engagements.

    `own` and `region` part `running`, `own_open` and `region_open` part `open`.
    """

    iso3: str
    segments: tuple[Segment, ...]
    own: int
    region: int
    running: int
    open: int
    own_open: int
    region_open: int

    def numbers(self, statuses: Iterable[str]) -> tuple[int, int]:
        """What the number in the hole and the one of the rim count under a filter on statuses.

        What runs; where nothing that runs was asked for, what is open and passes, for nobody asked how much runs. The
        statuses are those of `asked_statuses`.
        """
        return (self.own, self.region) if asks_what_runs(statuses) else (self.own_open, self.region_open)

    def drawn(self, asked: Filter, stated: str = "") -> bool:
        """Whether there is a wheel here: none where states are left out and nothing of the rest is open."""
        return self.open > 0 or not narrows(asked, stated)


def narrows(asked: Filter, stated: str) -> bool:
    """Whether states are left out: by a filter on them, or since one document (`stated`, its id) alone may speak."""
    return bool(stated) or asks_states(asked)


def wheels(
    rows: Iterable[State], atlas: Atlas, countries: Iterable[str], shown: tuple[str, ...] = (), new: Pairs = frozenset()
) -> dict[str, Wheel]:
    """One wheel per country asked for, from counted rows.

    Parameters
    ----------
    rows : iterable of State
    atlas : Atlas
    countries : iterable of str
        Focus countries that the filter lets through; the others get no wheel, which is not a wheel of zero.
    shown : tuple of str
        Instruments that are not among them (when given) stay empty.
    new : frozenset of (engagement, country)
        What a source documents for the first time, drawn striped.
    """
    by_country: dict[str, list[State]] = defaultdict(list)
    for row in rows:
        if atlas.engagement(row.engagement_id).counted == "yes":
            by_country[row.country].append(row)
    return {iso3: _wheel(iso3, by_country.get(iso3, []), atlas, shown, new) for iso3 in countries}


def _wheel(iso3: str, rows: list[State], atlas: Atlas, shown: tuple[str, ...], new: Pairs) -> Wheel:
    segments = []
    for instrument in v.INSTRUMENTS:
        wanted = not shown or instrument in shown
        held = tuple(r for r in rows if wanted and instrument in atlas.engagement(r.engagement_id).instruments)
        own, region = (_storey(_reaching(held, reach, atlas), new) for reach in v.REACHES)
        segments.append(Segment(instrument, own, region, distinct(held, v.RUNNING), distinct(held, v.OPEN), held))
    mine, shared = (_reaching(rows, reach, atlas) for reach in v.REACHES)
    return Wheel(
        iso3=iso3,
        segments=tuple(segments),
        own=distinct(mine, v.RUNNING),
        region=distinct(shared, v.RUNNING),
        running=distinct(rows, v.RUNNING),
        open=distinct(rows, v.OPEN),
        own_open=distinct(mine, v.OPEN),
        region_open=distinct(shared, v.OPEN),
    )


def _reaching(rows: Iterable[State], reach: str, atlas: Atlas) -> list[State]:
    return [r for r in rows if atlas.engagement(r.engagement_id).reach == reach]


def _storey(rows: list[State], new: Pairs) -> Storey:
    parts: dict[str, list[State]] = defaultdict(list)
    for row in rows:
        if row.status in PART_OF:
            parts[PART_OF[row.status]].append(row)
    return Storey(
        counts=tuple(len({r.engagement_id for r in parts[name]}) for name in PARTS),
        new=tuple(len({r.engagement_id for r in parts[name] if (r.engagement_id, r.country) in new}) for name in PARTS),
        stale=tuple(stated_earlier(parts[name]) for name in PARTS),
    )


def stated_earlier(rows: Iterable[State]) -> int:
    """How many open engagements have a row that was last stated before the day, or before the stretch of time ends."""
    return distinct((r for r in rows if r.stale), v.OPEN)


def asked_statuses(asked: Filter, atlas: Atlas) -> tuple[str, ...]:
    """The statuses that a filter asks for, by name or by the decisions behind them; none is all."""
    if not asked.decision:
        return asked.status
    behind = {p.status for p in atlas.tables.periods if p.decision in asked.decision}
    both = tuple(s for s in v.STATUSES if s in behind and (not asked.status or s in asked.status))
    return both or asked.status


def asks_what_runs(statuses: Iterable[str]) -> bool:
    """Whether a filter on statuses lets through anything that runs; an empty one lets all through."""
    asked = set(statuses)
    return not asked or bool(asked & {*v.RUNNING})


def distinct(rows: Iterable[State], statuses: tuple[str, ...]) -> int:
    """How many engagements have a row with one of these statuses."""
    return len({r.engagement_id for r in rows if r.status in statuses})
