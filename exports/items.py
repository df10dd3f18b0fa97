"""What is to be exported: a link, a state code, a story or a range becomes a list of scenes with their words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from exports.statecode import PREFIX, decode
from geo.errors import AtlasError
from layers.periods import span
from layers.scene import Scene, read_query, sides
from layers.sentence import knowledge, sentence

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from layers.story_types import Story

STEPS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
"""Step of a series -> months."""
MOST = 200


@dataclass(frozen=True)
class Item:
    """One page, slide or picture: the scene, its title (empty: the filter in words), notes and citations."""

    scene: Scene
    title: str = ""
    notes: str = ""
    citations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Work:
    """All that one export makes: its items, and the story or the title they belong to."""

    items: tuple[Item, ...]
    title: str = ""
    story: Story | None = None
    dropped: tuple[str, ...] = ()


def find_work(what: str, atlas: Atlas, lang: str = "", folders: Iterable[Path] = ()) -> Work:
    """The scenes of a link, a query string, a state code, a story's name or the path of a story.

    Raises
    ------
    geo.errors.AtlasError
        If it is none of these.
    """
    if what.startswith(PREFIX):
        return Work((Item(_spoken(decode(what), lang)),))
    if "=" in what or what.startswith(("http://", "https://", "?")):
        query = what.partition("?")[2] if "?" in what else what
        scene, dropped = read_query(query.partition("#")[0], atlas.values)
        return Work((Item(_spoken(scene, lang)),), dropped=tuple(map(str, dropped)))
    from layers.story import find_story

    try:
        story = find_story(what, atlas, folders)
    except AtlasError as error:
        raise AtlasError(
            expected=f"a link, a query string, a state code, or {error.expected}",
            got=error.got,
            do=error.do if error.do.startswith("give") else f"give one of these; {error.do}",
            where=error.where or "what to export",
        ) from error
    return story_work(story, lang)


def _spoken(scene: Scene, lang: str) -> Scene:
    return replace(scene, lang=lang) if lang else scene


def story_work(story: Story, lang: str) -> Work:
    """A story as work: each scene as its caption speaks of it."""
    dutch = lang == "nl"
    items = []
    for one in story.scenes:
        scene = replace(one.last, lang=lang or "en")
        caption, notes = (one.caption.nl, one.notes.nl) if dutch else (one.caption.en, one.notes.en)
        items.append(Item(scene, caption, notes, tuple(str(c) for c in one.citations)))
    return Work(tuple(items), story.title.nl if dutch else story.title.en, story)


def both_sides(work: Work, atlas: Atlas) -> Work:
    """Each comparison as two items, the earlier side first: two pictures, slides or pages instead of half of it.

    Each side is a map of its own, so that its date, its title and its code speak of what stands on it.
    """
    items = tuple(one for item in work.items for one in _compared(item, atlas))
    return replace(work, items=items)


def _compared(item: Item, atlas: Atlas) -> list[Item]:
    if item.scene.tab != "compare":
        return [item]
    looks = [replace(look, tab="map", to="", date2="", known2="") for look in sides(item.scene)]
    if item.title or looks[0].date != looks[1].date:
        return [replace(item, scene=look) for look in looks]
    # On one date it is the knowledge that differs, and a side that knows everything would not say so.
    return [replace(item, scene=look, title=_known_title(look, atlas)) for look in looks]


def _known_title(look: Scene, atlas: Atlas) -> str:
    said = sentence(replace(look, known="", stated=""), atlas, look.lang)
    return f"{said} {knowledge(look, atlas, look.lang)}"


def series(work: Work, step: str) -> Work:
    """Each scene with a range as one item per step of it; a day that starts a step and the range's end.

    Raises
    ------
    geo.errors.AtlasError
        If no scene has a range, or it has more steps than a film or a deck can hold.
    """
    if step not in STEPS:
        raise AtlasError(
            expected="one of " + ", ".join(STEPS), got=repr(step), do="choose one of these", where="series"
        )
    items = [replace(item, scene=scene) for item in work.items for scene in _steps(item.scene, STEPS[step])]
    if len(items) == len(work.items):
        raise AtlasError(
            expected="a link with a range of dates (`to`)",
            got="one date",
            do="add for example &to=2023-12 to the link",
            where="series",
        )
    if len(items) > MOST:
        raise AtlasError(
            expected=f"at most {MOST} steps",
            got=str(len(items)),
            do="take longer steps or a shorter range",
            where="series",
        )
    return replace(work, items=tuple(items))


def _steps(scene: Scene, months: int) -> list[Scene]:
    if not scene.to:
        return [scene]
    first, last = sorted((scene.date, scene.to))
    day, end = span(first)[0], span(last)[0]
    found = []
    while day < end:
        found.append(replace(scene, date=day.isoformat()[: max(7, len(scene.date))], to=""))
        month = day.year * 12 + day.month - 1 + months
        day = datetime.date(month // 12, month % 12 + 1, 1)
    return [*found, replace(scene, date=last, to="")]
