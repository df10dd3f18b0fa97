"""Figures in captions: `{running:security,MLI}` becomes a number, `{status:eutm-mali-nl,MLI}` a word, `{on:E28}` a day.

The text of a story is written once with its figures in braces; what is read on a screen is told anew from the tables
whenever the story is read. The grammar stands in `docs/decisions/0032-computed-captions.md`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from geo.errors import AtlasError
from sahel_atlas.records.clock.periods import known_day
from sahel_atlas.records.clock.states import State
from sahel_atlas.records.faults import hint
from sahel_atlas.records.words import date_words, localised, name_in, number, say, say_or
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.stories.count import COUNTS, Count, moment, when_of

if TYPE_CHECKING:
    from layers.atlas import Atlas

FIGURE = re.compile(r"\{([^{}]*)\}")
_DATED = ("day", "month", "year")
"""Precisions of a date that can be read out as it is written."""


@dataclass(frozen=True)
class Asked:
    """One figure as it is written: its name, what stands after the colon, and the words for one and for many."""

    name: str
    rest: str
    one: str = ""
    many: str = ""
    capital: bool = False

    @classmethod
    def parse(cls, body: str) -> Asked:
        """Read what stands between the braces.

        Raises
        ------
        AtlasError
            If there is no figure of that name, or words for one stand without words for many.

        Examples
        --------
        >>> Asked.parse("Running:MLI|engagement|engagements")
        Asked(name='running', rest='running:MLI', one='engagement', many='engagements', capital=True)
        """
        head, *forms = (part.strip() for part in body.split("|"))
        name, _, rest = head.partition(":")
        plain = re.split("@", name.strip())[0]
        low = plain[:1].lower() + plain[1:]
        if low not in FIGURES:
            names = ", ".join(FIGURES)
            raise AtlasError(expected=f"a figure: {names}", got=repr(plain[:40]), do=hint(low, tuple(FIGURES)))
        if forms and (len(forms) != 2 or low not in _NUMBERS):
            example = "{" + f"{head}|engagement|engagements" + "}"
            raise AtlasError(
                expected="after a number the words for one and for many", got=f"{body!r}", do=f"write {example}"
            )
        given = head[:1].lower() + head[1:] if low in COUNTS else rest.strip()
        one, many = forms or ("", "")
        return cls(low, given, one, many, plain != low)


def told(text: str, lang: str, scene: Scene, atlas: Atlas, fault: Callable[[AtlasError], None]) -> str:
    """A text with its figures worked out.

    Parameters
    ----------
    text : str
        As it is written in the story.
    lang : str
    scene : Scene
        Gives date, clock and filter.
    fault : callable
        Hears of every figure that cannot be worked out; it stays as it is written.
    """

    def one(found: re.Match[str]) -> str:
        try:
            asked = Asked.parse(found[1])
            said = FIGURES[asked.name](asked, lang, scene, atlas)
        except AtlasError as error:
            fault(error.changed(got=f"{error.got} in {found[0]}", where=""))
            return found[0]
        return said[:1].upper() + said[1:] if asked.capital else said

    return FIGURE.sub(one, text)


def _with_words(n: int, asked: Asked, lang: str) -> str:
    words = asked.one if n == 1 else asked.many
    return f"{number(n, lang)} {words}" if words else number(n, lang)


def _count(asked: Asked, lang: str, scene: Scene, atlas: Atlas) -> str:
    return _with_words(Count.parse(asked.rest, atlas.values).value(scene, atlas), asked, lang)


def _then(asked: Asked, scene: Scene, atlas: Atlas) -> tuple[int, int]:
    """A count then and now."""
    count = Count.parse(asked.rest, atlas.values)
    if not count.when:
        raise AtlasError(expected="a date after @", got=repr(asked.rest), do=f"write {asked.rest}@2023-07, or @start")
    now = Count(count.what, count.facets, "", count.all)
    return count.value(scene, atlas), now.value(scene, atlas)


def _was(asked: Asked, lang: str, scene: Scene, atlas: Atlas) -> str:
    then, now = _then(asked, scene, atlas)
    if then == now:
        raise AtlasError(
            expected=f"another number than the {now} of the scene", got=str(then), do="say that it is the same"
        )
    return _with_words(then, asked, lang)


def _more(asked: Asked, lang: str, scene: Scene, atlas: Atlas) -> str:
    then, now = _then(asked, scene, atlas)
    difference = now - then if asked.name == "more" else then - now
    if difference <= 0:
        raise AtlasError(
            expected=f"{asked.name} than the {then} of then", got=f"{now} in the scene", do="rewrite the sentence"
        )
    return _with_words(difference, asked, lang)


def state_of(rest: str, scene: Scene, atlas: Atlas) -> State:
    """The state that ``engagement,COUNTRY[@date]`` names, `-` standing for no country.

    Raises
    ------
    AtlasError
        If there is none on that day.
    """
    head, _, when = rest.partition("@")
    engagement_id, _, country = (part.strip() for part in head.partition(","))
    look = moment(scene, when_of(when.strip(), atlas.values))
    seen = atlas.at(look.known)
    iso3 = "" if country == "-" else country
    chain = seen.clock(look.known, look.stated).chains.get((engagement_id, iso3))
    state = chain.at(look.day, known_day(look.known)) if chain else None
    if state is None:
        known = tuple(e.engagement_id for e in atlas.tables.engagements)
        do = "name the engagement, a comma and the country, or choose another date"
        do = do if engagement_id in known else hint(engagement_id, known, do)
        raise AtlasError(expected="an engagement that has a state there and then", got=repr(rest), do=do)
    return state


def _status(asked: Asked, lang: str, scene: Scene, atlas: Atlas) -> str:
    state = state_of(asked.rest, scene, atlas)
    said = say(f"status.{state.status}", lang).lower()
    return f"{say(f'degree.{state.degree}', lang)} {said}" if state.degree else said


def _since(asked: Asked, lang: str, scene: Scene, atlas: Atlas) -> str:
    state = state_of(asked.rest, scene, atlas)
    if state.since_precision not in _DATED:
        raise AtlasError(
            expected="a state whose beginning is recorded by day, month or year",
            got=f"one that is {state.since_precision.replace('_', ' ')}",
            do="leave the date out",
        )
    relation = {"on": "since", "after": "after", "by": "by"}[state.since_relation]
    return f"{say(f'time.{relation}', lang)} {date_words(state.since, lang)}"


def _date_of(row_id: str, scene: Scene, atlas: Atlas) -> str:
    """The date of an event or a document, as far as it was known to the scene."""
    dates = {e.event_id: e.date for e in atlas.at(scene.known).tables.events}
    dates |= {d.document_id: d.dated for d in atlas.at(scene.known).tables.documents}
    if dates.get(row_id):
        return dates[row_id]
    every = [e.event_id for e in atlas.tables.events] + [d.document_id for d in atlas.tables.documents]
    do = "name another, or choose a later `known`"
    do = do if row_id in every else hint(row_id, every, "look it up in events.csv")
    clock = f" that was known on {scene.known}" if scene.known else ""
    raise AtlasError(expected=f"the id of an event or a document with a date{clock}", got=repr(row_id), do=do)


def _dated(asked: Asked, lang: str, scene: Scene, atlas: Atlas) -> str:
    text = _date_of(asked.rest, scene, atlas)
    if asked.name == "on":
        day = len(text) == len("2023-12-01")
        return say(f"sentence.{'on' if day else 'in'}", lang, x=date_words(text, lang))
    return date_words(text[: {"date": 10, "month": 7, "year": 4}[asked.name]], lang)


def _detections(asked: Asked, lang: str, scene: Scene, atlas: Atlas) -> str:
    year = asked.rest
    total = atlas.at(scene.known).detections(date(int(year), 12, 31)) if re.fullmatch("[0-9]{4}", year) else None
    if total is None or total.period != year or total.value is None:
        raise AtlasError(
            expected="a year with a count of detections", got=repr(year), do="write for example {detections:2022}"
        )
    return number(int(total.value), lang)


def _name(asked: Asked, lang: str, scene: Scene, atlas: Atlas) -> str:
    names = {e.engagement_id: e for e in atlas.at(scene.known).tables.engagements}
    if asked.rest not in names:
        raise AtlasError(
            expected="the id of an engagement", got=repr(asked.rest), do=hint(asked.rest, tuple(names), "look it up")
        )
    return name_in(names[asked.rest], lang)


def _amount(asked: Asked, lang: str, scene: Scene, atlas: Atlas) -> str:
    rows = {a.amount_id: a for a in atlas.at(scene.known).tables.amounts}
    row = rows.get(asked.rest)
    if row is None or row.amount is None:
        raise AtlasError(
            expected="the id of an amount", got=repr(asked.rest), do=hint(asked.rest, tuple(rows), "look it up")
        )
    if row.amount < 1_000_000:
        said = number(row.amount, lang)
    else:
        said = say("amount.million", lang, n=localised(f"{row.amount / 1_000_000:g}", lang))
    return say("amount.said", lang, n=said, currency=say_or(f"amount.currency.{row.currency}", row.currency, lang))


FIGURES: Mapping[str, Callable[[Asked, str, Scene, Atlas], str]] = {
    **dict.fromkeys(COUNTS, _count),
    "was": _was,
    "more": _more,
    "fewer": _more,
    "status": _status,
    "since": _since,
    "date": _dated,
    "on": _dated,
    "month": _dated,
    "year": _dated,
    "detections": _detections,
    "amount": _amount,
    "name": _name,
}
"""Name of a figure -> what works it out."""
_NUMBERS = (*COUNTS, "was", "more", "fewer")
DATES = ("date", "on", "month", "year")
"""Figures that tell the date of an event or a document."""
