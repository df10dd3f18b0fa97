"""Classes of numbers for a choropleth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import inf

SAME = 1 + 1e-12
"""Two sums of squares whose ratio is no larger count as equal: they were rounded."""


def natural_breaks(values: Sequence[float], classes: int) -> tuple[float, ...]:
    """Upper bounds of the classes whose values differ least among themselves.

    Method: W. D. Fisher, "On grouping for maximum homogeneity" (1958), which G. F. Jenks brought to maps (1967). Of all
    ways to cut the sorted values the one with the least sum of squared deviations from the classes' means is found
    exactly: the best cut of the first values into k classes is a best cut of fewer values into k - 1 and one class
    more. Of equally good ways the one whose last classes are widest is taken, as mapclassify does. Time grows as
    ``classes * n ** 2`` at worst and memory as ``classes * n``, n being the distinct values: 2 ms for a table of 80.

    Parameters
    ----------
    values : sequence of float
        In any order; equal values count as often as they stand there, and are never parted.
    classes : int
        At least 1. Fewer come back when there are fewer distinct values.

    Returns
    -------
    tuple of float
        Rising; the last is the highest value, and empty when there are no values.

    Examples
    --------
    >>> natural_breaks([3, 3, 5], 5), natural_breaks([1, 2, 9, 10, 11, 30], 3)
    ((3.0, 5.0), (2.0, 11.0, 30.0))
    """
    counted = sorted(Counter(map(float, values)).items())
    least, cuts = [0.0] + [inf] * len(counted), list[list[int]]()
    for _ in range(min(classes, len(counted))):
        least, cut = _with_one_more(counted, least)
        cuts.append(cut)
    end, bounds = len(counted), list[float]()
    for cut in reversed(cuts):
        bounds.append(counted[end - 1][0])
        end = cut[end]
    return tuple(reversed(bounds))


def _with_one_more(counted: Sequence[tuple[float, int]], before: Sequence[float]) -> tuple[list[float], list[int]]:
    """For the first n values, each n: the least sum of squares with a class more, and where that class begins."""
    least, cut = [inf] * len(before), [0] * len(before)
    for end in range(1, len(before)):
        weight, mean, within = 0, 0.0, 0.0
        for begin in range(end - 1, -1, -1):
            value, times = counted[begin]
            weight += times
            step = value - mean
            mean += step * times / weight
            # Summed as Welford does (1962): a difference of two large sums of squares would lose the small ones.
            within += times * step * (value - mean)
            if within > least[end] * SAME:
                break
            if before[begin] + within <= least[end] * SAME:
                least[end], cut[end] = min(least[end], before[begin] + within), begin
    return least, cut
