"""Dates that know their precision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import AtlasError
from sahel_atlas.records.clock.periods import (
    doubtful_days,
    effective_end,
    effective_start,
    fits,
    held_days,
    holds,
    last_of_month,
    resolve_day,
    span,
    start_unknown,
)
from sahel_atlas.records.rows import CountryState, Period, Site

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


def period(**values: str) -> Period:
    plain = {"status": "active", "start_precision": "day", "start_relation": "on", "known_from": "2023-12-01"}
    return Period(**(plain | values))


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2023", "year", "2023-01-01", "2023-12-31"),
        ("2023-02", "month", "2023-02-01", "2023-02-28"),
        ("2024-02", "month", "2024-02-01", "2024-02-29"),
        ("2023-10", "quarter", "2023-10-01", "2023-12-31"),
        ("2023-07", "half_year", "2023-07-01", "2023-12-31"),
        ("2023-12-01", "day", "2023-12-01", "2023-12-01"),
    ],
)
def test_span(text: str, precision: str, first: str, last: str) -> None:
    assert [day.isoformat() for day in span(text, precision)] == [first, last]


@given(DAYS)
def test_spans_nest(day: date) -> None:
    text = day.isoformat()
    (year_first, year_last), (month_first, month_last) = span(text[:4]), span(text[:7])
    assert year_first <= month_first <= day <= month_last <= year_last
    assert month_last == last_of_month(day.year, day.month)
    assert (month_last + timedelta(days=1)).day == 1


@pytest.mark.parametrize("text", ["", "2023-13", "2023-02-30", "2023-1", "soon", "2023-1-1", "20231201", "2023-00-10"])
def test_a_date_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(AtlasError, match="that exists"):
        span(text)


@pytest.mark.parametrize(
    ("values", "start"),
    [
        ({"start_date": "2023-07-26"}, "2023-07-26"),
        ({"start_date": "2023-07-26", "start_relation": "after"}, "2023-07-27"),
        ({"start_date": "2023-12-01", "start_relation": "by", "start_precision": "not_recorded"}, "2023-12-01"),
        ({"start_date": "2019-06", "start_precision": "month"}, "2019-06-01"),
        ({"start_date": "2019-06", "start_precision": "month", "status": "ended"}, "2019-06-30"),
        ({"start_date": "2016", "start_precision": "year", "status": "ended"}, "2016-12-31"),
    ],
)
def test_effective_start(values: dict[str, str], start: str) -> None:
    assert effective_start(period(**values)).isoformat() == start


def test_effective_end_excludes_a_day_and_lasts_through_a_month() -> None:
    assert effective_end(period(start_date="2014")) is None
    assert effective_end(period(start_date="2014", end_date="2015-03-08", end_precision="day")) == date(2015, 3, 8)
    assert effective_end(period(start_date="2014", end_date="2015-03", end_precision="month")) == date(2015, 4, 1)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"start_date": "2023-07-26"}, None),
        ({"start_date": "2023-07", "start_precision": "month"}, (date(2023, 7, 1), date(2023, 7, 31))),
        ({"start_date": "2023-07-26", "start_relation": "after"}, (date(2023, 7, 27), date(2023, 11, 30))),
        ({"start_date": "2023-12-01", "start_relation": "by", "start_precision": "not_recorded"}, None),
        (
            {"start_date": "2024-09-30", "start_relation": "by", "start_precision": "year"},
            (date(2024, 1, 1), date(2024, 9, 29)),
        ),
    ],
)
def test_doubtful_days(values: dict[str, str], expected: tuple[date, date] | None) -> None:
    assert doubtful_days(period(**values)) == expected


def test_an_unknown_start_is_by_and_not_recorded() -> None:
    assert start_unknown(period(start_date="2023-12-01", start_relation="by", start_precision="not_recorded"))
    assert not start_unknown(period(start_date="2023-12-01", start_relation="by", start_precision="year"))


@pytest.mark.parametrize(
    ("text", "known", "day"),
    [
        ("2023-11", None, "2023-11-30"),
        ("2023-12", None, "2023-12-31"),
        ("2023-12", "2023-12-01", "2023-12-01"),
        ("2023-11", "2023-12-01", "2023-11-30"),
        ("2023-11-05", "2023-12-01", "2023-11-05"),
    ],
)
def test_a_month_shows_its_last_day_and_the_month_of_known_known_itself(text: str, known: str | None, day: str) -> None:
    assert resolve_day(text, known).isoformat() == day


JANUARY, MARCH = date(2023, 1, 1), date(2023, 3, 1)


@pytest.mark.parametrize(
    ("first", "end", "day", "last", "held"),
    [
        (JANUARY, MARCH, date(2022, 12, 31), None, False),
        (JANUARY, MARCH, JANUARY, None, True),
        (JANUARY, MARCH, date(2023, 2, 28), None, True),
        (JANUARY, MARCH, MARCH, None, False),
        (JANUARY, MARCH, date(2023, 3, 2), None, False),
        (None, MARCH, date.min, None, True),
        (None, MARCH, MARCH, None, False),
        (JANUARY, None, date.max, None, True),
        (None, None, MARCH, None, True),
        (JANUARY, MARCH, date(2022, 1, 1), date(2022, 12, 31), False),
        (JANUARY, MARCH, date(2022, 1, 1), JANUARY, True),
        (JANUARY, MARCH, date(2023, 2, 28), date(2024, 1, 1), True),
        (JANUARY, MARCH, MARCH, date(2024, 1, 1), False),
        (JANUARY, MARCH, date(2022, 1, 1), date(2024, 1, 1), True),
    ],
)
def test_the_first_day_counts_and_the_day_of_the_end_does_not(
    first: date | None, end: date | None, day: date, last: date | None, held: bool
) -> None:
    assert holds(first, end, day, last) == held


@given(DAYS, st.integers(1, 40), DAYS, st.integers(0, 40))
def test_a_stretch_holds_on_some_of_its_days_or_on_none(first: date, length: int, day: date, more: int) -> None:
    end, days = first + timedelta(days=length), [day + timedelta(days=n) for n in range(more + 1)]
    assert holds(first, end, day, days[-1]) == any(holds(first, end, one) for one in days)


@pytest.mark.parametrize("rows", ["country_states", "sites"])
def test_the_days_of_a_dated_row(rows: str) -> None:
    row: CountryState | Site = CountryState() if rows == "country_states" else Site()
    assert held_days(row) == (None, None)
    row = replace(row, start_date="2023-02", start_precision="month", end_date="2023-04", end_precision="quarter")
    assert held_days(row) == (date(2023, 2, 1), date(2023, 7, 1))
    assert held_days(replace(row, end_date="2023-04-05", end_precision="day"))[1] == date(2023, 4, 5)


def test_fits() -> None:
    assert fits("2023-07", "month")
    assert not fits("2023", "month")
    assert fits("2023", "not_recorded")
