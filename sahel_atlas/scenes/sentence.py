"""A filter in words: what a scene asks, as one phrase in English or Dutch.

The phrase stands above the results, in exports and in the title of a link. Each facet has one phrase; values of one
facet are joined by *or*, facets by commas, as they work. The two clocks have one name each: *as known on DATE* is the
day up to which documents may speak, *as stated by DOCUMENT* the one document that alone is asked; *according to the
letter* stands for the second, where that document is the letter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.filters import Filter, asks_states
from sahel_atlas.records.words import country_names, date_words, document_name, has, name_in, say
from sahel_atlas.scenes.names import actor_name
from sahel_atlas.scenes.scene import sides

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.scenes.scene import Scene

_ORDER = (
    "instrument",
    "subject",
    "counted",
    "reach",
    "framework",
    "lead",
    "goal",
    "goal_basis",
    "kind",
    "channel",
    "conditions",
    "partner",
    "layer",
    "text",
    "country",
    "group",
    "state",
    "decision",
    "confidence",
    "last_source",
    "document",
    "status",
)


def sentence(scene: Scene, atlas: Atlas, lang: str = "", situation: date | None = None) -> str:
    """What a scene asks, in words.

    Parameters
    ----------
    scene : Scene
    atlas : Atlas
        Gives the names of countries, groups and documents.
    lang : str, optional
        Left out: the scene's own language.
    situation : datetime.date, optional
        The day on which a filter on the countries' situation is asked; left out, the scene's last day.

    Returns
    -------
    str
        One phrase with a capital and without a full stop, for example *Security, EU-led, suspended on 1 December
        2023 as known on 1 December 2023*.
    """
    lang = lang or scene.lang
    asked, when = filter_words(scene, atlas, lang, situation or scene.stretch[1]), _when(scene, atlas, lang)
    # A status is said of the date: no comma stands between them.
    said = f"{asked or _phrase('all', lang)} {when}" if not asked or scene.filter.status else f"{asked}, {when}"
    return said[:1].upper() + said[1:]


def filter_words(scene: Scene, atlas: Atlas, lang: str, situation: date) -> str:
    """What a scene's filter asks, in words, without a date; empty when it asks nothing.

    Parameters
    ----------
    situation : datetime.date
        The day on which a filter on the countries' situation is asked.
    """
    day = date_words(situation.isoformat(), lang)
    seen = atlas.at(scene.known)
    return ", ".join(said for name in _ORDER if (said := _part(name, scene.filter, seen, lang, day)))


def spoken(scene: Scene, atlas: Atlas, lang: str = "") -> str:
    """The sentence of the tab that a scene shows: a comparison names both its sides, other tabs their one date.

    A filter on states lets a comparison show what passes on either side, so it is said of either.

    Examples
    --------
    >>> from layers.atlas import Atlas
    >>> from sahel_atlas.scenes.scene import Scene
    >>> spoken(Scene(tab="compare", date2="2023-07-01"), Atlas.load())
    'All engagements on 1 July 2023 compared with 1 December 2023'
    """
    lang = lang or scene.lang
    if scene.tab != "compare":
        return sentence(scene, atlas, lang)
    before, after = (replace(side, to="") for side in sides(scene))
    if before.known and after.known:
        atlas = atlas.at(max(before.known, after.known))
    situation, either = max(before.day, after.day), ".either" if asks_states(scene.filter) else ""
    if scene.versus == "known":
        said = sentence(replace(after, known="", stated=""), atlas, lang, situation)
        x, y = (knowledge(side, atlas, lang) for side in (before, after))
        return _phrase(f"compared.known{either}", lang, said=said, x=x, y=y)
    said = sentence(replace(before, known="", stated=""), atlas, lang, situation)
    if either:
        return _phrase("compared.either", lang, said=said, y=_when(after, atlas, lang))
    later = f"{date_words(after.date, lang)} {', '.join(_clocks(after, atlas, lang))}".rstrip()
    return _phrase("compared", lang, said=said, y=later)


def title(scene: Scene, atlas: Atlas, lang: str = "") -> str:
    """The title of a link: what the view asks, and whose atlas it is."""
    lang = lang or scene.lang
    return f"{spoken(scene, atlas, lang)} · {say('atlas.short', lang)}"


def knowledge(scene: Scene, atlas: Atlas, lang: str) -> str:
    """Which documents speak in a scene, in words: up to which day, or which one alone; else *as known now*.

    Examples
    --------
    >>> from layers.atlas import Atlas
    >>> from sahel_atlas.scenes.scene import Scene
    >>> knowledge(Scene(known="2023-12-01"), Atlas.load(), "en"), knowledge(Scene(), Atlas.load(), "nl")
    ('as known on 1 December 2023', 'zoals nu bekend')
    """
    return ", ".join(_clocks(scene, atlas, lang)) or say("time.known.now", lang)


def _clocks(scene: Scene, atlas: Atlas, lang: str) -> list[str]:
    """The names of the clocks that a scene sets: the one document that is asked, and the day of knowledge."""
    said = []
    if scene.stated:
        said.append(stated_words(scene.stated, atlas.at(scene.known), lang))
    if scene.known:
        said.append(say("time.known", lang).replace("{date}", date_words(scene.known, lang)))
    return said


def stated_words(document_id: str, atlas: Atlas, lang: str) -> str:
    """The name of the states as one document alone states them; one that the atlas does not know yet has no name.

    Examples
    --------
    >>> from layers.atlas import Atlas
    >>> stated_words("kst-29237-201", Atlas.load(), "nl")
    'volgens de brief'
    """
    if document_id == v.LETTER and any(d.document_id == v.LETTER for d in atlas.tables.documents):
        return say("time.stated.letter", lang)
    return say("time.stated", lang).replace("{document}", _document(document_id, atlas, lang))


def _phrase(key: str, lang: str, **values: str) -> str:
    return say(f"sentence.{key}", lang, **values)


def _either(words: list[str], lang: str) -> str:
    joiner = f" {_phrase('or', lang)} "
    return ", ".join(words[:-1]) + joiner + words[-1] if len(words) > 1 else words[0]


def _lower(text: str) -> str:
    """A word group inside a sentence: small initial, unless it is an abbreviation or a name in several words."""
    named = text[:2].isupper() or any(part[:1].isupper() for part in text.split()[1:])
    return text if named else text[:1].lower() + text[1:]


def _vocabulary(group: str) -> Callable[[str, Atlas, str], str]:
    def told(value: str, atlas: Atlas, lang: str) -> str:
        return _lower(say(f"{group}.{value}", lang))

    return told


def _country(value: str, atlas: Atlas, lang: str) -> str:
    return country_names(atlas.tables.countries, lang).get(value, value)


def _actor(value: str, atlas: Atlas, lang: str) -> str:
    """A lead or partner inside a sentence."""
    if has(f"sentence.actor.{value}"):
        return say(f"sentence.actor.{value}", lang)
    name = actor_name(value, atlas.tables, lang)
    return _lower(name) if has(f"actor.{value}") or has(f"channel.{value}") else name


def _group(value: str, atlas: Atlas, lang: str) -> str:
    names = {g.group_id: name_in(g, lang) for g in atlas.tables.group_names}
    return f"“{names[value]}”" if value in names else say("group.later", lang)


def _document(value: str, atlas: Atlas, lang: str) -> str:
    titles = {d.document_id: document_name(d, lang) for d in atlas.tables.documents}
    return f"“{titles[value]}”" if value in titles else say("time.stated.later", lang)


def _framework(value: str, atlas: Atlas, lang: str) -> str:
    return say(f"sentence.framework.{value}", lang)


def _channel(value: str, atlas: Atlas, lang: str) -> str:
    return say(f"sentence.channel.{value}", lang)


def _status(value: str, atlas: Atlas, lang: str) -> str:
    """A status on a day. What ended stays so: on a day it has ended already, the day is not that of its end."""
    return _phrase("status.ended", lang) if value == "ended" else _lower(say(f"status.{value}", lang))


_SAY: Mapping[str, Callable[[str, Atlas, str], str]] = {
    "instrument": _vocabulary("instrument"),
    "framework": _framework,
    "goal": _vocabulary("goal"),
    "kind": _vocabulary("kind"),
    "channel": _channel,
    "layer": _vocabulary("layer"),
    "decision": _vocabulary("decision"),
    "confidence": _vocabulary("confidence"),
    "status": _status,
    "country": _country,
    "lead": _actor,
    "partner": _actor,
    "group": _group,
    "document": _document,
}


def _part(name: str, asked: Filter, atlas: Atlas, lang: str, day: str) -> str:
    """The phrase of one facet; empty when it asks nothing beyond the default. `day` is that of the situation."""
    values = getattr(asked, name)
    if not values or name not in asked.asked:
        return ""
    if name == "text":
        return _phrase("text", lang, x=values)
    if name == "subject":
        return _subject(values, lang)
    if name == "status" and set(values) == set(v.RUNNING):
        return _phrase("running", lang)
    if name in _SAY:
        return _listed(name, values, atlas, lang)
    said = _either([_phrase(f"{name}.{value}", lang) for value in values], lang)
    return _phrase("state", lang, x=said, y=day) if name == "state" else said


def _listed(name: str, values: tuple[str, ...], atlas: Atlas, lang: str) -> str:
    if name == "lead" and all(has(f"sentence.lead.{x}") for x in values):
        return _either([_phrase(f"lead.{x}", lang) for x in values], lang)
    said = _either([_SAY[name](x, atlas, lang) for x in values], lang)
    return _phrase(name, lang, x=said) if has(f"sentence.{name}") else said


def _subject(values: tuple[str, ...], lang: str) -> str:
    if set(values) == set(v.SUBJECTS):
        return _phrase("subject.all", lang)
    if len(values) == 1:
        return _phrase(f"subject.{values[0]}", lang)
    return _phrase("subject.mixed", lang, x=_either([_lower(say(f"subject.{x}", lang)) for x in values], lang))


def _when(scene: Scene, atlas: Atlas, lang: str) -> str:
    if scene.to:
        first, last = (date_words(day.isoformat(), lang) for day in scene.stretch)
        # What held at some time in a stretch need not have held all through it: where a state is asked, this is said.
        said = _phrase("span.state" if asks_states(scene.filter) else "span", lang, x=first, y=last)
    else:
        said = _phrase("on" if len(scene.date) == 10 else "in", lang, x=date_words(scene.date, lang))
    return f"{said} {', '.join(_clocks(scene, atlas, lang))}".rstrip()
