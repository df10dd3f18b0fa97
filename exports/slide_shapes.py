"""A plate's marks as DrawingML: native shapes with names, alternative texts, groups, and the theme's fonts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from exports.plate import CLOSE, CURVE, LINE, MOVE, Box, Label, Mark, Plate, Shape
from exports.plate_paths import Pen
from exports.plate_text import text_width

if TYPE_CHECKING:
    from exports.plate_paths import Point

EMU = 12700
"""English metric units per point."""
ASCENT = 0.984
"""Share of the size from the top of a text box to its base line."""
NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_GROUPS: Mapping[str, str] = {
    "sea": "Ground",
    "waterline": "Ground",
    "land": "Ground",
    "river": "Waters",
    "lake": "Waters",
    "border": "Borders",
    "coast": "Borders",
    "outline": "Borders",
    "route casing": "Route casings",
    "context name": "Names around",
    "water name": "Names of waters",
    "leader": "Leaders",
    "legend": "Legend",
    "legend halo": "Legend",
    "legend mark": "Legend",
    "legend ring": "Legend",
    "legend hatch": "Legend",
    "panel": "Legend",
    "date": "Legend",
    "scale bar": "Scale bar",
    "marking band": "Marking",
    "marking": "Marking",
}
_SKIPPED = ("title",)
"""Parts that stand in placeholders."""


class Ids:
    """Shape ids of one slide, each once."""

    def __init__(self, first: int = 100) -> None:
        self.next = first

    def take(self) -> int:
        self.next += 1
        return self.next


def grouped(plate: Plate) -> Iterator[tuple[str, list[Mark]]]:
    """The marks in drawing order, those of one group together where its first one stands; an empty name is no group."""
    order: list[tuple[str, list[Mark]]] = []
    place: dict[str, list[Mark]] = {}
    for mark in plate.marks:
        if mark.part in _SKIPPED:
            continue
        name = _GROUPS.get(mark.part) or (getattr(mark, "group", "") or "")
        if not name:
            order.append(("", [mark]))
        elif name in place:
            place[name].append(mark)
        else:
            place[name] = [mark]
            order.append((name, place[name]))
    yield from order


def group_xml(name: str, inner: str, box: Box, ids: Ids) -> str:
    """A group whose inner coordinates are those of the slide."""
    at = f'x="{_emu(box.left)}" y="{_emu(box.top)}"'
    size = f'cx="{max(1, _emu(box.width))}" cy="{max(1, _emu(box.height))}"'
    title = name[:1].upper() + name[1:]
    return (
        f'<p:grpSp {NAMES}><p:nvGrpSpPr><p:cNvPr id="{ids.take()}" name={quoteattr(title)}/><p:cNvGrpSpPr/><p:nvPr/>'
        f"</p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off {at}/><a:ext {size}/><a:chOff {at}/><a:chExt {size}/></a:xfrm>"
        f"</p:grpSpPr>{inner}</p:grpSp>"
    )


def marks_box(marks: Iterable[Mark]) -> Box:
    """The box round several marks."""
    boxes = [m.box() for m in marks]
    return Box(
        min(b.left for b in boxes), min(b.top for b in boxes), max(b.right for b in boxes), max(b.bottom for b in boxes)
    )


def shape_xml(shape: Shape, ids: Ids, theme: Mapping[str, str]) -> str:
    """A freeform in the slide's coordinates; `theme` maps colours of the chrome to names of the theme's colours."""
    box = shape.box()
    path = _path(shape, box)
    fill = f"<a:solidFill>{_colour(shape.fill, theme, shape.opacity)}</a:solidFill>" if shape.fill else "<a:noFill/>"
    name = f"{shape.part} {shape.name}".strip()
    width, height = max(1, _emu(box.width)), max(1, _emu(box.height))
    return (
        f'<p:sp {NAMES}><p:nvSpPr><p:cNvPr id="{ids.take()}" name={quoteattr(name)} '
        f"descr={quoteattr(shape.alt or name)}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f'<p:spPr><a:xfrm><a:off x="{_emu(box.left)}" y="{_emu(box.top)}"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>'
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{width}" h="{height}"{_unfilled(shape)}>{path}</a:path>'
        f"</a:pathLst></a:custGeom>{fill}{_line(shape, theme)}</p:spPr></p:sp>"
    )


def _unfilled(shape: Shape) -> str:
    return "" if shape.fill else ' fill="none"'


def _path(shape: Shape, box: Box) -> str:
    parts: list[str] = []
    pending: list[str] = []
    for (x, y), code in zip(shape.points.tolist(), shape.codes.tolist(), strict=True):
        point = f'<a:pt x="{_emu(x - box.left)}" y="{_emu(y - box.top)}"/>'
        if code == MOVE:
            parts.append(f"<a:moveTo>{point}</a:moveTo>")
        elif code == LINE:
            parts.append(f"<a:lnTo>{point}</a:lnTo>")
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


def label_xml(label: Label, ids: Ids, theme: Mapping[str, str]) -> str:
    """A text box with one line, whose base line lies where the label's does; the font is the theme's."""
    width = text_width(label.text, label.size, label.weight, label.italic, label.serif)
    height = 1.26 * label.size
    left = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    top = label.y - ASCENT * label.size
    if label.turn:
        middle = label.box().centre
        left, top = middle[0] - width / 2, middle[1] - height / 2
    turn = f' rot="{round(label.turn * 60_000)}"' if label.turn else ""
    name = f"{label.part} {label.name}".strip()
    bold = ' b="1"' if label.weight >= 600 else ""
    italic = ' i="1"' if label.italic else ""
    align = {"start": "l", "middle": "ctr", "end": "r"}[label.anchor]
    glow = ""
    if label.halo:
        colour = _colour(label.halo, {}, 0.9)
        glow = f'<a:effectLst><a:glow rad="{_emu(label.halo_width)}">{colour}</a:glow></a:effectLst>'
    return (
        f'<p:sp {NAMES}><p:nvSpPr><p:cNvPr id="{ids.take()}" name={quoteattr(name)} '
        f'descr={quoteattr(label.text)}/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm{turn}><a:off x="{_emu(left)}" y="{_emu(top)}"/>'
        f'<a:ext cx="{max(1, _emu(width))}" cy="{_emu(height)}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody>'
        f'<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></a:bodyPr>'
        f'<a:p><a:pPr algn="{align}"><a:buNone/></a:pPr><a:r><a:rPr lang="{_LANG}" sz="{round(label.size * 100)}"'
        f"{bold}{italic}><a:solidFill>{_colour(label.colour, theme)}</a:solidFill>{glow}"
        f'<a:latin typeface="+mn-lt"/></a:rPr><a:t>{escape(label.text)}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


_LANG = "en-GB"


def _emu(points: float) -> int:
    return round(points * EMU)


def cut(shape: Shape, window: Box) -> list[Shape]:
    """A shape cut at the map's window: slides cannot clip. Waterlines and other strokes become open lines."""
    import shapely

    if not shape.clip or window.holds(shape.box()):
        return [shape]
    pen = Pen()
    area = shapely.box(window.left, window.top, window.right, window.bottom)
    for ring, closed in _rings(shape):
        if shape.fill and len(ring) > 3:
            piece = shapely.intersection(shapely.make_valid(shapely.Polygon(ring)), area)
        elif len(ring) > 1:
            piece = shapely.intersection(shapely.LineString([*ring, ring[0]] if closed else ring), area)
        else:
            continue
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
    if not pen.points:
        return []
    points, codes = pen.path()
    return [replace(shape, points=points, codes=codes)]


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
