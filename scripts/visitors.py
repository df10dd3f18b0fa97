"""How long the next visitor waits while tabs stand open: `python scripts/visitors.py [TABS] [CONNECTIONS_PER_TAB]`.

Each tab holds its connections open after one answer, as a browser does; every second one stops in the middle of a
head, as a visitor on a bad line does. Then a new visitor asks for the page.
"""

from __future__ import annotations

import socket
import sys
import time
from contextlib import ExitStack
from urllib.parse import urlsplit

from serving import served

PATIENCE = 180
ASKED = b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
PAGE = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


def connect(port: int) -> socket.socket:
    """A connection to this machine."""
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


def hold(open_ones: ExitStack, port: int, number: int) -> int:
    """Open so many connections and leave them open; how many of the whole requests were answered."""
    lines = [open_ones.enter_context(connect(port)) for _ in range(number)]
    for place, line in enumerate(lines):
        line.sendall(ASKED[: -len(b"\r\n")] if place % 2 else ASKED)
    answered = 0
    for line in lines[::2]:
        line.settimeout(1)
        try:
            answered += line.recv(65536).startswith(b"HTTP/1.1 200")
        except TimeoutError:
            break
    return answered


def wait(port: int) -> float:
    """Seconds until a new visitor has the first bytes of the page."""
    began = time.monotonic()
    with connect(port) as line:
        line.sendall(PAGE)
        if not line.recv(65536).startswith(b"HTTP/1.1 200"):
            raise SystemExit("expected the page, got another answer; run `atlas serve` and open it")
    return time.monotonic() - began


def main(tabs: int = 17, each: int = 6) -> None:
    """Print what the next visitor waits, before and while the tabs stand open."""
    with served() as address, ExitStack() as open_ones:
        port = urlsplit(address).port or 80
        wait(port)
        print(f"nobody else there: {wait(port) * 1000:.0f} ms", flush=True)
        answered = hold(open_ones, port, tabs * each)
        print(f"{tabs} tabs of {each} connections, {answered} of {(tabs * each + 1) // 2} whole requests answered")
        try:
            print(f"the next visitor: {wait(port) * 1000:.0f} ms")
        except TimeoutError:
            print(f"the next visitor: nothing within {PATIENCE} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
