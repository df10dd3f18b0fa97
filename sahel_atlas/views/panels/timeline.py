"""The timeline: one strip of status per engagement, drawn by `assets/panels/timeline.js` from the payload."""

from __future__ import annotations

from sahel_atlas.views import components as html


def layout() -> html.Component:
    """The toolbar, the scrolling strips and the legend; the painter fills them."""
    return html.Div(
        id="timeline-body",
        children=[html.Div(id="timeline-tools"), html.Div(id="timeline-scroll"), html.Div(id="timeline-foot")],
    )
