"""A comparison worked out, once, for every output that draws or writes it.

Compared are the pairs of engagement and country that pass the filter on either side, each with its true status on both:
a filter on running engagements still finds those that stopped. What is on record on both sides, and what has a recorded
start between them, is counted as running before and after; what was first recorded in between is counted apart, since
it may have run all along. `docs/decisions/0017-a-comparison-has-two-sides-everywhere.md` says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from sahel_atlas.marks.wheels import Pairs, Wheel, narrows, wheels
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock.changes import ABSENT, GROUPS, TOLD, UNITS, Change, chosen, group_of, is_apart, unit_of
from sahel_atlas.records.clock.periods import known_day
from sahel_atlas.records.clock.select import engagement_passes
from sahel_atlas.records.clock.states import State
from sahel_atlas.records.filters import Filter
from sahel_atlas.records.rows import Engagement
from sahel_atlas.scenes.resolve import Resolved, resolve
from sahel_atlas.scenes.scene import Scene, sides

if TYPE_CHECKING:
    from layers.atlas import Atlas


@dataclass(frozen=True)
class Group:
    """The changes of one group: distinct engagements in each of three units, and the rows, one per country."""

    name: str
    engagements: int
    missions: int
    others: int
    rows: tuple[Change, ...]


@dataclass(frozen=True)
class CountryChange:
    """One focus country on both sides.

    Attributes
    ----------
    before, after : Wheel
        Of what is on record on both sides, or has a recorded start between them.
    documented : int
        Counted engagements that run on the later side and are first recorded by then; not in `after`.
    changes : tuple of Change
        Every change in the country.
    missions : int
        International missions among them, apart from those first recorded between two dates.
    changed : bool
        Whether a counted engagement changed; a first record between two dates is no change.
    """

    iso3: str
    before: Wheel
    after: Wheel
    documented: int
    changes: tuple[Change, ...]
    missions: int
    changed: bool


@dataclass(frozen=True)
class InstrumentChange:
    """Counted engagements of one instrument that run, in any country, on both sides."""

    name: str
    before: int
    after: int


@dataclass(frozen=True)
class Headline:
    """What a comparison says first, as data; `sahel_atlas.scenes.headline.say` makes sentences of it.

    Attributes
    ----------
    parts : mapping of str to tuple of (group, number, country)
        Per unit the groups that happened with their distinct engagements; the country is named where all of several
        are in it.
    loss : InstrumentChange or None
        The instrument of which fewest go on, when any runs less.
    documented : int
        Counted engagements first recorded between two dates; between two days of knowledge they stand in `parts`.
    """

    parts: Mapping[str, tuple[tuple[str, int, str], ...]]
    loss: InstrumentChange | None
    documented: int


@dataclass(frozen=True)
class Comparison:
    """Two looks and what differs between them.

    Attributes
    ----------
    before, after : Resolved
        The earlier and the later side, by their day or by their day of knowledge, as they would be shown alone; a
        filter on the countries' situation is asked on the later day.
    versus : {"dates", "known"}
    atlas : Atlas
        As known to the side that knows more: names and citations of every row stand in it. Attributes that are counted
        or asked for (instruments, reach, partners) are read from each side's own.
    rows : tuple of Change
        Every pair compared, the unchanged ones too, by group, country and engagement.
    """

    before: Resolved
    after: Resolved
    versus: str
    atlas: Atlas
    rows: tuple[Change, ...]

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The rows that differ."""
        return tuple(row for row in self.rows if row.group)

    @cached_property
    def new(self) -> Pairs:
        """What a source documents for the first time, which a drawing of the later side alone must set apart."""
        return frozenset((r.engagement_id, r.country) for r in self.rows if r.group == "documented")

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups that occur, in the order of `changes.GROUPS`."""
        named = {name: tuple(c for c in self.changes if c.group == name) for name in GROUPS}
        return tuple(self._group(name, rows) for name, rows in named.items() if rows)

    @cached_property
    def countries(self) -> tuple[CountryChange, ...]:
        """The focus countries that the filter lets through, with what runs on both sides.

        Where states are left out, those where a row passes: a nought would say that nothing runs in the others.
        """
        drawn, there = self.after.scene.filter.instrument, {row.country for row in self.rows}
        inside = [iso3 for iso3 in v.FOCUS if iso3 in self.before.wheels or iso3 in self.after.wheels]
        if narrows(self.after.scene.filter, self.after.scene.stated):
            inside = [iso3 for iso3 in inside if iso3 in there]
        before = wheels(self._states("earlier"), self.before.atlas, inside, drawn)
        after = wheels(self._states("state"), self.after.atlas, inside, drawn)
        return tuple(self._country(iso3, before[iso3], after[iso3]) for iso3 in inside)

    @cached_property
    def instruments(self) -> tuple[InstrumentChange, ...]:
        """What runs of each instrument that is asked for, on both sides."""
        names = self.after.scene.filter.instrument or v.INSTRUMENTS
        return tuple(
            InstrumentChange(
                name, *(self._distinct(self.chosen(side, name), "counted") for side in ("before", "after"))
            )
            for name in v.INSTRUMENTS
            if name in names
        )

    @cached_property
    def headline(self) -> Headline:
        """What is said first."""
        apart = self.versus == "dates"
        told = [group for group in self.groups if not (apart and group.name == "documented")]
        parts = {unit: tuple(p for group in told if (p := self._part(group, unit))) for unit in UNITS}
        loss = max(self.instruments, key=lambda i: i.before - i.after, default=None)
        first = [group.engagements for group in self.groups if apart and group.name == "documented"]
        return Headline(parts, loss if loss and loss.before > loss.after else None, sum(first))

    def chosen(self, *words: str) -> tuple[Change, ...]:
        """The rows that words of `changes.CHOICES` choose; see `changes.chosen`."""
        return chosen(self.rows, words, self.atlas)

    def _group(self, name: str, rows: tuple[Change, ...]) -> Group:
        counted, missions, others = (self._distinct(rows, unit) for unit in UNITS)
        return Group(name, counted, missions, others, rows)

    def _part(self, group: Group, unit: str) -> tuple[str, int, str] | None:
        rows = [row for row in group.rows if self._unit(row) == unit]
        number = len({row.engagement_id for row in rows})
        where = {row.country for row in rows}
        return (group.name, number, where.pop() if len(where) == 1 and number > 1 else "") if rows else None

    def _country(self, iso3: str, before: Wheel, after: Wheel) -> CountryChange:
        mine = tuple(c for c in self.changes if c.country == iso3)
        happened = [c for c in mine if not (self.versus == "dates" and c.group == "documented")]
        return CountryChange(
            iso3=iso3,
            before=before,
            after=after,
            documented=self._distinct(self.chosen(iso3, "documented", "after"), "counted")
            if self.versus == "dates"
            else 0,
            changes=mine,
            missions=self._distinct(happened, "missions"),
            changed=self._distinct(happened, "counted") > 0,
        )

    def _states(self, side: str) -> list[State]:
        at = side == "state"
        return [state for row in self.rows if not row.apart and row.asked[at] and (state := getattr(row, side))]

    def _unit(self, row: Change) -> str:
        engagement = self.atlas.engagement(row.engagement_id)
        return unit_of(engagement.subject, engagement.counted)

    def _distinct(self, rows: Iterable[Change], unit: str) -> int:
        return len({row.engagement_id for row in rows if self._unit(row) == unit})


def compare(scene: Scene, atlas: Atlas) -> Comparison:
    """The comparison of a scene, told from its earlier side to its later one.

    Parameters
    ----------
    scene : Scene
        Its sides are those of `sahel_atlas.scenes.scene.sides`, in either order; `to` is no part of a comparison.
    atlas : Atlas

    Returns
    -------
    Comparison
    """
    before, after = (replace(side, to="") for side in sides(in_time(scene)))
    if scene.versus == "known":
        # A month stands for its last day, or for the day of knowledge in it: both sides are of one and the same day.
        before = replace(before, date=after.day.isoformat())
    return compare_looks(before, after, atlas, scene.versus)


def in_time(scene: Scene) -> Scene:
    """The same comparison with its earlier side first, as `compare` works it out and as words name it.

    Examples
    --------
    >>> turned = in_time(Scene(date="2023-07-01", date2="2023-12-01"))
    >>> turned.date2, turned.date
    ('2023-07-01', '2023-12-01')
    >>> turned = in_time(Scene(versus="known", known="2023-12-01", known2=""))
    >>> turned.known2, turned.known
    ('2023-12-01', '')
    """
    first, second = _earlier_first(*sides(scene), scene.versus)
    if scene.versus == "known":
        return replace(scene, known2=first.known, known=second.known)
    return replace(scene, date2=first.date, date=second.date)


def _earlier_first(one: Scene, other: Scene, versus: str) -> list[Scene]:
    """Two sides in the order of their clock; sides of one and the same day stay as they were given."""
    return sorted((one, other), key=lambda side: known_day(side.known) if versus == "known" else side.day)


def compare_looks(one: Scene, other: Scene, atlas: Atlas, versus: str = "dates") -> Comparison:
    """The comparison of two scenes that differ in their date, or in their day of knowledge, given in either order."""
    before, after = _earlier_first(one, other, versus)
    later = max(before.day, after.day)
    looks = [resolve(scene, atlas, later) for scene in (before, after)]
    told = [_Side.of(scene, atlas) for scene in (before, after)]
    pairs = {(s.engagement_id, s.country) for look in looks for s in look.rows}
    rows = [_change(pair, *told, known=versus == "known") for pair in pairs]
    order = (*GROUPS, "")
    rows.sort(key=lambda c: (order.index(c.group), c.country, c.engagement_id))
    knowing = max(looks, key=lambda look: look.known).atlas
    return Comparison(looks[0], looks[1], versus, knowing, tuple(rows))


@dataclass(frozen=True)
class _Side:
    """Every state of one side, what is not recorded yet on its day, and what its filter asks of an engagement."""

    states: Mapping[tuple[str, str], State]
    silent: frozenset[tuple[str, str]]
    atlas: Atlas
    asked: Filter

    @classmethod
    def of(cls, scene: Scene, atlas: Atlas) -> _Side:
        clock = atlas.clock(scene.known, scene.stated)
        day: date = scene.day
        states = {(s.engagement_id, s.country): s for s in clock.at(day)}
        return cls(states, frozenset(clock.not_recorded(day)), atlas.at(scene.known), scene.filter)

    def status(self, pair: tuple[str, str]) -> str:
        if pair in self.states:
            return self.states[pair].status
        return v.NOT_RECORDED if pair in self.silent else ABSENT

    def engagement(self, pair: tuple[str, str]) -> Engagement | None:
        """The engagement as told to this side; None while it was not known."""
        return self.atlas.engagements.get(pair[0])

    def passes(self, pair: tuple[str, str]) -> bool:
        """Whether the engagement, as told to this side, is one that is asked for."""
        engagement = self.engagement(pair)
        return engagement is not None and engagement_passes(engagement, self.asked, self.atlas)


def _change(pair: tuple[str, str], first: _Side, second: _Side, *, known: bool) -> Change:
    """One pair on both sides; what a filter asks of an engagement itself is asked on each, as that side tells it."""
    one, other = first.engagement(pair), second.engagement(pair)
    passes = (first.passes(pair), second.passes(pair)) if known else (True, True)
    before, after = first.status(pair), second.status(pair)
    both = known and pair in first.states and pair in second.states
    told = tuple(name for name in TOLD if getattr(one, name) != getattr(other, name)) if both else ()
    retold = bool(told) or (both and passes[0] != passes[1])
    return Change(
        *pair,
        before=before,
        after=after,
        group="revised" if retold else group_of(before, after, known=known),
        state=second.states.get(pair),
        earlier=first.states.get(pair),
        apart=is_apart(before, after, known=known),
        first=one,
        second=other,
        told=told,
        asked=passes,
    )
