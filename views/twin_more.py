"""The rest of the text twin: a comparison in words and an indicator in words, from what the map is drawn from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from layers.changes import GROUPS, Change, changes, describe
from layers.changes import WORDS as CHANGE_WORDS
from layers.indicators import fill, filled_values
from layers.resolve import Resolved, resolve
from layers.scene import sides
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
    "twin.same": ("Nothing differs.", "Er is geen verschil."),
    "twin.fill": ("Indicator on the map: {x}", "Indicator op de kaart: {x}"),
    "twin.fill.year": ("Figures of {x}", "Cijfers van {x}"),
    "twin.fill.value": ("Value", "Waarde"),
    "twin.fill.class": ("Class", "Klasse"),
    "twin.fill.of": ("{n} of {m}", "{n} van {m}"),
}
EQUAL: dict[str, str] = {}


def say(key: str, lang: str, **values: object) -> str:
    """A word group with its values."""
    text = WORDS[key][lang == "nl"]
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def compared(scene: Scene, atlas: Atlas, lang: str) -> Iterator[str]:
    """A comparison: its question, what changed by kind, and how many run on both sides, as HTML."""
    before, after = (replace(side, to="") for side in sides(scene))
    yield f"<p><strong>{escape(spoken(scene, atlas, lang))}.</strong></p><h3>{say('twin.compared', lang)}</h3>"
    found = changes(before, after, atlas)
    if not found:
        yield f"<p>{say('twin.same', lang)}</p>"
    for group in GROUPS:
        mine = [change for change in found if change.group == group]
        if mine:
            yield f"<h4>{escape(CHANGE_WORDS[f'changes.{group}'][lang == 'nl'])}</h4>{_list(mine, atlas, lang)}"
    yield _both(resolve(before, atlas), resolve(after, atlas), atlas, lang)


def _list(found: Sequence[Change], atlas: Atlas, lang: str) -> str:
    return "<ul>" + "".join(f"<li>{escape(describe(change, atlas, lang))}</li>" for change in found) + "</ul>"


def _both(before: Resolved, after: Resolved, atlas: Atlas, lang: str) -> str:
    names = {c.iso3: c.name_nl if lang == "nl" else c.name_en for c in atlas.tables.countries}
    rows = [
        f'<tr data-iso3="{escape(iso3)}"><th scope="row">{escape(names[iso3])}</th>'
        f"<td>{wheel.running}</td><td>{after.wheels[iso3].running}</td></tr>"
        for iso3, wheel in before.wheels.items()
    ]
    heads = ("<td></td>", *(f'<th scope="col">{say(key, lang)}</th>' for key in ("twin.before", "twin.after")))
    return (
        f"<table><caption>{say('twin.before.after', lang)}</caption><thead><tr>{''.join(heads)}</tr></thead>"
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
    heads = ("<td></td>", *(f'<th scope="col">{say(key, lang)}</th>' for key in ("twin.fill.value", "twin.fill.class")))
    note = f"<p>{say('twin.fill.year', lang, x=year)}. {escape(asked.source)}.</p>" if year else ""
    return (
        f"<h3>{escape(say('twin.fill', lang, x=title))}</h3>{note}<table><thead><tr>{''.join(heads)}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _class(value: float, breaks: tuple[float, ...], lang: str) -> str:
    at = next((i for i, upper in enumerate(breaks, 1) if value <= upper), len(breaks))
    return say("twin.fill.of", lang, n=at, m=len(breaks))


def _number(value: float, lang: str) -> str:
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:.3f}"
    return text.translate(str.maketrans(",.", ".,")) if lang == "nl" else text
