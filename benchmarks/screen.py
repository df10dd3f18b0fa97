"""The served page: start, first paint, bytes, slider, filter, memory; beside what a user would pick instead."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.contenders import ATLAS, DASH, contenders
from benchmarks.measure import WINDOW, Figure, Samples, browser, fetch, percentile, serving, tab_mb

HERE = Path(__file__).resolve().parent
RUNS = 5
PEER_RUNS = 3
DRAG_S = 3
FILTER_CLICKS = 12
LOOP = {"steps": 0, "months": 156, "windows": 2, "windowMs": 1500, "limitMs": 8000}

PAINTED = """() => new Promise(done => {
  const look = () => {
    const main = window.atlas && atlas.map && atlas.map.main;
    const there = main && main.based && main.wheels && Object.keys(main.wheels).length === 11;
    if (there) requestAnimationFrame(() => done(performance.now()));
    else requestAnimationFrame(look);
  };
  look();
})"""
PEER_PAINTED = """() => new Promise(done => {
  const look = () => {
    const there = window.bench && window.bench.ready && window.bench.ready();
    if (there) requestAnimationFrame(() => done(performance.now()));
    else requestAnimationFrame(look);
  };
  look();
})"""
DRAG = """(seconds) => new Promise(done => {
  const plot = document.querySelector('.dock-plot'), r = plot.getBoundingClientRect(), waits = [];
  let updates = 0, sent = 0, frames = 0; const t0 = performance.now();
  atlas.on('painted', () => { updates++; if (sent) waits.push(performance.now() - sent); });
  const at = x => ({ bubbles: true, clientX: x, clientY: r.top + 110, button: 0, pointerId: 1 });
  const fire = (type, x) => plot.dispatchEvent(new PointerEvent(type, at(x)));
  plot.setPointerCapture = () => {};
  fire('pointerdown', r.left + 60);
  const tick = now => {
    const f = ((now - t0) / 1000) / seconds; frames++;
    if (f >= 1) { fire('pointerup', r.left + 60); done({ updates, waits, frames, ms: now - t0 }); return; }
    sent = performance.now();
    fire('pointermove', r.left + 40 + (r.width - 80) * (0.5 + 0.5 * Math.sin(f * 40)));
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
})"""
FILTER = """() => new Promise(done => {
  const box = document.querySelector('input[data-facet="instrument"][value="security"]'), t0 = performance.now();
  let fired = false;
  const after = () => { if (fired) return; fired = true; requestAnimationFrame(() => done(performance.now() - t0)); };
  atlas.on('painted', after);
  box.click();
})"""


def opened(chromium: Any, address: str, ready: str) -> tuple[Any, float, float, list[str]]:
    """A page in a fresh context: (page, ms to the painted map, bytes over the wire, requests seen)."""
    context = chromium.new_context(viewport=WINDOW)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    seen: list[str] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.on("request", lambda request: seen.append(request.url))
    page.goto(address, wait_until="commit")
    painted = page.evaluate(ready)
    page.wait_for_timeout(800)
    return page, painted, sum(sizes), seen


def measure() -> list[Figure]:
    """All figures of the screen."""
    peers = contenders()
    figures = [_start()]
    with browser() as chromium:
        with serving(*ATLAS) as server:
            fetch(server.address + "/")
            ours = [_visit(chromium, server.address) for _ in range(RUNS)]
            memory = (server.rss_mb(),)
        theirs: dict[str, list[dict[str, float]]] = {}
        servers: dict[str, Samples | str] = {}
        for peer in peers:
            with serving(*peer.command()) as server:
                theirs[peer.name] = [_peer_visit(chromium, server.address + peer.path()) for _ in range(PEER_RUNS)]
                servers[peer.name] = "files only, any server will do" if peer.page else (server.rss_mb(),)
    return figures + _figures(ours, theirs) + [Figure("memory of the server", memory, "MB", "<= 250 MB", servers)]


def _figures(ours: Sequence[dict[str, float]], theirs: dict[str, list[dict[str, float]]]) -> list[Figure]:
    def figure(name: str, key: str, unit: str, goal: str) -> Figure:
        peers = {n: tuple(v[key] for v in visits) for n, visits in theirs.items() if key in visits[0]}
        return Figure(name, tuple(v[key] for v in ours), unit, goal, peers)

    return [
        figure("open page to painted map", "painted", "ms", "<= 1,000 ms"),
        figure("first view over the wire", "wire", "kB", "<= 1,500 kB"),
        figure("slider drag, map updates", "updates", "/s", ">= 57 /s"),
        figure("slider drag, p95 from move to painted", "p95", "ms", "<= 33.4 ms"),
        figure("requests during three seconds of slider", "requests", "", "0"),
        figure("filter click to painted map, counts and table, p95", "filter", "ms", "<= 100 ms"),
        figure("memory of the tab", "tab", "MB", ""),
    ]


def _start() -> Figure:
    def once(command: tuple[str, ...]) -> float:
        with serving(*command) as server:
            fetch(server.address + "/")
            if command == ATLAS:
                fetch(server.address + "/data/atlas.json")
            return time.perf_counter() - server.started

    samples = tuple(once(ATLAS) for _ in range(RUNS))
    theirs = {peer.name: tuple(once(peer.command()) for _ in range(PEER_RUNS)) for peer in DASH}
    return Figure("process start to first page with its data", samples, "s", "<= 2.0 s", theirs)


def _visit(chromium: Any, address: str) -> dict[str, float]:
    page, painted, wire, seen = opened(chromium, address, PAINTED)
    tab = tab_mb(chromium)
    before = len(seen)
    drag = page.evaluate(DRAG, DRAG_S)
    requests = len(seen) - before
    clicks = []
    for _ in range(FILTER_CLICKS):
        clicks.append(page.evaluate(FILTER))
        page.wait_for_timeout(120)
    page.context.close()
    return {
        "painted": painted,
        "wire": wire / 1000,
        "tab": tab,
        "updates": drag["updates"] / (drag["ms"] / 1000),
        "p95": percentile(drag["waits"], 0.95),
        "requests": float(requests),
        "filter": percentile(clicks, 0.95),
    }


def _peer_visit(chromium: Any, address: str) -> dict[str, float]:
    page, painted, wire, seen = opened(chromium, address, PEER_PAINTED)
    tab = tab_mb(chromium)
    before = len(seen)
    driven = page.evaluate((HERE / "driver.js").read_text(encoding="utf-8"), LOOP)
    requests = len(seen) - before
    page.context.close()
    return {
        "painted": painted,
        "wire": wire / 1000,
        "tab": tab,
        "updates": max(driven["rates"], default=0.0),
        "requests": float(requests),
    }
