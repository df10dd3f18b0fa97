"""A symbol at a place tells what its own rows tell."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from sahel_atlas.contract.payload import epoch_day, payload
from sahel_atlas.marks.sites import SITE_STATES, is_dated, mark_state, site_holds, site_layer, site_state
from sahel_atlas.records.clock.periods import held_days
from sahel_atlas.records.filters import Filter
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import LAYER_IDS, Scene
from tests.small import LETTER, cite, period, site, small, tables

ALL = Filter(subject=("NL", "mission", "context"))


def marks(day: str, **values: Any) -> dict[str, tuple[str, list[str]]]:
    atlas = values.pop("atlas", None) or small()
    shown = resolve(Scene(date=day, filter=ALL, layers=LAYER_IDS, **values), atlas)
    return {f"{m.place.place_id} {m.role}": (m.state, [x.site.site_id for x in m.entries]) for m in shown.sites}


def test_the_first_day_of_a_site_counts_and_its_last_date_does_not() -> None:
    one = site("own@gao", start_date="2013-02-18", start_precision="day", end_date="2023-08-25", end_precision="day")
    assert held_days(one) == (date(2013, 2, 18), date(2023, 8, 25))
    assert [site_holds(one, date(2013, 2, d)) for d in (17, 18)] == [False, True]
    assert [site_holds(one, date(2023, 8, d)) for d in (24, 25)] == [True, False]


def test_a_coarse_end_lasts_to_the_end_of_its_month_and_nothing_recorded_excludes_nothing() -> None:
    one = site("own@gao", end_date="2023-10", end_precision="month")
    assert [site_holds(one, day) for day in (date(1990, 1, 1), date(2023, 10, 31), date(2023, 11, 1))] == [
        True,
        True,
        False,
    ]


def test_a_stretch_of_days_touches_a_site_at_both_its_ends() -> None:
    one = site("own@gao", start_date="2023-03-01", start_precision="day", end_date="2023-03-15", end_precision="day")
    assert not site_holds(one, date(2023, 1, 1), date(2023, 2, 28))
    assert site_holds(one, date(2023, 1, 1), date(2023, 3, 1))
    assert site_holds(one, date(2023, 3, 14), date(2023, 4, 1))
    assert not site_holds(one, date(2023, 3, 15), date(2023, 4, 1))


@pytest.mark.parametrize(
    ("site_id", "day"), [("staff@gao", "2019-05-01"), ("own@gao", "2022-08-15"), ("wide@niamey", "2023-12-21")]
)
def test_on_the_day_on_which_a_site_ends_its_mark_is_gone_though_its_engagement_runs_on(site_id: str, day: str) -> None:
    """As at three sites of the record: the engagement has a state that day, so only the site takes the mark away."""
    one = site(site_id, start_date="2016-01-01", start_precision="day", end_date=day, end_precision="day")
    atlas, mark, end = small(sites=(one,)), f"{one.place_id} field_site", date.fromisoformat(day)
    before, after = ((end + timedelta(days=n)).isoformat() for n in (-1, 1))
    for moment, drawn in (("2015-12-31", False), ("2016-01-01", True), (before, True), (day, False), (after, False)):
        assert one.engagement_id in {row.engagement_id for row in atlas.as_of(moment)}
        assert (mark in marks(moment, atlas=atlas)) == drawn, moment
        (sent,) = (row for *_, row in payload(atlas, ())["tables"]["sites"])
        assert (sent["from"] <= epoch_day(date.fromisoformat(moment)) < sent["until"]) == drawn
    assert mark in marks("2015-01-01", to="2016-01-01", atlas=atlas)
    assert mark not in marks("2015-01-01", to="2015-12-31", atlas=atlas)
    assert mark in marks(before, to=after, atlas=atlas)
    assert mark not in marks(day, to=after, atlas=atlas)


@pytest.mark.parametrize(
    ("states", "state"),
    [
        (["open"], "open"),
        (["open", "open"], "open"),
        (["open", "planned"], "mixed"),
        (["suspended", "unrecorded"], "mixed"),
    ],
)
def test_the_state_of_a_mark_is_that_of_its_rows_or_mixed(states: list[str], state: str) -> None:
    assert mark_state(states) == state
    assert state in SITE_STATES


def test_dates_not_recorded_is_not_running() -> None:
    assert marks("2015-06-01")["gao field_site"] == ("mixed", ["own@gao", "staff@gao"])
    atlas = small(sites=(site("staff@gao"),))
    assert marks("2015-06-01", atlas=atlas) == {"gao field_site": ("unrecorded", ["staff@gao"])}
    atlas = small(sites=(site("staff@gao", start_date="2014", start_precision="year"),))
    assert marks("2015-06-01", atlas=atlas)["gao field_site"][0] == "open"


def test_a_post_is_its_engagement_so_its_own_dates_are_recorded() -> None:
    atlas = small()
    by_id = {s.site_id: s for s in atlas.tables.sites}
    assert is_dated(by_id["post-gao@gao"], atlas)
    assert not is_dated(by_id["staff@gao"], atlas)
    assert is_dated(by_id["own@gao"], atlas)
    assert marks("2017-01-01")["gao embassy"] == ("open", ["post-gao@gao"])


def test_suspended_and_planned_rows_are_told_as_such() -> None:
    atlas = small()
    (row,) = [s for s in atlas.as_of("2023-09-01") if (s.engagement_id, s.country) == ("own", "NER")]
    assert site_state(atlas.tables.sites[1], row, atlas) == "suspended"
    assert marks("2023-09-01")["niamey field_site"] == ("suspended", ["own@niamey"])
    assert marks("2023-12-05")["tamale field_site"] == ("planned", ["plan@tamale"])


def test_what_has_ended_or_has_another_country_is_not_at_the_place() -> None:
    assert "gao embassy" not in marks("2024-02-01")
    assert marks("2023-12-05")["gao field_site"] == ("open", ["own@gao"])
    assert "niamey field_site" not in marks("2023-11-01")


def test_beyond_the_frame_every_country_of_the_engagement_stands_at_the_place() -> None:
    atlas = small(sites=(site("own@brussels", start_date="2013-02-18", start_precision="day"),))
    (mark,) = resolve(Scene(date="2023-09-01", layers=LAYER_IDS), atlas).sites
    assert (mark.off_map, mark.state) == (True, "mixed")
    assert sorted(x.row.country for x in mark.entries) == ["MLI", "NER"]
    assert not atlas.off_map(atlas.place("gao"))
    assert len(mark.sites) == 1
    assert mark.rows == tuple(x.row for x in mark.entries)


@pytest.mark.parametrize(
    ("lon", "lat", "off"),
    [
        (-50, 0, False),
        (-50.1, 0, True),
        (60, 0, False),
        (60.1, 0, True),
        (0, -12, False),
        (0, -12.1, True),
        (0, 42, False),
        (0, 42.1, True),
    ],
)
def test_the_frame_of_the_map(lon: float, lat: float, off: bool) -> None:
    from tests.small import place

    assert small().off_map(place("somewhere", "MLI", lon, lat)) == off


def test_layers_decide_which_sites_are_drawn() -> None:
    atlas = small()
    layers = {s.site_id: site_layer(s, atlas) for s in atlas.tables.sites}
    assert layers == {
        "own@gao": "initiatives", "own@niamey": "initiatives", "staff@gao": "missions", "plan@tamale": "initiatives",
        "post-gao@gao": "embassies",
    }  # fmt: skip
    shown = resolve(Scene(date="2017-01-01", filter=ALL, layers=("missions",)), atlas).sites
    assert [x.site.site_id for m in shown for x in m.entries] == ["staff@gao"]
    assert site_layer(site("own@gao", role="office"), atlas) == "embassies"


def test_under_one_document_only_the_places_that_it_names_are_drawn() -> None:
    periods = (*tables().periods, period("plan.0", "exploring", "2023-11-01"))
    assert set(marks("2023-12-05", stated=LETTER)) == {"tamale field_site"}
    cites = (*tables().citations, cite("post-gao.1", LETTER, role="supporting"))
    assert set(marks("2023-12-05", stated=LETTER, atlas=small(citations=cites))) == {"gao embassy", "tamale field_site"}
    assert set(marks("2023-12-05", atlas=small(periods=periods))) == {
        "gao embassy",
        "gao field_site",
        "tamale field_site",
    }


def test_a_mark_is_dated_when_one_of_its_sites_is() -> None:
    shown = resolve(Scene(date="2015-06-01", filter=ALL, layers=LAYER_IDS), small()).sites
    assert {f"{m.place.place_id} {m.role}": m.dated for m in shown} == {
        "gao field_site": True,
        "niamey field_site": True,
    }


def test_a_stretch_shows_every_site_that_stood_in_it() -> None:
    assert set(marks("2023-09-01", to="2023-12-31")) == {
        "gao embassy",
        "gao field_site",
        "niamey field_site",
        "tamale field_site",
    }
    assert set(marks("2012-01-01", to="2012-12-31")) == set()


@pytest.mark.parametrize("day", ["2014-06-01", "2023-06-15", "2023-12-01", "2024-05-15"])
def test_no_mark_of_the_record_says_more_than_its_rows(atlas: Any, day: str) -> None:
    for mark in resolve(Scene(date=day, layers=LAYER_IDS), atlas).sites:
        if mark.state == "open":
            assert {x.row.status for x in mark.entries} <= {"active", "adapted", "scaled_down"}
            assert all(is_dated(x.site, atlas) for x in mark.entries)
        if mark.state in ("suspended", "planned"):
            assert not {x.row.status for x in mark.entries} & {"active", "adapted", "scaled_down"}
