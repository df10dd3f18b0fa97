"""The inset locator: a globe with the land, the Sahel five and the outline of the map's window."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sahel_atlas.exports.plate.base import base_frame
from sahel_atlas.exports.plate.paths import circle, geometry_path, line
from sahel_atlas.exports.plate.pens import Pens
from sahel_atlas.exports.plate.plate import Mark, Shape

if TYPE_CHECKING:
    from layers.atlas import Atlas

EYE = (12.0, 14.0)
"""Longitude and latitude over which the globe is seen."""
# The base geography ends at 50 W, 12 S, 60 E and 55 N. Beyond, a globe as small as this needs no more than these
# outlines, drawn by hand to the nearest degrees: longitude and latitude in turn.
BEYOND = (
    (13, -12, 12, -17, 15, -27, 18, -34, 22, -34, 27, -33, 32, -28, 35, -24, 35, -20, 40, -15, 40, -11.9),
    (49, -12, 50, -16, 47, -25, 44, -24, 44, -17),
    (-50, 0, -45, -2, -35, -6, -39, -13, -40, -21, -48, -26, -54, -34, -62, -40, -66, -50, -75, -50, -75, 10, -60, 9),
    (-53, 47, -60, 46, -65, 44, -70, 42, -74, 40, -76, 35, -80, 32, -80, 60, -64, 60, -56, 52),
    (-43, 60, -52, 65, -55, 70, -60, 76, -40, 83, -20, 80, -22, 70, -35, 66),
    (-24, 65, -22, 64, -14, 65, -16, 66.5, -22, 66),
    (60, 54.9, 60, 25, 67, 25, 72, 20, 77, 8, 80, 15, 88, 22, 92, 21, 98, 10, 100, 20, 100, 70, 70, 72, 40, 67, 33, 69,
     25, 71, 12, 66, 5, 62, 6, 58, 10, 59, 12, 55, 20, 54.9, 40, 54.9),
    (-6, 55, -4, 58.6, -2, 57.5, -2, 54.9),
)  # fmt: skip


def globe(pens: Pens, atlas: Atlas, x: float, y: float, radius: float) -> Iterator[Mark]:
    """A globe round (x, y)."""
    import numpy as np
    import shapely

    t, folder = pens.tokens, atlas.base
    yield Shape("locator", "rim", *circle(x, y, radius + 0.06 * radius), fill=t["disc"], group="locator")
    yield Shape("locator", "sea", *circle(x, y, radius), fill=t["sea"], group="locator")

    def place(xy: Any) -> Any:
        east, north = _orthographic(xy[:, 0], xy[:, 1])
        return np.column_stack([x + radius * east, y - radius * north])

    for name, geometry, token in (
        ("land", _world(folder), "land"),
        ("sahel", base_frame("outline_sahel", folder).geometry.iloc[0], "t1"),
    ):
        path = geometry_path(shapely.make_valid(shapely.simplify(shapely.transform(geometry, place), radius / 250)))
        if path is not None:
            edge = t["outline"] if name == "sahel" else t["coast"]
            width = radius / (60 if name == "sahel" else 160)
            yield Shape("locator", name, *path, fill=t[token], stroke=edge, width=width, group="locator")
    yield Shape("locator", "window", *line(*_window(pens, place)), stroke=t["ink"], width=radius / 40, group="locator")


@lru_cache(maxsize=4)
def _world(folder: Path) -> Any:
    """The land of the base, thinned out to what a globe shows, and what lies beyond it."""
    import shapely

    near = shapely.simplify(base_frame("land", folder).geometry.iloc[0], 0.1)
    far = [shapely.Polygon(list(zip(ring[::2], ring[1::2], strict=True))).segmentize(3) for ring in BEYOND]
    return shapely.union_all([shapely.make_valid(piece) for piece in (near, *far)])


def _window(pens: Pens, place: Any) -> list[tuple[float, float]]:
    import numpy as np

    w, along = pens.frame.window, np.linspace(0, 1, 24)
    xs = np.concatenate(
        [w.left + along * w.width, np.full(24, w.right), w.right - along * w.width, np.full(24, w.left)]
    )
    ys = np.concatenate(
        [np.full(24, w.top), w.top + along * w.height, np.full(24, w.bottom), w.bottom - along * w.height]
    )
    points = place(np.column_stack(pens.frame.degrees(xs, ys)))
    return [(float(a), float(b)) for a, b in points]


def _orthographic(lon: Any, lat: Any) -> tuple[Any, Any]:
    """Degrees on the unit disc; what lies behind the rim is put on it."""
    import numpy as np

    phi, lam = np.radians(lat), np.radians(lon - EYE[0])
    phi0 = math.radians(EYE[1])
    east = np.cos(phi) * np.sin(lam)
    north = math.cos(phi0) * np.sin(phi) - math.sin(phi0) * np.cos(phi) * np.cos(lam)
    behind = math.sin(phi0) * np.sin(phi) + math.cos(phi0) * np.cos(phi) * np.cos(lam) < 0
    long = np.where(behind, np.maximum(np.hypot(east, north), 1e-9), 1.0)
    return east / long, north / long
