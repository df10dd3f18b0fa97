"""The sheet on what is not known: its numbers open their rows, and a row opens its dossier."""

from __future__ import annotations

from typing import Any

from layers.atlas import Atlas
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.unknown import gaps


def test_a_number_opens_its_rows_and_a_row_its_dossier(page: Any, server: Any, atlas: Atlas) -> None:
    page.goto(f"{server.url}?country=NER&instrument=security&known=2023-12-01")
    page.get_by_role("button", name="What is not known").click()
    sheet = page.locator("#unknown-dialog[data-state=ready]")
    sheet.get_by_text("What is not known, as known on 1 December 2023, security, in Niger").wait_for()
    scene = Scene.from_query("country=NER&instrument=security&known=2023-12-01")
    total = sum(gap.kind == "goal" for gap in gaps(atlas, scene))
    sheet.locator('[data-kind="goal"][data-column="NER"]').click()
    assert sheet.locator("#unknown-rows li").count() == total > 0
    assert sheet.locator('[data-kind="goal"][data-column="NER"]').get_attribute("aria-expanded") == "true"
    sheet.get_by_role("button", name="Instrument", exact=True).click()
    assert sheet.locator("#unknown-rows li").count() == 0
    sheet.locator('[data-kind="start"][data-column="security"]').click()
    name = sheet.locator("#unknown-rows li button").first.inner_text()
    sheet.locator("#unknown-rows li button").first.click()
    page.locator("#dossier").get_by_role("heading", name=name).wait_for()


def test_the_key_opens_it_and_its_files_follow_the_clock(page: Any, server: Any) -> None:
    page.goto(f"{server.url}?lang=nl&stated=kst-29237-201")
    page.get_by_role("button", name="Wat niet bekend is").wait_for()
    page.keyboard.press("u")
    sheet = page.locator("#unknown-dialog[data-state=ready]")
    sheet.get_by_text("Wat niet bekend is, volgens de brief").wait_for()
    links = [a.get_attribute("href") for a in sheet.locator("footer a").all()]
    assert [link.partition("&")[0] for link in links] == [f"api/unknown?format={x}" for x in ("csv", "xlsx", "text")]
    assert all("stated=kst-29237-201" in link for link in links)
    answer = page.request.get(f"{server.url}{links[0]}")
    assert answer.ok and "volgens de brief" in answer.text()


def test_where_a_marking_is_required_the_sheet_asks_for_it_and_its_list_carries_it(
    open_page: Any, serve: Any, watch: Any, monkeypatch: Any
) -> None:
    monkeypatch.setenv("ATLAS_MARKING_REQUIRED", "1")
    page, server = open_page(), serve()
    page.goto(f"{server.url}?lang=nl&country=NER")
    mark = len(watch.requests)
    page.get_by_role("button", name="Wat niet bekend is").click()
    sheet = page.locator("#unknown-dialog")
    sheet.get_by_text("Kies eerst een rubricering").wait_for()
    sheet.get_by_role("button", name="De lijst tonen").click()
    assert not [url for url in watch.since(mark) if "api/unknown" in url]
    sheet.locator('input[data-marking="text"]').fill("DEPARTEMENTAAL VERTROUWELIJK")
    sheet.get_by_role("button", name="De lijst tonen").click()
    page.locator("#unknown-dialog[data-state=ready]").get_by_text("Wat niet bekend is, zoals nu bekend").wait_for()
    asked = [url for url in watch.since(mark) if "api/unknown" in url]
    assert len(asked) == 1 and "marking=DEPARTEMENTAAL%20VERTROUWELIJK" in asked[0]
    assert page.locator(".marking-band").first.inner_text() == "DEPARTEMENTAAL VERTROUWELIJK"
