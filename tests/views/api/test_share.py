"""What the sheet offers to copy: both run, and both answer the page's own question."""

from __future__ import annotations

import csv
import io
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from layers.atlas import Atlas
from sahel_atlas.records.clock.changes import describe
from sahel_atlas.records.filters import Filter
from sahel_atlas.scenes.compare import compare
from sahel_atlas.scenes.query import query_rows
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.views.api.share import command_of, python_of

SCENES = (
    Scene(),
    Scene(date="2023-07", known="2023-12-01", filter=Filter(instrument=("security", "migration"), lead=("EU",))),
    Scene(filter=Filter(subject=(), partner=("EU", "USA"), text="it's $HOME; ls")),
    Scene(date="2021-12", to="2023-12", known="2023-12-01", filter=Filter(country=("MLI",))),
    Scene(stated="kst-29237-201", filter=Filter(instrument=("security",))),
    Scene(date="2016-05-04", filter=Filter(goal_basis=("inferred",), status=("active",), subject=("mission",))),
)


@pytest.mark.parametrize("scene", SCENES)
def test_the_command_runs_and_answers_the_same(atlas: Atlas, root: Path, scene: Scene) -> None:
    name, *words = shlex.split(command_of(scene))
    assert name == "atlas"
    done = subprocess.run(
        [sys.executable, "-m", "sahel_atlas", *words], cwd=root, capture_output=True, text=True, check=True
    )
    printed = [(row["id"], row["status"]) for row in csv.DictReader(io.StringIO(done.stdout))]
    assert printed == [(row["id"], row["status"]) for row in query_rows(atlas, scene)]


@pytest.mark.parametrize("scene", SCENES)
def test_the_python_runs_and_answers_the_same(atlas: Atlas, root: Path, scene: Scene) -> None:
    done = subprocess.run(
        [sys.executable, "-c", python_of(scene)], cwd=root, capture_output=True, text=True, check=True
    )
    first, *lines = done.stdout.splitlines()
    assert first.startswith(scene.stretch[1].isoformat())
    expected = [f"{row['id']} {row['status']} {';'.join(row['countries'])}" for row in query_rows(atlas, scene)]
    assert [line.rstrip() for line in lines] == [line.rstrip() for line in expected]


def test_defaults_are_left_out() -> None:
    assert command_of(Scene()) == "atlas query --date 2023-12-01"


def test_the_clocks_and_the_period_are_in_the_command() -> None:
    asked = Scene(date="2021-12", to="2023-12", known="2023-12-01", stated="kst-29237-201")
    assert command_of(asked) == "atlas query --date 2021-12 --to 2023-12 --known 2023-12-01 --stated kst-29237-201"


COMPARED = (
    (Scene(tab="compare", filter=Filter(lead=("EU",))), "atlas compare 2023-07-01 2023-12-01 --lead EU"),
    (
        Scene(tab="compare", versus="known", date="2023-12-31", known2="2023-12-01"),
        "atlas compare 2023-12-31 2023-12-31 --known2 2023-12-01",
    ),
)


@pytest.mark.parametrize(("scene", "command"), COMPARED)
def test_a_comparison_is_one_command_and_a_script_that_tells_the_changes(
    atlas: Atlas, root: Path, scene: Scene, command: str
) -> None:
    assert command_of(scene) == command
    found = compare(scene, atlas)
    assert found.changes
    words = shlex.split(command)[1:]
    printed = subprocess.run(
        [sys.executable, "-m", "sahel_atlas", *words, "--format", "csv"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(list(csv.DictReader(io.StringIO(printed.stdout)))) == len(found.changes)
    done = subprocess.run(
        [sys.executable, "-c", python_of(scene)], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [f"{c.group}: {describe(c, found.atlas)}" for c in found.changes]
