"""The two clocks against a slow, plain function that was written apart from ours and reads the same tables."""

from __future__ import annotations

import importlib.util
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from layers.atlas import Atlas
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.folders import DATA

FIRST, LAST = date(2011, 6, 1), date(2027, 6, 30)
NAMES = (
    *("engagement_id", "country", "status", "decision", "period_id", "since"),
    *("since_precision", "since_relation", "conflict", "documents", "projected"),
)


@pytest.fixture(scope="module")
def oracle(shared: Path) -> Any:
    path = shared / "facts" / "oracle.py"
    if not path.is_file():
        pytest.skip("needs facts/oracle.py of the research material, which is not there")
    spec = importlib.util.spec_from_file_location("oracle", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def tables(oracle: Any) -> Any:
    return oracle.Tables(DATA)


def days(count: int, seed: int) -> list[str]:
    picked = random.Random(seed)
    return [(FIRST + timedelta(days=picked.randrange((LAST - FIRST).days))).isoformat() for _ in range(count)]


def ours(atlas: Atlas, day: str, known: str = "", stated: str = "") -> list[dict[str, Any]]:
    found = []
    for state in atlas.as_of(day, known or None, stated):
        row = {name: getattr(state, name) for name in NAMES if hasattr(state, name)}
        documents = sorted({c.document_id for c in state.citations})
        found.append(row | {"conflict": list(state.conflicts), "documents": documents})
    return found


def theirs(oracle: Any, tables: Any, day: str, known: str = "", stated: str = "") -> list[dict[str, Any]]:
    return [
        {name: row[name] for name in NAMES}
        for row in oracle.as_of(tables, day, known=known or oracle.ALL, stated=stated)
    ]


@pytest.mark.parametrize("known", ["", v.LETTER_DATE, "2022-07-11", "2014-01-15"])
def test_random_days_agree(atlas: Atlas, oracle: Any, tables: Any, known: str) -> None:
    for day in days(40, seed=len(known) + int((known or "0")[:4])):
        assert ours(atlas, day, known) == theirs(oracle, tables, day, known), (day, known)


def test_random_pairs_of_both_clocks_agree(atlas: Atlas, oracle: Any, tables: Any) -> None:
    for day, known in zip(days(60, seed=7), days(60, seed=8), strict=True):
        assert ours(atlas, day, known) == theirs(oracle, tables, day, known), (day, known)


def test_what_one_document_states_agrees(atlas: Atlas, oracle: Any, tables: Any) -> None:
    documents = [d.document_id for d in atlas.tables.documents]
    picked = random.Random(5)
    for day, known in zip(days(40, seed=11), days(40, seed=12), strict=True):
        stated, upto = picked.choice([v.LETTER, picked.choice(documents)]), picked.choice(["", known])
        assert ours(atlas, day, upto, stated) == theirs(oracle, tables, day, upto, stated), (day, upto, stated)


def test_each_turning_day_and_its_eve_agree(atlas: Atlas, oracle: Any, tables: Any) -> None:
    clock = atlas.clock()
    turning = sorted({day for chain in clock for day in chain.turning_days(clock.known)})
    for day in turning[::7]:
        for asked in ((day - timedelta(days=1)).isoformat(), day.isoformat()):
            assert ours(atlas, asked) == theirs(oracle, tables, asked), asked


def test_the_day_on_which_something_became_known_and_its_eve_agree(atlas: Atlas, oracle: Any, tables: Any) -> None:
    public = sorted({date.fromisoformat(p.known_from) for p in atlas.tables.periods})
    for day in public[::5]:
        for known in ((day - timedelta(days=1)).isoformat(), day.isoformat()):
            for asked in (known, "2023-12-01", "2026-12-31"):
                assert ours(atlas, asked, known) == theirs(oracle, tables, asked, known), (asked, known)


def test_it_answers_its_own_questions_on_our_tables(oracle: Any, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = oracle.main(DATA)
    assert not wrong, capsys.readouterr().out
