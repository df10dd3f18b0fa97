"""The timeline: one strip of status per engagement, drawn by `assets/42_timeline.js` from the payload."""

from __future__ import annotations

from dash import html


def layout() -> html.Div:
    """The toolbar, the scrolling strips and the legend; the painter fills them."""
    return html.Div(
        id="timeline-body",
        children=[html.Div(id="timeline-tools"), html.Div(id="timeline-scroll"), html.Div(id="timeline-foot")],
    )
