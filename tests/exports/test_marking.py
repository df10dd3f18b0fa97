"""The marking stands in all that leaves the atlas: every format is made by every door and opened with another's reader.

`READERS` has one reader per carrier: a format that is added without one, or without a carrier, turns this red.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import geopandas as gpd
import numpy as np
import openpyxl
import pyarrow.parquet as pq
import pytest
import rasterio
from PIL import Image, ImageSequence
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pypdf import PdfReader
from pyproj import Transformer

from geo.errors import AtlasError
from sahel_atlas.cli import main
from sahel_atlas.exports import carriers, make
from sahel_atlas.exports.carriers import CARRIERS
from sahel_atlas.exports.figure import series as atlas_series
from sahel_atlas.exports.figure.raster import geotiff
from sahel_atlas.exports.make import MEDIA, TABLES
from sahel_atlas.exports.marking import REQUIRED, SETTING, Marking, marking_in, marking_of
from sahel_atlas.exports.options import ExportOptions
from sahel_atlas.exports.plate import page as plate_page
from sahel_atlas.exports.plate.page import build_plate
from sahel_atlas.exports.plate.plate import Label
from sahel_atlas.exports.tables import changes, tables, unknown
from sahel_atlas.records.vocabulary import FOCUS
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.stories.folder import find_story, parse_story
from sahel_atlas.scenes.stories.screen import story_dict

MARKS = (Marking("", "AMBER"), Marking("NATO RESTRICTED"))
QUERY, EMPTY, STORY = "date=2023-12-01", "date=2023-12-01&text=qqqq", "coastal-states"
COMPARED = "date=2023-12-01&date2=2023-07-01&tab=compare"
LOOK = ("--size", "640x360", "--dpi", "96")
AMBER = (0xFF, 0xC0, 0x00)


def asked(marking: Marking) -> list[str]:
    """The options of the command line."""
    text = ["--marking", marking.text] if marking.text else []
    return [*text, "--tlp", marking.tlp] if marking.tlp else text


# ---- other people's readers ----


def assert_band(picture: Image.Image, marking: Marking) -> None:
    """The first and the last rows are black from edge to edge and hold letters in the marking's colours."""
    pixels = np.asarray(picture.convert("RGB")).astype(int)
    colours = [AMBER if words.startswith("TLP:") else (255, 255, 255) for words, _ in marking.parts]
    for rows in (pixels, pixels[::-1]):
        deep = int(np.argmax(rows[:, 0].max(axis=1) > 40)) or 1
        assert 10 <= deep <= 60, f"a band of {deep} pixels"
        band = rows[:deep]
        assert (band[:, [1, -2]] < 40).all(), "the band does not reach the edges"
        for colour in colours:
            assert (np.abs(band - colour).max(axis=2) < 90).sum() > 15, f"no letters of colour {colour}"


def png(path: Path, marking: Marking) -> None:
    with Image.open(path) as picture:
        assert_band(picture, marking)
        assert picture.info["Marking"] == marking.line


def svg(path: Path, marking: Marking) -> None:
    texts = [e for e in ElementTree.parse(path).iter() if e.tag.endswith("}text")]
    said = ["".join(e.itertext()).strip() for e in texts]
    for words, _ in marking.parts:
        assert said.count(words) == 2, words


def pdf(path: Path, marking: Marking) -> None:
    reader = PdfReader(path)
    for number, page in enumerate(reader.pages):
        text = " ".join(page.extract_text().split())
        for words, _ in marking.parts:
            assert text.count(words) == 2, f"page {number + 1}"
    assert marking.line in str(reader.metadata.keywords if reader.metadata else "")


def pptx(path: Path, marking: Marking) -> None:
    shown = Presentation(str(path))
    for number, slide in enumerate(shown.slides, 1):
        bands = sorted((s.top, s.top + s.height) for s in every(slide.shapes) if s.name.startswith("Marking band"))
        assert [bands[0][0], bands[-1][1]] == [0, pytest.approx(shown.slide_height, abs=9)], f"slide {number}"
        said = [s.text_frame.text for s in every(slide.shapes) if s.has_text_frame]
        for words, _ in marking.parts:
            assert sum(words in text for text in said) >= 2, f"slide {number}"
        lines = slide.notes_slide.notes_text_frame.text.split("\n")
        assert lines[0] == lines[-1] == marking.line, f"notes of slide {number}"
        printed = [s.text_frame.text for s in slide.notes_slide.shapes if s.name.startswith("Marking ")]
        assert printed == [marking.line] * 2, f"printed notes of slide {number}"
    assert shown.core_properties.category == marking.line
    masters = [r.target_part for r in shown.part.rels.values() if r.reltype.endswith("/handoutMaster")]
    assert [master.blob.decode().count(marking.parts[0][0]) for master in masters] == [2]


def every(shapes: Any) -> Any:
    """All shapes, those in groups too."""
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from every(shape.shapes)


def gif(path: Path, marking: Marking) -> None:
    with Image.open(path) as film:
        frames = [frame.convert("RGB") for frame in ImageSequence.Iterator(film)]
        assert marking.line in bytes(film.info["comment"]).decode()
    assert len(frames) > 1
    for frame in frames:
        assert_band(frame, marking)


def mp4(path: Path, marking: Marking) -> None:
    subprocess.run(
        [film_program(), "-loglevel", "error", "-i", str(path), str(path.with_name("f%03d.png"))], check=True
    )
    frames = sorted(path.parent.glob("f*.png"))
    assert len(frames) > 1
    for frame in frames:
        with Image.open(frame) as picture:
            assert_band(picture, marking)


def film_program() -> str:
    return shutil.which("ffmpeg") or "ffmpeg"


def tif(path: Path, marking: Marking) -> None:
    with rasterio.open(path) as raster:
        assert raster.tags()["MARKING"] == marking.line
        assert_band(Image.fromarray(np.ascontiguousarray(raster.read().transpose(1, 2, 0))), marking)


class Bands(HTMLParser):
    """The words of the bands of a page, its metadata and its title."""

    def __init__(self) -> None:
        super().__init__()
        self.bands: dict[str, str] = {}
        self.meta = self.title = self.side = ""
        self.root: dict[str, str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "html":
            self.root = found
        elif tag == "meta" and found.get("name") == "marking":
            self.meta = found.get("content") or ""
        elif tag == "div":
            self.side = (found.get("data-side") or "") if found.get("class") == "marking-band" else ""
        elif tag in ("title", "script"):
            self.side = tag

    def handle_data(self, data: str) -> None:
        if self.side == "title":
            self.title += data
        elif self.side in ("top", "foot"):
            self.bands[self.side] = self.bands.get(self.side, "") + data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("div", "title", "script"):
            self.side = ""


def html(path: Path, marking: Marking) -> None:
    page = Bands()
    page.feed(path.read_text("utf-8"))
    words = "".join(text for text, _ in marking.parts)
    assert page.bands == {"top": words, "foot": words}
    assert page.meta == marking.line
    assert page.title.startswith(f"{marking.line} | ")
    assert page.root["data-marking"] == "on"


def csv_(path: Path, marking: Marking) -> None:
    head, *lines = csv.reader(path.read_text("utf-8-sig").splitlines())
    at = head.index("marking")
    assert lines and {line[at] for line in lines} == {marking.line}


def xlsx(path: Path, marking: Marking) -> None:
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        assert sheet["A1"].value == marking.line, sheet.title
        assert sheet["A1"].fill.fgColor.rgb == "00000000" and sheet.sheet_state == "visible"
        assert sheet.oddHeader.center.text == sheet.oddFooter.center.text == marking.line
    *lists, origin = book.worksheets
    for sheet in lists:
        head, *rows = sheet.iter_rows(min_row=2, values_only=True)
        assert head[-1] == "marking" and {row[-1] for row in rows} <= {marking.line}, sheet.title
    assert ("marking", marking.line) in [row[:2] for row in origin.iter_rows(values_only=True)]
    assert book.properties.category == marking.line


def json_(path: Path, marking: Marking) -> None:
    found = json.loads(path.read_bytes())
    if isinstance(found, dict):
        assert found["marking"] == marking.line
    rows = found.get("changes", found.get("rows")) if isinstance(found, dict) else found
    assert rows and {row["marking"] for row in rows} == {marking.line}


def geojson(path: Path, marking: Marking) -> None:
    assert json.loads(path.read_bytes())["marking"] == marking.line
    assert set(gpd.read_file(path)["marking"]) == {marking.line}


def gpkg(path: Path, marking: Marking) -> None:
    assert set(gpd.read_file(path, layer="engagements")["marking"]) == {marking.line}
    said = gpd.read_file(path, layer="provenance").set_index("key")["value"]
    assert said["marking"] == marking.line


def parquet(path: Path, marking: Marking) -> None:
    assert set(gpd.read_parquet(path)["marking"]) == {marking.line}
    assert json.loads(pq.read_schema(path).metadata[b"atlas_provenance"])["marking"] == marking.line


def text(path: Path, marking: Marking) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) > 4 and lines[0] == lines[-1] == marking.line


READERS: dict[str, Callable[[Path, Marking], None]] = {
    "png": png,
    "svg": svg,
    "pdf": pdf,
    "pptx": pptx,
    "gif": gif,
    "mp4": mp4,
    "tif": tif,
    "html": html,
    "csv": csv_,
    "xlsx": xlsx,
    "text": text,
    "json": json_,
    "geojson": geojson,
    "gpkg": gpkg,
    "parquet": parquet,
}


def test_every_format_has_a_carrier_and_a_reader_here() -> None:
    assert set(CARRIERS) == {*MEDIA, *TABLES, *changes.FORMATS, *unknown.FORMATS} == set(READERS)
    assert set(tables.FORMATS) == set(TABLES)
    assert {how.way for how in CARRIERS.values()} == set(carriers.WAYS)


# ---- every door ----


EXPORTS: dict[str, tuple[str, ...]] = {
    **{f"map.{kind}": (QUERY,) for kind in (*MEDIA, *TABLES) if kind not in ("html", "gif", "mp4")},
    "film.gif": (f"{QUERY}&to=2024-02-01", "--series", "month"),
    "film.mp4": (f"{QUERY}&to=2024-02-01", "--series", "month"),
    "story.html": (STORY,),
    "story.pdf": (STORY,),
    "story.pptx": (STORY, "--cover"),
    "story.png": (STORY, "--sheet"),
    "world.png": (QUERY, "--world"),
    "many.png": (f"{QUERY}&to=2024-01-01", "--series", "month"),
    "compared.svg": (COMPARED,),
}
"""File -> what is exported to it, and how."""


@pytest.mark.parametrize("marking", MARKS, ids=lambda m: m.line)
@pytest.mark.parametrize("name", EXPORTS)
def test_what_is_exported_carries_it(name: str, marking: Marking, tmp_path: Path) -> None:
    if name.endswith("mp4") and not shutil.which("ffmpeg"):
        pytest.skip("needs ffmpeg to make and to read a film")
    assert main(["export", *EXPORTS[name], "-o", str(tmp_path / name), *LOOK, *asked(marking)]) == 0
    kind = name.rpartition(".")[2]
    written = sorted(path for path in tmp_path.glob(f"*.{kind}"))
    assert len(written) == {"many.png": 2}.get(name, 1)
    for path in written:
        READERS[kind](path, marking)


@pytest.mark.parametrize("marking", MARKS, ids=lambda m: m.line)
@pytest.mark.parametrize("kind", atlas_series.KINDS)
def test_a_series_and_its_index_carry_it(
    kind: str, marking: Marking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atlas_series, "FOCUS", FOCUS[:2])
    path = tmp_path / f"a.{kind}"
    assert main(["series", "countries", "-o", str(path), *asked(marking)]) == 0
    READERS[kind](path, marking)


@pytest.mark.parametrize("marking", MARKS, ids=lambda m: m.line)
@pytest.mark.parametrize("kind", ["csv", "json", "geojson"])
def test_a_query_carries_it(kind: str, marking: Marking, tmp_path: Path, capfdbinary: Any) -> None:
    assert main(["query", "--date", "2023-12-01", "--country", "NER", "--format", kind, *asked(marking)]) == 0
    path = tmp_path / f"a.{kind}"
    path.write_bytes(capfdbinary.readouterr().out)
    READERS[kind](path, marking)


@pytest.mark.parametrize("marking", MARKS, ids=lambda m: m.line)
@pytest.mark.parametrize("kind", ["csv", "json", "text"])
def test_a_comparison_that_is_printed_carries_it(kind: str, marking: Marking, tmp_path: Path, capfdbinary: Any) -> None:
    assert main(["compare", "2023-07-01", "2023-12-01", "--format", kind, *asked(marking)]) == 0
    path = tmp_path / f"a.{kind}"
    path.write_bytes(capfdbinary.readouterr().out)
    READERS[kind](path, marking)


@pytest.mark.parametrize("marking", MARKS, ids=lambda m: m.line)
@pytest.mark.parametrize("kind", unknown.FORMATS)
def test_the_list_of_what_is_not_known_carries_it(kind: str, marking: Marking, tmp_path: Path) -> None:
    path = tmp_path / f"a.{kind}"
    assert main(["unknown", "--country", "NER", "--format", kind, "-o", str(path), *asked(marking)]) == 0
    READERS[kind](path, marking)


def test_the_sheet_of_a_rehearsal_carries_it(tmp_path: Path) -> None:
    marking = Marking("NATO RESTRICTED", "AMBER")
    assert main(["story", "check", STORY, "-o", str(tmp_path / "a.png"), *asked(marking)]) in (0, 1)
    png(tmp_path / "a.png", marking)


@pytest.fixture(scope="module")
def client() -> Any:
    from app import create_app

    return create_app().server.test_client()


DOWNLOADS = [
    *(("download", QUERY, kind) for kind in TABLES),
    *(("changes", COMPARED, kind) for kind in changes.FORMATS),
    *(("query", QUERY, kind) for kind in ("csv", "json", "geojson")),
    *(("unknown", QUERY, kind) for kind in unknown.FORMATS),
]


@pytest.mark.parametrize("marking", MARKS, ids=lambda m: m.line)
@pytest.mark.parametrize(("door", "query", "kind"), DOWNLOADS)
def test_a_download_carries_it(client: Any, door: str, query: str, kind: str, marking: Marking, tmp_path: Path) -> None:
    link = "&".join([query, f"format={kind}", *(f"{k}={v}" for k, v in vars_of(marking))])
    answer = client.get(f"/api/{door}?{link}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    path = tmp_path / f"a.{kind}"
    path.write_bytes(answer.data)
    READERS[kind](path, marking)
    named = answer.headers.get("Content-Disposition", "")
    assert not named or named.endswith(f'{marking.suffix}.{"txt" if kind == "text" else kind}"'), named


def vars_of(marking: Marking) -> list[tuple[str, str]]:
    return [(k, v.replace(" ", "%20")) for k, v in (("marking", marking.text), ("tlp", marking.tlp)) if v]


@pytest.mark.parametrize("marking", MARKS, ids=lambda m: m.line)
def test_the_yaml_of_a_story_carries_it(client: Any, atlas: Any, marking: Marking) -> None:
    told = story_dict(find_story(STORY, atlas), atlas)
    link = "&".join(f"{k}={v}" for k, v in vars_of(marking))
    answer = client.post(f"/api/story/yaml?{link}", json=told)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    text = answer.get_data(as_text=True)
    lines = text.splitlines()
    assert lines[0] == lines[-1] == f"# {marking.line}"
    assert parse_story(text, "a.yaml", atlas).id == STORY


def test_both_parts_stand_side_by_side(tmp_path: Path) -> None:
    both = Marking("NATO RESTRICTED", "AMBER")
    for kind in ("pdf", "xlsx", "pptx"):
        path = tmp_path / f"a.{kind}"
        assert main(["export", QUERY, "-o", str(path), *LOOK, *asked(both)]) == 0
        READERS[kind](path, both)


# ---- where there are no rows ----


def test_a_table_without_rows_carries_it_or_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    marking = MARKS[1]
    for kind in TABLES:
        path = tmp_path / f"a.{kind}"
        assert main(["export", EMPTY, "-o", str(path), *asked(marking)]) == 0, kind
    # The cell beside the column's name: a row of the marking alone would be an engagement that is none.
    assert csv.reader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig"))).__next__()[-2:] == [
        "marking",
        marking.line,
    ]
    assert (tmp_path / "a.csv").read_text("utf-8-sig").count("\n") == 1
    assert json.loads((tmp_path / "a.geojson").read_text())["marking"] == marking.line
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["A1"].value == marking.line
    assert json.loads(pq.read_schema(tmp_path / "a.parquet").metadata[b"atlas_provenance"])["marking"] == marking.line
    said = gpd.read_file(tmp_path / "a.gpkg", layer="provenance").set_index("key")["value"]
    assert said["marking"] == marking.line
    capfd.readouterr()
    assert main(["query", "--text", "qqqq", "--format", "json", *asked(marking)]) == 2
    out, err = capfd.readouterr()
    assert out == "" and "a list of no rows in JSON has no place for it" in err


def test_a_house_template_keeps_its_handouts_and_they_are_marked(tmp_path: Path) -> None:
    """A deck that has a master of handouts is a template with one: its header is written over, its look stays."""
    first, again = tmp_path / "house.pptx", tmp_path / "again.pptx"
    assert main(["export", QUERY, "-o", str(first), "--tlp", "GREEN"]) == 0
    asked_for = ["export", QUERY, "-o", str(again), "--template", str(first), "--cover", *asked(MARKS[1])]
    assert main(asked_for) == 0
    pptx(again, MARKS[1])
    with zipfile.ZipFile(again) as package:
        assert "TLP:GREEN" not in "".join(package.read(n).decode() for n in package.namelist() if n.endswith(".xml"))


# ---- nothing leaves without it ----


def test_a_format_without_a_carrier_is_refused(
    atlas: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As somebody who adds a format and forgets this: to the pictures, to the tables, to the comparison."""
    monkeypatch.setitem(MEDIA, "webp", "image/webp")  # type: ignore[arg-type]
    assert main(["export", QUERY, "-o", str(tmp_path / "a.webp"), "--marking", "NATO RESTRICTED"]) == 2
    err = capsys.readouterr().err
    assert "expected a format that carries a marking" in err and "'webp'" in err and "NATO RESTRICTED" in err
    plain = tables.Format("dbf", "application/x-dbf", lambda atlas, scene, marking: b"rows")
    for formats, made in ((tables.FORMATS, tables.table_bytes), (changes.FORMATS, changes.changes_bytes)):
        monkeypatch.setitem(formats, "dbf", plain)  # type: ignore[arg-type]
        assert made(atlas, Scene(), "dbf") == b"rows"
        with pytest.raises(AtlasError, match=r"got 'dbf'.*TLP:RED would be lost"):
            made(atlas, Scene(), "dbf", Marking(tlp="RED"))
    assert list(tmp_path.iterdir()) == []


def test_a_writer_that_forgets_it_writes_nothing(
    atlas: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A carrier is believed only once the file was opened: whatever drops the marking on its way is refused."""
    deaf = {
        name: tables.Format(one.suffix, one.mimetype, lambda a, s, m, one=one: one.write(a, s, Marking()))
        for name, one in tables.FORMATS.items()
    }
    for name, one in deaf.items():
        monkeypatch.setitem(tables.FORMATS, name, one)  # type: ignore[arg-type]
    monkeypatch.setattr(plate_page, "bands", lambda *given: ())
    monkeypatch.setattr("sahel_atlas.exports.command.export.briefing", lambda *given: "<html></html>")
    for kind in (*TABLES, "png", "svg", "pdf", "pptx", "gif", "tif", "html"):
        what = STORY if kind == "html" else QUERY
        assert main(["export", what, "-o", str(tmp_path / f"a.{kind}"), *LOOK, "--tlp", "RED"]) == 2, kind
        assert "expected TLP:RED in all of the file" in capsys.readouterr().err, kind
    assert list(tmp_path.iterdir()) == []


PICTURE_FAULTS: dict[str, Callable[[Any], Any]] = {
    "no band": lambda i: i.paste((200, 220, 230), (0, 0, i.width, i.height)),
    "only above": lambda i: i.paste((200, 220, 230), (0, i.height // 2, i.width, i.height)),
    "no words": lambda i: i.paste((0, 0, 0), (0, 0, i.width, i.height)),
}


@pytest.mark.parametrize("fault", PICTURE_FAULTS)
def test_a_picture_is_looked_at(atlas: Any, tmp_path: Path, fault: str) -> None:
    path = tmp_path / "a.png"
    assert main(["export", QUERY, "-o", str(path), *LOOK, *asked(MARKS[0])]) == 0
    with Image.open(path) as opened:
        picture = opened.convert("RGB")
    assert carriers.banded(picture, MARKS[0])
    PICTURE_FAULTS[fault](picture)
    assert not carriers.banded(picture, MARKS[0])


@pytest.mark.parametrize(
    "command",
    [
        *(["export", STORY if kind == "html" else QUERY, "-o", f"a.{kind}"] for kind in (*MEDIA, *TABLES)),
        ["series", "countries", "-o", "a.pdf"],
        ["query"],
        ["compare", "2023-07-01", "2023-12-01"],
        ["unknown"],
        ["unknown", "--format", "xlsx", "-o", "a.xlsx"],
        ["story", "check", STORY, "-o", "a.png"],
    ],
    ids=lambda c: " ".join(c),
)
def test_where_one_is_required_nothing_is_made_without(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Any
) -> None:
    monkeypatch.setenv(REQUIRED, "1")
    monkeypatch.chdir(tmp_path)
    for more in ((), ("--marking", " \u200b\u2060 ")):
        assert main([*command, *more]) == 2
        out, err = capfd.readouterr()
        assert out == "" and "set a marking or a TLP label" in err
    assert list(tmp_path.iterdir()) == []


def test_where_one_is_required_no_address_answers_without(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(REQUIRED, "1")
    for door, query, kind in DOWNLOADS:
        link = f"/api/{door}?{query}&format={kind}"
        refused = client.get(link)
        assert refused.status_code == 400 and "set a marking" in refused.get_json()["error"], link
        assert client.get(f"{link}&tlp=CLEAR").status_code == 200, link
    assert client.post("/api/export", json={"query": QUERY, "format": "csv"}).status_code == 400


def test_the_machine_sets_one_and_what_is_asked_for_comes_first(
    client: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTING, "Intern · TLP:GREEN")
    monkeypatch.setenv(REQUIRED, "1")
    path = tmp_path / "a.csv"
    link = f"http://127.0.0.1:8050/?{QUERY}&marking=Uit%20de%20link"
    for what, more, said in (
        (QUERY, (), Marking("Intern", "GREEN")),
        (link, (), Marking("Uit de link", "GREEN")),
        (link, ("--tlp", "red"), Marking("Uit de link", "RED")),
    ):
        assert main(["export", what, "-o", str(path), *more]) == 0
        csv_(path, said)
    assert client.get(f"/api/query?{QUERY}").get_json()[0]["marking"] == "Intern · TLP:GREEN"
    asked_for = client.post("/api/export/review", json={"query": QUERY, "format": "xlsx"}).get_json()
    assert (asked_for["band"], asked_for["way"], asked_for["refused"]) == ("Intern · TLP:GREEN", "sheet", "")


def test_a_setting_that_cannot_be_used_is_named_and_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(SETTING, "x" * 81)
    for command in (["query"], ["serve", "--port", "0"]):
        assert main(command) == 2
        assert "ATLAS_MARKING: expected at most 80 characters, got 81" in capfd.readouterr().err


def test_a_page_is_marked_by_its_link_as_far_as_it_can_be_read(client: Any) -> None:
    """What is wrong with a link's marking is told; the rest of it stands, and its words stay words."""
    for link, bands, dropped in (
        ("marking=Intern%20%3Cscript%3E&tlp=red", "Intern <script>TLP:RED", []),
        ("marking=Intern&tlp=ORANGE", "Intern", ["tlp"]),
        (f"marking={'x' * 81}&tlp=RED", "TLP:RED", ["marking"]),
        ("marking=%20", "", []),
    ):
        text = client.get(f"/present?{QUERY}&{link}").get_data(as_text=True)
        page = Bands()
        page.feed(text)
        assert page.bands == ({"top": bands, "foot": bands} if bands else {})
        assert (page.root.get("data-marking") == "on") == bool(bands)
        first = re.search(r'id="atlas-first">(.*?)</script>', text)
        assert first and [part["key"] for part in json.loads(first[1])["dropped"]] == dropped


# ---- what a marking is ----


def test_a_marking_is_what_can_be_seen() -> None:
    assert marking_of(" NATO \n RESTRICTED\u202e\x00 ") == Marking("NATO RESTRICTED")
    assert marking_of("Intern · tlp:amber+strict") == Marking("Intern", "AMBER+STRICT")
    assert marking_of("", "tlp:red") == marking_of("TLP:RED") == Marking("", "RED")
    assert marking_of("TLP:WHITE") == Marking("TLP:WHITE"), "a label of another version stays in sight"
    assert not marking_of(" \u200b\u200e\t ") and not marking_of("·")
    assert marking_in("?marking=a%26b&date=2023&tlp=AMBER%2BSTRICT") == (Marking("a&b", "AMBER+STRICT"), "date=2023")
    for wrong, said in (
        (("Intern", "WHITE"), "tlp: expected one of CLEAR, GREEN, .* got 'WHITE'"),
        (("TLP:RED", "GREEN"), "got RED and GREEN"),
        (("x" * 81, ""), "at most 80 characters, got 81"),
    ):
        with pytest.raises(AtlasError, match=said):
            marking_of(*wrong)


def test_one_that_could_not_be_read_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for marking, size, said in (
        ("机密", "16:9", "Latin, Greek or Cyrillic"),
        ("W" * 80, "200x300", "write it shorter"),
    ):
        out = tmp_path / "a.png"
        assert main(["export", QUERY, "-o", str(out), "--size", size, "--marking", marking]) == 2
        assert said in capsys.readouterr().err
        assert not out.exists()
    assert main(["export", QUERY, "-o", str(tmp_path / "a.csv"), "--marking", "机密"]) == 0


def test_a_formula_as_a_marking_runs_nowhere(tmp_path: Path) -> None:
    marking = "=HYPERLINK(1)"
    for kind in ("csv", "xlsx"):
        assert main(["export", QUERY, "-o", str(tmp_path / f"a.{kind}"), "--marking", marking]) == 0
    rows = list(csv.DictReader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines()))
    assert {row["marking"] for row in rows} == {"'" + marking}
    for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets:
        assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "b", "n"}
        assert sheet["A1"].value == "'" + marking


# ---- the raster lies where it lay ----


@pytest.mark.parametrize("dpi", [96, 150])
def test_five_towns_lie_where_they_are(atlas: Any, dpi: int) -> None:
    """The dot of each town, found in the pixels, is within half a pixel of where another's transform puts it."""
    scene = Scene.from_query("layers=places")
    known = {p.name_en: p for p in atlas.tables.places}
    for marking in ("", "NATO RESTRICTED"):
        plate = build_plate(scene, atlas, ExportOptions(marking=marking, dpi=dpi))
        names = {m.name: m.text for m in plate.of("town name") if isinstance(m, Label)}
        dots = {names[m.name]: m for m in plate.of("town") if m.name in names}
        found = [name for name in dots if name in known][:5]
        assert len(found) == 5, f"expected five towns of {sorted(dots)}"
        with rasterio.MemoryFile(geotiff(plate, dpi)) as memory, memory.open() as image:
            pixels = image.read().transpose(1, 2, 0).astype(int)
            there = Transformer.from_crs("EPSG:4326", image.crs, always_xy=True)
            for name in found:
                place = known[name]
                column, row = ~image.transform @ there.transform(place.lon, place.lat)
                assert centre(pixels, row, column, dots[name]) == (
                    pytest.approx(row, abs=0.5),
                    pytest.approx(column, abs=0.5),
                ), f"{name} {marking}"


def centre(pixels: Any, row: float, column: float, dot: Any) -> tuple[float, float]:
    """The middle of the pixels in a dot's colour round a place, as rows and columns from the picture's edge."""
    colour = tuple(int(dot.fill[i : i + 2], 16) for i in (1, 3, 5))
    top, left = round(row) - 5, round(column) - 5
    near = pixels[top : top + 11, left : left + 11]
    weight = np.clip(1 - np.abs(near - colour).max(axis=2) / 120, 0, 1)
    rows, columns = np.mgrid[top : top + 11, left : left + 11] + 0.5
    return float((rows * weight).sum() / weight.sum()), float((columns * weight).sum() / weight.sum())


def test_a_marking_hides_nothing_of_the_map(atlas: Any) -> None:
    """Its bands are rows of their own: the map of a marked raster has all its pixels between them."""
    plate = build_plate(Scene(), atlas, ExportOptions(tlp="RED", dpi=96))
    band = round(next(plate.of("marking band")).box().height * 96 / 72)
    with rasterio.MemoryFile(geotiff(plate, 96)) as memory, memory.open() as image:
        assert image.height == pytest.approx(plate.window.height * 96 / 72 + 2 * band, abs=1)
        assert re.match("TLP:RED", image.tags()["MARKING"])


def test_the_registry_is_where_a_format_is_looked_up(monkeypatch: pytest.MonkeyPatch, atlas: Any) -> None:
    """Taking a carrier away refuses its format, whatever door asks."""
    monkeypatch.delitem(CARRIERS, "pptx")  # type: ignore[arg-type]
    options = ExportOptions(tlp="RED")
    with pytest.raises(AtlasError, match="expected a format that carries a marking"):
        make.make(make.Work((make.Item(Scene()),)), atlas, "pptx", options)
    with pytest.raises(AtlasError, match="expected a format that carries a marking"):
        atlas_series.series_bytes("countries", atlas, Scene(), "pptx", options)
