"""Wheels read back from files: what share of a storey each part takes, measured from the paths that were drawn."""

from __future__ import annotations

import io
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

Point = tuple[float, float]
SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = r"-?\d+(?:\.\d+)?(?:e-?\d+)?"
_NAMED = re.compile(r"(?P<country>[^,]+), (?P<instrument>[^,]+), (?P<reach>[^:]+): (?P<mark>.+)")
SHOWN = {"full": ("fill",), "reduced": ("outline", "fill"), "suspended": ("outline",), "planned": ("dotted",)}
"""Kind of a part -> the paints that can show its whole width, the widest first."""


@dataclass(frozen=True)
class Piece:
    """A drawn path: what it stands for, the ends of its straight and curved steps, and the width of its outline."""

    of: tuple[str, str, str]
    kind: str
    paint: str
    points: tuple[Point, ...]
    width: float


@dataclass(frozen=True)
class Read:
    """One part of a storey: its kind, its share of the storey's arc, and where it begins (radians from the top)."""

    kind: str
    share: float
    begins: float
    arc: float


def svg_pieces(data: bytes) -> tuple[dict[str, Point], list[Piece]]:
    """Centres of the discs and pieces of the wheels in an SVG."""
    discs, pieces = dict[str, Point](), list[Piece]()
    for group in ElementTree.fromstring(data.decode()).iter(f"{SVG}g"):
        part, _, name = group.get("id", "").partition("/")
        path = group.find(f"{SVG}path")
        if path is None:
            continue
        points = tuple(_ends(path.get("d", "")))
        if part == "disc":
            discs[name] = _middle(points)
        elif part == "segment":
            style = re.search(rf"stroke-width: ({_NUMBER})", path.get("style", ""))
            stroked = "stroke: #" in path.get("style", "")
            *of, kind, paint = name.split()
            width = float(style[1]) if style and stroked else 1.0 if stroked else 0.0
            pieces.append(Piece((of[0], of[1], of[2]), kind, paint, points, width))
    return discs, pieces


def _ends(d: str) -> Iterator[Point]:
    """Where each step of a path ends; control points of curves are passed over."""
    for command, numbers in re.findall(rf"([MLCz])((?:\s*{_NUMBER})*)", d):
        values = [float(n) for n in re.findall(_NUMBER, numbers)]
        if command in "ML" and len(values) >= 2:
            yield values[0], values[1]
        elif command == "C":
            yield values[4], values[5]


def _middle(points: tuple[Point, ...]) -> Point:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def pptx_pieces(data: bytes, words: dict[str, str], names: dict[str, str]) -> tuple[dict[str, Point], list[Piece]]:
    """The same in the first slide of a deck, by the names its shapes bear.

    Parameters
    ----------
    words : dict
        What a part is called on the slide -> its kind, and instruments and storeys likewise.
    names : dict
        Country -> code.
    """
    from pptx import Presentation

    discs, pieces = dict[str, Point](), list[Piece]()
    slide = Presentation(io.BytesIO(data)).slides[0]
    for shape in _find(slide._element, ".//p:sp"):
        kind, _, told = _find(shape, "./p:nvSpPr/p:cNvPr/@name")[0].partition(" ")
        if kind == "Disc":
            discs[told] = _middle(tuple(_emu_ends(shape)))
        found = _NAMED.fullmatch(told) if kind == "Segment" else None
        if found:
            line = _find(shape, "./p:spPr/a:ln[a:solidFill]/@w")
            dotted = _find(shape, "./p:spPr/a:ln/a:prstDash")
            paint = "dotted" if dotted else "outline" if line else "fill"
            of = names[found["country"]], found["instrument"], words[found["reach"]]
            points, width = tuple(_emu_ends(shape)), int(line[0]) if line else 0.0
            pieces.append(Piece(of, words.get(found["mark"], found["mark"]), paint, points, width))
    return discs, pieces


def _find(element: Any, path: str) -> Any:
    from lxml import etree
    from pptx.oxml.ns import _nsmap

    return etree._Element.xpath(element, path, namespaces={key: _nsmap[key] for key in "ap"})


def _emu_ends(shape: Any) -> Iterator[Point]:
    off = _find(shape, "./p:spPr/a:xfrm/a:off")[0]
    for last in _find(shape, ".//a:path/*/a:pt[last()]"):
        yield int(off.get("x")) + int(last.get("x")), int(off.get("y")) + int(last.get("y"))


def read_storeys(discs: dict[str, Point], pieces: list[Piece]) -> dict[tuple[str, str, str], list[Read]]:
    """Storey -> its parts clockwise, each with its share of the arc; tracks, stripes and hatching are no parts."""
    found: dict[tuple[str, str, str], dict[str, Piece]] = defaultdict(dict)
    for piece in pieces:
        if piece.kind in SHOWN and piece.paint in SHOWN[piece.kind]:
            held = found[piece.of].get(piece.kind)
            if held is None or SHOWN[piece.kind].index(piece.paint) < SHOWN[piece.kind].index(held.paint):
                found[piece.of][piece.kind] = piece
    return {of: _shares(discs[of[0]], parts) for of, parts in found.items()}


def _shares(centre: Point, parts: dict[str, Piece]) -> list[Read]:
    arcs = {kind: _arc(centre, piece) for kind, piece in parts.items()}
    # All are measured at one radius: a filled inner half has a smaller one.
    total = sum(angle for angle, _, _ in arcs.values())
    reads = [Read(kind, angle / total, begins, angle * r) for kind, (angle, begins, r) in arcs.items()]
    return sorted(reads, key=lambda read: read.begins)


def _arc(centre: Point, piece: Piece) -> tuple[float, float, float]:
    """Angle that a piece takes at its mid radius, outline included; where it begins; that radius."""
    polar = []
    for x, y in piece.points:
        dx, dy = x - centre[0], y - centre[1]
        polar.append((math.hypot(dx, dy), math.atan2(dx, -dy) % (2 * math.pi)))
    middle = math.atan2(sum(math.sin(a) for _, a in polar), sum(math.cos(a) for _, a in polar))
    turned = [(r, (a - middle + math.pi) % (2 * math.pi) - math.pi) for r, a in polar]
    low, high = min(r for r, _ in turned), max(r for r, _ in turned)
    spans, starts = [], []
    for edge in (low, high):
        angles = [a for r, a in turned if abs(r - edge) < 0.02 * high]
        spans.append(max(angles) - min(angles))
        starts.append(min(angles))
    mid = (low + high) / 2
    first = (sum(starts) / 2 + middle - math.radians(324)) % (2 * math.pi)
    return sum(spans) / 2 + piece.width / mid, first, mid
