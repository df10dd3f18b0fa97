"""The briefing in one file: what stands in it, what may not, and that hostile words stay words."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from exports import page
from exports.page import LIMIT_BYTES, SCRIPTS, briefing, write_briefing
from geo.errors import FileFault
from layers.atlas import Atlas
from layers.story import find_story
from layers.story_types import Both, Story
from views.words import all_words

HOSTILE = "</script><script>alert(1)</script>{{ 7 * 7 }}{% endraw %}{{ 7 * 7 }}"


@pytest.fixture(scope="module")
def story(atlas: Atlas) -> Story:
    return find_story("coastal-states", atlas)


@pytest.fixture(scope="module")
def text(story: Story, atlas: Atlas) -> str:
    return briefing(story, atlas, all_words(), "nl")


def block(text: str, name: str) -> Any:
    found = re.search(rf'<script type="application/json" id="file-{name}">(.*?)</script>', text, re.DOTALL)
    assert found, f"no block {name}"
    return json.loads(found.group(1))


def test_it_is_small_and_opens_in_its_language(text: str) -> None:
    assert len(text.encode()) < LIMIT_BYTES
    assert '<html lang="nl" data-theme="projector"' in text
    assert "<title>De kuststaten: wat daar begint</title>" in text
    assert text.count("<title>") == 1
    assert "user-scalable" not in text


def test_nothing_in_it_names_another_address_to_load(text: str) -> None:
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.DOTALL)
    loads = re.findall(r"""(?:src|href|action|data)\s*=\s*["']?([^"'\s>]+)""", markup)
    assert [x for x in loads if not x.startswith(("data:", "#"))] == []
    styles = "".join(re.findall(r"<style>(.*?)</style>", text, re.DOTALL))
    assert [u for u in re.findall(r"url\(([^)]{0,40})", styles) if not u.startswith(("data:", "#"))] == []
    assert "@import" not in styles


def test_the_policy_lets_only_its_own_scripts_run_and_nobody_be_asked(text: str) -> None:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert found
    policy = found.group(1)
    assert "default-src 'none'" in policy and "connect-src 'none'" in policy
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts}
    told = re.search(r"script-src ([^;]+);", policy)
    assert told and set(told.group(1).split()) == hashes
    assert not re.findall(r"<script (?!type=\"application/json\")", text), "a script without a hash would not run"


def test_it_holds_the_story_its_clocks_and_the_base(text: str, story: Story, atlas: Atlas) -> None:
    assert block(text, "story") == json.loads(json.dumps(story.to_dict(atlas)))
    assert {s.scene.known for s in story.scenes} <= set(block(text, "payload")["clocks"])
    base = block(text, "base")
    assert base["base/relief.json"]["light_url"].startswith("data:image/webp;base64,")
    assert base["base/land.geojson"]["features"]
    words = block(text, "words")
    assert words["present.next"] == ["Next scene", "Volgende scène"]


def test_every_word_its_scripts_ask_for_is_in_it(text: str, root: Path) -> None:
    words = block(text, "words")
    asked = set()
    for name in (*SCRIPTS,):
        source = (root / "assets" / name).read_text(encoding="utf-8")
        asked |= set(re.findall(r"""\bt\(["']([a-z][\w.]+[a-z])["'][,)]""", source))
        asked |= set(re.findall(r"""\[["'][^"']+["'], ["']((?:keys|present)\.[\w.]+)["']\]""", source))
    assert len(asked) > 40
    assert asked - words.keys() - {key for key in asked if key.startswith("shell.fault")} == set()


def test_hostile_words_stay_words(story: Story, atlas: Atlas) -> None:
    scene = replace(story.scenes[0], caption=Both(HOSTILE, HOSTILE))
    bad = Story("bad", Both(HOSTILE, HOSTILE), (scene,))
    text = briefing(bad, atlas, all_words())
    assert block(text, "story")["scenes"][0]["caption"]["en"] == HOSTILE
    assert "<script>alert(1)" not in text
    assert "<title>&lt;/script&gt;" in text


def test_a_missing_file_or_a_place_that_cannot_be_written_is_said(
    story: Story, atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(FileFault, match="choose another path with -o"):
        write_briefing(story, atlas, tmp_path / "none" / "x.html", all_words())
    written = write_briefing(story, atlas, tmp_path / "x.html", all_words())
    assert written.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    (tmp_path / "base").mkdir()
    with pytest.raises(FileFault, match=r"land\.geojson: expected a file of the atlas"):
        briefing(story, Atlas(atlas.tables, tmp_path), all_words())
    monkeypatch.setattr(page, "LIMIT_BYTES", 1000)
    with pytest.raises(FileFault, match="at most 1000 bytes"):
        briefing(story, atlas, all_words())
