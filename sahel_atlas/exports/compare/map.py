"""The map of a comparison: a pill with both wheels for each country that changed, grey wheels for others, a key."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sahel_atlas.exports.compare.words import country_lines, days, grey_words
from sahel_atlas.exports.fonts import text_width
from sahel_atlas.exports.plate.names import context, country_name
from sahel_atlas.exports.plate.paths import Pen, rounded, tether
from sahel_atlas.exports.plate.pens import PX, Pens, labels_of
from sahel_atlas.exports.plate.plate import Box, Label, Mark, Shape
from sahel_atlas.exports.plate.rows import Row, place_rows
from sahel_atlas.exports.plate.text import Places
from sahel_atlas.exports.plate.wheel_keys import part_rows
from sahel_atlas.exports.plate.wheels import Look, pairs_of, wheel_marks
from sahel_atlas.exports.wheel_words import segment_words
from sahel_atlas.marks.wheel_shape import SMALL
from sahel_atlas.marks.wheels import Storey
from sahel_atlas.records.vocabulary import COASTAL, SAHEL
from sahel_atlas.records.words import country_names, say
from sahel_atlas.scenes.headline import is_filtered, running_words

if TYPE_CHECKING:
    from sahel_atlas.marks.wheels import Wheel
    from sahel_atlas.scenes.compare import Comparison, CountryChange

BEFORE = (27.0, 20.0)
"""Radius of the earlier wheel of a Sahel country and of a coastal one, in design pixels; `Pens.radii` has the later."""
FADED = 0.6
STILL = (27.0, 22.0)
"""Radius of the wheel of a country in which nothing changed."""
GREY = "track"
CARET = 11.0
_SCALES = (1.0, 0.88, 0.76, 0.66, 0.56)
_KEY_PX = 350.0
_NEAR, _SMALLER, _LOST = 24.0, 900.0, 2000.0
"""What a place costs: pixels beyond so many from its own, a smaller scale, and none at all."""


@dataclass(frozen=True)
class Unit:
    """All that stands for one country: its size, and where in it the wheels are.

    `wide` and `high` are those of pill or wheel, `text` the lines under it, `below` their height; `scale` makes
    everything smaller where much has changed.
    """

    country: CountryChange
    name: Label
    text: tuple[Label, ...]
    wide: float
    high: float
    below: float
    scale: float

    @property
    def pill(self) -> bool:
        """Whether both wheels are shown."""
        return self.country.changed

    def box(self, x: float, y: float) -> Box:
        """The room it takes when the middle of its pill or wheel is at (x, y)."""
        widths = [text_width(one.text, one.size, one.weight) for one in (self.name, *self.text)]
        half = max(self.wide, *widths) / 2
        return Box(x - half, y - self.high / 2, x + half, y + self.high / 2 + self.below)


def difference_marks(pens: Pens, compared: Comparison, window: Box) -> Iterator[Mark]:
    """Names of the land around, then country by country what changed, then the key of what is drawn."""
    loose = [mark for unit, at in _placed(pens, compared, window, None)[1] for mark in _unit(pens, compared, unit, at)]
    rows = [*_key_rows(pens, compared, loose), *part_rows(pens, loose, 0.9 * pens.px)]
    tried = [(key, *_placed(pens, compared, window, key)) for key in _key_boxes(pens, window, len(rows))]
    key, _, spots = min(tried, key=lambda one: one[1])
    places = Places(window.grown(-6 * pens.px), [key, *(unit.box(*at) for unit, at in spots)], gap=pens.px)
    yield from context(pens, compared.atlas, places)
    drawn = [mark for unit, at in spots for mark in _unit(pens, compared, unit, at)]
    # The line to where a country lies goes under the pills, not across another country's.
    yield from sorted(drawn, key=lambda mark: mark.part != "leader")
    yield from _key(pens, key, rows)


def _key_boxes(pens: Pens, window: Box, rows: int) -> list[Box]:
    """Where the key may stand: the corners of the map."""
    px = pens.px
    wide, high, edge = _KEY_PX * px, (0.9 * 30 * rows + 22) * px, 14 * px
    return [
        Box(left, top, left + wide, top + high)
        for left in (window.right - wide - edge, window.left + edge)
        for top in (window.bottom - high - edge, window.top + edge)
    ]


Spots = list[tuple[Unit, tuple[float, float]]]


def _placed(pens: Pens, compared: Comparison, window: Box, key: Box | None) -> tuple[float, Spots]:
    """Every country with its place, so that none covers another, and what that cost: how far they moved, how small.

    A country that finds no place at any scale is left out; that costs most.
    """
    anchors = labels_of(compared.atlas.folder)["wheels"]
    at = {c.iso3: pens.frame.point(anchors[c.iso3]["lon"], anchors[c.iso3]["lat"]) for c in compared.countries}
    inside = [c for c in compared.countries if window.holds(Box(*at[c.iso3], *at[c.iso3]))]
    orders = [sorted(inside, key=lambda c: (c.changed is last, c.iso3 not in SAHEL, c.iso3)) for last in (False, True)]
    best: tuple[float, Spots] = (math.inf, [])
    for scale, order in ((scale, order) for scale in _SCALES for order in orders):
        places = Places(window.grown(-8 * pens.px), [key] if key else [], gap=2 * pens.px)
        cost, spots = (1 - scale) * _SMALLER, Spots()
        for country in order:
            unit = _sized(pens, compared, country, scale)
            spot = _free(unit, at[country.iso3], places, pens.px)
            if spot is None:
                cost += _LOST
                continue
            cost += max(0.0, math.dist(spot, at[country.iso3]) / pens.px - _NEAR)
            places.take(unit.box(*spot))
            spots.append((unit, spot))
        best = min(best, (cost, spots), key=lambda one: one[0])
    return best


def _free(unit: Unit, at: tuple[float, float], places: Places, px: float) -> tuple[float, float] | None:
    """The nearest place to a country's own where its unit covers nothing."""
    for distance in range(0, 480, 16):
        for k in range(16 if distance else 1):
            angle = math.pi / 2 + 2 * math.pi * k / 16
            x, y = at[0] + distance * px * math.cos(angle), at[1] + distance * px * math.sin(angle)
            if places.free(unit.box(x, y)):
                return x, y
    return None


def _sized(pens: Pens, compared: Comparison, country: CountryChange, scale: float) -> Unit:
    px, coastal = pens.px, country.iso3 in COASTAL
    names = country_names(compared.atlas.tables.countries, pens.lang)
    name = country_name(pens.tokens, country.iso3, names[country.iso3], PX * px, PX * px)
    ink, small = pens.tokens["ink"], max(scale, 0.8)
    sizes = [20 * small, *[17 * small] * 5] if country.changed else [16 * small] * 6
    name = replace(name, size=(21 if country.changed and not coastal else 17) * small * px, group=_group(country))
    told = country_lines(country, names[country.iso3], pens.lang, filtered=is_filtered(compared))
    text = tuple(
        replace(
            name,
            part="country more",
            text=line,
            size=size * px,
            weight=600 if i == 0 and country.changed else 400,
            colour=ink if i == 0 else pens.tokens["ink2"],
        )
        for i, (line, size) in enumerate(zip(told, sizes, strict=False))
    )
    below = 1.25 * name.size + sum(1.2 * one.size for one in text) + 2 * px
    if not country.changed:
        radius = _radius(STILL[coastal], scale) * px
        return Unit(country, name, text, 2.2 * radius, 2.2 * radius, below, scale)
    before, after = (_radius(radii[coastal], scale) * px for radii in (BEFORE, pens.radii))
    return Unit(country, name, text, 2.3 * before + 2.3 * after + 40 * scale * px, 2.45 * after, below, scale)


def _radius(whole: float, scale: float) -> float:
    """A radius at a scale, in design pixels; never so small that statuses would share a mark."""
    return max(whole * scale, SMALL + 0.01)


def _group(country: CountryChange) -> str:
    return f"{'change' if country.changed else 'wheel'} {country.iso3}"


def _unit(pens: Pens, compared: Comparison, unit: Unit, at: tuple[float, float]) -> list[Mark]:
    """One country: a line to where it lies, its pill or wheel, its name and lines."""
    x, y = at
    px, country = pens.px, unit.country
    anchor = labels_of(compared.atlas.folder)["wheels"][country.iso3]
    home = pens.frame.point(*(anchor["leader"] or (anchor["lon"], anchor["lat"])))
    marks: list[Mark] = []
    if not unit.box(x, y).holds(Box(*home, *home)):
        ink = pens.tokens["ink2"]
        path = tether(home, (x, y), 2.2 * px)
        marks.append(Shape("leader", country.iso3, *path, fill=ink, stroke=ink, width=1.2 * px, clip=True))
    marks += _pill(pens, compared, unit, at) if unit.pill else _still(pens, compared, unit, at)
    line = y + unit.high / 2
    for one in (unit.name, *unit.text):
        line += 1.2 * one.size
        marks.append(replace(one, x=x, y=line - 0.2 * one.size))
    return marks


def _still(pens: Pens, compared: Comparison, unit: Unit, at: tuple[float, float]) -> Iterator[Mark]:
    """The grey wheel of a country in which no engagement changed."""
    look = Look(*at, unit.high / 2.2, pens.tokens, pens.px, hue=pens.tokens[GREY])
    yield from _wheel(pens, compared, look, unit.country.after, unit.country.iso3, _group(unit.country))


def _pill(pens: Pens, compared: Comparison, unit: Unit, at: tuple[float, float]) -> Iterator[Mark]:
    """Before, arrow, after: the earlier wheel small and faded, the later one with its number and carets."""
    country, px, scale = unit.country, pens.px, unit.scale
    coastal, group = country.iso3 in COASTAL, _group(country)
    before, after = (_radius(radii[coastal], scale) * px for radii in (BEFORE, pens.radii))
    left, y = at[0] - unit.wide / 2, at[1]
    path = rounded(left, y - unit.high / 2, unit.wide, unit.high, unit.high / 2 - 0.01)
    told = running_words(country, pens.lang, filtered=is_filtered(compared))
    words = f"{unit.name.text.title()}: {told}"
    fill, edge = pens.tokens["disc"], pens.tokens["rule"]
    yield Shape("pill", country.iso3, *path, fill=fill, stroke=edge, width=px, opacity=0.96, group=group, alt=words)
    first = Look(left + 1.2 * before, y, before, pens.tokens, px, opacity=FADED)
    last = Look(left + unit.wide - 1.2 * after, y, after, pens.tokens, px)
    yield from _wheel(pens, compared, first, country.before, f"{country.iso3}:before", group, number=False)
    yield from _arrow(pens, (first.x + 1.12 * before, last.x - 1.12 * after), y, scale, group, country.iso3)
    yield from _wheel(pens, compared, last, country.after, country.iso3, group)
    yield from _carets(pens, last, country, scale, group)


def _wheel(
    pens: Pens, compared: Comparison, look: Look, wheel: Wheel, name: str, group: str, *, number: bool = True
) -> Iterator[Mark]:
    names = country_names(compared.atlas.tables.countries, pens.lang)
    alts = segment_words(wheel, names[wheel.iso3], compared.atlas, pens.lang)
    pairs = pairs_of(wheel, compared.after.scene.filter.instrument)
    for mark in wheel_marks(look, pairs, name=name, centre=str(wheel.own) if number else "", alts=alts):
        yield replace(mark, group=group) if isinstance(mark, (Shape, Label)) else mark


def _arrow(pens: Pens, ends: tuple[float, float], y: float, scale: float, group: str, name: str) -> Iterator[Shape]:
    """The arrow between the two wheels, as one shape."""
    (a, b), px = ends, pens.px * scale
    middle, half = (a + b) / 2, min(14 * px, (b - a) / 2 - px)
    pen = Pen().move(middle - half, y).line((middle + half, y))
    pen.move(middle + half - 6 * px, y - 5 * px).line((middle + half, y), (middle + half - 6 * px, y + 5 * px))
    ink = pens.tokens["ink"]
    yield Shape("pill arrow", name, *pen.path(), stroke=ink, width=2.2 * px, round=True, group=group)


def _carets(pens: Pens, look: Look, country: CountryChange, scale: float, group: str) -> Iterator[Shape]:
    """A triangle at each instrument of which less runs (towards the wheel) or more (away from it)."""
    size = CARET * pens.px * scale
    for i, (a, b) in enumerate(zip(country.before.segments, country.after.segments, strict=True)):
        if a.running == b.running:
            continue
        angle = -math.pi / 2 + 2 * math.pi * i / 5
        pen = caret(size, inward=b.running < a.running)
        radius = look.reach + 0.75 * size
        path = pen.path(look.x + radius * math.cos(angle), look.y + radius * math.sin(angle), 1.0, angle)
        words = say("plate.compare.less" if b.running < a.running else "compare.more", pens.lang)
        name = f"{country.iso3} {b.instrument} {'less' if b.running < a.running else 'more'}"
        halo = {"stroke": pens.tokens["disc"], "width": 0.8 * pens.px}
        yield Shape("caret", name, *path, fill=pens.tokens["ink"], group=group, alt=words, **halo)  # type: ignore[arg-type]


def caret(size: float, *, inward: bool) -> Pen:
    """A triangle around the origin that points to the left (`inward`) or to the right."""
    tip = -0.5 * size if inward else 0.5 * size
    return Pen().move(tip, 0).line((-tip, -0.5 * size), (-tip, 0.5 * size)).close()


def _key(pens: Pens, box: Box, rows: Sequence[Row]) -> Iterator[Mark]:
    """What faded and full, carets, grey, and the parts of the wheels stand for; only what is drawn."""
    px = pens.px
    path = rounded(box.left, box.top, box.width, box.height, 3 * px)
    yield Shape("panel", "key", *path, fill=pens.tokens["panel"], opacity=0.94)
    inner = Box(box.left + 12 * px, box.top + 10 * px, box.right - 8 * px, box.bottom - 8 * px)
    yield from place_rows(rows, pens, inner, 0.9 * px, 1)[0]


def _key_rows(pens: Pens, compared: Comparison, drawn: Iterable[Mark]) -> list[Row]:
    parts = {m.part for m in drawn}
    px, lang = 0.9 * pens.px, pens.lang
    first, last = days(compared, lang)
    rows = [Row("sides", lambda x, y: (), say("plate.compare.sides", lang, first=first, last=last), bold=True)]
    rows = rows if "pill" in parts else []
    there = {m.name.split()[-1] for m in drawn if m.part == "caret"}
    for word in (word for word in ("less", "more") if word in there):

        def draw(x: float, y: float, word: str = word) -> Iterator[Mark]:
            path = caret(CARET * px, inward=word == "less").path(x, y, 1.0, -math.pi / 2)
            yield Shape("legend", f"caret {word}", *path, fill=pens.tokens["ink"])

        rows.append(Row(f"caret:{word}", draw, say(f"plate.compare.{word}", lang)))
    if any(not c.changed for c in compared.countries):

        def grey(x: float, y: float) -> Iterator[Mark]:
            look = Look(x, y, 18 * px, pens.tokens, px, hue=pens.tokens[GREY])
            yield from wheel_marks(look, [(Storey((1, 0, 0, 0)), Storey((1, 0, 0, 0)))] * 5, part="legend")

        rows.append(Row("grey", grey, grey_words(lang)))
    return [*rows, Row("reach", lambda x, y: (), say("plate.compare.key", lang), bold=True)]
