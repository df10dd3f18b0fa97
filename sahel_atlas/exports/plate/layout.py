"""Where the parts of a page stand: title, map, legend, sources and marking, for its size."""

from __future__ import annotations

from dataclasses import dataclass

from sahel_atlas.exports.options import ExportOptions
from sahel_atlas.exports.plate.marking import band_height
from sahel_atlas.exports.plate.plate import Box

MARGIN = 48
COLUMN, WIDE_COLUMN = 340, 470
"""Margin of the page and width of the legend beside the map, in design pixels; wide pages have two columns of rows."""


@dataclass(frozen=True)
class Page:
    """Sizes of a page in points: `px` is a design pixel (1920 wide at 16:9), the rest are boxes."""

    width: float
    height: float
    px: float
    band: float
    title: Box
    window: Box
    legend: Box
    free: Box
    strip: Box
    beside: bool


def design_px(width: float, height: float) -> float:
    """A design pixel in points on a page of a size in points."""
    px: float = (width * height / (960 * 540)) ** 0.5 * 0.5
    return max(px * 0.92, width / 1500) if width < height else px


def lay_out(options: ExportOptions, title_lines: int, scene_view: bool = False) -> Page:
    """The boxes of a page: the legend beside the map on wide pages, below it on tall ones.

    Without a view of its own (`scene_view`) the map shows the whole region, whose west is sea: there the legend may
    reach over the map.
    """
    width, height = options.points()
    px = design_px(width, height)
    band = band_height(px) if options.mark else 0.0
    top = band + (128 + 50 * (title_lines - 1)) * px
    strip = Box(0, height - band - 84 * px, width, height - band)
    beside = width >= 0.95 * height
    margin = MARGIN * px
    if beside:
        window = Box(0, top, width, strip.top)
        column = (WIDE_COLUMN if width > 1.5 * height else COLUMN) * px
        legend = Box(margin, top + 18 * px, margin + column, strip.top - 70 * px)
        left = legend.right + 14 * px if scene_view else margin + COLUMN * px
        free = Box(left, window.top + 4 * px, width - 4 * px, window.bottom - 8 * px)
    else:
        tall = min(0.34 * (strip.top - top), 440 * px)
        window = Box(0, top, width, strip.top - tall)
        legend = Box(margin, window.bottom + 24 * px, width - margin, strip.top - 16 * px)
        free = window.grown(-14 * px)
    return Page(width, height, px, band, Box(margin, band, width - margin, top), window, legend, free, strip, beside)
