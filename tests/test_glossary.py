"""The glossary names files that are there and names that stand in them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ASKED = (
    *("plate", "dock", "twin", "rail", "shell", "guard", "desk", "house", "ground", "book", "pens", "hay", "door"),
    *("storey", "rim", "block", "chain", "link", "clock", "window", "stretch", "panel", "painter", "carrier", "reach"),
)


def entries(page: str) -> list[tuple[str, str, str, str]]:
    """The rows of its tables: word, what it is, where, elsewhere."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line[:1] == "|"]
    assert all(len(row) == 4 and all(row) for row in rows), "a row has four cells, none of them empty"
    return [(a, b, c, d) for a, b, c, d in rows if a != "word" and not a.startswith("---")]


def missing(page: str) -> list[str]:
    """Files that are not there, and names that no line of their file defines or holds."""
    faults = []
    for word, _, where, _ in entries(page):
        for path, name in re.findall(r"`([^`]+\.\w+)`(?:: `(\w+)`)?", where):
            if not (ROOT / path).is_file():
                faults.append(f"{word}: {path}")
            elif name and not re.search(
                rf"^\s*(?:class|def) {name}\b|^{name}\b.*=", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE
            ):
                faults.append(f"{word}: {name} in {path}")
        if "`" not in where:
            faults.append(f"{word}: no file")
    return faults


def test_every_file_and_name_is_there() -> None:
    assert missing(PAGE) == []


def test_a_file_or_a_name_that_is_gone_is_found() -> None:
    row = "| word | sense | `geo/{}`: `{}` | word |\n"
    assert missing(row.format("errors.py", "told").replace("| word", "| a", 1)) == []
    for path, name in (("gone.py", "told"), ("errors.py", "gone")):
        assert len(missing(row.format(path, name).replace("| word", "| a", 1))) == 1


def test_every_word_stands_once_and_none_is_left_out() -> None:
    words = [word for entry in entries(PAGE) for word in entry[0].split(", ")]
    assert len(words) == len(set(words))
    assert set(ASKED) <= set(words)


def test_the_ways_in_lead_to_it() -> None:
    for paper in ("README.md", "CONTRIBUTING.md"):
        assert "docs/glossary.md" in (ROOT / paper).read_text(encoding="utf-8")
