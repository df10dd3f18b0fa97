"""The served page: start, first paint, bytes, slider, filter, memory; beside the two dash-leaflet peers."""

from __future__ import annotations

import sys
import time
from typing import Any

from benchmarks.measure import Figure, browser, fetch, percentile, serving

RUNS = 5
SIZE = {"width": 1600, "height": 900}
ATLAS = ("cli.py", "serve", "--port", "0")
PEERS = {
    "dash-leaflet, callback": ("-m", "benchmarks.peers.naive"),
    "dash-leaflet, hideout": ("-m", "benchmarks.peers.hideout"),
}

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
    const there = window.benchPoints > 0 && document.querySelector('.leaflet-container canvas');
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
PEER_DRAG = """(seconds) => new Promise(done => {
  window.benchUpdates = 0; const t0 = performance.now(); let frames = 0;
  const tick = now => {
    const f = ((now - t0) / 1000) / seconds; frames++;
    if (f >= 1) { done({ updates: window.benchUpdates, frames, ms: now - t0 }); return; }
    window.dash_clientside.set_props('slider', { value: Math.round(77 + 77 * Math.sin(f * 40)) });
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
    context = chromium.new_context(viewport=SIZE)
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
    figures = [_start()]
    with browser() as chromium:
        with serving(*ATLAS) as server:
            fetch(server.address + "/")
            ours = [_visit(chromium, server.address) for _ in range(RUNS)]
            memory = (server.rss_mb(),)
        theirs = {}
        for name, command in PEERS.items():
            with serving(*command) as server:
                theirs[name] = [_peer_visit(chromium, server.address) for _ in range(RUNS)]

    def peers(key: str) -> dict[str, tuple[float, ...]]:
        return {name: tuple(v[key] for v in visits) for name, visits in theirs.items()}

    def mine(key: str) -> tuple[float, ...]:
        return tuple(v[key] for v in ours)

    return [
        *figures,
        Figure("open page to painted map", mine("painted"), "ms", "<= 1,000 ms", peers("painted")),
        Figure("first view over the wire, compressed", mine("wire"), "kB", "<= 1,500 kB", peers("wire")),
        Figure("slider drag, map updates", mine("updates"), "/s", "60 /s", peers("updates")),
        Figure("slider drag, p95 from move to painted", mine("p95"), "ms", "<= 33 ms (two frames)"),
        Figure("requests during the drag", mine("requests"), "", "0", peers("requests")),
        Figure("filter click to painted map, counts and table, p95", mine("filter"), "ms", "<= 100 ms"),
        Figure("memory of the server before the first export", memory, "MB", "<= 250 MB"),
    ]


def _start() -> Figure:
    def once(command: tuple[str, ...]) -> float:
        with serving(*command) as server:
            fetch(server.address + "/")
            if command == ATLAS:
                fetch(server.address + "/data/atlas.json")
            return time.perf_counter() - server.started

    samples = tuple(once(ATLAS) for _ in range(RUNS))
    theirs = {name: tuple(once(command) for _ in range(RUNS)) for name, command in PEERS.items()}
    return Figure("process start to first page with its data", samples, "s", "<= 2.0 s", theirs)


def _visit(chromium: Any, address: str) -> dict[str, float]:
    page, painted, wire, seen = opened(chromium, address, PAINTED)
    before = len(seen)
    drag = page.evaluate(DRAG, 3)
    requests = len(seen) - before
    clicks = []
    for _ in range(12):
        clicks.append(page.evaluate(FILTER))
        page.wait_for_timeout(120)
    page.context.close()
    return {
        "painted": painted,
        "wire": wire / 1000,
        "updates": drag["updates"] / (drag["ms"] / 1000),
        "p95": percentile(drag["waits"], 0.95),
        "requests": float(requests),
        "filter": percentile(clicks, 0.95),
    }


def _peer_visit(chromium: Any, address: str) -> dict[str, float]:
    page, painted, wire, seen = opened(chromium, address, PEER_PAINTED)
    before = len(seen)
    drag = page.evaluate(PEER_DRAG, 3)
    page.wait_for_timeout(500)
    requests = len(seen) - before
    page.context.close()
    return {
        "painted": painted,
        "wire": wire / 1000,
        "updates": drag["updates"] / (drag["ms"] / 1000),
        "requests": float(requests),
    }


if __name__ == "__main__":
    for figure in measure():
        print("\n".join(figure.lines()), file=sys.stdout)
