"""What one cell of a curated table may look like after a spreadsheet saved it, and how it is read.

Spreadsheets rewrite dates and numbers in the manner of the country they are set to. What can be read in one way
only is read; what cannot is a `CellError`, which says what to write.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

ISO_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T]00:00(?::00)?)?")
DUTCH_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ T]00:00(?::00)?)?")
MONTH_NUMBER = re.compile(r"(\d{1,2})[-/](\d{4})")
MONTH_NAME = re.compile(r"([a-zA-Z]{3,9})\.?[- ](\d{4}|\d{2})")
NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
SERIAL = re.compile(r"[34]\d{4}")
EXCEL_ZERO = date(1899, 12, 30)
WHOLE = re.compile(r"-?\d+")

_NAMES = "jan feb mrt apr mei jun jul aug sep okt nov dec"
_ENGLISH = {"mar": 3, "may": 5, "oct": 10, "maa": 3}
MONTHS = {name: number for number, name in enumerate(_NAMES.split(), 1)} | _ENGLISH
"""First three letters of a month in Dutch and English."""

YEARS = (1900, 2100)
DATE_SHAPE = "a date as YYYY, YYYY-MM or YYYY-MM-DD"


class CellError(ValueError):
    """A cell that cannot be read; carries what was expected and what to do."""

    def __init__(self, expected: str, do: str) -> None:
        super().__init__(expected)
        self.expected, self.do = expected, do


def read_list(text: str) -> tuple[str, ...]:
    """Values between semicolons, without empty ones.

    Examples
    --------
    >>> read_list("MLI; NER;")
    ('MLI', 'NER')
    """
    return tuple(part.strip() for part in text.split(";") if part.strip())


def read_float(text: str) -> float:
    """A number with a decimal point or a decimal comma.

    Raises
    ------
    CellError
        If it carries signs for thousands, an exponent or anything else.
    """
    if not NUMBER.fullmatch(text):
        raise CellError("a number such as 12.5, without a sign for thousands", "write the digits in full")
    return float(text.replace(",", "."))


def read_int(text: str) -> int:
    """A whole number in plain digits.

    Raises
    ------
    CellError
        If it carries a sign for thousands, decimals or an exponent.
    """
    if not WHOLE.fullmatch(text):
        raise CellError("a whole number in plain digits", "write it without a sign for thousands or decimals")
    return int(text)


def read_date(text: str) -> str:
    """A date cut to its known part, as ISO text.

    ISO passes as it is; day-month-year in Dutch order and names of months, as spreadsheets save them, are turned
    into ISO.

    Raises
    ------
    CellError
        If the day does not exist or the text can be read in more than one way.

    Examples
    --------
    >>> read_date("1-12-2023"), read_date("okt-23"), read_date("2023")
    ('2023-12-01', '2023-10', '2023')
    """
    if re.fullmatch(r"\d{4}", text):
        return _year(int(text))
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})", text):
        return _month(int(match[1]), int(match[2]))
    if match := ISO_DAY.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := DUTCH_DAY.fullmatch(text):
        day, month = int(match[1]), int(match[2])
        if month > 12 >= day:
            swapped = _day(int(match[3]), day, month)
            raise CellError("day-month-year or YYYY-MM-DD", f"write {swapped}: the month came first")
        return _day(int(match[3]), month, day)
    if match := MONTH_NUMBER.fullmatch(text):
        return _month(int(match[2]), int(match[1]))
    match = MONTH_NAME.fullmatch(text)
    if match and match[1][:3].casefold() in MONTHS:
        return _month(int(match[2]) % 2000 + 2000, MONTHS[match[1][:3].casefold()])
    if SERIAL.fullmatch(text):
        counted = EXCEL_ZERO + timedelta(days=int(text))
        raise CellError(DATE_SHAPE, f"write {counted}: Excel counted the days; show the cells as dates before saving")
    raise CellError(DATE_SHAPE, "write for example 2023-12-01, 2023-12 or 2023")


def _year(year: int) -> str:
    if not YEARS[0] <= year <= YEARS[1]:
        raise CellError(f"a year from {YEARS[0]} to {YEARS[1]}", "mend the year")
    return f"{year:04d}"


def _month(year: int, month: int) -> str:
    if not 1 <= month <= 12:
        raise CellError("a month from 01 to 12", f"write for example {year}-12")
    return f"{_year(year)}-{month:02d}"


def _day(year: int, month: int, day: int) -> str:
    _year(year)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        if not 1 <= month <= 12:
            raise CellError("a month from 01 to 12", f"write for example {year}-12-01") from None
        last = calendar.monthrange(year, month)[1]
        raise CellError(f"a day from 01 to {last} in {year}-{month:02d}", "write a day that exists") from None


READERS = {"list": read_list, "float": read_float, "int": read_int, "date": read_date}
"""Kind of a column -> how a cell that is not empty is read; every other kind is text as it stands."""
