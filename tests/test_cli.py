"""The `atlas` command: its answers, its exit status, its sentences."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli import main
from layers.atlas import Atlas
from layers.folders import DATA
from layers.query import COLUMNS, LISTS, query_rows
from layers.scene import Scene
from tests.copies import copy_tables


def asked(capfd: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["query", *words]) == 0
    return capfd.readouterr().out


def test_query_prints_csv_with_lists_joined(capfd: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(asked(capfd))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(query_rows(Atlas.load(), Scene()))
    assert any(";" in row["countries"] for row in rows)
    assert {row["projected"] for row in rows} == {"false"}


def test_query_prints_json_as_one_list(capfd: pytest.CaptureFixture[str]) -> None:
    words = (
        "--format",
        "json",
        "--date",
        "2023-07-01",
        "--instrument",
        "security",
        "--country",
        "MLI",
        "--country",
        "NER",
    )
    rows = json.loads(asked(capfd, *words))
    assert isinstance(rows, list)
    assert all("security" in row["instruments"] and {"MLI", "NER"} & set(row["countries"]) for row in rows)
    assert any(row["decision"] is None for row in rows)


def test_query_prints_geojson(capfd: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(asked(capfd, "--format", "geojson", "--layer", "embassies"))
    assert answer["type"] == "FeatureCollection"
    assert answer["metadata"]["date"] == "2023-12-01"
    assert {f["properties"]["kind"] for f in answer["features"]} == {"post"}


def test_json_has_lists_and_nulls_where_csv_has_joined_and_empty_cells(capfd: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(asked(capfd, "--format", "json"))
    cells = list(csv.DictReader(io.StringIO(asked(capfd))))
    assert len(rows) == len(cells)
    for row, cell in zip(rows, cells, strict=True):
        for name in COLUMNS:
            value = row[name]
            said = ";".join(value) if isinstance(value, list) else "" if value is None else value
            assert cell[name] == (str(said).lower() if isinstance(said, bool) else said), (row["id"], name)
            assert isinstance(value, list) == (name in LISTS)


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        (("--subject", "context"), lambda row: row["subject"] == "context"),
        (("--instrument", "humanitarian"), lambda row: "humanitarian" in row["instruments"]),
        (("--country", "TCD"), lambda row: "TCD" in row["countries"]),
        (("--status", "suspended"), lambda row: row["status"] == "suspended"),
        (("--framework", "US-led"), lambda row: "US-led" in row["framework"]),
        (("--layer", "missions"), lambda row: row["layer"] == "missions"),
    ],
)
def test_each_option_of_the_contract_filters(
    capfd: pytest.CaptureFixture[str], words: tuple[str, ...], holds: Callable[[dict[str, Any]], bool]
) -> None:
    every = ("--subject", "NL", "--subject", "mission", "--subject", "context") if "--subject" not in words else ()
    whole = json.loads(asked(capfd, "--format", "json", *every))
    rows = json.loads(asked(capfd, "--format", "json", *every, *words))
    assert rows
    assert all(holds(row) for row in rows)
    if words[0] in ("--instrument", "--framework", "--layer", "--status"):
        assert {row["id"] for row in whole if holds(row)} == {row["id"] for row in rows}


def test_query_as_the_letter_said(capfd: pytest.CaptureFixture[str]) -> None:
    late = json.loads(asked(capfd, "--format", "json", "--date", "2024-10-01"))
    letter = json.loads(asked(capfd, "--format", "json", "--date", "2024-10-01", "--known", "2023-12-01"))
    assert {row["projected"] for row in late} == {False}
    assert {row["projected"] for row in letter} == {True}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--date", "2023-13-01"), "date: expected a month"),
        (("--date", "2023-02-30"), "date: expected a month"),
        (("--known", "yesterday"), "known: expected a"),
        (("--country", "Niger"), "country: expected one of"),
        (("--instrument", "trade"), "instrument: expected one of diplomacy, security, migration"),
        (("--format", "xml"), "format: expected one of csv, json, geojson, got 'xml'"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_2(
    capfd: pytest.CaptureFixture[str], words: tuple[str, ...], says: str
) -> None:
    assert main(["query", *words]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert says in err
    assert err.count("\n") == 1


def test_query_runs_on_another_folder(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = copy_tables(tmp_path / "other data")
    text = (folder / "engagements.csv").read_text(encoding="utf-8")
    (folder / "engagements.csv").write_text(text.replace("MINUSMA", "EXAMPLE"), encoding="utf-8")
    rows = json.loads(asked(capfd, "--format", "json", "--data", str(folder)))
    assert any("EXAMPLE" in row["name_en"] for row in rows)


def test_a_bad_table_stops_with_its_lines(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    copy_tables(tmp_path)
    text = (tmp_path / "periods.csv").read_text(encoding="utf-8")
    (tmp_path / "periods.csv").write_text(text.replace(",active,", ",actief,", 1), encoding="utf-8")
    assert main(["query", "--data", str(tmp_path)]) == 2
    err = capfd.readouterr().err
    assert "periods.csv:" in err
    assert "got 'actief'" in err
    assert "Traceback" not in err


def test_a_closed_pipe_is_no_fault() -> None:
    command = f"'{sys.executable}' -m cli query | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=DATA.parent, check=False)
    assert done.stdout.startswith("id,subject")
    assert "Traceback" not in done.stderr


def test_check_finds_nothing_wrong_with_our_tables(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert capfd.readouterr().out.startswith("No faults")


def test_check_prints_every_fault_with_its_place(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    copy_tables(tmp_path)
    text = (tmp_path / "periods.csv").read_text(encoding="utf-8")
    broken = text.replace(",active,", ",actief,", 1).replace(",suspended,", ",on hold,", 1)
    (tmp_path / "periods.csv").write_text(broken, encoding="utf-8")
    assert main(["check", "--data", str(tmp_path)]) == 1
    lines = capfd.readouterr().out.splitlines()
    faults = [line for line in lines if ":status: expected one of exploring, planned" in line]
    assert len(faults) == 2
    assert all(line.split(":")[1].isdigit() for line in faults)


def test_check_against_a_letter_that_is_not_there(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["check", "--letter", str(tmp_path / "none.txt")]) == 2
    assert "expected the letter" in capfd.readouterr().err


@pytest.mark.parametrize("name", ["kst-29237-201.txt", "paragraphs.csv"])
def test_check_finds_one_altered_word_of_the_letter(
    capfd: pytest.CaptureFixture[str], shared: Path, tmp_path: Path, name: str
) -> None:
    source = shared / "letter" / name
    assert main(["check", "--letter", str(source)]) == 0
    assert "every citation stands in the letter" in capfd.readouterr().out
    altered = tmp_path / name
    altered.write_text(source.read_text(encoding="utf-8").replace("voorstander", "tegenstander", 1), encoding="utf-8")
    assert main(["check", "--letter", str(altered)]) == 1
    lines = capfd.readouterr().out.splitlines()
    assert lines
    assert all(re.match(r"data/\w+\.csv:\d+:sha256: expected VEI 2 with the hash", line) for line in lines), lines
    assert "got a paragraph with other words" in lines[0]


def test_help_names_every_job(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    assert end.value.code == 0
    assert {"serve", "check", "build", "query"} <= set(re.findall(r"\w+", capfd.readouterr().out))
