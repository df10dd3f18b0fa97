"""The file itself: the same bytes again, text that stays text with its fonts, and what it says of itself."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from geo.errors import AtlasError
from sahel_atlas.exports.figure.figure import FORMATS, pdf_pages, plate_bytes, render
from sahel_atlas.exports.fonts import font_file
from sahel_atlas.exports.options import ExportOptions
from sahel_atlas.exports.plate.page import build_plate
from sahel_atlas.exports.plate.plate import Label, Plate
from sahel_atlas.exports.statecode import decode
from sahel_atlas.exports.write import Cancelled, Job
from sahel_atlas.marks.theme import TOKENS
from sahel_atlas.scenes.scene import Scene, View

ROOT = Path(__file__).resolve().parents[3]
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = 'Mali <script>alert(1)</script> & "Niger" $x^2$ é'
ELSEWHERE = """
import hashlib
from sahel_atlas.exports.figure.figure import FORMATS, render
from layers.atlas import Atlas
from sahel_atlas.scenes.scene import Scene
atlas = Atlas.load()
for kind in FORMATS:
    print(kind, hashlib.sha256(render(Scene(), atlas, kind=kind)).hexdigest())
"""


@pytest.fixture(scope="module")
def plate(atlas: Any) -> Plate:
    return build_plate(Scene(known="2023-12-01", lang="nl"), atlas, ExportOptions(title=HOSTILE, tlp="AMBER+STRICT"))


@pytest.fixture(scope="module")
def drawn(plate: Plate) -> dict[str, bytes]:
    return {kind: plate_bytes(plate, kind, 144) for kind in FORMATS}


def test_another_process_writes_the_same_bytes(atlas: Any) -> None:
    settings = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE], cwd=ROOT, env=settings, capture_output=True, text=True, check=True
    )
    there = dict(line.split() for line in done.stdout.splitlines())
    build_plate(Scene(date="2019-01"), atlas)  # another figure in between leaves no trace
    assert {kind: hashlib.sha256(render(Scene(), atlas, kind=kind)).hexdigest() for kind in FORMATS} == there


def test_a_png_has_the_size_asked_for_and_says_what_it_is(atlas: Any, plate: Plate, drawn: dict[str, bytes]) -> None:
    with Image.open(io.BytesIO(drawn["png"])) as image:
        assert image.size == (1920, 1080)
        assert image.text["StateCode"] == plate.code
        assert image.text["Title"] == HOSTILE
        assert "1 december 2023" in image.text["Description"]
        assert "Software" not in image.text
    small = render(Scene(), atlas, ExportOptions(size="300x240", dpi=96))
    with Image.open(io.BytesIO(small)) as image:
        assert image.size == (400, 320)


def test_an_svg_keeps_its_text_and_brings_its_fonts(plate: Plate, drawn: dict[str, bytes]) -> None:
    text = drawn["svg"].decode("utf-8")
    tree = ElementTree.fromstring(text)
    written = ["".join(node.itertext()) for node in tree.iter(f"{SVG}text")]
    wanted = [mark.text for mark in plate.marks if isinstance(mark, Label)]
    assert sorted(written) == sorted(wanted)
    assert tree.find(f"{SVG}title").text == HOSTILE
    assert len(tree.findall(f"{SVG}title")) == 1
    assert plate.code in tree.find(f"{SVG}desc").text
    assert tree.find(f"{SVG}script") is None and "<script" not in text
    styles = {(m.weight, m.italic or m.serif, m.serif) for m in plate.marks if isinstance(m, Label)}
    faces = re.findall(r"@font-face\{font-family:'([^']+)';font-weight:(\d+);font-style:(\w+)", text)
    assert set(faces) == {
        ("Source Serif 4" if serif else "Source Sans 3", str(weight), "italic" if italic else "normal")
        for weight, italic, serif in styles
    }
    loaded = re.findall(r"(?:href|src)\s*=\s*[\"']([^\"'#]+)|url\((?!#|data:)([^)]+)\)", text)
    assert all(link[0].startswith("data:image/png") for link in loaded), [link[0][:40] for link in loaded]


def test_a_pdf_keeps_its_text_and_brings_its_fonts(plate: Plate, drawn: dict[str, bytes], tmp_path: Path) -> None:
    data = drawn["pdf"]
    assert data.count(b"/FontFile2") >= 4 and data.count(b"/ToUnicode") >= 4
    assert b"/Type3" not in data
    assert b"/CreationDate" not in data and b"/Producer" not in data
    assert plate.code.encode() in data
    reader = Path(os.environ.get("PDFTOPPM") or shutil.which("pdftoppm") or "").with_name("pdftotext")
    assert reader.is_file(), "expected pdftotext beside pdftoppm, found none; run `make test`, or set PDFTOPPM"
    (tmp_path / "x.pdf").write_bytes(data)
    done = subprocess.run([reader, "-raw", tmp_path / "x.pdf", "-"], capture_output=True, text=True, check=True)
    told = " ".join(done.stdout.split())
    for mark in plate.marks:
        if isinstance(mark, Label) and not mark.turn and mark.part not in ("country sign", "count"):
            assert mark.text in told, (mark.part, mark.text)


def test_pages_of_one_pdf(atlas: Any, plate: Plate) -> None:
    told: list[tuple[float, str]] = []
    pair = [plate, build_plate(Scene(date="2019-05"), atlas, ExportOptions(size="a4-portrait"))]
    data = pdf_pages(pair, Job(lambda share, step: told.append((share, step))))
    assert data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") == 2
    assert told == [(0.5, "1/2"), (0.75, "2/2")]
    assert all(p.code.encode() in data for p in pair)
    assert data == pdf_pages(pair, Job())
    stopped = Job()
    stopped.cancel()
    with pytest.raises(Cancelled):
        pdf_pages(pair, stopped)


def test_grey_is_grey(atlas: Any) -> None:
    layers = (*Scene().layers, "indicators", "regions", "states")
    scene = Scene(layers=layers, fill="HDI")
    with Image.open(
        io.BytesIO(render(scene, atlas, ExportOptions(theme="greyscale", dpi=96, size="480x270")))
    ) as image:
        pixels = np.asarray(image.convert("RGB")).astype(int)
    assert np.ptp(pixels, axis=2).max() == 0
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in TOKENS["greyscale"].values())


def test_the_code_on_the_page_gives_the_scene_back(atlas: Any) -> None:
    scene = Scene(date="2022-05", to="2022-09", known="2023-01-01", lang="nl", view=View(2.0, 15.0, 5.5))
    made = build_plate(replace(scene, selection=("country:NER",)), atlas)
    shown = next(m for m in made.of("code") if isinstance(m, Label))
    assert made.code in shown.text
    assert decode(made.code) == replace(scene, selection=("country:NER",))


def test_each_font_of_the_page_is_one_of_ours(plate: Plate) -> None:
    files = {font_file(m.weight, m.italic, m.serif) for m in plate.marks if isinstance(m, Label)}
    assert files and all(Path(file).is_file() for file in files)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"size": "huge"}, r"size: expected one of 16:9.*, or WIDTHxHEIGHT in points from 200 to 4000, got 'huge'"),
        ({"size": "100x900"}, "got '100x900'"),
        ({"size": "nanx300"}, "got 'nanx300'"),
        ({"size": "5000x5000"}, "got '5000x5000'"),
        ({"size": "300x601"}, "size: expected sides of which one is at most 2 times the other, got '300x601'; make"),
        ({"dpi": 95}, "dpi: expected 96 to 600 dots per inch, got 95"),
        ({"dpi": 601}, "got 601"),
        ({"theme": "neon"}, "theme: expected one of screen, print, greyscale, dark, got 'neon'"),
        ({"lang": "fr"}, "lang: expected one of en, nl"),
        ({"tlp": "WHITE"}, "tlp: expected one of CLEAR, GREEN, AMBER, AMBER\\+STRICT, RED"),
        ({"marking": "x" * 81}, "marking: expected at most 80 characters, got 81"),
        ({"title": "x" * 161}, "title: expected at most 160"),
    ],
)
def test_options_that_make_no_sense_are_refused(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(AtlasError, match=words):
        ExportOptions(**wrong)


def test_a_free_size_and_the_band() -> None:
    assert ExportOptions(size="640X480").points() == (640.0, 480.0)
    assert ExportOptions(marking=" Vertrouwelijk ", tlp="RED").band == "Vertrouwelijk · TLP:RED"
    assert ExportOptions().band == ""
