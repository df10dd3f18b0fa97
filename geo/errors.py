"""One tree of errors. A message says what was expected, what came, where, and what to do about it."""

from __future__ import annotations


def told(expected: str, got: str, do: str, where: str = "") -> str:
    """A message as one sentence: what was expected and what came are nouns, what to do is a request.

    Parameters
    ----------
    expected : str
        What would have been right.
    got : str
        What came.
    do : str
        What to do about it; begins with a verb.
    where : str
        File, row, column or address; may be empty.

    Examples
    --------
    >>> told("a date", "'1-13-2023'", "write 2023-01-13", "periods.csv:3")
    "periods.csv:3: expected a date, got '1-13-2023'; write 2023-01-13"
    """
    place = f"{where}: " if where else ""
    return f"{place}expected {expected}, got {got}; {do}"


class AtlasError(Exception):
    """An error that a person can act on.

    Parameters
    ----------
    expected : str
        What would have been right.
    got : str
        What came.
    do : str
        What to do about it.
    where : str
        File, row, column or address; may be empty.

    Examples
    --------
    >>> print(AtlasError(expected="a date", got="'1-13-2023'", do="write 2023-01-13", where="periods.csv:3"))
    periods.csv:3: expected a date, got '1-13-2023'; write 2023-01-13
    """

    def __init__(self, *, expected: str, got: str, do: str, where: str = "") -> None:
        self.expected, self.got, self.do, self.where = expected, got, do, where
        super().__init__(told(expected, got, do, where))


class DataFault(AtlasError):  # noqa: N818  (a fault is what the tables have)
    """A table or file holds something that it may not hold."""


class CrsError(AtlasError):
    """A frame has no CRS, or another than the one asked for."""


class JoinError(AtlasError):
    """A join could not be made."""


class FileFault(AtlasError):  # noqa: N818  (as above)
    """A file is missing, unreadable or cannot be written."""
