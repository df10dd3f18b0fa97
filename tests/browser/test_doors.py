"""Every number is a door: what it says is what stands in the table that it opens."""

from __future__ import annotations

from typing import Any

import pytest

DOORS = """(where) => [...document.querySelectorAll(where + ' a.door[data-door]')].map((link) => {
  const { engine, scene } = atlas.state;
  const listed = (facets) => engine.look({ ...scene, ...facets }).counts.listed;
  return { said: link.textContent, listed: listed(JSON.parse(link.dataset.door)), key: link.dataset.door };
})"""
PARTS = """() => [...document.querySelectorAll('.wheel-box .storey path')].flatMap((path) => {
  if (!path.getAttribute('d')) return [];
  const { engine, scene } = atlas.state, { iso } = path.closest('.wheel-box').dataset;
  const { instrument } = path.closest('.seg').dataset, { reach } = path.parentNode.dataset, { kind } = path.dataset;
  const door = atlas.wheelParts.doorOf(atlas.map.main, iso, path);
  const at = engine.raw.instruments.indexOf(instrument), { segments } = engine.look(scene).wheels[iso];
  const { counts } = segments[at][reach];
  return { iso, instrument, reach, kind, counts, listed: door && engine.look({ ...scene, ...door }).counts.listed };
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


@pytest.mark.parametrize("scene", SCENES)
def test_every_part_of_every_wheel_opens_what_it_counts(page: Any, server: Any, scene: str) -> None:
    opened(page, server.url, f"{scene}&selection=country:NER")
    parts = page.evaluate(PARTS)
    names = ("full", "reduced", "suspended", "planned")
    for part in parts:
        kinds = {"runs": names[:2], "rests": names[2:]}.get(part["kind"], (part["kind"],))
        count = sum(part["counts"][names.index(kind)] for kind in kinds if kind in names)
        assert part["listed"] == (count or None), part
    assert {part["kind"] for part in parts} & set(names)
    assert len({part["iso"] for part in parts}) > 8


def test_a_click_on_a_part_opens_its_rows_and_one_on_the_name_its_country(open_page: Any, server: Any) -> None:
    page = open_page(reduced_motion="reduce")
    page.goto(f"{server.url}?v=1&date=2023-12-01")
    part = page.locator('.wheel-box[data-iso="CIV"] [data-instrument="security"] [data-reach="own"] path').first
    part.wait_for(state="attached")
    # A point that the mouse meets nothing else on: the middle of a long path may lie beside it.
    x, y = part.evaluate("""(path) => { const to = path.getScreenCTM(), box = path.getBBox(), n = 24;
      for (let i = 1; i < n; i += 1) for (let j = 1; j < n; j += 1) {
        const p = new DOMPoint(box.x + box.width * i / n, box.y + box.height * j / n).matrixTransform(to);
        if (document.elementFromPoint(p.x, p.y) === path) return [p.x, p.y];
      } }""")
    counted = part.evaluate("(path) => atlas.state.engine.look({ ...atlas.state.scene, "
                            "...atlas.wheelParts.doorOf(atlas.map.main, 'CIV', path) }).counts.listed")  # fmt: skip
    page.mouse.click(x, y)
    page.wait_for_selector("#table-grid[data-state=ready]")
    scene = page.evaluate("atlas.state.scene")
    assert (scene["country"], scene["instrument"], scene["reach"]) == (["CIV"], ["security"], ["own"])
    assert page.evaluate("atlas.state.engine.look(atlas.state.scene).counts.listed") == counted > 0
    page.go_back()
    page.locator('.wheel-box[data-iso="CIV"] .wheel-name').click()
    page.locator("#dossier-body h2", has_text="Ivoire").wait_for()
    assert page.evaluate("[atlas.state.scene.tab, atlas.state.scene.country]") == ["map", []]


def test_a_click_on_a_number_of_the_dock_moves_no_date(page: Any, server: Any) -> None:
    opened(page, server.url, "date=2023-12-01&selection=country:NER")
    page.locator(".dock-caption a.door").nth(1).click()
    page.wait_for_selector("#table-grid[data-state=ready]")
    scene = page.evaluate("atlas.state.scene")
    assert (scene["date"], scene["reach"], scene["counted"]) == ("2023-12-01", ["region"], ["yes"])


@pytest.mark.parametrize("more", ["", "&status=planned", "&status=active&instrument=security&lang=nl"])
def test_what_is_not_recorded_opens_exactly_what_it_counts(page: Any, server: Any, more: str) -> None:
    opened(page, server.url, f"date=2023-12-01&selection=country:NER{more}")
    remark = page.locator(".dock-silent")
    said = int(remark.inner_text().split()[-1])
    remark.click()
    sheet = page.locator("#dock-silent-dialog[open]")
    assert sheet.locator("li").count() == said > 0
    assert f": {said}." in sheet.locator("p").first.inner_text()
    assert page.evaluate("atlas.state.scene.date") == "2023-12-01"
    name = sheet.locator("li button").first
    ref = name.get_attribute("data-silent-ref")
    name.click()
    page.wait_for_function("(ref) => atlas.state.scene.selection[0] === ref", arg=ref)
    assert not sheet.is_visible()


def test_all_starts_that_are_not_recorded_are_one_step_further(page: Any, server: Any) -> None:
    opened(page, server.url, "date=2023-12-01&selection=country:NER")
    page.locator(".dock-silent").click()
    fewer = page.locator("#dock-silent-dialog li").count()
    page.locator("#dock-silent-dialog [data-unknown=start]").click()
    head = page.locator("#unknown-dialog [data-kind=start][aria-expanded=true]")
    head.wait_for()
    assert page.locator("#unknown-rows li").count() == int(head.inner_text()) > fewer > 0


def test_the_number_of_a_lead_on_later_records_unfolds_those_of_its_country(page: Any, server: Any) -> None:
    opened(page, server.url, "date=2012-01-01&selection=country:BEN")
    said = int(page.locator(".d-lead .door-button").inner_text())
    page.locator(".d-lead .door-button").click()
    page.locator('.ds-silent [aria-expanded="true"]').wait_for()
    assert page.locator(".ds-silent li").count() == said > 0


@pytest.mark.parametrize("more", ["status=planned", "status=active", "status=suspended&lang=nl"])
def test_a_step_under_a_filter_on_states_opens_the_rows_that_pass(page: Any, server: Any, more: str) -> None:
    opened(page, server.url, f"date=2023-12-01&selection=country:NER&{more}")
    link = page.locator("a.dock-jump").first
    said = int(link.inner_text().split()[0])
    link.click()
    page.wait_for_selector('html[data-tab="compare"]')
    assert page.evaluate(CHOSEN) == said > 0


LISTED = "atlas.state.engine.look(atlas.state.scene).counts.listed"


def mouse_on_map(open_page: Any, server: Any, query: str) -> Any:
    page = open_page(reduced_motion="reduce")
    page.goto(f"{server.url}?v=1&{query}")
    page.locator('.wheel-box[data-iso="MLI"] .wheel-region span').first.wait_for()
    return page


def test_a_click_on_the_words_under_a_wheel_opens_what_the_region_shares(open_page: Any, server: Any) -> None:
    page = mouse_on_map(open_page, server, "date=2023-12-01")
    words = page.locator('.wheel-box[data-iso="MLI"] .wheel-region span')
    said = int(words.inner_text().split()[0])
    words.click()
    page.wait_for_selector('html[data-tab="table"]')
    scene = page.evaluate("atlas.state.scene")
    assert (scene["country"], scene["reach"], scene["counted"]) == (["MLI"], ["region"], ["yes"])
    assert page.evaluate(LISTED) == said > 0


def test_each_line_under_a_bare_name_opens_its_rows_and_a_finger_the_country(open_page: Any, server: Any) -> None:
    page = mouse_on_map(open_page, server, "date=2023-12-01&subject=mission")
    lines = page.locator('.wheel-box[data-iso="MLI"] .wheel-region span')
    told = [(line.get_attribute("data-status"), int(line.inner_text().split()[0])) for line in lines.all()]
    assert len(told) > 1
    for i, (status, said) in enumerate(told):
        lines.nth(i).click()
        page.wait_for_selector('html[data-tab="table"]')
        assert page.evaluate("[atlas.state.scene.country, atlas.state.scene.status]") == [["MLI"], [status]]
        assert page.evaluate(LISTED) == said
        page.go_back()
        page.wait_for_selector('html[data-tab="map"]')
    lines.first.evaluate("(e) => e.dispatchEvent(new PointerEvent('click', { pointerType: 'touch', bubbles: true }))")
    page.locator("#dossier-body h2", has_text="Mali").wait_for()
    assert page.evaluate("atlas.state.scene.tab") == "map"


HEAD = """() => [...document.querySelectorAll('#dossier-body [data-wheel] .storey path')].map((path) => {
  const { engine, scene } = atlas.state, { iso } = { iso: path.closest('[data-wheel]').dataset.wheel };
  const { instrument } = path.closest('.seg').dataset, { reach } = path.parentNode.dataset;
  const { counts } = engine.look(scene).wheels[iso].segments[engine.raw.instruments.indexOf(instrument)][reach];
  const door = atlas.wheelParts.doorIn(scene, iso, path, 38);
  return { listed: door && engine.look({ ...scene, ...door }).counts.listed, counts };
})"""


@pytest.mark.parametrize("scene", [*SCENES, "date=2023-12-01&status=planned,exploring"])
def test_every_part_of_the_wheel_of_a_dossier_opens_what_it_counts(page: Any, server: Any, scene: str) -> None:
    opened(page, server.url, f"{scene}&selection=country:CIV")
    parts = page.evaluate(HEAD)
    doors = [part for part in parts if part["listed"]]
    assert doors and all(part["listed"] in part["counts"] for part in doors), parts
    solid = page.locator("#dossier-body [data-wheel] .storey path")
    n = next(i for i, part in enumerate(parts) if part["listed"])
    solid.nth(n).dispatch_event("click", {"bubbles": True})
    page.wait_for_selector('html[data-tab="table"]')
    assert page.evaluate(LISTED) == parts[n]["listed"]


def test_the_number_of_the_wheel_of_a_dossier_opens_its_rows_and_nought_none(page: Any, server: Any) -> None:
    opened(page, server.url, "date=2023-12-01&selection=country:MRT")
    page.locator("#dossier-body [data-wheel] text").click()
    page.wait_for_timeout(200)
    assert page.evaluate("atlas.state.scene.tab") == "map"
    opened(page, server.url, "date=2023-12-01&selection=country:NER")
    said = int(page.locator("#dossier-body [data-wheel] text").text_content())
    page.locator("#dossier-body [data-wheel] text").click()
    page.wait_for_selector('html[data-tab="table"]')
    assert page.evaluate(LISTED) == said > 0


@pytest.mark.parametrize("more", ["", "&status=suspended", "&date=2021-12&to=2023-12"])
def test_a_bar_of_the_history_of_a_country_opens_the_rows_of_its_day(page: Any, server: Any, more: str) -> None:
    opened(page, server.url, f"date=2023-12-01&selection=country:BFA{more}")
    bars = page.evaluate("""() => [...document.querySelectorAll('#dossier-body [data-lane] [data-open]')]
      .map((e, i) => [i, Number(e.dataset.open), e.getBoundingClientRect().width])""")
    told = [(i, n) for i, n, wide in bars if n and wide > 6]
    assert len(told) > 3
    for i, said in told[::4]:
        place = """([i]) => { const e = document.querySelectorAll('#dossier-body [data-lane] [data-open]')[i];
          const r = e.getBoundingClientRect(); e.dispatchEvent(new MouseEvent('click',
            { bubbles: true, clientX: r.left + r.width / 2, clientY: r.top + 2 })); }"""
        page.evaluate(place, [i])
        page.wait_for_selector('html[data-tab="table"]')
        assert page.evaluate(LISTED) == said, i
        page.keyboard.press("Control+z")
        page.wait_for_selector('html[data-tab="map"]')
        page.locator("#dossier-body [data-lane] [data-open]").first.wait_for(state="attached")


def test_a_bar_of_an_engagement_goes_to_its_day(page: Any, server: Any) -> None:
    opened(page, server.url, "date=2023-12-01&selection=engagement:post-ouagadougou")
    bar = page.locator("#dossier-body .ds-strip [data-from]").first
    first, until = (int(bar.get_attribute(f"data-{name}")) for name in ("from", "until"))
    bar.dispatch_event("click", {"bubbles": True, "clientX": 0})
    page.wait_for_function("() => atlas.state.scene.date !== '2023-12-01'")
    day = page.evaluate("atlas.days.fromIso(atlas.state.scene.date)")
    assert first <= day < until and page.evaluate("atlas.state.scene.tab") == "map"


def test_nought_is_no_door(page: Any, server: Any) -> None:
    opened(page, server.url, "date=2023-12-01&selection=country:NER")
    made = page.evaluate("[0, '0', '+0', 3, '+11'].map((n) => atlas.doors.doorLink({}, n, ''))")
    assert made[:3] == ["0", "0", "+0"] and all("<a " in html for html in made[3:])


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
