"""Coordinate reference systems: degrees inside, and the only place that reprojects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import CrsError

if TYPE_CHECKING:
    import geopandas as gpd

WGS84 = "EPSG:4326"
WEB_MERCATOR = "EPSG:3857"


def require_crs(frame: gpd.GeoDataFrame, crs: str = WGS84) -> gpd.GeoDataFrame:
    """The frame itself when it has the CRS asked for.

    Parameters
    ----------
    frame : geopandas.GeoDataFrame
    crs : str
        An authority and a code, EPSG:4326 when left out.

    Returns
    -------
    geopandas.GeoDataFrame
        The same object: nothing is copied or reprojected.

    Raises
    ------
    CrsError
        If the frame has no CRS, or another one. Nothing is guessed.
    """
    if frame.crs is None:
        raise CrsError(
            expected=f"a frame in {crs}", got="a frame without a CRS", do="set it with set_crs() if you know it"
        )
    if frame.crs != crs:
        raise CrsError(expected=f"a frame in {crs}", got=f"{frame.crs.to_string()}", do="reproject it with to_wgs84()")
    return frame


def to_wgs84(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """A copy in degrees, EPSG:4326.

    Parameters
    ----------
    frame : geopandas.GeoDataFrame
        In any CRS that is set.

    Returns
    -------
    geopandas.GeoDataFrame
        Same rows and columns; coordinates are lon, lat in degrees.

    Raises
    ------
    CrsError
        If the frame has no CRS.
    """
    if frame.crs is None:
        raise CrsError(
            expected="a frame with a CRS", got="a frame without one", do="set it with set_crs() if you know it"
        )
    return frame.to_crs(WGS84)
