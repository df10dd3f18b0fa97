"""A plate's marks as DrawingML: native shapes with names, alternative texts, groups, and the theme's fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape
from xml.sax.saxutils import quoteattr as quoted

from sahel_atlas.exports.fonts import text_width
from sahel_atlas.exports.plate.paths import Pen
from sahel_atlas.exports.plate.plate import CLOSE, CURVE, MOVE, Box, Label, Shape
from sahel_atlas.exports.plate.plate import LINE as TO
from sahel_atlas.exports.slides.groups import Group, Text, name_of, text_of
from sahel_atlas.records.words import say

if TYPE_CHECKING:
    from sahel_atlas.exports.plate.paths import Point

EMU = 12700
"""English metric units per point."""
ASCENT, LEADING = 0.952, 1.2207
"""Share of the size from the top of a text box to its base line, and to the next line, in Calibri and its likes."""
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML cannot hold."""
WIDE = 3.0
"""Strokes wider than this, in points, show where they cross the edge of a map."""
NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


class Ids:
    """Shape ids of one slide, each once."""

    def __init__(self, first: int = 100) -> None:
        self.next = first

    def take(self) -> int:
        self.next += 1
        return self.next


def group_xml(group: Group, inner: str, box: Box, ids: Ids) -> str:
    """A group whose inner coordinates are those of the slide."""
    at = f'x="{_emu(box.left)}" y="{_emu(box.top)}"'
    size = f'cx="{max(1, _emu(box.width))}" cy="{max(1, _emu(box.height))}"'
    return (
        f'<p:grpSp {NAMES}><p:nvGrpSpPr><p:cNvPr id="{ids.take()}" name={_attribute(group.name)} '
        f"descr={_attribute(group.alt)}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm><a:off {at}/><a:ext {size}/><a:chOff {at}/><a:chExt {size}/></a:xfrm>"
        f"</p:grpSpPr>{inner}</p:grpSp>"
    )


def shape_xml(shape: Shape, ids: Ids, theme: Mapping[str, str], lang: str = "en") -> str:
    """A freeform in the slide's coordinates; `theme` maps colours of the chrome to names of the theme's colours."""
    box = shape.box()
    path = _path(shape, box)
    fill = f"<a:solidFill>{_colour(shape.fill, theme, shape.opacity)}</a:solidFill>" if shape.fill else "<a:noFill/>"
    name = name_of(shape, lang)
    width, height = max(1, _emu(box.width)), max(1, _emu(box.height))
    return (
        f'<p:sp {NAMES}><p:nvSpPr><p:cNvPr id="{ids.take()}" name={_attribute(name)} '
        f"descr={_attribute(shape.alt or name)}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f'<p:spPr><a:xfrm><a:off x="{_emu(box.left)}" y="{_emu(box.top)}"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>'
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{width}" h="{height}"{_unfilled(shape)}>{path}</a:path>'
        f"</a:pathLst></a:custGeom>{fill}{_line(shape, theme)}</p:spPr></p:sp>"
    )


def _unfilled(shape: Shape) -> str:
    return "" if shape.fill else ' fill="none"'


def _path(shape: Shape, box: Box) -> str:
    import numpy as np

    parts: list[str] = []
    pending: list[str] = []
    places = np.rint((shape.points - np.array((box.left, box.top))) * EMU).astype(int).tolist()
    for (x, y), code in zip(places, shape.codes.tolist(), strict=True):
        point = f'<a:pt x="{x}" y="{y}"/>'
        if code == TO:
            parts.append(f"<a:lnTo>{point}</a:lnTo>")
        elif code == MOVE:
            parts.append(f"<a:moveTo>{point}</a:moveTo>")
        elif code == CURVE:
            pending.append(point)
            if len(pending) == 3:
                parts.append(f"<a:cubicBezTo>{''.join(pending)}</a:cubicBezTo>")
                pending = []
        elif code == CLOSE:
            parts.append("<a:close/>")
    return "".join(parts)


def _line(shape: Shape, theme: Mapping[str, str]) -> str:
    if not shape.stroke or not shape.width:
        return "<a:ln><a:noFill/></a:ln>"
    dash = ""
    if shape.dash and shape.dash[0] < 0.1:
        dash = '<a:prstDash val="sysDot"/>'
    elif shape.dash:
        on, off = (round(part / shape.width * 100_000) for part in shape.dash)
        dash = f'<a:custDash><a:ds d="{on}" sp="{off}"/></a:custDash>'
    cap = "rnd" if shape.round and (not shape.dash or shape.dash[0] < 0.1) else "flat"
    join = '<a:miter lim="800000"/>' if not shape.round and shape.fill else "<a:round/>"
    colour = _colour(shape.stroke, theme, shape.opacity)
    return f'<a:ln w="{_emu(shape.width)}" cap="{cap}"><a:solidFill>{colour}</a:solidFill>{dash}{join}</a:ln>'


def _colour(colour: str, theme: Mapping[str, str], opacity: float = 1.0) -> str:
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    name = theme.get(colour)
    if name:
        return f'<a:schemeClr val="{name}">{alpha}</a:schemeClr>'
    return f'<a:srgbClr val="{colour.lstrip("#")}">{alpha}</a:srgbClr>'


def label_xml(label: Label, ids: Ids, theme: Mapping[str, str], lang: str = "en") -> str:
    """A text box with one line, whose base line lies where the label's does; the font is the theme's."""
    width = text_width(label.text, label.size, label.weight, label.italic, label.serif)
    height = LEADING * label.size
    left = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    top = label.y - ASCENT * label.size
    if label.turn:
        middle = label.box().centre
        left, top = middle[0] - width / 2, middle[1] - height / 2
    body = _paragraph(_run(label, theme, lang), label.anchor)
    frame = _frame(left, top, width, height, label.turn)
    return _text_box(label, ids, lang, frame, '<a:bodyPr wrap="none"', "<a:noAutofit/>", body)


def text_xml(text: Text, ids: Ids, theme: Mapping[str, str], lang: str = "en") -> str:
    """Several labels as one text box: lines that wrap again when edited, or words side by side in the middle."""
    first, last = text.labels[0], text.labels[-1]
    if not text.lines:
        # Non-breaking spaces stand between the words: they are parts of one line.
        space = replace(first, text="\u00a0" * 4)
        runs = [_run(one, theme, lang) for label in text.labels for one in (label, space)][:-1]
        frame = _frame(0, first.y - ASCENT * first.size, text.width, LEADING * first.size)
        return _text_box(text, ids, lang, frame, '<a:bodyPr wrap="square"', "", _paragraph("".join(runs), "middle"))
    pitch = (last.y - first.y) / (len(text.labels) - 1) if len(text.labels) > 1 else LEADING * first.size
    share = min(1.0, pitch / (LEADING * first.size))
    # Tighter lines take their share off the first line as well.
    top = first.y - (ASCENT - LEADING * (1 - share)) * first.size
    run = _run(replace(first, text=" ".join(label.text for label in text.labels)), theme, lang)
    frame = _frame(first.x, top, text.width, max(pitch, LEADING * first.size) * len(text.labels))
    return _text_box(
        text, ids, lang, frame, '<a:bodyPr wrap="square"', "<a:normAutofit/>", _paragraph(run, "start", share)
    )


def _frame(left: float, top: float, width: float, height: float, turn: float = 0.0) -> str:
    turned = f' rot="{round(turn * 60_000)}"' if turn else ""
    return (
        f'<a:xfrm{turned}><a:off x="{_emu(left)}" y="{_emu(top)}"/>'
        f'<a:ext cx="{max(1, _emu(width))}" cy="{max(1, _emu(height))}"/></a:xfrm>'
    )


def _text_box(mark: Label | Text, ids: Ids, lang: str, frame: str, wrap: str, fit: str, paragraph: str) -> str:
    return (
        f'<p:sp {NAMES}><p:nvSpPr><p:cNvPr id="{ids.take()}" name={_attribute(name_of(mark, lang))} '
        f'descr={_attribute(text_of(mark))}/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr>{frame}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody>'
        f'{wrap} lIns="0" tIns="0" rIns="0" bIns="0" anchor="t">{fit}</a:bodyPr>{paragraph}</p:txBody></p:sp>'
    )


def _paragraph(runs: str, anchor: str, share: float = 1.0) -> str:
    align = {"start": "l", "middle": "ctr", "end": "r"}[anchor]
    spacing = f'<a:lnSpc><a:spcPct val="{round(share * 100_000)}"/></a:lnSpc>' if share < 1 else ""
    return f'<a:p><a:pPr algn="{align}">{spacing}<a:buNone/></a:pPr>{runs}</a:p>'


def _run(label: Label, theme: Mapping[str, str], lang: str) -> str:
    bold = ' b="1"' if label.weight >= 600 else ""
    italic = ' i="1"' if label.italic or label.serif else ""
    glow = ""
    if label.halo:
        colour = _colour(label.halo, {})
        glow = f'<a:effectLst><a:glow rad="{_emu(1.3 * label.halo_width)}">{colour}</a:glow></a:effectLst>'
    return (
        f'<a:r><a:rPr lang="{say("language.tag", lang)}" sz="{max(100, round(label.size * 100))}"{bold}{italic}>'
        f"<a:solidFill>{_colour(label.colour, theme)}</a:solidFill>{glow}"
        f'<a:latin typeface="+mn-lt"/></a:rPr><a:t>{escape(writable(label.text))}</a:t></a:r>'
    )


def writable(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def _attribute(text: str) -> str:
    return quoted(writable(text))


def _emu(points: float) -> int:
    return round(points * EMU)


def cut(shape: Shape, window: Box, tight: bool = False) -> list[Shape]:
    """A shape cut at the map's window: slides cannot clip. Waterlines and other strokes become open lines.

    A `tight` cut turns the wide strokes along the coast into areas, so that nothing reaches over the window's edge.
    """
    import shapely

    if not shape.clip or window.holds(shape.box().grown(shape.width / 2 if tight else 0)):
        return [shape]
    pen = Pen()
    area = shapely.box(window.left, window.top, window.right, window.bottom)
    wide = tight and not shape.fill and shape.width > WIDE and not shape.dash
    for ring, closed in _rings(shape):
        if len(ring) < 2:
            continue
        if shape.fill and len(ring) > 3:
            piece = shapely.intersection(shapely.make_valid(shapely.Polygon(ring)), area)
        elif wide:
            near = shapely.intersection(_line_of(ring, closed), shapely.buffer(area, shape.width))
            piece = shapely.intersection(shapely.buffer(near, shape.width / 2, quad_segs=3), area)
        else:
            piece = shapely.intersection(_line_of(ring, closed), area)
        _trace(pen, piece)
    if not pen.points:
        return []
    points, codes = pen.path()
    if wide:
        return [replace(shape, points=points, codes=codes, fill=shape.stroke, stroke="", width=0.0)]
    return [replace(shape, points=points, codes=codes)]


def _line_of(ring: list[Point], closed: bool) -> Any:
    import shapely

    return shapely.LineString([*ring, ring[0]] if closed else ring)


def _trace(pen: Pen, piece: Any) -> None:
    """Draw a geometry's polygons and lines; the rest of an intersection, points, is nothing to draw."""
    import shapely

    for part in shapely.get_parts(shapely.get_parts(piece)):
        if part.is_empty:
            continue
        if part.geom_type == "Polygon":
            for line in (part.exterior, *part.interiors):
                points = shapely.get_coordinates(line).tolist()
                pen.move(*points[0]).line(*map(tuple, points[1:-1])).close()
        elif part.geom_type == "LineString":
            points = shapely.get_coordinates(part).tolist()
            pen.move(*points[0]).line(*map(tuple, points[1:]))


def _rings(shape: Shape) -> Iterator[tuple[list[Point], bool]]:
    ring: list[Point] = []
    closed = False
    for (x, y), code in zip(shape.points.tolist(), shape.codes.tolist(), strict=True):
        if code == MOVE and ring:
            yield ring, closed
            ring, closed = [], False
        ring.append((x, y))
        closed = closed or code == CLOSE
    yield ring, closed
