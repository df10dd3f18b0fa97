"""The newcomer's walk stops at what is not as the papers say, and does not wait for ever."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

import walk  # noqa: E402


@pytest.fixture
def newcomer(tmp_path: Path) -> walk.Walk:
    """Somebody in an empty folder, without a copy of the letter."""
    return walk.Walk(tmp_path, None, quick=True)


def test_commands_come_in_the_order_of_the_paper() -> None:
    shell = "```sh\nmake run   # serves\n\natlas export a \\\n  -o b.png\n```\n"
    paper = shell + "`make check` and `HOST`\n```python\nx = 1\n```\n"
    told = [("sh", "make run"), ("sh", "atlas export a -o b.png"), ("sh", "make check"), ("python", "x = 1\n")]
    assert list(walk.commands("CONTRIBUTING.md", paper)) == told
    assert ("sh", "make check") not in walk.commands("README.md", paper), "the README names commands in passing"


def test_a_stand_in_that_nobody_explains_is_a_lie(newcomer: walk.Walk) -> None:
    assert walk.stand_ins(f"atlas check --letter {walk.LETTER}", newcomer) is None
    assert walk.stand_ins("atlas export a -o b.pptx --tlp GREEN", newcomer) == "atlas export a -o b.pptx --tlp GREEN"
    with pytest.raises(walk.LieError, match=r"stand-ins the walk knows .*\['THING.csv'\]"):
        walk.stand_ins("atlas check THING.csv", newcomer)


def test_a_command_that_fails_or_hangs_is_a_lie(newcomer: walk.Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(walk.LieError, match=r"expected `echo why; exit 3` to end well, got exit 3:\nwhy"):
        walk.run("echo why; exit 3", newcomer)
    monkeypatch.setattr(walk, "COMMAND_SECONDS", 0.2)
    with pytest.raises(walk.LieError, match=r"to end within 0\.2 s, got no end"):
        walk.run("exec sleep 30", newcomer)


@pytest.mark.parametrize("server", ["echo broken", "exec sleep 30"])
def test_a_server_without_an_address_is_a_lie(
    server: str, newcomer: walk.Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walk, "ADDRESS_SECONDS", 0.3)
    with pytest.raises(walk.LieError, match=r"expected the server to print its address within 0\.3 s"):
        walk.serve(server, newcomer, look=False)
