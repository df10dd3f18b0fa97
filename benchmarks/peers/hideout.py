"""The map in dash-leaflet's hideout variant: all points in the browser, a filter function reads the month."""

from __future__ import annotations

import json
import sys

import dash_leaflet as dl
from dash import Dash, Input, Output, dcc, html
from dash_extensions.javascript import Namespace
from flask import Response

from benchmarks.peers import common

space = Namespace("bench", "peer")
app = Dash(__name__, assets_folder="assets")
everything = json.dumps(common.points(int(sys.argv[1]) if sys.argv[1:] else common.OWN), separators=(",", ":"))
app.layout = html.Div(
    [
        dl.Map(
            [
                dl.GeoJSON(data=common.countries(), options={"style": common.LAND_STYLE}),
                dl.GeoJSON(
                    id="points",
                    url="/points.geojson",
                    hideout={"month": common.MONTHS - 1},
                    filter=space("filter"),
                    pointToLayer=space("point"),
                ),
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
app.clientside_callback(
    "function(month){ return {month: month}; }", Output("points", "hideout"), Input("slider", "value")
)


@app.server.route("/points.geojson")
def all_points() -> Response:
    """The file that the layer names by its address."""
    return Response(everything, mimetype="application/geo+json")


if __name__ == "__main__":
    common.serve(app.server)
