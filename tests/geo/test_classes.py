"""Natural breaks, against every other way to cut and against the library that others use."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
import warnings
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.classes import natural_breaks
from layers.atlas import Atlas
from layers.indicators import CLASSES, fills


def spread(values: list[float], bounds: tuple[float, ...]) -> float:
    """Sum of squared deviations from the means of the classes that the bounds make."""
    edges = (float("-inf"), *bounds)
    parts = [[x for x in values if low < x <= high] for low, high in pairwise(edges)]
    assert sum(map(len, parts)) == len(values), "a value stands in no class"
    return sum(sum((x - statistics.fmean(part)) ** 2 for x in part) for part in parts if part)


def library(values: list[float], classes: int) -> tuple[float, ...]:
    """The bounds of mapclassify."""
    import numpy as np
    from mapclassify import FisherJenks

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says that its compiled version is not there
        return tuple(sorted({float(x) for x in FisherJenks(np.array(sorted(values)), k=classes).bins}))


@pytest.mark.parametrize("classes", range(1, 8))
def test_no_other_way_to_cut_is_better(classes: int) -> None:
    values = [3.0, 5, 6, 14, 15, 15, 15, 15, 22, 40, 41]
    found = natural_breaks(values[::-1], classes)
    assert len(found) == classes and found == tuple(sorted(set(found))) and found[-1] == 41
    ways = combinations(sorted(set(values))[:-1], classes - 1)
    best = min(spread(values, (*way, 41.0)) for way in ways)
    assert spread(values, found) == pytest.approx(best)


def test_few_or_no_values_are_their_own_bounds() -> None:
    assert natural_breaks([], 5) == ()
    assert natural_breaks([3, 3, 5], 5) == (3.0, 5.0)
    assert natural_breaks([3, 5, 4], 3) == (3.0, 4.0, 5.0)
    assert natural_breaks([7, 7], 1) == (7.0,)


NUMBERS = st.one_of(
    st.lists(st.integers(0, 40).map(float), min_size=7, max_size=60),
    st.lists(st.floats(0, 1, allow_subnormal=False).map(lambda x: round(x, 3)), min_size=7, max_size=60),
    st.lists(st.integers(1, 230_000_000).map(float), min_size=7, max_size=60),
)


@settings(max_examples=150, deadline=None)
@given(NUMBERS, st.integers(2, 6))
def test_as_good_as_the_library_and_the_same_where_one_way_is_best(values: list[float], classes: int) -> None:
    if len(set(values)) <= classes:
        return
    ours, theirs = natural_breaks(values, classes), library(values, classes)
    assert len(ours) == classes
    if ours != theirs:  # several ways are equally good, or the library lost the last digits
        assert spread(values, ours) <= spread(values, theirs) * (1 + 1e-9)


def test_the_choropleths_of_the_record_are_those_of_the_library(atlas: Atlas) -> None:
    for name, fill in fills(atlas).items():
        values = sorted({x for year in fill["values"].values() for x in year.values()})
        if values:
            assert fill["breaks"] == library(values, CLASSES), name
    assert list(fills(atlas)["engagements"]["breaks"]) == [2, 4, 6, 9, 14]


def test_a_hundred_values_are_classed_at_once() -> None:
    values = [float(n * n % 9973) for n in range(100)]
    start = time.process_time()
    natural_breaks(values, 5)
    assert time.process_time() - start < 0.5


def test_no_library_is_loaded() -> None:
    code = (
        "import sys; from geo.classes import natural_breaks;"
        " assert len(natural_breaks([1, 2, 9, 10, 11, 30], 3)) == 3;"
        " assert not {'numpy', 'scipy', 'sklearn', 'matplotlib', 'mapclassify', 'subprocess'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
