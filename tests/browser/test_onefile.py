"""The briefing in one file, opened from file:// with the network cut: every scene, the slider, both languages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sahel_atlas import cli
from sahel_atlas.exports.page.briefing import write_briefing
from sahel_atlas.marks.wheels import asked_statuses
from sahel_atlas.records.words import date_words
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.stories.folder import find_story
from sahel_atlas.scenes.stories.screen import story_dict
from sahel_atlas.views.words import all_words
from tests.browser.steps import BIG, STORIES, dark_blank_and_help, until


@pytest.fixture(scope="module")
def files(atlas: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("briefing")
    words = all_words()
    return {name: write_briefing(find_story(name, atlas), atlas, folder / f"{name}.html", words) for name in STORIES}


@pytest.fixture
def opened(open_page: Callable[..., Any], files: dict[str, Path]) -> Iterator[Callable[..., Any]]:
    def one(name: str, place: str = "", **options: Any) -> Any:
        page = open_page(offline=True, viewport=BIG, reduced_motion="reduce", **options)
        page.goto(files[name].as_uri() + place)
        page.wait_for_selector("html[data-ready=yes]")
        return page

    yield one


def shown(page: Any) -> tuple[str, str]:
    return " ".join(page.inner_text(".p-date").split()), page.inner_text(".p-caption")


LINES = (
    "(() => { const r = document.createRange(); r.selectNodeContents(document.querySelector('.p-caption'));"
    " return new Set([...r.getClientRects()].map((q) => Math.round(q.top))).size; })()"
)


KEYS = "JSON.stringify(Object.values(atlas.map.main.wheels).map((w) => w.storeys.map((s) => s.key)))"
NUMBERS = (
    "Object.fromEntries(Object.entries(atlas.map.main.wheels)"
    ".filter(([, w]) => !w.box.classList.contains('is-outside') && !w.box.classList.contains('is-bare'))"
    ".map(([iso, w]) => [iso, Number(w.box.querySelector('text').textContent)]))"
)


@pytest.mark.parametrize("name", STORIES)
def test_every_scene_tells_what_the_story_says_in_both_languages(
    name: str, opened: Any, atlas: Any, watch: Any
) -> None:
    page = opened(name)
    story = find_story(name, atlas)
    scenes, plain = story.scenes, story_dict(story, atlas)["scenes"]
    mark = len(watch.requests)
    for number, scene in enumerate(scenes):
        for lang in ("nl", "en") if number % 2 else ("en", "nl"):
            told = (date_words(scene.last.date, lang), getattr(scene.caption, lang))
            until(page, f"document.querySelector('.p-caption').textContent === {json.dumps(told[1])}")
            assert shown(page) == told
            under = (plain[number]["clock"][lang], plain[number]["documented"][lang])
            assert page.inner_text(".p-clock") == ". ".join(filter(None, under))
            assert 1 <= page.evaluate(LINES) <= 3, f"{scene.name}: more than three lines ({lang})"
            if (lang == "en") != bool(number % 2):
                page.keyboard.press("n")
        found = resolve(scene.last, atlas)
        asked = asked_statuses(found.scene.filter, found.atlas)
        told_of = {iso3: wheel.numbers(asked) for iso3, wheel in found.wheels.items()}
        drawn = {iso3: own for iso3, (own, region) in told_of.items() if not asked or own or region}
        assert page.evaluate(NUMBERS) == drawn, scene.name
        page.keyboard.press("ArrowRight")
    assert watch.since(mark) == []
    assert page.inner_text(".p-silence").endswith(": 0")


HOSTILE = "</script><script>alert(document.title)</script><img src=x onerror=alert(name)>"


def test_a_story_of_ones_own_by_its_path_and_its_words_stay_words(
    opened: Any, files: dict[str, Path], tmp_path: Path, atlas: Any
) -> None:
    story, target = tmp_path / "own.yaml", tmp_path / "own.html"
    caption = '{en: "<b>bold</b> &amp; {running:NER}", nl: "<i>schuin</i>"}'
    notes = f'{{en: "{HOSTILE}", nl: "{HOSTILE}"}}'
    scene = f"  - name: one\n    date: 2023-08\n    caption: {caption}\n    notes: {notes}\n"
    story.write_text(f'id: own\ntitle: {{en: "{HOSTILE}", nl: "{HOSTILE}"}}\nscenes:\n{scene}', encoding="utf-8")
    assert cli.main(["export", str(story), "-o", str(target)]) == 0
    files["own"] = target
    page = opened("own")
    until(page, "document.querySelector('.p-caption').textContent !== ''")
    running = resolve(Scene(date="2023-08"), atlas).wheels["NER"].running
    assert page.inner_text(".p-caption") == f"<b>bold</b> &amp; {running}"
    assert page.locator(".p-caption *").count() == 0
    page.keyboard.press("n")
    until(page, "document.querySelector('.p-caption').textContent === '<i>schuin</i>'")
    assert HOSTILE in page.title()


def test_the_slider_and_the_instruments_work_and_one_key_returns(opened: Any, watch: Any) -> None:
    page = opened(STORIES[0], "#step=9")
    before = shown(page)
    mark = len(watch.requests)
    page.keyboard.press("q")
    slider = page.locator(".p-slider")
    slider.focus()
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    until(page, "document.querySelector('.p-date').textContent.startsWith('April')")
    assert page.inner_text(".p-caption") == "", "the caption is not true of another month"
    wheels = page.evaluate(KEYS)
    page.click('.p-bar [data-instrument="security"]')
    until(page, "!atlas.state.scene.instrument.includes('security')")
    until(page, f"{KEYS} !== {wheels!r}")
    page.keyboard.press("g")
    until(page, "document.querySelector('.p-caption').textContent !== ''")
    assert shown(page) == before
    assert page.evaluate("atlas.state.scene.instrument.length") == 0
    assert watch.since(mark) == []


def test_keys_for_language_theme_blank_and_help(opened: Any) -> None:
    page = opened(STORIES[1])
    page.keyboard.press("n")
    until(page, "document.documentElement.lang === 'nl'")
    assert page.inner_text(".p-caption").startswith("Aan de kust")
    dark_blank_and_help(page, "scène op nummer")
    page.keyboard.press("5")
    until(page, "location.hash.includes('step=5&')")


def test_a_reload_comes_back_to_the_same_scene(opened: Any) -> None:
    page = opened(STORIES[1], "#step=3&lang=nl")
    before = shown(page)
    page.reload()
    page.wait_for_selector("html[data-ready=yes]")
    assert shown(page) == before


def test_routes_arrow_and_wheels_are_drawn(opened: Any) -> None:
    page = opened(STORIES[0], "#step=7")
    page.wait_for_selector(".r-leg", state="attached")
    assert page.inner_text(".r-figure").startswith("102,529")
    assert page.locator(".wheel-box").count() == 11
    assert page.locator(".m-land").count() > 0
    assert page.locator(".m-relief-light").evaluate("(i) => i.complete && i.naturalWidth > 100")


def test_a_planted_request_turns_the_note_red(opened: Any, watch: Any) -> None:
    watch.expect("example|Content Security Policy|Content-Security-Policy|ERR_")
    page = opened(STORIES[1])
    page.evaluate("new Image().src = 'https://example.org/pixel.png'")
    page.wait_for_selector(".p-silence.is-broken")
    text = page.inner_text(".p-silence")
    assert "Requests to other addresses: 1" in text and "example.org" in text
