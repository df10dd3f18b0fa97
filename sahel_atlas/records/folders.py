"""Where the atlas's own files lie: beside the package in a checkout, inside it where a wheel was installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
INSTALLED = (_PACKAGE / "data").is_dir()
"""Whether this is an installed atlas, whose files nobody edits."""
HOME = _PACKAGE if INSTALLED else _PACKAGE.parent
"""The folder that holds `data/`, `assets/` and `words/`."""
DATA = HOME / "data"
ASSETS = HOME / "assets"
WORDS = HOME / "words"


def base_folder(data: Path) -> Path:
    """The base geography of a data folder; a folder of tables alone uses the project's."""
    return data / "base" if (data / "base").is_dir() else DATA / "base"
