"""Repairing and simplifying shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.crs import require_crs

if TYPE_CHECKING:
    import geopandas as gpd


@dataclass(frozen=True)
class RepairReport:
    """How many shapes were looked at and how many were invalid and mended."""

    looked_at: int
    mended: int


def repair(frame: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, RepairReport]:
    """A copy in which every shape is valid, and how many were not.

    Method: `shapely.make_valid` with the structure method, which keeps areas as a person would read them.

    Parameters
    ----------
    frame : geopandas.GeoDataFrame
        In any CRS.

    Returns
    -------
    (geopandas.GeoDataFrame, RepairReport)
        The frame given stays as it was.
    """
    bad = ~frame.geometry.is_valid
    mended = frame.copy()
    if bad.any():
        fixed = frame.geometry[bad].make_valid(method="structure", keep_collapsed=False)
        mended.loc[bad, frame.geometry.name] = fixed
    return mended, RepairReport(len(frame), int(bad.sum()))


def simplify_coverage(frame: gpd.GeoDataFrame, tolerance_deg: float) -> gpd.GeoDataFrame:
    """Simplify polygons that share edges so that neighbours stay seamless.

    Parameters
    ----------
    frame : geopandas.GeoDataFrame
        Polygons in EPSG:4326 that do not overlap.
    tolerance_deg : float
        Degrees; the square root of the area of the largest triangle that may vanish (Visvalingam-Whyatt).

    Returns
    -------
    geopandas.GeoDataFrame
        A copy; rows, columns and CRS stay.

    Raises
    ------
    CrsError
        If the frame is not in EPSG:4326.
    """
    import shapely

    require_crs(frame)
    simple = frame.copy()
    simple[frame.geometry.name] = shapely.coverage_simplify(frame.geometry.to_numpy(), tolerance_deg)
    return simple
