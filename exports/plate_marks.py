"""What stands on the map of a plate: wheels, country names, sites, towns, and the labels of land and water."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.plate import Box, Label, Mark, Shape
from exports.plate_frame import Frame
from exports.plate_paths import circle, line
from exports.plate_symbols import HALF, ROLES, site_marks, wheel_marks, wheel_reach
from exports.plate_text import Places, around
from layers.vocabulary import COASTAL, FOCUS
from layers.words import word

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from layers.resolve import Resolved, SiteMark, Wheel

RADIUS, SMALL = 36 / 1.55, 0.8
"""Radius of a Sahel wheel in units u, and the share of it that other wheels have."""
_WEAK = ("general_knowledge", "inferred")
_EXACT = ("town", "centre", "center")


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
    return json.loads((folder / "labels.json").read_text(encoding="utf-8"))


def wheel_unit(frame: Frame, unit: float) -> float:
    """The unit for wheels: smaller where the map's scale is, so that neighbours do not touch."""
    return unit * min(1.0, max(0.45, frame.scale / (1320 / 1.55 * unit) * 1.04))


def doubts(found: Resolved, atlas: Atlas) -> dict[str, str]:
    """The signs of doubt behind each country's name: `?` weak source, `†` sources disagree, `*` start not recorded.

    The screen has a sign of its own for disagreement; the fonts that go into a file have no such character.
    """
    signs: dict[str, set[str]] = defaultdict(set)
    for iso3, wheel in found.wheels.items():
        rows = [r for s in wheel.segments for r in s.rows if r.status != "ended"]
        if any(r.confidence in _WEAK for r in rows):
            signs[iso3].add("?")
        if any(r.conflicts for r in rows):
            signs[iso3].add("†")
    for _, iso3 in found.not_recorded:
        if iso3 in found.wheels:
            signs[iso3].add("*")
    return {iso3: "".join(s for s in "?†*" if s in marks) for iso3, marks in signs.items()}


def wheel_places(pens: Pens, atlas: Atlas, visible: Box) -> dict[str, tuple[float, float, float]]:
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


def wheels(
    pens: Pens, found: Resolved, atlas: Atlas, places: Places, spots: Mapping[str, tuple[float, float, float]]
) -> Iterator[Mark]:
    """Wheels with their country names; names are placed last and drawn last."""
    unit = wheel_unit(pens.frame, pens.unit)
    anchors = labels_of(atlas.folder)["wheels"]
    names = {c.iso3: c.name_nl if pens.lang == "nl" else c.name_en for c in atlas.tables.countries}
    for iso3, (x, y, radius) in spots.items():
        reach = wheel_reach(radius, unit)
        places.take(Box(x - reach, y - reach, x + reach, y + reach))
        if anchors[iso3]["leader"]:
            end = pens.frame.point(*anchors[iso3]["leader"])
            yield Shape("leader", iso3, *line((x, y), end), stroke=pens.tokens["ink"], width=pens.unit * 0.7, clip=True)
            yield Shape("leader", f"{iso3} end", *circle(*end, 1.6 * pens.unit), fill=pens.tokens["ink"], clip=True)
    signs = doubts(found, atlas)
    selected = {ref.partition(":")[2] for ref in found.scene.selection if ref.startswith("country:")}
    for iso3, (x, y, radius) in spots.items():
        wheel = found.wheels[iso3]
        yield from wheel_marks(
            x,
            y,
            radius,
            [s.state for s in wheel.segments],
            pens.tokens,
            unit,
            name=iso3,
            centre=str(wheel.running),
            alts=segment_words(wheel, names[iso3], pens.lang),
            selected=iso3 in selected,
        )
    for iso3, spot in spots.items():
        label = _country_name(pens, iso3, names[iso3], signs.get(iso3, ""), spot, unit)
        put = places.put(_name_spots(label, spot, unit), always=True)
        if put:
            yield put


def segment_words(wheel: Wheel, country: str, lang: str) -> list[str]:
    """The text of each segment for those who do not see it."""
    return [
        f"{country}: {word(f'instrument.{s.instrument}', lang)}, {word(f'segment.{s.state}', lang).lower()}"
        for s in wheel.segments
    ]


def _country_name(pens: Pens, iso3: str, name: str, sign: str, spot: tuple[float, float, float], unit: float) -> Label:
    coastal = iso3 in COASTAL
    return Label(
        "country name",
        iso3,
        name.upper() + (f" {sign}" if sign else ""),
        spot[0],
        spot[1],
        (11.5 if coastal else 13.5) * max(unit, 0.8 * pens.unit),
        pens.tokens["ink"],
        weight=600 if coastal else 700,
        anchor="middle",
        halo=pens.tokens["cityhalo"],
        halo_width=3.2 * unit,
        group=f"wheel {iso3}",
    )


def _name_spots(label: Label, spot: tuple[float, float, float], unit: float) -> list[Label]:
    x, y, radius = spot
    reach = wheel_reach(radius, unit)
    spots = [
        ("middle", x, y + reach + 0.86 * label.size),
        ("middle", x, y - reach - 0.3 * label.size),
        ("start", x + reach + 2 * unit, y + 0.35 * label.size),
        ("end", x - reach - 2 * unit, y + 0.35 * label.size),
    ]
    low = y + reach + 0.86 * label.size
    spots += [("start", x - 0.6 * reach, low), ("end", x + 0.6 * reach, low), ("middle", x, low + 0.7 * label.size)]
    return [replace(label, anchor=a, x=px, y=py) for a, px, py in spots]


def sites(pens: Pens, found: Resolved, places: Places, visible: Box) -> Iterator[Mark]:
    """Site symbols, a row per place beside each other, moved off wheels with a thin line to where they belong."""
    groups: dict[str, list[SiteMark]] = defaultdict(list)
    for mark in found.sites:
        if not mark.off_map:
            groups[mark.place.place_id].append(mark)
    names: list[tuple[Label, float]] = []
    unit = wheel_unit(pens.frame, pens.unit)
    for place_id, marks in groups.items():
        x, y = pens.frame.point(float(marks[0].place.lon or 0), float(marks[0].place.lat or 0))
        if not (visible.left < x < visible.right and visible.top < y < visible.bottom):
            continue
        marks = sorted(marks, key=lambda m: ROLES.index(m.role))
        box = _row_box(x, y, len(marks), unit)
        moved = _moved(box, places, visible, unit)
        if moved is None:
            continue
        dx, dy = moved
        if dx or dy:
            end = (x + dx, y + dy)
            yield Shape("leader", place_id, *line((x, y), end), stroke=pens.tokens["ink2"], width=0.6 * unit)
            yield Shape("leader", f"{place_id} end", *circle(x, y, 1.1 * unit), fill=pens.tokens["ink2"])
        places.take(_row_box(x + dx, y + dy, len(marks), unit))
        yield from _site_row(pens, x + dx, y + dy, marks, unit)
        label = _town(pens, place_id, _name(marks[0].place, pens.lang), x + dx, y + dy, "site name")
        names.append((label, (len(marks) * 12 / 2 + 2) * unit))
    for label, half in names:
        put = places.put(around(label, half))
        if put:
            yield put


def _row_box(x: float, y: float, count: int, unit: float) -> Box:
    half = count * 6.2 * unit
    return Box(x - half, y - HALF * 1.15 * unit, x + half, y + HALF * 1.15 * unit)


def _moved(box: Box, places: Places, visible: Box, unit: float) -> tuple[float, float] | None:
    """How far a row of symbols has to move to cover nothing; None when there is no room near it."""
    for distance in (0.0, 9.0, 14.0, 20.0, 27.0, 35.0, 44.0):
        for ex, ey in ((0, 1), (1, 0), (-1, 0), (0, -1), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7)):
            dx, dy = ex * distance * unit, ey * distance * unit
            moved = Box(box.left + dx, box.top + dy, box.right + dx, box.bottom + dy)
            if visible.holds(moved) and not any(moved.hits(other) for other in places.taken):
                return dx, dy
    return None


def _site_row(pens: Pens, x: float, y: float, marks: list[SiteMark], unit: float) -> Iterator[Mark]:
    for i, mark in enumerate(marks):
        place = mark.place
        precision = place.coord_precision.lower()
        alt = f"{_name(place, pens.lang)}: {word(f'role.{mark.role}', pens.lang)}, "
        yield from site_marks(
            x + (i - (len(marks) - 1) / 2) * 12.4 * unit,
            y,
            mark.role,
            mark.state,
            pens.tokens,
            unit,
            name=f"{place.place_id} {mark.role} {mark.state}",
            group=f"site {place.place_id}",
            approximate=bool(precision) and not any(w in precision for w in _EXACT),
            undated=not mark.dated,
            alt=alt + word(f"site.{mark.state}", pens.lang).lower(),
        )


def _name(place: Any, lang: str) -> str:
    return str(place.name_nl if lang == "nl" else place.name_en)


def _town(pens: Pens, name: str, text: str, x: float, y: float, part: str) -> Label:
    return Label(
        part,
        name,
        text,
        x,
        y,
        11.5 * pens.unit,
        pens.tokens["ink"],
        halo=pens.tokens["cityhalo"],
        halo_width=2.8 * pens.unit,
        group=f"site {name}" if part == "site name" else f"town {name}",
    )


def towns(pens: Pens, atlas: Atlas, places: Places, named: set[str]) -> Iterator[Mark]:
    """Towns with a dot; a town whose name does not fit is left out with its dot."""
    for held in labels_of(atlas.folder)["labels"]:
        text = held[pens.lang]
        if held["class"] != "town" or text in named:
            continue
        x, y = pens.frame.point(held["lon"], held["lat"])
        dot = 2.1 * pens.unit
        if not places.free(Box(x - dot, y - dot, x + dot, y + dot)):
            continue
        label = _town(pens, held["id"], text, x, y, "town name")
        first = replace(
            label, anchor=held["anchor"], x=x + held["dx"] * pens.unit, y=y + held["dy"] * pens.unit + 0.35 * label.size
        )
        put = places.put([first, *around(label, 5 * pens.unit)])
        if put:
            places.take(Box(x - dot, y - dot, x + dot, y + dot))
            group = f"town {held['id']}"
            yield Shape(
                "town", held["id"], *circle(x, y, dot), fill=pens.tokens["ink"], stroke=pens.tokens["halo"],
                width=pens.unit, group=group,
            )  # fmt: skip
            yield put


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
            put = places.put([label, *(replace(label, y=label.y + d * pens.unit) for d in (-14, 14))])
            if put:
                yield put
