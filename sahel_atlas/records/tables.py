"""Reading the curated tables of `data/`, however a spreadsheet saved them.

Pure `csv`, so that nothing heavy is loaded. What a cell may hold stands in `sahel_atlas.records.rows`; here it is
applied, and every fault is collected before any is raised. Rules that look across rows and tables are in
`sahel_atlas.records.check.run`.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from geo.errors import AtlasError
from geo.plainfile import unfit
from sahel_atlas.records.cells import READERS, CellError
from sahel_atlas.records.clock.periods import span
from sahel_atlas.records.faults import Fault, TableFaults, hint, one_of
from sahel_atlas.records.rows import TABLES, Row, Tables, columns

__all__ = ["Fault", "Reading", "TableFaults", "read", "read_tables", "read_texts", "tables_hash"]

SEPARATORS = (",", ";", "\t")
SETTINGS = "atlas.toml"
"""The file beside the tables that holds what is no row: the window of days."""
SIZE_LIMIT = 16 * 2**20
"""Largest table in bytes; the largest of ours has some 80 kB."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_EMPTY: dict[str, Any] = {"list": (), "float": None, "int": None}
_DATES_AS_TEXT = {("route_totals", "period"): re.compile(r"[A-Za-z]{3,9}\.?[- ]\d\d(?:\d\d)?|\d{1,2}-\d{4}")}
"""Text columns that hold months among other things: a spreadsheet rewrites those months, so they are read back."""
_READERS: dict[str, Any] = dict(READERS)


@dataclass(frozen=True)
class Reading:
    """Tables as far as they could be read, with the faults of single cells.

    Attributes
    ----------
    tables : Tables
        Every row; a cell with a fault holds its empty value.
    faults : tuple of Fault
        Faults of files, columns and cells.
    broken : frozenset of (str, int, str)
        Table, line and column of the cells with a fault, so that later rules can leave them alone.
    """

    tables: Tables
    faults: tuple[Fault, ...]
    broken: frozenset[tuple[str, int, str]]


@dataclass(frozen=True)
class _Column:
    name: str
    kind: str
    words: frozenset[str]
    order: tuple[str, ...]
    required: bool


def read_tables(folder: Path) -> Tables:
    """Read all curated tables of a folder.

    Parameters
    ----------
    folder : pathlib.Path
        Holds one CSV file per table of `sahel_atlas.records.rows.TABLES`.

    Returns
    -------
    Tables
        Records in file order. Dates are ISO text, degrees are floats.

    Raises
    ------
    TableFaults
        With every file, column and cell that cannot be used.
    """
    reading = read(folder)
    if reading.faults:
        raise TableFaults(reading.faults)
    return reading.tables


def read(folder: Path) -> Reading:
    """Read what can be read and report the rest; see `read_tables`."""
    folder = Path(folder)
    if not _is_folder(folder):
        do = "give the path of a data folder"
        missing = Fault(str(folder), 0, "", "a folder with the curated tables", "no such folder", do, "file")
        return Reading(Tables(), (missing,), frozenset())
    faults: list[Fault] = []
    texts = {table: _text(folder / f"{table}.csv", f"{folder.name}/{table}.csv", faults) for table in TABLES}
    read_all = read_texts({table: text for table, text in texts.items() if text is not None}, folder.name)
    faults += [*read_all.faults, *_strangers(folder)]
    tables = _with_settings(read_all.tables, folder, faults)
    return Reading(tables, tuple(sorted(faults)), read_all.broken)


def _with_settings(tables: Tables, folder: Path, faults: list[Fault]) -> Tables:
    """The tables with the window of `atlas.toml`; a folder without that file has the window of `Tables`."""
    path, name = folder / SETTINGS, f"{folder.name}/{SETTINGS}"
    if not path.exists():
        return tables
    text = _text(path, name, faults)
    do = f'write for example window = ["{tables.window[0]}", "{tables.window[1]}"]'
    try:
        found = tomllib.loads(text or "")
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(name, 0, "", "a TOML file", str(error), do, "file"))
        return tables
    for key in found.keys() - {"window"}:
        faults.append(Fault(name, 0, key, "the setting window and no other", repr(key), "take it out", "column"))
    window = found.get("window")
    if window is None:
        return tables
    if not _is_window(window):
        expected = "two days as YYYY-MM-DD, the first before the last"
        faults.append(Fault(name, 0, "window", expected, repr(window), do, "type"))
        return tables
    return replace(tables, window=(window[0], window[1]))


def _is_window(window: object) -> bool:
    if not (isinstance(window, list) and len(window) == 2 and all(isinstance(x, str) and len(x) == 10 for x in window)):
        return False
    try:
        return span(window[0])[0] < span(window[1])[0]
    except AtlasError:
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that no file can have
        return False


def read_texts(texts: Mapping[str, str], folder: str = "data") -> Reading:
    """Read tables from the text of their files; a table without a text is empty.

    Parameters
    ----------
    texts : mapping
        Name of a table -> the text of its CSV file.
    folder : str
        Stands before the file's name in messages.
    """
    found: dict[str, tuple[Row, ...]] = {}
    faults: list[Fault] = []
    broken: set[tuple[str, int, str]] = set()
    for table, record in TABLES.items():
        rows = []
        for line, values, wrong in _rows(texts.get(table), f"{folder}/{table}.csv", table, faults):
            broken.update((table, line, column) for column in wrong)
            rows.append(record(line=line, **values))
        found[table] = tuple(rows)
    return Reading(Tables(**found), tuple(sorted(faults)), frozenset(broken))  # type: ignore[arg-type]


def tables_hash(folder: Path) -> str:
    """SHA-256 (hex) over the names and bytes of all CSV files of a folder and its `atlas.toml`, names sorted."""
    digest = hashlib.sha256()
    for path in sorted([*Path(folder).glob("*.csv"), *Path(folder).glob(SETTINGS)]):
        content = path.read_bytes()
        digest.update(f"{path.name}:{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _strangers(folder: Path) -> Iterator[Fault]:
    """Files of the folder that are no table: most often a renamed copy."""
    for path in sorted(folder.glob("*.csv")):
        if path.stem not in TABLES:
            do = hint(path.stem, TABLES, "move it out of the folder")
            do = do if do.startswith("move") else f"{do}.csv, or move it out of the folder"
            yield Fault(f"{folder.name}/{path.name}", 0, "", one_of(TABLES), repr(path.stem), do, "file")


def _rows(
    text: str | None, name: str, table: str, faults: list[Fault]
) -> Iterator[tuple[int, dict[str, Any], list[str]]]:
    """Line, values and faulty columns of each row; adds to `faults`."""
    if text is None:
        return
    try:
        lines = _split(text, table)
    except csv.Error as error:
        do = "look for a quotation mark without its partner, and save as CSV UTF-8"
        faults.append(Fault(name, text.count("\n") + 1, "", "cells that close what they open", str(error), do, "file"))
        return
    header = [cell.strip() for cell in lines[0]] if lines else []
    wanted = _columns(table)
    faults += _header_faults(header, wanted, name)
    place = {cell: index for index, cell in reversed(list(enumerate(header)))}
    readable = [(place[c.name], c) for c in wanted if c.name in place]
    if not readable:
        return
    for line, cells in enumerate(lines[1:], 2):
        if not any(cell and not cell.isspace() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(header) :]):
            do = "put the cell that holds a separator between quotation marks, or clear the extra cells"
            got = f"{len(cells)} cells"
            faults.append(Fault(name, line, "", f"{len(header)} cells", got, do, "columns"))
        yield line, *_values(cells, readable, name, line, table, faults)


def _values(
    cells: list[str], readable: list[tuple[int, _Column]], name: str, line: int, table: str, faults: list[Fault]
) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for index, column in readable:
        text = cells[index].strip() if index < len(cells) else ""
        value, fault = _cell(text, column, table)
        values[column.name] = value
        if fault:
            wrong.append(column.name)
            faults.append(Fault(name, line, column.name, *fault))
    return values, wrong


def _cell(text: str, column: _Column, table: str) -> tuple[Any, tuple[str, str, str, str] | None]:
    """The value of a cell, and (expected, got, do, rule) when it cannot be used."""
    if not text:
        fault = ("a value", "an empty cell", "fill it in", "required") if column.required else None
        return _EMPTY.get(column.kind, ""), fault
    value: Any = text
    months = _DATES_AS_TEXT.get((table, column.name))
    reader = _READERS["date"] if months and months.fullmatch(text) else _READERS.get(column.kind)
    if reader:
        try:
            value = reader(text)
        except CellError as error:
            return _EMPTY.get(column.kind, ""), (error.expected, repr(text), error.do, "type")
    if column.words:
        for word in value if column.kind == "list" else (value,):
            if word not in column.words:
                return value, (one_of(column.order), repr(word), hint(word, column.order), "vocabulary")
    return value, None


@cache
def _columns(table: str) -> tuple[_Column, ...]:
    return tuple(
        _Column(name, meta["kind"], frozenset(meta["words"]), meta["words"], meta["required"])
        for name, meta in columns(TABLES[table]).items()
    )


def _text(path: Path, name: str, faults: list[Fault]) -> str | None:
    """The text of a file; None, with a fault, when it is missing or in another encoding than UTF-8 or UTF-16."""
    try:
        if got := unfit(path, SIZE_LIMIT):
            expected = f"a file of at most {SIZE_LIMIT // 2**20} MB"
            faults.append(Fault(name, 0, "", expected, got, "put the table here, and nothing else", "file"))
            return None
        content = path.read_bytes()
        if not content.strip():
            faults.append(Fault(name, 0, "", "this table", "an empty file", "put the table back", "file"))
            return None
    except FileNotFoundError:
        faults.append(Fault(name, 0, "", "this table", "no file", "put the file back under this name", "file"))
        return None
    except OSError as error:
        faults.append(Fault(name, 0, "", "a readable file", error.strerror or "", "close it elsewhere", "file"))
        return None
    # Excel's "Unicode text" is UTF-16 with a byte order mark.
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return _printable(content.decode(encoding), name, faults)
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        around = content[max(error.start - 12, 0) : error.start + 12].decode("cp1252", "replace")
        around = " ".join(around.split())
        # Windows-1252 has no ş or ţ: what it could not hold is already lost, so it is refused, not guessed.
        do = "save it again as CSV UTF-8 (in LibreOffice: character set UTF-8)"
        faults.append(Fault(name, row, "", "UTF-8", f"another encoding near {around!r}", do, "file"))
        return None


def _printable(text: str, name: str, faults: list[Fault]) -> str | None:
    """The text itself; None, with a fault, when it holds control characters, as a damaged file does."""
    found = _CONTROL.search(text)
    if not found:
        return text
    row, got = text.count("\n", 0, found.start()) + 1, f"the control character {ord(found[0]):#04x}"
    faults.append(Fault(name, row, "", "text", got, "remove it, or put an undamaged copy back", "file"))
    return None


def _split(text: str, table: str) -> list[list[str]]:
    """Cells of each line, by the separator under which most column names are found."""
    if text[:4].casefold() == "sep=":
        text = text.partition("\n")[2]
    first = text.partition("\n")[0]
    names = {f.name for f in fields(TABLES[table])}

    def known(separator: str) -> int:
        return sum(cell.strip(' "\r') in names for cell in first.split(separator))

    separator = max(SEPARATORS, key=known)
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    width = max((i for line in lines[:1] for i, cell in enumerate(line, 1) if cell.strip()), default=0)
    return [lines[0][:width], *lines[1:]] if lines else []


def _header_faults(header: list[str], wanted: tuple[_Column, ...], name: str) -> Iterator[Fault]:
    known = [c.name for c in wanted]
    for column in dict.fromkeys(header):
        if column not in known:
            missing = [c for c in known if c not in header]
            do = hint(column, missing, "remove the column, or clear what stands in it")
            yield Fault(name, 1, column, one_of(known), repr(column), do, "columns")
        elif header.count(column) > 1:
            yield Fault(name, 1, column, "each column once", f"{header.count(column)} times", "remove one", "columns")
    for column in known:
        if column not in header:
            yield Fault(name, 1, column, f"a column {column}", "none", "add it, spelled like this", "columns")
