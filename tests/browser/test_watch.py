"""The watch itself: a quiet visit passes, anything that leaves the machine or breaks turns it red."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

OUTSIDE = "https://tiles.example/7/64/58.png"


def cut_network(page: Any) -> None:
    """Nothing but loopback is reached, so a planted request is seen and yet goes nowhere."""
    page.context.route(lambda url: "127.0.0.1" not in url, lambda route: route.abort())


def test_a_visit_asks_this_machine_only(page: Any, server: Any, watch: Any) -> None:
    page.goto(server.url)
    page.wait_for_load_state("networkidle")
    assert len(watch.requests) > 5, watch.requests
    assert watch.outside() == []


def test_a_planted_request_is_seen(open_page: Callable[..., Any], server: Any, watch: Any) -> None:
    page = open_page(bypass_csp=True)
    cut_network(page)
    page.goto(server.url)
    page.evaluate("url => fetch(url).catch(() => 'cut')", OUTSIDE)
    assert watch.outside() == [OUTSIDE]
    with pytest.raises(AssertionError, match="request to another host: https://tiles"):
        watch.check()
    watch.expect("tiles.example|ERR_FAILED")


def test_the_policy_stops_a_planted_request(page: Any, server: Any, watch: Any) -> None:
    cut_network(page)
    page.goto(server.url)
    with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        page.evaluate("url => fetch(url).catch(() => 'refused')", OUTSIDE)
    with pytest.raises(AssertionError, match=r"tiles\.example.*Content Security Policy|Content Security Policy"):
        watch.check()
    watch.expect("Content Security Policy|tiles.example")


def test_an_uncaught_exception_is_seen(page: Any, server: Any, watch: Any) -> None:
    page.goto(server.url)
    with page.context.expect_event("weberror"):
        page.evaluate("() => setTimeout(() => { throw new Error('planted') }, 0)")
    with pytest.raises(AssertionError, match=r"uncaught: .*planted"):
        watch.check()
    watch.expect("planted")
