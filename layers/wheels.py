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

from layers import vocabulary as v
from layers.engagements import State

if TYPE_CHECKING:
    from layers.atlas import Atlas

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
    stale : tuple of bool
        Whether every row of the part was last stated before the day, so that it is drawn hatched.
    """

    counts: tuple[int, ...] = (0, 0, 0, 0)
    new: tuple[int, ...] = (0, 0, 0, 0)
    stale: tuple[bool, ...] = (False, False, False, False)

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
    """One country's five segments. `own` and `region` part `running`; all count distinct engagements."""

    iso3: str
    segments: tuple[Segment, ...]
    own: int
    region: int
    running: int
    open: int


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
        mine = tuple(r for r in rows if wanted and instrument in atlas.engagement(r.engagement_id).instruments)
        own, region = (_storey(_reaching(mine, reach, atlas), new) for reach in v.REACHES)
        segments.append(Segment(instrument, own, region, distinct(mine, v.RUNNING), distinct(mine, v.OPEN), mine))
    own_running, region_running = (distinct(_reaching(rows, reach, atlas), v.RUNNING) for reach in v.REACHES)
    return Wheel(iso3, tuple(segments), own_running, region_running, distinct(rows, v.RUNNING), distinct(rows, v.OPEN))


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
        stale=tuple(bool(parts[name]) and all(r.carried_forward or r.projected for r in parts[name]) for name in PARTS),
    )


def distinct(rows: Iterable[State], statuses: tuple[str, ...]) -> int:
    """How many engagements have a row with one of these statuses."""
    return len({r.engagement_id for r in rows if r.status in statuses})
