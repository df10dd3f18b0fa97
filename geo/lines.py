"""Lines on the globe: great circles and the direction of an arrow."""

from __future__ import annotations

import math

Point = tuple[float, float]


def great_circle(start: Point, end: Point, points: int = 32) -> list[Point]:
    """Points (lon, lat) in degrees along the shortest way between two places, both included.

    Parameters
    ----------
    start, end : tuple of float
        Places as (lon, lat).
    points : int
        How many points come back, at least 2.

    Returns
    -------
    list of tuple of float
        On the WGS84 ellipsoid, evenly spaced. Method: Karney (2013), by pyproj.

    Examples
    --------
    >>> great_circle((0, 0), (90, 0), 3)[1]
    (45.0, 0.0)
    """
    from pyproj import Geod

    between = Geod(ellps="WGS84").npts(*start, *end, max(0, points - 2)) if points > 2 else []
    return [start, *((round(lon, 9), round(lat, 9)) for lon, lat in between), end]


def bearing_deg(start: Point, end: Point) -> float:
    """Direction of travel at the start, degrees clockwise from north, 0 to 360.

    Parameters
    ----------
    start, end : tuple of float
        Places as (lon, lat) in degrees.

    Examples
    --------
    >>> bearing_deg((0, 0), (10, 0))
    90.0
    """
    from pyproj import Geod

    forward, _, _ = Geod(ellps="WGS84").inv(*start, *end)
    return float(forward) % 360


def arrow_head(tail: Point, tip: Point, length: float, half_width: float) -> list[Point]:
    """The triangle of an arrow head in plane coordinates: left, tip, right; units are those of the points.

    Parameters
    ----------
    tail, tip : tuple of float
        The line that the head ends; a line without length points nowhere and gives a flat head.
    length, half_width : float
        Of the head, in the points' units.

    Examples
    --------
    >>> arrow_head((0, 0), (10, 0), 4, 2)
    [(6.0, 2.0), (10, 0), (6.0, -2.0)]
    """
    dx, dy = tip[0] - tail[0], tip[1] - tail[1]
    size = math.hypot(dx, dy) or 1.0
    ux, uy = dx / size, dy / size
    base = (tip[0] - ux * length, tip[1] - uy * length)
    return [
        (base[0] - uy * half_width, base[1] + ux * half_width),
        tip,
        (base[0] + uy * half_width, base[1] - ux * half_width),
    ]
