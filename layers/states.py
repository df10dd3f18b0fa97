"""The political state of countries (coup, transition, none) on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from layers.layer import ID, NAMES, Field, Layer, Source

if TYPE_CHECKING:
    import geopandas as gpd

    from sahel_atlas.records.atlas import Atlas


def load(atlas: Atlas, day: date, known: str) -> gpd.GeoDataFrame:
    """Polygons in EPSG:4326 of the countries whose state is recorded, with the state that holds on `day`.

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
        Columns of `LAYER.fields`; the join's report stands in ``frame.attrs["join"]``.
    """
    import pandas as pd

    from geo.join import join_attributes
    from layers.base import load_base

    shapes = load_base("countries", atlas.base).rename(columns={"iso3": "id"})
    rows = [
        {"id": s.iso3, "state": s.state, "since": s.start_date, "confidence": s.confidence, "source": s.source}
        for s in atlas.at(known).country_states(day).values()
    ]
    table = pd.DataFrame(rows, columns=["id", "state", "since", "confidence", "source"])
    frame, report = join_attributes(shapes, table, on="id", how="inner")
    frame.attrs["join"] = report
    return frame


LAYER = Layer(
    id="states",
    geometry="Polygon",
    fields=(
        ID,
        *NAMES,
        Field("state", "coup, transition or none"),
        Field("since", "start of the state"),
        Field("confidence", "how sure it is"),
        Field("source", "where it was found"),
    ),
    source=Source(geometry="base/countries.geojson", attributes=("country_states.csv",)),
    load=load,
    shown=False,
)
