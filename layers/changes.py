"""What changed between two looks: two dates, or one date as known on two days.

A change is a pair of engagement and country whose status differs. Which group a change falls in is decided here, as a
table that the browser only looks up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from layers import vocabulary as v
from layers.engagements import State
from layers.words import Pair, word

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from layers.scene import Scene

ABSENT = ""
"""Stands for 'no state': nothing had begun, or nothing was known."""

STATUSES = (*v.STATUSES, v.NOT_RECORDED, ABSENT)
"""The words on both sides of a change, in the order of the table's rows and columns."""

GROUPS = ("ended", "suspended", "reduced", "resumed", "started", "planned", "documented", "revised", "lapsed")
"""The groups of changes in the order in which they are listed."""

WORDS: dict[str, Pair] = {
    "changes.ended": ("Ended", "Beëindigd"),
    "changes.suspended": ("Suspended", "Opgeschort"),
    "changes.reduced": ("Adapted or scaled down", "Aangepast of afgeschaald"),
    "changes.resumed": ("Resumed or restored", "Hervat of hersteld"),
    "changes.started": ("Started", "Begonnen"),
    "changes.planned": ("Newly planned or explored", "Nieuw voorgenomen of verkend"),
    "changes.documented": ("Only now on record", "Nu pas vastgelegd"),
    "changes.revised": ("Stated differently", "Anders vermeld"),
    "changes.lapsed": ("No longer on record", "Niet meer vastgelegd"),
    "changes.from": ("{x} to {y}", "van {x} naar {y}"),
    "changes.none": ("no state", "geen stand"),
}


@dataclass(frozen=True)
class Change:
    """One engagement in one country whose status differs between two looks.

    `before` and `after` are words of `STATUSES`; `state` is the later look's state, None where it has none.
    """

    engagement_id: str
    country: str
    before: str
    after: str
    group: str
    state: State | None


def group_of(before: str, after: str, *, known: bool = False) -> str:
    """The group of a change; empty when nothing changed.

    Parameters
    ----------
    before, after : str
        Words of `STATUSES`.
    known : bool
        Two days of knowledge are compared, not two dates: what differs was told differently, it did not happen.

    Examples
    --------
    >>> group_of("active", "suspended"), group_of("not_recorded", "active"), group_of("planned", "active")
    ('suspended', 'documented', 'started')
    >>> group_of("suspended", "ended", known=True), group_of("", "active", known=True)
    ('revised', 'documented')
    """
    silent = (ABSENT, v.NOT_RECORDED)
    if before == after or (before in silent and after in silent):
        return ""
    if after in silent:
        return "lapsed"
    # What nobody recorded before may have been so all along: a first record is no change of the thing itself.
    if before == v.NOT_RECORDED or (known and before == ABSENT):
        return "documented"
    if known:
        return "revised"
    if after in ("ended", "suspended"):
        return after
    if after in ("planned", "exploring"):
        return "planned"
    if before == "suspended":
        return "resumed"
    if before in v.RUNNING:
        return "resumed" if after == "active" else "reduced"
    return "started"


def table() -> dict[str, Any]:
    """The classification for the browser: per mode a matrix [before][after] of positions in `groups`, -1 for none."""
    return {
        "statuses": STATUSES,
        "groups": GROUPS,
        **{
            name: [[_position(group_of(a, b, known=known)) for b in STATUSES] for a in STATUSES]
            for name, known in (("time", False), ("known", True))
        },
    }


def _position(group: str) -> int:
    return GROUPS.index(group) if group else -1


def changes(before: Scene, after: Scene, atlas: Atlas) -> tuple[Change, ...]:
    """What differs between two scenes, by group, country and engagement.

    Parameters
    ----------
    before, after : Scene
        The two looks. A pair that passes the filter in either look is compared with its true status in the other,
        so that a filter on running engagements still finds those that stopped.
    atlas : Atlas

    Returns
    -------
    tuple of Change
    """
    from layers.resolve import resolve

    looks = [resolve(scene, atlas) for scene in (before, after)]
    pairs = {(s.engagement_id, s.country) for look in looks for s in look.rows}
    sides = [_all_states(scene, atlas) for scene in (before, after)]
    known = before.known != after.known and before.day == after.day
    found = []
    for pair in pairs:
        a, b = (_status(side, pair) for side in sides)
        group = group_of(a, b, known=known)
        if group:
            state = sides[1][0].get(pair)
            found.append(Change(*pair, a, b, group, state))
    return tuple(sorted(found, key=lambda c: (GROUPS.index(c.group), c.country, c.engagement_id)))


_Side = tuple[Mapping[tuple[str, str], State], frozenset[tuple[str, str]]]


def _all_states(scene: Scene, atlas: Atlas) -> _Side:
    clock = atlas.clock(scene.known)
    states: Iterable[State] = clock.at(scene.day)
    return {(s.engagement_id, s.country): s for s in states}, frozenset(clock.not_recorded(scene.day))


def _status(side: _Side, pair: tuple[str, str]) -> str:
    states, silent = side
    if pair in states:
        return states[pair].status
    return v.NOT_RECORDED if pair in silent else ABSENT


def describe(change: Change, atlas: Atlas, lang: str = "en") -> str:
    """A change in words: country, engagement, from which status to which.

    Parameters
    ----------
    lang : {"en", "nl"}
    """
    names = {c.iso3: (c.name_en, c.name_nl) for c in atlas.tables.countries}
    engagement = atlas.engagement(change.engagement_id)
    name = engagement.name_nl if lang == "nl" else engagement.name_en
    where = names[change.country][lang == "nl"] + ": " if change.country else ""
    step = WORDS["changes.from"][lang == "nl"]
    return f"{where}{name}, {step.replace('{x}', _said(change.before, lang)).replace('{y}', _said(change.after, lang))}"


def _said(status: str, lang: str) -> str:
    return word(f"status.{status}", lang).lower() if status else WORDS["changes.none"][lang == "nl"]
