"""A file is written whole or not at all, with the rights of any other new file, whatever other threads are doing."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from geo.atomic import atomic
from geo.errors import FileFault

MASK = """
import os, stat, sys
from pathlib import Path
from geo.atomic import atomic
os.umask(int(sys.argv[2], 8))
with atomic(Path(sys.argv[1])) as part:
    part.write_text("new")
print(oct(stat.S_IMODE(os.stat(sys.argv[1]).st_mode)))
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(("mask", "rights"), [("022", "0o644"), ("077", "0o600"), ("000", "0o666"), ("027", "0o640")])
def test_a_new_file_has_the_rights_that_open_would_give(tmp_path: Path, mask: str, rights: str) -> None:
    command = [sys.executable, "-c", MASK, str(tmp_path / "a.txt"), mask]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == rights


def test_the_mask_of_the_process_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is one for all threads: a file that another one makes meanwhile would be open to everybody."""
    monkeypatch.setattr(os, "umask", lambda mask: pytest.fail("the mask was set"))
    with atomic(tmp_path / "a.txt") as part:
        part.write_text("new")
    assert (tmp_path / "a.txt").read_text() == "new"


def test_threads_that_write_while_another_makes_files(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    right, over, wrong = mode(plain), threading.Event(), []

    def write(number: int) -> None:
        for n in range(60):
            with atomic(tmp_path / "one.txt") as part:
                part.write_text(f"{number}" * (1000 + n))
            wrong.extend([oct(mode(tmp_path / "one.txt"))] if mode(tmp_path / "one.txt") != right else [])
            text = (tmp_path / "one.txt").read_text()
            wrong.extend([text[:9]] if len(set(text)) != 1 or len(text) < 1000 else [])

    def make() -> None:
        other = tmp_path / "other"
        while not over.is_set():
            other.touch()
            wrong.extend([oct(mode(other))] if mode(other) != right else [])
            other.unlink()

    writers = [threading.Thread(target=write, args=(n,)) for n in (1, 2)]
    maker = threading.Thread(target=make)
    maker.start()
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()
    over.set()
    maker.join()
    assert not wrong
    assert names(tmp_path) == ["one.txt", "plain"]


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt])
def test_a_block_that_fails_leaves_the_old_file_and_no_rest(tmp_path: Path, fault: type[BaseException]) -> None:
    path = tmp_path / "x.txt"
    path.write_text("old")
    with pytest.raises(fault), atomic(path) as part:
        assert part.suffix == ".txt" and part.parent == tmp_path
        part.write_text("half")
        raise fault
    assert path.read_text() == "old"
    assert names(tmp_path) == ["x.txt"]


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "expected room on the disk, got a full disk; make room or choose another folder"),
        (errno.EIO, "expected a file that can be written, got Input/output error; choose another folder"),
    ],
)
def test_a_full_disk_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, words: str
) -> None:
    path = tmp_path / "x.txt"
    path.write_text("old")

    def refuse(*_: Any) -> None:
        raise OSError(number, os.strerror(number))

    if call == "fsync":
        monkeypatch.setattr(os, "fsync", refuse)
    elif call == "replace":
        monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(FileFault) as fault, atomic(path) as part:
        part.write_text("half")
        if call == "write":
            refuse()
    assert str(fault.value) == f"{path}: {words}"
    assert path.read_text() == "old"
    assert names(tmp_path) == ["x.txt"]


def test_a_folder_that_is_not_there_is_a_clear_fault(tmp_path: Path) -> None:
    with pytest.raises(FileFault, match="choose another folder"), atomic(tmp_path / "no" / "x.txt"):
        raise AssertionError("the block must not run")


def test_a_library_may_write_the_file_anew(tmp_path: Path) -> None:
    with atomic(tmp_path / "x.txt") as part:
        part.unlink()
        part.write_text("anew")
    assert (tmp_path / "x.txt").read_text() == "anew"


def test_a_link_is_replaced_and_what_it_led_to_stays(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "old")
    with atomic(tmp_path / "link") as part:
        part.write_text("new")
    assert (tmp_path / "old").read_text() == "old"
    assert (tmp_path / "link").read_text() == "new" and not (tmp_path / "link").is_symlink()


@pytest.mark.parametrize("name", ["ü" * 120 + ".png", "x." + "y" * 250, ".hidden"])
def test_a_name_may_be_as_long_as_any(tmp_path: Path, name: str) -> None:
    with atomic(tmp_path / name) as part:
        part.write_text("new")
    assert names(tmp_path) == [name]
