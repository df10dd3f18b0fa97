"""Dates that know how precise they are, and the days on which something counts.

A date is ISO text cut to its known part: ``2023``, ``2023-10`` or ``2023-10-04``; a precision column says what
the part stands for (a quarter and a half year carry their first month). All days are `datetime.date`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from geo.errors import AtlasError
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.rows import CountryState, Period, Site

DAY = timedelta(days=1)
_SHAPE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
FAR = date(9999, 12, 31)
"""Stands for 'everything known' where a day is needed."""

_MONTHS = {"quarter": 3, "half_year": 6}
_LENGTHS = {"day": 10, "month": 7, "quarter": 7, "half_year": 7, "year": 4, "approx_year": 4}


def last_of_month(year: int, month: int) -> date:
    """Last day of a month.

    Examples
    --------
    >>> last_of_month(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return date(year + month // 12, month % 12 + 1, 1) - DAY


def span(text: str, precision: str = "") -> tuple[date, date]:
    """First and last day of a date cut to its known part.

    Parameters
    ----------
    text : str
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
    precision : str
        A word of `vocabulary.PRECISIONS`; only `quarter` and `half_year` change how a month is read.

    Raises
    ------
    AtlasError
        If the text is no such date.

    Examples
    --------
    >>> span("2023-10", "month")
    (datetime.date(2023, 10, 1), datetime.date(2023, 10, 31))
    """
    try:
        if not _SHAPE.fullmatch(text):  # Python also reads 2023-W01-1 and 20231201, and int() digits of any script
            raise ValueError(text)
        if len(text) == 10:
            day = date.fromisoformat(text)
            return day, day
        year = int(text[:4])
        if len(text) == 4:
            return date(year, 1, 1), date(year, 12, 31)
        first = date(year, int(text[5:]), 1)
    except ValueError as error:
        raise AtlasError(
            expected="a date as YYYY, YYYY-MM or YYYY-MM-DD that exists",
            got=repr(text),
            do="write for example 2023-12-01, 2023-12 or 2023",
        ) from error
    months = _MONTHS.get(precision, 1)
    end_month = first.month + months - 1
    return first, last_of_month(year + (end_month - 1) // 12, (end_month - 1) % 12 + 1)


def fits(text: str, precision: str) -> bool:
    """Whether a date is written as long as its precision asks."""
    return _LENGTHS.get(precision, len(text)) == len(text)


def effective_start(period: Period) -> date:
    """The day from which a period counts.

    The first day of its date; for `ended` the last (in doubt something is still there); for `by` that very
    day; for `after` the day after it.
    """
    first, last = span(period.start_date, period.start_precision)
    if period.start_relation == "by":
        return last
    if period.start_relation == "after":
        return last + DAY
    return last if period.status == "ended" else first


def until(text: str, precision: str) -> date | None:
    """The first day on which something with this end date no longer holds; None when it has none.

    An end of day precision names that day itself; a coarser one lasts to the end of its month, quarter or year.

    Examples
    --------
    >>> until("2023-10-31", "day"), until("2023-10", "month")
    (datetime.date(2023, 10, 31), datetime.date(2023, 11, 1))
    """
    if not text:
        return None
    first, last = span(text, precision)
    return first if precision == "day" else last + DAY


def holds(first: date | None, end: date | None, day: date, last: date | None = None) -> bool:
    """Whether a stretch of time holds on a day: its first day counts, the day on which it ends does not.

    Parameters
    ----------
    first : datetime.date or None
        None: it began at a time that nobody recorded, which does not exclude the day.
    end : datetime.date or None
        None: it has no end.
    day, last : datetime.date
        The day asked about; with `last`, any of the days from `day` to `last`, both counted.

    Examples
    --------
    >>> holds(date(2023, 1, 1), date(2023, 2, 1), date(2023, 2, 1))
    False
    >>> holds(date(2023, 1, 1), date(2023, 2, 1), date(2022, 12, 1), date(2023, 1, 1))
    True
    """
    return (first is None or first <= (last or day)) and (end is None or day < end)


def held_days(row: CountryState | Site) -> tuple[date | None, date | None]:
    """First day of a dated row and the first day on which it no longer holds; None where nothing is recorded."""
    first = span(row.start_date, row.start_precision)[0] if row.start_date else None
    return first, until(row.end_date, row.end_precision)


def effective_end(period: Period) -> date | None:
    """The first day on which a period no longer holds by its own end date; None when it has none."""
    return until(period.end_date, period.end_precision)


def doubtful_days(period: Period) -> tuple[date, date] | None:
    """Days (first, last, inclusive) on which it is open whether the change had happened; None when it is not."""
    first, last = span(period.start_date, period.start_precision)
    precision = period.start_precision
    if period.start_relation == "after":
        return last + DAY, date.fromisoformat(period.known_from) - DAY
    if period.start_relation == "by":
        if precision in ("day", "not_recorded"):
            return None
        cut = 4 if "year" in precision and precision != "half_year" else 7
        return span(period.start_date[:cut], precision)[0], last - DAY
    return (first, last) if precision != "day" else None


def start_unknown(period: Period) -> bool:
    """Whether nobody recorded when this state began: only the first day on which it is documented is known."""
    return period.start_relation == "by" and period.start_precision == "not_recorded"


def resolve_day(text: str, known: str | None = None) -> date:
    """The day that a scene's date stands for.

    A month stands for its last day; the month of `known` stands for `known` itself, so that the letter's month
    shows what the letter says.

    Examples
    --------
    >>> resolve_day("2023-11"), resolve_day("2023-12", "2023-12-01")
    (datetime.date(2023, 11, 30), datetime.date(2023, 12, 1))
    """
    if known and known[:7] == text:
        return date.fromisoformat(known)
    return span(text)[1]


def known_day(known: str | date | None) -> date:
    """Document time as a day; None or empty stands for everything.

    Raises
    ------
    AtlasError
        If the text is not a full date.
    """
    if known is None or known == "":
        return FAR
    if isinstance(known, date):
        return known
    try:
        first, last = span(known)
        if first != last:
            raise ValueError(known)
        return first
    except (AtlasError, ValueError) as error:
        raise AtlasError(
            expected="a day as YYYY-MM-DD", got=repr(known), do=f"write for example {v.LETTER_DATE}"
        ) from error
