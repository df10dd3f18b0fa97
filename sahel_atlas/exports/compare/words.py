"""A comparison in words: the finding above it, the days of its two sides, and a line per change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sahel_atlas.records.clock.changes import describe
from sahel_atlas.records.clock.states import cite_text
from sahel_atlas.records.words import date_words, say
from sahel_atlas.scenes.headline import is_filtered, within
from sahel_atlas.scenes.sentence import knowledge

if TYPE_CHECKING:
    from sahel_atlas.records.clock.changes import Change
    from sahel_atlas.scenes.compare import Comparison, CountryChange, Group


def finding(compared: Comparison, lang: str) -> str:
    """The largest difference as one sentence with numbers; it names no cause, but a filter on states."""
    said = _largest(compared, lang)
    return say("plate.compare.within", lang, x=said) if is_filtered(compared) else said


def _largest(compared: Comparison, lang: str) -> str:
    first, last = days(compared, lang)
    by, told = ".known" if compared.versus == "known" else "", compared.headline
    if told.loss:
        name = say(f"instrument.{told.loss.name}", lang)
        if not by:
            first, last = (_when(look.scene.date, lang) for look in (compared.before, compared.after))
        running = {"a": told.loss.before, "b": told.loss.after}
        return say(f"plate.compare.loss{by}", lang, x=name, **running, first=first, last=last)
    parts = [(number, unit, group) for unit, some in told.parts.items() for group, number, _ in some]
    if not parts:
        return say(f"plate.compare.none{by}", lang, first=first, last=last)
    number, unit, group = max(parts, key=lambda part: part[0])
    text = f"{unit_words(unit, number, lang)} {say(f'plate.compare.did.{group}', lang)}"
    return say(f"plate.compare.finding{by}", lang, x=text, first=first, last=last)


def _when(date: str, lang: str) -> str:
    return say("plate.compare.on" if len(date) == 10 else "plate.compare.in", lang, day=date_words(date, lang))


def unit_words(unit: str, number: int, lang: str) -> str:
    """A number with its unit, a word of `changes.UNITS`."""
    return say(f"plate.compare.unit.{unit}{'.one' if number == 1 else ''}", lang, n=number)


def days(compared: Comparison, lang: str) -> tuple[str, str]:
    """The two sides' names: their dates, or the two states of knowledge of one date."""
    before, after = compared.before.scene, compared.after.scene
    if compared.versus == "known":
        return knowledge(before, compared.before.atlas, lang), knowledge(after, compared.after.atlas, lang)
    return date_words(before.date, lang), date_words(after.date, lang)


def clocks(compared: Comparison, lang: str) -> str:
    """The clocks that both sides set; empty where every document that is known speaks."""
    if compared.versus == "known":
        return "; ".join(days(compared, lang))
    said = []
    for look in (compared.before, compared.after):
        if look.scene.known or look.scene.stated:
            said.append(knowledge(look.scene, look.atlas, lang))
    return "; ".join(dict.fromkeys(said))


def plot_title(compared: Comparison, lang: str) -> str:
    """What the dots per instrument count."""
    return say("plate.compare.plot.within" if is_filtered(compared) else "plate.compare.plot", lang)


def country_lines(country: CountryChange, name: str, lang: str, *, filtered: bool = False) -> tuple[str, ...]:
    """What stands under a country's name: what runs on both sides, in sum and in the country itself, and the rest.

    Parameters
    ----------
    name : str
        The country's.
    lang : str
    filtered : bool
        Whether the numbers are of what a filter on states lets through, see `sahel_atlas.scenes.headline.is_filtered`.
    """
    before, after = country.before, country.after
    lines = []
    if country.changed:
        runs = say("plate.compare.runs", lang, a=before.running, b=after.running)
        lines.append(within(runs, lang, filtered=filtered))
        if before.own != after.own:
            lines.append(say("plate.compare.own", lang, a=before.own, b=after.own, name=name))
    else:
        runs = say("headline.runs.grey", lang, n=str(country.after.running))
        lines.append(within(runs, lang, filtered=filtered))
    if country.documented:
        lines.append(say("plate.compare.documented", lang, n=country.documented))
    if country.missions:
        key = f"plate.compare.mission{'' if country.missions == 1 else 's'}"
        lines.append(say(key, lang, n=country.missions))
    return tuple(lines)


def grey_words(lang: str) -> str:
    """What a grey wheel says, as the page says it: a mission may have changed there all the same."""
    text = say("headline.grey", lang)
    return text[:1].upper() + text[1:]


def units(group: Group, lang: str) -> str:
    """How many engagements, missions and parts of others a group of changes holds."""
    numbers = (("counted", group.engagements), ("missions", group.missions), ("others", group.others))
    return ", ".join(unit_words(name, n, lang) for name, n in numbers if n)


def change_line(change: Change, compared: Comparison, lang: str) -> str:
    """A change with the citations of its later state."""
    state = change.state or change.earlier
    where = "; ".join(cite_text(c) for c in state.citations) if state else ""
    return f"{describe(change, compared.atlas, lang)}. {where}".strip()


def since(change: Change, lang: str) -> str:
    """From when the later state holds, as stored: *by 1 Dec 2023*; empty where that is not recorded."""
    state = change.state
    if state is None or not state.since:
        return ""
    parts = date_words(state.since, lang).split()
    short = " ".join(part[:3] if part.isalpha() else part for part in parts)
    relation = say(f"time.{state.since_relation}", lang) + " " if state.since_relation in ("by", "after") else ""
    return relation + short


def place(change: Change, compared: Comparison) -> str:
    """Section and paragraph of the first citation that has them; a sign where sources disagree."""
    state = change.state or change.earlier
    if state is None:
        return ""
    cited = [f"{c.section_code} {c.paragraph}".strip() for c in state.citations if c.section_code]
    return ((cited[0] if cited else "") + (" †" if state.conflicts else "")).strip()
