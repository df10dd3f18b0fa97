"""Rules for what a story's sentences claim by their words: states, quantities, roles of places, dates of events.

Each holds one part of a text against what its scene bears and yields what was expected, what came, and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sahel_atlas.scenes.stories.borne import Borne, Compared, FigureBears, covers, of_state, statuses_of
from sahel_atlas.scenes.stories.count import Count
from sahel_atlas.scenes.stories.said import Said, State
from sahel_atlas.scenes.stories.types import Rest

if TYPE_CHECKING:
    from layers.atlas import Atlas

Found = Iterator[tuple[str, str, str]]
_SHOWN = 3
_QUANTITY: dict[str, str] = {
    "none": "none {state}{where}",
    "rest": "{state}{where} = {state}:post{and_where}",
    "all": "{state}{where} = open{where}",
    "both": "{state}{where} = 2` and `{state}{where} = open{where}",
    "half": "running{where} = suspended{where}",
    "only": "{state}{where} = {state}:own{and_where}",
    "most": "{state}:security{and_where} > {state}:diplomacy{and_where}",
}
"""Kind of quantity -> an example of the claim that bears it."""


def wrong_words(said: Said, borne: Borne, atlas: Atlas) -> Found:
    """What one part of a text says and its scene does not bear."""
    figures = borne.figures(said.bodies)
    yield from _states(said, figures, borne, atlas)
    yield from _quantities(said, figures, borne)
    yield from _roles(said, figures, borne, atlas)
    yield from _events(said, figures, borne)


def _usable(said: Said, figures: FigureBears, borne: Borne) -> list[Rest]:
    """Rows that a part may rest on: those of the scene's day, and of moments that its own figures name."""
    anything = not (said.countries or said.engagements or said.things)
    return [row for row, when in borne.rows if anything or when in figures.moments]


def _states(said: Said, figures: FigureBears, borne: Borne, atlas: Atlas) -> Found:
    if said.negates:
        return
    usable = _usable(said, figures, borne)
    for state in said.states:
        rows = [row for row in usable if row.status in statuses_of(state.name)]
        told = [count for count in figures.counts if of_state(count, (state.name,))]
        if state.negated:
            yield from _denied(said, state, usable, borne)
        elif not rows and not told:
            yield _bare_state(state, said, usable)
        else:
            yield from _of_countries(said, state, rows, told, borne)
            yield from _of_engagements(said, state, rows)
            yield from _of_things(said, state, rows, told, atlas)


def _bare_state(state: State, said: Said, usable: list[Rest]) -> tuple[str, str, str]:
    names = " and ".join(said.countries.values())
    expected = f"a row, figure or claim that bears “{state.said}”" + (f" for {names}" if names else "")
    return expected, _rows_said(usable), _write(state, next(iter(said.countries), ""))


def _write(state: State, iso3: str) -> str:
    status = "active" if state.name == "running" else state.name
    figure = f"{state.name}:{iso3}" if iso3 else state.name
    return f"write rests_on: [engagement {iso3 or 'COUNTRY'} {status}], a claim, or a figure such as {{{figure}}}"


def _rows_said(rows: Iterable[Rest]) -> str:
    each = list(dict.fromkeys(map(str, rows)))
    more = f" and {len(each) - _SHOWN} more" if len(each) > _SHOWN else ""
    return ", ".join(each[:_SHOWN]) + more or "none"


def _of_countries(said: Said, state: State, rows: list[Rest], told: list[Count], borne: Borne) -> Found:
    for iso3, name in said.countries.items():
        if not any(row.country == iso3 for row in rows) and not any(borne.names(count, (iso3,)) for count in told):
            expected = f"a row, figure or claim that bears “{state.said}” for {name}"
            yield expected, _rows_said(rows), _write(state, iso3)


def _here(said: Said, rows: list[Rest]) -> list[Rest]:
    """Rows of the countries that a part names, or of any where it names none."""
    return [row for row in rows if not said.countries or row.country in said.countries]


def _of_engagements(said: Said, state: State, rows: list[Rest]) -> Found:
    for name, ids in said.engagements.items():
        if not any(row.engagement_id in ids for row in _here(said, rows)):
            do = f"write rests_on: [{min(ids)} COUNTRY {state.name}], or put it into a sentence of its own"
            yield f"a row of {name} that bears “{state.said}”", _rows_said(rows), do


def _of_things(said: Said, state: State, rows: list[Rest], told: list[Count], atlas: Atlas) -> Found:
    for thing, word in said.things.items():
        counted = {value for count in told for value in dict(count.facets).get(thing.facet, ())}
        if not thing.bears or not counted.isdisjoint(thing.values):
            continue
        here = [row for row in _here(said, rows) if _known(row, atlas)]
        if here and not any(thing.fits(atlas.engagement(row.engagement_id)) for row in here):
            expected = f"a row of “{word}” ({thing.facet} {' or '.join(thing.values)}) that bears “{state.said}”"
            yield expected, _rows_said(rows), "write such a row into rests_on, or put it into a sentence of its own"


def _known(row: Rest, atlas: Atlas) -> bool:
    return any(e.engagement_id == row.engagement_id for e in atlas.tables.engagements)


def _denied(said: Said, state: State, usable: list[Rest], borne: Borne) -> Found:
    """A state that is denied of a country or an engagement."""
    ids = frozenset[str]().union(*said.engagements.values())
    other = (row for row in _here(said, usable) if row.engagement_id in ids)
    if any(row.status not in statuses_of(state.name) for row in other) or not (ids or said.countries):
        return
    if not any(_says_none(count, (state.name,), said, ("",), borne) for count in borne.none):
        where = ",".join(said.countries)
        do = f"write the claim `none {state.name}{':' + where if where else ''}`, or another sentence"
        yield f"a claim that bears “not {state.said}”", "none", do


def _justified(count: Count, said: Said) -> bool:
    """Whether a count looks at no narrower thing than the words of a part: who says *nothing* counts everything."""
    for facet, values in count.facets:
        if facet in ("country", "group", "state"):
            if not said.countries:
                return False
        elif facet == "subject" and len(values) > 1:
            continue
        elif facet != "status" and not any(t.facet == facet and set(t.values) <= set(values) for t in said.things):
            return False
    return True


def _says_none(count: Count, states: tuple[str, ...], said: Said, moments: Iterable[str], borne: Borne) -> bool:
    return _fits_none(count, states, said, moments, borne) and not _missions(count, said, borne)


def _fits_none(count: Count, states: tuple[str, ...], said: Said, moments: Iterable[str], borne: Borne) -> bool:
    """Whether a claim of nothing is of the moment, the states, the countries and the things of a part."""
    fits = count.when in moments and covers(count, states) and _justified(count, said)
    return fits and borne.passes(count, said.countries)


def _missions(count: Count, said: Said, borne: Borne) -> tuple[Rest, ...]:
    """Missions that a claim of nothing leaves out, in a part that does not say that it speaks of Dutch engagements."""
    if "subject" in dict(count.facets) or any(not thing.of_missions for thing in said.things):
        return ()
    return borne.counted(replace(count, facets=(*count.facets, ("subject", ("mission",)))))


def _quantities(said: Said, figures: FigureBears, borne: Borne) -> Found:
    states = tuple(dict.fromkeys(state.name for state in said.states))
    asked, where = states or ("running",), " and ".join(said.countries.values())
    for kind, word in said.quantities:
        if _borne_quantity(kind, states, said, figures, borne):
            continue
        expected = f"a claim by rule that bears “{word}”" + (f" for {where}" if where else "")
        fitting = [x for x in borne.none if kind == "none" and _fits_none(x, asked, said, figures.moments, borne)]
        if fitting:
            missions = [row for count in fitting for row in _missions(count, said, borne)]
            yield expected, _rows_said(missions), "say “Dutch” where no mission is meant"
        else:
            got = "; ".join(borne.story_scene.claims[:_SHOWN]) or "no claim"
            do = f"write a claim such as `{_example(kind, asked[0], said)}`, or say it without “{word}”"
            yield expected, got, do


def _example(kind: str, state: str, said: Said) -> str:
    """A claim that would bear a quantity, with the state and the countries of a part."""
    where = ",".join(said.countries)
    after, further = (f":{where}", f",{where}") if where else ("", "")
    return _QUANTITY[kind].format(state=state, where=after, and_where=further)


def _borne_quantity(kind: str, states: tuple[str, ...], said: Said, figures: FigureBears, borne: Borne) -> bool:
    if kind == "none":
        asked = states or ("running",)
        return any(_says_none(count, asked, said, figures.moments, borne) for count in borne.none)
    if kind == "only" and figures.counts:
        return True
    if kind == "most" and any(not said.countries or borne.names(count, said.countries) for count in borne.most):
        return True
    two = [x for x in borne.compared if x.number == 2 and _equal(x, said, figures, borne)]
    if kind == "both" and not two:
        return False
    return any(_bears(kind, compared, states, said, figures, borne) for compared in borne.compared)


def _equal(compared: Compared, said: Said, figures: FigureBears, borne: Borne) -> bool:
    """Whether a claim says that two things are as many, of the moment and the countries of a part, and not of none."""
    now = all(count.when in figures.moments for count in compared.counts)
    here = all(borne.passes(count, said.countries) for count in compared.counts)
    return compared.sign == "=" and now and here and all(borne.counted(count) for count in compared.counts)


def _bears(
    kind: str, compared: Compared, states: tuple[str, ...], said: Said, figures: FigureBears, borne: Borne
) -> bool:
    """Whether a comparison of two counts bears a quantity of one kind."""
    if compared.number is not None:
        return False
    one, other = compared.counts
    if kind == "most":
        named = any(borne.names(count, said.countries) for count in (one, other))
        return compared.sign in ("<", ">") and (named or not said.countries)
    if not _equal(compared, said, figures, borne):
        return False
    if kind == "half":
        return set(one.statuses).isdisjoint(other.statuses)
    if kind in ("all", "both"):
        alike = dict(one.facets).get("country") == dict(other.facets).get("country")
        narrow = not states or (of_state(one, states) != of_state(other, states))
        return alike and narrow and all(_justified(count, said) for count in (one, other))
    return not states or of_state(one, states) or of_state(other, states)


def _roles(said: Said, figures: FigureBears, borne: Borne, atlas: Atlas) -> Found:
    """Roles of places: each word for a role in a part needs a claim or a figure at each place or country in it."""
    if said.negates or not (said.places or said.countries):
        return
    countries = {place.place_id: place.country_iso3 for place in atlas.tables.places}
    around = {iso3 for place, iso3 in countries.items() if place in said.places}
    spots = [({p}, name) for p, name in said.places.items()]
    spots += [
        ({p for p, c in countries.items() if c == iso3}, name)
        for iso3, name in said.countries.items()
        if iso3 not in around
    ]
    for word, roles in said.roles:
        for places, name in spots:
            if not _stands(word, roles, places, figures, borne, atlas):
                place = min(places) if len(places) == 1 else "PLACE"
                there = sorted({role for p, role in borne.roles() if p in places}) or ["nothing"]
                expected = f"a claim or a figure that bears “{word}” for {name} on {borne.story_scene.last.day}"
                got = f"none, and on the map {', '.join(there)}"
                yield expected, got, f"write the claim `site {place} {roles[0]}`, or what is there"


def _stands(
    word: str, roles: tuple[str, ...], places: set[str], figures: FigureBears, borne: Borne, atlas: Atlas
) -> bool:
    claimed = {(p, r) for p, r in borne.sites if p in places and r in roles}
    for (place, role), owners in borne.roles().items():
        if place not in places or role not in roles:
            continue
        if word.casefold().startswith("consul"):
            owners = frozenset(x for x in owners if "consul" in atlas.engagement(x).name_en.casefold())
        if owners and ((place, role) in claimed or not owners.isdisjoint(figures.engagements)):
            return True
    return False


def _events(said: Said, figures: FigureBears, borne: Borne) -> Found:
    """The date of an event beside countries needs a claim that ties the two."""
    for event in figures.events:
        tied = frozenset[str]().union(*(countries for name, countries in borne.events if name == event))
        if loose := [iso3 for iso3 in said.countries if iso3 not in tied]:
            expected = f"a claim that ties {event} to {' and '.join(said.countries[c] for c in loose)}"
            named = event in {name for name, _ in borne.events}
            got = f"event {event} {','.join(sorted(tied))}".strip() if named else "none"
            do = f"write the claim `event {event} {','.join(said.countries)}`, or part the two by a semicolon"
            yield expected, got, do
