"""The examples in docstrings hold, and the public of `geo` and the layers say what goes in and what comes out."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
from pathlib import Path

import pytest

from layers.catalog import LAYERS

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for room in ("geo", "layers", "sahel_atlas")
    for path in (ROOT / room).rglob("*.py")
)
WITH_EXAMPLES = [
    name for name in MODULES if ">>> " in (ROOT / f"{name.replace('.', '/')}.py").read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples_hold(name: str) -> None:
    done = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert done.attempted > 0, "an example stands there and is not run"
    assert done.failed == 0


def test_examples_are_many() -> None:
    assert len(WITH_EXAMPLES) >= 15
    assert {"geo.bounds", "geo.join", "sahel_atlas.records.clock.periods"} <= set(WITH_EXAMPLES)


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("geo.") and "__init__" not in name])
def test_the_public_of_geo_is_described_in_the_numpydoc_way(module: str) -> None:
    tree = ast.parse((ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))
    missing = []
    for node in ast.walk(tree):
        if not isinstance(node, (ast.FunctionDef, ast.ClassDef)) or node.name.startswith("_"):
            continue
        text = ast.get_docstring(node) or ""
        if not text:
            missing.append(f"{node.name}: a docstring")
        if isinstance(node, ast.FunctionDef):
            named = [a.arg for a in node.args.args if a.arg not in ("self", "cls")]
            described = text.partition("Parameters\n")[2].partition("\n\n")[0]
            lines = [line for line in described.splitlines() if line and not line.startswith((" ", "-"))]
            said = {word for line in lines for word in line.partition(" :")[0].split(", ")}
            if len(named) > 1 and not set(named) <= said:
                missing.append(f"{node.name}: the parameters {', '.join(sorted(set(named) - said))}")
            raised = any(isinstance(part, ast.Raise) for part in ast.walk(node))
            if raised and "Raises\n" not in text:
                missing.append(f"{node.name}: what it raises")
    assert missing == []


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.id)
def test_each_layer_says_its_crs_and_its_columns(layer: object) -> None:
    text = inspect.getdoc(layer.load) or ""
    assert "EPSG:4326" in text
    for section in ("Parameters\n", "Returns\n"):
        assert section in text, section
    assert "LAYER.fields" in text or "Columns" in text
