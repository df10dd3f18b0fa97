"""Workbooks whose cells hold what they say: nothing in them runs, and where they come from stands on a second sheet."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sahel_atlas.exports.marking import COLUMN, GROUND, NONE, SEPARATOR, Marking
from sahel_atlas.exports.write import packed, require_clock, temporary

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
    marking: Marking = NONE,
    origin_title: str = "Provenance",
    *,
    made: date,
) -> bytes:
    """A workbook with one sheet of lines under their columns, further ones, and one on where it all comes from.

    A marking stands over each sheet, in its printed header and footer, and in a last column of each line. `made` is the
    day that the workbook bears as that of its making: what it says does not hang on this machine's clock.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    book.remove(book.worksheets[0])
    for one in (Sheet(title, columns, lines), *more):
        _fill(book.create_sheet(one.title), one, marking)
    origin = book.create_sheet(origin_title)
    top = _over(origin, marking, 2)
    for i, pair in enumerate(about):
        _append(origin, pair, top + i)
    for cell in origin["A"][top - 1 :]:
        cell.font = Font(bold=True)
    origin.column_dimensions["A"].width, origin.column_dimensions["B"].width = max(16, _room(marking)), 100
    book.properties.category = _writable(marking.line) or None
    book.properties.created = book.properties.modified = datetime.combine(made, time())
    return _saved(book)


def _saved(book: Any) -> bytes:
    """The workbook as bytes; the library's own way to save it writes the present moment into its properties."""
    from openpyxl.writer.excel import ExcelWriter

    out = io.BytesIO()
    require_clock()
    with temporary():
        ExcelWriter(book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)).save()
    return packed(out.getvalue())


def _fill(sheet: Any, one: Sheet, marking: Marking) -> None:
    """The columns and lines of a sheet, the columns' names in sight while it is scrolled."""
    from openpyxl.styles import Font

    names = (*one.columns, COLUMN) if marking else tuple(one.columns)
    head = _over(sheet, marking, len(names))
    _append(sheet, names, head)
    for i, line in enumerate(one.lines, 1):
        _append(sheet, (*line, marking.line) if marking else line, head + i)
    sheet.freeze_panes = f"B{head + 1}"
    sheet.auto_filter.ref = f"A{head}:{sheet.cell(head + len(one.lines), len(names)).coordinate}"
    for cell in sheet[head]:
        cell.font = Font(bold=True)
    for index, column in enumerate(sheet.iter_cols(min_row=head, max_col=len(names)), 1):
        widest = max(len(str(cell.value or "")) for cell in column)
        width = max(9, widest + 1, _room(marking) if index == 1 else 0)
        sheet.column_dimensions[sheet.cell(head, index).column_letter].width = min(60, width)


def _room(marking: Marking) -> int:
    """The width that shows a marking whole in its cell, as far as a column may be wide."""
    return min(60, round(1.5 * len(marking.line)))


def _over(sheet: Any, marking: Marking, columns: int) -> int:
    """Put a marking into the first row of a sheet and into what is printed; the row in which its content begins."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Font, PatternFill

    if not marking:
        return 1
    blocks = []
    for i, (words, colour) in enumerate(marking.parts):
        before = SEPARATOR if i else harmless(marking.line).removesuffix(marking.line)
        text = _writable(before + words)
        blocks.append(TextBlock(InlineFont(rFont="Calibri", sz=14, b=True, color=colour.lstrip("#")), text))
    for index in range(1, columns + 1):
        sheet.cell(1, index).fill = PatternFill("solid", fgColor=GROUND.lstrip("#"))
    sheet.cell(1, 1).value = CellRichText(*blocks)
    sheet.cell(1, 1).font = Font(bold=True, size=14, color=marking.parts[0][1].lstrip("#"))
    sheet.row_dimensions[1].height = 24
    sheet.print_title_rows = "1:1"
    for part in (sheet.oddHeader, sheet.oddFooter):
        part.center.text = _writable(marking.line).replace("&", "&&")
        part.center.size, part.center.font = 14, "Calibri,Bold"
    return 2


def _writable(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def _append(sheet: Any, values: Sequence[Any], line: int) -> None:
    """A line of a worksheet, each cell made harmless and without characters that XML cannot hold."""
    for index, value in enumerate(values, 1):
        clean = harmless(value)
        clean = _writable(clean) if isinstance(clean, str) else clean
        cell = sheet.cell(line, index)
        cell.value = None if clean == "" else clean
        if isinstance(clean, str) and clean:
            # Left to itself the library reads text that begins with = as a formula.
            cell.data_type = "s"
