"""A plate: everything that stands on a page, in points, top left is (0, 0), y runs down.

A plate knows no drawing library. `sahel_atlas.exports.figure.figure` paints it as PNG, SVG and PDF,
`sahel_atlas.exports.slides.slides` as native shapes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sahel_atlas.exports.fonts import ink_height, text_width

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOVE, LINE, CURVE, CLOSE = 1, 2, 4, 79
"""Codes of a path: move, line, cubic curve (three points) and close; the numbers that matplotlib uses."""


@dataclass(frozen=True)
class Box:
    """A rectangle in points."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def hits(self, other: Box) -> bool:
        """Whether two boxes share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Whether the other box lies inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def shared(self, other: Box) -> float:
        """Area that two boxes have in common."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, wide) * max(0.0, high)

    def apart(self, other: Box) -> float:
        """Distance between two boxes; 0 where they touch."""
        dx = max(self.left - other.right, other.left - self.right, 0.0)
        return math.hypot(dx, max(self.top - other.bottom, other.top - self.bottom, 0.0))

    def touches(self, x: float, y: float, radius: float) -> bool:
        """Whether some of the box lies in a circle."""
        dx, dy = max(self.left - x, 0.0, x - self.right), max(self.top - y, 0.0, y - self.bottom)
        return math.hypot(dx, dy) < radius

    def grown(self, by: float) -> Box:
        """The box with a margin on each side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True, eq=False)
class Shape:
    """A path. `part` says what it is (`country`, `segment`, `legend`, …), `name` which one, `group` what it moves with.

    `points` is (n, 2) in points of the page and `codes` has n entries; `dash` is in points; `clip` cuts the shape at
    the map's window. `alt` is the text for those who do not see it.
    """

    part: str
    name: str
    points: NDArray[np.float64]
    codes: NDArray[np.uint8]
    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    dash: tuple[float, float] | None = None
    round: bool = False
    opacity: float = 1.0
    clip: bool = False
    group: str = ""
    alt: str = ""

    def box(self) -> Box:
        """The box of the path's points, without the width of its stroke."""
        low, high = self.points.min(axis=0), self.points.max(axis=0)
        return Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]))


@dataclass(frozen=True)
class Label:
    """One line of text: `x`, `y` is the anchor (`start`, `middle`, `end`) on the base line; `size` in points."""

    part: str
    name: str
    text: str
    x: float
    y: float
    size: float
    colour: str
    weight: int = 400
    italic: bool = False
    serif: bool = False
    anchor: str = "start"
    turn: float = 0.0
    halo: str = ""
    halo_width: float = 0.0
    group: str = ""
    clip: bool = False

    def box(self) -> Box:
        """The box the text takes up, measured with its font; a turned text's box is that of the turned text."""
        width = text_width(self.text, self.size, self.weight, self.italic, self.serif)
        up, down = ink_height(self.text, self.weight, self.italic, self.serif)
        left = {"start": 0.0, "middle": -width / 2, "end": -width}[self.anchor]
        corners = [(x, y) for x in (left, left + width) for y in (-up * self.size, down * self.size)]
        angle = math.radians(self.turn)
        turned = [
            (self.x + x * math.cos(angle) - y * math.sin(angle), self.y + x * math.sin(angle) + y * math.cos(angle))
            for x, y in corners
        ]
        xs, ys = [p[0] for p in turned], [p[1] for p in turned]
        return Box(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True, eq=False)
class Picture:
    """An RGBA image (rows, columns, 4; uint8) that fills a box; only the relief is one."""

    part: str
    name: str
    box_: Box
    pixels: NDArray[np.uint8]

    def box(self) -> Box:
        return self.box_


Mark = Shape | Label | Picture


@dataclass
class Plate:
    """A page: size and map window in points, what is drawn in drawing order, and what the file says of itself."""

    width: float
    height: float
    window: Box
    background: str
    marks: list[Mark] = field(default_factory=list)
    title: str = ""
    subtitle: str = ""
    lang: str = "en"
    code: str = ""
    sources: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    frame: Any = None

    def add(self, marks: Iterable[Mark] | Mark) -> None:
        """Draw on top of what is there."""
        if isinstance(marks, (Shape, Label, Picture)):
            self.marks.append(marks)
        else:
            self.marks.extend(marks)

    def of(self, part: str) -> Iterator[Mark]:
        """The marks of one part."""
        return (mark for mark in self.marks if mark.part == part)
