"""Paths: from SVG path data, circles, wheel segments, geometries, and the tapered arrow."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sahel_atlas.exports.plate.plate import CLOSE, CURVE, LINE, MOVE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Path = tuple[NDArray[np.float64], NDArray[np.uint8]]

Point = tuple[float, float]
_TOKEN = re.compile(r"[MmLlHhVvCcAZz]|-?(?:\d+\.\d*|\.\d+|\d+)")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "A": 7}


class Pen:
    """Collects the points and codes of a path."""

    def __init__(self) -> None:
        self.points: list[Point] = []
        self.codes: list[int] = []

    def move(self, x: float, y: float) -> Pen:
        return self._add(MOVE, (x, y))

    def line(self, *points: Point) -> Pen:
        for point in points:
            self._add(LINE, point)
        return self

    def curve(self, a: Point, b: Point, c: Point) -> Pen:
        for point in (a, b, c):
            self._add(CURVE, point)
        return self

    def close(self) -> Pen:
        return self._add(CLOSE, self.points[-1])

    def arc(self, x: float, y: float, radius: float, start: float, end: float) -> Pen:
        """An arc from the angle `start` to `end` (radians, y down) as cubic curves; the pen stands at its start."""
        parts = max(1, math.ceil(abs(end - start) / (math.pi / 2) - 1e-9))
        step = (end - start) / parts
        k = 4 / 3 * math.tan(step / 4) * radius
        for i in range(parts):
            a, b = start + i * step, start + (i + 1) * step
            p = (x + radius * math.cos(a), y + radius * math.sin(a))
            q = (x + radius * math.cos(b), y + radius * math.sin(b))
            first = (p[0] - k * math.sin(a), p[1] + k * math.cos(a))
            self.curve(first, (q[0] + k * math.sin(b), q[1] - k * math.cos(b)), q)
        return self

    def _add(self, code: int, point: Point) -> Pen:
        self.points.append(point)
        self.codes.append(code)
        return self

    def path(self, x: float = 0.0, y: float = 0.0, scale: float = 1.0, turn: float = 0.0) -> Path:
        """The path, scaled and turned (radians) about the origin and moved to (x, y)."""
        import numpy as np

        points = np.array(self.points, float).reshape(-1, 2) * scale
        if turn:
            c, s = math.cos(turn), math.sin(turn)
            points = points @ np.array([[c, s], [-s, c]])
        return points + np.array((x, y)), np.array(self.codes, np.uint8)


def circle(x: float, y: float, radius: float) -> Path:
    """A full circle."""
    return Pen().move(x + radius, y).arc(x, y, radius, 0, 2 * math.pi).close().path()


def rectangle(left: float, top: float, width: float, height: float) -> Path:
    """A rectangle."""
    right, bottom = left + width, top + height
    return Pen().move(left, top).line((right, top), (right, bottom), (left, bottom)).close().path()


def rounded(left: float, top: float, width: float, height: float, radius: float) -> Path:
    """A rectangle with round corners."""
    right, bottom, turn = left + width - radius, top + height - radius, math.pi / 2
    pen = Pen().move(left + radius, top).line((right, top)).arc(right, top + radius, radius, -turn, 0)
    pen.line((left + width, bottom)).arc(right, bottom, radius, 0, turn)
    pen.line((left + radius, top + height)).arc(left + radius, bottom, radius, turn, 2 * turn)
    return pen.line((left, top + radius)).arc(left + radius, top + radius, radius, 2 * turn, 3 * turn).close().path()


def line(*points: Point) -> Path:
    """An open line."""
    return Pen().move(*points[0]).line(*points[1:]).path()


def tether(at: Point, end: Point, dot: float) -> Path:
    """A line with a round dot at its first end, as one path."""
    pen = Pen().move(*end).line(at)
    return pen.move(at[0] + dot, at[1]).arc(*at, dot, 0, 2 * math.pi).close().path()


def svg_path(text: str) -> Pen:
    """A pen that has drawn SVG path data: M, L, H, V, C and Z in both cases, and A for arcs of circles up to a half."""
    pen, at, start = Pen(), (0.0, 0.0), (0.0, 0.0)
    tokens = _TOKEN.findall(text)
    i, command = 0, "M"
    while i < len(tokens):
        if tokens[i].isalpha():
            command = tokens[i]
            i += 1
            if command in "Zz":
                pen.close()
                at = start
                continue
        upper, relative = command.upper(), command.islower()
        numbers = [float(n) for n in tokens[i : i + _ARGUMENTS[upper]]]
        i += _ARGUMENTS[upper]
        if command == "A":
            at = _round(pen, at, numbers)
            continue
        points = _absolute(upper, relative, numbers, at)
        if upper == "C":
            pen.curve(*points)
        elif upper == "M":
            pen.move(*points[0])
            start, command = points[0], "l" if relative else "L"
        else:
            pen.line(points[0])
        at = points[-1]
    return pen


def _absolute(command: str, relative: bool, numbers: list[float], at: Point) -> list[Point]:
    x, y = at if relative else (0.0, 0.0)
    if command == "H":
        return [(x + numbers[0], at[1])]
    if command == "V":
        return [(at[0], y + numbers[0])]
    return [(x + numbers[j], y + numbers[j + 1]) for j in range(0, len(numbers), 2)]


def _round(pen: Pen, at: Point, numbers: list[float]) -> Point:
    """Draw the arc of a circle up to a half of it, given as SVG writes it; where the pen stands then."""
    radius, sweep, end = numbers[0], numbers[4], (numbers[5], numbers[6])
    dx, dy = end[0] - at[0], end[1] - at[1]
    chord = math.hypot(dx, dy)
    if not chord:
        return end
    # The centre lies on the chord's perpendicular, right of the way when the arc turns clockwise on the page.
    rise = math.sqrt(max(0.0, radius**2 - chord**2 / 4)) * (1 if sweep else -1)
    x, y = (at[0] + end[0]) / 2 - rise * dy / chord, (at[1] + end[1]) / 2 + rise * dx / chord
    first, last = math.atan2(at[1] - y, at[0] - x), math.atan2(end[1] - y, end[0] - x)
    turn = (last - first) % (2 * math.pi)
    pen.arc(x, y, radius, first, first + turn if sweep else first + turn - 2 * math.pi)
    return end


def flat(path: Path, steps: int = 6) -> list[list[Point]]:
    """The rings of a path as points, each of its curves in so many straight steps."""
    points, codes = path[0].tolist(), path[1].tolist()
    rings: list[list[Point]] = []
    i = 0
    while i < len(codes):
        if codes[i] == CURVE:
            a, (b, c, d) = rings[-1][-1], points[i : i + 3]
            for k in range(1, steps + 1):
                t, u = k / steps, 1 - k / steps
                x, y = (u**3 * a[j] + 3 * t * u * u * b[j] + 3 * t * t * u * c[j] + t**3 * d[j] for j in (0, 1))
                rings[-1].append((x, y))
            i += 3
            continue
        if codes[i] == MOVE:
            rings.append([])
        if codes[i] != CLOSE:
            rings[-1].append((points[i][0], points[i][1]))
        i += 1
    return rings


def geometry_path(geometry: Any) -> Path | None:
    """A polygon or line geometry in points of the page as one path; None when nothing of it is left.

    Polygons keep their holes: rings follow each other, so the even-odd and the non-zero rule agree on what is inside
    because holes run the other way round.
    """
    import numpy as np
    import shapely

    parts: list[NDArray[np.float64]] = []
    codes: list[NDArray[np.uint8]] = []
    for piece in shapely.get_parts(shapely.get_parts(geometry)):
        for coordinates, closed in _rings(piece):
            if len(coordinates) < 2:
                continue
            parts.append(coordinates)
            code = np.full(len(coordinates), LINE, np.uint8)
            code[0] = MOVE
            if closed:
                code[-1] = CLOSE
            codes.append(code)
    return (np.concatenate(parts), np.concatenate(codes)) if parts else None


def _rings(piece: Any) -> Iterable[tuple[Any, bool]]:
    import shapely

    if piece.geom_type == "Polygon":
        oriented = shapely.orient_polygons(piece)
        yield shapely.get_coordinates(oriented.exterior), True
        for hole in oriented.interiors:
            yield shapely.get_coordinates(hole), True
    elif piece.geom_type in ("LineString", "LinearRing"):
        yield shapely.get_coordinates(piece), False


def spline(points: Sequence[Point], steps: int = 14) -> list[Point]:
    """A smooth line (Catmull-Rom) through points."""
    smooth: list[Point] = []
    last = len(points) - 1
    for i in range(last):
        a, b, c, d = (points[max(0, min(last, j))] for j in (i - 1, i, i + 1, i + 2))
        for k in range(steps):
            t = k / steps
            smooth.append((_cubic(a[0], b[0], c[0], d[0], t), _cubic(a[1], b[1], c[1], d[1], t)))
    return [*smooth, points[-1]]


def _cubic(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)


def taper(points: Sequence[Point], width: float, unit: float) -> Path:
    """An arrow along points that grows evenly to `width` before its head (DESIGN, section 6); all in points."""
    steps = spline(points, 24)
    lengths = [0.0]
    for a, b in pairwise(steps):
        lengths.append(lengths[-1] + math.dist(a, b))
    total = lengths[-1]
    head = min(total * 0.5, max(8 * unit, 1.15 * width))
    half, tail = max(4.4 * unit, 0.95 * width), max(0.3 * width, 2.2 * unit)
    left: list[Point] = []
    right: list[Point] = []
    neck, dx, dy = steps[0], 0.0, 0.0
    for i, (x, y) in enumerate(steps):
        if lengths[i] > total - head:
            break
        a, b = steps[max(0, i - 1)], steps[min(len(steps) - 1, i + 1)]
        long = math.dist(a, b) or 1.0
        dx, dy = (b[0] - a[0]) / long, (b[1] - a[1]) / long
        k = (tail + (width - tail) * lengths[i] / (total - head)) / 2
        left.append((x - dy * k, y + dx * k))
        right.append((x + dy * k, y - dx * k))
        neck = (x, y)
    shoulders = (neck[0] - dy * half, neck[1] + dx * half), (neck[0] + dy * half, neck[1] - dx * half)
    outline = [*left, shoulders[0], steps[-1], shoulders[1], *reversed(right)]
    return Pen().move(*outline[0]).line(*outline[1:]).close().path()
