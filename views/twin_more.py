"""The rest of the text twin: a comparison in words and an indicator in words, from what the map is drawn from."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from layers.changes import WORDS as CHANGE_WORDS
from layers.changes import describe
from layers.compare import Comparison, compare
from layers.headline import count_words, say
from layers.indicators import fill, filled_values
from layers.resolve import Resolved
from layers.sentence import spoken
from layers.words import Pair

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from layers.scene import Scene

WORDS: dict[str, Pair] = {
    "twin.compared": ("What changed, by country", "Wat er veranderde, per land"),
    "twin.before.after": ("Running before and after, by country", "Lopend ervoor en erna, per land"),
    "twin.before": ("Before", "Ervoor"),
    "twin.after": ("After", "Erna"),
    "twin.own.before": ("In the country itself, before", "In het land zelf, ervoor"),
    "twin.own.after": ("In the country itself, after", "In het land zelf, erna"),
    "twin.first": ("First recorded by then, counted apart", "Voor het eerst vastgelegd, apart geteld"),
    "twin.missions": ("International missions changed", "Internationale missies gewijzigd"),
    "twin.fill": ("Indicator on the map: {x}", "Indicator op de kaart: {x}"),
    "twin.fill.year": ("Figures of {x}", "Cijfers van {x}"),
    "twin.fill.value": ("Value", "Waarde"),
    "twin.fill.class": ("Class", "Klasse"),
    "twin.fill.of": ("{n} of {m}", "{n} van {m}"),
}
EQUAL: dict[str, str] = {}


def tell(key: str, lang: str, **values: object) -> str:
    """A word group with its values."""
    text = WORDS[key][lang == "nl"]
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def compared(scene: Scene, atlas: Atlas, lang: str) -> Iterator[str]:
    """A comparison: its question, what changed by kind, and how many run on both sides, as HTML."""
    comparison = compare(scene, atlas)
    asked = spoken(scene, comparison.atlas, lang)
    yield f"<p><strong>{escape(asked)}.</strong></p><p>{escape(say(comparison, lang))}</p>"
    if comparison.groups:
        yield f"<h3>{tell('twin.compared', lang)}</h3>"
    for group in comparison.groups:
        name = CHANGE_WORDS[f"changes.{group.name}"][lang == "nl"]
        lines = (f"<li>{escape(describe(change, comparison.atlas, lang))}</li>" for change in group.rows)
        yield f"<h4>{escape(name)} ({escape(count_words(group, lang))})</h4><ul>{''.join(lines)}</ul>"
    yield _both(comparison, lang)


def _both(comparison: Comparison, lang: str) -> str:
    names = {c.iso3: c.name_nl if lang == "nl" else c.name_en for c in comparison.atlas.tables.countries}
    rows = [
        f'<tr data-iso3="{escape(c.iso3)}"><th scope="row">{escape(names[c.iso3])}</th>'
        f"<td>{c.before.running}</td><td>{c.after.running}</td>"
        f"<td>{c.before.own}</td><td>{c.after.own}</td><td>{c.documented}</td><td>{c.missions}</td></tr>"
        for c in comparison.countries
    ]
    keys = ("before", "after", "own.before", "own.after", "first", "missions")
    heads = ("<td></td>", *(f'<th scope="col">{tell(f"twin.{key}", lang)}</th>' for key in keys))
    return (
        f"<table><caption>{tell('twin.before.after', lang)}</caption><thead><tr>{''.join(heads)}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def filled(shown: Resolved, atlas: Atlas, lang: str, title: str, nothing: str) -> str:
    """A choropleth: each country's value and class on the day, and those without data, as HTML.

    Parameters
    ----------
    title, nothing : str
        The indicator's name and the words for *no data*, as the legend has them.
    """
    asked = fill(atlas, shown.scene.fill)
    values, year = filled_values(shown, atlas)
    names = {c.iso3: c.name_nl if lang == "nl" else c.name_en for c in atlas.tables.countries if c.tier}
    if asked.name == "engagements":
        names = {iso3: names[iso3] for iso3 in shown.wheels}
    rows = []
    for iso3, name in sorted(names.items(), key=lambda pair: pair[1]):
        value = values.get(iso3)
        cells = (nothing, "–") if value is None else (_number(value, lang), _class(value, asked.breaks, lang))
        rows.append(
            f'<tr data-fill="{escape(iso3)}"><th scope="row">{escape(name)}</th><td>{"</td><td>".join(cells)}</td></tr>'
        )
    heads = (
        "<td></td>",
        *(f'<th scope="col">{tell(key, lang)}</th>' for key in ("twin.fill.value", "twin.fill.class")),
    )
    note = f"<p>{tell('twin.fill.year', lang, x=year)}. {escape(asked.source)}.</p>" if year else ""
    return (
        f"<h3>{escape(tell('twin.fill', lang, x=title))}</h3>{note}<table><thead><tr>{''.join(heads)}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _class(value: float, breaks: tuple[float, ...], lang: str) -> str:
    at = next((i for i, upper in enumerate(breaks, 1) if value <= upper), len(breaks))
    return tell("twin.fill.of", lang, n=at, m=len(breaks))


def _number(value: float, lang: str) -> str:
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:.3f}"
    return text.translate(str.maketrans(",.", ".,")) if lang == "nl" else text
