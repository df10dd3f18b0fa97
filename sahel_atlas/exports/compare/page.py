"""The picture of a comparison: title, map of what differs, dot plot and lists, on one sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sahel_atlas.exports.compare.map import difference_marks
from sahel_atlas.exports.compare.panel import panel_marks
from sahel_atlas.exports.compare.words import change_line, clocks, finding
from sahel_atlas.exports.options import THEMES, ExportOptions
from sahel_atlas.exports.plate.base import base_marks
from sahel_atlas.exports.plate.frame import make_frame
from sahel_atlas.exports.plate.layout import Page, lay_out
from sahel_atlas.exports.plate.marking import bands
from sahel_atlas.exports.plate.page import public_scene, title_block, title_lines
from sahel_atlas.exports.plate.paths import line, rectangle
from sahel_atlas.exports.plate.pens import PX, Pens
from sahel_atlas.exports.plate.plate import Box, Mark, Plate, Shape
from sahel_atlas.exports.plate.sources import source_names, source_strip
from sahel_atlas.exports.statecode import encode
from sahel_atlas.marks.theme import TOKENS
from sahel_atlas.records.words import say
from sahel_atlas.scenes.compare import Comparison, compare, in_time
from sahel_atlas.scenes.sentence import spoken

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.scenes.scene import Scene

REGION = (-18.6, 2.6, 24.6, 27.6)
"""Degrees west, south, east, north of the countries that have a wheel: what a comparison shows without a view."""
COLUMN_PX = 620.0
"""Width of the column beside the map, in design pixels; it takes at most `_SHARE` of the page. On a tall page the map
takes `_MAP` of the room, and stays wider than high."""
_SHARE, _MAP = 0.37, 0.62
_RADII = (46.0, 32.0)


@dataclass(frozen=True)
class Parts:
    """The boxes of map and panel; the panel stands beside the map, or below it on tall pages."""

    map: Box
    panel: Box
    beside: bool


def build_comparison(scene: Scene, atlas: Atlas, options: ExportOptions | None = None) -> Plate:
    """A comparison as one plate.

    Parameters
    ----------
    scene : Scene
        Its two sides are those of `sahel_atlas.scenes.scene.sides`.
    atlas : Atlas
        The whole one; each side speaks as it was known on its own day of knowledge.
    options : ExportOptions, optional

    Returns
    -------
    Plate
        Coordinates in points, top left is (0, 0).
    """
    options = options or ExportOptions()
    lang = options.lang or scene.lang
    scene = replace(scene, lang=lang)
    compared = compare(scene, atlas)
    width, height = options.points()
    title = options.title or finding(compared, lang)
    lines = title_lines(title, options)
    page = lay_out(options, len(lines))
    parts, theme = _parts(page), THEMES[options.theme]
    free = parts.map.grown(-10 * page.px)
    frame = make_frame(parts.map, free, scene.view, options.screen, REGION)
    pens = Pens(frame, TOKENS[theme], PX * page.px, lang, _RADII)
    plate = Plate(width, height, parts.map, pens.tokens["panel"], title=title, lang=lang, frame=frame)
    _tell(plate, scene, compared, options)
    plate.add(_map(parts, pens, compared, theme))
    plate.add(_panel(page, parts, pens, compared))
    plate.add(title_block(plate, page, pens.tokens, lines))
    plate.add(source_strip(plate, page.strip, page.px, pens.tokens, clocks(compared, lang), figures=False))
    plate.add(bands(page, options))
    return plate


def _tell(plate: Plate, scene: Scene, compared: Comparison, options: ExportOptions) -> None:
    """What the file says of itself: the two sides, the code of its scene, its sources, a line per change."""
    apart = "" if compared.versus == "known" else say("plate.compare.apart", plate.lang)
    plate.subtitle = spoken(in_time(scene), compared.atlas, plate.lang) + apart
    plate.code = encode(public_scene(scene, compared.atlas))
    documents = {d.document_id: d for look in (compared.before, compared.after) for d in look.documents}
    plate.sources = source_names(documents.values(), compared.after.rows, plate.lang)
    plate.citations = tuple(change_line(c, compared, plate.lang) for c in compared.changes) if options.citations else ()


def _parts(page: Page) -> Parts:
    w = page.window
    whole = Box(0, w.top, page.width, page.strip.top)
    if page.width >= 1.1 * page.height:
        column = min(COLUMN_PX * page.px, _SHARE * page.width)
        left = page.width - column - 2 * 32 * page.px
        panel = Box(
            left + 32 * page.px, whole.top + 24 * page.px, page.width - 40 * page.px, whole.bottom - 12 * page.px
        )
        return Parts(replace(whole, right=left), panel, True)
    bottom = whole.top + _MAP * min(whole.height, whole.width)
    margin = 40 * page.px
    panel = Box(margin, bottom + 22 * page.px, page.width - margin, whole.bottom - 12 * page.px)
    return Parts(replace(whole, bottom=bottom), panel, False)


def _map(parts: Parts, pens: Pens, compared: Comparison, theme: str) -> Iterator[Mark]:
    layers = compared.after.scene.layers
    under, over = base_marks(pens.frame, compared.atlas.base, theme, pens.unit, layers, pens.lang)
    yield from under
    yield from over
    yield from difference_marks(pens, compared, parts.map)


def _panel(page: Page, parts: Parts, pens: Pens, compared: Comparison) -> Iterator[Mark]:
    """The column beside or below the map, on a ground of its own."""
    m = parts.map
    if parts.beside:
        ground, edge = (
            rectangle(m.right, m.top, page.width - m.right, m.height),
            ((m.right, m.top), (m.right, m.bottom)),
        )
    else:
        ground = rectangle(0, m.bottom, page.width, page.strip.top - m.bottom)
        edge = ((0, m.bottom), (page.width, m.bottom))
    yield Shape("chrome", "panel", *ground, fill=pens.tokens["panel"])
    yield Shape("plot line", "edge", *line(*edge), stroke=pens.tokens["rule"], width=page.px, group="plot")
    yield from panel_marks(pens, compared, parts.panel, columns=1 if parts.beside else 2)
