"""The map as dash-leaflet's documentation writes it: a server callback gives a new GeoJSON on every slider step."""

from __future__ import annotations

import sys

import dash_leaflet as dl
from dash import Dash, Input, Output, dcc, html
from dash_extensions.javascript import Namespace

from benchmarks.peers import common

space = Namespace("bench", "peer")
app = Dash(__name__, assets_folder="assets")
everything = common.points(int(sys.argv[1]) if sys.argv[1:] else common.OWN)
app.layout = html.Div(
    [
        dl.Map(
            [
                dl.GeoJSON(data=common.countries(), options={"style": common.LAND_STYLE}),
                dl.GeoJSON(id="points", data=common.shown(everything, common.MONTHS - 1), pointToLayer=space("point")),
            ],
            center=list(reversed(common.CENTRE_LON_LAT)),
            zoom=common.ZOOM,
            zoomSnap=0.1,
            preferCanvas=True,
            attributionControl=False,
            style=common.MAP_STYLE,
        ),
        dcc.Slider(0, common.MONTHS - 1, 1, value=common.MONTHS - 1, id="slider", updatemode="drag", marks=None),
    ]
)


@app.callback(Output("points", "data"), Input("slider", "value"), prevent_initial_call=True)
def step(month):  # type: ignore[no-untyped-def]
    """A new collection for every step, over the wire."""
    return common.shown(everything, month)


if __name__ == "__main__":
    common.serve(app.server)
