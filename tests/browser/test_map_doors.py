"""Numbers of the map, the dock and the table's foot are doors too: tooltips, the hub of a wheel, bands, the whole."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.test_doors import SCENES, doors, opened

TIPS = """() => {
  const { engine, scene } = atlas.state, instance = atlas.map.main, found = [], c = atlas.comparison;
  const distinct = (rows) => new Set(rows.map((r) => r.e)).size;
  const listed = (patch) => engine.look({ ...scene, ...patch }).counts.listed;
  const compared = (patch) => distinct(c.chosen(engine, c.compare(engine, { ...scene, ...patch }), patch.change));
  const read = (iso, instrument) => {
    for (const b of document.querySelectorAll('.tip :is([data-door], [data-visit])')) {
      const { door, visit } = b.dataset, patch = JSON.parse(door || visit);
      const kind = visit ? 'later' : patch.last_source ? 'earlier' : 'count';
      found.push({ iso, instrument, kind, said: b.textContent, opens: visit ? compared(patch) : listed(patch) });
    }
    const said = document.querySelector('.tip').cloneNode(true);
    for (const x of said.querySelectorAll('button, ul, b')) x.remove();
    const words = said.textContent.replace(/\\d+ \\w+ (?=20)|\\b20\\d\\d\\b/g, '');
    if (/[1-9]/.test(words)) found.push({ iso, instrument, kind: 'plain', said: words, opens: 0 });
  };
  for (const box of document.querySelectorAll('.wheel-box:not(.is-bare):not(.is-outside)')) {
    for (const instrument of [undefined, ...engine.raw.instruments]) {
      atlas.tip.wheel(instance, box, box.dataset.iso, instrument, 'own');
      read(box.dataset.iso, instrument);
    }
  }
  return found;
}"""


@pytest.mark.parametrize("scene", [*SCENES[:5], "date=2019-03", "date=2024-03"])
def test_every_number_of_a_tip_opens_what_it_counts(page: Any, server: Any, scene: str) -> None:
    """Also how many were last stated earlier, and how many are documented only later."""
    opened(page, server.url, f"{scene}&selection=country:NER")
    found = page.evaluate(TIPS)
    assert [x for x in found if x["kind"] == "plain" or x["said"] != str(x["opens"])] == []
    assert {x["kind"] for x in found} >= {"count"} | ({"later"} if scene == "date=2019-03" else set())
    assert "earlier" in {x["kind"] for x in found} or scene != "date=2024-03"


def test_the_number_in_a_wheel_opens_its_rows_by_mouse_and_by_keys(open_page: Any, server: Any) -> None:
    page = open_page(reduced_motion="reduce")
    for step in ("mouse", "keys"):
        page.goto(f"{server.url}?v=1&date=2023-12-01")
        number = page.locator('.wheel-box[data-iso="MLI"] svg text')
        number.wait_for()
        said = int(number.text_content())
        if step == "mouse":
            box = number.bounding_box()
            page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        else:
            page.locator('.wheel-box[data-iso="MLI"]').focus()
            page.keyboard.press("Enter")
            page.locator(".wheel-part").wait_for()
            page.keyboard.press("ArrowDown")
            assert page.locator(".wheel-part").get_attribute("aria-label").startswith(f"Mali: {said} ")
            page.keyboard.press("Enter")
        page.wait_for_selector("#table-grid[data-state=ready]")
        scene = page.evaluate("atlas.state.scene")
        assert (scene["country"], scene["reach"], scene["counted"]) == (["MLI"], ["own"], ["yes"])
        assert page.evaluate("atlas.state.engine.look(atlas.state.scene).counts.listed") == said > 0


BANDS = """() => {
  const { engine, scene } = atlas.state, series = atlas.dockCurve.points(engine, scene), order = engine.raw.instruments;
  const [, day] = engine.stretch(scene), point = series.filter((p) => p.day <= day).pop();
  const door = (count) => atlas.dockBand.door(engine, scene, { series, order, count });
  let low = 0;
  const found = order.map((name, i) => {
    const n = point.instruments[i], facets = n && door(low + n / 2);
    low += n;
    return [n, facets ? engine.look({ ...scene, ...facets }).counts.listed : 0];
  });
  return [...found, [0, door(low + 1) ? 1 : 0]];
}"""


def test_bands_of_the_dock_open_what_they_count(page: Any, server: Any) -> None:
    for query in ("date=2023-12-01", "date=2019-03&status=suspended,active", "date=2026-06&reach=own&status=planned"):
        opened(page, server.url, f"{query}&selection=country:NER")
        bands = page.evaluate(BANDS)
        assert [n for n, listed in bands if n != listed] == []
        assert any(n for n, _ in bands) or "planned" in query


def test_a_double_click_on_a_band_opens_its_rows_at_that_date(page: Any, server: Any) -> None:
    opened(page, server.url, "date=2023-12-01&selection=country:NER")
    x, y = page.evaluate("""() => {
      const band = [...document.querySelectorAll('#dock-svg .dock-area')].pop(), box = band.getBoundingClientRect();
      const x = box.x + box.width * .6, hit = (y) => document.elementsFromPoint(x, y).includes(band);
      for (let y = box.y; y < box.bottom; y += 1) if (hit(y) && hit(y + 1)) return [x, y + 1];
    }""")
    page.mouse.dblclick(x, y)
    page.wait_for_selector("#table-grid[data-state=ready]")
    scene = page.evaluate("atlas.state.scene")
    assert scene["instrument"] == ["diplomacy"] and scene["date"] != "2023-12-01"
    assert page.evaluate("atlas.state.engine.look(atlas.state.scene).counts.listed") > 0


def test_the_whole_that_the_table_names_takes_the_filters_off(page: Any, server: Any) -> None:
    page.goto(f"{server.url}?v=1&date=2023-12-01&tab=table&instrument=security&status=active")
    page.locator("#table-foot a.door").wait_for()
    (door,) = doors(page, "#table-foot")
    shown = page.evaluate("atlas.state.engine.look(atlas.state.scene).counts.listed")
    assert int(door["said"]) == door["listed"] > shown
    page.locator("#table-foot a.door").click()
    page.wait_for_function("() => !atlas.state.askedFacets().length")
    page.wait_for_function("() => !document.querySelector('#table-foot a.door')")
    assert page.locator("#table-foot .count").inner_text().split()[2] == door["said"]
