"""The two clocks against a slow, plain function that was written apart from ours and reads the researched tables."""

from __future__ import annotations

import importlib.util
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from layers import vocabulary as v
from layers.atlas import Atlas
from layers.filters import Filter
from layers.resolve import resolve
from layers.scene import Scene

FIELDS = [
    "engagement_id",
    "country",
    "status",
    "decision",
    "period_id",
    "since",
    "since_precision",
    "since_relation",
    "confidence",
    "projected",
    "carried_forward",
    "last_stated",
    "uncertain",
    "outcome_not_recorded",
]
FIRST, LAST = date(2011, 6, 1), date(2025, 6, 30)


@pytest.fixture(scope="module")
def oracle(shared: Path) -> Any:
    path = shared / "facts" / "reference.py"
    if not path.is_file():
        pytest.skip("needs facts/reference.py of the research material, which is not there")
    spec = importlib.util.spec_from_file_location("reference", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def days(count: int, seed: int) -> list[str]:
    picked = random.Random(seed)
    return [(FIRST + timedelta(days=picked.randrange((LAST - FIRST).days))).isoformat() for _ in range(count)]


def ours(atlas: Atlas, day: str, known: str | None) -> list[dict[str, Any]]:
    found = []
    for state in atlas.as_of(day, known):
        row = {name: getattr(state, name) for name in FIELDS}
        letter = [f"{c.section_code} {c.paragraph}" for c in state.citations if c.document_id == v.LETTER]
        documents = [c.document_id for c in state.citations]
        found.append(row | {"conflict": list(state.conflicts), "letter": letter, "documents": documents})
    return found


def theirs(oracle: Any, day: str, known: str | None) -> list[dict[str, Any]]:
    rows = oracle.as_of(day, known) if known else oracle.as_of(day)
    names = (*FIELDS, "conflict", "letter", "documents")
    return [{name: row[name] for name in names} for row in rows]


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for row in rows:
        row["letter"], row["documents"] = sorted(row["letter"]), sorted(row["documents"])
    return sorted(rows, key=lambda row: (row["engagement_id"], row["country"]))


@pytest.mark.parametrize("known", [None, v.LETTER_DATE, "2023-08-01", "2014-01-15"])
def test_random_days_agree(atlas: Atlas, oracle: Any, known: str | None) -> None:
    for day in days(40, seed=len(known or "") + int((known or "0")[:4])):
        assert in_order(ours(atlas, day, known)) == in_order(theirs(oracle, day, known)), (day, known)


def test_random_pairs_of_both_clocks_agree(atlas: Atlas, oracle: Any) -> None:
    for day, known in zip(days(60, seed=7), days(60, seed=8), strict=True):
        assert in_order(ours(atlas, day, known)) == in_order(theirs(oracle, day, known)), (day, known)


def test_each_turning_day_and_its_eve_agree(atlas: Atlas, oracle: Any) -> None:
    clock = atlas.clock()
    turning = sorted({day for chain in clock for day in chain.turning_days(clock.known)})
    for day in turning[::5]:
        for asked in ((day - timedelta(days=1)).isoformat(), day.isoformat()):
            assert in_order(ours(atlas, asked, None)) == in_order(theirs(oracle, asked, None)), asked


def test_the_day_on_which_something_became_known_and_its_eve_agree(atlas: Any, oracle: Any) -> None:
    public = sorted({date.fromisoformat(p.known_from) for p in atlas.tables.periods})
    for day in public[::4]:
        for known in ((day - timedelta(days=1)).isoformat(), day.isoformat()):
            for asked in (known, "2023-12-01", "2024-12-31"):
                assert in_order(ours(atlas, asked, known)) == in_order(theirs(oracle, asked, known)), (asked, known)


@pytest.mark.parametrize("known", ["", v.LETTER_DATE])
def test_counts_agree(atlas: Atlas, oracle: Any, known: str) -> None:
    for day in ["2023-12-01", *days(12, seed=3)]:
        if not v.WINDOW[0] <= day <= v.WINDOW[1]:
            continue
        scene = Scene(date=day, known=known, filter=Filter(subject=("NL", "mission", "context")))
        expected = oracle.counts(day, known) if known else oracle.counts(day)
        assert dict(resolve(scene, atlas).counts.by_status) == expected, day


def test_country_states_agree(atlas: Atlas, oracle: Any) -> None:
    for day in days(60, seed=5):
        found = {iso3: row.state for iso3, row in atlas.country_states(date.fromisoformat(day)).items()}
        assert found == oracle.states_on(day), day
