"""What a story is made of: scenes with captions as they are written and as they are told, and a caption's limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.stories.source import Locator

LANGUAGES = ("en", "nl")
IN_LANGUAGE = {"en": "in English", "nl": "in Dutch"}
PARTS = ("date", "to", "known", "stated", "date2", "known2", "versus", "text", "layers", "view", "selection", "fill")
"""Keys of a story's scene that are keys of the query string too; facets stand under `filter`."""
CAPTION_LINES, CAPTION_WIDTH = 3, 31


@dataclass(frozen=True)
class Both:
    """A text in English and in Dutch, the languages of stories."""

    en: str
    nl: str

    def said(self, lang: str) -> str:
        """The text in a language; in English where stories are not written in it."""
        return str(getattr(self, lang if lang in LANGUAGES else "en"))

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
class Written:
    """Caption and notes as they are written, with their figures in braces, and the lines on which parts stand.

    `lines` names parts as `part`: ``caption.en``, ``notes.nl``, ``citations``, ``rests_on``, ``claims``.
    """

    caption: Both = Both("", "")
    notes: Both = Both("", "")
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class StoryScene:
    """One scene of a story.

    `scene` says what is shown; its `to` is the end of a range to play. `caption` and `notes` are told from the tables
    out of what is `written`. `line` is where the scene stands in its file.
    """

    name: str
    scene: Scene
    caption: Both
    notes: Both
    citations: tuple[Locator, ...] = ()
    rests_on: tuple[Rest, ...] = ()
    claims: tuple[str, ...] = ()
    line: int = 0
    written: Written = Written()

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


def wrap(caption: str, width: int = CAPTION_WIDTH) -> list[str]:
    """A caption as lines of the presenter.

    Examples
    --------
    >>> wrap("Days after the coup five of nine engagements stand still.")
    ['Days after the coup five of', 'nine engagements stand still.']
    """
    import textwrap

    return [line for part in caption.splitlines() for line in textwrap.wrap(part, width, break_long_words=False)]
