"""Rows of `atlas query`: their shape, their folding, and what is refused."""

from __future__ import annotations

import time

import pytest

from geo.errors import AtlasError
from layers import vocabulary as v
from layers.atlas import Atlas
from layers.engagements import State
from layers.query import COLUMNS, LISTS, query_rows, rows_of, scene_of, shown_citation, strict_scene
from layers.records import Citation
from layers.resolve import resolve
from layers.scene import Scene

CONTRACT = (  # noqa: SIM905  (read beside the sentence that promises it)
    "id subject parent kind name_en name_nl instruments goals framework lead partners channel countries status decision"
    " status_since since_precision projected uncertain conflicts document section paragraph citations confidence"
).split()
DAYS = ("2012-01-01", "2014-06", "2020-08-20", "2023-07-28", "2023-12-01", "2024-12")


def test_columns_begin_with_the_contract() -> None:
    assert list(COLUMNS[: len(CONTRACT)]) == CONTRACT
    assert len(set(COLUMNS)) == len(COLUMNS)


@pytest.mark.parametrize("known", ["", v.LETTER_DATE])
@pytest.mark.parametrize("day", DAYS)
def test_rows_hold_every_state_once(atlas: Atlas, day: str, known: str) -> None:
    scene = Scene(date=day, known=known)
    rows = query_rows(atlas, scene)
    unfolded = [(r["id"], iso3, r["status"]) for r in rows for iso3 in r["countries"] or [""]]
    states = [(s.engagement_id, s.country, s.status) for s in resolve(scene, atlas).rows]
    assert sorted(unfolded) == sorted(states)


def test_shape_of_a_row(atlas: Atlas) -> None:
    rows = query_rows(atlas, Scene())
    assert rows
    for row in rows:
        assert tuple(row) == COLUMNS
        assert all(isinstance(row[name], list) for name in LISTS)
        assert "" not in row.values()
        assert isinstance(row["projected"], bool)


def test_default_is_the_letters_day_with_everything_known_and_no_context(atlas: Atlas) -> None:
    assert query_rows(atlas, scene_of({}, atlas)) == query_rows(atlas, Scene(date="2023-12-01", known=""))
    assert {row["subject"] for row in query_rows(atlas, Scene())} == {"NL", "mission"}


def test_ended_rows_are_printed_and_rows_without_a_state_are_not(atlas: Atlas) -> None:
    rows = query_rows(atlas, Scene())
    assert any(row["status"] == "ended" for row in rows)
    assert "eutm-mali-mission" not in {row["id"] for row in query_rows(atlas, Scene(date="2012-01-01"))}


def test_one_engagement_can_be_suspended_here_and_active_there(atlas: Atlas) -> None:
    rows = [r for r in query_rows(atlas, Scene()) if r["id"] == "migration-legislation-nl"]
    found = {iso3: row["status"] for row in rows for iso3 in row["countries"]}
    assert found["NER"] == "suspended"
    assert found["MRT"] == "active"


def test_document_names_the_letter_only_when_it_is_known(atlas: Atlas) -> None:
    def eucap(known: str) -> dict[str, object]:
        rows = query_rows(atlas, Scene(date="2023-11-15", known=known))
        return next(r for r in rows if r["id"] == "eucap-sahel-niger-nl")

    late, early = eucap(""), eucap("2023-11-15")
    assert late["document"] == v.LETTER
    assert late["section"] and late["paragraph"]
    assert early["document"] not in (None, v.LETTER)
    assert (early["section"], early["paragraph"]) == (None, None)
    assert early["citations"]


def test_shown_citation_prefers_the_letter_then_the_primary() -> None:
    primary = Citation(document_id="a", role="primary")
    letter = Citation(document_id=v.LETTER, section_code="MIG", paragraph="1", role="supporting")
    other = Citation(document_id="b", role="supporting")
    assert shown_citation((other, primary, letter)) is letter
    assert shown_citation((other, primary)) is primary
    assert shown_citation(()) is None


def test_states_that_differ_in_doubt_stay_apart(atlas: Atlas) -> None:
    def state(country: str, uncertain: bool) -> State:
        return State("eutm-mali-nl", country, "active", "", "p", "2023", "year", "on", "verified", "2023-01-01",
                     uncertain=uncertain)  # fmt: skip

    rows = rows_of([state("MLI", False), state("NER", True), state("BFA", False)], atlas)
    assert [row["countries"] for row in rows] == [["MLI", "BFA"], ["NER"]]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"date": ["2023-02-30"]}, "date: expected a month YYYY-MM or a day YYYY-MM-DD that exists, got"),
        ({"date": ["2030-01-01"]}, "date: expected a date from 2012-01-01 to 2024-12-31"),
        ({"known": ["2023-12"]}, "known: expected a day as YYYY-MM-DD"),
        ({"instrument": ["secruity"]}, "instrument: expected one of diplomacy, security, migration, development, "
         "humanitarian, got 'secruity'; write security"),
        ({"country": ["NLX"]}, "NER, NGA, NLD"),
        ({"framework": ["NATO"]}, "expected one of bilateral, EU, UN, US-led, regional, other"),
        ({"status": ["on, hold"]}, "status: expected one of exploring"),
    ],
)  # fmt: skip
def test_refusals_name_the_valid_values(atlas: Atlas, asked: dict[str, list[str]], says: str) -> None:
    with pytest.raises(AtlasError) as fault:
        scene_of(asked, atlas)
    assert says in str(fault.value)


def test_a_part_nobody_knows_is_refused(atlas: Atlas) -> None:
    with pytest.raises(AtlasError, match="colour"):
        strict_scene("colour=red", atlas)


def test_values_with_commas_survive(atlas: Atlas) -> None:
    assert scene_of({"text": ["eutm, mali & more"]}, atlas).filter.text == "eutm, mali & more"


def test_a_question_takes_milliseconds(atlas: Atlas) -> None:
    query_rows(atlas, Scene())
    began = time.perf_counter()
    for _ in range(20):
        atlas.as_of("2023-07-01")
    # Twenty times the five milliseconds promised: a slow machine passes, a scan of every row per question does not.
    assert (time.perf_counter() - began) / 20 < 0.1
