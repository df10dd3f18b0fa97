"""The marking on the screen: on every scene of a briefing in a file, in the presenter, in its notes, and beside it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from sahel_atlas import cli
from sahel_atlas.exports.marking import REQUIRED, SETTING, TLP_COLOUR, Marking, marking_of
from sahel_atlas.exports.page.marking import band_html
from sahel_atlas.scenes.stories.folder import find_story
from tests.browser.steps import BIG, STORIES, until

NATO, AMBER = Marking("NATO RESTRICTED"), Marking("", "AMBER")
INK = {"NATO RESTRICTED": (255, 255, 255), "TLP:AMBER": (0xFF, 0xC0, 0x00)}
ON_TOP = """(side) => {
  const band = document.querySelector(`.marking-band[data-side="${side}"]`), box = band.getBoundingClientRect();
  const under = document.elementsFromPoint ? [box.left + 4, box.left + box.width / 2, box.right - 4].map((x) => {
    band.style.pointerEvents = "auto";
    const found = document.elementFromPoint(x, box.top + box.height / 2);
    band.style.pointerEvents = "";
    return found === band || band.contains(found);
  }) : [];
  return { text: band.innerText.replace(/\\s+/g, " ").trim(), top: box.top, bottom: innerHeight - box.bottom,
    wide: box.width === innerWidth, cut: band.scrollWidth > band.clientWidth + 1, under };
}"""


def assert_marked(page: Any, marking: Marking, modal: bool = False) -> None:
    """Both bands stand at the edges of the window, above all else, with the words in their colours."""
    words = " ".join(text for text, _ in marking.parts)
    for side in ("top", "foot"):
        seen = page.evaluate(ON_TOP, side)
        assert seen["text"] == words
        assert seen["top" if side == "top" else "bottom"] == pytest.approx(0, abs=0.6)
        assert seen["wide"] and not seen["cut"]
        # A modal dialog takes all that is pointed at: there the pixels alone speak.
        assert modal or seen["under"] == [True] * 3, f"something lies over the band: {side}"
    pixels = np.asarray(Image.open(io.BytesIO(page.screenshot())).convert("RGB")).astype(int)
    deep = int(page.evaluate("document.querySelector('.marking-band').offsetHeight")) - 2
    assert deep >= 18
    for rows in (pixels[2:deep], pixels[-deep:-2]):
        assert (rows[:, :40] < 12).all() and (rows[:, -40:] < 12).all(), "the band is not black to the edge"
        for text, _ in marking.parts:
            assert (np.abs(rows - INK[text]).max(axis=2) < 60).sum() > 25, f"no {text} in the pixels"


def shown(page: Any, text: str) -> None:
    until(page, f"(document.querySelector('.p-caption') || {{}}).textContent === {json.dumps(text)}")


# ---- the briefing in one file ----


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What the command line writes, for a text and for a label."""
    folder = tmp_path_factory.mktemp("marked")
    for name, story, asked in (
        ("text", STORIES[0], ["--marking", "NATO RESTRICTED"]),
        ("label", STORIES[1], ["--tlp", "AMBER"]),
    ):
        assert cli.main(["export", story, "-o", str(folder / f"{name}.html"), *asked]) == 0
    return {name: folder / f"{name}.html" for name in ("text", "label")}


@pytest.mark.parametrize(("name", "story", "marking"), [("text", STORIES[0], NATO), ("label", STORIES[1], AMBER)])
def test_every_scene_of_a_file_shows_it(
    name: str, story: str, marking: Marking, open_page: Callable[..., Any], files: dict[str, Path], atlas: Any
) -> None:
    page = open_page(offline=True, viewport=BIG, reduced_motion="reduce")
    page.goto(files[name].as_uri())
    page.wait_for_selector("html[data-ready=yes]")
    scenes = find_story(story, atlas).scenes
    for scene in scenes:
        shown(page, scene.caption.en)
        assert_marked(page, marking)
        assert page.title().startswith(f"{marking.line} | ")
        page.keyboard.press("ArrowRight")
    for key, there in (("b", ".p-blank:not([hidden])"), ("b", ".p-blank[hidden]"), ("?", "dialog.help[open]")):
        page.keyboard.press(key)
        page.wait_for_selector(there, state="attached")
        assert_marked(page, marking, modal=key == "?")
    page.keyboard.press("Escape")
    assert page.evaluate("document.querySelector('meta[name=marking]').content") == marking.line


CLEAR_OF_BANDS = """() => {
  const bands = [...document.querySelectorAll(".marking-band")].map((e) => e.getBoundingClientRect());
  const parts = [".p-date", ".p-caption", ".p-legend", ".p-source", ".p-silence", ".p-bar"];
  return parts.filter((s) => {
    const r = document.querySelector(s).getBoundingClientRect();
    return bands.some((b) => r.top < b.bottom && r.bottom > b.top);
  });
}"""


@pytest.mark.parametrize("size", [(1280, 720), (1024, 768), (3840, 2160), (390, 700)], ids=str)
def test_nothing_of_a_scene_stands_under_a_band(
    size: tuple[int, int], open_page: Callable[..., Any], files: dict[str, Path]
) -> None:
    page = open_page(offline=True, viewport=dict(zip(("width", "height"), size, strict=True)), reduced_motion="reduce")
    page.goto(files["text"].as_uri() + "#step=8")
    page.wait_for_selector("html[data-ready=yes]")
    assert page.evaluate(CLEAR_OF_BANDS) == []
    assert_marked(page, NATO)


def test_it_stands_without_any_script(open_page: Callable[..., Any], files: dict[str, Path]) -> None:
    page = open_page(offline=True, viewport=BIG, java_script_enabled=False)
    page.goto(files["text"].as_uri())
    words = page.locator(".marking-band")
    assert [words.nth(i).inner_text() for i in range(words.count())] == ["NATO RESTRICTED"] * 2


# ---- the served presenter ----

ASKED = "&marking=NATO%20RESTRICTED"


def test_a_link_marks_presenter_notes_and_the_page_aside(open_page: Any, server: Any, atlas: Any) -> None:
    page = open_page(viewport=BIG, reduced_motion="reduce")
    page.goto(f"{server.url}present?story={STORIES[0]}{ASKED}")
    scenes = find_story(STORIES[0], atlas).scenes
    for scene in scenes[:3]:
        shown(page, scene.caption.en)
        assert_marked(page, NATO)
        page.keyboard.press("ArrowRight")
    until(page, "/step=4&.*marking=NATO%20RESTRICTED/.test(location.search)")
    page.reload()
    shown(page, scenes[3].caption.en)
    assert_marked(page, NATO)
    page.keyboard.press("q")
    page.wait_for_selector("#story-waits")
    assert_marked(page, NATO)
    page.keyboard.press("g")
    page.wait_for_selector("#story-waits", state="detached")
    notes = page.context.new_page()
    notes.set_viewport_size({"width": 1100, "height": 760})
    notes.goto(f"{server.url}present?story={STORIES[0]}&notes=1")
    # It was opened without a marking: it takes that of the window that shows the story.
    notes.wait_for_selector(".marking-band", state="attached")
    notes.wait_for_selector("#notes h1")
    assert_marked(notes, NATO)
    notes.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    assert_marked(notes, NATO)


def test_the_chooser_marks_what_it_starts(open_page: Any, server: Any, atlas: Any) -> None:
    page = open_page(viewport=BIG, reduced_motion="reduce")
    page.goto(f"{server.url}present")
    page.wait_for_selector("#story-chooser[open]")
    assert page.locator(".marking-band").count() == 0
    page.get_by_label("Traffic light (TLP)").select_option("AMBER")
    assert_marked(page, AMBER, modal=True)
    text = page.get_by_label("Marking", exact=True)
    text.fill("NATO RESTRICTED")
    # Keys that start a story are letters and moves here.
    text.press("ArrowRight")
    text.press("1")
    text.press("Backspace")
    assert page.locator("#story-chooser[open]").count() == 1
    both = Marking("NATO RESTRICTED", "AMBER")
    assert_marked(page, both, modal=True)
    with page.context.expect_page() as opened:
        page.locator('[data-choose="notes"]').first.click()
    notes = opened.value
    notes.wait_for_selector("#notes h1")
    assert_marked(notes, both)
    page.goto(f"{server.url}present?story={STORIES[1]}&marking=NATO%20RESTRICTED&tlp=AMBER")
    shown(page, find_story(STORIES[1], atlas).scenes[0].caption.en)
    assert_marked(page, both)


def test_where_one_is_required_it_is_asked_for_first(
    open_page: Any, serve: Any, watch: Any, atlas: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(REQUIRED, "1")
    strict = serve()
    page = open_page(viewport=BIG, reduced_motion="reduce", locale="nl-NL")
    page.goto(f"{strict.url}present?story={STORIES[0]}")
    page.wait_for_selector("#marking-dialog[open]")
    assert page.locator("#presenter, #notes").count() == 0
    page.get_by_role("button", name="Present", exact=True).last.click()
    page.get_by_text("This atlas requires a marking").wait_for()
    assert page.locator("#presenter").count() == 0
    page.locator("#marking-dialog input").fill("NATO RESTRICTED")
    page.keyboard.press("Enter")
    shown(page, find_story(STORIES[0], atlas).scenes[0].caption.en)
    assert_marked(page, NATO)
    until(page, "location.search.includes('marking=NATO%20RESTRICTED')")

    notes = page.context.new_page()
    notes.goto(f"{strict.url}present?story={STORIES[0]}&notes=1")
    notes.wait_for_selector("#notes h1")
    assert_marked(notes, NATO)


def test_a_required_marking_that_is_not_chosen_shows_nothing(
    open_page: Any, serve: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(REQUIRED, "1")
    page = open_page(viewport=BIG, reduced_motion="reduce")
    page.goto(f"{serve().url}present?story={STORIES[0]}&notes=1")
    page.wait_for_selector("#marking-dialog[open]")
    page.keyboard.press("Escape")
    page.wait_for_selector("#marking-dialog", state="detached")
    assert page.locator("#presenter, #notes").count() == 0


# ---- the page of a machine that sets one ----


def test_a_machine_that_sets_one_shows_it_everywhere(
    open_page: Any, serve: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTING, "TLP:AMBER")
    marked = serve()
    for width, height in ((1440, 900), (1100, 800), (700, 900)):
        page = open_page(viewport={"width": width, "height": height})
        page.goto(f"{marked.url}?date=2023-12-01&selection=country:NER&tab=map")
        page.wait_for_selector("#sentence .said:not(:empty)")
        assert_marked(page, AMBER)
        assert page.evaluate("document.querySelector('.topbar').getBoundingClientRect().top") >= 21
        assert "tlp=" not in page.url, "what the machine sets stands in no link"
    page.locator("#export-button").click()
    page.wait_for_selector(".export-along li")
    assert page.locator("#export-tlp").input_value() == "AMBER"
    page.locator('[name="format"][value="csv"]').check(force=True)
    page.get_by_text("Marking TLP:AMBER: in a column of its own, in each row").wait_for()


def test_a_download_of_the_table_is_marked_and_asked_for(
    open_page: Any, serve: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(REQUIRED, "1")
    page = open_page(accept_downloads=True)
    page.goto(f"{serve().url}?date=2023-12-01&tab=table")
    page.locator("#table-download").click()
    link = page.locator('#download-dialog a[href*="format=csv"]')
    link.click()
    page.get_by_text("This atlas requires a marking").wait_for()
    page.get_by_label("Marking", exact=True).fill("NATO RESTRICTED")
    with page.expect_download() as got:
        link.click()
    assert got.value.suggested_filename == "sahel-engagements-2023-12-01-NATO-RESTRICTED.csv"
    assert "marking" in got.value.path().read_text("utf-8-sig").splitlines()[0]


# ---- one rule on both sides ----


def test_python_and_browser_read_and_draw_the_same(page: Any, server: Any) -> None:
    page.goto(f"{server.url}?date=2023-12-01")
    page.wait_for_selector("#sentence .said:not(:empty)")
    labels = list(TLP_COLOUR.items())
    for text, tlp in (
        (" NATO \n RESTRICTED\u202e ", ""),
        ("Intern · tlp:amber+strict", ""),
        ("a <b>&\"' · c", "RED"),
        ("TLP:GREEN", ""),
        (" \u200b ", ""),
    ):
        marking = marking_of(text, tlp)
        found = page.evaluate("([a, b, c]) => atlas.marking.rules.read(a, b, c)", [text, tlp, labels])
        assert found == {"text": marking.text, "tlp": marking.tlp}
        drawn = page.evaluate("([m, c]) => atlas.marking.rules.bands(m, c)", [found, labels])
        as_page = "(h) => { const d = document.createElement('div'); d.innerHTML = h; return d.innerHTML; }"
        assert page.evaluate(as_page, drawn) == page.evaluate(as_page, band_html(marking))
