"""What a map of missions shows instead of wheels: per country a dot with the state, and the state in words.

Missions and parts of other engagements are listed and mapped, and never counted. A wheel of theirs would be empty and
its nought would say that nothing runs, so where nothing counted passes the filter no wheel is drawn.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sahel_atlas.exports.plate.paths import Pen, circle
from sahel_atlas.exports.plate.plate import Mark, Shape
from sahel_atlas.marks.theme import INSTRUMENT_TOKEN
from sahel_atlas.records.vocabulary import FOCUS
from sahel_atlas.records.words import say

if TYPE_CHECKING:
    from sahel_atlas.exports.plate.paths import Path
    from sahel_atlas.scenes.resolve import Resolved

Spot = tuple[float, float, float]
"""Centre and radius."""
SHARE = 0.44
"""Radius of a dot as a share of the wheel's that would stand there."""
DISC = 1.45
"""Radius of the disc behind a dot, in radii of the dot."""
ORDER = ("active", "adapted", "scaled_down", "suspended", "planned", "exploring", "ended")
"""In which order states are told: what runs first."""
SIGNS = (*ORDER, "mixed")
"""Every sign a dot can have, in the order of the legend."""


@dataclass(frozen=True)
class Standing:
    """How the uncounted rows of one country stand: `sign` is the status of all of them, or `mixed`."""

    sign: str
    words: str
    instrument: str = ""


def uncounted(shown: Resolved) -> bool:
    """Whether all that passes the filter is listed and mapped only: no wheel has anything to say then."""
    rows, of = shown.rows, shown.atlas.engagement
    return bool(rows) and not shown.not_recorded and all(of(r.engagement_id).counted != "yes" for r in rows)


def dots_of(shown: Resolved, lang: str) -> dict[str, Standing]:
    """Where a dot stands in place of a wheel: all over a map of what is not counted; on another one where the filter
    leaves a country no wheel but lists something there, such as what has ended."""
    held = standings(shown, lang)
    if uncounted(shown):
        return held
    return {iso3: one for iso3, one in held.items() if iso3 not in shown.wheels and iso3 not in shown.outside}


def standings(shown: Resolved, lang: str) -> dict[str, Standing]:
    """The state per focus country: that of one engagement itself, or of several together; what ended does not count."""
    rows = defaultdict(list)
    for row in shown.rows:
        if row.country in FOCUS:
            rows[row.country].append(row)
    alone = len({row.engagement_id for row in shown.rows}) == 1
    told = {}
    for iso3, mine in rows.items():
        open_ = [row for row in mine if row.status != "ended"] or mine
        # In a stretch of time an engagement may have stood in one state twice.
        statuses = [status for _, status in dict.fromkeys((row.engagement_id, row.status) for row in open_)]
        instruments = {i for row in open_ for i in shown.atlas.engagement(row.engagement_id).instruments}
        sign = statuses[0] if len(set(statuses)) == 1 else "mixed"
        hue = next(iter(instruments)) if len(instruments) == 1 else ""
        told[iso3] = Standing(sign, _words(statuses, alone, lang), hue)
    return told


def _words(statuses: Sequence[str], alone: bool, lang: str) -> str:
    counted = Counter(statuses)
    words = {status: say(f"status.{status}", lang).lower() for status in counted}
    if alone:
        return ", ".join(words[status] for status in dict.fromkeys(statuses))
    return ", ".join(f"{counted[status]} {words[status]}" for status in ORDER if status in counted)


def phrase(held: Mapping[str, str], names: Mapping[str, str], lang: str) -> str:
    """The states of one engagement in words; `held` is country -> status.

    Examples
    --------
    >>> phrase({"MLI": "adapted"}, {"MLI": "Mali"}, "en")
    'adapted in Mali'
    >>> phrase({"MLI": "active", "BFA": "active", "NER": "suspended"}, {"NER": "Niger"}, "nl")
    'actief in 2 landen, opgeschort in Niger'
    """
    parts = []
    for status in ORDER:
        there = [iso3 for iso3, held_status in held.items() if held_status == status]
        if there:
            where = names[there[0]] if len(there) == 1 else say("plate.countries", lang, n=len(there))
            parts.append(f"{say(f'status.{status}', lang).lower()} {say('sentence.country', lang, x=where)}")
    return ", ".join(parts)


def dot_marks(
    at: Spot, held: Standing, tokens: Mapping[str, str], *, name: str, country: str, selected: bool = False
) -> Iterator[Mark]:
    """One country's dot on its disc, with the ring of the selected country."""
    x, y, radius = at
    group = f"standing {name}"
    if selected:
        ring = circle(x, y, (DISC + 0.2) * radius)
        yield Shape("selection", name, *ring, stroke=tokens["ink"], width=0.2 * radius, group=group)
    yield Shape("disc", name, *circle(x, y, DISC * radius), fill=tokens["disc"], opacity=0.96, group=group)
    colour = tokens[INSTRUMENT_TOKEN[held.instrument]] if held.instrument else tokens["ink"]
    alt = f"{country}: {held.words}"
    for i, shape in enumerate(sign_marks(x, y, radius, held.sign, colour, tokens)):
        inner = " inner" if i else ""
        yield Shape(
            "standing", f"{name} {held.sign}{inner}", shape.points, shape.codes, fill=shape.fill, stroke=shape.stroke,
            width=shape.width, dash=shape.dash, round=shape.round, group=group, alt=alt,
        )  # fmt: skip


def sign_marks(
    x: float, y: float, radius: float, sign: str, colour: str, tokens: Mapping[str, str], name: str = ""
) -> Iterator[Shape]:
    """The list dot of a status (DESIGN, section 5): full, a half, a ring, a broken ring, a cross; a target if mixed."""
    width, part, disc = 0.28 * radius, "legend", tokens["disc"]
    edge = radius - width / 2
    if sign == "active":
        yield Shape(part, name, *circle(x, y, radius), fill=colour)
    elif sign == "ended":
        arm = 0.7 * radius
        pen = Pen().move(x - arm, y - arm).line((x + arm, y + arm)).move(x - arm, y + arm).line((x + arm, y - arm))
        yield Shape(part, name, *pen.path(), stroke=colour, width=width)
    else:
        dash = {"planned": (0.55 * radius, 0.52 * radius), "exploring": (0.01, 0.6 * radius)}.get(sign)
        yield Shape(part, name, *circle(x, y, edge), fill=disc, stroke=colour, width=width, dash=dash, round=bool(dash))
        if sign in ("adapted", "scaled_down"):
            yield Shape(part, name, *_half(x, y, radius, sign == "adapted"), fill=colour)
        elif sign == "mixed":
            yield Shape(part, name, *circle(x, y, 0.4 * radius), fill=colour)


def _half(x: float, y: float, radius: float, left: bool) -> Path:
    start = math.pi / 2 if left else 0.0
    pen = Pen().move(x + radius * math.cos(start), y + radius * math.sin(start))
    return pen.arc(x, y, radius, start, start + math.pi).close().path()
