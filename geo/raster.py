"""Rasters: hillshade, high-pass, clipping and reprojection, by rasterio."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.bounds import Bounds
from geo.crs import WEB_MERCATOR, WGS84

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

M_PER_DEGREE = 111_320.0
"""Metres in a degree of latitude, rounded; enough for shading."""


def hillshade(
    heights: NDArray[np.float64],
    bounds: Bounds,
    azimuth_deg: float = 315.0,
    altitude_deg: float = 45.0,
    exaggeration: float = 1.0,
) -> NDArray[np.float64]:
    """Shaded relief, 0 (dark) to 1 (light), of heights in metres on a grid in degrees.

    Method: Lambertian shading of the surface normal (Horn 1981); cells narrow towards the poles with cos(latitude).

    Parameters
    ----------
    heights : array (rows, columns)
        Row 0 is the northern edge.
    bounds : Bounds
        Outer edges of the grid, degrees.
    azimuth_deg, altitude_deg : float
        Where the light comes from: clockwise from north, and above the horizon.
    exaggeration : float
        Heights are multiplied by this first.

    Returns
    -------
    array (rows, columns)
        Level ground gives sin(altitude), 0.71 at 45 degrees.
    """
    rows, columns = heights.shape
    dy = (bounds.north - bounds.south) / rows * M_PER_DEGREE
    lat = np.linspace(bounds.north, bounds.south, rows)
    dx = (bounds.east - bounds.west) / columns * M_PER_DEGREE * np.cos(np.radians(lat))[:, None]
    north_south, east_west = np.gradient(heights * exaggeration)
    slope_x, slope_y = -east_west / dx, north_south / dy
    azimuth, altitude = np.radians(azimuth_deg), np.radians(altitude_deg)
    light = (np.sin(azimuth) * np.cos(altitude), np.cos(azimuth) * np.cos(altitude), np.sin(altitude))
    norm = np.sqrt(slope_x**2 + slope_y**2 + 1)
    shade: NDArray[np.float64] = np.clip((slope_x * light[0] + slope_y * light[1] + light[2]) / norm, 0, 1)
    return shade


def blur(values: NDArray[np.float64], radius_px: int) -> NDArray[np.float64]:
    """Three box blurs in a row, which come near a Gaussian; edges repeat.

    Parameters
    ----------
    values : array (rows, columns)
    radius_px : int
        Cells on each side of the box.

    Returns
    -------
    array (rows, columns)
    """
    result = values
    for _ in range(3):
        for axis in (0, 1):
            pad = [(radius_px, radius_px) if a == axis else (0, 0) for a in (0, 1)]
            total = np.cumsum(np.pad(result, pad, mode="edge"), axis=axis)
            zero = np.zeros_like(total.take([0], axis=axis))
            total = np.concatenate([zero, total], axis=axis)
            size = 2 * radius_px + 1
            count = result.shape[axis]
            upper = total.take(range(size, size + count), axis=axis)
            lower = total.take(range(count), axis=axis)
            result = (upper - lower) / size
    return result


def high_pass(values: NDArray[np.float64], radius_px: int = 14) -> NDArray[np.float64]:
    """What differs from the surroundings: values minus their blur.

    Parameters
    ----------
    values : array (rows, columns)
    radius_px : int
        Reach of the surroundings, in cells; see `blur`.

    Returns
    -------
    array (rows, columns)
        Zero where nothing changes.
    """
    return values - blur(values, radius_px)


def land_mask(shape: BaseGeometry, size: tuple[int, int], bounds: Bounds) -> NDArray[np.bool_]:
    """True where a cell's centre lies on a shape given in degrees.

    Parameters
    ----------
    shape : shapely geometry
        EPSG:4326.
    size : tuple of int
        (rows, columns) of the grid; row 0 is the northern edge.
    bounds : Bounds
        Outer edges of the grid, degrees.

    Returns
    -------
    array of bool (rows, columns)
    """
    from rasterio.features import geometry_mask
    from rasterio.transform import from_bounds

    transform = from_bounds(*bounds, size[1], size[0])
    outside: NDArray[np.bool_] = geometry_mask([shape], out_shape=size, transform=transform)
    return ~outside


def to_web_mercator(values: NDArray[np.float64], bounds: Bounds, width: int) -> tuple[NDArray[np.float64], Bounds]:
    """A grid in degrees as a grid in EPSG:3857 of a given width, resampled bilinearly.

    Parameters
    ----------
    values : array (rows, columns)
        EPSG:4326, row 0 in the north.
    bounds : Bounds
        Outer edges of the grid, degrees.
    width : int
        Columns of the result; rows follow, so that cells are square in metres of the projection.

    Returns
    -------
    (array, Bounds)
        The grid, and its bounds, in degrees again.
    """
    from rasterio.transform import from_bounds
    from rasterio.warp import Resampling, reproject, transform_bounds

    west, south, east, north = transform_bounds(WGS84, WEB_MERCATOR, *bounds)
    height = round(width * (north - south) / (east - west))
    target = np.zeros((height, width), dtype=np.float32)
    reproject(
        values.astype(np.float32),
        target,
        src_transform=from_bounds(*bounds, values.shape[1], values.shape[0]),
        src_crs=WGS84,
        dst_transform=from_bounds(west, south, east, north, width, height),
        dst_crs=WEB_MERCATOR,
        resampling=Resampling.bilinear,
    )
    return target.astype(np.float64), bounds
