"""One visit through the whole page, and every request of it: none leaves this machine. `test_watch.py` plants one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit


def test_a_visit_through_every_view_asks_this_server_only(page: Any, server: Any, watch: Any) -> None:
    page.goto(server.url)
    page.wait_for_selector(".wheel-box")
    page.wait_for_selector(".m-relief", state="attached")
    for theme in ("dark", "projector", "light"):
        page.evaluate(f"atlas.state.commit({{ theme: '{theme}' }})")
        page.wait_for_selector(f'html[data-theme="{theme}"]')
    page.locator('[data-lang="nl"]').click()
    page.locator('[data-map="in"]').click()
    page.locator('[data-map="home"]').click()
    page.locator("#search-input").fill("minusma")
    page.locator("#search-list [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.locator("#dossier-body h2").wait_for()
    page.locator("#rail-letter").check()
    page.evaluate("atlas.state.commit({ fill: 'HDI', layers: [...atlas.state.scene.layers, 'indicators', 'regions'] })")
    page.locator(".fill-legend").wait_for()
    for tab in ("table", "timeline", "compare", "route", "map"):
        page.locator(f'.tab[data-tab="{tab}"]').click()
        page.wait_for_selector(f'html[data-tab="{tab}"]')
        page.wait_for_load_state("networkidle")
    for button in ("share", "export"):
        page.locator(f"#{button}-button").click()
        page.keyboard.press("Escape")
    page.wait_for_load_state("networkidle")
    assert watch.outside() == []
    kinds = {urlsplit(url).path.rsplit(".", 1)[-1] for url in watch.requests}
    assert {"js", "css", "json", "geojson", "woff2"} <= kinds, kinds
    assert page.locator("#dock [data-silence]").inner_text().endswith(": 0")
    fonts = page.evaluate(
        "[...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family.replaceAll('\"', ''))"
    )
    assert {"Source Sans 3", "Source Serif 4"} <= set(fonts)
