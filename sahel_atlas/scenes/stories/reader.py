"""Reads the tree of a story file into a `Story`, and collects every fault with its line on the way."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from geo.errors import AtlasError
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.faults import hint
from sahel_atlas.records.filters import FACET
from sahel_atlas.scenes.query import strict_scene
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.stories.source import Locator
from sahel_atlas.scenes.stories.types import IN_LANGUAGE, LANGUAGES, PARTS, Both, Rest, Story, StoryScene, Written
from sahel_atlas.scenes.stories.yaml_form import Items, Keys, Node, StoryFault, Text, kind_of

if TYPE_CHECKING:
    from layers.atlas import Atlas

SCENE_LIMIT = 60
TEXT_LIMIT = 4_000
LISTS = ("citations", "rests_on", "claims")
SCENE_KEYS = ("name", *PARTS, "filter", "caption", "notes", *LISTS)
_FIGURES = "write the number into the caption itself, for example {running:NER}"
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


class Reader:
    """Turns a tree into a story and collects every fault on the way.

    `broken` holds the positions of scenes that could not be read whole: nothing can be held against their rows.
    """

    def __init__(self, file: str, atlas: Atlas) -> None:
        self.file, self.atlas = file, atlas
        self.faults: list[StoryFault] = []
        self.broken: set[int] = set()
        self.place = ""

    def fault(self, line: int, part: str, expected: str, got: str, do: str) -> None:
        place = ", ".join(filter(None, (self.place, part)))
        self.faults.append(StoryFault(self.file, line, expected, got, do, place))

    def story(self, node: Node) -> Story | None:
        top = self.mapping(node, ("id", "title", "scenes"), "the story")
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
            self.fault(line, "scenes", f"a list of 1 to {SCENE_LIMIT} scenes", got, "write - name: …")
            return None
        scenes = [self.numbered(k, item) for k, item in enumerate(listed.items)]
        names = [s.name for s in scenes if s]
        for double in sorted({n for n in names if names.count(n) > 1}):
            self.fault(listed.line, "scenes", "names that differ", f"{double} twice", "rename one of the two")
        whole = tuple(s for s in scenes if s)
        return Story(name, title, whole, self.file) if len(whole) == len(scenes) else None

    def numbered(self, k: int, node: Node) -> StoryScene | None:
        before = len(self.faults)
        named = node.values.get("name") if isinstance(node, Keys) else None
        self.place = scene_place(k, named.value if isinstance(named, Text) else "")
        scene = self.scene(node)
        self.place = ""
        if len(self.faults) > before:
            self.broken.add(k)
        return scene

    def scene(self, node: Node) -> StoryScene | None:
        top = self.mapping(node, SCENE_KEYS, "")
        if top is None:
            return None
        name = self.text(top, "name", "a name in small letters, digits and hyphens")
        self.id(top, "name", name)
        caption, notes = self.both(top, "caption"), self.both(top, "notes", needed=False)
        rests = [self.rest(t) for t in self.texts(top, "rests_on")]
        return StoryScene(
            name=name,
            scene=self.view(top),
            caption=caption,
            notes=notes,
            citations=tuple(Locator.parse(t.value) for t in self.texts(top, "citations")),
            rests_on=tuple(r for r in rests if r),
            claims=tuple(t.value.strip() for t in self.texts(top, "claims")),
            line=top.line,
            written=Written(caption, notes, lines_of(top)),
        )

    def id(self, top: Keys, key: str, name: str) -> None:
        if name and not _ID.fullmatch(name):
            expected = "small letters, digits and hyphens"
            self.fault(top.lines[key], key, expected, repr(name[:60]), "write for example from-coup-to-pause")

    def view(self, top: Keys) -> Scene:
        """The scene of the parts of the query string, each read by the one reader of links."""
        self.text(top, "date", "a date, YYYY-MM or YYYY-MM-DD")
        asked = {key: (top.values[key], top.lines[key]) for key in PARTS if key in top.values}
        chosen = top.values.get("filter")
        if chosen is not None:
            facets = self.mapping(chosen, tuple(FACET), "filter")
            asked |= {k: (facets.values[k], facets.lines[k]) for k in facets.values if k in FACET} if facets else {}
        parts = []
        for key, (node, line) in asked.items():
            words = self.words(node, key)
            part = f"{key}=" + ",".join(quote(w, safe="") for w in words)
            emptied = isinstance(node, Items) and not node.items  # an empty list is a choice: no layer, any subject
            if (words or emptied) and self.readable(part, key, line):
                parts.append(part)
        scene = Scene.from_query("&".join(parts), self.atlas.values)
        if scene.to and scene.to <= scene.date:
            self.fault(top.lines["to"], "to", f"an end after {scene.date}", scene.to, "give a later month")
        return replace(scene, theme="projector")

    def readable(self, part: str, key: str, line: int) -> bool:
        try:
            strict_scene(part, self.atlas)
        except AtlasError as error:
            self.fault(line, key, error.expected, error.got[:80], error.do)
            return False
        return True

    def words(self, node: Node, key: str) -> list[str]:
        if isinstance(node, Text):
            return [node.value]
        if isinstance(node, Items) and all(isinstance(i, Text) for i in node.items):
            values = [i.value for i in node.items if isinstance(i, Text)]
            return [",".join(values)] if key == "view" else values
        self.fault(node.line, key, "a word or a list of words", kind_of(node), "write [first, second]")
        return []

    def rest(self, text: Text) -> Rest | None:
        parts = text.value.split()
        if len(parts) == 3 and parts[2] in v.STATUSES:
            return Rest(parts[0], "" if parts[1] == "-" else parts[1], parts[2])
        expected = f"engagement, country and one of {', '.join(v.STATUSES)}"
        self.fault(text.line, "rests_on", expected, repr(text.value[:80]), "write for example minusma-nl MLI ended")
        return None

    def mapping(self, node: Node, keys: tuple[str, ...], what: str) -> Keys | None:
        if not isinstance(node, Keys):
            self.fault(node.line, what, f"the keys {', '.join(keys)}", kind_of(node), "write key: value")
            return None
        for key in node.values.keys() - set(keys):
            do = _FIGURES if key == "figures" else hint(key, keys, "remove it")
            self.fault(node.lines[key], what, f"one of {', '.join(keys)}", repr(key[:60]), do)
        return node

    def text(self, top: Keys, key: str, expected: str, part: str = "") -> str:
        node = top.values.get(key)
        if isinstance(node, Text) and node.value.strip():
            return node.value.strip()
        got = kind_of(node) if node else f"no {key}"
        self.fault(top.lines.get(key, top.line), part or key, expected, got, f"write {key}: …")
        return ""

    def texts(self, top: Keys, key: str) -> list[Text]:
        node = top.values.get(key)
        if node is None:
            return []
        if isinstance(node, Items) and all(isinstance(i, Text) for i in node.items):
            return [i for i in node.items if isinstance(i, Text)]
        self.fault(top.lines[key], key, "a list of lines", kind_of(node), "write one line after each -")
        return []

    def both(self, top: Keys, key: str, needed: bool = True) -> Both:
        node = top.values.get(key)
        line = top.lines.get(key, top.line)
        if node is None:
            if needed:
                self.fault(
                    line, key, "a text in English and one in Dutch", "none", f"write {key}: with en: and nl: under it"
                )
            return Both("", "")
        pair = self.mapping(node, LANGUAGES, key)
        if pair is None:
            return Both("", "")
        found = {lang: self.text(pair, lang, "a text", f"{key} {IN_LANGUAGE[lang]}") for lang in LANGUAGES}
        for lang, value in found.items():
            if len(value) > TEXT_LIMIT:
                part = f"{key} {IN_LANGUAGE[lang]}"
                self.fault(
                    pair.lines[lang], part, f"at most {TEXT_LIMIT} characters", str(len(value)), "say it shorter"
                )
        return Both(found["en"], found["nl"])


def scene_place(k: int, name: str) -> str:
    """How a message names a scene: as people count them, with its name.

    Examples
    --------
    >>> scene_place(1, "coup"), scene_place(0, "")
    ('scene 2 (coup)', 'scene 1')
    """
    return f"scene {k + 1} ({name[:60]})" if name else f"scene {k + 1}"


def lines_of(top: Keys) -> dict[str, int]:
    """On which line each part of a scene stands; texts by language, as ``caption.en``."""
    lines = {key: top.lines[key] for key in LISTS if key in top.lines}
    for key in ("caption", "notes"):
        pair = top.values.get(key)
        if isinstance(pair, Keys):
            lines |= {f"{key}.{lang}": pair.lines.get(lang, top.lines[key]) for lang in LANGUAGES}
    return lines
