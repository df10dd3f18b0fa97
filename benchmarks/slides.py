"""Slides: one native slide, a deck of a shipped story, and what the server holds after exports of every kind."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Callable
from typing import Any

from benchmarks.contenders import ATLAS
from benchmarks.measure import Figure, serving

RUNS = 5
STORY = "from-expansion-to-pause"
QUERY = "date=2023-12-01"
ASKED = (
    {"query": QUERY, "format": "pptx"},
    {"query": QUERY, "format": "png", "dpi": 300},
    {"query": QUERY, "format": "pdf"},
    {"story": STORY, "format": "pptx"},
    {"query": QUERY, "format": "gif", "series": "quarter", "to": "2021-12"},
)
"""Exports after which the server's memory is read."""
WAIT_S = 300.0


def measure() -> list[Figure]:
    """Warm times in this process, and the memory of a server after five exports."""
    from layers.atlas import Atlas
    from sahel_atlas.exports.items import Work, find_work
    from sahel_atlas.exports.options import ExportOptions
    from sahel_atlas.exports.slides.slides import deck

    atlas, options = Atlas.load(), ExportOptions()
    one, story = find_work(QUERY, atlas), find_work(STORY, atlas)
    whole = Work(story.items[:12], story.title, story.story)
    # The first one reads base geography and fonts.
    slide = deck(one, atlas, options)
    return [
        Figure("native PPTX slide, warm", _seconds(lambda: deck(one, atlas, options)), "s", "<= 1.5 s"),
        Figure(
            f"deck of {len(whole.items)} scenes, warm", _seconds(lambda: deck(whole, atlas, options), 3), "s", "<= 10 s"
        ),
        Figure("native PPTX slide, size", (len(slide) / 1e6,), "MB"),
        Figure("server memory after five exports", (_server_mb(),), "MB", "<= 600 MB"),
    ]


def _seconds(job: Callable[[], Any], runs: int = RUNS) -> tuple[float, ...]:
    samples = []
    for _ in range(runs):
        started = time.perf_counter()
        job()
        samples.append(time.perf_counter() - started)
    return tuple(samples)


def _server_mb() -> float:
    """Resident memory of a server that has made the exports asked for, one after the other."""
    with serving(*ATLAS) as server:
        for body in ASKED:
            number = _json(f"{server.address}/api/export", body)["id"]
            late = time.monotonic() + WAIT_S
            state = "queued"
            while state in ("queued", "running"):
                if time.monotonic() > late:
                    raise TimeoutError(f"expected {body} within {WAIT_S:g} s, got nothing; measure on a quiet machine")
                time.sleep(0.2)
                state = _json(f"{server.address}/api/export/{number}")["state"]
            if state != "done":
                raise RuntimeError(f"expected {body} to be made, got {state}; run `atlas serve` to see why")
        return server.rss_mb()


def _json(address: str, body: Any = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    asked = urllib.request.Request(address, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(asked, timeout=60) as answer:
        return json.load(answer)
