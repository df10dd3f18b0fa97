"""The text twin: what the map shows at a scene, in words, as a list and as a table, from the same `resolve()`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from sahel_atlas.exports.wheel_words import stale_words, status_words
from sahel_atlas.marks.sites import SiteMark
from sahel_atlas.marks.wheels import Segment, Storey, Wheel, asked_statuses, asks_what_runs, distinct
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.words import date_words, name_in, number, pick, say
from sahel_atlas.scenes.resolve import Resolved, resolve
from sahel_atlas.scenes.sentence import sentence
from sahel_atlas.scenes.silent import silent_count
from sahel_atlas.views.page import twin_more
from sahel_atlas.views.page.twin_doors import Numbers, later

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.records.clock.states import State
    from sahel_atlas.records.rows import Country, Engagement, Event, Place
    from sahel_atlas.scenes.scene import Scene


def html_of(scene: Scene, atlas: Atlas, lang: str = "") -> str:
    """The twin as a fragment of HTML; every value in it is escaped.

    Parameters
    ----------
    lang : str, optional
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
        f"{_name(atlas.engagement(x.row.engagement_id), lang)}: {say(f'status.{x.row.status}', lang).lower()}"
        + (f" ({say('site.unrecorded', lang).lower()})" if x.state == "unrecorded" else "")
        for x in mark.entries
    )
    head = f"{_name(mark.place, lang)}: {say(f'role.{mark.role}', lang)}, {say(f'site.{mark.state}', lang).lower()}"
    return f"{head} ({'; '.join(told)})"


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


def _name(row: Country | Engagement | Place, lang: str) -> str:
    return name_in(row, lang)


def _segment(number: Numbers, shown: Resolved, segment: Segment, lang: str) -> str:
    """One instrument: what its own storey counts, then what the region shares."""
    told = []
    for reach, storey in segment.storeys:
        rows = [r for r in segment.rows if shown.atlas.engagement(r.engagement_id).reach == reach]
        said = _storey(number, segment.instrument, reach, storey, rows, shown, lang)
        told += [f"{say('twin.region', lang)}: {said}" if reach == "region" else said] if said else []
    return f"{say(f'instrument.{segment.instrument}', lang).lower()}: {'; '.join(told)}"


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
    parts = [] if quiet else [say(f"plate.wheel.{key}{period}", lang, **counts)]
    for name, count in zip(("reduced", "suspended", "planned"), storey.counts[1:], strict=True):
        parts += [say(f"plate.wheel.{name}", lang, n=number(count, name, **facets))] if count else []
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
        name, nothing = (say(key, lang) for key in (f"fill.{shown.scene.fill}", "fill.none"))
        yield twin_more.filled(shown, lang, name, nothing)
    yield from twin_more.features(shown, lang)
    if "events" in shown.scene.layers:
        yield f"<h3>{say('layer.events', lang)}</h3>"
        yield _items([_event(e, lang) for e in shown.events if e.major == "yes"], lang)


def _event(event: Event, lang: str) -> str:
    return f"{date_words(str(event.date), lang)}: {pick(event, 'title', lang)}"


def _routes(shown: Resolved, atlas: Atlas, lang: str) -> list[str]:
    legs = [leg for leg in atlas.tables.route_legs if leg.stage != "context"]
    lines = [f"{say('route.name', lang)}: {say('twin.legs', lang, n=len(legs))}"]
    if shown.detections and shown.detections.value is not None:
        value, year = number(shown.detections.value, lang), shown.detections.period
        lines.append(say("twin.detections", lang, name=say("route.name", lang), n=value, year=year))
    return lines


def _drawn(shown: Resolved) -> list[Wheel]:
    """The wheels that the map draws: a filter on states hides those that it leaves nothing of."""
    return [wheel for wheel in shown.wheels.values() if wheel.drawn(shown.scene.filter, shown.scene.stated)]


def _table(shown: Resolved, atlas: Atlas, lang: str) -> str:
    heads = [say("twin.country", lang), *(say(f"instrument.{i}", lang) for i in v.INSTRUMENTS), say("twin.all", lang)]
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
