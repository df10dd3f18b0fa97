"""The way in without make: what it installs, in which order, and that it does so once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

import run  # noqa: E402


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have been run."""
    calls: list[list[str]] = []

    def noted(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        calls.append(command)
        if "venv" in command:
            (Path(command[-1]) / "bin").mkdir(parents=True, exist_ok=True)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", noted)
    return calls


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "a folder" / "the atlas"
    (folder / "scripts").mkdir(parents=True)
    for name in ("pyproject.toml", "setup.py", "requirements.txt", "requirements-dev.txt", "scripts/run.py"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def test_it_installs_the_lock_and_serves(checkout: Path, asked: list[list[str]]) -> None:
    assert run.main(["--port", "9000"], checkout) == 0
    venv, lock, own, served = asked
    assert venv[:3] == [sys.executable, "-m", "venv"]
    assert lock[-3:] == ["--require-hashes", "-r", "requirements.txt"]
    assert {"--no-deps", "--no-build-isolation", "--editable"} <= set(own)
    assert served[1:] == ["-m", "sahel_atlas", "serve", "--port", "9000"]


def test_the_second_time_it_only_serves(checkout: Path, asked: list[list[str]]) -> None:
    run.main([], checkout)
    asked.clear()
    run.main([], checkout)
    assert [command[1:] for command in asked] == [["-m", "sahel_atlas", "serve"]]
    asked.clear()
    run.main(["--dev"], checkout)
    assert [command[-1] for command in asked][-2:] == ["requirements-dev.txt", "."], "expected no server"


def test_windows_keeps_its_python_elsewhere(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run.interpreter(checkout) == checkout / ".venv" / "bin" / "python"
    monkeypatch.setattr(run.os, "name", "nt")
    expected = os.path.join(str(checkout), ".venv", "Scripts", "python.exe")  # noqa: PTH118 (a Path would be Windows's)
    try:
        assert str(run.interpreter(checkout)) == expected
    finally:
        monkeypatch.undo()
