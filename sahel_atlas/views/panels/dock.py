"""The time dock: date, playing, the stepped count of running engagements, and the slider under it."""

from __future__ import annotations

from dash import html


def layout() -> html.Div:
    """An empty holder; `assets/31_dock.js` fills it once and then moves it."""
    return html.Div(id="dock-body", className="dock-body")
