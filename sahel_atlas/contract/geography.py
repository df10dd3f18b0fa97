"""The files of the ground as the page reads them; coordinates are degrees, EPSG:4326, longitude first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, NotRequired, TypedDict

Degrees = Annotated[float, "Degrees"]


class Shape(TypedDict):
    """A GeoJSON geometry."""

    type: Literal["Polygon", "MultiPolygon", "LineString", "MultiLineString"]
    coordinates: Annotated[list[object], "Positions, nested as the type says"]


Marks = TypedDict(
    "Marks",
    {
        "id": str,
        "iso3": str,
        "name": str | None,
        "name_en": str,
        "name_nl": str,
        "tier": Annotated[int | None, "Of a country; null for one that only surrounds"],
        "class": Annotated[str, "Of a border: how settled it is"],
        "focus": Annotated[int, "Of a border: 1 where it bounds a country of a tier"],
        "width": Annotated[int, "Of a river: its rank"],
        "vintage": Annotated[str, "Of a region: the year that it is drawn for"],
        "touches": Annotated[str, "Of a region: the countries beside it"],
    },
    total=False,
)
"""Properties of a shape; each file has its own of these."""


class Feature(TypedDict):
    """A shape with its properties."""

    type: Literal["Feature"]
    geometry: Shape
    properties: Marks


class Shapes(TypedDict):
    """`base/*.geojson`."""

    type: Literal["FeatureCollection"]
    features: list[Feature]


class Ground(TypedDict):
    """`base/relief.json`: the relief as two pictures of the same rectangle."""

    bounds: Annotated[list[list[float]], "South-west and north-east corner as latitude, longitude"]
    light: Annotated[str, "File name"]
    dark: Annotated[str, "File name"]
    light_url: NotRequired[Annotated[str, "The picture itself, in a briefing of one file"]]
    dark_url: NotRequired[str]


class Anchor(TypedDict):
    """Where a wheel stands."""

    lon: Degrees
    lat: Degrees
    leader: Annotated[list[float] | None, "Where its line leads to, longitude first"]


Name = TypedDict(
    "Name",
    {
        "id": str,
        "en": str,
        "nl": str,
        "class": Annotated[Literal["water", "river", "region", "town"] | int, "How it is set; a rank for countries"],
        "lon": Degrees,
        "lat": Degrees,
        "dx": Annotated[float, "Pixels to the right"],
        "dy": Annotated[float, "Pixels down"],
        "anchor": Literal["start", "middle", "end"],
        "rotate": Annotated[float, "Degrees clockwise"],
        "dot": NotRequired[bool],
    },
)


class Labels(TypedDict):
    """`labels.json`: where wheels and names stand on the map."""

    wheels: Annotated[Mapping[str, Anchor], "Country -> where its wheel stands"]
    labels: list[Name]
