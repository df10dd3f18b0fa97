"""A scene worked out: wheels, counts, sites and events agree with the rows they come from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sahel_atlas.marks.sites import SITE_STATES
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock.periods import FAR
from sahel_atlas.records.filters import Filter
from sahel_atlas.scenes.resolve import counts, resolve, select
from sahel_atlas.scenes.scene import LAYER_IDS, Scene
from tests.small import LETTER, period, small, tables

DAYS = ("2012-01", "2014-06-15", "2020-09", "2023-07-28", "2023-12-01", "2024-12")


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
            assert (segment.own.open or segment.region.open) == (segment.open > 0)


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
        assert mark.state in SITE_STATES
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
        assert not any(s.own.open or s.region.open for s in wheel.segments if s.instrument != "security")


def test_events_end_with_the_day_and_with_what_was_known(atlas: Any) -> None:
    events = resolve(Scene(date="2023-07-26"), atlas).events
    assert any(e.category == "coup" and "NER" in e.countries_iso3 for e in events)
    assert not any(e.date > "2023-07-26" for e in events)
    early = resolve(Scene(date="2024-06", known="2023-07-25"), atlas).events
    assert all(e.date[:10] <= "2023-07-25" for e in early)


def figure(day: str, known: str = "") -> tuple[str, int | None] | None:
    total = resolve(Scene(date=day, known=known), small()).detections
    return (total.period, total.value) if total else None


def test_the_figure_on_the_arrow_is_the_last_count_that_was_public() -> None:
    assert figure("2022-06-01") == ("2022", 102)
    assert figure("2021-06-01") == ("2021", 67)
    assert figure("2024-06-01") == ("2022", 102), "a year without a count keeps the last one, and says its year"
    assert figure("2020-06-01") is None
    assert figure("2022-06-01", "2023-01-12") == ("2021", 65)
    assert figure("2022-06-01", "2023-01-13") == ("2022", 102)
    assert figure("2022-06-01", "2022-01-11") is None


def test_documents_are_those_of_the_rows(atlas: Any) -> None:
    shown = resolve(Scene(known=v.LETTER_DATE), atlas)
    cited = {c.document_id for row in shown.rows for c in row.citations}
    assert {d.document_id for d in shown.documents} == cited
    assert v.LETTER in cited


def ids(scene: Scene, atlas: Any = None) -> list[str]:
    return sorted(f"{r.engagement_id} {r.country} {r.status}" for r in resolve(scene, atlas or small()).rows)


def test_a_country_outside_the_filter_has_no_wheel_and_is_named() -> None:
    shown = resolve(Scene(date="2023-09-01", filter=Filter(country=("NER",))), small())
    assert list(shown.wheels) == ["NER"]
    assert "MLI" in shown.outside
    assert (shown.wheels["NER"].running, shown.wheels["NER"].open) == (1, 2)
    assert resolve(Scene(date="2023-09-01"), small()).outside == ()
    grouped = resolve(Scene(date="2023-09-01", filter=Filter(group=("sahel",))), small())
    assert list(grouped.wheels) == ["MLI", "MRT", "NER"]


def test_a_situation_is_asked_on_the_day_or_on_the_one_named() -> None:
    asked = Filter(state=("coup",))
    assert list(resolve(Scene(date="2023-07-25", filter=asked), small()).wheels) == []
    assert list(resolve(Scene(date="2023-07-26", filter=asked), small()).wheels) == ["NER"]
    assert ids(Scene(date="2023-09-01", filter=asked)) == ["own NER suspended", "wide NER active"]
    earlier = resolve(Scene(date="2023-07-25", filter=asked), small(), situation=date(2023, 12, 1))
    assert sorted(r.engagement_id for r in earlier.rows) == ["own", "wide"]
    assert list(earlier.wheels) == ["NER"]


def test_facets_narrow_together_and_values_are_alternatives() -> None:
    day = "2023-12-05"
    assert ids(Scene(date=day, filter=Filter(reach=("region",)))) == [
        "wide MLI active",
        "wide MRT active",
        "wide NER active",
    ]
    assert ids(Scene(date=day, filter=Filter(status=("suspended", "planned")))) == [
        "own NER suspended",
        "plan GHA planned",
    ]
    assert ids(Scene(date=day, filter=Filter(status=("suspended", "planned"), instrument=("development",)))) == [
        "plan GHA planned"
    ]
    assert ids(Scene(date=day, filter=Filter(decision=("decided",)))) == ["plan GHA planned"]
    assert ids(Scene(date=day, filter=Filter(document=(LETTER,)))) == ["own NER suspended", "plan GHA planned"]
    assert ids(Scene(date=day, filter=Filter(counted=("no",), subject=("mission",)))) == []
    assert ids(Scene(date="2018-01-01", filter=Filter(counted=("no",)))) == ["staff MLI adapted"]


def test_conditions_are_there_from_the_day_on_which_they_were_told() -> None:
    asked = Filter(conditions=("yes",))
    assert ids(Scene(date="2023-09-01", filter=asked)) == ["own MLI active", "own NER suspended"]
    assert ids(Scene(date="2023-09-01", known="2023-11-30", filter=asked)) == []


def test_free_text_finds_words_not_letters_inside_them() -> None:
    assert ids(Scene(date="2023-12-05", filter=Filter(text="pl"))) == []
    assert ids(Scene(date="2023-12-05", filter=Filter(text="plan"))) == ["plan GHA planned"]
    assert ids(Scene(date="2023-12-05", filter=Filter(text="tamale"))) == ["plan GHA planned"]


def test_what_was_not_public_is_nowhere_in_the_answer() -> None:
    early = resolve(Scene(date="2023-09-01", known="2023-11-30"), small())
    assert early.atlas.tables.texts == ()
    (row,) = [r for r in early.rows if r.status == "suspended"]
    assert [c.document_id for c in row.citations] == ["paper"]
    assert row.conflicts == ("C1",), "both sides are public, so the sources disagree"
    assert early.atlas.tables.conflicts[0].what_differs_en == ""
    assert {d.document_id for d in early.documents} == {"paper"}
    assert ids(Scene(date="2023-12-05", known="2023-11-30")) == [
        x for x in ids(Scene(date="2023-12-05")) if "plan" not in x
    ]


def test_one_document_alone_states_only_what_it_says() -> None:
    assert ids(Scene(date="2023-12-05", stated=LETTER)) == ["own NER suspended", "plan GHA planned"]
    shown = resolve(Scene(date="2023-12-05", stated=LETTER), small())
    assert {c.document_id for r in shown.rows for c in r.citations} == {LETTER}
    assert ids(Scene(date="2023-12-05", stated=LETTER, known="2023-11-30")) == ["own NER suspended"]
    assert all(
        r.source_later and not r.citations
        for r in resolve(Scene(date="2023-12-05", stated=LETTER, known="2023-11-30"), small()).rows
    )


def test_a_stretch_of_time_holds_every_state_of_its_days_cut_to_it() -> None:
    shown = resolve(Scene(date="2023-07", to="2023-12"), small())
    told = sorted(
        (r.engagement_id, r.country, r.status, r.held_from, r.held_to)
        for r in shown.rows
        if r.engagement_id in ("own", "plan")
    )
    assert told == [
        ("own", "MLI", "active", "2023-07-01", "2023-12-31"),
        ("own", "NER", "active", "2023-07-01", "2023-08-03"),
        ("own", "NER", "suspended", "2023-08-04", "2023-12-31"),
        ("plan", "GHA", "planned", "2023-12-01", "2023-12-31"),
    ]
    assert (shown.first, shown.day) == (date(2023, 7, 1), date(2023, 12, 31))
    assert shown.wheels["NER"].segments[1].own.counts == (1, 0, 1, 0)
    assert shown.counts.by_status["any", "suspended"] == 1
    assert ids(Scene(date="2023-12", to="2023-07")) == ids(Scene(date="2023-07", to="2023-12"))


def test_a_day_holds_the_whole_of_its_states() -> None:
    (row,) = [
        r for r in resolve(Scene(date="2023-08-04"), small()).rows if r.country == "NER" and r.engagement_id == "own"
    ]
    assert (row.status, row.degree, row.held_from, row.held_to) == ("suspended", "largely", "2023-08-04", "")
    (row,) = [
        r for r in resolve(Scene(date="2023-08-03"), small()).rows if r.country == "NER" and r.engagement_id == "own"
    ]
    assert (row.status, row.held_from, row.held_to) == ("active", "2013-02-18", "2023-08-03")


def test_counts_of_a_few_rows() -> None:
    atlas = small()
    rows = resolve(Scene(date="2023-09-01", filter=Filter(subject=v.SUBJECTS)), atlas).rows
    told = counts(rows, atlas, (("plan", "GHA"), ("plan", "MLI")))
    assert (told.running["any"], told.open["any"], told.listed, told.counted, told.not_recorded) == (3, 3, 3, 3, 1)
    assert (told.running["security"], told.running["diplomacy"], told.running["migration"]) == (2, 2, 0)
    assert told.by_status["security", "suspended"] == 1
    assert told.by_status["any", "active"] == 3


def test_what_nobody_recorded_is_silent_where_the_filter_lets_it_through() -> None:
    periods = (
        period("own.1", "active", "2015-01-01", start_relation="by", start_precision="not_recorded"),
        period("staff.1", "active", "2015-01-01", start_relation="by", start_precision="not_recorded"),
    )
    atlas = small(periods=periods, conflicts=())
    silent = resolve(Scene(date="2014-12-31"), atlas).not_recorded
    assert silent == (("own", "MLI"), ("own", "NER")), "what is not counted is not counted as unknown either"
    assert resolve(Scene(date="2015-01-01"), atlas).not_recorded == ()
    assert resolve(Scene(date="2014-12-31", filter=Filter(country=("NER",))), atlas).not_recorded == (("own", "NER"),)
    assert resolve(Scene(date="2014-12-31", filter=Filter(instrument=("migration",))), atlas).not_recorded == ()


def test_select_keeps_the_order_of_the_rows() -> None:
    atlas = small()
    rows = atlas.as_of("2023-12-05")
    assert select(rows, Filter(subject=v.SUBJECTS), atlas, {}) == tuple(rows)
    assert select(reversed(rows), Filter(subject=v.SUBJECTS), atlas, {}) == tuple(reversed(rows))


def test_events_of_the_day_itself_and_known_that_day_are_shown() -> None:
    def shown(day: str, known: str = "") -> list[str]:
        return [e.event_id for e in resolve(Scene(date=day, known=known), small()).events]

    assert [shown(day) for day in ("2023-07-25", "2023-07-26")] == [[], ["E1"]]
    assert shown("2024-06-01", "2023-07-25") == []
    assert shown("2024-06-01", "2023-07-26") == ["E1"]
    assert [shown(day) for day in ("2024-04-30", "2024-05-01")] == [["E1"], ["E1", "E2"]]
    assert shown("2024-06-01", "2024-05-07") == ["E1"]


def test_everything_known_and_an_earlier_atlas_answer_alike(atlas: Any) -> None:
    scene = Scene(date="2024-05-15", known="2023-12-01")
    assert resolve(scene, atlas).rows == resolve(scene, atlas.at("2023-12-01")).rows
    assert resolve(scene, atlas).known == date(2023, 12, 1)
    assert resolve(replace(scene, known=""), atlas).known == FAR
    assert tables().window == ("2012-01-01", "2026-12-31")
