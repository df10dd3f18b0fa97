"""The papers: README, CONTRIBUTING, changelog and decisions say what is there, at a width that can be read."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DECISIONS = ROOT / "docs" / "decisions"
WIDTH = 120
MADE = {f"benchmarks/{name}.md" for name in ("MUTANTS", "MUTANTS-ALL", "RESULTS", "TRUTH", "WALK", "WHEELS")}
"""Written by `make bench`, `make truth`, `make walk` and `make wheels`."""


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def papers() -> list[str]:
    return [name for name in tracked() if name.endswith(".md") and name not in MADE]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def wide(text: str) -> list[int]:
    """Lines of prose beyond the width; rows of tables and commands cannot be broken."""
    found, fenced = [], False
    for number, line in enumerate(text.splitlines(), 1):
        fenced ^= line.lstrip().startswith("```")
        if len(line) > WIDTH and not fenced and not line.startswith("|"):
            found.append(number)
    return found


def test_no_line_of_prose_is_too_wide() -> None:
    faults = [f"{name}:{number}" for name in papers() for number in wide(read(name))]
    assert not faults, f"expected at most {WIDTH} columns, got more in:\n" + "\n".join(faults)


def test_a_wide_line_is_found() -> None:
    long = "a word " * 30
    assert wide(f"short\n{long}\n| {long} |\n```sh\n{long}\n```\n{long}") == [2, 7]


def test_links_of_the_papers_lead_somewhere() -> None:
    faults = []
    for name in papers():
        for target in re.findall(r"\]\(([^)\s]+)\)", read(name)):
            if "://" not in target and not (ROOT / name).parent.joinpath(target.partition("#")[0]).exists():
                faults.append(f"{name} -> {target}")
    assert not faults, "expected links to files that exist, got:\n" + "\n".join(faults)


def test_every_folder_is_explained() -> None:
    told = set(re.findall(r"^\| `([a-z_]+)/", read("README.md"), re.MULTILINE))
    there = {name.partition("/")[0] for name in tracked() if "/" in name and not name.startswith(".")}
    assert told == there


def test_every_dependency_earns_its_place_once() -> None:
    settings = tomllib.loads(read("pyproject.toml"))["project"]
    name = re.compile(r"[a-z0-9-]+")
    running = {name.match(line)[0] for line in settings["dependencies"]}  # type: ignore[index]
    text = read("README.md").partition("## What it stands on")[2].partition("\n## ")[0]
    assert sorted(re.findall(r"\*\*([a-z0-9-]+)\*\*", text)) == sorted(running)
    tools = {name.match(line)[0] for part in settings["optional-dependencies"].values() for line in part}  # type: ignore[index]
    listed = read("CONTRIBUTING.md").partition("## Dependencies")[2]
    assert sorted(re.findall(r"\*\*([a-z0-9-]+)\*\*", listed)) == sorted(tools)


def test_decisions_are_numbered_and_titled() -> None:
    pages = sorted(set(DECISIONS.glob("*.md")) - {DECISIONS / "README.md"})
    assert pages
    numbers = []
    for page in pages:
        name = re.fullmatch(r"(\d{4})-[a-z0-9-]+\.md", page.name)
        assert name, f"expected a name like 0001-some-words.md in docs/decisions, got {page.name}"
        first = page.read_text(encoding="utf-8").splitlines()[0]
        title = re.fullmatch(r"# (\d+)\. \S.*", first)
        assert title, f"expected {page.name} to begin with '# {int(name.group(1))}. What was decided', got {first!r}"
        assert int(title.group(1)) == int(name.group(1)), f"{page.name}: the title carries another number: {first!r}"
        numbers.append(int(name.group(1)))
    assert len(numbers) == len(set(numbers)), f"expected each number once in docs/decisions, got {numbers}"
    index = re.findall(
        r"^(\d+)\. \[(.+)\]\((.+)\)$", (DECISIONS / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    titles = [(page.read_text(encoding="utf-8").splitlines()[0], page.name) for page in pages]
    assert [(f"# {number}. {title}", name) for number, title, name in index] == titles
