"""The sentence above the results, the map in words, and the sheet that shares a view."""

from __future__ import annotations

import re
from typing import Any

import pytest

from layers.atlas import Atlas
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene

WHEELS = """() => {
  const { wheels } = atlas.state.engine.look(atlas.state.scene);
  return Object.fromEntries(Object.entries(wheels).map(([iso3, wheel]) => [iso3, [wheel.running, wheel.open]]));
}"""


def test_the_sentence_follows_the_filter_and_names_the_page(page: Any, server: Any) -> None:
    page.goto(f"{server.url}?instrument=security,migration&lead=EU&status=suspended&known=2023-12-01")
    said = page.locator("#sentence .said")
    asked = "Security or migration, EU-led, suspended on 1 December 2023 as known on 1 December 2023"
    said.get_by_text(asked).wait_for()
    assert page.title().startswith("Security or migration, EU-led, suspended on 1 December 2023")
    page.locator('[data-lang="nl"]').click()
    said.get_by_text(
        "Veiligheid of migratie, onder EU-leiding, opgeschort op 1 december 2023 zoals bekend op 1 december 2023"
    ).wait_for()
    page.evaluate("() => atlas.state.commit({ status: [], lead: [] })")
    said.get_by_text("Veiligheid of migratie, op 1 december 2023 zoals bekend op 1 december 2023").wait_for()
    page.evaluate("() => atlas.state.commit({ known: '', stated: 'kst-29237-201' })")
    said.get_by_text("Veiligheid of migratie, op 1 december 2023 volgens de brief").wait_for()
    page.evaluate("() => atlas.state.commit({ stated: 'unscr-2100', lang: 'en' })")
    said.get_by_text(re.compile("as stated by “Security Council resolution 2100”")).wait_for()


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_the_map_in_words_has_the_numbers_of_the_wheels_on_screen(
    page: Any, server: Any, atlas: Atlas, lang: str
) -> None:
    page.goto(f"{server.url}?date=2023-08&lang={lang}")
    page.wait_for_selector("#twin-button:not(:empty)")
    page.locator("#twin-button").click()
    page.wait_for_selector("#twin table")
    shown = page.evaluate(WHEELS)
    for iso3, wheel in resolve(Scene(date="2023-08"), atlas).wheels.items():
        cells = page.locator(f'#twin tr[data-iso3="{iso3}"] td').all_inner_texts()
        assert [int(n) for n in re.findall(r"\d+", cells[-1])] == [wheel.running, wheel.open] == shown[iso3]
    page.evaluate("() => atlas.state.commit({ date: '2014-01' })")
    page.wait_for_selector("#twin:has-text('2014')")
    page.locator("#twin-close").click()
    assert not page.locator("#twin").is_visible()
    assert page.evaluate("() => document.activeElement.id") == "twin-button"


def test_the_sheet_offers_link_command_and_python(open_page: Any, server: Any) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{server.url}?date=2023-07&instrument=security&country=NER")
    page.wait_for_selector("#sentence .said:not(:empty)")
    page.get_by_role("button", name="Share", exact=True).click()
    page.wait_for_selector("#share-dialog[data-state=ready]")
    assert page.locator("#share-link").inner_text().endswith("?v=1&date=2023-07&instrument=security&country=NER")
    command = "atlas query --date 2023-07 --instrument security --country NER"
    assert page.locator("#share-command").inner_text() == command
    assert "Scene.from_query('v=1&date=2023-07" in page.locator("#share-python").inner_text()
    page.locator('[data-copy="share-command"]').click()
    page.get_by_text("Copied", exact=True).wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()") == command


def test_a_link_opens_the_same_view_again(open_page: Any, server: Any) -> None:
    page = open_page()
    page.goto(f"{server.url}?tab=timeline&by=framework&date=2021-06&goal=migration&lang=nl&theme=dark")
    page.wait_for_selector(".tl-row")
    link = page.evaluate("() => location.origin + location.pathname + '?' + atlas.state.toQuery(atlas.state.scene)")
    other = open_page()
    other.goto(link)
    other.wait_for_selector(".tl-row")
    scene = "() => atlas.state.scene"
    assert other.evaluate(scene) == page.evaluate(scene)


@pytest.mark.parametrize(
    ("lang", "said", "why", "valid"),
    [
        ("en", "3 parts of this link could not be used", "not a value the atlas knows", "Valid values"),
        ("nl", "3 delen van deze link waren niet bruikbaar", "geen waarde die de atlas kent", "Geldige waarden"),
    ],
)
def test_a_broken_link_opens_as_far_as_it_can_and_says_what_it_lost(
    page: Any, server: Any, lang: str, said: str, why: str, valid: str
) -> None:
    answer = page.goto(f"{server.url}?v=1&date=2023-02-31&country=XXX,NER&foo=1&lang={lang}&lead=EU")
    assert answer.status == 200
    bar = page.locator("#dropped")
    bar.get_by_text(said).wait_for()
    assert [part.split("=")[0] for part in bar.locator("code").all_inner_texts()] == ["date", "country", "foo"]
    assert why in bar.inner_text()
    bar.get_by_text(valid).first.click()
    assert "NER" in bar.locator("details p").first.inner_text()
    scene = page.evaluate("() => atlas.state.scene")
    assert (scene["date"], scene["country"], scene["lead"]) == ("2023-12-01", ["NER"], ["EU"])
    page.locator("#dropped button").click()
    assert bar.count() == 0


def test_undo_and_redo_hold_the_whole_view(page: Any, server: Any) -> None:
    """Filters, tab, date, selection and the place of the map go back one by one, and forth again."""
    page.goto(server.url)
    page.wait_for_selector('.wheel-box[data-iso="NER"]')
    link = "() => atlas.state.toQuery(atlas.state.scene)"
    settled = "(n) => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    seen = [page.evaluate(link)]

    def step(action: Any) -> None:
        action()
        page.wait_for_function("(before) => atlas.state.toQuery(atlas.state.scene) !== before", arg=seen[-1])
        page.evaluate(settled)
        seen.append(page.evaluate(link))

    step(lambda: page.locator('input[data-facet="instrument"][value="migration"]').click())
    step(lambda: page.locator('.wheel-box[data-iso="NER"] .wheel-name').click())
    step(lambda: page.keyboard.press("ArrowLeft"))
    step(lambda: page.locator('[data-map="in"]').click())
    page.wait_for_timeout(400)
    seen[-1] = page.evaluate(link)
    step(lambda: page.locator('.tab[data-tab="timeline"]').click())
    step(lambda: page.locator('[data-rail="reset"]').click())
    for before in reversed(seen[:-1]):
        page.keyboard.press("Control+z")
        page.wait_for_function("(want) => atlas.state.toQuery(atlas.state.scene) === want", arg=before)
        page.evaluate(settled)
    assert page.locator('[data-rail="undo"]').is_disabled()
    for after in seen[1:]:
        page.keyboard.press("Control+Shift+Z")
        page.wait_for_function("(want) => atlas.state.toQuery(atlas.state.scene) === want", arg=after)
        page.evaluate(settled)
    assert page.evaluate("() => new URLSearchParams(location.search).get('tab')") == "timeline"
