"""Migration routes: schematic legs between towns, by stage, with direction."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from layers.layer import ID, Field, Layer, Source
from sahel_atlas.records.rows import RouteLeg

if TYPE_CHECKING:
    import geopandas as gpd

    from sahel_atlas.records.atlas import Atlas


def leg_points(atlas: Atlas, leg: RouteLeg) -> list[tuple[float, float]]:
    """A leg as (lon, lat) points: from, way points, to; degrees."""
    nodes = {n.node_id: n for n in atlas.tables.route_nodes}
    ends = [(float(nodes[i].lon or 0), float(nodes[i].lat or 0)) for i in (leg.from_id, leg.to_id)]
    via = [(float(lon), float(lat)) for lon, lat in (text.split() for text in leg.via)]
    return [ends[0], *via, ends[1]]


def load(atlas: Atlas, day: date, known: str) -> gpd.GeoDataFrame:
    """Lines in EPSG:4326, directed from `from_id` to `to_id`; schematic, never sized by counts.

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
        Columns of `LAYER.fields`; `detections` repeats the year's one figure for the whole route, for labels.
    """
    import geopandas as gpd
    from shapely.geometry import LineString

    atlas = atlas.at(known)
    total = atlas.detections(day)
    rows = [
        {
            "id": leg.leg_id,
            "stage": leg.stage,
            "kind": leg.kind,
            "from_id": leg.from_id,
            "to_id": leg.to_id,
            "corridor": leg.corridor,
            "countries": ";".join(leg.countries_iso3),
            "confidence": leg.confidence,
            "detections": total.value if total else None,
            "detections_year": int(total.period) if total else None,
            "geometry": LineString(leg_points(atlas, leg)),
        }
        for leg in atlas.tables.route_legs
    ]
    names = [field.name for field in LAYER.fields]  # before the first leg was known there is no row to take them from
    return gpd.GeoDataFrame(rows, columns=[*names, "geometry"], geometry="geometry", crs="EPSG:4326")


LAYER = Layer(
    id="routes",
    geometry="LineString",
    fields=(
        ID,
        Field("stage", "feeder, sahara, libya, sea or context"),
        Field("kind", "land or sea"),
        Field("from_id", "node it leaves"),
        Field("to_id", "node it reaches"),
        Field("corridor", "name of the corridor"),
        Field("countries", "countries it touches, joined by `;`"),
        Field("confidence", "how sure the leg is"),
        Field("detections", "detections of irregular border crossings on the route in the year, not on the leg"),
        Field("detections_year", "that year"),
    ),
    source=Source(geometry="route_legs.csv", attributes=("route_nodes.csv", "route_totals.csv")),
    load=load,
)
