"""A filter on states hides and makes no nought: wheels, legend and dock name what they count."""

from __future__ import annotations

from typing import Any

import pytest

from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene


@pytest.mark.parametrize(("lang", "unit", "dock"), [("en", "n planned", "6 planned"), ("nl", "n gepland", "6 gepland")])
def test_a_filter_on_states_hides_and_makes_no_nought(
    open_page: Any, server: Any, atlas: Any, lang: str, unit: str, dock: str
) -> None:
    query = "date=2023-12-01&status=planned"
    page = open_page(reduced_motion="reduce")
    page.goto(f"{server.url}?{query}&lang={lang}")
    page.locator('.wheel-box[data-iso="GHA"] .disc').wait_for()
    page.wait_for_selector(".dock-caption b:not(:empty)")
    shown = resolve(Scene.from_query(query), atlas)
    rows = [r for r in shown.rows if atlas.engagement(r.engagement_id).counted == "yes"]
    numbers = page.evaluate("""() => Object.fromEntries([...document.querySelectorAll('.wheel-box')]
      .filter((e) => e.querySelector('.wheel').checkVisibility())
      .map((e) => [e.dataset.iso, Number(e.querySelector('text').textContent)]))""")
    own = {r.engagement_id for r in rows if atlas.engagement(r.engagement_id).reach == "own"}
    there = {iso3: {r.engagement_id for r in rows if r.country == iso3} for iso3 in shown.wheels}
    assert numbers == {iso3: len(ids & own) for iso3, ids in there.items() if ids}
    assert unit in page.locator(".legend-wheel").text_content()
    planned = len({r.engagement_id for r in rows})
    assert page.locator(".dock-caption b").inner_text().startswith(dock.replace("6", str(planned)))
    niger, ghana = (page.locator(f'.wheel-box[data-iso="{iso}"]') for iso in ("NER", "GHA"))
    assert niger.locator(".wheel-region").text_content() == ""
    if lang == "en":
        assert "Nothing here passes the filter" in niger.get_attribute("aria-label")
        assert "2 planned in the country itself" in ghana.get_attribute("aria-label")
        assert "runs" not in ghana.get_attribute("aria-label")
    page.evaluate("atlas.state.commit({ status: ['ended'] })")
    page.wait_for_function("() => !document.querySelector('.wheel-box .wheel').checkVisibility()")
    ended = len({r.engagement_id for r in resolve(Scene.from_query("date=2023-12-01&status=ended"), atlas).rows
                 if r.country == "NER"})  # fmt: skip
    assert niger.locator(".wheel-region").inner_text().startswith(f"{ended} ")
    page.evaluate("atlas.state.commit({ status: [] })")
    niger.locator(".disc").wait_for()


@pytest.mark.parametrize("stated", ["bz-2023-08-04-niger", "kst-29237-201", "kst-29521-213"])
def test_where_a_document_states_nothing_open_no_wheel_stands(
    open_page: Any, server: Any, atlas: Any, stated: str
) -> None:
    scene = Scene(date="2023-12-01", stated=stated)
    shown = resolve(scene, atlas)
    page = open_page(reduced_motion="reduce")
    page.goto(f"{server.url}?{scene.to_query()}&selection=country:MLI")
    page.locator("#dossier-body .d-lead").wait_for()
    page.wait_for_function("() => document.querySelectorAll('.wheel-box[aria-label]').length > 9")
    drawn = page.evaluate("""() => [...document.querySelectorAll('.wheel-box')]
      .filter((e) => e.querySelector('.wheel').checkVisibility()).map((e) => e.dataset.iso)""")
    assert {*drawn} == {iso3 for iso3, wheel in shown.wheels.items() if wheel.drawn(scene.filter, scene.stated)}
    bare = [iso3 for iso3 in shown.wheels if iso3 not in drawn]
    for iso3 in bare:
        said = page.locator(f'.wheel-box[data-iso="{iso3}"]').get_attribute("aria-label")
        assert "This document states nothing open here" in said or "ended" in said, iso3
    if stated == "bz-2023-08-04-niger":
        assert drawn == ["NER"] and "states nothing open here" in page.locator(".d-lead").inner_text()
