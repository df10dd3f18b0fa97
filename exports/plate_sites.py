"""What stands at places: site symbols, towns, recent events, and markers on the frame for what lies off the map."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from exports.fonts import text_width
from exports.plate import Box, Label, Mark, Shape
from exports.plate_marks import Pens, labels_of, wheel_unit
from exports.plate_paths import Pen, circle, line, rounded, svg_path
from exports.plate_symbols import HALF, ROLES, site_marks
from exports.plate_text import Places, around
from layers.periods import span
from layers.words import date_words, word

if TYPE_CHECKING:
    from exports.plate_paths import Point
    from layers.atlas import Atlas
    from layers.records import Event, Place
    from layers.resolve import Resolved, SiteMark

RECENT_DAYS = 45
"""How long an event stands on the map, as on the screen."""
FILLED = ("coup", "letter")
"""Categories of events whose pin is filled."""
PIN = "M-5,-6.5H5V1L0,7L-5,1Z"
ARROW_HEAD = Pen().move(5, 0).line((-1, -4), (-1, -1), (-5, -1), (-5, 1), (-1, 1), (-1, 4)).close()
_EXACT = ("town", "centre", "center")


def sites(pens: Pens, found: Resolved, places: Places, visible: Box) -> Iterator[Mark]:
    """Site symbols, a row per place beside each other, moved off wheels with a thin line to where they belong."""
    groups: dict[str, list[SiteMark]] = defaultdict(list)
    unit = wheel_unit(pens.frame, pens.unit)
    same = _same_place(pens, [mark.place for mark in found.sites], unit)
    for mark in sorted(found.sites, key=lambda m: m.place.place_id in same):
        groups[same.get(mark.place.place_id, mark.place.place_id)].append(mark)
    names: list[tuple[Label, float]] = []
    for place_id, marks in groups.items():
        x, y = pens.frame.point(float(marks[0].place.lon or 0), float(marks[0].place.lat or 0))
        if not (visible.left < x < visible.right and visible.top < y < visible.bottom):
            if marks[0].off_map:
                yield from _edge(pens, x, y, marks, places, visible)
            continue
        shown = marks[0].place
        marks = sorted(marks, key=lambda m: ROLES.index(m.role))
        moved = _moved(_row_box(x, y, len(marks), unit), places, visible, unit)
        if moved is None:
            continue
        dx, dy = moved
        yield from _lead(pens, place_id, (x, y), moved, unit)
        places.take(_row_box(x + dx, y + dy, len(marks), unit))
        yield from _site_row(pens, place_id, x + dx, y + dy, marks, unit)
        label = _town(pens, place_id, _name(shown, pens.lang), x + dx, y + dy, "site name")
        names.append((label, (len(marks) * 12 / 2 + 2) * unit))
    for label, half in names:
        put = places.put(around(label, half))
        if put:
            yield put


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


def _lead(pens: Pens, name: str, at: Point, moved: Point, unit: float) -> Iterator[Mark]:
    """The thin line from a symbol that had to move to where it belongs."""
    if moved != (0.0, 0.0):
        x, y = at
        end = (x + moved[0], y + moved[1])
        yield Shape("leader", name, *line(at, end), stroke=pens.tokens["ink2"], width=0.6 * unit)
        yield Shape("leader", f"{name} end", *circle(x, y, 1.1 * unit), fill=pens.tokens["ink2"])


def _edge(pens: Pens, x: float, y: float, marks: list[SiteMark], places: Places, visible: Box) -> Iterator[Mark]:
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
        yield from _symbol(pens, sx, middle - 0.5 * unit, mark, unit, group)


def _row_box(x: float, y: float, count: int, unit: float) -> Box:
    half = count * 6.2 * unit
    return Box(x - half, y - HALF * 1.15 * unit, x + half, y + HALF * 1.15 * unit)


def _moved(box: Box, places: Places, visible: Box, unit: float) -> tuple[float, float] | None:
    """How far a row of symbols has to move to cover nothing; None when there is no room near it."""
    for distance in (0.0, 9.0, 14.0, 20.0, 27.0, 35.0, 44.0):
        for ex, ey in ((0, 1), (1, 0), (-1, 0), (0, -1), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7)):
            dx, dy = ex * distance * unit, ey * distance * unit
            moved = Box(box.left + dx, box.top + dy, box.right + dx, box.bottom + dy)
            if visible.holds(moved) and places.clear(moved):
                return dx, dy
    return None


def _site_row(pens: Pens, place_id: str, x: float, y: float, marks: list[SiteMark], unit: float) -> Iterator[Mark]:
    for i, mark in enumerate(marks):
        at = x + (i - (len(marks) - 1) / 2) * 12.4 * unit
        yield from _symbol(pens, at, y, mark, unit, f"site {place_id}")


def _symbol(pens: Pens, x: float, y: float, mark: SiteMark, unit: float, group: str) -> Iterator[Mark]:
    place = mark.place
    precision = place.coord_precision.lower()
    alt = f"{_name(place, pens.lang)}: {word(f'role.{mark.role}', pens.lang)}, "
    yield from site_marks(
        x,
        y,
        mark.role,
        mark.state,
        pens.tokens,
        unit,
        name=f"{place.place_id} {mark.role} {mark.state}",
        group=group,
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


def events(pens: Pens, found: Resolved, atlas: Atlas, places: Places, visible: Box) -> Iterator[Mark]:
    """A pin where something political happened in the last weeks, with what and when where there is room for it."""
    if "events" not in found.scene.layers:
        return
    unit = wheel_unit(pens.frame, pens.unit)
    # Coups first, then the newest: they take what room there is.
    newest = sorted(found.events, key=lambda e: e.date, reverse=True)
    for event in sorted(newest, key=lambda e: e.category not in FILLED):
        if not event.place_id or (found.day - span(event.date, event.precision)[0]).days > RECENT_DAYS:
            continue
        place = atlas.place(event.place_id)
        x, y = pens.frame.point(float(place.lon or 0), float(place.lat or 0))
        if not visible.holds(Box(x, y, x, y)):
            continue
        moved = _moved(Box(x - 5 * unit, y - 7 * unit, x + 5 * unit, y + 7 * unit), places, visible, unit)
        if moved is None:
            continue
        yield from _lead(pens, event.event_id, (x, y), moved, unit)
        yield from _pin(pens, event, x + moved[0], y + moved[1], places, unit)


def _pin(pens: Pens, event: Event, x: float, y: float, places: Places, unit: float) -> Iterator[Mark]:
    tokens, group = pens.tokens, f"event {event.event_id}"
    title = event.title_nl if pens.lang == "nl" else event.title_en
    when = date_words(event.date, pens.lang)
    fill = tokens["ink" if event.category in FILLED else "disc"]
    places.take(Box(x - 5.5 * unit, y - 7.5 * unit, x + 5.5 * unit, y + 7.5 * unit))
    pin = svg_path(PIN).path(x, y, unit)
    yield Shape("event halo", event.event_id, *pin, stroke=tokens["halo"], width=4 * unit, round=True, group=group)
    edge: dict[str, Any] = {"stroke": tokens["ink"], "width": 1.3 * unit, "group": group, "alt": f"{title}, {when}"}
    yield Shape("event", f"{event.event_id} {event.category}", *pin, fill=fill, **edge)
    size = 10.5 * pens.unit
    longest = max((title, when), key=lambda text: text_width(text, size, 600))
    label = replace(_town(pens, event.event_id, longest, x, y, "event name"), size=size, weight=600, group=group)
    put = places.put(around(label, 9 * unit), room=(0.0, 1.15 * size, 0.0))
    if put:
        yield replace(put, text=title)
        yield replace(put, text=when, weight=400, y=put.y + 1.15 * size)
