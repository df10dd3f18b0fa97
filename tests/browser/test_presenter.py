"""The presenter, the second screen and the builder on the served page."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import numpy as np
import pytest
from PIL import Image

from sahel_atlas.records.words import date_words
from sahel_atlas.scenes.stories.folder import find_story
from tests.browser.steps import BIG, STORIES, dark_blank_and_help, until

SIZES = [(1280, 720), (1024, 768), (1920, 1080), (3840, 2160)]
STEP = "document.querySelector('#notes h1') && document.querySelector('#notes h1').textContent"


VIEW = "(() => { const m = atlas.map.main.map, c = m.getCenter(); return [c.lng, c.lat, m.getZoom()]; })()"


def enter(page: Any, server: Any, story: str = STORIES[0], rest: str = "") -> Any:
    page.goto(f"{server.url}present?story={story}{rest}")
    until(page, "document.querySelector('.p-caption') && document.querySelector('.p-caption').textContent")
    return page


def caption(page: Any, text: str) -> None:
    until(page, f"document.querySelector('.p-caption').textContent === {json.dumps(text)}")


@pytest.mark.parametrize("name", STORIES)
def test_a_story_end_to_end_on_both_screens_in_both_languages(
    name: str, open_page: Any, server: Any, atlas: Any, watch: Any
) -> None:
    page = enter(open_page(viewport=BIG, reduced_motion="reduce"), server, name)
    notes = page.context.new_page()
    notes.goto(f"{server.url}present?story={name}&notes=1")
    scenes = find_story(name, atlas).scenes
    for number, scene in enumerate(scenes, 1):
        for lang in ("en", "nl") if number % 2 else ("nl", "en"):
            caption(page, getattr(scene.caption, lang))
            assert " ".join(page.inner_text(".p-date").split()) == date_words(scene.last.date, lang)
            until(notes, f"{STEP} && {STEP}.includes(' {number} ')")
            if (notes.evaluate("document.documentElement.lang") == "nl") != (lang == "nl"):
                notes.keyboard.press("n")
                until(notes, f"document.documentElement.lang === '{lang}'")
            assert getattr(scene.notes, lang) == notes.inner_text(".n-notes")
            following = getattr(scenes[number].caption, lang) if number < len(scenes) else ""
            assert following in notes.inner_text(".n-side")
            if (number % 2 == 1) == (lang == "en"):
                page.keyboard.press("n")
        until(page, f"location.search.includes('step={number}&')")
        view = scene.scene.view
        until(page, f"{VIEW}.every((x, i) => Math.abs(x - [{view.lon}, {view.lat}, {view.zoom}][i]) < 0.1)")
        page.keyboard.press("ArrowRight" if number % 2 else "PageDown")
    assert watch.outside() == []


def test_one_key_begins_the_story(open_page: Any, server: Any, atlas: Any) -> None:
    page = open_page(viewport=BIG, reduced_motion="reduce")
    page.goto(f"{server.url}present")
    page.wait_for_selector("#story-chooser[open]")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(".p-caption")
    first = find_story(STORIES[0], atlas).scenes
    caption(page, first[0].caption.en)
    page.keyboard.press("ArrowRight")
    caption(page, first[1].caption.en)
    assert f"story={STORIES[0]}" in page.url


MONTHS = ("June", "July", "August", "September", "October", "November")


def test_a_range_is_played_and_ends_at_its_caption(open_page: Any, server: Any, atlas: Any) -> None:
    page = enter(open_page(viewport=BIG), server)
    scene = find_story(STORIES[0], atlas).scenes[1]
    page.evaluate(
        "(() => { window.seen = []; const q = (s) => document.querySelector(s).textContent;"
        " new MutationObserver(() => seen.push([q('.p-date'), q('.p-caption')]))"
        ".observe(document.querySelector('.p-text'), { subtree: true, childList: true, characterData: true }); })()"
    )
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('.p-date').textContent.startsWith('December')")
    caption(page, scene.caption.en)
    seen = page.evaluate("seen")
    on_the_way = [told for text, told in seen if text[:-4] in MONTHS]
    assert on_the_way, f"no month between June and December was shown: {seen}"
    assert set(on_the_way) == {""}, "a caption of December is not true of the months before"


def test_space_plays_the_time_to_the_next_scene_and_pauses(open_page: Any, server: Any, atlas: Any) -> None:
    page = enter(open_page(viewport=BIG), server, STORIES[0], "&step=3")
    # The second press comes with the first new month, however slow the machine is.
    page.evaluate(
        "(() => { const date = document.querySelector('.p-date'), before = date.textContent;"
        " const watch = new MutationObserver(() => { if (date.textContent === before) return; watch.disconnect();"
        " document.body.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true, cancelable: true })); });"
        " watch.observe(date, { subtree: true, childList: true, characterData: true }); })()"
    )
    page.keyboard.press("Space")
    until(page, "!document.querySelector('.p-date').textContent.startsWith('May')")
    paused = page.inner_text(".p-date")
    page.wait_for_timeout(700)
    assert page.inner_text(".p-date") == paused and not paused.startswith("December")
    page.keyboard.press("Space")
    caption(page, find_story(STORIES[0], atlas).scenes[3].caption.en)


PRESS = """() => new Promise((done) => {
  const seen = [], read = (s) => document.querySelector(s).textContent;
  atlas.on('painted', () => { seen.push('painted'); done({ told, seen }); });
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }));
  const told = [...document.querySelectorAll('.p-date span')].map((e) => e.textContent).concat(read('.p-caption'));
  requestAnimationFrame(() => seen.push('frame'));
})"""


def test_date_and_caption_change_with_the_key_and_the_map_a_frame_later(
    open_page: Any, server: Any, atlas: Any
) -> None:
    page = enter(open_page(viewport=BIG, reduced_motion="reduce"), server, STORIES[0], "&step=3")
    scene = find_story(STORIES[0], atlas).scenes[3]
    until(page, "Boolean(atlas.map.main.wheels)")
    found = page.evaluate(PRESS)
    assert " ".join(found["told"]) == f"{date_words(scene.last.date, 'en')} {scene.caption.en}"
    assert found["seen"] == ["frame", "painted"], "nothing is painted before the frame that shows the new words"
    caption(page, scene.caption.en)
    assert date_words(scene.last.date, "en") in page.get_attribute('.wheel-box[data-iso="MLI"]', "aria-label")
    until(page, "location.search.includes('step=4&')")


def test_keys(open_page: Any, server: Any, atlas: Any) -> None:
    scenes = find_story(STORIES[0], atlas).scenes
    page = enter(open_page(viewport=BIG, reduced_motion="reduce"), server)
    for key, number in (("4", 4), ("End", 12), ("PageUp", 11), ("Home", 1), ("ArrowRight", 2), ("ArrowLeft", 1)):
        page.keyboard.press(key)
        caption(page, scenes[number - 1].caption.en)
    page.keyboard.press("n")
    caption(page, scenes[0].caption.nl)
    dark_blank_and_help(page, "scherm leeg")
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


def test_both_windows_find_their_step_again_after_the_server_came_back(
    open_page: Any, serve: Any, atlas: Any, watch: Any
) -> None:
    watch.expect("ERR_|Failed to load")
    first = serve()
    page = enter(open_page(viewport=BIG, reduced_motion="reduce"), first, STORIES[0], "&step=4&lang=nl")
    notes = page.context.new_page()
    notes.goto(f"{first.url}present?story={STORIES[0]}&notes=1&lang=nl")
    until(notes, f"{STEP} === 'Scène 4 van 12'")
    first.stop()
    page.keyboard.press("ArrowRight")
    caption(page, find_story(STORIES[0], atlas).scenes[4].caption.nl)
    until(notes, f"{STEP} === 'Scène 5 van 12'")
    serve("--port", first.url.rstrip("/").rsplit(":", 1)[1])
    for window in (page, notes):
        window.reload()
    page.wait_for_selector(".p-caption")
    caption(page, find_story(STORIES[0], atlas).scenes[4].caption.nl)
    until(notes, f"{STEP} === 'Scène 5 van 12'")


def test_the_second_screen_stays_in_step_and_survives_a_reload(open_page: Any, server: Any, atlas: Any) -> None:
    scenes = find_story(STORIES[0], atlas).scenes
    page = enter(open_page(viewport=BIG, reduced_motion="reduce"), server, STORIES[0], "&step=3")
    notes = page.context.new_page()
    notes.goto(f"{server.url}present?story={STORIES[0]}&notes=1")
    until(notes, f"{STEP} === 'Scene 3 of 12'")
    assert scenes[2].notes.en in notes.inner_text("#notes")
    assert scenes[3].caption.en in notes.inner_text(".n-next")
    page.keyboard.press("ArrowRight")
    until(notes, f"{STEP} === 'Scene 4 of 12'")
    notes.click(".n-side [data-go='8']")
    caption(page, scenes[8].caption.en)
    notes.keyboard.press("ArrowLeft")
    caption(page, scenes[7].caption.en)
    notes.reload()
    until(notes, f"{STEP} === 'Scene 8 of 12'")
    page.reload()
    page.wait_for_selector(".p-caption")
    caption(page, scenes[7].caption.en)
    until(notes, f"{STEP} === 'Scene 8 of 12'")
    assert re.fullmatch(r"\d\d:\d\d", notes.inner_text(".n-clock"))


READ = """() => {
  const px = (s) => [...document.querySelectorAll(s)].filter((e) => e.getClientRects().length).map((e) => {
    const k = e.closest('.is-empty') && e.closest('.wheel') ? 0.64 : 1;
    return parseFloat(getComputedStyle(e).fontSize) * k; });
  return { date: px('.p-date span'), caption: px('.p-caption'), names: px('.wheel-name'), counts: px('.wheel-box text'),
    legend: px('.p-legend li'), towns: px('.site-name'), source: px('.p-source') };
}"""
LINES = """(captions) => { const box = document.querySelector('.p-caption'), said = box.textContent;
  const tall = (words) => { box.textContent = words; const r = document.createRange(); r.selectNodeContents(box);
    return Math.round(r.getBoundingClientRect().height / parseFloat(getComputedStyle(box).lineHeight)); };
  const most = Math.max(...captions.map(tall)); box.textContent = said; return most; }"""
LEAST = {"date": 24, "caption": 24, "names": 24, "counts": 24, "legend": 20, "towns": 20, "source": 18}


def test_it_can_be_read_from_eight_metres(open_page: Any, server: Any, atlas: Any) -> None:
    """Sizes hold for 1080 lines; a screen with fewer or more lines shows the same picture smaller or larger.

    A screen of 4:3 keeps the text at the size of its lines; its map is as wide as the screen allows. No caption of the
    shipped stories takes more than three lines on any of them.
    """
    scenes = [scene for name in STORIES for scene in find_story(name, atlas).scenes]
    captions = [words for scene in scenes for words in (scene.caption.en, scene.caption.nl)]
    page = enter(open_page(viewport=BIG, reduced_motion="reduce"), server, STORIES[0], "&step=9")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        text, symbols = min(width / 1440, height / 1080), min(width / 1840, height / 1080)
        until(page, f"Math.abs(getComputedStyle(document.documentElement).getPropertyValue('--s') - {text}) < 0.001")
        until(page, "[...document.querySelectorAll('.site-name')].some((e) => e.getClientRects().length)")
        until(page, f"Math.abs(atlas.map.main.map.getSize().x - {width}) < 1")
        found = page.evaluate(READ)
        for part, px in LEAST.items():
            scale = symbols if part in ("names", "counts", "towns") else text
            assert found[part] and all(x >= px * scale - 0.1 for x in found[part]), f"{part}: {found[part]} at {width}"
        assert len(found["names"]) == 11
        assert page.evaluate(LINES, captions) <= 3, f"a caption takes more than three lines at {width}x{height}"
        inside = (
            "(e) => { const r = e.getBoundingClientRect(); return r.left >= 0 && r.top >= 0"
            f" && r.right <= {width} && r.bottom <= {height}; }}"
        )
        boxes = [".p-date", ".p-caption", ".p-legend", ".p-source"]
        for box in boxes + [f'.wheel-box[data-iso="{iso}"]' for iso in ("MLI", "NER", "SEN", "TGO", "TCD")]:
            assert page.locator(box).evaluate(inside), f"{box} leaves the screen at {width}x{height}"


WIDE = """(() => { const r = document.createRange(); r.selectNodeContents(document.querySelector('.p-date span'));
  return r.getBoundingClientRect().width / getComputedStyle(document.documentElement).getPropertyValue('--s'); })()"""


def test_a_long_month_stays_off_the_coast(open_page: Any, server: Any) -> None:
    """The date is as large as the sea beside the coast allows: less for September than for May, less still on 4:3."""
    page = enter(open_page(viewport=BIG, reduced_motion="reduce"), server, STORIES[0], "&step=5")
    for lang in ("September", "september"):
        until(page, f"document.querySelector('.p-date').textContent.startsWith('{lang}')")
        page.set_viewport_size(BIG)
        until(page, f"Math.abs({WIDE} - 470) < 4")
        page.set_viewport_size({"width": 1024, "height": 768})
        until(page, f"Math.abs({WIDE} - 355) < 4")
        page.keyboard.press("n")
    page.set_viewport_size(BIG)
    enter(page, server, STORIES[0], "&step=3")
    until(page, "document.querySelector('.p-date').textContent.startsWith('May')")
    assert page.evaluate("getComputedStyle(document.querySelector('.p-date span')).fontSize") == "116px"


def luminance(rgb: np.ndarray) -> np.ndarray:
    part = rgb.astype(float) / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def contrasts(page: Any, selector: str) -> list[float]:
    """The contrast of each text with what is drawn under its letters, halo included: the fifth lowest percentile."""
    with_text = np.asarray(Image.open(io.BytesIO(page.screenshot())).convert("RGB")).astype(int)
    page.evaluate(BARE)
    bare = np.asarray(Image.open(io.BytesIO(page.screenshot())).convert("RGB")).astype(int)
    page.evaluate("document.getElementById('bare').remove()")
    found = []
    for colour, left, top, right, bottom in page.locator(selector).evaluate_all(BOXES):
        box = (slice(max(0, top), bottom), slice(max(0, left), right))
        letters = np.abs(with_text[box] - bare[box]).sum(axis=2) > 60
        if letters.sum() < 8:
            continue
        under, ink = luminance(bare[box][letters]), luminance(np.array(colour))
        ratio = (np.maximum(under, ink) + 0.05) / (np.minimum(under, ink) + 0.05)
        found.append(float(np.percentile(ratio, 5)))
    return found


BARE = """(() => { const s = document.createElement('style'); s.id = 'bare'; document.head.append(s);
  s.textContent = '* { color: transparent !important } .wheel-box text, .p-wheel text { fill: transparent !important }';
})()"""
BOXES = """(list) => list.filter((e) => {
  const r = e.getBoundingClientRect();
  return e.textContent.trim() && e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })
    && r.left >= 0 && r.top >= 0 && r.right <= innerWidth && r.bottom <= innerHeight;
}).map((e) => {
  const r = e.getBoundingClientRect(), style = getComputedStyle(e);
  const colour = (e.tagName === 'text' ? style.fill : style.color).match(/[\\d.]+/g).slice(0, 3).map(Number);
  return [colour, ...[r.left, r.top, r.right, r.bottom].map(Math.round)]; })"""
ALL_ELSE = ".p-legend li, .p-wheel text, .p-source, .p-silence, .site-name, .wheel-state, .label.c-town, .label.c-4"


def test_text_stands_out_from_what_is_under_it_in_each_theme(open_page: Any, server: Any) -> None:
    page = enter(open_page(viewport=BIG, reduced_motion="reduce"), server, STORIES[0], "&step=9")
    page.wait_for_selector(".m-relief", state="attached")
    for theme in ("projector", "dark"):
        until(page, f"document.documentElement.dataset.theme === '{theme}'")
        large = contrasts(page, ".p-date span, .p-caption, .wheel-name, .wheel-box text")
        assert len(large) >= 20 and min(large) >= 7, f"{theme}: {min(large):.2f}"
        rest = contrasts(page, ALL_ELSE)
        assert len(rest) >= 20 and min(rest) >= 4.5, f"{theme}: {min(rest):.2f}"
        page.keyboard.press("d")


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
    page.wait_for_selector("#story-chooser[open] [role=alert]:not(:empty)")
    assert "<img src=x>" in page.inner_text("#story-chooser [role=alert]:not(:empty)")


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


def test_no_link_without_its_story_is_written_while_a_story_is_shown(open_page: Any, server: Any, atlas: Any) -> None:
    """A reload at any moment finds the story: each address that the page writes bears it."""
    page = enter(open_page(viewport=BIG, reduced_motion="reduce"), server, STORIES[0], "&step=3")
    page.evaluate("""() => {
      window.written = [];
      const write = history.replaceState.bind(history);
      history.replaceState = (state, title, url) => { written.push(String(url)); write(state, title, url); };
    }""")
    page.keyboard.press("ArrowRight")
    caption(page, find_story(STORIES[0], atlas).scenes[3].caption.en)
    until(page, "location.search.includes('step=4&')")
    page.keyboard.press("n")
    until(page, "location.search.includes('lang=nl')")
    assert all("story=" in url for url in page.evaluate("written")), page.evaluate("written")
