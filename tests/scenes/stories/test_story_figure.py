"""Counts and figures of captions on the small atlas: what they read, what they give, and what they refuse."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from geo.errors import AtlasError
from layers.atlas import Atlas
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.filters import Filter
from sahel_atlas.records.rows import Amount
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.stories.count import COUNTS, Count, facet_of
from sahel_atlas.scenes.stories.figure import FIGURES, told
from tests.small import LETTER, small, tables

AUTUMN = Scene(date="2023-12-01")
PLAYED = Scene(date="2023-07", to="2023-09")
AMOUNT = Amount(amount_id="own.a1", engagement_id="own", amount=2.5e6, currency="EUR", known_from="2023-12-01")


@pytest.fixture(scope="module")
def few() -> Atlas:
    return small(amounts=(AMOUNT, replace(AMOUNT, amount_id="own.a2", amount=25_000.0)))


def say(text: str, lang: str, scene: Scene, atlas: Atlas) -> str:
    wrong: list[AtlasError] = []
    said = told(text, lang, scene, atlas, wrong.append)
    assert wrong == []
    return said


def refused(text: str, scene: Scene, atlas: Atlas) -> str:
    wrong: list[AtlasError] = []
    assert told(text, "en", scene, atlas, wrong.append) == text, "what cannot be told stays as it is written"
    assert len(wrong) == 1
    return str(wrong[0])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("running", 3),
        ("running:MLI", 3),
        ("running:NER", 1),
        ("running:security,NER", 1),
        ("running:security,MLI", 2),
        ("running:own", 2),
        ("running:region", 1),
        ("running:post", 1),
        ("running:sahel", 3),
        ("running:GHA", 0),
        ("suspended", 1),
        ("suspended:NER", 1),
        ("suspended:MLI", 0),
        ("planned", 1),
        ("open", 4),
        ("ended:subject=mission", 0),
        ("active:subject=mission@2018-01", 0),
        ("adapted:subject=mission@2018-01", 1),
        ("adapted@2018-01", 0),
        ("running@2014-06", 1),
        ("ended@2024-06", 1),
        ("unresolved@2024-06", 1),
        ("unresolved", 0),
        ("countries", 11),
        ("countries:coup", 1),
        ("countries:suspended", 1),
        ("countries:running,sahel", 3),
        ("countries:open,own", 3),
    ],
)
def test_a_count_is_that_of_its_rows(text: str, number: int, few: Atlas) -> None:
    assert Count.parse(text, few.values).value(AUTUMN, few) == number


def test_a_count_starts_from_what_its_scene_shows(few: Atlas) -> None:
    niger = replace(AUTUMN, filter=Filter(country=("NER",)))
    value = {
        text: Count.parse(text, few.values).value(niger, few) for text in ("running", "running:MLI", "running:all")
    }
    assert value == {"running": 1, "running:MLI": 3, "running:all": 3}
    earlier = replace(AUTUMN, known="2023-07-01")
    assert Count.parse("suspended", few.values).value(earlier, few) == 0, "the pause was not known yet"
    letter = replace(AUTUMN, stated=LETTER)
    counts = {text: Count.parse(text, few.values).value(letter, few) for text in ("running", "suspended", "planned")}
    assert counts == {"running": 0, "suspended": 1, "planned": 1}


def test_a_count_looks_at_the_start_of_a_scene_and_at_its_other_side(few: Atlas) -> None:
    running = {when: Count.parse(f"running:NER{when}", few.values).value(PLAYED, few) for when in ("", "@start")}
    assert running == {"": 1, "@start": 2}
    dates = replace(AUTUMN, date2="2023-01")
    assert Count.parse("running:NER@other", few.values).value(dates, few) == 2
    known = replace(AUTUMN, versus="known", known2="2023-07-01")
    assert Count.parse("suspended@other", few.values).value(known, few) == 0
    later = replace(known, known="2023-06-01")
    with pytest.raises(AtlasError, match=r"a `known2` of 2023-06-01 or before, got 2023-07-01"):
        Count.parse("suspended@other", few.values).value(later, few)
    for when, asked in (("start", "`to`"), ("other", "`date2`")):
        with pytest.raises(AtlasError, match=asked):
            Count.parse(f"running@{when}", few.values).value(AUTUMN, few)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("runing", "write running"),
        ("running:secruity", "write security"),
        ("running:mission", "write subject=mission or kind=mission"),
        ("running:colour=red", "expected one of subject"),
        ("running:goal=peace", "a value of goal: security"),
        ("running:suspended", "write suspended instead of running"),
        ("running@2023-13", "that exists"),
        ("running@1900-01", "from 2012-01-01"),
    ],
)
def test_a_count_that_cannot_be_read_says_what_to_write(text: str, said: str, few: Atlas) -> None:
    with pytest.raises(AtlasError) as caught:
        Count.parse(text, few.values)
    assert said in str(caught.value)


def test_every_word_of_a_count_comes_back_as_it_was_written(few: Atlas) -> None:
    for text in (*COUNTS, "running:all,instrument=security,country=MLI@2023-07", "open:kind=post@start"):
        assert str(Count.parse(text, few.values)) == text
    assert facet_of("kind=mission", few.values) == ("kind", "mission")


def test_a_group_that_was_not_known_yet_is_no_count() -> None:
    late = small(group_names=(replace(tables().group_names[0], known_from="2023-12-01"),))
    with pytest.raises(AtlasError, match=r"a group that was known on 2023-06-01, got sahel; write the countries"):
        Count.parse("running:sahel", late.values).value(Scene(date="2023-05", known="2023-06-01"), late)


@pytest.mark.parametrize(
    ("text", "english", "dutch"),
    [
        ("{running}", "3", "3"),
        ("{suspended:NER|engagement|engagements}", "1 engagement", "1 engagement"),
        ("{running:MLI|loopt|lopen}", "3 lopen", "3 lopen"),
        ("{suspended:MLI|one|none}", "0 none", "0 none"),
        ("{was:running:NER@2023-01}", "2", "2"),
        ("{fewer:running:NER@2023-01|engagement|engagements} fewer", "1 engagement fewer", "1 engagement fewer"),
        ("{more:running@2014-06} more", "2 more", "2 more"),
        ("{status:own,NER}", "largely suspended", "grotendeels opgeschort"),
        ("{status:own,NER@2023-07}", "active", "actief"),
        ("{Status:own,MLI}", "Active", "Actief"),
        ("{since:own,NER}", "since 4 August 2023", "sinds 4 augustus 2023"),
        ("{Since:own,NER@2023-07}", "Since 18 February 2013", "Sinds 18 februari 2013"),
        ("{date:E1}, {on:E1}", "26 July 2023, on 26 July 2023", "26 juli 2023, op 26 juli 2023"),
        ("{On:E2}", "In May 2024", "In mei 2024"),
        ("{year:E1} {month:E1}", "2023 July 2023", "2023 juli 2023"),
        ("{date:kst-29237-201}", "1 December 2023", "1 december 2023"),
        ("{detections:2022}", "102", "102"),
        ("{name:own}", "own", "own"),
        ("{amount:own.a1}", "EUR 2.5 million", "2,5 miljoen euro"),
        ("{amount:own.a2}", "EUR 25,000", "25.000 euro"),
        ("no figure", "no figure", "no figure"),
    ],
)
def test_a_figure_is_told_in_both_languages(text: str, english: str, dutch: str, few: Atlas) -> None:
    assert (say(text, "en", AUTUMN, few), say(text, "nl", AUTUMN, few)) == (english, dutch)


def test_a_beginning_is_told_as_it_is_recorded() -> None:
    first, second, *rest = tables().periods
    after = small(periods=(first, replace(second, start_relation="after"), *rest))
    assert say("{since:own,NER}", "nl", AUTUMN, after) == "na 4 augustus 2023"
    by = small(periods=(first, replace(second, start_relation="by"), *rest))
    assert say("{since:own,NER}", "en", AUTUMN, by) == "by 4 August 2023"
    silent = small(periods=(first, replace(second, start_relation="by", start_precision="not_recorded"), *rest))
    assert "got one that is not recorded" in refused("{since:own,NER}", AUTUMN, silent)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{runing}", "write running"),
        ("{ 7 }", "expected a figure: running, open"),
        ("{running|engagement}", "write {running|engagement|engagements}"),
        ("{status:own,MLI|one|many}", "after a number the words for one and for many"),
        ("{was:running}", "write running@2023-07, or @start"),
        ("{was:running@2023-11}", "another number than the 3 of the scene, got 3"),
        ("{more:running:NER@2023-01}", "more than the 2 of then, got 1 in the scene"),
        ("{fewer:running@2014-06}", "fewer than the 1 of then, got 3 in the scene"),
        ("{status:owm,MLI}", "write own"),
        ("{status:own,GHA}", "an engagement that has a state there and then"),
        ("{date:E9}", "the id of an event or a document with a date"),
        ("{detections:2020}", "a year with a count of detections"),
        ("{detections:twenty}", "a year with a count of detections"),
        ("{name:owm}", "write own"),
        ("{amount:own.a9}", "write own.a"),
    ],
)
def test_a_figure_that_cannot_be_told_says_what_to_write(text: str, said: str, few: Atlas) -> None:
    assert said in refused(text, AUTUMN, few)
    assert text in refused(text, AUTUMN, few), "the figure itself is named"


def test_what_was_not_known_to_the_scene_is_no_figure(few: Atlas) -> None:
    summer = replace(AUTUMN, date="2023-06", known="2023-07-01")
    assert "known on 2023-07-01, got 'E1' in {date:E1}; name another, or choose a later `known`" in refused(
        "{date:E1}", summer, few
    )
    assert "got 'kst-29237-201'" in refused("{date:kst-29237-201}", summer, few)
    assert "the id of an engagement" in refused("{name:plan}", summer, few)
    assert "the id of an amount" in refused("{amount:own.a1}", summer, few)
    assert "a year with a count" in refused("{detections:2022}", replace(summer, known="2022-12-31"), few)


def test_a_number_follows_its_rows() -> None:
    more = small(
        periods=(
            *tables().periods,
            replace(
                tables().periods[2],
                period_id="post-gao.3",
                start_date="2023-11-30",
                engagement_id="post-gao",
                status="ended",
                known_from="2023-11-30",
            ),
        )
    )
    assert say("{running} {running:post}", "en", AUTUMN, more) == "2 0"


def test_every_figure_is_tried_here() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    plain = [name for name in FIGURES if name not in v.STATUSES]
    assert [name for name in plain if f'"{name}' not in source and f"{{{name}" not in source] == []
