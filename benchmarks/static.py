"""Static maps: PNG and PDF, warm and cold, and their memory; beside a figure of the same layers drawn with cartopy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.contenders import ATLAS
from benchmarks.measure import ROOT, Figure, browser, serving

RUNS = 7
QUERY = "date=2023-12-01"
CARTOPY = "cartopy, same layers"
SHOT = "screenshot of the open page, in a browser"
# One process each, so that what one has loaded neither helps nor burdens the other; ru_maxrss is in KiB on Linux.
WARM = """
import json, resource, sys, time
sys.path.insert(0, sys.argv[1])
from layers.atlas import Atlas
if sys.argv[2] == "cartopy":
    from benchmarks.peers.cartopy_figure import draw
else:
    from sahel_atlas.exports.figure.figure import render
    from sahel_atlas.scenes.scene import Scene
    def draw(atlas, kind):
        return render(Scene(), atlas, kind=kind)
atlas, seconds = Atlas.load(), {"png": [], "pdf": []}
for kind, samples in seconds.items():
    draw(atlas, kind)
    for _ in range(int(sys.argv[3])):
        started = time.perf_counter()
        draw(atlas, kind)
        samples.append(time.perf_counter() - started)
print(json.dumps(seconds | {"memory": [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6]}))
"""


def measure(browser: Any, base_url: str) -> list[Figure]:
    """The figures of the static map; the running atlas at the address gives the browser's own picture of it."""
    ours, theirs = warm("atlas"), warm("cartopy")

    def figure(name: str, key: str, unit: str, goal: str) -> Figure:
        return Figure(name, tuple(ours[key]), unit, goal, {CARTOPY: tuple(theirs[key])})

    png = figure("static map, PNG 1920x1080, warm", "png", "s", "<= 1.5 s")
    return [
        replace(png, peers={**png.peers, SHOT: tuple(shots(browser, base_url))}),
        figure("static map, PDF, warm", "pdf", "s", "<= 2 s"),
        figure("static map, memory of the process at its highest", "memory", "MB", "<= 600 MB"),
        Figure("`atlas export` of one PNG, cold", tuple(cold()), "s", "<= 5 s"),
    ]


def warm(who: str) -> dict[str, list[float]]:
    """Seconds per PNG and PDF after the first of each, and the memory of that process."""
    command = [sys.executable, "-c", WARM, str(ROOT), who, str(RUNS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return found


def shots(browser: Any, base_url: str) -> list[float]:
    """Seconds of a screenshot of the page that stands open; loading it and drawing the map are not counted."""
    page = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    page.goto(f"{base_url.rstrip('/')}/?{QUERY}")
    page.wait_for_selector(".wheel-box")
    page.wait_for_load_state("networkidle")
    page.screenshot()
    found = [_seconds(page.screenshot) for _ in range(RUNS)]
    page.context.close()
    return found


def cold() -> list[float]:
    """Seconds of a whole `atlas export`, from nothing to the file on disk."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "map.png"
        command = [sys.executable, "-m", "sahel_atlas", "export", QUERY, "-o", str(target)]
        return [
            _seconds(lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True)) for _ in range(RUNS)
        ]


def _seconds(job: Callable[[], object]) -> float:
    started = time.perf_counter()
    job()
    return time.perf_counter() - started


if __name__ == "__main__":
    print(f"load {os.getloadavg()[0]:.2f}")
    with browser() as chromium, serving(*ATLAS) as server:
        for figure in measure(chromium, server.address):
            print("\n".join(figure.lines()))
