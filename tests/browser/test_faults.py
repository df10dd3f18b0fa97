"""The server dies, comes back, or comes back with other data while the page is open: nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
NOBODY = r"ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_SOCKET_NOT_CONNECTED"


def shown(page: Any) -> Any:
    """What the page shows: its scene, its link and a number on the map."""
    return page.evaluate(
        "() => [atlas.state.scene.date, location.search, document.querySelectorAll('.wheel-box').length]"
    )


def earlier(page: Any) -> None:
    """One step back in time by key, which also asks the server for the sentence over the map."""
    page.locator("#dock-slider").focus()
    page.keyboard.press("ArrowLeft")


def test_a_killed_server_is_told_and_the_page_goes_on_by_itself_when_it_is_back(
    page: Any, serve: Callable[..., Any], watch: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    for path in (ROOT / "data").glob("*.csv"):
        shutil.copy(path, folder)
    watch.expect(NOBODY)
    first = serve("--data", folder)
    port = first.url.rstrip("/").rpartition(":")[2]
    page.goto(first.url + "?date=2023-07&country=MLI,NER&lang=nl")
    page.wait_for_selector(".wheel-box")
    page.wait_for_load_state("networkidle")

    first.process.kill()
    first.process.wait(10)
    earlier(page)
    page.wait_for_selector("#server-gone")
    assert "De server van de atlas reageert niet" in page.locator("#server-gone").inner_text()
    page.wait_for_function("() => location.search.includes('date=2023-06')")
    page.wait_for_function("() => document.querySelector('#sentence .said').textContent === 'juni 2023'")
    before = shown(page)
    assert "country=MLI,NER" in before[1]
    # Without a server time still moves, forwards and back, and a second try is told once.
    earlier(page)
    page.wait_for_function("() => location.search.includes('date=2023-05')")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => location.search.includes('date=2023-06')")
    page.locator("#server-gone button").click()
    page.wait_for_selector("#server-gone")
    assert page.locator("#server-gone").count() == 1

    again = serve("--data", folder, "--port", port)
    page.wait_for_selector("#server-gone", state="detached")
    page.wait_for_function("() => document.getElementById('live').textContent.includes('reageert weer')")
    assert shown(page) == before
    page.wait_for_function("() => document.querySelector('#sentence .said').textContent.includes('Mali')")
    assert page.locator("#bars .bar").count() == 0
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("() => location.search.includes('date=2023-05')")

    # A server with other data: the page says so, and loading it again keeps what was chosen.
    again.process.kill()
    again.process.wait(10)
    table = folder / "engagements.csv"
    table.write_text(table.read_text("utf-8").replace("Dutch contribution to MINUSMA", "Renamed contribution"), "utf-8")
    earlier(page)
    page.wait_for_selector("#server-gone")
    serve("--data", folder, "--port", port)
    page.wait_for_selector("#server-changed")
    with page.expect_navigation():
        page.locator("#server-changed button").first.click()
    page.wait_for_selector(".wheel-box")
    assert page.locator("#server-changed").count() == 0
    assert page.evaluate("() => atlas.state.scene.date") == "2023-04"
    assert page.evaluate("() => JSON.stringify(atlas.state.engine.data).includes('Renamed contribution')")
