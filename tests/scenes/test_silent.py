"""What is documented only later, as far as a filter lets it through."""

from __future__ import annotations

from typing import Any

import pytest

from sahel_atlas.records.filters import Filter
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.silent import silent_count, silent_on
from tests.small import cite, engagement, period, small


def later(period_id: str, status: str, start: str, **values: Any) -> Any:
    """A first period whose start nobody recorded: it is documented by a day."""
    return period(period_id, status, start, start_relation="by", start_precision="not_recorded", **values)


@pytest.fixture(scope="module")
def made() -> Any:
    return small(
        engagements=(engagement("a", "MLI", "NER"), engagement("b", "MLI"), engagement("c", "MLI")),
        periods=(
            later("a.1", "active", "2023-06-01"),
            later("b.1", "planned", "2023-06-01", confidence="inferred"),
            period("b.2", "active", "2023-09-01"),
            period("c.1", "active", "2020-01-01"),
        ),
        citations=(cite("a.1"), cite("b.1"), cite("b.2"), cite("c.1")),
        sites=(), conflicts=(), texts=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "pairs", "count"),
    [
        (Filter(), {("a", "MLI"), ("a", "NER"), ("b", "MLI")}, 2),
        (Filter(country=("NER",)), {("a", "NER")}, 1),
        (Filter(status=("active",)), {("a", "MLI"), ("a", "NER")}, 1),
        (Filter(status=("planned",)), {("b", "MLI")}, 1),
        (Filter(status=("active", "planned")), {("a", "MLI"), ("a", "NER"), ("b", "MLI")}, 2),
        (Filter(confidence=("inferred",)), {("b", "MLI")}, 1),
        (Filter(status=("active",), confidence=("inferred",)), set(), 0),
        (Filter(status=("ended",)), set(), 0),
        (Filter(document=("paper",)), {("a", "MLI"), ("a", "NER"), ("b", "MLI")}, 2),
    ],
)
def test_a_filter_on_states_asks_the_first_one(made: Any, asked: Filter, pairs: set[Any], count: int) -> None:
    shown = resolve(Scene(date="2022-01-01", filter=asked), made)
    assert silent_on(shown, made) == silent_on(shown, shown.atlas) == pairs
    assert silent_count(shown, made) == count


def test_once_documented_nothing_is_silent(made: Any) -> None:
    assert silent_count(resolve(Scene(date="2023-06-01"), made), made) == 0
    assert silent_count(resolve(Scene(date="2023-05-31"), made), made) == 2
