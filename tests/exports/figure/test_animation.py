"""Films and contact sheets: each picture bears its date, one palette, and a plain word where ffmpeg is missing."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageSequence, ImageStat

from geo.errors import AtlasError
from layers.atlas import Atlas
from sahel_atlas.exports.carried import code_of
from sahel_atlas.exports.figure import animation
from sahel_atlas.exports.figure.animation import contact_sheet, gif, mp4
from sahel_atlas.exports.figure.figure import plate_bytes
from sahel_atlas.exports.items import find_work, series
from sahel_atlas.exports.make import Extras, export, plates
from sahel_atlas.exports.options import ExportOptions
from sahel_atlas.exports.plate.plate import Label, Plate
from sahel_atlas.exports.write import Cancelled, Job
from sahel_atlas.marks.theme import TOKENS

RANGE = "date=2022-01&to=2022-07&layers=groups"
FFMPEG = """#!/bin/sh
for last; do :; done
folder=$(dirname "$last")
if [ -n "$FAIL" ]; then echo "no such codec" >&2; exit 1; fi
{ echo "$@"; ls "$folder"; } > "$last"
"""


@pytest.fixture(scope="module")
def film(atlas: Atlas) -> list[Plate]:
    work = series(find_work(RANGE, atlas), "quarter")
    return plates(work, atlas, ExportOptions(size="320x240"), Job())


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures of 320 pixels: what is tried is the film, not the map."""
    monkeypatch.setattr(animation, "FILM_WIDTH", 320)
    monkeypatch.setattr(animation, "SHEET_WIDTH", 320)


def test_each_picture_bears_its_date(film: list[Plate]) -> None:
    dates = [next(m.text for m in plate.of("date") if isinstance(m, Label)) for plate in film]
    assert dates == ["January 2022", "April 2022", "July 2022"]


def test_a_gif_of_a_range(film: list[Plate]) -> None:
    told: list[float] = []
    data = gif(film, 0.5, Job(lambda share, step: told.append(share)))
    with Image.open(io.BytesIO(data)) as image:
        assert image.n_frames == 3 and image.size == (320, 240) and image.info["loop"] == 0
        assert image.info["comment"].decode() == film[0].code
        frames = [frame.convert("RGB") for frame in ImageSequence.Iterator(image)]
        assert len({frame.tobytes() for frame in frames}) == 3
        # The hues of the wheels are small on the map; they keep their own colours all the same.
        hues = {
            tuple(int(TOKENS["light"][hue][i : i + 2], 16) for i in (1, 3, 5)) for hue in ("dip", "dev", "hum", "mig")
        }
        assert hues <= {colour for _, colour in frames[0].getcolors(100_000)}
        lasts = []
        for i in range(3):
            image.seek(i)
            lasts.append(image.info["duration"])
    assert lasts == [500, 500, 2000]
    assert told == sorted(told) and len(told) == 3 and told[0] >= 0.5 and told[-1] < 1
    assert data == gif(film, 0.5, Job())


def test_a_contact_sheet_shows_them_all(film: list[Plate], tmp_path: Path) -> None:
    with Image.open(io.BytesIO(contact_sheet(film, Job()))) as image:
        assert image.size == (2 * 332 + 12, 2 * 252 + 12)
        assert image.text["StateCode"].split() == [plate.code for plate in film]
        assert image.getpixel((image.width - 20, image.height - 20)) == (0x47, 0x53, 0x5F)


@pytest.mark.parametrize("seconds", [0.05, 31.0, float("nan")])
def test_a_picture_stands_a_while(film: list[Plate], seconds: float) -> None:
    with pytest.raises(AtlasError, match=r"seconds: expected 0.1 to 30 seconds per picture"):
        gif(film, seconds, Job())


def test_a_film_can_be_stopped(film: list[Plate]) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        gif(film, 1.0, job)


def test_without_ffmpeg_it_says_so_before_work_is_done(
    atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    told: list[Any] = []
    work = series(find_work(RANGE, atlas), "month")
    with pytest.raises(
        AtlasError, match=r"mp4: expected ffmpeg on this machine, got none; install it, or write a .gif"
    ):
        export(work, atlas, tmp_path / "x.mp4", ExportOptions(), job=Job(lambda *step: told.append(step)))
    assert not told and not list(tmp_path.iterdir())


def test_ffmpeg_gets_the_pictures_in_order(film: list[Plate], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "ffmpeg"
    program.write_text(FFMPEG)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    lines = mp4(film, 0.5, Job()).decode().splitlines()
    assert "-framerate 2 -i" in lines[0] and f"comment={film[0].code}" in lines[0]
    assert lines[1:4] == ["0000.png", "0001.png", "0002.png"]
    monkeypatch.setenv("FAIL", "1")
    with pytest.raises(AtlasError, match=r"ffmpeg: expected a film, got no such codec; write a .gif instead"):
        mp4(film, 0.5, Job())


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="no ffmpeg on this machine; a stand-in is tried above")
def test_ffmpeg_itself_makes_a_film(film: list[Plate], tmp_path: Path) -> None:
    path, last = tmp_path / "x.mp4", tmp_path / "last.png"
    path.write_bytes(mp4(film, 0.5, Job()))
    assert path.read_bytes()[4:8] == b"ftyp"
    assert code_of(str(path)) == film[0].code
    command = ["ffmpeg", "-loglevel", "error", "-sseof", "-0.2", "-i", str(path), "-update", "1", str(last)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    seen = Image.open(last).convert("RGB")
    wanted = Image.open(io.BytesIO(plate_bytes(film[-1], "png", round(320 / film[-1].width * 72)))).convert("RGB")
    away = ImageStat.Stat(ImageChops.difference(seen, wanted.resize(seen.size))).mean
    assert seen.width in (320, 321) and max(away) < 6, (seen.size, away)


def test_the_file_carries_the_code(atlas: Atlas, tmp_path: Path) -> None:
    work = series(find_work("date=2022-01&to=2022-02&layers=groups", atlas), "month")
    target = tmp_path / "x.gif"
    export(work, atlas, target, ExportOptions(size="320x240"), Extras(seconds=0.2))
    assert code_of(str(target)).startswith("SEA1-")
    assert [path.name for path in tmp_path.iterdir()] == ["x.gif"]
