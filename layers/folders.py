"""Where the atlas's own files lie."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"


def base_folder(data: Path) -> Path:
    """The base geography of a data folder; a folder of tables alone uses the project's."""
    return data / "base" if (data / "base").is_dir() else DATA / "base"
