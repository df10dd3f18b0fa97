"""Imports run one way, geo -> layers -> exports -> views -> app and cli, and importing is quiet."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("geo", "layers", "exports", "views", "app", "cli")
ROOT_MODULES = ("app", "cli")
MAY_IMPORT = {
    "geo": {"geo"},
    "layers": {"geo", "layers"},
    "exports": {"geo", "layers", "exports"},
    "views": {"geo", "layers", "exports", "views"},
    # One rung: the command serves the app, and `python app.py` is the command.
    "app": {"geo", "layers", "exports", "views", "app", "cli"},
    "cli": {"geo", "layers", "exports", "views", "app", "cli"},
}
DASH = ("dash", "dash_leaflet", "dash_ag_grid", "flask", "plotly")
MAY_IMPORT_DASH = {"views", "app"}
HEAVY = ("geopandas", "shapely", "rasterio", "pyogrio", "matplotlib", "pandas", "pptx", "openpyxl", "folium", *DASH)


def modules() -> dict[str, Path]:
    """Every module of the atlas by its dotted name."""
    found = {name: ROOT / f"{name}.py" for name in ROOT_MODULES}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(part for part in parts if part != "__init__")] = path
    return found


def imported(source: str, *, top_only: bool = False) -> Iterator[tuple[str, int]]:
    """Names a source imports with their lines; `top_only` leaves out what functions import when they run."""
    tree = ast.parse(source)
    nodes = list(at_import(tree)) if top_only else list(ast.walk(tree))
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: expected an absolute import, got a relative one"
            yield node.module or "", node.lineno
            yield from ((f"{node.module}.{name.name}", node.lineno) for name in node.names)


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run when a module is imported: no function bodies, nothing only for the type checker."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from at_import(child)


def crossings(room: str, source: str) -> list[tuple[int, str]]:
    """Lines of a module in `room` that import what that room may not, with the name."""
    faults = []
    for name, line in imported(source):
        head = name.split(".")[0]
        upwards = head in ROOMS and head not in MAY_IMPORT[room]
        if upwards or (head in DASH and room not in MAY_IMPORT_DASH):
            faults.append((line, name))
    return faults


@pytest.mark.parametrize("room", ROOMS)
def test_imports_run_one_way(room: str) -> None:
    faults = []
    for name, path in modules().items():
        if name.split(".")[0] == room:
            found = crossings(room, path.read_text(encoding="utf-8"))
            faults += [f"{path.relative_to(ROOT)}:{line} imports {what}" for line, what in found]
    allowed = ", ".join(sorted(MAY_IMPORT[room]))
    assert not faults, f"expected {room} to import only from {allowed}, got:\n" + "\n".join(faults)


def test_a_crossing_is_found_even_inside_a_function() -> None:
    source = "import json\ndef late():\n    from views import map\n    import dash\n"
    assert crossings("layers", source) == [(3, "views"), (3, "views.map"), (4, "dash")]
    assert crossings("geo", "from layers.scene import Scene")[0] == (1, "layers.scene")
    assert crossings("views", source) == []


def test_no_circles() -> None:
    known = modules()
    edges = {
        name: {what for what, _ in imported(path.read_text(encoding="utf-8"), top_only=True) if what in known} - {name}
        for name, path in known.items()
    }
    circle = find_circle(edges)
    assert circle is None, "expected no circle of imports, got " + " -> ".join(circle or [])


def find_circle(edges: dict[str, set[str]]) -> list[str] | None:
    """A path that returns to its start, or None."""
    done: set[str] = set()

    def walk(name: str, trail: list[str]) -> list[str] | None:
        if name in trail:
            return [*trail[trail.index(name) :], name]
        if name in done:
            return None
        for other in sorted(edges.get(name, ())):
            found = walk(other, [*trail, name])
            if found:
                return found
        done.add(name)
        return None

    return next((circle for name in sorted(edges) if (circle := walk(name, []))), None)


def test_a_circle_is_found() -> None:
    assert find_circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
    assert find_circle({"a": {"b", "c"}, "b": {"c"}, "c": set()}) is None


def test_importing_geo_layers_and_exports_is_quiet() -> None:
    """One new process imports every module, then tells which heavy libraries came along and what was opened."""
    names = [name for name in modules() if name.split(".")[0] in {"geo", "layers", "exports"}]
    loud = told(names, HEAVY)
    assert not loud["heavy"], f"expected quiet imports, got (library: module that loads it): {loud['heavy']}"
    assert not loud["read"], f"expected no file of data/ to be read at import, got: {loud['read']}"


def test_importing_app_and_cli_is_quiet() -> None:
    loud = told(["cli", "app"], HEAVY)
    assert not loud["heavy"], f"expected `atlas --help` not to load {', '.join(HEAVY)}, got: {loud['heavy']}"
    assert not loud["read"], f"expected no file of data/ to be read at import, got: {loud['read']}"


PROBE = """
import importlib, json, os, sys
names, heavy, data = json.loads(sys.argv[1])
read = []
def hook(event, args):
    if event == "open" and isinstance(args[0], str) and os.path.abspath(args[0]).startswith(data):
        read.append(args[0])
sys.addaudithook(hook)
came = {}
for name in names:
    importlib.import_module(name)
    for library in heavy:
        if library in sys.modules:
            came.setdefault(library, name)
print(json.dumps({"heavy": came, "read": read}))
"""


def told(names: list[str], heavy: tuple[str, ...]) -> dict[str, list[str]]:
    """What a new process reports after importing `names` one after the other."""
    question = json.dumps([names, heavy, str(ROOT / "data")])
    ran = subprocess.run(
        [sys.executable, "-c", PROBE, question], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stderr
    answer: dict[str, list[str]] = json.loads(ran.stdout)
    return answer
