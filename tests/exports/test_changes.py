"""The list of a comparison: it is what the library finds, opens again, and says which two looks it compares."""

from __future__ import annotations

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from exports.changes import COLUMNS, FORMATS, change_rows, changes_bytes, changes_name
from geo.errors import AtlasError
from layers.atlas import Atlas
from layers.changes import changes, describe
from layers.filters import Filter
from layers.scene import Scene, sides

SCENE = Scene(tab="compare", filter=Filter(instrument=("security",), lead=("EU",)), lang="nl")
KNOWN = Scene(tab="compare", date="2024-06", date2="2024-06", known2="2023-12-01")


@pytest.mark.parametrize("scene", [SCENE, KNOWN, Scene(tab="compare", date="2020-05")])
def test_rows_are_the_changes(atlas: Atlas, scene: Scene) -> None:
    found = changes(*sides(scene), atlas)
    assert found
    rows = change_rows(atlas, scene)
    assert [(r["id"], r["country"], r["status_before"], r["status_after"], r["change"]) for r in rows] == [
        (c.engagement_id, c.country, c.before, c.after, c.group) for c in found
    ]
    assert [r["words_nl"] for r in rows] == [describe(c, atlas, "nl") for c in found]
    assert all(tuple(row) == COLUMNS for row in rows)


def test_csv_says_both_sides_in_every_row(atlas: Atlas) -> None:
    text = changes_bytes(atlas, SCENE, "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(change_rows(atlas, SCENE))
    said = "Veiligheid, onder EU-leiding, op 1 juli 2023 vergeleken met 1 december 2023"
    assert {(r["date_before"], r["date_after"], r["compared"]) for r in rows} == {("2023-07-01", "2023-12-01", said)}


def test_workbook_opens_again_with_its_sources(atlas: Atlas) -> None:
    book = load_workbook(io.BytesIO(changes_bytes(atlas, KNOWN, "xlsx")))
    lines = list(book["Changes"].iter_rows(values_only=True))
    assert lines[0] == COLUMNS
    assert len(lines) == len(change_rows(atlas, KNOWN)) + 1
    about = [row[:2] for row in book["Provenance"].iter_rows(values_only=True)]
    assert ("known_before", "2023-12-01") in about and ("known_after", "everything") in about
    cited = {text.split(" ")[0] for row in change_rows(atlas, KNOWN) for text in row["citations"]}
    assert cited == {str(value).split(":")[0] for key, value in about if key == "source"} != set()


def test_json_and_names(atlas: Atlas) -> None:
    answer = json.loads(changes_bytes(atlas, SCENE, "json"))
    assert answer["metadata"]["date_before"] == "2023-07-01"
    assert len(answer["changes"]) == len(change_rows(atlas, SCENE))
    assert changes_name(SCENE, "csv") == "sahel-changes-2023-07-01-to-2023-12-01.csv"
    assert changes_name(KNOWN, "csv") == "sahel-changes-2024-06-known-2023-12-01-and-now.csv"
    assert set(FORMATS) == {"csv", "xlsx", "json"}
    with pytest.raises(AtlasError, match="expected one of csv, xlsx, json, got 'doc'"):
        changes_bytes(atlas, SCENE, "doc")
