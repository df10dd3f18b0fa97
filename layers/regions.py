"""First-level regions of the focus countries, with the vintage of their division."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from layers.layer import ID, Field, Layer, Source

if TYPE_CHECKING:
    import geopandas as gpd

    from sahel_atlas.records.atlas import Atlas


def load(atlas: Atlas, day: date, known: str) -> gpd.GeoDataFrame:
    """Polygons in EPSG:4326; regions do not change with the day, and `vintage` says how old each division is.

    Parameters
    ----------
    atlas : Atlas
    day : datetime.date
        Event time.
    known : str
        Document time, ISO; empty for everything.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns of `LAYER.fields`.
    """
    from layers.base import load_base

    return load_base("regions", atlas.base)


LAYER = Layer(
    id="regions",
    geometry="Polygon",
    fields=(
        ID,
        Field("iso3", "country"),
        Field("name", "name of the region"),
        Field("vintage", "what has changed since this division"),
        Field("touches", "which of Mali, Burkina Faso and Niger a coastal region touches, joined by `;`"),
    ),
    source=Source(geometry="base/regions.geojson"),
    load=load,
    shown=False,
)
