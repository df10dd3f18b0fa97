"""The map of a plate: ground, routes, wheels, places and names, each placed so that none covers another."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sahel_atlas.exports.fonts import text_width
from sahel_atlas.exports.plate.base import base_frame, base_marks
from sahel_atlas.exports.plate.drawn import drawn_marks
from sahel_atlas.exports.plate.events import events
from sahel_atlas.exports.plate.fill import Classes, fill_marks
from sahel_atlas.exports.plate.globe import globe
from sahel_atlas.exports.plate.marks import wheel_places, wheels
from sahel_atlas.exports.plate.names import context
from sahel_atlas.exports.plate.paths import geometry_path, rounded
from sahel_atlas.exports.plate.pens import Pens
from sahel_atlas.exports.plate.plate import Box, Label, Mark, Shape
from sahel_atlas.exports.plate.routes import arrow_marks, leg_marks
from sahel_atlas.exports.plate.sites import sites, towns
from sahel_atlas.exports.plate.text import Places, wrapped
from sahel_atlas.records.filters import Filter
from sahel_atlas.records.words import number, say
from sahel_atlas.scenes.resolve import Resolved

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.exports.plate.layout import Page
    from sahel_atlas.marks.wheels import Pairs

Spot = tuple[float, float, float]


def map_marks(page: Page, pens: Pens, found: Resolved, theme: str, shown: Classes | None, new: Pairs) -> Iterator[Mark]:
    """All that stands in the map's window, from back to front; the legend comes on top of it."""
    scene, atlas = found.scene, found.atlas
    under, over = base_marks(pens.frame, atlas.base, theme, pens.unit, scene.layers, pens.lang)
    # A choropleth of every country leaves no room for the tints of the groups.
    yield from (mark for mark in under if shown is None or not shown.whole or mark.part != "country")
    if shown is not None:
        countries = base_frame("countries", atlas.base)
        yield from fill_marks(pens.frame, countries, shown, pens.tokens, pens.unit, pens.lang)
    yield from drawn_marks(pens, found)
    yield from over
    if "regions" in scene.layers:
        yield from _regions(pens, atlas)
    legs: list[Mark] = []
    if "routes" in scene.layers:
        legs = list(leg_marks(pens.frame, atlas, pens.tokens, pens.unit))
    yield from legs
    yield from _placed(page, pens, found, legs, new)


def _placed(page: Page, pens: Pens, shown: Resolved, legs: list[Mark], new: Pairs) -> Iterator[Mark]:
    """What needs a place: taken in the order of what matters most, drawn with the wheels on top."""
    scene, atlas, px, inside = shown.scene, shown.atlas, page.px, visible(page)
    spots = wheel_places(pens, atlas, inside)
    globe_spot = _globe_spot(page, spots)
    places = Places(page.window.grown(-6 * px), _reserved(page, globe_spot), gap=0.8 * px)
    for leg in legs:
        if isinstance(leg, Shape) and leg.part == "route":
            places.avoid(leg.points.tolist())
    message = list(_message(page, pens, shown, places, spots))
    wheel_marks = list(wheels(pens, shown, places, spots, new))
    arrow = list(_arrow(pens, shown, places))
    site_marks = list(sites(pens, shown, places, inside))
    pins = list(events(pens, shown, places, inside))
    named = {m.text for m in site_marks if isinstance(m, Label)}
    town_marks = list(towns(pens, atlas, places, named)) if "places" in scene.layers else []
    yield from context(pens, atlas, places)
    for marks in (arrow, town_marks, site_marks, pins, wheel_marks, message):
        yield from marks
    yield from globe(pens, atlas, *globe_spot)


def _message(page: Page, pens: Pens, shown: Resolved, places: Places, spots: Mapping[str, Spot]) -> Iterator[Mark]:
    """That nothing matches, on a panel of its own: it stands clear of wheels and hides as little as can be."""
    if shown.rows:
        return
    px, size = page.px, 24 * page.px
    text = say("plate.before" if shown.scene.filter == Filter() else "plate.none", pens.lang)
    lines = wrapped(text, size, min(0.6 * page.free.width, 520 * px), 600)
    wide = max(text_width(one, size, 600) for one in lines) + 44 * px
    high = (32 * len(lines) + 24) * px
    at = _message_box(page, pens, shown, places, spots, wide, high)
    places.take(at)
    panel = rounded(at.left, at.top, wide, high, 6 * px)
    ink, edge = pens.tokens["ink"], pens.tokens["ctx"]
    yield Shape("message", "panel", *panel, fill=pens.tokens["panel"], stroke=edge, width=px, group="message")
    for i, one in enumerate(lines):
        y = at.top + (12 + 32 * i + 24) * px
        yield Label(
            "message", f"line {i}", one, at.centre[0], y, size, ink, weight=600, anchor="middle", group="message"
        )


def _message_box(
    page: Page, pens: Pens, shown: Resolved, places: Places, spots: Mapping[str, Spot], wide: float, high: float
) -> Box:
    """Where the message stands: high and in the middle of the map, off wheels, arrow and routes where it can be."""
    px, free = page.px, page.free.grown(-12 * page.px)
    total = shown.detections if "routes" in shown.scene.layers else None
    arrow = arrow_marks(pens.frame, total, pens.tokens, pens.unit, "") if total else None
    taken = [arrow[0].box().grown(40 * px)] if arrow else []
    tried = []
    for k in range(49):
        x = free.left + (k % 7) / 6 * max(0.0, free.width - wide)
        y = free.top + (k // 7) / 6 * max(0.0, free.height - high)
        box = Box(x, y, x + wide, y + high)
        covered = sum(box.touches(a, b, 1.5 * r) for a, b, r in spots.values()) + sum(box.hits(one) for one in taken)
        away = math.dist(box.centre, (free.centre[0], free.top + high))
        tried.append((covered, not places.clear(box), places.crossed(box) + 0.4 * away, k, box))
    return min(tried)[-1]


def visible(page: Page) -> Box:
    """Where wheels and symbols may stand: the window without the legend's column."""
    w = page.window
    return Box(page.legend.right + 8 * page.px if page.beside else w.left, w.top, w.right, w.bottom).grown(-2 * page.px)


def _reserved(page: Page, globe_spot: Spot) -> list[Box]:
    x, y, radius = globe_spot
    boxes = [Box(x - radius, y - radius, x + radius, y + radius).grown(6 * page.px)]
    if page.beside:
        boxes.append(Box(0, page.window.top, page.legend.right + 8 * page.px, page.window.bottom))
    return boxes


def _globe_spot(page: Page, wheels_at: Mapping[str, Spot]) -> Spot:
    """Centre and radius of the locator: the first corner where it covers no wheel; small maps have a small one."""
    w = page.window
    radius = min((82 if page.beside else 70) * page.px, 0.14 * w.height)
    gap = radius + 22 * page.px
    left = w.left + gap if not page.beside else page.free.left + gap
    corners = [(x, y) for x in (w.right - gap, left) for y in (w.bottom - gap, w.top + gap)]
    for x, y in corners:
        if all(math.dist((x, y), (a, b)) > radius + 1.6 * r for a, b, r in wheels_at.values()):
            return x, y, radius
    return *corners[0], 0.6 * radius


def _regions(pens: Pens, atlas: Atlas) -> Iterator[Mark]:
    regions = base_frame("regions", atlas.base)
    for name, geometry in zip(regions["id"], regions.geometry, strict=True):
        path = geometry_path(pens.frame.shape(geometry, 5, 0.12 * pens.unit))
        if path is not None:
            colour, width = pens.tokens["borderFocus"], 0.6 * pens.unit
            yield Shape("region", name, *path, stroke=colour, width=width, opacity=0.7, clip=True, group="regions")


def _arrow(pens: Pens, shown: Resolved, places: Places) -> Iterator[Mark]:
    """The arrow of the year's detections and its figure, which stands where it hides least of the routes."""
    total = shown.detections
    if "routes" not in shown.scene.layers or total is None or total.value is None:
        return
    words = say("plate.figure", pens.lang, value=number(total.value, pens.lang), year=total.period)
    marks = arrow_marks(pens.frame, total, pens.tokens, pens.unit, words)
    if marks is None:
        return
    shape, label = marks
    box = shape.box()
    places.take(box)
    unit = pens.unit
    heights = [box.top + k * (box.bottom - box.top) / 4 + 0.35 * label.size for k in range(6)]
    spots = [("start", box.right + 5 * unit, y) for y in heights] + [("end", box.left - 5 * unit, y) for y in heights]
    put = places.put([replace(label, anchor=a, x=x, y=y) for a, x, y in spots], always=True, later=1.0)
    yield shape
    if put:
        yield put
