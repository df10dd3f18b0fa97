"""What `data/README.md` says of each column, for whoever reads the schema."""

from __future__ import annotations

import re
from pathlib import Path

_HEAD = re.compile(r"### (\w+)\.csv")
_ROW = re.compile(r"\| ([a-z][a-z0-9_, ]*) \| (.+) \|")


def column_notes(page: Path) -> dict[str, dict[str, str]]:
    """Table -> column -> what it holds; columns that share a line share its sentence.

    Parameters
    ----------
    page : Path
        A page with a heading ``### TABLE.csv`` and a table of columns for each.
    """
    found: dict[str, dict[str, str]] = {}
    mine: dict[str, str] = {}
    for line in page.read_text(encoding="utf-8").splitlines():
        if head := _HEAD.fullmatch(line):
            mine = found.setdefault(head[1], {})
        elif row := _ROW.fullmatch(line):
            mine |= dict.fromkeys(re.split(r", *", row[1]), row[2])
    return found
