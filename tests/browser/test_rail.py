"""Filters act on map, wheels, counts, dock and dossier at once, and never on the server."""

from __future__ import annotations

from typing import Any

import pytest

from sahel_atlas.records.filters import Filter
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene

SEEN = """() => ({
  wheels: Object.fromEntries([...document.querySelectorAll('.wheel-box:not(.is-outside)')]
    .map((e) => [e.dataset.iso, e.querySelector('text').textContent])),
  sites: [...document.querySelectorAll('.site')]
    .filter((e) => e.closest('.leaflet-marker-icon').style.display !== 'none').length,
  count: document.querySelector('[data-count="instrument|security"]').textContent,
  dock: [...document.querySelectorAll('#dock-svg .dock-area')].map((e) => e.getAttribute('d')).join(),
  listed: document.querySelectorAll('#dossier-body .d-row').length,
  said: document.querySelector('#sentence').textContent,
})"""


def opened(page: Any, url: str, query: str = "") -> None:
    page.goto(f"{url}?{query}")
    page.wait_for_selector(".wheel-box")
    page.wait_for_function("() => document.querySelectorAll('#dock-svg .dock-area').length === 5")


def test_a_filter_acts_on_everything_at_once_and_asks_nothing(page: Any, server: Any, atlas: Any, watch: Any) -> None:
    opened(page, server.url, "selection=country:MLI")
    page.locator("#dossier-body .d-row").first.wait_for()
    page.wait_for_load_state("networkidle")
    before, mark = page.evaluate(SEEN), len(watch.requests)
    page.locator('[data-chip="framework"][data-value="EU"]').click()
    page.wait_for_function("() => document.querySelector('#sentence').textContent.includes('EU')")
    page.wait_for_function("() => document.querySelector('#rail-active .chip')")
    after = page.evaluate(SEEN)
    asked = resolve(Scene(filter=Filter(framework=("EU",))), atlas)
    assert after["wheels"] == {iso3: str(wheel.own) for iso3, wheel in asked.wheels.items()}
    for part in ("wheels", "sites", "count", "dock", "listed", "said"):
        assert after[part] != before[part], part
    assert [url for url in watch.since(mark) if "/data/" in url] == []
    # Each further facet the issue names narrows, and the chip takes it away again.
    for facet, value, on in (
        ("goal", "security", "true"),
        ("status", "active", "true"),
        ("subject", "mission", "false"),
        ("channel", "EU", "true"),
        ("country", "MLI", "true"),
    ):
        page.evaluate(f"atlas.setFacet('{facet}', '{value}', {on})")
        page.wait_for_selector(f'[data-drop="{facet}"]')
    found = page.evaluate("atlas.state.engine.look(atlas.state.scene).rows.length")
    assert found == len(resolve(Scene.from_query(page.url.split("?")[1]), atlas).rows)
    page.locator('[data-rail="reset"]').click()
    page.wait_for_function("() => !document.querySelector('#rail-active .chip')")
    assert page.evaluate(SEEN)["wheels"] == before["wheels"]


def test_one_row_alone_takes_one_step_by_mouse_keys_and_touch(page: Any, open_page: Any, server: Any) -> None:
    opened(page, server.url)
    only = page.get_by_role("button", name="Only Security", exact=True)
    assert only.evaluate("(e) => getComputedStyle(e).opacity") == "0"
    page.locator(".rail-line", has=only).hover()
    assert only.evaluate("(e) => getComputedStyle(e).opacity") == "1"
    only.click()
    page.wait_for_function("() => atlas.state.scene.instrument.join() === 'security'")
    ticked = "() => [...document.querySelectorAll('[data-facet=instrument]:checked')].map((e) => e.value).join()"
    page.wait_for_function(f"() => ({ticked})() === 'security'")
    page.get_by_role("checkbox", name="Diplomacy").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Only Diplomacy"
    assert page.evaluate("getComputedStyle(document.activeElement).opacity") == "1"
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => ({ticked})() === 'diplomacy'")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Only Diplomacy"
    page.get_by_role("button", name="Only Stability and security", exact=True).click()
    page.wait_for_function("() => atlas.state.scene.goal.length === 1")
    finger = open_page(viewport={"width": 1440, "height": 900}, has_touch=True, is_mobile=True)
    opened(finger, server.url, "lang=nl")
    box = finger.get_by_role("button", name="Alleen Veiligheid", exact=True)
    assert box.evaluate("(e) => [getComputedStyle(e).opacity, e.offsetHeight >= 24, e.offsetWidth >= 24]") == [
        "1",
        True,
        True,
    ]
    box.tap()
    finger.wait_for_function("() => atlas.state.scene.instrument.join() === 'security'")


def test_layers_switch_on_the_map(page: Any, server: Any) -> None:
    opened(page, server.url)
    visible = {
        "routes": "() => Boolean(document.querySelector('.r-leg'))",
        "relief": "() => document.querySelector('.m-relief').checkVisibility()",
        "groups": "() => getComputedStyle(document.querySelector('.m-outline')).display !== 'none'",
        "embassies": "() => [...document.querySelectorAll('.site')]"
        ".some((e) => e.dataset.key.endsWith('|embassy') && e.checkVisibility())",
    }
    page.wait_for_selector(".m-relief", state="attached")
    for layer, shown in visible.items():
        page.wait_for_function(shown)
        page.locator(f'[data-layer="{layer}"]').uncheck()
        page.wait_for_function(f"() => !({shown})()")
    page.locator('[data-layer="regions"]').check()
    page.wait_for_selector(".m-region-border", state="attached")
    assert "re-divided" in page.locator("#map-note").inner_text()
    page.locator('[data-layer="states"]').check()
    page.locator('.wheel-box[data-iso="NER"] .wheel-state', has_text="coup").wait_for()


def test_no_match_says_so_and_offers_the_filters_to_remove(page: Any, server: Any) -> None:
    opened(page, server.url, "country=TGO&instrument=humanitarian&lead=UN")
    box = page.locator("#rail-active")
    assert "No engagement matches. Remove:" in box.inner_text()
    assert box.locator("[data-drop]").count() == 3
    assert page.evaluate(SEEN)["wheels"] == {"TGO": "0"}, "what is outside the filter has no number"
    assert page.evaluate("[...document.querySelectorAll('.rail-status .count')].map((e) => e.textContent)") == ["0"] * 7
    while box.locator("[data-drop]").count() > 1:
        left = box.locator("[data-drop]").count()
        box.locator("[data-drop]").first.click()
        page.wait_for_function(f"() => document.querySelectorAll('#rail-active [data-drop]').length === {left - 1}")
    page.wait_for_function("() => !document.querySelector('.rail-empty')")


CLICKED = """async ([first, every]) => {
  const { state } = atlas, wrong = [];
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  for (const d of document.querySelectorAll('#rail-body details')) d.open = true;
  const controls = [...document.querySelectorAll('#rail-body input[data-facet], #rail-body [data-chip]')];
  const told = controls.map((e) => e.closest('label, button').querySelector('.count').textContent);
  const before = state.engine.look(state.scene).counts.listed;
  for (const [i, { dataset, value }] of controls.entries()) {
    if (i % every !== first) continue;
    const facet = dataset.facet || dataset.chip, chosen = dataset.value || value, was = state.scene;
    const on = was[facet].includes(chosen), more = !on && was[facet].length > 0;
    document.querySelector(dataset.facet ? `#rail-body [data-facet="${facet}"][value="${CSS.escape(chosen)}"]`
      : `#rail-body [data-chip="${facet}"][data-value="${CSS.escape(chosen)}"]`).click();
    await frame();
    const after = state.engine.look(state.scene).counts.listed;
    if (state.scene[facet].includes(chosen) === on) wrong.push([facet, chosen, 'the click changed nothing']);
    if (on) {
      const holds = state.engine.look({ ...was, [facet]: [chosen] }).counts.listed;
      if (told[i] !== String(holds)) wrong.push([facet, chosen, told[i], holds]);
    } else {
      const expected = more ? `+${after - before}` : String(after);
      if (told[i] !== expected) wrong.push([facet, chosen, told[i], expected]);
    }
    await state.undo();
    await frame();
  }
  return { wrong, count: controls.length };
}"""


@pytest.mark.parametrize(
    ("query", "which"),
    [
        ("", (0, 1)),
        ("date=2016-03&instrument=security,migration&framework=EU", (0, 4)),
        ("date=2023-08-20&known=2023-12-01&state=coup&status=suspended", (1, 4)),
        ("stated=kst-29237-201&country=NER,MLI&subject=NL,mission,context", (2, 4)),
        ("date=2023-07&to=2023-12&reach=own&goal=migration", (3, 4)),
    ],
)
def test_the_number_of_every_value_is_what_its_click_leaves(
    page: Any, server: Any, query: str, which: tuple[int, int]
) -> None:
    """Every value of the first scene, a quarter of those of each other."""
    opened(page, server.url, query)
    page.wait_for_function("() => document.querySelector('#rail-unit').textContent")
    found = page.evaluate(CLICKED, list(which))
    assert found["wrong"] == []
    assert found["count"] > 150


def test_the_heading_of_the_goals_says_whose_judgement_they_are(page: Any, server: Any) -> None:
    opened(page, server.url)
    page.wait_for_function("() => document.querySelector('#rail-goal-basis').textContent")
    inferred = page.evaluate("atlas.state.engine.facets(atlas.state.scene).goal_basis.get('inferred').holds")
    assert f"our reading for {inferred} of" in page.locator("#rail-goal-basis").inner_text()
    page.locator("#rail-goal-stated").check()
    page.wait_for_function("() => atlas.state.scene.goal_basis.join() === 'stated'")
    stated = {r["goal_basis"] for r in page.evaluate("atlas.rows.of(atlas.state.engine, atlas.state.scene)")}
    assert stated == {"stated"}


def test_both_languages_follow_the_switch(page: Any, server: Any) -> None:
    opened(page, server.url, "selection=country:TCD")
    for lang, name, tab, month, brand in (
        ("nl", "Tsjaad", "Kaart", "december", "Sahelatlas"),
        ("en", "Chad", "Map", "December", "Sahel Engagement Atlas"),
    ):
        page.locator(f'[data-lang="{lang}"]').click()
        page.wait_for_selector(f'html[lang="{lang}"]')
        page.locator("#dossier-body h2", has_text=name).wait_for()
        assert page.locator('.wheel-box[data-iso="TCD"] .wheel-name').inner_text().lower() == name.lower()
        assert page.locator('.tab[data-tab="map"]').inner_text() == tab
        assert month in page.locator("#dock-date").inner_text()
        assert page.locator("#brand-name").inner_text() == brand
        assert page.locator(".r-figure").inner_text().split()[0] == {"nl": "157.479", "en": "157,479"}[lang]
