"""At a day of knowledge no output holds a document, event, date or text that became public later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from benchmarks.future import OUTPUTS, SLOW, Beyond, leaks, scenes
from benchmarks.future_attributes import READERS, eves, later_attributes
from layers.atlas import Atlas
from sahel_atlas.records.filters import Filter
from sahel_atlas.records.rows import Tables
from sahel_atlas.scenes.query import query_rows
from sahel_atlas.scenes.scene import Scene

PLAIN = Scene(date="2024-05-15", known="2023-12-01", known2="2023-12-01")


def test_no_output_of_random_scenes_holds_what_came_later(atlas: Atlas) -> None:
    assert leaks(atlas, atlas.tables, [PLAIN, *scenes(atlas, 12)], OUTPUTS) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW)
def test_no_file_that_is_drawn_holds_what_came_later(atlas: Atlas, name: str) -> None:
    asked = [PLAIN, Scene(date="2022-09-01", known="2022-07-11", known2="2022-07-11", lang="nl")]
    assert leaks(atlas, atlas.tables, asked, {name: SLOW[name]}) == []


def later(rows: Any, known: str) -> Any:
    """The last row of a table that became public after a day."""
    return max((row for row in rows if row.known_from > known), key=lambda row: row.known_from)


def with_row(tables: Tables, name: str, row: Any, **changed: Any) -> Tables:
    """The tables with one row changed."""
    rows = tuple(replace(x, **changed) if x is row else x for x in getattr(tables, name))
    return replace(tables, **{name: rows})


def text_told_early(t: Tables) -> Tables:
    seen = {p.engagement_id for p in t.periods if p.known_from < "2023-12-01"}
    row = later([x for x in t.texts if x.engagement_id in seen and x.about == "description"], "2023-12-31")
    return with_row(t, "texts", row, known_from="2023-11-30")


def event_told_early(t: Tables) -> Tables:
    return with_row(t, "events", later(t.events, "2024-01-01"), known_from="2023-11-30", date="2023-11-30")


def document_dated_early(t: Tables) -> Tables:
    cited = {c.document_id for c in t.citations if c.role == "supporting"}
    row = next(d for d in t.documents if d.date > "2024" and d.document_id in cited)
    periods = {c.period_id for c in t.citations if c.document_id == row.document_id}
    early = with_row(t, "documents", row, date="2023-11-30")
    rows = tuple(replace(p, known_from="2023-11-30") if p.period_id in periods else p for p in early.periods)
    return replace(early, periods=rows)


def period_known_early(t: Tables) -> Tables:
    row = later([p for p in t.periods if len(p.start_date) == 10 and p.start_date > "2024-01-01"], "2024-01-01")
    return with_row(t, "periods", row, known_from="2023-11-30")


PLANTED: tuple[Callable[[Tables], Tables], ...] = (
    text_told_early,
    event_told_early,
    document_dated_early,
    period_known_early,
)


def test_no_row_is_of_an_attribute_that_was_told_later(atlas: Atlas) -> None:
    """On the eve of each telling, and in random scenes: names, instruments, goals, partners read as they did then."""
    asked = [*eves(atlas.tables), *scenes(atlas, 12)]
    assert later_attributes(atlas, atlas.tables, asked, READERS) == []
    assert leaks(atlas, atlas.tables, eves(atlas.tables)[::3], OUTPUTS) == []


@pytest.mark.parametrize("output", READERS)
def test_a_former_value_taken_away_turns_it_red(atlas: Atlas, output: str) -> None:
    """Without its former values the atlas shows on each eve what was told a day later."""
    forgetful = Atlas(replace(atlas.tables, former=()), atlas.folder)
    wrong = later_attributes(forgetful, atlas.tables, eves(atlas.tables), {output: READERS[output]})
    fields = {line.rsplit(" ", 1)[-1] for line in wrong}
    assert {"instruments", "name_en", "partners"} <= fields
    assert output == "payload" or "asked" in fields


def test_a_name_told_early_turns_it_red(atlas: Atlas) -> None:
    forgetful = Atlas(replace(atlas.tables, former=()), atlas.folder)
    found = leaks(forgetful, atlas.tables, eves(atlas.tables), OUTPUTS)
    name = "Development cooperation with Burkina Faso, Mali and Niger"
    assert {line.split(" of ", 1)[0] for line in found if name in line} >= {"rows", "search", "payload", "table csv"}


def test_the_mission_in_niger_is_no_migration_before_the_council_said_so(atlas: Atlas) -> None:
    asked = Scene(date="2013-06-01", filter=Filter(instrument=("migration",), country=("NER",)))
    assert query_rows(atlas, replace(asked, known="2013-06-01")) == []
    ids = [row["id"] for row in query_rows(atlas, replace(asked, date="2016-07-18", known="2016-07-18"))]
    assert ids == ["eucap-sahel-niger-mission"]


@pytest.mark.parametrize("plant", PLANTED, ids=lambda f: f.__name__)
def test_a_row_planted_too_early_turns_it_red(atlas: Atlas, plant: Callable[[Tables], Tables]) -> None:
    planted = Atlas(plant(atlas.tables), atlas.folder)
    assert leaks(planted, atlas.tables, [replace(PLAIN, date="2026-06-01")], OUTPUTS)


def test_the_search_knows_what_was_announced(atlas: Atlas) -> None:
    known = Beyond(atlas.tables, atlas.at("2023-12-01").known)
    assert known.texts
    assert known.ids
    assert known.leaks("The mission of 2 June 2012 and 2012-06-02", PLAIN) == []
    assert known.leaks("ended on 2025-02-14", PLAIN) == ["date: 2025-02-14"]
    assert known.leaks("in August 2025", PLAIN) == ["month: August 2025"]
