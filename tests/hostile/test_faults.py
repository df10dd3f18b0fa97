"""What breaks around the atlas while it runs: files, disks, clocks, caches. Nothing is lost or half-written."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app import create_server
from geo.errors import FileFault
from sahel_atlas.cli import main
from sahel_atlas.exports.make import MEDIA, TABLES
from sahel_atlas.records.faults import TableFaults
from sahel_atlas.records.folders import DATA
from sahel_atlas.scenes.checked import load_checked
from sahel_atlas.views.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
ONE = "date=2023-12-01&country=MLI"
OLD = b"what stood here before"
FEW_BYTES = 2000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the tables and of the base."""
    there = tmp_path / "data"
    there.mkdir()
    for path in (*DATA.glob("*.csv"), DATA / "labels.json"):
        shutil.copy(path, there)
    shutil.copytree(DATA / "base", there / "base")
    return there


ASKED = (
    "/",
    "/health",
    "/data/atlas.json",
    "/data/base/land.geojson",
    "/data/base/relief_light.webp",
    "/data/labels.json",
)


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("periods.csv", lambda p: p.write_bytes(p.read_bytes()[: p.stat().st_size // 2])),
        ("periods.csv", lambda p: p.write_text(p.read_text("utf-8").replace(",active,", ",actief,", 1), "utf-8")),
        ("places.csv", lambda p: p.unlink()),
        ("citations.csv", lambda p: p.write_bytes(os.urandom(4000))),
    ],
    ids=["cut", "wrong word", "gone", "overwritten"],
)
def test_a_running_server_keeps_its_good_state_and_the_next_start_names_the_file(
    folder: Path, name: str, spoil: Callable[[Path], Any]
) -> None:
    client = create_server(Settings(data=folder)).test_client()
    before = [client.get(path).get_data() for path in ASKED[1:]]
    spoil(folder / name)
    for base in ("land.geojson", "relief_light.webp"):
        (folder / "base" / base).write_bytes(b"{")
    (folder / "labels.json").write_bytes(b"{")
    assert client.get("/").status_code == 200
    assert [client.get(path).get_data() for path in ASKED[1:]] == before
    assert client.get("/api/query?country=MLI").get_json()
    assert client.get("/data/clock.json?known=2014-01-01").status_code == 200
    with pytest.raises(TableFaults) as caught:
        create_server(Settings(data=folder))
    assert f"data/{name}:" in str(caught.value)


@pytest.mark.parametrize("broken", ["{", "[1]", '{"features": [{"properties": {}, "geometry": null}]}', ""])
def test_a_broken_base_is_a_fault_of_the_check(folder: Path, broken: str, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "base" / "countries.geojson").write_text(broken)
    assert main(["check", "--data", str(folder)]) == 1
    out = capfd.readouterr().out
    assert "base/countries.geojson:0:" in out and "run `atlas build`" in out


@pytest.mark.parametrize("broken", [None, '{"wheels": {"MLI": {}}, "labels": []}'])
def test_broken_labels_stop_an_export_in_one_line(
    folder: Path, tmp_path: Path, broken: str | None, capfd: pytest.CaptureFixture[str]
) -> None:
    labels = folder / "labels.json"
    labels.unlink()
    if broken is not None:
        labels.write_text(broken)
    assert main(["export", ONE, "-o", str(tmp_path / "a.svg"), "--data", str(folder)]) == 2
    err = capfd.readouterr().err
    assert "labels.json" in err and "Traceback" not in err
    assert not (tmp_path / "a.svg").exists()


def limited() -> None:
    """In the child: no file may grow beyond a few bytes, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (FEW_BYTES, FEW_BYTES))


@pytest.mark.parametrize("ending", ["csv", "xlsx", "gpkg", "pptx"])
def test_a_disk_that_fills_up_leaves_the_old_file_and_no_rest(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"map.{ending}"
    target.write_bytes(OLD)
    command = [sys.executable, "-m", "sahel_atlas", "export", ONE, "-o", str(target)]
    done = subprocess.run(command, cwd=ROOT, preexec_fn=limited, capture_output=True, text=True, timeout=120)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr and "expected" in done.stderr
    assert target.read_bytes() == OLD
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "a full disk"), (errno.EROFS, "Read-only file system"), (errno.EIO, "error")]
)
def test_a_disk_that_refuses_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    from sahel_atlas.exports import write

    def refuse(*_: Any) -> None:
        raise OSError(number, os.strerror(number))

    target = tmp_path / "map.svg"
    target.write_bytes(OLD)
    monkeypatch.setattr(write.os, "fsync", refuse)
    with pytest.raises(FileFault, match=said):
        write.write_whole(target, b"new")
    assert target.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [target]


def test_a_read_only_folder_is_told_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """An administrator may write everywhere, so what the system says about the folder is put in its place."""
    monkeypatch.setattr("sahel_atlas.exports.write.os.access", lambda *_: False)
    monkeypatch.setattr("sahel_atlas.exports.make.write_whole", lambda *_: pytest.fail("written all the same"))
    assert main(["export", ONE, "-o", str(tmp_path / "a.svg")]) == 2
    assert "expected a folder that may be written to, got a read-only one" in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("ending", "year"), [("xlsx", 1970), ("pptx", 2200), ("csv", 1970), ("svg", 1970), ("gpkg", 2200)]
)
def test_a_clock_that_went_wrong_writes_a_whole_file_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], ending: str, year: int
) -> None:
    assert {ending} <= {*MEDIA, *TABLES}
    target = tmp_path / f"map.{ending}"
    monkeypatch.setattr(time, "time", lambda: datetime(year, 6, 1).timestamp())
    code = main(["export", ONE, "-o", str(target)])
    if ending in ("xlsx", "pptx"):
        assert (code, target.exists()) == (2, False)
        assert f"expected a clock between 1980 and 2107, got the year {year}" in capfd.readouterr().err
    else:
        assert (code, target.stat().st_size > 500) == (0, True)
    assert [path.name for path in tmp_path.iterdir() if path.name != target.name] == []


def test_files_of_the_future_and_of_the_past_are_served(folder: Path) -> None:
    """A clock that was set back leaves files from tomorrow; nothing in the atlas counts on their time."""
    tags = set()
    for day in (datetime(1981, 1, 1), datetime(2099, 1, 1)):
        for path in folder.rglob("*.*"):
            os.utime(path, (day.timestamp(), day.timestamp()))
        client = create_server(Settings(data=folder)).test_client()
        tags.add(client.get("/health").get_json()["data"])
        assert client.get("/data/base/land.geojson").status_code == 200
    assert len(tags) == 1


@pytest.mark.parametrize("cache", ["file", "loop", "mark is a folder", "long", "pipe"])
def test_a_cache_that_cannot_be_used_only_costs_time(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: str
) -> None:
    home = tmp_path / "cache"
    if cache == "file":
        home.write_text("x")
    elif cache == "loop":
        home.symlink_to(home)
    elif cache == "long":
        home = tmp_path / ("x" * 300)
    elif cache == "pipe":
        home.mkdir()
        os.mkfifo(home / "sahel-engagement-atlas")
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    if cache == "mark is a folder":
        load_checked(folder)
        for mark in (home / "sahel-engagement-atlas").iterdir():
            mark.unlink()
            mark.mkdir()
    assert load_checked(folder).tables.engagements
    # A cache never lets a wrong place through that the shapes would have found.
    text = (folder / "places.csv").read_text("utf-8")
    (folder / "places.csv").write_text(text.replace("16.2717", "61.2717", 1), "utf-8")
    with pytest.raises(TableFaults, match=r"places\.csv"):
        load_checked(folder)


@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "large", "long name"])
def test_a_data_folder_that_holds_no_tables_is_refused_at_once(
    folder: Path, kind: str, capfd: pytest.CaptureFixture[str]
) -> None:
    table = folder / "periods.csv"
    table.unlink()
    if kind == "pipe":
        os.mkfifo(table)
    elif kind == "device":
        table.symlink_to("/dev/zero")
    elif kind == "folder":
        table.mkdir()
    elif kind == "large":
        with table.open("wb") as file:
            file.truncate(200 * 2**20)
    where = folder / ("x" * 300) if kind == "long name" else folder
    started = time.monotonic()
    for job, code in (
        (["check"], 1),
        (["query"], 2),
        (["export", ONE, "-o", str(folder / "a.svg")], 2),
        (["serve"], 2),
    ):
        assert main([*job, "--data", str(where), *(["--port", "0"] if job == ["serve"] else [])]) == code
        out, err = capfd.readouterr()
        assert "expected" in out + err and "Traceback" not in out + err
    assert time.monotonic() - started < 20
    assert not (folder / "a.svg").exists()


@pytest.mark.parametrize("name", ["a.yaml", "b.yml"])
def test_a_story_that_is_no_file_is_told_and_the_others_are_read(folder: Path, name: str) -> None:
    shutil.copytree(DATA / "stories", folder / "stories")
    (folder / "stories" / name).symlink_to("/dev/zero")
    said = create_server(Settings(data=folder)).test_client().get("/data/stories.json").get_json()
    assert len(said["stories"]) == len(list((DATA / "stories").glob("*.yaml")))
    assert [fault.split(":")[0] for fault in said["faults"]] == [name]
    assert "a pipe or device" in said["faults"][0]
