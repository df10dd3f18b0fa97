"""The choropleth of a plate: countries filled by class, and its rows of the legend. What has no data is hatched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from layers.indicators import Fill, fill
from sahel_atlas.exports.plate.base import WEST
from sahel_atlas.exports.plate.paths import geometry_path
from sahel_atlas.exports.plate.plate import Shape
from sahel_atlas.records.words import localised, name_in, say
from sahel_atlas.scenes.filled import filled_values

if TYPE_CHECKING:
    from sahel_atlas.exports.plate.frame import Frame
    from sahel_atlas.scenes.resolve import Resolved

NONE = -1
"""Class of a country without data."""


@dataclass(frozen=True)
class Classes:
    """The class of each country asked about (`NONE`: no data), the texts of the classes from the lowest, the source.

    `year` is that of the figures, empty where they have none; `source` names who published those of that year. `whole`
    says that every country is either in a class or without data; otherwise the rest keeps its own tint.
    """

    name: str
    of: Mapping[str, int]
    texts: tuple[str, ...]
    source: str
    whole: bool
    year: str = ""


def classes(shown: Resolved, lang: str) -> Classes | None:
    """The classes that a scene asks for; None when its layer of indicators is off."""
    scene = shown.scene
    if "indicators" not in scene.layers or not scene.fill:
        return None
    atlas = shown.atlas
    held = fill(atlas, scene.fill)
    values, year = filled_values(shown, atlas)
    whole = scene.fill != "engagements"
    # Of the counted countries, one in which only later documents speak has no data, as on the screen.
    of = {} if whole else dict.fromkeys(shown.wheels, NONE)
    of |= {iso3: _class(held.breaks, value) for iso3, value in values.items()}
    rows = [r for r in atlas.tables.indicators if r.indicator == scene.fill and r.year == year]
    source = "; ".join(sorted({r.source for r in rows if r.source}))
    return Classes(scene.fill, of, _texts(held, lang) if held.breaks else (), source, whole, str(year or ""))


def _class(breaks: tuple[float, ...], value: float) -> int:
    return next((i for i, upper in enumerate(breaks) if value <= upper), len(breaks) - 1)


def _texts(held: Fill, lang: str) -> tuple[str, ...]:
    def number(value: float) -> str:
        text = (
            f"{value:.3f}"
            if held.name == "HDI"
            else f"{value / 1e6:.1f}"
            if held.name == "population"
            else f"{value:g}"
        )
        return localised(text, lang)

    if held.name == "engagements":
        # Whole numbers stand in one class only, so that the classes of a count do not share their ends.
        starts = (0.0, *(upper + 1 for upper in held.breaks))
        pairs = zip(starts, held.breaks, strict=False)
        return tuple(number(x) if x == y else f"{number(x)} – {number(y)}" for x, y in pairs)
    first = say("plate.fill.upto", lang, y=number(held.breaks[0]))
    pairs = zip(held.breaks, held.breaks[1:], strict=False)
    return (first, *(say("plate.fill.between", lang, x=number(x), y=number(y)) for x, y in pairs))


def fill_marks(
    frame: Frame, countries: Any, shown: Classes, tokens: Mapping[str, str], unit: float, lang: str
) -> Iterator[Shape]:
    """Each country of the base with its class; hatched without data, left alone where it is not asked about."""
    for row in countries.itertuples():
        # The corner of South America stays away, as it does from the land.
        if (row.iso3 not in shown.of and not shown.whole) or row.geometry.representative_point().x < WEST:
            continue
        geometry = frame.shape(row.geometry, 30, 0.2 * unit)
        path = geometry_path(geometry)
        if path is None:
            continue
        level = shown.of.get(row.iso3, NONE)
        name = name_in(row, lang)
        words = say("plate.fill.none", lang) if level == NONE else shown.texts[level]
        shape = Shape("fill", f"{row.iso3} {level}", *path, clip=True, group="countries", alt=f"{name}: {words}")
        if level != NONE:
            yield replace(shape, fill=tokens[f"fill{level}"])
            continue
        lines = hatching(geometry, 4 * unit)
        if lines is not None:
            empty = replace(shape, name=f"{row.iso3} none", points=lines[0], codes=lines[1])
            yield replace(empty, stroke=tokens["ctx"], width=0.5 * unit)


def hatching(geometry: Any, gap: float) -> Any:
    """Lines at 45 degrees inside a geometry, as one path; None when none of them meets it."""
    import numpy as np
    import shapely

    left, top, right, bottom = shapely.bounds(geometry)
    # Lines stand on one grid for the whole page, so that neighbours are hatched as one area.
    first = np.floor((left + top) / gap) * gap
    starts = np.arange(first, right + bottom + gap, gap)
    flat = np.zeros(len(starts))
    ends = np.stack([np.column_stack([starts - y, flat + y]) for y in (top, bottom)], axis=1)
    return geometry_path(shapely.intersection(shapely.multilinestrings(shapely.linestrings(ends)), geometry))
