"""Decision 6 names every field of the payload's type, and none that is not there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest

from sahel_atlas.contract.types import Clock, ClockRow, Payload, Rules, Tables

PAGE = Path(__file__).resolve().parents[2] / "docs" / "decisions" / "0006-python-decides.md"


def rows_of(page: str, head: str) -> dict[str, str]:
    """First and second cells of the table of the page that has this head: each name of the first -> the second."""
    body = page.partition(f"| {head} |")[2].partition("\n\n")[0]
    cells = [line.strip("|").split("|", 1) for line in body.splitlines()[2:] if line.startswith("|")]
    return {name: second for first, second in cells for name in re.findall(r"`(\w+)`", first)}


def fields_of(hint: Any) -> set[str]:
    """Names of a type's own fields, without the columns of its record; none for a list."""
    return set(get_type_hints(hint)) if isinstance(hint, type) and hasattr(hint, "__total__") else set()


def row_of(version: Any) -> Any:
    """The type of the row in a dated table."""
    return get_args(get_args(version)[0])[-1]


@pytest.fixture(scope="module")
def parts() -> tuple[str, str]:
    first, _, second = PAGE.read_text("utf-8").partition("A clock holds:")
    return first, second


def test_the_page_names_every_field_and_none_beside(parts: tuple[str, str]) -> None:
    assert set(rows_of(parts[0], "field")) == set(get_type_hints(Payload))
    assert set(rows_of(parts[1], "field")) == set(get_type_hints(Clock))
    assert set(rows_of(parts[0], "table")) == set(get_type_hints(Tables))


def test_the_page_names_what_rows_have_beside_their_columns(parts: tuple[str, str]) -> None:
    told = rows_of(parts[0], "table")
    for name, versions in get_type_hints(Tables).items():
        fields = fields_of(row_of(versions))
        assert fields <= set(re.findall(r"`(\w+)`", told[name])), name
        assert fields or "nothing" in told[name] or name == "citations"
    clock = rows_of(parts[1], "field")["rows"]
    assert set(get_type_hints(ClockRow)) <= set(re.findall(r"`(\w+)`", clock))


def test_every_rule_says_what_it_is_about() -> None:
    silent = [
        name
        for name, hint in get_type_hints(Rules, include_extras=True).items()
        if not re.search(r"Annotated", str(hint))
    ]
    assert silent == []


def test_a_field_that_the_page_does_not_name_is_found() -> None:
    told = rows_of("| field | says |\n|---|---|\n| `a`, `b` | x `c` |\n\nend", "field")
    assert told == {"a": " x `c` ", "b": " x `c` "}
    assert fields_of(row_of(get_type_hints(Tables)["sites"])) == {"from", "until", "layer", "dated", "post"}
    assert get_origin(row_of(get_type_hints(Tables, include_extras=True)["sites"])) is Annotated
