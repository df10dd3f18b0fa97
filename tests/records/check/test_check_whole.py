"""The check as a whole: missing files, any content, and what stands beside the rules."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

import pytest

from sahel_atlas.records.check import places as check_places
from sahel_atlas.records.check.run import check
from sahel_atlas.records.rows import TABLES
from tests.copies import copy_tables


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_tables(tmp_path / "data")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_any_cell_may_hold_anything_and_the_check_still_answers(folder: Path) -> None:
    chance = random.Random(5)
    clean = {path: list(csv.reader(io.StringIO(path.read_text("utf-8"), newline=""))) for path in folder.glob("*.csv")}
    for _ in range(12):
        tables = {path: [[*line] for line in lines] for path, lines in sorted(clean.items())}
        for _ in range(150):
            lines = tables[chance.choice(list(tables))]
            row, other = chance.randrange(1, len(lines)), chance.randrange(1, len(lines))
            column = chance.randrange(len(lines[0]))
            lines[row][column] = chance.choice(
                ("", "x", "=1+1", "2023", ";;", "-1", lines[other][column], lines[row][0])
            )
        for path, lines in tables.items():
            out = io.StringIO(newline="")
            csv.writer(out, lineterminator="\n").writerows(lines)
            path.write_text(out.getvalue(), "utf-8")
        assert check(folder)


def test_missing_base_geography_is_a_fault_and_the_other_rules_still_run(folder: Path) -> None:
    (folder / "base").mkdir()
    edit(folder / "engagements.csv", "barkhane,context,,,no,", "barkhane,context,,,yes,")
    faults = check(folder)
    assert [f.file for f in faults if f.rule == "file"] == [
        "data/base/countries.geojson",
        "data/base/land.geojson",
    ]
    assert all("atlas build" in f.do for f in faults if f.rule == "file")
    assert any(f.rule == "counted" for f in faults)


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_table_is_one_fault_and_not_one_per_row_that_refers_to_it(folder: Path, table: str) -> None:
    (folder / f"{table}.csv").unlink()
    faults = check(folder, geography=False)
    assert [(f.file, f.rule) for f in faults] == [(f"data/{table}.csv", "file")]


@pytest.mark.parametrize(
    "column", ["engagements.engagement_id", "engagements.kind", "places.lon", "citations.document_id", "sites.role"]
)
def test_a_lost_column_is_told_once_and_not_by_every_row_that_rests_on_it(folder: Path, column: str) -> None:
    table, name = column.split(".")
    path = folder / f"{table}.csv"
    header, rest = path.read_text("utf-8").split("\n", 1)
    names = ["what?" if cell == name else cell for cell in header.split(",")]
    path.write_text(",".join(names) + "\n" + rest, "utf-8")
    told = [(f.file, f.row, f.column) for f in check(folder)]
    assert told == [(f"data/{table}.csv", 1, name), (f"data/{table}.csv", 1, "what?")]


def test_a_copy_beside_the_tables_hides_no_fault(folder: Path) -> None:
    (folder / "events old.csv").write_text("a,b\n", "utf-8")
    edit(folder / "engagements.csv", "barkhane,context,,,no,", "barkhane,context,,,yes,")
    rules = [(f.file, f.rule) for f in check(folder, geography=False)]
    assert rules == [("data/engagements.csv", "counted"), ("data/events old.csv", "file")]


@pytest.mark.parametrize(
    ("text", "point"), [("-17.9 14.9", (-17.9, 14.9)), ("14.9", None), ("200 10", None), ("a b", None)]
)
def test_way_points(text: str, point: tuple[float, float] | None) -> None:
    assert check_places.way_point(text) == point
