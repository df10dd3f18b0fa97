"""Copies of the curated tables, for tests that change them."""

from __future__ import annotations

import shutil
from pathlib import Path

from sahel_atlas.records.folders import DATA


def copy_tables(folder: Path) -> Path:
    """The tables and `atlas.toml`, without the base geography, in `folder`, which is made when it is not there."""
    folder.mkdir(exist_ok=True)
    for path in (*DATA.glob("*.csv"), DATA / "atlas.toml"):
        shutil.copy(path, folder)
    return folder
