"""Messages read as sentences: what was expected and what came are nouns, and what to do begins with a verb."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from geo.errors import AtlasError, told
from sahel_atlas.records.faults import Fault

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("geo", "layers", "sahel_atlas")
FILES = [ROOT / "app.py", *(path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))]
MAKERS = {"Fault": 5, "fault": 5, "CellError": 1, "StoryFault": 4}
"""Who makes a fault from parts in order -> the place of what to do; what came stands before it."""
_VERBS = """
add ask begin build check choose clear cite close compare copy correct cut do draw end export fill follow get give go
install join keep leave let look make mend move name open put read refer reload remove rename reproject restore rewrite
run save say see select send set shorten show spell start stop take turn use wait write
"""
VERBS = frozenset(_VERBS.split())
NO_NOUN = re.compile(r"(?:^|, |\} )(?:never|without|twice over)$")


def texts_of(node: ast.expr) -> list[str]:
    """The texts that an expression can give, `{}` standing for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        return ["".join(x.value if isinstance(x, ast.Constant) else "{}" for x in node.values)]
    if isinstance(node, ast.IfExp):
        return [*texts_of(node.body), *texts_of(node.orelse)]
    return texts_of(node.left) if isinstance(node, ast.BinOp) else []


def parts(tree: ast.AST, wanted: str) -> Iterator[tuple[int, str]]:
    """Lines and texts of one part of messages: as a keyword, in its place, or given to a name like it."""
    before = {"do": 0, "got": 1}[wanted]
    for node in ast.walk(tree):
        found: list[ast.expr] = []
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            found += [k.value for k in node.keywords if k.arg == wanted]
            found += [a for i, a in enumerate(node.args) if name in MAKERS and MAKERS[name] - before == i > 0]
        if isinstance(node, ast.Assign):
            pair = isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Tuple)
            targets = node.targets[0].elts if pair else node.targets  # type: ignore[attr-defined]
            values = node.value.elts if pair else [node.value]  # type: ignore[attr-defined]
            found += [x for t, x in zip(targets, values, strict=False) if isinstance(t, ast.Name) and t.id == wanted]
        yield from ((node.lineno, text) for value in found for text in texts_of(value))


def wrong(wanted: str, bad: Callable[[str], object]) -> list[str]:
    found = [(path, *one) for path in FILES for one in parts(ast.parse(path.read_text("utf-8")), wanted)]
    assert len(found) > 60
    return [f"{path.relative_to(ROOT)}:{line}: {text}" for path, line, text in found if bad(text)]


def no_request(text: str) -> bool:
    first = text.partition(" ")[0].strip(",;:").lower()
    return bool(first) and not first.startswith("{") and first not in VERBS


def test_what_to_do_begins_with_a_verb() -> None:
    assert wrong("do", no_request) == []


def test_what_came_is_a_noun() -> None:
    assert wrong("got", NO_NOUN.search) == []


def test_ones_that_are_not_so_are_found() -> None:
    tree = ast.parse(
        "raise AtlasError(expected='a', got=f'{x}, never', do='the marking')\ndo, got = 'never do', 'none'"
    )
    assert {text for _, text in parts(tree, "do") if no_request(text)} == {"the marking", "never do"}
    assert {text for _, text in parts(tree, "got") if NO_NOUN.search(text)} == {"{}, never"}


def test_a_message_is_one_sentence_wherever_it_comes_from() -> None:
    said = told("a date", "'x'", "write 2023-12-01")
    assert said == "expected a date, got 'x'; write 2023-12-01"
    assert str(AtlasError(expected="a date", got="'x'", do="write 2023-12-01", where="date")) == f"date: {said}"
    fault = Fault("data/a.csv", 3, "day", "a date", "'x'", "write 2023-12-01")
    assert str(fault) == f"data/a.csv:3:day: {said}"
