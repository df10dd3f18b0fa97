"""From work to files: the ending chooses, all doors lead to the same bytes, and nothing is left half-written."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

from geo.errors import AtlasError, FileFault
from sahel_atlas.exports import write
from sahel_atlas.exports.items import Item, Work, find_work
from sahel_atlas.exports.make import CHANGES, MEDIA, TABLES, Extras, ending, export, make
from sahel_atlas.exports.options import ExportOptions
from sahel_atlas.exports.tables.changes import changes_bytes
from sahel_atlas.exports.write import Cancelled, Job
from sahel_atlas.scenes.scene import Scene

OPTIONS = ExportOptions(dpi=96)
ONE = Work((Item(Scene.from_query("date=2023-12-01&view=2,15,5"), "A finding"),))
TWO = Work((*ONE.items, Item(Scene.from_query("date=2019-06&view=2,15,5"))))
HEADS = {
    "png": b"\x89PNG",
    "svg": b"<?xml",
    "pdf": b"%PDF",
    "pptx": b"PK",
    "gif": b"GIF8",
    "tif": b"II*",
    "csv": b"\xef\xbb\xbf",
    "xlsx": b"PK",
    "geojson": b"{",
    "gpkg": b"SQLite format 3",
    "parquet": b"PAR1",
}


def test_endings_and_their_other_spellings() -> None:
    assert [ending(Path(f"a.{kind}")) for kind in (*MEDIA, *TABLES)] == [*MEDIA, *TABLES]
    assert [ending(Path(name)) for name in ("A.TIFF", "b.geoparquet", "c.htm")] == ["tif", "parquet", "html"]
    with pytest.raises(AtlasError, match=r"ends in one of png, svg, .*parquet.* got 'a\.doc'"):
        ending(Path("a.doc"))
    with pytest.raises(AtlasError, match="choose the format by the ending"):
        ending(Path("noending"))


COMPARED = Work((Item(Scene.from_query("date=2023-12-01&tab=compare&date2=2023-07-01")),))


@pytest.mark.parametrize("kind", CHANGES)
def test_a_comparison_as_a_table_is_its_changes(atlas: Any, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"out.{kind}"
    export(COMPARED, atlas, path, OPTIONS)
    wanted = changes_bytes(atlas, COMPARED.items[0].scene, kind)
    if kind == "xlsx":
        books = [load_workbook(io.BytesIO(body)) for body in (path.read_bytes(), wanted)]
        found, there = ([list(sheet.values) for sheet in book.worksheets] for book in books)
        assert found == there and len(there[0]) > 20
    else:
        assert path.read_bytes() == wanted


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "parquet", "tif", "png"])
def test_a_comparison_is_refused_by_what_cannot_hold_it(atlas: Any, tmp_path: Path, kind: str) -> None:
    with pytest.raises(AtlasError, match=r"output: expected a format that holds a comparison.*choose one of csv, xlsx"):
        export(COMPARED, atlas, tmp_path / f"out.{kind}", OPTIONS, Extras(world=True))
    assert list(tmp_path.iterdir()) == []


def test_one_view_is_no_json_file(atlas: Any, tmp_path: Path) -> None:
    with pytest.raises(AtlasError, match=r"json: expected a comparison .*atlas query --format json"):
        export(ONE, atlas, tmp_path / "out.json", OPTIONS)


@pytest.mark.parametrize("kind", sorted(HEADS))
def test_every_format_is_written_whole(atlas: Any, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"out.{kind}"
    assert export(ONE, atlas, path, OPTIONS) == (path,)
    assert path.read_bytes().startswith(HEADS[kind])
    assert list(tmp_path.iterdir()) == [path]


def test_several_pictures_get_numbers_and_pages_stay_together(atlas: Any, tmp_path: Path) -> None:
    told: list[float] = []
    written = export(TWO, atlas, tmp_path / "map.png", OPTIONS, job=Job(lambda share, _: told.append(share)))
    assert [p.name for p in written] == ["map-01.png", "map-02.png"]
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)
    pages = PdfReader(io.BytesIO(make(TWO, atlas, "pdf", OPTIONS)[""])).pages
    assert ["A finding" in " ".join(page.extract_text().split()) for page in pages] == [True, False]


def test_contact_sheet_world_file_and_film(atlas: Any) -> None:
    sheet = Image.open(io.BytesIO(make(TWO, atlas, "png", OPTIONS, Extras(sheet=True))[""]))
    assert sheet.width > 640
    world = make(ONE, atlas, "png", OPTIONS, Extras(world=True))
    assert len(world) >= 2
    assert any(end.endswith((".pgw", ".wld")) for end in world)
    film = Image.open(io.BytesIO(make(TWO, atlas, "gif", OPTIONS, Extras(seconds=0.5))[""]))
    assert getattr(film, "n_frames", 1) == 2
    with pytest.raises(AtlasError, match="seconds"):
        make(TWO, atlas, "gif", OPTIONS, Extras(seconds=99))


def test_a_film_program_that_lacks_is_named(atlas: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(AtlasError, match="ffmpeg"):
        make(TWO, atlas, "mp4", OPTIONS)


def test_what_needs_one_scene_or_a_story_says_so(atlas: Any) -> None:
    for kind in ("csv", "tif"):
        with pytest.raises(AtlasError, match="expected one scene, got 2 scenes"):
            make(TWO, atlas, kind, OPTIONS)
    with pytest.raises(AtlasError, match="give a story's name"):
        make(ONE, atlas, "html", OPTIONS, Extras(page=lambda story: ""))
    with pytest.raises(AtlasError, match="expected a story"):
        make(find_work("coastal-states", atlas), atlas, "html", OPTIONS)
    page = make(find_work("coastal-states", atlas), atlas, "html", OPTIONS, Extras(page=lambda story: story.id))
    assert page == {"": b"coastal-states"}


def test_nothing_is_left_behind(atlas: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(b"the old file")
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        export(ONE, atlas, path, OPTIONS, job=job)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(write.os, "fsync", full)
    with pytest.raises(FileFault, match="make room or choose another folder"):
        export(ONE, atlas, path, OPTIONS)
    assert path.read_bytes() == b"the old file"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(FileFault, match="expected a folder, got none"):
        export(ONE, atlas, tmp_path / "none" / "a.pdf", OPTIONS)


def test_page_and_command_line_give_the_same_bytes(atlas: Any) -> None:
    first, again = (make(ONE, atlas, "pptx", OPTIONS)[""] for _ in range(2))
    assert first == again
    assert zipfile.ZipFile(io.BytesIO(first)).testzip() is None
