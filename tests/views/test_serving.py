"""Many connections at once: whoever holds some open shuts nobody out."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from sahel_atlas.views import serving

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import visitors  # noqa: E402

resource = pytest.importorskip("resource", reason="needs a system that limits open files")
ENDLESS = resource.RLIM_INFINITY
AT_ONCE = 10
"""Seconds; without room the next visitor waited 119."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The port of an atlas that really runs."""
    with visitors.served() as address:
        yield urlsplit(address).port or 80


def test_two_hundred_open_connections_keep_nobody_waiting(port: int) -> None:
    with ExitStack() as open_ones:
        assert visitors.hold(open_ones, port, 200) == 100, "each whole request is answered, beside as many half ones"
        assert visitors.wait(port) < AT_ONCE
        assert visitors.wait(port) < AT_ONCE, "and so is the one after"


def test_a_half_head_can_still_be_ended(port: int) -> None:
    with ExitStack() as open_ones:
        visitors.hold(open_ones, port, 120)
        with visitors.connect(port) as line:
            line.settimeout(AT_ONCE)
            for byte in visitors.PAGE[:20]:
                line.sendall(bytes([byte]))
            line.sendall(visitors.PAGE[20:])
            assert line.recv(65536).startswith(b"HTTP/1.1 200")


def test_waitress_is_told_what_was_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, Any] = {}
    monkeypatch.setattr("waitress.serve", lambda server, **how: told.update(how))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        serving.serve(object(), listener, 1_000)
    assert serving.CONNECTIONS >= 1_000
    assert 15 <= told["channel_timeout"] <= 30
    assert told["cleanup_interval"] < told["channel_timeout"]
    assert told["asyncore_use_poll"] is True
    assert told["backlog"] == serving.BACKLOG
    assert told["connection_limit"] == serving.connections()
    assert told["max_request_body_size"] == 1_000


@pytest.mark.parametrize(
    ("soft", "hard", "room", "raised"),
    [
        (1_024, 524_288, 2_000, 2_100),
        (1_024, ENDLESS, 2_000, 2_100),
        (65_536, 65_536, 2_000, None),
        (ENDLESS, ENDLESS, 2_000, None),
        (256, 1_500, 1_400, 1_500),
        (120, 120, 60, 120),
    ],
)
def test_room_is_made_as_far_as_the_system_lets_it(
    monkeypatch: pytest.MonkeyPatch, soft: int, hard: int, room: int, raised: int | None
) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda what: (soft, hard))
    monkeypatch.setattr(resource, "setrlimit", lambda what, limits: asked.append(limits))
    assert serving.connections() == room
    assert asked == ([] if raised is None else [(raised, hard)])


def test_a_system_that_refuses_or_has_no_poll_gets_fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(what: int, limits: tuple[int, int]) -> None:
        raise ValueError("not allowed to raise maximum limit")

    monkeypatch.setattr(resource, "getrlimit", lambda what: (1_024, ENDLESS))
    monkeypatch.setattr(resource, "setrlimit", refuse)
    assert serving.connections() == 924
    monkeypatch.delattr("select.poll")
    assert serving.connections() == serving.FEW
    monkeypatch.setitem(sys.modules, "resource", None)
    assert serving.connections() == serving.FEW
