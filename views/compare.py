"""Two dates, or one date as known on two days: difference, side by side, swipe, and the list of what changed.

What counts as which change is decided in `layers.changes`; the painters in `assets/44_compare.js` look it up.
"""

from __future__ import annotations

from dash import html

from layers.changes import WORDS as CHANGE_WORDS
from layers.headline import WORDS as HEADLINE_WORDS
from layers.words import Pair

WORDS: dict[str, Pair] = {
    **CHANGE_WORDS,
    **HEADLINE_WORDS,
    "compare.what": ("What changed between", "Wat er veranderde tussen"),
    "compare.what.known": ("What was known of", "Wat bekend was van"),
    "compare.and": ("and", "en"),
    "compare.as": ("as", "als"),
    "compare.first": ("First date", "Eerste datum"),
    "compare.second": ("Second date", "Tweede datum"),
    "compare.date": ("Date", "Datum"),
    "compare.first.known": ("First state of knowledge", "Eerste stand van kennis"),
    "compare.second.known": ("Second state of knowledge", "Tweede stand van kennis"),
    "compare.swap": ("Swap", "Wisselen"),
    "compare.by": ("Compare", "Vergelijken"),
    "compare.by.dates": ("Two dates", "Twee data"),
    "compare.by.known": ("Two states of knowledge", "Twee standen van kennis"),
    "compare.mode": ("How to show it", "Weergave"),
    "compare.mode.difference": ("Difference", "Verschil"),
    "compare.mode.side": ("Side by side", "Naast elkaar"),
    "compare.mode.swipe": ("Swipe", "Schuiven"),
    "compare.changed": ("{k} of {n} changed", "{k} van {n} gewijzigd"),
    "compare.export": ("Export this comparison", "Deze vergelijking exporteren"),
    "compare.export.csv": ("CSV, for any program", "CSV, voor elk programma"),
    "compare.export.xlsx": (
        "Excel workbook, with a sheet on its sources",
        "Excel-werkmap, met een blad over de bronnen",
    ),
    "compare.export.json": ("JSON, for programs", "JSON, voor programma's"),
    "compare.filters": ("Filters", "Filters"),
    "compare.letter": ("the letter, {x}", "de brief, {x}"),
    "compare.everything": ("everything known", "alles wat bekend is"),
    "compare.known": ("known on {x}", "bekend op {x}"),
    "compare.none": ("Nothing differs.", "Er is geen verschil."),
    "compare.none.text": (
        "No engagement that passes the filters has another status on the other side.",
        "Geen activiteit die aan de filters voldoet, heeft aan de andere kant een andere status.",
    ),
    "compare.lead.ended": ("{n} ended", "{n} beëindigd"),
    "compare.lead.suspended": ("{n} suspended", "{n} opgeschort"),
    "compare.lead.reduced": ("{n} adapted or scaled down", "{n} aangepast of afgeschaald"),
    "compare.lead.resumed": ("{n} resumed", "{n} hervat"),
    "compare.lead.started": ("{n} started", "{n} begonnen"),
    "compare.lead.planned": ("{n} newly planned or explored", "{n} nieuw voorgenomen of verkend"),
    "compare.lead.revised": ("{n} stated differently", "{n} anders vermeld"),
    "compare.lead.documented": ("{n} only now on record", "{n} nu pas vastgelegd"),
    "compare.lead.lapsed": ("{n} no longer on record", "{n} niet meer vastgelegd"),
    "compare.lead.allin": ("all in {x}", "allemaal in {x}"),
    "compare.lead.least": (
        "{x} lost most: from {a} running to {b}.",
        "{x} verloor het meest: van {a} lopend naar {b}.",
    ),
    "compare.lead.record": (
        "{n} more on record for the first time; that is documentation, not growth.",
        "{n} voor het eerst vastgelegd; dat is documentatie, geen groei.",
    ),
    "compare.running": ("Engagements running", "Lopende inzet"),
    "compare.nochange": ("no change", "geen wijziging"),
    "compare.pill": ("{a} → {b} running", "{a} → {b} lopend"),
    "compare.pill.record": ("+{n} on record", "+{n} vastgelegd"),
    "compare.pill.label": (
        "{name}: from {a} to {b} running. {changes}",
        "{name}: van {a} naar {b} lopend. {changes}",
    ),
    "compare.less": ("caret toward the wheel: less", "pijl naar het wiel: minder"),
    "compare.more": ("caret away from the wheel: more", "pijl van het wiel af: meer"),
    "compare.grey": ("grey: no change", "grijs: geen wijziging"),
    "compare.record": (
        "+n on record: first recorded by the second date, so left out of the wheels and counted apart.",
        "+n vastgelegd: pas bij de tweede datum vastgelegd, dus buiten de wielen en apart geteld.",
    ),
    "compare.countries": ("{n} countries", "{n} landen"),
    "compare.step": ("{a}, then {b}", "{a}, daarna {b}"),
    "compare.handle": ("Divide between the two maps", "Scheiding tussen de twee kaarten"),
    "compare.swipe.before": ("All of {x}", "Alleen {x}"),
    "compare.swipe.half": ("Half and half", "Half om half"),
    "compare.table": ("Running, by instrument", "Lopend, per instrument"),
    "compare.mission": ("mission", "missie"),
}
EQUAL: dict[str, str] = {"compare.filters": "the same word in both languages"}
"""Keys whose two strings are equal, each with its reason."""


def layout() -> html.Div:
    """The part of the page that its painter in `assets/` fills."""
    return html.Div(id="compare-body")
