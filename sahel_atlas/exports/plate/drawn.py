"""Layers with a style on a plate: the rows that hold, a class at a time, and their rows of the legend.

Rows of one class are one shape: a slide then has a few objects that can be moved and coloured, whatever their number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from layers.drawn import Drawn
from layers.style import Value
from sahel_atlas.exports.plate.paths import Pen, circle, geometry_path, line, rectangle
from sahel_atlas.exports.plate.pens import Pens
from sahel_atlas.exports.plate.plate import Mark, Shape
from sahel_atlas.exports.plate.rows import Row
from sahel_atlas.scenes.features import class_counts, class_words, held_rows, shown_layers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sahel_atlas.exports.plate.paths import Path
    from sahel_atlas.scenes.resolve import Resolved

NEAR = 0.5
"""Points of one class that stand nearer to each other than this share of their radius are drawn once."""
_UNIT: dict[str, tuple[tuple[float, float], ...]] = {
    "triangle": ((0, -1.15), (1, 0.75), (-1, 0.75)),
    "square": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    "diamond": ((0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)),
}
"""Corners of the symbols that have some, for a radius of 1; y runs down. `assets/` draws the same."""
HOLLOW = ("square", "ring")
"""Symbols that are a line and no fill."""
DASHES: dict[str, tuple[float, float] | None] = {"solid": None, "dashed": (5.0, 3.5), "dotted": (1.2, 3.0)}


def drawn_marks(pens: Pens, found: Resolved) -> Iterator[Shape]:
    """The rows of every styled layer that is on, from the lowest layer up: shapes of the part `feature`."""
    for held in shown_layers(found):
        rows = held_rows(held, found)
        for k in sorted({int(k) for k in held.classes[rows]}):
            of_class = rows & (held.classes == k)
            path = _points(pens, held, of_class, k) if held.layer.geometry == "Point" else _shapes(pens, held, of_class)
            if path is not None:
                yield _painted(pens, held, k, path, int(of_class.sum()))


def _painted(pens: Pens, held: Drawn, k: int, path: Path, n: int) -> Shape:
    """One class as a shape, told by its words and how many rows it holds."""
    style, name, t = held.layer.style, held.layer.name[pens.lang == "nl"], pens.tokens
    assert style is not None, held.layer.id
    words = class_words(held, k, pens.lang)
    alt = f"{name}{words and f', {words}'}: {n}"
    paint = style.paint_of(k)
    told: dict[str, Any] = {"clip": True, "group": f"layer {held.layer.id}", "alt": alt}
    label = f"{held.layer.id} {k}"
    if held.layer.geometry == "LineString":
        dash, colour = DASHES[style.dash], t[paint or "ctx"]
        scaled = (dash[0] * pens.unit, dash[1] * pens.unit) if dash else None
        return Shape("feature", label, *path, stroke=colour, width=style.width_px * pens.unit, dash=scaled, **told)
    if held.layer.geometry == "Polygon":
        edge, width = t["ctx"], style.width_px * pens.unit
        fill = t[paint] if paint else ""
        return Shape("feature", label, *path, fill=fill, stroke=edge, width=width, opacity=style.opacity, **told)
    return _symbol(held, k, path, label, pens, told)


def _symbol(held: Drawn, k: int, path: Path, label: str, pens: Pens, told: dict[str, Any]) -> Shape:
    style, t = held.layer.style, pens.tokens
    assert style is not None, held.layer.id
    paint, line_width = style.paint_of(k), max(style.width_px, 0.6) * pens.unit
    if style.shape_of(k) in HOLLOW or not paint:
        return Shape("feature", label, *path, stroke=t[paint or "ctx"], width=line_width, **told)
    edge = t["ink2"] if isinstance(style.by, Value) else t["halo"]
    return Shape(
        "feature", label, *path, fill=t[paint], stroke=edge, width=0.5 * pens.unit, opacity=style.opacity, **told
    )


def _points(pens: Pens, held: Drawn, rows: NDArray[np.bool_], k: int) -> Path | None:
    """The symbols of a class as one path; those that would hide one of their own class are left out."""
    import numpy as np

    style = held.layer.style
    assert style is not None, held.layer.id
    places = held.frame.geometry[rows].representative_point()
    x, y = pens.frame.project(places.x.to_numpy(), places.y.to_numpy())
    radius = style.size_px * pens.unit
    w = pens.frame.window.grown(radius)
    inside = (x >= w.left) & (x <= w.right) & (y >= w.top) & (y <= w.bottom)
    spots = np.column_stack([x[inside], y[inside]])
    if not len(spots):
        return None
    _, once = np.unique(np.round(spots / (NEAR * radius)).astype(np.int64), axis=0, return_index=True)
    spots = spots[np.sort(once)]
    points, codes = symbol_path(style.shape_of(k), radius)
    every = (spots[:, None, :] + points[None, :, :]).reshape(-1, 2)
    return every, np.tile(codes, len(spots))


def symbol_path(shape: str, radius: float, x: float = 0.0, y: float = 0.0) -> Path:
    """One symbol of `layers.style.SHAPES` round a point."""
    if shape in ("dot", "ring"):
        return circle(x, y, radius)
    corners = [(x + a * radius, y + b * radius) for a, b in _UNIT[shape]]
    return Pen().move(*corners[0]).line(*corners[1:]).close().path()


def _shapes(pens: Pens, held: Drawn, rows: NDArray[np.bool_]) -> Path | None:
    """The lines or polygons of a class as one path, cut at the window and as fine as the page shows."""
    import shapely

    whole = shapely.geometrycollections(held.frame.geometry[rows].to_numpy())
    pieces = [pens.frame.shape(one, 5, 0.12 * pens.unit) for one in shapely.get_parts(whole)]
    left = [one for one in pieces if not one.is_empty]
    return geometry_path(shapely.geometrycollections(left)) if left else None


def drawn_rows(pens: Pens, drawn: Iterable[Mark], px: float, found: Resolved) -> list[Row]:
    """Rows of the legend for what stands on the map: the layer's name, then its classes from the first."""
    there = {m.name for m in drawn if m.part == "feature"}
    rows: list[Row] = []
    for held in shown_layers(found):
        layer, counts = held.layer, class_counts(held, found)
        classes = [k for k in counts if f"{layer.id} {k}" in there]
        name = layer.name[pens.lang == "nl"]
        by = layer.style.by if layer.style else None
        if classes and by is not None:
            rows.append(Row(f"layer:{layer.id}", lambda x, y: (), name, bold=True))
        for k in classes:

            def sample(x: float, y: float, held: Drawn = held, k: int = k) -> Iterable[Mark]:
                return _sample(pens, held, k, x, y, px)

            rows.append(Row(f"layer:{layer.id}:{k}", sample, class_words(held, k, pens.lang) or name))
    return rows


def _sample(pens: Pens, held: Drawn, k: int, x: float, y: float, px: float) -> Iterator[Mark]:
    """The sign of a class in the legend, drawn as on the map."""
    style = held.layer.style
    assert style is not None, held.layer.id
    if held.layer.geometry == "Point":
        path = symbol_path(style.shape_of(k), max(style.size_px * pens.unit, 4 * px), x, y)
    elif held.layer.geometry == "LineString":
        path = line((x - 14 * px, y), (x + 14 * px, y))
    else:
        path = rectangle(x - 14 * px, y - 8 * px, 28 * px, 16 * px)
    yield replace(_painted(pens, held, k, path, 0), part="legend", clip=False, group="", alt="")
