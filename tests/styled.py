"""Two layers with a style as somebody would add them: points with dates, and polygons with values."""

from __future__ import annotations

from typing import Any

from layers.layer import ID, Field, Layer, Source
from layers.style import Category, Style, Time, Value


def camps(_: Any) -> Any:
    """Four points in EPSG:4326: a month, a year, a day, and a stretch; one is told later than it began."""
    import geopandas as gpd

    table = {
        "id": ["alpha", "beta", "gamma", "delta"],
        "name_en": ["Camp Alpha", "Camp Beta", "Camp Gamma", "Camp Delta"],
        "name_nl": ["Kamp Alfa", "Kamp Bèta", "Kamp Gamma", "Kamp Delta"],
        "kind": ["camp", "town", "farm", "camp"],
        "iso3": ["MLI", "NER", "TCD", "MLI"],
        "start": ["2023-11", "2023", "2024-01-01", "2020-05-01"],
        "end": ["2024-02-01", "2024", "", "2023-06-15"],
        "told": ["", "2023-12-01", "", ""],
    }
    points = gpd.points_from_xy([2.0, 9.0, 17.0, -4.0], [21.0, 20.5, 19.0, 22.0])
    return gpd.GeoDataFrame(table, geometry=points, crs="EPSG:4326")


CAMPS = Layer(
    id="camps",
    name=("Camps of somebody", "Kampen van iemand"),
    geometry="Point",
    fields=(
        ID,
        Field("name_en", "English name"),
        Field("name_nl", "Dutch name"),
        Field("kind", "what it is", ("Kind of place", "Soort plaats")),
        Field("iso3", "country", ("Country", "Land")),
    ),
    source=Source("camps.csv"),
    rows=camps,
    time=Time("start", "end", "told"),
    style=Style(
        size_px=6,
        by=Category("kind", (("camp", ("Camp", "Kamp")), ("town", ("Town", "Stad")))),
        tooltip=("kind", "iso3"),
        country="iso3",
    ),
)


def areas(_: Any) -> Any:
    """Three polygons in EPSG:4326 with a number of people; one has none."""
    import geopandas as gpd
    from shapely.geometry import box

    table = {"id": ["p", "q", "r"], "name": ["Pe", "Qu", "Er"], "people": [5.0, 1_234.5, None]}
    shapes = [box(-8, 20, -4, 24), box(0, 23, 4, 26), box(13, 20, 17, 24)]
    return gpd.GeoDataFrame(table, geometry=shapes, crs="EPSG:4326")


AREAS = Layer(
    id="areas",
    name=("Areas of somebody", "Gebieden van iemand"),
    geometry="Polygon",
    fields=(ID, Field("name", "name"), Field("people", "people counted", ("People", "Mensen"))),
    source=Source("areas.gpkg"),
    rows=areas,
    style=Style(by=Value("people", (10, 1_000, 5_000), ("people", "mensen")), tooltip=("people",), order=-1),
)
