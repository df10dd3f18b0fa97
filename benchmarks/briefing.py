"""Briefings: from key press to changed frame, frames of a flight, and the one file from open to painted map."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from benchmarks.measure import Figure

RUNS = 5
STORIES = ("from-expansion-to-pause", "coastal-states")
SIZE = {"width": 1920, "height": 1080}
# Scenes of the first story whose views lie apart, so that the step between them is a flight.
FAR = ((1, 3), (6, 7), (7, 8))
WAIT_MS, REST_MS = 30_000, 800

READY = """() => new Promise(done => {
  const look = () => {
    const main = window.atlas && atlas.map && atlas.map.main, text = document.querySelector('.p-caption');
    if (main && main.based && main.wheels && text && text.textContent) done(true); else requestAnimationFrame(look);
  };
  look();
})"""
# The first frame after the one in which the new date and caption stood on the page: it has been painted.
STEP = """() => new Promise(done => {
  const text = document.querySelector('.p-text'), t0 = performance.now();
  const watch = new MutationObserver(() => {
    watch.disconnect();
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => done(performance.now() - t0);
      after.port2.postMessage(0);
    });
  });
  watch.observe(text, { childList: true, subtree: true, characterData: true });
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }));
})"""
# Frames between the first and the last move of the map, by the clock of the frames themselves.
FLIGHT = """(step) => new Promise(done => {
  const map = atlas.map.main.map, box = map.getContainer(), at = [];
  let flying = false;
  const frame = (now) => {
    if (box.classList.contains('is-flying')) { flying = true; at.push(now); }
    else if (flying) {
      const gaps = at.slice(1).map((t, i) => t - at[i]).sort((a, b) => a - b);
      done({ fps: (at.length - 1) * 1000 / (at[at.length - 1] - at[0]), worst: gaps[Math.floor(gaps.length * .95)] });
      return;
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  atlas.talk.go(step - 1);
})"""
PAINTED = """() => new Promise(done => {
  const look = () => {
    const main = window.atlas && atlas.map && atlas.map.main, text = document.querySelector('.p-caption');
    const relief = document.querySelector('.m-relief');
    if (main && main.based && main.wheels && text && text.textContent && relief && relief.complete)
      requestAnimationFrame(() => done(performance.now()));
    else requestAnimationFrame(look);
  };
  look();
})"""


def measure(browser: Any, base_url: str) -> list[Figure]:
    """The figures of presenter and one-file briefing.

    Parameters
    ----------
    browser : playwright.sync_api.Browser
        A headless Chromium without a GPU.
    base_url : str
        Where an atlas is served.
    """
    steps, flights, worst = _presenter(browser, base_url.rstrip("/"))
    opened, size = _files(browser)
    return [
        Figure("presenter, key press to first changed frame", steps, "ms", "<= 50 ms"),
        Figure("presenter, flight between views at 1920x1080", flights, "frames/s", ">= 30 frames/s"),
        Figure("presenter, p95 between two frames of a flight", worst, "ms"),
        Figure("one-file briefing, open to painted map", opened, "ms", "<= 1,500 ms"),
        Figure("one-file briefing, size", size, "MB", "<= 8 MB"),
    ]


def _presenter(browser: Any, base_url: str) -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]:
    """Each step of both stories, without flights so that only the step counts, and flights there and back."""
    steps: list[float] = []
    for story in STORIES:
        page = _page(browser, reduced_motion="reduce")
        page.goto(f"{base_url}/present?story={story}&step=1")
        page.evaluate(READY)
        page.wait_for_timeout(REST_MS)
        for _ in range(page.evaluate("atlas.talk.get().story.scenes.length") - 1):
            steps.append(page.evaluate(STEP))
            page.wait_for_timeout(REST_MS // 2)
        page.context.close()
    page = _page(browser)
    page.goto(f"{base_url}/present?story={STORIES[0]}&step=1")
    page.evaluate(READY)
    page.wait_for_timeout(REST_MS)
    told = []
    for one, other in FAR:
        page.evaluate(f"void atlas.talk.go({one - 1}, {{ still: true }})")
        page.wait_for_timeout(REST_MS)
        told.append(page.evaluate(FLIGHT, other))
        page.wait_for_timeout(REST_MS)
    page.context.close()
    return tuple(steps), tuple(t["fps"] for t in told), tuple(t["worst"] for t in told)


def _files(browser: Any) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Both stories as one file, opened from disk with the network cut: ms to the painted map, and MB."""
    from layers.atlas import Atlas
    from sahel_atlas.exports.page.briefing import write_briefing
    from sahel_atlas.scenes.stories.folder import find_story
    from sahel_atlas.views.words import all_words

    opened, sizes = [], []
    atlas, words = Atlas.load(), all_words()
    with tempfile.TemporaryDirectory() as folder:
        for name in STORIES:
            path = write_briefing(find_story(name, atlas), atlas, Path(folder) / f"{name}.html", words)
            sizes.append(path.stat().st_size / 1e6)
            for _ in range(RUNS):
                page = _page(browser, offline=True)
                page.goto(path.as_uri(), wait_until="commit")
                opened.append(page.evaluate(PAINTED))
                page.context.close()
    return tuple(opened), tuple(sizes)


def _page(browser: Any, **options: Any) -> Any:
    context = browser.new_context(viewport=SIZE, **options)
    context.set_default_timeout(WAIT_MS)
    return context.new_page()
