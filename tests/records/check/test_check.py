"""Every rule of the check notices a planted fault, in the right row and column."""

from __future__ import annotations

import re

import pytest

from sahel_atlas.records.check.run import BY_NAME, CELL_RULES, RULES, check
from sahel_atlas.records.faults import Fault
from tests.plants import DATA, PLANTS, Plant, Tables, checked, load, per

SENTENCE = re.compile(r"data/\w+\.csv:\d+:\w*: expected \S.*, got \S.*; (?!do )[a-z]+ .+", re.DOTALL)
LOOSE = re.compile(r"(, (never|counted \w+)|'? (without|empty)|of them)$")
"""What came is a noun: "got 'x', never" and "got 3 of them" are no sentences."""


def found(tables: Tables, rule: str) -> list[Fault]:
    geography = rule in BY_NAME and BY_NAME[rule].geography
    return [fault for fault in checked(tables, geography) if fault.rule == rule]


@pytest.mark.parametrize("plant", PLANTS, ids=lambda p: f"{p.rule}-{p.table}-{p.column}")
def test_a_planted_fault_is_noticed_in_its_row_and_column(plant: Plant) -> None:
    tables = load()
    table, row, column = plant.make(tables)
    faults = found(tables, plant.rule)
    places = [(fault.file, fault.row, fault.column) for fault in faults]
    assert (f"data/{table}.csv", row, column) in places, places
    for fault in faults:
        assert SENTENCE.fullmatch(str(fault)), str(fault)
        assert not LOOSE.search(fault.got), str(fault)


def test_every_rule_has_a_plant() -> None:
    planted = {plant.rule for plant in PLANTS}
    assert {*BY_NAME, *CELL_RULES} - planted == {"file", "columns"}, "file and columns are planted in test_tables.py"
    assert len(BY_NAME) == len(RULES)


def test_the_committed_tables_have_no_fault() -> None:
    assert check(DATA) == []


def test_every_rule_says_what_it_wants() -> None:
    assert all(len(rule.says.split()) > 3 for rule in RULES)
    assert all(len(says.split()) > 3 for says in CELL_RULES.values())


def test_all_faults_come_at_once() -> None:
    wanted = set()
    tables = load()
    for plant in PLANTS:
        if plant.rule in {"decision", "counted", "coup", "vocabulary", "node-place"} and plant.how == "change":
            table, row, column = plant.make(tables)
            wanted.add((f"data/{table}.csv", row, column))
    faults = checked(tables)
    assert wanted <= {(f.file, f.row, f.column) for f in faults}
    assert faults == sorted(faults)


def test_one_bad_date_gives_one_fault() -> None:
    tables = load()
    Plant("type", "periods", per("takuba.p2"), {"start_date": "30-02-2022"}, "start_date").make(tables)
    assert [(f.rule, f.column) for f in checked(tables)] == [("type", "start_date")]


def test_a_message_names_the_nearest_id() -> None:
    tables = load()
    Plant("reference", "periods", per("takuba.p1"), {"document_id": "kst-29521-45"}, "document_id").make(tables)
    assert found(tables, "reference")[0].do.startswith("write kst-29521-4")


def test_a_message_says_where_a_misplaced_town_lies() -> None:
    tables = load()
    Plant("inside", "places", {"place_id": "gao"}, {"country_iso3": "NER"}, "lat").make(tables)
    fault = found(tables, "inside")[0]
    assert (fault.expected, fault.got) == ("a point in NER", "-0.0447 16.2717, in MLI")
