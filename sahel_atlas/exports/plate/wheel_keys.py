"""The rows of a legend that explain wheels: one for each mark that a part of a wheel on the sheet has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sahel_atlas.exports.plate.paths import circle
from sahel_atlas.exports.plate.pens import Pens
from sahel_atlas.exports.plate.plate import Mark, Shape
from sahel_atlas.exports.plate.rows import Row
from sahel_atlas.exports.plate.wheels import Look, storey_marks
from sahel_atlas.marks.wheels import Storey
from sahel_atlas.records.vocabulary import REACHES
from sahel_atlas.records.words import say
from sahel_atlas.scenes.scene import Scene

_SAMPLES: Mapping[str, Storey] = {
    "full": Storey((1, 0, 0, 0)),
    "reduced": Storey((0, 1, 0, 0)),
    "runs": Storey((1, 1, 0, 0)),
    "suspended": Storey((0, 0, 1, 0)),
    "planned": Storey((0, 0, 0, 1)),
    "rests": Storey((0, 0, 1, 1)),
    "none": Storey(),
    "mixed": Storey((2, 0, 1, 1)),
    "striped": Storey((1, 0, 0, 0), new=(1, 0, 0, 0)),
    "hatched": Storey((1, 0, 0, 0), stale=(1, 0, 0, 0)),
}
"""Mark -> a storey that has it and no other, in the order of the legend."""
_JOINED_R = 17.0
"""Radius, in design pixels, of a wheel that joins statuses: where there is no room for each."""


def marks_there(drawn: Iterable[Mark]) -> dict[str, set[str]]:
    """What parts of wheels stand on a sheet: mark -> the storeys that have it (`own`, `region`)."""
    found: dict[str, set[str]] = defaultdict(set)
    kinds: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for mark in drawn:
        if mark.part == "segment":
            iso3, instrument, reach, kind, paint = mark.name.split()
            found[kind].add(reach)
            kinds[iso3, instrument, reach].add(kind)
            if paint in ("striped", "hatched"):
                found[paint].add(reach)
    for (*_, reach), several in kinds.items():
        if len(several) > 1:
            found["mixed"].add(reach)
    return found


def part_rows(pens: Pens, drawn: Sequence[Mark], px: float, scene: Scene | None = None) -> list[Row]:
    """A row per mark on the sheet, drawn as block, as rim or as both, as it occurs.

    Parameters
    ----------
    scene : Scene, optional
        What the sheet shows: a day or a stretch of time. Left out: two wheels per country, each with a date of its own.
    """
    when = "" if scene and not scene.to else ".period" if scene else ".sides"
    there = marks_there(drawn)
    rows = []
    for kind in (kind for kind in _SAMPLES if kind in there):

        def draw(x: float, y: float, kind: str = kind) -> Iterable[Mark]:
            radius = 28 * px
            unit = radius / _JOINED_R if kind in ("runs", "rests") else px
            look = Look(x, y + 0.7 * radius, radius, pens.tokens, unit, hue=pens.tokens["ink"])
            for reach in (reach for reach in REACHES if reach in there[kind]):
                for shape in storey_marks(look, 0, _SAMPLES[kind], reach):
                    yield replace(shape, part="legend", name=f"part {kind} {reach} {shape.name}")

        text = say(f"plate.part.{kind}{when if kind == 'hatched' else ''}", pens.lang)
        rows.append(Row(f"part:{kind}", draw, text))
    return rows


def selected_row(pens: Pens, drawn: Sequence[Mark], px: float) -> list[Row]:
    """The ring round the selected country's wheel."""

    def selected(x: float, y: float) -> Iterable[Mark]:
        yield Shape("legend", "selection", *circle(x, y, 9 * px), stroke=pens.tokens["ink"], width=3 * px)

    there = any(m.part == "selection" for m in drawn)
    return [Row("selection", selected, say("plate.selected", pens.lang))] if there else []
