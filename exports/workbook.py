"""Workbooks whose cells hold what they say: nothing in them runs, and where they come from stands on a second sheet."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from exports.write import require_clock, temporary

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula.

    Numbers, also negative ones written as text, pass; other text that begins like a formula gets an apostrophe.

    Examples
    --------
    >>> harmless("=1+1"), harmless("-12.5"), harmless(-3)
    ("'=1+1", '-12.5', -3)
    """
    if not isinstance(value, str) or not value.startswith(_FORMULA) or _NUMBER.fullmatch(value):
        return value
    return "'" + value


@dataclass(frozen=True)
class Sheet:
    """A sheet of lines under their columns."""

    title: str
    columns: Sequence[str]
    lines: Sequence[Sequence[Any]]


def workbook(
    title: str,
    columns: Sequence[str],
    lines: Sequence[Sequence[Any]],
    about: Sequence[tuple[str, Any]],
    more: Sequence[Sheet] = (),
) -> bytes:
    """A workbook with one sheet of lines under their columns, further ones, and one on where it all comes from."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    book.remove(book.worksheets[0])
    for one in (Sheet(title, columns, lines), *more):
        sheet = book.create_sheet(one.title)
        for line in (one.columns, *one.lines):
            _append(sheet, line)
        sheet.freeze_panes = "B2"
        sheet.auto_filter.ref = sheet.dimensions
        _fit(sheet)
    origin = book.create_sheet("Provenance")
    for pair in about:
        _append(origin, pair)
    origin.column_dimensions["A"].width, origin.column_dimensions["B"].width = 16, 100
    for cell in (*(c for sheet in book.worksheets[:-1] for c in sheet[1]), *origin["A"]):
        cell.font = Font(bold=True)
    out = io.BytesIO()
    require_clock()
    with temporary():
        book.save(out)
    return out.getvalue()


def _fit(sheet: Any) -> None:
    for index, column in enumerate(sheet.columns, 1):
        widest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[sheet.cell(1, index).column_letter].width = min(60, max(9, widest + 1))


def _append(sheet: Any, values: Sequence[Any]) -> None:
    """One more line of a worksheet, each cell made harmless and without characters that XML cannot hold."""
    line = sheet.max_row + 1 if sheet.cell(1, 1).value is not None else 1
    for index, value in enumerate(values, 1):
        clean = harmless(value)
        clean = _NO_XML.sub("\ufffd", clean) if isinstance(clean, str) else clean
        cell = sheet.cell(line, index)
        cell.value = None if clean == "" else clean
        if isinstance(clean, str) and clean:
            # Left to itself the library reads text that begins with = as a formula.
            cell.data_type = "s"
