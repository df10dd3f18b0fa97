"""The Export dialog as people walk it: in English, in Dutch, and where a marking is due."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation

from sahel_atlas.exports.carried import code_of
from sahel_atlas.exports.marking import REQUIRED
from sahel_atlas.exports.statecode import decode
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene

QUERY = "date=2023-12-01&known=2023-12-01&instrument=security&country=NER"
UNNAMED = """() => [...document.querySelectorAll('#export-dialog :is(input, select, button, a)')].filter((e) =>
  e.checkVisibility() && !(e.getAttribute('aria-label') || (e.labels && [...e.labels].some((l) => l.textContent.trim()))
    || e.textContent.trim())).map((e) => e.outerHTML)"""

DRAWING_MS = 120_000
"""A deck of a whole story, drawn while other tests use the processor."""


def preview(page: Any) -> None:
    """Until the dialog shows the picture of what is asked for."""
    page.wait_for_selector("#export-dialog[data-state=ready]")
    page.wait_for_function("() => document.querySelector('.export-picture[data-state=ready] img').naturalWidth >= 600")


def fetched(page: Any, folder: Path) -> Path:
    """Press Export and take the file that comes down."""
    with page.expect_download(timeout=DRAWING_MS) as coming:
        page.locator("#export-start").click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


def everything(path: Path) -> str:
    """All words of a deck: slides, groups and notes."""
    found: list[str] = []
    for slide in Presentation(str(path)).slides:
        found += slide._element.xpath(".//a:t/text()")
        found.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(found)


def test_a_slide_and_a_picture_in_english(page: Any, server: Any, tmp_path: Path, atlas: Any) -> None:
    page.goto(f"{server.url}?{QUERY}")
    page.wait_for_selector("#sentence .said:not(:empty)")
    page.keyboard.press("e")
    preview(page)
    assert page.evaluate("() => document.activeElement.value") == "pptx"
    assert page.evaluate(UNNAMED) == []
    along = page.locator(".export-along").inner_text()
    found = resolve(Scene.from_query(QUERY), atlas)
    assert f"{len({(r.engagement_id, r.country) for r in found.rows})} rows: Security, in Niger" in along
    assert "What the filter hides (" in along
    page.get_by_label("Title", exact=True).fill("Security work in Niger <i>stands</i> still")
    page.get_by_label("Traffic light (TLP)").select_option("GREEN")
    preview(page)
    page.locator(".export-picture img[alt='Security work in Niger <i>stands</i> still']").wait_for()
    deck = fetched(page, tmp_path)
    page.get_by_text("is ready (").wait_for()
    assert deck.name == "sahel-atlas-2023-12-01-known-2023-12-01.pptx"
    words = everything(deck)
    for part in ("Security work in Niger <i>stands</i> still", "1 December 2023", "TLP:GREEN", "kst-29237-201",
                 "letter to Parliament, 1 December 2023"):  # fmt: skip
        assert part in words, part
    asked = decode(code_of(str(deck)))
    assert (asked.date, asked.known, asked.filter) == (found.scene.date, found.scene.known, found.scene.filter)
    page.get_by_label("Citations in the notes").uncheck()
    page.get_by_role("radio", name="PNG", exact=True).check()
    page.get_by_label("Resolution", exact=True).select_option("96")
    preview(page)
    picture = fetched(page, tmp_path)
    image = Image.open(picture)
    assert image.size == (1280, 720)
    assert image.info["Title"] == "Security work in Niger <i>stands</i> still"
    assert decode(code_of(str(picture))).filter == found.scene.filter
    page.keyboard.press("Escape")
    assert not page.locator("#export-dialog").is_visible()


def test_a_story_in_dutch_on_a_small_dark_screen(open_page: Any, server: Any, tmp_path: Path) -> None:
    page = open_page(viewport={"width": 1024, "height": 768}, color_scheme="dark")
    page.goto(f"{server.url}?lang=nl&theme=dark")
    page.wait_for_selector("#sentence .said:not(:empty)")
    page.locator("#export-button").click()
    page.locator("#export-what option[value=coastal-states]").wait_for(state="attached")
    page.get_by_label("Wat", exact=True).select_option("coastal-states")
    page.get_by_role("radio", name="PowerPoint", exact=True).check()
    preview(page)
    assert page.get_by_text("De eerste van").is_visible()
    assert page.get_by_label("Sprekersnotities (").is_checked()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("Rubricering").fill("Ongerubriceerd")
    deck = fetched(page, tmp_path)
    assert deck.name == "sahel-atlas-coastal-states-nl.pptx"
    words = everything(deck)
    slides = Presentation(str(deck)).slides
    assert len(slides) >= 8
    assert "1 december 2023" in words
    # Above and below on each slide, first and last in its notes.
    assert words.count("Ongerubriceerd") == 4 * len(slides)
    # Each slide names the sources of its own rows; most scenes of this story rest on the letter.
    assert words.count("Bronnen: Kamerbrief, 1 december 2023") > len(slides) / 2
    page.get_by_role("radio", name="Verhaal in één bestand").check()
    page.get_by_text("Van dit formaat is er geen voorbeeld.").wait_for()
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.id") == "export-button"


def test_a_film_can_be_stopped_and_faults_are_said(page: Any, server: Any, watch: Any) -> None:
    watch.expect("400 \\(BAD REQUEST\\)")
    page.goto(f"{server.url}?date=2023-12")
    page.wait_for_selector("#sentence .said:not(:empty)")
    page.locator("#export-button").click()
    page.get_by_role("radio", name="Film (GIF)").check()
    preview(page)
    page.get_by_label("One page per").select_option("month")
    page.get_by_text("The first of 25").wait_for()
    page.locator("#export-start").click()
    page.get_by_text("Making sahel-atlas-2021-12-2023-12.gif").wait_for()
    page.wait_for_function("() => document.querySelector('#export-dialog progress').value > 0")
    page.get_by_role("button", name="Stop", exact=True).click()
    page.get_by_text("Stopped. No file was made.").wait_for()
    assert page.evaluate("() => document.activeElement.id") == "export-start"
    page.get_by_label("Between December 2023 and").fill("January 2012")
    page.get_by_label("Between December 2023 and").press("Tab")
    page.get_by_text("Choose an end after the date of the view, with fewer or longer steps.").wait_for()
    page.keyboard.press("Escape")


def test_a_marking_that_is_due_is_asked_for(
    open_page: Any, serve: Any, watch: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch.expect("400 \\(BAD REQUEST\\)")
    monkeypatch.setenv(REQUIRED, "1")
    strict = serve()
    page = open_page()
    page.goto(f"{strict.url}?date=2023-12-01")
    page.wait_for_selector("#sentence .said:not(:empty)")
    page.locator("#export-button").click()
    preview(page)
    assert page.get_by_label("Marking", exact=True).get_attribute("aria-invalid") == "true"
    page.locator("#export-start").click()
    page.locator("#export-said").get_by_text("This atlas requires a marking").wait_for()
    late: list[Any] = []
    page.route("**/api/export/preview", lambda asked: late.append(asked))
    page.get_by_label("Marking", exact=True).fill("Unclassified")
    page.wait_for_selector("#export-marking:not([aria-invalid])")
    page.locator("#export-start").click()
    ready = page.get_by_text("sahel-atlas-2023-12-01.pptx is ready (")
    ready.wait_for()
    # A picture that comes after the file does not wipe out what was said of the file.
    assert late
    for asked in late:
        asked.continue_()
    preview(page)
    assert ready.is_visible()
