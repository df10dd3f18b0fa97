"""A wheel in words: what each segment counts, for those who do not see it, and what stands under a country's name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from sahel_atlas.marks.wheels import Pairs, asks_what_runs, distinct, stated_earlier
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.words import say

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.marks.wheels import Segment, Storey, Wheel
    from sahel_atlas.records.clock.states import State


def segment_words(
    wheel: Wheel, country: str, atlas: Atlas, lang: str, *, period: bool = False, asked: Sequence[str] = ()
) -> list[str]:
    """One text per segment: *Niger, security: none of 2 runs, 2 suspended. Region-wide: 1 of 1 runs.*

    Parameters
    ----------
    period : bool
        The wheel is that of a stretch of time: what ran did so on some day of it.
    asked : sequence of str
        The statuses that a filter asks for: where none of them runs, nothing is said of what does.
    """
    found, quiet = [], not asks_what_runs(asked)
    for segment in wheel.segments:
        own, region = (
            storey_words(s, _of(segment, reach, atlas), lang, period=period, quiet=quiet)
            for reach, s in segment.storeys
        )
        what = say(f"instrument.{segment.instrument}", lang).lower()
        text = f"{country}, {what}: {own or say('plate.wheel.nothing', lang)}."
        found.append(f"{text} {say('plate.wheel.region', lang)}: {region}." if region else text)
    return found


def _of(segment: Segment, reach: str, atlas: Atlas) -> list[State]:
    return [row for row in segment.rows if atlas.engagement(row.engagement_id).reach == reach]


def storey_words(storey: Storey, rows: Iterable[State], lang: str, *, period: bool = False, quiet: bool = False) -> str:
    """What one storey counts; empty when nothing of it is open."""
    if not storey.open:
        return ""
    rows = list(rows)
    running, open_ = distinct(rows, v.RUNNING), distinct(rows, v.OPEN)
    key = "none" if not running else "one" if running == 1 else "some"
    parts = [] if quiet else [say(f"plate.wheel.{key}{'.period' if period else ''}", lang, n=running, of=open_)]
    for name, n in zip(("reduced", "suspended", "planned"), storey.counts[1:], strict=True):
        parts += [say(f"plate.wheel.{name}", lang, n=n)] if n else []
    if sum(storey.new):
        parts.append(say("plate.wheel.new", lang, n=sum(storey.new)))
    return ", ".join([*parts, *stale_words(rows, lang)])


def stale_words(rows: Iterable[State], lang: str, number: Callable[[int], str] = str) -> list[str]:
    """How many of a storey's open engagements were last stated earlier; nothing where none was.

    Parameters
    ----------
    number : callable
        Writes the count; on a page it can be a link to the rows.
    """
    rows = list(rows)
    late, open_ = stated_earlier(rows), distinct(rows, v.OPEN)
    if late < open_:
        return [say("plate.wheel.stale.some", lang, n=number(late))] if late else []
    return [say("plate.wheel.stale" if open_ == 1 else "plate.wheel.stale.all", lang)] if late else []


def status_words(statuses: Sequence[str], lang: str) -> str:
    """Open statuses as words that say what a number counts.

    Examples
    --------
    >>> status_words(("planned", "exploring", "ended"), "en")
    'planned or exploring'
    """
    *rest, last = (say(f"status.{s}", lang).lower() for s in statuses if s in v.OPEN)
    return say("plate.or", lang, x=", ".join(rest), y=last) if rest else last


def newly(wheel: Wheel, new: Pairs, statuses: tuple[str, ...]) -> int:
    """How many of a wheel's engagements with one of these statuses a source documents for the first time."""
    rows = {row for segment in wheel.segments for row in segment.rows if (row.engagement_id, row.country) in new}
    return distinct(rows, statuses)


def under_name(
    wheel: Wheel, new: Pairs, lang: str, *, short: bool = False, asked: Sequence[str] = ()
) -> tuple[str, ...]:
    """The lines under a country's name: what the rim counts, and how much of the sum is documented only now.

    The `short` ones leave *region-wide* to the legend. `asked` are the statuses that a filter asks for.
    """
    _, region = wheel.numbers(asked)
    more = f"+{region}" if short else say("plate.wheel.more", lang, n=region)
    lines = [more] if region else []
    total, counted = (wheel.running, v.RUNNING) if asks_what_runs(asked) else (wheel.open, v.OPEN)
    documented = newly(wheel, new, counted)
    if documented:
        lines.append(say(f"plate.wheel.documented{'.short' if short else ''}", lang, n=total, new=documented))
    return tuple(lines)
