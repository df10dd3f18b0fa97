"""Joins that say what did not match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo.errors import JoinError

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd


@dataclass(frozen=True)
class JoinReport:
    """What a join did: rows matched, keys of the frame without attributes, keys of the table without a shape.

    Examples
    --------
    >>> print(JoinReport(2, (), ("TCD",)))
    2 matched; 0 shapes without attributes; 1 rows without a shape: TCD
    """

    matched: int
    only_left: tuple[str, ...]
    only_right: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.matched} matched; {len(self.only_left)} shapes without attributes; "
            f"{len(self.only_right)} rows without a shape{': ' + ', '.join(self.only_right) if self.only_right else ''}"
        )


def join_attributes(
    frame: gpd.GeoDataFrame, table: pd.DataFrame, on: str, how: Literal["left", "inner"] = "left"
) -> tuple[gpd.GeoDataFrame, JoinReport]:
    """Join a table to a frame by a key that is unique on both sides.

    Parameters
    ----------
    frame : geopandas.GeoDataFrame
        Shapes with the key.
    table : pandas.DataFrame
        Attributes with the key.
    on : str
        Name of the key on both sides.
    how : {"left", "inner"}
        Whether shapes without attributes stay.

    Returns
    -------
    (geopandas.GeoDataFrame, JoinReport)
        The frame's columns and CRS, then the table's. Nothing is lost silently: the report names both remainders.

    Raises
    ------
    JoinError
        If the key is missing or stands twice on one side.
    """
    _require_key(frame, "frame", on)
    _require_key(table, "table", on)
    left, right = set(frame[on]), set(table[on])
    report = JoinReport(len(left & right), tuple(sorted(left - right)), tuple(sorted(right - left)))
    return frame.merge(table, on=on, how=how), report


def _require_key(side: pd.DataFrame, name: str, on: str) -> None:
    if on not in side.columns:
        raise JoinError(
            expected=f"a column {on!r} in the {name}", got=", ".join(map(str, side.columns)), do="rename it"
        )
    double = side[on][side[on].duplicated()]
    if len(double):
        raise JoinError(
            expected=f"each {on!r} once in the {name}",
            got=f"{double.iloc[0]!r} more than once",
            do="keep one row of each",
        )
