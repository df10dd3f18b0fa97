"""What the measurements share: servers as processes, a browser, medians, and a line of the table."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Figure:
    """One measured figure: what, the samples, its unit, the goal in words, and the peer's samples by name."""

    name: str
    samples: tuple[float, ...]
    unit: str
    goal: str = ""
    peers: dict[str, tuple[float, ...]] = field(default_factory=dict)

    @property
    def median(self) -> float:
        """Middle of the samples."""
        return statistics.median(self.samples)

    def lines(self) -> Iterator[str]:
        """Rows of a Markdown table: the atlas first, then each peer with the ratio peer / atlas."""
        low, high = min(self.samples), max(self.samples)
        yield f"| {self.name} | atlas | {self.median:,.2f} {self.unit} | {low:,.2f} to {high:,.2f} | {self.goal} | |"
        for peer, samples in self.peers.items():
            middle = statistics.median(samples)
            ratio = f"{middle / self.median:,.2f}" if self.median else "-"
            yield f"| | {peer} | {middle:,.2f} {self.unit} | {min(samples):,.2f} to {max(samples):,.2f} | | {ratio} |"


@dataclass(frozen=True)
class Server:
    """A server process and its address."""

    address: str
    process: subprocess.Popen[str]
    started: float

    def rss_mb(self) -> float:
        """Resident memory of the process, in MB of 10^6 bytes."""
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+) kB", text)
        return int(found.group(1)) * 1024 / 1e6 if found else 0.0


@contextmanager
def serving(*command: str) -> Iterator[Server]:
    """Start a server that prints its address; stop it at the end."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    for line in process.stdout:
        found = re.search(r"http://[\d.]+:\d+", line)
        if found:
            break
    else:
        raise RuntimeError(f"{' '.join(command)} ended without an address")
    try:
        yield Server(found.group(0), process, started)
    finally:
        process.terminate()
        process.wait(10)


def fetch(address: str) -> bytes:
    """Body of a GET."""
    with urllib.request.urlopen(address, timeout=30) as answer:
        return bytes(answer.read())


@contextmanager
def browser() -> Iterator[Any]:
    """A headless Chromium without a GPU."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tool:
        chromium = tool.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=list(FLAGS)
        )
        try:
            yield chromium
        finally:
            chromium.close()


def percentile(samples: list[float], share: float) -> float:
    """The sample below which a share of the samples lies (nearest rank)."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
