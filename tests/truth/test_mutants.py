"""The rules that are changed are those that the tests load: else nothing is ever noticed, or all of it is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JUDGE = "import benchmarks.mutants as m; m.TESTS = ('tests/records/clock/test_periods.py',); print(m.judge([], 1))"


def ran(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)


def test_rules_in_memory_are_refused_and_fresh_ones_are_judged() -> None:
    """Called in the process that checks the tables, 5 % of 400 changes were noticed: the tests ran on the old rules."""
    assert ran(JUDGE).stdout.strip() == "[]"
    old = ran(f"import sahel_atlas.records.clock.periods; {JUDGE}")
    assert old.returncode != 0
    assert "expected tests that load the changed rules, got the old ones (in memory: geo, sahel_atlas)" in old.stderr


def test_the_whole_runs_them_in_a_process_of_their_own() -> None:
    from benchmarks import mutants, truth

    assert truth.wrong_rules(["--help"]) == 0
    assert mutants.broken().module in mutants.MODULES
