"""The rows of a plate's legend: one for each kind of mark that stands on the sheet, and for nothing else."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sahel_atlas.exports.plate.dots import SIGNS, sign_marks, uncounted
from sahel_atlas.exports.plate.drawn import drawn_rows
from sahel_atlas.exports.plate.events import only_major, sign
from sahel_atlas.exports.plate.fill import Classes
from sahel_atlas.exports.plate.paths import Pen, circle, line, rectangle, taper
from sahel_atlas.exports.plate.pens import Pens
from sahel_atlas.exports.plate.plate import Label, Mark, Shape
from sahel_atlas.exports.plate.routes import DASHES, arrow_width
from sahel_atlas.exports.plate.rows import Draw, Row
from sahel_atlas.exports.plate.sites import ARROW_HEAD
from sahel_atlas.exports.plate.symbols import bar, ring, site_marks
from sahel_atlas.exports.plate.wheel_keys import part_rows, selected_row
from sahel_atlas.marks.events import KINDS
from sahel_atlas.marks.sites import SAME_SYMBOL, SITE_STATES
from sahel_atlas.records.words import say

if TYPE_CHECKING:
    from sahel_atlas.scenes.resolve import Resolved


def legend_rows(
    pens: Pens,
    drawn: Sequence[Mark],
    px: float,
    found: Resolved,
    notes: Mapping[str, str],
    shown: Classes | None = None,
) -> list[Row]:
    """The rows for what stands on the map; `notes` gives sign and text of what stands behind names."""
    status = part_rows(pens, drawn, px, found.scene) + _standing_rows(pens, drawn, px, found)
    groups = (
        ("status", status + (selected_row(pens, drawn, px) if status else [])),
        ("fill", _fill_rows(pens, drawn, px, shown) if shown else []),
        ("layer", drawn_rows(pens, drawn, px, found)),
        ("area", _area_rows(pens, drawn, px, found)),
        ("site", _site_rows(pens, drawn) + _place_rows(pens, drawn, found)),
        ("route", _route_rows(pens, drawn, px)),
        ("doubt", _site_doubts(pens, drawn) + [_sign_row(pens, px, sign, text) for sign, text in notes.items()]),
        ("stated", _stated_rows(pens, drawn, found)),
    )
    return [replace(row, group=group) for group, rows in groups for row in rows]


def _stated_rows(pens: Pens, drawn: Sequence[Mark], shown: Resolved) -> list[Row]:
    """Where one document alone speaks of the engagements: whence the rest of the map comes."""
    there = shown.scene.stated and any(m.part in ("route", "arrow", "event") for m in drawn)
    return [Row("stated", lambda x, y: (), say("plate.stated", pens.lang))] if there else []


def _sign_row(pens: Pens, px: float, sign: str, text: str) -> Row:
    """A sign that stands behind a country's name."""

    def draw(x: float, y: float) -> Iterable[Mark]:
        yield Label("legend", f"sign {sign}", sign, x, y + 6 * px, 18 * px, pens.tokens["ink2"], 700, anchor="middle")

    return Row(f"sign:{sign}", draw, text)


def _fill_rows(pens: Pens, drawn: Sequence[Mark], px: float, shown: Classes) -> list[Row]:
    """The choropleth's name, then its classes from the lowest; only those that stand on the map."""
    there = {m.name.split()[1] for m in drawn if m.part == "fill"}
    name, method = (say(f"plate.fill.{key}", pens.lang) for key in (shown.name, "method"))
    rows = [Row("fill", lambda x, y: (), f"{name}{shown.year and f' {shown.year}'}, {method}", bold=True)]
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

        rows.append(Row("fill:none", empty, say("plate.fill.none", pens.lang)))
    return rows if len(rows) > 1 else []


def _standing_rows(pens: Pens, drawn: Sequence[Mark], px: float, shown: Resolved) -> list[Row]:
    """The dots that stand for wheels: those of one mission with the countries in which it stands so."""
    there: dict[str, list[str]] = defaultdict(list)
    for mark in drawn:
        if isinstance(mark, Shape) and mark.part == "standing" and not mark.name.endswith(" inner"):
            there[mark.name.partition(" ")[2]].append(mark.alt.partition(": ")[0])
    head = say("plate.standing" if uncounted(shown) else "plate.standing.counted", pens.lang)
    rows = [Row("standing", lambda x, y: (), head, bold=True)] if there else []
    for name in (name for name in SIGNS if name in there):

        def dot(x: float, y: float, name: str = name) -> Iterable[Mark]:
            return sign_marks(x, y, 9 * px, name, pens.tokens["ink"], pens.tokens, f"standing {name}")

        text = say("plate.standing.mixed", pens.lang) if name == "mixed" else say(f"status.{name}", pens.lang)
        rows.append(Row(f"standing:{name}", dot, f"{text}: {', '.join(there[name])}"))
    return rows


def _area_rows(pens: Pens, drawn: Sequence[Mark], px: float, shown: Resolved) -> list[Row]:
    t = pens.tokens
    # Before the letter nobody had named these states together.
    named = any(group.group_id == "coastal_named" for group in shown.atlas.tables.group_names)
    fills = {m.fill for m in drawn if isinstance(m, Shape) and m.part == "country"}
    rows = []
    if t["t1"] not in fills and any(m.part == "outline" for m in drawn):
        rows.append(
            Row("outline", _stroke(t["outline"], 1.7 * pens.unit, None, px, "outline"), say("plate.sahel", pens.lang))
        )
    for token, key in (("t1", "sahel"), ("t2", "coastal"), ("t3", "transit")):
        if pens.tokens[token] in fills:

            def draw(x: float, y: float, token: str = token, key: str = key) -> Iterable[Mark]:
                path = rectangle(x - 14 * px, y - 8 * px, 28 * px, 16 * px)
                edge = pens.tokens["outline" if key == "sahel" else "borderFocus"]
                width = (2.6 if key == "sahel" else 1.4) * px
                yield Shape("legend", f"area {key}", *path, fill=pens.tokens[token], stroke=edge, width=width)

            words = "coast" if key == "coastal" and not named else key
            rows.append(Row(f"area:{key}", draw, say(f"plate.{words}", pens.lang)))
    if any(m.part == "border" and m.name != "international" for m in drawn):
        dash = (4 * pens.unit, 3 * pens.unit)
        draw_border = _stroke(pens.tokens["ctx"], pens.unit, dash, px, "border")
        rows.append(Row("border", draw_border, say("plate.disputed", pens.lang)))
    if any(m.part == "region" for m in drawn):
        draw_region = _stroke(pens.tokens["borderFocus"], 0.6 * pens.unit, None, px, "region")
        rows.append(Row("region", draw_region, say("plate.region", pens.lang)))
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

            words = [say(f"role.{role}", pens.lang) for role in sorted(mine)]
            text = ", ".join([words[0], *(w.lower() for w in words[1:])])
            rows.append(Row(f"role:{symbol}", draw, text))
    states = {name[2] for name in shown}
    for state in SITE_STATES if states != {"open"} else ():
        if state in states:

            def look(x: float, y: float, state: str = state) -> Iterable[Mark]:
                name = f"site {state}"
                return site_marks(x, y, "headquarters", state, pens.tokens, pens.unit, name=name, part="legend")

            rows.append(Row(f"site:{state}", look, say(f"plate.site.{state}", pens.lang)))
    return rows


def _site_doubts(pens: Pens, drawn: Sequence[Mark]) -> list[Row]:
    t, u = pens.tokens, pens.unit
    signs: dict[str, Draw] = {
        "ring": lambda x, y: ring(x, y, t, u * 0.8, name="ring", group="", part="legend"),
        "bar": lambda x, y: bar(x, y - 8 * u, t, u, name="bar", group="", part="legend"),
    }
    there = {m.part for m in drawn}
    return [Row(key, draw, say(f"plate.{key}", pens.lang)) for key, draw in signs.items() if f"site {key}" in there]


def _place_rows(pens: Pens, drawn: Sequence[Mark], shown: Resolved) -> list[Row]:
    """Towns, events, and arrows to what lies off the map."""
    t, u = pens.tokens, pens.unit

    def town(x: float, y: float) -> Iterable[Mark]:
        yield Shape("legend", "town", *circle(x, y, 2.1 * u), fill=t["ink"])

    def off(x: float, y: float) -> Iterable[Mark]:
        yield Shape("legend", "edge arrow", *ARROW_HEAD.path(x, y, u, -math.pi / 2), fill=t["ink"])

    parts = {m.part for m in drawn}
    rows = [Row("town", town, say("plate.place", pens.lang))] if "town" in parts else []
    period = "major" if only_major(shown) else "period"
    when = say(f"plate.event.{period if shown.scene.to else 'recent'}", pens.lang)
    there = {m.name.split()[-1] for m in drawn if m.part == "event"}
    for kind in (kind for kind in KINDS if kind in there):

        def flag(x: float, y: float, kind: str = kind) -> Iterable[Mark]:
            return sign(x, y, kind, t, 0.9 * u, name=f"event {kind}", part="legend")

        rows.append(Row(f"event:{kind}", flag, say(f"plate.event.{kind}", pens.lang, when=when)))
    return rows + ([Row("edge", off, say("plate.off", pens.lang))] if "edge arrow" in parts else [])


def _route_rows(pens: Pens, drawn: Sequence[Mark], px: float) -> list[Row]:
    t, u = pens.tokens, pens.unit
    kinds = {(m.stroke, round(m.width / u, 1)) for m in drawn if isinstance(m, Shape) and m.part == "route"}
    rows = []
    for key, colour, width in (("route", t["route"], 2.1), ("feeder", t["route"], 1.3), ("context", t["ctx"], 1.3)):
        if (colour, width) in kinds:
            dash = DASHES[key]
            draw = _stroke(colour, width * u, (dash[0] * u, dash[1] * u), px, key)
            rows.append(Row(key, draw, say(f"plate.{key}", pens.lang)))
    arrows = [m for m in drawn if m.part == "arrow"]
    if arrows:
        year = arrows[0].name.split()[-1]

        def arrow(x: float, y: float) -> Iterable[Mark]:
            path = taper([(x - 17 * px, y), (x, y), (x + 17 * px, y)], arrow_width(50_000, u * 0.9), u * 0.6)
            yield Shape("legend", "arrow", *path, fill=t["route"])

        rows.append(Row("arrow", arrow, say("plate.detections", pens.lang, year=year)))
    return rows
