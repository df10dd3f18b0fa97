"""axe-core finds nothing in the states of the page: tabs, dossiers, sheets, themes, languages, empty and broken.

axe-core (MPL 2.0) comes with the development dependency `axe-playwright-python`; no copy of it stands in the project.
Beside its default rules it is asked for WCAG 2.2's target size. Only marks whose place is their meaning are left out of
that one rule, as the criterion allows: symbols on the map and pins on the time axis, whose every function the table,
the timeline and the buttons for events offer at full size.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from axe_playwright_python.base import AXE_FILE_PATH

PLACED = ".leaflet-container, .dock-pin, .edges"
RUN = """async (placed) => {
  const { violations } = await axe.run(document, {
    resultTypes: ["violations"], elementRef: true, rules: { "target-size": { enabled: true } } });
  return violations.flatMap((rule) => rule.nodes
    .filter((node) => !(rule.id === "target-size" && node.element.closest(placed)))
    .map((node) => rule.id + ": " + node.html.slice(0, 160) + " " + node.failureSummary.slice(0, 200)));
}"""
SETTLED = """(patch) => new Promise((done) => atlas.state.commit(patch).then(() =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))"""


def faults(page: Any, state: str) -> list[str]:
    """What axe-core finds, one line per element."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
    return [f"{state}: {line}" for line in page.evaluate(RUN, PLACED)]


def show(page: Any, **patch: Any) -> None:
    """Bring the page into a state: the default one but for what is named."""
    plain = page.evaluate("() => atlas.state.engine.data.scene")
    page.evaluate(SETTLED, plain | patch)


def test_axe_finds_nothing_in_the_views(page: Any, server: Any) -> None:
    page.goto(f"{server.url}?v=2&date=2023-02-31&country=XXX")
    page.locator("#dropped li").first.wait_for()
    page.locator("#dropped summary").first.click()
    found = faults(page, "broken link")
    page.locator("#dropped button").click()
    wait = page.wait_for_selector
    some = ["MLI", "NER"]
    states: dict[str, tuple[dict[str, Any], str]] = {
        "map, Dutch": ({"lang": "nl"}, "html[lang=nl]"),
        "country, dark": ({"selection": ["country:NER"], "theme": "dark"}, ".d-head"),
        "engagement": ({"selection": ["engagement:minusma-nl"]}, ".d-pair"),
        "event, projector": ({"selection": ["event:E35"], "theme": "projector"}, ".d-head"),
        "several": ({"selection": ["engagement:minusma-nl", "engagement:post-bamako"]}, ".d-plain"),
        "table": ({"tab": "table", "country": some}, "#table-grid[data-state=ready]"),
        "empty table, dark": ({"tab": "table", "theme": "dark", "text": "no such word"}, ".table-empty:not([hidden])"),
        "timeline, dark": ({"tab": "timeline", "country": some, "to": "2024-06", "theme": "dark"}, ".tl-row"),
        "difference": ({"tab": "compare"}, ".x-pill"),
        "side by side, dark": ({"tab": "compare", "compare": "side", "theme": "dark"}, "#compare-map-2 .wheel-box"),
        "swipe, knowledge": (
            {"tab": "compare", "compare": "swipe", "date": "2024-06", "versus": "known", "known2": "2023-12-01"},
            ".x-handle",
        ),
        "route, dark": ({"tab": "route", "theme": "dark", "known": "2023-12-01"}, ".f-chart"),
        "indicator": ({"layers": ["indicators"], "fill": "HDI"}, ".fill-legend"),
        "count as fill, dark": ({"layers": ["indicators"], "fill": "engagements", "theme": "dark"}, ".fill-legend"),
        "empty": ({"text": "no such word"}, ".rail-empty"),
    }
    for state, (patch, there) in states.items():
        show(page, **patch)
        wait(there, state="attached")
        found += faults(page, state)
    assert not found, "\n".join(found)


def test_axe_finds_nothing_in_what_opens_over_the_page(page: Any, server: Any) -> None:
    page.goto(server.url)
    page.wait_for_selector("#sentence .said:not(:empty)")
    found: list[str] = []

    def opened(state: str, action: Callable[[], Any], there: str) -> None:
        action()
        page.wait_for_selector(there)
        found.extend(faults(page, state))

    for fold in page.locator(".rail-more summary").all():
        fold.click()
    opened("search", lambda: page.fill("#search-input", "niger"), "#search-list li[role=option]")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    opened("map in words", lambda: page.click("#twin-button"), "#twin table")
    page.locator("#twin-close").click()
    opened("share", lambda: page.click("#share-button"), "#share-dialog[data-state=ready]")
    page.keyboard.press("Escape")
    opened("keys", lambda: page.keyboard.press("?"), "dialog.help[open]")
    page.keyboard.press("Escape")
    page.click("#export-button")
    found += faults(page, "export")
    page.keyboard.press("Escape")
    show(page, tab="table", lang="nl")
    page.wait_for_selector("#table-grid[data-state=ready]")
    opened("columns", lambda: page.click("#table-columns"), "#columns-dialog[open]")
    page.keyboard.press("Escape")
    opened("downloads", lambda: page.click("#table-download"), "#download-dialog[open]")
    page.keyboard.press("Escape")
    show(page, tab="compare")
    page.wait_for_selector(".x-pill")
    opened("comparison to take away", lambda: page.click("[data-x-export]"), "#changes-dialog[open]")
    page.keyboard.press("Escape")
    show(page, tab="map", selection=["country:NER"])
    opened("citation", lambda: page.locator(".d-cite").first.click(), ".d-cited")
    opened("stories", lambda: page.click("#present-button"), "dialog[open]")
    assert not found, "\n".join(found)
