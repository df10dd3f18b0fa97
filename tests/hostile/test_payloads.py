"""Markup in every free text of a data folder: the tables are valid, and no export lets it run."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from layers.atlas import Atlas
from sahel_atlas.cli import main
from sahel_atlas.exports.tables.tables import table_bytes
from sahel_atlas.records.check.run import check
from sahel_atlas.scenes.scene import Scene
from tests.hostile.poison import PAYLOADS, free, payload, poisoned

LINK = "date=2023-12-01&country=MLI,NER"
LIVE = {"script", "iframe", "foreignObject", "object", "embed", "handler", "set", "animate"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return poisoned(tmp_path_factory.mktemp("hostile") / "data")


@pytest.fixture(scope="module")
def hostile(folder: Path) -> Atlas:
    return Atlas.load(folder)


def test_the_tables_are_valid_and_every_free_text_carries_markup(folder: Path, hostile: Atlas) -> None:
    assert check(folder) == []
    assert free("engagements", "name_en") and free("documents", "title") and not free("periods", "status")
    names = [e.name_en for e in hostile.tables.engagements]
    assert all(any(word in name for word in PAYLOADS) for name in names)
    assert len({payload(str(n))[len(str(n)) :] for n in range(200)}) == len(PAYLOADS)


def living(root: ElementTree.Element) -> list[str]:
    """Elements and attributes of a drawing that a browser would run or follow."""
    found = []
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        if name in LIVE:
            found.append(name)
        for key, value in element.attrib.items():
            plain = key.rpartition("}")[2]
            if plain.startswith("on") or re.match(r"\s*(javascript|vbscript|data:text)", value, re.IGNORECASE):
                found.append(f"{name} {plain}={value[:40]}")
    return found


def test_the_search_for_living_parts_finds_them() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><script/><g onload="x()"/><a href=" javascript:y()"/></svg>'
    assert len(living(ElementTree.fromstring(svg))) == 3


def exported(folder: Path, target: Path, what: str = LINK) -> bytes:
    """The file that the command line writes."""
    assert main(["export", what, "-o", str(target), "--data", str(folder)]) == 0
    return target.read_bytes()


def test_nothing_runs_in_a_drawing(folder: Path, tmp_path: Path) -> None:
    root = ElementTree.fromstring(exported(folder, tmp_path / "map.svg"))
    assert living(root) == []
    assert main(["export", LINK, "-o", str(tmp_path / "t.svg"), "--data", str(folder), "--title", PAYLOADS[1]]) == 0
    titled = ElementTree.parse(tmp_path / "t.svg").getroot()
    assert living(titled) == []


def test_slides_hold_words_and_no_links_that_run(folder: Path, tmp_path: Path) -> None:
    data = exported(folder, tmp_path / "story.pptx", "hostile")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        said = ""
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                text = package.read(name).decode("utf-8")
                ElementTree.fromstring(text)
                said += text
                for target in re.findall(r'Target="([^"]*)"', text):
                    assert not re.match(r"\s*(javascript|file|vbscript|data):", target, re.IGNORECASE), (name, target)
    assert "&lt;svg/onload=__pwned=" in said


def test_a_workbook_holds_text_and_no_formulas(hostile: Atlas) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(table_bytes(hostile, Scene(), "xlsx")))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    assert all(cell.hyperlink is None for cell in cells)
    assert any(PAYLOADS[0] in str(cell.value) for cell in cells)


@pytest.mark.parametrize("ending", ["csv", "geojson"])
def test_plain_tables_keep_the_words_as_they_are(hostile: Atlas, ending: str) -> None:
    text = table_bytes(hostile, Scene(), ending).decode("utf-8-sig")
    assert PAYLOADS[0] in text


def test_the_server_answers_json_as_json_and_words_as_escaped_html(folder: Path) -> None:
    from app import create_server
    from sahel_atlas.views.settings import Settings

    client = create_server(Settings(data=folder)).test_client()
    for path in (
        "/data/atlas.json",
        "/data/stories.json",
        "/api/query?country=MLI",
        "/api/sentence",
        "/api/search?q=img",
    ):
        answer = client.get(path)
        assert (answer.status_code, answer.mimetype) == (200, "application/json")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    words: Any = client.get("/api/twin?country=MLI").get_data(as_text=True)
    assert "&lt;img src=x onerror" in words or "&lt;/script&gt;" in words
    assert not re.search(r"<(img|script|svg|iframe|style)\b", words)
