"""Political, military and policy events at their places, up to a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from layers.layer import ID, Field, Layer, Source
from sahel_atlas.records.clock.periods import known_day, span
from sahel_atlas.records.rows import Event

if TYPE_CHECKING:
    import geopandas as gpd

    from sahel_atlas.records.atlas import Atlas


def load(atlas: Atlas, day: date, known: str) -> gpd.GeoDataFrame:
    """Points in EPSG:4326 of events that began on or before `day` and `known`.

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
        Columns of `LAYER.fields`. Events without a place are named in the report ``frame.attrs["join"]``.
    """
    import geopandas as gpd
    import pandas as pd

    from geo.join import JoinReport

    atlas, last = atlas.at(known), min(day, known_day(known))
    rows, nowhere = [], []
    for event in atlas.tables.events:
        if span(event.date, event.precision)[0] > last:
            continue
        if not event.place_id:
            nowhere.append(event.event_id)
            continue
        rows.append(_row(event))
    places = [atlas.place(row["place_id"]) for row in rows]
    points = gpd.points_from_xy([p.lon for p in places], [p.lat for p in places])
    table = pd.DataFrame(rows, columns=[f.name for f in LAYER.fields])
    frame = gpd.GeoDataFrame(table, geometry=points, crs="EPSG:4326")
    frame.attrs["join"] = JoinReport(len(rows), (), tuple(nowhere))
    return frame


def _row(event: Event) -> dict[str, str]:
    return {
        "id": event.event_id,
        "place_id": event.place_id,
        "date": event.date,
        "precision": event.precision,
        "category": event.category,
        "title_en": event.title_en,
        "title_nl": event.title_nl,
        "countries": ";".join(event.countries_iso3),
        "source": event.source,
    }


LAYER = Layer(
    id="events",
    geometry="Point",
    fields=(
        ID,
        Field("place_id", "town, border post or area it stands at"),
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
