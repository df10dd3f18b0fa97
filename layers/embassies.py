"""Embassies, consulates and offices."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from layers.layer import ID, NAMES, STATE, Field, Layer, Source
from layers.pointframes import engagement_points

if TYPE_CHECKING:
    import geopandas as gpd

    from layers.atlas import Atlas


def load(atlas: Atlas, day: date, known: str) -> gpd.GeoDataFrame:
    """Points in EPSG:4326 of what holds on `day` as known on `known`.

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
        Columns of `LAYER.fields` and more, see `layers.pointframes`; sites whose engagement has no state that day are
        named in the report ``frame.attrs["join"]``.
    """
    return engagement_points(atlas, "embassies", day, known)


LAYER = Layer(
    id="embassies",
    geometry="Point",
    fields=(
        ID,
        *NAMES,
        Field("role", "what the site is: embassy, office, headquarters, field_site, training_centre or academy"),
        Field("dated", "whether the site's own start is recorded"),
        *STATE,
    ),
    source=Source(geometry="places.csv", attributes=("sites.csv", "engagements.csv", "periods.csv")),
    load=load,
)
