"""What is to be exported: a link, a state code, a story or a range becomes a list of scenes with their words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from geo.errors import AtlasError
from sahel_atlas.exports.statecode import PREFIX, decode
from sahel_atlas.records.clock.periods import span
from sahel_atlas.scenes.link import PAGE_KEYS
from sahel_atlas.scenes.query import read_link, strict_scene
from sahel_atlas.scenes.scene import Scene

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.scenes.stories.types import Story

STEPS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
"""Step of a series -> months."""
MOST = 200


@dataclass(frozen=True)
class Item:
    """One page, slide or picture: the scene, its title (empty: the filter in words), notes and citations.

    `before` is the scene of the picture before it in a series: what is first documented since is drawn so.
    """

    scene: Scene
    title: str = ""
    notes: str = ""
    citations: tuple[str, ...] = ()
    before: Scene | None = None


@dataclass(frozen=True)
class Work:
    """All that one export makes: its items, and the story or the title they belong to."""

    items: tuple[Item, ...]
    title: str = ""
    story: Story | None = None
    dropped: tuple[str, ...] = ()


def find_work(what: str, atlas: Atlas, lang: str = "", folders: Iterable[Path] = (), *, lenient: bool = False) -> Work:
    """The scenes of a link, a query string, a state code, a story's name or the path of a story.

    Parameters
    ----------
    lenient : bool
        Leave out the parts of a link that cannot be used and list them in `Work.dropped`.

    Raises
    ------
    geo.errors.AtlasError
        If it is none of these, or a part of the link cannot be used and `lenient` is false.
    """
    from sahel_atlas.scenes.stories.folder import NoStoryError, find_story

    query = _query(what)
    if query is not None:
        scene, dropped = read_link(query, atlas) if lenient else (strict_scene(query, atlas), ())
        told = parse_qs(query)
        if "story" in told:
            return _presented(told, scene, atlas, lang, folders)
        return Work((Item(_spoken(scene, lang)),), dropped=tuple(map(str, dropped)))

    try:
        story = find_story(what, atlas, folders)
    except NoStoryError as error:
        expected = f"a link, a query string, a state code, or {error.expected}"
        raise error.changed(expected=expected, where="what to export") from error
    return story_work(story, lang)


def _query(what: str) -> str | None:
    """The query string of a link, of a state code or of itself; None when it is none of these."""
    if what.startswith(PREFIX):
        return decode(what).to_query()
    if "=" in what or what.startswith(("http://", "https://", "?")):
        query = what.partition("?")[2] if "?" in what else what
        return query.partition("#")[0]
    return None


def _presented(told: Mapping[str, list[str]], scene: Scene, atlas: Atlas, lang: str, folders: Iterable[Path]) -> Work:
    """What an address of a talk shows: its step with caption and notes, or the scene that was made of it; without a
    step the whole story.

    Raises
    ------
    geo.errors.AtlasError
        If there is no such story or step.
    """
    from sahel_atlas.scenes.stories.folder import find_story

    story = find_story(told["story"][0], atlas, folders)
    whole = story_work(story, lang or scene.lang)
    asked = set(told) - {*PAGE_KEYS, "v", "lang"}
    if "step" not in told:
        return Work((Item(_spoken(scene, lang)),)) if asked else whole
    step, count = told["step"][0], len(whole.items)
    if not (step.isascii() and step.isdigit() and 1 <= int(step) <= count):
        raise AtlasError(
            expected=f"a step from 1 to {count}", got=repr(step), do="give the number of a scene", where="step"
        )
    one = story.scenes[int(step) - 1]
    if asked and _plain(scene) not in (_plain(one.scene), _plain(one.last)):
        return Work((Item(_spoken(scene, lang)),))
    return replace(whole, items=(whole.items[int(step) - 1],), story=None)


def _plain(scene: Scene) -> Scene:
    """A scene without what a hand changes while presenting and no caption speaks of."""
    return replace(scene, view=None, lang="en", theme="light", tab="map")


def _spoken(scene: Scene, lang: str) -> Scene:
    return replace(scene, lang=lang) if lang else scene


def story_work(story: Story, lang: str) -> Work:
    """A story as work: each scene as its caption speaks of it."""
    items = []
    for one in story.scenes:
        scene = replace(one.last, lang=lang or "en")
        caption, notes = one.caption.said(lang), one.notes.said(lang)
        items.append(Item(scene, caption, notes, tuple(str(c) for c in one.citations)))
    return Work(tuple(items), story.title.said(lang), story)


def series(work: Work, step: str) -> Work:
    """Each scene with a range as one item per step of it; a day that starts a step and the range's end.

    Each item knows the one before it, so that a first record is not taken for growth.

    Raises
    ------
    geo.errors.AtlasError
        If no scene has a range, or it has more steps than a film or a deck can hold.
    """
    if step not in STEPS:
        raise AtlasError(
            expected="one of " + ", ".join(STEPS), got=repr(step), do="choose one of these", where="series"
        )
    items = [one for item in work.items for one in _frames(item, STEPS[step])]
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


def _frames(item: Item, months: int) -> list[Item]:
    scenes = _steps(item.scene, months)
    if not item.scene.to:
        return [item]
    return [replace(item, scene=one, before=before) for before, one in zip([None, *scenes], scenes, strict=False)]


def _steps(scene: Scene, months: int) -> list[Scene]:
    if not scene.to:
        return [scene]
    first, last = sorted((scene.date, scene.to))
    day, end = span(first)[0], span(last)[0]
    scenes = []
    while day < end:
        scenes.append(replace(scene, date=day.isoformat()[: max(7, len(scene.date))], to="", tab="map"))
        month = day.year * 12 + day.month - 1 + months
        day = datetime.date(month // 12, month % 12 + 1, 1)
    return [*scenes, replace(scene, date=last, to="", tab="map")]
