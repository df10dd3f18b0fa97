"""What is to be exported: links, codes, stories and ranges become scenes with their words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from geo.errors import AtlasError, FileFault
from sahel_atlas.exports.items import MOST, Item, Work, find_work, series
from sahel_atlas.exports.statecode import encode
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.stories.folder import NoStoryError
from sahel_atlas.scenes.stories.yaml_form import StoryFaults

QUERY = "date=2023-07&instrument=security&country=NER"


def test_links_queries_and_codes_are_one_scene(atlas: Any) -> None:
    scene = Scene.from_query(QUERY)
    for what in (QUERY, "?" + QUERY, f"http://127.0.0.1:8050/?{QUERY}#map", encode(scene)):
        work = find_work(what, atlas)
        assert [item.scene for item in work.items] == [scene], what
        assert (work.story, work.dropped) == (None, ())
    assert find_work(QUERY, atlas, "nl").items[0].scene.lang == "nl"
    assert find_work(encode(scene), atlas, "nl").items[0].scene.lang == "nl"


def test_what_a_link_could_not_carry_is_refused_or_listed(atlas: Any) -> None:
    with pytest.raises(AtlasError, match="country: expected one of AFG"):
        find_work("date=2023-07&country=XXX", atlas)
    work = find_work("date=2023-07&country=XXX", atlas, lenient=True)
    assert work.items[0].scene.date == "2023-07"
    assert "XXX" in " ".join(work.dropped)


def test_a_story_brings_captions_notes_and_citations(atlas: Any, tmp_path: Path) -> None:
    english, dutch = find_work("coastal-states", atlas), find_work("coastal-states", atlas, "nl")
    assert len(english.items) == len(dutch.items) >= 8
    assert english.story is not None
    assert english.title == english.story.title.en != dutch.title
    for one, scene in zip(dutch.items, english.story.scenes, strict=True):
        assert (one.title, one.notes, one.scene.lang) == (scene.caption.nl, scene.notes.nl, "nl")
    assert any(item.citations for item in english.items)
    copy = tmp_path / "own.yaml"
    copy.write_text((atlas.folder / "stories" / "coastal-states.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    assert len(find_work(str(copy), atlas).items) == len(english.items)
    assert len(find_work("own", atlas, folders=(tmp_path,)).items) == len(english.items)


def test_a_story_with_faults_names_each_of_them_and_what_is_no_story_says_what_may_stand_there(
    atlas: Any, tmp_path: Path
) -> None:
    text = (atlas.folder / "stories" / "coastal-states.yaml").read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(text.replace("scenes:", "strange: 1\nscenes:", 1).replace("date:", "dates:", 1), encoding="utf-8")
    with pytest.raises(StoryFaults) as faults:
        find_work(str(wrong), atlas)
    assert len(str(faults.value).splitlines()) >= 2 and "wrong.yaml:" in str(faults.value)
    with pytest.raises(NoStoryError, match=r"what to export: expected a link, .*, or a story: .*coastal.*'none'"):
        find_work("none", atlas)
    with pytest.raises(FileFault, match=r"gone\.yaml: expected a story in UTF-8 text"):
        find_work(str(tmp_path / "gone.yaml"), atlas)


def test_an_address_of_a_talk_is_its_step_or_what_was_made_of_it(atlas: Any) -> None:
    story = find_work("coastal-states", atlas)
    assert story.story is not None
    link = "http://127.0.0.1:8050/present?story=coastal-states"
    for place in ("&step=2", "&step=2&notes=1", f"&step=2&{story.story.scenes[1].scene.to_query()}", "&step=2&lang=en"):
        assert find_work(link + place, atlas).items == (story.items[1],), place
    ranged = next(i for i, one in enumerate(story.story.scenes) if one.scene.to)
    query = story.story.scenes[ranged].scene.to_query()
    assert find_work(f"{link}&step={ranged + 1}&{query}", atlas).items == (story.items[ranged],)
    dutch = find_work(link + "&step=2&lang=nl", atlas).items
    assert [(i.title, i.scene.lang) for i in dutch] == [(story.story.scenes[1].caption.nl, "nl")]
    changed = find_work(link + "&step=2&date=2019-01", atlas).items
    assert changed == (Item(Scene(date="2019-01")),)
    assert find_work(link, atlas).items == story.items


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("story=nope&step=1", "a story: coastal-states, from-expansion-to-pause, got 'nope'"),
        ("story=coastal-states&step=99", "step: expected a step from 1 to 10, got '99'"),
        ("story=coastal-states&step=0", "step: expected a step from 1 to 10, got '0'"),
        ("story=coastal-states&step=x", "step: expected a step from 1 to 10, got 'x'"),
    ],
)
def test_a_place_in_a_talk_that_is_none_is_refused(atlas: Any, place: str, said: str) -> None:
    with pytest.raises(AtlasError, match=re.escape(said)):
        find_work(place, atlas)


@pytest.mark.parametrize("what", ["no-such-story", "missing.yaml", "SEA1-broken"])
def test_what_is_nothing_is_refused_with_what_it_could_be(atlas: Any, what: str) -> None:
    with pytest.raises(AtlasError) as refused:
        find_work(what, atlas)
    said = str(refused.value)
    assert what in said
    if what == "no-such-story":
        assert "a link, a query string, a state code, or a story: coastal-states, from-expansion-to-pause" in said


def test_a_range_becomes_a_series(atlas: Any) -> None:
    def dates(query: str, step: str) -> list[str]:
        return [i.scene.date for i in series(Work((Item(Scene.from_query(query)),)), step).items]

    assert dates("date=2023-01&to=2023-12", "quarter") == ["2023-01", "2023-04", "2023-07", "2023-10", "2023-12"]
    assert dates("date=2023-12-01&to=2022-12-01", "year") == ["2022-12-01", "2023-12-01"]
    assert dates("date=2021-11&to=2022-02", "month") == ["2021-11", "2021-12", "2022-01", "2022-02"]
    assert dates("date=2020-01&to=2021-06", "half_year") == ["2020-01", "2020-07", "2021-01", "2021-06"]
    two = Work((Item(Scene.from_query("date=2023-01")), Item(Scene.from_query("date=2022-01&to=2023-01"), "Title")))
    assert [(i.scene.date, i.title) for i in series(two, "year").items] == [
        ("2023-01", ""),
        ("2022-01", "Title"),
        ("2023-01", "Title"),
    ]


def test_series_that_cannot_be_are_refused() -> None:
    def refused(query: str, step: str) -> str:
        with pytest.raises(AtlasError) as error:
            series(Work((Item(Scene.from_query(query)),)), step)
        return str(error.value)

    assert "expected one of month, quarter, half_year, year" in refused("date=2023-01&to=2023-02", "decade")
    assert "add for example &to=2023-12" in refused("date=2023-01", "month")
    long = Work(tuple(Item(Scene.from_query("date=2012-01&to=2024-12")) for _ in range(2)))
    with pytest.raises(AtlasError, match=f"at most {MOST} steps"):
        series(long, "month")


def test_each_picture_of_a_series_knows_the_one_before_it() -> None:
    one, two = Item(Scene.from_query("date=2022-01&to=2022-03")), Item(Scene.from_query("date=2023-05"))
    items = series(Work((one, two)), "month").items
    assert [(i.scene.date, i.before.date if i.before else "") for i in items] == [
        ("2022-01", ""),
        ("2022-02", "2022-01"),
        ("2022-03", "2022-02"),
        ("2023-05", ""),
    ]
    compared = Item(Scene.from_query("date=2022-01&to=2022-02&tab=compare"))
    assert {i.scene.tab for i in series(Work((compared,)), "month").items} == {"map"}


def test_a_comparison_is_one_item(atlas: Any) -> None:
    for query in ("tab=compare", "tab=compare&compare=side", "date2=2021-01&tab=compare&compare=swipe"):
        assert len(find_work(f"date=2023-12-01&{query}", atlas).items) == 1
