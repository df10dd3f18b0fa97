"""The as-of rule on tables of three engagements, written here."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from layers.engagements import Clock, States, cite_text
from layers.periods import FAR
from layers.records import Citation, Conflict, Document, Engagement, Period, Tables

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
    base = {
        "engagements": (engagement("aid", "MLI", "NER"), engagement("desk")),
        "documents": (
            Document(document_id="paper", date="2014-01-01"),
            Document(document_id="letter", date=LETTER),
        ),
    }
    return Clock(Tables(**(base | tables)), known)


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
    assert [(s.status, s.conflicts) for s in early] == [("ended", ("C1",))]
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
