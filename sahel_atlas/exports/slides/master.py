"""What a deck stands on: a house template with its layouts and colours, or the atlas's own theme."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.errors import FileFault
from sahel_atlas.exports.options import ExportOptions
from sahel_atlas.exports.plate.plate import Box
from sahel_atlas.exports.write import packed, require_clock
from sahel_atlas.marks.theme import INSTRUMENT_TOKEN

EMU = 12700
"""English metric units per point."""
FONT = "Calibri"
"""The theme's font: one that the receiving machine has, for a slide cannot carry the atlas's own."""
READABLE = 4.5
"""Least contrast of text (WCAG 2.2)."""
_LEAST = 0.25
"""Least share of the slide that a layout leaves to the map."""
_DARK = 0.18
"""Luminance below which a ground is dark: white and black stand out from it alike."""
_FURNITURE = ("DATE", "FOOTER", "SLIDE_NUMBER")


@dataclass(frozen=True)
class Ground:
    """A layout with a title and the box that it leaves to the map, in points."""

    layout: Any
    area: Box


def open_deck(template: Path | None, options: ExportOptions) -> Any:
    """An empty presentation, of the size asked for or of the template's.

    Raises
    ------
    geo.errors.FileFault
        If the template cannot be read.
    """
    from pptx import Presentation
    from pptx.exc import PackageNotFoundError
    from pptx.util import Pt

    if template is None:
        shown: Any = Presentation()
        width, height = options.points()
        _without_thumbnail(shown)
        _stretch(shown, Pt(width) / shown.slide_width, Pt(height) / shown.slide_height)
        shown.slide_width, shown.slide_height = Pt(width), Pt(height)
        return shown
    try:
        shown = Presentation(str(template))
    except (PackageNotFoundError, ValueError, KeyError, SyntaxError, zipfile.BadZipFile, OSError) as error:
        raise FileFault(
            expected="a PowerPoint file (.pptx)", got=str(error), do="save the template as .pptx", where=str(template)
        ) from error
    _without_thumbnail(shown)
    slides = shown.slides._sldIdLst
    for slide in list(slides):
        shown.part.drop_rel(slide.rId)
        slides.remove(slide)
    # Sections and custom shows name slides by number; left in, they would point at nothing.
    for gone in shown.part._element.xpath("./p:custShowLst | ./p:extLst"):
        gone.getparent().remove(gone)
    return shown


def _without_thumbnail(shown: Any) -> None:
    """A preview of what the file held before would lie about what it holds now."""
    relations = shown.part.package._rels
    for name in [name for name, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        relations.pop(name)


def _stretch(shown: Any, wide: float, tall: float) -> None:
    """Fit the placeholders of master and layouts to another size of slide."""
    for sheet in (shown.slide_master, *shown.slide_layouts):
        for holder in sheet.placeholders:
            own = holder._element.spPr.xfrm if holder._element.spPr is not None else None
            if own is None or own.off is None:
                continue
            left, top, width, height = holder.left, holder.top, holder.width, holder.height
            holder.left, holder.width = round(left * wide), round(width * wide)
            holder.top, holder.height = round(top * tall), round(height * tall)


def ground(shown: Any) -> Ground:
    """The layout whose one content holder leaves the map the most room, else the plainest with a title.

    Raises
    ------
    geo.errors.FileFault
        If no layout has a title.
    """
    titled = _titled(shown)
    whole = shown.slide_width * shown.slide_height
    contents = []
    for layout in titled:
        others = [s for s in layout.placeholders if not is_title(s) and _kind(s) not in _FURNITURE]
        if len(others) == 1 and _kind(others[0]) in ("OBJECT", "BODY"):
            contents.append((others[0].width * others[0].height / whole, layout, _box(others[0])))
    best = max(contents, key=lambda found: found[0], default=None)
    if best and best[0] >= _LEAST:
        return Ground(best[1], best[2])
    plain = plainest(shown)
    return Ground(plain, _below_title(shown, plain))


def _titled(shown: Any) -> list[Any]:
    found = [x for x in shown.slide_layouts if any(is_title(s) for s in x.placeholders)]
    if not found:
        raise FileFault(
            expected="a layout with a title", got="none", do="add a title to a layout of the template", where="template"
        )
    return found


def plainest(shown: Any) -> Any:
    """The layout with a title and as little else as possible."""
    return min(_titled(shown), key=lambda layout: len(list(layout.placeholders)))


def title_size(layout: Any) -> float:
    """The size of a layout's title in points: its own, or the master's."""
    holder = next(s for s in layout.placeholders if is_title(s))
    sizes = [
        *holder._element.xpath(".//a:lvl1pPr/a:defRPr/@sz"),
        *layout.slide_master._element.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/@sz"),
        "4400",
    ]
    return int(sizes[0]) / 100


def _below_title(shown: Any, layout: Any) -> Box:
    """From the title down to the slide's foot, or to the furniture that stands there."""
    width, height = shown.slide_width / EMU, shown.slide_height / EMU
    title = _box(next(s for s in layout.placeholders if is_title(s)))
    feet = [_box(s).top for s in layout.placeholders if _kind(s) in _FURNITURE]
    bottom = min((y for y in feet if y > title.bottom), default=height - title.left / 2)
    if (bottom - title.bottom) * title.width < _LEAST * width * height:
        # A title in the middle or at the foot leaves no room: the map takes the slide, the title stands above it.
        return Box(0.0, 0.0, width, height)
    return Box(title.left, title.bottom, title.right, bottom)


def _kind(shape: Any) -> str:
    return str(shape.placeholder_format.type).partition(" ")[0]


def is_title(shape: Any) -> bool:
    """Whether a field of a layout holds the title of an ordinary slide."""
    return _kind(shape) == "TITLE"


def _box(shape: Any) -> Box:
    left, top = shape.left / EMU, shape.top / EMU
    return Box(left, top, left + shape.width / EMU, top + shape.height / EMU)


def own_theme(shown: Any, tokens: Mapping[str, str]) -> None:
    """The atlas's colours and font as the theme of a deck without a template."""
    part = _theme_part(shown)
    xml = part.blob.decode("utf-8")
    wanted = {"dk1": "ink", "lt1": "panel", "dk2": "ink2", "lt2": "wash"}
    wanted |= {f"accent{i + 1}": token for i, token in enumerate(INSTRUMENT_TOKEN.values())}
    for name, token in wanted.items():
        colour = f'<a:{name}><a:srgbClr val="{tokens[token].lstrip("#")}"/></a:{name}>'
        xml = re.sub(rf"<a:{name}>.*?</a:{name}>", colour, xml, count=1, flags=re.DOTALL)
    xml = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{FONT}", xml)
    xml = re.sub(r'(<a:theme [^>]*name=")[^"]*', r"\g<1>Sahel Engagement Atlas", xml, count=1)
    part._blob = xml.encode("utf-8")


def _theme_part(shown: Any) -> Any:
    from pptx.opc.constants import RELATIONSHIP_TYPE as RT

    return shown.slide_master.part.part_related_by(RT.THEME)


def theme_colours(shown: Any) -> dict[str, str]:
    """The colours that `tx1`, `bg1` and `tx2` stand for on the first master, as ``#RRGGBB``."""
    from pptx.oxml import parse_xml

    mapped = shown.slide_master._element.find(".//{*}clrMap")
    scheme = parse_xml(_theme_part(shown).blob).find(".//{*}clrScheme")
    found = {}
    for name, usual in (("tx1", "dk1"), ("bg1", "lt1"), ("tx2", "dk2")):
        slot = mapped.get(name, usual) if mapped is not None else usual
        colour = scheme.find(f"{{*}}{slot}") if scheme is not None else None
        value = next((c.get("lastClr") or c.get("val") for c in colour), "") if colour is not None else ""
        if re.fullmatch(r"[0-9A-Fa-f]{6}", value or ""):
            found[name] = f"#{value.upper()}"
    return found


def dark(shown: Any) -> bool:
    """Whether a template's ground is dark."""
    return luminance(theme_colours(shown).get("bg1", "#FFFFFF")) < _DARK


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB`` (WCAG 2.2).

    Examples
    --------
    >>> luminance("#000000"), luminance("#FFFFFF")
    (0.0, 1.0)
    """
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours (WCAG 2.2), from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@dataclass(frozen=True)
class Paint:
    """Which colours of a plate become colours of the theme: on the page's own ground, and on the map's colours."""

    page: Mapping[str, str]
    on_map: Mapping[str, str]


def paint(shown: Any, tokens: Mapping[str, str]) -> Paint:
    """Texts and chrome take the theme's colours wherever those can be read; the data keep theirs."""
    theme = theme_colours(shown)
    ink, paper, second = (theme.get(name, tokens[key]) for name, key in _SLOTS)
    page = {tokens["panel"]: "bg1", tokens["ink"]: "tx1"}
    page[tokens["ink2"]] = page[tokens["ink3"]] = "tx2" if contrast(second, paper) >= READABLE else "tx1"
    grounds = [tokens[name] for name in ("sea", "land", "t1", "t2", "t3")]
    fits = all(contrast(ink, ground) >= READABLE for ground in grounds)
    return Paint(page, {tokens["ink"]: "tx1"} if fits else {})


_SLOTS = (("tx1", "ink"), ("bg1", "panel"), ("tx2", "ink2"))


def saved(shown: Any) -> bytes:
    """The package with one date on every member, so that equal decks are equal bytes."""
    raw = io.BytesIO()
    require_clock()
    shown.save(raw)
    return packed(raw.getvalue())
