"""Layers added at run time, in Python alone: on the page, on the slider, in the dossier, the link and the briefing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from waitress import create_server as waitress

from app import create_server
from layers.atlas import Atlas
from layers.catalog import Catalog
from sahel_atlas.exports.page.briefing import briefing
from sahel_atlas.scenes.stories.folder import parse_story
from sahel_atlas.views.words import all_words
from tests.browser.steps import until
from tests.styled import AREAS, CAMPS

STORY = """
id: own
title: {en: Own layers, nl: Eigen lagen}
scenes:
  - name: one
    date: 2023-11-15
    known: 2023-12-01
    layers: [relief, groups, camps, areas]
    caption: {en: "Camps and areas", nl: "Kampen en gebieden"}
    notes: {en: "Of somebody", nl: "Van iemand"}
"""
ON = "/?date=2023-12-01&layers=relief,groups,camps,areas"
READY = "atlas.map.main && atlas.map.main.styled && atlas.map.main.styled.size === 2"
IDS = """(id) => {
  const { points } = atlas.map.main.styled.get(id), { layer } = points;
  return Array.from(layer.alive.subarray(0, layer.count), (j) => points.words(j).ref).sort();
}"""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog().with_layer(CAMPS).with_layer(AREAS)


@pytest.fixture(scope="module")
def address(catalog: Catalog) -> Iterator[str]:
    """The atlas with two layers more, served in this process."""
    server: Any = waitress(create_server(catalog=catalog), host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(10)


@pytest.fixture
def opened(page: Any, address: str) -> Any:
    page.goto(address + ON)
    until(page, READY)
    until(page, "atlas.map.main.styled.get('camps').points.words(0).ref !== null")
    return page


def test_the_rows_of_the_day_stand_on_the_map_and_the_slider_asks_for_nothing(opened: Any, watch: Any) -> None:
    assert opened.evaluate(IDS, "camps") == ["feature:camps/alpha", "feature:camps/beta"]
    assert opened.evaluate(IDS, "areas") == [f"feature:areas/{x}" for x in "pqr"]
    mark = len(watch.requests)
    for day, ids in (("2023-06-14", ["beta", "delta"]), ("2023-06-15", ["beta"]), ("2024-02-01", ["gamma"])):
        opened.evaluate("(date) => atlas.state.preview({ date })", day)
        until(opened, f"({IDS})('camps').join() === '{','.join(f'feature:camps/{x}' for x in ids)}'")
    assert watch.since(mark) == []


def test_what_is_told_later_is_not_there_before(opened: Any, address: str) -> None:
    opened.goto(address + ON + "&known=2023-11-30")
    until(opened, READY)
    until(opened, "atlas.map.main.styled.get('camps').points.layer.count === 1")
    until(opened, "atlas.map.main.styled.get('camps').points.words(0).ref !== null")
    assert opened.evaluate(IDS, "camps") == ["feature:camps/alpha"]


def test_a_mark_stands_at_its_place_and_in_its_ink(opened: Any) -> None:
    """The pixel in the middle of the mark is painted, one beside it is not."""
    inside, beside = opened.evaluate("""() => {
      const { layer } = atlas.map.main.styled.get("camps").points, { map } = atlas.map.main;
      const at = map.latLngToLayerPoint([21, 2]).subtract(layer._bounds.min).multiplyBy(layer.dpr);
      const alpha = (dx) => layer.pen.getImageData(Math.round(at.x + dx), Math.round(at.y), 1, 1).data[3];
      return [alpha(0), alpha(14 * layer.dpr)];
    }""")
    assert inside > 100 and beside == 0


def test_the_switches_name_them_in_the_language_of_the_page(opened: Any, address: str) -> None:
    switch = opened.locator('.rail [data-layer="camps"]')
    assert switch.is_checked() and "Camps of somebody" in opened.inner_text(".rail")
    switch.evaluate("(e) => e.click()")
    until(opened, "atlas.map.main.styled.size === 1")
    assert "camps" not in opened.evaluate("location.search")
    opened.goto(address + ON + "&lang=nl")
    until(opened, READY)
    assert "Kampen van iemand" in opened.inner_text(".rail")


def test_the_legend_has_the_classes_that_stand_on_the_map(opened: Any) -> None:
    lines = opened.locator(".legend-list li").all_inner_texts()
    for words in ("Camps of somebody", "Camp", "Town", "Areas of somebody", "up to 10 people", "over 1,000", "No data"):
        assert words in lines
    assert "Other" not in lines and "10 – 1,000" not in lines
    assert opened.locator('[data-legend="styled-camps-1"] path').count() == 1


def test_pointer_and_click_open_the_row(opened: Any) -> None:
    spot = opened.evaluate("""() => {
      const box = atlas.map.main.map.getContainer().getBoundingClientRect();
      const at = atlas.map.main.map.latLngToContainerPoint([20.5, 9]);
      return [box.left + at.x, box.top + at.y];
    }""")
    opened.mouse.move(*spot)
    until(opened, "document.querySelector('.tip') && document.querySelector('.tip').textContent.includes('Camp Beta')")
    assert "Kind of place: Town" in opened.inner_text(".tip")
    opened.mouse.click(*spot)
    until(opened, "atlas.state.scene.selection[0] === 'feature:camps/beta'")
    assert opened.inner_text(".d-head h2") == "Camp Beta"
    assert "1 January 2023 to 31 December 2023" in opened.inner_text("#dossier-body")
    assert "feature:camps/beta" in opened.evaluate("decodeURIComponent(location.search)")


def test_a_polygon_is_picked_where_it_lies(opened: Any) -> None:
    names = opened.evaluate("""() => {
      const { points } = atlas.map.main.styled.get("areas"), { map } = atlas.map.main;
      const spots = [[22, -6], [24, 2], [10, 40]].map((at) => map.latLngToContainerPoint(at));
      return spots.map(({ x, y }) => points.layer.pick(x, y, 4).map((j) => points.words(j).head));
    }""")
    assert names == [["Pe"], ["Qu"], []]


def test_a_filter_on_countries_narrows_them(opened: Any) -> None:
    opened.evaluate("atlas.state.commit({ country: ['NER'] })")
    until(opened, "atlas.map.main.styled.get('camps').points.layer.count === 1")
    assert opened.evaluate(IDS, "camps") == ["feature:camps/beta"]


def test_keys_walk_from_row_to_row(opened: Any) -> None:
    opened.evaluate("""() => {
      const list = [...document.querySelectorAll(".points-focus")].find((e) => e.ariaLabel.startsWith("Camps"));
      list.focus({ focusVisible: true });
    }""")
    opened.keyboard.press("Home")
    option = "document.activeElement.querySelector('[role=option]')"
    until(opened, f"{option} && {option}.textContent.startsWith('Camp Alpha')")
    opened.keyboard.press("ArrowRight")
    until(opened, f"{option}.textContent.startsWith('Camp Beta')")
    opened.keyboard.press("Enter")
    until(opened, "atlas.state.scene.selection.length === 1")
    assert opened.evaluate("atlas.state.scene.selection") == ["feature:camps/beta"]


def test_the_briefing_in_one_file_carries_them(open_page: Any, tmp_path: Path, catalog: Catalog, watch: Any) -> None:
    atlas = Atlas.load(catalog=catalog)
    file = tmp_path / "own.html"
    file.write_text(briefing(parse_story(STORY, "own.yaml", atlas), atlas, all_words()), encoding="utf-8")
    page = open_page()
    page.goto(file.as_uri())
    until(page, "document.documentElement.dataset.ready === 'yes'")
    until(page, READY)
    assert page.evaluate(IDS, "camps") == ["feature:camps/alpha", "feature:camps/beta"]
    assert all(url.startswith(("file:", "data:", "blob:")) for url in watch.requests)
