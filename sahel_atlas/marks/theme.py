"""One set of tokens for every theme and every output, and the scales that own colour.

The values are those of the design system, §2. Screen, slide and figure read them here; nothing else names a colour.
"""

from __future__ import annotations

from collections.abc import Mapping

LIGHT: dict[str, str] = {
    "dip": "#2B51AA",
    "sec": "#3F053C",
    "mig": "#B56A12",
    "dev": "#12877C",
    "hum": "#A61F47",
    "migT": "#854A06",
    "devT": "#0A5F57",
    "route": "#A8600C",
    "ink": "#16202B",
    "ink2": "#47535F",
    "ink3": "#66717C",
    "rule": "#D9DEE3",
    "rule2": "#EDF0F2",
    "wash": "#F6F7F8",
    "panel": "#FFFFFF",
    "control": "#7B8791",
    "focus": "#0A5BD6",
    "onink": "#FFFFFF",
    "sea": "#CADDE8",
    "water1": "#D6E6EF",
    "water2": "#E1EEF5",
    "water3": "#EDF5F9",
    "land": "#EFEDE8",
    "t1": "#F6E0AC",
    "t2": "#F8EBCB",
    "t3": "#F7F0DF",
    "border": "#BDB7AC",
    "borderFocus": "#93866D",
    "outline": "#5E5139",
    "coast": "#7F9BAC",
    "river": "#86AFC7",
    "lake": "#CADDE8",
    "ctx": "#636A71",
    "water": "#2F5A76",
    "disc": "#FFFFFF",
    "track": "#8B949C",
    "halo": "#FFFFFF",
    "cityhalo": "#FFFDF7",
    "select": "#E9EEF8",
    "fill0": "#EEF1F3",
    "fill1": "#D3DBE1",
    "fill2": "#B2C0CA",
    "fill3": "#8A9DAB",
    "fill4": "#62798A",
}
DARK: dict[str, str] = LIGHT | {
    "dip": "#5992E7",
    "sec": "#D4CAD6",
    "mig": "#E8A127",
    "dev": "#7AD59C",
    "hum": "#E34992",
    "migT": "#E8A127",
    "devT": "#7AD59C",
    "route": "#E8A127",
    "ink": "#F2F5F7",
    "ink2": "#B9C4CE",
    "ink3": "#93A1AE",
    "rule": "#2C3A47",
    "rule2": "#1E2933",
    "wash": "#0E161E",
    "panel": "#121B24",
    "control": "#93A1AE",
    "focus": "#7DB4FF",
    "onink": "#121B24",
    "sea": "#0C151E",
    "water1": "#0F1A25",
    "water2": "#12202D",
    "water3": "#162735",
    "land": "#1B252E",
    "t1": "#48432F",
    "t2": "#34352F",
    "t3": "#282D2E",
    "border": "#3A4650",
    "borderFocus": "#6B675A",
    "outline": "#A99F86",
    "coast": "#3F5666",
    "river": "#2F5068",
    "lake": "#0C151E",
    "ctx": "#8D99A4",
    "water": "#6F9CBA",
    "disc": "#0E161E",
    "track": "#6B7884",
    "halo": "#10181F",
    "cityhalo": "#10181F",
    "select": "#1F2C3A",
    "fill0": "#25313C",
    "fill1": "#33434F",
    "fill2": "#455A69",
    "fill3": "#5B7586",
    "fill4": "#7694A8",
}
PROJECTOR: dict[str, str] = LIGHT | {
    "sea": "#BFD6E4",
    "water1": "#CCDFEA",
    "water2": "#DAE8F1",
    "water3": "#E8F1F6",
    "lake": "#BFD6E4",
    "t1": "#F7DC98",
    "t2": "#FAEBC4",
    "t3": "#FAF1DA",
    "outline": "#463B26",
    "ink": "#0C141C",
}
PRINT: dict[str, str] = LIGHT | {
    "sea": "#E6EEF3",
    "water1": "#EAF1F5",
    "water2": "#EFF5F8",
    "water3": "#F5F9FB",
    "lake": "#E6EEF3",
    "land": "#F6F5F2",
    "t1": "#FBEFD2",
    "t2": "#FCF5E4",
    "t3": "#FBF8F0",
    "discRing": "#B9B2A2",
}
"""Paler than the screen: paper takes less ink, and a disc gets a ring of its own against it."""
GREYSCALE: dict[str, str] = LIGHT | {
    "dip": "#333333",
    "sec": "#000000",
    "mig": "#666666",
    "dev": "#4D4D4D",
    "hum": "#1F1F1F",
    "migT": "#333333",
    "devT": "#333333",
    "route": "#4D4D4D",
    "ink": "#000000",
    "ink2": "#404040",
    "ink3": "#595959",
    "sea": "#E3E3E3",
    "water1": "#EAEAEA",
    "water2": "#F1F1F1",
    "water3": "#F8F8F8",
    "lake": "#E3E3E3",
    "land": "#F6F6F6",
    "t1": "#D2D2D2",
    "t2": "#E4E4E4",
    "t3": "#EDEDED",
    "border": "#B3B3B3",
    "borderFocus": "#808080",
    "outline": "#333333",
    "coast": "#8C8C8C",
    "river": "#A6A6A6",
    "ctx": "#595959",
    "water": "#404040",
    "cityhalo": "#FFFFFF",
    "track": "#949494",
    "control": "#858585",
    "focus": "#333333",
    "rule": "#DCDCDC",
    "rule2": "#EFEFEF",
    "wash": "#F7F7F7",
    "select": "#EDEDED",
    "fill0": "#F0F0F0",
    "fill1": "#D9D9D9",
    "fill2": "#BEBEBE",
    "fill3": "#9B9B9B",
    "fill4": "#767676",
    "discRing": "#B2B2B2",
}
TOKENS: Mapping[str, Mapping[str, str]] = {
    "light": LIGHT,
    "dark": DARK,
    "projector": PROJECTOR,
    "print": PRINT,
    "greyscale": GREYSCALE,
}
"""Theme -> token -> colour. The screen knows the first three; exports know light (as `screen`) and the rest."""

INSTRUMENT_TOKEN: Mapping[str, str] = {
    "diplomacy": "dip",
    "security": "sec",
    "migration": "mig",
    "development": "dev",
    "humanitarian": "hum",
}
RELIEF_OPACITY: Mapping[str, float] = {
    "light": 0.52,
    "projector": 0.5,
    "dark": 0.34,
    "print": 0.34,
    "greyscale": 0.0,
}
WATERLINES = (("water1", 26.0), ("water2", 15.0), ("water3", 6.0))
"""Coast strokes under the land, widest first: token and width in px at unit 1."""


def css_tokens() -> str:
    """The screen themes as custom properties: ``:root`` is light, other themes by ``data-theme``."""
    blocks = []
    for theme in ("light", "dark", "projector"):
        selector = ":root" if theme == "light" else f':root[data-theme="{theme}"]'
        lines = "".join(f"  --{name}: {value};\n" for name, value in TOKENS[theme].items())
        scheme = "dark" if theme == "dark" else "light"
        blocks.append(f"{selector} {{\n  color-scheme: {scheme};\n{lines}  --relief: {RELIEF_OPACITY[theme]};\n}}\n")
    return "".join(blocks)
