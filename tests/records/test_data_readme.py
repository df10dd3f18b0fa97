"""`data/README.md` describes every table and column, and says where each fact of the letter went."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sahel_atlas.records.citations import SECTIONS
from sahel_atlas.records.rows import TABLES, columns
from sahel_atlas.records.tables import read_tables
from sahel_atlas.records.vocabulary import LETTER

DATA = Path(__file__).resolve().parents[2] / "data"
TEXT = (DATA / "README.md").read_text("utf-8")
FACTS = re.findall(r"^\| (L\d{3}) \| (.*?) \| (.*?) ?\|$", TEXT, re.MULTILINE)
REFERENCE = re.compile(r"(engagements|events|groups|context|documents|conflicts|country_states|places|route_legs) (.+)")
KEYS = {"groups": "group_id", "country_states": "iso3"}


def ids(table: str) -> set[str]:
    tables = read_tables(DATA)
    key = KEYS.get(table) or next(name for name, meta in columns(TABLES[table]).items() if meta["key"])
    return {getattr(row, key) for row in getattr(tables, table)}


def test_each_fact_stands_there_once_and_in_order() -> None:
    assert [fact for fact, _, _ in FACTS] == [f"L{n:03d}" for n in range(1, 170)]


def test_each_fact_is_carried_or_has_a_reason() -> None:
    assert [fact for fact, carried, reason in FACTS if not carried.strip() and len(reason.split()) < 4] == []


def test_every_id_that_the_map_names_exists() -> None:
    known: dict[str, set[str]] = {}
    unknown = []
    for fact, carried, _ in FACTS:
        for part in filter(None, carried.strip().split("; ")):
            found = REFERENCE.fullmatch(part)
            assert found, f"{fact}: {part!r} names no table"
            table = found[1]
            if table not in known:
                known[table] = ids(table)
            unknown += [(fact, name) for name in found[2].split(", ") if name not in known[table]]
    assert unknown == []


def test_an_engagement_that_cites_the_letter_carries_a_fact_of_it() -> None:
    tables = read_tables(DATA)
    engagement_of = {p.period_id: p.engagement_id for p in tables.periods}
    citing = {engagement_of[c.period_id] for c in tables.citations if c.document_id == LETTER}
    lists = re.findall(r"engagements ([a-z0-9, -]+)", "\n".join(part for _, part, _ in FACTS))
    carried = {name.strip() for part in lists for name in part.split(",")}
    # Flintlock 2023 is implied by the letter's word for the next one, not named by a fact of it.
    assert citing - carried == {"flintlock-2023-nl"}


def test_every_context_note_carries_a_fact_or_completes_the_paragraphs() -> None:
    carried = {name for _, part, _ in FACTS for name in re.findall(r"context (\S+)", part)}
    assert ids("context") - carried == {"goal-four", "dilemma-overview", "dilemma-weighing"}


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_described(table: str) -> None:
    assert re.search(rf"^### .*\b{table}\.csv", TEXT, re.MULTILINE), f"a heading for {table}.csv"


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described_and_no_other(table: str) -> None:
    sections = {
        name: part for part in TEXT.split("\n### ")[1:] for name in re.findall(r"(\w+)\.csv", part.split("\n")[0])
    }
    section = sections[table].split("\n## ")[0]
    cells = {name.strip() for row in re.findall(r"^\| (.+?) \|", section, re.MULTILINE) for name in row.split(",")}
    named = cells | set(re.findall(r"`(\w+)`", section))
    assert set(columns(TABLES[table])) - named == set()
    known = {name for record in TABLES.values() for name in columns(record)}
    strangers = cells - known - {"column", "---", "about"}
    assert strangers == set(), "columns that no table has"


def test_every_section_code_is_explained() -> None:
    assert all(re.search(rf"\b{code}\b", TEXT) for code in SECTIONS)
