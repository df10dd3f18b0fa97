"""The map's frame: Lambert azimuthal equal-area, from degrees to points of the page, and what part of it shows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from exports.plate import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from layers.scene import View

CENTRE = (4.0, 18.0)
"""Longitude and latitude of the projection's centre, degrees."""
EARTH_KM = 6371.0088
WHOLE = (-18.8, 1.0, 25.2, 37.4)
"""Degrees west, south, east, north that a scene without a view of its own shows beside the legend."""
SCREEN_WIDTH_PX = 820
"""Width of the analyst's map, which a scene's zoom level was chosen on."""
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


def make_frame(window: Box, free: Box, view: View | None) -> Frame:
    """A frame whose `free` part of the window shows the scene's view, or the whole region when it has none."""
    import numpy as np

    unit = Frame(window, 1.0, 0.0, 0.0)
    if view is None:
        west, south, east, north = WHOLE
        lon = np.concatenate([np.linspace(west, east, 40), np.full(40, west), np.full(40, east)])
        lat = np.concatenate([np.full(40, south), np.linspace(south, north, 40), np.linspace(south, north, 40)])
        lon, lat = np.append(lon, np.linspace(west, east, 40)), np.append(lat, np.full(40, north))
        xs, ys = unit.project(lon, lat)
        scale = min(free.width / np.ptp(xs), free.height / np.ptp(ys))
        middle = ((xs.max() + xs.min()) / 2, (ys.max() + ys.min()) / 2)
    else:
        span = math.radians(SCREEN_WIDTH_PX * 360 / (256 * 2**view.zoom)) * math.cos(math.radians(view.lat))
        scale = min(free.width, free.height * 1.2) / span
        middle = unit.point(view.lon, view.lat)
    x, y = free.centre
    return Frame(window, float(scale), float(x - scale * middle[0]), float(y - scale * middle[1]))
