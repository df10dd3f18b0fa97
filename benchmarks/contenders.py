"""Who is measured: the atlas, and what a user would pick instead, each with its server and its page."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.peers import pages
from benchmarks.peers.common import OWN

ATLAS = ("-m", "sahel_atlas", "serve", "--port", "0")
READY = "() => Boolean(window.bench && window.bench.ready && window.bench.ready())"


@dataclass(frozen=True)
class Contender:
    """One peer: its name in the tables, the module that serves it, and its page where that serves files."""

    name: str
    module: str
    page: str = ""

    def command(self, count: int = OWN) -> tuple[str, ...]:
        """Arguments of Python that start its server for a number of points."""
        return ("-m", self.module) if self.page else ("-m", self.module, str(count))

    def path(self, count: int = OWN) -> str:
        """Path of its page for a number of points."""
        return f"/{self.page}-{count}.html" if self.page else "/"


DASH = (
    Contender("dash-leaflet, callback", "benchmarks.peers.naive"),
    Contender("dash-leaflet, hideout", "benchmarks.peers.hideout"),
)
PAGES = (
    Contender("folium TimestampedGeoJson", "benchmarks.peers.common", "folium"),
    Contender("MapLibre GL JS", "benchmarks.peers.common", "maplibre"),
    Contender("deck.gl", "benchmarks.peers.common", "deck"),
)


def contenders(sizes: tuple[int, ...] = (OWN,)) -> tuple[Contender, ...]:
    """All peers that can be measured here; the pages of those that need no server are made for the sizes."""
    if not pages.present():
        return DASH
    pages.make(sizes)
    return DASH + PAGES
