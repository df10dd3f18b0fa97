"""The map screen: how it opens and fits, what it says when something is missing, and the way by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sahel_atlas.marks.theme import TOKENS
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.views.panels.map import BOUNDS

SIZES = [
    (1440, 900, "en"),
    (1920, 1080, "nl"),
    (1280, 720, "nl"),
    (1024, 768, "nl"),
    (768, 1024, "nl"),
    (3840, 2160, "en"),
]
"""Widths and heights in CSS px; Dutch where it is tight, since its words are longer."""
PAINTED = "() => window.atlas && atlas.map && atlas.map.main && atlas.map.main.wheels && atlas.map.main.thinned"
MARKS = ("conflict", "undated", "approximate", "off", "tiers", "combination", "route", "detections", "full", "none")

LAYOUT = (Path(__file__).parent / "layout.js").read_text(encoding="utf-8").split("*/", 1)[1].strip()


def opened(page: Any, url: str, query: str = "") -> Any:
    """The page at a query, painted and with its labels in place."""
    page.goto(f"{url}?{query}")
    page.wait_for_function(PAINTED)
    return page


def test_it_opens_on_the_letters_day_with_everything_known(page: Any, server: Any, atlas: Any) -> None:
    opened(page, server.url)
    assert page.locator("#dock-date").inner_text().split() == ["1", "December", "2023"]
    assert not page.locator("#rail-letter").is_checked()
    assert page.locator("#rail-known").input_value() == ""
    seen = resolve(Scene(), atlas)
    wheels = page.locator(".wheel-box[role=button]")
    assert wheels.count() == len(seen.wheels) == 11
    for iso3, wheel in seen.wheels.items():
        box = page.locator(f'.wheel-box[data-iso="{iso3}"]')
        assert box.locator("text").text_content() == str(wheel.own)
        said = box.get_attribute("aria-label")
        assert f"1 December 2023: {wheel.own or 'none'} running in the country itself" in said
        assert f", {wheel.region} region-wide, {wheel.open} open. Diplomacy: " in said
    # An embassy never lies under a wheel: each site can be pointed at.
    hidden = page.evaluate(
        """() => [...document.querySelectorAll('.site')].filter((e) => e.checkVisibility()).filter((e) => {
          const r = e.getBoundingClientRect();
          const hit = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
          return !hit || !hit.closest('.site');
        }).map((e) => e.dataset.key)"""
    )
    assert hidden == []


def test_each_mark_of_doubt_that_is_drawn_stands_in_the_legend(page: Any, server: Any) -> None:
    opened(page, server.url)
    listed = set(page.evaluate("[...document.querySelectorAll('[data-legend]')].map((e) => e.dataset.legend)"))
    assert set(MARKS) <= listed, listed
    assert page.locator(".edge", has_text="Brussels").count() == 1
    page.locator("#rail-letter").check()
    page.locator("#dock-slider").focus()
    page.keyboard.press("End")
    page.wait_for_selector('[data-legend="hatched"]')
    full = "[...document.querySelectorAll('.storey path[data-kind=full]')].map((e) => e.getAttribute('fill'))"
    last = page.evaluate(full)
    assert last.count("url(#atlas-stale)") * 2 == len(last), "on a later day all was last stated before it"
    page.locator(".edge").click()
    page.locator("#dossier-body h2", has_text="Brussels").wait_for()


@pytest.mark.parametrize(("width", "height", "lang"), SIZES)
def test_nothing_is_clipped_and_nothing_lies_over_another(
    open_page: Callable[..., Any], server: Any, width: int, height: int, lang: str
) -> None:
    page = opened(open_page(viewport={"width": width, "height": height}), server.url, f"lang={lang}&tab=map")
    assert page.evaluate(LAYOUT) == []
    unit = page.evaluate("atlas.map.main.u")
    assert unit == {3840: 2, 1920: 1.15, 1280: 0.88}.get(width, 0.88 if height <= 800 else 1)
    if width == 1440:
        page.locator('.wheel-box[data-iso="NER"] .wheel-name').click()
        page.locator("#dossier-body h2").wait_for()
        page.wait_for_function(f"({LAYOUT})().length === 0")


def test_a_rail_in_a_drawer_and_a_legend_behind_a_button(open_page: Callable[..., Any], server: Any) -> None:
    page = opened(open_page(viewport={"width": 1024, "height": 768}), server.url)
    assert not page.locator("#rail-body").is_visible()
    page.locator("#rail-button").click()
    page.locator('input[data-facet="instrument"][value="security"]').wait_for()
    page.keyboard.press("Escape")
    page.locator("#rail-body").wait_for(state="hidden")
    page.locator(".legend-button").click()
    page.locator('[data-legend="conflict"]').wait_for()
    assert page.locator(".legend-button").get_attribute("aria-expanded") == "true"


def test_a_phone_gets_the_table_first_unless_the_link_asks_for_the_map(
    open_page: Callable[..., Any], server: Any
) -> None:
    page = open_page(viewport={"width": 400, "height": 800}, has_touch=True)
    page.goto(server.url)
    page.wait_for_selector('html[data-tab="table"]')
    page.goto(f"{server.url}?tab=map")
    page.wait_for_function(PAINTED)
    assert page.locator("html").get_attribute("data-tab") == "map"


def test_the_whole_way_by_keyboard_and_back(page: Any, server: Any) -> None:
    opened(page, server.url, "date=2023-08")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.iso") == "NER":
            break
    assert page.evaluate("document.activeElement.dataset.iso") == "NER"
    ring = page.evaluate(
        "(() => { const s = getComputedStyle(document.activeElement);"
        " return [s.outlineStyle, parseFloat(s.outlineWidth)]; })()"
    )
    assert ring[0] == "solid" and ring[1] >= 2
    page.locator(".tip", has_text="Niger").wait_for()
    page.keyboard.press("Enter")
    page.locator("#dossier-body h2", has_text="Niger").wait_for()
    page.keyboard.press("Escape")
    page.locator("#dossier").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.dataset.iso") == "NER"


SIDES = {"north": (0, 1), "south": (0, -1), "west": (-1, 0), "east": (1, 0)}
"""What a button's name promises: the change of longitude and latitude of the map's centre, by sign."""


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_the_map_moves_to_each_side_by_single_clicks(open_page: Callable[..., Any], server: Any, motion: str) -> None:
    """A quarter of the frame to each side; each step can be undone; there and back ends where it began."""
    page = opened(open_page(reduced_motion=motion), server.url, "view=4,17,5")
    assert page.evaluate("atlas.map.main.map.getZoom()") == 5
    centre = "(() => { const c = atlas.map.main.map.getCenter(); return [c.lng, c.lat]; })()"
    start = page.evaluate(centre)
    for name, (east, north) in SIDES.items():
        before, link = page.evaluate(centre), page.evaluate("JSON.stringify(atlas.state.scene.view)")
        page.get_by_role("button", name=f"Move {name}").click()
        page.wait_for_function("(was) => JSON.stringify(atlas.state.scene.view) !== was", arg=link)
        x, y = (new - old for new, old in zip(page.evaluate(centre), before, strict=True))
        assert (x > 1, x < -1, y > 1, y < -1) == (east > 0, east < 0, north > 0, north < 0), (name, x, y)
    assert page.evaluate(centre) == pytest.approx(start, abs=0.2)
    for _ in SIDES:
        page.keyboard.press("Control+z")
    page.wait_for_function("() => JSON.stringify(atlas.state.scene.view) === '[4,17,5]'")
    west = "(edge) => Math.abs(atlas.map.main.map.getBounds().getWest() - edge) < 0.5"
    for _ in range(5):
        page.get_by_role("button", name="Move west").click()
        page.evaluate("() => new Promise((done) => setTimeout(done, 300))")
    page.wait_for_function(west, arg=BOUNDS[0][1])
    page.locator('[data-lang="nl"]').click()
    page.get_by_role("button", name="Naar het noorden").wait_for()


def test_the_maps_of_a_comparison_move_together_by_single_clicks(page: Any, server: Any) -> None:
    page.goto(f"{server.url}?tab=compare&compare=side")
    page.wait_for_selector("#compare-map-2.atlas-map .wheel-box")
    centres = (
        "['1', '2'].map((n) => document.querySelector('#compare-map-' + n + ' .leaflet-map-pane').style.transform)"
    )
    still = page.evaluate(centres)
    tools = page.locator("#panel-compare .map-tools")
    for name in ("Move north", "Zoom in", "Move west"):
        tools.get_by_role("button", name=name).click()
        now = page.evaluate(
            "atlas.map.instances.slice(-2).map((i) => [i.map.getZoom(), i.map.getCenter().lng, i.map.getCenter().lat])"
        )
        assert now[0] == pytest.approx(now[1], abs=0.1), "more than a pixel apart"
    assert page.evaluate(centres) != still
    tools.get_by_role("button", name="Whole region").click()
    page.wait_for_function("() => atlas.map.instances.at(-1).map.getBounds().contains([[3, -17], [25, 24]])")


def test_a_missing_layer_is_named_and_can_be_tried_again(page: Any, server: Any, watch: Any) -> None:
    watch.expect("ERR_FAILED|404|rivers")
    page.route("**/data/base/rivers.geojson*", lambda route: route.fulfill(status=404, body="gone"))
    opened(page, server.url)
    bar = page.locator("#fault-layer")
    bar.wait_for()
    assert "base/rivers.geojson" in bar.inner_text() and "atlas build" in bar.inner_text()
    assert page.locator(".wheel-box").count() == 11
    page.unroute("**/data/base/rivers.geojson*")
    bar.get_by_role("button", name="Try again").click()
    page.wait_for_selector(".m-river", state="attached")
    assert page.locator("#fault-layer").count() == 0


ORDER = """() => {
  window.seen = [];
  const look = { map: '.wheel-box', rail: '#rail-body input', dock: '.dock-now' };
  new MutationObserver(() => {
    for (const [name, mark] of Object.entries(look)) {
      if (!seen.includes(name) && document.querySelector(mark)) seen.push(name);
    }
  }).observe(document, { childList: true, subtree: true });
}"""


def test_the_map_is_painted_first_but_nothing_waits_for_a_map_that_cannot_come(
    page: Any, server: Any, watch: Any
) -> None:
    page.add_init_script(f"({ORDER})()")
    opened(page, server.url)
    page.locator(".dock-now").wait_for(state="attached")
    assert page.evaluate("seen")[0] == "map" and set(page.evaluate("seen")) == {"map", "rail", "dock"}
    page.goto(f"{server.url}?tab=table")
    page.locator(".dock-now").wait_for(state="attached")
    watch.expect("404|land")
    page.route("**/data/base/land.geojson*", lambda route: route.fulfill(status=404, body="gone"))
    page.goto(server.url)
    page.locator("#fault-layer").wait_for()
    page.locator("#rail-body input").first.wait_for()
    page.locator(".dock-now").wait_for(state="attached")


SHAPES = """([zoom, lon, lat]) => {
  const { map } = atlas.map.main, drawn = [];
  map.setView([lat, lon], zoom, { animate: false });
  const line = (part) => part.map(([x, y]) => { const p = map.latLngToLayerPoint([y, x]); return [p.x, p.y]; });
  const off = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
  for (const layer of atlas.map.main.layers.countries.getLayers()) {
    const { type, coordinates } = layer.feature.geometry;
    const rings = type === 'Polygon' ? coordinates : coordinates.flat();
    rings.forEach((ring, i) => {
      const true_ = line(ring), kept = layer._rings[i].map((p) => [p.x, p.y]);
      const nearest = (p, list) => Math.min(...list.map((q) => off(p, q)));
      drawn.push([true_.length, kept.length, Math.max(...kept.map((p) => nearest(p, true_))),
        Math.max(...true_.map((p) => nearest(p, kept)))]);
    });
  }
  return drawn;
}"""


@pytest.mark.parametrize("view", [(4.5, 4, 17), (6.35, 2, 12), (9, -4, 14.5)])
def test_the_base_is_drawn_where_leaflet_would_draw_it(page: Any, server: Any, view: tuple[float, ...]) -> None:
    """Drawn points are vertices of the data, rounding apart; those left out lie within two pixels of a drawn one."""
    rings = opened(page, server.url).evaluate(SHAPES, list(view))
    given, drawn = (sum(ring[k] for ring in rings) for k in (0, 1))
    assert len(rings) > 14 and drawn <= given * (0.8 if view[0] < 5 else 1), (given, drawn)
    assert max(wrong for _, _, wrong, _ in rings) < 0.8, "Leaflet rounds to whole pixels, the shapes to tenths"
    assert max(away for _, _, _, away in rings) < 2.1


def test_strokes_of_the_coast_are_the_outline_in_pieces(page: Any, server: Any) -> None:
    """Each piece reaches over a part of the map only, and together they have every point of the land's own path."""
    opened(page, server.url)
    pieces, whole = page.evaluate(r"""() => {
      const [land] = atlas.map.main.layers.land.getLayers(), text = (p) => p.x + ' ' + p.y;
      const points = (d) => d.match(/-?[\d.]+ -?[\d.]+/g);
      return [[...document.querySelectorAll('.m-water1 path')].map((e) => points(e.getAttribute('d'))),
        land._parts.flat().map(text)];
    }""")
    assert len(pieces) > 40 and max(map(len, pieces)) < len(whole) / 10
    assert {point for piece in pieces for point in piece} == set(whole)


def test_a_slow_start_says_so_and_a_failed_one_offers_another_try(page: Any, server: Any, watch: Any) -> None:
    watch.expect("ERR_FAILED|Failed to load|500")
    page.route("**/data/atlas.json*", lambda route: (page.wait_for_timeout(900), route.fulfill(status=500, body="no")))
    page.goto(server.url, wait_until="commit")
    page.locator("#starting").wait_for()
    assert "wordt geladen" in page.locator("#starting").inner_text()
    page.locator("#fault-data").wait_for()
    page.unroute("**/data/atlas.json*")
    page.locator("#fault-data button").first.click()
    page.wait_for_function(PAINTED)


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_a_theme_repaints_the_symbols_without_building_them_again(page: Any, server: Any, theme: str) -> None:
    opened(page, server.url, "theme=light")
    page.evaluate("() => { window.kept = document.querySelector('.wheel-box[data-iso=NER]'); }")
    page.evaluate(f"atlas.state.commit({{ theme: '{theme}' }})")
    page.wait_for_selector(f'html[data-theme="{theme}"]')
    assert page.evaluate("window.kept.isConnected")
    sea = page.evaluate("getComputedStyle(document.querySelector('.leaflet-container')).backgroundColor")
    wanted = TOKENS[theme]["sea"].lstrip("#")
    assert sea == f"rgb({', '.join(str(int(wanted[i : i + 2], 16)) for i in (0, 2, 4))})"
    assert f"Theme: {theme.capitalize()}" in page.locator("#theme-button").get_attribute("aria-label")


def test_motion_is_left_out_for_those_who_asked_for_none(open_page: Callable[..., Any], server: Any) -> None:
    moving = """() => new Promise((done) => {
      atlas.state.commit({ date: '2023-06' });
      atlas.on('painted', () => done(document.getAnimations().filter((a) => a.playState === 'running').length));
    })"""
    for motion, moves in (("no-preference", True), ("reduce", False)):
        page = opened(open_page(reduced_motion=motion), server.url)
        assert (page.evaluate(moving) > 0) is moves


def test_at_twice_the_size_everything_can_still_be_reached(open_page: Callable[..., Any], server: Any) -> None:
    page = opened(open_page(viewport={"width": 720, "height": 450}), server.url, "lang=nl&tab=map")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for control in ("#dock-slider", "#dock-day-input", "[data-dock=play]", "#present-button", ".legend-button"):
        box = page.locator(control)
        box.scroll_into_view_if_needed()
        box.focus()
        inside = "(e) => { const r = e.getBoundingClientRect(); return r.left >= 0 && r.right <= innerWidth; }"
        assert box.is_visible() and box.evaluate(inside), control
        assert page.evaluate("document.activeElement.matches(arguments[0])".replace("arguments[0]", repr(control)))
    page.locator("#rail-button").click()
    page.locator("#rail-body").wait_for()
