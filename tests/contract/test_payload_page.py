"""Decision 6 names every field of the payload, and none that is not there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from layers.atlas import Atlas
from sahel_atlas.contract.payload import payload
from sahel_atlas.records.rows import TABLES, columns

PAGE = Path(__file__).resolve().parents[2] / "docs" / "decisions" / "0006-python-decides.md"
SAME = {"states": "country_states", "legs": "route_legs", "totals": "route_totals", "groups": "group_names"}
"""Dated tables of the payload whose file has another name."""


def rows_of(page: str, head: str) -> dict[str, str]:
    """First and second cells of the table of the page that has this head: each name of the first -> the second."""
    body = page.partition(f"| {head} |")[2].partition("\n\n")[0]
    cells = [line.strip("|").split("|", 1) for line in body.splitlines()[2:] if line.startswith("|")]
    return {name: second for first, second in cells for name in re.findall(r"`(\w+)`", first)}


def beyond(name: str, rows: list[list[Any]]) -> set[str]:
    """Keys of a dated table's rows that are no columns of its file."""
    known = set(columns(TABLES[SAME.get(name, name)]))
    return {key for *_, row in rows if isinstance(row, dict) for key in row if key not in known}


def test_the_page_names_every_field_and_none_beside(atlas: Atlas) -> None:
    data, page = payload(atlas), PAGE.read_text("utf-8")
    first, second = page.split("A clock holds:")
    assert set(rows_of(first, "field")) == set(data)
    tables = rows_of(first, "table")
    assert set(tables) == set(data["tables"])
    for name, rows in data["tables"].items():
        named = set(re.findall(r"`(\w+)`", tables[name]))
        assert beyond(name, rows) <= named, name
    clock = rows_of(second, "field")
    for one in data["clocks"].values():
        assert set(one) == set(clock)
        assert {key for row in one["rows"] for key in row} <= set(re.findall(r"`(\w+)`", clock["rows"]))


def test_a_field_that_the_page_does_not_name_is_found() -> None:
    assert beyond("sites", [[0, None, None, {"site_id": "x", "from": 1, "secret": 2}]]) == {"from", "secret"}
    told = rows_of("| field | says |\n|---|---|\n| `a`, `b` | x `c` |\n\nend", "field")
    assert told == {"a": " x `c` ", "b": " x `c` "}
