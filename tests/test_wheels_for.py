"""The table of wheels: the lock is read whole, and what is missing is told."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

import wheels_for  # noqa: E402

LOCK = """# made
one==1.0 ; python_full_version < '3.12' \\
    --hash=sha256:aa
one==2.0 ; python_full_version >= '3.12' \\
    --hash=sha256:bb
two==3.0 ; sys_platform == 'win32' \\
    --hash=sha256:cc
"""


def test_a_pin_counts_where_its_marker_says() -> None:
    old, new, windows = wheels_for.pins(LOCK)
    linux, _, win = wheels_for.SYSTEMS
    assert [pin.counts_on("3.11", linux) for pin in (old, new, windows)] == [True, False, False]
    assert [pin.counts_on("3.14", win) for pin in (old, new, windows)] == [False, True, True]
    assert new.hashes == {"bb"}


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("one-2.0-py3-none-any.whl", "any"),
        ("one-2.0-cp313-cp313-win_amd64.whl", "cp313"),
        ("one-2.0-cp311-abi3-macosx_12_0_arm64.whl", "cp311 abi3"),
    ],
)
def test_a_wheel_says_for_what_it_was_made(file: str, told: str) -> None:
    assert wheels_for.kind(file) == told


def test_what_is_missing_or_strange_is_told() -> None:
    lock = wheels_for.pins(LOCK)
    found = {
        (python, system.name): {"one": ("one-2.0-cp313-cp313-win_amd64.whl", "bb")}
        for python in wheels_for.PYTHONS
        for system in wheels_for.SYSTEMS
    }
    found["3.14", "Linux, x86_64"] = {}
    rows, missing = wheels_for.table(lock, found)
    assert len(rows) == 2
    assert "one for Python 3.14 on Linux, x86_64: no wheel of 2.0" in missing
    assert "one for Python 3.11 on Linux, x86_64: one-2.0-cp313-cp313-win_amd64.whl is not in the lock" in missing
    assert "two for Python 3.12 on Windows, x86_64: no wheel of 3.0" in missing


def test_the_written_table_is_of_this_lock() -> None:
    text = (ROOT / "benchmarks" / "WHEELS.md").read_text(encoding="utf-8")
    lock = wheels_for.pins(wheels_for.LOCK.read_text(encoding="utf-8"))
    told = re.search(r"`requirements.txt` \((\d+) packages", text)
    assert told and int(told[1]) == len({pin.name for pin in lock}), "expected the table of this lock; run make wheels"
    assert "Missing: nothing." in text
    for python in wheels_for.PYTHONS:
        for system in wheels_for.SYSTEMS:
            assert f"{system.name}, {python}" in text
