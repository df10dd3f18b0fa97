"""A mark is the sum of its rows: what the drawn paths show is read back and held against what is recorded."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product
from math import atan2, dist, hypot, pi
from typing import Any

import pytest

from layers.atlas import Atlas
from sahel_atlas.marks.wheel_shape import Measures, Shape, storey_shapes, wheel_shapes
from sahel_atlas.marks.wheels import Storey
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock.states import State
from sahel_atlas.records.words import keys, say
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene
from tests.page_scripts import run_scripts

RADII = (12.0, 19.0, 23.0, 34.0, 46.0)
COUNTS = tuple(product(range(5), repeat=4))
SENTENCES = {
    "Runs in full": {"active"},
    "Runs, adapted or scaled down": {"adapted", "scaled_down"},
    "Runs, in full or not": {"active", "adapted", "scaled_down"},
    "Suspended": {"suspended"},
    "Planned or being explored": {"planned", "exploring"},
    "Does not run: suspended, planned or explored": {"suspended", "planned", "exploring"},
    "Nothing of its own is open": set(),
}
"""What each sentence of the legend claims of the rows behind its mark: the statuses that they may have."""
Mark = tuple[str, float, float, dict[str, float]]
"""A mark as the eye has it: key of the legend, first and last angle, and what share of it each hatching covers."""
_NUMBER = r"(-?[\d.]+)"
_PIECE = re.compile(
    rf"M{_NUMBER},{_NUMBER}A{_NUMBER},\3 0 0 1 {_NUMBER},{_NUMBER}L{_NUMBER},{_NUMBER}A{_NUMBER},\8 0 0 0 "
    rf"{_NUMBER},{_NUMBER}Z"
)


@dataclass(frozen=True)
class Piece:
    """A piece of a ring as it is on the screen: radii, and first and last angle at a radius, clockwise from the middle
    of its sector."""

    paint: str
    width: float
    r0: float
    r1: float
    first: float
    last: float


def seen(shape: Shape, sector: int, at: float = 0.0) -> Piece:
    """What a path covers, from its text alone, its outline with it; its angles `at` a radius, or at its own."""
    found = _PIECE.fullmatch(shape.d)
    assert found, shape.d
    n = [float(x) for x in found.groups()]
    outer, inner = ((n[0], n[1]), (n[3], n[4])), ((n[8], n[9]), (n[5], n[6]))
    for (a, b), radius in ((outer, n[2]), (inner, n[7])):
        assert hypot(*a) == pytest.approx(radius, abs=0.02) == hypot(*b), shape.d
    starts, ends = zip(outer, inner, strict=True)
    half = shape.width / 2
    r0, r1 = n[7] - half, n[2] + half
    radius = at or (r0 + r1) / 2
    first, last = (_crossing(points, radius, sector) for points in (starts, ends))
    turn = half / radius
    return Piece(shape.paint, shape.width, r0, r1, first - turn, last + turn)


def _crossing(points: Sequence[tuple[float, float]], radius: float, sector: int) -> float:
    """Where a straight end, drawn out, crosses a circle, as an angle in its sector."""
    (ax, ay), (bx, by) = points
    dx, dy = bx - ax, by - ay
    a, b, c = dx * dx + dy * dy, 2 * (ax * dx + ay * dy), ax * ax + ay * ay - radius * radius
    t = min(((-b + sign * (b * b - 4 * a * c) ** 0.5) / (2 * a) for sign in (1, -1)), key=lambda x: abs(x - 0.5))
    centre = sector * 2 * pi / 5
    return (atan2(ax + t * dx, -(ay + t * dy)) - centre + pi) % (2 * pi) - pi


def marks(shapes: Sequence[Shape], sector: int, radii: tuple[float, float]) -> list[Mark]:
    """The marks of a storey, clockwise."""
    pieces = [seen(s, sector, sum(radii) / 2) for s in shapes]
    solid = [p for p in pieces if p.paint == "fill"]
    slits = [p for p in pieces if p.paint == "slit"]
    found = [(_filled(p, slits, radii), p.first, p.last, p) for p in solid]
    for p in pieces:
        names = {"outline": "suspended", "dotted": "planned", "dashed": "rests", "track": "none"}
        under = [s for s in solid if p.first - 0.02 <= s.first and s.last <= p.last + 0.02]
        if p.paint in names and not under:
            found.append((names[p.paint], p.first, p.last, p))
    over = [p for p in pieces if p.paint in ("hatched", "striped")]
    return [
        (name, a, z, {o.paint: (o.last - o.first) / (z - a) for o in over if a - 0.02 < o.first and o.last < z + 0.02})
        for name, a, z, _ in sorted(found, key=lambda x: x[1])
    ]


def _filled(piece: Piece, slits: Sequence[Piece], radii: tuple[float, float]) -> str:
    r0, r1 = radii
    assert piece.r0 == pytest.approx(r0, abs=0.02)
    if piece.r1 < (r0 + 2 * r1) / 3:
        return "reduced"
    assert piece.r1 == pytest.approx(r1, abs=0.02)
    return "runs" if any(s.first == pytest.approx(piece.first, abs=0.05) for s in slits) else "full"


@cache
def drawn(radius: float, sector: int, storey: Storey, reach: str) -> list[Mark]:
    return marks(storey_shapes(radius, sector, storey, reach), sector, Measures(radius).radii(reach))


def claimed(mark: str) -> set[str]:
    return SENTENCES[say(f"legend.part.{mark}", "en")]


def faults(found: Sequence[Mark], statuses: Counter[str], radius: float, reach: str) -> Iterator[str]:
    """What the marks say and the rows do not, or the other way round."""
    rows = sum(statuses.values())
    if not rows:
        if [name for name, *_ in found] != (["none"] if reach == "own" else []):
            yield f"expected nothing open, got {found}"
        return
    behind = [sum(statuses[s] for s in claimed(name)) for name, *_ in found]
    if sum(behind) != rows or 0 in behind:
        yield f"expected each of {dict(statuses)} behind one mark, got {[name for name, *_ in found]}"
        return
    m = Measures(radius)
    middle, whole = sum(m.radii(reach)) / 2, sum(last - first for _, first, last, _ in found)
    for (_, _, end, _), (_, begin, _, _) in pairwise(found):
        if abs(end - begin) > 0.03 / middle + 0.001:
            yield f"expected parts side by side, got a gap or an overlap of {(begin - end) * middle:.2f} px"
    arcs = [(last - first) * middle for _, first, last, _ in found]
    least = [2.4 if name in ("full", "runs") else 2 * m.outline(reach) + 1.6 for name, *_ in found]
    free = [k for k, arc in enumerate(arcs) if arc > least[k] + 0.05]
    for k, arc in enumerate(arcs):
        share = behind[k] / rows
        if arc < min(least[k], whole * middle / len(found)) - 0.05:
            yield f"expected a part of {least[k]:.1f} px to be told by its mark, got {arc:.2f}"
        if len(free) == len(found) and arc / middle / whole != pytest.approx(share, abs=0.05 / middle / whole + 0.002):
            yield f"expected a share of {share:.3f}, got {arc / middle / whole:.3f}"
        if k in free and arc / middle / whole > share + 0.01:
            yield f"expected no more than {share:.3f}, got {arc / middle / whole:.3f}"


def test_the_reader_tells_a_wedge_by_its_path_alone() -> None:
    quarter = Shape("fill", "?", "M0,-20A20,20 0 0 1 20,0L10,0A10,10 0 0 0 0,-10Z")
    assert marks([quarter], 0, (10.0, 20.0))[0][0] == "full"
    piece = seen(quarter, 0)
    assert (piece.first, piece.last) == pytest.approx((0, pi / 2))
    half = Shape("fill", "?", "M0,-15A15,15 0 0 1 15,0L10,0A10,10 0 0 0 0,-10Z")
    assert marks([half], 0, (10.0, 20.0))[0][0] == "reduced"
    lie = drawn(23.0, 1, Storey((8, 0, 0, 0)), "own")
    assert list(faults(lie, Counter(active=1, planned=7), 23.0, "own")), "1 of 8 drawn as all of them is found"
    assert list(faults(drawn(23.0, 1, Storey((2, 0, 0, 6)), "own"), Counter(active=1, planned=7), 23.0, "own"))
    assert not list(faults(drawn(23.0, 1, Storey((1, 0, 0, 7)), "own"), Counter(active=1, planned=7), 23.0, "own"))


@pytest.mark.parametrize("radius", RADII)
@pytest.mark.parametrize("reach", v.REACHES)
def test_no_counts_can_make_a_part_say_more_than_its_rows(radius: float, reach: str) -> None:
    names = ("active", "adapted", "suspended", "planned")
    for counts in COUNTS:
        found = drawn(radius, 2, Storey(counts), reach)
        wrong = list(faults(found, Counter(dict(zip(names, counts, strict=True))), radius, reach))
        assert not wrong, (counts, wrong)
        only_full = bool(found) and {name for name, *_ in found} == {"full"}
        assert only_full == (counts[0] > 0 and not any(counts[1:])), counts
        assert ("full" in {name for name, *_ in found}) <= (counts[0] > 0), counts


def test_each_sentence_of_the_legend_is_known_here() -> None:
    """A mark without a sentence, or a sentence that claims something else, is told here first."""
    for mark in ("full", "reduced", "suspended", "planned", "runs", "rests", "none"):
        assert claimed(mark) <= set(v.OPEN)
    assert claimed("reduced") == {"adapted", "scaled_down"}
    legend = [key for key in keys() if key.startswith("legend.")]
    assert not any("reduced" in say(key, "en").lower() or "beperkt" in say(key, "nl").lower() for key in legend)


MONTHS = tuple(f"{year}-{month:02d}" for year in range(2012, 2027) for month in range(1, 13))


def test_the_legend_is_true_of_every_wedge_of_every_month_and_country(atlas: Atlas) -> None:
    """Each wedge is read from its path and held against the rows themselves, at every size that is drawn."""
    told = 0
    for month in MONTHS:
        shown = resolve(Scene(date=month), atlas)
        for iso3, wheel in shown.wheels.items():
            mine = [r for r in shown.rows if r.country == iso3 and atlas.engagement(r.engagement_id).counted == "yes"]
            for i, segment in enumerate(wheel.segments):
                for reach, storey in segment.storeys:
                    rows = [r for r in mine if _in(r, v.INSTRUMENTS[i], reach, atlas)]
                    told += _check((month, iso3, i, reach), storey, rows, shown.day.isoformat())
    assert told > 10_000, "expected wedges to be walked"


def _in(row: State, instrument: str, reach: str, atlas: Atlas) -> bool:
    e = atlas.engagement(row.engagement_id)
    return instrument in e.instruments and e.reach == reach and row.status in v.OPEN


def _check(where: tuple[Any, ...], storey: Storey, rows: Sequence[State], day: str) -> int:
    statuses = Counter(r.status for r in rows)
    assert len({r.engagement_id for r in rows}) == len(rows), where
    _, _, i, reach = where
    for radius in RADII:
        found = drawn(radius, i, storey, reach)
        wrong = list(faults(found, statuses, radius, reach))
        assert not wrong, (where, radius, wrong)
        for name, _, _, over in found:
            said = [r for r in rows if r.status in claimed(name)]
            late = [r for r in said if r.carried_forward or r.projected]
            assert all(r.last_stated < day for r in late), (where, radius, name)
            if said and radius >= 18:
                hatched = over.get("hatched", 0.0)
                assert hatched == pytest.approx(len(late) / len(said), abs=0.05), (where, radius, name)
            assert "striped" not in over, "nothing is new where nobody compares"
    return len(found)


@pytest.mark.parametrize("kind", range(4))
@pytest.mark.parametrize("reach", v.REACHES)
def test_eight_of_nine_are_hatched_over_eight_ninths(kind: int, reach: str) -> None:
    """A difference of one row in nine once decided whether all of a part was hatched or nothing."""
    counts = tuple(9 if i == kind else 0 for i in range(4))
    for late in range(10):
        for radius in (19.0, 34.0, 46.0):
            storey = Storey(counts, stale=tuple(late if i == kind else 0 for i in range(4)))
            ((_, _, _, over),) = drawn(radius, 3, storey, reach)
            assert over.get("hatched", 0.0) == pytest.approx(late / 9, abs=0.03), (late, radius)
            storey = Storey(counts, tuple(late if i == kind else 0 for i in range(4)))
            ((_, first, last, over),) = drawn(radius, 3, storey, reach)
            m = Measures(radius)
            outlined = 2 * m.outline(reach) / (sum(m.radii(reach)) / 2) / (last - first) if kind > 1 else 0.0
            inside = late / 9 * (1 - outlined)
            assert over.get("striped", 0.0) == pytest.approx(inside, abs=0.03), (late, radius)


def test_what_is_new_and_planned_is_striped_inside_its_outline() -> None:
    """Three of four plans of Côte d'Ivoire were new in a film, and nothing of them was striped."""
    for radius, reach in product((19.0, 32.0, 46.0), v.REACHES):
        shapes = storey_shapes(radius, 1, Storey((0, 0, 0, 4), (0, 0, 0, 3)), reach)
        outline, striped = (seen(s, 1) for s in shapes)
        assert (outline.paint, striped.paint) == ("dotted", "striped")
        assert outline.r0 + outline.width <= striped.r0 + 0.02 and striped.r1 <= outline.r1 - outline.width + 0.02
        assert striped.last < outline.last, "the outline stays whole"


def test_joined_parts_are_hatched_by_the_rows_of_both() -> None:
    found = drawn(19.0, 0, Storey((1, 1, 1, 1), stale=(1, 0, 0, 1)), "own")
    assert [(name, round(over.get("hatched", 0.0), 1)) for name, _, _, over in found] == [
        ("runs", 0.5),
        ("suspended", 0.0),
        ("planned", 1.0),
    ]


def test_what_is_new_is_striped_and_what_is_stale_is_hatched_over_the_right_arc() -> None:
    storey = Storey((4, 0, 0, 4), (1, 0, 0, 0), (0, 0, 0, 3))
    pieces = [seen(s, 0) for s in storey_shapes(34.0, 0, storey, "own")]
    by = {p.paint: p for p in pieces}
    fill, striped, hatched = by["fill"], by["striped"], by["hatched"]
    assert striped.last == pytest.approx(fill.last, abs=0.01), "what is new stands at the end of its part"
    assert (striped.last - striped.first) / (fill.last - fill.first) == pytest.approx(0.25, abs=0.03)
    assert hatched.first == pytest.approx(fill.last, abs=0.01), "what is stale stands at the beginning of its part"
    dotted = by["dotted"]
    assert (hatched.last - hatched.first) / (dotted.last - dotted.first) == pytest.approx(0.75, abs=0.03)
    small = storey_shapes(12.0, 0, storey, "own")
    assert not {"striped", "hatched"} & {s.paint for s in small}, "at that size a word says it"
    whole = [seen(s, 0) for s in storey_shapes(34.0, 0, Storey((3, 0, 0, 0), (3, 0, 0, 0)), "region")]
    assert whole[0].first == pytest.approx(whole[1].first, abs=0.01)


def test_sectors_and_storeys_do_not_touch() -> None:
    """Between two sectors runs a gap of one width, between block and rim a slit, at every size."""
    full = Storey((1, 0, 0, 0))
    for radius in RADII:
        m = Measures(radius)
        wheel = wheel_shapes(radius, [(full, full)] * 5)
        (block, rim), after = [seen(s, 0) for s in wheel[0]], [seen(s, 1) for s in wheel[1]]
        assert rim.r0 - block.r1 == pytest.approx(max(1.0, 0.06 * radius), abs=0.02)
        for mine, other in zip((block, rim), after, strict=True):
            r = (mine.r0 + mine.r1) / 2
            turned = (other.first + 2 * pi / 5) - mine.last
            ends = dist((0, 0), (r, 0)) * 2 * pi * turned / (2 * pi)
            assert ends == pytest.approx(m.gap, rel=0.06), (radius, ends)


JS = """(atlas, { radii, cases }) => radii.map((R) => [0, 1, 2, 3, 4].map((i) => cases.map(([counts, fresh, stale]) =>
  ["own", "region"].map((reach) => atlas.wheelshape.storeyShapes(R, i, { counts, new: fresh, stale }, reach)
    .map((s) => `${s.paint} ${s.kind} ${s.d} ${s.width.toFixed(4)}`).join("|")).join("#")).join("\\n")))"""


def _cases() -> list[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]]:
    none = (0, 0, 0, 0)
    found: list[Any] = [(c, none, none) for c in COUNTS]
    found += [(c, tuple(min(n, 1) for n in c), tuple(n // 2 for n in c)) for c in COUNTS if sum(c) % 3 == 1]
    found += [(c, c, tuple(max(0, n - 1) for n in c)) for c in COUNTS if sum(c) % 3 == 2]
    found += [(c, tuple(n // 2 for n in c), c) for c in COUNTS if sum(c) % 3 == 0]
    return found


def test_the_browser_draws_the_same_paths() -> None:
    """All counts from 0 to 4, with and without what is new and stale, in every sector: the same text to the letter.

    A third of them here, all in `make truth`.
    """
    cases = _cases() if int(os.environ.get("ATLAS_SCENES", "0")) >= 1000 else _cases()[::3]
    answer = run_scripts(JS, {"radii": RADII, "cases": cases})
    for radius, sectors in zip(RADII, answer, strict=True):
        for i, lines in enumerate(sectors):
            for case, line in zip(cases, lines.split("\n"), strict=True):
                storey = Storey(*case)
                mine = "#".join(
                    "|".join(f"{s.paint} {s.kind} {s.d} {s.width:.4f}" for s in storey_shapes(radius, i, storey, reach))
                    for reach in v.REACHES
                )
                assert line == mine, (radius, i, case)
