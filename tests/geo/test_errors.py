"""Errors carry their kind in their class; nobody reads it out of their words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.errors import AtlasError, BusyError, FileFault, MissingError

ROOT = Path(__file__).resolve().parents[2]
WORDS = {"where", "got", "do", "expected"}


def decisions(tree: ast.AST) -> Iterator[int]:
    """Lines that compare a part of an error's message, look something up by it or ask how it begins."""
    for node in ast.walk(tree):
        parts: list[ast.AST] = []
        if isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
        elif isinstance(node, ast.Subscript):
            parts = [node.slice]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            parts = [node.func.value, *(node.args if node.func.attr == "get" else ())]
            if node.func.attr.startswith("split"):  # to say less of it
                continue
        for part in (x for top in parts for x in ([top, *top.values] if isinstance(top, ast.BoolOp) else [top])):
            owner = part.value if isinstance(part, ast.Attribute) and part.attr in WORDS else None
            said = isinstance(part, ast.Call) and ast.unparse(part).startswith(("str(error", "str(fault"))
            if said or (isinstance(owner, ast.Name) and owner.id in ("error", "fault")):
                yield node.lineno


def test_nobody_decides_by_the_words_of_an_error() -> None:
    faults = [
        f"{path.relative_to(ROOT)}:{line}"
        for room in ("geo", "layers", "sahel_atlas")
        for path in sorted((ROOT / room).rglob("*.py"))
        for line in decisions(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not faults, "expected a class of its own for what is decided on, got its words in:\n" + "\n".join(faults)


@pytest.mark.parametrize(
    "code",
    [
        'error.where == "tlp"',
        'STATUS.get(error.where or "", 400)',
        "STATUS[error.where]",
        'error.do.startswith("give")',
        '"disk" in str(error)',
        'str(error).startswith("expected")',
    ],
)
def test_a_decision_by_words_is_found(code: str) -> None:
    assert list(decisions(ast.parse(code)))


def test_what_an_error_is_about_is_its_kind_or_its_place() -> None:
    said = {"expected": "a", "got": "b", "do": "c"}
    assert AtlasError(**said).about == ""
    assert AtlasError(**said, where="dpi").about == "dpi"
    assert BusyError(**said, where="dpi").about == "busy"


def test_a_changed_error_keeps_its_class_and_says_the_rest_as_before() -> None:
    error = MissingError(expected="a story", got="none", do="give another", where="x.yaml")
    other = error.changed(got="'y'", where="step 2")
    assert type(other) is MissingError and str(other) == "step 2: expected a story, got 'y'; give another"
    assert str(error) == "x.yaml: expected a story, got none; give another"


def test_no_two_kinds_share_a_word() -> None:
    import sahel_atlas.exports.carriers
    import sahel_atlas.exports.plate.marking
    import sahel_atlas.views.refusals  # noqa: F401

    def tree(kind: type[AtlasError]) -> Iterator[type[AtlasError]]:
        yield kind
        for one in kind.__subclasses__():
            yield from tree(one)

    own = [kind.kind for kind in tree(AtlasError) if kind.__dict__.get("kind")]
    assert sorted(own) == sorted(set(own)) and {"busy", "marking", "carrier", "narrow", "letters"} <= set(own)
    assert FileFault.kind == ""
