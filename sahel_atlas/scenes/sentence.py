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
from sahel_atlas.records.words import WORDS, Pair, date_words, word
from sahel_atlas.scenes.names import actor_name
from sahel_atlas.scenes.scene import sides

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.scenes.scene import Scene

PHRASES: Mapping[str, Pair] = {
    "all": ("all engagements", "alle inzet"),
    "or": ("or", "of"),
    "text": ("matching “{x}”", "met de zoekterm “{x}”"),
    "subject.NL": ("Dutch engagement only", "alleen Nederlandse inzet"),
    "subject.mission": ("international missions and initiatives only", "alleen internationale missies en initiatieven"),
    "subject.context": ("context only", "alleen context"),
    "subject.all": ("context included", "inclusief context"),
    "subject.mixed": ("only {x}", "alleen {x}"),
    "counted.yes": ("counted engagements only", "alleen inzet die meetelt"),
    "counted.component": ("parts of other engagements only", "alleen onderdelen van andere inzet"),
    "counted.no": ("what is listed and not counted only", "alleen wat vermeld is en niet meetelt"),
    "reach.own": ("in the country itself", "in het land zelf"),
    "reach.region": ("region-wide", "regiobreed"),
    "lead": ("led by {x}", "onder leiding van {x}"),
    "lead.EU": ("EU-led", "onder EU-leiding"),
    "lead.UN": ("UN-led", "onder VN-leiding"),
    "lead.NLD": ("Dutch-led", "onder Nederlandse leiding"),
    "lead.USA": ("US-led", "onder Amerikaanse leiding"),
    "lead.FRA": ("French-led", "onder Franse leiding"),
    "lead.DEU": ("German-led", "onder Duitse leiding"),
    "goal": ("for {x}", "gericht op {x}"),
    "goal_basis.stated": ("with a goal that is stated", "met een vermeld doel"),
    "goal_basis.inferred": ("with a goal that we infer", "met een doel dat wij afleiden"),
    "kind": ("kind: {x}", "soort: {x}"),
    "conditions.yes": ("with conditions", "met voorwaarden"),
    "conditions.no": ("without recorded conditions", "zonder vastgelegde voorwaarden"),
    "partner": ("together with {x}", "samen met {x}"),
    "layer": ("layer: {x}", "laag: {x}"),
    "decision": ("{x}", "{x}"),
    "confidence": ("with confidence “{x}”", "met betrouwbaarheid “{x}”"),
    "last_source.later": (
        "with a source of that day or later, or ended",
        "met een bron van die dag of later, of beëindigd",
    ),
    "last_source.earlier": ("last stated earlier", "eerder voor het laatst vermeld"),
    "document": ("resting on {x}", "op grond van {x}"),
    "country": ("in {x}", "in {x}"),
    "group": ("in the group {x}", "in de groep {x}"),
    "state": ("in countries that on {y} {x}", "in landen die op {y} {x}"),
    "state.coup": ("were ruled after a coup", "een bewind na een staatsgreep hadden"),
    "state.transition": ("were in transition", "in transitie waren"),
    "state.none": ("knew neither coup nor transition", "staatsgreep noch transitie kenden"),
    "running": ("running", "lopend"),
    "status.ended": ("already ended", "al beëindigd"),
    "on": ("on {x}", "op {x}"),
    "in": ("in {x}", "in {x}"),
    "span": ("from {x} to {y}", "van {x} tot en met {y}"),
    "span.state": ("at some time from {x} to {y}", "op enig moment van {x} tot en met {y}"),
    "compared": ("{said} compared with {y}", "{said} vergeleken met {y}"),
    "compared.known": ("{said}, {x} compared with {y}", "{said}, {x} vergeleken met {y}"),
    "compared.either": ("{said} or {y}: both dates compared", "{said} of {y}: beide data vergeleken"),
    "compared.known.either": (
        "{said}, {x} or {y}: both days of knowledge compared",
        "{said}, {x} of {y}: beide peildata vergeleken",
    ),
}
"""Own phrases of the sentence: (English, Dutch); `{x}` stands for the values."""
_FRAMEWORK: Mapping[str, Pair] = {
    "bilateral": ("bilateral", "bilateraal"),
    "EU": ("in an EU framework", "in EU-verband"),
    "UN": ("in a UN framework", "in VN-verband"),
    "US-led": ("in a US-led framework", "in een door de VS geleid verband"),
    "regional": ("in a regional framework", "in regionaal verband"),
    "other": ("in another framework", "in ander verband"),
}
_CHANNEL: Mapping[str, Pair] = {
    "central_government": ("through central government", "via de centrale overheid"),
    "civil_society": ("through civil society", "via maatschappelijke organisaties"),
    "UN": ("through the UN", "via de VN"),
    "EU": ("through the EU", "via de EU"),
    "regional_organisation": ("through a regional organisation", "via een regionale organisatie"),
    "armed_forces": ("through the armed forces", "via de krijgsmacht"),
    "police": ("through the police", "via de politie"),
    "mixed": ("through several channels", "via meerdere kanalen"),
    "not_stated": ("without a stated channel", "zonder vermeld kanaal"),
}
_WITH_ARTICLE: Mapping[str, Pair] = {
    "AU": ("the African Union", "de Afrikaanse Unie"),
    "EU": ("the EU", "de EU"),
    "UN": ("the UN", "de VN"),
    "NLD": ("the Netherlands", "Nederland"),
    "USA": ("the United States", "de Verenigde Staten"),
}
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
    lang : {"en", "nl"}, optional
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
    return f"{spoken(scene, atlas, lang)} · {word('atlas.short', lang)}"


def knowledge(scene: Scene, atlas: Atlas, lang: str) -> str:
    """Which documents speak in a scene, in words: up to which day, or which one alone; else *as known now*.

    Examples
    --------
    >>> from layers.atlas import Atlas
    >>> from sahel_atlas.scenes.scene import Scene
    >>> knowledge(Scene(known="2023-12-01"), Atlas.load(), "en"), knowledge(Scene(), Atlas.load(), "nl")
    ('as known on 1 December 2023', 'zoals nu bekend')
    """
    return ", ".join(_clocks(scene, atlas, lang)) or word("time.known.now", lang)


def _clocks(scene: Scene, atlas: Atlas, lang: str) -> list[str]:
    """The names of the clocks that a scene sets: the one document that is asked, and the day of knowledge."""
    said = []
    if scene.stated:
        said.append(stated_words(scene.stated, atlas.at(scene.known), lang))
    if scene.known:
        said.append(word("time.known", lang).replace("{date}", date_words(scene.known, lang)))
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
        return word("time.stated.letter", lang)
    return word("time.stated", lang).replace("{document}", _document(document_id, atlas, lang))


def _phrase(key: str, lang: str, **values: str) -> str:
    text = PHRASES[key][lang == "nl"]
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def _either(words: list[str], lang: str) -> str:
    joiner = f" {_phrase('or', lang)} "
    return ", ".join(words[:-1]) + joiner + words[-1] if len(words) > 1 else words[0]


def _lower(text: str) -> str:
    """A word group inside a sentence: small initial, unless it is an abbreviation or a name in several words."""
    named = text[:2].isupper() or any(part[:1].isupper() for part in text.split()[1:])
    return text if named else text[:1].lower() + text[1:]


def _vocabulary(group: str) -> Callable[[str, Atlas, str], str]:
    def say(value: str, atlas: Atlas, lang: str) -> str:
        return _lower(word(f"{group}.{value}", lang))

    return say


def _country(value: str, atlas: Atlas, lang: str) -> str:
    names = {c.iso3: (c.name_en, c.name_nl) for c in atlas.tables.countries}
    return names.get(value, (value, value))[lang == "nl"]


def _actor(value: str, atlas: Atlas, lang: str) -> str:
    """A lead or partner inside a sentence."""
    if value in _WITH_ARTICLE:
        return _WITH_ARTICLE[value][lang == "nl"]
    name = actor_name(value, atlas.tables, lang)
    return _lower(name) if f"actor.{value}" in WORDS or f"channel.{value}" in WORDS else name


def _group(value: str, atlas: Atlas, lang: str) -> str:
    names = {g.group_id: (g.name_en, g.name_nl) for g in atlas.tables.group_names}
    return f"“{names[value][lang == 'nl']}”" if value in names else word("group.later", lang)


def _document(value: str, atlas: Atlas, lang: str) -> str:
    titles = {d.document_id: (d.title, d.name_nl or d.title) for d in atlas.tables.documents}
    return f"“{titles[value][lang == 'nl']}”" if value in titles else word("time.stated.later", lang)


def _framework(value: str, atlas: Atlas, lang: str) -> str:
    return _FRAMEWORK[value][lang == "nl"]


def _channel(value: str, atlas: Atlas, lang: str) -> str:
    return _CHANNEL[value][lang == "nl"]


def _status(value: str, atlas: Atlas, lang: str) -> str:
    """A status on a day. What ended stays so: on a day it has ended already, the day is not that of its end."""
    return _phrase("status.ended", lang) if value == "ended" else _lower(word(f"status.{value}", lang))


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
    if name == "lead" and all(f"lead.{x}" in PHRASES for x in values):
        return _either([_phrase(f"lead.{x}", lang) for x in values], lang)
    said = _either([_SAY[name](x, atlas, lang) for x in values], lang)
    return _phrase(name, lang, x=said) if name in PHRASES else said


def _subject(values: tuple[str, ...], lang: str) -> str:
    if set(values) == set(v.SUBJECTS):
        return _phrase("subject.all", lang)
    if len(values) == 1:
        return _phrase(f"subject.{values[0]}", lang)
    return _phrase("subject.mixed", lang, x=_either([_lower(word(f"subject.{x}", lang)) for x in values], lang))


def _when(scene: Scene, atlas: Atlas, lang: str) -> str:
    if scene.to:
        first, last = (date_words(day.isoformat(), lang) for day in scene.stretch)
        # What held at some time in a stretch need not have held all through it: where a state is asked, this is said.
        said = _phrase("span.state" if asks_states(scene.filter) else "span", lang, x=first, y=last)
    else:
        said = _phrase("on" if len(scene.date) == 10 else "in", lang, x=date_words(scene.date, lang))
    return f"{said} {', '.join(_clocks(scene, atlas, lang))}".rstrip()
