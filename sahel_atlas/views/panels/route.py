"""The route view: what Frontex and IOM count on each route, as small charts, with what the figures cannot say.

The painter in `assets/panels/route.js` draws them from the payload's totals, one vintage per chart (`show`).
"""

from __future__ import annotations

from sahel_atlas.views import components as html


def layout() -> html.Component:
    """The part of the page that its painter in `assets/` fills; it stands beside the map in the route view."""
    return html.Div(id="route-panel", className="route-panel", role="region", **{"data-label": "figures.label"})
