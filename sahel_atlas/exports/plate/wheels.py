"""Instrument wheels as shapes: a disc, five sectors of block and rim, and the number in the hole.

The geometry is that of `sahel_atlas.marks.wheel_shape`, in design pixels; here it becomes paths on the page. Nothing
but the counts of the storeys decides what is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sahel_atlas.exports.plate.paths import circle, flat, geometry_path, svg_path
from sahel_atlas.exports.plate.plate import Label, Mark, Shape
from sahel_atlas.marks import wheel_shape as wheelshape
from sahel_atlas.marks.theme import INSTRUMENT_TOKEN
from sahel_atlas.marks.wheel_shape import DASH, Measures
from sahel_atlas.marks.wheels import Storey, Wheel
from sahel_atlas.records.vocabulary import INSTRUMENTS, REACHES

if TYPE_CHECKING:
    from sahel_atlas.exports.plate.paths import Path, Pen

Tokens = Mapping[str, str]
Pairs = Sequence[tuple[Storey, Storey] | None]
"""Block and rim of each instrument, in the order of `vocabulary.INSTRUMENTS`; None for one that nobody asked for."""
STRIPE, STRIPE_GAP = 2.5, 5.0
"""Width of the stripes of what is first documented, and from one to the next, in design pixels."""
HOLLOW_STRIPE = 2.0
"""Their width over what is hollow, where they have the colour of its outline."""
HATCH, HATCH_GAP = 1.0, 4.0
"""The same for the lines of what was last stated earlier; they lean the other way."""
_RING = 0.8


@dataclass(frozen=True)
class Look:
    """Where and how a wheel stands: centre and radius in points, colours, and the design pixel in points.

    `hue` replaces the instruments' colours (a wheel that did not change is grey); `opacity` is that of its colours.
    """

    x: float
    y: float
    radius: float
    tokens: Tokens
    px: float
    hue: str = ""
    opacity: float = 1.0

    @property
    def measures(self) -> Measures:
        """Radii and widths in design pixels."""
        return Measures(self.radius / self.px)

    @property
    def reach(self) -> float:
        """Radius of the wheel with its disc, in points."""
        return self.radius + self.measures.halo * self.px


def extent(look: Look, selected: bool) -> float:
    """Radius of all that belongs to a wheel: its disc, and the ring of the selected country."""
    return look.reach + (1.25 * _ring_width(look) if selected else 0.0)


def _ring_width(look: Look) -> float:
    return max(2.0 * look.px, 0.09 * look.radius)


def wheel_marks(
    look: Look,
    pairs: Pairs,
    *,
    name: str = "",
    centre: str = "",
    alts: Sequence[str] = (),
    part: str = "segment",
    selected: bool = False,
) -> Iterator[Mark]:
    """A wheel: the selected country's ring, the disc, the parts of block and rim, and the number in the hole.

    A shape's name is ``name instrument reach kind paint``: the last three say what it stands for.
    """
    own, t, px = part == "segment", look.tokens, look.px
    group = f"wheel {name}" if name else ""
    if selected:
        ring = circle(look.x, look.y, look.reach + 0.75 * _ring_width(look))
        yield Shape("selection", name, *ring, stroke=t["ink"], width=_ring_width(look), group=group)
    disc = circle(look.x, look.y, look.reach)
    edge: dict[str, Any] = {"stroke": t["discRing"], "width": _RING * px} if "discRing" in t else {}
    yield Shape("disc" if own else part, name, *disc, fill=t["disc"], opacity=0.96, group=group, **edge)
    for i, (instrument, storeys) in enumerate(zip(INSTRUMENTS, pairs, strict=True)):
        # Of an instrument that the filter leaves out a track would say that nothing is open.
        for reach, storey in zip(REACHES, storeys or (), strict=storeys is not None):
            named: dict[str, Any] = {"part": part, "group": group, "alt": alts[i] if alts else ""}
            for shape in storey_marks(look, i, storey, reach):
                yield replace(shape, name=f"{name} {instrument} {reach} {shape.name}".strip(), **named)
    m = look.measures
    if centre and not m.small:
        size = m.number * px
        at = (look.x, look.y + 0.345 * size, size, t["ink"])
        yield Label("count" if own else part, name, centre, *at, weight=700, anchor="middle", group=group)


def storey_marks(look: Look, i: int, storey: Storey, reach: str) -> Iterator[Shape]:
    """The shapes of one storey of sector `i`; their names are ``kind paint``."""
    colour = look.hue or look.tokens[INSTRUMENT_TOKEN[INSTRUMENTS[i]]]
    for piece in wheelshape.storey_shapes(look.measures.R, i, storey, reach):
        path = _pen(piece.d).path(look.x, look.y, look.px)
        painted = _painted(Shape("", f"{piece.kind} {piece.paint}", *path), piece, colour, look)
        if painted is not None:
            yield painted


@lru_cache(maxsize=2048)
def _pen(data: str) -> Pen:
    return svg_path(data)


def _painted(shape: Shape, piece: wheelshape.Shape, colour: str, look: Look) -> Shape | None:
    """A piece in its paint; None when nothing of a hatching falls into it."""
    t, px, width = look.tokens, look.px, piece.width * look.px
    if piece.paint in ("striped", "hatched"):
        striped = piece.paint == "striped"
        gap = (STRIPE_GAP if striped else HATCH_GAP) * px
        lines = hatching((shape.points, shape.codes), gap, falling=not striped, at=(look.x, look.y))
        if lines is None:
            return None
        # What is hollow has the disc's colour: its stripes have its own, and are thinner than those of what is filled.
        hollow = piece.kind in ("suspended", "planned", "rests")
        if striped:
            ink, thick = (colour, HOLLOW_STRIPE * px) if hollow else (t["disc"], STRIPE * px)
        else:
            ink, thick = t["disc"] if piece.kind in ("full", "runs") else t["ink3"], HATCH * px
        return replace(shape, points=lines[0], codes=lines[1], stroke=ink, width=thick)
    if piece.paint in ("outline", "dotted", "dashed"):
        dash = {"dotted": (0.01, DASH * width), "dashed": (2.6 * width, 1.5 * width)}.get(piece.paint)
        edge: dict[str, Any] = {"stroke": colour, "width": width, "dash": dash, "opacity": look.opacity}
        return replace(shape, fill=t["disc"], round=piece.paint != "dashed", **edge)
    fill = {"slit": t["disc"], "track": t["track"]}.get(piece.paint, colour)
    return replace(shape, fill=fill, opacity=look.opacity if piece.paint == "fill" else 1.0)


def pairs_of(wheel: Wheel, asked: Sequence[str]) -> Pairs:
    """The storeys of a wheel; without those of instruments that are not `asked` for, when any are."""
    return [(s.own, s.region) if not asked or s.instrument in asked else None for s in wheel.segments]


def hatching(path: Path, gap: float, *, falling: bool, at: tuple[float, float] = (0.0, 0.0)) -> Path | None:
    """Lines at 45 degrees inside a closed path, as one open path; None when none of them meets it.

    Parameters
    ----------
    gap : float
        Points between two lines.
    falling : bool
        Lean down to the right rather than up.
    at : (float, float)
        A point on one of the lines, so that the parts of a wheel are hatched as one.
    """
    import numpy as np
    import shapely

    area = shapely.make_valid(shapely.Polygon(flat(path)[0]))
    left, top, right, bottom = area.bounds
    x, y = at
    turn, step = -1 if falling else 1, gap * 2**0.5
    low, high = (top, bottom) if turn > 0 else (bottom, top)
    first, last = left + turn * low, right + turn * high
    base = x + turn * y
    starts = np.arange(base + np.floor((first - base) / step) * step, last + step, step)
    ends = [np.column_stack([starts - turn * level, np.full(len(starts), level)]) for level in (top, bottom)]
    lines = shapely.multilinestrings(shapely.linestrings(np.stack(ends, axis=1)))
    return geometry_path(shapely.intersection(lines, area))
