"""The filter rail: instruments, frameworks, goals, status, the clock, further facets and layers."""

from __future__ import annotations

from sahel_atlas.views import components as html


def layout() -> html.Component:
    """An empty holder; `assets/panels/rail-form.js` fills it."""
    return html.Div(id="rail-body", className="rail-body")
