"""The map: a Leaflet map by dash-leaflet; the layers are painted by `assets/map/maps.js`.

The only module that writes Leaflet's order, lat before lon.
"""

from __future__ import annotations

from sahel_atlas.views import components as html

CENTRE_LAT_LON = (17.6, 3.5)
START_ZOOM = 4.5
TOOLS = {"in": "+", "out": "−", "up": "↑", "left": "←", "home": "⤢", "right": "→", "down": "↓"}
BOUNDS = [[-12.0, -50.0], [55.0, 60.0]]


def layout() -> html.Component:
    """The map's container; zoom steps are fine so that a view fits any screen."""
    return html.Div(
        className="map-holder",
        children=[
            html.LeafletMap(
                id="map",
                center=list(CENTRE_LAT_LON),
                zoom=START_ZOOM,
                minZoom=3,
                maxZoom=9,
                zoomSnap=0.05,
                zoomDelta=0.5,
                wheelPxPerZoomLevel=110,
                maxBounds=BOUNDS,
                maxBoundsViscosity=0.8,
                attributionControl=False,
                zoomControl=False,
                preferCanvas=False,
                children=[],
                style={"height": "100%", "width": "100%"},
            ),
            html.Div(
                className="map-tools",
                children=[
                    html.Button(sign, type="button", **{"data-map": name, "data-label": f"map.{name}"})
                    for name, sign in TOOLS.items()
                ],
            ),
            html.Div(className="map-scale", **{"aria-hidden": "true"}),
        ],
    )
