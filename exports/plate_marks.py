"""Wheels with their country names, and the labels of land and water."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.fonts import text_width
from exports.plate import Box, Label, Mark, Shape
from exports.plate_dots import DISC, SHARE, dot_marks, standings, uncounted
from exports.plate_frame import Frame
from exports.plate_paths import circle, line
from exports.plate_symbols import wheel_marks, wheel_reach
from exports.plate_text import Places
from exports.words import say
from layers.base import read_labels
from layers.vocabulary import COASTAL, FOCUS
from layers.words import date_words, word

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from layers.engagements import State
    from layers.resolve import Resolved, Wheel

RADIUS, SMALL = 36 / 1.55, 0.8
"""Radius of a Sahel wheel in units u, and the share of it that other wheels have."""
Spot = tuple[float, float, float]
"""Centre and radius of a wheel."""
_WEAK = ("general_knowledge", "inferred")


@dataclass(frozen=True)
class Pens:
    """What every drawing function needs: frame, colours, unit u in points, language."""

    frame: Frame
    tokens: Mapping[str, str]
    unit: float
    lang: str


@lru_cache(maxsize=4)
def labels_of(folder: Path) -> Any:
    """The hand-set positions of wheels and labels."""
    return read_labels(folder)


def wheel_unit(frame: Frame, unit: float) -> float:
    """The unit for wheels: smaller where the map's scale is, so that neighbours do not touch."""
    return unit * min(1.0, max(0.45, frame.scale / (1320 / 1.55 * unit) * 1.04))


def doubts(found: Resolved, atlas: Atlas) -> dict[str, str]:
    """The signs of doubt behind each country's name: `?` weak source, `†` sources disagree, `*` start not recorded.

    They speak of what the country's wheel counts; where nothing is counted, of the rows that its dot stands for.
    The screen has a sign of its own for disagreement; the fonts that go into a file have no such character.
    """
    rows: dict[str, list[State]] = defaultdict(list)
    if uncounted(found, atlas):
        for row in found.rows:
            rows[row.country].append(row)
    else:
        rows.update({iso3: [r for s in wheel.segments for r in s.rows] for iso3, wheel in found.wheels.items()})
    signs: dict[str, set[str]] = defaultdict(set)
    for iso3 in found.wheels:
        held = [r for r in rows.get(iso3, []) if r.status != "ended"]
        if any(r.confidence in _WEAK for r in held):
            signs[iso3].add("?")
        if any(r.conflicts for r in held):
            signs[iso3].add("†")
    for _, iso3 in found.not_recorded:
        if iso3 in found.wheels:
            signs[iso3].add("*")
    return {iso3: "".join(s for s in "?†*" if s in marks) for iso3, marks in signs.items()}


def wheel_places(pens: Pens, atlas: Atlas, visible: Box) -> dict[str, Spot]:
    """Centre and radius of each wheel that lies whole in the visible part of the window."""
    held = labels_of(atlas.folder)["wheels"]
    unit = wheel_unit(pens.frame, pens.unit)
    found = {}
    for iso3 in FOCUS:
        x, y = pens.frame.point(held[iso3]["lon"], held[iso3]["lat"])
        radius = RADIUS * unit * (SMALL if iso3 in COASTAL else 1.0)
        reach = wheel_reach(radius, unit)
        if visible.holds(Box(x - reach, y - reach, x + reach, y + reach + 18 * unit)):
            found[iso3] = (x, y, radius)
    return found


def wheels(pens: Pens, found: Resolved, atlas: Atlas, places: Places, spots: Mapping[str, Spot]) -> Iterator[Mark]:
    """Wheels with their country names, or dots where nothing counted is shown; names are placed and drawn last."""
    unit = wheel_unit(pens.frame, pens.unit)
    names = {c.iso3: c.name_nl if pens.lang == "nl" else c.name_en for c in atlas.tables.countries}
    selected = {ref.partition(":")[2] for ref in found.scene.selection if ref.startswith("country:")}
    held = standings(found, atlas, pens.lang) if uncounted(found, atlas) else None
    asked = found.scene.filter.country
    # A nought would say that nothing runs in a country that nobody asked for.
    shown = {iso3 for iso3 in spots if (iso3 in held if held is not None else not asked or iso3 in asked)}
    reach = {i: _reach(spots[i][2], unit, i in selected, dots=held is not None) if i in shown else 0.0 for i in spots}
    for iso3, (x, y, _) in spots.items():
        if reach[iso3]:
            places.take_circle(x, y, reach[iso3])
        yield from _leader(pens, atlas, iso3, (x, y))
    told: dict[str, Any]
    for iso3, (x, y, radius) in ((iso3, spots[iso3]) for iso3 in spots if iso3 in shown):
        if held is None:
            wheel = found.wheels[iso3]
            states, alts = [s.state for s in wheel.segments], segment_words(wheel, names[iso3], pens.lang)
            told = {"name": iso3, "centre": str(wheel.running), "alts": alts, "selected": iso3 in selected}
            yield from wheel_marks(x, y, radius, states, pens.tokens, unit, **told)
        else:
            at, told = (x, y, SHARE * radius), {"name": iso3, "country": names[iso3], "selected": iso3 in selected}
            yield from dot_marks(at, held[iso3], pens.tokens, **told)
    signs, below = doubts(found, atlas), political_words(found, pens.lang)
    if held is not None:
        below = {i: "; ".join(t for t in (held[i].words if i in held else "", below.get(i, "")) if t) for i in spots}
    for iso3, (x, y, _) in spots.items():
        name = _country_name(pens, iso3, names[iso3], unit)
        more = _Below(signs.get(iso3, ""), below.get(iso3, ""))
        yield from more.placed(name, (x, y, reach[iso3]), places, pens)


def _reach(radius: float, unit: float, selected: bool, *, dots: bool) -> float:
    """Radius of what stands at a country's place: a wheel or a dot, with the ring of the selected country."""
    return (DISC + 0.3 * selected) * SHARE * radius if dots else wheel_extent(radius, unit, selected)


def _leader(pens: Pens, atlas: Atlas, iso3: str, at: tuple[float, float]) -> Iterator[Mark]:
    """The line from a wheel that stands at sea to its country."""
    leader = labels_of(atlas.folder)["wheels"][iso3]["leader"]
    if leader:
        end = pens.frame.point(*leader)
        yield Shape("leader", iso3, *line(at, end), stroke=pens.tokens["ink"], width=pens.unit * 0.7, clip=True)
        yield Shape("leader", f"{iso3} end", *circle(*end, 1.6 * pens.unit), fill=pens.tokens["ink"], clip=True)


def wheel_extent(radius: float, unit: float, selected: bool) -> float:
    """Radius of all that belongs to a wheel: its disc, and the ring of the selected country."""
    return wheel_reach(radius, unit) + (1.7 * max(1.3 * unit / 1.55, 0.085 * radius) if selected else 0.0)


def political_words(found: Resolved, lang: str) -> dict[str, str]:
    """What stands below a country's name when the layer of coups and transitions is on: the state and its month."""
    if "states" not in found.scene.layers:
        return {}
    return {
        iso3: f"{say(f'state.{held.state}', lang)} {date_words(held.start_date[:7], lang)}"
        for iso3, held in found.states.items()
        if held.state != "none"
    }


def segment_words(wheel: Wheel, country: str, lang: str) -> list[str]:
    """The text of each segment for those who do not see it."""
    return [
        f"{country}: {word(f'instrument.{s.instrument}', lang)}, {word(f'segment.{s.state}', lang).lower()}"
        for s in wheel.segments
    ]


@dataclass(frozen=True)
class _Below:
    """What stands with a country's name: raised signs of doubt behind it, the political state below it."""

    signs: str
    state: str

    def placed(self, name: Label, spot: tuple[float, float, float], places: Places, pens: Pens) -> Iterator[Label]:
        """The name and what belongs to it, where they cover nothing."""
        small = replace(name, size=0.66 * name.size, colour=pens.tokens["ink2"], weight=700)
        behind = text_width(self.signs, small.size, 700) + 0.14 * name.size if self.signs else 0.0
        below = replace(name, text=self.state, size=0.82 * name.size, weight=400, colour=pens.tokens["ink2"])
        wide = max(0.0, text_width(self.state, below.size) - text_width(name.text, name.size, name.weight))
        room = (behind, 1.24 * below.size if self.state else 0.0, wide / 2)
        put = places.put(_name_spots(name, spot, room), room=room, later=30.0)
        if put is None:
            room = (behind, 0.0, 0.0)
            put = places.put(_name_spots(name, spot, room), always=True, room=room, later=30.0)
        if put is None:
            return
        yield put
        box = put.box()
        if self.signs:
            at = (box.right + 0.1 * name.size, put.y - 0.26 * name.size)
            yield replace(small, part="country sign", text=self.signs, x=at[0], y=at[1], anchor="start")
        below = replace(below, part="country state", anchor="middle")
        if room[1]:
            yield replace(below, x=(box.left + box.right) / 2, y=put.y + 1.0 * below.size)
        elif self.state:
            apart = places.put(_name_spots(below, spot, (0.0, 0.0, 0.0)))
            yield from (apart,) if apart else ()


def _country_name(pens: Pens, iso3: str, name: str, unit: float) -> Label:
    coastal = iso3 in COASTAL
    size = (11.5 if coastal else 13.5) * max(unit, 0.8 * pens.unit)
    colour, halo = pens.tokens["ink"], pens.tokens["cityhalo"]
    label = Label("country name", iso3, name.upper(), 0.0, 0.0, size, colour, weight=600 if coastal else 700)
    return replace(label, anchor="middle", halo=halo, halo_width=3.2 * unit, group=f"wheel {iso3}")


def _name_spots(label: Label, spot: tuple[float, float, float], room: tuple[float, float, float]) -> list[Label]:
    """Below the wheel, a little aside, above, right and left of it; `room` is what stands behind and below a name."""
    x, y, reach = spot
    behind, under, wide = room
    gap, up = 0.16 * label.size, -label.box().top
    low, high = y + reach + gap + up, y - reach - gap - under
    aside = 0.35 * label.size
    spots = [("middle", x, low), ("middle", x - 0.5 * reach, low), ("middle", x + 0.5 * reach, low)]
    spots += [("middle", x, high), ("start", x - reach, low), ("end", x + reach - behind, low)]
    spots += [("start", x + reach + aside + wide, y + aside), ("end", x - reach - aside - behind - wide, y + aside)]
    spots += [("middle", x, low + 0.7 * label.size)]
    return [replace(label, anchor=a, x=px, y=py) for a, px, py in spots]


_STYLE: Mapping[Any, tuple[float, str, bool, bool]] = {
    4: (11.0, "ctx", False, False),
    "water": (15.0, "water", True, True),
    5: (10.5, "ctx", True, False),
    "river": (11.0, "water", True, True),
    "region": (10.5, "ctx", True, False),
}
"""Class of a label -> size in units, colour token, italic, serif; in the order in which they may take room."""


def context(pens: Pens, atlas: Atlas, places: Places) -> Iterator[Label]:
    """Labels of countries around, waters, rivers and regions, where there is room for them."""
    held = labels_of(atlas.folder)["labels"]
    for kind, (size, token, italic, serif) in _STYLE.items():
        for one in (label for label in held if label["class"] == kind):
            x, y = pens.frame.point(one["lon"], one["lat"])
            text = one[pens.lang].upper() if kind == 4 else one[pens.lang]
            label = Label(
                "water name" if serif else "context name",
                one["id"],
                text,
                x + one["dx"] * pens.unit,
                y + one["dy"] * pens.unit,
                size * pens.unit,
                pens.tokens[token],
                italic=italic,
                serif=serif,
                anchor=one["anchor"],
                turn=one["rotate"],
                halo="" if kind == "water" else pens.tokens["land"],
                halo_width=0 if kind == "water" else 2 * pens.unit,
            )
            steps = ((0, 0), (0, -14), (0, 14), (-24, 0), (24, 0), (-24, -14), (24, -14), (-24, 14), (24, 14))
            spots = [replace(label, x=label.x + dx * pens.unit, y=label.y + dy * pens.unit) for dx, dy in steps]
            # A name that lies on several routes cannot be read and hides them: it is left out.
            put = places.put(spots, most=0.6 * label.size)
            if put:
                yield put
