"""Wheels count their rows: by country, instrument, reach and status."""

from __future__ import annotations

from typing import Any

import pytest

from sahel_atlas.marks.wheels import (
    PART_OF,
    PARTS,
    Storey,
    asked_statuses,
    asks_what_runs,
    distinct,
    stated_earlier,
    wheels,
)
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock.states import State
from sahel_atlas.records.filters import Filter
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene
from tests.small import engagement, period, small


def state(engagement_id: str, country: str, status: str, **marks: Any) -> State:
    return State(
        engagement_id,
        country,
        status,
        "",
        f"{engagement_id}.1",
        "2023",
        "year",
        "on",
        "verified",
        "2023-01-01",
        **marks,
    )


def atlas_of(*engagements: Any) -> Any:
    return small(engagements=engagements, periods=(), citations=(), sites=(), conflicts=(), texts=())


def one(rows: list[State], *engagements: Any, country: str = "MLI", **values: Any) -> Any:
    return wheels(rows, atlas_of(*engagements), (country,), **values)[country]


def test_every_status_but_ended_has_its_part() -> None:
    assert set(PART_OF) == set(v.OPEN)
    assert set(PART_OF.values()) == set(PARTS)
    assert [PART_OF[s] for s in v.RUNNING] == ["full", "reduced", "reduced"]


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        ("active", (1, 0, 0, 0)),
        ("adapted", (0, 1, 0, 0)),
        ("scaled_down", (0, 1, 0, 0)),
        ("suspended", (0, 0, 1, 0)),
        ("planned", (0, 0, 0, 1)),
        ("exploring", (0, 0, 0, 1)),
        ("ended", (0, 0, 0, 0)),
    ],
)
def test_a_row_stands_in_the_part_of_its_status(status: str, counts: tuple[int, ...]) -> None:
    wheel = one([state("a", "MLI", status)], engagement("a"))
    security = wheel.segments[v.INSTRUMENTS.index("security")]
    assert (security.own.counts, security.region.counts) == (counts, (0, 0, 0, 0))
    assert security.own.open == (status != "ended")
    assert (security.running, security.open) == (sum(counts[:2]), sum(counts))
    assert (wheel.running, wheel.open, wheel.own, wheel.region) == (sum(counts[:2]), sum(counts), sum(counts[:2]), 0)
    assert all(not s.own.open and not s.rows for s in wheel.segments if s.instrument != "security")


def test_what_the_region_shares_stands_on_the_rim_and_is_counted_apart() -> None:
    rows = [state("a", "MLI", "active"), state("b", "MLI", "adapted"), state("c", "MLI", "suspended")]
    wheel = one(rows, engagement("a"), engagement("b", reach="region"), engagement("c", reach="region"))
    security = wheel.segments[1]
    assert security.own.counts == (1, 0, 0, 0)
    assert security.region.counts == (0, 1, 1, 0)
    assert dict(security.storeys) == {"own": security.own, "region": security.region}
    assert (wheel.own, wheel.region, wheel.running, wheel.open) == (1, 1, 2, 3)


def test_only_counted_rows_of_the_country_itself_stand_in_its_wheel() -> None:
    rows = [state("a", "MLI", "active"), state("b", "MLI", "active"), state("a", "NER", "active")]
    wheel = one(rows, engagement("a"), engagement("b", counted="component"))
    assert wheel.segments[1].own.counts == (1, 0, 0, 0)
    assert [r.country for r in wheel.segments[1].rows] == ["MLI"]


def test_two_instruments_are_two_segments_and_one_in_the_number() -> None:
    wheel = one([state("a", "MLI", "active")], engagement("a", instruments=("security", "migration")))
    assert [s.own.counts[0] for s in wheel.segments] == [0, 1, 1, 0, 0]
    assert wheel.running == 1


def test_an_engagement_that_changed_in_a_stretch_stands_in_both_parts_and_once_in_each() -> None:
    rows = [state("a", "MLI", "active"), state("a", "MLI", "suspended"), state("a", "MLI", "active")]
    wheel = one(rows, engagement("a"))
    assert wheel.segments[1].own.counts == (1, 0, 1, 0)
    assert (wheel.running, wheel.open) == (1, 1)


def test_instruments_that_are_not_shown_stay_empty() -> None:
    wheel = one([state("a", "MLI", "active")], engagement("a"), shown=("diplomacy",))
    assert not any(s.own.open for s in wheel.segments)
    assert one([state("a", "MLI", "active")], engagement("a"), shown=("security",)).segments[1].own.open


def test_what_was_last_stated_earlier_is_counted_in_its_part() -> None:
    ab = engagement("a"), engagement("b")
    stale = one([state("a", "MLI", "active", carried_forward=True), state("b", "MLI", "active", projected=True)], *ab)
    mixed = one([state("a", "MLI", "active", carried_forward=True), state("b", "MLI", "active")], *ab)
    apart = one([state("a", "MLI", "suspended", carried_forward=True), state("b", "MLI", "active")], *ab)
    assert stale.segments[1].own.stale == (2, 0, 0, 0)
    assert mixed.segments[1].own.stale == (1, 0, 0, 0)
    assert apart.segments[1].own.stale == (0, 0, 1, 0)
    assert one([state("a", "MLI", "active")], *ab).segments[1].own.stale == (0, 0, 0, 0)
    # In a stretch of time only the last row of an engagement can be one that was stated before its end.
    twice = one([state("a", "MLI", "active"), state("a", "MLI", "active", carried_forward=True)], *ab)
    assert twice.segments[1].own.stale == (1, 0, 0, 0)


def test_what_was_stated_earlier_counts_open_engagements() -> None:
    old = {"carried_forward": True}
    rows = [state("a", "MLI", "active", **old), state("a", "NER", "active", **old), state("b", "MLI", "ended", **old)]
    assert stated_earlier(rows) == 1
    assert stated_earlier([*rows, state("c", "MLI", "planned", projected=True), state("d", "MLI", "active")]) == 2
    assert stated_earlier([]) == 0


@pytest.mark.parametrize(
    ("statuses", "asks"),
    [
        ((), True),
        (("active",), True),
        (("planned", "scaled_down"), True),
        (("planned",), False),
        (("suspended", "exploring", "ended"), False),
    ],
)
def test_a_filter_asks_what_runs_when_anything_that_runs_passes_it(statuses: tuple[str, ...], asks: bool) -> None:
    assert asks_what_runs(statuses) is asks


def test_the_numbers_of_a_wheel_count_what_was_asked_for() -> None:
    rows = [state(x, "MLI", s) for x, s in (("a", "active"), ("b", "planned"), ("c", "suspended"), ("d", "planned"))]
    made = [engagement("a"), engagement("b"), engagement("c"), engagement("d", reach="region")]
    wheel = one(rows, *made)
    assert (wheel.own_open, wheel.region_open, wheel.open) == (3, 1, 4)
    assert wheel.numbers(()) == wheel.numbers(("active", "planned")) == (1, 0)
    assert wheel.numbers(("planned", "suspended")) == (3, 1)


def test_a_filter_on_states_that_leaves_nothing_open_hides_the_wheel() -> None:
    wheel = one([state("a", "MLI", "planned")], engagement("a"))
    empty = one([state("a", "MLI", "ended")], engagement("a"))
    for asked in (Filter(), Filter(text="x", instrument=("security",))):
        assert wheel.drawn(asked) and empty.drawn(asked)
    for facet, word in (("status", "planned"), ("decision", "planned"), ("confidence", "verified"), ("document", "x")):
        asked = Filter().with_values(facet, (word,))
        assert wheel.drawn(asked) and not empty.drawn(asked), facet
    # One document alone leaves out what others state: where it states nothing open, that is no nought.
    assert wheel.drawn(Filter(), "x") and not empty.drawn(Filter(), "x")


def test_a_decision_asks_for_the_statuses_that_it_stands_behind() -> None:
    made = small(
        engagements=(engagement("a"),),
        periods=(
            period("a.1", "planned", "2020", decision="decided"),
            period("a.2", "active", "2021", decision="intended"),
            period("a.3", "exploring", "2022", decision="decided"),
        ),
        citations=(), sites=(), conflicts=(), texts=(),
    )  # fmt: skip
    assert asked_statuses(Filter(), made) == ()
    assert asked_statuses(Filter(status=("ended",)), made) == ("ended",)
    assert set(asked_statuses(Filter(decision=("decided",)), made)) == {"planned", "exploring"}
    assert asked_statuses(Filter(decision=("intended",)), made) == ("active",)
    assert asked_statuses(Filter(status=("planned",), decision=("decided",)), made) == ("planned",)
    assert asked_statuses(Filter(status=("suspended",), decision=("decided",)), made) == ("suspended",)


def test_what_is_first_documented_is_counted_in_its_part() -> None:
    rows = [state("a", "MLI", "active"), state("b", "MLI", "active"), state("b", "NER", "active")]
    wheel = one(rows, engagement("a"), engagement("b"), new=frozenset({("b", "MLI")}))
    assert wheel.segments[1].own.new == (1, 0, 0, 0)
    assert one(rows, engagement("a"), engagement("b"), new=frozenset({("b", "NER")})).segments[1].own.new == (
        0,
        0,
        0,
        0,
    )


def test_a_country_that_is_not_asked_for_has_no_wheel() -> None:
    rows = [state("a", "MLI", "active"), state("a", "NER", "active")]
    assert list(wheels(rows, atlas_of(engagement("a")), ("NER",))) == ["NER"]


def test_distinct_counts_engagements_not_rows() -> None:
    rows = [state("a", "MLI", "active"), state("a", "NER", "active"), state("b", "NER", "ended")]
    assert distinct(rows, v.RUNNING) == 1
    assert distinct(rows, ("ended",)) == 1
    assert distinct(rows, v.STATUSES) == 2


def test_an_empty_storey_is_not_open() -> None:
    assert not Storey().open
    assert Storey((0, 0, 0, 1)).open


def test_mauritania_has_nothing_of_its_own_on_the_day_of_the_letter(atlas: Any) -> None:
    shown = resolve(Scene(), atlas)
    assert {iso3: (w.own, w.region) for iso3, w in shown.wheels.items() if iso3 in ("MRT", "CIV")} == {
        "MRT": (0, 12),
        "CIV": (2, 1),
    }
    security = {iso3: w.segments[1] for iso3, w in shown.wheels.items()}
    assert security["CIV"].own.counts[:3] == (0, 0, 0), "what Côte d'Ivoire has of its own is planned or explored"
    assert security["CIV"].running == 1
    assert not security["MRT"].own.open


def test_the_parts_add_up_to_the_rows_on_every_month(atlas: Any) -> None:
    for year in range(2012, 2027):
        for month in ("03", "12"):
            for wheel in resolve(Scene(date=f"{year}-{month}"), atlas).wheels.values():
                assert wheel.own + wheel.region == wheel.running
                for segment in wheel.segments:
                    for reach, storey in segment.storeys:
                        mine = [r for r in segment.rows if atlas.engagement(r.engagement_id).reach == reach]
                        assert storey.counts == tuple(
                            len({r.engagement_id for r in mine if PART_OF.get(r.status) == part}) for part in PARTS
                        )
