"""Words keep their size and nothing hides what is read with it, from twice the size on a small screen to 3840 px."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

SHOW = """(patch) => new Promise((done) => atlas.state.commit(patch).then(() =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))"""
# Words in drawings, as large as they stand on the screen: [selector, px] of those outside 11 to 14.
DRAWN = """() => [...document.querySelectorAll(".d-strip text, .x-dumbbell text, .f-chart text")]
  .filter((e) => e.checkVisibility() && e.getClientRects().length)
  .map((e) => [e.closest("svg").classList[0], parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a])
  .filter(([, px]) => px < 10.9 || px > 14)"""
# Drawings that are wider than what holds them, or leave a quarter of it empty.
WIDER = """() => [...document.querySelectorAll(".d-strip, .x-dumbbell, .f-chart")]
  .filter((e) => e.checkVisibility() && e.getClientRects().length)
  .map((e) => e.getBoundingClientRect().width / e.parentNode.getBoundingClientRect().width)
  .filter((share) => share > 1.005 || share < 0.75)"""
# Words smaller than 11 px at 1.6 times the size; the map's own symbols and labels have a unit of their own.
SMALL = """() => {
  const small = new Set(), walker = document.createTreeWalker(document.getElementById("atlas"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    const words = walker.currentNode.data.trim();
    if (!words || !e.checkVisibility() || !e.getClientRects().length) continue;
    if (e.closest(".leaflet-container, .visually-hidden, .ag-aria-description-container")) continue;
    const px = parseFloat(getComputedStyle(e).fontSize) * e.currentCSSZoom;
    if (px < 17) small.add(`${e.className || e.tagName} ${px.toFixed(1)}: ${words.slice(0, 30)}`);
  }
  return [...small];
}"""
COUNTRY = {"selection": ["country:NER"], "date": "2023-12-01"}


def box(page: Any, selector: str) -> dict[str, float]:
    """Where an element stands in the window."""
    found: dict[str, float] = page.locator(selector).first.bounding_box()
    return found


def until(page: Any, expression: str) -> bool:
    """Whether an expression of the page holds within 10 s; its policy forbids Playwright's own waiting."""
    for _ in range(200):
        if page.evaluate(expression):
            return True
        page.wait_for_timeout(50)
    return False


def test_words_in_drawings_keep_their_size(page: Any, server: Any) -> None:
    page.goto(f"{server.url}?date=2023-12-01")
    page.wait_for_selector(".wheel-box")
    states: list[tuple[dict[str, Any], str]] = [
        ({"tab": "table", **COUNTRY}, ".d-strip"),
        ({"tab": "route", "selection": []}, ".f-chart"),
        ({"tab": "compare", "selection": [], "date2": "2022-12-01"}, ".x-dumbbell"),
    ]
    for patch, there in states:
        page.evaluate(SHOW, patch)
        for width, height in ((768, 1024), (1024, 768), (1300, 800)):
            page.set_viewport_size({"width": width, "height": height})
            page.locator(f"{there} text").first.wait_for(state="attached")
            assert until(page, f"({DRAWN})().length === 0")
            assert until(page, f"({WIDER})().length === 0")


def test_at_twice_the_size_table_and_dossier_are_read_together(open_page: Callable[..., Any], server: Any) -> None:
    page = open_page(viewport={"width": 720, "height": 450})
    page.goto(f"{server.url}?date=2023-12-01&tab=table&selection=country:NER")
    page.wait_for_selector("#table-grid[data-state=ready]")
    dossier, grid = box(page, "#dossier"), box(page, "#table-grid")
    assert grid["x"] + grid["width"] <= dossier["x"] + 1, "the dossier lies over the table"
    assert grid["width"] >= 380 and dossier["width"] >= 260
    assert dossier["height"] >= 300
    page.locator(".d-close").click(trial=True)

    page.set_viewport_size({"width": 512, "height": 384})
    assert box(page, "#dossier")["height"] <= 0.5 * 384 + 1
    page.evaluate("document.scrollingElement.scrollTo(0, 1e5)")
    foot = box(page, "#table-foot")
    assert foot["y"] + foot["height"] <= box(page, "#dossier")["y"] + 1, "the end of the table stays under the sheet"
    page.locator(".d-narrow").click()
    assert until(page, "document.getElementById('dossier').getBoundingClientRect().height < 80")
    assert page.locator("#dossier-body h2").is_visible()
    assert page.locator(".d-narrow").get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    assert until(page, "document.getElementById('dossier').getBoundingClientRect().height > 150")
    page.locator(".d-close").click()
    page.locator("#dossier").wait_for(state="hidden")


@pytest.mark.parametrize("tab", ["table", "timeline"])
def test_on_a_tablet_rows_stand_beside_the_dossier(open_page: Callable[..., Any], server: Any, tab: str) -> None:
    page = open_page(viewport={"width": 1024, "height": 768})
    page.goto(f"{server.url}?date=2023-12-01&tab={tab}&selection=country:NER")
    page.locator("#dossier .d-strip").wait_for()
    rows = box(page, f"#{tab}-body")
    assert rows["x"] + rows["width"] <= box(page, "#dossier")["x"] + 1


def test_on_a_sheet_the_chosen_country_stays_in_sight(open_page: Callable[..., Any], server: Any) -> None:
    page = open_page(viewport={"width": 768, "height": 1024})
    page.goto(f"{server.url}?date=2023-12-01&tab=map")
    page.wait_for_selector(".wheel-box")
    page.evaluate(SHOW, COUNTRY)
    page.locator(".d-strip").wait_for()
    assert until(
        page,
        """document.querySelector('.wheel-box[data-iso="NER"] .disc').getBoundingClientRect().bottom
             < document.getElementById('dossier').getBoundingClientRect().top""",
    )


def test_on_a_wall_of_pixels_every_panel_is_larger_and_the_pointer_still_hits(
    open_page: Callable[..., Any], server: Any
) -> None:
    page = open_page(viewport={"width": 3840, "height": 2160})
    page.goto(f"{server.url}?date=2023-12-01&tab=table&selection=country:NER")
    page.wait_for_selector("#table-grid[data-state=ready]")
    assert page.evaluate(SMALL) == []
    assert box(page, ".ag-row:not(.group-row)")["height"] >= 44
    strip, cell = box(page, ".cell-strip svg"), box(page, ".ag-cell.cell-strip")
    assert abs(strip["width"] - cell["width"]) < 3 and strip["height"] >= 44
    name, row = box(page, ".ag-row:not(.group-row) .cell .name"), box(page, ".ag-row:not(.group-row)")
    assert row["y"] <= name["y"] and name["y"] + name["height"] <= row["y"] + row["height"]
    flag, line = box(page, ".strip-head .flag"), box(page, ".cell-strip .now")
    assert flag["x"] <= line["x"] <= flag["x"] + flag["width"]

    page.evaluate(SHOW, {"tab": "timeline", "selection": []})
    page.locator(".tl-row .tl-strip").first.wait_for()
    assert page.evaluate(SMALL) == []
    axis = box(page, ".tl-axis")
    page.mouse.click(axis["x"] + axis["width"] * 0.5, axis["y"] + 20)
    assert until(page, "atlas.state.scene.date.startsWith('2019-0')")
    line = box(page, ".tl-now")
    assert abs(line["x"] - (axis["x"] + axis["width"] * 0.5)) < 4, "the line of the day stands where was clicked"

    page.evaluate(SHOW, {"tab": "compare", "compare": "swipe", "date": "2023-12-01", "date2": "2022-12-01"})
    handle, maps = box(page, ".x-handle"), box(page, ".x-maps")
    page.mouse.move(handle["x"] + handle["width"] / 2, maps["y"] + 400)
    page.mouse.down()
    page.mouse.move(maps["x"] + maps["width"] * 0.3, maps["y"] + 400)
    page.mouse.up()
    handle = box(page, ".x-handle")
    assert abs(handle["x"] + handle["width"] / 2 - (maps["x"] + maps["width"] * 0.3)) < 4
    assert page.evaluate(SMALL) == []

    page.evaluate(SHOW, {"tab": "route"})
    page.locator(".f-chart").first.wait_for()
    assert page.evaluate(SMALL) == []
    sea, figures = box(page, "#map"), box(page, "#route-panel")
    assert abs(sea["x"] + sea["width"] - figures["x"]) < 2, "the map ends where the figures begin"


# What the pad of the map's buttons lies over, but for names and symbols of the map itself.
UNDER = """() => {
  const shown = { opacityProperty: true, visibilityProperty: true };
  const seen = (e) => e.checkVisibility(shown) && e.getClientRects().length;
  const parts = ".fill-legend, #map-note, .map-scale, .legend, .edge, #dossier-hint, .x-caption, .x-legend, "
    + ".x-swipe-tools, .x-handle span, .route-panel, .sentence, .dock";
  const found = [];
  for (const pad of document.querySelectorAll(".map-tools")) {
    if (!seen(pad)) continue;
    const a = pad.getBoundingClientRect();
    for (const e of document.querySelectorAll(parts)) {
      const b = e.getBoundingClientRect();
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (seen(e) && wide > 1 && high > 1) found.push(e.className || e.id);
    }
    if (a.left < 0 || a.right > innerWidth) found.push("the edge");
  }
  return found;
}"""


def test_the_pad_of_the_map_lies_over_nothing(open_page: Callable[..., Any], server: Any) -> None:
    page = open_page(viewport={"width": 1440, "height": 900}, has_touch=True)
    page.goto(f"{server.url}?date=2023-12-01&lang=nl&tab=map")
    page.wait_for_selector(".wheel-box")
    states: dict[str, dict[str, Any]] = {
        ".fill-legend": {"tab": "map", "layers": ["indicators"], "fill": "HDI"},
        ".f-chart": {"tab": "route", "layers": ["routes"], "fill": ""},
        ".x-caption": {"tab": "compare", "compare": "side", "date2": "2022-12-01"},
        ".x-handle": {"tab": "compare", "compare": "swipe", "date2": "2022-12-01"},
    }
    for there, patch in states.items():
        page.evaluate(SHOW, patch)
        page.locator(there).first.wait_for()
        for width, height in ((400, 800), (1024, 768), (1440, 900)):
            page.set_viewport_size({"width": width, "height": height})
            assert until(page, f"({UNDER})().length === 0")
