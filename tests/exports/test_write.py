"""A file is written whole or not at all, whatever happens to the disk, the folder or the person waiting."""

from __future__ import annotations

import datetime
import errno
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from geo.errors import AtlasError, FileFault
from sahel_atlas.exports import write
from sahel_atlas.exports.write import Cancelled, Job, check_target, require_clock, temporary, write_whole

ROOT = Path(__file__).resolve().parents[2]
SMALL_DISK = """
import resource, sys
from pathlib import Path
from sahel_atlas.exports.write import write_whole
from geo.errors import FileFault
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write_whole(Path(sys.argv[1]), b"x" * 100_000)
except FileFault as fault:
    print(fault)
"""


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "map.png"
    path.write_bytes(b"the old file")
    return path


def assert_untouched(target: Path) -> None:
    """The old file stands as it was, and nothing beside it."""
    assert target.read_bytes() == b"the old file"
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_file_is_replaced_and_is_as_readable_as_any_other(target: Path) -> None:
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    other = target.with_name("other")
    other.write_bytes(b"")
    assert target.stat().st_mode == other.stat().st_mode
    assert sorted(path.name for path in target.parent.iterdir()) == ["map.png", "other"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "expected room on the disk, got a full disk; make room or choose another folder"),
        (errno.EDQUOT, "expected room on the disk, got a full disk"),
        (errno.EIO, "expected a file that can be written, got Input/output error; choose another folder"),
    ],
)
def test_a_full_disk(target: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str) -> None:
    def refuse(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(write.os, "fsync", refuse)
    with pytest.raises(FileFault) as fault:
        write_whole(target, b"new")
    assert words in str(fault.value) and str(target) in str(fault.value)
    assert_untouched(target)


def test_a_disk_that_fills_while_it_is_written_to(target: Path) -> None:
    settings = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", SMALL_DISK, str(target)]
    done = subprocess.run(command, env=settings, capture_output=True, text=True, check=True)
    assert "expected a file that can be written, got File too large" in done.stdout
    assert_untouched(target)


def test_somebody_presses_ctrl_c(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(write.os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(target, b"new")
    assert_untouched(target)


def test_a_folder_that_does_not_allow_it(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileFault, match="expected a folder, got none; make it, or choose another"):
        check_target(target.parent / "none" / "x.png")
    with pytest.raises(FileFault, match="expected the name of a file, got a folder; add a file name"):
        check_target(target.parent)
    monkeypatch.setattr(write.os, "access", lambda *_: False)
    with pytest.raises(FileFault, match="expected a folder that may be written to, got a read-only one"):
        write_whole(target, b"new")
    assert_untouched(target)


def test_a_job_tells_and_stops() -> None:
    told: list[Any] = []
    job = Job(lambda share, step: told.append((share, step)))
    job.tell(0.25, "map")
    job.tell(7, "end")
    assert told == [(0.25, "map"), (1.0, "end")] and (job.share, job.step) == (1.0, "end")
    other = threading.Thread(target=job.cancel)
    other.start()
    other.join()
    with pytest.raises(Cancelled):
        job.tell(1.0, "more")
    assert len(told) == 2


def test_a_job_that_nobody_listens_to_still_knows_where_it_is() -> None:
    job = Job()
    job.tell(0.5, "map")
    assert (job.share, job.step) == (0.5, "map")


def test_a_folder_that_takes_no_new_file(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*asked: Any) -> Any:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    monkeypatch.setattr(write.os, "open", refuse)
    with pytest.raises(FileFault, match="expected a file that can be written, got Too many open files"):
        write_whole(target, b"new")
    assert_untouched(target)


@pytest.mark.parametrize(("year", "good"), [(1979, False), (1980, True), (2107, True), (2108, False)])
def test_a_clock_that_a_zip_file_cannot_bear(monkeypatch: pytest.MonkeyPatch, year: int, good: bool) -> None:
    noon = datetime.datetime(year, 6, 1, 12).timestamp()
    monkeypatch.setattr(write.time, "time", lambda: noon)
    if good:
        require_clock()
        return
    with pytest.raises(AtlasError, match=f"expected a clock between 1980 and 2107, got the year {year}; set this"):
        require_clock()


def test_room_for_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write.tempfile, "tempdir", str(tmp_path))
    with temporary():
        assert not list(tmp_path.iterdir()), "the trial leaves nothing behind"

    class RefusalError(Exception):
        """How a library says that it could not write."""

    said = "got half a writer; make room there, or name another folder with TMPDIR"
    with pytest.raises(FileFault, match=said), temporary(RefusalError):
        raise RefusalError("half a\n writer")
    with pytest.raises(FileFault, match="got RefusalError"), temporary(RefusalError):
        raise RefusalError
    with pytest.raises(RefusalError), temporary():
        raise RefusalError
    monkeypatch.setattr(write.tempfile, "tempdir", str(tmp_path / "none"))
    said = "expected room for temporary files, got No such file or directory"
    with pytest.raises(FileFault, match=said) as fault, temporary():
        raise AssertionError("work was begun without room for it")
    assert str(tmp_path / "none") in str(fault.value)
