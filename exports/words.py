"""The words that only exports use, in English and Dutch."""

from __future__ import annotations

from layers.words import Pair

WORDS: dict[str, Pair] = {
    "export.subtitle": (
        "Dutch engagement in the Sahel and the coastal states, by instrument and status, {when}",
        "Nederlandse inzet in de Sahel en de kuststaten, per instrument en status, {when}",
    ),
    "export.subtitle.uncounted": (
        "State by country and sites, {when}; shown, not counted as Dutch engagements",
        "Stand per land en locaties, {when}; getoond, niet als Nederlandse inzet geteld",
    ),
    "export.standing": ("State by country (not counted)", "Stand per land (telt niet mee)"),
    "export.countries": ("{n} countries", "{n} landen"),
    "export.running": ("n = engagements running", "n = lopende inzet"),
    "export.n": ("n", "n"),
    "export.sahel": ("The Sahel five", "De vijf Sahellanden"),
    "export.coastal": ("Coastal states named in the letter", "In de brief genoemde kuststaten"),
    "export.transit": ("Other countries on the route", "Andere landen op de route"),
    "export.disputed": ("Disputed or indefinite border", "Betwiste of onbepaalde grens"),
    "export.route": ("Route, schematic, not counted", "Route, schematisch, niet geteld"),
    "export.feeder": ("Feeder route, not counted", "Aanvoerroute, niet geteld"),
    "export.context": ("Other route, for context", "Andere route, als context"),
    "export.detections": (
        "Detections of irregular crossings, {year}",
        "Vastgestelde irreguliere grensoverschrijdingen, {year}",
    ),
    "export.figure": ("{value} detections, {year}", "{value} vaststellingen, {year}"),
    "export.state.coup": ("coup", "staatsgreep"),
    "export.state.transition": ("transition", "transitie"),
    "export.event": ("Event in the last 45 days", "Gebeurtenis in de laatste 45 dagen"),
    "export.event.filled": ("Coup in the last 45 days", "Staatsgreep in de laatste 45 dagen"),
    "export.event.both": (
        "Event in the last 45 days; filled: coup",
        "Gebeurtenis in de laatste 45 dagen; gevuld: staatsgreep",
    ),
    "export.off": ("Place beyond this map", "Plaats buiten deze kaart"),
    "export.fill.HDI": ("Human development index", "Index menselijke ontwikkeling"),
    "export.fill.population": ("Population, millions", "Bevolking, miljoenen"),
    "export.fill.engagements": ("Engagements running", "Lopende inzet"),
    "export.fill.none": ("no data", "geen gegevens"),
    "export.fill.upto": ("up to {y}", "tot en met {y}"),
    "export.fill.between": ("over {x}, up to {y}", "boven {x}, tot en met {y}"),
    "export.fill.method": ("classes: Fisher-Jenks", "klassen: Fisher-Jenks"),
    "export.hollow": ("Hollow: suspended", "Leeg: opgeschort"),
    "export.ring": ("Dotted: planned or approximate", "Gestippeld: voorgenomen of bij benadering"),
    "export.hatch": ("Hatched: dates not recorded", "Gearceerd: data niet vastgelegd"),
    "export.projected": (
        "Later than the sources known: last known state",
        "Later dan de bekende bronnen: laatst bekende stand",
    ),
    "export.doubt": ("Rests on general knowledge or inference", "Berust op algemene kennis of afleiding"),
    "export.conflict": ("Sources disagree", "Bronnen spreken elkaar tegen"),
    "export.silent": ("Start of {n} more not recorded", "Begin van nog {n} niet vastgelegd"),
    "export.selected": ("Ring: selected country", "Ring: gekozen land"),
    "export.region": ("First-level regions", "Regio's (eerste niveau)"),
    "export.place": ("Town", "Plaats"),
    "export.known": ("as known on {date}", "zoals bekend op {date}"),
    "export.sources": ("Sources", "Bronnen"),
    "export.more": ("and {n} more", "en nog {n}"),
    "export.letter": ("letter to Parliament, 1 December 2023", "Kamerbrief, 1 december 2023"),
    "export.frontex": ("Frontex (detections)", "Frontex (vaststellingen)"),
    "export.boundary": (
        "Natural Earth. Boundaries and names imply no endorsement; dashed: disputed. Lambert equal-area projection.",
        "Natural Earth. Grenzen en namen: geen erkenning; gestreept: betwist. Oppervlaktetrouwe Lambertprojectie.",
    ),
    "export.code": ("State code", "Code van deze stand"),
    "export.true": ("true at the centre of the projection", "juist in het midden van de projectie"),
    "export.none": ("Nothing matches this filter on this date.", "Niets voldoet aan dit filter op deze datum."),
    "export.before": ("Before the first recorded engagement.", "Vóór de eerste vastgelegde inzet."),
}
EQUAL: dict[str, str] = {"export.n": "a letter that stands for a number"}


def say(key: str, lang: str, **values: object) -> str:
    """A text in `en` or `nl`, with its blanks filled in."""
    text = WORDS[f"export.{key}"][lang == "nl"]
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def number(value: float, lang: str) -> str:
    """A whole number with the separators of the language.

    Examples
    --------
    >>> number(157479, "en"), number(157479, "nl")
    ('157,479', '157.479')
    """
    text = f"{round(value):,}"
    return text.replace(",", ".") if lang == "nl" else text
