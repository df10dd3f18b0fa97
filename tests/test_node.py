"""The page's own scripts tested where they run without a page: `node --test` on each file of tests/node."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.node import node

FILES = sorted((Path(__file__).parent / "node").glob("*.test.mjs"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.removesuffix(".test.mjs"))
def test_the_scripts_pass(path: Path) -> None:
    done = subprocess.run([node(), "--test", str(path)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def test_every_file_of_tests_is_run() -> None:
    """A file by another name would be left out, and say nothing."""
    told = {path for path in (Path(__file__).parent / "node").glob("*.mjs") if "node:test" in path.read_text("utf-8")}
    assert told == set(FILES) != set()
