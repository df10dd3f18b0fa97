"""What stands with the rows of a legend: the key of the wheel, and the scale bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sahel_atlas.exports.fonts import text_width
from sahel_atlas.exports.plate.paths import Pen
from sahel_atlas.exports.plate.pens import Pens
from sahel_atlas.exports.plate.plate import Label, Mark, Shape
from sahel_atlas.exports.plate.text import fitted
from sahel_atlas.exports.plate.wheels import Look, wheel_marks
from sahel_atlas.exports.wheel_words import status_words
from sahel_atlas.marks.theme import INSTRUMENT_TOKEN
from sahel_atlas.marks.wheels import Storey, asks_what_runs
from sahel_atlas.records.filters import Filter
from sahel_atlas.records.vocabulary import INSTRUMENTS
from sahel_atlas.records.words import number, say
from sahel_atlas.scenes.scene import Scene

KEY_PX = 228
"""Height of the key of the wheel with its lines, in design pixels."""


def wheel_key(
    pens: Pens, x: float, y: float, px: float, *, rim: bool, scene: Scene, asked: tuple[str, ...] = ()
) -> Iterator[Mark]:
    """The wheel with the names of its segments round it, and what block, rim and numbers say.

    It takes 340 by `KEY_PX` design pixels from (x, y). `rim` is whether any wheel of the sheet has one; `scene` says
    whether a number counts all, or what a filter lets through, on a day or in a stretch of time; `asked` are the
    statuses that the filter asks for.
    """
    cx, cy, radius = x + 178 * px, y + 78 * px, 52 * px
    whole = Storey((1, 0, 0, 0))
    shown = scene.filter.instrument or INSTRUMENTS
    pairs = [(whole, whole if rim else Storey()) if i in shown else None for i in INSTRUMENTS]
    look = Look(cx, cy, radius, pens.tokens, px)
    yield from wheel_marks(look, pairs, centre=say("plate.n", pens.lang), part="legend")
    spots = (
        (cx, cy - radius - 12 * px, "middle"),
        (cx + radius + 11 * px, cy - 10 * px, "start"),
        (cx + 0.74 * radius + 8 * px, cy + radius + 10 * px, "start"),
        (cx - 0.74 * radius - 8 * px, cy + radius + 10 * px, "end"),
        (cx - radius - 11 * px, cy - 10 * px, "end"),
    )
    for instrument, (lx, ly, anchor) in zip(INSTRUMENTS, spots, strict=True):
        if instrument not in shown:
            continue
        short = instrument in ("development", "humanitarian")
        text = say(f"instrument.{'short.' if short else ''}{instrument}", pens.lang)
        token = INSTRUMENT_TOKEN[instrument]
        colour = pens.tokens[{"mig": "migT", "dev": "devT"}.get(token, token)]
        yield Label("legend", f"instrument {instrument}", text, lx, ly, 18 * px, colour, weight=600, anchor=anchor)
    lines = [("own", say("plate.key.own", pens.lang)), *([("rim", say("plate.key.region", pens.lang))] if rim else [])]
    lines.append(("running", counted_words(scene, asked, pens.lang)))
    for i, (name, text) in enumerate(lines):
        size = fitted(text, 17 * px, 340 * px, 400, 13 * px)
        yield Label("legend", name, text, x, y + (172 + 21 * i) * px, size, pens.tokens["ink2"])


def counted_words(scene: Scene, asked: tuple[str, ...], lang: str) -> str:
    """What the number of a wheel counts: what runs, or what was asked for where nothing of that runs."""
    if asks_what_runs(asked):
        filtered = ".filtered" if scene.filter != Filter() else ""
        return say(f"plate.key.{'period' if scene.to else 'running'}{filtered}", lang)
    # The filter on statuses is what the words name; another one narrows what they count.
    filtered = ".filtered" if replace(scene.filter, status=(), decision=()) != Filter() else ""
    return say(f"plate.key.asked{'.period' if scene.to else ''}{filtered}", lang, x=status_words(asked, lang))


def scale_bar(pens: Pens, x: float, y: float, px: float, room: float) -> tuple[list[Mark], float]:
    """A bar of a round length, true at the projection's centre; `x`, `y` is its left end. Returns marks and width."""
    per_km = pens.frame.points_per_km
    steps = [b * 10**e for e in range(5) for b in (1, 2, 5)]
    km = max((s for s in steps if s * per_km <= room), default=1)
    length, ink = km * per_km, pens.tokens["ink"]
    pen = Pen().move(x, y - 6 * px).line((x, y), (x + length, y), (x + length, y - 6 * px))
    pen.move(x + length / 2, y - 4 * px).line((x + length / 2, y))
    marks: list[Mark] = [Shape("scale bar", f"{km} km", *pen.path(), stroke=ink, width=2 * px)]
    end = f"{number(km, pens.lang)} km"
    size = 16 * px
    texts = [(x, "0", "start"), (x + length, end, "middle")]
    half = number(km / 2, pens.lang)
    if km % 2 == 0 and length / 2 > text_width(half, size) / 2 + text_width(end, size) / 2 + 6 * px:
        texts.insert(1, (x + length / 2, half, "middle"))
    for at, text, anchor in texts:
        marks.append(Label("scale bar", text, text, at, y + 18 * px, size, ink, anchor=anchor))
    return marks, length + text_width(end, size) / 2
