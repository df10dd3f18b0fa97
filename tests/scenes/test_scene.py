"""The scene and its life as a query string."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import AtlasError
from sahel_atlas.records.filters import FACETS, Filter
from sahel_atlas.records.rows import Country, Tables
from sahel_atlas.records.words import languages
from sahel_atlas.scenes.link import EMPTIED, LIST_LIMIT, read_parts, valid_date
from sahel_atlas.scenes.names import Names
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import (
    COMPARE_MODES,
    FILLS,
    GRAMMAR,
    GROUPINGS,
    LAYER_IDS,
    QUERY_KEYS,
    TABS,
    THEMES,
    Scene,
    View,
    read_query,
)

FIRST, LAST = (date.fromisoformat(day) for day in Tables().window)
days = st.integers(0, (LAST - FIRST).days).map(lambda n: (FIRST + timedelta(days=n)).isoformat())
dates = st.one_of(days, days.map(lambda day: day[:7]))
free = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)


def some(words: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(words), unique=True, max_size=4).map(tuple)


def values_of(facet: Any) -> st.SearchStrategy[tuple[str, ...]]:
    return some(facet.words) if facet.words else st.lists(free, unique=True, max_size=3).map(tuple)


filters = st.builds(Filter, text=free | st.just(""), **{facet.name: values_of(facet) for facet in FACETS})
views = st.builds(
    View,
    lon=st.floats(-180, 180).map(lambda x: round(x, 2)),
    lat=st.floats(-85, 85).map(lambda x: round(x, 2)),
    zoom=st.floats(0, 18).map(lambda x: round(x, 2)),
)
references = st.builds(lambda kind, name: f"{kind}:{name}", st.sampled_from(("country", "engagement", "site")), free)
scenes = st.builds(
    Scene,
    date=dates,
    to=dates | st.just(""),
    known=days | st.just(""),
    stated=free | st.just(""),
    filter=filters,
    layers=some(LAYER_IDS),
    view=views | st.none(),
    selection=st.lists(references, unique=True, max_size=3).map(tuple),
    tab=st.sampled_from(TABS),
    date2=dates | st.just(""),
    known2=days | st.just(""),
    compare=st.sampled_from(COMPARE_MODES),
    by=st.sampled_from(GROUPINGS),
    fill=st.sampled_from(("", *FILLS)),
    lang=st.sampled_from(languages()),
    theme=st.sampled_from(THEMES),
)


@given(scenes)
def test_a_scene_comes_back_from_its_link(scene: Scene) -> None:
    back, dropped = read_query(scene.to_query())
    assert dropped == ()
    assert back == scene


@given(st.text(max_size=200))
def test_any_text_is_read_as_far_as_it_goes(text: str) -> None:
    scene, dropped = read_query(text)
    assert read_query(scene.to_query()) == (scene, ())
    assert all(part.reason for part in dropped)


@given(scenes, st.sampled_from(("date=2023-02-30", "instrument=trade", "colour=red", "view=1,2", "tab=cellar")))
def test_one_broken_part_takes_nothing_with_it(scene: Scene, part: str) -> None:
    key = part.partition("=")[0]
    kept = [other for other in scene.to_query().split("&") if not other.startswith(f"{key}=")]
    back, dropped = read_query("&".join([*kept, part]))
    assert [drop.key for drop in dropped] == [key]
    assert back == read_query("&".join(kept))[0]


def test_the_default_is_short_and_versioned() -> None:
    assert Scene().to_query() == "v=1"
    assert Scene.from_query("") == Scene()
    assert Scene.from_query("?v=1") == Scene()


def test_an_emptied_list_is_not_the_default() -> None:
    scene = replace(Scene(), layers=())
    assert "layers=" in scene.to_query()
    assert Scene.from_query(scene.to_query()).layers == ()


def test_only_a_list_that_holds_something_by_default_can_be_emptied() -> None:
    plain = Scene().to_dict()
    assert set(EMPTIED) == {key for key in GRAMMAR.lists if plain[key]}
    for key in QUERY_KEYS:
        scene, dropped = read_query(f"{key}=")
        assert [part.key for part in dropped] == ([] if key in EMPTIED else [key]), key
        assert scene.to_query() == (f"v=1&{key}=" if key in EMPTIED else "v=1")


def test_an_empty_value_between_others_is_told_and_takes_nothing_with_it() -> None:
    scene, (dropped,) = read_query("status=active,,ended")
    assert scene.filter.status == ("active", "ended")
    assert str(dropped) == "status=: expected a value, got an empty one; leave this part out, or write a value"


def test_values_with_an_encoded_comma_between_them_are_several() -> None:
    valid = {"country": ("CIV", "NER", "NGA"), "document": ("a, b", "a", "c")}
    for said in ("NER%2CCIV", "Niger%2C%20Ivoorkust", "NER,CIV"):
        assert read_parts(f"country={said}", GRAMMAR, valid, NAMES) == ({"country": ("NER", "CIV")}, ())
    assert read_parts("document=a%2C%20b,c", GRAMMAR, valid, NAMES) == ({"document": ("a, b", "c")}, ())
    found, (dropped,) = read_parts("country=NER%2CNigerr", GRAMMAR, valid, NAMES)
    assert (found, dropped.value) == ({"country": ("NER",)}, "Nigerr")
    assert read_parts("status=" + "active%2C" * 300, GRAMMAR, {})[1][0].expected == f"at most {LIST_LIMIT} values"


def test_no_name_of_a_country_is_two_others_with_a_comma_between(atlas: Any) -> None:
    names, valid = Names.of(atlas.tables), atlas.values["country"]
    said = [name for c in atlas.tables.countries for name in (c.iso3, c.name_en, c.name_nl)]
    assert [(a, b) for a in said for b in said if names.code("country", f"{a},{b}", valid) in valid] == []


def test_another_version_and_doubles_are_told() -> None:
    _, dropped = read_query("v=9&date=2023-07&date=2023-08")
    assert [(part.key, part.value) for part in dropped] == [("v", "9"), ("date", "2023-08")]


def test_a_dropped_part_says_in_one_sentence_what_was_expected_what_came_and_what_to_do() -> None:
    _, dropped = read_query("view=1,2&date=2023-13-41&tab=cellar&colour=red&layers=relieff")
    assert [str(part).replace(", ".join(QUERY_KEYS), "…").replace(", ".join(LAYER_IDS), "…") for part in dropped] == [
        "view=1,2: expected lon,lat,zoom, got '1,2'; write for example 2.00,18.00,4.50",
        "date=2023-13-41: expected a month YYYY-MM or a day YYYY-MM-DD that exists, got '2023-13-41'; "
        "write the date in full, for example 2023-12-01",
        "tab=cellar: expected one of map, table, timeline, compare, route, got 'cellar'; choose one of these",
        "colour=red: expected a part that can be read, one of …, got 'colour'; leave it out, or write one of these",
        "layers=relieff: expected one of …, got 'relieff'; write relief",
    ]


def test_the_one_document_of_a_link_must_be_one_of_the_atlas(atlas: Any) -> None:
    assert read_query("stated=kst-29237-201", atlas.values) == (Scene(stated="kst-29237-201"), ())
    scene, (dropped,) = read_query("stated=kst-29237-202", atlas.values)
    assert scene == Scene()
    assert dropped.do.startswith("write kst-29237-20") and dropped.do.count(" or ") == 2


def test_a_piece_of_an_id_gets_the_ids_with_it(atlas: Any) -> None:
    for part in ("stated=kst", "document=KST"):
        _, (dropped,) = read_query(part, atlas.values)
        assert dropped.do.count("kst-") == 3 and dropped.do.startswith("write kst-")


NAMES = Names.of(Tables(countries=(Country(1, "CIV", "Côte d'Ivoire", "Ivoorkust"), Country(2, "NER", "Niger", "Niger"),
                                   Country(3, "NGA", "Nigeria", "Nigeria"))))  # fmt: skip


@pytest.mark.parametrize("said", ["CIV", "civ", "Ivoorkust", "Côte d'Ivoire", "COTE D’IVOIRE", "ivory coast"])
def test_a_country_goes_by_any_of_its_names(said: str) -> None:
    valid = {"country": ("CIV", "NER", "NGA")}
    assert read_parts("country=" + said.replace(" ", "%20"), GRAMMAR, valid, NAMES) == ({"country": ("CIV",)}, ())


def test_a_name_that_no_country_has_gets_the_nearest_ones_and_only_valid_ones() -> None:
    _, (dropped,) = read_parts("country=Nigerr", GRAMMAR, {"country": ("CIV", "NER", "NGA")}, NAMES)
    assert dropped.do == "write NER for Niger or NGA for Nigeria"
    _, (dropped,) = read_parts("lead=Niger", GRAMMAR, {"lead": ("EU", "UN")}, NAMES)
    assert (dropped.expected, dropped.do) == ("one of EU, UN", "choose one of these")
    assert read_parts("lead=VN", GRAMMAR, {"lead": ("EU", "UN")}, NAMES)[0] == {"lead": ("UN",)}


def test_open_facets_are_checked_against_the_atlas(atlas: Any) -> None:
    scene, dropped = read_query("country=NER,XXX&selection=country:NER,country:XXX", atlas.values)
    assert scene.filter.country == ("NER",)
    assert scene.selection == ("country:NER",)
    assert [part.value for part in dropped] == ["XXX", "country:XXX"]


@pytest.mark.parametrize(
    ("text", "day_only", "says"),
    [
        ("2023", False, "a month YYYY-MM or a day"),
        ("2023-12", True, "a day as YYYY-MM-DD"),
        ("2011-12-31", False, "from 2012-01-01 to 2026-12-31"),
        ("2023-06-31", False, "that exists"),
    ],
)
def test_dates_that_cannot_be_shown(text: str, day_only: bool, says: str) -> None:
    with pytest.raises(AtlasError, match=says):
        valid_date(text, Tables().window, day_only=day_only)


def test_every_field_has_a_place_in_the_link() -> None:
    assert set(QUERY_KEYS) == set(Scene().to_dict())


def test_the_day_of_a_scene() -> None:
    assert Scene(date="2023-12", known="2023-12-01").day == date(2023, 12, 1)
    assert Scene(date="2023-12").day == date(2023, 12, 31)
    assert Scene().at("2023-07").date == "2023-07"
    assert Scene().at("2023-07", "2023-07-15").known == "2023-07-15"


def test_resolve_is_found_beside_the_scene(atlas: Any) -> None:
    assert resolve(Scene(), atlas).scene == Scene()
