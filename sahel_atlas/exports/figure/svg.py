"""The finish of an SVG: fonts as part of the file, and what the file says of itself."""

from __future__ import annotations

import base64
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

from sahel_atlas.exports.fonts import FAMILY, SERIF
from sahel_atlas.exports.plate.plate import Label, Plate
from sahel_atlas.records.folders import ASSETS

FONTS = ASSETS / "fonts"


def finish_svg(text: str, plate: Plate) -> bytes:
    """Put the fonts in use into the file, with a description and the state code; matplotlib has written the title."""
    faces = "".join(_faces(*style) for style in _styles(plate))
    head = f"<desc>{escape(plate.subtitle)} {escape(plate.code)}</desc><style>{faces}text{{white-space:pre}}</style>"
    text = text.replace("<svg ", f'<svg role="img" xml:lang="{plate.lang}" ', 1)
    start = text.index("<metadata>")
    return (text[:start] + head + text[start:]).encode("utf-8")


def _styles(plate: Plate) -> list[tuple[int, bool, bool]]:
    return sorted({(m.weight, m.italic, m.serif) for m in plate.marks if isinstance(m, Label)})


def _faces(weight: int, italic: bool, serif: bool) -> str:
    """One rule per subset of a font; the browser takes from each the characters it has."""
    family = SERIF if serif else FAMILY
    cut = "400-italic" if italic or serif else f"{weight}-normal"
    name = "source-serif-4" if serif else "source-sans-3"
    rules = []
    for subset, area in (("latin-ext", "U+0100-024F,U+1E00-1EFF"), ("latin", "U+0000-00FF,U+2000-206F,U+20AC,U+2122")):
        data = _encoded(FONTS / f"{name}-{subset}-{cut}.woff2")
        style = "italic" if italic or serif else "normal"
        rules.append(
            f"@font-face{{font-family:'{family}';font-weight:{weight};font-style:{style};unicode-range:{area};"
            f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
        )
    return "".join(rules)


@lru_cache(maxsize=16)
def _encoded(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode("ascii")
