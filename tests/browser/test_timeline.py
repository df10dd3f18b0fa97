"""The timeline tab: strips, a click for a day, a drag or two clicks for a period, and doubt that looks like doubt."""

from __future__ import annotations

from typing import Any

import pytest

from layers.atlas import Atlas
from layers.resolve import engagement_passes
from layers.scene import Scene

NOW = "() => [atlas.state.scene.date, atlas.state.scene.to]"


def open_timeline(page: Any, server: Any, query: str = "") -> dict[str, float]:
    page.goto(f"{server.url}?tab=timeline&{query}")
    page.wait_for_selector(".tl-row")
    page.wait_for_selector("#sentence .said:not(:empty)")
    box = page.locator(".tl-axis").bounding_box()
    return {"x": box["x"], "width": box["width"], "y": box["y"] + box["height"] + 120}


@pytest.mark.parametrize("by", ["instrument", "framework", "country"])
def test_one_strip_per_engagement_and_group(page: Any, server: Any, atlas: Atlas, by: str) -> None:
    open_timeline(page, server, f"by={by}")
    scene = Scene()
    passing = {e.engagement_id for e in atlas.tables.engagements if engagement_passes(e, scene.filter, atlas)}
    shown = page.evaluate("() => [...document.querySelectorAll('.tl-name')].map((b) => b.dataset.ref.slice(11))")
    assert set(shown) == {e for e, _ in atlas.clock().chains if e in passing}
    if by == "instrument":
        assert len(shown) == sum(len(atlas.engagement(e).instruments) for e in set(shown))


def test_a_click_goes_to_that_day(page: Any, server: Any) -> None:
    at = open_timeline(page, server)
    page.mouse.click(at["x"] + at["width"] * 0.5, at["y"])
    day, to = page.evaluate(NOW)
    assert (day[:7], to) == ("2018-07", "")


def test_a_drag_chooses_a_period_and_asks_nothing_while_it_lasts(page: Any, server: Any, watch: Any) -> None:
    at = open_timeline(page, server)
    page.wait_for_load_state("networkidle")
    page.mouse.move(at["x"] + at["width"] * 0.6, at["y"])
    page.mouse.down()
    mark = len(watch.requests)
    page.mouse.move(at["x"] + at["width"] * 0.3, at["y"], steps=12)
    page.wait_for_timeout(300)
    assert watch.since(mark) == []
    page.mouse.up()
    day, to = page.evaluate(NOW)
    assert (day[:7], to[:7]) == ("2015-11", "2019-10")
    page.wait_for_selector("#sentence .said:has-text('from')")
    page.get_by_role("button", name="Clear the period").click()
    assert page.evaluate(NOW)[1] == ""


def test_two_clicks_and_two_fields_choose_a_period_too(page: Any, server: Any) -> None:
    at = open_timeline(page, server)
    page.get_by_role("button", name="Choose a period with two clicks").click()
    page.get_by_role("button", name="Click the first day").wait_for()
    page.mouse.click(at["x"] + at["width"] * 0.7, at["y"])
    page.get_by_role("button", name="Click the last day").wait_for()
    page.mouse.click(at["x"] + at["width"] * 0.2, at["y"])
    day, to = page.evaluate(NOW)
    assert (day[:7], to[:7]) == ("2014-08", "2021-02")
    for label, text in (("From", "1 July 2023"), ("to", "1-12-2023")):
        page.get_by_label(label, exact=True).fill(text)
        page.keyboard.press("Enter")
    assert page.evaluate(NOW) == ["2023-07-01", "2023-12-01"]
    page.get_by_role("button", name="Compare start and end").click()
    assert page.evaluate("() => [atlas.state.scene.tab, atlas.state.scene.date2, atlas.state.scene.date]") == [
        "compare",
        "2023-07-01",
        "2023-12-01",
    ]


def test_doubt_looks_like_doubt(page: Any, server: Any) -> None:
    open_timeline(page, server, "by=instrument&known=2023-12-01")

    def fills(pattern: str) -> int:
        return page.locator(f'.tl-strip rect[fill="url(#{pattern})"]').count()

    assert fills("atlas-hatch") > 0
    assert fills("atlas-fade-in") + fills("atlas-fade-out") > 0
    assert fills("atlas-hatch-over") > 0
    page.evaluate("() => atlas.state.commit({ known: '' })")
    page.wait_for_timeout(300)
    assert fills("atlas-hatch-over") == 0


def test_a_coup_is_a_line_in_its_own_country(page: Any, server: Any) -> None:
    open_timeline(page, server, "by=country&country=NER,CIV")
    groups = page.locator(".tl-group")
    titles = {}
    for i in range(groups.count()):
        lines = groups.nth(i).locator(".tl-line.is-major")
        titles[groups.nth(i).locator("strong").inner_text()] = [
            lines.nth(k).get_attribute("title") for k in range(lines.count())
        ]
    assert any("Coup in Niger" in title for title in titles["Niger"])
    assert not any("Coup" in title for title in titles["Côte d'Ivoire"])


def test_a_step_of_the_day_redraws_no_strip(page: Any, server: Any) -> None:
    open_timeline(page, server)
    page.evaluate("() => { document.querySelector('.tl-strip').dataset.mark = 'kept'; }")
    page.evaluate("() => atlas.state.preview({ date: '2016-05' })")
    page.wait_for_timeout(200)
    assert page.locator('.tl-strip[data-mark="kept"]').count() == 1
    assert page.locator(".tl-axis").get_attribute("aria-valuetext") == "May 2016"


def test_names_select_and_groups_fold_by_keyboard(page: Any, server: Any) -> None:
    open_timeline(page, server, "lang=nl&country=NER")
    page.locator(".tl-name").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector('.tl-name[aria-pressed="true"]')
    assert len(page.evaluate("() => atlas.state.scene.selection")) == 1
    toggle = page.locator("[data-tl-group]").first
    toggle.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector('[data-tl-group][aria-expanded="false"]')
    assert page.evaluate("() => document.activeElement.dataset.tlGroup") is not None
