"""Fonts: the web files as they come, and TrueType files made from them for the drawing library."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

from geo.atomic import atomic
from sahel_atlas.records.folders import DATA

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

    from sahel_atlas.build.sources import Unpacked

ASSETS = DATA.parent / "assets" / "fonts"
SANS = ("400-normal", "400-italic", "600-normal", "700-normal")
SERIF = ("400-italic",)
SUBSETS = ("latin", "latin-ext")
RANGES = {
    "latin": "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, "
    "U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD",
    "latin-ext": "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1E00-1E9F, U+1EF2-1EFF, "
    "U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF",
}


def write_fonts(sources: Unpacked, say: Callable[[str], None]) -> list[Path]:
    """Write `assets/fonts/*.woff2`, their style sheet and `data/fonts/*.ttf` (Latin and its extension merged)."""
    say("making fonts")
    ASSETS.mkdir(parents=True, exist_ok=True)
    (DATA / "fonts").mkdir(exist_ok=True)
    written: list[Path] = []
    rules = [
        "/* Fonts of the page, served by the atlas itself. Made by `atlas build`. Licence: assets/fonts/LICENSE. */"
    ]
    for family, stem, folder, styles in (
        ("Source Sans 3", "source-sans-3", sources.sans, SANS),
        ("Source Serif 4", "source-serif-4", sources.serif, SERIF),
    ):
        for style in styles:
            files = [folder / f"{stem}-{subset}-{style}.woff2" for subset in SUBSETS]
            for subset, file in zip(SUBSETS, files, strict=True):
                shutil.copyfile(file, ASSETS / file.name)
                written.append(ASSETS / file.name)
                rules.append(_rule(family, style, file.name, subset))
            target = DATA / "fonts" / f"{stem}-{style}.ttf"
            with atomic(target) as part:
                part.write_bytes(merged_ttf(files, family, style))
            written.append(target)
    shutil.copyfile(sources.sans.parent / "LICENSE", ASSETS / "LICENSE")
    sheets = ASSETS.parent / "styles"
    sheets.mkdir(exist_ok=True)
    with atomic(sheets / "fonts.css") as part:
        part.write_text("\n".join(rules) + "\n", encoding="utf-8", newline="\n")
    return written


def _rule(family: str, style: str, name: str, subset: str) -> str:
    """One face as the style sheets are formatted: lines of at most 120 characters."""
    weight, slant = style.split("-")
    ranges = fill(RANGES[subset] + ";", 120, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)
    return (
        f'@font-face {{\n  font-family: "{family}";\n  font-weight: {weight};\n  font-style: {slant};\n'
        f'  font-display: swap;\n  src: url("../fonts/{name}") format("woff2");\n  unicode-range:\n{ranges}\n}}'
    )


def merged_ttf(files: list[Path], family: str, style: str) -> bytes:
    """Subsets of one font as a single TrueType file; equal input gives equal bytes."""
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont

    streams = []
    for file in files:
        font = TTFont(file, recalcTimestamp=False)
        font.flavor = None
        for table in ("GSUB", "GPOS", "GDEF"):
            if table in font:
                del font[table]
        stream = io.BytesIO()
        font.save(stream, reorderTables=True)
        stream.seek(0)
        streams.append(stream)
    merged = Merger().merge(streams)
    first = TTFont(io.BytesIO(streams[0].getvalue()), recalcTimestamp=False)
    merged["head"].modified = merged["head"].created = first["head"].created
    merged.recalcTimestamp = False
    merged["name"] = first["name"]
    _rename(merged, family, style)
    out = io.BytesIO()
    merged.save(out)
    return out.getvalue()


def _rename(font: TTFont, family: str, style: str) -> None:
    """Name a face by its family and weight: the source names every weight after its lightest."""
    weight, slant = style.split("-")
    face = {"400": "Regular", "600": "SemiBold", "700": "Bold"}[weight]
    face = "Italic" if slant == "italic" else face
    names = font["name"]
    names.names = [n for n in names.names if n.nameID in (0, 5, 13, 14)]
    for number, text in ((1, family), (2, face), (4, f"{family} {face}"), (6, f"{family.replace(' ', '')}-{face}")):
        names.setName(text, number, 3, 1, 0x409)
        names.setName(text, number, 1, 0, 0)
    font["OS/2"].usWeightClass = int(weight)
