"""Text in lines that fit, and places for labels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sahel_atlas.exports.fonts import text_width
from sahel_atlas.exports.plate.plate import Box, Label

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Room = tuple[float, float, float]
_STEP = 1.5
"""Points between the samples of a line that labels avoid."""
_LATER = 4.0
"""How many points of a covered line a label accepts before it takes its next place."""


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
    """What is taken on the map, and a search for the first place where a label covers none of it.

    Boxes and circles are never covered. Lines (routes) may be, but a place that covers less of them is preferred.
    """

    def __init__(self, inside: Box, taken: Iterable[Box] = (), gap: float = 0.0) -> None:
        self.inside, self.gap = inside, gap
        self.taken = list(taken)
        self.circles: list[tuple[float, float, float]] = []
        self._samples: list[NDArray[np.float64]] = []

    def take(self, box: Box) -> None:
        """No later label may cover this box."""
        self.taken.append(box)

    def take_circle(self, x: float, y: float, radius: float) -> None:
        """No later label may cover this circle."""
        self.circles.append((x, y, radius))

    def avoid(self, points: Sequence[Sequence[float]]) -> None:
        """Labels keep off this line where they can."""
        import numpy as np

        line = np.asarray(points, float)
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
        at = np.arange(0.0, along[-1], _STEP)
        self._samples.append(np.column_stack([np.interp(at, along, line[:, i]) for i in (0, 1)]))

    def clear(self, box: Box) -> bool:
        """Whether a box covers no other box and no circle."""
        wide = box.grown(self.gap)
        if any(wide.hits(other) for other in self.taken):
            return False
        return not any(wide.touches(*circle) for circle in self.circles)

    def free(self, box: Box) -> bool:
        """Whether a box lies in the window and covers nothing."""
        return self.inside.holds(box) and self.clear(box)

    def put(
        self,
        candidates: Sequence[Label],
        *,
        always: bool = False,
        room: Room = (0, 0, 0),
        later: float = _LATER,
        most: float = math.inf,
    ) -> Label | None:
        """The best free candidate, taken: an early one that covers little of the lines.

        With `always` the one that covers the least is taken when none is free. `room` is what else goes with the
        label: points behind it, below it, and on either side; `later` is how many points of a covered line make up
        for taking the next candidate, `most` how many a place may cover at all.
        """
        behind, below, aside = room
        boxes = [
            Box(b.left - aside, b.top, b.right + max(behind, aside), b.bottom + below)
            for b in (label.box() for label in candidates)
        ]
        free = [(self.crossed(box), i) for i, box in enumerate(boxes) if self.free(box)]
        good = [(crossed + later * i, i) for crossed, i in free if crossed <= most]
        if not good and always:
            good = [(self._cost(box), i) for i, box in enumerate(boxes)]
        if not good:
            return None
        chosen = min(good)[1]
        self.take(boxes[chosen])
        return candidates[chosen]

    def crossed(self, box: Box) -> float:
        """How many points of the lines lie in a box."""
        if len(self._samples) > 1:
            import numpy as np

            self._samples = [np.concatenate(self._samples)]
        if not self._samples:
            return 0.0
        x, y = self._samples[0].T
        return _STEP * int(((box.left < x) & (x < box.right) & (box.top < y) & (y < box.bottom)).sum())

    def _cost(self, box: Box) -> float:
        """How much a box covers: a wheel counts most, leaving the window more than that."""
        covered = sum(box.shared(other) for other in self.taken)
        round_ = sum(box.shared(Box(x - r, y - r, x + r, y + r)) for x, y, r in self.circles if box.touches(x, y, r))
        return covered + 10 * round_ + (0.0 if self.inside.holds(box) else 1e6)


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
