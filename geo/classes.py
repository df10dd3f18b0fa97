"""Classes of numbers for a choropleth."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


def natural_breaks(values: Sequence[float], classes: int) -> tuple[float, ...]:
    """Upper bounds of the classes whose values differ least among themselves.

    Method: Fisher (1958), exactly: of all ways to cut the sorted values into `classes` runs, the one with the least sum
    of squared deviations from the runs' means. Ties go to the cuts that lie lower.

    Parameters
    ----------
    values : sequence of float
        In any order; equal values count as often as they stand there.
    classes : int
        At least 1. Fewer come back when there are fewer distinct values.

    Returns
    -------
    tuple of float
        Rising; the last is the highest value, and empty when there are no values.

    Examples
    --------
    >>> natural_breaks([1, 2, 9, 10, 11, 30], 3)
    (2.0, 11.0, 30.0)
    """
    ranked = sorted(map(float, values))
    if len(set(ranked)) <= classes:
        return tuple(sorted(set(ranked)))
    bounds, end = [ranked[-1]], len(ranked)
    for starts in reversed(_cuts(_Spread(ranked), len(ranked), classes)):
        end = starts[end - 1]
        bounds.append(ranked[end - 1])
    return tuple(sorted(set(bounds)))


def _cuts(spread: _Spread, count: int, classes: int) -> list[list[int]]:
    """For the second class and each further one: where it best starts when it ends at each of `count` values."""
    least = [spread(0, end) for end in range(1, count + 1)]
    cuts: list[list[int]] = []
    for made in range(1, classes):
        row = [(spread(0, end), 0) for end in range(1, count + 1)]
        for end in range(made + 1, count + 1):
            row[end - 1] = min((least[start - 1] + spread(start, end), start) for start in range(made, end))
        least = [cost for cost, _ in row]
        cuts.append([start for _, start in row])
    return cuts


class _Spread:
    """Sum of squared deviations from the mean over ``ranked[start:end]``, each in constant time."""

    def __init__(self, ranked: Sequence[float]) -> None:
        middle = ranked[len(ranked) // 2]  # sums of what is left of large numbers keep their digits
        moved = [value - middle for value in ranked]
        self.sums = [0.0, *accumulate(moved)]
        self.squares = [0.0, *accumulate(value * value for value in moved)]

    def __call__(self, start: int, end: int) -> float:
        total = self.sums[end] - self.sums[start]
        return max(0.0, self.squares[end] - self.squares[start] - total * total / (end - start))
