"""What stands beside the map of a comparison: headline, dot plot of the instruments, lists of what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sahel_atlas.exports.compare.words import days, place, plot_title, since, units
from sahel_atlas.exports.fonts import text_width
from sahel_atlas.exports.plate.dots import ORDER, sign_marks
from sahel_atlas.exports.plate.paths import circle, line, rectangle
from sahel_atlas.exports.plate.pens import Pens
from sahel_atlas.exports.plate.plate import Box, Label, Mark, Shape
from sahel_atlas.exports.plate.text import fitted, wrapped
from sahel_atlas.marks.theme import INSTRUMENT_TOKEN
from sahel_atlas.records.words import country_names, name_in, say
from sahel_atlas.scenes import headline

if TYPE_CHECKING:
    from sahel_atlas.records.clock.changes import Change
    from sahel_atlas.scenes.compare import Comparison, Group, InstrumentChange

_ROW, _HEAD, _PLOT_ROW = 25.0, 35.0, 28.0
"""Heights in design pixels: a row of a list, the head of a list, a row of the dot plot."""
_KEY = 26.0
_LEAD_LINES = 7
_APART = "documented"


@dataclass(frozen=True)
class ListRow:
    """One engagement that changed in the same way in one or more countries: all that is printed holds of each."""

    change: Change
    countries: tuple[str, ...]
    since: str
    place: str


def panel_marks(pens: Pens, compared: Comparison, box: Box, columns: int) -> Iterator[Mark]:
    """Headline and dot plot, then the lists; with two columns the lists stand beside them."""
    px, gap = pens.px, 44 * pens.px
    wide = (box.width - gap * (columns - 1)) / columns
    first = Box(box.left, box.top, box.left + wide, box.bottom)
    lead, y = _lead(pens, compared, first)
    yield from lead
    plot, y = _plot(pens, compared, replace(first, top=y + 14 * px))
    yield from plot
    signs = {
        status for row in compared.changes for status in (row.before, row.after) if not _is_apart(row.group, compared)
    }
    below = replace(first, bottom=min(first.bottom, y + 140 * px)) if columns > 1 else first
    foot, high = _foot(pens, compared, signs, below)
    yield from foot
    rest = Box(box.right - wide, box.top, box.right, box.bottom) if columns > 1 else replace(first, top=y + 10 * px)
    yield from _lists(pens, compared, rest if columns > 1 else replace(rest, bottom=rest.bottom - high))


def _lead(pens: Pens, compared: Comparison, box: Box) -> tuple[list[Mark], float]:
    """The comparison in sentences, and where they end."""
    px = pens.px
    for step in range(8):
        size = (17.5 - 0.6 * step) * px
        lines = wrapped(headline.headline(compared, pens.lang), size, box.width)
        if len(lines) <= _LEAD_LINES:
            break
    y, marks = box.top, list[Mark]()
    for i, text in enumerate(lines):
        y += 1.28 * size
        marks.append(Label("headline", f"line {i}", text, box.left, y, size, pens.tokens["ink"], group="headline"))
    return marks, y


def _plot(pens: Pens, compared: Comparison, box: Box) -> tuple[list[Mark], float]:
    """A ring for the first side and a dot for the second per instrument, with the difference in figures."""
    px, t = pens.px, pens.tokens
    first, last = days(compared, pens.lang)
    y, marks = box.top + 20 * px, list[Mark]()
    title = plot_title(compared, pens.lang)
    size = fitted(title, 19 * px, box.width, 700, 13 * px)
    marks.append(Label("plot", "title", title, box.left, y, size, t["ink"], weight=700, group="plot"))
    y += 24 * px
    x = box.left
    for name, text in (("first", first), ("last", last)):
        marks.append(_dot("plot", name, x + 8 * px, y - 5 * px, 7 * px, t["ink2"], t, hollow=name == "first"))
        size = fitted(text, 15 * px, box.width / 2 - 30 * px, 400, 9 * px)
        marks.append(Label("plot", name, text, x + 22 * px, y, size, t["ink2"], group="plot"))
        x += box.width / 2
    left, right = box.left + 168 * px, box.right - 74 * px
    most = max((max(i.before, i.after) for i in compared.instruments), default=1) or 1
    step = next(s for s in (1, 2, 4, 5, 10, 20, 50, 100) if most / s <= 4)
    scale = (right - left) / (step * -(-most // step))
    y += 26 * px
    bottom = y + _PLOT_ROW * px * len(compared.instruments)
    for value in range(0, step * -(-most // step) + 1, step):
        at = left + value * scale
        path = line((at, y + 2 * px), (at, bottom))
        marks.append(Shape("plot line", str(value), *path, stroke=t["rule"], width=px, group="plot"))
        figure = Label("plot", f"axis {value}", str(value), at, y - 3 * px, 14 * px, t["ink2"], anchor="middle")
        marks.append(replace(figure, group="plot"))
    for i, one in enumerate(compared.instruments):
        marks += _plot_row(pens, one, (box.left, left, box.right), scale, y + (i + 0.5) * _PLOT_ROW * px)
    return marks, bottom


def _plot_row(
    pens: Pens, one: InstrumentChange, at: tuple[float, float, float], scale: float, y: float
) -> Iterator[Mark]:
    px, t, group = pens.px, pens.tokens, f"plot {one.name}"
    token = INSTRUMENT_TOKEN[one.name]
    text, hue = t[{"mig": "migT", "dev": "devT"}.get(token, token)], t[token]
    short = f"instrument.{'short.' if one.name in ('development', 'humanitarian') else ''}{one.name}"
    edge, zero, right = at
    yield Label("plot", one.name, say(short, pens.lang), edge, y + 6 * px, 17 * px, text, weight=600, group=group)
    a, b = zero + one.before * scale, zero + one.after * scale
    if one.before != one.after:
        yield Shape("plot line", one.name, *line((a, y), (b, y)), stroke=hue, width=4 * px, group=group)
        yield _dot(group, f"{one.name} first", a, y, 7.5 * px, hue, t, hollow=True)
    yield _dot(group, f"{one.name} last", b, y, 9 * px, hue, t, hollow=False)
    gap = one.after - one.before
    said = f"{'+' if gap > 0 else '−'}{abs(gap)}" if gap else say("plate.compare.same", pens.lang)
    weight, ink = (700, t["ink"]) if gap else (400, t["ink2"])
    yield Label("plot", f"{one.name} gap", said, right, y + 6 * px, 17 * px, ink, weight, anchor="end", group=group)


def _dot(group: str, name: str, x: float, y: float, r: float, hue: str, t: object, *, hollow: bool) -> Shape:
    disc = t["disc"]  # type: ignore[index]
    if hollow:
        return Shape("plot dot", name, *circle(x, y, r - 0.15 * r), fill=disc, stroke=hue, width=0.3 * r, group=group)
    return Shape("plot dot", name, *circle(x, y, r), fill=hue, group=group)


def _lists(pens: Pens, compared: Comparison, box: Box) -> Iterator[Mark]:
    """What changed, group by group, as far as there is room; what is left out is counted."""
    px = pens.px
    groups = [g for g in compared.groups if not _is_apart(g.name, compared)]
    rows = {g.name: merged(g.rows, compared, pens.lang) for g in groups}
    room = int((box.height - _HEAD * px * len(groups)) / (_ROW * px))
    shares = _shared([len(rows[g.name]) for g in groups], room)
    y = box.top
    for group, count in zip(groups, shares, strict=True):
        head, y = _head(pens, group, box, y)
        yield from head
        mine = rows[group.name]
        for row in mine[: count if count == len(mine) else max(0, count - 1)]:
            yield from _row(pens, compared, row, box, y)
            y += _ROW * px
        if count < len(mine):
            text = say("plate.compare.rest", pens.lang, n=len(mine) - max(0, count - 1))
            at = (box.left + 14 * px, y + 0.68 * _ROW * px, 15 * px, pens.tokens["ink2"])
            yield Label("change", f"{group.name} rest", text, *at, group=f"list {group.name}")
            y += _ROW * px


def _is_apart(group: str, compared: Comparison) -> bool:
    """Whether a group is counted and not listed: what was first recorded between two dates."""
    return group == _APART and compared.versus == "dates"


def _foot(pens: Pens, compared: Comparison, statuses: Iterable[str], box: Box) -> tuple[list[Mark], float]:
    """At the foot of a column what is first recorded, and what the signs of the lists stand for; and its height."""
    px, marks = pens.px, list[Mark]()
    apart = [g for g in compared.groups if _is_apart(g.name, compared)]
    key = list(_sign_key(pens, statuses, box))
    high = _KEY * px * bool(key) + 1.5 * _HEAD * px * len(apart)
    for group in apart:
        head, y = _head(pens, group, box, box.bottom - high)
        text, ink = say("plate.compare.documentation", pens.lang), pens.tokens["ink2"]
        label = Label("change", "apart", text, box.left, y + 8 * px, 14.5 * px, ink, group=f"list {group.name}")
        marks += [*head, label]
    return [*marks, *key], high


def _sign_key(pens: Pens, statuses: Iterable[str], box: Box) -> Iterator[Mark]:
    """What the signs of the lists stand for: those that occur, on one line."""
    px, t, lang = pens.px, pens.tokens, pens.lang
    there = {status if status != "not_recorded" else "" for status in statuses}
    words = [
        (s, say(f"status.{s}", lang) if s else say("plate.compare.absent", lang)) for s in (*ORDER, "") if s in there
    ]
    wide = sum(text_width(text, 13.5 * px) + 32 * px for _, text in words)
    share = min(1.0, box.width / wide) if wide else 1.0
    size, x, y = 13.5 * px * share, box.left, box.bottom - 4 * px
    for status, text in words:
        group = f"sign {status or 'none'}"
        yield from _sign(pens, status, x + 7 * px * share, y - 0.35 * size, group)
        yield Label("change", f"sign {text}", text, x + 18 * px * share, y, size, t["ink2"], group=group)
        x += text_width(text, size) + 32 * px * share


def _shared(wanted: Sequence[int], room: int) -> list[int]:
    """How many lines each list gets: all it wants where there is room, else one after the other in turn."""
    got = [0] * len(wanted)
    while sum(got) < room and got != list(wanted):
        for i, n in enumerate(wanted):
            if got[i] < n and sum(got) < room:
                got[i] += 1
    return [max(1, n) for n in got]


def merged(rows: Sequence[Change], compared: Comparison, lang: str) -> list[ListRow]:
    """Changes of one engagement as one row where all that is printed of them is one; what is counted comes first.

    Countries whose day or source differs are rows of their own: a day that is printed holds in every country beside it.
    """
    held: dict[tuple[str, ...], list[Change]] = {}
    for row in rows:
        printed = (row.engagement_id, row.before, row.after, when(row, lang), place(row, compared))
        held.setdefault(printed, []).append(row)
    made = [ListRow(same[0], tuple(r.country for r in same if r.country), *key[3:]) for key, same in held.items()]
    return sorted(made, key=lambda r: compared.atlas.engagement(r.change.engagement_id).counted != "yes")


def when(row: Change, lang: str) -> str:
    """Since when it is so; where the status is the same and it is told otherwise, what of it is."""
    if row.told and row.before == row.after:
        more = f" + {len(row.told) - 1}" if len(row.told) > 1 else ""
        return say(f"changes.told.{row.told[0]}", lang) + more
    return since(row, lang)


def _head(pens: Pens, group: Group, box: Box, y: float) -> tuple[list[Mark], float]:
    px, t, mine = pens.px, pens.tokens, f"list {group.name}"
    base = y + 0.7 * _HEAD * px
    rule = line((box.left, y + 5 * px), (box.right, y + 5 * px))
    name = word_of(group.name, pens.lang)
    marks: list[Mark] = [
        Shape("plot line", group.name, *rule, stroke=t["ink"], width=1.5 * px, group=mine),
        Label("change", group.name, name, box.left, base, 18 * px, t["ink"], weight=700, group=mine),
    ]
    text, left = units(group, pens.lang), box.left + text_width(name, 18 * px, 700) + 14 * px
    size = fitted(text, 15 * px, box.right - left, 400, 9 * px)
    marks.append(
        Label("change", f"{group.name} units", text, box.right, base, size, t["ink2"], anchor="end", group=mine)
    )
    return marks, y + _HEAD * px


def word_of(group: str, lang: str) -> str:
    """The name of a group of changes."""
    return say(f"changes.{group}", lang)


def _row(pens: Pens, compared: Comparison, row: ListRow, box: Box, y: float) -> Iterator[Mark]:
    """Bars of the instruments, countries, name, from which status to which, since when, and where it stands."""
    px, t, lang, change = pens.px, pens.tokens, pens.lang, row.change
    engagement = compared.atlas.engagement(change.engagement_id)
    group = row_group(row)
    base, size, middle = y + 0.68 * _ROW * px, 15.5 * px, y + 0.48 * _ROW * px
    hues = [t[INSTRUMENT_TOKEN[i]] for i in engagement.instruments] or [t["track"]]
    high = 0.66 * _ROW * px / len(hues)
    for i, hue in enumerate(hues):
        bar = rectangle(box.left, y + 0.15 * _ROW * px + i * high, 5 * px, high)
        yield Shape("row bar", change.engagement_id, *bar, fill=hue, group=group)
    cite, date = box.right, box.right - 62 * px
    signs = date - 150 * px
    x = box.left + 14 * px
    where = _where(row, compared, lang, size, 0.5 * (signs - 14 * px - x))
    if where:
        yield Label("change", f"{change.engagement_id} where", where, x, base, size, t["ink"], weight=700, group=group)
        x += text_width(where, size, 700) + 10 * px
    name = name_in(engagement, lang)
    name = (wrapped(name, size, signs - 14 * px - x, 400, limit=1) or [name])[0]
    yield Label("change", change.engagement_id, name, x, base, size, t["ink"], group=group)
    for i, status in enumerate((change.before, change.after)):
        yield from _sign(pens, status, signs + (6 + 34 * i) * px, middle, group)
    yield from _small_arrow(pens, signs + 15 * px, middle, group)
    for text, right in ((row.since, date), (row.place, cite)):
        if text:
            small, told = fitted(text, 13.5 * px, 94 * px, 400, 9 * px), f"{change.engagement_id} told"
            yield Label("change", told, text, right, base, small, t["ink2"], anchor="end", group=group)


def row_group(row: ListRow) -> str:
    """The name under which the marks of a row stand together."""
    change = row.change
    return f"row {change.engagement_id} {change.before or 'none'} {change.after or 'none'} {'+'.join(row.countries)}"


def _where(row: ListRow, compared: Comparison, lang: str, size: float, wide: float) -> str:
    """The countries of a row by name where they fit, else how many they are."""
    names = country_names(compared.atlas.tables.countries, lang)
    text = ", ".join(names[iso3] for iso3 in row.countries)
    many = len(row.countries) > 1 and text_width(text, size, 700) > wide
    return say("plate.countries", lang, n=len(row.countries)) if many else text


def _sign(pens: Pens, status: str, x: float, y: float, group: str) -> Iterator[Shape]:
    """The list dot of a status; a short line where nothing is on record."""
    px, t = pens.px, pens.tokens
    if not status or status == "not_recorded":
        path = line((x - 4 * px, y), (x + 4 * px, y))
        yield Shape("row sign", status or "none", *path, stroke=t["ink3"], width=1.4 * px, group=group)
        return
    alt = say(f"status.{status}", pens.lang)
    for mark in sign_marks(x, y, 6 * px, status, t["ink"], t, status):
        yield replace(mark, part="row sign", group=group, alt=alt)


def _small_arrow(pens: Pens, x: float, y: float, group: str) -> Iterator[Shape]:
    from sahel_atlas.exports.plate.paths import Pen

    px = pens.px
    pen = Pen().move(x, y).line((x + 16 * px, y)).move(x + 12 * px, y - 3.4 * px)
    pen.line((x + 16 * px, y), (x + 12 * px, y + 3.4 * px))
    yield Shape("row sign", "arrow", *pen.path(), stroke=pens.tokens["ink"], width=1.5 * px, round=True, group=group)
