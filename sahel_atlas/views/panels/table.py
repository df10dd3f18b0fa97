"""The table: the rows of the query in a grid; `assets/panels/table.js` builds them from the payload and fills it.

The grid's script is large and not needed for the map: `page/scripts.py` takes it out of the page's own scripts, and the
browser asks for it when the table is first opened.
"""

from __future__ import annotations

from dash import Dash

from sahel_atlas.records.words import Pair
from sahel_atlas.scenes.query import COLUMNS
from sahel_atlas.views import components as html
from sahel_atlas.views.api import rows as api
from sahel_atlas.views.context import Context

WORDS: dict[str, Pair] = {
    "table.day": ("Day", "Dag"),
    "table.group": ("Group by", "Groeperen op"),
    "table.by.country": ("Country", "Land"),
    "table.by.instrument": ("Instrument", "Instrument"),
    "table.by.framework": ("Framework", "Kader"),
    "table.columns": ("Columns", "Kolommen"),
    "table.columns.title": ("Columns of the table", "Kolommen van de tabel"),
    "table.columns.default": ("Default columns", "Standaardkolommen"),
    "table.columns.all": ("All columns", "Alle kolommen"),
    "table.columns.fit": ("Fit widths", "Breedte aanpassen"),
    "table.columns.left": ("{x}: to the left", "{x}: naar links"),
    "table.columns.right": ("{x}: to the right", "{x}: naar rechts"),
    "table.download": ("Download", "Downloaden"),
    "table.download.title": ("Download what is shown", "Downloaden wat er staat"),
    "table.download.csv": ("CSV, for any program", "CSV, voor elk programma"),
    "table.download.xlsx": (
        "Excel workbook, with a sheet on its sources",
        "Excel-werkmap, met een blad over de bronnen",
    ),
    "table.download.geojson": ("GeoJSON, for maps on the web", "GeoJSON, voor kaarten op het web"),
    "table.download.gpkg": ("GeoPackage, for QGIS and ArcGIS", "GeoPackage, voor QGIS en ArcGIS"),
    "table.download.parquet": ("GeoParquet, for analysis in Python or R", "GeoParquet, voor analyse in Python of R"),
    "table.quick": ("Find in the table", "Zoeken in de tabel"),
    "table.expand": ("Open all groups", "Alle groepen openen"),
    "table.collapse": ("Close all groups", "Alle groepen sluiten"),
    "table.group.counted": (
        "{n} of {m} open Dutch engagements run; {k} engagements listed",
        "Nederlandse inzet: {n} lopend van de {m} die niet zijn beëindigd; {k} vermeld",
    ),
    "table.group.counted.period": (
        "{n} of {m} Dutch engagements open in this period ran; {k} engagements listed",
        "Nederlandse inzet in deze periode: {n} liepen van de {m} die niet waren beëindigd; {k} vermeld",
    ),
    "table.group.counted.period.one": (
        "{n} of {m} Dutch engagements open in this period ran; {k} engagements listed",
        "Nederlandse inzet in deze periode: {n} liep van de {m} die niet waren beëindigd; {k} vermeld",
    ),
    "table.group.listed.period": (
        "{k} listed; no Dutch engagement that is counted was open in this period",
        "{k} vermeld; geen daarvan is Nederlandse inzet die meetelt en in deze periode niet was beëindigd",
    ),
    "table.group.asked": (
        "Dutch engagements, {x}: {n}; {k} engagements listed",
        "Nederlandse inzet, {x}: {n}; {k} vermeld",
    ),
    "table.group.listed": (
        "{k} listed; no Dutch engagement open that is counted",
        "{k} vermeld; geen daarvan is Nederlandse inzet die meetelt en niet is beëindigd",
    ),
    "table.group.plain": ("{k} listed", "{k} vermeld"),
    "table.count": ("{n} of {m} engagements listed", "{n} van {m} vormen van inzet vermeld"),
    "table.empty": (
        "No engagement matches. Widen the filters or clear the search field.",
        "Geen inzet voldoet. Verruim de filters of maak het zoekveld leeg.",
    ),
    "table.nowhere": ("Without a country", "Zonder land"),
    "shell.fault.table": (
        "The table could not be loaded from the server.",
        "De tabel kon niet van de server worden opgehaald.",
    ),
    "table.select": ("Select", "Kiezen"),
    "table.yes": ("yes", "ja"),
    "table.no": ("no", "nee"),
    "table.coup": ("Coup", "Staatsgreep"),
    "table.legend.reduced": ("Adapted or scaled down", "Aangepast of afgeschaald"),
    "table.legend.after": ("After the sources known", "Na de bekende bronnen"),
    "table.col.id": ("Id", "Id"),
    "table.col.subject": ("Whose", "Van wie"),
    "table.col.parent": ("Mission or initiative", "Missie of initiatief"),
    "table.col.kind": ("Kind", "Soort"),
    "table.col.name": ("Engagement", "Inzet"),
    "table.col.name_en": ("Name (English)", "Naam (Engels)"),
    "table.col.name_nl": ("Name (Dutch)", "Naam (Nederlands)"),
    "table.col.instruments": ("Instrument", "Instrument"),
    "table.col.goals": ("Goals", "Doelen"),
    "table.col.framework": ("Framework", "Kader"),
    "table.col.lead": ("Lead", "Leiding"),
    "table.col.partners": ("Partners", "Partners"),
    "table.col.channel": ("Channel", "Kanaal"),
    "table.col.countries": ("Countries", "Landen"),
    "table.col.status": ("Status", "Status"),
    "table.col.decision": ("Decision", "Besluit"),
    "table.col.status_since": ("Since", "Sinds"),
    "table.col.since_precision": ("Precision", "Precisie"),
    "table.col.projected": ("After the sources", "Na de bronnen"),
    "table.col.uncertain": ("Day uncertain", "Dag onzeker"),
    "table.col.conflicts": ("Conflicts", "Tegenspraak"),
    "table.col.document": ("Document", "Document"),
    "table.col.section": ("Section", "Paragraaf"),
    "table.col.paragraph": ("Paragraph", "Alinea"),
    "table.col.citations": ("Citations", "Vindplaatsen"),
    "table.col.confidence": ("Confidence", "Betrouwbaarheid"),
    "table.col.since_relation": ("Meaning of the date", "Betekenis van de datum"),
    "table.col.carried_forward": ("Carried forward", "Doorgetrokken"),
    "table.col.outcome_not_recorded": ("Outcome not recorded", "Uitkomst niet vastgelegd"),
    "table.col.last_stated": ("Last stated", "Laatst vermeld"),
    "table.col.counted": ("Counted", "Meegeteld"),
    "table.col.component_of": ("Part of", "Onderdeel van"),
    "table.col.goal_basis": ("Goal stated or inferred", "Doel vermeld of afgeleid"),
    "table.col.conditions_en": ("Conditions (English)", "Voorwaarden (Engels)"),
    "table.col.conditions_nl": ("Conditions (Dutch)", "Voorwaarden (Nederlands)"),
    "table.col.layer": ("Layer", "Laag"),
    "table.col.reach": ("In the country or region-wide", "In het land of regiobreed"),
    "table.col.countries_matched": ("Countries that match", "Landen binnen het filter"),
    "table.col.planned_start": ("Planned start", "Gepland begin"),
    "table.col.planned_end": ("Planned end", "Gepland einde"),
    "table.col.planned_precision": ("Precision of the plan", "Precisie van de planning"),
    "table.col.description": ("Description", "Omschrijving"),
    "table.col.contribution": ("Dutch contribution", "Nederlandse bijdrage"),
    "table.col.from": ("From", "Van"),
    "table.col.to": ("To", "Tot en met"),
    "table.col.degree": ("Degree", "Mate"),
    "table.col.source_later": ("Source published later", "Bron later gepubliceerd"),
    "table.col.addresses": ("Addresses", "Adressen"),
    "table.col.amounts": ("Amounts", "Bedragen"),
    "table.col.amount_sum": ("Amount", "Bedrag"),
    "table.col.amount_currency": ("Currency of the amount", "Valuta van het bedrag"),
    "table.col.amount_year": ("Years of the amount", "Jaren van het bedrag"),
    "table.col.amount_for": ("What the amount is for", "Bestemming van het bedrag"),
    "table.col.amount_document": ("Source of the amount", "Bron van het bedrag"),
    "table.col.strip": ("Course over the years", "Verloop over de jaren"),
    "table.col.source": ("Source", "Bron"),
}
EQUAL: dict[str, str] = {
    "table.by.instrument": "the same word in both languages",
    "table.col.id": "the same abbreviation in both languages",
    "table.col.instruments": "the same word in both languages",
    "table.col.partners": "the same word in both languages",
    "table.col.status": "the same word in both languages",
    "table.col.document": "the same word in both languages",
}


def layout() -> html.Component:
    """The toolbar, the place of the grid and the footer; the painter fills them."""
    return html.Div(
        id="table-body",
        **{"data-columns": " ".join(COLUMNS)},
        children=[
            html.Div(id="table-tools"),
            html.P(id="table-empty", className="table-empty", hidden=True),
            html.Div(id="table-grid"),
            html.Div(id="table-foot"),
        ],
    )


def register(app: Dash, context: Context) -> None:
    """Let Dash serve the grid's script, and bring the addresses that tables need."""
    import dash_ag_grid  # noqa: F401  (Dash serves the scripts of the libraries that were imported)

    api.register(app, context)
