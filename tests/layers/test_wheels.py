"""Wheels count their rows: by country, instrument, reach and status."""

from __future__ import annotations

from typing import Any

import pytest

from layers import vocabulary as v
from layers.engagements import State
from layers.resolve import resolve
from layers.scene import Scene
from layers.wheels import PART_OF, PARTS, Storey, distinct, wheels
from tests.layers.small import engagement, small


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


def test_a_part_is_stale_when_each_of_its_rows_was_last_stated_earlier() -> None:
    ab = engagement("a"), engagement("b")
    stale = one([state("a", "MLI", "active", carried_forward=True), state("b", "MLI", "active", projected=True)], *ab)
    mixed = one([state("a", "MLI", "active", carried_forward=True), state("b", "MLI", "active")], *ab)
    assert stale.segments[1].own.stale == (True, False, False, False)
    assert mixed.segments[1].own.stale == (False, False, False, False)


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
