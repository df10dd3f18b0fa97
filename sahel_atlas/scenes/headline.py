"""What a comparison says first, in words: how many changed in which unit, what lost most, what is documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sahel_atlas.records.clock.changes import UNITS
from sahel_atlas.records.filters import asks_states
from sahel_atlas.records.words import country_names, say

if TYPE_CHECKING:
    from sahel_atlas.scenes.compare import Comparison, CountryChange, Group


def headline(comparison: Comparison, lang: str = "en") -> str:
    """The headline of a comparison as sentences; `assets/core/comparison.js` builds the same of the same words.

    Parameters
    ----------
    lang : str
    """
    if not comparison.changes:
        return _phrase("none", lang)
    told, said = comparison.headline, _parts(comparison, lang)
    if told.loss:
        name = say(f"instrument.{told.loss.name}", lang)
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
    names = country_names(comparison.atlas.tables.countries, lang)
    said = []
    for unit, parts in comparison.headline.parts.items():
        words = []
        for group, number, country in parts:
            text = _phrase(group, lang, n=number)
            words.append(_phrase("all", lang, x=text, y=names[country]) if country else text)
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
    lang : str
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
    return say(f"headline.{key}", lang, **values)
