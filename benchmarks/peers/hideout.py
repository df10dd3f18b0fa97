"""The map in dash-leaflet's hideout variant: all points in the browser, a filter function reads the month."""

from __future__ import annotations

import dash_leaflet as dl
from dash import Dash, Input, Output, dcc, html
from dash_extensions.javascript import Namespace

from benchmarks.peers.common import MONTHS, countries, points, serve

space = Namespace("bench", "peer")
app = Dash(__name__, assets_folder="assets")
app.layout = html.Div(
    [
        dl.Map(
            [
                dl.GeoJSON(
                    data=countries(), options={"style": {"weight": 1, "color": "#93866D", "fillColor": "#F6E0AC"}}
                ),
                dl.GeoJSON(
                    id="points",
                    data=points(),
                    hideout={"month": 143},
                    filter=space("filter"),
                    pointToLayer=space("point"),
                ),
            ],
            center=[18, 4],
            zoom=4.5,
            zoomSnap=0.1,
            preferCanvas=True,
            attributionControl=False,
            style={"height": "88vh"},
        ),
        dcc.Slider(0, MONTHS - 1, 1, value=143, id="slider", updatemode="drag", marks=None),
    ]
)
app.clientside_callback(
    "function(month){ return {month: month}; }", Output("points", "hideout"), Input("slider", "value")
)


if __name__ == "__main__":
    serve(app)
