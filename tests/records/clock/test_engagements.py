"""The as-of rule on tables of three engagements, written here."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from sahel_atlas.records.clock.periods import FAR
from sahel_atlas.records.clock.states import Clock, States, cite_text
from sahel_atlas.records.rows import Citation, Conflict, Document, Engagement, Period, Tables

LETTER = "2023-12-01"


def engagement(engagement_id: str, *countries: str) -> Engagement:
    return Engagement(engagement_id=engagement_id, subject="NL", counted="yes", countries_iso3=countries)


def period(period_id: str, status: str, start: str, **values: Any) -> Period:
    plain = {
        "start_precision": "day" if len(start) == 10 else "month" if len(start) == 7 else "year",
        "start_relation": "on",
        "known_from": start if len(start) == 10 else "2014-01-01",
        "confidence": "verified",
        "document_id": "paper",
    }
    return Period(
        period_id=period_id, engagement_id=period_id.split(".")[0], status=status, start_date=start, **(plain | values)
    )


def clock(known: date = FAR, **tables: Any) -> Clock:
    return Clock(whole_tables(**tables), known)


def whole_tables(**tables: Any) -> Tables:
    base = {
        "engagements": (engagement("aid", "MLI", "NER"), engagement("desk")),
        "documents": (
            Document(document_id="paper", date="2014-01-01"),
            Document(document_id="letter", date=LETTER),
        ),
    }
    return Tables(**(base | tables))


def states(found: States) -> dict[tuple[str, str], str]:
    return {(s.engagement_id, s.country): s.status for s in found}


def test_a_state_lasts_until_the_next_and_the_day_of_change_belongs_to_the_new_one() -> None:
    c = clock(periods=(period("aid.1", "active", "2014-03-01"), period("aid.2", "suspended", "2023-08-04")))
    assert states(c.at(date(2014, 2, 28))) == {}
    assert states(c.at(date(2023, 8, 3))) == {("aid", "MLI"): "active", ("aid", "NER"): "active"}
    assert states(c.at(date(2023, 8, 4))) == {("aid", "MLI"): "suspended", ("aid", "NER"): "suspended"}


def test_a_period_may_hold_in_a_part_of_the_countries() -> None:
    c = clock(
        periods=(
            period("aid.1", "active", "2014-03-01"),
            period("aid.2", "suspended", "2023-08-04", countries_iso3=("NER",)),
        )
    )
    assert states(c.at(date(2023, 9, 1))) == {("aid", "MLI"): "active", ("aid", "NER"): "suspended"}


def test_what_was_not_public_does_not_speak() -> None:
    rows = (period("aid.1", "active", "2014-03-01"), period("aid.2", "ended", "2023-06-01", known_from=LETTER))
    assert set(states(clock(date(2023, 11, 30), periods=rows).at(date(2023, 9, 1))).values()) == {"active"}
    assert set(states(clock(date(2023, 12, 1), periods=rows).at(date(2023, 9, 1))).values()) == {"ended"}


def test_beyond_known_the_last_state_is_projected() -> None:
    c = clock(date(2023, 12, 1), periods=(period("aid.1", "active", "2014-03-01"),))
    assert [s.projected for s in c.at(date(2023, 12, 1))] == [False, False]
    assert [s.projected for s in c.at(date(2023, 12, 2))] == [True, True]


def test_an_end_date_lapses_the_state_and_ended_rows_stay() -> None:
    lapsed = clock(periods=(period("desk.1", "active", "2014-03-01", end_date="2015-01-01", end_precision="day"),))
    assert states(lapsed.at(date(2014, 12, 31))) == {("desk", ""): "active"}
    assert states(lapsed.at(date(2015, 1, 1))) == {}
    over = clock(periods=(period("desk.1", "active", "2014-03-01"), period("desk.2", "ended", "2015-01-01")))
    assert states(over.at(date(2024, 1, 1))) == {("desk", ""): "ended"}


def test_of_two_states_that_begin_together_the_one_known_later_speaks() -> None:
    rows = (
        period("desk.1", "suspended", "2023-07-29", known_from="2023-12-01"),
        period("desk.2", "active", "2023-07-29", known_from="2023-08-01"),
    )
    assert states(clock(periods=rows).at(date(2023, 8, 2))) == {("desk", ""): "suspended"}
    assert states(clock(date(2023, 8, 2), periods=rows).at(date(2023, 8, 2))) == {("desk", ""): "active"}


def test_a_statement_that_is_not_shown_is_hidden_only_once_the_shown_one_is_known() -> None:
    rows = (
        period("desk.1", "active", "2014-03-01"),
        period("desk.2", "ended", "2023-01-01"),
        period("desk.3", "suspended", "2023-02-01", known_from=LETTER),
    )
    conflict = Conflict(
        conflict_id="C1",
        engagement_id="desk",
        period_ids=("desk.2", "desk.3"),
        show_period_id="desk.3",
        not_shown=("desk.2",),
    )
    early = clock(date(2023, 11, 1), periods=rows, conflicts=(conflict,)).at(date(2023, 6, 1))
    late = clock(periods=rows, conflicts=(conflict,)).at(date(2023, 6, 1))
    assert [(s.status, s.conflicts) for s in early] == [("ended", ())], "one side alone disagrees with nobody"
    assert [(s.status, s.conflicts) for s in late] == [("suspended", ("C1",))]
    between = clock(periods=rows, conflicts=(conflict,)).at(date(2023, 1, 15))
    assert [s.status for s in between] == ["active"]


def test_doubt_about_the_day_of_a_change() -> None:
    c = clock(periods=(period("desk.1", "active", "2014-03"),))
    assert [s.uncertain for s in c.at(date(2014, 3, 31))] == [True]
    assert [s.uncertain for s in c.at(date(2014, 4, 1))] == [False]


def test_carried_forward_begins_after_the_last_document_that_speaks() -> None:
    cites = (Citation(period_id="desk.1", document_id="letter", role="supporting"),)
    c = clock(periods=(period("desk.1", "active", "2014-03-01"),), citations=cites)
    assert [(s.carried_forward, s.last_stated) for s in c.at(date(2023, 12, 1))] == [(False, LETTER)]
    assert [s.carried_forward for s in c.at(date(2023, 12, 2))] == [True]


def test_a_citation_speaks_from_the_day_its_document_is_public() -> None:
    cites = (
        Citation(period_id="desk.1", document_id="paper", role="primary"),
        Citation(period_id="desk.1", document_id="letter", section_code="DIP", paragraph="1", role="supporting"),
    )
    rows = (period("desk.1", "active", "2014-03-01"),)
    early = clock(date(2023, 11, 30), periods=rows, citations=cites).at(date(2023, 11, 30))[0]
    late = clock(periods=rows, citations=cites).at(date(2023, 11, 30))[0]
    assert [cite_text(c) for c in early.citations] == ["paper"]
    assert [cite_text(c) for c in late.citations] == ["paper", "letter DIP 1"]


def test_a_plan_whose_time_has_passed_without_news() -> None:
    rows = (period("desk.1", "planned", "2023-12-01", planned_start="2024-03", planned_precision="month"),)
    assert [s.outcome_not_recorded for s in clock(periods=rows).at(date(2024, 3, 31))] == [False]
    assert [s.outcome_not_recorded for s in clock(periods=rows).at(date(2024, 4, 1))] == [True]


def test_before_an_unknown_start_nothing_is_guessed() -> None:
    rows = (period("desk.1", "active", LETTER, start_relation="by", start_precision="not_recorded"),)
    c = clock(periods=rows)
    assert states(c.at(date(2023, 11, 30))) == {}
    assert c.not_recorded(date(2023, 11, 30)) == (("desk", ""),)
    assert c.not_recorded(date(2023, 12, 1)) == ()


def test_an_undated_document_follows_its_row_and_one_dated_to_its_month_waits_for_its_end() -> None:
    papers = (Document(document_id="page"), Document(document_id="report", date="2020-11"))
    cites = (
        Citation(period_id="desk.1", document_id="page", role="primary"),
        Citation(period_id="desk.1", document_id="report", role="primary"),
    )
    rows = (period("desk.1", "active", "2020-03-01", document_id="page"),)

    def told(known: date) -> list[str]:
        return [
            c.document_id for c in clock(known, periods=rows, citations=cites, documents=papers).at(known)[0].citations
        ]

    assert told(date(2020, 3, 1)) == ["page"]
    assert told(date(2020, 11, 29)) == ["page"]
    assert told(date(2020, 11, 30)) == ["page", "report"]


def test_a_state_known_before_its_source_says_so() -> None:
    rows = (period("desk.1", "active", "2014-03-01", document_id="letter", note="told in the letter"),)
    cites = (Citation(period_id="desk.1", document_id="letter", role="primary"),)
    early = clock(date(2023, 11, 30), periods=rows, citations=cites).at(date(2023, 11, 30))[0]
    late = clock(date(2023, 12, 1), periods=rows, citations=cites).at(date(2023, 11, 30))[0]
    assert (early.source_later, early.citations, early.last_stated) == (True, (), "2014-03-01")
    assert (late.source_later, len(late.citations), late.last_stated) == (False, 1, LETTER)


def test_a_paper_that_only_mentions_a_thing_is_no_source_of_its_date() -> None:
    papers = (Document(document_id="letter", date=LETTER), Document(document_id="page", date="2025-04-24"))
    rows = (period("desk.1", "active", "2019-01-01", document_id="page"),)
    cites = tuple(
        Citation(period_id="desk.1", document_id=i, role=role)
        for i, role in (("letter", "supporting"), ("page", "primary"))
    )

    def told(known: date, stated: str = "") -> tuple[bool, list[str]]:
        tables = whole_tables(periods=rows, citations=cites, documents=papers)
        state = Clock(tables, known, stated).at(date(2019, 6, 1))[0]
        return state.source_later, [c.document_id for c in state.citations]

    assert told(date(2023, 11, 30)) == (True, [])
    assert told(date(2023, 12, 1)) == (True, ["letter"])
    assert told(date(2025, 4, 24)) == (False, ["letter", "page"])
    assert told(date(2025, 4, 24), "letter") == (False, ["letter"])
    assert told(date(2023, 12, 1), "letter") == (True, ["letter"])


def test_one_document_as_if_it_were_the_only_source() -> None:
    rows = (
        period("desk.1", "active", "2014-03-01"),
        period("desk.2", "scaled_down", "2023-08-02"),
        period("desk.3", "suspended", "2023-12-01"),
    )
    cites = (
        Citation(period_id="desk.1", document_id="letter", role="supporting"),
        Citation(period_id="desk.1", document_id="paper", role="primary"),
        Citation(period_id="desk.2", document_id="paper", role="primary"),
    )
    base = {"periods": rows, "citations": cites}
    whole, letter = clock(**base), Clock(whole_tables(**base), FAR, "letter")
    assert [s.status for s in whole.at(date(2023, 9, 1))] == ["scaled_down"]
    (state,) = letter.at(date(2023, 9, 1))
    assert (state.status, [c.document_id for c in state.citations]) == ("active", ["letter"])
    assert Clock(whole_tables(**base), FAR, "paper").at(date(2024, 1, 1))[0].status == "scaled_down"
    assert list(Clock(whole_tables(**base), FAR, "nobody")) == []


def test_a_conflict_hidden_by_one_document_needs_both_sides_in_it() -> None:
    rows = (period("desk.1", "active", "2014-03-01"), period("desk.2", "ended", "2015-01-01"))
    cites = (
        Citation(period_id="desk.1", document_id="paper", role="primary"),
        Citation(period_id="desk.2", document_id="letter", role="primary"),
    )
    conflict = Conflict(
        conflict_id="C1",
        engagement_id="desk",
        period_ids=("desk.1", "desk.2"),
        show_period_id="desk.1",
        not_shown=("desk.2",),
    )
    base = {"periods": rows, "citations": cites, "conflicts": (conflict,)}
    assert [(s.status, s.conflicts) for s in clock(**base).at(date(2016, 1, 1))] == [("active", ("C1",))]
    assert [(s.status, s.conflicts) for s in Clock(whole_tables(**base), FAR, "letter").at(date(2016, 1, 1))] == [
        ("ended", ())
    ]


def test_a_conflict_marks_only_the_countries_that_it_names() -> None:
    rows = (period("aid.1", "active", "2014-03-01"), period("aid.2", "suspended", "2015-01-01"))
    conflict = Conflict(
        conflict_id="C1",
        engagement_id="aid",
        countries_iso3=("NER",),
        period_ids=("aid.1", "aid.2"),
        show_period_id="aid.2",
    )
    found = {s.country: s.conflicts for s in clock(periods=rows, conflicts=(conflict,)).at(date(2016, 1, 1))}
    assert found == {"MLI": (), "NER": ("C1",)}


def stretches(found: States) -> list[tuple[str, str, str]]:
    return [(s.status, s.held_from, s.held_to) for s in found]


def test_a_stretch_of_time_holds_each_state_once_cut_to_it() -> None:
    c = clock(
        periods=(
            period("desk.1", "active", "2014-03-01"),
            period("desk.2", "suspended", "2023-08-04", end_date="2023-10", end_precision="month"),
            period("desk.3", "ended", "2024-05-18"),
        )
    )
    whole = date(2012, 1, 1), date(2026, 12, 31)
    assert stretches(c.within(*whole)) == [
        ("active", "2014-03-01", "2023-08-03"),
        ("suspended", "2023-08-04", "2023-10-31"),
        ("ended", "2024-05-18", "2026-12-31"),
    ]
    assert stretches(c.within(date(2023, 8, 3), date(2023, 8, 3))) == [("active", "2023-08-03", "2023-08-03")]
    assert stretches(c.within(date(2023, 8, 4), date(2023, 8, 4))) == [("suspended", "2023-08-04", "2023-08-04")]
    assert stretches(c.within(date(2023, 10, 31), date(2023, 11, 1))) == [("suspended", "2023-10-31", "2023-10-31")]
    assert stretches(c.within(date(2023, 11, 1), date(2024, 5, 17))) == []
    assert stretches(c.within(date(2012, 1, 1), date(2014, 2, 28))) == []
    assert stretches(c.within(date(2012, 1, 1), date(2014, 3, 1))) == [("active", "2014-03-01", "2014-03-01")]


def test_a_state_says_from_when_to_when_it_holds() -> None:
    c = clock(
        periods=(
            period("desk.1", "active", "2014-03-01"),
            period("desk.2", "suspended", "2023-08-04", end_date="2023-10-31", end_precision="day"),
        )
    )
    assert stretches(c.at(date(2020, 1, 1))) == [("active", "2014-03-01", "2023-08-03")]
    assert stretches(c.at(date(2023, 10, 30))) == [("suspended", "2023-08-04", "2023-10-30")]
    assert stretches(c.at(date(2023, 10, 31))) == []


def test_a_state_replaced_on_its_own_first_day_never_held() -> None:
    rows = (
        period("desk.1", "planned", "2023-08-01", known_from="2023-07-01"),
        period("desk.2", "active", "2023-08-01", known_from="2023-08-01"),
    )
    assert stretches(clock(periods=rows).within(date(2023, 1, 1), date(2023, 12, 31))) == [
        ("active", "2023-08-01", "2023-12-31")
    ]


def test_a_stretch_is_doubtful_when_one_of_its_days_is() -> None:
    c = clock(periods=(period("desk.1", "active", "2014-03"), period("desk.2", "ended", "2016-01-01")))
    assert [s.uncertain for s in c.within(date(2014, 3, 31), date(2014, 12, 31))] == [True]
    assert [s.uncertain for s in c.within(date(2014, 4, 1), date(2014, 12, 31))] == [False]
    assert [s.uncertain for s in c.within(date(2014, 1, 1), date(2014, 3, 1))] == [True]


def test_a_stretch_is_told_as_on_the_last_of_its_days() -> None:
    c = clock(
        date(2023, 12, 1),
        periods=(
            period("desk.1", "active", "2014-03-01"),
            period("desk.2", "ended", "2024-06-01", known_from="2023-11-01"),
        ),
    )
    told = c.within(date(2023, 11, 1), date(2024, 12, 31))
    assert [(s.status, s.projected) for s in told] == [("active", True), ("ended", True)]
    assert [s.projected for s in c.within(date(2023, 11, 1), date(2023, 12, 1))] == [False]


def test_states_become_a_frame() -> None:
    c = clock(
        periods=(period("desk.1", "active", "2014-03-01"),),
        citations=(Citation(period_id="desk.1", document_id="paper", role="primary"),),
    )
    frame = c.at(date(2020, 1, 1)).to_frame()
    assert list(frame["status"]) == ["active"]
    assert list(frame["citations"]) == ["paper"]
    assert list(States().to_frame().columns) == list(frame.columns)


@pytest.mark.parametrize("known", ["", LETTER, "2023-08-10"])
def test_between_turning_days_no_answer_changes(atlas: Any, known: str) -> None:
    at = atlas.clock(known)
    for chain in list(at)[::7]:
        turning = chain.turning_days(at.known)
        for first, next_ in pairwise(turning):
            middle = first + (next_ - first) // 2
            assert chain.at(first, at.known) == chain.at(middle, at.known), (chain.engagement_id, first, middle)
