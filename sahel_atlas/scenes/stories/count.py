"""Counts in stories: `running:security,MLI@2023-07`, read once and counted from the rows that it names.

The grammar stands in `docs/decisions/0032-computed-captions.md`. A count starts from what its scene shows: the scene's
date, clock and filter. A facet that the count names takes the place of the same facet of the scene.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from geo.errors import AtlasError
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock.periods import span
from sahel_atlas.records.clock.select import country_passes, select
from sahel_atlas.records.clock.states import State
from sahel_atlas.records.faults import hint
from sahel_atlas.records.filters import FACET, Filter
from sahel_atlas.scenes.link import valid_date
from sahel_atlas.scenes.scene import Scene

if TYPE_CHECKING:
    from layers.atlas import Atlas

Values = Mapping[str, tuple[str, ...]]
STATUSES_OF: Mapping[str, tuple[str, ...]] = {"running": v.RUNNING, "open": v.OPEN} | {s: (s,) for s in v.STATUSES}
"""What a count of engagements counts -> the statuses that it takes together."""
COUNTS = (*STATUSES_OF, "unresolved", "countries")
"""`unresolved` counts plans whose time has passed without a recorded outcome, `countries` those that have a wheel."""
BARE = ("instrument", "country", "group", "reach", "subject", "kind", "status", "state")
"""Facets whose values may stand without the name of the facet."""
START, OTHER, ALL = "start", "other", "all"


@dataclass(frozen=True)
class Count:
    """One count: what it counts, the facets it names, and when.

    `when` is empty for the scene's own (last) day, else a date, `start` for the first day of a scene that is played, or
    `other` for the other side of a scene that compares. `all` drops the scene's own filter.
    """

    what: str
    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    when: str = ""
    all: bool = False

    @classmethod
    def parse(cls, text: str, values: Values) -> Count:
        """Read a count.

        Raises
        ------
        AtlasError
            If a word of it is not known; the message lists the valid ones.

        Examples
        --------
        >>> Count.parse("running:security,MLI@2023-07", {"country": ("MLI",)})
        Count(what='running', facets=(('instrument', ('security',)), ('country', ('MLI',))), when='2023-07', all=False)
        """
        head, _, when = text.strip().partition("@")
        what, _, rest = head.strip().partition(":")
        if what not in COUNTS:
            raise AtlasError(expected="one of " + ", ".join(COUNTS), got=repr(what), do=hint(what, COUNTS))
        words = [word.strip() for word in rest.split(",") if word.strip()]
        found: dict[str, tuple[str, ...]] = {}
        for word in words:
            if word in ("running", "open"):
                found["status"] = (*found.get("status", ()), *STATUSES_OF[word])
            elif word != ALL:
                facet, value = facet_of(word, values)
                found[facet] = (*found.get(facet, ()), value)
        if "status" in found and what in STATUSES_OF:
            raise AtlasError(
                expected=f"no status after {what}", got=repr(rest), do=f"write {found['status'][0]} instead of {what}"
            )
        return cls(what, tuple(found.items()), when_of(when.strip(), values), ALL in words)

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses that it looks at; empty when it looks at all of them."""
        return STATUSES_OF.get(self.what) or dict(self.facets).get("status", ())

    def look(self, scene: Scene) -> Scene:
        """The scene that is counted: on this count's date, with its facets.

        Raises
        ------
        AtlasError
            If it names the start of a scene that is not played, or the other side of one that does not compare.
        """
        asked = Filter() if self.all else scene.filter
        for facet, found in self.facets:
            asked = asked.with_values(facet, found)
        if self.what in STATUSES_OF:
            asked = asked.with_values("status", STATUSES_OF[self.what])
        return replace(moment(scene, self.when), filter=asked)

    def rows(self, scene: Scene, atlas: Atlas, day: date | None = None) -> tuple[State, ...]:
        """The rows that it counts, on its own day or on another.

        Raises
        ------
        AtlasError
            As `look`; and if a group that it names was not known then.
        """
        look = self.look(scene)
        seen, day = atlas.at(look.known), day or look.day
        _check_groups(look, seen)
        clock = seen.clock(look.known, look.stated)
        rows = select(clock.at(day), look.filter, seen, seen.country_states(day))
        if self.what == "unresolved":
            rows = tuple(row for row in rows if row.outcome_not_recorded)
        return tuple(row for row in rows if self._counts(row, seen))

    def _counts(self, row: State, atlas: Atlas) -> bool:
        """Dutch engagements count once, their components do not; whoever asks for missions or context gets these."""
        named = dict(self.facets)
        listed = "counted" in named or v.SUBJECTS[0] not in named.get("subject", v.SUBJECTS)
        return listed or atlas.engagement(row.engagement_id).counted == "yes"

    def value(self, scene: Scene, atlas: Atlas, day: date | None = None) -> int:
        """How many there are."""
        rows = self.rows(scene, atlas, day)
        if self.what != "countries":
            return len({row.engagement_id for row in rows})
        look = self.look(scene)
        seen, day = atlas.at(look.known), day or look.day
        inside = {c for c in v.FOCUS if country_passes(c, look.filter, seen, seen.country_states(day))}
        asks_of_rows = any(FACET[name].level != "country" for name in look.filter.asked if name in FACET)
        return len(inside & {row.country for row in rows}) if asks_of_rows else len(inside)

    def days_before(self, scene: Scene, atlas: Atlas) -> list[date]:
        """Days up to its own on which its value may have changed, the first of the window among them."""
        look = self.look(scene)
        clock = atlas.at(look.known).clock(look.known, look.stated)
        first = date.fromisoformat(atlas.tables.window[0])
        turns = {day for chain in clock for day in chain.turning_days(clock.known)}
        if look.filter.state:
            turns |= {span(row.start_date, row.start_precision)[0] for row in atlas.tables.country_states}
        return sorted({first, *(day for day in turns if first < day < look.day)})

    def __str__(self) -> str:
        said = [ALL] if self.all else []
        said += [f"{facet}={value}" for facet, found in self.facets for value in found]
        return self.what + (":" + ",".join(said) if said else "") + (f"@{self.when}" if self.when else "")


def facet_of(word: str, values: Values) -> tuple[str, str]:
    """The facet and the value that a word of a count names.

    Raises
    ------
    AtlasError
        If nothing has that value, or more than one facet has.

    Examples
    --------
    >>> facet_of("security", {}), facet_of("goal=security", {})
    (('instrument', 'security'), ('goal', 'security'))
    """
    facet, named, value = word.partition("=")
    if named:
        if facet not in FACET:
            raise AtlasError(expected="one of " + ", ".join(FACET), got=repr(facet), do=hint(facet, tuple(FACET)))
        valid = _valid(facet, values)
        if valid and value not in valid:
            raise AtlasError(
                expected=f"a value of {facet}: {', '.join(valid[:40])}", got=repr(value), do=hint(value, valid)
            )
        return facet, value
    having = [name for name in BARE if word in _valid(name, values)]
    if len(having) == 1:
        return having[0], word
    if having:
        either = " or ".join(f"{name}={word}" for name in having)
        raise AtlasError(expected="a word of one facet", got=repr(word), do=f"write {either}")
    every = tuple(value for name in BARE for value in _valid(name, values))
    raise AtlasError(
        expected="an instrument, a country (ISO 3166 alpha-3), a group, own or region, a subject, a kind or a status",
        got=repr(word),
        do=hint(word, every, "write facet=value, for example framework=EU"),
    )


def _valid(facet: str, values: Values) -> tuple[str, ...]:
    return FACET[facet].words or tuple(values.get(facet, ()))


def when_of(text: str, values: Values) -> str:
    """A moment as it is written after `@`: empty, a date, `start` or `other`.

    Raises
    ------
    AtlasError
        If it is no date of the atlas.
    """
    return text if text in ("", START, OTHER) else valid_date(text, tuple(values.get("window", ())))


def moment(scene: Scene, when: str) -> Scene:
    """A scene at one point in time: its last day, or the one that `when` names.

    Raises
    ------
    AtlasError
        If it names the start of a scene that is not played, or the other side of one that does not compare.
    """
    if when == START:
        if not scene.to:
            raise AtlasError(expected="a scene with `to`", got="@start", do="write the date itself, or add `to`")
        return replace(scene, to="")
    if when == OTHER:
        named = scene.known2 if scene.versus == "known" else scene.date2
        if not named:
            other = "known2" if scene.versus == "known" else "date2"
            raise AtlasError(expected=f"a scene with `{other}`", got="@other", do=f"write the date, or add `{other}`")
        if scene.versus == "known":
            if scene.known and named > scene.known:
                raise AtlasError(
                    expected=f"a `known2` of {scene.known} or before", got=named, do="let the later day be `known`"
                )
            return replace(scene, known=named, date=scene.to or scene.date, to="")
        return replace(scene, date=named, to="")
    return replace(scene, date=when or scene.to or scene.date, to="")


def _check_groups(look: Scene, seen: Atlas) -> None:
    public = {g.group_id for g in seen.tables.group_names}
    for group in look.filter.group:
        if group not in public:
            raise AtlasError(
                expected=f"a group that was known on {look.known}", got=group, do="write the countries themselves"
            )
