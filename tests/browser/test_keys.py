"""Keys mean the same everywhere, are silent while somebody types, and can be switched off."""

from __future__ import annotations

from typing import Any


def opened(page: Any, url: str) -> None:
    page.goto(url)
    page.wait_for_selector(".wheel-box")
    page.wait_for_selector("#rail-body input")


def scene(page: Any, key: str) -> Any:
    return page.evaluate(f"atlas.state.scene.{key}")


def test_each_letter_does_what_the_help_says(page: Any, server: Any) -> None:
    opened(page, server.url)
    for key, tab in (("t", "table"), ("l", "timeline"), ("c", "compare"), ("r", "route"), ("m", "map")):
        page.keyboard.press(key)
        page.wait_for_selector(f'html[data-tab="{tab}"]')
    for theme in ("dark", "projector", "light"):
        page.keyboard.press("d")
        page.wait_for_selector(f'html[data-theme="{theme}"]')
    page.keyboard.press("n")
    page.wait_for_selector('html[lang="nl"]')
    page.keyboard.press("2")
    page.wait_for_function("() => atlas.state.scene.instrument.join() === 'security'")
    page.keyboard.press("2")
    page.wait_for_function("() => atlas.state.scene.instrument.length === 0")
    page.keyboard.press("Control+z")
    page.wait_for_function("() => atlas.state.scene.instrument.length === 1")
    page.keyboard.press("Control+Shift+Z")
    page.wait_for_function("() => atlas.state.scene.instrument.length === 0")
    page.keyboard.press("b")
    blank = page.locator("#blank.is-on")
    assert blank.evaluate("(e) => [e.getAttribute('role'), e.clientWidth, e.clientHeight]") == [
        "status",
        *page.evaluate("[innerWidth, innerHeight]"),
    ]
    blank.get_by_text("Het scherm is leeg. Druk op een toets.").wait_for()
    page.keyboard.press("t")
    blank.wait_for(state="detached")
    assert scene(page, "tab") == "map", "the key that ends the blank screen does nothing else"
    page.keyboard.press("b")
    blank.click()
    blank.wait_for(state="detached")
    page.keyboard.press("?")
    said = page.locator("dialog[open]")
    assert said.get_by_text("vorige, volgende maand").is_visible()
    assert said.get_by_text("scherm leeg").is_visible()
    assert said.locator("dt").count() == len(page.evaluate("atlas.keyRows"))
    page.keyboard.press("t")
    assert scene(page, "tab") == "map", "keys are silent behind a dialog"
    page.keyboard.press("Escape")


def test_letters_are_silent_while_typing_and_when_switched_off(page: Any, server: Any) -> None:
    opened(page, server.url)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search-input"
    page.keyboard.type("tlc")
    assert scene(page, "tab") == "map" and page.locator("#search-input").input_value() == "tlc"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator("#dock-day-input").focus()
    page.keyboard.type("t")
    assert scene(page, "tab") == "map"
    page.locator("#help-button").click()
    page.locator("dialog[open] .switch").uncheck()
    page.locator("dialog[open] .help-close").click()
    page.locator("#dock-slider").focus()
    page.keyboard.press("t")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("() => atlas.state.scene.date === '2023-11'")
    assert scene(page, "tab") == "map", "arrows still work, letters do not"
