"""One tree of errors. A message says what was expected, what came, where, and what to do about it.

What a program decides on is the class of an error, never the words of its message: a room that needs to tell one
refusal from another makes a class for it.
"""

from __future__ import annotations

from typing import ClassVar, Self


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

    Attributes
    ----------
    kind : str
        One word for the class, for whoever cannot see classes: a page looks up what to say by it. Empty where the
        sentence says it all.

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

    kind: ClassVar[str] = ""

    def __init__(self, *, expected: str, got: str, do: str, where: str = "") -> None:
        self.expected, self.got, self.do, self.where = expected, got, do, where
        super().__init__(told(expected, got, do, where))

    @property
    def about(self) -> str:
        """What was refused, in one word: the kind, or else the part of a question that `where` names."""
        return self.kind or self.where

    def changed(self, **parts: str) -> Self:
        """The same error with some parts of its message replaced.

        Parameters
        ----------
        **parts
            `expected`, `got`, `do` or `where`.

        Examples
        --------
        >>> print(MissingError(expected="a story", got="'x'", do="choose another").changed(where="step 2"))
        step 2: expected a story, got 'x'; choose another
        """
        said = {"expected": self.expected, "got": self.got, "do": self.do, "where": self.where}
        return type(self)(**(said | parts))


class DataFault(AtlasError):  # noqa: N818  (a fault is what the tables have)
    """A table or file holds something that it may not hold."""


class CrsError(AtlasError):
    """A frame has no CRS, or another than the one asked for."""


class JoinError(AtlasError):
    """A join could not be made."""


class FileFault(AtlasError):  # noqa: N818  (as above)
    """A file is missing, unreadable or cannot be written."""


class MissingError(AtlasError):
    """What was asked for by its name or number is not there, or no longer."""

    kind = "missing"


class TooLargeError(AtlasError):
    """What was sent is larger than is read."""

    kind = "length"


class BusyError(AtlasError):
    """As much is under way as may be; the same question may succeed later."""

    kind = "busy"


class EarlyError(AtlasError):
    """What was asked for is not ready yet."""

    kind = "early"
