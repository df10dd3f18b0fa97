"""The filter rail: instruments, frameworks, goals, status, the clock, further facets and layers."""

from __future__ import annotations

from sahel_atlas.records.words import Pair
from sahel_atlas.views import components as html

WORDS: dict[str, Pair] = {
    "rail.instrument": ("Instrument", "Instrument"),
    "rail.unit": (
        "Numbers: engagements that a choice leaves, Dutch ones and missions; “+n” is what it adds.",
        "Aantallen: inzet die na de keuze overblijft, Nederlandse inzet en missies; “+n” komt erbij.",
    ),
    "rail.reach": ("In the country itself or region-wide", "In het land zelf of regiobreed"),
    "rail.counted": ("Counted or listed", "Meegeteld of vermeld"),
    "rail.only": ("only", "alleen"),
    "rail.only.of": ("Only {name}", "Alleen {name}"),
    "rail.framework": ("Framework", "Kader"),
    "rail.goal": ("Goal", "Doel"),
    "rail.goal.basis": ("our reading for {n} of {m}", "eigen duiding bij {n} van {m}"),
    "rail.goal.stated": ("Only goals that a document states", "Alleen doelen die een document noemt"),
    "rail.goal_basis": ("Goal stated or inferred", "Doel vermeld of afgeleid"),
    "rail.status": ("Status", "Status"),
    "rail.country": ("Country", "Land"),
    "rail.more": ("More filters", "Meer filters"),
    "rail.layers": ("Layers", "Lagen"),
    "rail.subject": ("Whose", "Van wie"),
    "rail.lead": ("Lead", "Leiding"),
    "rail.kind": ("Kind", "Soort"),
    "rail.channel": ("Channel", "Kanaal"),
    "rail.conditions": ("Conditions", "Voorwaarden"),
    "rail.decision": ("Decision", "Besluit"),
    "rail.group": ("Country group", "Landengroep"),
    "rail.state": ("Situation in the country", "Situatie in het land"),
    "rail.partner": ("Partner", "Partner"),
    "rail.confidence": ("Confidence", "Betrouwbaarheid"),
    "rail.last_source": ("Last source", "Laatste bron"),
    "rail.document": ("Source document", "Brondocument"),
    "rail.layer": ("Kind of layer", "Soort laag"),
    "rail.text": ("Free text", "Vrije tekst"),
    "rail.text.hint": ("word in a name, place or partner", "woord in naam, plaats of partner"),
    "rail.active": ("Active filters", "Actieve filters"),
    "rail.remove": ("Remove filter {name}", "Filter {name} verwijderen"),
    "rail.reset": ("Reset filters", "Filters wissen"),
    "rail.empty": ("No engagement matches. Remove:", "Geen inzet voldoet. Verwijder:"),
    "rail.before": ("Before the first recorded engagement.", "Vóór de eerste vastgelegde inzet."),
    "rail.fill": ("Indicator", "Indicator"),
    "rail.fill.none": ("None", "Geen"),
    "rail.found": (
        "{listed} listed; counted as Dutch engagement: {counted}",
        "{listed} vermeld; geteld als Nederlandse inzet: {counted}",
    ),
}
EQUAL: dict[str, str] = {
    "rail.instrument": "the same word in both languages",
    "rail.status": "the same word in both languages",
    "rail.partner": "the same word in both languages",
    "rail.fill": "the same word in both languages",
}


def layout() -> html.Component:
    """An empty holder; `assets/panels/rail-form.js` fills it."""
    return html.Div(id="rail-body", className="rail-body")
