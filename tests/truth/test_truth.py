"""Every change that contradicts the tables is noticed by a rule, in the right file, row and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.desk import Desk
from benchmarks.truth import BLIND, Count, kinds, report, run

DATA = Path(__file__).resolve().parents[2] / "data"
SEED = 7
EACH = 7
SURE = tuple(kind for kind in kinds() if kind.sure)
ASKED = (
    *("reference", "type", "vocabulary", "order", "overlap", "citation hash", "country of a point", "stands twice"),
)


@pytest.fixture(scope="module")
def counts() -> dict[str, Count]:
    return {c.kind.name: c for c in run(Desk(DATA), SEED, EACH * len(SURE), SURE)}


def test_the_kinds_that_matter_are_among_those_that_must_be_noticed() -> None:
    assert {kind.name for kind in SURE} >= set(ASKED)


@pytest.mark.parametrize("name", [kind.name for kind in SURE])
def test_a_rule_notices_every_contradiction_in_its_place(counts: dict[str, Count], name: str) -> None:
    assert counts[name].times == EACH
    assert counts[name].missed == []
    assert counts[name].rules


def test_the_count_can_come_out_below_a_hundred() -> None:
    """A name is only compared where it stands twice: the measure must say so, or it would measure nothing."""
    count = run(Desk(DATA), SEED, 5, [kind for kind in kinds() if kind.name == "name"])[0]
    assert count.share < 1
    assert len(count.missed) == 5 - count.right


def test_the_same_seed_makes_the_same_report() -> None:
    chosen = [kind for kind in kinds() if kind.name in ("type", "status")]
    one, two = (report(run(Desk(DATA), 3, 6, chosen), 3) for _ in range(2))
    assert one == two


def test_every_kind_without_certainty_says_what_cannot_be_known() -> None:
    assert {kind.name for kind in kinds() if not kind.sure} == set(BLIND)
