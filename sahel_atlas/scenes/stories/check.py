"""What a story says, held against the tables: its figures are worked out, its claims, rows and words are checked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from geo.errors import AtlasError
from sahel_atlas.records import vocabulary as v
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.stories.borne import Borne
from sahel_atlas.scenes.stories.claim import check_claim
from sahel_atlas.scenes.stories.figure import told
from sahel_atlas.scenes.stories.names import Naming
from sahel_atlas.scenes.stories.reader import scene_place
from sahel_atlas.scenes.stories.rules import wrong_words
from sahel_atlas.scenes.stories.said import read
from sahel_atlas.scenes.stories.source import known_locators
from sahel_atlas.scenes.stories.types import (
    CAPTION_LINES,
    CAPTION_WIDTH,
    IN_LANGUAGE,
    LANGUAGES,
    Both,
    Story,
    StoryScene,
    wrap,
)
from sahel_atlas.scenes.stories.words import names_letter, says_letter, suggestions, typed_numbers
from sahel_atlas.scenes.stories.yaml_form import StoryFault

if TYPE_CHECKING:
    from layers.atlas import Atlas

TEXTS = ("caption", "notes")


Wrong = tuple[str, str, AtlasError]
"""A figure that cannot be told: the text and the language in which it stands, and why."""


def told_story(story: Story, atlas: Atlas) -> Story:
    """The story with its captions and notes told from these tables; a figure that cannot be told stays as written."""
    return replace(story, scenes=tuple(_told_scene(scene, atlas)[0] for scene in story.scenes))


def _told_scene(scene: StoryScene, atlas: Atlas) -> tuple[StoryScene, list[Wrong]]:
    wrong: list[Wrong] = []

    def one(name: str, lang: str) -> str:
        text = getattr(getattr(scene.written, name), lang)
        return told(text, lang, scene.scene, atlas, lambda error: wrong.append((name, lang, error)))

    caption, notes = (Both(*(one(name, lang) for lang in LANGUAGES)) for name in TEXTS)
    return replace(scene, caption=caption, notes=notes), wrong


def checked_story(story: Story, atlas: Atlas, broken: Collection[int] = ()) -> tuple[Story, list[StoryFault]]:
    """The story as it is told, and what the tables do not support, or what nobody can hold against them.

    Parameters
    ----------
    story : Story
    atlas : Atlas
    broken : collection of int
        Positions of scenes that could not be read whole: they are told, but not checked.

    Returns
    -------
    (Story, list of StoryFault)
        Figures that cannot be worked out, numbers that were typed, words that claim what nothing bears, rows with
        another status, claims that are not so, citations that nobody has or that came later.
    """
    scenes, faults, naming = list[StoryScene](), list[StoryFault](), Naming(atlas)
    for k, written in enumerate(story.scenes):
        scene, wrong = _told_scene(written, atlas)
        scenes.append(scene)
        if k not in broken:
            faults += _Check(story, k, scene, atlas, wrong, naming).faults()
    return replace(story, scenes=tuple(scenes)), faults


def check_story(story: Story, atlas: Atlas) -> list[StoryFault]:
    """The faults of `checked_story` alone."""
    return checked_story(story, atlas)[1]


@dataclass
class _Check:
    """One scene against the tables."""

    story: Story
    k: int
    scene: StoryScene
    atlas: Atlas
    wrong: list[Wrong]
    naming: Naming

    @cached_property
    def borne(self) -> Borne:
        """What the rows, claims and figures of the scene bear."""
        return Borne(self.scene, self.atlas)

    def faults(self) -> Iterator[StoryFault]:
        yield from self._sources()
        yield from self._rows()
        yield from self._claims()
        for name in TEXTS:
            for lang in LANGUAGES:
                yield from self._text(name, lang)

    def _fault(self, key: str, part: str, expected: str, got: str, do: str) -> StoryFault:
        line = self.scene.written.lines.get(key, self.scene.line)
        place = ", ".join(filter(None, (scene_place(self.k, self.scene.name), part)))
        return StoryFault(self.story.file or self.story.id, line, expected, got, do, place)

    def _sources(self) -> Iterator[StoryFault]:
        """Citations that a row or a note bears, and nothing from after the day of knowledge."""
        known = self.scene.scene.known
        seen, locators = self.atlas.at(known), known_locators(self.atlas)
        public = {d.document_id for d in seen.tables.documents}
        for locator in self.scene.citations:
            if (locator.document_id, locator.place) not in locators:
                expected = "a citation that a row or note bears"
                yield self._fault("citations", "citations", expected, str(locator), "cite another")
            elif locator.document_id not in public:
                do = "cite another, or choose a later `known`"
                yield self._fault("citations", "citations", f"a document of {known} or before", str(locator), do)
        for reference in self.scene.scene.selection:
            if reference not in seen.values["selection"]:
                do = "select something else, or choose a later `known`"
                yield self._fault("selection", "selection", f"something that was known on {known}", reference, do)

    def _rows(self) -> Iterator[StoryFault]:
        shown = resolve(self.scene.last, self.atlas)
        states = {(s.engagement_id, s.country): s.status for s in shown.rows}
        for rest in self.scene.rests_on:
            status = states.get((rest.engagement_id, rest.country), "no row")
            if status != rest.status:
                expected = f"{rest} on {shown.day}"
                yield self._fault("rests_on", "rests_on", expected, status, "rewrite the caption or rests_on")

    def _claims(self) -> Iterator[StoryFault]:
        for claim in self.scene.claims:
            try:
                check_claim(claim, self.scene.scene, self.atlas)
            except AtlasError as error:
                yield self._fault("claims", f"claim “{claim}”", error.expected, error.got, error.do)

    def _text(self, name: str, lang: str) -> Iterator[StoryFault]:
        """One text: its figures, and what it says without them."""
        written, told_text = (getattr(getattr(x, name), lang) for x in (self.scene.written, self.scene))
        key, part = f"{name}.{lang}", f"{name} {IN_LANGUAGE[lang]}"
        for error in (x for text, language, x in self.wrong if (text, language) == (name, lang)):
            yield self._fault(key, part, error.expected, error.got, error.do)
        for typed in typed_numbers(written, lang, self.scene.scene):
            yield self._fault(key, part, "numbers that are worked out", f"“{typed}” typed", self._instead(typed))
        letter = says_letter(written, lang)
        if letter and self.scene.scene.stated != v.LETTER:
            do = f"add `stated: {v.LETTER}` to the scene, or say as known on which day"
            yield self._fault(key, part, "the letter as the only source where it is named so", f"“{letter}”", do)
        known = self.scene.scene.known
        if known and known < v.LETTER_DATE and names_letter(written, lang):
            do = "leave it out, or choose a later `known`"
            yield self._fault(key, part, f"what was known on {known}", "the letter, which is later", do)
        for said in read(written, lang, self.naming, self.atlas):
            for expected, got, do in wrong_words(said, self.borne, self.atlas):
                yield self._fault(key, part, expected, got, do)
        if name == "caption" and (long := too_long(told_text)):
            expected = f"at most {CAPTION_LINES} lines of {CAPTION_WIDTH} characters"
            yield self._fault(key, part, expected, long, "say it shorter")

    def _instead(self, typed: str) -> str:
        """What to write instead of a typed number."""
        if len(typed) == 4 and typed.isdigit():
            return "write the date as a figure, for example {year:E28}, or {detections:2022} for a count"
        fitting = suggestions(typed, self.scene.last, self.atlas)[:3]
        return "write " + (" or ".join(fitting) or "a figure, for example {running:NER}")


def too_long(caption: str) -> str:
    """What is too long in a caption as it is told, by its characters; empty when it fits.

    Examples
    --------
    >>> too_long("A short one"), too_long("word " * 30)
    ('', '5 lines')
    """
    lines = wrap(caption)
    if len(lines) > CAPTION_LINES:
        return f"{len(lines)} lines"
    wide = [line for line in lines if len(line) > CAPTION_WIDTH]
    return f"the word “{wide[0][:40]}”" if wide else ""
