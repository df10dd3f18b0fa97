"""What every drawing function of a plate needs to know, and the hand-set positions of wheels and labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from layers.base import read_labels
from sahel_atlas.exports.plate.frame import Frame

PX = 1.55
"""Design pixels in a unit u."""
SLIDE, PAPER = (46.0, 32.0), (34.0, 27.0)
"""Radius of the wheel of a Sahel country and of a coastal one in design pixels, on a screen and on paper."""


@dataclass(frozen=True)
class Pens:
    """What every drawing function needs: frame, colours, unit u in points, language, and the radii of wheels."""

    frame: Frame
    tokens: Mapping[str, str]
    unit: float
    lang: str
    radii: tuple[float, float] = SLIDE

    @property
    def px(self) -> float:
        """A design pixel in points."""
        return self.unit / PX


@lru_cache(maxsize=4)
def labels_of(folder: Path) -> Any:
    """The hand-set positions of wheels and labels."""
    return read_labels(folder)


def wheel_unit(frame: Frame, unit: float) -> float:
    """The unit for wheels: smaller where the map's scale is, so that neighbours do not touch."""
    return unit * min(1.0, max(0.45, frame.scale / (1320 / PX * unit) * 1.04))
