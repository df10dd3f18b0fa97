"""The two clocks in words: *as known on DATE* and *as stated by DOCUMENT*.

`assets/panels/clocks.js` draws the switches.
"""

from __future__ import annotations

from sahel_atlas.records.words import Pair

WORDS: dict[str, Pair] = {
    "clock.known": ("As known on", "Zoals bekend op"),
    "clock.known.letter": ("{date}, the day of the letter", "{date}, de dag van de brief"),
    "clock.known.day": ("another day", "een andere dag"),
    "clock.known.all": ("everything known", "alles wat bekend is"),
    "clock.stated": ("As stated by", "Zoals vermeld in"),
    "clock.stated.all": ("all documents", "alle documenten"),
    "clock.stated.other": ("another document", "een ander document"),
    "clock.letter": ("the letter of {date}", "de brief van {date}"),
    "clock.undated": ("without a date", "zonder datum"),
    "clock.states": ("engagements: {n}", "inzet: {n}"),
    "clock.none": ("No document of that name.", "Geen document met die naam."),
    "clock.drop": ("Remove: {x}", "Wissen: {x}"),
}
EQUAL: dict[str, str] = {}
