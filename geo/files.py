"""Reading and writing vectors: the only user of pyogrio."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.atomic import atomic
from geo.crs import require_crs
from geo.errors import FileFault

if TYPE_CHECKING:
    import geopandas as gpd


def read_vector(path: Path | str, **options: Any) -> gpd.GeoDataFrame:
    """A vector file as a frame, in the file's own CRS.

    Parameters
    ----------
    path : pathlib.Path or str
        Anything that pyogrio reads: GeoJSON, GeoPackage, shapefile.
    **options
        Handed on to `geopandas.read_file`, such as `layer` or `encoding`.

    Returns
    -------
    geopandas.GeoDataFrame

    Raises
    ------
    FileFault
        If the file is missing or cannot be read.
    """
    import geopandas as gpd
    from pyogrio.errors import DataSourceError

    file = Path(path)
    if not file.is_file():
        raise FileFault(expected="a vector file", got="no file", do="restore it, or run `atlas build`", where=str(file))
    try:
        return gpd.read_file(file, engine="pyogrio", **options)
    except (DataSourceError, ValueError, UnicodeDecodeError) as error:
        raise FileFault(
            expected="a readable vector file",
            got=str(error).splitlines()[0],
            do="restore it, or run `atlas build`",
            where=str(file),
        ) from error


def write_geojson(frame: gpd.GeoDataFrame, path: Path, decimals: int = 3) -> None:
    """Write a frame in EPSG:4326 as compact GeoJSON with rounded coordinates; equal frames give equal bytes.

    Parameters
    ----------
    frame : geopandas.GeoDataFrame
        In EPSG:4326. Columns become properties; missing values become null, whole floats whole numbers.
    path : pathlib.Path
        Written whole or not at all.
    decimals : int
        Decimals of a degree kept; 3 is about 110 m at the equator.

    Raises
    ------
    CrsError
        If the frame is not in EPSG:4326.
    FileFault
        If the file cannot be written.
    """
    import json

    import shapely

    require_crs(frame)
    columns = [c for c in frame.columns if c != frame.geometry.name]
    features = []
    for row, shape in zip(frame[columns].to_dict("records"), frame.geometry, strict=True):
        rounded = shapely.set_precision(shape, 10**-decimals, mode="pointwise") if shape is not None else None
        geometry = json.loads(shapely.to_geojson(rounded)) if rounded is not None and not rounded.is_empty else None
        if geometry:
            geometry["coordinates"] = _rounded(geometry["coordinates"], decimals)
        features.append({"type": "Feature", "properties": {k: _plain(x) for k, x in row.items()}, "geometry": geometry})
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    with atomic(path) as part:
        part.write_text(text + "\n", encoding="utf-8", newline="\n")


def _rounded(value: Any, decimals: int) -> Any:
    if isinstance(value, (int, float)):
        number = round(value, decimals)
        return int(number) if number == int(number) else number
    return [_rounded(x, decimals) for x in value]


def _plain(value: Any) -> Any:
    if value is None or value != value:
        return None
    if hasattr(value, "item"):
        value = value.item()
    return int(value) if isinstance(value, float) and value.is_integer() else value
