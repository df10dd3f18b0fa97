"""The pictures of the README, taken of the running atlas: ``.venv/bin/python scripts/pictures.py``.

Starts a server of its own, looks at it with the installed Chromium (``CHROMIUM`` names another), and writes PNG files
of at most 700 kB into ``docs/pictures``. Prints what the first view weighs over the wire as well.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image
from serving import FLAGS, chromium, served

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
LIMIT_BYTES = 700_000
SHOTS = (
    ("atlas", "", 1440, 900),
    ("niger", "date=2023-08&selection=country:NER", 1440, 900),
    ("atlas-1920", "", 1920, 1080),
    ("donker", "date=2023-08&lang=nl&theme=dark&selection=country:NER", 1920, 1080),
)
"""Name, query, width and height in CSS px."""
PAINTED = (
    "document.querySelectorAll('.wheel-box').length && document.querySelectorAll('.m-relief').length"
    " && document.fonts.status === 'loaded' && !document.getElementById('starting')"
)


def main() -> int:
    """Take every picture; 1 when one stays larger than allowed."""
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        sizes = [_take(browser, address, *shot) for shot in SHOTS]
        print(f"first view: {_weight(browser, address) / 1e6:.2f} MB compressed over the wire")
        browser.close()
    return int(max(sizes) > LIMIT_BYTES)


def _take(browser: Any, address: str, name: str, query: str, width: int, height: int) -> int:
    """Write one picture with the 256 colours that suit it best, and return its size in bytes."""
    page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce", bypass_csp=True)
    page.goto(f"{address}/?{query}")
    page.wait_for_function(PAINTED)
    page.wait_for_load_state("networkidle")
    # Names step aside a moment after the last symbol stands.
    page.wait_for_timeout(1500)
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path)
    page.close()
    with Image.open(path) as taken:
        small = taken.convert("RGB").quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        small.save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {width} x {height}, {size / 1000:.0f} kB")
    return size


def _weight(browser: Any, address: str) -> int:
    """Bytes that come over the wire until the first view is painted, headers included, with an empty cache."""
    page = browser.new_context().new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(address)
    page.wait_for_selector(".wheel-box")
    page.wait_for_load_state("networkidle")
    return sum(sizes)


if __name__ == "__main__":
    raise SystemExit(main())
