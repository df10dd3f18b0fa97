"""Recent events on a plate: a filled flag for a coup, an envelope for the letter, an open flag for the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sahel_atlas.exports.fonts import text_width
from sahel_atlas.exports.plate.paths import svg_path
from sahel_atlas.exports.plate.pens import Pens, wheel_unit
from sahel_atlas.exports.plate.plate import Box, Mark, Shape
from sahel_atlas.exports.plate.sites import leader, place_label, step_aside
from sahel_atlas.exports.plate.text import Places, around
from sahel_atlas.marks.events import KINDS, RECENT_DAYS, kind_of
from sahel_atlas.records.clock.periods import span
from sahel_atlas.records.words import date_words, pick

if TYPE_CHECKING:
    from sahel_atlas.exports.plate.paths import Path
    from sahel_atlas.records.rows import Event
    from sahel_atlas.scenes.resolve import Resolved

LONG_DAYS = 366
"""In a longer stretch of time only major events stand on the map."""
_SIGNS: Mapping[str, tuple[str, str]] = {
    "flag": ("M-4,7.4V-7.4H-2.6V-6.6H6L3.4,-2.9L6,0.8H-2.6V7.4Z", ""),
    "letter": ("M-6.2,-4.4H6.2V4.4H-6.2Z", "M-6.2,-4.4L0,0.9L6.2,-4.4"),
}
"""Outline and inner line of a sign, in units."""


def events(pens: Pens, shown: Resolved, places: Places, visible: Box) -> Iterator[Mark]:
    """A sign where something political happened in the last weeks, with what and when where there is room for it."""
    if "events" not in shown.scene.layers:
        return
    unit = wheel_unit(pens.frame, pens.unit)
    major = only_major(shown)
    newest = sorted((e for e in shown.events if e.major == "yes" or not major), key=lambda e: e.date, reverse=True)
    for event in sorted(newest, key=lambda e: KINDS.index(kind_of(e))):
        if not event.place_id or (shown.first - span(event.date, event.precision)[0]).days > RECENT_DAYS:
            continue
        place = shown.atlas.place(event.place_id)
        x, y = pens.frame.point(float(place.lon or 0), float(place.lat or 0))
        if not visible.holds(Box(x, y, x, y)):
            continue
        moved = step_aside(Box(x - 6 * unit, y - 7.5 * unit, x + 6 * unit, y + 7.5 * unit), places, visible, unit)
        if moved is None:
            continue
        yield from leader(pens, event.event_id, (x, y), moved, unit)
        yield from _event(pens, event, x + moved[0], y + moved[1], places, unit)


def only_major(shown: Resolved) -> bool:
    """Whether a stretch of time is so long that only its major events are drawn; the legend says so then."""
    return (shown.day - shown.first).days > LONG_DAYS


def _event(pens: Pens, event: Event, x: float, y: float, places: Places, unit: float) -> Iterator[Mark]:
    group = f"event {event.event_id}"
    title = pick(event, "title", pens.lang)
    when = date_words(event.date, pens.lang)
    places.take(Box(x - 6.5 * unit, y - 7.5 * unit, x + 6.5 * unit, y + 7.5 * unit))
    name = f"{event.event_id} {kind_of(event)}"
    for mark in sign(x, y, kind_of(event), pens.tokens, unit, name=name):
        yield replace(mark, group=group, alt=f"{title}, {when}" if mark.part == "event" else "")
    size = 10.5 * pens.unit
    longest = max((title, when), key=lambda text: text_width(text, size, 600))
    label = place_label(pens, event.event_id, longest, x, y, "event name")
    label = replace(label, size=size, weight=600, group=group)
    put = places.put(around(label, 9 * unit), room=(0.0, 1.15 * size, 0.0))
    if put:
        yield replace(put, text=title)
        yield replace(put, text=when, weight=400, y=put.y + 1.15 * size)


def sign(
    x: float, y: float, kind: str, tokens: Mapping[str, str], unit: float, *, name: str, part: str = "event"
) -> Iterator[Shape]:
    """The sign of a kind of event: a filled flag, an envelope, or an open flag."""
    outline, inner = _SIGNS["letter" if kind == "letter" else "flag"]
    path: Path = svg_path(outline).path(x, y, unit)
    edge: dict[str, Any] = {"stroke": tokens["ink"], "width": 1.3 * unit, "round": True}
    yield Shape(f"{part} halo", name, *path, stroke=tokens["halo"], width=4 * unit, round=True)
    yield Shape(part, name, *path, fill=tokens["ink" if kind == "coup" else "disc"], **edge)
    if inner:
        yield Shape(f"{part} mark", name, *svg_path(inner).path(x, y, unit), **edge)
