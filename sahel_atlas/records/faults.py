"""One fault in a curated table: where it stands as a spreadsheet shows it, what was expected, what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from geo.errors import DataFault, told

_SHOWN = 14


@dataclass(frozen=True, order=True)
class Fault:
    """One fault.

    Attributes
    ----------
    file : str
        Folder and file, for example ``data/periods.csv``.
    row : int
        Line of the file as a spreadsheet numbers it; the header is 1, and 0 stands for the file as a whole.
    column : str
        Name of the column; empty for a whole row or file.
    expected, got, do : str
        The three parts of the message.
    rule : str
        Name of the rule that noticed it.
    """

    file: str
    row: int
    column: str
    expected: str
    got: str
    do: str
    rule: str = ""

    def __str__(self) -> str:
        return told(self.expected, self.got, self.do, f"{self.file}:{self.row}:{self.column}")


class TableFaults(DataFault):
    """Every fault found in the curated tables, one line each.

    Attributes
    ----------
    faults : tuple of Fault
        In order of file and row.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        count = len(self.faults)
        super().__init__(
            expected="curated tables without faults",
            got=f"{count} fault{'' if count == 1 else 's'}",
            do="mend the lines below and run `atlas check`",
        )

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


def one_of(words: Iterable[str]) -> str:
    """Valid words as a phrase, cut short when there are many.

    Examples
    --------
    >>> one_of(("on", "after", "by"))
    'one of on, after, by'
    """
    known = list(words)
    more = f" … ({len(known)} in all)" if len(known) > _SHOWN else ""
    return f"one of {', '.join(known[:_SHOWN])}{more}"


def hint(value: str, words: Iterable[str], otherwise: str = "choose one of these") -> str:
    """What to do about a word that is not known: the nearest valid one when there is one.

    Examples
    --------
    >>> hint("actief", ("planned", "active"))
    'write active'
    """
    known = list(words)
    near = difflib.get_close_matches(value, known, n=1, cutoff=0.6)
    if not near:
        folded = {word.casefold(): word for word in known}
        near = [folded[value.casefold()]] if value.casefold() in folded else []
    return f"write {near[0]}" if near else otherwise
