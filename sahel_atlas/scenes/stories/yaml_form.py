"""YAML with line numbers and without traps: mappings, lists and plain text, nothing that runs or multiplies.

A story file comes from anywhere, so anchors, tags, deep nesting and large files are refused before anything is built,
and every value stays text until the reader of stories has looked at it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from geo.errors import DataFault

SIZE_LIMIT = 256 * 1024
DEPTH_LIMIT = 8
NODE_LIMIT = 20_000


@dataclass(frozen=True, order=True)
class StoryFault:
    """One fault in a story file; `line` counts from 1.

    `place` says where people see it: the scene by number and name, and the field. `do` begins with a verb.

    Examples
    --------
    >>> print(StoryFault("my.yaml", 12, "3 lines", "5", "say it shorter", "scene 2 (coup), caption in English"))
    my.yaml:12: Scene 2 (coup), caption in English: expected 3 lines, got 5. Say it shorter.
    """

    file: str
    line: int
    expected: str
    got: str
    do: str
    place: str = "the story"

    @property
    def said(self) -> str:
        """The fault in sentences, without file and line, for who sees the story and not its file."""
        return f"{_capital(self.place)}: expected {self.expected}, got {self.got}. {_capital(self.do)}."

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.said}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class StoryFaults(DataFault):
    """Every fault of one or more story files, one line each."""

    def __init__(self, faults: list[StoryFault]) -> None:
        self.faults = tuple(sorted(faults))
        count = len(self.faults)
        super().__init__(
            expected="a story without faults",
            got=f"{count} fault{'' if count == 1 else 's'}",
            do="mend the lines below and run `atlas story check`",
        )

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


@dataclass
class Text:
    """A scalar, as it is written."""

    line: int
    value: str


@dataclass
class Items:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass
class Keys:
    """A mapping; `lines` holds where each key stands."""

    line: int
    values: dict[str, Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


Node = Text | Items | Keys


def kind_of(node: Node) -> str:
    """What a node is, for a message.

    Examples
    --------
    >>> kind_of(Items(1))
    'a list'
    """
    if isinstance(node, Text):
        return repr(node.value[:60]) if node.value else "nothing"
    return "a list" if isinstance(node, Items) else "a mapping"


def read_tree(text: str, file: str) -> Node:
    """The tree of one YAML document.

    Parameters
    ----------
    text : str
    file : str
        Name of the file in messages.

    Raises
    ------
    StoryFaults
        If the text is too large, no YAML, or uses what is refused: anchors, aliases, tags, double keys, depth.
    """
    import yaml

    size = len(text.encode("utf-8", "replace"))
    if size > SIZE_LIMIT:
        raise _stop(file, 1, f"a story of at most {SIZE_LIMIT} bytes", f"{size} bytes", "split the story")
    try:
        return _Builder(file).build(yaml.parse(text, Loader=yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problem = " ".join((error.problem or error.context or "text that is no YAML").split())
        got = f"a line that is none ({problem})"
        raise _stop(file, line, "YAML", got, "look at quotes, colons and indents near this line") from error
    except yaml.YAMLError as error:
        got = " ".join(str(error).split())[:120]
        raise _stop(file, 1, "YAML in UTF-8 text", got, "save the file as plain UTF-8 text") from error


def _stop(file: str, line: int, expected: str, got: str, do: str) -> StoryFaults:
    return StoryFaults([StoryFault(file, line, expected, got, do)])


class _Builder:
    """Builds the tree from the events of the parser, with a stack of its own so that depth is bounded."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.stack: list[tuple[Items | Keys, Text | None]] = []
        self.root: Node | None = None
        self.count = 0

    def build(self, events: Iterator[object]) -> Node:
        import yaml

        for event in events:
            mark = getattr(event, "start_mark", None)
            line = mark.line + 1 if mark else 1
            if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent | yaml.AliasEvent):
                self._refuse(event, line)
            if isinstance(event, yaml.ScalarEvent):
                self._add(Text(line, event.value), line)
            elif isinstance(event, yaml.SequenceStartEvent):
                self._open(Items(line), line)
            elif isinstance(event, yaml.MappingStartEvent):
                self._open(Keys(line), line)
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                self.stack.pop()
            elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
                raise _stop(self.file, line, "one document", "a second one", "remove the line ---")
        if self.root is None:
            raise _stop(self.file, 1, "a story", "an empty file", "write id, title and scenes")
        return self.root

    def _refuse(self, event: object, line: int) -> None:
        if getattr(event, "anchor", None):
            raise _stop(self.file, line, "plain values", "an anchor or alias", "write the value out")
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            raise _stop(self.file, line, "plain values", f"the tag {tag}", "remove the tag")
        self.count += 1
        if self.count > NODE_LIMIT:
            raise _stop(self.file, line, f"at most {NODE_LIMIT} values", "more", "split the story")

    def _open(self, node: Items | Keys, line: int) -> None:
        if len(self.stack) >= DEPTH_LIMIT:
            raise _stop(self.file, line, f"at most {DEPTH_LIMIT} levels", "more", "write the story flatter")
        self._add(node, line)
        self.stack.append((node, None))

    def _add(self, node: Node, line: int) -> None:
        if not self.stack:
            self.root = node
            return
        parent, key = self.stack[-1]
        if isinstance(parent, Items):
            parent.items.append(node)
        elif key is None:
            if not isinstance(node, Text):
                raise _stop(self.file, line, "a word as key", kind_of(node), "write key: value")
            if node.value in parent.values:
                raise _stop(self.file, line, f"one {node.value}", "a second one", "remove one of the two")
            self.stack[-1] = (parent, node)
        else:
            parent.values[key.value], parent.lines[key.value] = node, key.line
            self.stack[-1] = (parent, None)
