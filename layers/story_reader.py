"""Reads the tree of a story file into a `Story`, and collects every fault with its line on the way."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from geo.errors import AtlasError
from layers import vocabulary as v
from layers.faults import hint
from layers.filters import FACET
from layers.query import strict_scene
from layers.scene import Scene
from layers.story_source import Locator
from layers.story_types import (
    CAPTION_LINES,
    CAPTION_WIDTH,
    COUNTS,
    LANGUAGES,
    PARTS,
    Both,
    Figure,
    Rest,
    Story,
    StoryScene,
    wrap,
)
from layers.story_yaml import Items, Keys, Node, StoryFault, Text, kind_of

if TYPE_CHECKING:
    from layers.atlas import Atlas

SCENE_LIMIT = 60
TEXT_LIMIT = 4_000
SCENE_KEYS = ("name", *PARTS, "filter", "caption", "notes", "citations", "rests_on", "figures")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


class Reader:
    """Turns a tree into a story and collects every fault on the way."""

    def __init__(self, file: str, atlas: Atlas) -> None:
        self.file, self.atlas = file, atlas
        self.faults: list[StoryFault] = []

    def fault(self, line: int, expected: str, got: str, do: str) -> None:
        self.faults.append(StoryFault(self.file, line, expected, got, do))

    def story(self, node: Node) -> Story | None:
        top = self.mapping(node, ("id", "title", "scenes"), "a story")
        if top is None:
            return None
        name = self.text(top, "id", "an id in small letters, digits and hyphens")
        self.id(top, "id", name)
        title = self.both(top, "title")
        listed = top.values.get("scenes")
        if not isinstance(listed, Items) or not 1 <= len(listed.items) <= SCENE_LIMIT:
            got = kind_of(listed) if listed else "nothing"
            got = f"{len(listed.items)} scenes" if isinstance(listed, Items) else got
            line = top.lines.get("scenes", top.line)
            self.fault(line, f"a list of 1 to {SCENE_LIMIT} scenes", got, "write - name: …")
            return None
        scenes = [self.scene(item) for item in listed.items]
        names = [s.name for s in scenes if s]
        for double in sorted({n for n in names if names.count(n) > 1}):
            self.fault(listed.line, "names that differ", f"{double} twice", "rename one of the two")
        return Story(name, title, tuple(s for s in scenes if s), self.file)

    def scene(self, node: Node) -> StoryScene | None:
        top = self.mapping(node, SCENE_KEYS, "a scene")
        if top is None:
            return None
        name = self.text(top, "name", "a name in small letters, digits and hyphens")
        self.id(top, "name", name)
        caption = self.caption(top)
        rests = [self.rest(t) for t in self.texts(top, "rests_on")]
        figures = [self.figure(t) for t in self.texts(top, "figures")]
        return StoryScene(
            name=name,
            scene=self.view(top),
            caption=caption,
            notes=self.both(top, "notes", needed=False),
            citations=tuple(Locator.parse(t.value) for t in self.texts(top, "citations")),
            rests_on=tuple(r for r in rests if r),
            figures=tuple(f for f in figures if f),
            line=top.line,
        )

    def id(self, top: Keys, key: str, name: str) -> None:
        if name and not _ID.fullmatch(name):
            expected = "small letters, digits and hyphens"
            self.fault(top.lines[key], expected, repr(name[:60]), "write for example from-coup-to-pause")

    def caption(self, top: Keys) -> Both:
        caption = self.both(top, "caption")
        for lang in LANGUAGES:
            lines = wrap(getattr(caption, lang))
            if len(lines) > CAPTION_LINES or any(len(line) > CAPTION_WIDTH for line in lines):
                expected = f"a caption ({lang}) of {CAPTION_LINES} lines of {CAPTION_WIDTH} characters"
                got = f"{len(lines)} lines" if len(lines) > CAPTION_LINES else "a word that is longer"
                self.fault(top.lines["caption"], expected, got, "say it shorter")
        return caption

    def view(self, top: Keys) -> Scene:
        """The scene of the parts of the query string, each read by the one reader of links."""
        self.text(top, "date", "a date, YYYY-MM or YYYY-MM-DD")
        asked = {key: (top.values[key], top.lines[key]) for key in PARTS if key in top.values}
        chosen = top.values.get("filter")
        if chosen is not None:
            facets = self.mapping(chosen, tuple(FACET), "a filter")
            asked |= {k: (facets.values[k], facets.lines[k]) for k in facets.values} if facets else {}
        parts = []
        for key, (node, line) in asked.items():
            words = self.words(node, key)
            part = f"{key}=" + ",".join(quote(w, safe="") for w in words)
            emptied = isinstance(node, Items) and not node.items  # an empty list is a choice: no layer, any subject
            if (words or emptied) and self.readable(part, line):
                parts.append(part)
        scene = Scene.from_query("&".join(parts), self.atlas.values)
        if scene.to and scene.to <= scene.date:
            self.fault(top.lines["to"], f"an end after {scene.date}", scene.to, "give a later month")
        return replace(scene, theme="projector")

    def readable(self, part: str, line: int) -> bool:
        try:
            strict_scene(part, self.atlas)
        except AtlasError as error:
            self.fault(line, error.expected, error.got[:80], error.do)
            return False
        return True

    def words(self, node: Node, key: str) -> list[str]:
        if isinstance(node, Text):
            return [node.value]
        if isinstance(node, Items) and all(isinstance(i, Text) for i in node.items):
            values = [i.value for i in node.items if isinstance(i, Text)]
            return [",".join(values)] if key == "view" else values
        self.fault(node.line, f"a word or a list of words for {key}", kind_of(node), "write [one, two]")
        return []

    def rest(self, text: Text) -> Rest | None:
        parts = text.value.split()
        if len(parts) != 3:
            got = repr(text.value[:80])
            self.fault(text.line, "engagement country status", got, "write for example minusma-nl MLI ended")
            return None
        return Rest(parts[0], "" if parts[1] == "-" else parts[1], parts[2])

    def figure(self, text: Text) -> Figure | None:
        parts = text.value.split()
        valid = ("all", *v.INSTRUMENTS, *v.FOCUS, "detections")
        good = len(parts) == 3 and parts[0] in valid and parts[2].isdigit()
        counts = COUNTS if good and parts[0] in v.FOCUS else (*COUNTS, *v.STATUSES)
        if good and (parts[1].isdigit() if parts[0] == "detections" else parts[1] in counts):
            return Figure(parts[0], parts[1], int(parts[2]))
        expected = "all, an instrument or a country, then running, open or a status, then a number"
        self.fault(text.line, expected, repr(text.value[:80]), "write for example NER running 5")
        return None

    def mapping(self, node: Node, keys: tuple[str, ...], what: str) -> Keys | None:
        if not isinstance(node, Keys):
            self.fault(node.line, f"{what} with {', '.join(keys)}", kind_of(node), "write key: value")
            return None
        for key in node.values.keys() - set(keys):
            self.fault(node.lines[key], f"one of {', '.join(keys)}", repr(key[:60]), hint(key, keys, "remove it"))
        return node

    def text(self, top: Keys, key: str, expected: str) -> str:
        node = top.values.get(key)
        if isinstance(node, Text) and node.value.strip():
            return node.value.strip()
        self.fault(top.lines.get(key, top.line), expected, kind_of(node) if node else f"no {key}", f"write {key}: …")
        return ""

    def texts(self, top: Keys, key: str) -> list[Text]:
        node = top.values.get(key)
        if node is None:
            return []
        if isinstance(node, Items) and all(isinstance(i, Text) for i in node.items):
            return [i for i in node.items if isinstance(i, Text)]
        self.fault(top.lines[key], f"a list of lines for {key}", kind_of(node), "write one line after each -")
        return []

    def both(self, top: Keys, key: str, needed: bool = True) -> Both:
        node = top.values.get(key)
        line = top.lines.get(key, top.line)
        if node is None:
            if needed:
                self.fault(line, f"{key} with en and nl", f"no {key}", f"write {key}: with en: and nl: under it")
            return Both("", "")
        pair = self.mapping(node, LANGUAGES, key)
        if pair is None:
            return Both("", "")
        found = {lang: self.text(pair, lang, f"{key} in {lang}") for lang in LANGUAGES}
        for lang, value in found.items():
            if len(value) > TEXT_LIMIT:
                self.fault(pair.lines[lang], f"at most {TEXT_LIMIT} characters", str(len(value)), "say it shorter")
        return Both(found["en"], found["nl"])
