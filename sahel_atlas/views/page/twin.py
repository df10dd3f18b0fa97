"""The text twin: what the map shows at a scene, in words, as a list and as a table, from the same `resolve()`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from sahel_atlas.exports.wheel_words import stale_words, status_words
from sahel_atlas.exports.words import say as export_say
from sahel_atlas.marks.sites import SiteMark
from sahel_atlas.marks.wheels import Segment, Storey, Wheel, asked_statuses, asks_what_runs, distinct
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.words import Pair, date_words, word
from sahel_atlas.scenes.resolve import Resolved, resolve
from sahel_atlas.scenes.sentence import sentence
from sahel_atlas.scenes.silent import silent_count
from sahel_atlas.views.page import twin_more
from sahel_atlas.views.page.twin_doors import Numbers, later
from sahel_atlas.views.panels.map import WORDS as MAP_WORDS

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.records.clock.states import State
    from sahel_atlas.records.rows import Country, Engagement, Event, Place
    from sahel_atlas.scenes.scene import Scene

WORDS: dict[str, Pair] = {
    **twin_more.WORDS,
    "twin.title": ("This map in words", "Deze kaart in woorden"),
    "twin.open": ("Map in words", "Kaart in woorden"),
    "twin.loading": ("Putting the map into words …", "De kaart wordt in woorden omgezet …"),
    "twin.fault": ("The text could not be read from the server.", "De tekst kon niet van de server worden opgehaald."),
    "twin.total": (
        "Dutch engagements running: {running} of {open} that are open.",
        "Lopende Nederlandse inzet: {running} van {open} die niet is beëindigd.",
    ),
    "twin.total.period": (
        "Dutch engagements that ran in this period: {running} of {open} that were open at some time in it.",
        "Nederlandse inzet die in deze periode liep: {running} van {open} die enige tijd niet beëindigd was.",
    ),
    "twin.total.asked": ("Dutch engagements {x}: {open}.", "Nederlandse inzet, {x}: {open}."),
    "twin.total.asked.period": (
        "Dutch engagements {x} at some time in this period: {open}.",
        "Nederlandse inzet, enige tijd in deze periode {x}: {open}.",
    ),
    "twin.listed": (
        "Listed in all: {n}, counted or not.",
        "In totaal vermeld: {n}, meegeteld of niet.",
    ),
    "twin.silent": (
        "Documented only after this day, with a start that is not recorded, and so in no number here: {n} Dutch "
        "engagements.",
        "Pas na deze dag vastgelegd, met een begin dat niet is vastgelegd, en hier dus niet meegeteld: {n} vormen van "
        "Nederlandse inzet.",
    ),
    "twin.silent.one": (
        "Documented only after this day, with a start that is not recorded, and so in no number here: {n} Dutch "
        "engagement.",
        "Pas na deze dag vastgelegd, met een begin dat niet is vastgelegd, en hier dus niet meegeteld: {n} vorm van "
        "Nederlandse inzet.",
    ),
    "twin.silent.period": (
        "Not documented on the first day of this period, with a start that is not recorded: {n} Dutch engagements.",
        "Op de eerste dag van deze periode nog niet vastgelegd, met een begin dat niet is vastgelegd: {n} vormen van "
        "Nederlandse inzet.",
    ),
    "twin.silent.period.one": (
        "Not documented on the first day of this period, with a start that is not recorded: {n} Dutch engagement.",
        "Op de eerste dag van deze periode nog niet vastgelegd, met een begin dat niet is vastgelegd: {n} vorm van "
        "Nederlandse inzet.",
    ),
    "twin.projected": (
        "This day is later than the sources allowed for: the last known state is shown.",
        "Deze dag is later dan de toegelaten bronnen: de laatst bekende stand wordt getoond.",
    ),
    "twin.countries": ("Countries", "Landen"),
    "twin.country": ("Country", "Land"),
    "twin.country.sum": (
        "{own} running in the country itself, {region} region-wide; {open} open in all",
        "{own} lopend in het land zelf, {region} regiobreed; in totaal {open} niet beëindigd",
    ),
    "twin.country.sum.period": (
        "{own} ran in the country itself, {region} region-wide; {open} open at some time in all",
        "in het land zelf liep {own}, regiobreed {region}; in totaal was {open} enige tijd niet beëindigd",
    ),
    "twin.country.sum.asked": (
        "{own} {x} in the country itself, {region} region-wide",
        "{own} {x} in het land zelf, {region} regiobreed",
    ),
    "twin.country.sum.asked.period": (
        "{own} at some time {x} in the country itself, {region} region-wide",
        "{own} enige tijd {x} in het land zelf, {region} regiobreed",
    ),
    "twin.nothing.stated": (
        "Nothing open is stated by this document of: {x}.",
        "Dit document vermeldt niets wat open is in: {x}.",
    ),
    "twin.nothing": (
        "No counted engagement within the filter: {x}.",
        "Geen inzet die meetelt binnen het filter: {x}.",
    ),
    "twin.outside": (
        "Outside the filter, so not counted here: {x}.",
        "Buiten het filter en hier dus niet geteld: {x}.",
    ),
    "twin.region": ("region-wide", "regiobreed"),
    "twin.period": (
        "Shown is what held on any day of this period; what changed in it stands under each of its states.",
        "Getoond wordt wat op enige dag van deze periode gold; wat wijzigde, staat onder elke stand.",
    ),
    "twin.stated": (
        "Only what this document states; places are listed only where it names them. Events, routes and situations of "
        "countries come from other public sources.",
        "Alleen wat dit document vermeldt; plaatsen staan er alleen bij voor zover het ze noemt. Gebeurtenissen, "
        "routes en situaties van landen komen uit andere openbare bronnen.",
    ),
    "twin.of": ("{n} of {m}", "{n} van {m}"),
    "twin.table": (
        "Dutch engagements running, of those open, per country and instrument",
        "Lopende Nederlandse inzet, van wat niet is beëindigd, per land en instrument",
    ),
    "twin.table.period": (
        "Dutch engagements that ran in this period, of those open at some time in it, per country and instrument",
        "Nederlandse inzet die in deze periode liep, van wat er enige tijd niet beëindigd was, per land en instrument",
    ),
    "twin.table.asked": (
        "Dutch engagements {x}, per country and instrument",
        "Nederlandse inzet, {x}, per land en instrument",
    ),
    "twin.table.asked.period": (
        "Dutch engagements {x} at some time in this period, per country and instrument",
        "Nederlandse inzet, enige tijd in deze periode {x}, per land en instrument",
    ),
    "twin.all": ("In all", "Totaal"),
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
    shown = resolve(scene, atlas)
    return "".join(_parts(shown, atlas, said))


def country_line(shown: Resolved, wheel: Wheel, lang: str) -> str:
    """One country as HTML: its sums, then each instrument; every number that counts rows opens them."""
    number = Numbers(shown, {"country": (wheel.iso3,)})
    asked = asked_statuses(shown.scene.filter, shown.atlas)
    of, (own, region) = "running" if asks_what_runs(asked) else "open", wheel.numbers(asked)
    said = _counted(
        "country.sum",
        shown,
        lang,
        own=number(own, of, reach=("own",)),
        region=number(region, of, reach=("region",)),
        open=number(wheel.open, "open"),
    )
    name = escape(country_name(wheel.iso3, shown.atlas, lang))
    segments = [_segment(number, shown, segment, lang) for segment in wheel.segments if segment.open]
    return f"{name}: {said}." + "".join(f" {x[:1].upper()}{x[1:]}." for x in segments)


def site_line(mark: SiteMark, atlas: Atlas, lang: str) -> str:
    """One place: its name, its role, and each engagement there with its own state, as text."""
    told = dict.fromkeys(
        f"{_name(atlas.engagement(x.row.engagement_id), lang)}: {word(f'status.{x.row.status}', lang).lower()}"
        + (f" ({word('site.unrecorded', lang).lower()})" if x.state == "unrecorded" else "")
        for x in mark.entries
    )
    head = f"{_name(mark.place, lang)}: {word(f'role.{mark.role}', lang)}, {word(f'site.{mark.state}', lang).lower()}"
    return f"{head} ({'; '.join(told)})"


def say(key: str, lang: str, **values: object) -> str:
    """A word group of the twin with its values."""
    text = WORDS[key][lang == "nl"]
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def _counted(key: str, shown: Resolved, lang: str, **values: object) -> str:
    """A word group about what a wheel counts: what runs or ran, or what was asked for where nothing of that runs."""
    asked, period = asked_statuses(shown.scene.filter, shown.atlas), ".period" if shown.scene.to else ""
    if asks_what_runs(asked):
        return say(f"twin.{key}{period}", lang, **values)
    return say(f"twin.{key}.asked{period}", lang, x=_asked_words(shown, lang), **values)


def _asked_words(shown: Resolved, lang: str) -> str:
    return status_words(asked_statuses(shown.scene.filter, shown.atlas), lang)


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


def _name(row: Country | Engagement | Place, lang: str) -> str:
    return str(getattr(row, f"name_{lang}"))


def _segment(number: Numbers, shown: Resolved, segment: Segment, lang: str) -> str:
    """One instrument: what its own storey counts, then what the region shares."""
    told = []
    for reach, storey in segment.storeys:
        rows = [r for r in segment.rows if shown.atlas.engagement(r.engagement_id).reach == reach]
        said = _storey(number, segment.instrument, reach, storey, rows, shown, lang)
        told += [f"{say('twin.region', lang)}: {said}" if reach == "region" else said] if said else []
    return f"{word(f'instrument.{segment.instrument}', lang).lower()}: {'; '.join(told)}"


def _storey(
    number: Numbers,
    instrument: str,
    reach: str,
    storey: Storey,
    rows: Sequence[State],
    shown: Resolved,
    lang: str,
) -> str:
    """One storey as HTML, in the words of the exports; its numbers are doors."""
    if not storey.open:
        return ""
    facets = {"instrument": (instrument,), "reach": (reach,)}
    running, open_ = distinct(rows, v.RUNNING), distinct(rows, v.OPEN)
    key = "none" if not running else "one" if running == 1 else "some"
    period = ".period" if shown.scene.to else ""
    counts = {"n": number(running, "running", **facets), "of": number(open_, "open", **facets)}
    quiet = not asks_what_runs(asked_statuses(shown.scene.filter, shown.atlas))
    parts = [] if quiet else [export_say(f"wheel.{key}{period}", lang, **counts)]
    for name, count in zip(("reduced", "suspended", "planned"), storey.counts[1:], strict=True):
        parts += [export_say(f"wheel.{name}", lang, n=number(count, name, **facets))] if count else []
    return ", ".join(
        [*parts, *stale_words(rows, lang, lambda n: number(n, "open", **facets, last_source=("earlier",)))]
    )


def _items(lines: list[str], lang: str) -> str:
    """Texts as a list; every one is escaped."""
    return _listed([escape(line) for line in lines], lang)


def _listed(lines: list[str], lang: str) -> str:
    """Lines that are HTML already as a list."""
    return f"<ul>{''.join(f'<li>{x}</li>' for x in lines)}</ul>" if lines else f"<p>{say('twin.none', lang)}</p>"


def _head(shown: Resolved, whole: Atlas, lang: str) -> Iterator[str]:
    """What is asked, how much of it there is, and what holds for all of it."""
    counts, number = shown.counts, Numbers(shown, {})
    totals = {"running": number(counts.running["any"], "running"), "open": number(counts.open["any"], "open")}
    yield f"<p><strong>{escape(sentence(shown.scene, shown.atlas, lang))}.</strong>"
    yield f" {_counted('total', shown, lang, **totals)}"
    yield f" {say('twin.listed', lang, n=number.link(counts.listed, {}))}"
    silent = silent_count(shown, whole)
    if silent:
        key = f"twin.silent{'.period' if shown.scene.to else ''}{'.one' if silent == 1 else ''}"
        yield f" {say(key, lang, n=later(shown, whole, silent))}"
    if shown.day > shown.known:
        yield f" {say('twin.projected', lang)}"
    for key, on in (("period", shown.scene.to), ("stated", shown.scene.stated)):
        yield f" {say(f'twin.{key}', lang)}" if on else ""
    yield "</p>"


def _parts(shown: Resolved, whole: Atlas, lang: str) -> Iterator[str]:
    atlas, drawn = shown.atlas, {wheel.iso3: wheel for wheel in _drawn(shown)}
    yield from _head(shown, whole, lang)
    yield f"<h3>{say('twin.countries', lang)}</h3>"
    yield _listed([country_line(shown, wheel, lang) for wheel in drawn.values()], lang)
    bare = [iso3 for iso3 in shown.wheels if iso3 not in drawn]
    nothing = "nothing.stated" if shown.scene.stated else "nothing"
    for key, left in ((nothing, bare), ("outside", shown.outside)):
        names = ", ".join(country_name(iso3, atlas, lang) for iso3 in left)
        yield f"<p>{escape(say(f'twin.{key}', lang, x=names))}</p>" if left else ""
    yield _table(shown, atlas, lang)
    yield f"<h3>{say('twin.sites', lang)}</h3>"
    yield _items([site_line(mark, atlas, lang) for mark in shown.sites], lang)
    if "routes" in shown.scene.layers:
        yield f"<h3>{say('twin.routes', lang)}</h3>{_items(_routes(shown, atlas, lang), lang)}"
    if "indicators" in shown.scene.layers and shown.scene.fill:
        name, nothing = (MAP_WORDS[key][lang == "nl"] for key in (f"fill.{shown.scene.fill}", "fill.none"))
        yield twin_more.filled(shown, lang, name, nothing)
    yield from twin_more.features(shown, lang)
    if "events" in shown.scene.layers:
        yield f"<h3>{word('layer.events', lang)}</h3>"
        yield _items([_event(e, lang) for e in shown.events if e.major == "yes"], lang)


def _event(event: Event, lang: str) -> str:
    return f"{date_words(str(event.date), lang)}: {getattr(event, f'title_{lang}')}"


def _routes(shown: Resolved, atlas: Atlas, lang: str) -> list[str]:
    legs = [leg for leg in atlas.tables.route_legs if leg.stage != "context"]
    lines = [f"{word('route.name', lang)}: {say('twin.legs', lang, n=len(legs))}"]
    if shown.detections and shown.detections.value is not None:
        value, year = number(shown.detections.value, lang), shown.detections.period
        lines.append(say("twin.detections", lang, name=word("route.name", lang), n=value, year=year))
    return lines


def _drawn(shown: Resolved) -> list[Wheel]:
    """The wheels that the map draws: a filter on states hides those that it leaves nothing of."""
    return [wheel for wheel in shown.wheels.values() if wheel.drawn(shown.scene.filter, shown.scene.stated)]


def _table(shown: Resolved, atlas: Atlas, lang: str) -> str:
    heads = [say("twin.country", lang), *(word(f"instrument.{i}", lang) for i in v.INSTRUMENTS), say("twin.all", lang)]
    head = "".join(f'<th scope="col">{escape(h)}</th>' for h in heads)
    lines, drawn = [], _drawn(shown)
    if not drawn:
        return ""
    for wheel in drawn:
        number = Numbers(shown, {"country": (wheel.iso3,)})
        cells = "".join(f"<td>{_cell(number, s, lang)}</td>" for s in wheel.segments)
        name = escape(country_name(wheel.iso3, atlas, lang))
        total = _share(number, wheel, lang)
        lines.append(f'<tr data-iso3="{escape(wheel.iso3)}"><th scope="row">{name}</th>{cells}<td>{total}</td></tr>')
    caption = f"<caption>{escape(_counted('table', shown, lang))}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


def _cell(number: Numbers, segment: Segment, lang: str) -> str:
    if not segment.open:
        return "–"
    return _share(number, segment, lang, instrument=(segment.instrument,))


def _share(number: Numbers, of: Wheel | Segment, lang: str, **facets: tuple[str, ...]) -> str:
    """How many run of how many that are open; what is open alone where nobody asked what runs."""
    shown, open_ = number.shown, number(of.open, "open", **facets)
    if not asks_what_runs(asked_statuses(shown.scene.filter, shown.atlas)):
        return open_
    return say("twin.of", lang, n=number(of.running, "running", **facets), m=open_)
