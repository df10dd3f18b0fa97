"""Countries: admin-0 polygons joined to the day's engagement counts and political state."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from layers.layer import ID, NAMES, Field, Layer, Source
from sahel_atlas.marks.wheels import Storey, Wheel, wheels
from sahel_atlas.records.clock.select import select
from sahel_atlas.records.filters import Filter
from sahel_atlas.records.vocabulary import FOCUS, INSTRUMENTS

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from sahel_atlas.records.atlas import Atlas


def load(atlas: Atlas, day: date, known: str) -> gpd.GeoDataFrame:
    """Polygons in EPSG:4326 of all countries on the map, with counts for those that carry a wheel.

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
        Columns of `LAYER.fields`; counts are missing where a country carries no wheel. The join's report stands in
        ``frame.attrs["join"]``.
    """
    from geo.join import join_attributes
    from layers.base import load_base

    shapes = load_base("countries", atlas.base).rename(columns={"iso3": "id"})
    frame, report = join_attributes(shapes, _counts(atlas, day, known), on="id")
    frame.attrs["join"] = report
    return frame


def _counts(atlas: Atlas, day: date, known: str) -> pd.DataFrame:
    """One row per country that carries a wheel: its counts, its political state, and its five segments."""
    import pandas as pd

    states = atlas.at(known).country_states(day)
    return pd.DataFrame(
        [
            {
                "id": iso3,
                "running": wheel.running,
                "own": wheel.own,
                "region": wheel.region,
                "open": wheel.open,
                "state": states[iso3].state if iso3 in states else "",
                **{f"{s.instrument}_{reach}": _shares(storey) for s in wheel.segments for reach, storey in s.storeys},
            }
            for iso3, wheel in wheels_on(atlas, day, known).items()
        ]
    )


def wheels_on(atlas: Atlas, day: date, known: str = "") -> dict[str, Wheel]:
    """The wheels of a day under the filter that a scene has by default, by ISO 3166 alpha-3 code.

    Parameters
    ----------
    atlas : Atlas
    day : datetime.date
        Event time.
    known : str
        Document time, ISO; empty for everything.
    """
    atlas = atlas.at(known)
    rows = select(atlas.as_of(day, known or None), Filter(), atlas, atlas.country_states(day))
    return wheels(rows, atlas, FOCUS)


SHARES = "in full / adapted or scaled down / suspended / planned or explored"
"""What the four numbers of a storey count."""


def _shares(storey: Storey) -> str:
    """A storey as text: its counts in the order of `wheels.PARTS`, joined by `/`."""
    return "/".join(map(str, storey.counts))


LAYER = Layer(
    id="countries",
    geometry="Polygon",
    fields=(
        ID,
        *NAMES,
        Field("tier", "1 Sahel five, 2 coastal states named, 3 other countries on the route"),
        Field("running", "distinct Dutch engagements running"),
        Field("own", "those of them in the country itself"),
        Field("region", "those of them shared by the region"),
        Field("open", "distinct Dutch engagements not ended"),
        Field("state", "coup, transition or none"),
        *(
            Field(f"{name}_{reach}", f"{name}, {words}: {SHARES}")
            for name in INSTRUMENTS
            for reach, words in (("own", "in the country itself"), ("region", "region-wide"))
        ),
    ),
    source=Source(
        geometry="base/countries.geojson", attributes=("engagements.csv", "periods.csv", "country_states.csv")
    ),
    load=load,
)
