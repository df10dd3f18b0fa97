"""What stands at places: site symbols, towns, and markers on the frame for what lies off the map."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sahel_atlas.exports.fonts import text_width
from sahel_atlas.exports.plate.base import base_frame
from sahel_atlas.exports.plate.frame import Frame
from sahel_atlas.exports.plate.paths import Pen, circle, rounded, tether
from sahel_atlas.exports.plate.pens import Pens, labels_of, wheel_unit
from sahel_atlas.exports.plate.plate import Box, Label, Mark, Plate, Shape
from sahel_atlas.exports.plate.symbols import HALF, site_marks
from sahel_atlas.exports.plate.text import Places, around
from sahel_atlas.marks.sites import ROLES, is_approximate
from sahel_atlas.records.words import name_in, say, spoken_in

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.exports.plate.paths import Point
    from sahel_atlas.marks.sites import SiteMark
    from sahel_atlas.records.rows import Place
    from sahel_atlas.scenes.resolve import Resolved

ARROW_HEAD = Pen().move(5, 0).line((-1, -4), (-1, -1), (-5, -1), (-5, 1), (-1, 1), (-1, 4)).close()
_STEPS, _TURNS = (0.0, 9.0, 14.0, 20.0, 27.0, 35.0, 44.0, 55.0), 16
"""How far a symbol is moved, in units, and in how many directions a free place is looked for."""
_NEAR = 14.0
"""So near to its place a symbol may stand beyond the border or the coast: the eye still takes it for its own."""


def sites(pens: Pens, found: Resolved, places: Places, visible: Box) -> Iterator[Mark]:
    """Site symbols, a row per place beside each other, moved off wheels with a thin line to where they belong.

    What there is no room for is left out; `left_out` names it.
    """
    groups: dict[str, list[SiteMark]] = defaultdict(list)
    unit = wheel_unit(pens.frame, pens.unit)
    same = _same_place(pens, [mark.place for mark in found.sites], unit)
    for mark in sorted(found.sites, key=lambda m: m.place.place_id in same):
        groups[same.get(mark.place.place_id, mark.place.place_id)].append(mark)
    names: list[tuple[Label, Box]] = []
    for place_id, marks in groups.items():
        shown = marks[0].place
        x, y = pens.frame.point(float(shown.lon or 0), float(shown.lat or 0))
        if not (visible.left < x < visible.right and visible.top < y < visible.bottom):
            if marks[0].off_map:
                yield from _edge(pens, x, y, marks, places, visible, found.atlas)
            continue
        marks = sorted(marks, key=lambda m: ROLES.index(m.role))
        home = country_shape(pens.frame, found.atlas.base, shown.country_iso3)
        moved = step_aside(_row_box(x, y, len(marks), unit), places, visible, unit, home)
        if moved is None:
            continue
        dx, dy = moved
        yield from leader(pens, place_id, (x, y), moved, unit)
        box = _row_box(x + dx, y + dy, len(marks), unit)
        places.take(box)
        yield from _site_row(pens, place_id, x + dx, y + dy, marks, unit, found.atlas)
        label = place_label(pens, place_id, _name(shown, pens.lang), x + dx, y + dy, "site name")
        names.append((label, box))
    rows = [box for _, box in names]
    for label, box in names:
        spots = around(label, box.width / 2 + 0.3 * unit)
        put = places.put([spot for spot in spots if _own(spot.box(), box, rows)])
        if put:
            yield put


def _own(name: Box, row: Box, rows: Iterable[Box]) -> bool:
    """Whether a name stands nearer to its own symbols than to any others: it would be read as theirs."""
    return min(rows, key=name.apart) == row


def left_out(shown: Resolved, plate: Plate, pens: Pens, visible: Box) -> list[str]:
    """Places in the window of which a symbol found no room."""
    drawn = {tuple(mark.name.split()[:2]) for mark in plate.of("site")}
    lost = []
    for mark in shown.sites:
        x, y = pens.frame.point(float(mark.place.lon or 0), float(mark.place.lat or 0))
        inside = visible.left < x < visible.right and visible.top < y < visible.bottom
        if inside and (mark.place.place_id, mark.role) not in drawn:
            lost.append(_name(mark.place, pens.lang))
    return list(dict.fromkeys(lost))


@lru_cache(maxsize=64)
def country_shape(frame: Frame, folder: Path, iso3: str) -> Any:
    """A country on the page, cut at the window; None for one that the base geography does not have."""
    rows = base_frame("countries", folder)
    rows = rows[rows["iso3"] == iso3]
    return frame.shape(rows.geometry.iloc[0], 30) if len(rows) else None


def _same_place(pens: Pens, held: Iterable[Place], unit: float) -> dict[str, str]:
    """Places that another's name already names and whose symbols would touch: id -> id of the other.

    "Mopti (near Sévaré)" and "Sévaré" are one place on a map of the region and two on one of the district.
    """
    at = {p.place_id: (p, pens.frame.point(p.lon, p.lat)) for p in held if p.lon is not None and p.lat is not None}
    found = {}
    for one, (place, here) in at.items():
        word = re.compile(rf"\b{re.escape(_name(place, pens.lang))}\b")
        for other, (wider, there) in at.items():
            near = math.dist(here, there) < 4 * HALF * unit and place.country_iso3 == wider.country_iso3
            names = _name(place, pens.lang) != _name(wider, pens.lang) and word.search(_name(wider, pens.lang))
            if one != other and near and names:
                found[one] = other
    return found


def leader(pens: Pens, name: str, at: Point, moved: Point, unit: float) -> Iterator[Mark]:
    """The thin line from a symbol that had to move to where it belongs."""
    if moved != (0.0, 0.0):
        path, ink = tether(at, (at[0] + moved[0], at[1] + moved[1]), 0.8 * unit), pens.tokens["ink2"]
        yield Shape("leader", name, *path, fill=ink, stroke=ink, width=0.6 * unit)


def _edge(
    pens: Pens, x: float, y: float, marks: list[SiteMark], places: Places, visible: Box, atlas: Atlas
) -> Iterator[Mark]:
    """A place beyond the atlas's map (Brussels): arrow, name and symbols on the frame, on the side where it lies."""
    unit, size = pens.unit, 11.5 * pens.unit
    text = _name(marks[0].place, pens.lang)
    wide = (20 + 20 * len(marks) + 2) * unit + text_width(text, size, 600)
    high = 23 * unit
    left = min(max(x - wide / 2, visible.left + 4 * unit), visible.right - wide - 4 * unit)
    top = min(max(y - high / 2, visible.top + 5 * unit), visible.bottom - high - 5 * unit)
    spots = [left, *(visible.left + 4 * unit + k / 8 * (visible.right - visible.left - wide) for k in range(9))]
    free = [at for at in spots if places.clear(Box(at, top, at + wide, top + high))]
    left = free[0] if free else left
    places.take(Box(left, top, left + wide, top + high))
    group, name = f"edge {marks[0].place.place_id}", marks[0].place.place_id
    plaque = rounded(left, top, wide, high, 3 * unit)
    yield Shape("edge", name, *plaque, fill=pens.tokens["panel"], opacity=0.86, group=group)
    middle = top + high / 2
    turn = math.atan2(y - middle, x - (left + wide / 2))
    arrow = ARROW_HEAD.path(left + 9 * unit, middle, unit, turn)
    yield Shape("edge arrow", name, *arrow, fill=pens.tokens["ink"], group=group)
    at = (left + 18 * unit, middle + 0.34 * size, size, pens.tokens["ink"])
    yield Label("edge name", name, text, *at, weight=600, group=group)
    for i, mark in enumerate(sorted(marks, key=lambda m: ROLES.index(m.role))):
        sx = left + wide - (20 * (len(marks) - i) - 8) * unit
        yield from _symbol(pens, sx, middle - 0.5 * unit, mark, unit, group, atlas)


def _row_box(x: float, y: float, count: int, unit: float) -> Box:
    half = count * 6.2 * unit
    return Box(x - half, y - HALF * 1.15 * unit, x + half, y + HALF * 1.15 * unit)


def step_aside(box: Box, places: Places, visible: Box, unit: float, home: Any = None) -> tuple[float, float] | None:
    """How far a row of symbols has to move to cover nothing; None when there is no room near it.

    Parameters
    ----------
    home : shapely geometry, optional
        The country in which the place lies, on the page: a symbol stays in it where it can, and is put at sea or in
        another country only where nothing else is free.
    """
    import shapely

    x, y = box.centre
    found = []
    for distance in _STEPS:
        for k in range(_TURNS if distance else 1):
            angle = math.pi / 2 + 2 * math.pi * k / _TURNS
            dx, dy = math.cos(angle) * distance * unit, math.sin(angle) * distance * unit
            moved = Box(box.left + dx, box.top + dy, box.right + dx, box.bottom + dy)
            if visible.holds(moved) and places.clear(moved):
                abroad = home is not None and distance > _NEAR and not shapely.intersects_xy(home, x + dx, y + dy)
                found.append((abroad, distance, k, (dx, dy)))
    return min(found)[-1] if found else None


def _site_row(
    pens: Pens, place_id: str, x: float, y: float, marks: list[SiteMark], unit: float, atlas: Atlas
) -> Iterator[Mark]:
    for i, mark in enumerate(marks):
        at = x + (i - (len(marks) - 1) / 2) * 12.4 * unit
        yield from _symbol(pens, at, y, mark, unit, f"site {place_id}", atlas)


def _symbol(pens: Pens, x: float, y: float, mark: SiteMark, unit: float, group: str, atlas: Atlas) -> Iterator[Mark]:
    place = mark.place
    yield from site_marks(
        x,
        y,
        mark.role,
        mark.state,
        pens.tokens,
        unit,
        name=f"{place.place_id} {mark.role} {mark.state}",
        group=group,
        approximate=is_approximate(place),
        undated=not mark.dated,
        alt=site_words(mark, atlas, pens.lang),
    )


def site_words(mark: SiteMark, atlas: Atlas, lang: str) -> str:
    """A site's symbol in words: place, role, state, and what is there, each with its own state where they differ."""
    told = []
    for entry in mark.entries:
        engagement = atlas.engagement(entry.site.engagement_id)
        name = name_in(engagement, lang)
        told.append(f"{name} ({say(f'site.{entry.state}', lang).lower()})" if mark.state == "mixed" else name)
    state = say(f"site.{mark.state}", lang).lower()
    return f"{_name(mark.place, lang)}: {say(f'role.{mark.role}', lang)}, {state}. {'; '.join(dict.fromkeys(told))}"


def _name(place: Any, lang: str) -> str:
    return name_in(place, lang)


def place_label(pens: Pens, name: str, text: str, x: float, y: float, part: str) -> Label:
    """The name of a place, still without its own position."""
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
        text = spoken_in(held, pens.lang)
        if held["class"] != "town" or text in named:
            continue
        x, y = pens.frame.point(held["lon"], held["lat"])
        dot = 2.1 * pens.unit
        if not places.free(Box(x - dot, y - dot, x + dot, y + dot)):
            continue
        label = place_label(pens, held["id"], text, x, y, "town name")
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
