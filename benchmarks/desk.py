"""An in-memory copy of the curated tables on which one thing at a time is made wrong, and what the check says then."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from random import Random

from sahel_atlas.records.check.book import Book
from sahel_atlas.records.check.run import check_reading
from sahel_atlas.records.faults import Fault
from sahel_atlas.records.rows import TABLES, columns
from sahel_atlas.records.tables import Reading, read, read_texts

WITH_SHAPES = ("places", "route_legs", "route_nodes", "countries")
"""Tables whose change can move a point or a line; only then the rules that need shapes are run."""


@dataclass(frozen=True, order=True)
class Cell:
    """A cell by table, row (as a spreadsheet numbers it) and column; an empty column stands for the whole row."""

    table: str
    row: int
    column: str

    def beside(self, column: str) -> Cell:
        """Another cell of the same row."""
        return replace(self, column=column)


@dataclass(frozen=True)
class Change:
    """One table with something wrong in it, and the cells in which that should be reported."""

    table: str
    lines: tuple[tuple[str, ...], ...]
    right: frozenset[Cell]
    says: str


class Desk:
    """The tables of a folder as lines of cells, and as read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clean = read(folder)
        self.lines: dict[str, tuple[tuple[str, ...], ...]] = {}
        for table in TABLES:
            text = (folder / f"{table}.csv").read_text("utf-8-sig")
            self.lines[table] = tuple(tuple(line) for line in csv.reader(io.StringIO(text, newline="")))

    @cached_property
    def book(self) -> Book:
        """The clean tables with their look-ups."""
        return Book(self.clean.tables, self.folder)

    @cached_property
    def referring(self) -> list[tuple[str, str, str]]:
        """Table and column of everything that refers to an id, with the `table.column` of that id."""
        return [
            (table, name, meta["refers"])
            for table, record in TABLES.items()
            for name, meta in columns(record).items()
            if meta["refers"]
        ]

    @cached_property
    def ids(self) -> set[str]:
        """All ids that anything may refer to."""
        return {word for _, _, to in self.referring for word in self.words(*to.split("."))}

    def faults(self, change: Change) -> list[Fault]:
        """What the check says about the tables with this change."""
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows(change.lines)
        changed = read_texts({change.table: out.getvalue()}, self.folder.name)
        tables = replace(self.clean.tables, **{change.table: getattr(changed.tables, change.table)})
        reading = Reading(tables, changed.faults, changed.broken)
        return check_reading(reading, self.folder, geography=change.table in WITH_SHAPES)

    def at(self, cell: Cell) -> int:
        """Index of a cell in its line."""
        return self.lines[cell.table][0].index(cell.column)

    def value(self, cell: Cell) -> str:
        """What stands in a cell."""
        return self.lines[cell.table][cell.row - 1][self.at(cell)]

    def is_list(self, cell: Cell) -> bool:
        """Whether a cell holds several values."""
        return bool(columns(TABLES[cell.table])[cell.column]["kind"] == "list")

    def rows(self, table: str) -> range:
        """Numbers of the rows of a table."""
        return range(2, len(self.lines[table]) + 1)

    def filled(self, table: str, column: str) -> list[Cell]:
        """Cells of a column that are not empty."""
        cells = (Cell(table, row, column) for row in self.rows(table))
        return [cell for cell in cells if self.value(cell)]

    def cells(self, table: str, column: str, word: str) -> list[Cell]:
        """Cells of a column that hold a word, alone or in a list."""
        return [cell for cell in self.filled(table, column) if word in self.value(cell).split(";")]

    def words(self, table: str, column: str) -> list[str]:
        """All words of a column, each once, in order."""
        return list(dict.fromkeys(word for c in self.filled(table, column) for word in self.value(c).split(";")))

    def pick(self, chance: Random, places: list[tuple[str, str]], good: Callable[[str], bool] | None = None) -> Cell:
        """A filled cell in one of the columns: first the column is drawn, then the row."""
        for _ in range(200):
            found = [cell for cell in self.filled(*chance.choice(places)) if not good or good(self.value(cell))]
            if found:
                return chance.choice(found)
        raise AssertionError(f"expected a filled cell in one of {places}")

    def set(self, cell: Cell, value: str, right: Iterable[Cell] = ()) -> Change:
        """The change of one cell; unless told otherwise it is to be reported there."""
        line = list(self.lines[cell.table][cell.row - 1])
        line[self.at(cell)] = value
        says = f"{cell.table}:{cell.row}:{cell.column} {self.value(cell)[:40]!r} -> {value[:40]!r}"
        return self._with(cell, line, frozenset(right) or frozenset({cell}), says)

    def set_all(self, values: dict[Cell, str], right: Iterable[Cell]) -> Change:
        """Several cells of one row."""
        cells = list(values)
        line = list(self.lines[cells[0].table][cells[0].row - 1])
        for cell, value in values.items():
            line[self.at(cell)] = value
        says = ", ".join(f"{c.table}:{c.row}:{c.column} -> {value[:40]!r}" for c, value in values.items())
        return self._with(cells[0], line, frozenset(right), says)

    def replace_row(self, cell: Cell, line: list[str]) -> Change:
        """Another line in the place of one, to be reported anywhere in that row."""
        return self._with(cell, line, frozenset({cell.beside("")}), f"{cell.table}:{cell.row} {','.join(line)[:60]!r}")

    def add(self, table: str, line: tuple[str, ...]) -> Change:
        """A line at the end, to be reported anywhere in it."""
        lines = (*self.lines[table], line)
        return Change(table, lines, frozenset({Cell(table, len(lines), "")}), f"{table} + {','.join(line)[:60]!r}")

    def remove(self, table: str, row: int) -> Change:
        """A table without one row, to be reported where something rested on it; the rows below move up."""
        lines = (*self.lines[table][: row - 1], *self.lines[table][row:])
        line = dict(zip(self.lines[table][0], self.lines[table][row - 1], strict=False))
        right = set()
        for name, meta in columns(TABLES[table]).items():
            if meta["key"]:
                right = {
                    c for t, n, to in self.referring if to == f"{table}.{name}" for c in self.cells(t, n, line[name])
                }
        if table == "citations":
            right |= set(self.cells("periods", "period_id", line["period_id"]))
            right |= set(self.cells("periods", "confidence", line["period_id"]))
            right |= set(self.cells("documents", "document_id", line["document_id"]))
        return Change(table, lines, frozenset(right), f"{table} - {','.join(line.values())[:60]!r}")

    def _with(self, cell: Cell, line: list[str], right: frozenset[Cell], says: str) -> Change:
        lines = self.lines[cell.table]
        return Change(cell.table, (*lines[: cell.row - 1], tuple(line), *lines[cell.row :]), right, says)
