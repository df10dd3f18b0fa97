"""The map: a Leaflet map by dash-leaflet; the layers are painted by `assets/map/maps.js`.

The only module that writes Leaflet's order, lat before lon.
"""

from __future__ import annotations

from sahel_atlas.records.words import Pair
from sahel_atlas.views import components as html

WORDS: dict[str, Pair] = {
    "map.running": ("{n} running", "{n} lopend"),
    "map.open": ("{n} open", "{n} open"),
    "map.more": ("and {n} more", "en nog {n}"),
    "map.region": ("+{n} region-wide", "+{n} regiobreed"),
    "map.region.short": ("+{n}", "+{n}"),
    "map.outside": ("Outside the filter", "Valt buiten het filter"),
    "map.filtered": ("Counted within the filter", "Geteld binnen het filter"),
    "map.nothing": ("Nothing here passes the filter", "Niets hier voldoet aan het filter"),
    "map.unstated": ("This document states nothing open here", "Dit document vermeldt hier niets wat open is"),
    "map.between": ("At some time between {x} and {y}", "Op enig moment tussen {x} en {y}"),
    "map.site.unrecorded": ("when it was here is not recorded", "wanneer het hier was, is niet vastgelegd"),
    "wheel.block": ("In the country itself", "In het land zelf"),
    "wheel.region": ("Region-wide", "Regiobreed"),
    "wheel.parts": ("Parts of the wheel of {x}", "Delen van het wiel van {x}"),
    "wheel.nothing": ("nothing open in the country itself", "niets open in het land zelf"),
    "wheel.nothing.region": ("nothing open", "niets open"),
    "wheel.none": ("none of {of} runs", "geen van {of} loopt"),
    "wheel.one": ("{n} of {of} runs", "{n} van {of} loopt"),
    "wheel.some": ("{n} of {of} run", "{n} van {of} lopen"),
    "wheel.none.period": ("none of {of} ran on any day", "geen van {of} liep op enige dag"),
    "wheel.one.period": ("{n} of {of} ran at some time", "{n} van {of} liep enige tijd"),
    "wheel.some.period": ("{n} of {of} ran at some time", "{n} van {of} liepen enige tijd"),
    "wheel.reduced": ("{n} of them adapted or scaled down", "{n} daarvan aangepast of afgeschaald"),
    "wheel.reduced.one": ("adapted or scaled down", "aangepast of afgeschaald"),
    "wheel.suspended": ("{n} suspended", "{n} opgeschort"),
    "wheel.planned": ("{n} planned or being explored", "{n} gepland of in verkenning"),
    "wheel.stale": ("last stated {x}", "voor het laatst vermeld {x}"),
    "wheel.stale.some": ("{n} of them last stated {x}", "{n} daarvan voor het laatst vermeld {x}"),
    "wheel.on": ("{x}", "op {x}"),
    "wheel.range": ("between {x} and {y}", "tussen {x} en {y}"),
    "wheel.silent": ("; of {n} more the start is not recorded", "; van nog {n} is het begin niet vastgelegd"),
    "wheel.silent.only": ("; of {n} the start is not recorded", "; van {n} is het begin niet vastgelegd"),
    "wheel.own": ("{n} running in the country itself", "{n} lopend in het land zelf"),
    "wheel.own.none": ("none running in the country itself", "niets lopend in het land zelf"),
    "wheel.own.period": ("{n} ran in the country itself", "{n} liep in het land zelf"),
    "wheel.own.none.period": ("none ran in the country itself", "niets liep in het land zelf"),
    "wheel.asked": ("{n} {x} in the country itself", "{n} {x} in het land zelf"),
    "wheel.asked.none": ("none {x} in the country itself", "niets {x} in het land zelf"),
    "wheel.asked.period": ("{n} {x} at some time in the country itself", "{n} enige tijd {x} in het land zelf"),
    "wheel.asked.none.period": ("none {x} in the country itself on any day", "op geen dag iets {x} in het land zelf"),
    "wheel.or": ("{x} or {y}", "{x} of {y}"),
    "wheel.rim": ("{n} region-wide", "{n} regiobreed"),
    "wheel.open": ("{n} open", "{n} open"),
    "map.detections": ("detections, {year}", "vaststellingen, {year}"),
    "map.scale": ("true at 15° N", "juist op 15° NB"),
    "map.in": ("Zoom in", "Inzoomen"),
    "map.out": ("Zoom out", "Uitzoomen"),
    "map.home": ("Whole region", "Hele regio"),
    "map.up": ("Move north", "Naar het noorden"),
    "map.down": ("Move south", "Naar het zuiden"),
    "map.left": ("Move west", "Naar het westen"),
    "map.right": ("Move east", "Naar het oosten"),
    "fill.HDI": ("Human development index", "Index menselijke ontwikkeling"),
    "fill.population": ("Population, millions", "Bevolking, miljoenen"),
    "fill.engagements": ("Engagements running, region-wide included", "Lopende inzet, ook regiobreed"),
    "fill.none": ("no data", "geen gegevens"),
    "fill.method": ("Classes: Fisher-Jenks.", "Klassen: Fisher-Jenks."),
    "map.state.last": ("coup {x}", "staatsgreep {x}"),
    "map.state.coup": ("rule after a coup since {x}", "bewind na een staatsgreep sinds {x}"),
    "map.state.transition": ("transition since {x}", "transitie sinds {x}"),
}
_SAME = "the same word in both languages"
EQUAL: dict[str, str] = dict.fromkeys(("map.open", "map.region.short", "wheel.open"), _SAME)
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
