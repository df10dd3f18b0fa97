"""The time dock: date, playing, the stepped count of running engagements, and the slider under it."""

from __future__ import annotations

from sahel_atlas.records.words import Pair
from sahel_atlas.views import components as html

WORDS: dict[str, Pair] = {
    "dock.back": ("Previous month (←)", "Vorige maand (←)"),
    "dock.forward": ("Next month (→)", "Volgende maand (→)"),
    "dock.play": ("Play (space)", "Afspelen (spatie)"),
    "dock.pause": ("Pause (space)", "Pauzeren (spatie)"),
    "dock.event.back": ("Previous event (Page Up)", "Vorige gebeurtenis (Page Up)"),
    "dock.event.forward": ("Next event (Page Down)", "Volgende gebeurtenis (Page Down)"),
    "dock.day": ("Exact day", "Exacte dag"),
    "dock.day.hint": ("e.g. 1 Dec 2023", "bijv. 1 dec 2023"),
    "dock.day.title": (
        "A day: 1 December 2023, 1-12-2023 or 2023-12-01. Up and down: a day on or back.",
        "Een dag: 1 december 2023, 1-12-2023 of 2023-12-01. Omhoog en omlaag: een dag verder of terug.",
    ),
    "dock.day.fault": (
        "Expected a day from {first} to {last}, such as 1 December 2023 or 2023-12-01; got “{text}”.",
        "Verwacht: een dag van {first} tot en met {last}, zoals 1 december 2023 of 2023-12-01; ingevuld: “{text}”.",
    ),
    "dock.slider": ("Month shown", "Getoonde maand"),
    "dock.caption": (
        "Dutch engagements running (active, adapted or scaled down), by instrument; one with two instruments counts "
        "in both.",
        "Lopende Nederlandse inzet (actief, aangepast of afgeschaald), per instrument; inzet met twee instrumenten "
        "telt in beide.",
    ),
    "dock.caption.asked": (
        "Dutch engagements, {x}, by instrument; one with two instruments counts in both.",
        "Nederlandse inzet, {x}, per instrument; inzet met twee instrumenten telt in beide.",
    ),
    "dock.silent.list": (
        "On {x} nothing is on record of these counted Dutch engagements, and their start is not recorded: {n}.",
        "Op {x} is van deze meegetelde Nederlandse inzet nog niets vastgelegd; het begin is niet vastgelegd: {n}.",
    ),
    "dock.silent.all": ("All starts that are not recorded", "Alles waarvan het begin niet is vastgelegd"),
    "dock.silent": ("start not recorded: {n}", "begin niet vastgelegd: {n}"),
    "dock.jump": ("+{n} first documented by {x}, not growth", "+{n} voor het eerst in {x}, geen groei"),
    "dock.jump.more": (
        "+{n} first documented by {x} and {k} more, not growth",
        "+{n} voor het eerst in {x} en {k} andere, geen groei",
    ),
    "dock.jump.none": ("+{n} first documented, not growth", "+{n} voor het eerst vastgelegd, geen groei"),
    "dock.jump.letter": ("the letter", "de brief"),
    "dock.runs": ("{n} running, of which {k} region-wide.", "{n} lopend, waarvan {k} regiobreed."),
    "dock.runs.own": ("{n} running, none of them region-wide.", "{n} lopend, waarvan niets regiobreed."),
    "dock.runs.none": ("None running.", "Niets lopend."),
    "dock.ran.own": (
        "{n} ran in this period, none of them region-wide.",
        "{n} liepen in deze periode, waarvan niets regiobreed.",
    ),
    "dock.ran.none": ("None ran in this period.", "In deze periode liep niets."),
    "dock.asked": ("{n} {x}, of which {k} region-wide.", "{n} {x}, waarvan {k} regiobreed."),
    "dock.asked.own": ("{n} {x}, none of them region-wide.", "{n} {x}, waarvan niets regiobreed."),
    "dock.asked.none": ("None {x}.", "Niets {x}."),
    "dock.asked.period": (
        "{n} {x} at some time in this period, of which {k} region-wide.",
        "{n} in deze periode enige tijd {x}, waarvan {k} regiobreed.",
    ),
    "dock.asked.period.own": (
        "{n} {x} at some time in this period, none of them region-wide.",
        "{n} in deze periode enige tijd {x}, waarvan niets regiobreed.",
    ),
    "dock.asked.period.none": ("None {x} on any day of this period.", "In deze periode op geen dag iets {x}."),
    "dock.listed": ("{n} listed, none of them counted.", "{n} vermeld, niet meegeteld."),
    "dock.nothing": ("Nothing passes the filter.", "Niets voldoet aan het filter."),
    "dock.ran": (
        "{n} ran in this period, of which {k} region-wide.",
        "{n} liepen in deze periode, waarvan {k} regiobreed.",
    ),
    "dock.after.source": ("After the last source", "Na de laatste bron"),
    "dock.after.known": ("Not known then", "Toen niet bekend"),
    "dock.period.clear": ("Clear the period", "Periode wissen"),
    "dock.letter.pin": ("Letter", "Brief"),
}
EQUAL: dict[str, str] = {}


def layout() -> html.Component:
    """An empty holder; `assets/panels/dock.js` fills it once and then moves it."""
    return html.Div(id="dock-body", className="dock-body")
