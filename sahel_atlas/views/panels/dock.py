"""The time dock: date, playing, the stepped count of running engagements, and the slider under it."""

from __future__ import annotations

from sahel_atlas.views import components as html


def layout() -> html.Component:
    """An empty holder; `assets/panels/dock.js` fills it once and then moves it."""
    return html.Div(id="dock-body", className="dock-body")
