"""Two dates, or one date as known on two days: difference, side by side, swipe, and the list of what changed.

What counts as which change is decided in `sahel_atlas.scenes.compare`; `assets/core/comparison.js` looks it up.
"""

from __future__ import annotations

from sahel_atlas.records.clock.changes import WORDS as CHANGE_WORDS
from sahel_atlas.records.words import Pair
from sahel_atlas.scenes.headline import WORDS as HEADLINE_WORDS
from sahel_atlas.views import components as html

WORDS: dict[str, Pair] = {
    **CHANGE_WORDS,
    **HEADLINE_WORDS,
    "compare.what": ("What changed between", "Wat er veranderde tussen"),
    "compare.what.known": ("What was known of", "Wat er bekend was over"),
    "compare.and": ("and", "en"),
    "compare.first": ("First date", "Eerste datum"),
    "compare.second": ("Second date", "Tweede datum"),
    "compare.date": ("Date", "Datum"),
    "compare.first.known": ("First day of knowledge", "Eerste peildatum van de kennis"),
    "compare.second.known": ("Second day of knowledge", "Tweede peildatum van de kennis"),
    "compare.swap": ("Swap the maps", "Kaarten wisselen"),
    "compare.by": ("Compare", "Vergelijken"),
    "compare.by.dates": ("Two dates", "Twee data"),
    "compare.by.known": ("Two days of knowledge", "Twee peildata"),
    "compare.mode": ("How to show it", "Weergave"),
    "compare.mode.difference": ("Difference", "Verschil"),
    "compare.mode.side": ("Side by side", "Naast elkaar"),
    "compare.mode.swipe": ("Swipe", "Schuiven"),
    "compare.changed": (
        "{k} of {n} engagements, missions and initiatives changed",
        "Gewijzigd: {k} van {n} (inzet, missies en initiatieven)",
    ),
    "compare.all": ("Show the whole list", "Hele lijst tonen"),
    "compare.export": ("Export comparison", "Vergelijking exporteren"),
    "compare.export.csv": ("CSV, for any program", "CSV, voor elk programma"),
    "compare.export.xlsx": (
        "Excel workbook, with a sheet on its sources",
        "Excel-werkmap, met een blad over de bronnen",
    ),
    "compare.export.json": ("JSON, for programs", "JSON, voor programma's"),
    "compare.none.text": (
        "No engagement that passes the filters has another status on the other side.",
        "Niets wat aan de filters voldoet, heeft aan de andere kant een andere status.",
    ),
    "compare.running": ("Dutch engagements running", "Lopende Nederlandse inzet"),
    "compare.running.within": (
        "Dutch engagements running within the filter",
        "Lopende Nederlandse inzet binnen het filter",
    ),
    "compare.nochange": ("same", "gelijk"),
    "compare.ran": ("{n} running before", "{n} lopend ervoor"),
    "compare.runs": ("{n} running after", "{n} lopend erna"),
    "compare.gap": ("difference {n}", "verschil {n}"),
    "compare.pill.own": ("{a} → {b} in the country itself", "{a} → {b} in het land zelf"),
    "compare.pill.record": ("+{n} first recorded", "+{n} nieuw vastgelegd"),
    "compare.pill.record.full": (
        "{n} more running, first recorded by then; counted apart",
        "nog {n} lopend, voor het eerst vastgelegd; apart geteld",
    ),
    "compare.pill.missions": ("{n} missions", "{n} missies"),
    "compare.pill.missions.one": ("{n} mission", "{n} missie"),
    "compare.pill.missions.full": (
        "{n} international missions or initiatives changed",
        "{n} internationale missies of initiatieven gewijzigd",
    ),
    "compare.pill.missions.one.full": (
        "{n} international mission or initiative changed",
        "{n} internationale missie of initiatief gewijzigd",
    ),
    "compare.pill.label": (
        "{name}: from {a} to {b} running. {changes}",
        "{name}: van {a} naar {b} lopend. {changes}",
    ),
    "compare.less": ("less runs", "er loopt minder"),
    "compare.more": ("more runs", "er loopt meer"),
    "compare.hole": ("In the wheel: running in the country itself", "In het wiel: lopend in het land zelf"),
    "compare.missions": (
        "Missions: international ones that changed",
        "Missies: internationale missies die wijzigden",
    ),
    "compare.record": (
        "running, first recorded by then: counted apart",
        "lopend, voor het eerst vastgelegd: apart geteld",
    ),
    "compare.striped": (
        "striped: first recorded by then; that is documentation, not growth",
        "gestreept: voor het eerst vastgelegd; dat is documentatie, geen groei",
    ),
    "compare.handle": ("Divide between the two maps", "Scheiding tussen de twee kaarten"),
    "compare.swipe.before": ("All of {x}", "Alleen {x}"),
    "compare.swipe.half": ("Half and half", "Half om half"),
    "compare.table": ("Running, by instrument", "Lopend, per instrument"),
    "compare.unit.counted": ("Dutch engagements", "Nederlandse inzet"),
    "compare.unit.missions": ("international missions and initiatives", "internationale missies en initiatieven"),
    "compare.unit.others": ("parts of these, and context", "onderdelen daarvan en context"),
    "compare.choice.before": ("running: {x}", "lopend: {x}"),
    "compare.choice.after": ("running: {x}", "lopend: {x}"),
    "compare.choice.stopped": ("no longer running: {x}", "niet meer lopend: {x}"),
    "compare.choice.began": ("not running before: {x}", "eerder niet lopend: {x}"),
    "compare.tag.mission": ("mission", "missie"),
    "compare.tag.component": ("part", "onderdeel"),
    "compare.tag.no": ("context", "context"),
}
EQUAL: dict[str, str] = {"compare.tag.no": "the same word in both languages"}
"""Keys whose two strings are equal, each with its reason."""


def layout() -> html.Component:
    """The part of the page that its painter in `assets/` fills."""
    return html.Div(id="compare-body")
