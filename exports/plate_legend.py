"""The legend of a plate: rows for what is drawn and for nothing else, the scale bar and the inset globe."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from exports.fonts import text_width
from exports.plate import Box, Label, Mark, Shape
from exports.plate_dots import SIGNS, sign_marks
from exports.plate_fill import Classes
from exports.plate_marks import Pens
from exports.plate_paths import Pen, circle, line, rectangle, svg_path, taper
from exports.plate_routes import DASHES, arrow_width
from exports.plate_sites import ARROW_HEAD, FILLED, PIN
from exports.plate_symbols import SAME_SYMBOL, hatch, ring, segment_marks, site_marks, wheel_marks
from exports.plate_text import wrapped
from exports.words import number, say
from layers.resolve import SEGMENT_STATES
from layers.style import INSTRUMENT_TOKEN
from layers.vocabulary import INSTRUMENTS
from layers.words import word

GROUP_GAP = 0.35
"""Room before a group of rows, as a share of a row."""
# Rows move together before their words become smaller: first how close, then how small.
_SQUEEZES = [(1 - 0.03 * i, 1.0) for i in range(8)] + [(0.79, 1 - 0.03 * i) for i in range(1, 14)]
Draw = Callable[[float, float], Iterable[Mark]]


@dataclass(frozen=True)
class Row:
    """A line of the legend: what it explains (`key`), how its sign is drawn round (x, y), and its words.

    Before the first row of a `group` there is a little room; a `bold` row heads those that follow.
    """

    key: str
    draw: Draw
    text: str
    group: str = ""
    bold: bool = False


def wheel_key(pens: Pens, x: float, y: float, px: float) -> Iterator[Mark]:
    """The wheel with the names of its segments round it; it takes 340 by 176 design pixels from (x, y)."""
    cx, cy, radius = x + 178 * px, y + 78 * px, 52 * px
    states = ["active"] * len(INSTRUMENTS)
    yield from wheel_marks(cx, cy, radius, states, pens.tokens, pens.unit, centre=say("n", pens.lang), part="legend")
    spots = (
        (cx, cy - radius - 12 * px, "middle"),
        (cx + radius + 11 * px, cy - 10 * px, "start"),
        (cx + 0.74 * radius + 8 * px, cy + radius + 10 * px, "start"),
        (cx - 0.74 * radius - 8 * px, cy + radius + 10 * px, "end"),
        (cx - radius - 11 * px, cy - 10 * px, "end"),
    )
    for instrument, (lx, ly, anchor) in zip(INSTRUMENTS, spots, strict=True):
        short = instrument in ("development", "humanitarian")
        text = word(f"instrument.{'short.' if short else ''}{instrument}", pens.lang)
        token = INSTRUMENT_TOKEN[instrument]
        colour = pens.tokens[{"mig": "migT", "dev": "devT"}.get(token, token)]
        yield Label("legend", f"instrument {instrument}", text, lx, ly, 18 * px, colour, weight=600, anchor=anchor)
    label = say("running", pens.lang)
    yield Label("legend", "running", label, x, y + 172 * px, 17 * px, pens.tokens["ink2"])


def legend_rows(
    pens: Pens, drawn: Sequence[Mark], px: float, notes: Mapping[str, str], shown: Classes | None = None
) -> list[Row]:
    """The rows for what stands on the map; `notes` gives sign and text of what stands behind names."""
    groups = (
        ("status", _status_rows(pens, drawn, px) or _standing_rows(pens, drawn, px)),
        ("fill", _fill_rows(pens, drawn, px, shown) if shown else []),
        ("area", _area_rows(pens, drawn, px)),
        ("site", _site_rows(pens, drawn) + _place_rows(pens, drawn)),
        ("route", _route_rows(pens, drawn, px)),
        ("doubt", _site_doubts(pens, drawn) + [_sign_row(pens, px, sign, text) for sign, text in notes.items()]),
    )
    return [replace(row, group=group) for group, rows in groups for row in rows]


def _sign_row(pens: Pens, px: float, sign: str, text: str) -> Row:
    """A sign that stands behind a country's name."""

    def draw(x: float, y: float) -> Iterable[Mark]:
        yield Label("legend", f"sign {sign}", sign, x, y + 6 * px, 18 * px, pens.tokens["ink2"], 700, anchor="middle")

    return Row(f"sign:{sign}", draw, text)


def _fill_rows(pens: Pens, drawn: Sequence[Mark], px: float, shown: Classes) -> list[Row]:
    """The choropleth's name, then its classes from the lowest; only those that stand on the map."""
    there = {m.name.split()[1] for m in drawn if m.part == "fill"}
    rows = [
        Row(
            "fill",
            lambda x, y: (),
            f"{say(f'fill.{shown.name}', pens.lang)}, {say('fill.method', pens.lang)}",
            bold=True,
        )
    ]
    for level in (level for level in range(len(shown.texts)) if str(level) in there):

        def swatch(x: float, y: float, level: int = level) -> Iterable[Mark]:
            path, edge = rectangle(x - 14 * px, y - 8 * px, 28 * px, 16 * px), pens.tokens["borderFocus"]
            fill = pens.tokens[f"fill{level}"]
            yield Shape("legend", f"fill {level}", *path, fill=fill, stroke=edge, width=1.4 * px)

        rows.append(Row(f"fill:{level}", swatch, shown.texts[level]))
    if "none" in there:

        def empty(x: float, y: float) -> Iterable[Mark]:
            pen = Pen()
            for i in range(5):
                pen.move(x + (-14 + 5 * i) * px, y + 8 * px).line((x + (-6 + 5 * i) * px, y - 8 * px))
            path = rectangle(x - 14 * px, y - 8 * px, 28 * px, 16 * px)
            yield Shape("legend", "fill none", *pen.path(), stroke=pens.tokens["ctx"], width=0.5 * pens.unit)
            yield Shape("legend", "fill none edge", *path, stroke=pens.tokens["borderFocus"], width=1.4 * px)

        rows.append(Row("fill:none", empty, say("fill.none", pens.lang)))
    return rows if len(rows) > 1 else []


def _status_rows(pens: Pens, drawn: Sequence[Mark], px: float) -> list[Row]:
    names = {m.name for m in drawn if m.part == "segment"}
    found = [s for s in SEGMENT_STATES if any(f" {s}" in name for name in names)]
    rows = []
    for state in found:

        def draw(x: float, y: float, state: str = state) -> Iterable[Mark]:
            size = 30 * px
            ink = pens.tokens["ink"]
            yield from segment_marks(
                x, y + 0.75 * size, size, 0, state, ink, pens.tokens, px, part="legend", name=f"state {state}"
            )

        rows.append(Row(f"state:{state}", draw, word(f"segment.{state}", pens.lang)))
    return [*rows, *_selected_row(pens, drawn, px)] if rows else []


def _selected_row(pens: Pens, drawn: Sequence[Mark], px: float) -> list[Row]:
    def selected(x: float, y: float) -> Iterable[Mark]:
        yield Shape("legend", "selection", *circle(x, y, 9 * px), stroke=pens.tokens["ink"], width=3 * px)

    there = any(m.part == "selection" for m in drawn)
    return [Row("selection", selected, say("selected", pens.lang))] if there else []


def _standing_rows(pens: Pens, drawn: Sequence[Mark], px: float) -> list[Row]:
    """The dots that stand for wheels: those of one mission with the countries in which it stands so."""
    there: dict[str, list[str]] = defaultdict(list)
    for mark in drawn:
        if isinstance(mark, Shape) and mark.part == "standing" and not mark.name.endswith(" inner"):
            there[mark.name.partition(" ")[2]].append(mark.alt.partition(": ")[0])
    rows = [Row("standing", lambda x, y: (), say("standing", pens.lang), bold=True)] if there else []
    for sign in (sign for sign in SIGNS if sign in there):

        def dot(x: float, y: float, sign: str = sign) -> Iterable[Mark]:
            return sign_marks(x, y, 9 * px, sign, pens.tokens["ink"], pens.tokens, f"standing {sign}")

        several = sign.startswith("all ")
        text = word(f"segment.{sign[4:]}" if several else f"status.{sign}", pens.lang)
        rows.append(Row(f"standing:{sign}", dot, text if several else f"{text}: {', '.join(there[sign])}"))
    return [*rows, *_selected_row(pens, drawn, px)] if rows else []


def _area_rows(pens: Pens, drawn: Sequence[Mark], px: float) -> list[Row]:
    t = pens.tokens
    fills = {m.fill for m in drawn if isinstance(m, Shape) and m.part == "country"}
    rows = []
    if t["t1"] not in fills and any(m.part == "outline" for m in drawn):
        rows.append(
            Row("outline", _stroke(t["outline"], 1.7 * pens.unit, None, px, "outline"), say("sahel", pens.lang))
        )
    for token, key in (("t1", "sahel"), ("t2", "coastal"), ("t3", "transit")):
        if pens.tokens[token] in fills:

            def draw(x: float, y: float, token: str = token, key: str = key) -> Iterable[Mark]:
                path = rectangle(x - 14 * px, y - 8 * px, 28 * px, 16 * px)
                edge = pens.tokens["outline" if key == "sahel" else "borderFocus"]
                width = (2.6 if key == "sahel" else 1.4) * px
                yield Shape("legend", f"area {key}", *path, fill=pens.tokens[token], stroke=edge, width=width)

            rows.append(Row(f"area:{key}", draw, say(key, pens.lang)))
    if any(m.part == "border" and m.name != "international" for m in drawn):
        dash = (4 * pens.unit, 3 * pens.unit)
        draw_border = _stroke(pens.tokens["ctx"], pens.unit, dash, px, "border")
        rows.append(Row("border", draw_border, say("disputed", pens.lang)))
    if any(m.part == "region" for m in drawn):
        draw_region = _stroke(pens.tokens["borderFocus"], 0.6 * pens.unit, None, px, "region")
        rows.append(Row("region", draw_region, say("region", pens.lang)))
    return rows


def _stroke(colour: str, width: float, dash: tuple[float, float] | None, px: float, name: str) -> Draw:
    def draw(x: float, y: float) -> Iterable[Mark]:
        path = line((x - 17 * px, y), (x + 17 * px, y))
        yield Shape("legend", name, *path, stroke=colour, width=width, dash=dash)

    return draw


def _site_rows(pens: Pens, drawn: Sequence[Mark]) -> list[Row]:
    shown = [m.name.split() for m in drawn if m.part == "site"]
    rows: list[Row] = []
    roles = dict.fromkeys(name[1] for name in shown)
    for symbol in ("embassy", "headquarters", "field_site", "training_centre", "academy"):
        mine = [role for role in roles if SAME_SYMBOL.get(role, role) == symbol]
        if mine:

            def draw(x: float, y: float, symbol: str = symbol) -> Iterable[Mark]:
                name = f"role {symbol}"
                yield from site_marks(x, y, symbol, "open", pens.tokens, pens.unit, name=name, part="legend")

            words = [word(f"role.{role}", pens.lang) for role in sorted(mine)]
            text = ", ".join([words[0], *(w.lower() for w in words[1:])])
            rows.append(Row(f"role:{symbol}", draw, text))
    if any(name[2] in ("suspended", "planned") for name in shown):

        def hollow(x: float, y: float) -> Iterable[Mark]:
            return site_marks(x, y, "headquarters", "suspended", pens.tokens, pens.unit, name="hollow", part="legend")

        rows.append(Row("hollow", hollow, say("hollow", pens.lang)))
    return rows


def _site_doubts(pens: Pens, drawn: Sequence[Mark]) -> list[Row]:
    t, u = pens.tokens, pens.unit
    signs: dict[str, Draw] = {
        "ring": lambda x, y: ring(x, y, t, u * 0.8, name="ring", group="", part="legend"),
        "hatch": lambda x, y: hatch(x, y - 8 * u, t, u, name="hatch", group="", part="legend"),
    }
    there = {m.part for m in drawn}
    return [Row(key, draw, say(key, pens.lang)) for key, draw in signs.items() if f"site {key}" in there]


def _place_rows(pens: Pens, drawn: Sequence[Mark]) -> list[Row]:
    """Towns, events, and arrows to what lies off the map."""
    t, u = pens.tokens, pens.unit

    def town(x: float, y: float) -> Iterable[Mark]:
        yield Shape("legend", "town", *circle(x, y, 2.1 * u), fill=t["ink"])

    def off(x: float, y: float) -> Iterable[Mark]:
        yield Shape("legend", "edge arrow", *ARROW_HEAD.path(x, y, u, -math.pi / 2), fill=t["ink"])

    parts = {m.part for m in drawn}
    rows = [Row("town", town, say("place", pens.lang))] if "town" in parts else []
    filled = {m.name.split()[-1] in FILLED for m in drawn if m.part == "event"}
    if filled:
        key = "event.both" if len(filled) == 2 else "event.filled" if True in filled else "event"

        def pin(x: float, y: float) -> Iterable[Mark]:
            path, fill = svg_path(PIN).path(x, y, u), t["ink" if True in filled else "disc"]
            yield Shape("legend", "event", *path, fill=fill, stroke=t["ink"], width=1.3 * u)

        rows.append(Row("event", pin, say(key, pens.lang)))
    return rows + ([Row("edge", off, say("off", pens.lang))] if "edge arrow" in parts else [])


def _route_rows(pens: Pens, drawn: Sequence[Mark], px: float) -> list[Row]:
    t, u = pens.tokens, pens.unit
    kinds = {(m.stroke, round(m.width / u, 1)) for m in drawn if isinstance(m, Shape) and m.part == "route"}
    rows = []
    for key, colour, width in (("route", t["route"], 2.1), ("feeder", t["route"], 1.3), ("context", t["ctx"], 1.3)):
        if (colour, width) in kinds:
            dash = DASHES[key]
            draw = _stroke(colour, width * u, (dash[0] * u, dash[1] * u), px, key)
            rows.append(Row(key, draw, say(key, pens.lang)))
    arrows = [m for m in drawn if m.part == "arrow"]
    if arrows:
        year = arrows[0].name.split()[-1]

        def arrow(x: float, y: float) -> Iterable[Mark]:
            path = taper([(x - 17 * px, y), (x, y), (x + 17 * px, y)], arrow_width(50_000, u * 0.9), u * 0.6)
            yield Shape("legend", "arrow", *path, fill=t["route"])

        rows.append(Row("arrow", arrow, say("detections", pens.lang, year=year)))
    return rows


def place_rows(rows: Sequence[Row], pens: Pens, box: Box, px: float, columns: int = 1) -> tuple[list[Mark], float]:
    """Legend rows in columns from the top of a box, as close and as small as need be. Returns marks and bottom."""
    gutter = 20 * px
    if columns > 1 and _tall_as_one(rows, box, px) <= box.height:
        columns = 1
    width = (box.width - gutter * (columns - 1)) / columns
    for tight, shrink in _SQUEEZES:
        size, step = 18 * px * shrink, 30 * px * shrink * tight
        lines = [_row_lines(row, size, width, px) for row in rows]
        tall = [max(step, (len(text) * 1.15 + 0.35 * tight) * size) for text in lines]
        gaps = [0.0] + [GROUP_GAP * step * (b.group != a.group) for a, b in pairwise(rows)]
        need = _tallest(tall, gaps, columns)
        if need <= box.height:
            break
    marks: list[Mark] = []
    x, y, bottom = box.left, box.top, box.top
    for row, text, height, gap in zip(rows, lines, tall, gaps, strict=True):
        if y + gap + height > box.top + need + 1e-6:
            x, y, gap = x + width + gutter, box.top, 0.0
        y += gap
        marks += row.draw(x + 18 * px, y + step / 2)
        left, weight = (x + 3 * px, 600) if row.bold else (x + 50 * px, 400)
        for i, one in enumerate(text):
            at = y + step / 2 + (0.34 + i * 1.15) * size
            name = row.key if i == 0 else f"{row.key} {i}"
            ink = pens.tokens["ink"]
            marks.append(Label("legend", name, one, left, at, size, ink, weight=weight, group=row.key))
        y += height
        bottom = max(bottom, y)
    return marks, bottom


def _tall_as_one(rows: Sequence[Row], box: Box, px: float) -> float:
    """Height of the rows below each other at their full size."""
    lines = [_row_lines(row, 18 * px, box.width, px) for row in rows]
    gaps = sum(GROUP_GAP * 30 * px for a, b in pairwise(rows) if a.group != b.group)
    return gaps + sum(max(30 * px, (len(text) * 1.15 + 0.35) * 18 * px) for text in lines)


def _row_lines(row: Row, size: float, width: float, px: float) -> list[str]:
    return wrapped(row.text, size, width - (4 if row.bold else 50) * px, 600 if row.bold else 400)


def _tallest(heights: Sequence[float], gaps: Sequence[float], columns: int) -> float:
    """The least height at which the rows, kept in order, go into so many columns."""
    if not heights:
        return 0.0
    limit = max(max(heights), (sum(heights) + sum(gaps)) / columns)
    while True:
        used, y = 1, 0.0
        for height, gap in zip(heights, gaps, strict=True):
            if y + gap + height > limit + 1e-6:
                used, y, gap = used + 1, 0.0, 0.0
            y += gap + height
        if used <= columns:
            return limit
        limit *= 1.02


def scale_bar(pens: Pens, x: float, y: float, px: float, room: float) -> tuple[list[Mark], float]:
    """A bar of a round length, true at the projection's centre; `x`, `y` is its left end. Returns marks and width."""
    per_km = pens.frame.points_per_km
    steps = [b * 10**e for e in range(5) for b in (1, 2, 5)]
    km = max((s for s in steps if s * per_km <= room), default=1)
    length, ink = km * per_km, pens.tokens["ink"]
    pen = Pen().move(x, y - 6 * px).line((x, y), (x + length, y), (x + length, y - 6 * px))
    pen.move(x + length / 2, y - 4 * px).line((x + length / 2, y))
    marks: list[Mark] = [Shape("scale bar", f"{km} km", *pen.path(), stroke=ink, width=2 * px)]
    end = f"{number(km, pens.lang)} km"
    size = 16 * px
    texts = [(x, "0", "start"), (x + length, end, "middle")]
    half = number(km / 2, pens.lang)
    if km % 2 == 0 and length / 2 > text_width(half, size) / 2 + text_width(end, size) / 2 + 6 * px:
        texts.insert(1, (x + length / 2, half, "middle"))
    for at, text, anchor in texts:
        marks.append(Label("scale bar", text, text, at, y + 18 * px, size, ink, anchor=anchor))
    return marks, length + text_width(end, size) / 2
