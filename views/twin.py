"""The text twin: what the map shows at a scene, in words, as a list and as a table, from the same `resolve()`."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from layers import vocabulary as v
from layers.resolve import Resolved, resolve
from layers.sentence import sentence
from layers.sitemarks import SiteMark
from layers.wheels import Segment, Wheel
from layers.words import Pair, date_words, word
from views import twin_more
from views.map import WORDS as MAP_WORDS

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from layers.scene import Scene

WORDS: dict[str, Pair] = {
    **twin_more.WORDS,
    "twin.title": ("This map in words", "Deze kaart in woorden"),
    "twin.open": ("Map in words", "Kaart in woorden"),
    "twin.loading": ("Putting the map into words …", "De kaart wordt in woorden omgezet …"),
    "twin.fault": ("The text could not be read from the server.", "De tekst kon niet van de server worden opgehaald."),
    "twin.total": (
        "Running: {running} of {open} open engagements. Listed in all: {listed}, ended ones and missions included.",
        "Lopend: {running} van {open} activiteiten die niet zijn beëindigd. In totaal vermeld: {listed}, ook "
        "beëindigde en missies.",
    ),
    "twin.silent": ("Start not recorded on this day: {n}.", "Begin niet vastgelegd op deze dag: {n}."),
    "twin.projected": (
        "This day is later than the sources allowed for: the last known state is shown.",
        "Deze dag is later dan de toegelaten bronnen: de laatst bekende stand wordt getoond.",
    ),
    "twin.countries": ("Countries", "Landen"),
    "twin.country": ("Country", "Land"),
    "twin.running": ("{n} running of {m}", "{n} van {m} lopend"),
    "twin.segment.active": ("active", "actief"),
    "twin.segment.reduced": ("reduced", "beperkt"),
    "twin.segment.suspended": ("suspended", "opgeschort"),
    "twin.segment.planned": ("planned or exploring", "voorgenomen of verkennend"),
    "twin.of": ("{n} of {m}", "{n} van {m}"),
    "twin.table": ("Running of open, per country and instrument", "Lopend van open, per land en instrument"),
    "twin.all": ("All", "Alle"),
    "twin.sites": ("Places", "Plaatsen"),
    "twin.routes": ("Migration routes", "Migratieroutes"),
    "twin.legs": ("{n} schematic legs, not counted", "{n} schematische trajecten, niet geteld"),
    "twin.detections": (
        "{name}: {n} detections of irregular border crossings in {year}",
        "{name}: {n} vastgestelde irreguliere grensoverschrijdingen in {year}",
    ),
    "twin.none": ("None.", "Geen."),
}
EQUAL: dict[str, str] = {}


def html_of(scene: Scene, atlas: Atlas, lang: str = "") -> str:
    """The twin as a fragment of HTML; every value in it is escaped.

    Parameters
    ----------
    lang : {"en", "nl"}, optional
        Left out: the scene's own language.
    """
    said = lang or scene.lang
    if scene.tab == "compare":
        return "".join(twin_more.compared(scene, atlas, said))
    return "".join(_parts(resolve(scene, atlas), atlas, said))


def country_line(wheel: Wheel, atlas: Atlas, lang: str) -> str:
    """One country: *Niger: 4 running of 9. Diplomacy reduced (2 of 3); security suspended (0 of 4).*"""
    said = f"{country_name(wheel.iso3, atlas, lang)}: {say('twin.running', lang, n=wheel.running, m=wheel.open)}."
    segments = "; ".join(_segment(s, lang) for s in wheel.segments if s.state != "none")
    return f"{said} {segments[:1].upper()}{segments[1:]}." if segments else said


def site_line(mark: SiteMark, atlas: Atlas, lang: str) -> str:
    """One place: its name, role, state, whose it is, and its doubts."""
    names = dict.fromkeys(_name(atlas.engagement(row.engagement_id), lang) for row in mark.rows)
    doubts = [] if mark.dated else [word("doubt.undated", lang)]
    facts = [word(f"role.{mark.role}", lang), *(x.lower() for x in (word(f"site.{mark.state}", lang), *doubts))]
    return f"{_name(mark.place, lang)}: {', '.join(facts)} ({'; '.join(names)})"


def say(key: str, lang: str, **values: object) -> str:
    """A word group of the twin with its values."""
    text = WORDS[key][lang == "nl"]
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def country_name(iso3: str, atlas: Atlas, lang: str) -> str:
    """Name of a country of the tables; the code itself when it is not among them."""
    names = {c.iso3: _name(c, lang) for c in atlas.tables.countries}
    return names.get(iso3, iso3)


def number(value: int, lang: str) -> str:
    """A whole number with the language's separators.

    Examples
    --------
    >>> number(157500, "en"), number(157500, "nl")
    ('157,500', '157.500')
    """
    text = f"{value:,}"
    return text.replace(",", ".") if lang == "nl" else text


def _name(row: object, lang: str) -> str:
    return str(getattr(row, f"name_{lang}"))


def _segment(segment: Segment, lang: str) -> str:
    name = word(f"instrument.{segment.instrument}", lang).lower()
    count = say("twin.of", lang, n=segment.running, m=segment.open)
    return f"{name} {say(f'twin.segment.{segment.state}', lang)} ({count})"


def _items(lines: list[str], lang: str) -> str:
    return (
        f"<ul>{''.join(f'<li>{escape(x)}</li>' for x in lines)}</ul>" if lines else f"<p>{say('twin.none', lang)}</p>"
    )


def _parts(shown: Resolved, atlas: Atlas, lang: str) -> Iterator[str]:
    counts = shown.counts
    totals = {"running": counts.running["any"], "open": counts.open["any"], "listed": counts.listed}
    yield f"<p><strong>{escape(sentence(shown.scene, atlas, lang))}.</strong> {say('twin.total', lang, **totals)}"
    if counts.not_recorded:
        yield f" {say('twin.silent', lang, n=counts.not_recorded)}"
    if shown.day > shown.known:
        yield f" {say('twin.projected', lang)}"
    yield f"</p><h3>{say('twin.countries', lang)}</h3>"
    yield _items([country_line(wheel, atlas, lang) for wheel in shown.wheels.values()], lang)
    yield _table(shown, atlas, lang)
    yield f"<h3>{say('twin.sites', lang)}</h3>"
    yield _items([site_line(mark, atlas, lang) for mark in shown.sites], lang)
    if "routes" in shown.scene.layers:
        yield f"<h3>{say('twin.routes', lang)}</h3>{_items(_routes(shown, atlas, lang), lang)}"
    if "indicators" in shown.scene.layers and shown.scene.fill:
        name, nothing = (MAP_WORDS[key][lang == "nl"] for key in (f"fill.{shown.scene.fill}", "fill.none"))
        yield twin_more.filled(shown, atlas, lang, name, nothing)
    if "events" in shown.scene.layers:
        yield f"<h3>{word('layer.events', lang)}</h3>"
        yield _items([_event(e, lang) for e in shown.events if e.major == "yes"], lang)


def _event(event: object, lang: str) -> str:
    return f"{date_words(str(event.date), lang)}: {getattr(event, f'title_{lang}')}"  # type: ignore[attr-defined]


def _routes(shown: Resolved, atlas: Atlas, lang: str) -> list[str]:
    legs = [leg for leg in atlas.tables.route_legs if leg.stage != "context"]
    lines = [f"{word('route.name', lang)}: {say('twin.legs', lang, n=len(legs))}"]
    if shown.detections and shown.detections.value is not None:
        value, year = number(shown.detections.value, lang), shown.detections.period
        lines.append(say("twin.detections", lang, name=word("route.name", lang), n=value, year=year))
    return lines


def _table(shown: Resolved, atlas: Atlas, lang: str) -> str:
    heads = [say("twin.country", lang), *(word(f"instrument.{i}", lang) for i in v.INSTRUMENTS), say("twin.all", lang)]
    head = "".join(f'<th scope="col">{escape(h)}</th>' for h in heads)
    lines = []
    for wheel in shown.wheels.values():
        cells = "".join(f"<td>{_cell(s, lang)}</td>" for s in wheel.segments)
        name = escape(country_name(wheel.iso3, atlas, lang))
        total = say("twin.of", lang, n=wheel.running, m=wheel.open)
        lines.append(f'<tr data-iso3="{escape(wheel.iso3)}"><th scope="row">{name}</th>{cells}<td>{total}</td></tr>')
    caption = f"<caption>{say('twin.table', lang)}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


def _cell(segment: Segment, lang: str) -> str:
    if segment.state == "none":
        return "–"
    count = say("twin.of", lang, n=segment.running, m=segment.open)
    return f"{count}, {say(f'twin.segment.{segment.state}', lang)}"
