"""Search in the top bar: what the letter speaks of is found by name in both languages and opens its dossier."""

from __future__ import annotations

from typing import Any
from urllib.error import HTTPError

import pytest

# What a person types in English and in Dutch, and what the dossier that opens is headed with.
NAMED = {
    "MINUSMA": ("minusma", "minusma", "MINUSMA"),
    "EUTM Mali": ("eutm mali", "eutm mali", "EUTM Mali"),
    "EUCAP Sahel Mali": ("eucap sahel mali", "eucap sahel mali", "EUCAP Sahel Mali"),
    "EUCAP Sahel Niger": ("eucap niger", "eucap niger", "EUCAP Sahel Niger"),
    "EUMPM Niger": ("eumpm", "eumpm", "EUMPM"),
    "AILCT": ("ailct", "ailct", "AILCT"),
    "CSSM": ("cssm", "cssm", "Coastal States Stability Mechanism"),
    "GPOI": ("gpoi", "gpoi", "GPOI"),
    "Flintlock": ("flintlock", "flintlock", "Flintlock"),
    "Ouagadougou": ("embassy ouagadougou", "ambassade ouagadougou", "Ouagadougou"),
    "Niamey": ("embassy niamey", "ambassade niamey", "Niamey"),
    "N'Djamena": ("office ndjamena", "kantoor ndjamena", "N'Djamena"),
    "route": ("central mediterranean route", "centrale middellandse zeeroute", "route"),
}


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_the_thirteen_things_are_found_by_name_and_open(page: Any, server: Any, lang: str) -> None:
    page.goto(f"{server.url}?lang={lang}")
    page.wait_for_selector(".wheel-box")
    field = page.locator("#search-input")
    missed = {}
    for what, words in NAMED.items():
        page.keyboard.press("/")
        page.keyboard.insert_text(words[lang == "nl"])
        options = page.locator("#search-list [role=option]")
        options.first.wait_for()
        assert field.get_attribute("aria-expanded") == "true"
        assert field.get_attribute("aria-activedescendant") == "search-0"
        first = options.first.locator("b").inner_text()
        page.keyboard.press("Enter")
        heading = page.locator("#dossier-body h2").first
        heading.wait_for()
        page.wait_for_function("() => document.querySelector('#search-list').hidden")
        if words[2].lower() not in heading.inner_text().lower().replace("\u2019", "'"):
            missed[what] = (first, heading.inner_text())
        assert not page.evaluate("document.activeElement.id === 'search-input'")
        page.keyboard.press("Escape")
        page.locator("#dossier").wait_for(state="hidden")
    assert missed == {}


def test_accents_are_optional_and_nothing_found_says_what_to_try(page: Any, server: Any) -> None:
    page.goto(f"{server.url}?lang=nl")
    page.wait_for_selector(".wheel-box")
    field = page.locator("#search-input")
    assert field.get_attribute("placeholder") == "Zoek land, missie of alinea"
    assert page.locator(".search-key").is_visible()
    for typed, name in (("mauritanie", "Mauritanië"), ("Tsjaad", "Tsjaad"), ("cote d'ivoire", "Ivoorkust")):
        field.fill(typed)
        page.locator("#search-list b", has_text=name).first.wait_for()
    field.fill("zzzz")
    page.locator(".search-none", has_text="Niets gevonden").wait_for()
    field.press("Escape")
    page.locator("#search-list").wait_for(state="hidden")


def test_a_name_that_holds_markup_stays_text(page: Any, server: Any) -> None:
    row = {"ref": "country:NER", "en": "<img src=x onerror=alert(1)>", "nl": "x", "hint_en": "<b>h</b>", "hint_nl": "h"}
    page.route("**/api/search*", lambda route: route.fulfill(json=[row | {"lon": None, "lat": None}]))
    page.goto(server.url)
    page.wait_for_selector(".wheel-box")
    page.locator("#search-input").fill("x")
    found = page.locator("#search-list [role=option]")
    found.wait_for()
    assert "<img" in found.inner_text() and found.locator("img").count() == 0


def test_search_names_nothing_that_became_public_later(page: Any, server: Any) -> None:
    page.goto(f"{server.url}?known=2022-07-11")
    page.wait_for_selector(".wheel-box")
    field = page.locator("#search-input")
    for typed in ("Flintlock 2024", "coup in Niger", "Nederlandse inzet in de Sahelregio"):
        with page.expect_response(lambda answer: "/api/search" in answer.url) as waiting:
            field.fill(typed)
        assert "known=2022-07-11" in waiting.value.url
        page.wait_for_timeout(100)
        found = page.locator("#search-list").inner_text()
        assert "2023" not in found and "2024" not in found and "Coup in Niger" not in found
    page.evaluate("() => atlas.state.commit({ known: '' })")
    field.fill("coup in Niger ")
    page.locator("#search-list b", has_text="Coup in Niger").first.wait_for()


def test_a_day_of_knowledge_that_cannot_be_read_is_refused(server: Any) -> None:
    with pytest.raises(HTTPError) as refused:
        server.get("api/search?q=mali&known=2022-02-31")
    assert refused.value.code == 400
