"""Political, military and policy events at their places, up to a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from layers.layer import ID, Field, Layer, Source
from layers.periods import span

if TYPE_CHECKING:
    import geopandas as gpd

    from layers.atlas import Atlas


def load(atlas: Atlas, day: date, known: str) -> gpd.GeoDataFrame:
    """Points in EPSG:4326 of events that began on or before `day` and `known`.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns of `LAYER.fields`. Events without a place are named in the report ``frame.attrs["join"]``.
    """
    import geopandas as gpd

    from geo.join import JoinReport
    from layers.atlas import known_day

    last = min(day, known_day(known))
    rows, nowhere = [], []
    for event in atlas.tables.events:
        if span(event.date, event.precision)[0] > last:
            continue
        if not event.place_id:
            nowhere.append(event.event_id)
            continue
        place = atlas.place(event.place_id)
        rows.append(
            {
                "id": event.event_id,
                "date": event.date,
                "precision": event.precision,
                "category": event.category,
                "title_en": event.title_en,
                "title_nl": event.title_nl,
                "countries": ";".join(event.countries_iso3),
                "source": event.source,
                "geometry": gpd.points_from_xy([place.lon], [place.lat])[0],
            }
        )
    columns = [f.name for f in LAYER.fields] + ["geometry"]
    frame = gpd.GeoDataFrame(rows, columns=columns, geometry="geometry", crs="EPSG:4326")
    frame.attrs["join"] = JoinReport(len(rows), (), tuple(nowhere))
    return frame


LAYER = Layer(
    id="events",
    geometry="Point",
    fields=(
        ID,
        Field("date", "when, cut to its known part"),
        Field("precision", "how precise the date is"),
        Field("category", "coup, transition, military, un, eu ..."),
        Field("title_en", "English title"),
        Field("title_nl", "Dutch title"),
        Field("countries", "countries concerned, joined by `;`"),
        Field("source", "where it was found"),
    ),
    source=Source(geometry="places.csv", attributes=("events.csv",)),
    load=load,
)
