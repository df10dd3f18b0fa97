"""The document clock on tables of a few rows, written here."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest

from layers.atlas import Atlas
from sahel_atlas.records.clock.periods import FAR
from sahel_atlas.records.clock.public import ALWAYS, GEOGRAPHY, RULES, Public, as_known, document_day
from sahel_atlas.records.rows import (
    TABLES,
    Amount,
    Citation,
    Conflict,
    ContextNote,
    Country,
    CountryState,
    Document,
    Engagement,
    Event,
    Former,
    Period,
    Site,
    Tables,
    Text,
)

EVE, DAY = date(2024, 5, 7), date(2024, 5, 8)


def whole() -> Tables:
    return Tables(
        countries=(Country(iso3="MLI", name_en="Mali", name_nl="Mali"),),
        engagements=(Engagement(engagement_id="aid"), Engagement(engagement_id="new")),
        periods=(
            Period(
                period_id="aid.1", engagement_id="aid", known_from="2013-02-18", document_id="early", source="press"
            ),
            Period(
                period_id="aid.2",
                engagement_id="aid",
                known_from="2020-01-01",
                document_id="late",
                section_code="VEI",
                paragraph="2",
                source="late press",
                note="told later",
            ),
            Period(period_id="new.1", engagement_id="new", known_from="2024-05-08", document_id="late"),
        ),
        texts=(
            Text(
                text_id="t1", engagement_id="aid", about="description", text_en="Carried out.", known_from="2024-05-08"
            ),
        ),
        amounts=(Amount(amount_id="a1", engagement_id="aid", amount=3e6, known_from="2024-05-08"),),
        documents=(
            Document(document_id="early", date="2013-02"),
            Document(document_id="late", date="2024-05-08"),
            Document(document_id="undated", date=""),
        ),
        citations=(
            Citation(period_id="aid.1", document_id="early", role="primary"),
            Citation(period_id="aid.1", document_id="undated", role="supporting"),
            Citation(period_id="aid.2", document_id="late", role="primary"),
        ),
        conflicts=(
            Conflict(conflict_id="C1", period_ids=("aid.1", "aid.2"), known_from="2024-05-08", what_differs_en="Text."),
        ),
        sites=(
            Site(
                site_id="hq",
                engagement_id="aid",
                place_id="bamako",
                start_date="2013-02-18",
                start_precision="day",
                end_date="2024-05-17",
                end_precision="day",
                known_from="2013-02-18",
                end_known_from="2024-05-08",
                source="press of 2024",
                source_from="2024-05-08",
            ),
        ),
        events=(Event(event_id="E1", known_from="2024-05-08"),),
        country_states=(
            CountryState(
                iso3="GIN",
                state="coup",
                start_date="2021-09-05",
                start_precision="day",
                end_date="2024-05-08",
                end_precision="day",
                known_from="2021-09-05",
                end_known_from="2024-05-08",
            ),
        ),
        context=(ContextNote(context_id="n1", document_id="late"),),
    )


def ids(rows: Any, name: str) -> list[str]:
    return [getattr(row, name) for row in rows]


def test_a_row_is_absent_until_its_day_and_stands_on_it() -> None:
    eve, day = as_known(whole(), EVE), as_known(whole(), DAY)
    for table, name in (
        ("events", "event_id"),
        ("texts", "text_id"),
        ("amounts", "amount_id"),
        ("context", "context_id"),
    ):
        assert ids(getattr(eve, table), name) == []
        assert len(getattr(day, table)) == 1
    assert ids(eve.periods, "period_id") == ["aid.1", "aid.2"]
    assert ids(day.periods, "period_id") == ["aid.1", "aid.2", "new.1"]


def test_an_engagement_stands_from_the_first_of_its_periods() -> None:
    assert ids(as_known(whole(), EVE).engagements, "engagement_id") == ["aid"]
    assert ids(as_known(whole(), DAY).engagements, "engagement_id") == ["aid", "new"]
    assert as_known(whole(), date(2013, 2, 17)).engagements == ()


def test_what_is_told_of_an_engagement_waits_for_it() -> None:
    site = replace(whole().sites[0], engagement_id="new", known_from="2013-02-18")
    text = replace(whole().texts[0], engagement_id="new", known_from="2013-02-18")
    tables = replace(whole(), sites=(site,), texts=(text,))
    assert (as_known(tables, EVE).sites, as_known(tables, EVE).texts) == ((), ())
    assert len(as_known(tables, DAY).sites) == len(as_known(tables, DAY).texts) == 1


def test_a_document_is_public_on_its_last_possible_day_and_an_undated_one_follows_its_row() -> None:
    assert document_day(Document(document_id="x", date="2013-02")) == date(2013, 2, 28)
    assert document_day(Document(document_id="x")) is None
    assert ids(as_known(whole(), date(2013, 2, 18)).documents, "document_id") == ["undated"]
    assert ids(as_known(whole(), date(2013, 2, 28)).documents, "document_id") == ["early", "undated"]
    assert ids(as_known(whole(), date(2013, 2, 17)).documents, "document_id") == []


def test_a_citation_waits_for_its_document_and_for_its_row() -> None:
    assert ids(as_known(whole(), EVE).citations, "document_id") == ["early", "undated"]
    assert ids(as_known(whole(), DAY).citations, "document_id") == ["early", "undated", "late"]


def test_a_source_told_later_is_empty_while_its_row_stands() -> None:
    eve, day = as_known(whole(), EVE), as_known(whole(), DAY)
    row = next(p for p in eve.periods if p.period_id == "aid.2")
    assert (row.source, row.note, row.document_id, row.section_code, row.paragraph) == ("", "", "", "", "")
    row = next(p for p in day.periods if p.period_id == "aid.2")
    assert (row.source, row.note, row.document_id) == ("late press", "told later", "late")


def test_an_end_told_later_is_open_before() -> None:
    for table in ("sites", "country_states"):
        eve, day = (getattr(as_known(whole(), known), table)[0] for known in (EVE, DAY))
        assert (eve.end_date, eve.end_precision) == ("", "")
        assert day.end_date != ""
    assert as_known(whole(), EVE).sites[0].source == ""
    assert as_known(whole(), DAY).sites[0].source == "press of 2024"


def test_a_conflict_stands_with_its_sides_and_its_words_from_their_day() -> None:
    assert as_known(whole(), date(2019, 12, 31)).conflicts == ()
    assert as_known(whole(), EVE).conflicts[0].what_differs_en == ""
    assert as_known(whole(), DAY).conflicts[0].what_differs_en == "Text."


def test_geography_is_always_public_and_everything_known_is_the_tables_themselves() -> None:
    assert len(as_known(whole(), date(1900, 1, 1)).countries) == 1
    assert as_known(whole(), FAR) == whole()
    assert set(RULES) == set(TABLES)


def test_the_window_is_kept() -> None:
    tables = replace(whole(), window=("2012-01-01", "2030-12-31"))
    assert as_known(tables, DAY).window == ("2012-01-01", "2030-12-31")


def test_versions_are_what_the_tables_were_on_each_day() -> None:
    public = Public(whole())
    days = [date(2013, 2, 17), date(2013, 2, 18), date(2019, 12, 31), date(2020, 1, 1), EVE, DAY, date(2030, 1, 1)]
    for table in TABLES:
        versions = list(public.versions(table))
        for known in days:
            rows = [row for _, first, end, row in versions if first <= known < end]
            assert tuple(rows) == getattr(as_known(whole(), known), table), (table, known)


def test_every_row_of_the_record_has_its_day(atlas: Atlas) -> None:
    public = Public(atlas.tables)
    for table in TABLES:
        for row in getattr(atlas.tables, table):
            day = public.day(table, row)
            assert (day == ALWAYS) == (table in GEOGRAPHY) or day == ALWAYS, (table, row)
            assert day != date.max, (table, row)


@pytest.mark.parametrize("known", ["2016-03-01", "2022-07-11", "2023-12-01", "2024-05-08"])
def test_an_earlier_atlas_holds_no_later_day(atlas: Atlas, known: str) -> None:
    earlier = atlas.at(known)
    day = date.fromisoformat(known)
    assert earlier.at("2026-01-01") is earlier, "knowledge is not given back"
    for table in TABLES:
        for row in getattr(earlier.tables, table):
            for f in fields(row):
                if f.name in ("known_from", "end_known_from", "source_from") and getattr(row, f.name):
                    assert date.fromisoformat(getattr(row, f.name)) <= day, (table, row)
    for document in earlier.tables.documents:
        assert not document.date or document_day(document) <= day  # type: ignore[operator]
    assert {c.document_id for c in earlier.tables.citations} <= {d.document_id for d in earlier.tables.documents}


def test_a_day_more_of_knowledge_never_takes_a_row_away(atlas: Atlas) -> None:
    days = sorted({date.fromisoformat(p.known_from) for p in atlas.tables.periods})[::9]
    for day in days:
        before, after = as_known(atlas.tables, day - timedelta(days=1)), as_known(atlas.tables, day)
        for table in TABLES:
            assert len(getattr(before, table)) <= len(getattr(after, table)), (table, day)


@pytest.mark.parametrize("known", [date(2013, 3, 1), EVE, DAY])
def test_an_earlier_atlas_can_itself_be_asked_for_its_versions(known: date) -> None:
    earlier = as_known(whole(), known)
    for table in TABLES:
        last = tuple(row for _, _, end, row in Public(earlier).versions(table) if end == FAR)
        assert last == getattr(earlier, table)


def former(name: str, value: str, day: str, engagement_id: str = "aid") -> Former:
    return Former(
        engagement_id=engagement_id, field=name, value=value, known_from=day, document_id="late", section_code="",
    )  # fmt: skip


def told_in_steps() -> Tables:
    last = Engagement(
        engagement_id="aid", name_en="Aid to all", instruments=("security", "migration"), partners=("EU", "UN"),
        place_ids=("gao", "kidal", "town"),
    )  # fmt: skip
    rows = (
        former("partners", "EU", "2020-01-01"),
        former("partners", "", "2016-07-18"),
        former("instruments", "security", "2016-07-18"),
        former("name_en", "Aid", "2020-01-01"),
        former("place_ids", "gao;kidal", "2020-01-01"),
    )
    sites = (
        Site(site_id="aid@gao", engagement_id="aid", place_id="gao", known_from="2013-02-18"),
        Site(site_id="aid@kidal.2", engagement_id="aid", place_id="kidal", known_from="2018-05-05"),
        Site(site_id="aid@kidal", engagement_id="aid", place_id="kidal", known_from="2017-05-05"),
    )
    return replace(whole(), engagements=(last, whole().engagements[1]), former=rows, sites=sites)


@pytest.mark.parametrize(
    ("known", "name", "instruments", "partners", "places"),
    [
        (date(2013, 2, 18), "Aid", ("security",), (), ("gao",)),
        (date(2016, 7, 17), "Aid", ("security",), (), ("gao",)),
        (date(2016, 7, 18), "Aid", ("security", "migration"), ("EU",), ("gao",)),
        (date(2017, 5, 5), "Aid", ("security", "migration"), ("EU",), ("gao", "kidal")),
        (date(2019, 12, 31), "Aid", ("security", "migration"), ("EU",), ("gao", "kidal")),
        (date(2020, 1, 1), "Aid to all", ("security", "migration"), ("EU", "UN"), ("gao", "kidal", "town")),
    ],
)
def test_an_engagement_reads_as_it_did_until_more_was_told(
    known: date, name: str, instruments: Any, partners: Any, places: Any
) -> None:
    e = as_known(told_in_steps(), known).engagements[0]
    assert (e.name_en, e.instruments, e.partners, e.place_ids) == (name, instruments, partners, places)


def test_what_it_read_before_stands_on_record_from_the_day_of_the_telling() -> None:
    tables = told_in_steps()
    assert as_known(tables, date(2016, 7, 17)).former == ()
    assert {row.field for row in as_known(tables, date(2016, 7, 18)).former} == {"partners", "instruments"}
    assert "late" not in ids(as_known(tables, date(2019, 12, 31)).documents, "document_id")


def test_its_versions_are_what_it_was_on_each_day() -> None:
    tables = told_in_steps()
    mine = [(first, end, row) for i, first, end, row in Public(tables).versions("engagements") if i == 0]
    assert [first for first, *_ in mine] == [
        date(2013, 2, 18), date(2016, 7, 18), date(2017, 5, 5), date(2020, 1, 1),
    ]  # fmt: skip
    for first, end, row in mine:
        for known in (first, end - timedelta(days=1)):
            assert row == as_known(tables, known).engagements[0]
    assert as_known(as_known(tables, date(2019, 1, 1)), date(2013, 3, 1)).engagements[0].name_en == "Aid"


def test_a_site_names_only_documents_that_are_public() -> None:
    one = replace(whole().sites[0], documents=("early", "late"))
    tables = replace(whole(), sites=(one,))
    assert [as_known(tables, day).sites[0].documents for day in (EVE, DAY)] == [("early",), ("early", "late")]
    assert [row.documents for *_, row in Public(tables).versions("sites")] == [(), ("early",), ("early", "late")]


def test_a_group_of_geography_is_known_before_the_letter_and_its_paragraph_is_not(atlas: Any) -> None:
    before, after = (as_known(atlas.tables, date.fromisoformat(day)) for day in ("2020-01-01", "2023-12-01"))
    assert {g.group_id for g in before.groups} == {g.group_id for g in before.group_names} == {"sahel"}
    assert {(g.basis, g.letter) for g in before.groups} == {("", "")}
    assert {g.letter for g in after.groups if g.group_id == "sahel"} == {"INT 2"}


def test_a_page_without_a_date_is_not_public_before_the_last_thing_that_it_tells(atlas: Atlas) -> None:
    """It cannot have said so earlier: a row that rests on it stands, and cites nothing until then."""
    for document in atlas.tables.documents:
        if document.date_basis:
            assert (document.date, document.dated) != ("", document.date)
            day = document_day(document)
            told = [
                x.known_from
                for x in (*atlas.tables.texts, *atlas.tables.former)
                if x.document_id == document.document_id
            ]
            assert all(date.fromisoformat(x) >= day for x in told)
    for engagement_id, day, document_id in (
        ("post-niamey", "2018-12-01", "ambassador-niger-page"),
        ("minusma-nl", "2014-02-01", "defensie-mali"),
        ("acota-earlier-nl", "2014-07-01", "fuseliers-acota"),
    ):
        earlier = atlas.at(day)
        assert document_id not in {d.document_id for d in earlier.tables.documents}
        states = [s for s in earlier.as_of(day) if s.engagement_id == engagement_id]
        assert states and all(c.document_id != document_id for s in states for c in s.citations)
