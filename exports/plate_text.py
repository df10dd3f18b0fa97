"""Measuring text with the atlas's own fonts, and finding places for labels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from exports.plate import Box, Label
from layers.atlas import DATA

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FAMILY, SERIF = "Source Sans 3", "Source Serif 4"
_MEASURE = 200
ASCENT, DESCENT = 0.74, 0.22
"""Height above and below the base line as a share of the size, for boxes."""


def font_file(weight: int = 400, italic: bool = False, serif: bool = False) -> str:
    """Path of the font for a style; the serif has one cut, the italic one weight."""
    cut = "400-italic" if italic or serif else f"{weight}-normal"
    name = f"source-serif-4-{cut}" if serif else f"source-sans-3-{cut}"
    return str(DATA / "fonts" / f"{name}.ttf")


@lru_cache(maxsize=8)
def _font(file: str) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(file, _MEASURE)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, weight: int = 400, italic: bool = False, serif: bool = False) -> float:
    """Width of a line in points."""
    return _font(font_file(weight, italic, serif)).getlength(text) * size / _MEASURE


def text_box(label: Label) -> Box:
    """The box of a label, turned when it is turned."""
    width = text_width(label.text, label.size, label.weight, label.italic, label.serif)
    left = {"start": 0.0, "middle": -width / 2, "end": -width}[label.anchor]
    corners = [(x, y) for x in (left, left + width) for y in (-ASCENT * label.size, DESCENT * label.size)]
    angle = math.radians(label.turn)
    turned = [
        (label.x + x * math.cos(angle) - y * math.sin(angle), label.y + x * math.sin(angle) + y * math.cos(angle))
        for x, y in corners
    ]
    xs, ys = [p[0] for p in turned], [p[1] for p in turned]
    return Box(min(xs), min(ys), max(xs), max(ys))


def wrapped(text: str, size: float, width: float, weight: int = 400, limit: int = 0) -> list[str]:
    """A text as lines no wider than `width` points; beyond `limit` lines (0: none) the rest is cut with an ellipsis."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and text_width(longer, size, weight) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    lines = [*lines, line] if line else lines
    if limit and len(lines) > limit:
        last = lines[limit - 1]
        while last and text_width(last + "…", size, weight) > width:
            last = last[:-1].rstrip()
        lines = [*lines[: limit - 1], last + "…"]
    return lines


def fitted(text: str, size: float, width: float, weight: int, least: float) -> float:
    """The largest size from `least` to `size` at which a line fits into `width`."""
    wide = text_width(text, size, weight)
    return size if wide <= width else max(least, size * width / wide)


class Places:
    """Boxes that are taken, and a search for the first place where a label covers none of them."""

    def __init__(self, inside: Box, taken: Iterable[Box] = ()) -> None:
        self.inside = inside
        self.taken = list(taken)

    def take(self, box: Box) -> None:
        """No later label may cover this box."""
        self.taken.append(box)

    def free(self, box: Box) -> bool:
        """Whether a box lies in the window and covers nothing."""
        return self.inside.holds(box) and not any(box.hits(other) for other in self.taken)

    def put(self, candidates: Sequence[Label], *, always: bool = False) -> Label | None:
        """The first candidate that is free, taken; with `always` the one that covers the least when none is."""
        for label in candidates:
            box = label.box()
            if self.free(box):
                self.take(box)
                return label
        if not always or not candidates:
            return None
        best = min(candidates, key=lambda label: self._cost(label.box()))
        self.take(best.box())
        return best

    def _cost(self, box: Box) -> float:
        covered = sum(
            max(0.0, min(box.right, o.right) - max(box.left, o.left))
            * max(0.0, min(box.bottom, o.bottom) - max(box.top, o.top))
            for o in self.taken
        )
        return covered + (0.0 if self.inside.holds(box) else 1e6)


def around(label: Label, reach: float, rise: float = 0.35) -> list[Label]:
    """A label's places round its point: right, left, below, above and the corners; `reach` is half the symbol."""
    x, y, size = label.x, label.y, label.size
    side = y + rise * size
    below, above = y + reach + 0.82 * size, y - reach - 0.25 * size
    spots = [
        ("start", x + reach, side),
        ("end", x - reach, side),
        ("middle", x, below),
        ("middle", x, above),
        ("start", x + 0.7 * reach, above),
        ("end", x - 0.7 * reach, above),
        ("start", x + 0.7 * reach, below),
        ("end", x - 0.7 * reach, below),
    ]
    return [replace(label, anchor=anchor, x=px, y=py) for anchor, px, py in spots]
