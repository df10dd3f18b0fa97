"""Dated points under a slider: the atlas and its peers at its own size, at 10,000 and at 100,000 points.

Every contender draws circles of 4 px with a white edge on the same countries, in a map of the same size. The atlas is
measured as its whole page, where a step also counts the rail, the dock and the wheels, and once more as the layer
alone, as the peers' pages hold a map alone. A million points go to the atlas only.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from benchmarks.contenders import ATLAS, READY, Contender, contenders
from benchmarks.measure import WINDOW, Figure, Samples, browser, serving
from benchmarks.peers import common
from benchmarks.screen import PAINTED

HERE = Path(__file__).resolve().parent
SIZES = (common.OWN, 10_000, 100_000)
MILLION = 1_000_000
ALONE = "atlas, the layer alone"
LOAD_MS = 45_000
LOOP = {"steps": 24, "months": common.MONTHS, "windows": 3, "windowMs": 1000, "limitMs": 8000}


def measure() -> list[Figure]:
    """The step and the sustained updates for each size."""
    peers = contenders(SIZES)
    results: dict[int, dict[str, dict[str, Any]]] = {size: {} for size in (*SIZES, MILLION)}
    with browser() as chromium:
        with serving(*ATLAS) as server:
            for size in (*SIZES, MILLION):
                results[size]["atlas"] = _atlas(chromium, server.address, size, alone=False)
                if size:
                    results[size][ALONE] = _atlas(chromium, server.address, size, alone=True)
        for peer in peers:
            for size in SIZES:
                with serving(*peer.command(size)) as server:
                    results[size][peer.name] = _peer(chromium, server.address, peer, size)
    return [figure for size, found in results.items() for figure in _figures(size, found)]


def _figures(size: int, found: dict[str, dict[str, Any]]) -> list[Figure]:
    count = len(common.points(size)["features"]) if size != MILLION else MILLION
    what = f"{count:,} dated points" + (" (the atlas's own states)" if size == common.OWN else "")

    def samples(name: str, key: str) -> Samples | str:
        values = tuple(found[name].get(key, ()))
        return values or str(found[name].get("why", "no result"))

    def figure(title: str, key: str, unit: str) -> Figure:
        mine = samples("atlas", key)
        if isinstance(mine, str):
            raise RuntimeError(f"expected the atlas to draw {what}, got: {mine}; run `atlas serve` and look at its map")
        return Figure(f"{title}, {what}", mine, unit, "", {n: samples(n, key) for n in found if n != "atlas"})

    return [
        figure("slider step until painted", "latencies", "ms"),
        figure("sustained updates", "rates", "/s"),
    ]


def _driven(page: Any) -> dict[str, Any]:
    """The loop's result, with words where it got stuck."""
    found: dict[str, Any] = page.evaluate((HERE / "driver.js").read_text(encoding="utf-8"), LOOP)
    if "stuck" in found:
        found["why"] = f"a step took more than {found['stuck'] / 1000:.0f} s"
    return found


def _atlas(chromium: Any, address: str, size: int, alone: bool) -> dict[str, Any]:
    page = chromium.new_context(viewport=WINDOW).new_page()
    try:
        page.goto(address, wait_until="commit")
        page.evaluate(PAINTED)
        page.wait_for_timeout(500)
        settings = {"set": columns(size) if size else None, "alone": alone}
        page.evaluate((HERE / "atlas.js").read_text(encoding="utf-8"), settings)
        page.wait_for_timeout(300)
        return _driven(page)
    finally:
        page.context.close()


def columns(size: int) -> dict[str, str]:
    """The synthetic points as columns in base64, as the atlas's layer takes them."""
    return {name: base64.b64encode(values.tobytes()).decode() for name, values in common.drawn(size).items()}


def _peer(chromium: Any, address: str, peer: Contender, size: int) -> dict[str, Any]:
    from playwright.sync_api import Error, TimeoutError

    page = chromium.new_context(viewport=WINDOW).new_page()
    try:
        page.goto(address + peer.path(size), wait_until="commit", timeout=LOAD_MS)
        page.wait_for_function(READY, timeout=LOAD_MS)
        page.wait_for_timeout(500)
        return _driven(page)
    except TimeoutError:
        return {"why": f"not on the screen within {LOAD_MS // 1000} s"}
    except Error as error:
        return {"why": "the page failed: " + error.message.splitlines()[0][:80]}
    finally:
        page.context.close()
