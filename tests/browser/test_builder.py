"""The builder of stories: figures are written in braces, told by the server, and come back as they were written."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sahel_atlas.records.filters import Filter
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.stories.folder import find_story
from tests.browser.steps import STORIES
from tests.browser.test_presenter import caption


def test_the_builder_makes_a_story_that_can_be_presented(
    open_page: Callable[..., Any], server: Any, watch: Any, tmp_path: Path, atlas: Any
) -> None:
    watch.expect("400")
    page = open_page(accept_downloads=True, reduced_motion="reduce")
    page.goto(server.url + "?v=1&date=2023-08&instrument=security")
    page.wait_for_selector(".wheel-box")
    page.click("#present-button")
    page.click("[data-choose=make]")
    fields = "[...document.querySelectorAll('.b-scenes textarea')].map((e) => e.value)"
    for text in ("Eerst {running:NER}", "Daarna"):
        page.click("#builder [data-act=add]")
        page.keyboard.type(text)
    page.click("#builder [data-act=up][data-k='1']")
    assert page.evaluate(fields) == ["Daarna", "", "Eerst {running:NER}", ""]
    page.click("#builder [data-act=undo]")
    assert page.evaluate(fields) == ["Eerst {running:NER}", "", "Daarna", ""]
    with page.expect_download() as download:
        page.click("#builder [data-act=download]")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "date: 2023-08" in text and "- security" in text
    bad = tmp_path / "bad.yaml"
    bad.write_text(text.replace("2023-08", "2023-13", 1), encoding="utf-8")
    page.set_input_files("#builder input[type=file]", bad)
    page.wait_for_selector(".b-faults")
    assert re.search(r"bad\.yaml:\d+: Scene 1 \(scene-1\), date: expected .*'2023-13'", page.inner_text(".b-faults"))
    good = tmp_path / "good.yaml"
    good.write_text(text, encoding="utf-8")
    page.set_input_files("#builder input[type=file]", good)
    page.wait_for_selector(".b-said:not(:empty)")
    assert page.evaluate(fields)[0] == "Eerst {running:NER}", "what was told comes back as it was written"
    page.fill("#builder [data-field='1.caption.nl']", "In 2019: 4")
    page.click("#builder [data-act=present]")
    page.wait_for_selector(".b-faults")
    typed = page.inner_text(".b-faults")
    assert "Scene 2 (scene-2), caption in Dutch: expected numbers that are worked out, got “2019” typed." in typed
    assert "yaml:" not in typed, "nobody has seen the file of a story made on the page"
    page.fill("#builder [data-field='1.caption.nl']", "Later")
    page.click("#builder [data-act=present]")
    page.wait_for_selector(".p-caption")
    told = (
        f"Eerst {resolve(Scene(date='2023-08', filter=Filter(instrument=('security',))), atlas).wheels['NER'].running}"
    )
    caption(page, told)
    page.reload()
    page.wait_for_selector(".p-caption")
    caption(page, told)


def test_a_shipped_story_is_taken_over_as_it_is_written(open_page: Callable[..., Any], server: Any, atlas: Any) -> None:
    page = open_page(reduced_motion="reduce")
    page.goto(server.url)
    page.wait_for_selector(".wheel-box")
    page.click("#present-button")
    page.click("[data-choose=make]")
    page.select_option("#builder [data-act=from]", STORIES[1])
    page.wait_for_selector("#builder [data-field='9.caption.nl']")
    written = find_story(STORIES[1], atlas).scenes[4].written.caption
    assert page.input_value("#builder [data-field='4.caption.en']") == written.en
    assert "{running}" in written.en
    assert page.locator("#builder textarea.is-long").count() == 0, "a figure takes the room of its number"
    assert page.evaluate("JSON.parse(localStorage.getItem('atlas-draft')).scenes[4].scene.stated") == "kst-29237-201"
