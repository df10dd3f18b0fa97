"""The rest of the text twin: a comparison in words and an indicator in words, from what the map is drawn from."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from layers.indicators import fill
from sahel_atlas.records.clock.changes import UNITS, describe
from sahel_atlas.records.words import country_names, localised, say
from sahel_atlas.scenes.compare import Comparison, Group, compare, in_time
from sahel_atlas.scenes.features import class_counts, class_words, shown_layers
from sahel_atlas.scenes.filled import filled_values
from sahel_atlas.scenes.headline import count_words, headline, is_filtered, only_first
from sahel_atlas.scenes.resolve import Resolved
from sahel_atlas.scenes.sentence import spoken
from sahel_atlas.views.page.twin_doors import Choices, Numbers

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.scenes.scene import Scene


def compared(scene: Scene, atlas: Atlas, lang: str) -> Iterator[str]:
    """A comparison: its question, what changed by kind, and how many run on both sides, as HTML."""
    comparison, number = compare(scene, atlas), Choices(scene)
    asked = spoken(in_time(scene), comparison.atlas, lang)
    found = number.spread(headline(comparison, lang), _said(comparison))
    yield f"<p><strong>{escape(asked)}.</strong></p><p>{found}</p>"
    if comparison.groups:
        yield f"<h3>{say('twin.compared', lang)}</h3>"
    for group in comparison.groups:
        name = say(f"changes.{group.name}", lang)
        lines = (f"<li>{escape(describe(change, comparison.atlas, lang))}</li>" for change in group.rows)
        counted = number.spread(count_words(group, lang), _group_said(group))
        yield f"<h4>{escape(name)} ({counted})</h4><ul>{''.join(lines)}</ul>"
    yield _both(comparison, number, lang)


def _said(comparison: Comparison) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The numbers of the headline in the order in which it says them, each with the words that choose its rows."""
    told = comparison.headline
    for unit, parts in told.parts.items():
        for group, number, _ in parts:
            yield number, (group, unit)
    if told.loss:
        yield told.loss.before, ("before", told.loss.name)
        yield told.loss.after, ("after", told.loss.name)
    if told.documented:
        yield told.documented, ("documented", "counted")
    for unit, number in only_first(comparison):
        yield number, ("documented", unit)


def _group_said(group: Group) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The numbers of a group in the order in which it says them."""
    for unit, number in zip(UNITS, (group.engagements, group.missions, group.others), strict=True):
        if number:
            yield number, (group.name, unit)
    yield len(group.rows), (group.name,)


def _both(comparison: Comparison, number: Choices, lang: str) -> str:
    names = country_names(comparison.atlas.tables.countries, lang)
    happened = [g.name for g in comparison.groups if not (comparison.versus == "dates" and g.name == "documented")]
    rows = []
    for c in comparison.countries:
        cells = (
            number(c.before.running, "before", c.iso3),
            number(c.after.running, "after", c.iso3),
            number(c.before.own, "before", "own", c.iso3),
            number(c.after.own, "after", "own", c.iso3),
            number(c.documented, "documented", "after", c.iso3),
            number(c.missions, *happened, "missions", c.iso3),
        )
        name, told = escape(names[c.iso3]), "</td><td>".join(cells)
        rows.append(f'<tr data-iso3="{escape(c.iso3)}"><th scope="row">{name}</th><td>{told}</td></tr>')
    keys = ("before", "after", "own.before", "own.after", "first", "missions")
    heads = ("<td></td>", *(f'<th scope="col">{say(f"twin.{key}", lang)}</th>' for key in keys))
    caption = say(f"twin.before.after{'.within' if is_filtered(comparison) else ''}", lang)
    return (
        f"<table><caption>{caption}</caption><thead><tr>{''.join(heads)}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def filled(shown: Resolved, lang: str, title: str, nothing: str) -> str:
    """A choropleth: each country's value and class on the day, and those without data, as HTML.

    What counts engagements opens their rows, as every number of them does.

    Parameters
    ----------
    title, nothing : str
        The indicator's name and the words for *no data*, as the legend has them.
    """
    atlas = shown.atlas
    asked = fill(atlas, shown.scene.fill)
    values, year = filled_values(shown, atlas)
    names = country_names((c for c in atlas.tables.countries if c.tier), lang)
    if asked.name == "engagements":
        names = {iso3: names[iso3] for iso3 in shown.wheels}
    rows = []
    for iso3, name in sorted(names.items(), key=lambda pair: pair[1]):
        value = values.get(iso3)
        cells = (nothing, "–") if value is None else (_number(value, lang), _class(value, asked.breaks, lang))
        if value is not None and asked.name == "engagements":
            cells = (Numbers(shown, {"country": (iso3,)})(int(value), "running"), cells[1])
        rows.append(
            f'<tr data-fill="{escape(iso3)}"><th scope="row">{escape(name)}</th><td>{"</td><td>".join(cells)}</td></tr>'
        )
    heads = (
        "<td></td>",
        *(f'<th scope="col">{say(key, lang)}</th>' for key in ("twin.fill.value", "twin.fill.class")),
    )
    note = f"<p>{say('twin.fill.year', lang, x=year)}. {escape(asked.source)}.</p>" if year else ""
    return (
        f"<h3>{escape(say('twin.fill', lang, x=title))}</h3>{note}<table><thead><tr>{''.join(heads)}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def features(shown: Resolved, lang: str) -> Iterator[str]:
    """Each layer with a style that is on: how many of its rows hold, and how many of each class, as HTML."""
    for held in shown_layers(shown):
        counts = class_counts(held, shown)
        name = escape(held.layer.name[lang == "nl"])
        yield f"<h3>{name}</h3><p>{escape(say('twin.layer', lang, n=sum(counts.values())))}</p>"
        words = [(class_words(held, k, lang), n) for k, n in counts.items()]
        items = "".join(f"<li>{escape(text)}: {n}</li>" for text, n in words if text)
        yield f"<ul>{items}</ul>" if items else ""


def _class(value: float, breaks: tuple[float, ...], lang: str) -> str:
    at = next((i for i, upper in enumerate(breaks, 1) if value <= upper), len(breaks))
    return say("twin.fill.of", lang, n=at, m=len(breaks))


def _number(value: float, lang: str) -> str:
    return localised(f"{value:,.0f}" if float(value).is_integer() else f"{value:.3f}", lang)
