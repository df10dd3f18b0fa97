"""The written result: `benchmarks/RESULTS.md` by sections, and the README's figures, which are rows of it.

A run replaces only the sections it measured; each says when, at which commit and on what it was measured.
"""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
from collections.abc import Iterable
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.measure import ROOT, Figure, program

RESULTS = ROOT / "benchmarks" / "RESULTS.md"
README = ROOT / "README.md"
PEERS = ROOT / "benchmarks" / "peers" / "package.json"
INTRODUCTION = """# Results of `make bench`

One run replaces the sections it measured; each says its date, commit and machine. `make bench` measures all of them,
`make bench ARGS="screen"` one. Median and spread (least to most) of whole runs; the ratio is peer / atlas. All servers,
pages and data are on this machine and nothing is asked of another. There is no GPU here: MapLibre GL JS and deck.gl
run on SwiftShader, a WebGL in software (`--disable-gpu --enable-unsafe-swiftshader`, the same flags for all), so their
rows say what a desktop without a GPU gets, not what a graphics card gives. The atlas is measured as its whole page,
whose step also counts the rail, the dock and the wheels; the peers' pages hold a map alone.
"""
HEAD = ("| figure | of | median | spread | goal | ratio |", "|---|---|---|---|---|---|")
MARKS = ("<!-- figures: rows of benchmarks/RESULTS.md, written by make bench -->", "<!-- end of figures -->")
QUOTED = (
    "process start to first page with its data",
    "open page to painted map",
    "first view over the wire",
    "slider drag, map updates",
    "slider drag, p95 from move to painted",
    "requests during three seconds of slider",
    "filter click to painted map, counts and table, p95",
    "memory of the server",
    "memory of the tab",
    "as-of query in Python",
    "sustained updates, 10,000 dated points",
    "slider step until painted, 100,000 dated points",
    "sustained updates, 100,000 dated points",
    "sustained updates, 1,000,000 dated points",
)
PACKAGES = (
    "dash",
    "dash-leaflet",
    "geopandas",
    "pandas",
    "shapely",
    "matplotlib",
    "cartopy",
    "folium",
    "python-pptx",
    "playwright",
)


def machine() -> str:
    """Processor count, memory, Python, the browser, and the versions of all that is measured."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30

    def installed(name: str) -> str:
        try:
            return f"{name} {version(name)}"
        except PackageNotFoundError:
            return f"{name} absent"

    chromium = _said(program(), "--version")
    peers = ", ".join(
        f"{name} {v}" for name, v in json.loads(PEERS.read_text(encoding="utf-8"))["dependencies"].items()
    )
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}; Python {platform.python_version()}; "
        f"{chromium or 'no Chromium'}, headless, no GPU; {', '.join(map(installed, PACKAGES))}; {peers}"
    )


def commit() -> str:
    """The commit that is checked out, and whether the product differs from it."""
    name = _said("git", "rev-parse", "--short", "HEAD")
    rooms = ("geo", "layers", "sahel_atlas", "assets", "app.py", "data")
    return name + (" with changes" if name and _said("git", "status", "--porcelain", "--", *rooms) else "")


def _said(*command: str) -> str:
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""


def section(title: str, name: str, figures: Iterable[Figure], seconds: float) -> str:
    """One section of the result as Markdown."""
    rows = [line for figure in figures for line in figure.lines()]
    told = f'{date.today():%d %B %Y}, commit {commit() or "unknown"}, in {seconds:.0f} s by `make bench ARGS="{name}"`.'
    return "\n".join([f"## {title}", "", f"{told} {machine()}.", "", *HEAD, *rows, ""])


def merged(text: str, title: str, block: str) -> str:
    """The whole result with one section replaced, or added at its end."""
    parts = re.split(r"^(?=## )", text, flags=re.MULTILINE) if text.strip() else []
    found = [part for part in parts if part.startswith("## ")]
    at = next((i for i, part in enumerate(found) if part.splitlines()[0] == f"## {title}"), None)
    if at is None:
        found.append(block)
    else:
        found[at] = block
    return INTRODUCTION + "\n" + "\n".join(part.strip() + "\n" for part in found)


def write(title: str, block: str) -> None:
    """Put a section into the result, and renew the figures of the README."""
    old = RESULTS.read_text(encoding="utf-8") if RESULTS.is_file() else ""
    text = merged(old, title, block)
    _replace(RESULTS, text)
    readme = README.read_text(encoding="utf-8")
    if MARKS[0] in readme:
        _replace(README, quoted(readme, text))


def _replace(path: Path, text: str) -> None:
    """Write beside it and move: an interrupted run leaves the old file whole."""
    beside = path.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def rows(results: str) -> dict[str, list[list[str]]]:
    """The tables of a result: by figure, the cells of its own row and of its peers' rows."""
    found: dict[str, list[list[str]]] = {}
    name = ""
    for line in results.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if len(cells) != 6 or cells[0] == "figure" or set(cells[0]) == {"-"}:
            continue
        name = cells[0] or name
        found.setdefault(name, []).append(cells)
    return found


def figures_table(results: str) -> str:
    """The README's table: the atlas, its goal, and every peer's median, word for word as in the result."""
    held = rows(results)
    lines = ["| figure | atlas | goal | what a user would pick instead |", "|---|---|---|---|"]
    for name in QUOTED:
        if name not in held:
            continue
        (_, _, median, _, goal, _), *peers = held[name]
        lines.append(f"| {name} | {median} | {goal} | {'; '.join(f'{p[1]}: {p[2]}' for p in peers)} |")
    return "\n".join(lines)


def quoted(readme: str, results: str) -> str:
    """The README with the table between its marks renewed."""
    first, last = (readme.index(mark) for mark in MARKS)
    return readme[: first + len(MARKS[0])] + "\n" + figures_table(results) + "\n" + readme[last:]
