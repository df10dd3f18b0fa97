"""Markup in every free text of the data: whatever the page shows of it stays text, and nothing runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from layers.atlas import Atlas
from sahel_atlas.exports.page.briefing import write_briefing
from sahel_atlas.scenes.stories.folder import find_story
from sahel_atlas.views.words import all_words
from tests.hostile.poison import poisoned

CHOSEN = (
    *("country:MLI", "engagement:takuba", "engagement:eucap-sahel-mali-nl", "site:minusma-mission@gao", "event:E28"),
    *("leg:R23", "context:dilemma-regimes", "paragraph:VEI 2", "place:gao", "route:central-mediterranean"),
    *("document:kst-29237-201", "document:unscr-2100"),
)
RAN = """() => ({
    ran: typeof window.__pwned,
    grown: document.querySelectorAll('img[src="x"], [onerror], [onload], [onclick], [onmouseover], [srcdoc]').length,
    links: [...document.querySelectorAll('[href], [src], [action]')].filter((e) => /^\\s*(javascript|data:text)/i.test(
        e.getAttribute('href') || e.getAttribute('src') || e.getAttribute('action') || '')).length,
    foreign: [...document.querySelectorAll('script:not([src])')].filter((e) => e.textContent.includes('__pwned')
        && e.type !== 'application/json').length,
})"""
NOTHING = {"ran": "undefined", "grown": 0, "links": 0, "foreign": 0}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return poisoned(tmp_path_factory.mktemp("hostile") / "data")


def harmless(page: Any, where: str) -> None:
    assert page.evaluate(RAN) == NOTHING, where


def test_nothing_in_the_data_runs_on_the_page(page: Any, serve: Callable[..., Any], folder: Path, watch: Any) -> None:
    url = serve("--data", folder).url
    for tab in ("map", "table", "timeline", "compare", "route"):
        page.goto(f"{url}?tab={tab}&lang={'nl' if tab == 'timeline' else 'en'}")
        page.wait_for_selector("#atlas")
        page.wait_for_function("() => window.atlas && atlas.state && atlas.state.scene")
        page.wait_for_load_state("networkidle")
        if tab == "table":
            page.wait_for_selector(".ag-row")
        harmless(page, tab)
    assert "onerror" in page.content() or "__pwned" in page.content(), "the words must be there, as words"
    page.goto(url)
    page.wait_for_selector(".wheel-box")
    page.wait_for_selector("#dossier-body", state="attached")
    for ref in CHOSEN:
        page.evaluate("(ref) => atlas.state.commit({ selection: [ref] })", ref)
        page.wait_for_function("() => document.getElementById('dossier-body').textContent.length > 40")
        for closed in page.locator("#dossier-body summary").all()[:4]:
            if closed.is_visible():
                closed.click()
        harmless(page, ref)
    # Search, the tooltip of a symbol, the map in words and the dialogs.
    page.evaluate("() => atlas.state.commit({ selection: [] })")
    page.locator("#search input").fill("onerror")
    page.wait_for_load_state("networkidle")
    harmless(page, "search")
    page.keyboard.press("Escape")
    page.locator(".wheel-box").first.hover()
    harmless(page, "tip")
    page.locator("#twin-button").click()
    page.wait_for_load_state("networkidle")
    harmless(page, "twin")
    page.locator("#share-button").click()
    page.wait_for_selector("#share-dialog")
    harmless(page, "share")
    page.keyboard.press("Escape")
    for lang in ("en", "nl"):
        page.goto(f"{url}present?story=hostile&step=1&lang={lang}")
        page.wait_for_selector(".p-caption")
        for step in (1, 2):
            page.wait_for_load_state("networkidle")
            harmless(page, f"presenter {lang} {step}")
            page.keyboard.press("ArrowRight")
    page.goto(f"{url}present?story=hostile&notes=1")
    page.wait_for_selector(".n-notes")
    harmless(page, "notes")
    page.evaluate("() => document.body.insertAdjacentHTML('beforeend', '<a href=\"javascript:0\" srcdoc></a>')")
    assert page.evaluate(RAN) == {**NOTHING, "grown": 1, "links": 1}, "the search for living parts must find some"
    assert not [asked for asked in watch.requests if asked.endswith("/x") or "evil" in asked]


def test_nothing_runs_in_a_briefing_or_a_drawing_that_is_opened(
    open_page: Callable[..., Any], folder: Path, tmp_path: Path, watch: Any
) -> None:
    from sahel_atlas.cli import main

    atlas = Atlas.load(folder)
    file = write_briefing(find_story("hostile", atlas), atlas, tmp_path / "hostile.html", all_words())
    for lang in ("en", "nl"):
        page = open_page(offline=True)
        page.goto(f"{file.as_uri()}#lang={lang}")
        page.wait_for_selector("html[data-ready=yes]")
        for _ in range(2):
            harmless(page, f"briefing {lang}")
            page.keyboard.press("ArrowRight")
        harmless(page, f"briefing {lang}")
    assert main(["export", "date=2023-12-01", "-o", str(tmp_path / "map.svg"), "--data", str(folder)]) == 0
    page = open_page(offline=True)
    page.goto((tmp_path / "map.svg").as_uri())
    assert page.evaluate("() => typeof window.__pwned") == "undefined"
    assert [asked for asked in watch.requests if not asked.startswith(("file:", "data:", "blob:"))] == []
