"""A story as the browser holds it: every text of every scene in both languages, so that the page works nothing out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.words import name_in, say
from sahel_atlas.scenes.resolve import Resolved, resolve
from sahel_atlas.scenes.sentence import knowledge
from sahel_atlas.scenes.stories.source import source_line
from sahel_atlas.scenes.stories.types import LANGUAGES, Rest, Story, StoryScene

if TYPE_CHECKING:
    from layers.atlas import Atlas


def story_dict(story: Story, atlas: Atlas) -> dict[str, Any]:
    """The story as plain values: flat scenes, told texts by language, and what else stands on the screen."""
    days = [scene.last.day for scene in story.scenes]
    scenes = [
        scene_dict(scene, atlas, max((day for day in days[:k] if day < days[k]), default=None))
        for k, scene in enumerate(story.scenes)
    ]
    return {"id": story.id, "title": story.title.to_dict(), "scenes": scenes}


def scene_dict(scene: StoryScene, atlas: Atlas, before: date | None = None) -> dict[str, Any]:
    """One scene as plain values.

    Parameters
    ----------
    scene : StoryScene
    atlas : Atlas
    before : datetime.date, optional
        The latest day of an earlier scene: what was first documented after it is said on the screen.

    Returns
    -------
    dict
        ``caption`` and ``notes`` as they are told, ``written`` as they are written; ``source``, ``clock`` and
        ``documented`` (empty when there is nothing to say) as lines of the screen; ``rests`` as lines of the notes.
    """
    shown = resolve(scene.last, atlas)
    seen = shown.atlas
    return {
        "name": scene.name,
        "scene": scene.scene.to_dict(),
        "caption": scene.caption.to_dict(),
        "notes": scene.notes.to_dict(),
        "written": {"caption": scene.written.caption.to_dict(), "notes": scene.written.notes.to_dict()},
        "citations": [str(c) for c in scene.citations],
        "rests_on": [str(r) for r in scene.rests_on],
        "claims": list(scene.claims),
        "rests": [_rest(r, seen) for r in scene.rests_on],
        "source": {lang: source_line(scene.citations, scene.scene.layers, seen, lang) for lang in LANGUAGES},
        "clock": {lang: _capital(knowledge(scene.scene, seen, lang)) for lang in LANGUAGES},
        "documented": {lang: documented(shown, before, lang) for lang in LANGUAGES},
    }


def documented(shown: Resolved, before: date | None, lang: str) -> str:
    """How many of the running engagements of a scene are there because a source names them for the first time.

    Their beginning was never recorded, and the first document that names them is later than `before`: a higher number
    than in the scene before is documentation then, not growth. Empty when there are none, and where one document alone
    is asked, before which there is nothing.
    """
    if before is None or shown.scene.stated:
        return ""
    clock = shown.atlas.clock(shown.scene.known, shown.scene.stated)
    running = {
        row.engagement_id
        for row in shown.rows
        if row.status in v.RUNNING and shown.atlas.engagement(row.engagement_id).counted == "yes"
    }
    silent = {engagement_id for engagement_id, _ in clock.not_recorded(before)}
    begun = {row.engagement_id for row in clock.at(before)}
    new = (running & silent) - begun
    if not new:
        return ""
    return say("source.documented", lang, n=len(new), total=len(running))


def _rest(rest: Rest, atlas: Atlas) -> dict[str, str]:
    """A row that the caption rests on, as a line of the notes in each language."""
    engagements = {e.engagement_id: e for e in atlas.tables.engagements}
    countries = {c.iso3: c for c in atlas.tables.countries}
    found: dict[str, str] = {"status": rest.status}
    for lang in LANGUAGES:
        row, country = engagements.get(rest.engagement_id), countries.get(rest.country)
        name = name_in(row, lang) if row else rest.engagement_id
        where = f", {name_in(country, lang)}" if country else ""
        found[lang] = f"{name}{where}: {say(f'status.{rest.status}', lang).lower()}"
    return found


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
