"""What scripts that look at the page share: the atlas on a free port, and the browser that the tests use."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


@contextmanager
def served() -> Iterator[str]:
    """The address of the atlas, as `atlas serve` gives it; it ends with the block."""
    command = [sys.executable, "-m", "sahel_atlas", "serve", "--host", "127.0.0.1", "--port", "0"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        found = next((m for line in process.stdout if (m := re.search(r"http://[^\s/]+", line))), None)
        if found is None:
            raise SystemExit("expected the atlas to print its address, got none; run `atlas serve` to see why")
        yield found[0]
    finally:
        process.terminate()
        process.wait(10)


def chromium() -> str:
    """The path of a Chrome or Chromium: what `CHROMIUM` names, else what is installed or can be."""
    found = subprocess.run(["sh", "scripts/browser.sh"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if found.returncode:
        raise SystemExit(found.returncode)  # the script has said what is missing and how to get it
    return found.stdout.strip()
