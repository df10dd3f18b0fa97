"""The marking as bands: on a plate, and round a picture that has no page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from geo.errors import AtlasError
from sahel_atlas.exports.fonts import font_file, letters, text_width
from sahel_atlas.exports.marking import GROUND, NONE, Marking, marking_of
from sahel_atlas.exports.plate.paths import rectangle
from sahel_atlas.exports.plate.plate import Label, Mark, Plate, Shape

if TYPE_CHECKING:
    from PIL.Image import Image

    from sahel_atlas.exports.options import ExportOptions
    from sahel_atlas.exports.plate.layout import Page

HEIGHT, SIZE, GAP = 34.0, 20.0, 26.0
"""Height of a band, size of its text and room between text and label, in design pixels (1080 to a 16:9 page)."""
LEAST, SMALLEST = 6.0, 5.0
"""Size in points below which a text is not set, and below which one that is too long is refused."""
WIDEST, RISE = 0.94, 0.68
"""Share of a band's width that its text may take, and of its height at which the base line stands."""
LEAST_PX, PICTURE_PX = 16, 22
"""Least height of a band round a picture, and the usual one of a contact sheet, in pixels."""


class NarrowError(AtlasError):
    """A marking that is too long to be read at the width of a page."""

    kind = "narrow"


class LettersError(AtlasError):
    """A marking with letters that the atlas's font has not."""

    kind = "letters"


def band_height(px: float) -> float:
    """Height of a band in points on a page whose design pixel is `px` points."""
    return max(HEIGHT * px, LEAST * HEIGHT / SIZE)


def bands(page: Page, options: ExportOptions) -> Iterator[Mark]:
    """The marking above and below a page, when there is one."""
    return band_marks(options.mark, page.width, page.height, page.px)


def band_marks(marking: Marking, width: float, height: float, px: float) -> Iterator[Mark]:
    """The marking above and below a page of a size in points, when there is one.

    Raises
    ------
    geo.errors.AtlasError
        If it could not be read there: it is too long for the page, or in letters that the atlas's font has not.
    """
    if not marking:
        return
    check_letters(marking)
    band = band_height(px)
    size = band * SIZE / HEIGHT
    gap = GAP / SIZE
    ems = sum(text_width(words, 1.0, 700) for words, _ in marking.parts) + gap * (len(marking.parts) - 1)
    size = min(size, WIDEST * width / ems)
    if size < SMALLEST:
        raise _too_long(marking, f"a page {width:.0f} points wide")
    for name, top in (("above", 0.0), ("below", height - band)):
        yield Shape("marking band", name, *rectangle(0, top, width, band), fill=GROUND)
        x = (width - ems * size) / 2
        for words, colour in marking.parts:
            yield Label("marking", f"{name} {words}", words, x, top + RISE * band, size, colour, weight=700)
            x += (text_width(words, 1.0, 700) + gap) * size


def _too_long(marking: Marking, where: str) -> NarrowError:
    return NarrowError(
        expected=f"a marking that can be read on {where}",
        got=f"one of {len(marking.line)} characters",
        do="write it shorter or take a larger size",
    )


def check_letters(marking: Marking) -> None:
    """Refuse a marking with letters that would be drawn as empty boxes.

    Raises
    ------
    LettersError
        If the atlas's font has not all of them.
    """
    strange = "".join(dict.fromkeys(c for c in marking.line if ord(c) not in letters(700)))
    if strange:
        raise LettersError(
            expected="a marking in letters that the atlas's font has",
            got=repr(strange),
            do="write it in Latin, Greek or Cyrillic letters",
        )


def marking_on(plate: Plate) -> Marking:
    """The marking that stands both above and below on a plate; none when one of them lacks or differs."""
    sides = []
    for side in ("above", "below"):
        grounds = [m for m in plate.of("marking band") if m.name == side]
        words = [m.text for m in plate.of("marking") if isinstance(m, Label) and m.name.startswith(side)]
        sides.append(marking_of(" · ".join(words)) if grounds else NONE)
    return sides[0] if sides[0] == sides[1] else NONE


def framed(picture: Image, marking: Marking, band: int = PICTURE_PX) -> Image:
    """A picture between two bands of `band` pixels; without a marking the picture as it is.

    Raises
    ------
    geo.errors.AtlasError
        If the marking could not be read there.
    """
    from PIL import Image, ImageDraw

    if not marking:
        return picture
    check_letters(marking)
    size = int(band * SIZE / HEIGHT)
    gap = GAP / SIZE
    ems = sum(text_width(words, 1.0, 700) for words, _ in marking.parts) + gap * (len(marking.parts) - 1)
    size = min(size, int(WIDEST * picture.width / ems))
    if size < SMALLEST + 2:
        raise _too_long(marking, f"a picture {picture.width} pixels wide")
    whole = Image.new("RGB", (picture.width, picture.height + 2 * band), GROUND)
    whole.paste(picture, (0, band))
    pen = ImageDraw.Draw(whole)
    for top in (0, whole.height - band):
        x = (picture.width - ems * size) / 2
        for words, colour in marking.parts:
            _write(pen, words, x, top + RISE * band, size, colour)
            x += (text_width(words, 1.0, 700) + gap) * size
    return whole


def _write(pen: Any, words: str, x: float, y: float, size: int, colour: str) -> None:
    from PIL import ImageFont

    font = ImageFont.truetype(font_file(700), size)
    pen.text((x, y), words, fill=colour, font=font, anchor="ls")
