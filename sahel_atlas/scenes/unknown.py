"""What is not known: every place where the record has a gap, an assumption or two stories, by country and instrument.

`gaps` walks the tables as they were known on a scene's day of knowledge, or as one document alone states them. Each gap
leads to the row that has it, so that every count on a page or in a file opens what it counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from sahel_atlas.marks.sites import is_dated
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock.periods import start_unknown
from sahel_atlas.records.clock.select import country_passes, engagement_passes
from sahel_atlas.records.clock.states import Chain, Clock, State
from sahel_atlas.records.filters import FACETS, Filter
from sahel_atlas.records.named import namings
from sahel_atlas.records.rows import CountryState, Document, Period, Place, Site
from sahel_atlas.records.words import Texts, date_words, document_name, each, name_in, pick, precise_date, say
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.sentence import filter_words, knowledge

if TYPE_CHECKING:
    from layers.atlas import Atlas

ELSEWHERE = "elsewhere"
"""Column of what lies outside the eleven countries, or in none."""


@dataclass(frozen=True)
class Gap:
    """One thing that is not known.

    Attributes
    ----------
    kind : str
        A key of `KINDS`.
    key : str
        Kind and id of the row, which no other gap has.
    ref : str
        What a page opens for it: ``engagement:ID``, ``site:ID`` or ``document:ID``.
    engagements, countries, instruments : tuple of str
        Whom it concerns, as far as the filter lets them through; countries are ISO 3166 alpha-3.
    name, said : tuple of str
        What it is about, and what is known instead, in each language.
    """

    kind: str
    key: str
    ref: str
    engagements: tuple[str, ...]
    countries: tuple[str, ...]
    instruments: tuple[str, ...]
    name: Texts
    said: Texts


@dataclass(frozen=True)
class Record:
    """The tables that a scene may read, the states that they tell, and the last day that can be asked of them."""

    atlas: Atlas
    clock: Clock
    stated: str

    @staticmethod
    def of(atlas: Atlas, scene: Scene) -> Record:
        """The record as known to a scene."""
        known = atlas.at(scene.known)
        return Record(known, known.clock(scene.known, scene.stated), scene.stated)

    @cached_property
    def day(self) -> date:
        """The last day of the window, or the day of knowledge where that comes first."""
        return min(date.fromisoformat(self.atlas.tables.window[1]), self.clock.known)

    @cached_property
    def situations(self) -> Mapping[str, CountryState]:
        """The political situation of each country on that day."""
        return self.atlas.country_states(self.day)

    @cached_property
    def last(self) -> tuple[State, ...]:
        """The states on that day."""
        return tuple(self.clock.at(self.day))

    @cached_property
    def periods(self) -> Mapping[str, Period]:
        """Periods that may speak, by id."""
        told = {x.period.period_id: x.period for chain in self.clock for x in chain.links}
        return told if self.stated else {p.period_id: p for p in self.atlas.tables.periods}

    @cached_property
    def engagements(self) -> tuple[str, ...]:
        """Engagements of which anything is told."""
        return tuple(dict.fromkeys(chain.engagement_id for chain in self.clock))

    def countries(self, period: Period) -> tuple[str, ...]:
        """Countries of a period: its own, else its engagement's."""
        return period.countries_iso3 or self.atlas.engagement(period.engagement_id).countries_iso3

    def gap(self, kind: str, key: str, engagements: Iterable[str], countries: Iterable[str], said: Texts) -> Gap:
        """A gap that is named after its engagement."""
        ids = tuple(dict.fromkeys(engagements))
        first = self.atlas.engagement(ids[0])
        places = tuple(sorted({c for c in countries if c}))
        return Gap(
            kind,
            f"{kind}:{key}",
            f"engagement:{ids[0]}",
            ids,
            places,
            (),
            each(lambda lang: name_in(first, lang)),
            said,
        )


Words = Callable[[str], str]
"""What is said in a language."""


def _both(x: Words, key: str = "", y: Words = lambda lang: "") -> Texts:
    """What is said of a gap, in each language: `x` itself, or in the sentence of a kind."""

    return each(lambda lang: say(f"unknown.{key}.said", lang, x=x(lang), y=y(lang)) if key else x(lang))


def _starts(record: Record) -> Iterator[Gap]:
    found: dict[tuple[str, date], list[Chain]] = defaultdict(list)
    for chain in record.clock:
        if start_unknown(chain.links[0].period):
            found[chain.engagement_id, chain.starts[0]].append(chain)
    for (engagement, day), chains in found.items():
        said = _both(_day(day.isoformat()), "start")
        yield record.gap("start", f"{engagement}.{day}", [engagement], [c.country for c in chains], said)


def _goals(record: Record) -> Iterator[Gap]:
    for number in record.engagements:
        e = record.atlas.engagement(number)
        if e.goal_basis == "inferred":
            said = _both(_listed("goal", e.goals))
            yield record.gap("goal", number, [number], record.atlas.countries_of(number), said)


def _listed(group: str, values: Iterable[str]) -> Words:
    words = tuple(values)
    return lambda lang: ", ".join(say(f"{group}.{value}", lang) for value in words)


def _assumed(record: Record) -> Iterator[Gap]:
    for number, p in record.periods.items():
        if p.known_basis == "event_date_assumed":
            said = _both(_day(p.known_from), "assumed", _then(_period(p), _source_of(p, record)))
            yield record.gap("assumed", number, [p.engagement_id], record.countries(p), said)


def _period(period: Period) -> Words:
    """A period by its status and the day from which it holds."""
    since = period.start_date, period.start_precision
    return lambda lang: f"{say(f'status.{period.status}', lang)} ({precise_date(*since, lang)})"


def _then(first: Words, second: Words) -> Words:
    return lambda lang: f"{first(lang)}: {second(lang)[:1].lower()}{second(lang)[1:]}"


def _source_of(period: Period, record: Record) -> Words:
    """When the source of a period was published, as far as that was known."""
    if not period.document_id:
        return lambda lang: say("unknown.assumed.unread", lang)
    day = record.atlas.document(period.document_id).date
    key = f"unknown.assumed.{'later' if day else 'undated'}"
    return lambda lang: say(key, lang, x=date_words(day, lang) if day else "")


def _confidences(record: Record) -> Iterator[Gap]:
    for number, p in record.periods.items():
        if p.confidence in ("general_knowledge", "inferred"):
            said = _both(_then(_period(p), _listed("confidence", [p.confidence])))
            yield record.gap("confidence", number, [p.engagement_id], record.countries(p), said)


def _conflicts(record: Record) -> Iterator[Gap]:
    for c in record.atlas.tables.conflicts:
        if set(c.period_ids) <= record.periods.keys():
            texts = each(partial(pick, c, "what_differs"))
            yield record.gap("conflict", c.conflict_id, [c.engagement_id], c.countries_iso3, texts)


def _documents(record: Record) -> Iterator[Gap]:
    named = namings(record.atlas)
    for d in record.atlas.tables.documents:
        rows = named.get(d.document_id)
        if d.address or not rows or record.stated not in ("", d.document_id):
            continue
        ids, places = dict.fromkeys(i for r in rows for i in r.engagements), {c for r in rows for c in r.countries}
        ref, name = f"document:{d.document_id}", each(partial(document_name, d))
        yield Gap("document", ref, ref, tuple(ids), tuple(sorted(places)), (), name, _both(_where(d)))


def _where(document: Document) -> Words:
    return lambda lang: ": ".join(filter(None, (document.identifier, say("address.none", lang))))


def _sites(record: Record) -> Iterator[Gap]:
    atlas = record.atlas
    for s in atlas.tables.sites:
        if is_dated(s, atlas) or s.engagement_id not in record.engagements or record.stated not in ("", *s.documents):
            continue
        place = atlas.place(s.place_id)
        said = _both(_spot(s, place))
        gap = record.gap("site", s.site_id, [s.engagement_id], [place.country_iso3], said)
        yield replace(gap, ref=f"site:{s.site_id}")


def _spot(site: Site, place: Place) -> Words:
    return lambda lang: f"{name_in(place, lang)}, {say(f'role.{site.role}', lang).lower()}"


def _outcomes(record: Record) -> Iterator[Gap]:
    for states in _by_period(record.last, lambda s: s.outcome_not_recorded):
        s = states[0]
        said = _both(_plan(s), "outcome")
        yield record.gap("outcome", s.period_id, [s.engagement_id], [x.country for x in states], said)


def _plan(state: State) -> Words:
    day = state.planned_end or state.planned_start
    return lambda lang: precise_date(day, state.planned_precision, lang)


def _stale(record: Record) -> Iterator[Gap]:
    for states in _by_period(record.last, lambda s: s.carried_forward):
        s = states[0]
        said = _both(_day(s.last_stated), "stale", _listed("status", [s.status]))
        yield record.gap("stale", s.period_id, [s.engagement_id], [x.country for x in states], said)


def _day(text: str) -> Words:
    return lambda lang: date_words(text, lang)


def _by_period(states: Iterable[State], asked: Callable[[State], bool]) -> list[list[State]]:
    found: dict[str, list[State]] = defaultdict(list)
    for state in states:
        if asked(state):
            found[state.period_id].append(state)
    return list(found.values())


def _places(record: Record) -> Iterator[Gap]:
    for number in record.engagements:
        e = record.atlas.engagement(number)
        if e.place_basis == "none":
            said = _both(_listed("kind", [e.kind]))
            yield record.gap("place", number, [number], record.atlas.countries_of(number), said)


KINDS: Mapping[str, Callable[[Record], Iterator[Gap]]] = {
    "start": _starts,
    "outcome": _outcomes,
    "stale": _stale,
    "conflict": _conflicts,
    "assumed": _assumed,
    "confidence": _confidences,
    "goal": _goals,
    "site": _sites,
    "place": _places,
    "document": _documents,
}
"""Kind of gap -> what finds it, in the order in which they are listed."""
BY = ("country", "instrument")
"""What the gaps are counted by."""


def gaps(atlas: Atlas, scene: Scene) -> tuple[Gap, ...]:
    """Everything that is not known to a scene.

    Parameters
    ----------
    atlas : Atlas
    scene : Scene
        Its day of knowledge, its one document and its filter count: the facets of the engagement and of the country.
        Its date does not: what is not known is asked of the whole record.

    Returns
    -------
    tuple of Gap
        In the order of `KINDS`.
    """
    record = Record.of(atlas, scene)
    found = (gap for find in KINDS.values() for gap in find(record))
    return tuple(kept for gap in found if (kept := _kept(gap, scene, record)))


def _kept(gap: Gap, scene: Scene, record: Record) -> Gap | None:
    """A gap as far as the filter lets it through; None when it does not."""
    atlas, asked, states = record.atlas, scene.filter, record.situations
    ids = tuple(i for i in gap.engagements if engagement_passes(atlas.engagement(i), asked, atlas))
    places = tuple(c for c in gap.countries if country_passes(c, asked, atlas, states))
    if not ids and (gap.engagements or _asks_engagements(asked)):
        return None
    if not (places or (not gap.countries and country_passes("", asked, atlas, states))):
        return None
    named = {name for i in ids for name in atlas.engagement(i).instruments}
    instruments = tuple(name for name in asked.instrument or v.INSTRUMENTS if name in named)
    return replace(gap, engagements=ids, countries=places, instruments=instruments)


def _asks_engagements(asked: Filter) -> bool:
    """Whether a filter asks something of engagements beside whose they are; what concerns none does not pass it."""
    return bool({"text", *(f.name for f in FACETS if f.level == "engagement")} & {*asked.asked} - {"subject"})


def columns_of(gap: Gap, by: str) -> tuple[str, ...]:
    """The columns that count a gap: several where it concerns several countries or instruments."""
    if by == "instrument":
        return gap.instruments
    inside = tuple(iso3 for iso3 in v.FOCUS if iso3 in gap.countries)
    return inside if set(gap.countries) <= set(inside) and inside else (*inside, ELSEWHERE)


def columns(by: str, atlas: Atlas, scene: Scene) -> tuple[str, ...]:
    """The columns of the table by country or instrument: what a filter leaves out has none, which is not a nought."""
    asked, record = scene.filter, Record.of(atlas, scene)
    if by == "instrument":
        return tuple(name for name in v.INSTRUMENTS if name in (asked.instrument or v.INSTRUMENTS))

    def inside(iso3: str) -> bool:
        return country_passes(iso3, asked, record.atlas, record.situations)

    others = [c.iso3 for c in record.atlas.tables.countries if c.iso3 not in v.FOCUS]
    elsewhere = (ELSEWHERE,) if any(map(inside, ["", *others])) else ()
    return (*filter(inside, v.FOCUS), *elsewhere)


def counted(found: Iterable[Gap], by: str, atlas: Atlas, scene: Scene) -> dict[str, dict[str, int]]:
    """How many gaps of each kind stand in each column.

    Parameters
    ----------
    by : {"country", "instrument"}

    Returns
    -------
    dict
        Kind -> column -> number; the column ``""`` counts each gap of the kind once.
    """
    table = {kind: dict.fromkeys(("", *columns(by, atlas, scene)), 0) for kind in KINDS}
    for gap in found:
        for column in ("", *columns_of(gap, by)):
            table[gap.kind][column] += 1
    return table


def kind_words(kind: str, atlas: Atlas, scene: Scene, lang: str) -> str:
    """The heading of a kind of gap."""
    day = date_words(Record.of(atlas, scene).day.isoformat(), lang)
    return say(f"unknown.{kind}", lang, x=day)


def heading(atlas: Atlas, scene: Scene, lang: str) -> str:
    """What is asked, in words: what is not known, to whom, and of which part of the record."""
    record = Record.of(atlas, scene)
    asked = filter_words(scene, record.atlas, lang, record.day)
    parts = [say("unknown.title", lang), knowledge(scene, record.atlas, lang), asked, left_out(scene, lang)]
    return ", ".join(part for part in parts if part)


def left_out(scene: Scene, lang: str) -> str:
    """That context engagements are not looked at, which nobody asked for; empty where the filter says whose it is."""
    return say("unknown.context", lang) if scene.filter.subject == Filter().subject else ""
