"""The row that all records share, and the single description of a column: its kind, its words, what it refers to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Row:
    """Common to all records: the line in the file, as a spreadsheet numbers it (the header is line 1)."""

    line: int = 0


def column(
    kind: str = "text",
    *,
    words: tuple[str, ...] = (),
    required: bool = False,
    refers: str = "",
    key: bool = False,
) -> Any:
    """Describe one column of a table.

    Parameters
    ----------
    kind : {"text", "list", "date", "float", "int"}
        What a cell holds. A `date` is ISO, cut to its known part (`2023`, `2023-10`, `2023-10-04`).
    words : tuple of str
        The vocabulary; empty means free.
    required : bool
        An empty cell is a fault.
    refers : str
        `table.column` that every value must exist in, e.g. ``places.place_id``.
    key : bool
        The value identifies the row and occurs once.

    Returns
    -------
    dataclasses.Field
    """
    default: Any = {"list": (), "float": None, "int": None}.get(kind, "")
    meta = {"kind": kind, "words": words, "required": required or key, "refers": refers, "key": key}
    return field(default=default, metadata=meta)
