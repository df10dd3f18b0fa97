"""The base layers under the engagement: where each file lies and what it is drawn as."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.bounds import Bounds
from geo.crs import require_crs
from geo.errors import FileFault
from geo.files import read_vector
from sahel_atlas.records.folders import DATA, base_folder

if TYPE_CHECKING:
    import geopandas as gpd


@dataclass(frozen=True)
class BaseLayer:
    """One file of `data/base/`: geometry kind, and the token of `sahel_atlas.marks.theme` that colours it."""

    id: str
    geometry: str
    token: str

    @property
    def file(self) -> str:
        """Name of the file in the base folder."""
        return f"{self.id}.geojson"


BASE: tuple[BaseLayer, ...] = (
    BaseLayer("land", "Polygon", "land"),
    BaseLayer("countries", "Polygon", "t1"),
    BaseLayer("focus", "Polygon", "t1"),
    BaseLayer("rivers", "LineString", "river"),
    BaseLayer("lakes", "Polygon", "lake"),
    BaseLayer("borders", "LineString", "border"),
    BaseLayer("coast", "LineString", "coast"),
    BaseLayer("outline_sahel", "Polygon", "outline"),
    BaseLayer("regions", "Polygon", "borderFocus"),
)


@dataclass(frozen=True)
class Relief:
    """The relief for exports (uint8, 128 is level, EPSG:4326) and its bounds in degrees."""

    path: Path
    bounds: Bounds


def load_base(name: str, folder: Path | None = None) -> gpd.GeoDataFrame:
    """One base layer as a frame in EPSG:4326.

    Parameters
    ----------
    name : str
        Id of a layer of `BASE`.
    folder : pathlib.Path, optional
        The base folder; the atlas's own when left out.

    Returns
    -------
    geopandas.GeoDataFrame

    Raises
    ------
    geo.errors.FileFault
        If there is no such layer (the message lists them) or its file is missing.
    """
    known = {layer.id: layer for layer in BASE}
    if name not in known:
        raise FileFault(expected="one of " + ", ".join(known), got=repr(name), do="choose one of these base layers")
    return require_crs(read_vector((folder or DATA / "base") / known[name].file))


def read_labels(folder: Path) -> dict[str, Any]:
    """The hand-set positions of wheels and labels of a data folder; a folder without a base uses the project's.

    Raises
    ------
    geo.errors.FileFault
        If the file is missing or has another shape.
    """
    path = base_folder(folder).parent / "labels.json"
    try:
        labels = json.loads(path.read_text(encoding="utf-8"))
        good = all(
            isinstance(p["lon"] + p["lat"], float | int) for p in (*labels["wheels"].values(), *labels["labels"])
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        got = "no file" if isinstance(error, FileNotFoundError) else type(error).__name__
        raise FileFault(expected="positions of labels", got=got, do="restore the file", where=str(path)) from error
    if not good:
        raise FileFault(expected="positions of labels", got="others", do="restore the file", where=str(path))
    return dict(labels)


def relief(folder: Path | None = None) -> Relief:
    """The relief raster.

    Raises
    ------
    geo.errors.FileFault
        If it is missing.
    """
    place = folder or DATA / "base"
    for name in ("relief.json", "relief.tif"):
        if not (place / name).is_file():
            raise FileFault(expected=name, got="no file", do="restore it, or run `atlas build`", where=str(place))
    about: dict[str, Any] = json.loads((place / "relief.json").read_text(encoding="utf-8"))
    (south, west), (north, east) = about["bounds"]
    return Relief(place / "relief.tif", Bounds(west, south, east, north))
