"""A wheel in words: what each segment counts, for those who do not see it, and what stands under a country's name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from exports.words import say
from layers import vocabulary as v
from layers.wheels import Pairs, distinct
from layers.words import word

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from layers.engagements import State
    from layers.wheels import Segment, Storey, Wheel


def segment_words(wheel: Wheel, country: str, atlas: Atlas, lang: str, *, period: bool = False) -> list[str]:
    """One text per segment: *Niger, security: none of 2 runs, 2 suspended. Region-wide: 1 of 1 runs.*

    Parameters
    ----------
    period : bool
        The wheel is that of a stretch of time: what ran did so on some day of it.
    """
    found = []
    for segment in wheel.segments:
        own, region = (storey_words(s, _of(segment, reach, atlas), lang, period) for reach, s in segment.storeys)
        what = word(f"instrument.{segment.instrument}", lang).lower()
        text = f"{country}, {what}: {own or say('wheel.nothing', lang)}."
        found.append(f"{text} {say('wheel.region', lang)}: {region}." if region else text)
    return found


def _of(segment: Segment, reach: str, atlas: Atlas) -> list[State]:
    return [row for row in segment.rows if atlas.engagement(row.engagement_id).reach == reach]


def storey_words(storey: Storey, rows: Iterable[State], lang: str, period: bool) -> str:
    """What one storey counts; empty when nothing of it is open."""
    if not storey.open:
        return ""
    rows = list(rows)
    running, open_ = distinct(rows, v.RUNNING), distinct(rows, v.OPEN)
    key = "none" if not running else "one" if running == 1 else "some"
    parts = [say(f"wheel.{key}{'.period' if period else ''}", lang, n=running, of=open_)]
    for name, n in zip(("reduced", "suspended", "planned"), storey.counts[1:], strict=True):
        parts += [say(f"wheel.{name}", lang, n=n)] if n else []
    if sum(storey.new):
        parts.append(say("wheel.new", lang, n=sum(storey.new)))
    if any(storey.stale):
        parts.append(say("wheel.stale", lang))
    return ", ".join(parts)


def newly_running(wheel: Wheel, new: Pairs) -> int:
    """How many of a wheel's running engagements a source documents for the first time."""
    rows = {row for segment in wheel.segments for row in segment.rows if (row.engagement_id, row.country) in new}
    return distinct(rows, v.RUNNING)


def under_name(wheel: Wheel, new: Pairs, lang: str, *, short: bool = False) -> tuple[str, ...]:
    """The lines under a country's name: what the rim counts, and how much of the sum is documented only now.

    The `short` ones leave *region-wide* to the legend.
    """
    more = f"+{wheel.region}" if short else say("wheel.more", lang, n=wheel.region)
    lines = [more] if wheel.region else []
    documented = newly_running(wheel, new)
    if documented:
        lines.append(say(f"wheel.documented{'.short' if short else ''}", lang, n=wheel.running, new=documented))
    return tuple(lines)
