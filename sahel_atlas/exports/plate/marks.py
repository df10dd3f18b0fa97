"""Wheels of a plate where their countries lie, with the signs of doubt that stand behind a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sahel_atlas.exports.plate.dots import DISC, SHARE, dot_marks, dots_of, uncounted
from sahel_atlas.exports.plate.names import Below, country_name
from sahel_atlas.exports.plate.paths import tether
from sahel_atlas.exports.plate.pens import PX, Pens, labels_of, wheel_unit
from sahel_atlas.exports.plate.plate import Box, Label, Mark, Shape
from sahel_atlas.exports.plate.text import Places
from sahel_atlas.exports.plate.wheels import Look, extent, pairs_of, wheel_marks
from sahel_atlas.exports.wheel_words import segment_words, under_name
from sahel_atlas.marks.wheels import asked_statuses
from sahel_atlas.records.vocabulary import COASTAL, FOCUS
from sahel_atlas.records.words import country_names, date_words, say
from sahel_atlas.scenes.silent import silent_on

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.marks.wheels import Pairs, Wheel
    from sahel_atlas.records.clock.states import State
    from sahel_atlas.scenes.resolve import Resolved

Spot = tuple[float, float, float]
"""Centre and radius of a wheel."""
_WEAK = ("general_knowledge", "inferred")


def doubts(shown: Resolved) -> dict[str, str]:
    """The signs of doubt behind each country's name: `?` weak source, `†` sources disagree, `*` start not recorded.

    They speak of what the country's wheel counts; where nothing is counted, of the rows that its dot stands for.
    The screen has a sign of its own for disagreement; the fonts that go into a file have no such character.
    """
    rows: dict[str, list[State]] = defaultdict(list)
    if uncounted(shown):
        for row in shown.rows:
            rows[row.country].append(row)
    else:
        rows.update({iso3: [r for s in wheel.segments for r in s.rows] for iso3, wheel in shown.wheels.items()})
    signs: dict[str, set[str]] = defaultdict(set)
    for iso3 in shown.wheels:
        held = [r for r in rows.get(iso3, []) if r.status != "ended"]
        if any(r.confidence in _WEAK for r in held):
            signs[iso3].add("?")
        if any(r.conflicts for r in held):
            signs[iso3].add("†")
    for _, iso3 in silent_on(shown, shown.atlas):
        if iso3 in shown.wheels:
            signs[iso3].add("*")
    return {iso3: "".join(s for s in "?†*" if s in marks) for iso3, marks in signs.items()}


def wheel_places(pens: Pens, atlas: Atlas, visible: Box) -> dict[str, Spot]:
    """Centre and radius of each wheel that lies whole in the visible part of the window."""
    held = labels_of(atlas.folder)["wheels"]
    unit = wheel_unit(pens.frame, pens.unit)
    found = {}
    for iso3 in FOCUS:
        x, y = pens.frame.point(held[iso3]["lon"], held[iso3]["lat"])
        radius = pens.radii[iso3 in COASTAL] * unit / PX
        reach = Look(x, y, radius, pens.tokens, pens.px).reach
        if visible.holds(Box(x - reach, y - reach, x + reach, y + reach + 18 * unit)):
            found[iso3] = (x, y, radius)
    return found


def wheels(
    pens: Pens, found: Resolved, places: Places, spots: Mapping[str, Spot], new: Pairs = frozenset()
) -> Iterator[Mark]:
    """Wheels with their country names, or dots where nothing counted is shown; names are placed and drawn last.

    A country that the filter leaves out has no wheel and no number: a nought would say that nothing runs there.
    """
    atlas, asked = found.atlas, asked_statuses(found.scene.filter, found.atlas)
    names = country_names(atlas.tables.countries, pens.lang)
    selected = {ref.partition(":")[2] for ref in found.scene.selection if ref.startswith("country:")}
    dots = dots_of(found, pens.lang)
    shown = {iso3 for iso3 in spots if iso3 in dots or (iso3 in found.wheels and not uncounted(found))}
    looks = {i: Look(*spot, pens.tokens, pens.px) for i, spot in spots.items()}
    reach = {i: _reach(looks[i], i in selected, dots=i in dots) if i in shown else 0.0 for i in spots}
    for iso3, (x, y, _) in spots.items():
        if reach[iso3]:
            places.take_circle(x, y, reach[iso3])
        yield from _leader(pens, atlas, iso3, (x, y))
    below: dict[str, tuple[str, ...]] = {}
    short: dict[str, tuple[str, ...]] = {}
    for iso3 in (iso3 for iso3 in spots if iso3 in shown):
        if iso3 not in dots:
            wheel = found.wheels[iso3]
            told = [under_name(wheel, new, pens.lang, short=one, asked=asked) for one in (False, True)]
            below[iso3], short[iso3] = told
            yield from _wheel(pens, found, looks[iso3], wheel, names[iso3], selected=iso3 in selected)
            if looks[iso3].measures.small:
                below[iso3] = short[iso3] = below[iso3][1:] if wheel.numbers(asked)[1] else below[iso3]
                yield from _beside(pens, looks[iso3], wheel, asked, places)
        else:
            x, y, radius = spots[iso3]
            below[iso3] = (dots[iso3].words,)
            named: Mapping[str, Any] = {"name": iso3, "country": names[iso3], "selected": iso3 in selected}
            yield from dot_marks((x, y, SHARE * radius), dots[iso3], pens.tokens, **named)
    signs, political = doubts(found), political_words(found, pens.lang)
    for iso3, (x, y, _) in spots.items():
        lines = below.get(iso3, ())
        more = Below(signs.get(iso3, ""), lines, political.get(iso3, ""), short.get(iso3, lines))
        name = _name(pens, found, iso3, names[iso3])
        yield from more.placed(name, (x, y, reach[iso3]), places, pens.tokens["ink2"])


def _name(pens: Pens, shown: Resolved, iso3: str, text: str) -> Label:
    """A country's name, still without a place; quiet where the filter leaves the country out."""
    name = country_name(pens.tokens, iso3, text, wheel_unit(pens.frame, pens.unit), pens.unit)
    return replace(name, colour=pens.tokens["ink2"], weight=400) if iso3 in shown.outside else name


def _wheel(pens: Pens, shown: Resolved, look: Look, wheel: Wheel, country: str, *, selected: bool) -> Iterator[Mark]:
    """One country's wheel with the texts of its segments."""
    asked = asked_statuses(shown.scene.filter, shown.atlas)
    alts = segment_words(wheel, country, shown.atlas, pens.lang, period=bool(shown.scene.to), asked=asked)
    pairs, centre = pairs_of(wheel, shown.scene.filter.instrument), str(wheel.numbers(asked)[0])
    yield from wheel_marks(look, pairs, name=wheel.iso3, centre=centre, alts=alts, selected=selected)


def _beside(pens: Pens, look: Look, wheel: Wheel, asked: Sequence[str], places: Places) -> Iterator[Label]:
    """The numbers of a wheel that is too small to hold one, beside it: in the country itself, and region-wide."""
    own, region = wheel.numbers(asked)
    text = f"{own} +{region}" if region else str(own)
    size, gap = 11.5 * pens.unit, look.reach + 2 * look.px
    label = Label("count", wheel.iso3, text, look.x, look.y + 0.35 * size, size, pens.tokens["ink"], weight=700)
    label = replace(label, halo=pens.tokens["cityhalo"], halo_width=2.8 * pens.unit, group=f"wheel {wheel.iso3}")
    at = [replace(label, x=look.x + gap), replace(label, x=look.x - gap, anchor="end")]
    put = places.put(at, always=True)
    if put:
        yield put


def _reach(look: Look, selected: bool, *, dots: bool) -> float:
    """Radius of what stands at a country's place: a wheel or a dot, with the ring of the selected country."""
    return (DISC + 0.3 * selected) * SHARE * look.radius if dots else extent(look, selected)


def _leader(pens: Pens, atlas: Atlas, iso3: str, at: tuple[float, float]) -> Iterator[Mark]:
    """The line from a wheel that stands at sea to its country."""
    leader = labels_of(atlas.folder)["wheels"][iso3]["leader"]
    if leader:
        path, ink = tether(pens.frame.point(*leader), at, 1.25 * pens.unit), pens.tokens["ink"]
        yield Shape("leader", iso3, *path, fill=ink, stroke=ink, width=0.7 * pens.unit)


def political_words(shown: Resolved, lang: str) -> dict[str, str]:
    """What stands below a country's name when the layer of coups and transitions is on: the state and its date.

    The date of a coup is that of the country's latest one, which may be later than the day on which such rule began.
    """
    if "states" not in shown.scene.layers:
        return {}
    latest: dict[str, str] = {}
    for event in sorted(shown.events, key=lambda event: event.date):
        if event.category == "coup":
            latest.update(dict.fromkeys(event.countries_iso3, event.date))
    said = {}
    for iso3, held in shown.states.items():
        if held.state != "none":
            day = max(held.start_date, latest.get(iso3, "")) if held.state == "coup" else held.start_date
            said[iso3] = f"{say(f'plate.state.{held.state}', lang)} {date_words(day, lang)}"
    return said
