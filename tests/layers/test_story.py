"""Stories: reading with lines, refusal of hostile YAML, round trip, and captions that the tables still support."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geo.errors import FileFault
from layers.atlas import Atlas
from layers.resolve import resolve
from layers.scene import Scene
from layers.story import check_story, find_story, parse_story, read_stories, to_yaml
from layers.story_json import story_of
from layers.story_source import source_line
from layers.story_types import CAPTION_LINES, CAPTION_WIDTH, LANGUAGES, wrap
from layers.story_yaml import SIZE_LIMIT, StoryFaults, read_tree

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
      en: "A caption"
      nl: "Een bijschrift"
    citations: [kst-29237-201 VEI 1]
    rests_on: [eucap-sahel-niger-nl NER suspended]
    figures: [NER running 0]
"""


def faults(text: str, atlas: Atlas) -> list[str]:
    with pytest.raises(StoryFaults) as caught:
        parse_story(text, "my.yaml", atlas)
    return str(caught.value).splitlines()


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_stories_hold(name: str, atlas: Atlas) -> None:
    story = find_story(name, atlas)
    assert 8 <= len(story.scenes) <= 12
    assert check_story(story, atlas) == []
    assert all(scene.citations and scene.rests_on for scene in story.scenes), "every caption is cited and checked"


@pytest.mark.parametrize("name", SHIPPED)
def test_every_number_in_a_caption_is_a_figure_that_is_checked(name: str, atlas: Atlas) -> None:
    for scene in find_story(name, atlas).scenes:
        backed = {str(f.value) for f in scene.figures} | {f.count for f in scene.figures} | {scene.last.date[:4]}
        for lang in LANGUAGES:
            caption = getattr(scene.caption, lang)
            found = {n.replace(",", "").replace(".", "") for n in re.findall(r"\d[\d.,]*\d|\d", caption)}
            assert found <= backed, f"{scene.name} ({lang}): {found - backed} rest on nothing"


@pytest.mark.parametrize("name", SHIPPED)
def test_captions_fit_the_presenter_and_scenes_show_something(name: str, atlas: Atlas) -> None:
    for scene in find_story(name, atlas).scenes:
        for lang in LANGUAGES:
            lines = wrap(getattr(scene.caption, lang))
            assert 1 <= len(lines) <= CAPTION_LINES and all(len(line) <= CAPTION_WIDTH for line in lines)
        assert any(wheel.open for wheel in resolve(scene.last, atlas).wheels.values()), scene.name


def test_the_broadest_month_is_the_broadest(atlas: Atlas) -> None:
    """The caption says `most on record so far`: no month from 2012 to the scene's has more running."""
    scene = next(s for s in find_story(SHIPPED[0], atlas).scenes if s.name == "broadest")
    months = [f"{year}-{month:02d}" for year in range(2012, 2024) for month in range(1, 13)]
    running = {
        m: resolve(replace(scene.scene, date=m), atlas).counts.running["any"] for m in months if m <= scene.scene.date
    }
    assert running[scene.scene.date] == max(running.values())


def test_a_changed_status_is_told_with_the_line_of_the_scene(atlas: Atlas) -> None:
    story = parse_story(SMALL, "my.yaml", atlas)
    row = next(p for p in atlas.tables.periods if p.engagement_id == "eucap-sahel-niger-nl" and p.status == "suspended")
    periods = tuple(replace(p, status="active") if p is row else p for p in atlas.tables.periods)
    changed = Atlas(replace(atlas.tables, periods=periods), atlas.folder)
    found = [str(f) for f in check_story(story, changed)]
    assert found[0] == (
        "my.yaml:6: expected eucap-sahel-niger-nl NER suspended on 2023-08-31, got active, "
        "do rewrite the caption or rests_on"
    )
    assert any("NER running 0" in fault and "got 1" in fault for fault in found)


@pytest.mark.parametrize("name", SHIPPED)
def test_no_caption_survives_a_change_of_the_rows_it_rests_on(name: str, atlas: Atlas) -> None:
    story = find_story(name, atlas)
    for scene in story.scenes:
        for rest in scene.rests_on:
            other = "exploring" if rest.status != "exploring" else "ended"
            hit = [p.engagement_id == rest.engagement_id for p in atlas.tables.periods]
            rows = zip(atlas.tables.periods, hit, strict=True)
            periods = tuple(replace(p, status=other) if mine else p for p, mine in rows)
            changed = Atlas(replace(atlas.tables, periods=periods), atlas.folder)
            found = check_story(replace(story, scenes=(scene,)), changed)
            assert any(fault.expected.startswith(f"{rest} on") for fault in found), f"{scene.name}: {rest}"


def test_the_source_line_names_publishers_in_its_language(atlas: Atlas) -> None:
    scene = find_story(SHIPPED[0], atlas).scenes[1].citations
    assert source_line(scene, (), atlas, "nl").startswith("Bron: Rijksoverheid, 31 oktober 2018; Reformatorisch")
    assert source_line(scene, (), atlas, "en").startswith("Source: Government of the Netherlands, 31 October 2018")


def test_every_fault_is_told_at_once_with_its_line(atlas: Atlas) -> None:
    text = (
        SMALL.replace("2023-08\n", "2023-13\n")
        .replace("[security]", "[defence]")
        .replace("citations:", "citation:")
        .replace("id: small", "id: Not Small")
    )
    found = faults(text, atlas)
    assert [line.split(":")[1] for line in found] == ["1", "7", "10", "14"]
    assert all(re.fullmatch(r"my\.yaml:\d+: expected .+, got .+, do .+", line) for line in found)
    assert "got '2023-13'" in found[1]
    assert "diplomacy, security, migration" in found[2]
    assert found[3].endswith("do write citations")


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (("rests_on: [eucap-sahel-niger-nl NER suspended]", "rests_on: [nothing NER active]"), 6, "no row"),
        (("kst-29237-201 VEI 1", "kst-29237-201 VEI 9"), 6, "a citation that a row or note bears"),
        (("kst-29237-201 VEI 1", "caribe-2024-01-08-ailct"), 6, "a document of 2023-12-01 or before"),
        (("NER running 0", "NER running many"), 16, "NER running many"),
        (("date: 2023-08", "date: 2023-08\n    to: 2023-07"), 8, "an end after 2023-08"),
        (('en: "A caption"', 'en: "' + "word " * 30 + '"'), 11, "3 lines of 31 characters"),
        (("known: 2023-12-01", "selection: ['country:XXX']"), 8, "country:XXX"),
        (("known: 2023-12-01", "view: [200, 10, 5]"), 8, "200"),
        (('      nl: "Een bijschrift"\n', ""), 12, "caption in nl"),
    ],
)
def test_one_fault(change: tuple[str, str], line: int, said: str, atlas: Atlas) -> None:
    found = faults(SMALL.replace(*change), atlas)
    assert len(found) == 1, found
    assert found[0].startswith(f"my.yaml:{line}: expected ")
    assert said in found[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &x [1]\nb: *x\n", "an anchor or alias"),
        ("a: !!python/object/apply:os.system ['true']\n", "the tag"),
        ("[" * 40 + "]" * 40, "at most 8 levels"),
        ("a: 1\na: 2\n", "a second one"),
        ("a: 1\n---\nb: 2\n", "a second one"),
        ("", "an empty file"),
        ("a: [1\n", "look at quotes"),
        ("? [1]\n: 2\n", "a word as key"),
        ("a: 'x\x00'\n", "plain UTF-8"),
        ("x" * (SIZE_LIMIT + 1), "at most 262144 bytes"),
        ("[" + "1," * 30_000 + "]", "at most 20000 values"),
    ],
)
def test_hostile_yaml_is_refused_with_a_line(text: str, said: str) -> None:
    with pytest.raises(StoryFaults, match=r"bad\.yaml:\d+: expected ") as caught:
        read_tree(text, "bad.yaml")
    assert said in str(caught.value)


@pytest.mark.parametrize("text", ["just words", "- a\n- list\n", "id: x\ntitle: {en: a, nl: b}\nscenes: 3\n", "id: x"])
def test_yaml_that_is_no_story_is_refused(text: str, atlas: Atlas) -> None:
    assert all("expected" in line for line in faults(text, atlas))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_story_survives_yaml_and_the_page(name: str, atlas: Atlas) -> None:
    story = find_story(name, atlas)
    again = parse_story(to_yaml(story), story.file, atlas)
    assert again.to_dict(atlas) == story.to_dict(atlas)
    assert story_of(story.to_dict(atlas), atlas).to_dict(atlas) == story.to_dict(atlas)


def test_a_draft_in_one_language_speaks_it_in_both(atlas: Atlas) -> None:
    plain: dict[str, Any] = {
        "id": "draft",
        "title": {"en": "", "nl": "Titel"},
        "scenes": [{"name": "a", "scene": Scene(date="2023-08").to_dict(), "caption": {"en": "", "nl": "Kort"}}],
    }
    story = story_of(plain, atlas)
    assert (story.title.en, story.scenes[0].caption.en, story.scenes[0].scene.date) == ("Titel", "Kort", "2023-08")


@pytest.mark.parametrize("plain", [None, [], {}, {"id": "x", "title": {}, "scenes": [1]}, {"id": "x", "scenes": {}}])
def test_a_draft_without_the_shape_of_a_story_is_refused(plain: Any, atlas: Atlas) -> None:
    with pytest.raises(StoryFaults, match="as the page holds them"):
        story_of(plain, atlas)


def test_stories_of_another_folder_come_along_and_a_bad_one_is_told(tmp_path: Path, atlas: Atlas) -> None:
    (tmp_path / "small.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text("id: [", encoding="utf-8")
    (tmp_path / "worse.yaml").write_bytes(b"\xff\xfe\x00")
    stories, found = read_stories(atlas, [tmp_path])
    assert {s.id for s in stories} == {*SHIPPED, "small"}
    assert {f.file for f in found} == {"bad.yaml", "worse.yaml"}
    assert find_story("small", atlas, [tmp_path]).id == "small"
    assert find_story(str(tmp_path / "small.yaml"), atlas).id == "small"


def test_an_unknown_name_lists_the_known_ones(atlas: Atlas, tmp_path: Path) -> None:
    with pytest.raises(FileFault, match="coastal-states, from-expansion-to-pause, got 'coast'"):
        find_story("coast", atlas)
    with pytest.raises(FileFault, match="a folder with stories"):
        read_stories(atlas, [tmp_path / "none"])


def test_the_source_line_names_paragraphs_and_the_map(atlas: Atlas) -> None:
    plain = parse_story(SMALL, "my.yaml", atlas).to_dict(atlas)["scenes"][0]["source"]
    assert plain["en"].startswith("Source: letter to Parliament of 1 December 2023, § VEI 1; Frontex")
    assert plain["nl"].startswith("Bron: Kamerbrief van 1 december 2023, § VEI 1; Frontex")
