"""What is not known, taken away: each format opened again, its numbers added up; the same numbers on the page."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from geo.errors import AtlasError
from layers.atlas import Atlas
from sahel_atlas.cli import main
from sahel_atlas.exports.tables.unknown import COLUMNS, FORMATS, answer, unknown_bytes, unknown_name, unknown_rows
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.unknown import BY, KINDS, counted, gaps
from tests.page_scripts import run_scripts

SCENE = Scene.from_query("known=2023-12-01&instrument=security&lang=nl")
SAID = "Wat niet bekend is, zoals bekend op 1 december 2023, veiligheid, exclusief context"
CELLS = """(atlas, answer) => {
  const { cellsOf, rowsOf } = atlas.unknownParts;
  const count = (by, { kind, column, n }) => [by, kind, column, n, rowsOf(answer, kind, by, column).length];
  return Object.keys(answer.columns).flatMap((by) => cellsOf(answer, by).flat().map((cell) => count(by, cell)));
}"""


def test_csv_has_a_line_for_each_row_and_says_its_clocks(atlas: Atlas) -> None:
    lines = list(csv.DictReader(io.StringIO(unknown_bytes(atlas, SCENE, "csv").decode("utf-8-sig"))))
    rows = unknown_rows(gaps(atlas, SCENE), atlas, SCENE)
    assert [line["key"] for line in lines] == [row["key"] for row in rows]
    assert tuple(lines[0])[: len(COLUMNS)] == COLUMNS
    assert {(line["known"], line["stated"]) for line in lines} == {("2023-12-01", "every document")}
    assert {line["asked_nl"] for line in lines} == {SAID}


def test_json_holds_counts_and_rows_that_agree(atlas: Atlas) -> None:
    said = json.loads(unknown_bytes(atlas, SCENE, "json"))
    assert said == json.loads(json.dumps(answer(atlas, SCENE)))
    for by in BY:
        for kind in KINDS:
            mine = [row for row in said["rows"] if row["kind"] == kind]
            for column, number in said["counts"][by][kind].items():
                assert number == sum(column == "" or column in row["columns"][by] for row in mine)


@pytest.mark.parametrize("scene", [Scene(), SCENE, Scene.from_query("country=NER,MLI&stated=kst-29237-201")])
def test_a_number_on_the_page_opens_the_rows_that_it_counts(atlas: Atlas, scene: Scene) -> None:
    said = answer(atlas, scene)
    cells = run_scripts(CELLS, said)
    assert len(cells) == len(KINDS) * sum(1 + len(said["columns"][by]) for by in BY)
    assert [cell for cell in cells if cell[3] != cell[4]] == []
    assert any(cell[3] for cell in cells)


def test_workbook_says_it_in_the_language_of_the_scene(atlas: Atlas) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(unknown_bytes(atlas, SCENE, "xlsx")))
    assert book.sheetnames == ["Niet bekend", "Per land", "Per instrument", "Herkomst"]
    found = gaps(atlas, SCENE)
    assert book["Niet bekend"].max_row == 1 + len(found)
    lines = [[cell.value for cell in line] for line in book["Per land"]]
    assert lines[0][:4] == ["Wat niet bekend is (exclusief context)", "Totaal", "Burkina Faso", "Mali"]
    table = counted(found, "country", atlas, SCENE)
    assert [line[1:] for line in lines[1:]] == [list(table[kind].values()) for kind in KINDS]


def test_text_lists_every_row_under_its_count(atlas: Atlas) -> None:
    text = unknown_bytes(atlas, SCENE, "text").decode()
    assert text.startswith(f"{SAID}\n")
    table = counted(gaps(atlas, SCENE), "country", atlas, SCENE)
    assert f"Bronnen spreken elkaar tegen ({table['conflict']['']})" in text
    assert sum(line.startswith("  ") for line in text.splitlines()) == len(gaps(atlas, SCENE))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("query", ["", "lang=nl", "subject=NL,mission,context", "subject=NL"])
def test_every_form_says_where_context_is_left_out(atlas: Atlas, name: str, query: str) -> None:
    from openpyxl import load_workbook

    scene = Scene.from_query(query)
    body = unknown_bytes(atlas, scene, name)
    if name == "xlsx":
        book = load_workbook(io.BytesIO(body))
        firsts = [str(sheet.cell(1, 1).value) for sheet in book.worksheets[:-1]]
    elif name == "csv":
        firsts = [row[f"asked_{scene.lang}"] for row in csv.DictReader(io.StringIO(body.decode("utf-8-sig")))]
    elif name == "json":
        firsts = [json.loads(body)["metadata"][f"asked_{scene.lang}"]]
    else:
        firsts = [body.decode().splitlines()[0]]
    says = "exclusief context" if scene.lang == "nl" else "context not included"
    assert firsts and {says in first for first in firsts} == {not query.startswith("subject")}


def test_an_unknown_format_is_refused(atlas: Atlas) -> None:
    with pytest.raises(AtlasError, match="format: expected one of text, csv, xlsx, json, got 'ods'"):
        unknown_bytes(atlas, Scene(), "ods")


def test_file_name_says_the_clocks() -> None:
    assert unknown_name(SCENE, FORMATS["text"].suffix) == "sahel-not-known-as-known-2023-12-01.txt"
    assert unknown_name(Scene(stated="d"), "csv") == "sahel-not-known-as-stated-d.csv"


def test_the_command_prints_and_writes(
    atlas: Atlas, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ("--country", "Niger", "--instrument", "security", "--known", "2023-12-01")
    scene = Scene.from_query("country=NER&instrument=security&known=2023-12-01")
    for name in ("text", "csv", "json"):
        assert main(["unknown", *words, "--format", name]) == 0
        assert capfd.readouterr().out.encode() == unknown_bytes(atlas, scene, name).removeprefix(b"\xef\xbb\xbf")
    assert main(["unknown", *words, "--format", "xlsx", "-o", "gaps.xlsx"]) == 0
    assert capfd.readouterr().out == "gaps.xlsx\n"
    assert (tmp_path / "gaps.xlsx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--format", "ods"), "format: expected one of text, csv, xlsx, json"),
        (("--format", "xlsx"), "output: expected a file for a workbook, got none; name one with -o"),
        (("--country", "Nigerr"), "write NER for Niger or NGA for Nigeria"),
        (("--known", "2023"), "known: expected a day"),
        (("-o", "none/a.txt"), "expected a folder"),
    ],
)
def test_the_command_refuses_in_one_sentence(
    words: tuple[str, ...], says: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["unknown", *words]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert says in err and err.count("\n") == 1
