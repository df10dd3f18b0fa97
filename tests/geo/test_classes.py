"""Natural breaks: the best of all ways to cut, and the same as another program finds."""

from __future__ import annotations

import statistics
import warnings
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.classes import natural_breaks


def spread(values: list[float], bounds: tuple[float, ...]) -> float:
    """Sum of squared deviations from the means of the classes that the bounds make."""
    edges = (float("-inf"), *bounds)
    parts = [[x for x in values if low < x <= high] for low, high in pairwise(edges)]
    return sum(sum((x - statistics.fmean(part)) ** 2 for x in part) for part in parts if part)


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=9), st.integers(1, 4))
def test_no_other_way_to_cut_is_better(values: list[int], classes: int) -> None:
    found = natural_breaks(values, classes)
    distinct = sorted({float(x) for x in values})
    assert found == tuple(sorted(found)) and found[-1] == max(values)
    assert len(found) == min(classes, len(distinct))
    ways = combinations(distinct[:-1], len(found) - 1)
    best = min(spread([float(x) for x in values], (*way, distinct[-1])) for way in ways)
    assert spread([float(x) for x in values], found) == pytest.approx(best, abs=1e-6)


@pytest.mark.parametrize("name", ["HDI", "population"])
def test_another_program_finds_the_same_classes_for_our_indicators(atlas: Any, name: str) -> None:
    values = sorted({float(row.value) for row in atlas.tables.indicators if row.indicator == name})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says that a faster, compiled version is not there
        from mapclassify import FisherJenks

        theirs = tuple(float(x) for x in FisherJenks(values, k=5).bins)
    assert natural_breaks(values, 5) == theirs


def test_few_or_no_values() -> None:
    assert natural_breaks([], 5) == ()
    assert natural_breaks([3, 3, 5], 5) == (3.0, 5.0)
    assert natural_breaks([1, 2, 3], 1) == (3.0,)
    assert natural_breaks([1e9 + 1, 1e9 + 2, 1e9 + 9], 2) == (1e9 + 2, 1e9 + 9)
