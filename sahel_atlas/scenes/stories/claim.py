"""Claims of a story: what a caption says without a number, as a line that is checked against the rows.

`most running`, `none open:humanitarian,TGO`, `suspended:security > suspended:development`, `event E31 BEN,GHA`,
`state NER coup`, `site ouagadougou office`, `change eutm-mali-nl MLI active suspended`. A story whose claim is not so
is refused, with the rows that speak against it.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from geo.errors import AtlasError
from sahel_atlas.marks.sites import SiteMark, site_marks
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock.periods import known_day, span
from sahel_atlas.records.clock.states import State
from sahel_atlas.records.faults import hint
from sahel_atlas.records.filters import FACET
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.stories.count import Count, moment

if TYPE_CHECKING:
    from layers.atlas import Atlas

COMPARED = re.compile(r"(.+?)\s+(<=|>=|<|>|=)\s+(.+)")
_OPERATORS: Mapping[str, tuple[Callable[[int, int], bool], str]] = {
    "<": (operator.lt, "fewer than"),
    ">": (operator.gt, "more than"),
    "<=": (operator.le, "at most"),
    ">=": (operator.ge, "at least"),
    "=": (operator.eq, "just as many as"),
}
_SHOWN = 4
NOTHING = "-"
"""In a claim of change: no state, before a thing began."""


def check_claim(text: str, scene: Scene, atlas: Atlas) -> None:
    """Hold one line of `claims` against the rows.

    Raises
    ------
    AtlasError
        If it cannot be read, or is not so; then `got` names the rows.
    """
    compared = COMPARED.fullmatch(text.strip())
    if compared:
        _compare(compared[1], compared[2], compared[3], scene, atlas)
        return
    rule, *rest = text.split()
    shape = SHAPES.get(rule, "")
    needed, allowed = len(shape.partition(" [")[0].split()) - 1, len(shape.split()) - 1
    if not shape or not needed <= len(rest) <= allowed:
        examples = "; ".join((*SHAPES.values(), "COUNT < COUNT"))
        do = f"write {shape}" if shape else hint(rule, tuple(SHAPES), "write one of these")
        raise AtlasError(expected=f"a claim: {examples}", got=repr(text[:80]), do=do)
    _RULES[rule](rest, scene, atlas)


def rows_said(rows: Iterable[State]) -> str:
    """Rows in a message: engagement, country and status of each, of many the first.

    Examples
    --------
    >>> rows_said([])
    'no row'
    """
    each = [f"{row.engagement_id} {row.country or NOTHING} {row.status}" for row in rows]
    more = f" and {len(each) - _SHOWN} more" if len(each) > _SHOWN else ""
    return (", ".join(each[:_SHOWN]) or "no row") + more


def _counted(text: str, scene: Scene, atlas: Atlas) -> tuple[int, str]:
    """The number that a side of a comparison stands for, and how a message says it."""
    if text.isdigit():
        return int(text), text
    count = Count.parse(text, atlas.values)
    value = count.value(scene, atlas)
    return value, f"{value} for {count} ({rows_said(count.rows(scene, atlas))})"


def _same(left: str, right: str, atlas: Atlas) -> bool:
    return Count.parse(left, atlas.values) == Count.parse(right, atlas.values)


def _compare(left: str, sign: str, right: str, scene: Scene, atlas: Atlas) -> None:
    (one, said), (two, other) = _counted(left, scene, atlas), _counted(right, scene, atlas)
    if left.isdigit() == right.isdigit() and (left.isdigit() or _same(left, right, atlas)):
        do = "set it against another count"
        raise AtlasError(expected="two sides that can differ", got=f"{left} {sign} {right}", do=do)
    holds_true, words = _OPERATORS[sign]
    if not holds_true(one, two):
        raise AtlasError(expected=f"{left} to be {words} {right}", got=f"{said} and {other}", do="rewrite the caption")


def _some(rest: list[str], scene: Scene, atlas: Atlas) -> None:
    if not Count.parse(rest[0], atlas.values).value(scene, atlas):
        raise AtlasError(expected=f"at least one row for {rest[0]}", got="none", do="rewrite the caption")


def _none(rest: list[str], scene: Scene, atlas: Atlas) -> None:
    count = Count.parse(rest[0], atlas.values)
    if count.value(scene, atlas):
        raise AtlasError(
            expected=f"nothing for {count}", got=rows_said(count.rows(scene, atlas)), do="rewrite the caption"
        )


def _most(rest: list[str], scene: Scene, atlas: Atlas) -> None:
    """No day up to the scene's had more."""
    count = Count.parse(rest[0], atlas.values)
    now = count.value(scene, atlas)
    before = {day: count.value(scene, atlas, day) for day in count.days_before(scene, atlas)}
    day = max(before, key=lambda d: (before[d], -d.toordinal()), default=date.min)
    if before and before[day] > now:
        fresh = {(r.engagement_id, r.country) for r in count.rows(scene, atlas)}
        extra = [r for r in count.rows(scene, atlas, day) if (r.engagement_id, r.country) not in fresh]
        raise AtlasError(
            expected=f"no day before with more than the {now} of the scene for {count}",
            got=f"{before[day]} on {day}, with {rows_said(extra)}",
            do="rewrite the caption, or choose another date",
        )


def _event(rest: list[str], scene: Scene, atlas: Atlas) -> None:
    """An event that has happened by the scene's last day, in a scene that is played within its time, and its countries.

    Countries that are named must be among those that the event's row names.
    """
    seen = atlas.at(scene.known)
    found = next((e for e in seen.tables.events if e.event_id == rest[0]), None)
    if found is None:
        ids = [e.event_id for e in atlas.tables.events]
        do = "name another, or choose a later `known`"
        do = do if rest[0] in ids else hint(rest[0], ids, "look it up in events.csv")
        raise AtlasError(expected="an event that was known to the scene", got=repr(rest[0]), do=do)
    first, last = scene.stretch
    day = span(found.date, found.precision)[0]
    if day > last or (scene.to and day < first):
        when = f"from {first} to {last}" if scene.to else f"on or before {last}"
        raise AtlasError(expected=f"an event {when}", got=f"{rest[0]}, {found.date}", do="name another event")
    asked = [c for c in ",".join(rest[1:]).split(",") if c]
    if not set(asked) <= set(found.countries_iso3):
        got = ",".join(found.countries_iso3) or "no country"
        raise AtlasError(expected=f"{rest[0]} to name {','.join(asked)}", got=got, do="rewrite the sentence")


def _state(rest: list[str], scene: Scene, atlas: Atlas) -> None:
    iso3, state = rest
    if state not in v.COUNTRY_STATES:
        raise AtlasError(expected="one of " + ", ".join(v.COUNTRY_STATES), got=repr(state), do="write one of these")
    found = atlas.at(scene.known).country_states(moment(scene, "").day)
    got = found[iso3].state if iso3 in found else "no row"
    if got != state:
        raise AtlasError(expected=f"{iso3} to be in the state {state}", got=got, do="rewrite the caption")


def _site(rest: list[str], scene: Scene, atlas: Atlas) -> None:
    """A symbol of that role that the map has at a place on the scene's day."""
    place, role = rest
    if role not in v.SITE_ROLES:
        raise AtlasError(expected="one of " + ", ".join(v.SITE_ROLES), got=repr(role), do="write one of these")
    there = [mark.role for mark in marks_on(scene, atlas) if mark.place.place_id == place]
    if role not in there:
        got, day = ", ".join(there) or "nothing", moment(scene, "").day
        raise AtlasError(expected=f"{role.replace('_', ' ')} in {place} on {day}", got=got, do="rewrite the caption")


def marks_on(scene: Scene, atlas: Atlas) -> tuple[SiteMark, ...]:
    """The symbols that the map has on a scene's last day, whatever the scene's filter and layers."""
    day, seen = moment(scene, "").day, atlas.at(scene.known)
    rows = seen.clock(scene.known, scene.stated).at(day)
    return site_marks(rows, seen, day, day, FACET["layer"].words, scene.stated)


def _change(rest: list[str], scene: Scene, atlas: Atlas) -> None:
    """A state that became another within a scene that is played."""
    engagement_id, iso3, *asked = rest
    seen = atlas.at(scene.known)
    chain = seen.clock(scene.known, scene.stated).chains.get((engagement_id, "" if iso3 == NOTHING else iso3))
    days = moment(scene, "start").day, moment(scene, "").day
    states = [chain.at(day, known_day(scene.known)) if chain else None for day in days]
    got = [state.status if state else NOTHING for state in states]
    if got != asked:
        expected = f"{engagement_id} {iso3} to go from {asked[0]} on {days[0]} to {asked[1]} on {days[1]}"
        raise AtlasError(expected=expected, got=" to ".join(got), do="rewrite the caption")


_RULES: Mapping[str, Callable[[list[str], Scene, Atlas], None]] = {
    "most": _most,
    "none": _none,
    "some": _some,
    "event": _event,
    "state": _state,
    "site": _site,
    "change": _change,
}
SHAPES: Mapping[str, str] = {
    "most": "most COUNT",
    "none": "none COUNT",
    "some": "some COUNT",
    "event": "event ID [COUNTRIES]",
    "state": "state COUNTRY WORD",
    "site": "site PLACE ROLE",
    "change": "change ENGAGEMENT COUNTRY STATUS STATUS",
}
"""First word of a claim -> what follows it. COUNT is one of `story_count.COUNTS` with its facets."""
