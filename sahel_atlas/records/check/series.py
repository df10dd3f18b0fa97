"""Rules about countries and groups, country states, events, route totals and indicators."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from sahel_atlas.records.check.book import Book, Faults, Rule, first_day, last_day
from sahel_atlas.records.clock.periods import held_days, holds
from sahel_atlas.records.paragraphs import LOCATORS
from sahel_atlas.records.rows import RouteTotal
from sahel_atlas.records.vocabulary import COASTAL, FOCUS, SAHEL

GROUP_SIZES = {
    "sahel": 5,
    "coastal_named": 6,
    "eu_initiative": 4,
    "cssm": 3,
    "combination": 4,
    "development_three": 3,
    "coups_in_letter": 3,
}
"""Groups whose members the letter names one by one."""

MEMBERS = {"sahel": SAHEL, "coastal_named": COASTAL}
"""Groups whose members stand in `sahel_atlas.records.vocabulary` too."""

UPSETS = ("coup", "transition")
"""Categories of events that stand in the states of a country too."""

HELD = ("start_date", "start_precision", "end_date", "end_precision")
"""Cells of a row that say on which days it holds."""

SHOWN_SERIES = ("Central Mediterranean", "detections")
"""Route and metric of the series that needs a figure for each year of the window."""

_PERIOD_SHAPES = {
    "year": re.compile(r"\d{4}"),
    "month": re.compile(r"\d{4}-(?:0[1-9]|1[0-2])"),
    "cumulative": re.compile(r"\d{4}-(?:0[1-9]|1[0-2])/\d{4}-(?:0[1-9]|1[0-2])"),
}
_ISO3 = re.compile(r"[A-Z]{3}")


def _iso3(book: Book) -> Faults:
    for c in book.tables.countries:
        if c.iso3 and not _ISO3.fullmatch(c.iso3):
            do = "write the ISO 3166 code of three letters"
            yield book.fault("countries", c, "iso3", "three capitals such as MLI", repr(c.iso3), do)


def _tiers(book: Book) -> Faults:
    wanted = dict.fromkeys(SAHEL, 1) | dict.fromkeys(COASTAL, 2)
    for c in book.tables.countries:
        tier = wanted.get(c.iso3)
        if tier and c.tier != tier and book.sound("countries", c, "tier"):
            yield book.fault("countries", c, "tier", f"{tier} for {c.iso3}", repr(c.tier), f"write {tier}")
        elif not tier and c.tier not in (None, 3) and book.sound("countries", c, "tier"):
            do = "write 3 for a country on the map, or leave the cell empty"
            yield book.fault("countries", c, "tier", "3 or an empty cell", repr(c.tier), do)
    missing = set(wanted) - {c.iso3 for c in book.tables.countries}
    if book.tables.countries and missing:
        yield book.fault("countries", 0, "iso3", f"rows for {', '.join(sorted(missing))}", "none", "put them back")


def _groups(book: Book) -> Faults:
    members = Counter(g.group_id for g in book.tables.groups)
    for name in book.tables.group_names:
        wanted = GROUP_SIZES.get(name.group_id)
        count = members[name.group_id]
        if not count:
            do = "add its members to groups.csv, or remove the row"
            yield book.fault("group_names", name, "group_id", "a group with members", f"none in {name.group_id!r}", do)
        elif wanted and count != wanted:
            do = "compare groups.csv with the paragraph of the letter"
            yield book.fault("group_names", name, "group_id", f"{wanted} members", f"{count} in groups.csv", do)
    seen: dict[tuple[str, str], int] = {}
    for g in book.tables.groups:
        key = (g.group_id, g.iso3)
        if key in seen:
            got = f"{g.iso3!r} as in row {seen[key]}"
            yield book.fault("groups", g, "iso3", f"a country once in {g.group_id}", got, "remove one of the rows")
        seen.setdefault(key, g.line)
        if g.group_id in MEMBERS and g.iso3 not in MEMBERS[g.group_id]:
            expected = f"one of {', '.join(MEMBERS[g.group_id])}"
            do = "compare with the paragraph of the letter"
            yield book.fault("groups", g, "iso3", expected, repr(g.iso3), do)
        if g.letter and not _cited(g.letter):
            do = "write for example KUS 2 or KUS 1-5"
            yield book.fault("groups", g, "letter", "a paragraph of the letter", repr(g.letter), do)


def _cited(text: str) -> bool:
    """Whether a text such as `KUS 2` or `KUS 1-5` names paragraphs of the letter."""
    section, _, numbers = text.partition(" ")
    return all((section, number) in LOCATORS for number in numbers.split("-"))


def _states(book: Book) -> Faults:
    opens = book.tables.window[0]
    for iso3 in dict.fromkeys(s.iso3 for s in book.tables.country_states):
        rows = [s for s in book.tables.country_states if s.iso3 == iso3]
        if not all(book.sound("country_states", s, "start_date", "end_date") for s in rows):
            continue
        # In the order of the file: a row out of its place does not meet the one before it.
        if rows[0].start_date > opens:
            do, got = f"add a row for {iso3} from {opens}", repr(rows[0].start_date)
            yield book.fault("country_states", rows[0], "start_date", f"a start by {opens}", got, do)
        if rows[-1].end_date:
            do = "leave the last end empty, or add the state that follows"
            got = repr(rows[-1].end_date)
            yield book.fault("country_states", rows[-1], "end_date", "an empty cell in the last row", got, do)
        for s in rows:
            if s.end_date and last_day(s.end_date, s.end_precision) <= first_day(s.start_date, s.start_precision):
                expected, do = f"a day after {s.start_date}", "put the dates in order"
                yield book.fault("country_states", s, "end_date", expected, repr(s.end_date), do)
        for a, b in pairwise(rows):
            if a.end_date != b.start_date:
                do = f"let row {a.line} end on the day on which this one starts"
                expected = a.end_date or f"an end in row {a.line}"
                yield book.fault("country_states", b, "start_date", expected, repr(b.start_date), do)
            if a.state == b.state:
                do = "join the two rows"
                yield book.fault("country_states", b, "state", f"another state than row {a.line}", repr(b.state), do)
    missing = set(FOCUS) - {s.iso3 for s in book.tables.country_states}
    if book.tables.country_states and missing:
        expected = f"a state for {', '.join(sorted(missing))}"
        yield book.fault("country_states", 0, "iso3", expected, "none", f"add a row from {opens}")


def _events(book: Book) -> Faults:
    for e in book.tables.events:
        if not book.sound("events", e, "date", "precision", "end_date", "end_precision"):
            continue
        if e.end_date and last_day(e.end_date, e.end_precision) < first_day(e.date, e.precision):
            expected = f"a day after {e.date}"
            yield book.fault("events", e, "end_date", expected, repr(e.end_date), "put the dates in order")
        if e.category == "coup" and len(e.countries_iso3) != 1:
            got = ";".join(e.countries_iso3) or "none"
            yield book.fault("events", e, "countries_iso3", "one country for a coup", got, "name the country")


def _coups(book: Book) -> Faults:
    """A coup in a mapped country must stand in its states too, or 'countries with a coup' would leave it out."""
    for e in book.tables.events:
        if e.category not in UPSETS or e.precision != "day" or not book.sound("events", e, "date"):
            continue
        for iso3 in e.countries_iso3:
            rows = [s for s in book.tables.country_states if s.iso3 == iso3]
            if not all(book.sound("country_states", s, *HELD) for s in rows):
                continue
            upset = [s for s in rows if s.state != "none"]
            over = e.category == "transition" and any(s.end_date == e.date for s in upset)
            held = any(holds(*held_days(s), first_day(e.date)) for s in upset)
            if rows and not held and not over:
                do = "add the state to country_states.csv, or mend the date"
                expected = f"a coup or transition of {iso3} on that day in country_states.csv"
                yield book.fault("events", e, "date", expected, "none", do)
    told = {(iso3, e.date) for e in book.tables.events if e.category in UPSETS for iso3 in e.countries_iso3}
    for s in book.tables.country_states if book.tables.events else ():
        if s.state == "coup" and s.iso3 in FOCUS and s.start_precision == "day" and (s.iso3, s.start_date) not in told:
            do = "add the event, or mend the day in one of the two tables"
            expected = f"the day of a coup of {s.iso3} in events.csv"
            yield book.fault("country_states", s, "start_date", expected, repr(s.start_date), do)


def _totals(book: Book) -> Faults:
    for t in book.tables.route_totals:
        if not book.sound("route_totals", t, "period", "period_type", "value", "show"):
            continue
        if not _PERIOD_SHAPES[t.period_type].fullmatch(t.period):
            do = "write 2023, 2023-07 or 2023-01/2023-07"
            yield book.fault("route_totals", t, "period", f"a {t.period_type}", repr(t.period), do)
        if t.value is not None and t.value < 0:
            yield book.fault("route_totals", t, "value", "0 or more", str(t.value), "check the figure")
        if t.show == "yes" and t.period_type == "cumulative":
            do = "write no; part of a year is not a year"
            yield book.fault("route_totals", t, "show", "no for a cumulative figure", "'yes'", do)


def _vintage(book: Book) -> Faults:
    seen: dict[tuple[str, str, str], RouteTotal] = {}
    for t in book.tables.route_totals:
        if t.show != "yes":
            continue
        key = (t.route, t.metric, t.period)
        if key in seen:
            do = "keep yes for one of them"
            expected = f"one figure shown for {t.route}, {t.metric}, {t.period}"
            yield book.fault("route_totals", t, "show", expected, f"a second, see row {seen[key].line}", do)
        seen.setdefault(key, t)
    years = [int(period) for route, metric, period in seen if (route, metric) == SHOWN_SERIES and period.isdigit()]
    for year in range(int(book.tables.window[0][:4]), max(years, default=0) + 1):
        if (*SHOWN_SERIES, str(year)) not in seen:
            do = "put show to yes in one row of that year"
            expected = f"a figure shown for {', '.join(SHOWN_SERIES)}, {year}"
            yield book.fault("route_totals", 0, "show", expected, "none", do)


def _indicators(book: Book) -> Faults:
    seen: dict[tuple[str, str, int | None], int] = {}
    for i in book.tables.indicators:
        key = (i.iso3, i.indicator, i.year)
        if key in seen:
            got = f"the same as row {seen[key]}"
            yield book.fault("indicators", i, "year", "one value per country and year", got, "remove one of the rows")
        seen.setdefault(key, i.line)
        if i.value is None:
            continue
        if i.indicator == "HDI" and not 0 < i.value < 1:
            do = "check for a lost decimal point"
            yield book.fault("indicators", i, "value", "an index between 0 and 1", f"{i.value:g}", do)
        if i.indicator == "population" and (i.value < 10_000 or i.value != int(i.value)):
            yield book.fault("indicators", i, "value", "persons, in full", f"{i.value:g}", "write the number in full")
        last = book.tables.window[1][:4]
        if i.year is not None and not 1990 <= i.year <= int(last):
            expected = f"a year from 1990 to {last}"
            yield book.fault("indicators", i, "year", expected, str(i.year), "mend the year")


RULES = (
    Rule("iso3", "country codes are ISO 3166 alpha-3", _iso3),
    Rule("tier", "the Sahel five are tier 1, the six coastal states tier 2", _tiers),
    Rule("group", "groups have the members that the letter names", _groups),
    Rule("states", "states of a country cover the window without gap or overlap", _states),
    Rule("event", "an event ends after it begins, and a coup has one country", _events),
    Rule("coup", "a coup among the events is a state of its country too", _coups),
    Rule("total", "totals say a year, a month or a part of a year", _totals),
    Rule("vintage", "one figure is shown per route and period, and each year has one", _vintage),
    Rule("indicator", "indicators lie in their range and stand once", _indicators),
)
