"""What the measurements share: servers as processes, a browser, medians, and a line of the table."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WINDOW = {"width": 1600, "height": 900}
# Without a GPU this Chromium gives WebGL by SwiftShader; one set of flags for all contenders.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No page may ask another host for anything, whatever its libraries hold.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
Samples = tuple[float, ...]


@dataclass(frozen=True)
class Figure:
    """One measured figure: what, the samples, its unit, the goal in words, and the peers' samples by name.

    Words in place of samples say why there are none.
    """

    name: str
    samples: Samples
    unit: str
    goal: str = ""
    peers: Mapping[str, Samples | str] = field(default_factory=dict)

    @property
    def median(self) -> float:
        """Middle of the samples."""
        return statistics.median(self.samples)

    def met(self) -> str:
        """Whether the median holds the goal: `held`, `missed`, or nothing where the goal names no number."""
        found = re.match(r"(<=|>=|(?=0$))\s*([\d,.]*\d)", self.goal)
        if not found:
            return ""
        limit = float(found.group(2).replace(",", ""))
        holds = self.median >= limit if found.group(1) == ">=" else self.median <= limit
        return "held" if holds else "missed"

    def lines(self) -> Iterator[str]:
        """Rows of a Markdown table: the atlas first, then each peer with the ratio peer / atlas."""
        goal = " ".join(filter(None, (self.goal, self.met())))
        yield f"| {self.name} | atlas | {self._cells(self.samples)} | {goal} | |"
        for peer, samples in self.peers.items():
            if isinstance(samples, str):
                yield f"| | {peer} | {samples} | | | |"
                continue
            ratio = f"{statistics.median(samples) / self.median:,.2f}" if self.median else "-"
            yield f"| | {peer} | {self._cells(samples)} | | {ratio} |"

    def _cells(self, samples: Samples) -> str:
        middle, low, high = statistics.median(samples), min(samples), max(samples)
        return f"{number(middle)} {self.unit}".strip() + f" | {number(low)} to {number(high)}"


def number(value: float) -> str:
    """A figure as it is read: three digits that count, thousands parted.

    Examples
    --------
    >>> number(0.01234), number(3.14159), number(1234.5)
    ('0.0123', '3.14', '1,234')
    """
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) < 1 else f"{value:.{2 if abs(value) < 10 else 1}f}"


@dataclass(frozen=True)
class Server:
    """A server process and its address."""

    address: str
    process: subprocess.Popen[str]
    started: float

    def rss_mb(self) -> float:
        """Resident memory of the process, in MB of 10^6 bytes."""
        return kilobytes(self.process.pid, "status", "VmRSS") * 1024 / 1e6


def kilobytes(pid: int, file: str, name: str) -> float:
    """A line of a process's memory in `/proc`, in kB; 0 when it has ended."""
    try:
        found = re.search(rf"^{name}:\s+(\d+) kB", Path(f"/proc/{pid}/{file}").read_text("utf-8"), re.MULTILINE)
    except OSError:
        return 0.0
    return float(found.group(1)) if found else 0.0


@contextmanager
def serving(*command: str) -> Iterator[Server]:
    """Start a Python server that prints its address; stop it at the end."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            found = re.search(r"http://[\d.]+:\d+", line)
            if found:
                break
        else:
            said = f"python {' '.join(command)}"
            raise RuntimeError(f"expected `{said}` to print its address, got its end; run that line to see why")
        yield Server(found.group(0), process, started)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


def fetch(address: str) -> bytes:
    """Body of a GET."""
    with urllib.request.urlopen(address, timeout=30) as answer:
        return bytes(answer.read())


def program() -> str:
    """The browser that `make bench` found and names in `CHROMIUM`."""
    return os.environ.get("CHROMIUM") or "/usr/bin/chromium"


@contextmanager
def browser() -> Iterator[Any]:
    """A headless Chromium without a GPU."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tool:
        chromium = tool.chromium.launch(executable_path=program(), args=list(FLAGS))
        try:
            yield chromium
        finally:
            chromium.close()


def tab_mb(chromium: Any) -> float:
    """Memory of the largest renderer, its share of what several processes hold included, in MB of 10^6 bytes."""
    session = chromium.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    renderers = [p["id"] for p in processes if p["type"] == "renderer"]
    return max((kilobytes(pid, "smaps_rollup", "Pss") for pid in renderers), default=0.0) * 1024 / 1e6


def percentile(samples: list[float], share: float) -> float:
    """The sample below which a share of the samples lies (nearest rank)."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
