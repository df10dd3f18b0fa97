"""Stories as text: reading with lines, refusal of hostile YAML, drafts of the page, and the way back to YAML."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from geo.errors import FileFault
from layers.atlas import Atlas
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.stories.check import told_story
from sahel_atlas.scenes.stories.folder import find_story, parse_story, read_stories, to_yaml, try_story
from sahel_atlas.scenes.stories.json_form import story_of
from sahel_atlas.scenes.stories.screen import story_dict
from sahel_atlas.scenes.stories.yaml_form import SIZE_LIMIT, StoryFault, StoryFaults, read_tree
from tests.scenes.stories.test_story import SHIPPED, SMALL, faults


def test_a_story_that_names_figures_by_hand_is_told_the_new_way(atlas: Atlas) -> None:
    found = faults(SMALL + "    figures: [NER running 5]\n", atlas)
    assert len(found) == 1
    assert found[0].endswith("Write the number into the caption itself, for example {running:NER}.")


def test_a_fault_in_one_scene_does_not_hide_those_of_another(atlas: Atlas) -> None:
    second = SMALL[SMALL.index("  - name") :].replace("name: one", "name: two").replace("2023-08", "2023-13")
    found = faults(SMALL.replace("none running:NER", "none suspended") + second, atlas)
    assert ["Scene 1 (one), claim" in found[0], "Scene 2 (two), date" in found[1]] == [True, True]


def test_every_fault_is_told_at_once_with_its_line(atlas: Atlas) -> None:
    text = (
        SMALL.replace("2023-08\n", "2023-13\n")
        .replace("[security]", "[defence]")
        .replace("citations:", "citation:")
        .replace("id: small", "id: Not Small")
    )
    found = faults(text, atlas)
    assert [line.split(":")[1] for line in found] == ["1", "7", "10", "14"]
    assert all(
        re.fullmatch(r"my\.yaml:\d+: (Id|Scene 1 \(one\).*?): expected .+, got .+\. [A-Z].+\.", x) for x in found
    )
    assert "got '2023-13'" in found[1]
    assert "diplomacy, security, migration" in found[2]
    assert found[3].endswith("Write citations.")


@pytest.mark.parametrize(
    ("change", "line", "place", "said"),
    [
        (("rests_on: [eucap-sahel-niger-nl NER", "rests_on: [nothing NER"), 15, "rests_on", "no row"),
        (("NER suspended]", "NER asleep]"), 15, "rests_on", "NER asleep"),
        (("kst-29237-201 VEI 1", "kst-29237-201 VEI 9"), 14, "citations", "a citation that a row or note bears"),
        (("kst-29237-201 VEI 1", "caribe-2024-01-08-ailct"), 14, "citations", "a document of 2023-12-01 or before"),
        (("none running:NER", "none runing"), 16, "claim “none runing”", "write running"),
        (("{suspended:NER} opge", "{suspended:NRE} opge"), 13, "caption in Dutch", "'NRE' in {suspended:NRE}"),
        (("date: 2023-08", "date: 2023-08\n    to: 2023-07"), 8, "to", "an end after 2023-08"),
        (('en: "In Niger', 'en: "In' + " Niger" * 30), 12, "caption in English", "3 lines of 31 characters"),
        (("known: 2023-12-01", "selection: ['country:XXX']"), 8, "selection", "country:XXX"),
        (("known: 2023-12-01", "view: [200, 10, 5]"), 8, "view", "200"),
        (("known: 2023-12-01", "stated: kst-1"), 8, "stated", "'kst-1'"),
        (("known: 2023-12-01", "versus: sides"), 8, "versus", "dates, known"),
        (('      nl: "In Niger {suspended:NER} opgeschort"\n', ""), 12, "caption in Dutch", "no nl"),
    ],
)
def test_one_fault(change: tuple[str, str], line: int, place: str, said: str, atlas: Atlas) -> None:
    found = faults(SMALL.replace(*change), atlas)
    assert len(found) == 1, found
    assert found[0].startswith(f"my.yaml:{line}: Scene 1 (one), {place}: expected ")
    assert said.casefold() in found[0].casefold()


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
    with pytest.raises(StoryFaults, match=r"bad\.yaml:\d+: The story: expected ") as caught:
        read_tree(text, "bad.yaml")
    assert said.casefold() in str(caught.value).casefold()


@pytest.mark.parametrize("text", ["just words", "- a\n- list\n", "id: x\ntitle: {en: a, nl: b}\nscenes: 3\n", "id: x"])
def test_yaml_that_is_no_story_is_refused(text: str, atlas: Atlas) -> None:
    assert all("expected" in line for line in faults(text, atlas))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_story_survives_yaml_and_the_page(name: str, atlas: Atlas) -> None:
    story = find_story(name, atlas)
    again = parse_story(to_yaml(story), story.file, atlas)
    assert story_dict(again, atlas) == story_dict(story, atlas)
    assert story_dict(told_story(story_of(story_dict(story, atlas), atlas), atlas), atlas) == story_dict(story, atlas)


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


def test_a_scene_keeps_its_clocks_and_its_comparison(tmp_path: Path, atlas: Atlas) -> None:
    added = "    known: 2023-12-01\n    stated: kst-29237-201\n    versus: known\n    known2: 2023-06-01\n"
    text = SMALL.replace("    known: 2023-12-01\n", added).replace(
        "rests_on: [eucap-sahel-niger-nl NER suspended]", "rests_on: []"
    )
    (tmp_path / "kept.yaml").write_text(
        text.replace("      - none running:NER\n", "").replace("    claims:\n", ""), encoding="utf-8"
    )
    story, _ = try_story(str(tmp_path / "kept.yaml"), atlas)
    assert story is not None
    (tmp_path / "again.yaml").write_text(to_yaml(story), encoding="utf-8")
    again, _ = try_story(str(tmp_path / "again.yaml"), atlas)
    assert again is not None
    for scene in (story.scenes[0].scene, again.scenes[0].scene):
        assert (scene.known, scene.stated, scene.versus, scene.known2) == (
            "2023-12-01",
            "kst-29237-201",
            "known",
            "2023-06-01",
        )


def test_a_fault_reads_as_a_sentence() -> None:
    assert (
        str(StoryFault("a.yaml", 3, "a story", "nothing", "write one"))
        == "a.yaml:3: The story: expected a story, got nothing. Write one."
    )
