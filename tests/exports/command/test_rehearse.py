"""A rehearsal: captions measured with the presenter's font, scenes that show nothing, and the sheet of thumbnails."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from layers.atlas import Atlas
from sahel_atlas import cli
from sahel_atlas.exports.command.rehearse import ALARM, COLUMNS, caption_room_px, emptiness, overflow, rehearse, sheet
from sahel_atlas.scenes.scene import Scene, View
from sahel_atlas.scenes.stories.folder import find_story, try_story
from sahel_atlas.scenes.stories.types import Both, Story

STORY = """id: trial
title:
  en: Trial
  nl: Proef
scenes:
  - name: good
    date: 2023-08
    view: [-5, 15.5, 5.5]
    caption:
      en: "A caption that fits"
      nl: "Een bijschrift dat past"
  - name: long
    date: 2023-08
    caption:
      en: "{long}"
      nl: "Kort"
  - name: silent
    date: 2023-08
    layers: [relief]
    filter:
      country: [TGO]
      instrument: [humanitarian]
    caption:
      en: "An empty map"
      nl: "Een lege kaart"
"""


def test_a_caption_is_measured_with_its_font() -> None:
    assert overflow("Thirty-one narrow letters still") == ""
    assert overflow("m" * 31).startswith("the word 'mmm"), "31 characters, and wider than the line"
    assert overflow(" ".join(["MWMWMWMWMWMW MWMWMWMWMWMWMWMWM"] * 2)) == "4 lines in its font"
    assert 480 < caption_room_px() < 560, "the block of text is 560 px wide on a screen of 1920 px"


def test_every_shipped_caption_fits_and_every_scene_shows_something(atlas: Atlas) -> None:
    for name in ("from-expansion-to-pause", "coastal-states"):
        assert rehearse(find_story(name, atlas), atlas) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"layers": ("relief",), "view": View(120.0, 60.0, 6.0)}, "all that is open lies outside its view"),
        ({"layers": ("routes",), "view": View(120.0, 60.0, 6.0)}, "all that is open lies outside its view"),
        ({"layers": ("relief",), "view": View(-5.0, 15.5, 5.5)}, ""),
        ({"layers": ("relief",), "fill": "hdi", "view": View(120.0, 60.0, 6.0)}, ""),
    ],
)
def test_a_scene_whose_view_shows_nothing_is_named(change: dict[str, object], said: str, atlas: Atlas) -> None:
    scene = find_story("coastal-states", atlas).scenes[4]
    plain = Scene(date="2023-12-01", known="2023-12-01")
    assert emptiness(replace(scene, scene=replace(plain, **change)), atlas) == said


def test_wide_letters_are_told_even_when_the_characters_count(atlas: Atlas) -> None:
    story = find_story("coastal-states", atlas)
    wide = Both("MWMWMWMWMWMWMWMWMWMWMWMWMWMWMW", "Kort")
    found = rehearse(replace(story, scenes=(replace(story.scenes[0], caption=wide),)), atlas)
    assert len(found) == 1 and found[0].place == "scene 1 (posts), caption in English" and "px" in found[0].got


def test_the_command_names_every_fault_and_draws_all_scenes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, picture = tmp_path / "trial.yaml", tmp_path / "sheet.png"
    path.write_text(STORY.replace("{long}", "word " * 40), encoding="utf-8")
    assert cli.main(["story", "check", str(path), "-o", str(picture)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith(
        "trial.yaml:15: Scene 2 (long), caption in English: expected at most 3 lines of 31 characters, got "
    )
    assert told[1].startswith(
        "trial.yaml:17: Scene 3 (silent): expected a scene that shows something, got no engagement open"
    )
    assert all(line.endswith(".") for line in told[:2])
    assert told[2] == str(picture)
    with Image.open(picture) as drawn:
        assert drawn.width > 1500 and drawn.height > 300
        red = tuple(int(ALARM[i : i + 2], 16) for i in (1, 3, 5))
        assert red in {colour for _, colour in drawn.convert("RGB").getcolors(1_000_000)}


def test_a_story_without_faults_ends_with_nought(atlas: Atlas, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["story", "check", "coastal-states", "--no-sheet"]) == 0
    assert capsys.readouterr().out == "No faults: 10 scenes, in English and in Dutch.\n"


def test_what_is_no_story_is_one_clear_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["story", "check", "coast"]) == 2
    assert "coastal-states, from-expansion-to-pause" in capsys.readouterr().err
    bad = tmp_path / "bad.yaml"
    bad.write_text("id: [", encoding="utf-8")
    assert cli.main(["story", "check", str(bad)]) == 1
    assert capsys.readouterr().out.startswith("bad.yaml:1: The story: expected YAML")


def test_a_sheet_has_a_tile_for_each_scene(atlas: Atlas) -> None:
    story = find_story("coastal-states", atlas)
    one = Story(story.id, story.title, story.scenes[:1], story.file)
    two = replace(one, scenes=story.scenes[:2])
    sizes = []
    for told in (one, two):
        with Image.open(io.BytesIO(sheet(told, atlas, [], "nl"))) as drawn:
            sizes.append(drawn.size)
    assert sizes[0][1] == sizes[1][1] and sizes[1][0] > 1.9 * sizes[0][0] and COLUMNS > 2


def test_a_story_is_read_as_far_as_it_goes(tmp_path: Path, atlas: Atlas) -> None:
    path = tmp_path / "half.yaml"
    path.write_text(STORY.replace("{long}", "Kort").replace("[TGO]", "[XXX]"), encoding="utf-8")
    story, faults = try_story(str(path), atlas)
    assert story is not None and len(story.scenes) == 3
    assert [f.line for f in faults] == [21]
