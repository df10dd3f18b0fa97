"""The map as dash-leaflet's documentation writes it: a server callback gives a new GeoJSON on every slider step."""

from __future__ import annotations

import dash_leaflet as dl
from dash import Dash, Input, Output, dcc, html
from dash_extensions.javascript import Namespace

from benchmarks.peers.common import MONTHS, countries, points, serve, shown

space = Namespace("bench", "peer")
app = Dash(__name__, assets_folder="assets")
everything = points()
app.layout = html.Div(
    [
        dl.Map(
            [
                dl.GeoJSON(
                    data=countries(), options={"style": {"weight": 1, "color": "#93866D", "fillColor": "#F6E0AC"}}
                ),
                dl.GeoJSON(id="points", data=shown(everything, 143), pointToLayer=space("point")),
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


@app.callback(Output("points", "data"), Input("slider", "value"))
def step(month):  # type: ignore[no-untyped-def]
    """A new collection for every step, over the wire."""
    return shown(everything, month)


if __name__ == "__main__":
    serve(app)
