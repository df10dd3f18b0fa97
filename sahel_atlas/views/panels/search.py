"""Search in the top bar: a combobox whose answers come from `sahel_atlas.scenes.search`."""

from __future__ import annotations

from dataclasses import asdict
from functools import lru_cache
from typing import Any

from dash import Dash, html
from flask import Response, jsonify, request

from sahel_atlas.records.clock.periods import known_day
from sahel_atlas.scenes.search import Entry, entries, search

KEPT = 16
"""Days of knowledge whose index is kept."""


def layout() -> list[Any]:
    """The place of the field, which the browser puts there, the hint of its key, and the list that opens under it."""
    return [
        html.Div(id="search-field"),
        html.Kbd("/", className="search-key", **{"aria-hidden": "true"}),
        html.Ul(id="search-list", role="listbox", hidden=True),
    ]


def register(app: Dash, context: Any) -> None:
    """Answer ``GET /api/search?q=…&known=…`` with the best entries as JSON.

    Without `known` everything is searched; a day that cannot be read is refused.
    """

    @lru_cache(maxsize=KEPT)
    def index(known: str) -> tuple[Entry, ...]:
        return entries(context.atlas.at(known))

    @app.server.get("/api/search")
    def api_search() -> Response:
        known = request.args.get("known", "")
        known_day(known)
        return jsonify([asdict(e) | {"keys": None} for e in search(index(known), request.args.get("q", "")[:200])])
