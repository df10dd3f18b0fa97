"""The tables that stand for rules: every word is one of its vocabulary, every number the one that Python works by."""

from __future__ import annotations

from typing import Any

import pytest

from layers.atlas import Atlas
from sahel_atlas.contract.payload import payload
from sahel_atlas.contract.rules import MEANS, TIERS, change_rules, facets
from sahel_atlas.exports.plate import events as drawn_events
from sahel_atlas.exports.plate.routes import FULL_WIDTH, arrow_width
from sahel_atlas.marks import events, routes, sites
from sahel_atlas.marks.wheels import PART_OF
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.check.keys import WORDS as KEYS
from sahel_atlas.records.check.series import MEMBERS
from sahel_atlas.records.clock.changes import GROUPS, STATUSES, UNITS, group_of, is_apart, unit_of
from sahel_atlas.scenes.scene import WORDS

VOCABULARY: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("counts", "component"), v.COUNTED),
    **dict.fromkeys(("dutch", "mission", "around"), v.SUBJECTS),
    **dict.fromkeys(("own", "region"), v.REACHES),
    **dict.fromkeys(("suspended", "ended"), v.STATUSES),
    **dict.fromkeys(("undated", "exact"), v.PRECISIONS),
    **dict.fromkeys(("on", "after", "by"), v.RELATIONS),
    **dict.fromkeys(("open", "unrecorded", "mixed"), sites.SITE_STATES),
    **dict.fromkeys(("coup", "calm"), v.COUNTRY_STATES),
    "silent": STATUSES,
    "inferred": v.CONFIDENCES,
    "stated": v.GOAL_BASES,
    "unsure": v.CONFIDENCES,
    "verified": v.ADDRESS_CONFIDENCES,
    "primary": v.CITATION_ROLES,
    "major": v.YES_NO,
    "published": v.KNOWN_BASES,
    "unread": KEYS["documents", "kind"],
    "nowhere": v.PLACE_BASES,
    "letter": events.KINDS,
    "sea": v.LEG_KINDS,
}


@pytest.fixture(scope="module")
def sent(atlas: Atlas) -> Any:
    return payload(atlas)


def test_every_word_that_a_rule_asks_for_is_one_of_its_vocabulary() -> None:
    assert set(VOCABULARY) == set(MEANS)
    assert {name for name, word in MEANS.items() if word not in VOCABULARY[name]} == set()
    assert MEANS["coup"] in events.KINDS and MEANS["sea"] in v.LEG_STAGES and MEANS["inferred"] in v.GOAL_BASES
    assert len(set(v.SUBJECTS) - {MEANS["dutch"], MEANS["mission"], MEANS["around"]}) == 0


def test_the_words_are_those_that_python_works_by() -> None:
    assert unit_of(MEANS["dutch"], MEANS["counts"]) == "counted"
    assert unit_of(MEANS["mission"], "no") == "missions"
    assert MEANS["ended"] not in v.OPEN and MEANS["suspended"] not in v.RUNNING
    assert PART_OF[MEANS["suspended"]] == "suspended"
    assert sites.mark_state(["open", "planned"]) == MEANS["mixed"]
    assert (MEANS["own"], MEANS["region"]) == v.REACHES


def test_conditions_are_decided_by_their_texts(atlas: Atlas) -> None:
    rule = next(f for f in facets() if "about" in f)
    assert (rule["name"], rule["about"], len(rule["words"])) == ("conditions", "conditions", 2)
    for e in atlas.tables.engagements:
        told = bool(atlas.texts(e.engagement_id, rule["about"]))
        assert atlas.facet_values(rule["name"], e) == (rule["words"][0 if told else 1],)


def test_last_source_has_the_word_for_what_is_late_second() -> None:
    words = next(f["words"] for f in facets() if f["name"] == "last_source")
    assert words == v.LAST_SOURCES and words[True] == "earlier"


def test_tiers_are_those_of_the_countries_and_their_groups(atlas: Atlas) -> None:
    tiers = {one["tier"]: one for one in TIERS}
    assert {c.tier for c in atlas.tables.countries if c.tier} == set(tiers)
    for country in atlas.tables.countries:
        if country.tier:
            assert tiers[country.tier]["focus"] == (country.iso3 in v.FOCUS)
    for one in TIERS:
        if "group" in one:
            mine = {c.iso3 for c in atlas.tables.countries if c.tier == one["tier"]}
            assert mine == set(MEMBERS[one["group"]])


def test_events_have_their_sign_and_major_ones_a_pin(atlas: Atlas, sent: Any) -> None:
    rows = {row["event_id"]: row for *_, row in sent["tables"]["events"]}
    for event in atlas.tables.events:
        row = rows[event.event_id]
        assert row["sign"] == (event.category if event.category in ("coup", "letter") else "other")
        assert row.get("pin", False) == (event.major == "yes" or row["sign"] != "other")
    assert sent["eventRules"] == {"recent": drawn_events.RECENT_DAYS, "near": 60}


def test_charts_hold_what_is_shown_and_no_sum_beside_its_parts(sent: Any) -> None:
    totals = [row for *_, row in sent["tables"]["totals"]]
    charted = [row for row in totals if row.get("chart")]
    assert {row["show"] for row in charted} == {"yes"}
    assert routes.ROUTE_SUM in {row["route"] for row in totals}
    assert routes.ROUTE_SUM not in {row["route"] for row in charted}
    # One figure speaks for a period: the page takes it without a choice.
    keys = [(row["route"], row["metric"], row["period_type"], row["period"]) for row in charted]
    assert len(keys) == len(set(keys))
    assert {row["value_quality"] for row in totals if row.get("first_count")} == {
        *("preliminary", "preliminary rounded", "preliminary, as published then")
    }


def test_the_arrow_has_its_full_width_at_the_figure_that_is_sent(atlas: Atlas, sent: Any) -> None:
    rule = sent["routeRules"]
    assert arrow_width(rule["full"], 1.0) == FULL_WIDTH
    mine = [row for *_, row in sent["tables"]["totals"] if "arrow" in row]
    assert {row["route"] for row in mine} == {rule["main"]}
    assert rule["ref"] in atlas.values["selection"]
    assert int(rule["risen"]) in {row["arrow"] for row in mine}


def test_light_legs_are_those_beside_the_route(atlas: Atlas, sent: Any) -> None:
    light = {row["leg_id"] for *_, row in sent["tables"]["legs"] if row.get("light")}
    assert light == {leg.leg_id for leg in atlas.tables.route_legs if leg.stage in ("feeder", "context")}


def test_places_known_by_their_region_alone_are_approximate(atlas: Atlas, sent: Any) -> None:
    rough = {i for i, row in sent["places"].items() if row.get("approximate")}
    assert rough == {p.place_id for p in atlas.tables.places if p.coord_precision != "town centre"}


def test_roles_say_whose_symbol_they_have(sent: Any) -> None:
    assert [one["role"] for one in sent["roles"]] == list(sites.ROLES)
    assert set(sites.ROLES) == set(v.SITE_ROLES)
    assert {one["role"]: one["symbol"] for one in sent["roles"]}["office"] == "embassy"


def test_choices_are_the_words_of_a_scene(sent: Any) -> None:
    assert sent["choices"] == {name: WORDS[name] for name in sent["choices"]}
    assert set(sent["choices"]) == set(WORDS) - {f["name"] for f in facets()} - {"change", "lang"}


def test_matrices_of_a_comparison_say_what_the_functions_say() -> None:
    made = change_rules()
    for matrix, apart, known in (
        (made["time"], made["apart"]["time"], False),
        (made["known"], made["apart"]["known"], True),
    ):
        for i, before in enumerate(STATUSES):
            for j, after in enumerate(STATUSES):
                position = matrix[i][j]
                assert (GROUPS[position] if position >= 0 else "") == group_of(before, after, known=known)
                assert apart[i][j] == is_apart(before, after, known=known)
    words = {made["unit"][subject][counted] for subject in v.SUBJECTS for counted in v.COUNTED}
    assert words == set(UNITS) and made["unit"]["NL"]["yes"] == unit_of("NL", "yes") == "counted"
