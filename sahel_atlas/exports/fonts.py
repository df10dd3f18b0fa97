"""The atlas's own fonts: their files, and the room a line of text takes up in them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sahel_atlas.records.folders import DATA

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FAMILY, SERIF = "Source Sans 3", "Source Serif 4"
_MEASURE = 200


def font_file(weight: int = 400, italic: bool = False, serif: bool = False) -> str:
    """Path of the font for a style; the serif has one cut, the italic one weight."""
    cut = "400-italic" if italic or serif else f"{weight}-normal"
    name = f"source-serif-4-{cut}" if serif else f"source-sans-3-{cut}"
    return str(DATA / "fonts" / f"{name}.ttf")


@lru_cache(maxsize=8)
def _font(file: str) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(file, _MEASURE)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, weight: int = 400, italic: bool = False, serif: bool = False) -> float:
    """Width of a line in points."""
    return _font(font_file(weight, italic, serif)).getlength(text) * size / _MEASURE


@lru_cache(maxsize=4096)
def ink_height(text: str, weight: int, italic: bool, serif: bool) -> tuple[float, float]:
    """How far the letters of a text reach above and below the base line, as shares of the size."""
    _, top, _, bottom = _font(font_file(weight, italic, serif)).getbbox(text, anchor="ls")
    return -top / _MEASURE, bottom / _MEASURE


@lru_cache(maxsize=2)
def letters(weight: int) -> frozenset[int]:
    """The characters that the upright font of a weight can draw, as code points."""
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(font_file(weight)).get_charmap())
