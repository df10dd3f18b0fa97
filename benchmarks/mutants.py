"""How much of a wrong rule the tests notice: the rules' code is changed in one place at a time, and the tests run.

`make truth ARGS=mutants` changes a seeded sample of 400 places in the modules that hold the rules (clocks, filters,
resolve, comparison, counts, sites), runs the tests that need no browser on each change, and writes `MUTANTS.md`;
`ARGS="mutants --all"` does so for every place. The changes are those of cosmic-ray, and one of our own: a function that
answers nothing. A change that leaves the running program the same (an annotation, a docstring) is no mutant.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SEED = 29237201
SAMPLE = 400
SECONDS = 90
"""A change after which the tests hang so long counts as noticed."""
GOAL, MOST_EQUIVALENT = 0.95, 0.03
MODULES = (
    "sahel_atlas/records/clock/periods.py",
    "sahel_atlas/records/clock/public.py",
    "sahel_atlas/records/clock/states.py",
    "sahel_atlas/records/filters.py",
    "sahel_atlas/marks/wheels.py",
    "sahel_atlas/marks/sites.py",
    "sahel_atlas/scenes/resolve.py",
    "sahel_atlas/records/clock/changes.py",
    "sahel_atlas/scenes/compare.py",
)
"""The modules that hold the rules."""
TESTS = (
    "tests/records/clock/test_rules.py",
    "tests/records/clock/test_periods.py",
    "tests/records/clock/test_public.py",
    "tests/records/clock/test_engagements.py",
    "tests/records/test_filters.py",
    "tests/marks/test_wheels.py",
    "tests/marks/test_sitemarks.py",
    "tests/scenes/test_resolve.py",
    "tests/records/clock/test_changes.py",
    "tests/scenes/test_compare.py",
    "tests/records/clock/test_oracle.py",
    "tests/scenes/test_parity.py",
)
"""The tests of the rules, quick ones first: the first that fails ends the run."""
OWN = ("geo", "layers", "sahel_atlas")
COPIED = (*OWN, "app.py", "benchmarks", "assets", "data", "tests", "scripts", "package.json", "pyproject.toml")
RESULT = Path(__file__).with_name("MUTANTS.md")
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.toml")


@dataclass(frozen=True)
class Mutant:
    """One change: the module, what was done, the line, the line before and after, and the whole changed text."""

    module: str
    operator: str
    line: int
    before: str
    after: str
    text: str

    @property
    def key(self) -> str:
        """What a change is known by, whatever line it stands on."""
        return f"{self.module}: {self.before.strip()} -> {self.after.strip()}"


def running(text: str) -> str:
    """What of a module runs: its syntax without annotations, docstrings and what only type checkers read."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        for name in ("returns", "annotation"):
            if getattr(node, name, None) is not None:
                setattr(node, name, ast.Constant(None))
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [x for x in body if not _is_unread(x)]  # type: ignore[attr-defined]
    return ast.dump(tree)


def _is_unread(node: ast.AST) -> bool:
    text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    checking = isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    return text or checking


def mutants(module: str) -> Iterator[Mutant]:
    """Every change of a module, in a fixed order."""
    source = (ROOT / module).read_text("utf-8")
    plain, seen = running(source), set()
    for name, text in _changed(source):
        if text in seen:
            continue
        seen.add(text)
        try:
            if running(text) == plain:
                continue
        except SyntaxError:
            continue
        yield Mutant(module, name, *_difference(source, text), text)


def _changed(source: str) -> Iterator[tuple[str, str]]:
    """Name and text of each change: cosmic-ray's operators, then answers of nothing."""
    import cosmic_ray.plugins as plugins
    from cosmic_ray.mutating import MutationVisitor

    for name in sorted(plugins.operator_names()):
        operator = plugins.get_operator(name)
        try:
            chosen = [operator(**given) for given in operator.arguments()] if operator.arguments() else [operator()]
        except TypeError:  # takes settings of its own, which we have none for
            continue
        for one in chosen:
            number = 0
            while (text := MutationVisitor.mutate_code(source, one, number)) is not None:
                yield name.partition("/")[2], text
                number += 1
    yield from _answers_of_nothing(source)


def _answers_of_nothing(source: str) -> Iterator[tuple[str, str]]:
    """Each `return x` as `return None`: a rule that always says no, or nothing."""
    lines = source.splitlines(keepends=True)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Return) and node.value is not None and node.end_lineno is not None:
            first = lines[node.lineno - 1]
            kept = [*lines[: node.lineno - 1], f"{first[: node.col_offset]}return None\n", *lines[node.end_lineno :]]
            yield "ReturnNone", "".join(kept)


def _difference(old: str, new: str) -> tuple[int, str, str]:
    for number, (a, b) in enumerate(zip(old.splitlines(), new.splitlines(), strict=False), 1):
        if a != b:
            return number, a, b
    return len(old.splitlines()), "", ""


def sample(found: Sequence[Mutant], count: int, seed: int) -> list[Mutant]:
    """So many changes, spread over the modules by chance; all of them when there are no more."""
    return list(found) if count >= len(found) else Random(seed).sample(list(found), count)


class Desk:
    """A copy of the tree in which the changes are made, and a process that has the heavy libraries in memory."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="atlas-mutants-"))
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                skip = shutil.ignore_patterns("__pycache__", "browser", "*.tif", "*.webp")
                shutil.copytree(source, self.folder / name, ignore=skip)
            elif source.exists():
                shutil.copy(source, self.folder / name)
        beside = ROOT.parent / "shared"
        self.shared = self.folder.parent / "shared"
        if beside.is_dir() and not self.shared.exists():
            self.shared.symlink_to(beside)

    def noticed(self, mutant: Mutant) -> bool:
        """Whether a test fails on a change, or hangs."""
        file = self.folder / mutant.module
        kept = file.read_text("utf-8")
        file.write_text(mutant.text, "utf-8")
        try:
            return run_tests(self.folder) != 0
        finally:
            file.write_text(kept, "utf-8")

    def close(self) -> None:
        """Take the copy away."""
        shutil.rmtree(self.folder, ignore_errors=True)


def run_tests(folder: Path) -> int:
    """Run the tests in a process of their own, forked with the libraries loaded; its exit status, 124 when it hung."""
    child = os.fork()
    if child == 0:
        _become_tests(folder)
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return 124


def _become_tests(folder: Path) -> None:
    """The child: the tests of the copied tree, silently, until the first fails."""
    import pytest

    os.setpgid(0, 0)
    silent = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silent, stream)
    os.chdir(folder)
    sys.path[:] = [str(folder), *(p for p in sys.path if p not in ("", str(ROOT)))]
    os.environ["ATLAS_SCENES"] = "150"
    status = 1
    try:
        status = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:cov", *present(folder)]))
    finally:
        os._exit(status)


def present(folder: Path) -> list[str]:
    """The tests of the list that are there."""
    return [name for name in TESTS if (folder / name).is_file()]


def equivalents() -> dict[str, str]:
    """Changes that no test can notice, each with the reason why the program is still the same."""
    import tomllib

    if not EQUIVALENT.is_file():
        return {}
    rows: list[dict[str, str]] = tomllib.loads(EQUIVALENT.read_text("utf-8")).get("mutant", [])
    return {row["change"]: row["why"] for row in rows}


def broken() -> Mutant:
    """A rule that cannot even be loaded: if its tests pass, they are not those of the changed tree."""
    return Mutant(MODULES[0], "Broken", 1, "", "", "raise RuntimeError\n")


def judge(chosen: Sequence[Mutant], hands: int) -> list[tuple[Mutant, bool]]:
    """Run the tests on each change, so many at a time.

    Raises
    ------
    SystemExit
        If the tests fail before anything is changed, or pass on a rule that cannot be loaded.
    """
    desks: Queue[Desk] = Queue()
    for _ in range(hands):
        desks.put(Desk())
    began, done = time.monotonic(), 0

    def one(mutant: Mutant) -> tuple[Mutant, bool]:
        nonlocal done
        desk = desks.get()
        try:
            return mutant, desk.noticed(mutant)
        finally:
            desks.put(desk)
            done += 1
            if done % 25 == 0:
                print(f"{done} of {len(chosen)}, {time.monotonic() - began:.0f} s", flush=True)

    try:
        desk = desks.get()
        if status := run_tests(desk.folder):
            raise SystemExit(f"expected tests that pass before anything is changed, got exit {status}; run them first")
        if not desk.noticed(broken()):
            loaded = ", ".join(sorted({name.partition(".")[0] for name in sys.modules} & {*OWN}))
            raise SystemExit(
                f"expected tests that load the changed rules, got the old ones (in memory: {loaded or '-'})"
            )
        desks.put(desk)
        with ThreadPoolExecutor(hands) as pool:
            return list(pool.map(one, chosen))
    finally:
        while not desks.empty():
            desks.get().close()


def report(results: Sequence[tuple[Mutant, bool]], total: int, seconds: float, again: int = 0) -> str:
    """The result as a page: shares per module, what was not noticed, and why some of it cannot be."""
    more = f" for {again} of them, run again after tests were added" if again else ""
    known = equivalents()
    alive = [m for m, noticed in results if not noticed]
    same = [m for m in alive if m.key in known]
    missed = [m for m in alive if m.key not in known]
    real = len(results) - len(same)
    share, equal = (real - len(missed)) / real if real else 0.0, len(same) / len(results) if results else 0.0
    lines = [
        "# What the rules' tests notice",
        "",
        f"`make truth ARGS=mutants` (seed {SEED}): {len(results)} of {total} changes, {seconds:.0f} s{more}. "
        f"Noticed: **{share:.1%}** of {real} (goal {GOAL:.0%}). Equivalent: {len(same)}, {equal:.1%} (at most "
        f"{MOST_EQUIVALENT:.0%}).",
        "",
        "| module | changes | noticed | equivalent | not noticed |",
        "|---|---|---|---|---|",
        *_per_module(results, known),
    ]
    if missed:
        lines += ["", "## Not noticed", "", *(f"- {m.module}:{m.line} {m.operator}: {_shown(m)}" for m in missed)]
    if same:
        lines += ["", "## Equivalent", "", *(f"- {m.module}:{m.line} {_shown(m)}: {known[m.key]}" for m in same)]
    return "\n".join(lines) + "\n"


def _line_of(mutant: Mutant) -> str:
    return f"{mutant.module} {mutant.operator}: {_shown(mutant)}"


def missed_before(page: Path) -> frozenset[str]:
    """Changes that a report lists as not noticed, without their line numbers."""
    text = page.read_text("utf-8").partition("## Not noticed")[2].partition("## Equivalent")[0]
    return frozenset(re.sub(r":\d+ ", " ", line[2:], count=1) for line in text.splitlines() if line.startswith("- "))


def _shown(mutant: Mutant) -> str:
    return f"`{mutant.before.strip()}` became `{mutant.after.strip()}`"


def _per_module(results: Sequence[tuple[Mutant, bool]], known: dict[str, str]) -> Iterator[str]:
    counts: dict[str, Counter[str]] = {}
    for mutant, noticed in results:
        kind = "noticed" if noticed else "equivalent" if mutant.key in known else "missed"
        counts.setdefault(mutant.module, Counter())[kind] += 1
    for module in sorted(counts):
        c = counts[module]
        yield f"| {module} | {c.total()} | {c['noticed']} | {c['equivalent']} | {c['missed']} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Change, run, count, and write the page; 1 when less is noticed than the goal asks."""
    parser = argparse.ArgumentParser(prog="make truth ARGS=mutants", description=__doc__.partition("\n")[0])
    parser.add_argument("--all", action="store_true", help="every change, not a sample")
    parser.add_argument("--module", action="append", help="only this module (may be given again)")
    parser.add_argument("--count", type=int, default=SAMPLE, help="how many changes (default %(default)s)")
    parser.add_argument("--again", action="store_true", help="only what the page says was not noticed")
    parser.add_argument("--print", action="store_true", help="print the page and keep the file as it is")
    asked = parser.parse_args(arguments)
    for library in ("pytest", "hypothesis", "pandas"):
        __import__(library)
    found: list[Any] = [m for name in (asked.module or MODULES) if (ROOT / name).is_file() for m in mutants(name)]
    chosen = sample(found, len(found) if asked.all else asked.count, SEED)
    began = time.monotonic()
    target = RESULT if not asked.all else RESULT.with_name("MUTANTS-ALL.md")
    known_alive = missed_before(target) if asked.again else None
    run = [m for m in chosen if known_alive is None or _line_of(m) in known_alive]
    judged = dict(judge(run, os.cpu_count() or 2))
    # Tests that were only added notice at least what was noticed before; what is equivalent nobody notices.
    same = equivalents()
    results = [(m, judged.get(m, m.key not in same)) for m in chosen]
    page = report(results, len(found), time.monotonic() - began, len(run) if asked.again else 0)
    print(page)
    if not asked.print:
        target.write_text(page, "utf-8")
    known = equivalents()
    real = [noticed for m, noticed in results if noticed or m.key not in known]
    return 0 if real and sum(real) / len(real) >= GOAL else 1


if __name__ == "__main__":
    raise SystemExit(main())
