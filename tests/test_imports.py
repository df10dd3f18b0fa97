"""Imports run one way, and importing is quiet."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
WAY = (
    "geo",
    "sahel_atlas.records",
    "sahel_atlas.marks",
    "layers",
    "sahel_atlas.scenes",
    "sahel_atlas.contract",
    "sahel_atlas.exports",
    "sahel_atlas.views",
    "sahel_atlas.build",
    "app",
    "sahel_atlas.cli",
    "sahel_atlas.__main__",
)
"""Rooms in the order in which they may know each other: each imports itself and those before it.

One rung besides: `python app.py` runs the command; as a module `app` imports no `cli`.
"""
QUIET = WAY[:7]
DASH = ("dash", "dash_leaflet", "dash_ag_grid", "flask", "plotly")
MAY_IMPORT_DASH = ("sahel_atlas.views", "app")
HEAVY = ("geopandas", "shapely", "rasterio", "pyogrio", "matplotlib", "pandas", "pptx", "openpyxl", "folium", *DASH)


def modules() -> dict[str, Path]:
    """Every module of the atlas by its dotted name."""
    paths = [ROOT / "app.py"]
    for top in ("geo", "layers", "sahel_atlas"):
        paths += sorted((ROOT / top).rglob("*.py"))
    found = {}
    for path in paths:
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(part for part in parts if part != "__init__")] = path
    return found


def room_of(name: str) -> str:
    """The room that a dotted name lies in; empty for names that are not the atlas's, or for the package alone."""
    return next((room for room in WAY if name == room or name.startswith(f"{room}.")), "")


def imported(source: str, *, at_run: bool = False) -> Iterator[tuple[str, int]]:
    """Names a source imports with their lines; `at_run` leaves out what only the type checker reads.

    What a module does as a program is left out then too: the program is nobody's import.
    """
    tree = ast.parse(source)
    for node in running(tree) if at_run else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: expected an absolute import, got a relative one"
            yield node.module or "", node.lineno
            yield from ((f"{node.module}.{name.name}", node.lineno) for name in node.names)


def running(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run in an imported module, now or when a function is called."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and any(w in ast.unparse(child.test) for w in ("TYPE_CHECKING", "__main__")):
            continue
        yield child
        yield from running(child)


def crossings(room: str, source: str) -> list[tuple[int, str]]:
    """Lines of a module in `room` that import what that room may not, with the name."""
    faults = []
    for name, line in imported(source):
        other = room_of(name)
        upwards = other and WAY.index(other) > WAY.index(room) and (room, other) != ("app", "sahel_atlas.cli")
        if upwards or (name.split(".")[0] in DASH and room not in MAY_IMPORT_DASH):
            faults.append((line, name))
    return faults


@pytest.mark.parametrize("room", WAY)
def test_imports_run_one_way(room: str) -> None:
    faults, seen = [], 0
    for name, path in modules().items():
        if room_of(name) == room:
            seen += 1
            found = crossings(room, path.read_text(encoding="utf-8"))
            faults += [f"{path.relative_to(ROOT)}:{line} imports {what}" for line, what in found]
    assert seen, f"expected modules in {room}, found none"
    allowed = ", ".join(WAY[: WAY.index(room) + 1])
    assert not faults, f"expected {room} to import only from {allowed}, got:\n" + "\n".join(faults)


def test_every_module_lies_in_a_room() -> None:
    assert [name for name in modules() if not room_of(name)] == ["sahel_atlas"]


def test_a_crossing_is_found_even_inside_a_function() -> None:
    source = "import json\ndef late():\n    from sahel_atlas.views import server\n    import dash\n"
    seen = [(3, "sahel_atlas.views"), (3, "sahel_atlas.views.server"), (4, "dash")]
    assert crossings("layers", source) == seen
    assert crossings("geo", "from layers.sites import point_layer")[0] == (1, "layers.sites")
    assert crossings("sahel_atlas.views", source) == []


def test_no_circles() -> None:
    """Neither at import nor later: a function that imports on call still needs the other module whole.

    A name that only the type checker reads may point back: a layer's `load` takes the atlas that finds the layer.
    """
    arrows = arrows_of({name: path.read_text(encoding="utf-8") for name, path in modules().items()})
    circle = find_circle({name: set(others) for name, others in arrows.items()})
    assert circle is None, told_circle(circle or [], arrows)


def arrows_of(sources: dict[str, str]) -> dict[str, dict[str, int]]:
    """Which module imports which of the others when it runs, and in which line first."""
    found: dict[str, dict[str, int]] = {name: {} for name in sources}
    for name, source in sources.items():
        for what, line in imported(source, at_run=True):
            if what in sources and what != name:
                found[name].setdefault(what, line)
    return found


def told_circle(circle: list[str], arrows: dict[str, dict[str, int]]) -> str:
    """The arrows of a circle with their lines, and what to do."""
    lines = [f"  {a} -> {b} (line {arrows[a][b]})" for a, b in pairwise(circle)]
    return "expected no circle of imports, got\n" + "\n".join(lines) + "\nmove what both need to a module of its own"


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
    late = {"a": "import b\n", "b": "import json\ndef ask():\n    from c import d\n", "c": "import b\n"}
    arrows = arrows_of(late)
    assert arrows == {"a": {"b": 1}, "b": {"c": 3}, "c": {"b": 1}}
    assert told_circle(["b", "c", "b"], arrows).splitlines()[1:3] == ["  b -> c (line 3)", "  c -> b (line 1)"]
    types = "if TYPE_CHECKING:\n    import b\nif __name__ == '__main__':\n    import c\n"
    assert arrows_of({"a": types, "b": "", "c": ""})["a"] == {}
    assert find_circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
    assert find_circle({"a": {"b", "c"}, "b": {"c"}, "c": set()}) is None


def test_importing_rooms_below_the_views_is_quiet() -> None:
    """One new process imports every module, then tells which heavy libraries came along and what was opened."""
    names = [name for name in modules() if room_of(name) in QUIET]
    loud = told(names, HEAVY)
    assert not loud["heavy"], f"expected quiet imports, got (library: module that loads it): {loud['heavy']}"
    assert not loud["read"], f"expected no file of data/ to be read at import, got: {loud['read']}"


def test_importing_app_and_cli_is_quiet() -> None:
    loud = told(["sahel_atlas.cli", "app"], HEAVY)
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
