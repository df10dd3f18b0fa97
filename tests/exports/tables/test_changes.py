"""The list of a comparison: it is what the library finds, opens again, and says which two looks it compares."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from geo.errors import AtlasError
from layers.atlas import Atlas
from sahel_atlas.exports.tables.changes import COLUMNS, FORMATS, change_rows, changes_bytes, changes_name
from sahel_atlas.records.clock.changes import describe
from sahel_atlas.records.filters import Filter
from sahel_atlas.scenes.compare import compare
from sahel_atlas.scenes.scene import Scene

SCENE = Scene(tab="compare", filter=Filter(instrument=("security",), lead=("EU",)), lang="nl")
KNOWN = Scene(tab="compare", date="2024-06", versus="known", known2="2023-12-01")
SUMMER = Scene(tab="compare", date="2023-12-01", date2="2023-07-01")


@pytest.mark.parametrize("scene", [SCENE, KNOWN, Scene(tab="compare", date="2020-05")])
def test_rows_are_the_changes(atlas: Atlas, scene: Scene) -> None:
    comparison = compare(scene, atlas)
    found = comparison.changes
    assert found
    rows = change_rows(comparison)
    assert [(r["id"], r["country"], r["status_before"], r["status_after"], r["change"]) for r in rows] == [
        (c.engagement_id, c.country, c.before, c.after, c.group) for c in found
    ]
    assert [r["words_nl"] for r in rows] == [describe(c, atlas, "nl") for c in found]
    assert all(tuple(row) == COLUMNS for row in rows)


def test_csv_says_both_sides_in_every_row(atlas: Atlas) -> None:
    text = changes_bytes(atlas, SCENE, "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(change_rows(compare(SCENE, atlas)))
    said = "Veiligheid, onder EU-leiding, op 1 juli 2023 vergeleken met 1 december 2023"
    assert {(r["date_before"], r["date_after"], r["compared"]) for r in rows} == {("2023-07-01", "2023-12-01", said)}


def test_workbook_opens_again_with_its_sources(atlas: Atlas) -> None:
    book = load_workbook(io.BytesIO(changes_bytes(atlas, KNOWN, "xlsx")))
    lines = list(book["Changes"].iter_rows(values_only=True))
    assert lines[0] == COLUMNS
    assert len(lines) == len(change_rows(compare(KNOWN, atlas))) + 1
    about = [row[:2] for row in book["Provenance"].iter_rows(values_only=True)]
    assert ("known_before", "2023-12-01") in about and ("known_after", "everything") in about
    cited = {text.split(" ")[0] for row in change_rows(compare(KNOWN, atlas)) for text in row["citations"]}
    assert cited == {str(value).split(":")[0] for key, value in about if key == "source"} != set()


def test_json_and_names(atlas: Atlas) -> None:
    answer = json.loads(changes_bytes(atlas, SCENE, "json"))
    assert answer["metadata"]["date_before"] == "2023-07-01"
    assert len(answer["changes"]) == len(change_rows(compare(SCENE, atlas)))
    assert changes_name(SCENE, "csv") == "sahel-changes-2023-07-01-to-2023-12-01.csv"
    assert changes_name(KNOWN, "csv") == "sahel-changes-2024-06-known-2023-12-01-and-now.csv"
    assert set(FORMATS) == {"csv", "xlsx", "json", "text"}
    with pytest.raises(AtlasError, match="expected one of csv, xlsx, json, text, got 'doc'"):
        changes_bytes(atlas, SCENE, "doc")


def test_json_is_the_comparison_that_the_page_shows(atlas: Atlas) -> None:
    answer = json.loads(changes_bytes(atlas, SUMMER, "json"))
    assert {"before", "after", "versus", "headline", "groups", "countries", "changes"} <= answer.keys()
    assert (answer["before"]["date"], answer["after"]["date"], answer["versus"]) == (
        "2023-07-01",
        "2023-12-01",
        "dates",
    )
    mali = next(c for c in answer["countries"] if c["iso3"] == "MLI")
    assert (mali["before"], mali["after"], mali["own_before"], mali["own_after"], mali["documented"]) == (9, 7, 5, 3, 7)
    assert mali["region_before"] + mali["own_before"] == mali["before"]
    for group in answer["groups"]:
        rows = [row for row in answer["changes"] if row["change"] == group["group"]]
        assert len(rows) == group["rows"]
        for unit, name in (("counted", "engagements"), ("missions", "missions"), ("others", "others")):
            assert len({row["id"] for row in rows if row["unit"] == unit}) == group[name]
    assert sum(c["changes"] for c in answer["countries"]) == sum(bool(row["country"]) for row in answer["changes"])
    assert "documentation, not growth" in answer["headline"]["en"]


@pytest.mark.parametrize(("lang", "said"), [("en", "Mali: 9 → 7 running"), ("nl", "Mali: 9 → 7 lopend")])
def test_text_is_for_reading(atlas: Atlas, lang: str, said: str) -> None:
    text = changes_bytes(atlas, replace(SUMMER, lang=lang), "text").decode()
    listed = [line for line in text.splitlines() if line.startswith("- ")]
    assert said in text and len(listed) == len(compare(SUMMER, atlas).changes)


def test_a_file_holds_nothing_later_than_its_day_of_knowledge(atlas: Atlas) -> None:
    scene = replace(SUMMER, date="2024-12", known="2023-12-01")
    said = changes_bytes(atlas, scene, "json").decode()
    later = [d.document_id for d in atlas.tables.documents if d.date[:10] > "2023-12-01"]
    assert len(later) > 5 and not [i for i in later if f'"{i}' in said or f"{i}:" in said]


def test_the_sheets_of_a_dutch_workbook_have_dutch_names(atlas: Atlas) -> None:
    names = [load_workbook(io.BytesIO(changes_bytes(atlas, s, "xlsx"))).sheetnames for s in (SCENE, SUMMER)]
    assert names == [["Wijzigingen", "Herkomst"], ["Changes", "Provenance"]]
