"""The types are strict everywhere, and say what is known."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
JSON = re.compile(r"dict\[str, Any\]")
"""The one `Any` that may stand where parts are put together: a body in JSON."""


def test_no_room_is_checked_more_loosely_than_another() -> None:
    mypy = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    assert mypy["strict"] is True
    for override in mypy["overrides"]:
        own = [name for name in override["module"] if name.split(".")[0] in ("app", "geo", "layers", "sahel_atlas")]
        assert own == [], f"expected overrides for libraries only, got {own} with {sorted(override)}"


def hidden(source: str) -> Iterator[int]:
    """Lines of a source on which `Any` hides a shape that is known."""
    for number, line in enumerate(source.splitlines(), 1):
        if re.search(r"\bAny\b", JSON.sub("", line)) and not line.startswith("from typing import"):
            yield number


def test_views_and_commands_name_the_types_that_they_take() -> None:
    files = [ROOT / "app.py", ROOT / "sahel_atlas" / "cli.py"]
    for room in ("views", "exports/command"):
        files += sorted((ROOT / "sahel_atlas" / room).rglob("*.py"))
    found = [f"{f.relative_to(ROOT)}:{n}" for f in files for n in hidden(f.read_text(encoding="utf-8"))]
    assert found == [], "expected a type that says what comes, got Any in\n" + "\n".join(found)


def test_a_hidden_type_is_found() -> None:
    source = "from typing import Any\ndef f(atlas: Any) -> dict[str, Any]:\ndef g() -> dict[str, Any]:\nx: list[Any]\n"
    assert list(hidden(source)) == [2, 4]
