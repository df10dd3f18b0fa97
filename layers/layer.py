"""What a layer of the atlas is: its name, its columns, where it comes from, and how it is loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from geo.errors import AtlasError
from layers.style import Pair, Style, Time

if TYPE_CHECKING:
    import geopandas as gpd

    from sahel_atlas.records.atlas import Atlas

Load = Callable[["Atlas", date, str], "gpd.GeoDataFrame"]
"""(atlas, day, known) -> frame in EPSG:4326 with an `id` column; known is ISO text or empty for everything."""
Rows = Callable[["Atlas"], "gpd.GeoDataFrame"]
"""atlas -> frame in EPSG:4326 with an `id` column and the rows of all time."""


@dataclass(frozen=True)
class Field:
    """One column of a layer's frame; `label` is what people read above it, in English and Dutch."""

    name: str
    meaning: str
    label: Pair = ("", "")


@dataclass(frozen=True)
class Source:
    """Where a layer's geometry and attributes come from: files of the data folder."""

    geometry: str
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layer:
    """One layer of the catalogue.

    A layer with a `style` is complete in its file: it gives the `rows` of all time, says by `time` when each holds, and
    page, legend, table, search, dossier, text, sheet, slide, briefing and link take it from there. A layer without one
    has a painter of its own (wheels and what belongs to them) and gives its rows of a day by `load`.

    Attributes
    ----------
    id : str
        Small letters, digits and dashes; it stands in links.
    geometry : {"Point", "LineString", "Polygon"}
        The type of every row; the multi-part types belong to it.
    fields : tuple of Field
    source : Source
    load : callable, optional
    rows : callable, optional
    name : (str, str)
        English and Dutch.
    style : Style, optional
    time : Time, optional
        Without it rows hold always.
    shown : bool
        Whether the map shows the layer at the start.
    """

    id: str
    geometry: str
    fields: tuple[Field, ...]
    source: Source
    load: Load | None = None
    shown: bool = True
    rows: Rows | None = None
    name: Pair = ("", "")
    style: Style | None = None
    time: Time | None = None

    def __post_init__(self) -> None:
        if (self.load is None) == (self.rows is None):
            raise AtlasError(
                expected="either `load` or `rows`",
                got="both" if self.load else "neither",
                do="give `rows` for a layer with a style, `load` for one with a painter of its own",
                where=f"layer {self.id}",
            )
        if self.style and not (self.rows and all(self.name)):
            raise AtlasError(
                expected="`rows` and a `name` in English and Dutch beside the style",
                got=f"name {self.name}",
                do="give both",
                where=f"layer {self.id}",
            )


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
