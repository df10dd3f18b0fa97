"""The export of the page."""

from __future__ import annotations

from typing import Any

from dash import Dash, html

from layers.words import Pair

WORDS: dict[str, Pair] = {}
EQUAL: dict[str, str] = {}


def layout() -> html.Div:
    """The part of the page that its painter in `assets/` fills."""
    return html.Div(id="export-body")


def register(app: Dash, context: Any) -> None:
    """This view needs nothing from the server."""
