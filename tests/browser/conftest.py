"""A real browser on the real server, with an eye on every request.

A test asks for `page` (and `server` for the address) and uses Playwright's sync API::

    def test_title(page, server):
        page.goto(server.url)
        assert "Sahel" in page.title()

When the test ends, a request to another host, an error in the console or an uncaught exception turns it red;
a test that provokes one says so beforehand with `watch.expect(pattern)`. `open_page(...)` makes further pages,
with any option of Playwright's `new_context`. A failed test leaves its screens in build/shots/.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "build" / "shots"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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
VIEW = {"width": 1440, "height": 900}
LOCAL = {"127.0.0.1", "localhost", "::1"}
START_SECONDS = 60
WAIT_MS = 30_000


@dataclass
class Watch:
    """What the pages of one test asked for and complained about."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    expected: list[re.Pattern[str]] = field(default_factory=list)

    def expect(self, pattern: str) -> None:
        """Let errors and requests that match `pattern` pass in this test."""
        self.expected.append(re.compile(pattern))

    def attach(self, context: Any) -> None:
        """Listen to a browser context and to every page it opens."""
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("console", self._console)
        context.on("weberror", lambda error: self.errors.append(f"uncaught: {error.error}"))
        context.on("page", lambda page: page.on("websocket", lambda socket: self.requests.append(socket.url)))

    def _console(self, message: Any) -> None:
        if message.type == "error":
            where = message.location or {}
            self.errors.append(f"console: {message.text} ({where.get('url', '')}:{where.get('lineNumber', '')})")

    def outside(self) -> list[str]:
        """Requests that left this machine."""
        return [url for url in self.requests if not is_local(url)]

    def since(self, mark: int) -> list[str]:
        """Requests made after `mark = len(watch.requests)`, to show that a gesture asks the server nothing."""
        return self.requests[mark:]

    def check(self) -> None:
        """Fail on requests to other hosts and on errors, unless they were expected."""
        faults = [f"request to another host: {url}" for url in self.outside()] + self.errors
        faults = [fault for fault in faults if not any(pattern.search(fault) for pattern in self.expected)]
        assert not faults, "the browser saw:\n" + "\n".join(faults)


def is_local(url: str) -> bool:
    """Whether a request stays on this machine."""
    parts = urlsplit(url)
    if parts.scheme in {"data", "blob", "about", "file", "chrome"}:
        return True
    return (parts.hostname or "") in LOCAL


@dataclass(frozen=True)
class Server:
    """A running atlas: where it answers, its process, and the file with what it printed."""

    url: str
    process: subprocess.Popen[str]
    log: Path

    def get(self, path: str) -> bytes:
        """The body of `path`, asked without a browser."""
        with urllib.request.urlopen(self.url.rstrip("/") + "/" + path.lstrip("/"), timeout=30) as answer:
            return bytes(answer.read())

    def stop(self) -> None:
        """End it the gentle way, then the hard way."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)


def start(log: Path, *options: str) -> Server:
    """Run `atlas serve` on a free port and wait for the address it prints."""
    command = [sys.executable, "-m", "sahel_atlas", "serve", "--host", "127.0.0.1", *options]
    if "--port" not in options:
        command += ["--port", "0"]
    environ = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with log.open("w", encoding="utf-8") as complaints:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=complaints, text=True, encoding="utf-8"
        )
    late = threading.Timer(START_SECONDS, process.kill)
    late.start()
    try:
        assert process.stdout is not None
        for line in process.stdout:
            found = re.search(r"http://[^\s/]+", line)
            if found:
                return Server(found.group(0) + "/", process, log)
    finally:
        late.cancel()
    said = log.read_text(encoding="utf-8")[-2000:]
    raise AssertionError(f"expected the server to print its address within {START_SECONDS} s, got:\n{said}")


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Start further servers: `serve("--data", folder)`; all are stopped at the end."""
    running: list[Server] = []

    def one(*options: str | Path) -> Server:
        log = tmp_path_factory.mktemp("server") / "stderr.txt"
        running.append(start(log, *map(str, options)))
        return running[-1]

    yield one
    for server in running:
        server.stop()


@pytest.fixture(scope="session")
def server(serve: Callable[..., Server]) -> Server:
    """The atlas on its own tables, one for all tests."""
    return serve()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chrome or Chromium."""
    named = os.environ.get("CHROMIUM")
    for name in [named] if named else NAMES:
        path = shutil.which(name or "")
        if path:
            return path
    tried = named or ", ".join(NAMES)
    raise AssertionError(f"expected a Chromium, found none of: {tried}; run `make test`, or set CHROMIUM to its path")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """One Chromium for the whole run."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture
def watch() -> Watch:
    """The record of what this test's pages asked for."""
    return Watch()


@pytest.fixture
def open_page(browser: Any, watch: Watch, request: pytest.FixtureRequest) -> Iterator[Callable[..., Any]]:
    """Open a page in a browser context of its own; the options are those of Playwright's `new_context`."""
    contexts: list[Any] = []

    def one(**options: Any) -> Any:
        context = browser.new_context(**{"viewport": VIEW, "locale": "en-GB", **options})
        context.set_default_timeout(WAIT_MS)
        watch.attach(context)
        contexts.append(context)
        return context.new_page()

    yield one
    report = getattr(request.node, "report_call", None)
    if report is not None and report.failed:
        keep_screens(request.node.nodeid, contexts)
    for context in contexts:
        context.close()
    watch.check()


@pytest.fixture
def page(open_page: Callable[..., Any]) -> Any:
    """A fresh page at 1440x900 that shows nothing yet."""
    return open_page()


def keep_screens(name: str, contexts: list[Any]) -> None:
    """Write a picture of every open page, named after the test."""
    from playwright.sync_api import Error

    SHOTS.mkdir(parents=True, exist_ok=True)
    stem = re.sub(r"[^\w.-]+", "-", name.removeprefix("tests/browser/"))[:120]
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages, 1):
        try:
            page.screenshot(path=SHOTS / f"{stem}-{number}.png")
        except Error as error:
            # A page that crashed has no picture; the test's own failure is what counts.
            print(f"no picture of page {number}: {error}", file=sys.stderr)
