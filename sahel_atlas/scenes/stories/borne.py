"""What the rows, claims and figures of a scene bear: which engagement had which state where, and which counts hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import AtlasError
from sahel_atlas.records.clock.select import country_passes
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.stories.claim import COMPARED, marks_on
from sahel_atlas.scenes.stories.count import COUNTS, STATUSES_OF, Count
from sahel_atlas.scenes.stories.figure import DATES, FIGURE, Asked, state_of
from sahel_atlas.scenes.stories.types import LANGUAGES, Rest, StoryScene

if TYPE_CHECKING:
    from layers.atlas import Atlas

Side = Count | int


@dataclass(frozen=True)
class Compared:
    """A claim that sets two counts, or a count and a number, against each other."""

    left: Side
    sign: str
    right: Side

    @property
    def counts(self) -> tuple[Count, ...]:
        """The sides that are counted."""
        return tuple(x for x in (self.left, self.right) if isinstance(x, Count))

    @property
    def number(self) -> int | None:
        """The number that stands on one side; None where both are counted."""
        return next((x for x in (self.left, self.right) if isinstance(x, int)), None)


@dataclass(frozen=True)
class FigureBears:
    """What the figures of a text bear: rows, counts that it reads out, moments, events with a date, engagements."""

    rows: tuple[Rest, ...] = ()
    counts: tuple[Count, ...] = ()
    moments: tuple[str, ...] = ("",)
    events: tuple[str, ...] = ()
    engagements: tuple[str, ...] = ()


def statuses_of(state: str) -> tuple[str, ...]:
    """The statuses that a word of a state stands for."""
    return STATUSES_OF.get(state, (state,))


class Borne:
    """What one scene bears; claims that cannot be read are told elsewhere and bear nothing."""

    def __init__(self, scene: StoryScene, atlas: Atlas) -> None:
        self.story_scene, self.scene, self.atlas = scene, scene.scene, atlas
        self.rows = list[tuple[Rest, str]]((rest, "") for rest in scene.rests_on)
        self.none, self.most = list[Count](), list[Count]()
        self.compared = list[Compared]()
        self.sites, self.events = list[tuple[str, str]](), list[tuple[str, frozenset[str]]]()
        for claim in scene.claims:
            try:
                self._claim(claim)
            except (AtlasError, IndexError):
                continue
        for body in _bodies(scene):
            found = self.figures((body,))
            when = found.moments[-1]
            self.rows += [(row, when) for row in found.rows]
        self._roles: Mapping[tuple[str, str], frozenset[str]] | None = None

    def _claim(self, text: str) -> None:
        compared = COMPARED.fullmatch(text.strip())
        if compared:
            left, right = (int(x) if x.isdigit() else self._parsed(x) for x in (compared[1], compared[3]))
            self._compare(Compared(left, compared[2], right))
            return
        rule, *rest = text.split()
        if rule in ("none", "most", "some"):
            count = self._parsed(rest[0])
            {"none": self.none, "most": self.most}.get(rule, []).append(count)
            self._add(count)
        elif rule == "change":
            self.rows.append((Rest(rest[0], rest[1].strip("-"), rest[3]), ""))
        elif rule == "site":
            self.sites.append((rest[0], rest[1]))
        elif rule == "event":
            self.events.append((rest[0], frozenset(",".join(rest[1:]).split(",")) - {""}))

    def _parsed(self, text: str) -> Count:
        return Count.parse(text, self.atlas.values)

    def _compare(self, compared: Compared) -> None:
        if compared.left == compared.right:
            return
        if compared.sign == "=" and compared.number == 0:
            self.none += compared.counts
        else:
            self.compared.append(compared)
        for count in compared.counts:
            self._add(count)

    def _add(self, count: Count) -> None:
        self.rows += [(row, count.when) for row in self.counted(count)]

    def counted(self, count: Count) -> tuple[Rest, ...]:
        """The rows behind a count; none where it cannot be counted."""
        try:
            found = count.rows(self.scene, self.atlas)
        except AtlasError:
            return ()
        return tuple(Rest(row.engagement_id, row.country, row.status) for row in found)

    def figures(self, bodies: Iterable[str]) -> FigureBears:
        """What figures bear, each of which stands between braces."""
        rows, counts, moments, events, owners = list[Rest](), list[Count](), [""], list[str](), list[str]()
        ids = {e.event_id for e in self.atlas.tables.events}
        for body in bodies:
            try:
                asked = Asked.parse(body)
                if asked.name in DATES:
                    events += [asked.rest] if asked.rest in ids else []
                elif asked.name in (*COUNTS, "was", "more", "fewer"):
                    counts.append(self._parsed(asked.rest))
                    rows += self.counted(counts[-1])
                    moments.append(counts[-1].when)
                elif asked.name in ("status", "since"):
                    state = state_of(asked.rest, self.scene, self.atlas)
                    rows.append(Rest(state.engagement_id, state.country, state.status))
                    moments.append(asked.rest.partition("@")[2].strip())
                owners.append(asked.rest.partition(",")[0].strip())
            except AtlasError:
                continue
        return FigureBears(tuple(rows), tuple(counts), tuple(moments), tuple(events), tuple(owners))

    def passes(self, count: Count, countries: Iterable[str]) -> bool:
        """Whether a count looks at all of these countries."""
        look = self._look(count)
        seen = self.atlas.at(look.known)
        return all(country_passes(c, look.filter, seen, seen.country_states(look.day)) for c in countries)

    def names(self, count: Count, countries: Iterable[str]) -> bool:
        """Whether a count looks at all of these countries, and not at every country there is."""
        asked = self._look(count).filter
        return bool(asked.country or asked.group or asked.state) and self.passes(count, countries)

    def _look(self, count: Count) -> Scene:
        try:
            return count.look(self.scene)
        except AtlasError:
            return self.story_scene.last

    def roles(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """Place and role of every symbol that the map has on the scene's day -> the engagements behind it."""
        if self._roles is None:
            marks = marks_on(self.scene, self.atlas)
            self._roles = {(m.place.place_id, m.role): frozenset(r.engagement_id for r in m.rows) for m in marks}
        return self._roles


def _bodies(scene: StoryScene) -> list[str]:
    texts = (scene.written.caption, scene.written.notes)
    return [body for text in texts for lang in LANGUAGES for body in FIGURE.findall(getattr(text, lang))]


def covers(count: Count, states: Iterable[str]) -> bool:
    """Whether a count of nothing says it of all these states."""
    return all(set(statuses_of(state)) <= set(count.statuses) for state in states)


def of_state(count: Count, states: Iterable[str]) -> bool:
    """Whether a count is of one of these states."""
    return any(set(statuses_of(state)) == set(count.statuses) for state in states)
