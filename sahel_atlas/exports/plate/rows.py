"""The rows of a legend: what one is, and how they stand in columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sahel_atlas.exports.plate.pens import Pens
from sahel_atlas.exports.plate.plate import Box, Label, Mark
from sahel_atlas.exports.plate.text import wrapped

GROUP_GAP = 0.35
"""Room before a group of rows, as a share of a row."""
# Rows move together before their words become smaller: first how close, then how small.
_SQUEEZES = [(1 - 0.03 * i, 1.0) for i in range(8)] + [(0.79, 1 - 0.03 * i) for i in range(1, 14)]
Draw = Callable[[float, float], Iterable[Mark]]


@dataclass(frozen=True)
class Row:
    """A line of the legend: what it explains (`key`), how its sign is drawn round (x, y), and its words.

    Before the first row of a `group` there is a little room; a `bold` row heads those that follow.
    """

    key: str
    draw: Draw
    text: str
    group: str = ""
    bold: bool = False


def place_rows(rows: Sequence[Row], pens: Pens, box: Box, px: float, columns: int = 1) -> tuple[list[Mark], float]:
    """Legend rows in columns from the top of a box, as close and as small as need be. Returns marks and bottom."""
    gutter = 20 * px
    if columns > 1 and _tall_as_one(rows, box, px) <= box.height:
        columns = 1
    width = (box.width - gutter * (columns - 1)) / columns
    for tight, shrink in _SQUEEZES:
        size, step = 18 * px * shrink, 30 * px * shrink * tight
        lines = [_row_lines(row, size, width, px) for row in rows]
        tall = [max(step, (len(text) * 1.15 + 0.35 * tight) * size) for text in lines]
        gaps = [0.0] + [GROUP_GAP * step * (b.group != a.group) for a, b in pairwise(rows)]
        need = _tallest(tall, gaps, columns)
        if need <= box.height:
            break
    marks: list[Mark] = []
    x, y, bottom = box.left, box.top, box.top
    for row, text, height, gap in zip(rows, lines, tall, gaps, strict=True):
        if y + gap + height > box.top + need + 1e-6:
            x, y, gap = x + width + gutter, box.top, 0.0
        y += gap
        marks += row.draw(x + 18 * px, y + step / 2)
        left, weight = (x + 3 * px, 600) if row.bold else (x + 50 * px, 400)
        for i, one in enumerate(text):
            at = y + step / 2 + (0.34 + i * 1.15) * size
            name = row.key if i == 0 else f"{row.key} {i}"
            ink = pens.tokens["ink"]
            marks.append(Label("legend", name, one, left, at, size, ink, weight=weight, group=row.key))
        y += height
        bottom = max(bottom, y)
    return marks, bottom


def _tall_as_one(rows: Sequence[Row], box: Box, px: float) -> float:
    """Height of the rows below each other at their full size."""
    lines = [_row_lines(row, 18 * px, box.width, px) for row in rows]
    gaps = sum(GROUP_GAP * 30 * px for a, b in pairwise(rows) if a.group != b.group)
    return gaps + sum(max(30 * px, (len(text) * 1.15 + 0.35) * 18 * px) for text in lines)


def _row_lines(row: Row, size: float, width: float, px: float) -> list[str]:
    return wrapped(row.text, size, width - (4 if row.bold else 50) * px, 600 if row.bold else 400)


def _tallest(heights: Sequence[float], gaps: Sequence[float], columns: int) -> float:
    """The least height at which the rows, kept in order, go into so many columns."""
    if not heights:
        return 0.0
    limit = max(max(heights), (sum(heights) + sum(gaps)) / columns)
    while True:
        used, y = 1, 0.0
        for height, gap in zip(heights, gaps, strict=True):
            if y + gap + height > limit + 1e-6:
                used, y, gap = used + 1, 0.0, 0.0
            y += gap + height
        if used <= columns:
            return limit
        limit *= 1.02
