"""The legend strip inside the map: wheel, states, routes, sites, and the marks of doubt that occur."""

from __future__ import annotations

from sahel_atlas.records.words import Pair
from sahel_atlas.views import components as html

WORDS: dict[str, Pair] = {
    "styled.count": ("{n} on the map", "{n} op de kaart"),
    "styled.loading": ("Loading …", "Wordt geladen …"),
    "legend.wheel": ("Instrument wheel", "Instrumentenwiel"),
    "legend.wheel.text": (
        "Sectors: instruments, cut clockwise by share. Block: in the country itself, n running. Rim: region-wide, +n.",
        "Sectoren: instrumenten, met de klok mee naar aandeel. Blok: in het land zelf, n lopend. Rand: regiobreed, +n.",
    ),
    "legend.wheel.long": (
        "Sectors: instruments, cut clockwise by share. Block: in the country itself, n {x}. Rim: region-wide, +n.",
        "Sectoren: instrumenten, met de klok mee naar aandeel. Blok: in het land zelf, n {x}. Rand: regiobreed, +n.",
    ),
    "legend.wheel.runs": ("running", "lopend"),
    "legend.wheel.brief.asked": ("n: {x}. Block: own; rim: region-wide", "n: {x}. Blok: eigen; rand: regiobreed"),
    "legend.listed": (
        "Under a name: what is listed there, missions too",
        "Onder een naam: wat daar is vermeld, ook missies",
    ),
    "legend.wheel.brief": ("Block: own; rim: region-wide", "Blok: eigen; rand: regiobreed"),
    "legend.standing": ("Missions and parts: listed, not counted", "Missies en onderdelen: vermeld, niet geteld"),
    "legend.part.full": ("Runs in full", "Loopt volledig"),
    "legend.part.reduced": ("Runs, adapted or scaled down", "Loopt, aangepast of afgeschaald"),
    "legend.part.runs": ("Runs, in full or not", "Loopt, volledig of niet"),
    "legend.part.suspended": ("Suspended", "Opgeschort"),
    "legend.part.planned": ("Planned or being explored", "Gepland of in verkenning"),
    "legend.part.rests": (
        "Does not run: suspended, planned or explored",
        "Loopt niet: opgeschort, gepland of verkend",
    ),
    "legend.part.none": ("Nothing of its own is open", "Niets open in het land zelf"),
    "legend.part.none.filtered": ("Nothing of its own, so filtered", "Met dit filter niets in het land zelf"),
    "legend.part.hatched.period": ("Last stated before the period ends", "Voor het laatst vermeld vóór het einde"),
    "legend.part.hatched": ("Last stated before this date", "Eerder voor het laatst vermeld"),
    "legend.part.striped": (
        "First documented on this date (documentation, not growth)",
        "Op deze datum voor het eerst vastgelegd (geen groei)",
    ),
    "legend.route": ("Route, schematic, not counted", "Route, schematisch, niet geteld"),
    "legend.detections": ("Detections on the route, per year", "Vaststellingen op de route, per jaar"),
    "legend.site.suspended": ("Suspended", "Opgeschort"),
    "legend.site.planned": ("Planned or being explored", "Gepland of in verkenning"),
    "legend.site.mixed": ("Several, not all in one state", "Meerdere, met verschillende status"),
    "legend.undated": ("Dates here not recorded", "Data hier niet vastgelegd"),
    "legend.approximate": ("Approximate place", "Plaats bij benadering"),
    "legend.conflict": ("Sources disagree", "Bronnen spreken elkaar tegen"),
    "legend.event.coup": ("Coup, last 45 days", "Staatsgreep, laatste 45 dagen"),
    "legend.event.coup.period": ("Coup in this period", "Staatsgreep in deze periode"),
    "legend.event.other.period": ("Other event in this period", "Andere gebeurtenis in deze periode"),
    "legend.event.letter": ("Letter to parliament", "Kamerbrief"),
    "legend.event.other": ("Other event, last 45 days", "Andere gebeurtenis, laatste 45 dagen"),
    "legend.tiers": ("Sahel · coast · on the route", "Sahel · kust · op de route"),
    "legend.combination": ("Combination country", "Combiland"),
    "legend.off": ("Off the map", "Buiten de kaart"),
    "legend.show": ("Legend", "Legenda"),
    "legend.note": (
        "Boundaries: Natural Earth, no endorsement; dashed: disputed. Detections: Frontex.",
        "Grenzen: Natural Earth, geen erkenning; gestreept: betwist. Vaststellingen: Frontex.",
    ),
    "legend.stated": (
        "Places are drawn only where that document names them; events, routes and the situation of countries come from "
        "other public sources.",
        "Plaatsen staan er alleen waar dat document ze noemt; gebeurtenissen, routes en de situatie van landen komen "
        "uit andere openbare bronnen.",
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


def layout() -> html.Component:
    """Two holders: the note on boundaries and sources, and the strip; `assets/panels/legend.js` fills them."""
    return html.Div(
        className="legend-holder",
        children=[html.P(id="map-note", className="map-note"), html.Div(id="legend", className="legend")],
    )
