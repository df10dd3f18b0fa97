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

from layers.atlas import Atlas
from sahel_atlas.cli import main
from sahel_atlas.records.folders import DATA
from sahel_atlas.scenes.query import COLUMNS, LISTS, query_rows
from sahel_atlas.scenes.scene import Scene
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
            said = ";".join(map(str, value)) if isinstance(value, list) else "" if value is None else value
            assert cell[name] == (str(said).lower() if isinstance(said, bool) else said), (row["id"], name)
            assert isinstance(value, list) == (name in LISTS)


def test_stated_sums_have_columns_of_their_own(capfd: pytest.CaptureFixture[str]) -> None:
    words = ("--country", "NER", "--text", "EUCAP Sahel Niger", "--lang", "nl")

    def own(rows: Any) -> dict[str, Any]:
        return next(row for row in rows if row["id"] == "eucap-sahel-niger-nl")

    cells = own(csv.DictReader(io.StringIO(asked(capfd, *words, "--format", "csv"))))
    assert cells["amount_sum"] == "4000000;5000000"
    assert (cells["amount_currency"], cells["amount_year"]) == ("EUR;EUR", "2018;2023")
    assert cells["amount_document"] == "bz-2018-10-31-niger;bz-2023-08-04-niger"
    assert [text.split()[0] for text in cells["amount_for"].split(";")] == ["toegezegd", "voor"]
    whole = asked(capfd, *words, "--format", "json")
    assert own(json.loads(whole))["amount_sum"] == [4000000, 5000000] and "4000000.0" not in whole
    early = (*words, "--date", "2018-10-30", "--known", "2018-10-30")
    assert own(csv.DictReader(io.StringIO(asked(capfd, *early))))["amount_sum"] == ""
    assert own(json.loads(asked(capfd, *early, "--format", "json")))["amount_sum"] == []


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


def rows_of(capfd: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(asked(capfd, "--format", "json", *words))
    return found


@pytest.mark.parametrize("name", ["Niger", "niger", "NER"])
def test_a_country_goes_by_its_name(capfd: pytest.CaptureFixture[str], name: str) -> None:
    rows = rows_of(capfd, "--country", name)
    assert {iso3 for row in rows for iso3 in row["countries_matched"]} == {"NER"}
    assert any(len(row["countries"]) > 1 for row in rows)


@pytest.mark.parametrize("name", ["Ivoorkust", "ivory coast", "Côte d'Ivoire", "cote d ivoire"])
def test_all_names_of_a_country_give_the_same_rows(capfd: pytest.CaptureFixture[str], name: str) -> None:
    assert rows_of(capfd, "--country", name) == rows_of(capfd, "--country", "CIV")


def test_a_short_word_is_found_as_a_word_and_not_inside_another(capfd: pytest.CaptureFixture[str]) -> None:
    rows = rows_of(capfd, "--text", "EU")
    assert rows
    atlas = Atlas.load()
    for row in rows:
        told = " ".join(word for _, words in atlas.hay_parts(atlas.engagement(row["id"])) for word in words)
        assert re.search(r"\bEU\b", told, re.IGNORECASE), row["id"]
    assert not {"gpoi-togo-nl"} & {row["id"] for row in rows}


def test_a_period_is_printed_with_the_days_of_each_state(capfd: pytest.CaptureFixture[str]) -> None:
    rows = rows_of(capfd, "--date", "2021-12", "--to", "2023-12")
    alone = {row["id"] for row in rows_of(capfd, "--date", "2021-12")}
    assert alone < {row["id"] for row in rows}
    assert all("2021-12-01" <= row["from"] <= row["to"] <= "2023-12-31" for row in rows)


def test_what_one_document_states_is_not_the_filter_on_rows_that_cite_it(capfd: pytest.CaptureFixture[str]) -> None:
    stated = rows_of(capfd, "--stated", "kst-29237-201")
    assert {row["document"] for row in stated} == {"kst-29237-201"}
    assert {text.split(" ")[0] for row in stated for text in row["citations"]} == {"kst-29237-201"}
    faceted = rows_of(capfd, "--document", "kst-29237-201")
    assert any(len({text.split(" ")[0] for text in row["citations"]}) > 1 for row in faceted)
    niamey = {row["status"] for row in stated if row["id"] == "post-niamey"}
    assert niamey == set() or niamey == {"active"}


@pytest.mark.parametrize(("facet", "word"), [("reach", "own"), ("reach", "region"), ("counted", "component")])
def test_reach_and_what_is_counted_can_be_asked(capfd: pytest.CaptureFixture[str], facet: str, word: str) -> None:
    every = {row["id"] for row in rows_of(capfd) if row[facet] == word}
    rows = rows_of(capfd, f"--{facet}", word)
    assert rows and {row["id"] for row in rows} == every


def test_texts_come_in_the_language_asked_for(capfd: pytest.CaptureFixture[str]) -> None:
    english, dutch = ({r["id"]: r["description"] for r in rows_of(capfd, "--lang", lang)} for lang in ("en", "nl"))
    assert english.keys() == dutch.keys()
    assert english["minusma-mission"] != dutch["minusma-mission"]


def test_a_lenient_query_says_what_it_leaves_out(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "--country", "Atlantis", "--country", "NER", "--lenient", "--format", "json"]) == 0
    out, err = capfd.readouterr()
    assert json.loads(out) == rows_of(capfd, "--country", "NER")
    assert err.startswith("left out: country=Atlantis: expected one of AFG")
    assert err.count("\n") == 1


def test_query_as_known_on_the_day_of_the_letter(capfd: pytest.CaptureFixture[str]) -> None:
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
        (("--country", "Nigerr"), "got 'Nigerr'; write NER for Niger or NGA for Nigeria"),
        (("--country", "Atlantis"), "country: expected one of AFG, BEL, BEN"),
        (("--stated", "kst-29237"), "stated: expected one of kst-29237-201"),
        (("--date", "2021-12", "--to", "2023-13"), "to: expected a month"),
        (("--date", ""), "date: expected a month"),
        *(
            ((f"--{name}", ""), f"{name}: expected a value, got an empty one; leave the option out, or write a value")
            for name in ("country", "status", "subject", "text")
        ),
        (("--country", "NER", "--country", ""), "country: expected a value, got an empty one"),
        (("--country", "NER,Malii"), "got 'Malii'; write MLI for Mali"),
        (("--stated", "kst"), "got 'kst'; write kst-"),
        (("--reach", "everywhere"), "reach: expected one of own, region"),
        (("--lang", "fr"), "lang: expected one of en, nl"),
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


def test_an_option_without_a_value_is_left_out_when_the_question_is_lenient(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "--lenient", "--subject", "", "--country", "NER", "--country", ""]) == 0
    out, err = capfd.readouterr()
    assert out == asked(capfd, "--country", "NER")
    assert [line.partition("=")[0] for line in err.splitlines()] == ["left out: subject", "left out: country"]


def test_values_with_a_comma_between_them_are_several(capfd: pytest.CaptureFixture[str]) -> None:
    several = asked(capfd, "--country", "NER", "--country", "MLI", "--status", "active", "--status", "ended")
    assert asked(capfd, "--country", "Niger, MLI", "--status", "active,ended") == several


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
    command = f"'{sys.executable}' -m sahel_atlas query | head -1"
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
