"""Exports: briefing, static map and slides, each measured by a module of its own, beside what one would use instead."""

from __future__ import annotations

import base64
import inspect
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from typing import Any

from benchmarks.contenders import ATLAS
from benchmarks.measure import Figure, browser, serving
from benchmarks.peers import common, pages
from benchmarks.screen import PEER_PAINTED

PARTS = ("briefing", "static", "slides")
RUNS = 5
FOLIUM = "folium, everything inlined"


def measure() -> list[Figure]:
    """The figures of every part, with folium's page in one file as the peer of the briefing's."""
    figures: list[Figure] = []
    for part in PARTS:
        figures += _part(import_module(f"benchmarks.{part}").measure)
    return list(_beside(figures))


def _part(measure: Any) -> list[Figure]:
    """Call a part with what it asks for by name: a browser, the address of a running atlas."""
    wanted = set(inspect.signature(measure).parameters)
    if not wanted:
        return list(measure())
    with browser() as chromium, serving(*ATLAS) as server:
        given = {"browser": chromium, "base_url": server.address}
        return list(measure(**{name: given[name] for name in wanted}))


def _beside(figures: list[Figure]) -> Iterator[Figure]:
    """The briefing's figures with folium's beside them, where its libraries are installed."""
    peer = inlined() if pages.present() else ""
    for figure in figures:
        if figure.name == "one-file briefing, size" and peer:
            yield replace(figure, peers={**figure.peers, FOLIUM: (len(peer.encode()) / 1e6,)})
        elif figure.name == "one-file briefing, open to painted map" and peer:
            yield replace(figure, peers={**figure.peers, FOLIUM: tuple(_painted())})
        else:
            yield figure


def inlined() -> str:
    """folium's page of the atlas's own states with each script and style sheet written into it."""
    pages.make((common.OWN,))

    def text(name: str) -> str:
        return (common.SITE / name).read_text(encoding="utf-8")

    page = text(f"folium-{common.OWN}.html")
    page = re.sub(r'<script src="([\w.]+)"></script>', lambda m: f"<script>{text(m[1])}</script>", page)
    page = re.sub(r'<link rel="stylesheet" href="([\w.]+)"\s*/?>', lambda m: f"<style>{text(m[1])}</style>", page)
    pictures = re.compile(r"url\(['\"]?(?!data:)([^'\")]+)['\"]?\)")

    def picture(found: re.Match[str]) -> str:
        path = pages.MODULES / "leaflet" / "dist" / found[1]
        if not path.is_file():
            return "none"
        return f"url(data:image/png;base64,{base64.b64encode(path.read_bytes()).decode()})"

    page = pictures.sub(picture, page)
    (common.SITE / "inlined.html").write_text(page, encoding="utf-8")
    return page


def _painted() -> Iterator[float]:
    with browser() as chromium:
        for _ in range(RUNS):
            page = chromium.new_context(viewport={"width": 1920, "height": 1080}).new_page()
            page.goto((common.SITE / "inlined.html").as_uri(), wait_until="commit")
            yield page.evaluate(PEER_PAINTED)
            page.context.close()
