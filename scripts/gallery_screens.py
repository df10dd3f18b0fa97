"""Every screen and state of the page, rendered in a real browser onto contact sheets.

Part of ``make gallery``. Each `Shot` is an address, a size and the keys and clicks that lead to the state; the server
and the browser are the real ones. A page that complains (console error, uncaught exception) is named and fails the run.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from serving import FLAGS, chromium, served

ROOT = Path(__file__).resolve().parents[1]
READY = "#map .leaflet-marker-icon svg path"
"""What must stand on the page before it is looked at; a selector, because the page's policy evaluates no text."""
THUMB = 640
COLUMNS = 3
Step = Callable[[Any], None]


def key(name: str) -> Step:
    """Press a key."""
    return lambda page: page.keyboard.press(name)


def click(selector: str) -> Step:
    """Click the first match."""
    return lambda page: page.locator(selector).first.click()


def focus(selector: str) -> Step:
    """Bring the focus to the first match, as the Tab key does."""
    return lambda page: page.locator(selector).first.focus()


def wait(selector: str) -> Step:
    """Wait until the first match is visible."""
    return lambda page: page.locator(selector).first.wait_for()


def write(text: str) -> Step:
    """Type into what has the focus."""
    return lambda page: page.keyboard.type(text)


@dataclass(frozen=True)
class Shot:
    """One state of the page: where, how large, and what leads there."""

    name: str
    address: str = ""
    size: tuple[int, int] = (1440, 900)
    steps: tuple[Step, ...] = ()
    scale: float = 1
    ready: str = READY


SIZES = ((1280, 720), (1440, 900), (1920, 1080), (3840, 2160), (1024, 768), (768, 1024))
FILLED = "layers=relief,groups,indicators,places"
NIGER = "selection=country:NER"
STORY = "story=from-expansion-to-pause"
TOLD = "#present-body *"
SHOTS = (
    *(Shot(f"map {w}x{h}", size=(w, h)) for w, h in SIZES),
    *(Shot(f"dossier {w}x{h}", NIGER, (w, h)) for w, h in SIZES),
    Shot("200 % zoom", NIGER, (720, 450), scale=2),
    Shot("dark", f"theme=dark&{NIGER}"),
    Shot("projector", f"theme=projector&{NIGER}", (1920, 1080)),
    Shot("Dutch", f"lang=nl&{NIGER}"),
    Shot("nothing matches", "instrument=humanitarian&framework=US-led"),
    Shot("2014, not recorded", "date=2014-06"),
    Shot("as known on the day of the letter, projected", "date=2024-06&known=2023-12-01"),
    Shot("old link", "v=0&date=2023-02-30&country=XXX&colour=red"),
    Shot("tooltip", steps=(focus('.wheel-box[data-iso="NER"]'), wait(".tip"))),
    Shot("search", steps=(key("/"), write("flintlok"), wait("#search-list li"))),
    Shot("help", steps=(key("?"), wait("dialog[open]"))),
    Shot("share", steps=(click("#share-button"), wait("dialog[open]"))),
    Shot("export", steps=(click("#export-button"), wait(".export-picture img:not([hidden])"))),
    Shot("map in words", steps=(click("text=Map in words"),)),
    Shot("choropleth", f"{FILLED}&fill=HDI"),
    Shot("engagements counted", f"{FILLED}&fill=engagements"),
    Shot("mission", "selection=engagement:minusma-mission"),
    Shot("site", "selection=site:minusma-mission@gao"),
    Shot("event", "selection=event:E28"),
    Shot("table", "tab=table", ready=".ag-row >> nth=5"),
    Shot("table, Dutch", "tab=table&lang=nl&by=instrument", ready=".ag-row >> nth=5"),
    Shot("timeline", "tab=timeline", ready="#timeline-scroll *"),
    Shot("timeline, dark", "tab=timeline&theme=dark", ready="#timeline-scroll *"),
    Shot("compare", "tab=compare&date2=2023-07-01", ready=".x-lead b"),
    Shot("side by side", "tab=compare&compare=side", ready=".x-lead b"),
    Shot("swipe", "tab=compare&compare=swipe", ready=".x-lead b"),
    Shot("route", "tab=route"),
    Shot("route 1920x1080", "tab=route", (1920, 1080)),
    Shot("choose a story", steps=(key("p"), wait("dialog[open]"))),
    *(
        Shot(f"present {step} {w}x{h}", f"{STORY}&step={step}", (w, h), ready=TOLD)
        for step, (w, h) in ((0, (1280, 720)), (4, (1920, 1080)), (7, (3840, 2160)), (9, (1024, 768)))
    ),
    Shot("present, dark, Dutch", f"{STORY}&step=5&theme=dark&lang=nl", (1920, 1080), ready=TOLD),
    Shot("notes", f"{STORY}&step=4&notes=1", (1024, 768), ready="#present-body *"),
)


def take(browser: Any, base: str, shot: Shot, folder: Path) -> tuple[Path, list[str]]:
    """One picture, and what the page complained about."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=shot.scale, locale="en-GB"
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    path = folder / (re.sub(r"[^a-z0-9]+", "-", shot.name.lower()).strip("-") + ".png")
    try:
        page.goto(
            f"{base}/{'present' if 'story=' in shot.address else ''}?v=1&{shot.address}".replace("v=1&v=0", "v=0")
        )
        page.locator(shot.ready).first.wait_for(state="attached", timeout=30_000)
        for step in shot.steps:
            step(page)
        page.evaluate("() => document.fonts.ready")
        page.wait_for_timeout(700)
    except Exception as error:
        said.append(str(error).splitlines()[0])
    page.screenshot(path=path)
    context.close()
    return path, said


def sheet(named: list[tuple[str, Path]], path: Path) -> None:
    """All pictures, small, with their names, on one sheet."""
    cells = []
    for name, source in named:
        with Image.open(source) as picture:
            small = picture.convert("RGB")
            small.thumbnail((THUMB, THUMB * 3 // 4))
        cells.append((name, small))
    cell = THUMB * 3 // 4 + 28
    rows = -(-len(cells) // COLUMNS)
    whole = Image.new("RGB", (COLUMNS * (THUMB + 12), rows * cell), "white")
    pen = ImageDraw.Draw(whole)
    for number, (name, small) in enumerate(cells):
        left, top = number % COLUMNS * (THUMB + 12), number // COLUMNS * cell
        pen.text((left + 4, top + 6), name, fill="black", font_size=14)
        whole.paste(small, (left, top + 26))
    whole.save(path)


def make(folder: Path, wanted: str = "") -> tuple[list[Path], list[str]]:
    """Render every shot (or those whose name holds `wanted`) and their contact sheets.

    Returns
    -------
    (list of Path, list of str)
        The contact sheets, and what the pages complained about, each with the shot's name.
    """
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    faults: list[str] = []
    named: list[tuple[str, Path]] = []
    with served() as base, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        for shot in SHOTS:
            if wanted in shot.name:
                path, said = take(browser, base, shot, folder)
                named.append((shot.name, path))
                faults += [f"{shot.name}: {line.splitlines()[0]}" for line in dict.fromkeys(said) if line]
                print(f"  {shot.name}", flush=True)
        browser.close()
    sheets = []
    for number, start in enumerate(range(0, len(named), 12), 1):
        sheets.append(folder / f"sheet-{number}.png")
        sheet(named[start : start + 12], sheets[-1])
    return sheets, faults


def main() -> int:
    """Render the screens into build/gallery/screens; 1 when a page complained."""
    sheets, faults = make(ROOT / "build" / "gallery" / "screens", " ".join(sys.argv[1:]))
    print("\n".join(str(path.relative_to(ROOT)) for path in sheets))
    print("\n".join(faults), file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
