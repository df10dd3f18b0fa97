"""A third language is a file: figures, sentences, tables, the command and the page's words take it as it is."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from layers.atlas import Atlas
from sahel_atlas.cli import main
from sahel_atlas.exports.options import ExportOptions
from sahel_atlas.exports.plate.page import build_plate
from sahel_atlas.exports.plate.plate import Label
from sahel_atlas.exports.tables.changes import changes_bytes
from sahel_atlas.exports.tables.rests import told_rows
from sahel_atlas.exports.tables.sheets import further_sheets
from sahel_atlas.exports.tables.tables import provenance, table_bytes
from sahel_atlas.exports.tables.unknown import answer
from sahel_atlas.records import words
from sahel_atlas.records.folders import WORDS
from sahel_atlas.records.po import read_po
from sahel_atlas.records.words import document_name, languages, name_in, pick, say
from sahel_atlas.scenes.query import query_rows
from sahel_atlas.scenes.scene import Scene, read_query
from sahel_atlas.scenes.sentence import sentence
from sahel_atlas.views.words import all_words
from scripts.words import faults, update
from scripts.words import main as make_words

MISSING = ("status.ended", "sheet.amounts")
"""Keys that the third language of these tests has no text for."""


def entry(key: str, english: str, text: str) -> str:
    """An entry of a `.po` file."""
    return "\n".join(f"{name} {json.dumps(said, ensure_ascii=False)}" for name, said in
                     (("msgctxt", key), ("msgid", english), ("msgstr", text)))  # fmt: skip


@pytest.fixture
def third(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of words with a language `xx`: the English in square brackets, two texts left out."""
    shutil.copytree(WORDS, tmp_path / "words")
    source = read_po(WORDS / words.TEMPLATE)
    marked = (entry(e.key, e.english, "" if e.key in MISSING else f"[{e.english}]") for e in source)
    (tmp_path / "words" / "xx.po").write_text("\n\n".join(marked) + "\n", encoding="utf-8")
    monkeypatch.setattr(words, "FOLDER", tmp_path / "words")
    return tmp_path / "words"


def test_languages_are_the_files_present(third: Path) -> None:
    assert languages() == ("en", "nl", "xx")
    assert say("status.active", "xx") == "[Active]"
    assert say("status.ended", "xx") == "Ended"
    assert say("time.known", "xx", date="today") == "[as known on today]"
    assert all_words()["status.active"] == ("Active", "Actief", "[Active]")
    assert all_words()["status.ended"] == ("Ended", "Beëindigd", "Ended")


def test_columns_of_the_tables_are_said_in_english_where_a_language_has_none(third: Path, atlas: Atlas) -> None:
    country = next(c for c in atlas.tables.countries if c.name_en != c.name_nl)
    document = atlas.tables.documents[0]
    assert name_in(country, "xx") == country.name_en and name_in(country, "nl") == country.name_nl
    assert pick({"text_en": "a", "text_nl": "b"}, "text", "xx") == "a"
    assert document_name(document, "xx") == document.title


def test_a_link_and_a_sentence_take_it(third: Path, atlas: Atlas) -> None:
    scene, dropped = read_query("lang=xx&instrument=security")
    assert (scene.lang, dropped) == ("xx", ())
    assert sentence(scene, atlas) == "[Security], [on [1 [December] 2023]]"
    _, (fault,) = read_query("lang=yy")
    assert fault.expected == "one of en, nl, xx"


def test_a_figure_takes_it(third: Path, atlas: Atlas) -> None:
    plate = build_plate(Scene(lang="xx"), atlas, ExportOptions(lang="xx"))
    said = [mark.text for mark in plate.marks if isinstance(mark, Label)]
    assert any("[Natural Earth." in text for text in said) and "[Mission headquarters]" in said
    assert any("burkina" in text.lower() for text in said)


def test_tables_take_it(third: Path, atlas: Atlas) -> None:
    scene = Scene(lang="xx")
    rows = told_rows(query_rows(atlas, scene), atlas, scene)
    sheets = further_sheets(rows, provenance(atlas, scene, rows).sources, atlas, scene)
    titles = {sheet.title: sheet for sheet in sheets}
    assert {"[In words]", "Amounts", "[Sources]"} <= set(titles)
    assert list(titles["[In words]"].columns)[:2] == ["[Engagement]", "[Whose]"]
    assert sentence(scene, atlas, "xx") in table_bytes(atlas, scene, "csv").decode("utf-8-sig")
    compared = replace(scene, date2="2023-07-01")
    assert b"[Dutch engagements: " in changes_bytes(atlas, compared, "text")
    kinds = answer(atlas, scene)["kinds"]
    assert kinds["start"] == {"en": "Start not recorded", "nl": "Begin niet vastgelegd", "xx": "[Start not recorded]"}


def test_the_command_takes_it(third: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["unknown", "--lang", "xx"]) == 0
    assert "[Start not recorded]" in capsys.readouterr().out
    assert main(["export", "lang=xx", "-o", str(tmp_path / "figure.svg")]) == 0
    assert "[Natural Earth." in (tmp_path / "figure.svg").read_text("utf-8")
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    assert "en or nl or xx" in re.sub(r"\s+", " ", capsys.readouterr().out)


FAULTY = {
    "two blanks": ("time.known", "as known on {date}", "zoals bekend op {dag}", "the blanks of the English (date)"),
    "empty": ("time.by", "by", "", "a text without spaces round it"),
    "other English": ("time.by", "before", "voor", "the English of atlas.pot"),
    "no such key": ("time.bye", "by", "dag", "a key of atlas.pot"),
    "equal": ("time.by", "by", "by", "a comment `# equal:"),
}


@pytest.mark.parametrize("case", FAULTY)
def test_what_is_wrong_is_named_by_file_line_and_key(third: Path, case: str) -> None:
    key, english, text, expected = FAULTY[case]
    (third / "xx.po").write_text("\n\n" + entry(key, english, text) + "\n", encoding="utf-8")
    found = [str(fault) for fault in faults(third) if fault.where.startswith("xx.po:")]
    assert len(found) == 1 and found[0].startswith(f"xx.po:3 ({key}): expected {expected}"), found


def test_a_missing_key_one_that_stands_twice_and_a_fuzzy_one_are_named(third: Path) -> None:
    two = entry("time.by", "by", "door")
    (third / "xx.po").write_text(f"{two}\n\n#, fuzzy\n{two}\n", encoding="utf-8")
    found = "\n".join(str(fault) for fault in faults(third))
    assert "xx.po: expected the key atlas.title of atlas.pot:" in found
    assert "xx.po:1 (time.by): expected each key once" in found
    assert "xx.po:6 (time.by): expected a translation of the English as it is now, got a fuzzy one" in found


def test_new_english_goes_to_the_languages_and_marks_what_it_changes(third: Path, capsys: Any) -> None:
    pytest.importorskip("babel")
    before, texts = (third / "nl.po").read_bytes(), len(read_po(third / words.TEMPLATE))
    update(third)
    assert (third / "nl.po").read_bytes() == before
    template = third / words.TEMPLATE
    text = template.read_text("utf-8").replace('msgctxt "time.by"\nmsgid "by"', 'msgctxt "time.by"\nmsgid "not after"')
    template.write_text(text + "\n" + entry("time.new", "new", "") + "\n", encoding="utf-8")
    assert make_words(["--folder", str(third)]) == 1
    told = {e.key: e for e in read_po(third / "nl.po")}
    assert (told["time.by"].text, told["time.by"].fuzzy, told["time.new"].text) == ("uiterlijk", True, "")
    assert f"nl: {texts - 1} of {texts + 1} texts" in capsys.readouterr().out
