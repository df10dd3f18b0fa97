"""Rows of the tables as the page gets them: what is in their columns, and what Python adds.

Empty cells are left out, and so are line numbers, ids that only tables join by, and what no page reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import TypeVar, cast

from layers.atlas import Atlas
from sahel_atlas.contract import rows as sent
from sahel_atlas.contract.kinds import Day
from sahel_atlas.marks.events import is_pinned, kind_of
from sahel_atlas.marks.routes import is_charted, is_first_count, is_light
from sahel_atlas.marks.sites import is_approximate, is_dated, is_post, site_layer
from sahel_atlas.records import rows as r
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.atlas import CENTRAL
from sahel_atlas.records.clock.periods import effective_start, held_days, span
from sahel_atlas.records.filters import FACETS, plain_words
from sahel_atlas.records.words import has, say

EPOCH = date(1970, 1, 1)
More = TypeVar("More", bound=Mapping[str, object])


def epoch_day(day: date) -> Day:
    """Days since 1970-01-01.

    Examples
    --------
    >>> epoch_day(date(2012, 1, 1))
    15340
    """
    return Day((day - EPOCH).days)


def iso_day(text: str) -> Day:
    """The same of a day written as YYYY-MM-DD."""
    return epoch_day(date.fromisoformat(text))


def with_columns(row: r.Row, more: More) -> More:
    """A row as it is sent: the columns of its record that are not empty, then what it has besides."""
    left_out = sent.LEFT_OUT[type(row)]
    names = (f.name for f in fields(row) if f.name not in left_out)
    plain = {name: value for name in names if (value := getattr(row, name)) not in ("", None, ())}
    return cast(More, {**plain, **more})


def country(row: r.Country) -> sent.CountryRow:
    """A country, with the year of its regions where that is not the common one."""
    more: sent.CountryRow = {}
    if has(key := f"vintage.{row.iso3}"):
        more["vintage_en"], more["vintage_nl"] = say(key, "en"), say(key, "nl")
    return with_columns(row, more)


def place(row: r.Place, atlas: Atlas) -> sent.PlaceRow:
    """A place, and whether it lies beyond the frame."""
    more: sent.PlaceRow = {"off": atlas.off_map(row)}
    if is_approximate(row):
        more["approximate"] = True
    return with_columns(row, more)


def node(row: r.RouteNode) -> sent.NodeRow:
    """A node of the routes."""
    return with_columns(row, sent.NodeRow())


def document(row: r.Document) -> sent.DocumentRow:
    """A document."""
    return with_columns(row, sent.DocumentRow())


def conflict(row: r.Conflict) -> sent.ConflictRow:
    """A disagreement of sources."""
    return with_columns(row, sent.ConflictRow())


def note(row: r.ContextNote) -> sent.ContextRow:
    """A note of the letter."""
    return with_columns(row, sent.ContextRow())


def amount(row: r.Amount) -> sent.AmountRow:
    """A stated sum."""
    return with_columns(row, sent.AmountRow())


def indicator(row: r.Indicator) -> sent.IndicatorRow:
    """A figure of a country."""
    return with_columns(row, sent.IndicatorRow())


def event(row: r.Event) -> sent.EventRow:
    """An event with its day and its sign."""
    more: sent.EventRow = {"day": epoch_day(span(row.date, row.precision)[0]), "sign": kind_of(row)}
    if is_pinned(row):
        more["pin"] = True
    return with_columns(row, more)


def period(row: r.Period) -> sent.PeriodRow:
    """A period with the day from which it counts."""
    return with_columns(row, sent.PeriodRow({"from": epoch_day(effective_start(row))}))


def state(row: r.CountryState) -> sent.StateRow:
    """A country's situation with its days."""
    first, end = held_days(row)
    return with_columns(
        row, sent.StateRow({"from": epoch_day(first) if first else None, "until": epoch_day(end) if end else None})
    )


def site(row: r.Site, atlas: Atlas) -> sent.SiteRow:
    """A site with its days and what its mark follows from."""
    first, end = held_days(row)
    more: sent.SiteRow = {
        "from": epoch_day(first) if first else None,
        "until": epoch_day(end) if end else None,
        "layer": site_layer(row, atlas),
        "dated": is_dated(row, atlas),
        "post": is_post(row, atlas),
    }
    return with_columns(row, more)


def leg(row: r.RouteLeg) -> sent.LegRow:
    """A leg of a route."""
    return with_columns(row, sent.LegRow(light=True) if is_light(row) else sent.LegRow())


def total(row: r.RouteTotal) -> sent.TotalRow:
    """A figure of a route, with what may carry it."""
    more: sent.TotalRow = {}
    if (row.route, row.metric, row.period_type, row.show) == (CENTRAL, "detections", "year", "yes"):
        more["arrow"] = int(row.period)
    if is_charted(row):
        more["chart"] = True
    if is_first_count(row):
        more["first_count"] = True
    return with_columns(row, more)


def group(row: r.GroupName, atlas: Atlas) -> sent.GroupRow:
    """A group of countries with its members."""
    mine = (m for m in atlas.tables.groups if m.group_id == row.group_id)
    members: list[sent.Member] = [{"iso3": m.iso3, "k": iso_day(m.known_from)} for m in mine]
    return with_columns(row, sent.GroupRow(members=members))


def engagement(row: r.Engagement, atlas: Atlas) -> sent.EngagementRow:
    """An engagement with its facets, its texts, and the words that free text is looked up in, each with its day."""
    texts = [_text(x) for about in v.TEXT_KINDS for x in atlas.texts(row.engagement_id, about)]
    former = [_former(x) for x in atlas.former(row.engagement_id) if x.field != "place_ids"]
    more: sent.EngagementRow = {
        "bits": sum(1 << v.INSTRUMENTS.index(i) for i in row.instruments),
        "facets": {f.name: atlas.facet_values(f.name, row) for f in FACETS if f.level == "engagement"},
        "texts": texts,
        "former": former,
        "hay": [{"k": epoch_day(day), "words": plain_words(" ".join(words))} for day, words in atlas.hay_parts(row)],
    }
    return with_columns(row, more)


def _text(row: r.Text) -> sent.Text:
    return with_columns(row, sent.Text(en=row.text_en, nl=row.text_nl, k=iso_day(row.known_from)))


def _former(row: r.Former) -> sent.FormerValue:
    return with_columns(row, sent.FormerValue(value=row.read, k=iso_day(row.known_from)))
