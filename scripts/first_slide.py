"""The first slide of somebody who has only the page: from the open page to a PowerPoint file that is right.

Run by ``make first-slide``. It finds everything by the words on the screen, as a person does, prints each step with
its time, and then reads the file: date, filter and sources must be those asked for, within 90 seconds. Waiting is
measured; reading and moving are reckoned by the keystroke-level model (Card, Moran and Newell, 1983): 1.35 s to
decide a step, 1.1 s to point, 0.2 s to click or type a character, 0.4 s to move the hand to the keyboard.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from serving import FLAGS, chromium, served  # noqa: E402

DECIDE, POINT, PRESS, HAND = 1.35, 1.1, 0.2, 0.4
LIMIT = 90.0
"""Seconds from the open page to the file."""
DAY, SPOKEN = "2023-08-01", "1 August 2023"
WAIT_MS = 30_000


class Person:
    """Somebody at the page: points, clicks and types, and looks at the clock."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.steps: list[tuple[str, float]] = []

    @property
    def total(self) -> float:
        return sum(seconds for _, seconds in self.steps)

    def _done(self, step: str, reckoned: float, began: float) -> None:
        self.steps.append((step, reckoned + time.perf_counter() - began))
        print(f"{self.total:6.1f} s  {step}", flush=True)

    def click(self, step: str, thing: Any) -> None:
        """Decide, point, click."""
        began = time.perf_counter()
        thing.click()
        self._done(step, DECIDE + POINT + PRESS, began)

    def type(self, step: str, field: Any, text: str) -> None:
        """Click into a field, type, press Enter."""
        began = time.perf_counter()
        field.click()
        field.fill(text)
        field.press("Enter")
        self._done(step, DECIDE + POINT + PRESS + HAND + PRESS * (len(text) + 1), began)

    def see(self, step: str, thing: Any) -> None:
        """Wait until something can be read, and read it."""
        began = time.perf_counter()
        thing.wait_for()
        self._done(step, DECIDE, began)


def walk(page: Any, folder: Path) -> tuple[Person, Path]:
    """The steps from the open page to the file."""
    person = Person(page)
    person.see("read the page", page.get_by_role("checkbox", name=re.compile("^Security")).first)
    person.click("press only beside Security", page.get_by_role("button", name="Only Security", exact=True))
    person.click("press EU under Framework", page.get_by_role("button", name=re.compile("^EU")).first)
    person.type(f"type {SPOKEN} into Exact day", page.get_by_label("Exact day"), SPOKEN)
    person.see("read what is shown", page.get_by_text(re.compile(f"Security.*EU.*on {SPOKEN}")).first)
    person.click("press Export", page.get_by_role("button", name="Export", exact=True))
    dialog = page.get_by_role("dialog", name="Export")
    person.see("see the slide", dialog.get_by_role("img", name=re.compile(f"Security.*on {SPOKEN}")))
    with page.expect_download() as coming:
        person.click("press Export in the dialog", dialog.get_by_role("button", name="Export", exact=True))
        person.see("read that the file is ready", dialog.get_by_text("is ready ("))
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return person, path


def faults(path: Path) -> list[str]:
    """What is wrong with the file: date, filter, sources, and that it is made of shapes."""
    from pptx import Presentation

    from layers.atlas import Atlas
    from sahel_atlas.exports.carried import code_of
    from sahel_atlas.exports.plate.sources import source_names
    from sahel_atlas.exports.statecode import decode
    from sahel_atlas.scenes.resolve import resolve
    from sahel_atlas.scenes.scene import Scene

    atlas = Atlas.load()
    wanted = Scene.from_query(f"date={DAY}&instrument=security&framework=EU", atlas.values)
    carried = decode(code_of(str(path)))
    slides = list(Presentation(str(path)).slides)
    notes = slides[0].notes_slide.notes_text_frame.text
    drawn = " ".join(slides[0]._element.xpath(".//a:t/text()"))
    checks = {
        "one slide": len(slides) == 1,
        f"the date {DAY}": carried.date == DAY and SPOKEN in drawn,
        "the filter": carried.filter == wanted.filter and "Security" in slides[0].shapes.title.text_frame.text,
        "every source in the notes": all(name in notes for name in source_names(resolve(wanted, atlas), "en")),
        "the sources on the slide": "Sources: " in drawn,
        "native shapes": len(slides[0]._element.xpath(".//p:sp")) > 300,
    }
    return [name for name, right in checks.items() if not right]


def main() -> int:
    """Play it once; 0 when the file is right and came in time."""
    from playwright.sync_api import sync_playwright

    with served() as address, sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        browser = driver.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
        page.set_default_timeout(WAIT_MS)
        page.goto(address)
        person, path = walk(page, Path(folder))
        wrong = faults(path)
        size = path.stat().st_size
        browser.close()
    steps = len(person.steps)
    print(f"{path.name}, {size / 1e6:.1f} MB: {steps} steps, {person.total:.1f} s of at most {LIMIT:g} s")
    for fault in wrong:
        print(f"expected {fault} in the file, and it is not right", file=sys.stderr)
    if person.total > LIMIT:
        print(f"expected at most {LIMIT:g} s, got {person.total:.1f} s", file=sys.stderr)
    return 1 if wrong or person.total > LIMIT else 0


if __name__ == "__main__":
    raise SystemExit(main())
