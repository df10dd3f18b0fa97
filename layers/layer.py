"""What a layer of the atlas is: its name, its columns, where it comes from, and how it is loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import geopandas as gpd

    from sahel_atlas.records.atlas import Atlas

Load = Callable[["Atlas", date, str], "gpd.GeoDataFrame"]
"""(atlas, day, known) -> frame in EPSG:4326 with an `id` column; known is ISO text or empty for everything."""


@dataclass(frozen=True)
class Field:
    """One column of a layer's frame."""

    name: str
    meaning: str


@dataclass(frozen=True)
class Source:
    """Where a layer's geometry and attributes come from: files of the data folder."""

    geometry: str
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layer:
    """One layer of the catalogue.

    `geometry` is the geometry type of every row (`Polygon` stands for multi-polygons too); `shown` tells whether the
    map shows it at the start.
    """

    id: str
    geometry: str
    fields: tuple[Field, ...]
    source: Source
    load: Load
    shown: bool = True


ID = Field("id", "stable id, unique in the layer")
NAMES = (Field("name_en", "English name"), Field("name_nl", "Dutch name"))
STATE = (
    Field("engagement_id", "the engagement"),
    Field("status", "its state on the day"),
    Field("since", "start of that state, cut to its known part"),
    Field("subject", "NL, mission or context"),
    Field("counted", "yes, component or no"),
    Field("documents", "documents it rests on, joined by `;`"),
)
