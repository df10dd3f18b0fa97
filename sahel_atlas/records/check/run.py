"""`atlas check`: every fault of the curated tables at once.

`RULES` is a literal: a rule is a name, a sentence and a small function. Reading adds the rules of single cells
(`file`, `columns`, `type`, `required`, `vocabulary`), which stand with the reader in `sahel_atlas.records.tables`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sahel_atlas.records.check import engagements as check_engagements
from sahel_atlas.records.check import former as check_former
from sahel_atlas.records.check import keys as check_keys
from sahel_atlas.records.check import known as check_known
from sahel_atlas.records.check import periods as check_periods
from sahel_atlas.records.check import places as check_places
from sahel_atlas.records.check import series as check_series
from sahel_atlas.records.check import sources as check_sources
from sahel_atlas.records.check.book import Book, Rule
from sahel_atlas.records.faults import Fault
from sahel_atlas.records.rows import TABLES, columns
from sahel_atlas.records.tables import Reading, read

CELL_RULES: dict[str, str] = {
    "file": "each table is there, as UTF-8, with its quotation marks in pairs",
    "columns": "each table has its columns, each once, and no others",
    "type": "dates exist, numbers are numbers",
    "required": "cells that must be filled are filled",
    "vocabulary": "words come from the model",
}
"""Rules that reading applies, with a sentence each."""

RULES: tuple[Rule, ...] = (
    *check_keys.RULES,
    *check_engagements.RULES,
    *check_periods.RULES,
    *check_known.RULES,
    *check_former.RULES,
    *check_sources.RULES,
    *check_series.RULES,
    *check_places.RULES,
)
"""All rules that look across rows and tables."""

BY_NAME: dict[str, Rule] = {rule.name: rule for rule in RULES}


def check(folder: Path, geography: bool = True) -> list[Fault]:
    """Find every fault in the curated tables of a folder.

    Parameters
    ----------
    folder : pathlib.Path
        Data folder; its `base` geography is used, or the project's when it has none.
    geography : bool
        Whether to run the rules that need shapes (places in their country, sea legs off the land).

    Returns
    -------
    list of Fault
        In order of file and row; empty when all is well. Nothing is raised for a fault in the data.
    """
    folder = Path(folder)
    return check_reading(read(folder), folder, geography)


def check_reading(reading: Reading, folder: Path, geography: bool = True) -> list[Fault]:
    """Every fault of tables that were read already; `folder` says where their base geography lies. See `check`."""
    faults = list(reading.faults)
    book = Book(reading.tables, folder, reading.broken)
    unread = _unread(reading.faults)
    missing = check_places.base_faults(folder) if geography and not unread else {}
    for name, got in missing.items():
        where = f"{folder.name}/base/{name}"
        faults.append(Fault(where, 0, "", "base geography", got, "run `atlas build`", "file"))
    # Without a table or a column nearly every row breaks some rule: then only what the other tables say by themselves
    # is asked.
    rules = check_keys.RULES if unread else RULES
    for rule in rules:
        if rule.geography and (missing or not geography):
            continue
        faults += [replace(fault, rule=rule.name) for fault in rule.find(book) if fault.file not in unread]
    return sorted(faults)


def _unread(faults: Iterable[Fault]) -> set[str]:
    """Files of tables that could not be read, or whose header lacks or repeats a column."""
    found = set()
    for fault in faults:
        table = TABLES.get(Path(fault.file).stem)
        header = fault.rule == "columns" and fault.row == 1 and table is not None and fault.column in columns(table)
        stranger = table is None and fault.file.endswith(".csv")
        if header or (fault.rule == "file" and not stranger):
            found.add(fault.file)
    return found
