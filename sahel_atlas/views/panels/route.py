"""The route view: what Frontex and IOM count on each route, as small charts, with what the figures cannot say.

The painter in `assets/panels/route.js` draws them from the payload's totals, one vintage per chart (`show`).
"""

from __future__ import annotations

from sahel_atlas.records.words import Pair
from sahel_atlas.views import components as html

WORDS: dict[str, Pair] = {
    "figures.title": ("Along the routes, in figures", "Langs de routes, in cijfers"),
    "figures.label": ("Figures of the routes", "Cijfers van de routes"),
    "figures.detections": (
        "Detections of irregular border crossings, by year",
        "Vastgestelde irreguliere grensoverschrijdingen, per jaar",
    ),
    "figures.deaths": ("Dead and missing on record, by year", "Vastgelegde doden en vermisten, per jaar"),
    "figures.months": (
        "Central Mediterranean: dead and missing on record, by month",
        "Centrale Middellandse Zee: vastgelegde doden en vermisten, per maand",
    ),
    "figures.source.frontex": ("Source: Frontex", "Bron: Frontex"),
    "figures.source.iom": ("Source: IOM, Missing Migrants Project", "Bron: IOM, Missing Migrants Project"),
    "figures.scale": (
        "Each chart has its own scale; the highest bar shows its figure.",
        "Elke grafiek heeft een eigen schaal; bij de hoogste staaf staat het aantal.",
    ),
    "figures.final": ("from the latest table consulted", "uit de laatst geraadpleegde tabel"),
    "figures.preliminary": ("first count, revised later", "eerste telling, later herzien"),
    "figures.later": (
        "None of these figures was public then in the form in which the atlas has them.",
        "Geen van deze cijfers was toen openbaar in de vorm waarin de atlas ze heeft.",
    ),
    "figures.none": ("no figure found", "geen cijfer gevonden"),
    "figures.year": ("Year", "Jaar"),
    "figures.month": ("Month", "Maand"),
    "figures.value": ("Number", "Aantal"),
    "figures.vintage": ("Kind of figure", "Soort cijfer"),
    "figures.table": ("As a table", "Als tabel"),
    "figures.bar": ("{x}: {n}", "{x}: {n}"),
    "figures.caveat.count": (
        "A detection is a crossing seen by a border guard, not a person: one person can be counted twice, an unseen "
        "crossing not at all.",
        "Een vaststelling is een grensoverschrijding die een grenswacht heeft gezien, geen persoon: wie twee keer "
        "gaat, telt twee keer; wie niet gezien wordt, telt niet.",
    ),
    "figures.caveat.sea": (
        "Central Mediterranean means arrivals by sea in Italy and Malta, boats from Türkiye and Tunisia among them. "
        "It measures nothing on land: the legs through Niger carry no number.",
        "Centrale Middellandse Zee betekent aankomsten over zee in Italië en Malta, ook van boten uit Turkije en "
        "Tunesië. Over land wordt niets gemeten: bij de trajecten door Niger staat geen aantal.",
    ),
    "figures.caveat.rise": (
        "The rise of 2023 came mainly from Tunisia.",
        "De stijging van 2023 kwam vooral uit Tunesië.",
    ),
    "figures.caveat.vintage": (
        "Frontex revises its figures. Up to 2020 those of the latest table are shown, after that the first count of "
        "each year; revised counts are kept beside it and not mixed in. Before 2014 the route includes Apulia and "
        "Calabria only since a later revision.",
        "Frontex herziet zijn cijfers. Tot en met 2020 staat hier de laatste tabel, daarna de eerste telling van "
        "elk jaar; herziene tellingen worden apart bewaard en er niet doorheen gemengd. Apulië en Calabrië zijn "
        "voor 2014 pas bij een latere herziening meegeteld.",
    ),
    "figures.caveat.deaths": (
        "The figures of dead and missing are minimums: incidents on IOM's list, added up without its rows that sum "
        "several incidents. The totals can differ a little from those that IOM publishes.",
        "De aantallen doden en vermisten zijn ondergrenzen: voorvallen op de lijst van IOM, opgeteld zonder de "
        "regels die meer voorvallen samenvatten. De totalen kunnen iets afwijken van die van IOM zelf.",
    ),
    "figures.caveat.legs": (
        "Counts near two legs overlap and depend on where an incident is reported, so all legs are equally thick "
        "and nothing is added up.",
        "Aantallen bij twee trajecten overlappen en hangen af van waar een voorval wordt gemeld; daarom zijn alle "
        "trajecten even dik en wordt er niets opgeteld.",
    ),
    "figures.known": (
        "Only figures that were public on {x}.",
        "Alleen cijfers die op {x} openbaar waren.",
    ),
    "figures.route.Central Mediterranean": ("Central Mediterranean", "Centrale Middellandse Zee"),
    "figures.route.Western Mediterranean": ("Western Mediterranean", "Westelijke Middellandse Zee"),
    "figures.route.Eastern Mediterranean": ("Eastern Mediterranean", "Oostelijke Middellandse Zee"),
    "figures.route.Western African (Atlantic)": ("Western Africa (Atlantic)", "West-Afrika (Atlantisch)"),
    "figures.route.Sahara Desert crossing": ("Sahara crossing", "Oversteek van de Sahara"),
    "figures.route.Western Africa / Atlantic route to the Canary Islands": (
        "Western Africa (Atlantic)",
        "West-Afrika (Atlantisch)",
    ),
    "figures.this.detections": ("{n} detections in {x}", "{n} vaststellingen in {x}"),
    "figures.this.deaths": ("{n} dead and missing on record in {x}", "{n} doden en vermisten vastgelegd in {x}"),
}
EQUAL: dict[str, str] = {"figures.bar": "a pattern without words"}
"""Keys whose two strings are equal, each with its reason."""


def layout() -> html.Component:
    """The part of the page that its painter in `assets/` fills; it stands beside the map in the route view."""
    return html.Div(id="route-panel", className="route-panel", role="region", **{"data-label": "figures.label"})
