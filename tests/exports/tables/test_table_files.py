"""Downloads: each is written, opened again with the tool that people use, and says where it comes from."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geo.errors import AtlasError
from layers.atlas import Atlas
from sahel_atlas.exports.tables.rests import TOLD
from sahel_atlas.exports.tables.tables import (
    FORMATS,
    country_points,
    csv_text,
    file_name,
    flat,
    frame,
    geojson,
    harmless,
    points_of,
    table_bytes,
)
from sahel_atlas.marks.sites import site_holds
from sahel_atlas.records.filters import Filter
from sahel_atlas.records.rows import Amount, Citation, Document, Text
from sahel_atlas.records.words import keys, say
from sahel_atlas.scenes.query import COLUMNS, query_rows
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.stories.source import publisher

SCENE = Scene(filter=Filter(instrument=("security",), lead=("EU",)), known="2023-12-01")
EMPTY = Scene(date="2012-01-01", filter=Filter(text="no such thing"))
ASKED = "Security, EU-led, on 1 December 2023 as known on 1 December 2023"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_hold_nothing(atlas: Atlas, name: str) -> None:
    assert table_bytes(atlas, EMPTY, name)


@pytest.mark.parametrize("name", ["geojson", "gpkg", "parquet"])
def test_geographic_files_open_with_geopandas(atlas: Atlas, name: str, tmp_path: Path) -> None:
    import geopandas as gpd

    path = tmp_path / f"rows.{name}"
    path.write_bytes(table_bytes(atlas, SCENE, name))
    options = {"layer": "engagements"} if name == "gpkg" else {}
    table = gpd.read_parquet(path) if name == "parquet" else gpd.read_file(path, **options)
    rows = query_rows(atlas, SCENE)
    assert list(table["id"]) == [row["id"] for row in rows]
    assert table.crs.to_epsg() == 4326
    assert set(COLUMNS) <= set(table.columns)
    assert list(table["status"]) == [row["status"] for row in rows]
    shapes = table.geometry[table.geometry.notna()]
    assert len(shapes)
    west, south, east, north = shapes.total_bounds
    assert -180 <= west <= east <= 180
    assert -60 <= south <= north <= 72


def test_geojson_carries_its_provenance(atlas: Atlas) -> None:
    answer = json.loads(table_bytes(atlas, SCENE, "geojson"))
    assert answer["metadata"]["filter_en"] == ASKED
    assert answer["metadata"]["known"] == "2023-12-01"
    assert "kst-29237-201" in answer["metadata"]["sources"]


def test_geopackage_carries_its_provenance(atlas: Atlas, tmp_path: Path) -> None:
    import geopandas as gpd

    path = tmp_path / "rows.gpkg"
    path.write_bytes(table_bytes(atlas, SCENE, "gpkg"))
    about = gpd.read_file(path, layer="provenance")
    said = dict(zip(about["key"], about["value"], strict=True))
    assert said["filter_en"] == ASKED
    assert said["version"]


def test_geoparquet_carries_its_provenance_and_its_lists(atlas: Atlas, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    path = tmp_path / "rows.parquet"
    path.write_bytes(table_bytes(atlas, SCENE, "parquet"))
    table = pq.read_table(path)
    said = json.loads(table.schema.metadata[b"atlas_provenance"])
    assert said["filter_nl"] == "Veiligheid, onder EU-leiding, op 1 december 2023 zoals bekend op 1 december 2023"
    assert table["countries"].to_pylist() == [row["countries"] for row in query_rows(atlas, SCENE)]
    assert b"geo" in table.schema.metadata


def test_stated_sums_are_columns_in_every_file(atlas: Atlas, tmp_path: Path) -> None:
    import geopandas as gpd
    import pyarrow as pa
    import pyarrow.parquet as pq
    from openpyxl import load_workbook

    def own(rows: Any) -> dict[str, Any]:
        return next(row for row in rows if row["id"] == "eucap-sahel-niger-nl")

    half = replace(atlas.tables.amounts[0], amount=4e6 + 0.5)
    told = Atlas(replace(atlas.tables, amounts=(half, *atlas.tables.amounts[1:])), atlas.folder)
    joined = "4000000.5;5000000"
    cells = own(csv.DictReader(io.StringIO(table_bytes(told, SCENE, "csv").decode("utf-8-sig"))))
    assert (cells["amount_sum"], cells["amount_currency"], cells["amount_year"]) == (joined, "EUR;EUR", "2018;2023")
    heads, *lines = load_workbook(io.BytesIO(table_bytes(told, SCENE, "xlsx")))["Engagements"].values
    assert own(dict(zip(heads, line, strict=True)) for line in lines)["amount_sum"] == joined
    features = geojson(told, SCENE)["features"]
    assert own(f["properties"] for f in features)["amount_sum"] == [4000000.5, 5000000]
    path = tmp_path / "rows.gpkg"
    path.write_bytes(table_bytes(told, SCENE, "gpkg"))
    assert own(gpd.read_file(path, layer="engagements").to_dict("records"))["amount_sum"] == joined
    for scene in (SCENE, EMPTY):
        table = pq.read_table(io.BytesIO(table_bytes(told, scene, "parquet")))
        assert table.schema.field("amount_sum").type == pa.list_(pa.float64())
        assert table.schema.field("amount_for").type == pa.list_(pa.string())
        if scene is SCENE:
            assert own(table.to_pylist())["amount_sum"] == [4000000.5, 5000000]


def test_workbook_opens_with_openpyxl(atlas: Atlas) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(table_bytes(atlas, SCENE, "xlsx")))
    rows = query_rows(atlas, SCENE)
    sheet = book["Engagements"]
    assert [cell.value for cell in sheet[1]] == [*COLUMNS, *TOLD]
    assert [cell.value for cell in sheet["A"]][1:] == [row["id"] for row in rows]
    said = {a.value: b.value for a, b in book["Provenance"].iter_rows(max_col=2)}
    assert said["filter_en"] == ASKED
    assert said["licence"]
    assert any(b.value.startswith("kst-29237-201:") for _, b in book["Provenance"].iter_rows(max_col=2))


def test_the_workbook_says_its_rows_in_words_and_where_each_source_can_be_read(atlas: Atlas) -> None:
    from openpyxl import load_workbook

    named = {d.document_id: d for d in atlas.tables.documents}
    letter = replace(named["kst-29237-201"], identifier="29237-201", address="https://example.org/letter")
    sum_ = Amount(1, "a1", "eutm-mali-nl", ("MLI",), 1.5e6, "EUR", "2023", "trainers", "trainers", "2023-12-01",
                  letter.document_id, "VEI", "2", "stated_in_letter")  # fmt: skip
    bare = {d.document_id: replace(d, address="", identifier="") for d in atlas.tables.documents}
    kept = tuple((bare | {letter.document_id: letter}).values())
    told = Atlas(replace(atlas.tables, documents=kept, amounts=(sum_,)), atlas.folder)
    for lang, titles in (("en", ("In words", "Amounts", "Sources")), ("nl", ("In woorden", "Bedragen", "Bronnen"))):
        scene = replace(SCENE, lang=lang)
        book = load_workbook(io.BytesIO(table_bytes(told, scene, "xlsx")))
        first, last = ("Inzet", "Herkomst") if lang == "nl" else ("Engagements", "Provenance")
        assert book.sheetnames == [first, *titles, last]
        rows = query_rows(told, scene)
        words = [[cell.value for cell in line] for line in book[titles[0]]]
        assert [line[0] for line in words[1:]] == [row[f"name_{lang}"] for row in rows]
        said = dict(zip(words[0], words[1 + [r["id"] for r in rows].index("eutm-mali-nl")], strict=True))
        status, countries = (
            said[{"nl": nl}.get(lang, en)] for en, nl in (("Status", "Status"), ("Countries", "Landen"))
        )
        assert countries == "Mali" and status.startswith("Suspended" if lang == "en" else "Opgeschort")
        assert said["Description" if lang == "en" else "Omschrijving"]
        assert [cell.value for cell in book[titles[1]][2]][1:4] == [1.5e6, "EUR", "2023"]
        sources = sheet_of(book[titles[2]])
        assert {text.split(" ")[0] for row in rows for text in row["citations"]} <= set(sources)
        number, address = ("Kenmerk", "Adres") if lang == "nl" else ("Identifier", "Address")
        held = sources[letter.document_id]
        assert (held[number], held[address]) == ("29237-201", "https://example.org/letter")
        none = "no address found" if lang == "en" else "geen adres gevonden"
        assert {line[address] for i, line in sources.items() if i != letter.document_id} == {none}


def sheet_of(sheet: Any) -> dict[str, dict[str, Any]]:
    """The lines of a sheet by their first cell, each by its columns' names."""
    heads, *lines = sheet.iter_rows(values_only=True)
    return {line[0]: dict(zip(heads, line, strict=True)) for line in lines}


RESTING = ("date=2024-07-01", "date=2023-12-01&lang=nl", "date=2023-12-01&known=2023-12-01", "date=2021-12&to=2023-12",
           "date=2023-12-01&stated=kst-29237-201", "date=2023-12-01&document=kst-29237-201&country=NER")  # fmt: skip


@pytest.mark.parametrize("query", RESTING)
def test_every_document_in_a_workbook_stands_on_its_sheet_of_sources(atlas: Atlas, query: str) -> None:
    from openpyxl import load_workbook

    scene = Scene.from_query(query)
    book = load_workbook(io.BytesIO(table_bytes(atlas, scene, "xlsx")))
    ids = {d.document_id for d in atlas.tables.documents}
    held = {
        word
        for sheet in book.worksheets
        for line in sheet.iter_rows(values_only=True)
        for cell in line
        for word in re.split(r"[\s;:,\[\]=&]+", str(cell))
        if word in ids
    }
    listed = set(sheet_of(book["Bronnen" if scene.lang == "nl" else "Sources"]))
    assert held == listed
    known, rows = atlas.at(scene.known).tables, {row["id"] for row in query_rows(atlas, scene)}
    told = [
        x for x in (*known.texts, *known.amounts) if x.engagement_id in rows and scene.stated in ("", x.document_id)
    ]
    assert {x.document_id for x in told if getattr(x, "about", "") != "note"} - {""} <= listed
    assert listed <= {d.document_id for d in known.documents}


def test_the_documents_of_a_summer_without_a_mission_are_all_there(atlas: Atlas) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(table_bytes(atlas, Scene(date="2024-07-01"), "xlsx")))
    listed = sheet_of(book["Sources"])
    assert {"unscr-2100", "council-2022-2444", "kst-29521-213", "council-2022-07-18-epf-niger", "kst-29521-403",
            "council-2023-03-07-epf-niger", "bz-2018-10-31-niger", "yessouan-2024-12-ailct"} <= set(listed)  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_text_names_the_document_that_tells_it(atlas: Atlas, lang: str) -> None:
    scene = Scene(date="2024-07-01", lang=lang)
    rows = list(csv.DictReader(io.StringIO(table_bytes(atlas, scene, "csv").decode("utf-8-sig"))))
    texts = {(x.engagement_id, x.about): [] for x in atlas.tables.texts}  # type: dict[tuple[str, str], list[str]]
    for x in sorted(atlas.tables.texts, key=lambda x: x.known_from):
        texts[x.engagement_id, x.about].append(x.document_id)
    for row in rows:
        for about in ("description", "contribution", "conditions"):
            named = [i for i in row[f"{about}_document"].split(";") if i]
            assert named == list(dict.fromkeys(i for i in texts.get((row["id"], about), []) if i)), row["id"]
            assert not named or row[about if about != "conditions" else f"conditions_{lang}"], row["id"]


def test_a_geographic_file_names_the_documents_of_its_places(atlas: Atlas) -> None:
    scene = Scene(date="2023-07-01")
    said = geojson(atlas, scene)
    listed = {line.split(":")[0] for line in said["metadata"]["sources"].splitlines()}
    shown = {f["id"] for f in said["features"] if f["properties"]["geometry_basis"] == "sites"}
    spots = [s for s in atlas.tables.sites if s.engagement_id in shown and site_holds(s, *scene.stretch)]
    rows = query_rows(atlas, scene)
    near = {(row["id"], iso3) for row in rows if row["status"] != "ended" for iso3 in row["countries_matched"]}
    named = {i for s in spots if (s.engagement_id, atlas.place(s.place_id).country_iso3) in near for i in s.documents}
    assert len(named) > 10 and named <= listed


def test_the_dutch_sheet_of_sources_is_in_dutch_beside_the_titles(atlas: Atlas) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(table_bytes(atlas, Scene.from_query("date=2023-12-01&lang=nl"), "xlsx")))
    named = {d.document_id: d for d in atlas.tables.documents}
    for number, line in sheet_of(book["Bronnen"]).items():
        d = named[number]
        assert (line["Titel"], line["Nederlandse naam"] or "") == (d.title, d.name_nl), number
        assert line["Uitgever"] == publisher(d, "nl")
        assert line["Soort document"] == say(f"document_kind.{d.kind}", "nl")
    assert any(line["Uitgever"] == "Raad van de Europese Unie" for line in sheet_of(book["Bronnen"]).values())
    told = [str(b) for a, b in book["Herkomst"].iter_rows(max_col=2, values_only=True) if a == "source"]
    assert told and not [line for line in told if "Council of the European Union (" in line or "undated" in line]
    assert any("(Raad van de Europese Unie, " in line for line in told)


def test_every_kind_of_document_has_words(atlas: Atlas) -> None:
    assert {d.kind for d in atlas.tables.documents} == {
        key.partition(".")[2] for key in keys() if key.startswith("document_kind.")
    }


@pytest.mark.parametrize("name", FORMATS)
def test_no_file_holds_what_became_public_later(atlas: Atlas, name: str) -> None:
    late = Text(1, "x.d9", "eutm-mali-nl", "description", "PLANTED EN", "PLANTED NL", "2023-12-02", "kst-29237-201")
    early = Text(1, "x.d8", "eutm-mali-nl", "conditions", "EARLY", "VROEG", "2023-12-01", "planted-source")
    cited = Document(1, "planted-source", "PLANTED TITLE", publisher="p", date="2023-12-02", kind="press")
    cites = Citation(1, atlas.as_of("2023-12-01", "2023-12-01")[0].period_id, "planted-source", role="supporting")
    tables = replace(
        atlas.tables,
        texts=(*atlas.tables.texts, late, early),
        documents=(*atlas.tables.documents, cited),
        citations=(*atlas.tables.citations, cites),
    )
    planted = Atlas(tables, atlas.folder)

    def holds(scene: Scene) -> set[str]:
        body = table_bytes(planted, scene, name)
        if name == "xlsx":
            from openpyxl import load_workbook

            body = repr([[[c.value for c in line] for line in s] for s in load_workbook(io.BytesIO(body))]).encode()
        if name == "parquet":
            import pyarrow.parquet as pq

            table = pq.read_table(io.BytesIO(body))
            body = repr((table.to_pylist(), table.schema.metadata)).encode()
        return {word for word in ("PLANTED EN", "planted-source") if word.encode() in body}

    assert holds(Scene()) == {"PLANTED EN", "planted-source"}
    assert holds(Scene(known="2023-12-01")) == set()


def test_a_file_of_a_period_says_its_days(atlas: Atlas) -> None:
    scene = Scene(date="2021-12", to="2023-12", stated="kst-29237-201")
    said = geojson(atlas, scene)["metadata"]
    assert (said["date"], said["stated"]) == ("2021-12-01/2023-12-31", "kst-29237-201")
    assert said["filter_en"] == "All engagements from 1 December 2021 to 31 December 2023 according to the letter"
    assert file_name(scene, "csv") == "sahel-engagements-2021-12-to-2023-12-stated-kst-29237-201.csv"


def test_csv_says_where_it_comes_from_in_its_last_columns(atlas: Atlas) -> None:
    text = table_bytes(atlas, SCENE, "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(query_rows(atlas, SCENE))
    assert {row["filter"] for row in rows} == {ASKED}
    assert {row["known"] for row in rows} == {"2023-12-01"}
    assert rows[0]["countries"].split(";") == query_rows(atlas, SCENE)[0]["countries"]


@pytest.mark.parametrize(
    ("cell", "clean"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+cmd", "'+cmd"),
        ("-cmd|calc", "'-cmd|calc"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("-12.5", "-12.5"),
        ("+31", "+31"),
        ("-1,5", "-1,5"),
        (-3, -3),
        (0.5, 0.5),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_formulas_are_made_harmless_and_numbers_survive(cell: object, clean: object) -> None:
    assert harmless(cell) == clean


def test_hostile_names_reach_no_spreadsheet_as_formulas(atlas: Atlas) -> None:
    from openpyxl import load_workbook

    mean = replace(atlas.tables.engagements[0], name_en="=1+1", name_nl="@x\x00y", subject="NL")
    hostile = Atlas(replace(atlas.tables, engagements=(mean, *atlas.tables.engagements[1:])), atlas.folder)
    scene = Scene(date="2014-06")
    row = next(r for r in query_rows(hostile, scene) if r["name_en"] == "=1+1")
    assert "'=1+1" in csv_text([row])
    book = load_workbook(io.BytesIO(table_bytes(hostile, scene, "xlsx")))
    cells = [cell for line in book["Engagements"].iter_rows() for cell in line]
    assert all(cell.data_type != "f" for cell in cells)
    assert "'=1+1" in [cell.value for cell in cells]


def test_flat_cells() -> None:
    assert [flat(x) for x in (["a", "b"], [], None, True, False, 3)] == ["a;b", "", "", "true", "false", 3]


def test_sites_come_before_countries(atlas: Atlas) -> None:
    rows = query_rows(atlas, Scene())
    post = next(r for r in rows if r["kind"] == "post" and r["countries"])
    points, basis = points_of(post, atlas, Scene())
    assert (basis, len(points)) == ("sites", 1)
    ended = next(r for r in rows if r["status"] == "ended")
    assert points_of(ended, atlas, Scene())[1] in ("countries", None)


def test_points_of_countries_lie_inside_them(tmp_path: Path) -> None:
    square = {"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]]}
    feature = {"type": "Feature", "properties": {"iso3": "AAA"}, "geometry": square}
    (tmp_path / "base").mkdir()
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    (tmp_path / "base" / "countries.geojson").write_text(text)
    lon, lat = country_points(tmp_path)["AAA"]
    assert 0 < lon < 4
    assert 0 < lat < 4
    assert country_points(tmp_path / "nowhere") == {}


def test_frame_has_one_row_per_query_row(atlas: Atlas) -> None:
    assert list(frame(atlas, SCENE)["id"]) == [r["id"] for r in query_rows(atlas, SCENE)]
    assert len(geojson(atlas, SCENE)["features"]) == len(frame(atlas, SCENE))


def test_an_unknown_format_is_refused(atlas: Atlas) -> None:
    with pytest.raises(AtlasError, match="format: expected one of csv, xlsx, geojson, gpkg, parquet, got 'ods'"):
        table_bytes(atlas, SCENE, "ods")


def test_file_name_says_both_clocks() -> None:
    assert file_name(SCENE, "csv") == "sahel-engagements-2023-12-01-known-2023-12-01.csv"
    assert file_name(Scene(date="2023-07"), "gpkg") == "sahel-engagements-2023-07.gpkg"
