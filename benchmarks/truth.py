"""How much of a wrong table the rules notice: seeded changes, one at a time, counted per kind.

`make truth` changes the curated tables a thousand times in memory, runs the check on each and writes `TRUTH.md`. Only
rules count: no checksum, no snapshot and no comparison with the committed tables takes part. A change counts as
noticed when a rule names the file, the row and the column.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.desk import Change, Desk
from benchmarks.mutations import Kind, cell_kinds
from benchmarks.mutations_rows import row_kinds
from sahel_atlas.records.faults import Fault
from sahel_atlas.records.folders import DATA

SEED = 29237201
TIMES = 1000
RESULT = Path(__file__).with_name("TRUTH.md")
PARTS = ("tables", "parity", "future", "mutants")
"""What `make truth` runs: wrong tables, page beside Python, outputs of a day of knowledge, wrong rules."""
ALIKE = ("tests/scenes/test_parity.py", "tests/scenes/test_compare.py", "tests/marks/test_wheelshape.py")
"""Tests that hold the page against Python on as many random scenes as `ATLAS_SCENES` says."""
SCENES = 1000
BLIND = {
    "status": "whether something was, say, suspended or scaled down: a reader must compare it with the paragraph. What "
    "contradicts the firmness of a plan is noticed beside it, in `decision`, and counted as elsewhere",
    "date": "another day that was possible; noticed where it leaves its document's day, a coup, the order of the "
    "states or the window",
    "other country": "which of several countries was meant, unless a period, a site or a conflict names it too",
    "other word": "which kind, instrument, goal, channel or degree of confidence is right, unless it contradicts the "
    "role of a site or a citation of the letter",
    "point": "where in its country a place lies, unless the route repeats its degrees",
    "name": "how a name or text is spelled; where a name stands in two tables (route nodes) it is compared",
    "figure": "a figure that is possible; a wrong magnitude is noticed only outside the range of its indicator",
    "citation lost": "that a further document spoke of the same state; the first one is noticed, and so is the loss "
    "of the only one of a document",
}
"""What no rule can know, per kind."""


@dataclass
class Count:
    """What became of the changes of one kind."""

    kind: Kind
    times: int = 0
    right: int = 0
    elsewhere: int = 0
    missed: list[str] = field(default_factory=list)
    rules: set[str] = field(default_factory=set)

    @property
    def share(self) -> float:
        """Share noticed in the right file, row and column."""
        return self.right / self.times


def kinds() -> tuple[Kind, ...]:
    """All kinds, those that a rule must notice first."""
    return tuple(sorted((*cell_kinds(), *row_kinds()), key=lambda kind: not kind.sure))


def at_the_place(fault: Fault, change: Change) -> bool:
    """Whether a fault stands in one of the cells of a change."""
    table = fault.file.rpartition("/")[2].removesuffix(".csv")
    return any((c.table, c.row) == (table, fault.row) and c.column in ("", fault.column) for c in change.right)


def run(desk: Desk, seed: int, times: int, chosen: Sequence[Kind]) -> list[Count]:
    """Make so many changes, spread evenly over the kinds, and count what the rules notice."""
    counts = [Count(kind) for kind in chosen]
    chance = Random(seed)
    for number in range(times):
        count = counts[number % len(counts)]
        change = count.kind.make(desk, chance)
        faults = desk.faults(change)
        here = [fault for fault in faults if at_the_place(fault, change)]
        count.times += 1
        count.right += bool(here)
        count.elsewhere += bool(faults) and not here
        count.rules |= {fault.rule for fault in here}
        if not here:
            count.missed.append(f"{change.says}: {[(f.file, f.row, f.column, f.rule) for f in faults[:3]]}")
    return counts


def report(counts: Sequence[Count], seed: int) -> str:
    """The counts as Markdown."""
    total, sure = sum(c.times for c in counts), [c for c in counts if c.kind.sure]
    lines = [
        "# Truth",
        "",
        f"`make truth` changed the curated tables {total:,} times, one thing at a time (seed {seed}), and ran the "
        "check in memory.",
        "A change counts as noticed when a rule names its file, row and column; checksums and snapshots take no part.",
        f"Of the {sum(c.times for c in sure)} changes that contradict something the tables know, "
        f"{sum(c.right for c in sure)} were noticed there.",
        "",
        "## What a rule must notice",
        "",
        *_table(sure),
        "",
        "## What may also be true",
        "",
        "These put one possible truth in the place of another. A rule notices some, by what they contradict.",
        "",
        *_table([c for c in counts if not c.kind.sure]),
        "",
        "## What no rule can know",
        "",
        *(f"- **{name}**: {says}." for name, says in BLIND.items()),
        "- **the letter itself**: whether its words say what a row says. `atlas check --letter` finds altered words; "
        "their meaning is for a reader.",
        "",
    ]
    return "\n".join(lines)


def _table(counts: Sequence[Count]) -> list[str]:
    lines = ["| kind | what is changed | times | noticed | elsewhere | rules |", "|---|---|--:|--:|--:|---|"]
    for c in counts:
        rules = ", ".join(sorted(c.rules))
        lines.append(f"| {c.kind.name} | {c.kind.says} | {c.times} | {c.share:.0%} | {c.elsewhere} | {rules} |")
    return lines


def wrong_tables() -> int:
    """Write the report on wrong tables; 1 when a kind that must be noticed was missed."""
    counts = run(Desk(DATA), SEED, TIMES, kinds())
    text = report(counts, SEED)
    RESULT.write_text(text, "utf-8")
    print(text)
    missed = [line for count in counts if count.kind.sure for line in count.missed]
    for line in missed:
        print(f"not noticed: {line}", file=sys.stderr)
    return 1 if missed else 0


def parity() -> int:
    """Hold the page against Python on a thousand random scenes, pairs and every cut of a wheel."""
    asked = [sys.executable, "-m", "pytest", "-q", *ALIKE]
    return subprocess.run(asked, env=os.environ | {"ATLAS_SCENES": str(SCENES)}, check=False).returncode


def wrong_rules(arguments: Sequence[str]) -> int:
    """Change the rules one place at a time, in a process that has not loaded them: the changed ones must be."""
    return subprocess.run([sys.executable, "-m", "benchmarks.mutants", *arguments], check=False).returncode


def main(arguments: Sequence[str]) -> int:
    """Run the parts asked for, all of them when none is named: `tables`, `parity`, `future`, `mutants`.

    What follows `mutants` goes to it: `mutants --all` changes every place of the rules.
    """
    from benchmarks import future

    parts = [word for word in arguments if word in PARTS] or list(PARTS)
    rest = [word for word in arguments if word not in PARTS]
    run_part = {"tables": wrong_tables, "parity": parity, "future": future.main, "mutants": lambda: wrong_rules(rest)}
    return max(run_part[name]() for name in parts)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
