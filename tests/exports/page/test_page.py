"""The briefing in one file: what stands in it, what may not, and that hostile words stay words."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo.errors import FileFault
from layers.atlas import Atlas
from sahel_atlas.exports.page import briefing as page
from sahel_atlas.exports.page.briefing import LIMIT_BYTES, briefing, latest_known, write_briefing
from sahel_atlas.scenes.stories.folder import find_story, parse_story
from sahel_atlas.scenes.stories.screen import story_dict
from sahel_atlas.scenes.stories.types import Both, Story
from sahel_atlas.views.words import all_words
from tests.page_scripts import sources

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
    told = json.loads(json.dumps(story_dict(story, atlas)))
    for scene in told["scenes"]:
        assert "{" in json.dumps(scene.pop("written")), "the file holds what is told, not what is written"
    assert block(text, "story") == told
    assert set(block(text, "payload")["clocks"]) == {f"{s.scene.known}~{s.scene.stated}" for s in story.scenes}
    base = block(text, "base")
    assert base["base/relief.json"]["light_url"].startswith("data:image/webp;base64,")
    assert base["base/land.geojson"]["features"]
    words = block(text, "words")
    assert words["present.next"] == ["Next scene", "Volgende scène"]


def test_every_word_its_scripts_ask_for_is_in_it(text: str) -> None:
    words = block(text, "words")
    asked = set()
    for path in sources("briefing.js"):
        source = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r"""\bt\(\s*["']([a-z][\w.]+[a-z])["'][,)]""", source))
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
    with pytest.raises(FileFault, match="none: expected a folder, got none; make it"):
        write_briefing(story, atlas, tmp_path / "none" / "x.html", all_words())
    written = write_briefing(story, atlas, tmp_path / "x.html", all_words())
    assert written.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    (tmp_path / "base").mkdir()
    with pytest.raises(FileFault, match=r"land\.geojson: expected a file of the atlas"):
        briefing(story, Atlas(atlas.tables, tmp_path), all_words())
    monkeypatch.setattr(page, "LIMIT_BYTES", 1000)
    with pytest.raises(FileFault, match="at most 1000 bytes"):
        briefing(story, atlas, all_words())


EARLY = """id: early
title: {en: Early, nl: Vroeg}
scenes:
  - name: one
    date: 2019-05
    known: 2019-06-01
    layers: [relief, groups, embassies, missions, initiatives, routes, events, places]
    caption: {en: "{Running|runs|run} on record", nl: "Vastgelegd: {running}"}
  - name: two
    date: 2020-09
    known: 2020-10-01
    caption:
      en: "{Suspended:subject=mission|mission is|missions are} suspended"
      nl: "{Suspended:subject=mission} opgeschort"
"""


def days_of(value: Any) -> set[str]:
    """Every day, month and year that stands as text anywhere in some plain values."""
    if isinstance(value, str):
        return set(re.findall(r"(?<![\d-])(?:19|20)\d\d(?:-[01]\d(?:-[0-3]\d)?)?(?![\d-])", value))
    found = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set().union(*(days_of(x) for x in found))


def test_the_file_holds_nothing_later_than_its_scenes_know(atlas: Atlas) -> None:
    story = parse_story(EARLY, "early.yaml", atlas)
    assert latest_known(story) == "2020-10-01"
    page_text = briefing(story, atlas, all_words())
    payload = block(page_text, "payload")
    assert sorted(payload["clocks"]) == ["2019-06-01~", "2020-10-01~"]
    last = (date(2020, 10, 1) - date(1970, 1, 1)).days
    for name, versions in payload["tables"].items():
        late = [row for _, first, _, row in versions if first is not None and first > last]
        assert late == [], f"{name} became public after 2020-10-01"
    documents = {row["document_id"] for _, _, _, row in payload["tables"]["documents"]}
    later = {d.document_id for d in atlas.tables.documents if d.date > "2020-10-01"}
    assert documents and not documents & later
    for name in ("payload", "story", "first"):
        told = page_text.partition(f'id="file-{name}">')[2].partition("</script>")[0]
        assert [i for i in later if f'"{i}"' in told] == [], name
    shown = days_of(block(page_text, "story")["scenes"]) | days_of(block(page_text, "first"))
    assert {day for day in shown if day > "2020-10-01"} == set()


def test_a_scene_without_a_day_of_knowledge_brings_all_that_is_known(story: Story, text: str, atlas: Atlas) -> None:
    assert latest_known(story) == ""
    rows = block(text, "payload")["tables"]["documents"]
    assert {row["document_id"] for *_, row in rows} == {d.document_id for d in atlas.tables.documents}


def test_the_page_opens_on_a_clock_that_it_holds(text: str, story: Story) -> None:
    first, clocks = block(text, "first"), block(text, "payload")["clocks"]
    assert f"{first['known']}~{first['stated']}" in clocks
    plain = block(text, "payload")["scene"]
    assert (plain["date"], plain["known"]) == (story.scenes[0].scene.date, story.scenes[0].scene.known)
