"""The engagements that people ask for by name: found in both languages, and in the right state on the right day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sahel_atlas.records.vocabulary import LETTER_DATE, NOT_RECORDED
from sahel_atlas.scenes.search import entries, search

NONE = "-"
"""Nothing had begun, and nothing says that it had."""
UNKNOWN = NOT_RECORDED
"""Documented only later, with no start on record."""

NAMES: tuple[tuple[str, str, str], ...] = (
    ("MINUSMA", "minusma-mission", "minusma-nl"),
    ("EUTM Mali", "eutm-mali-mission", "eutm-mali-nl"),
    ("EUCAP Sahel Mali", "eucap-sahel-mali-mission", "eucap-sahel-mali-nl"),
    ("EUCAP Sahel Niger", "eucap-sahel-niger-mission", "eucap-sahel-niger-nl"),
    ("EUMPM Niger", "eumpm-niger-mission", "eumpm-niger-nl"),
    ("AILCT", "ailct-initiative", "ailct-nl"),
    ("CSSM", "cssm-initiative", "cssm-nl"),
    ("GPOI", "gpoi-programme", "gpoi-togo-nl"),
    ("Flintlock", "flintlock-series", "flintlock-2024-nl"),
    ("ambassade Ouagadougou", "post-ouagadougou", "post-ouagadougou"),
    ("embassy Ouagadougou", "post-ouagadougou", "post-ouagadougou"),
    ("ambassade Niamey", "post-niamey", "post-niamey"),
    ("embassy Niamey", "post-niamey", "post-niamey"),
    ("kantoor N'Djamena", "post-ndjamena", "post-ndjamena"),
    ("office in N’Djamena", "post-ndjamena", "post-ndjamena"),
)

# Engagement, country -> state by day, everything known. Each day is one on which something turns, or its eve.
STATES: dict[tuple[str, str], dict[str, str]] = {
    ("minusma-mission", "MLI"): {
        "2013-04-24": NONE,
        "2013-04-25": "planned",
        "2013-07-01": "active",
        "2023-06-29": "active",
        "2023-06-30": "scaled_down",
        "2023-12-30": "scaled_down",
        "2023-12-31": "ended",
    },
    ("minusma-nl", "MLI"): {
        "2013-10-31": NONE,
        "2013-11-01": "planned",
        "2014-01-06": "active",
        "2019-04-30": "active",
        "2019-05-01": "scaled_down",
        "2021-11-15": "active",
        "2022-05-01": "scaled_down",
        "2023-10-30": "scaled_down",
        "2023-10-31": "ended",
        "2023-12-01": "ended",
    },
    ("eutm-mali-mission", "MLI"): {
        "2013-02-17": "planned",
        "2013-02-18": "active",
        "2020-04-03": "scaled_down",
        "2020-08-26": "suspended",
        "2020-11-01": "active",
        "2022-04-11": "adapted",
        "2023-12-01": "adapted",
        "2024-05-17": "ended",
    },
    ("eutm-mali-nl", "MLI"): {
        "2013-06-24": "planned",
        "2013-07-01": "active",
        "2023-10-30": "active",
        "2023-10-31": "suspended",
        "2023-12-01": "suspended",
        "2024-05-17": "ended",
    },
    ("eucap-sahel-mali-mission", "MLI"): {
        "2014-04-14": NONE,
        "2014-04-15": "planned",
        "2015-01-14": "planned",
        "2015-01-15": "active",
        "2020-08-26": "suspended",
        "2020-11-01": "active",
        "2022-04-11": "adapted",
        "2023-01-11": "active",
        "2024-12-31": "active",
    },
    ("eucap-sahel-mali-nl", "MLI"): {"2015-12-30": UNKNOWN, "2015-12-31": "active", "2023-12-01": "active"},
    ("eucap-sahel-niger-mission", "NER"): {
        "2012-07-15": NONE,
        "2012-07-16": "planned",
        "2012-08-01": "active",
        "2023-07-28": "active",
        "2023-07-29": "suspended",
        "2023-12-01": "suspended",
        "2024-09-29": "suspended",
        "2024-09-30": "ended",
    },
    ("eucap-sahel-niger-nl", "NER"): {
        "2018-09-17": UNKNOWN,
        "2018-09-18": "active",
        "2023-08-03": "active",
        "2023-08-04": "suspended",
        "2023-12-01": "suspended",
        "2024-09-30": "ended",
    },
    ("eumpm-niger-mission", "NER"): {
        "2022-12-11": NONE,
        "2022-12-12": "planned",
        "2023-02-20": "active",
        "2023-07-29": "suspended",
        "2024-06-29": "suspended",
        "2024-06-30": "ended",
    },
    ("eumpm-niger-nl", "NER"): {
        "2023-06-04": UNKNOWN,
        "2023-06-05": "exploring",
        "2023-07-26": "exploring",
        "2023-07-27": "suspended",
        "2023-12-01": "suspended",
        "2024-06-30": "ended",
    },
    ("ailct-initiative", "CIV"): {"2017-10-31": NONE, "2017-11-01": "planned", "2021-06-10": "active"},
    ("ailct-nl", "CIV"): {
        "2022-07-11": UNKNOWN,
        "2022-07-12": "active",
        "2023-11-30": "active",
        "2023-12-01": "planned",
        "2024-01-07": "planned",
        "2024-01-08": "active",
    },
    ("cssm-initiative", "TGO"): {"2023-03-31": NONE, "2023-04-01": "active", "2023-12-01": "active"},
    ("cssm-nl", "BEN"): {"2023-11-30": UNKNOWN, "2023-12-01": "planned", "2024-12-31": "planned"},
    ("gpoi-programme", ""): {"2012-01-01": "active", "2023-12-01": "active"},
    ("gpoi-programme", "TGO"): {"2023-11-30": UNKNOWN, "2023-12-01": "active"},
    ("gpoi-togo-nl", "TGO"): {
        "2022-12-31": NONE,
        "2023-01-01": "active",
        "2023-11-30": "active",
        "2023-12-01": "ended",
    },
    ("gpoi-chad-nl", "TCD"): {"2022-12-31": NONE, "2023-06-30": "active", "2023-12-01": "ended"},
    ("flintlock-series", ""): {"2012-01-01": "active", "2023-12-01": "active"},
    ("flintlock-2018-nl", "SEN"): {"2018-04-08": NONE, "2018-04-09": "active", "2018-04-20": "ended"},
    ("flintlock-2019-nl", "MRT"): {"2019-02-17": NONE, "2019-02-18": "active", "2019-03-01": "ended"},
    ("flintlock-2020-nl", "SEN"): {"2020-02-16": NONE, "2020-02-17": "active", "2020-02-28": "ended"},
    ("flintlock-2024-nl", ""): {
        "2023-11-30": UNKNOWN,
        "2023-12-01": "planned",
        "2024-05-12": "planned",
        "2024-05-13": "active",
        "2024-05-24": "ended",
    },
    ("flintlock-2024-nl", "GHA"): {"2024-05-12": NONE, "2024-05-13": "active", "2024-05-24": "ended"},
    ("post-ouagadougou", "BFA"): {
        "2013-06-29": "active",
        "2013-06-30": "ended",
        "2018-07-01": "planned",
        "2019-12-16": "active",
        "2023-12-01": "active",
    },
    ("post-niamey", "NER"): {
        "2018-10-30": NONE,
        "2018-10-31": "active",
        "2023-08-01": "active",
        "2023-08-02": "scaled_down",
        "2023-12-01": "scaled_down",
        "2025-09-08": "scaled_down",
        "2025-09-09": "active",
    },
    ("post-ndjamena", "TCD"): {
        "2018-06-30": NONE,
        "2018-07-01": "planned",
        "2019-01-01": "active",
        "2023-12-01": "active",
    },
}

# What was not public yet on 1 December 2023: later days show the last known state, marked as projected.
LETTER_ONLY: dict[tuple[str, str], dict[str, str]] = {
    ("minusma-mission", "MLI"): {"2023-12-31": "ended"},  # fixed beforehand by the Security Council
    ("eutm-mali-mission", "MLI"): {"2024-06-01": "adapted"},
    ("eutm-mali-nl", "MLI"): {"2024-06-01": "suspended"},
    ("eucap-sahel-niger-nl", "NER"): {"2024-10-01": "suspended"},
    ("eumpm-niger-mission", "NER"): {"2024-07-01": "suspended"},
    ("ailct-nl", "CIV"): {"2024-02-01": "planned"},
    ("flintlock-2024-nl", ""): {"2024-05-20": "planned"},
}


@pytest.fixture(scope="module")
def index(atlas: Any) -> Any:
    return entries(atlas)


@pytest.mark.parametrize(("name", "mission", "share"), NAMES)
def test_found_by_name_with_the_dutch_share_beside_it(
    index: Any, atlas: Any, name: str, mission: str, share: str
) -> None:
    found = [entry.ref for entry in search(index, name)]
    assert f"engagement:{mission}" in found[:3], found
    own = atlas.engagement(share)
    assert own.subject == "NL"
    assert mission in (share, own.parent_id)
    country = own.countries_iso3[0] if own.countries_iso3 else ""
    assert {(mission, country), (share, country)} & set(STATES)


@pytest.mark.parametrize(
    "name", ["Central Mediterranean route", "Centrale Middellandse Zeeroute", "centrale mediterrane"]
)
def test_the_route_is_found_by_name_and_has_one_figure_a_year(index: Any, atlas: Any, name: str) -> None:
    assert search(index, name)[0].ref == "route:central-mediterranean"
    # Frontex: the settled figure of the annual tables to 2020, the first yearly count from 2021 on.
    figures = [atlas.detections(date(year, 12, 31)).value for year in (2016, 2021, 2022)]
    assert figures == [181_376, 65_362, 102_529]
    frame = atlas.frame("routes", "2016-12-31")
    assert set(frame["detections"]) == {181_376}, "the figure is the route's and stands on no single leg"


def state_of(atlas: Any, engagement: str, country: str, day: str, known: str = "") -> tuple[str, bool]:
    for state in atlas.as_of(day, known or None):
        if (state.engagement_id, state.country) == (engagement, country):
            return state.status, state.projected
    unknown = (engagement, country) in atlas.clock(known).not_recorded(date.fromisoformat(day))
    return (UNKNOWN if unknown else NONE), False


@pytest.mark.parametrize(("engagement", "country"), STATES)
def test_the_state_on_the_days_that_decide(atlas: Any, engagement: str, country: str) -> None:
    wanted = STATES[engagement, country]
    assert {day: state_of(atlas, engagement, country, day)[0] for day in wanted} == wanted


@pytest.mark.parametrize(("engagement", "country"), LETTER_ONLY)
def test_the_letters_clock_knows_nothing_later_and_says_so(atlas: Any, engagement: str, country: str) -> None:
    for day, status in LETTER_ONLY[engagement, country].items():
        assert state_of(atlas, engagement, country, day, LETTER_DATE) == (status, True), day


@pytest.mark.parametrize(("engagement", "country"), STATES)
def test_on_its_own_day_the_letters_clock_says_the_same(atlas: Any, engagement: str, country: str) -> None:
    both = [state_of(atlas, engagement, country, LETTER_DATE, known) for known in ("", LETTER_DATE)]
    assert both[0] == both[1]
