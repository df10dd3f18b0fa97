"""A story made on the page, as plain values, back into a `Story`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sahel_atlas.scenes.scene import QUERY_KEYS, Scene
from sahel_atlas.scenes.stories.source import Locator
from sahel_atlas.scenes.stories.types import Both, Rest, Story, StoryScene, Written
from sahel_atlas.scenes.stories.yaml_form import StoryFault, StoryFaults

if TYPE_CHECKING:
    from layers.atlas import Atlas


def story_of(plain: Any, atlas: Atlas) -> Story:
    """The story of plain values, as `story_screen.story_dict` gives them; unknown keys are left out.

    Its captions and notes are those that were written: `story.told_story` tells them.

    Raises
    ------
    StoryFaults
        If the values have not the shape of a story.
    """
    try:
        scenes = tuple(_scene(one, atlas) for one in plain["scenes"])
        return Story(str(plain["id"]), _both(plain["title"]), scenes, "story.yaml")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        expected = "an id, a title and scenes as the page holds them"
        fault = StoryFault("story", 1, expected, "other values", "reload the page")
        raise StoryFaults([fault]) from error


def _scene(plain: Any, atlas: Atlas) -> StoryScene:
    typed = plain.get("written") or plain
    written = Written(_both(typed["caption"]), _both(typed.get("notes") or {}))
    return StoryScene(
        name=str(plain["name"]),
        scene=_flat(plain["scene"], atlas),
        caption=written.caption,
        notes=written.notes,
        citations=tuple(Locator.parse(str(c)) for c in plain.get("citations") or ()),
        rests_on=tuple(_rest(str(r)) for r in plain.get("rests_on") or ()),
        claims=tuple(str(c) for c in plain.get("claims") or ()),
        written=written,
    )


def _flat(plain: Any, atlas: Atlas) -> Scene:
    """A flat scene of the browser, through the reader of links, so that nothing unknown comes in."""
    parts = []
    for key in QUERY_KEYS:
        value = plain.get(key)
        if value is None or value == "":
            continue
        words = value if isinstance(value, list) else [value]
        words = [",".join(str(w) for w in words)] if key == "view" else words
        joined = ",".join(quote(str(w), safe="") for w in words)
        parts.append(f"{key}={joined}")
    return Scene.from_query("&".join(parts), atlas.values)


def _both(plain: Any) -> Both:
    """Both texts; where one language was left empty the other stands in for it."""
    en, nl = str(plain.get("en") or "").strip(), str(plain.get("nl") or "").strip()
    return Both(en or nl, nl or en)


def _rest(text: str) -> Rest:
    engagement_id, country, status = text.split()
    return Rest(engagement_id, "" if country == "-" else country, status)
