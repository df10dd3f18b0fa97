"""The map's frame: Lambert azimuthal equal-area, from degrees to points of the page, and what part of it shows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sahel_atlas.exports.plate.plate import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sahel_atlas.scenes.scene import View

Pair = tuple[float, float]
CENTRE = (4.0, 18.0)
"""Longitude and latitude of the projection's centre, degrees."""
EARTH_KM = 6371.0088
WHOLE = (-18.8, 1.0, 25.2, 37.4)
"""Degrees west, south, east, north that a scene without a view of its own shows beside the legend."""
PRESENTER_PX = (480.0, 960.0, 540.0)
"""What the presenter shows beside its words: pixels west and east of a view's centre, and above and below it."""
PROJ = "+proj=laea +lat_0=18 +lon_0=4 +R=6371008.8 +units=m +no_defs"


@dataclass(frozen=True)
class Frame:
    """Where the map lies: `scale` is points per earth radius, (`x`, `y`) the projection's centre on the page."""

    window: Box
    scale: float
    x: float
    y: float

    def project(self, lon: Any, lat: Any) -> tuple[Any, Any]:
        """Degrees to points of the page; works on numbers and arrays."""
        import numpy as np

        phi, lam = np.radians(lat), np.radians(np.asarray(lon) - CENTRE[0])
        phi0 = math.radians(CENTRE[1])
        cos_c = math.sin(phi0) * np.sin(phi) + math.cos(phi0) * np.cos(phi) * np.cos(lam)
        k = np.sqrt(2 / np.maximum(1 + cos_c, 1e-3))
        east = k * np.cos(phi) * np.sin(lam)
        north = k * (math.cos(phi0) * np.sin(phi) - math.sin(phi0) * np.cos(phi) * np.cos(lam))
        return self.x + self.scale * east, self.y - self.scale * north

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """One place in degrees as points of the page."""
        x, y = self.project(lon, lat)
        return float(x), float(y)

    def degrees(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[Any, Any]:
        """Points of the page to longitude and latitude."""
        import numpy as np

        east, north = (x - self.x) / self.scale, (self.y - y) / self.scale
        rho = np.maximum(np.hypot(east, north), 1e-12)
        c = 2 * np.arcsin(np.minimum(1.0, rho / 2))
        phi0 = math.radians(CENTRE[1])
        lat = np.arcsin(np.cos(c) * math.sin(phi0) + north * np.sin(c) * math.cos(phi0) / rho)
        lon = np.arctan2(east * np.sin(c), rho * math.cos(phi0) * np.cos(c) - north * math.sin(phi0) * np.sin(c))
        return np.degrees(lon) + CENTRE[0], np.degrees(lat)

    def shape(self, geometry: Any, margin: float = 0.0, tolerance: float = 0.0) -> Any:
        """A geometry in degrees (EPSG:4326) projected, cut at the window plus a margin, and simplified, in points."""
        import numpy as np
        import shapely

        projected = shapely.transform(geometry, lambda xy: np.column_stack(self.project(xy[:, 0], xy[:, 1])))
        box = self.window.grown(margin)
        if tolerance:
            projected = shapely.simplify(projected, tolerance)
        valid = shapely.make_valid(projected) if projected.geom_type.endswith("Polygon") else projected
        return shapely.intersection(valid, shapely.box(box.left, box.top, box.right, box.bottom))

    @property
    def points_per_km(self) -> float:
        """Scale at the projection's centre."""
        return self.scale / EARTH_KM

    @property
    def metres(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of the window in metres of the projection `PROJ`."""
        per_point = EARTH_KM * 1000 / self.scale
        w = self.window
        return (
            (w.left - self.x) * per_point,
            (self.y - w.bottom) * per_point,
            (w.right - self.x) * per_point,
            (self.y - w.top) * per_point,
        )


def make_frame(
    window: Box, free: Box, view: View | None, screen: Pair | None = None, whole: tuple[float, ...] = WHOLE
) -> Frame:
    """A frame whose `free` part of the window shows the scene's view, or the `whole` region when it has none.

    A view is a centre and a zoom level, so what it shows depends on the screen it was chosen on. `screen` is the width
    and height of that map in pixels. Without it the view is taken as the presenter's, whose west holds the words.
    """
    unit = Frame(window, 1.0, 0.0, 0.0)
    if view is None:
        left, top, right, bottom = _region(unit, whole)
    else:
        px = 2 * math.pi * math.cos(math.radians(view.lat)) / (256 * 2**view.zoom)
        x, y = unit.point(view.lon, view.lat)
        west, east, half = (screen[0] / 2, screen[0] / 2, screen[1] / 2) if screen else PRESENTER_PX
        left, top, right, bottom = x - west * px, y - half * px, x + east * px, y + half * px
        # Room to spare goes first to the side on which less is shown: the view's centre comes to the middle.
        scale = min(free.width / (right - left), free.height / (bottom - top))
        spare = free.width / scale - (right - left)
        left -= min(spare, max(0.0, (right - x) - (x - left)))
    scale = min(free.width / (right - left), free.height / (bottom - top))
    x, y = free.centre
    return Frame(window, scale, x - scale * (left + right) / 2, y - scale * (top + bottom) / 2)


def _region(unit: Frame, whole: tuple[float, ...]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a region, given in degrees, in earth radii."""
    import numpy as np

    west, south, east, north = whole
    along, up = np.linspace(west, east, 40), np.linspace(south, north, 40)
    lon = np.concatenate([along, along, np.full(40, west), np.full(40, east)])
    lat = np.concatenate([np.full(40, south), np.full(40, north), up, up])
    xs, ys = unit.project(lon, lat)
    return float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())
