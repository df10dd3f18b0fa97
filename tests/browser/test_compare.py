"""Compare and the route view in a real browser: what changed, in words and on maps, without a drag."""

from __future__ import annotations

from typing import Any

import pytest

from layers.changes import changes
from layers.scene import Scene, sides


def compare(page: Any, url: str, query: str = "") -> Any:
    """Open the comparison and wait until its list stands."""
    page.goto(f"{url}?v=1&tab=compare&{query}")
    page.locator(".x-lead b").wait_for()
    return page.locator("#compare-body")


def listed(page: Any) -> set[tuple[str, str, str, str, str]]:
    """What the browser found: engagement, country, before, after, group."""
    found = page.evaluate(
        """() => {
          const { engine, scene } = atlas.state;
          return atlas.compare.differ(engine, scene).items.map((i) =>
            [engine.engagements[i.e].engagement_id, i.country, i.before.status, i.after.status, i.group]);
        }"""
    )
    return {tuple(row) for row in found}


@pytest.mark.parametrize(
    ("query", "before", "after"),
    [
        ("", Scene(date="2023-07-01"), Scene(date="2023-12-01")),
        ("date=2021-06&date2=2020-06", Scene(date="2020-06"), Scene(date="2021-06")),
        ("date=2020-01&date2=2023-12-01", Scene(date="2023-12-01"), Scene(date="2020-01")),
        (
            "date=2024-06&date2=2024-06&known2=2023-12-01",
            Scene(date="2024-06", known="2023-12-01"),
            Scene(date="2024-06"),
        ),
    ],
)
def test_browser_finds_what_python_finds(
    page: Any, server: Any, atlas: Any, query: str, before: Scene, after: Scene
) -> None:
    compare(page, server.url, query)
    expected = {(c.engagement_id, c.country, c.before, c.after, c.group) for c in changes(before, after, atlas)}
    assert listed(page) == expected
    assert expected


def test_both_sides_are_chosen_as_python_chooses_them(page: Any, server: Any) -> None:
    compare(page, server.url)
    queries = ["", "date=2023-07-01", "date=2020-05", "date=2012-06", "date=2024-06&date2=2024-06&known2=2023-12-01"]
    scenes = [Scene.from_query(query) for query in queries]
    found = page.evaluate(
        "(all) => all.map((s) => { const d = atlas.compare.sides(s);"
        " return [d.before.date, d.before.known, d.after.date, d.after.known]; })",
        [scene.to_dict() for scene in scenes],
    )
    assert found == [[x for side in sides(scene) for x in (side.date, side.known)] for scene in scenes]


@pytest.mark.parametrize(("lang", "suspended", "swap"), [("en", "Suspended", "Swap"), ("nl", "Opgeschort", "Wisselen")])
def test_list_in_words(page: Any, server: Any, lang: str, suspended: str, swap: str) -> None:
    body = compare(page, server.url, f"lang={lang}")
    group = body.locator(".x-group", has=page.locator('[data-x-fold="suspended"]'))
    assert suspended in group.inner_text()
    row = group.locator(".x-row", has=page.locator('[data-x-select="engagement:eucap-sahel-niger-nl"]'))
    assert "Niger" in row.inner_text() and "4 " in row.inner_text()
    body.locator("button", has_text=swap).click()
    page.wait_for_function("() => atlas.state.scene.date === '2023-07-01'")
    assert page.evaluate("atlas.state.scene.date2") == "2023-12-01"


def test_what_is_only_now_on_record_is_counted_apart(page: Any, server: Any) -> None:
    body = compare(page, server.url)
    fold = body.locator('[data-x-fold="documented"]')
    assert fold.get_attribute("aria-expanded") == "false"
    fold.click()
    # The list is painted with the next frame.
    body.locator('[data-x-fold="documented"][aria-expanded="true"]').wait_for()
    assert body.locator(".x-group", has=page.locator('[data-x-fold="documented"]')).locator(".x-row").count() > 10
    # Mauritania gained only records: its wheel is grey and does not count them.
    pill = body.locator('.x-pill[data-key="pill:MRT"]')
    assert "is-same" in (pill.get_attribute("class") or "")
    assert "on record" in pill.inner_text()


def test_pills_count_what_both_sides_can_know(page: Any, server: Any) -> None:
    body = compare(page, server.url)
    pill = body.locator('.x-pill[data-key="pill:NER"]')
    pill.wait_for()
    counts = page.evaluate(
        "() => atlas.compare.differ(atlas.state.engine, atlas.state.scene).wheels.map((w) => w.NER.running)"
    )
    assert f"{counts[0]} → {counts[1]} running" in pill.inner_text()
    assert counts[1] < counts[0]
    pill.click()
    page.locator("#dossier-body h2", has_text="Niger").wait_for()


def test_side_by_side_maps_move_together(page: Any, server: Any) -> None:
    body = compare(page, server.url)
    body.locator('[data-x-mode="side"]').click()
    page.locator("#compare-map-2 .wheel-box").first.wait_for()
    page.wait_for_timeout(300)
    moved = page.evaluate(
        """() => {
          const maps = atlas.map.instances.map((i) => i.map).filter((m) => /^compare-map/.test(m.getContainer().id));
          maps[0].setView([14, 5], 5.5, { animate: false });
          return maps.map((m) => [m.getCenter().lat.toFixed(2), m.getCenter().lng.toFixed(2), m.getZoom()]);
        }"""
    )
    assert len(moved) == 2 and moved[0] == moved[1]
    running = [page.locator(f'#compare-map-{n} .wheel-box[data-iso="NER"] text').text_content() for n in (1, 2)]
    looks = page.evaluate(
        """() => atlas.compare.differ(atlas.state.engine, atlas.state.scene)
          .looks.map((look) => String(look.wheels.NER.running))"""
    )
    assert running == looks


def test_swipe_by_keys_and_by_clicks(page: Any, server: Any) -> None:
    body = compare(page, server.url, "compare=swipe")
    handle = body.locator(".x-handle")
    handle.focus()
    page.keyboard.press("ArrowRight")
    assert handle.get_attribute("aria-valuenow") == "52"
    page.keyboard.press("Home")
    assert handle.get_attribute("aria-valuenow") == "0"
    assert page.evaluate("atlas.state.scene.date") == "2023-12-01"
    body.locator(".x-swipe-tools button").first.click()
    assert handle.get_attribute("aria-valuenow") == "100"
    assert "inset(0px 0%" in page.evaluate("getComputedStyle(document.getElementById('compare-map-1')).clipPath")


def test_two_states_of_knowledge(page: Any, server: Any) -> None:
    body = compare(page, server.url, "date=2024-06")
    body.locator('[data-x-by="known"]').click()
    page.wait_for_function("() => atlas.state.scene.known2 === '2023-12-01'")
    body.locator('[data-x-fold="revised"]').wait_for()
    assert body.locator("select").count() == 2
    assert "the letter, 1 December 2023" in body.locator(".x-key").inner_text()


def test_no_difference_says_so(page: Any, server: Any) -> None:
    body = compare(page, server.url, "date=2012-03&date2=2012-02")
    assert "Nothing differs." in body.locator(".x-lead").inner_text()


def test_comparison_rests_when_another_tab_is_open(page: Any, server: Any) -> None:
    compare(page, server.url)
    page.locator("#compare-map-1 .x-pill").first.wait_for()
    page.locator('[data-tab="map"].tab').click()
    page.wait_for_function("() => atlas.map.instances.length === 1")
    assert page.locator("#compare-map-1").is_hidden()


@pytest.mark.parametrize(
    ("lang", "title", "caveat"),
    [
        ("en", "Along the routes, in figures", "measures nothing on land"),
        ("nl", "Langs de routes, in cijfers", "Over land wordt niets gemeten"),
    ],
)
def test_route_view(page: Any, server: Any, lang: str, title: str, caveat: str) -> None:
    page.goto(f"{server.url}?v=1&tab=route&date=2023-07&lang={lang}")
    panel = page.locator("#route-panel")
    panel.locator("h2", has_text=title).wait_for()
    assert caveat in panel.inner_text()
    panel.locator("summary").first.click()
    table = panel.locator("table").first.inner_text()
    assert ("157,479" if lang == "en" else "157.479") in table
    assert len(panel.locator("table").first.locator("tbody tr").all()) == 16


def test_route_figures_keep_to_the_years_that_were_over(page: Any, server: Any) -> None:
    page.goto(f"{server.url}?v=1&tab=route&date=2023-11&known=2023-12-01")
    panel = page.locator("#route-panel")
    panel.locator("h2").wait_for()
    panel.locator("summary").first.click()
    cells = panel.locator("table").first.locator("tbody tr").all_inner_texts()
    years = {line.split()[0]: line for line in cells}
    assert "102,529" in years["2022"] and "no figure found" in years["2023"]


def test_route_view_shows_every_sea_leg(page: Any, server: Any) -> None:
    page.goto(f"{server.url}?v=1&tab=route")
    page.locator("#route-panel h2").wait_for()
    page.wait_for_function("() => atlas.mapReady === true")
    page.wait_for_timeout(400)
    outside = page.evaluate(
        """() => {
          const { data } = atlas.state.engine, box = atlas.map.main.map.getBounds();
          return data.legs.filter((l) => l.stage === "sea").flatMap((l) => [l.from_id, l.to_id])
            .filter((id) => !box.contains([data.nodes[id].lat, data.nodes[id].lon]));
        }"""
    )
    assert outside == []
