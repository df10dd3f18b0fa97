"""The `atlas` command: its answers, its exit status, its sentences."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cli import main
from layers.atlas import DATA, Atlas
from layers.query import COLUMNS, query_rows
from layers.scene import Scene


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


def test_query_as_the_letter_said(capfd: pytest.CaptureFixture[str]) -> None:
    late = json.loads(asked(capfd, "--format", "json", "--date", "2024-10-01"))
    letter = json.loads(asked(capfd, "--format", "json", "--date", "2024-10-01", "--known", "2023-12-01"))
    assert {row["projected"] for row in late} == {False}
    assert {row["projected"] for row in letter} == {True}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--date", "2023-13-01"), "date: expected a date"),
        (("--date", "2023-02-30"), "date: expected a date"),
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
    folder = tmp_path / "other data"
    folder.mkdir()
    for path in DATA.glob("*.csv"):
        shutil.copy(path, folder)
    text = (folder / "engagements.csv").read_text(encoding="utf-8")
    (folder / "engagements.csv").write_text(text.replace("MINUSMA", "EXAMPLE"), encoding="utf-8")
    rows = json.loads(asked(capfd, "--format", "json", "--data", str(folder)))
    assert any("EXAMPLE" in row["name_en"] for row in rows)


def test_a_bad_table_stops_with_its_lines(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for path in DATA.glob("*.csv"):
        shutil.copy(path, tmp_path)
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
    for path in DATA.glob("*.csv"):
        shutil.copy(path, tmp_path)
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


def test_check_finds_one_altered_word_of_the_letter(
    capfd: pytest.CaptureFixture[str], shared: Path, tmp_path: Path
) -> None:
    source = shared / "letter" / "kst-29237-201.txt"
    assert main(["check", "--letter", str(source)]) == 0
    text = source.read_text(encoding="utf-8")
    altered = tmp_path / "letter.txt"
    altered.write_text(text.replace("migratie", "migraties", 1), encoding="utf-8")
    capfd.readouterr()
    assert main(["check", "--letter", str(altered)]) == 1
    assert "sha256" in capfd.readouterr().out


def test_help_names_every_job(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    assert end.value.code == 0
    assert {"serve", "check", "build", "query"} <= set(re.findall(r"\w+", capfd.readouterr().out))
