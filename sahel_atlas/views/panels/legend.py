"""The legend strip inside the map: wheel, states, routes, sites, and the marks of doubt that occur."""

from __future__ import annotations

from sahel_atlas.views import components as html


def layout() -> html.Component:
    """Two holders: the note on boundaries and sources, and the strip; `assets/panels/legend.js` fills them."""
    return html.Div(
        className="legend-holder",
        children=[html.P(id="map-note", className="map-note"), html.Div(id="legend", className="legend")],
    )
