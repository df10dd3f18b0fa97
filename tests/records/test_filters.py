"""Filters: facets narrow, values of one facet widen, words fold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sahel_atlas.records.clock.select import country_values, select
from sahel_atlas.records.filters import (
    FACET,
    FACETS,
    STATE_VALUES,
    Filter,
    fold,
    has_words,
    layer_of,
    matches,
    plain_words,
)
from sahel_atlas.records.rows import Engagement
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene

DAY = date(2023, 12, 1)


def found(atlas: Any, **asked: Any) -> set[tuple[str, str]]:
    rows = select(atlas.as_of(DAY), Filter(**asked), atlas, atlas.country_states(DAY))
    return {(row.engagement_id, row.country) for row in rows}


def test_values_are_alternatives_and_facets_narrow(atlas: Any) -> None:
    security, migration = found(atlas, instrument=("security",)), found(atlas, instrument=("migration",))
    assert found(atlas, instrument=("security", "migration")) == security | migration
    eu = found(atlas, framework=("EU",))
    assert found(atlas, instrument=("security",), framework=("EU",)) == security & eu
    assert security - eu


@pytest.mark.parametrize("facet", [f.name for f in FACETS])
def test_each_facet_parts_the_rows(atlas: Any, facet: str) -> None:
    everything = {"subject": ("NL", "mission", "context")}
    states = atlas.country_states(DAY)
    whole = found(atlas, **everything)
    values = next(f for f in FACETS if f.name == facet).words or atlas.values[facet]
    for value in values:
        mine = found(atlas, **(everything | {facet: (value,)}))
        assert mine <= whole
        for engagement_id, country in mine:
            engagement = atlas.engagement(engagement_id)
            if FACET[facet].level == "engagement":
                assert value in atlas.facet_values(facet, engagement)
            elif facet not in STATE_VALUES:
                assert value in country_values(facet, country, atlas, states)
    assert any(found(atlas, **(everything | {facet: (value,)})) for value in values)


def test_text_needs_every_word_whatever_the_accents(atlas: Any) -> None:
    assert {e for e, _ in found(atlas, text="ambassade ouagadougou")} == {"post-ouagadougou"}
    assert found(atlas, text="COTE d'ivoire") == found(atlas, text="Côte d\u2019Ivoire")
    assert found(atlas, text="ouagadougou nosuchword") == set()


def test_fold_and_matches() -> None:
    assert fold("N\u2019Djamena, Sénégal") == "n'djamena, senegal"
    assert matches((), ("a",))
    assert matches(("a", "b"), ("b",))
    assert not matches(("a",), ())


def test_layer_of_each_kind() -> None:
    layers = {kind: layer_of(Engagement(kind=kind)) for kind in ("post", "mission", "contribution", "training")}
    assert layers == {
        "post": "embassies",
        "mission": "missions",
        "contribution": "missions",
        "training": "initiatives",
    }


def test_asked_names_what_differs() -> None:
    asked = Filter(instrument=("security",), text="x")
    assert asked.asked == ("instrument", "text")
    assert Filter().asked == ()
    assert asked.with_values("goal", ["migration"]).goal == ("migration",)


def test_countries_with_a_coup_can_be_asked_on_any_date(atlas: Any) -> None:
    def ruled(day: str) -> set[str]:
        scene = Scene(date=day, filter=Filter(state=("coup",)))
        return {row.country for row in resolve(scene, atlas).rows}

    assert "NER" not in ruled("2023-07-25")
    assert "NER" in ruled("2023-07-26")
    assert {"MLI", "BFA"} <= ruled("2023-07-01")


def test_short_words_stand_by_themselves_and_longer_ones_begin_a_word() -> None:
    hay = plain_words("De EU-missie, opnieuw: instructeurs in Côte d’Ivoire (2023)")
    assert hay == " de eu missie opnieuw instructeurs in cote d ivoire 2023 "
    assert has_words(hay, "EU")
    assert has_words(hay, "eu missie")
    assert has_words(hay, "miss CÔTE")
    assert has_words(hay, "")
    assert not has_words(hay, "op"), "two letters are a word of their own"
    assert not has_words(hay, "ins"), "so are three"
    assert has_words(hay, "inst"), "four begin one"
    assert not has_words(hay, "structeurs")
    assert not has_words(hay, "eu nergens")


def test_an_empty_facet_asks_nothing() -> None:
    assert matches((), ())
    assert matches(("a", "b"), ("b",))
    assert not matches(("a",), ())
    assert not matches(("a",), ("b",))


def test_what_is_asked_beyond_the_default() -> None:
    assert Filter().asked == ()
    assert Filter(subject=("NL",), text="eu").asked == ("subject", "text")
    assert Filter().with_values("country", ["NER"]) == Filter(country=("NER",))


def test_what_was_last_stated_earlier_can_be_asked_by_itself(atlas: Any) -> None:
    """The letter is the last to speak of much: a month later that is stated earlier, on its own day it is not."""
    for begin, to in (("2023-12-01", ""), ("2024-03", ""), ("2021-06", "2024-03")):
        scene = Scene(date=begin, to=to)
        every = resolve(scene, atlas).rows
        late, now = (resolve(replace(scene, filter=Filter(last_source=(x,))), atlas).rows for x in ("earlier", "later"))
        assert late == tuple(r for r in every if r.carried_forward or r.projected)
        assert now == tuple(r for r in every if not (r.carried_forward or r.projected))
        assert late and (begin == "2024-03" or now)
