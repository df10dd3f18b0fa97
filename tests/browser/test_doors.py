"""Every number is a door: what it says is what stands in the table that it opens."""

from __future__ import annotations

from typing import Any

import pytest

DOORS = """(where) => [...document.querySelectorAll(where + ' a.door[data-door]')].map((link) => {
  const { engine, scene } = atlas.state;
  const listed = (facets) => engine.look({ ...scene, ...facets }).counts.listed;
  return { said: link.textContent, listed: listed(JSON.parse(link.dataset.door)), key: link.dataset.door };
})"""
CHOSEN = """() => { const { engine, scene } = atlas.state, c = atlas.comparison;
  return new Set(c.chosen(engine, c.compare(engine, scene), scene.change).map((r) => r.e)).size; }"""
SCENES = (
    "date=2023-12-01",
    "date=2023-12-01&lang=nl&instrument=security,development",
    "date=2023-12-01&status=active,suspended",
    "date=2023-12-01&reach=region&goal_basis=inferred",
    "date=2021-06&to=2023-12",
    "date=2021-06&to=2023-12&known=2023-12-01&instrument=diplomacy",
)


def opened(page: Any, url: str, query: str) -> None:
    page.goto(f"{url}?v=1&{query}")
    page.locator("#dossier-body .d-head").wait_for()
    page.wait_for_selector(".dock-caption b:not(:empty)")
    page.wait_for_selector("#rail-goal-basis:not(:empty)", state="attached")


def doors(page: Any, where: str) -> list[dict[str, Any]]:
    return list(page.evaluate(DOORS, where))


@pytest.mark.parametrize("scene", SCENES)
def test_numbers_of_dossier_dock_and_rail_open_what_they_count(page: Any, server: Any, scene: str) -> None:
    for iso in ("NER", "CIV", "MRT"):
        opened(page, server.url, f"{scene}&selection=country:{iso}")
        for where in ("#dossier-body", "#dock-body", "#rail-body"):
            found = doors(page, where)
            wrong = [d for d in found if d["said"].removeprefix("+") != str(d["listed"])]
            assert not wrong, (iso, where)
            assert found, (iso, where)


def test_no_number_of_a_lead_or_a_head_is_plain(page: Any, server: Any) -> None:
    """The lead's date apart, digits stand in doors; where nothing is counted 0 is plain."""
    for iso, least in (("NER", 8), ("CIV", 6), ("MRT", 4)):
        opened(page, server.url, f"date=2023-12-01&selection=country:{iso}")
        assert len(doors(page, "#dossier-body")) >= least
        plain = page.evaluate(
            """() => [...document.querySelectorAll(
                '.d-lead, .d-reach span.num, .d-heading span.num, .dock-caption b')].map((e) => {
              const bare = e.cloneNode(true);
              for (const link of bare.querySelectorAll('a.door, .door-button')) link.remove();
              return bare.textContent.replace(/\\d+ \\w+ 20\\d\\d/g, '');
            }).filter((text) => /[1-9]/.test(text))"""
        )
        assert plain == [], iso


@pytest.mark.parametrize("where", [".ds-list .d-reach", ".d-lead", ".dock-caption", "#rail-goal-basis"])
def test_one_click_opens_the_table_with_that_number(page: Any, server: Any, where: str) -> None:
    opened(page, server.url, "date=2023-12-01&selection=country:NER")
    # A dossier that is still being filled writes its sentences anew, and a link that had the focus is gone with them.
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)
    link = page.locator(f"{where} a.door[data-door]").first
    said = int(link.inner_text())
    for _ in range(3):
        link.press("Enter")
        page.wait_for_timeout(200)
        if page.evaluate("atlas.state.scene.tab") == "table":
            break
    page.wait_for_selector("#table-grid[data-state=ready]", timeout=90_000)
    assert page.evaluate("atlas.state.engine.look(atlas.state.scene).counts.listed") == said > 0
    assert page.evaluate("atlas.state.scene.tab") == "table"


def test_a_click_on_a_number_of_the_dock_moves_no_date(page: Any, server: Any) -> None:
    opened(page, server.url, "date=2023-12-01&selection=country:NER")
    page.locator(".dock-caption a.door").nth(1).click()
    page.wait_for_selector("#table-grid[data-state=ready]")
    scene = page.evaluate("atlas.state.scene")
    assert (scene["date"], scene["reach"], scene["counted"]) == ("2023-12-01", ["region"], ["yes"])


def test_what_is_not_recorded_opens_the_sheet_on_it(page: Any, server: Any) -> None:
    opened(page, server.url, "date=2023-12-01&selection=country:NER")
    page.locator(".dock-silent").click()
    sheet = page.locator("#unknown-dialog[data-state=ready]")
    sheet.locator('[data-kind=start][aria-expanded=true][data-column=""]').wait_for()
    assert sheet.locator("#unknown-rows li").count() > 0
    assert page.evaluate("atlas.state.scene.date") == "2023-12-01"


def test_the_number_of_a_lead_on_later_records_opens_those_of_its_country(page: Any, server: Any) -> None:
    opened(page, server.url, "date=2012-01-01&selection=country:BEN")
    page.locator(".d-lead .door-button").click()
    page.locator("#unknown-dialog [data-kind=start][aria-expanded=true][data-column=BEN]").wait_for()


def test_a_step_that_is_documentation_opens_the_comparison_of_its_two_days(page: Any, server: Any) -> None:
    opened(page, server.url, "date=2020-01&selection=country:NER")
    link = page.locator("a.dock-jump").first
    said = int(link.inner_text().split()[0])
    link.click()
    page.wait_for_selector(".x-pill")
    scene = page.evaluate("atlas.state.scene")
    assert (scene["tab"], scene["date2"], scene["date"]) == ("compare", "2023-11-30", "2023-12-01")
    assert page.evaluate(CHOSEN) == said


def test_what_stopped_since_a_coup_opens_the_comparison_with_the_day_before_it(page: Any, server: Any) -> None:
    """In Niger one had stopped before: no filter tells them apart."""
    opened(page, server.url, "date=2023-12-01&selection=country:NER")
    link = page.locator(".d-lead a[data-visit]")
    said = int(link.inner_text())
    link.click()
    page.wait_for_selector(".x-pill")
    assert page.evaluate("[atlas.state.scene.date2, atlas.state.scene.date]") == ["2023-07-25", "2023-12-01"]
    assert page.evaluate(CHOSEN) == said
