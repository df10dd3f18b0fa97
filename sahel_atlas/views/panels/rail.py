"""The filter rail: instruments, frameworks, goals, status, the clock, further facets and layers."""

from __future__ import annotations

from dash import html


def layout() -> html.Div:
    """An empty holder; `assets/30_rail.js` fills it."""
    return html.Div(id="rail-body", className="rail-body")
