"""Stories on the server: told once and again when a file changed, and checked when they are made on the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app import create_server
from sahel_atlas.scenes.stories.folder import find_story
from sahel_atlas.scenes.stories.screen import story_dict
from sahel_atlas.views.api.stories import Shelf
from sahel_atlas.views.settings import Settings
from tests.scenes.stories.test_story import SMALL


def test_stories_are_told_again_only_when_a_file_changed(tmp_path: Path, atlas: Any) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    shelf = Shelf(atlas, (tmp_path,))
    first = shelf.plain()
    small = next(story for story in first["stories"] if story["id"] == "small")
    assert small["scenes"][0]["caption"] == {"en": "In Niger 2 engagements suspended", "nl": "In Niger 2 opgeschort"}
    assert shelf.plain() is first, "nothing changed"
    file.write_text(SMALL.replace("2023-08", "2023-13"), encoding="utf-8")
    second = shelf.plain()
    assert second is not first and len(second["stories"]) == len(first["stories"]) - 1
    assert second["faults"][0].startswith("small.yaml:7: Scene 1 (one), date: expected a month")


@pytest.fixture(scope="module")
def client() -> Any:
    return create_server(Settings()).test_client()


def test_a_story_made_on_the_page_is_told_what_is_wrong_by_scene_and_field(client: Any, atlas: Any) -> None:
    plain = story_dict(find_story("coastal-states", atlas), atlas)
    plain["scenes"][1]["written"]["caption"] = {"en": "7 posts", "nl": "Zeven posten"}
    answer = client.post("/api/story/yaml", data=json.dumps(plain), content_type="application/json")
    assert answer.status_code == 400
    said = answer.get_json()["faults"]
    assert [x.split(": expected")[0] for x in said] == [
        f"Scene 2 (flintlock), caption in {language}" for language in ("English", "Dutch")
    ]
    assert all("yaml:" not in x and "Write {" in x for x in said)


def test_what_the_page_sends_comes_back_as_it_was_written(client: Any, atlas: Any) -> None:
    plain = story_dict(find_story("coastal-states", atlas), atlas)
    text = client.post("/api/story/yaml", data=json.dumps(plain), content_type="application/json").get_data(
        as_text=True
    )
    assert "{planned} planned and {exploring} explored" in text and "stated: kst-29237-201" in text
    again = client.post("/api/story?name=x.yaml", data=text.encode(), content_type="application/yaml").get_json()
    assert again["story"]["scenes"] == json.loads(json.dumps(plain["scenes"]))
