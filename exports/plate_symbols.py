"""Wheels and site symbols as shapes (DESIGN, sections 5 and 6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from exports.plate import Label, Mark, Shape
from exports.plate_paths import Pen, circle, segment, svg_path
from layers.style import INSTRUMENT_TOKEN
from layers.vocabulary import INSTRUMENTS

Tokens = Mapping[str, str]

# Own drawings in a box of ten units: outline, and the mark inside.
_SITES: Mapping[str, tuple[str, str]] = {
    "embassy": ("M-4,-4h8v8h-8Z", "M-1.9,2.6v-5.2h4.1l-1.1,1.45l1.1,1.45h-3.2v2.3Z"),
    "headquarters": (
        "M0,-5.2L4.6,-3.4V0.6C4.6,3.4 2.2,4.9 0,5.8C-2.2,4.9 -4.6,3.4 -4.6,0.6V-3.4Z",
        "M0,-2.6l.8,1.7 1.8,.2-1.3,1.25.35,1.8L0,1.5l-1.65,.85.35,-1.8-1.3,-1.25 1.8,-.2Z",
    ),
    "field_site": ("M0,-4.2L3.7,-2.7V0.5C3.7,2.7 1.8,3.9 0,4.7C-1.8,3.9 -3.7,2.7 -3.7,0.5V-2.7Z", ""),
    "training_centre": ("M0,-5.2L5.4,4.3H-5.4Z", "o"),
    "academy": (
        "M0,-5.6L5.6,0L0,5.6L-5.6,0Z",
        "M-2.9,-.3L0,-1.8L2.9,-.3L0,1.2ZM-1.6,.9v1.1c.8,.8 2.4,.8 3.2,0V.9L0,1.8Z",
    ),
}
SAME_SYMBOL: Mapping[str, str] = {"office": "embassy"}
"""Roles that are drawn as another."""
HALF = 5.8
"""Half the size of a site symbol, in units u."""
ROLES = ("embassy", "office", "headquarters", "field_site", "training_centre", "academy")


def wheel_reach(radius: float, unit: float) -> float:
    """Radius of a wheel with its disc."""
    return radius + max(2 * unit / 1.55, 0.1 * radius)


def wheel_marks(
    x: float,
    y: float,
    radius: float,
    states: Sequence[str],
    tokens: Tokens,
    unit: float,
    *,
    name: str = "",
    centre: str = "",
    alts: Sequence[str] = (),
    part: str = "segment",
    selected: bool = False,
) -> Iterator[Mark]:
    """A wheel round (x, y): disc, five segments in their states, and the number in the middle."""
    px = unit / 1.55
    own = part == "segment"
    group = f"wheel {name}" if name else ""
    width, reach = max(1.3 * px, 0.085 * radius), wheel_reach(radius, unit)
    if selected:
        ring = circle(x, y, reach + 1.1 * width)
        yield Shape("selection", name, *ring, stroke=tokens["ink"], width=max(2 * px, 0.09 * radius), group=group)
    disc = circle(x, y, reach)
    yield Shape("disc" if own else part, name, *disc, fill=tokens["disc"], opacity=0.96, group=group)
    for i, (instrument, state) in enumerate(zip(INSTRUMENTS, states, strict=True)):
        colour, alt = tokens[INSTRUMENT_TOKEN[instrument]], alts[i] if alts else ""
        label = f"{name} {instrument} {state}".strip()
        named: dict[str, Any] = {"part": part, "name": label, "group": group, "alt": alt}
        yield from segment_marks(x, y, radius, i, state, colour, tokens, px, **named)
    if centre:
        size, part = max(11 * px, 0.54 * radius), "count" if own else part
        at = (x, y + 0.185 * radius, size, tokens["ink"])
        yield Label(part, name, centre, *at, weight=700, anchor="middle", group=group)


def segment_marks(
    x: float,
    y: float,
    radius: float,
    index: int,
    state: str,
    colour: str,
    tokens: Tokens,
    px: float,
    *,
    part: str = "segment",
    name: str = "",
    group: str = "",
    alt: str = "",
) -> Iterator[Shape]:
    """One segment in a state: full, outline with a filled inner half, outline, dotted outline, or the track."""
    inner = 0.5 * radius
    gap, width = max(1.6 * px, 0.085 * radius), max(1.3 * px, 0.085 * radius)
    if state == "active":
        path = segment(x, y, inner, radius, index, gap)
        yield Shape(part, name, *path, fill=colour, group=group, alt=alt)
        return
    if state == "none":
        path = segment(x, y, inner, inner + max(px, 0.05 * radius), index, gap)
        yield Shape(part, name, *path, fill=tokens["track"], group=group, alt=alt)
        return
    path = segment(x, y, inner + width / 2, radius - width / 2, index, gap + width)
    dash = (0.01, 1.75 * width) if state == "planned" else None
    yield Shape(
        part, name, *path, fill=tokens["disc"], stroke=colour, width=width, dash=dash, round=True, group=group, alt=alt
    )
    if state == "reduced":
        half = segment(x, y, inner, 0.75 * radius, index, gap)
        yield Shape(part, f"{name} inner", *half, fill=colour, group=group, alt=alt)


@lru_cache(maxsize=16)
def _pen(data: str) -> Pen:
    if data == "o":
        import math

        return Pen().move(1.5, 1.4).arc(0, 1.4, 1.5, 0, 2 * math.pi).close()
    return svg_path(data)


def site_marks(
    x: float,
    y: float,
    role: str,
    state: str,
    tokens: Tokens,
    unit: float,
    *,
    name: str = "",
    group: str = "",
    part: str = "site",
    approximate: bool = False,
    undated: bool = False,
    alt: str = "",
) -> Iterator[Shape]:
    """A site symbol: filled when something runs, hollow when not, with a dotted ring for planned or approximate."""
    outline, mark = _SITES[SAME_SYMBOL.get(role, role)]
    path = _pen(outline).path(x, y, unit)
    hollow = state != "open"
    ink, halo = tokens["ink"], tokens["halo"]
    yield Shape(f"{part} halo", name, *path, fill=halo, stroke=halo, width=3.2 * unit, round=True, group=group)
    fill, stroke, width = (tokens["disc"], ink, 1.3 * unit) if hollow else (ink, "", 0.0)
    yield Shape(part, name, *path, fill=fill, stroke=stroke, width=width, round=hollow, group=group, alt=alt)
    if mark:
        inner = _pen(mark).path(x, y, unit)
        yield Shape(f"{part} mark", name, *inner, fill=ink if hollow else halo, group=group)
    if approximate or state == "planned":
        yield from ring(x, y, tokens, unit, name=name, group=group, part=part)
    if undated:
        yield from hatch(x, y, tokens, unit, name=name, group=group, part=part)


def ring(x: float, y: float, tokens: Tokens, unit: float, *, name: str, group: str, part: str) -> Iterator[Shape]:
    """The dotted ring of an approximate or planned place."""
    dots = (0.01, 3 * unit)
    path = circle(x, y, 9 * unit)
    yield Shape(f"{part} ring", name, *path, stroke=tokens["ink"], width=1.2 * unit, dash=dots, round=True, group=group)


def hatch(x: float, y: float, tokens: Tokens, unit: float, *, name: str, group: str, part: str) -> Iterator[Shape]:
    """The hatched bar under a symbol whose dates nobody recorded."""
    pen = Pen()
    for i in range(5):
        left = -4.5 + 1.9 * i
        pen.move(left, 9.2).line((left + 1.6, 6.6))
    yield Shape(f"{part} hatch", name, *pen.path(x, y, unit), stroke=tokens["ink3"], width=0.9 * unit, group=group)
