"""The geometry of an instrument wheel: five sectors, each a block and a rim, each cut clockwise by share.

Pure numbers: what a storey holds goes in, paths around the centre 0,0 come out, in the unit of the radius, y down. The
browser draws the same paths (`assets/map/wheel-shape.js`); a test holds the two against each other. No part is drawn
under a status that one of its rows lacks: where there is no room for each status by itself, statuses are joined under a
mark of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import asin, cos, pi, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sahel_atlas.marks.wheels import Storey

SECTOR = 2 * pi / 5
SMALL = 18.0
"""Below this radius a storey has two parts at most, and the number stands beside the wheel."""
SOLID_LEAST = 2.4
"""Least arc of a solid part; one with an outline keeps two outlines and `HOLLOW_LEAST`, to be seen as hollow."""
HOLLOW_LEAST = 1.6
DASH = 1.85
"""Distance of the dots of a dotted outline, in widths of the outline."""
FULL, REDUCED, SUSPENDED, PLANNED = range(4)
KINDS = ("full", "reduced", "suspended", "planned", "runs", "rests")
"""Marks of a part: the four statuses, `runs` (in full or not) and `rests` (suspended, planned or explored)."""


@dataclass(frozen=True)
class Measures:
    """Radii and widths of a wheel of radius `R`; see the design system's section on the wheel."""

    R: float

    @property
    def small(self) -> bool:
        """Whether there is room for two parts only."""
        return self.R < SMALL

    @property
    def rim(self) -> tuple[float, float]:
        """Inner and outer radius of the rim."""
        return self.R - max(1.9, 0.125 * self.R), self.R

    @property
    def block(self) -> tuple[float, float]:
        """Inner and outer radius of the block."""
        return (0.34 if self.small else 0.41) * self.R, self.rim[0] - max(1.0, 0.06 * self.R)

    @property
    def gap(self) -> float:
        """Distance between two sectors, whose sides are parallel."""
        return max(1.5, 0.085 * self.R)

    @property
    def halo(self) -> float:
        """How far the disc reaches beyond the radius."""
        return max(1.6, 0.09 * self.R)

    @property
    def track(self) -> float:
        """Thickness of the arc of an empty block."""
        return max(1.0, 0.045 * self.R)

    @property
    def number(self) -> float:
        """Size of the number in the hole."""
        return max(11.5, 0.5 * self.R)

    def outline(self, reach: str) -> float:
        """Width of the outline of a hollow part: `own` for the block, `region` for the rim."""
        return max(1.1, 0.07 * self.R) if reach == "own" else max(0.8, 0.035 * self.R)

    def radii(self, reach: str) -> tuple[float, float]:
        """Inner and outer radius of a storey."""
        return self.block if reach == "own" else self.rim


@dataclass(frozen=True)
class Part:
    """A drawn part: its mark, how many rows it stands for, and how many of them are stale and new."""

    kind: str
    count: int
    stale: int = 0
    new: int = 0

    @property
    def solid(self) -> bool:
        """Whether it has no outline that needs room."""
        return self.kind in ("full", "runs")


@dataclass(frozen=True)
class Shape:
    """One path: `paint` says how it is filled, `kind` and `part` what it stands for.

    `paint` is `fill` (the instrument's colour), `outline` (colour on the disc's), `dotted` or `dashed` (the same with
    dots or dashes), `slit` (a line of the disc's colour), `striped` (first documented) or `hatched` (last stated
    earlier), or `track` (nothing open).
    """

    paint: str
    kind: str
    d: str
    width: float = 0.0


def parts(storey: Storey, small: bool) -> tuple[Part, ...]:
    """The parts that are drawn of a storey, clockwise.

    Examples
    --------
    >>> from sahel_atlas.marks.wheels import Storey
    >>> [(p.kind, p.count) for p in parts(Storey((1, 0, 0, 7)), False)]
    [('full', 1), ('planned', 7)]
    >>> [(p.kind, p.count) for p in parts(Storey((1, 1, 1, 1)), True)]
    [('runs', 2), ('rests', 2)]
    """
    crowded = all(storey.counts)
    runs = _side(storey, (FULL, REDUCED), "runs", small or crowded)
    return (*runs, *_side(storey, (SUSPENDED, PLANNED), "rests", small))


def _side(storey: Storey, which: tuple[int, int], joined: str, join: bool) -> Iterator[Part]:
    """The parts of what runs, or of what does not; both statuses joined where they must share."""
    present = [i for i in which if storey.counts[i]]
    if join and len(present) == 2:
        count = sum(storey.counts[i] for i in which)
        yield Part(joined, count, sum(storey.stale[i] for i in which), sum(storey.new[i] for i in which))
        return
    for i in present:
        yield Part(KINDS[i], storey.counts[i], storey.stale[i], storey.new[i])


def shares(found: Sequence[Part], arc: float, outline: float) -> list[float]:
    """Each part's share of the arc: linear in its count, but never too narrow to be told by its mark.

    Parameters
    ----------
    arc : float
        Length of the whole arc at the storey's mid radius.
    outline : float
        Width of the storey's outlines.

    Returns
    -------
    list of float
        They sum to 1. A part below its least arc gets just that; the others share what is left by their counts.
    """
    if not found:
        return []
    even = 1 / len(found)
    least = [min((SOLID_LEAST if p.solid else 2 * outline + HOLLOW_LEAST) / arc, even) for p in found]
    held: set[int] = set()
    while True:
        rest = 1 - sum(least[i] for i in held)
        free = sum(p.count for i, p in enumerate(found) if i not in held)
        got = [least[i] if i in held else p.count / free * rest for i, p in enumerate(found)]
        narrow = {i for i in range(len(found)) if i not in held and got[i] < least[i] - 1e-12}
        if not narrow:
            break
        held |= narrow
        if len(held) == len(found):
            got = least
            break
    total = sum(got)
    return [x / total for x in got]


def sector(i: int) -> tuple[float, float]:
    """First and last angle of sector `i`, in radians, clockwise from the right with y down; sector 0 is at the top."""
    first = -pi / 2 - SECTOR / 2 + SECTOR * i
    return first, first + SECTOR


def annular(r0: float, r1: float, first: float, last: float, inset0: float = 0.0, inset1: float = 0.0) -> str:
    """A piece of a ring as a path; its ends run parallel to the radii of its angles, at the distance of the insets."""

    def ends(r: float) -> tuple[float, float]:
        a, b = first + _turn(inset0, r), last - _turn(inset1, r)
        return (a, b) if a < b else ((a + b) / 2, (a + b) / 2)

    (a0, b0), (a1, b1) = ends(r0), ends(r1)
    big0, big1 = (_n(r) for r in (r0, r1))
    return f"M{_at(r1, a1)}A{big1},{big1} 0 0 1 {_at(r1, b1)}L{_at(r0, b0)}A{big0},{big0} 0 0 0 {_at(r0, a0)}Z"


def _turn(distance: float, r: float) -> float:
    return asin(min(0.99, distance / r))


def _at(r: float, angle: float) -> str:
    return f"{_n(r * cos(angle))},{_n(r * sin(angle))}"


def _n(x: float) -> str:
    """A coordinate to two decimals, without the zeros at its end; the same text as the browser's."""
    text = f"{x:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def storey_shapes(R: float, i: int, storey: Storey, reach: str) -> list[Shape]:  # noqa: N803  (R is the radius)
    """The paths of one storey of sector `i`, in drawing order; an empty block is a track, an empty rim nothing.

    Parameters
    ----------
    R : float
        Radius of the wheel; the paths are in its unit.
    reach : {"own", "region"}
        The block or the rim.
    """
    m = Measures(R)
    r0, r1 = m.radii(reach)
    if not storey.open:
        if reach == "region":
            return []
        return [Shape("track", "none", annular(r0, r0 + m.track, *sector(i), m.gap / 2, m.gap / 2))]
    found = parts(storey, m.small)
    first, last = sector(i)
    mid, edge = (r0 + r1) / 2, m.gap / 2
    side = _turn(edge, mid)
    usable = SECTOR - 2 * side
    angle = first + side
    shapes: list[Shape] = []
    for k, (part, share) in enumerate(zip(found, shares(found, usable * mid, m.outline(reach)), strict=True)):
        opens, closes = k == 0, k == len(found) - 1
        begin, end = (first if opens else angle), (last if closes else angle + usable * share)
        inset = (edge if opens else 0.0), (edge if closes else 0.0)
        shapes += _part_shapes(part, (r0, r1), (begin, end), inset, m, reach)
        angle += usable * share
    return shapes


def _part_shapes(
    part: Part,
    radii: tuple[float, float],
    angles: tuple[float, float],
    inset: tuple[float, float],
    m: Measures,
    reach: str,
) -> Iterator[Shape]:
    (r0, r1), width = radii, m.outline(reach)
    half, inner = width / 2, (r0 + r1) / 2
    hollow = annular(r0 + half, r1 - half, *angles, inset[0] + half, inset[1] + half)
    filled = annular(r0, inner if part.kind == "reduced" else r1, *angles, *inset)
    if part.kind in ("suspended", "planned", "rests"):
        paint = {"suspended": "outline", "planned": "dotted", "rests": "dashed"}[part.kind]
        yield Shape(paint, part.kind, hollow, width)
    else:
        if part.kind == "reduced" and reach == "own":
            yield Shape("outline", part.kind, hollow, width)
        yield Shape("fill", part.kind, filled)
        if part.kind == "runs":
            slit = max(0.9, 0.16 * (r1 - r0))
            yield Shape("slit", part.kind, annular(inner - slit / 2, inner + slit / 2, *angles, *inset))
    if not m.small:
        yield from _over(part, radii, angles, inset, width)


def _over(
    part: Part, radii: tuple[float, float], angles: tuple[float, float], inset: tuple[float, float], width: float
) -> Iterator[Shape]:
    """Stripes over the last share of a part, what is new of it, and hatching over its first, what is stale.

    Stripes keep to what is filled, or to the inside of an outline of some `width`.
    """
    (r0, r1), (first, last) = radii, angles
    middle = (r0 + r1) / 2
    if part.new:
        edge = width if part.kind in ("suspended", "planned", "rests") else 0.0
        low, high = r0 + edge, middle if part.kind == "reduced" else r1 - edge
        ends, share = (inset[0] + edge, inset[1] + edge), part.new / part.count
        begin = first if share >= 1 else _cut(angles, ends, middle, 1 - share)
        yield Shape("striped", part.kind, annular(low, high, begin, last, ends[0] if share >= 1 else 0.0, ends[1]))
    if part.stale:
        share = part.stale / part.count
        end = last if share >= 1 else _cut(angles, inset, middle, share)
        yield Shape("hatched", part.kind, annular(r0, r1, first, end, inset[0], inset[1] if share >= 1 else 0.0))


def _cut(angles: tuple[float, float], inset: tuple[float, float], r: float, share: float) -> float:
    """Where the first share of a part ends, of what is left of it between its insets at a radius."""
    first, last = angles[0] + _turn(inset[0], r), angles[1] - _turn(inset[1], r)
    return first + (last - first) * share


def wheel_shapes(R: float, segments: Sequence[tuple[Storey, Storey]]) -> list[list[Shape]]:  # noqa: N803
    """The paths of a whole wheel: per sector those of its block, then those of its rim.

    Parameters
    ----------
    segments : sequence of (Storey, Storey)
        Block and rim of the five instruments, in the order of `vocabulary.INSTRUMENTS`.
    """
    return [
        [*storey_shapes(R, i, own, "own"), *storey_shapes(R, i, region, "region")]
        for i, (own, region) in enumerate(segments)
    ]
