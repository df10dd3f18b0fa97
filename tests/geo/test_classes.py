"""Natural breaks by the library, in a process of its own."""

from __future__ import annotations

import statistics
import subprocess
import sys
from itertools import combinations, pairwise

import pytest

from geo.classes import natural_breaks
from geo.errors import AtlasError


def spread(values: list[float], bounds: tuple[float, ...]) -> float:
    """Sum of squared deviations from the means of the classes that the bounds make."""
    edges = (float("-inf"), *bounds)
    parts = [[x for x in values if low < x <= high] for low, high in pairwise(edges)]
    return sum(sum((x - statistics.fmean(part)) ** 2 for x in part) for part in parts if part)


def test_no_other_way_to_cut_is_better() -> None:
    values = [3.0, 5, 6, 14, 15, 15, 22, 40, 41]
    found = natural_breaks(values, 4)
    assert len(found) == 4 and found == tuple(sorted(found)) and found[-1] == 41
    ways = combinations(sorted(set(values))[:-1], 3)
    best = min(spread(values, (*way, 41.0)) for way in ways)
    assert spread(values, found) == pytest.approx(best)


def test_few_or_no_values_need_no_classing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "no such program")
    assert natural_breaks([], 5) == ()
    assert natural_breaks([3, 3, 5], 5) == (3.0, 5.0)


def test_a_classing_that_fails_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "no such program")
    with pytest.raises(AtlasError, match=r"mapclassify.*no such program.*make run"):
        natural_breaks([1, 2, 3, 4], 2)


def test_the_heavy_libraries_stay_out_of_this_process() -> None:
    code = (
        "import sys; from geo.classes import natural_breaks;"
        " assert len(natural_breaks([1, 2, 9, 10, 11, 30], 3)) == 3;"
        " assert not {'scipy', 'sklearn', 'matplotlib', 'mapclassify'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
