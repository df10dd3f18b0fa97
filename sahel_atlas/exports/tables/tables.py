"""Tables to take away: CSV, XLSX, GeoJSON, GeoPackage and GeoParquet of what a scene shows.

The rows are those of `sahel_atlas.scenes.query.query_rows`. Every file says where it comes from: the filter in words,
the date and the document time, the sources, the licence and the version. What a spreadsheet would take for a formula is
made harmless; numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import AtlasError
from sahel_atlas.exports.carriers import carrier, sealed
from sahel_atlas.exports.marking import COLUMN, NONE, CarrierError, Marking, marked_rows
from sahel_atlas.exports.tables.rests import TOLD, made_on, sites_of, sources, told_rows
from sahel_atlas.exports.tables.sheets import further_sheets, head, title
from sahel_atlas.exports.tables.workbook import harmless, workbook
from sahel_atlas.exports.write import geopackages_of, temporary
from sahel_atlas.records.rows import Document
from sahel_atlas.records.version import VERSION
from sahel_atlas.scenes.query import COLUMNS, LISTS, NUMBERS, Row, address_of, query_rows
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.sentence import sentence
from sahel_atlas.scenes.stories.source import publisher

if TYPE_CHECKING:
    import geopandas as gpd

    from layers.atlas import Atlas

LICENCE = (
    "Curated rows: CC BY 4.0, Sahel Engagement Atlas. Cited documents and base geography keep the terms of their "
    "publishers (data/sources.toml)."
)
FILE_COLUMNS = (*COLUMNS, *TOLD)
"""Columns of a row in a file: those of `atlas query`, and the documents that its texts rest on."""
BASE_FILE = Path("base") / "countries.geojson"


@dataclass(frozen=True)
class Provenance:
    """Where a table comes from, for a sheet, a metadata member or columns of their own."""

    asked_en: str
    asked_nl: str
    date: str
    known: str
    stated: str
    query: str
    rows: int
    sources: tuple[Document, ...]
    lang: str = "en"
    licence: str = LICENCE
    version: str = VERSION

    def plain(self) -> dict[str, str]:
        """The same as words by key; sources are one line each, joined by line ends."""
        return {
            "title": "Sahel Engagement Atlas",
            "filter_en": self.asked_en,
            "filter_nl": self.asked_nl,
            "date": self.date,
            "known": self.known or "everything",
            "stated": self.stated or "every document",
            "rows": str(self.rows),
            "link_query": self.query,
            "crs": "EPSG:4326 (degrees, longitude before latitude)",
            "geometry": "places of the engagement at town precision where it has sites, else one point per country",
            "licence": self.licence,
            "version": self.version,
            "sources": "\n".join(source_line(d, self.lang) for d in self.sources),
        }


def source_line(document: Document, lang: str = "en") -> str:
    """A document on one line: id, title, publisher, date, and where it can be read."""
    dated = document.dated or head("undated", lang)
    by = publisher(document, lang)
    return f"{document.document_id}: {document.title} ({by}, {dated}), {address_of(document, lang)}"


def provenance(atlas: Atlas, scene: Scene, rows: Sequence[Row], placed: bool = False) -> Provenance:
    """The provenance of the rows of a scene; a period is its first and last day, with a slash as in ISO 8601.

    Its sources are those of `sahel_atlas.exports.tables.rests.sources`: with those of the places where the rows are
    `placed`.
    """
    atlas = atlas.at(scene.known)
    days = dict.fromkeys(day.isoformat() for day in scene.stretch)
    return Provenance(
        asked_en=sentence(scene, atlas, "en"),
        asked_nl=sentence(scene, atlas, "nl"),
        date="/".join(days),
        known=scene.known,
        stated=scene.stated,
        query=scene.to_query(),
        rows=len(rows),
        sources=sources(rows, atlas, scene, placed),
        lang=scene.lang,
    )


def _rows(atlas: Atlas, scene: Scene) -> list[Row]:
    """The rows of a scene as a file has them."""
    return told_rows(query_rows(atlas, scene), atlas, scene)


def flat(value: Any) -> Any:
    """A value as one cell: lists joined by `;`, booleans as `true` and `false`, absent as empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ";".join(map(str, value)) if isinstance(value, list | tuple) else value


def csv_text(rows: Sequence[Row], columns: Sequence[str] = COLUMNS, marking: Marking = NONE) -> str:
    """Rows as CSV with a header, lines ended by CRLF as the format's description asks; a marking is the last column.

    Where there are no rows the marking itself stands behind its column's name: a row would be one that is not so.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    names = (*columns, COLUMN) if marking else tuple(columns)
    writer.writerow((*names, harmless(marking.line)) if marking and not rows else names)
    writer.writerows([harmless(flat(row.get(c))) for c in names] for row in marked_rows(rows, marking))
    return out.getvalue()


def json_rows(rows: Sequence[Row], marking: Marking = NONE) -> list[Row]:
    """Rows as they stand in JSON, each with its marking.

    Raises
    ------
    CarrierError
        If there is a marking and no row to bear it.
    """
    if marking and not rows:
        raise CarrierError(
            expected="rows to bear the marking",
            got="none",
            do="choose csv or geojson: a list of no rows in JSON has no place for it",
        )
    return marked_rows(rows, marking)


def geojson(atlas: Atlas, scene: Scene, rows: Sequence[Row] | None = None, marking: Marking = NONE) -> dict[str, Any]:
    """Rows as a GeoJSON FeatureCollection in degrees (EPSG:4326) with a `metadata` member.

    A marking is a member `marking` of the collection and a property of each feature.

    Geometry is a MultiPoint: the places of the engagement's sites in those countries of the row that match, when it has
    any on that day, else one point inside each of them; null where neither is known. `geometry_basis` says which.
    """
    rows = told_rows(query_rows(atlas, scene) if rows is None else rows, atlas, scene)
    features = []
    for row in marked_rows(rows, marking):
        points, basis = points_of(row, atlas, scene)
        shape = {"type": "MultiPoint", "coordinates": points} if points else None
        features.append(
            {"type": "Feature", "id": row["id"], "geometry": shape, "properties": row | {"geometry_basis": basis}}
        )
    return {
        "type": "FeatureCollection",
        **({COLUMN: marking.line} if marking else {}),
        "metadata": provenance(atlas, scene, rows, placed=True).plain(),
        "features": features,
    }


def points_of(row: Row, atlas: Atlas, scene: Scene) -> tuple[list[list[float]], str | None]:
    """Points (lon, lat in degrees) of a row and what they are: `sites`, `countries` or None."""
    atlas, matched = atlas.at(scene.known), row["countries_matched"]
    places = {site.place_id: atlas.place(site.place_id) for site in sites_of(row, atlas, scene)}
    if places:
        return [[place.lon or 0.0, place.lat or 0.0] for place in places.values()], "sites"
    inside = country_points(atlas.base.parent)
    points = [list(inside[iso3]) for iso3 in matched if iso3 in inside]
    return points, "countries" if points else None


@lru_cache(maxsize=8)
def country_points(folder: Path) -> Mapping[str, tuple[float, float]]:
    """One point (lon, lat) inside each country of the base geography; empty when a data folder has none."""
    path = folder / BASE_FILE
    if not path.is_file():
        return {}
    import shapely

    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    points = {}
    for feature in features:
        point = shapely.from_geojson(json.dumps(feature["geometry"])).representative_point()
        points[feature["properties"]["iso3"]] = (round(point.x, 3), round(point.y, 3))
    return points


def frame(atlas: Atlas, scene: Scene, rows: Sequence[Row] | None = None, marking: Marking = NONE) -> gpd.GeoDataFrame:
    """Rows as a GeoDataFrame; a marking is a column of its own.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns `FILE_COLUMNS` and `geometry_basis`; lists as lists; MultiPoint geometry in EPSG:4326, missing where
        neither sites nor countries of a row are on the map.
    """
    import geopandas as gpd
    from shapely import MultiPoint

    rows = told_rows(query_rows(atlas, scene) if rows is None else rows, atlas, scene)
    placed = [points_of(row, atlas, scene) for row in rows]
    table: dict[str, list[Any]] = {name: [row[name] for row in rows] for name in FILE_COLUMNS}
    table["geometry_basis"] = [basis for _, basis in placed]
    if marking:
        table[COLUMN] = [marking.line] * len(rows)
    shapes = [MultiPoint(points) if points else None for points, _ in placed]
    return gpd.GeoDataFrame(table, geometry=gpd.GeoSeries(shapes, crs="EPSG:4326"), crs="EPSG:4326")


def _csv(atlas: Atlas, scene: Scene, marking: Marking) -> bytes:
    rows = _rows(atlas, scene)
    said = provenance(atlas, scene, rows)
    fixed = {
        "as_of": said.date,
        "known": said.known or "everything",
        "stated": said.stated or "every document",
        "filter": sentence(scene, atlas.at(scene.known), scene.lang),
        "licence": said.licence,
        "version": said.version,
    }
    # A CSV has no room for metadata: the same six cells stand at the end of each row. The mark lets Excel see UTF-8.
    text = csv_text([row | fixed for row in rows], (*FILE_COLUMNS, *fixed), marking)
    return text.encode("utf-8-sig")


def _xlsx(atlas: Atlas, scene: Scene, marking: Marking) -> bytes:
    rows = _rows(atlas, scene)
    said = provenance(atlas, scene, rows)
    lines = [[row[c] if isinstance(row[c], bool) else flat(row[c]) for c in FILE_COLUMNS] for row in rows]
    more = further_sheets(rows, said.sources, atlas.at(scene.known), scene)
    origin = about_lines(_marked(said.plain(), marking), said)
    names = [title(name, scene.lang) for name in ("rows", "origin")]
    made = made_on(atlas, scene.known)
    return workbook(names[0], FILE_COLUMNS, lines, origin, more, marking, names[1], made=made)


def about_lines(said: Mapping[str, Any], origin: Provenance) -> list[tuple[str, Any]]:
    """The sheet of provenance: what is said of the whole, then one line per source."""
    told = [(key, value) for key, value in said.items() if key != "sources"]
    return [*told, *(("source", source_line(document, origin.lang)) for document in origin.sources)]


def _marked(said: dict[str, str], marking: Marking) -> dict[str, str]:
    """What a file says of itself, with its marking first."""
    return {COLUMN: marking.line} | said if marking else said


def _geojson(atlas: Atlas, scene: Scene, marking: Marking) -> bytes:
    return json.dumps(geojson(atlas, scene, marking=marking), ensure_ascii=False, indent=1).encode()


def _gpkg(atlas: Atlas, scene: Scene, marking: Marking) -> bytes:
    import tempfile

    import geopandas as gpd
    import pandas as pd

    rows = _rows(atlas, scene)
    said = _marked(provenance(atlas, scene, rows, placed=True).plain(), marking)
    table = frame(atlas, scene, rows, marking)
    for name in (*LISTS, *TOLD):
        table[name] = [flat(value) for value in table[name]]
    from pyogrio.errors import DataLayerError, DataSourceError

    with temporary(DataSourceError, DataLayerError, RuntimeError), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "engagements.gpkg"
        options: dict[str, Any] = {"driver": "GPKG", "engine": "pyogrio"}
        about = pd.DataFrame({"key": list(said), "value": list(said.values())})
        with geopackages_of(made_on(atlas, scene.known)):
            table.to_file(path, layer="engagements", geometry_type="MultiPoint", dataset_metadata=said, **options)
            gpd.GeoDataFrame(about).to_file(path, layer="provenance", **options)
        return path.read_bytes()


def _parquet(atlas: Atlas, scene: Scene, marking: Marking) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = _rows(atlas, scene)
    out = io.BytesIO()
    frame(atlas, scene, rows, marking).to_parquet(out, index=False)
    table = pq.read_table(io.BytesIO(out.getvalue()))
    for name in (*LISTS, *TOLD):
        # A column of nothing but empty lists would be a list of nulls, which few readers take.
        kind = pa.float64() if name in NUMBERS else pa.string()
        column = pa.array([row[name] for row in rows], type=pa.list_(kind))
        table = table.set_column(table.column_names.index(name), name, column)
    origin = _marked(provenance(atlas, scene, rows, placed=True).plain(), marking)
    said = json.dumps(origin, ensure_ascii=False).encode()
    named = table.replace_schema_metadata({**(table.schema.metadata or {}), b"atlas_provenance": said})
    out = io.BytesIO()
    pq.write_table(named, out, compression="zstd")
    return out.getvalue()


@dataclass(frozen=True)
class Format:
    """One kind of file: its suffix, media type and writer."""

    suffix: str
    mimetype: str
    write: Callable[[Atlas, Scene, Marking], bytes]


FORMATS: Mapping[str, Format] = {
    "csv": Format("csv", "text/csv; charset=utf-8", _csv),
    "xlsx": Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "geojson": Format("geojson", "application/geo+json", _geojson),
    "gpkg": Format("gpkg", "application/geopackage+sqlite3", _gpkg),
    "parquet": Format("parquet", "application/vnd.apache.parquet", _parquet),
}
"""Name of a download -> how it is written."""


def table_bytes(atlas: Atlas, scene: Scene, name: str, marking: Marking = NONE) -> bytes:
    """What a scene shows as one file.

    Parameters
    ----------
    name : str
        A key of `FORMATS`.
    marking : Marking
        What the file must carry.

    Raises
    ------
    AtlasError
        If there is no such format, or it cannot carry the marking.
    """
    write = chosen(name).write
    carrier(name, marking)
    return sealed(name, write(atlas, scene, marking), marking)


def chosen(name: str) -> Format:
    """The format of a name.

    Raises
    ------
    AtlasError
        If there is none; the message lists those there are.
    """
    if name not in FORMATS:
        raise AtlasError(
            expected=f"one of {', '.join(FORMATS)}", got=repr(name), do="choose one of these", where="format"
        )
    return FORMATS[name]


def file_name(scene: Scene, suffix: str, marking: Marking = NONE) -> str:
    """A name for a download that says its date or period and, where they are set, its clocks and its marking."""
    until = f"-to-{scene.to}" if scene.to else ""
    known = f"-known-{scene.known}" if scene.known else ""
    stated = f"-stated-{scene.stated}" if scene.stated else ""
    return f"sahel-engagements-{scene.date}{until}{known}{stated}{marking.suffix}.{suffix}"
