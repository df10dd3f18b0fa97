"""Looks of the months are ready before somebody drags the slider."""

from __future__ import annotations

from typing import Any


def test_all_months_are_worked_out_while_nothing_moves_and_again_after_a_filter(page: Any, server: Any) -> None:
    ready = (
        "() => [...atlas.state.engine.looks.keys()].filter((key) => key.includes('\"security\"') === {}).length >= 156"
    )
    page.goto(server.url)
    page.wait_for_function(ready.format("false"))
    page.locator('input[data-facet="instrument"][value="security"]').uncheck()
    page.locator('input[data-facet="instrument"][value="migration"]').uncheck()
    page.locator('input[data-facet="instrument"][value="security"]').check()
    page.wait_for_function(ready.format("true"))
    assert page.evaluate("() => atlas.state.scene.date") == "2023-12-01", "working ahead moves nothing"
