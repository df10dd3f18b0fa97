"""Stories: reading with lines, refusal of hostile YAML, round trip, and captions that are told from the tables."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from layers.atlas import Atlas
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.stories.check import check_story, told_story
from sahel_atlas.scenes.stories.figure import FIGURE
from sahel_atlas.scenes.stories.folder import find_story, parse_story
from sahel_atlas.scenes.stories.screen import story_dict
from sahel_atlas.scenes.stories.source import publisher, source_line
from sahel_atlas.scenes.stories.types import CAPTION_LINES, CAPTION_WIDTH, LANGUAGES, Rest, Story, wrap
from sahel_atlas.scenes.stories.words import typed_numbers
from sahel_atlas.scenes.stories.yaml_form import StoryFaults

SHIPPED = ("from-expansion-to-pause", "coastal-states")
SMALL = """id: small
title:
  en: Small
  nl: Klein
scenes:
  - name: one
    date: 2023-08
    known: 2023-12-01
    filter:
      instrument: [security]
    caption:
      en: "In Niger {suspended:NER|engagement|engagements} suspended"
      nl: "In Niger {suspended:NER} opgeschort"
    citations: [kst-29237-201 VEI 1]
    rests_on: [eucap-sahel-niger-nl NER suspended]
    claims:
      - none running:NER
"""


def faults(text: str, atlas: Atlas) -> list[str]:
    with pytest.raises(StoryFaults) as caught:
        parse_story(text, "my.yaml", atlas)
    return str(caught.value).splitlines()


def with_status(atlas: Atlas, engagement_id: str, status: str) -> Atlas:
    """The atlas with another status in every row of one engagement."""
    mine = (replace(p, status=status) if p.engagement_id == engagement_id else p for p in atlas.tables.periods)
    return Atlas(replace(atlas.tables, periods=tuple(mine)), atlas.folder)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_stories_hold(name: str, atlas: Atlas) -> None:
    story = find_story(name, atlas)
    assert 8 <= len(story.scenes) <= 12
    assert check_story(story, atlas) == []
    for scene in story.scenes:
        assert scene.citations and (scene.rests_on or scene.claims), f"{scene.name} is cited and bound to rows"


@pytest.mark.parametrize("name", SHIPPED)
def test_no_number_of_a_shipped_story_is_typed(name: str, atlas: Atlas) -> None:
    story = find_story(name, atlas)
    for scene in story.scenes:
        for lang in LANGUAGES:
            for text in (scene.written.caption, scene.written.notes):
                assert typed_numbers(getattr(text, lang), lang, scene.scene) == [], scene.name
            assert not FIGURE.search(getattr(scene.caption, lang)), f"{scene.name}: a figure was not told"
    years = {int(scene.last.date[:4]) for scene in story.scenes}
    named = {int(year) for lang in LANGUAGES for year in re.findall(r"\d{4}", getattr(story.title, lang))}
    assert named <= {min(years), max(years)}, "a title names the years of its first and last scene"


@pytest.mark.parametrize("name", SHIPPED)
def test_captions_fit_the_presenter_and_scenes_show_something(name: str, atlas: Atlas) -> None:
    for scene in find_story(name, atlas).scenes:
        for lang in LANGUAGES:
            lines = wrap(getattr(scene.caption, lang))
            assert 1 <= len(lines) <= CAPTION_LINES and all(len(line) <= CAPTION_WIDTH for line in lines)
        assert any(wheel.open for wheel in resolve(scene.last, atlas).wheels.values()), scene.name


def test_both_languages_of_a_shipped_story_name_the_same_figures(atlas: Atlas) -> None:
    for name in SHIPPED:
        for scene in find_story(name, atlas).scenes:
            for text in (scene.written.caption, scene.written.notes):
                en, nl = (
                    sorted(f.split("|")[0].casefold() for f in FIGURE.findall(getattr(text, x))) for x in LANGUAGES
                )
                assert en == nl, scene.name


def test_a_number_follows_its_rows_and_a_claim_is_refused(atlas: Atlas) -> None:
    story = parse_story(SMALL, "my.yaml", atlas)
    before = story.scenes[0].caption
    changed = with_status(atlas, "eucap-sahel-niger-nl", "active")
    after = told_story(story, changed).scenes[0].caption
    assert [int(re.sub(r"\D", "", getattr(text, x))) for x in LANGUAGES for text in (before, after)] == [2, 1, 2, 1]
    assert "2 engagements suspended" in before.en and "1 engagement suspended" in after.en
    found = [str(f) for f in check_story(story, changed)]
    assert found[0] == (
        "my.yaml:15: Scene 1 (one), rests_on: expected eucap-sahel-niger-nl NER suspended on 2023-08-31, got active. "
        "Rewrite the caption or rests_on."
    )
    assert found[1] == (
        "my.yaml:16: Scene 1 (one), claim “none running:NER”: expected nothing for running:country=NER, "
        "got eucap-sahel-niger-nl NER active. Rewrite the caption."
    )


@pytest.mark.parametrize("name", SHIPPED)
def test_no_caption_survives_a_change_of_the_rows_it_rests_on(name: str, atlas: Atlas) -> None:
    story = find_story(name, atlas)
    for scene in story.scenes:
        changed = atlas
        for rest in scene.rests_on:
            changed = with_status(changed, rest.engagement_id, "exploring" if rest.status != "exploring" else "ended")
        found = {f.expected.partition(" on ")[0] for f in check_story(replace(story, scenes=(scene,)), changed)}
        assert {str(rest) for rest in scene.rests_on} <= found, scene.name


@pytest.mark.parametrize("name", SHIPPED)
def test_no_claim_of_a_shipped_story_holds_on_empty_tables(name: str, atlas: Atlas) -> None:
    """Save those of nothing and of sameness, which are tried on rows of their own in test_story_claim."""
    bare = Atlas(replace(atlas.tables, periods=(), events=(), country_states=()), atlas.folder)
    story = find_story(name, atlas)
    places = {f.place for f in check_story(story, bare)}
    for k, scene in enumerate(story.scenes):
        for claim in scene.claims:
            if not claim.startswith("none") and " = " not in claim:
                assert f"scene {k + 1} ({scene.name}), claim “{claim}”" in places


SEEN: tuple[tuple[str, dict[str, Any], str], ...] = (
    (
        "after",
        {"claims": ("change flintlock-2024-nl - planned planned",)},
        "flintlock-2024-nl - to go from planned on 2023-12-31 to planned on 2024-05-31, got planned to ended",
    ),
    ("embassies", {"claims": ("site ouagadougou embassy",)}, "embassy in ouagadougou on 2019-12-31, got office"),
    (
        "coup-mali",
        {"rests_on": (Rest("eutm-mali-mission", "MLI", "active"),)},
        "eutm-mali-mission MLI active on 2020-09-30, got suspended",
    ),
    ("minusma-ends", {"claims": ("most running",)}, "no day before with more than the"),
)
"""What captions once said though the rows said otherwise: scene, the same as a row or claim, and how it is refused."""


@pytest.mark.parametrize(("name", "changed", "said"), SEEN)
def test_what_the_stories_once_said_wrongly_is_refused(
    name: str, changed: dict[str, Any], said: str, atlas: Atlas
) -> None:
    scene = next(s for story in SHIPPED for s in find_story(story, atlas).scenes if s.name == name)
    wrong = Story("seen", scene.caption, (replace(scene, **changed),))
    found = " ".join(f"{f.expected}, got {f.got}" for f in check_story(wrong, atlas))
    assert said in found


def scene_says(atlas: Atlas, en: str, nl: str = "Kort", **parts: str) -> list[str]:
    """The faults of the small story with these captions, without file and line."""
    text = SMALL
    for key, value in parts.items():
        text = re.sub(rf"    {key}: .*\n", f"    {key}: {value}\n" if value else "", text)
    text = re.sub(r"      en: \"In.*", lambda _: f'      en: "{en}"', text)
    text = re.sub(r"      nl: \"In.*", lambda _: f'      nl: "{nl}"', text)
    try:
        parse_story(text, "my.yaml", atlas)
    except StoryFaults as error:
        return [f.said for f in error.faults]
    return []


def test_a_typed_number_is_refused_with_what_to_write(atlas: Atlas) -> None:
    found = scene_says(atlas, "2 in Niger suspended", "Twee in Niger opgeschort")
    assert found == [
        "Scene 1 (one), caption in English: expected numbers that are worked out, got “2” typed. "
        "Write {suspended} or {suspended:security}.",
        "Scene 1 (one), caption in Dutch: expected numbers that are worked out, got “Twee” typed. "
        "Write {suspended} or {suspended:security}.",
    ]
    assert scene_says(atlas, "In August 2023", "In augustus 2023") == []
    assert scene_says(atlas, "In 2019")[0].endswith(
        "write {year:E28}, or {detections:2022} for a count.".replace(
            "write", "Write the date as a figure, for example"
        )
    )


def test_only_a_scene_that_is_stated_by_the_letter_speaks_for_it(atlas: Atlas) -> None:
    found = scene_says(atlas, "According to the letter", "Volgens de brief")
    assert found == [
        f"Scene 1 (one), caption in {language}: expected the letter as the only source where it is named so, "
        f"got “{said}”. Add `stated: kst-29237-201` to the scene, or say as known on which day."
        for language, said in (("English", "According to the letter"), ("Dutch", "Volgens de brief"))
    ]
    stated = SMALL.replace("    known: 2023-12-01\n", "    known: 2023-12-01\n    stated: kst-29237-201\n")
    stated = re.sub(r"en: \"In.*", 'en: "According to the letter"', stated)
    assert parse_story(stated.replace("none running:NER", "some open"), "my.yaml", atlas).scenes[0].scene.stated


def test_nothing_later_than_the_scene_knows_is_named(atlas: Atlas) -> None:
    early = {"known": "2023-09-01", "citations": "[bz-2023-08-04-niger]"}
    assert scene_says(atlas, "What the letter adds", **early) == [
        "Scene 1 (one), caption in English: expected what was known on 2023-09-01, got the letter, which is later. "
        "Leave it out, or choose a later `known`."
    ]
    found = scene_says(atlas, "{Date:E44}", "{Date:kst-29237-201}", **early)
    assert all("that was known on 2023-09-01, got '" in x and x.endswith("choose a later `known`.") for x in found)
    assert len(found) == 2
    found = scene_says(atlas, "Chosen", **{**early, "date": "2023-08\n    selection: ['event:E44']"})
    assert found[0].startswith(
        "Scene 1 (one), selection: expected something that was known on 2023-09-01, got event:E44"
    )


@pytest.mark.parametrize(
    "said", ["is suspended", "is adapted", "has ended", "is planned", "is explored", "is the most"]
)
def test_a_word_that_claims_a_state_needs_a_row_that_bears_it(said: str, atlas: Atlas) -> None:
    found = scene_says(atlas, f"Work there {said}", rests_on="", citations="")
    assert len(found) == 1
    assert re.search("a row, figure or claim that bears|a claim by rule that bears “most”", found[0])


def test_no_publisher_is_named_in_english_on_the_dutch_page(atlas: Atlas) -> None:
    english = re.compile(r"\b(?:Ministry|Embassy|Commission|Government|United|press|looked|Organization|for the)\b")
    said = {publisher(document, "nl") for document in atlas.tables.documents}
    assert [name for name in sorted(said) if english.search(name)] == []


def test_the_source_line_names_publishers_in_its_language(atlas: Atlas) -> None:
    scene = find_story(SHIPPED[0], atlas).scenes[1].citations
    assert source_line(scene, (), atlas, "nl").startswith("Bron: Rijksoverheid, 31 oktober 2018; Reformatorisch")
    assert source_line(scene, (), atlas, "en").startswith("Source: Government of the Netherlands, 31 October 2018")


def test_the_source_line_names_paragraphs_and_the_map(atlas: Atlas) -> None:
    plain = story_dict(parse_story(SMALL, "my.yaml", atlas), atlas)["scenes"][0]["source"]
    assert plain["en"].startswith("Source: letter to Parliament of 1 December 2023, § VEI 1; Frontex")
    assert plain["nl"].startswith("Bron: Kamerbrief van 1 december 2023, § VEI 1; Frontex")


def test_the_screen_names_the_clock_and_what_is_first_documented(atlas: Atlas) -> None:
    scenes = {s["name"]: s for s in story_dict(find_story(SHIPPED[0], atlas), atlas)["scenes"]}
    assert scenes["letter"]["clock"] == {"en": "As known on 1 December 2023", "nl": "Zoals bekend op 1 december 2023"}
    assert re.fullmatch(
        r"Running: \d+; first documented now, start not recorded: \d+", scenes["letter"]["documented"]["en"]
    )
    assert re.fullmatch(
        r"Lopend: \d+; nu voor het eerst vastgelegd, begin onbekend: \d+", scenes["letter"]["documented"]["nl"]
    )
    assert scenes["start"]["documented"]["en"] == "", "there is no scene before to compare with"
    coast = {s["name"]: s for s in story_dict(find_story(SHIPPED[1], atlas), atlas)["scenes"]}
    assert coast["letter"]["clock"]["nl"].startswith("Volgens de brief")
    assert coast["after"]["clock"]["en"] == "As known now"


def test_the_notes_rows_are_told_in_both_languages(atlas: Atlas) -> None:
    rests = story_dict(parse_story(SMALL, "my.yaml", atlas), atlas)["scenes"][0]["rests"]
    assert rests == [{"status": "suspended", "en": rests[0]["en"], "nl": rests[0]["nl"]}]
    assert rests[0]["en"].endswith(", Niger: suspended") and rests[0]["nl"].endswith(", Niger: opgeschort")
