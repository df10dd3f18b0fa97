"""A scene worked out: wheels, counts, sites and events agree with the rows they come from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from layers import vocabulary as v
from layers.filters import Filter
from layers.periods import FAR
from layers.resolve import SEGMENT_STATES, resolve, segment_state, totals_year
from layers.scene import LAYER_IDS, Scene

DAYS = ("2012-01", "2014-06-15", "2020-09", "2023-07-28", "2023-12-01", "2024-12")


@pytest.mark.parametrize(
    ("statuses", "state"),
    [
        ([], "none"),
        (["ended"], "none"),
        (["active"], "active"),
        (["active", "planned", "exploring", "ended"], "active"),
        (["active", "adapted"], "reduced"),
        (["scaled_down"], "reduced"),
        (["active", "suspended"], "reduced"),
        (["suspended", "planned"], "suspended"),
        (["planned"], "planned"),
        (["exploring", "ended"], "planned"),
    ],
)
def test_segment_state(statuses: list[str], state: str) -> None:
    assert segment_state(statuses) == state


def test_every_mixture_of_statuses_has_a_state() -> None:
    for present in product((False, True), repeat=len(v.STATUSES)):
        statuses = [s for s, here in zip(v.STATUSES, present, strict=True) if here]
        assert segment_state(statuses) in SEGMENT_STATES
        assert segment_state(statuses) == segment_state(reversed(statuses))


@pytest.mark.parametrize("known", ["", v.LETTER_DATE])
@pytest.mark.parametrize("day", DAYS)
def test_wheels_count_distinct_counted_engagements(atlas: Any, day: str, known: str) -> None:
    shown = resolve(Scene(date=day, known=known), atlas)
    assert tuple(shown.wheels) == v.FOCUS
    for iso3, wheel in shown.wheels.items():
        mine = [r for r in shown.rows if r.country == iso3 and atlas.engagement(r.engagement_id).counted == "yes"]
        assert wheel.running == len({r.engagement_id for r in mine if r.status in v.RUNNING})
        assert wheel.open == len({r.engagement_id for r in mine if r.status in v.OPEN})
        assert wheel.running <= wheel.open
        for segment in wheel.segments:
            assert segment.running <= segment.open
            assert (segment.state == "none") == (segment.open == 0)


@pytest.mark.parametrize("day", DAYS)
def test_totals_count_an_engagement_once_however_many_wheels_it_stands_in(atlas: Any, day: str) -> None:
    shown = resolve(Scene(date=day), atlas)
    running = {r.engagement_id for r in shown.rows if r.status in v.RUNNING}
    counted = {e for e in running if atlas.engagement(e).counted == "yes"}
    assert shown.counts.running["any"] == len(counted)
    assert shown.counts.running["any"] <= sum(shown.counts.running[i] for i in v.INSTRUMENTS)
    assert all(atlas.engagement(e).subject == "NL" for e in counted)


def test_context_is_off_unless_asked_for(atlas: Any) -> None:
    subjects = {atlas.engagement(r.engagement_id).subject for r in resolve(Scene(), atlas).rows}
    assert "context" not in subjects
    asked = Scene(filter=Filter(subject=v.SUBJECTS))
    assert resolve(asked, atlas).counts.running == resolve(Scene(), atlas).counts.running


def test_the_letters_jump_is_documentation(atlas: Any) -> None:
    before, after = (resolve(Scene(date=day), atlas) for day in ("2023-11-30", "2023-12-01"))
    assert after.counts.open["any"] > before.counts.open["any"]
    assert before.counts.not_recorded > after.counts.not_recorded
    appeared = {r.engagement_id for r in after.rows} - {r.engagement_id for r in before.rows}
    silent = {e for e, _ in before.not_recorded}
    assert {e for e in appeared if atlas.engagement(e).counted == "yes"} <= silent


def test_sites_are_drawn_in_their_layers_and_never_when_ended(atlas: Any) -> None:
    shown = resolve(Scene(), atlas)
    assert {mark.role for mark in shown.sites} >= {"embassy", "headquarters", "academy"}
    for mark in shown.sites:
        assert mark.state in ("open", "suspended", "planned")
        assert all(row.status != "ended" for row in mark.rows)
    posts = resolve(replace(Scene(), layers=("embassies",)), atlas).sites
    assert {mark.role for mark in posts} <= {"embassy", "office"}
    assert resolve(replace(Scene(), layers=()), atlas).sites == ()


def test_a_place_beyond_the_frame_is_marked(atlas: Any) -> None:
    marks = [m for day in DAYS for m in resolve(Scene(date=day, layers=LAYER_IDS), atlas).sites if m.off_map]
    assert all(atlas.off_map(mark.place) for mark in marks)


def test_instruments_outside_the_filter_leave_their_segment_empty(atlas: Any) -> None:
    shown = resolve(Scene(filter=Filter(instrument=("security",))), atlas)
    for wheel in shown.wheels.values():
        assert {s.state for s in wheel.segments if s.instrument != "security"} == {"none"}


def test_events_end_with_the_day_and_with_what_was_known(atlas: Any) -> None:
    events = resolve(Scene(date="2023-07-26"), atlas).events
    assert any(e.category == "coup" and "NER" in e.countries_iso3 for e in events)
    assert not any(e.date > "2023-07-26" for e in events)
    early = resolve(Scene(date="2024-06", known="2023-07-25"), atlas).events
    assert all(e.date[:10] <= "2023-07-25" for e in early)


def test_the_year_of_the_detections() -> None:
    assert totals_year(date(2023, 7, 1), FAR) == 2023
    assert totals_year(date(2023, 7, 1), date(2023, 12, 1)) == 2022
    assert totals_year(date(2020, 7, 1), date(2023, 12, 1)) == 2020


def test_documents_are_those_of_the_rows(atlas: Any) -> None:
    shown = resolve(Scene(known=v.LETTER_DATE), atlas)
    cited = {c.document_id for row in shown.rows for c in row.citations}
    assert {d.document_id for d in shown.documents} == cited
    assert v.LETTER in cited
