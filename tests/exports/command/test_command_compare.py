"""`atlas compare`: what it prints is the comparison that the page shows, and what it refuses it says."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from layers.atlas import Atlas
from sahel_atlas.cli import main
from sahel_atlas.exports.tables.changes import COLUMNS, change_rows, plain
from sahel_atlas.records.filters import Filter
from sahel_atlas.scenes.compare import compare
from sahel_atlas.scenes.scene import Scene

Ask = Callable[..., str]
SUMMER = ("2023-07-01", "2023-12-01")


@pytest.fixture
def ask(capfd: pytest.CaptureFixture[str]) -> Ask:
    """Run the command and give what it printed."""

    def one(*words: str) -> str:
        assert main(["compare", *words]) == 0
        return capfd.readouterr().out

    return one


def test_json_is_the_comparison_of_the_scene(ask: Ask, atlas: Atlas) -> None:
    asked = ("--state", "coup", "--instrument", "security", "--lead", "EU", "--format", "json")
    answer = json.loads(ask(*SUMMER, *asked))
    seen = Filter(state=("coup",), instrument=("security",), lead=("EU",))
    scene = Scene(tab="compare", date="2023-12-01", date2="2023-07-01", filter=seen)
    assert answer == json.loads(json.dumps(plain(compare(scene, atlas))))
    niger = next(c for c in answer["countries"] if c["iso3"] == "NER")
    assert (niger["before"], niger["after"], niger["missions"]) == (1, 0, 3)
    listed = {row["id"] for row in answer["changes"] if (row["country"], row["change"]) == ("NER", "suspended")}
    assert {"eucap-sahel-niger-mission", "eumpm-niger-mission", "eucap-sahel-niger-nl"} <= listed


def test_csv_has_one_row_per_change(ask: Ask, atlas: Atlas) -> None:
    rows = list(csv.DictReader(io.StringIO(ask(*SUMMER, "--country", "Niger", "--format", "csv"))))
    assert tuple(rows[0]) == COLUMNS
    scene = Scene(tab="compare", date="2023-12-01", date2="2023-07-01", filter=Filter(country=("NER",)))
    assert [row["id"] for row in rows] == [row["id"] for row in change_rows(compare(scene, atlas))]
    assert {row["country"] for row in rows} == {"NER"}


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "Mali: 9 → 7 running (5 → 3 in the country itself"), ("nl", "Mali: 9 → 7 lopend (5 → 3 in het land zelf")],
)
def test_text_says_what_runs_and_what_is_documentation(ask: Ask, lang: str, said: str) -> None:
    assert said in ask(*SUMMER, "--lang", lang)


def test_two_days_of_knowledge_of_one_date(ask: Ask) -> None:
    words = ("2024-06", "2024-06", "--known2", "2023-12-01", "--format", "json")
    answer: dict[str, Any] = json.loads(ask(*words))
    assert (answer["versus"], answer["before"]["known"], answer["after"]["known"]) == ("known", "2023-12-01", None)
    assert answer["before"]["day"] == answer["after"]["day"] == "2024-06-30"
    assert "revised" in {row["change"] for row in answer["changes"]} <= {"revised", "documented"}
    # Named the other way round it is the same comparison: what was known first comes first.
    assert json.loads(ask("2024-06", "2024-06", "--known2", "", "--known", "2023-12-01", "--format", "json")) == answer


def test_the_later_day_written_first_prints_the_same(ask: Ask) -> None:
    printed = ask(*SUMMER)
    assert ask(*reversed(SUMMER)) == printed
    assert printed.startswith("All engagements on 1 July 2023 compared with 1 December 2023.")
    assert "Mauritania: 2 running, unchanged (2 region-wide); 10 more running, first recorded by then" in printed
    assert "no longer on record" not in printed and "Started" not in printed


def test_a_day_that_is_left_out_is_named_by_its_place(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "2023-13-01", "2023-12-01", "--lenient", "--format", "json"]) == 0
    out, err = capfd.readouterr()
    assert err.startswith("left out: the first day: expected a month YYYY-MM") and "date2" not in err
    assert (json.loads(out)["before"]["date"], json.loads(out)["after"]["date"]) == SUMMER


def test_one_date_twice_without_knowledge_is_a_comparison_of_dates(ask: Ask) -> None:
    answer = json.loads(ask("2023-12-01", "2023-12-01", "--known", "2023-12-01", "--format", "json"))
    assert (answer["versus"], answer["changes"]) == ("dates", [])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("2023-07-32", "2023-12-01"), "the first day: expected a month YYYY-MM or a day YYYY-MM-DD that exists"),
        (("2023-12-01", "2023-07-32"), "the second day: expected a month YYYY-MM or a day YYYY-MM-DD that exists"),
        (("2030-01-01", "2023-12-01"), "the first day: expected a date from 2012-01-01 to 2026-12-31"),
        ((*SUMMER, "--country", "Atlantis"), "Atlantis"),
        ((*SUMMER, "--format", "xls"), "format: expected one of text, json, csv, got 'xls'"),
        ((*SUMMER, "--known2", "2023-12-01"), "--known2: expected one date given twice"),
    ],
)
def test_what_cannot_be_used_is_refused(
    capfd: pytest.CaptureFixture[str], words: tuple[str, ...], message: str
) -> None:
    assert main(["compare", *words]) == 2
    said = capfd.readouterr().err
    assert message in said and "date2" not in said
