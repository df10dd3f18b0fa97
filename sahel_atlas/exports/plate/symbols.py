"""Symbols of what stands at places, as shapes (DESIGN, sections 6 and 12)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sahel_atlas.exports.plate.paths import Pen, circle, flat, geometry_path, svg_path
from sahel_atlas.exports.plate.plate import Shape
from sahel_atlas.exports.plate.wheels import hatching
from sahel_atlas.marks.sites import SAME_SYMBOL

if TYPE_CHECKING:
    from sahel_atlas.exports.plate.paths import Path

Tokens = Mapping[str, str]

# Own drawings in a box of ten units: outline, and the mark inside.
_SITES: Mapping[str, tuple[str, str]] = {
    "embassy": ("M-4,-4h8v8h-8Z", "M-1.9,2.6v-5.2h4.1l-1.1,1.45l1.1,1.45h-3.2v2.3Z"),
    "headquarters": (
        "M0,-5.2L4.6,-3.4V0.6C4.6,3.4 2.2,4.9 0,5.8C-2.2,4.9 -4.6,3.4 -4.6,0.6V-3.4Z",
        "M0,-2.6l.8,1.7 1.8,.2-1.3,1.25.35,1.8L0,1.5l-1.65,.85.35,-1.8-1.3,-1.25 1.8,-.2Z",
    ),
    "field_site": ("M0,-4.2L3.7,-2.7V0.5C3.7,2.7 1.8,3.9 0,4.7C-1.8,3.9 -3.7,2.7 -3.7,0.5V-2.7Z", ""),
    "training_centre": ("M0,-5.2L5.4,4.3H-5.4Z", "o"),
    "academy": (
        "M0,-5.6L5.6,0L0,5.6L-5.6,0Z",
        "M-2.9,-.3L0,-1.8L2.9,-.3L0,1.2ZM-1.6,.9v1.1c.8,.8 2.4,.8 3.2,0V.9L0,1.8Z",
    ),
}
HALF = 5.8
"""Half the size of a site symbol, in units u."""
_EDGE = 1.3
"""Width of the outline of a symbol that is not filled, in units u."""


@lru_cache(maxsize=16)
def _pen(data: str) -> Pen:
    if data == "o":
        return Pen().move(1.5, 1.4).arc(0, 1.4, 1.5, 0, 2 * math.pi).close()
    return svg_path(data)


def site_marks(
    x: float,
    y: float,
    role: str,
    state: str,
    tokens: Tokens,
    unit: float,
    *,
    name: str = "",
    group: str = "",
    part: str = "site",
    approximate: bool = False,
    undated: bool = False,
    alt: str = "",
) -> Iterator[Shape]:
    """A site symbol in a state of `sitemarks.SITE_STATES`.

    Filled: open. Hollow: suspended. Dotted outline: planned. Hatched: whether it ran here is not recorded. Half filled:
    several of which not all are in one state.
    """
    outline, mark = _SITES[SAME_SYMBOL.get(role, role)]
    path = _pen(outline).path(x, y, unit)
    ink, halo, edge = tokens["ink"], tokens["halo"], _EDGE * unit
    named: dict[str, Any] = {"name": name, "group": group}
    yield Shape(
        f"{part} halo", points=path[0], codes=path[1], fill=halo, stroke=halo, width=3.2 * unit, round=True, **named
    )
    if state == "open":
        yield Shape(part, points=path[0], codes=path[1], fill=ink, alt=alt, **named)
    else:
        dash = (0.01, 1.75 * edge) if state == "planned" else None
        line: dict[str, Any] = {"stroke": ink, "width": edge, "dash": dash, "round": True}
        yield Shape(part, points=path[0], codes=path[1], fill=tokens["disc"], alt=alt, **line, **named)
    for shape in _inside(path, mark, state, (x, y), tokens, unit):
        yield replace(shape, part=f"{part} {shape.part}", **named)
    if approximate:
        yield from ring(x, y, tokens, unit, name=name, group=group, part=part)
    if undated and state != "unrecorded":
        yield from bar(x, y, tokens, unit, name=name, group=group, part=part)


def _inside(path: Path, mark: str, state: str, at: tuple[float, float], tokens: Tokens, unit: float) -> Iterator[Shape]:
    """The mark of a role; in its place a half where rows differ, a hatching where nobody recorded when it was there."""
    if mark and state not in ("mixed", "unrecorded"):
        yield Shape("mark", "", *_pen(mark).path(*at, unit), fill=tokens["halo" if state == "open" else "ink"])
    if state == "mixed":
        yield Shape("half", "", *_left_half(path, at[0]), fill=tokens["ink"])
    lines = hatching(path, 2.1 * unit, falling=False, at=at) if state == "unrecorded" else None
    if lines is not None:
        yield Shape("lines", "", *lines, stroke=tokens["ink3"], width=0.9 * unit)


def _left_half(path: Path, x: float) -> Path:
    """The part of a symbol left of its middle."""
    import shapely

    area = shapely.Polygon(flat(path)[0])
    left, top, _, bottom = area.bounds
    found = geometry_path(shapely.intersection(area, shapely.box(left, top, x, bottom)))
    return path if found is None else found


def ring(x: float, y: float, tokens: Tokens, unit: float, *, name: str, group: str, part: str) -> Iterator[Shape]:
    """The dotted ring of an approximate place."""
    dots = (0.01, 3 * unit)
    path = circle(x, y, 9 * unit)
    yield Shape(f"{part} ring", name, *path, stroke=tokens["ink"], width=1.2 * unit, dash=dots, round=True, group=group)


def bar(x: float, y: float, tokens: Tokens, unit: float, *, name: str, group: str, part: str) -> Iterator[Shape]:
    """The hatched bar under a symbol whose dates nobody recorded."""
    pen = Pen()
    for i in range(5):
        left = -4.5 + 1.9 * i
        pen.move(left, 9.2).line((left + 1.6, 6.6))
    yield Shape(f"{part} bar", name, *pen.path(x, y, unit), stroke=tokens["ink3"], width=0.9 * unit, group=group)
