"""The legend strip inside the map: wheel, states, routes, sites, and the marks of doubt that occur."""

from __future__ import annotations

from dash import html

from layers.words import Pair

WORDS: dict[str, Pair] = {
    "legend.wheel": ("Instrument wheel", "Instrumentenwiel"),
    "legend.wheel.text": (
        "One segment per instrument, in a fixed place. n = engagements running",
        "Eén segment per instrument, op een vaste plaats. n = lopende inzet",
    ),
    "legend.wheel.brief": ("n = running", "n = lopend"),
    "legend.route": ("Route, schematic, not counted", "Route, schematisch, niet geteld"),
    "legend.detections": ("Detections on the route, per year", "Vaststellingen op de route, per jaar"),
    "legend.hollow": ("Hollow: suspended", "Leeg: opgeschort"),
    "legend.undated": ("Dates not recorded", "Data niet vastgelegd"),
    "legend.approximate": ("Approximate place, or planned", "Plaats bij benadering, of voorgenomen"),
    "legend.conflict": ("Sources disagree", "Bronnen spreken elkaar tegen"),
    "legend.projected": ("Later than the sources known", "Later dan de bekende bronnen"),
    "legend.event": ("Recent event; filled: coup", "Recente gebeurtenis; gevuld: staatsgreep"),
    "legend.tiers": ("Sahel five · coastal six · on the route", "5 Sahellanden · 6 kuststaten · op de route"),
    "legend.combination": ("Combination country", "Combiland"),
    "legend.off": ("Off the map", "Buiten de kaart"),
    "legend.show": ("Legend", "Legenda"),
    "legend.note": (
        "Boundaries: Natural Earth, no endorsement; dashed: disputed. Detections: Frontex.",
        "Grenzen: Natural Earth, geen erkenning; gestreept: betwist. Vaststellingen: Frontex.",
    ),
    "legend.border": (
        "Coastal region bordering Mali, Burkina Faso or Niger",
        "Kustregio die aan Mali, Burkina Faso of Niger grenst",
    ),
    "legend.regions": (
        "Regions in the division of their source; several countries have since been re-divided.",
        "Regio's in de indeling van de bron; enkele landen zijn sindsdien heringedeeld.",
    ),
}
EQUAL: dict[str, str] = {}


def layout() -> html.Div:
    """Two holders: the note on boundaries and sources, and the strip; `assets/32_legend.js` fills them."""
    return html.Div(
        className="legend-holder",
        children=[html.P(id="map-note", className="map-note"), html.Div(id="legend", className="legend")],
    )
