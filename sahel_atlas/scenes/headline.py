"""What a comparison says first, in words: how many changed in which unit, what lost most, what is documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sahel_atlas.records.clock.changes import UNITS
from sahel_atlas.records.filters import asks_states
from sahel_atlas.records.words import Pair, word

if TYPE_CHECKING:
    from sahel_atlas.scenes.compare import Comparison, CountryChange, Group

WORDS: dict[str, Pair] = {
    "headline.none": ("Nothing differs.", "Er is geen verschil."),
    "headline.filter": (
        "Only what the filter lets through on either date is counted.",
        "Geteld is alleen wat het filter op een van beide data doorlaat.",
    ),
    "headline.filter.known": (
        "Only what the filter lets through on either day of knowledge is counted.",
        "Geteld is alleen wat het filter op een van beide peildata doorlaat.",
    ),
    "headline.counted": ("Dutch engagements: {x}.", "Nederlandse inzet: {x}."),
    "headline.missions": (
        "International missions and initiatives: {x}.",
        "Internationale missies en initiatieven: {x}.",
    ),
    "headline.others": ("Parts of these, and context: {x}.", "Onderdelen daarvan en context: {x}."),
    "headline.ended": ("{n} ended", "{n} beëindigd"),
    "headline.suspended": ("{n} suspended", "{n} opgeschort"),
    "headline.reduced": ("{n} adapted or scaled down", "{n} aangepast of afgeschaald"),
    "headline.resumed": ("{n} resumed or restored", "{n} hervat of hersteld"),
    "headline.started": ("{n} started", "{n} begonnen"),
    "headline.planned": ("{n} newly planned or explored", "{n} nieuw gepland of verkend"),
    "headline.documented": ("{n} first recorded by then", "{n} voor het eerst vastgelegd"),
    "headline.revised": ("{n} stated differently", "{n} anders vermeld"),
    "headline.lapsed": ("{n} no longer on record", "{n} niet meer vastgelegd"),
    "headline.all": ("{x} (all in {y})", "{x} (alle in {y})"),
    "headline.loss": ("{x} lost most: from {a} running to {b}.", "{x} nam het meest af: van {a} naar {b} lopend."),
    "headline.loss.known": (
        "{x}: {a} known as running at first, {b} later.",
        "{x}: eerst {a} als lopend bekend, later {b}.",
    ),
    "headline.first": (
        "{k} more Dutch engagements are on record for the first time; that is documentation, not growth.",
        "Nederlandse inzet die voor het eerst is vastgelegd: {k}; dat is documentatie, geen groei.",
    ),
    "headline.first.only": (
        "No Dutch engagement changed; {x} on record for the first time, which is documentation and not growth.",
        "Er is geen Nederlandse inzet gewijzigd; voor het eerst vastgelegd: {x}. Dat is documentatie, geen groei.",
    ),
    "headline.units.counted": ("{n} Dutch engagements", "{n} vormen van Nederlandse inzet"),
    "headline.units.counted.one": ("1 Dutch engagement", "1 vorm van Nederlandse inzet"),
    "headline.units.missions": ("{n} missions or initiatives", "{n} missies of initiatieven"),
    "headline.units.missions.one": ("1 mission or initiative", "1 missie of initiatief"),
    "headline.units.others": ("{n} parts or context", "{n} onderdelen of context"),
    "headline.units.others.one": ("1 part or context", "1 onderdeel of context"),
    "headline.units.rows": ("{n} rows", "{n} regels"),
    "headline.units.rows.one": ("1 row", "1 regel"),
    "headline.within": ("of these {x}", "hiervan {x}"),
    "headline.runs": ("{a} → {b} running", "{a} → {b} lopend"),
    "headline.runs.grey": ("{n} running", "{n} lopend"),
    "headline.runs.same": ("{n} running, unchanged", "{n} lopend, ongewijzigd"),
    "headline.grey": ("no Dutch engagement changed", "geen Nederlandse inzet gewijzigd"),
    "headline.runs.own": ("{a} → {b} in the country itself", "{a} → {b} in het land zelf"),
    "headline.runs.region": ("{a} → {b} region-wide", "{a} → {b} regiobreed"),
    "headline.runs.own.same": ("{n} in the country itself", "{n} in het land zelf"),
    "headline.runs.region.same": ("{n} region-wide", "{n} regiobreed"),
    "headline.runs.first": ("{n} more running, first recorded by then", "nog {n} lopend, voor het eerst vastgelegd"),
    "headline.runs.missions": (
        "{n} international missions or initiatives changed",
        "{n} internationale missies of initiatieven gewijzigd",
    ),
    "headline.runs.missions.one": (
        "1 international mission or initiative changed",
        "1 internationale missie of initiatief gewijzigd",
    ),
    "headline.first.one": (
        "{k} more Dutch engagement is on record for the first time; that is documentation, not growth.",
        "Nederlandse inzet die voor het eerst is vastgelegd: {k}; dat is documentatie, geen groei.",
    ),
}


def say(comparison: Comparison, lang: str = "en") -> str:
    """The headline of a comparison as sentences; `assets/core/comparison.js` builds the same of the same words.

    Parameters
    ----------
    lang : {"en", "nl"}
    """
    if not comparison.changes:
        return _phrase("none", lang)
    told, said = comparison.headline, _parts(comparison, lang)
    if told.loss:
        name = word(f"instrument.{told.loss.name}", lang)
        # Between two days of knowledge nothing was lost: it was told otherwise.
        key = "loss.known" if comparison.versus == "known" else "loss"
        said.append(_phrase(key, lang, x=name, a=told.loss.before, b=told.loss.after))
    if told.documented:
        said.append(_phrase("first.one" if told.documented == 1 else "first", lang, k=told.documented))
    if only := only_first(comparison):
        units = ", ".join(_some(f"units.{unit}", number, lang) for unit, number in only)
        said.append(_phrase("first.only", lang, x=units))
    if is_filtered(comparison):
        said.insert(0, _phrase("filter.known" if comparison.versus == "known" else "filter", lang))
    return " ".join(said)


def _parts(comparison: Comparison, lang: str) -> list[str]:
    """What happened, a sentence per unit."""
    names = {c.iso3: (c.name_en, c.name_nl) for c in comparison.atlas.tables.countries}
    said = []
    for unit, parts in comparison.headline.parts.items():
        words = []
        for group, number, country in parts:
            text = _phrase(group, lang, n=number)
            words.append(_phrase("all", lang, x=text, y=names[country][lang == "nl"]) if country else text)
        if words:
            said.append(_phrase(unit, lang, x="; ".join(words)))
    return said


def only_first(comparison: Comparison) -> tuple[tuple[str, int], ...]:
    """What is on record for the first time, where nothing else is there to say: units with their numbers.

    Returns
    -------
    tuple of (unit, number)
        Empty where something happened, or where Dutch engagements are among what is first recorded.
    """
    told = comparison.headline
    if told.documented or any(told.parts.values()):
        return ()
    first = [group for group in comparison.groups if group.name == "documented"]
    numbers = ((g.engagements, g.missions, g.others) for g in first)
    return tuple((unit, n) for one in numbers for unit, n in zip(UNITS, one, strict=True) if n)


def is_filtered(comparison: Comparison) -> bool:
    """Whether a filter on states stands over a comparison: what runs is then counted of what passes on either side."""
    return asks_states(comparison.after.scene.filter)


def count_words(group: Group, lang: str) -> str:
    """How much a group holds, each number with its unit.

    Examples
    --------
    >>> from sahel_atlas.scenes.compare import Group
    >>> count_words(Group("ended", 3, 1, 0, ()), "en")
    '3 Dutch engagements, 1 mission or initiative; 0 rows'
    """
    numbers = (("counted", group.engagements), ("missions", group.missions), ("others", group.others))
    units = ", ".join(_some(f"units.{name}", n, lang) for name, n in numbers if n)
    return f"{units}; {_some('units.rows', len(group.rows), lang)}"


def running_words(country: CountryChange, lang: str, *, filtered: bool = False) -> str:
    """What runs in a country on both sides, in words: the sum, its two parts, what is counted apart, the missions.

    Parameters
    ----------
    lang : {"en", "nl"}
    filtered : bool
        Whether the numbers are of what a filter on states lets through, see `is_filtered`.
    """
    before, after = country.before, country.after
    pairs = (("runs.own", before.own, after.own), ("runs.region", before.region, after.region))
    parts = [_both(key, lang, country, a, b) for key, a, b in pairs if a or b]
    said = within(_both("runs", lang, country, before.running, after.running), lang, filtered=filtered)
    said += f" ({', '.join(parts)})" if parts else ""
    if country.documented:
        said += f"; {_phrase('runs.first', lang, n=country.documented)}"
    return said + (f"; {_some('runs.missions', country.missions, lang)}" if country.missions else "")


def within(text: str, lang: str, *, filtered: bool) -> str:
    """What is said of numbers that run; under a filter on states it is said of what passes alone."""
    return _phrase("within", lang, x=text) if filtered else text


def _both(key: str, lang: str, country: CountryChange, before: int, after: int) -> str:
    """A number on both sides; once, where no counted engagement of the country changed."""
    return _phrase(key, lang, a=before, b=after) if country.changed else _phrase(f"{key}.same", lang, n=after)


def _some(key: str, number: int, lang: str) -> str:
    return _phrase(f"{key}.one" if number == 1 else key, lang, n=number)


def _phrase(key: str, lang: str, **values: object) -> str:
    text = WORDS[f"headline.{key}"][lang == "nl"]
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text
