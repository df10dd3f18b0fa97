"""What the tests of the presenter do on both of its pages: the served one and the one in a file."""

from __future__ import annotations

import time
from typing import Any

STORIES = ("from-expansion-to-pause", "coastal-states")
BIG = {"width": 1920, "height": 1080}


def until(page: Any, expression: str, seconds: float = 12) -> None:
    """Wait until an expression holds; the page's policy forbids the evaluation that Playwright's own waiting uses."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"not within {seconds} s: {expression}"
        page.wait_for_timeout(30)


def dark_blank_and_help(page: Any, says: str) -> None:
    """The theme's key, the key of the blank screen there and back, and the help, whose words are looked for."""
    page.keyboard.press("d")
    until(page, "document.documentElement.dataset.theme === 'dark'")
    page.keyboard.press("b")
    page.wait_for_selector(".p-blank:not([hidden])")
    page.keyboard.press("b")
    page.wait_for_selector(".p-blank", state="hidden")
    page.keyboard.press("?")
    page.wait_for_selector("dialog.help[open]")
    assert says in page.inner_text("dialog.help")
    page.keyboard.press("Escape")
