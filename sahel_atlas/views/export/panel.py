"""The Export dialog: format, look, a small picture, what goes along, and the course of an export.

`assets/panels/export.js` draws it, `sahel_atlas/views/export/api.py` answers it; nothing is worked out in the browser.
"""

from __future__ import annotations

from dash import Dash

from sahel_atlas.records.words import Pair
from sahel_atlas.views import components as html
from sahel_atlas.views.context import Context
from sahel_atlas.views.export import api as export_api

WORDS: dict[str, Pair] = {
    "export.title": ("Export", "Exporteren"),
    "export.what": ("What", "Wat"),
    "export.what.view": ("This view", "Deze weergave"),
    "export.what.story": ("Story: {name}", "Verhaal: {name}"),
    "export.format": ("Format", "Formaat"),
    "export.group.drawn": ("Slides and pictures", "Dia's en afbeeldingen"),
    "export.group.data": ("Tables and GIS", "Tabellen en GIS"),
    "export.as.pptx": ("PowerPoint", "PowerPoint"),
    "export.as.png": ("PNG", "PNG"),
    "export.as.svg": ("SVG", "SVG"),
    "export.as.pdf": ("PDF", "PDF"),
    "export.as.gif": ("Film (GIF)", "Film (GIF)"),
    "export.as.html": ("Story in one file", "Verhaal in één bestand"),
    "export.as.tif": ("GeoTIFF", "GeoTIFF"),
    "export.as.csv": ("CSV", "CSV"),
    "export.as.xlsx": ("Excel", "Excel"),
    "export.as.geojson": ("GeoJSON", "GeoJSON"),
    "export.as.gpkg": ("GeoPackage", "GeoPackage"),
    "export.as.parquet": ("GeoParquet", "GeoParquet"),
    "export.hint.pptx": (
        "Native shapes: countries, wheels, routes and labels can be recoloured and moved.",
        "Losse vormen: landen, wielen, routes en namen zijn te verkleuren en te verplaatsen.",
    ),
    "export.hint.png": ("A picture of a fixed size.", "Een afbeelding van vaste grootte."),
    "export.hint.svg": ("A drawing that scales; text stays text.", "Een schaalbare tekening; tekst blijft tekst."),
    "export.hint.pdf": ("A page to print; text stays text.", "Een pagina om af te drukken; tekst blijft tekst."),
    "export.hint.gif": ("One picture per step of a period.", "Eén afbeelding per stap van een periode."),
    "export.hint.html": (
        "The story as one file that opens in any browser, without internet.",
        "Het verhaal als één bestand dat elke browser opent, zonder internet.",
    ),
    "export.hint.tif": ("The map with its projection, for GIS.", "De kaart met haar projectie, voor GIS."),
    "export.hint.data": (
        "The rows of this view, with sources and filter.",
        "De rijen van deze weergave, met bronnen en filter.",
    ),
    "export.size": ("Size", "Grootte"),
    "export.size.16:9": ("16:9 slide", "16:9-dia"),
    "export.size.4:3": ("4:3 slide", "4:3-dia"),
    "export.size.square": ("Square", "Vierkant"),
    "export.size.a4-landscape": ("A4 landscape", "A4 liggend"),
    "export.size.a4-portrait": ("A4 portrait", "A4 staand"),
    "export.size.a3-landscape": ("A3 landscape", "A3 liggend"),
    "export.size.a3-portrait": ("A3 portrait", "A3 staand"),
    "export.dpi": ("Resolution", "Resolutie"),
    "export.dpi.of": ("{n} dots per inch", "{n} punten per inch"),
    "export.theme": ("Colours", "Kleuren"),
    "export.theme.screen": ("Screen", "Scherm"),
    "export.theme.print": ("Print", "Afdruk"),
    "export.theme.greyscale": ("Greyscale", "Grijstinten"),
    "export.theme.dark": ("Dark", "Donker"),
    "export.lang": ("Language of the file", "Taal van het bestand"),
    "export.heading": ("Title", "Titel"),
    "export.heading.hint": (
        "If left empty, the filter in words is the title.",
        "Laat u dit leeg, dan is het filter in woorden de titel.",
    ),
    "export.heading.story": (
        "If left empty, each scene keeps its caption.",
        "Laat u dit leeg, dan houdt elke scène haar bijschrift.",
    ),
    "export.marking": ("Marking", "Rubricering"),
    "export.marking.hint": ("For example: Unclassified", "Bijvoorbeeld: Ongerubriceerd"),
    "export.tlp": ("Traffic light (TLP)", "Verkeerslicht (TLP)"),
    "export.tlp.none": ("None", "Geen"),
    "export.period": ("Period", "Periode"),
    "export.series": ("One page per", "Eén pagina per"),
    "export.series.none": ("only this date", "alleen deze datum"),
    "export.series.month": ("month", "maand"),
    "export.series.quarter": ("quarter", "kwartaal"),
    "export.series.half_year": ("half-year", "halfjaar"),
    "export.series.year": ("year", "jaar"),
    "export.to": ("Between {date} and", "Tussen {date} en"),
    "export.cover": ("Begin with a cover", "Begin met een voorblad"),
    "export.preview": ("Preview", "Voorbeeld"),
    "export.preview.wait": ("Drawing the preview …", "Het voorbeeld wordt getekend …"),
    "export.preview.first": ("The first of {n}", "De eerste van {n}"),
    "export.preview.none": ("There is no preview of this format.", "Van dit formaat is er geen voorbeeld."),
    "export.along": ("What is included", "Wat er meegaat"),
    "export.along.rows": ("{n} rows: {sentence}", "{n} rijen: {sentence}"),
    "export.along.rows.one": ("1 row: {sentence}", "1 rij: {sentence}"),
    "export.along.pages": ("{n} scenes", "{n} scènes"),
    "export.along.compared": (
        "What differs between both sides, on one sheet",
        "Wat er verschilt tussen beide kanten, op één blad",
    ),
    "export.along.hidden": (
        "What the filter hides ({n}) stays out, also as data.",
        "Wat het filter verbergt ({n}) gaat niet mee, ook niet als gegevens.",
    ),
    "export.along.known": ("As known on {date}.", "Zoals bekend op {date}."),
    "export.along.layers": ("Layers: {names}", "Lagen: {names}"),
    "export.along.sources": ("Sources, named: {n}", "Bronnen, met naam: {n}"),
    "export.along.filter": ("The filter in words, date and licence", "Het filter in woorden, datum en licentie"),
    "export.along.code": (
        "A code that opens exactly this view again; no name of a person or a computer",
        "Een code die precies deze weergave weer opent; geen naam van een persoon of computer",
    ),
    "export.along.crs": (
        "Projection and place on earth; no name of a person or a computer",
        "Projectie en plaats op aarde; geen naam van een persoon of computer",
    ),
    "export.along.marking": ("Marking {band}: {way}", "Rubricering {band}: {way}"),
    "export.way.page": ("in a band above and below on each page", "in een band boven en onder op elke pagina"),
    "export.way.slide": (
        "in a band above and below on each slide, in its notes and on handouts",
        "in een band boven en onder op elke dia, in de notities en op hand-outs",
    ),
    "export.way.frame": ("in a band above and below in each picture", "in een band boven en onder in elk beeld"),
    "export.way.raster": (
        "in a band above and below the map, and in the tags of the file",
        "in een band boven en onder de kaart, en in de tags van het bestand",
    ),
    "export.way.scene": ("in a band above and below on each scene", "in een band boven en onder bij elke scène"),
    "export.way.row": ("in a column of its own, in each row", "in een eigen kolom, in elke rij"),
    "export.way.sheet": (
        "over each sheet, in its header and footer, and in a column of its own",
        "boven elk blad, in de kop- en voettekst en in een eigen kolom",
    ),
    "export.along.alt": ("A text for each shape, for screen readers", "Een tekst bij elke vorm, voor schermlezers"),
    "export.along.all": (
        "All tables of the atlas: the map in the file can be asked anything",
        "Alle tabellen van de atlas: de kaart in het bestand is te bevragen",
    ),
    "export.along.table": (
        "Citations: section and paragraph of each row",
        "Vindplaatsen: paragraaf en alinea van elke rij",
    ),
    "export.notes": ("Speaker notes ({n})", "Sprekersnotities ({n})"),
    "export.citations": ("Citations in the notes ({n})", "Vindplaatsen in de notities ({n})"),
    "export.start": ("Export", "Exporteren"),
    "export.again": ("Export again", "Opnieuw exporteren"),
    "export.cancel": ("Stop", "Stoppen"),
    "export.running": ("Making {name} … {share}%", "{name} wordt gemaakt … {share}%"),
    "export.queued": ("Waiting for another export …", "Er loopt nog een andere export …"),
    "export.done": ("{name} is ready ({size}).", "{name} is klaar ({size})."),
    "export.save": ("Save it again", "Nogmaals opslaan"),
    "export.stopped": ("Stopped. No file was made.", "Gestopt. Er is geen bestand gemaakt."),
    "export.failed": ("The export failed: {error}", "Het exporteren is mislukt: {error}"),
    "export.fault.net": (
        "The server does not answer. Check that it is running and try again.",
        "De server reageert niet. Controleer of hij draait en probeer het opnieuw.",
    ),
    "export.fault.marking": (
        "This atlas requires a marking: fill in a marking or choose a TLP label.",
        "Deze atlas vereist een rubricering: vul er een in of kies een TLP-label.",
    ),
    "export.fault.letters": (
        "The marking has letters that cannot be drawn. Use Latin, Greek or Cyrillic ones.",
        "De rubricering bevat letters die niet getekend kunnen worden. Gebruik Latijnse, Griekse of Cyrillische.",
    ),
    "export.fault.narrow": (
        "The marking is too long for this size. Make it shorter or choose a larger size.",
        "De rubricering is te lang voor dit formaat. Maak haar korter of kies een grotere afmeting.",
    ),
    "export.fault.carrier": (
        "This format cannot carry the marking. Choose another one.",
        "Dit formaat kan de rubricering niet dragen. Kies een ander.",
    ),
    "export.fault.busy": (
        "Too many exports are under way. Wait until one has ended, or stop one.",
        "Er lopen te veel exports. Wacht tot er een klaar is of stop er een.",
    ),
    "export.fault.title": (
        "The title is too long: at most {n} characters.",
        "De titel is te lang: hooguit {n} tekens.",
    ),
    "export.fault.dpi": (
        "The picture would be too large. Choose a lower resolution or a smaller size.",
        "De afbeelding wordt te groot. Kies een lagere resolutie of een kleinere grootte.",
    ),
    "export.fault.series": (
        "Choose an end after the date of the view, with fewer or longer steps.",
        "Kies een einde na de datum van de weergave, met minder of langere stappen.",
    ),
    "export.fault.file": ("An export needs the served atlas.", "Exporteren kan alleen met een draaiende atlas."),
    "keys.export": ("export", "exporteren"),
}
EQUAL: dict[str, str] = {
    "export.as.pptx": "a name",
    "export.as.png": "a name",
    "export.as.svg": "a name",
    "export.as.pdf": "a name",
    "export.as.gif": "the same words in both languages",
    "export.as.tif": "a name",
    "export.as.csv": "a name",
    "export.as.xlsx": "a name",
    "export.as.geojson": "a name",
    "export.as.gpkg": "a name",
    "export.as.parquet": "a name",
}


def layout() -> html.Component:
    """The dialog is made when it is first opened; this keeps its place."""
    return html.Div(id="export-body")


def register(app: Dash, context: Context) -> None:
    """Put the dialog's addresses on the server."""
    from sahel_atlas.views.words import all_words

    export_api.register(app, context, all_words)
