"""A plate's marks as the tree of a slide: named groups, lines that belong together as one text, texts for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from sahel_atlas.exports.plate.plate import Box, Label, Mark, Picture, Plate, Shape
from sahel_atlas.records.words import has, say, say_or

_LEGEND = (
    *("panel", "date", "legend", "legend halo", "legend mark", "legend ring", "legend bar", "legend half"),
    "legend lines",
)
_ROUTE = ("route casing", "route", "route head")
_GROUPS = {
    **{kind: kind for kind in ("site", "town", "standing", "event", "plot", "message")},
    "wheel": "group.wheel",
    "change": "group.change",
    "row": "group.change",
    "list": "change",
    "sign": "row sign",
}
"""First word of a mark's own group -> the key under `shape.` of what such a group is called."""
_ALT, _WHEEL_ALT = 300, 900
"""Longest alternative text of a group, and of a wheel, in characters."""


@dataclass(frozen=True)
class Text:
    """Labels that are one text box: lines of one text (`lines`), or words of different colour side by side."""

    labels: tuple[Label, ...]
    lines: bool
    width: float = 0.0

    def box(self) -> Box:
        """The box round all of it."""
        return around_all(self.labels)


Leaf = Mark | Text


@dataclass
class Group:
    """What moves together: its name, what it holds in drawing order, and what to say of it."""

    name: str
    items: list[Leaf | Group] = field(default_factory=list)
    alt: str = ""

    def leaves(self) -> Iterator[Leaf]:
        """Everything drawn in it, whatever the depth."""
        for item in self.items:
            if isinstance(item, Group):
                yield from item.leaves()
            else:
                yield item


def around_all(marks: Iterable[Leaf]) -> Box:
    """The box round several marks."""
    boxes = [mark.box() for mark in marks]
    return Box(
        min(b.left for b in boxes), min(b.top for b in boxes), max(b.right for b in boxes), max(b.bottom for b in boxes)
    )


def arranged(plate: Plate) -> list[Leaf | Group]:
    """The tree of a plate without its title: a group stands where its first mark is drawn."""
    lang = plate.lang
    nodes: list[Leaf | Group] = []
    groups: dict[str, Group] = {}
    for mark in _joined(merged([m for m in plate.marks if m.part != "title"]), plate):
        name = _group_of(mark, lang)
        if not name:
            nodes.append(mark)
            continue
        if name not in groups:
            groups[name] = Group(name)
            nodes.append(groups[name])
        groups[name].items.append(mark)
    for group in groups.values():
        _divide(group, lang)
    return nodes


_MERGED = ("river", "lake", "region", "route casing")


def merged(marks: Iterable[Mark]) -> list[Mark]:
    """The marks with those shapes put together, each at the place of its first, that nobody would move alone.

    These are waters, regions, the casings of routes, and in each wheel the arcs where nothing is open.
    """
    kept: list[Mark] = []
    at: dict[object, int] = {}
    for mark in marks:
        key = _merge_key(mark)
        if key is None or key not in at:
            at[key] = len(kept)
            kept.append(mark)
            continue
        first = kept[at[key]]
        if isinstance(first, Shape) and isinstance(mark, Shape):
            kept[at[key]] = _together(first, mark)
    return kept


def _merge_key(mark: Mark) -> object:
    if not isinstance(mark, Shape):
        return None
    alone = mark.part not in _MERGED and not mark.name.endswith(" none track")
    paint = (mark.fill, mark.stroke, mark.width, mark.dash, mark.round, mark.opacity, mark.clip)
    return None if alone else (mark.part, mark.group, *paint)


def _together(first: Shape, second: Shape) -> Shape:
    import numpy as np

    points, codes = np.concatenate([first.points, second.points]), np.concatenate([first.codes, second.codes])
    alt = " ".join(dict.fromkeys(text for text in (first.alt, second.alt) if text))
    name = first.name if first.part == "segment" else first.part
    return replace(first, points=points, codes=codes, alt=alt, name=name)


def _divide(group: Group, lang: str) -> None:
    """Groups inside the legend and the routes, and the alternative texts."""
    if group.name == say("shape.legend", lang):
        group.items = _entries(group, lang)
    elif group.name == say("shape.routes", lang):
        group.items = _legs(group, lang)
    _call(group)
    for inner in (group, *(i for i in group.items if isinstance(i, Group))):
        inner.alt = inner.alt or _alt(inner)


def _call(group: Group) -> None:
    """Name a wheel, a site or a town after its country or place rather than by its code, a row by its words."""
    kind = group.name.partition(" ")[0]
    row = [one.text for one in group.leaves() if isinstance(one, Label) and one.group.startswith("row ")]
    if row:
        group.name = f"{kind} {' '.join(row[:2])}"
        return
    for leaf in group.items:
        first = first_of(leaf) if not isinstance(leaf, Group) else None
        if isinstance(first, Label) and first.part in ("site name", "town name"):
            group.name = f"{kind} {first.text}"
        elif isinstance(first, Shape) and first.part in ("segment", "site", "standing") and ": " in first.alt:
            whole = first.alt.partition(": ")[0]
            # A segment's text names the instrument too.
            group.name = f"{kind} {whole.partition(', ')[0] if first.part == 'segment' else whole}"
            return


def _group_of(mark: Leaf, lang: str) -> str:
    part = part_of(mark)
    if part in _LEGEND:
        return say("shape.legend", lang)
    if part in _ROUTE:
        return say("shape.routes", lang)
    if has(f"shape.flat.{part}"):
        return say(f"shape.flat.{part}", lang)
    own = getattr(first_of(mark), "group", "")
    if not own:
        return ""
    kind, _, name = own.partition(" ")
    word = say(f"shape.{_GROUPS[kind]}", lang) if kind in _GROUPS else kind
    return f"{word} {name}".strip()


def first_of(mark: Leaf) -> Mark:
    """A mark itself, or the first label of a text."""
    return mark.labels[0] if isinstance(mark, Text) else mark


def part_of(mark: Leaf) -> str:
    """The part of a mark or a text."""
    return first_of(mark).part


def name_of(mark: Leaf, lang: str) -> str:
    """What a shape is called in the list of a slide's objects."""
    first = first_of(mark)
    word = say_or(f"shape.{first.part}", first.part, lang)
    if isinstance(mark, (Label, Text)):
        return word if first.part in ("source", "subtitle", "code") else f"{word}: {text_of(mark)}"
    alt = getattr(first, "alt", "")
    if first.part == "segment":
        what = alt.partition(": ")[0]
        if first.name.endswith(" none track"):
            return f"{word} {what.partition(', ')[0]}: {say('plate.part.none', lang).lower()}"
        return f"{word} {what}, {_part_words(first.name, lang)}"
    if alt and first.name.endswith(" inner"):
        alt = say("shape.filled", lang, x=alt)
    if isinstance(mark, Picture) or (not alt and first.name in ("", first.part)):
        return word
    return f"{word} {alt or first.name}"


def _part_words(name: str, lang: str) -> str:
    """What a shape of a wheel stands for: its storey, and the mark it bears."""
    reach, kind, paint = name.split()[-3:]
    mark = paint if paint in ("striped", "hatched") else kind
    return f"{say(f'plate.reach.{reach}', lang)}: {say(f'plate.part.{mark}', lang).partition(':')[0].lower()}"


def text_of(mark: Label | Text) -> str:
    """The words of a label or a text."""
    if isinstance(mark, Label):
        return mark.text
    return (" " if mark.lines else " · ").join(label.text for label in mark.labels)


def _alt(group: Group) -> str:
    """What a group says: the texts of what it holds, the first words of each once."""
    said = []
    for leaf in group.leaves():
        text = text_of(leaf) if isinstance(leaf, (Label, Text)) else getattr(leaf, "alt", "")
        if text and part_of(leaf) not in ("route head", "route casing"):
            said.append(text)
    wheel = any(part_of(leaf) == "segment" for leaf in group.leaves())
    words, most = (" " if wheel else "; ").join(dict.fromkeys(said)), _WHEEL_ALT if wheel else _ALT
    return (words if len(words) <= most else words[: most - 1] + "…") or group.name


def _entries(legend: Group, lang: str) -> list[Leaf | Group]:
    """The legend entry by entry: signs up to the words that explain them; the key of the wheel is the first."""
    done: list[Leaf | Group] = []
    pending: list[Leaf | Group] = []
    for leaf in legend.leaves():
        first = first_of(leaf)
        if first.part in ("panel", "date"):
            done.append(leaf)
            continue
        pending.append(leaf)
        if isinstance(leaf, (Label, Text)) and isinstance(first, Label) and first.group:
            done.append(Group(f"{legend.name}: {text_of(leaf)}", pending, text_of(leaf)))
            pending = []
        elif first.name == "running":
            done.append(Group(say("shape.wheel key", lang), pending))
            pending = []
    return [*done, *pending]


def _legs(routes: Group, lang: str) -> list[Leaf | Group]:
    """One group per leg, so that its line and its arrowhead move together, above the casings of all."""
    legs: dict[str, Group] = {}
    casings: list[Leaf | Group] = []
    for leaf in routes.leaves():
        first = first_of(leaf)
        if first.part == "route casing":
            casings.append(leaf)
            continue
        leg = legs.setdefault(first.name, Group(""))
        leg.items.append(leaf)
        leg.alt = leg.alt or getattr(first, "alt", "")
    for name, leg in legs.items():
        leg.name = f"{say('shape.route', lang)} {leg.alt or name}"
    return [*casings, *(leg.items[0] if len(leg.items) == 1 else leg for leg in legs.values())]


def _joined(marks: list[Mark], plate: Plate) -> Iterator[Leaf]:
    """Marks in order, with runs of labels that are one text put together."""
    run: list[Label] = []
    for mark in marks:
        if run and not (isinstance(mark, Label) and _continues(run[-1], mark)):
            yield _text(run, plate)
            run = []
        if isinstance(mark, Label) and mark.part in ("legend", "source", "date", "marking", "headline"):
            run.append(mark)
        else:
            yield mark
    if run:
        yield _text(run, plate)


def _continues(before: Label, label: Label) -> bool:
    if label.part != before.part:
        return False
    if label.part == "marking":
        return label.y == before.y
    same = (label.x, label.size, label.anchor, label.group) == (before.x, before.size, before.anchor, before.group)
    return same and 0 < label.y - before.y < 1.5 * label.size and not (label.part == "legend" and not label.group)


def _text(run: list[Label], plate: Plate) -> Leaf:
    if run[0].part == "marking":
        return Text(tuple(run), lines=False, width=plate.width)
    source = run[0].part == "source" and run[0].anchor == "start"
    if len(run) == 1 and not source:
        return run[0]
    wide = around_all(run).width
    if source:
        ends = [m.box().left for m in plate.of("source") if isinstance(m, Label) and m.anchor == "end"]
        return Text(tuple(run), lines=True, width=min(ends, default=plate.width) - run[0].x - run[0].size)
    return Text(tuple(run), lines=True, width=wide * 1.1)


def spread(nodes: Iterable[Leaf | Group], pieces: Callable[[Shape], list[Shape]]) -> list[Leaf | Group]:
    """The tree with every shape replaced by its pieces; what is left empty goes."""
    kept: list[Leaf | Group] = []
    for node in nodes:
        if isinstance(node, Group):
            items = spread(node.items, pieces)
            if items:
                kept.append(Group(node.name, items, node.alt))
        elif isinstance(node, Shape):
            kept += pieces(node)
        else:
            kept.append(node)
    return kept
