"""The state code: short, self-contained, and found again in every file that carries it."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import AtlasError, FileFault
from sahel_atlas.exports import carried
from sahel_atlas.exports.carried import code_of
from sahel_atlas.exports.figure.figure import FORMATS, plate_bytes
from sahel_atlas.exports.options import ExportOptions
from sahel_atlas.exports.plate.page import build_plate
from sahel_atlas.exports.statecode import ALPHABET, LIMIT, PREFIX, decode, encode
from sahel_atlas.records.filters import Filter
from sahel_atlas.records.vocabulary import FOCUS, INSTRUMENTS, STATUSES
from sahel_atlas.scenes.scene import LAYER_IDS, Scene, View
from sahel_atlas.scenes.stories.folder import read_stories

subsets = {
    "instrument": st.sets(st.sampled_from(INSTRUMENTS)),
    "status": st.sets(st.sampled_from(STATUSES)),
    "country": st.sets(st.sampled_from(FOCUS)),
}


@given(
    year=st.integers(2012, 2024),
    month=st.integers(1, 12),
    layers=st.sets(st.sampled_from(LAYER_IDS)),
    view=st.none() | st.tuples(st.integers(-20, 40), st.integers(0, 40), st.integers(3, 9)),
    lang=st.sampled_from(("en", "nl")),
    chosen=st.fixed_dictionaries(subsets),
)
@settings(max_examples=60, deadline=None)
def test_a_scene_comes_back_whole(
    year: int, month: int, layers: set[str], view: Any, lang: str, chosen: dict[str, set[str]]
) -> None:
    asked = Filter(**{key: tuple(sorted(values)) for key, values in chosen.items()})  # type: ignore[arg-type]
    place = View(*map(float, view)) if view else None
    scene = Scene(f"{year}-{month:02d}", layers=tuple(sorted(layers)), view=place, lang=lang, filter=asked)
    code = encode(scene)
    assert decode(code) == scene and len(code) <= LIMIT
    assert set(code.removeprefix(PREFIX)) <= set(ALPHABET)


def test_every_shipped_scene_has_a_short_code(atlas: Any) -> None:
    for story in read_stories(atlas)[0]:
        for one in story.scenes:
            code = encode(one.last)
            assert len(code) <= 120 and decode(code) == one.last


def test_what_does_not_fit_is_refused_in_words() -> None:
    long = Scene(filter=Filter(text="".join(chr(0x4E00 + 37 * i) for i in range(190))))
    with pytest.raises(AtlasError, match="state code: expected a state of at most 200 characters, got"):
        encode(long)


@pytest.mark.parametrize("kind", FORMATS)
def test_each_picture_gives_its_code_back(atlas: Any, tmp_path: Path, kind: str) -> None:
    plate = build_plate(Scene(date="2020-09", layers=("groups",)), atlas, ExportOptions(size="300x240"))
    path = tmp_path / f"x.{kind}"
    path.write_bytes(plate_bytes(plate, kind, 96))
    assert code_of(str(path)) == plate.code
    assert decode(code_of(str(path))).date == "2020-09"
    assert code_of(plate.code) == plate.code


def test_a_code_inside_a_packed_stream_is_found(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    code = encode(Scene(date="2020-09"))
    broken = b"stream\nnothing packed\nendstream\n"
    path.write_bytes(broken + b"stream\n" + zlib.compress(b"(" + code.encode() + b")") + b"\nendstream")
    assert code_of(str(path)) == code


def test_letters_behind_a_code_do_not_belong_to_it(tmp_path: Path) -> None:
    """A PNG's chunk ends in a checksum without a gap; now and then its bytes are letters that codes are written in."""
    path, code = tmp_path / "x.png", encode(Scene.from_query("date=2023-07-01&view=2,15,5"))
    for behind in (b"f", b"f2", b"f2Z", b"f2Zk"):
        path.write_bytes(b"tEXtStateCode\0" + code.encode() + behind + b"\0\0 IDAT")
        assert code_of(str(path)) == code, behind
    path.write_bytes(b"tEXtStateCode\0" + code[:-1].encode() + b"\0")
    with pytest.raises(AtlasError, match="every character counts"):
        decode(code_of(str(path)))


def test_files_without_a_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "x.png"
    empty.write_bytes(b"nothing here")
    with pytest.raises(FileFault, match="expected a file with a state code, got none in it; give an export"):
        code_of(str(empty))
    with pytest.raises(FileFault, match="expected a state code or a file, got neither; give a code that begins with"):
        code_of(str(tmp_path / "none.png"))
    monkeypatch.setattr(carried, "LIMIT", 3)
    with pytest.raises(FileFault, match="expected a file of an export, got a far larger one"):
        code_of(str(empty))
    monkeypatch.undo()
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(FileFault, match="none in it"):
        code_of(str(tmp_path / "x.zip"))

    def refuse(path: Path) -> bytes:
        raise OSError("the disk is asleep")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(FileFault, match="expected a file that can be read, got the disk is asleep"):
        code_of(str(empty))
