"""Words of the page on what is not known; `assets/panels/unknown.js` shows what `/api/unknown` answers."""

from __future__ import annotations

from sahel_atlas.records.words import Pair
from sahel_atlas.scenes import unknown

WORDS: dict[str, Pair] = {
    **unknown.WORDS,
    "unknown.open": ("What is not known", "Wat niet bekend is"),
    "unknown.loading": ("Looking for what is not known …", "Wat niet bekend is, wordt opgezocht …"),
    "unknown.fault": (
        "What is not known could not be read from the server.",
        "Wat niet bekend is, kon niet van de server worden opgehaald.",
    ),
    "unknown.marking": (
        "Choose a marking first: this atlas lists nothing without one.",
        "Kies eerst een rubricering: zonder rubricering geeft deze atlas geen lijst.",
    ),
    "unknown.show": ("Show the list", "De lijst tonen"),
    "unknown.note": (
        "Asked of the whole record, whatever the date. Filters on countries, instruments and who is involved hold; "
        "those on a status do not.",
        "Gevraagd van alle gegevens, los van de datum. Filters op land, instrument en betrokkenen gelden; filters op "
        "status niet.",
    ),
    "unknown.several": (
        "What concerns several countries or instruments stands in each of their columns, and once in the total.",
        "Wat meer landen of instrumenten betreft, staat in elk van hun kolommen, en één keer in het totaal.",
    ),
    "unknown.by": ("Count by", "Tellen per"),
    "unknown.by.country": ("Country", "Land"),
    "unknown.by.instrument": ("Instrument", "Instrument"),
    "unknown.total": ("Total", "Totaal"),
    "unknown.choose": ("Choose a number to see its rows.", "Kies een getal om de rijen erachter te zien."),
    "unknown.rows": ("{kind}, {column}: {n}", "{kind}, {column}: {n}"),
    "unknown.csv": ("CSV", "CSV"),
    "unknown.xlsx": ("Excel workbook", "Excel-werkmap"),
    "unknown.text": ("Text", "Tekst"),
}
EQUAL: dict[str, str] = {
    "unknown.by.instrument": "the same word in both languages",
    "unknown.rows": "values alone",
    "unknown.csv": "the same abbreviation in both languages",
}
