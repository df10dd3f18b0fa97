"""Routes on a plate: schematic legs, and the one tapered arrow that carries the year's figure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sahel_atlas.exports.plate.frame import Frame
from sahel_atlas.exports.plate.paths import Pen, line, spline, taper
from sahel_atlas.exports.plate.plate import Label, Mark, Shape
from sahel_atlas.marks.routes import FULL, is_light

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.exports.plate.paths import Point
    from sahel_atlas.records.rows import RouteLeg, RouteTotal

ARROW = ((12.6, 33.3), (13.3, 34.6), (14.4, 36.1))
"""The detections arrow, degrees: it stands for the whole route, so it follows no leg."""
FULL_WIDTH = 17.0
LEAST_WIDTH = 2.2
DASHES: Mapping[str, Point] = {"route": (6.0, 4.4), "feeder": (4.0, 3.4), "context": (1.4, 2.6)}
"""Dash and gap in units; without colours the three kinds still differ."""
_HEAD = (2.5, 0.0), (-6.0, 4.4), (-4.0, 0.0), (-6.0, -4.4)


def leg_marks(frame: Frame, atlas: Atlas, tokens: Mapping[str, str], unit: float) -> Iterator[Mark]:
    """Each leg dashed at a width that says nothing of numbers; casings first, so that crossings stay legible."""
    from layers.routes import leg_points

    window = frame.window.grown(60)
    drawn = []
    for leg in atlas.tables.route_legs:
        points = [frame.point(*p) for p in leg_points(atlas, leg)]
        if any(window.left < x < window.right and window.top < y < window.bottom for x, y in points):
            drawn.append((leg, spline(points) if len(points) > 2 else points))
    for leg, points in drawn:
        if leg.stage != "context":
            width = (3.2 if leg.stage == "feeder" else 4.6) * unit
            casing = line(*points)
            yield Shape(
                "route casing",
                leg.leg_id,
                *casing,
                stroke=tokens["halo"],
                width=width,
                round=True,
                opacity=0.6,
                clip=True,
            )
    nodes = {n.node_id: n.name_en for n in atlas.tables.route_nodes}
    for leg, points in drawn:
        alt = f"{nodes[leg.from_id]} → {nodes[leg.to_id]}"
        yield _leg(leg, points, tokens, unit, alt)
    for leg, points in drawn:
        if not is_light(leg) and math.dist(points[0], points[-1]) > 24 * unit:
            yield _head(leg.leg_id, points, tokens, unit)


def _leg(leg: RouteLeg, points: list[Point], tokens: Mapping[str, str], unit: float, alt: str) -> Shape:
    light = is_light(leg)
    dash, gap = DASHES[leg.stage if light else "route"]
    return Shape(
        "route",
        leg.leg_id,
        *line(*points),
        stroke=tokens["ctx" if leg.stage == "context" else "route"],
        width=(1.3 if light else 2.1) * unit,
        dash=(dash * unit, gap * unit),
        clip=True,
        group="routes",
        alt=alt,
    )


def _head(name: str, points: list[Point], tokens: Mapping[str, str], unit: float) -> Shape:
    (ax, ay), (bx, by) = points[-2], points[-1]
    pen = Pen().move(*_HEAD[0]).line(*_HEAD[1:]).close()
    x, y = (ax + (bx - ax) * 0.62, ay + (by - ay) * 0.62) if len(points) == 2 else (bx, by)
    path = pen.path(x, y, unit, math.atan2(by - ay, bx - ax))
    return Shape(
        "route head",
        name,
        *path,
        fill=tokens["route"],
        stroke=tokens["halo"],
        width=0.9 * unit,
        clip=True,
        group="routes",
    )


def arrow_width(value: float, unit: float) -> float:
    """Width of the arrow for a figure, in points: linear, never thinner than a line that can be seen."""
    return max(LEAST_WIDTH, value / FULL * FULL_WIDTH) * unit


def arrow_marks(
    frame: Frame, total: RouteTotal, tokens: Mapping[str, str], unit: float, words: str
) -> tuple[Shape, Label] | None:
    """The arrow and its figure; None when it lies outside the window."""
    points = [frame.point(*p) for p in ARROW]
    w = frame.window
    if not all(w.left < x < w.right and w.top < y < w.bottom for x, y in points) or total.value is None:
        return None
    width = arrow_width(total.value, unit)
    path = taper(points, width, unit)
    shape = Shape(
        "arrow",
        f"detections {total.period}",
        *path,
        fill=tokens["route"],
        stroke=tokens["halo"],
        width=0.9 * unit,
        round=True,
        opacity=0.95,
        clip=True,
        group="detections",
        alt=words,
    )
    x, y = points[-1]
    label = Label(
        "figure",
        f"detections {total.period}",
        words,
        x + 6 * unit,
        y + 2 * unit,
        11.5 * unit,
        tokens["migT"],
        weight=600,
        halo=tokens["cityhalo"],
        halo_width=2.8 * unit,
        group="detections",
    )
    return shape, label
