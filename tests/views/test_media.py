"""The kinds of the served files do not hang on what the machine believes, nor on the folder it is started in."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import create_server
from sahel_atlas.views.media import TYPES, name_types


@pytest.fixture
def misled(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose table calls scripts and styles plain text, as the registry of some Windows machines does."""
    mimetypes.init()
    for ending in TYPES:
        mimetypes.add_type("text/plain", ending)
    yield
    mimetypes.init()


@pytest.mark.usefixtures("misled")
def test_a_misled_machine_serves_scripts_as_scripts() -> None:
    assert mimetypes.guess_type("a.js")[0] == "text/plain"
    client = create_server().test_client()
    paths = (
        "/assets/bundle/atlas.js",
        "/assets/bundle/atlas.css",
        "/assets/favicon.svg",
        "/data/base/relief_light.webp",
    )
    found = [client.get(path).mimetype for path in paths]
    assert found == ["text/javascript", "text/css", "image/svg+xml", "image/webp"]


@pytest.mark.usefixtures("misled")
def test_every_ending_of_the_pages_files_is_named(root: Path) -> None:
    served = (*(root / "assets").rglob("*"), *(root / "data" / "base").iterdir())
    # Declarations are read by the compiler alone.
    endings = {path.suffix for path in served if path.is_file() and not path.name.endswith(".d.ts")}
    assert endings - {""} <= set(TYPES)
    name_types()
    assert {ending: mimetypes.guess_type(f"a{ending}")[0] for ending in TYPES} == TYPES


def test_nothing_of_the_folder_it_is_started_in_is_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("static", "assets", "data"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "private.txt").write_text("private", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    client = create_server().test_client()
    for name in ("static", "assets", "data"):
        answer = client.get(f"/{name}/private.txt")
        assert (answer.status_code, b"private" in answer.data) == (404, False), name
