"""The presenter, the second screen and the builder on the served page."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from layers.story import find_story
from layers.words import date_words

STORIES = ("from-expansion-to-pause", "coastal-states")
SIZES = [(1280, 720), (1920, 1080), (3840, 2160), (1600, 1200)]
BIG = {"width": 1920, "height": 1080}


def until(page: Any, expression: str, seconds: float = 12) -> None:
    """Wait until an expression holds; the page's policy forbids the evaluation that Playwright's own waiting uses."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"not within {seconds} s: {expression}"
        page.wait_for_timeout(30)


def enter(page: Any, server: Any, story: str = STORIES[0], rest: str = "") -> Any:
    page.goto(f"{server.url}present?story={story}{rest}")
    until(page, "document.querySelector('.p-caption') && document.querySelector('.p-caption').textContent")
    return page


def caption(page: Any, text: str) -> None:
    until(page, f"document.querySelector('.p-caption').textContent === {json.dumps(text)}")


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("name", STORIES)
def test_a_story_end_to_end_by_arrow(name: str, lang: str, open_page: Any, server: Any, atlas: Any, watch: Any) -> None:
    page = enter(open_page(viewport=BIG, reduced_motion="reduce"), server, name, f"&lang={lang}")
    for number, scene in enumerate(find_story(name, atlas).scenes, 1):
        caption(page, getattr(scene.caption, lang))
        assert " ".join(page.inner_text(".p-date").split()) == date_words(scene.last.date, lang)
        until(page, f"location.search.includes('step={number}&')")
        page.keyboard.press("ArrowRight" if number % 2 else "PageDown")
    assert watch.outside() == []


def test_a_range_is_played_and_ends_at_its_caption(open_page: Any, server: Any, atlas: Any) -> None:
    page = enter(open_page(viewport=BIG), server)
    scene = find_story(STORIES[0], atlas).scenes[1]
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('.p-date').textContent.startsWith('September')")
    assert page.inner_text(".p-caption") == ""
    caption(page, scene.caption.en)
    assert "December" in page.inner_text(".p-date")


def test_space_plays_the_time_to_the_next_scene_and_pauses(open_page: Any, server: Any, atlas: Any) -> None:
    page = enter(open_page(viewport=BIG), server, STORIES[0], "&step=3")
    page.keyboard.press("Space")
    until(page, "document.querySelector('.p-date').textContent.startsWith('July')")
    page.keyboard.press("Space")
    paused = page.inner_text(".p-date")
    page.wait_for_timeout(700)
    assert page.inner_text(".p-date") == paused
    page.keyboard.press("Space")
    caption(page, find_story(STORIES[0], atlas).scenes[3].caption.en)


def test_keys(open_page: Any, server: Any, atlas: Any) -> None:
    scenes = find_story(STORIES[0], atlas).scenes
    page = enter(open_page(viewport=BIG, reduced_motion="reduce"), server)
    for key, number in (("4", 4), ("End", 12), ("PageUp", 11), ("Home", 1), ("ArrowRight", 2), ("ArrowLeft", 1)):
        page.keyboard.press(key)
        caption(page, scenes[number - 1].caption.en)
    page.keyboard.press("n")
    caption(page, scenes[0].caption.nl)
    page.keyboard.press("d")
    until(page, "document.documentElement.dataset.theme === 'dark'")
    page.keyboard.press("b")
    page.wait_for_selector(".p-blank:not([hidden])")
    page.keyboard.press("b")
    page.wait_for_selector(".p-blank", state="hidden")
    page.keyboard.press("?")
    page.wait_for_selector("dialog.help[open]")
    assert "scherm leeg" in page.inner_text("dialog.help")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    until(page, "document.documentElement.dataset.present === 'off'")
    assert "story=" not in page.url
    assert page.locator("#rail").is_visible()


def test_a_question_leaves_the_story_and_one_key_returns(open_page: Any, server: Any, atlas: Any) -> None:
    page = enter(open_page(viewport=BIG, reduced_motion="reduce"), server, STORIES[0], "&step=9")
    page.keyboard.press("q")
    page.wait_for_selector("#story-waits")
    page.keyboard.press("ArrowLeft")
    until(page, "atlas.state.scene.date === '2023-07'")
    page.reload()
    page.wait_for_selector("#story-waits")
    page.keyboard.press("g")
    caption(page, find_story(STORIES[0], atlas).scenes[8].caption.en)
    assert page.evaluate("atlas.state.scene.date") == "2023-08"
    page.keyboard.press("q")
    page.click("#story-waits [data-act=return]")
    caption(page, find_story(STORIES[0], atlas).scenes[8].caption.en)


def test_a_reload_comes_back_to_the_same_step(open_page: Any, server: Any, atlas: Any) -> None:
    page = enter(open_page(viewport=BIG, reduced_motion="reduce"), server, STORIES[1], "&step=2")
    page.keyboard.press("ArrowRight")
    scene = find_story(STORIES[1], atlas).scenes[2]
    caption(page, scene.caption.en)
    until(page, "location.search.includes('step=3&')")
    page.reload()
    page.wait_for_selector(".p-caption")
    caption(page, scene.caption.en)


def test_the_second_screen_stays_in_step_and_survives_a_reload(open_page: Any, server: Any, atlas: Any) -> None:
    scenes = find_story(STORIES[0], atlas).scenes
    page = enter(open_page(viewport=BIG, reduced_motion="reduce"), server, STORIES[0], "&step=3")
    notes = page.context.new_page()
    notes.goto(f"{server.url}present?story={STORIES[0]}&notes=1")
    step = "document.querySelector('#notes h1') && document.querySelector('#notes h1').textContent"
    until(notes, f"{step} === 'Scene 3 of 12'")
    assert scenes[2].notes.en in notes.inner_text("#notes")
    assert scenes[3].caption.en in notes.inner_text(".n-next")
    page.keyboard.press("ArrowRight")
    until(notes, f"{step} === 'Scene 4 of 12'")
    notes.click(".n-side [data-go='8']")
    caption(page, scenes[8].caption.en)
    notes.keyboard.press("ArrowLeft")
    caption(page, scenes[7].caption.en)
    notes.reload()
    until(notes, f"{step} === 'Scene 8 of 12'")
    page.reload()
    page.wait_for_selector(".p-caption")
    caption(page, scenes[7].caption.en)
    until(notes, f"{step} === 'Scene 8 of 12'")
    assert re.fullmatch(r"\d\d:\d\d", notes.inner_text(".n-clock"))


READ = """() => {
  const px = (s) => [...document.querySelectorAll(s)].filter((e) => e.getClientRects().length).map((e) => {
    const k = e.closest('.is-empty') && e.closest('.wheel') ? 0.64 : 1;
    return parseFloat(getComputedStyle(e).fontSize) * k; });
  return { date: px('.p-date span'), caption: px('.p-caption'), names: px('.wheel-name'), counts: px('.wheel-box text'),
    legend: px('.p-legend li'), towns: px('.site-name'), source: px('.p-source'), edge: px('.edge') };
}"""


@pytest.mark.parametrize("size", SIZES)
def test_it_can_be_read_from_eight_metres(size: tuple[int, int], open_page: Any, server: Any) -> None:
    """Sizes hold for 1080 lines; a screen with fewer or more lines shows the same picture smaller or larger."""
    page = open_page(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    enter(page, server, STORIES[0], "&step=9")
    page.wait_for_selector(".site-name")
    scale = min(size[0] / 1920, size[1] / 1080)
    found = page.evaluate(READ)
    least = {
        "date": 24,
        "caption": 24,
        "names": 24,
        "counts": 24,
        "legend": 20,
        "towns": 20,
        "source": 18,
        "edge": 20,
    }
    for part, px in least.items():
        assert all(x >= px * scale - 0.1 for x in found[part]), f"{part}: {found[part]} of {px} x {scale}"
    assert len(found["names"]) == 11
    inside = f"(r) => r.left >= 0 && r.top >= 0 && r.right <= {size[0]} && r.bottom <= {size[1]}"
    for box in (".p-date", ".p-caption", ".p-legend", ".p-source"):
        assert page.locator(box).evaluate(f"(e) => ({inside})(e.getBoundingClientRect())"), box
    for iso in ("MLI", "NER", "SEN", "TGO", "TCD"):
        wheel = page.locator(f'.wheel-box[data-iso="{iso}"]')
        assert wheel.evaluate(f"(e) => ({inside})(e.getBoundingClientRect())"), iso


def test_text_stands_out_in_each_theme(open_page: Any, server: Any) -> None:
    page = enter(open_page(viewport=BIG, reduced_motion="reduce"), server, STORIES[0], "&step=9")
    script = """() => {
      const rgb = (v) => { const d = document.createElement('i'); d.style.color = v; document.body.append(d);
        const c = getComputedStyle(d).color.match(/[\\d.]+/g).map(Number); d.remove(); return c; };
      const linear = (x) => (x <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4);
      const lum = (v) => { const [r, g, b] = rgb(v).map((x) => linear(x / 255));
        return .2126 * r + .7152 * g + .0722 * b; };
      const ratio = (a, b) => { const [x, y] = [lum(a), lum(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
      const ink = getComputedStyle(document.querySelector('.p-caption')).color;
      const name = getComputedStyle(document.querySelector('.wheel-name')).color;
      return { caption: ratio(ink, 'var(--sea)'), name: ratio(name, 'var(--t1)'),
        count: ratio('var(--ink)', 'var(--disc)') };
    }"""
    for _ in range(2):
        assert all(value >= 7 for value in page.evaluate(script).values()), page.evaluate(script)
        page.keyboard.press("d")
        until(page, "document.documentElement.dataset.theme === 'dark'")


def test_the_button_opens_a_chooser_and_an_unknown_story_says_so(open_page: Any, server: Any, atlas: Any) -> None:
    page = open_page(viewport=BIG, reduced_motion="reduce")
    page.goto(server.url)
    page.wait_for_selector(".wheel-box")
    page.click("#present-button")
    page.wait_for_selector("#story-chooser[open]")
    page.click(f'#story-chooser [data-choose=start][data-story="{STORIES[1]}"]')
    page.wait_for_selector(".p-caption")
    caption(page, find_story(STORIES[1], atlas).scenes[0].caption.en)
    page.goto(f"{server.url}present?story=%3Cimg%20src%3Dx%3E")
    page.wait_for_selector("#story-chooser[open] [role=alert]")
    assert "<img src=x>" in page.inner_text("#story-chooser [role=alert]")


def test_a_planted_request_turns_the_note_red(open_page: Any, server: Any, watch: Any) -> None:
    watch.expect("example|Content Security Policy|ERR_")
    page = open_page()
    page.goto(server.url)
    page.wait_for_selector(".dock-silence")
    assert page.inner_text(".dock-silence") == "Requests to other addresses: 0"
    page.evaluate("fetch('https://example.org/x').catch(() => 0)")
    page.wait_for_selector(".dock-silence.is-broken")
    assert "Requests to other addresses: 1" in page.inner_text(".dock-silence")
    assert [u for u in watch.outside() if "example" in u] == [], "the policy stops it before it leaves"


def test_the_builder_makes_a_story_that_can_be_presented(
    open_page: Callable[..., Any], server: Any, watch: Any, tmp_path: Path
) -> None:
    watch.expect("400")
    page = open_page(accept_downloads=True, reduced_motion="reduce")
    page.goto(server.url + "?v=1&date=2023-08&instrument=security")
    page.wait_for_selector(".wheel-box")
    page.click("#present-button")
    page.click("[data-choose=make]")
    fields = "[...document.querySelectorAll('.b-scenes textarea')].map((e) => e.value)"
    for text in ("Eerst", "Daarna"):
        page.click("#builder [data-act=add]")
        page.keyboard.type(text)
    page.click("#builder [data-act=up][data-k='1']")
    assert page.evaluate(fields) == ["Daarna", "", "Eerst", ""]
    page.click("#builder [data-act=undo]")
    assert page.evaluate(fields) == ["Eerst", "", "Daarna", ""]
    with page.expect_download() as download:
        page.click("#builder [data-act=download]")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "date: 2023-08" in text and "- security" in text
    bad = tmp_path / "bad.yaml"
    bad.write_text(text.replace("2023-08", "2023-13", 1), encoding="utf-8")
    page.set_input_files("#builder input[type=file]", bad)
    page.wait_for_selector(".b-faults")
    assert re.search(r"bad\.yaml:\d+: expected .*got '2023-13'", page.inner_text(".b-faults"))
    good = tmp_path / "good.yaml"
    good.write_text(text, encoding="utf-8")
    page.set_input_files("#builder input[type=file]", good)
    page.wait_for_selector(".b-said:not(:empty)")
    page.click("#builder [data-act=present]")
    page.wait_for_selector(".p-caption")
    caption(page, "Eerst")
    page.reload()
    page.wait_for_selector(".p-caption")
    caption(page, "Eerst")
