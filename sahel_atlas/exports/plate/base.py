"""The base of a plate: sea, waterlines, land, tints, relief, rivers, lakes, borders, coast and outline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sahel_atlas.exports.plate.frame import Frame
from sahel_atlas.exports.plate.paths import geometry_path, rectangle
from sahel_atlas.exports.plate.plate import Mark, Picture, Shape
from sahel_atlas.marks.theme import RELIEF_OPACITY, TOKENS, WATERLINES
from sahel_atlas.records.words import name_in

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Ground = tuple[tuple[Mark, ...], tuple[Mark, ...]]
"""What lies under a choropleth (sea, land, tints) and what lies over it (relief, waters, borders), back to front."""
DARK, LIGHT = (0x4A, 0x3A, 0x46), (0xFF, 0xFC, 0xF0)
"""Colours of the relief's shade and light."""
WEST = -33.0
"""Degrees; what the base geography has of South America lies beyond."""
_TOLERANCE = 0.12
"""How far, in units, a simplified line may lie from its own: less than a pixel of the screen."""
_RIVER_PX = {1: 1.5, 2: 1.1, 3: 0.75}


@lru_cache(maxsize=16)
def base_frame(name: str, folder: Path) -> Any:
    """A base layer, read once per process."""
    from layers.base import load_base

    return load_base(name, folder)


def base_marks(frame: Frame, folder: Path, theme: str, unit: float, layers: Sequence[str], lang: str) -> Ground:
    """The base of the map; `unit` is the design's unit u in points.

    A film, a deck or a series shows the same ground many times: it is made once.
    """
    drawn = tuple(layer for layer in ("relief", "groups") if layer in layers)
    under, over = _ground(frame, folder, theme, unit, drawn)
    focus = base_frame("focus", folder)
    names = dict(zip(focus["iso3"], (name_in(row, lang) for row in focus.itertuples()), strict=True))
    named = (replace(m, alt=names[m.name]) if isinstance(m, Shape) and m.part == "country" else m for m in under)
    return tuple(named), over


@lru_cache(maxsize=4)
def _ground(frame: Frame, folder: Path, theme: str, unit: float, layers: tuple[str, ...]) -> Ground:
    tokens, tolerance = TOKENS[theme], _TOLERANCE * unit
    land = frame.shape(_only(base_frame("land", folder)), 30 * unit, tolerance)
    under: list[Mark] = list(_under(frame, land, tokens, unit))
    under += _countries(frame, folder, tokens, tolerance, layers)
    over: list[Mark] = []
    if "relief" in layers and RELIEF_OPACITY[theme] > 0:
        pixels = relief_pixels(frame, folder, land, RELIEF_OPACITY[theme])
        over.append(Picture("relief", "relief", frame.window, pixels))
    over += _waters(frame, folder, tokens, unit)
    over += _lines(frame, folder, tokens, unit, tolerance, layers)
    return tuple(under), tuple(over)


def _under(frame: Frame, land: Any, tokens: Mapping[str, str], unit: float) -> Iterator[Mark]:
    """Sea, waterlines and land."""
    window = frame.window
    sea = rectangle(window.left, window.top, window.width, window.height)
    yield Shape("sea", "sea", *sea, fill=tokens["sea"], clip=True)
    path = geometry_path(land)
    if path is not None:
        for token, width in WATERLINES:
            yield Shape("waterline", token, *path, stroke=tokens[token], width=width * unit, round=True, clip=True)
        yield Shape("land", "land", *path, fill=tokens["land"], clip=True)


def _only(frame: Any) -> Any:
    """The one geometry of a layer, without the corner of South America that the base geography cuts through."""
    import shapely

    return shapely.intersection(frame.geometry.iloc[0], shapely.box(WEST, -90, 180, 90))


def _near(frame: Any) -> Any:
    """The rows of a layer that do not lie in that corner."""
    return frame[frame.geometry.bounds["maxx"] > WEST]


def _countries(
    frame: Frame, folder: Path, tokens: Mapping[str, str], tolerance: float, layers: Sequence[str]
) -> Iterator[Shape]:
    """Each country with a tint as a shape of its own."""
    if "groups" not in layers:
        return
    countries = base_frame("focus", folder).sort_values("tier", ascending=False)
    for row in countries.itertuples():
        path = geometry_path(frame.shape(row.geometry, 30, tolerance))
        if path is not None:
            yield Shape("country", row.iso3, *path, fill=tokens[f"t{int(row.tier)}"], clip=True, group="countries")


def _waters(frame: Frame, folder: Path, tokens: Mapping[str, str], unit: float) -> Iterator[Shape]:
    for row in _near(base_frame("rivers", folder)).itertuples():
        path = geometry_path(frame.shape(row.geometry, 5, 0.1 * unit))
        if path is not None:
            width = _RIVER_PX.get(int(row.width), 0.75) * unit
            yield Shape("river", str(row.name), *path, stroke=tokens["river"], width=width, round=True, clip=True)
    for row in _near(base_frame("lakes", folder)).itertuples():
        path = geometry_path(frame.shape(row.geometry, 5, 0.1 * unit))
        if path is not None:
            yield Shape(
                "lake", str(row.name), *path, fill=tokens["lake"], stroke=tokens["river"], width=0.6 * unit, clip=True
            )


def _lines(
    frame: Frame, folder: Path, tokens: Mapping[str, str], unit: float, tolerance: float, layers: Sequence[str]
) -> Iterator[Shape]:
    borders = _near(base_frame("borders", folder))
    for kind, focus, geometry in zip(borders["class"], borders["focus"], borders.geometry, strict=True):
        path = geometry_path(frame.shape(geometry, 5, tolerance))
        if path is None:
            continue
        disputed = kind != "international"
        colour = tokens["ctx" if disputed else "borderFocus" if focus else "border"]
        width = (1.0 if disputed else 0.95 if focus else 0.8) * unit
        dash = (4 * unit, 3 * unit) if disputed else None
        yield Shape("border", str(kind), *path, stroke=colour, width=width, dash=dash, clip=True)
    path = geometry_path(frame.shape(_only(base_frame("coast", folder)), 5, tolerance))
    if path is not None:
        yield Shape("coast", "coast", *path, stroke=tokens["coast"], width=0.8 * unit, clip=True)
    if "groups" in layers:
        path = geometry_path(frame.shape(_only(base_frame("outline_sahel", folder)), 30, tolerance))
        if path is not None:
            yield Shape("outline", "sahel", *path, stroke=tokens["outline"], width=1.7 * unit, round=True, clip=True)


def relief_pixels(frame: Frame, folder: Path, land: Any, opacity: float) -> NDArray[np.uint8]:
    """The relief in the map's projection as RGBA, transparent at sea; two pixels a point at most."""
    import numpy as np

    columns = max(2, round(frame.window.width * min(2.0, 1400 / frame.window.width)))
    rows = max(2, round(columns * frame.window.height / frame.window.width))
    step = frame.window.width / columns
    xs = frame.window.left + (np.arange(columns) + 0.5) * step
    ys = frame.window.top + (np.arange(rows) + 0.5) * (frame.window.height / rows)
    grid_x, grid_y = np.meshgrid(xs, ys)
    value = _sample(folder, *frame.degrees(grid_x, grid_y)) - 128.0
    strength = np.minimum(np.abs(value) / 128.0 * 255.0, 150.0) * opacity
    pixels = np.empty((rows, columns, 4), np.uint8)
    pixels[..., :3] = np.where((value < 0)[..., None], DARK, LIGHT)
    pixels[..., 3] = (strength * _mask(land, frame, columns, rows)).astype(np.uint8)
    return pixels


@lru_cache(maxsize=2)
def _relief(folder: Path) -> tuple[Any, tuple[float, float, float, float]]:
    import numpy as np
    from PIL import Image

    from layers.base import relief

    held = relief(folder)
    with Image.open(held.path) as image:
        pixels = np.asarray(image.convert("L"), np.float32)
    b = held.bounds
    return pixels, (b.west, b.south, b.east, b.north)


def _sample(folder: Path, lon: Any, lat: Any) -> Any:
    """Bilinear values of the relief; 128 (level) outside."""
    import numpy as np

    pixels, (west, south, east, north) = _relief(folder)
    rows, columns = pixels.shape
    x = (lon - west) / (east - west) * columns - 0.5
    y = (north - lat) / (north - south) * rows - 0.5
    inside = (x > 0) & (x < columns - 2) & (y > 0) & (y < rows - 2)
    i, j = np.clip(x, 0, columns - 2).astype(int), np.clip(y, 0, rows - 2).astype(int)
    fx, fy = x - i, y - j
    top = pixels[j, i] * (1 - fx) + pixels[j, i + 1] * fx
    bottom = pixels[j + 1, i] * (1 - fx) + pixels[j + 1, i + 1] * fx
    return np.where(inside, top * (1 - fy) + bottom * fy, 128.0)


def _mask(land: Any, frame: Frame, columns: int, rows: int) -> Any:
    import numpy as np
    import shapely
    from PIL import Image, ImageDraw

    image = Image.new("L", (columns, rows))
    draw = ImageDraw.Draw(image)
    w = frame.window
    scale = np.array([columns / w.width, rows / w.height])
    for piece in shapely.get_parts(land):
        if piece.geom_type != "Polygon":
            continue
        for ring, paint in [(piece.exterior, 1), *((hole, 0) for hole in piece.interiors)]:
            draw.polygon([tuple(p) for p in (shapely.get_coordinates(ring) - (w.left, w.top)) * scale], fill=paint)
    return np.asarray(image)
