"""What a story is made of: scenes with captions, the rows and figures they rest on, and the limits of a caption."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from layers.scene import Scene
from layers.story_source import Locator, source_line

if TYPE_CHECKING:
    from layers.atlas import Atlas

LANGUAGES = ("en", "nl")
COUNTS = ("running", "open")
PARTS = ("date", "to", "known", "text", "layers", "view", "selection", "fill")
"""Keys of a story's scene that are keys of the query string too; facets stand under `filter`."""
CAPTION_LINES, CAPTION_WIDTH = 3, 31


@dataclass(frozen=True)
class Both:
    """A text in English and in Dutch."""

    en: str
    nl: str

    def to_dict(self) -> dict[str, str]:
        """The two texts by language."""
        return {"en": self.en, "nl": self.nl}


@dataclass(frozen=True)
class Rest:
    """A row that a caption rests on: this engagement, in this country (empty for none), with this status."""

    engagement_id: str
    country: str
    status: str

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.country or '-'} {self.status}"


@dataclass(frozen=True)
class Figure:
    """A number that a caption names.

    `of` is `all`, an instrument, a country (ISO 3166 alpha-3) or `detections`; `count` is `running`, `open`, a year,
    or for what is no country a status.
    """

    of: str
    count: str
    value: int

    def __str__(self) -> str:
        return f"{self.of} {self.count} {self.value}"


@dataclass(frozen=True)
class StoryScene:
    """One scene of a story.

    `scene` says what is shown; its `to` is the end of a range to play. `line` is where the scene stands in its file.
    """

    name: str
    scene: Scene
    caption: Both
    notes: Both
    citations: tuple[Locator, ...] = ()
    rests_on: tuple[Rest, ...] = ()
    figures: tuple[Figure, ...] = ()
    line: int = 0

    @property
    def last(self) -> Scene:
        """The scene as its caption speaks of it: at the end of its range."""
        return replace(self.scene, date=self.scene.to or self.scene.date, to="")


@dataclass(frozen=True)
class Story:
    """A story: its id, its title and its scenes; `file` is where it was read."""

    id: str
    title: Both
    scenes: tuple[StoryScene, ...]
    file: str = ""

    def to_dict(self, atlas: Atlas) -> dict[str, Any]:
        """The story as the browser holds it: flat scenes, texts by language, and the source line of each scene."""
        return {"id": self.id, "title": self.title.to_dict(), "scenes": [scene_dict(s, atlas) for s in self.scenes]}


def scene_dict(scene: StoryScene, atlas: Atlas) -> dict[str, Any]:
    """One scene as plain values, with the source line in both languages."""
    return {
        "name": scene.name,
        "scene": scene.scene.to_dict(),
        "caption": scene.caption.to_dict(),
        "notes": scene.notes.to_dict(),
        "citations": [str(c) for c in scene.citations],
        "rests_on": [str(r) for r in scene.rests_on],
        "figures": [str(f) for f in scene.figures],
        "source": {lang: source_line(scene.citations, scene.scene.layers, atlas, lang) for lang in LANGUAGES},
    }


def wrap(caption: str, width: int = CAPTION_WIDTH) -> list[str]:
    """A caption as lines of the presenter.

    Examples
    --------
    >>> wrap("Days after the coup five of nine engagements stand still.")
    ['Days after the coup five of', 'nine engagements stand still.']
    """
    import textwrap

    return [line for part in caption.splitlines() for line in textwrap.wrap(part, width, break_long_words=False)]
