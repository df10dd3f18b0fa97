"""Countries: admin-0 polygons joined to the day's engagement counts and political state."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from layers.layer import ID, NAMES, Field, Layer, Source

if TYPE_CHECKING:
    import geopandas as gpd

    from layers.atlas import Atlas


def load(atlas: Atlas, day: date, known: str) -> gpd.GeoDataFrame:
    """Polygons in EPSG:4326 of all countries on the map, with counts for those that carry a wheel.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns of `LAYER.fields`; counts are missing where a country carries no wheel. The join's report stands in
        ``frame.attrs["join"]``.
    """
    import pandas as pd

    from geo.join import join_attributes
    from layers.base import load_base
    from layers.resolve import resolve
    from layers.scene import Scene

    shapes = load_base("countries", atlas.base).rename(columns={"iso3": "id"})
    seen = resolve(Scene(date=day.isoformat(), known=known), atlas)
    states = atlas.country_states(day)
    counts = pd.DataFrame(
        [
            {
                "id": iso3,
                "running": wheel.running,
                "open": wheel.open,
                "state": states[iso3].state if iso3 in states else "",
                **{segment.instrument: segment.state for segment in wheel.segments},
            }
            for iso3, wheel in seen.wheels.items()
        ]
    )
    frame, report = join_attributes(shapes, counts, on="id")
    frame.attrs["join"] = report
    return frame


LAYER = Layer(
    id="countries",
    geometry="Polygon",
    fields=(
        ID,
        *NAMES,
        Field("tier", "1 Sahel five, 2 coastal states named, 3 other countries on the route"),
        Field("running", "distinct Dutch engagements running"),
        Field("open", "distinct Dutch engagements not ended"),
        Field("state", "coup, transition or none"),
        *(
            Field(name, "state of the wheel's segment")
            for name in ("diplomacy", "security", "migration", "development", "humanitarian")
        ),
    ),
    source=Source(
        geometry="base/countries.geojson", attributes=("engagements.csv", "periods.csv", "country_states.csv")
    ),
    load=load,
)
