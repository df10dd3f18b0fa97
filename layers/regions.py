"""First-level regions of the focus countries, with the vintage of their division."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from layers.layer import ID, Field, Layer, Source

if TYPE_CHECKING:
    import geopandas as gpd

    from sahel_atlas.records.atlas import Atlas

VINTAGE: dict[str, tuple[str, str]] = {
    "BFA": ("13 regions as before the division of 2025", "13 regio's zoals vóór de herindeling van 2025"),
    "MLI": (
        "without Ménaka and Taoudénit, founded later: they lie in Gao and Timbuktu",
        "zonder Ménaka en Taoudénit, later gevormd: die liggen in Gao en Timboektoe",
    ),
    "CIV": ("the regions as before 2011", "de regio's zoals vóór 2011"),
    "GHA": ("10 regions as before 2019; now 16", "10 regio's zoals vóór 2019; nu 16"),
    "MRT": ("Nouakchott as one unit; now three", "Nouakchott als één eenheid; nu drie"),
    "TCD": ("Ennedi as one region; now two", "Ennedi als één regio; nu twee"),
    "NER": ("regions as they are", "regio's zoals ze zijn"),
    "SEN": ("regions as they are", "regio's zoals ze zijn"),
    "BEN": ("departments as they are", "departementen zoals ze zijn"),
    "NGA": ("states as they are", "deelstaten zoals ze zijn"),
    "TGO": ("regions as they are", "regio's zoals ze zijn"),
}
"""How old the first-level division of each focus country is in the source: English, Dutch."""


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
