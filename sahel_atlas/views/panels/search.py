"""Search in the top bar: a combobox whose answers come from `sahel_atlas.scenes.search`."""

from __future__ import annotations

from functools import lru_cache

from dash import Dash
from flask import Flask, Response, jsonify, request

from sahel_atlas.contract.bodies import Found
from sahel_atlas.records.clock.periods import known_day
from sahel_atlas.scenes.search import Entry, entries, search
from sahel_atlas.views import components as html
from sahel_atlas.views.context import Context

KEPT = 16
"""Days of knowledge whose index is kept."""


def layout() -> list[html.Component]:
    """The place of the field, which the browser puts there, the hint of its key, and the list that opens under it."""
    return [
        html.Div(id="search-field"),
        html.Kbd("/", className="search-key", **{"aria-hidden": "true"}),
        html.Ul(id="search-list", role="listbox", hidden=True),
    ]


def register(app: Dash, context: Context) -> None:
    """Answer ``GET /api/search?q=…&known=…`` with the best entries as JSON.

    Without `known` everything is searched; a day that cannot be read is refused.
    """

    server: Flask = app.server

    @lru_cache(maxsize=KEPT)
    def index(known: str) -> tuple[Entry, ...]:
        return entries(context.atlas.at(known))

    @server.get("/api/search")
    def api_search() -> Response:
        known = request.args.get("known", "")
        known_day(known)
        return jsonify([_found(e) for e in search(index(known), request.args.get("q", "")[:200])])


def _found(entry: Entry) -> Found:
    """An entry as the page lists it; what it is found by stays here."""
    return {
        "ref": entry.ref,
        "en": entry.en,
        "nl": entry.nl,
        "hint_en": entry.hint_en,
        "hint_nl": entry.hint_nl,
        "lon": entry.lon,
        "lat": entry.lat,
        "weight": entry.weight,
    }
