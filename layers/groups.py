"""Country groups: the Sahel five, the coastal states named, the groups of the EU initiative, CSSM and others."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from layers.layer import ID, NAMES, Field, Layer, Source

if TYPE_CHECKING:
    import geopandas as gpd

    from sahel_atlas.records.atlas import Atlas
    from sahel_atlas.records.rows import GroupName


def load(atlas: Atlas, day: date, known: str) -> gpd.GeoDataFrame:
    """One dissolved polygon in EPSG:4326 per group; groups do not change with the day.

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
        Columns id, name_en, name_nl, members (ISO 3166 alpha-3 joined by `;`), basis, letter. Members that lie off the
        map are named in the report ``frame.attrs["join"]``.
    """
    import geopandas as gpd

    from geo.join import JoinReport
    from layers.base import load_base

    atlas = atlas.at(known)
    shapes = load_base("countries", atlas.base).set_index("iso3").geometry
    rows = [*(_row(atlas, group, shapes) for group in atlas.tables.group_names), _border_regions(atlas)]
    frame = gpd.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")
    away = tuple(f"{m.group_id} {m.iso3}" for m in atlas.tables.groups if m.iso3 not in shapes.index)
    frame.attrs["join"] = JoinReport(len(atlas.tables.groups) - len(away), (), away)
    return frame


def _row(atlas: Atlas, group: GroupName, shapes: gpd.GeoSeries) -> dict[str, Any]:
    members = [m for m in atlas.tables.groups if m.group_id == group.group_id]
    codes = [m.iso3 for m in members if m.iso3 in shapes.index]
    return {
        "id": group.group_id,
        "name_en": group.name_en,
        "name_nl": group.name_nl,
        "members": ";".join(codes),
        "basis": members[0].basis if members else "",
        "letter": members[0].letter if members else "",
        "geometry": shapes.loc[codes].union_all(),
    }


def _border_regions(atlas: Atlas) -> dict[str, Any]:
    """The first-level regions of the coastal states that touch Mali, Burkina Faso or Niger, as one group."""
    from layers.base import load_base

    regions = load_base("regions", atlas.base)
    border = regions[regions["touches"].fillna("") != ""]
    return {
        "id": "coastal_border_regions",
        "name_en": "Coastal regions that touch Mali, Burkina Faso or Niger",
        "name_nl": "Kustregio's die aan Mali, Burkina Faso of Niger grenzen",
        "members": ";".join(border["iso3"] + ":" + border["name"]),
        "basis": "computed from the first-level regions",
        "letter": "",
        "geometry": border.geometry.union_all(),
    }


LAYER = Layer(
    id="groups",
    geometry="Polygon",
    fields=(
        ID,
        *NAMES,
        Field("members", "countries joined by `;`"),
        Field("basis", "who defines the group"),
        Field("letter", "paragraph of the letter"),
    ),
    source=Source(geometry="base/countries.geojson", attributes=("groups.csv", "group_names.csv")),
    load=load,
)
