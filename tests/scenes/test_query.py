"""Rows of `atlas query`: their shape, their folding, and what is refused."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from geo.errors import AtlasError
from layers.atlas import Atlas
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock.states import State
from sahel_atlas.records.rows import Amount, Citation, Document, Text
from sahel_atlas.scenes.query import (
    COLUMNS,
    LISTS,
    address_of,
    query_rows,
    read_link,
    rows_of,
    scene_of,
    shown_citation,
    strict_scene,
)
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene

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
    assert all(row["countries"] == row["countries_matched"] for row in rows)


@pytest.mark.parametrize("asked", [{"country": ("NER",)}, {"group": ("sahel",)}, {"state": ("coup",)}])
@pytest.mark.parametrize("to", ["", "2024-06"])
def test_a_filter_on_countries_leaves_the_list_of_countries_whole(
    atlas: Atlas, asked: dict[str, tuple[str, ...]], to: str
) -> None:
    plain = Scene(date="2023-12-01", to=to)
    whole = [(_which(r), r["countries"]) for r in query_rows(atlas, plain)]
    filtered = replace(plain, filter=replace(plain.filter, **asked))
    rows = query_rows(atlas, filtered)
    assert rows
    for row in rows:
        assert (_which(row), row["countries"]) in whole
        assert set(row["countries_matched"]) <= set(row["countries"])
    unfolded = [(r["id"], iso3, r["status"]) for r in rows for iso3 in r["countries_matched"] or [""]]
    assert sorted(unfolded) == sorted((s.engagement_id, s.country, s.status) for s in resolve(filtered, atlas).rows)
    assert any(row["countries"] != row["countries_matched"] for row in rows)


def _which(row: dict[str, object]) -> tuple[object, ...]:
    """What tells a row from the others of its engagement."""
    return tuple(str(row[k]) for k in ("id", "status", "status_since", "from", "to", "citations", "uncertain"))


def test_a_period_gives_every_state_in_it_cut_to_its_days(atlas: Atlas) -> None:
    rows = [r for r in query_rows(atlas, Scene(date="2023-07", to="2023-08")) if r["id"] == "eumpm-niger-mission"]
    assert [(r["status"], r["from"], r["to"]) for r in rows] == [
        ("active", "2023-07-01", "2023-07-28"),
        ("suspended", "2023-07-29", "2023-08-31"),
    ]


def test_plans_and_texts_can_be_asked(atlas: Atlas) -> None:
    rows = {r["id"]: r for r in query_rows(atlas, Scene())}
    officer = next(p for p in atlas.tables.periods if p.engagement_id == "staff-officer-brussels-nl")
    plan = ("planned_start", "planned_end", "planned_precision")
    assert officer.planned_start
    assert [rows[officer.engagement_id][k] for k in plan] == [getattr(officer, k) or None for k in plan]
    assert rows["eutm-mali-nl"]["contribution"]
    dutch = {r["id"]: r for r in query_rows(atlas, Scene(lang="nl"))}
    assert dutch["eutm-mali-nl"]["contribution"] != rows["eutm-mali-nl"]["contribution"]
    assert all(row["reach"] in ("own", "region") and row["description"] for row in rows.values())


def test_states_tell_of_plans_contributions_and_addresses_too(atlas: Atlas) -> None:
    where = {d.document_id: d.address or d.identifier for d in atlas.tables.documents}
    states = atlas.as_of("2023-12-01")
    table = states.to_frame()
    assert {"planned_start", "planned_end", "description_en", "contribution_nl", "addresses"} <= set(table.columns)
    for state, line in zip(states, table.itertuples(), strict=True):
        for about in ("description", "contribution"):
            for lang in ("en", "nl"):
                assert getattr(state, f"{about}_{lang}") == atlas.text(state.engagement_id, about, lang)
        cited = dict.fromkeys(c.document_id for c in state.citations)
        assert line.addresses == ";".join(state.addresses) == ";".join(where[i] for i in cited if where[i])
    assert any(state.contribution_en for state in states) and any(state.addresses for state in states)
    early = {s.engagement_id: s for s in atlas.as_of("2023-12-01", "2019-12-31")}
    assert all(s.description_en == atlas.at("2019-12-31").text(i, "description", "en") for i, s in early.items())


def test_a_text_that_became_public_later_is_told_neither_before_nor_by_another_document(atlas: Atlas) -> None:
    tables = atlas.tables
    late = Text(1, "x.d9", "eutm-mali-nl", "description", "It ended.", "Het eindigde.", "2024-05-17", "eutm-end")
    letter = replace(late, text_id="x.d8", text_en="The letter says so.", known_from="2023-12-01", document_id=v.LETTER)
    planted = Atlas(replace(tables, texts=(*tables.texts, late, letter)), atlas.folder)

    def told(scene: Scene) -> str:
        return next(r["description"] for r in query_rows(planted, scene) if r["id"] == "eutm-mali-nl")

    assert told(Scene()).endswith("The letter says so. It ended.")
    assert told(Scene(known="2024-05-16")).endswith("The letter says so.")
    assert told(Scene(stated=v.LETTER)).endswith("The letter says so.")
    assert "It ended" not in told(Scene(stated=v.LETTER))


def test_each_cited_document_says_where_it_can_be_read() -> None:
    assert address_of(Document(address="https://example.org/a", identifier="doc 1"), "en") == "https://example.org/a"
    assert address_of(Document(identifier="doc 1"), "nl") == "doc 1"
    assert address_of(Document(), "en") == "no address found"


def test_rows_have_an_address_for_each_document_and_amounts_say_for_whom(atlas: Atlas) -> None:
    sum_ = Amount(1, "a1", "eutm-mali-nl", ("MLI",), 1.5e6, "EUR", "2023", "trainers", "trainers", "2023-12-01",
                  v.LETTER, "VEI", "2", "stated_in_letter")  # fmt: skip
    planted = Atlas(replace(atlas.tables, amounts=(sum_,)), atlas.folder)
    rows = {r["id"]: r for r in query_rows(planted, Scene())}
    assert rows["eutm-mali-nl"]["amounts"] == ["EUR 1500000 (2023), trainers [kst-29237-201 VEI 2]"]
    assert query_rows(planted, Scene(known="2023-11-30"))[0]["amounts"] == []
    for row in rows.values():
        assert len(row["addresses"]) == len({text.split(" ")[0] for text in row["citations"]})


SUMS = [4_000_000, 5_000_000]
"""What sources state of the Dutch part in EUCAP Sahel Niger: in 2018, and in 2023."""
SUM_COLUMNS = ("amount_sum", "amount_currency", "amount_year", "amount_for", "amount_document")


@pytest.mark.parametrize(
    ("scene", "held"),
    [
        (Scene(), [0, 1]),
        (Scene(lang="nl"), [0, 1]),
        (Scene(known="2023-08-03"), [0]),
        (Scene(known="2018-10-30"), []),
        (Scene(stated="bz-2018-10-31-niger"), [0]),
        (Scene(stated="bz-2023-08-04-niger"), [1]),
    ],
)
def test_stated_sums_are_columns_in_the_order_of_their_texts(atlas: Atlas, scene: Scene, held: list[int]) -> None:
    row = next(r for r in query_rows(atlas, scene) if r["id"] == "eucap-sahel-niger-nl")
    assert row["amount_sum"] == [SUMS[i] for i in held]
    assert row["amount_currency"] == ["EUR" for _ in held]
    assert row["amount_year"] == [("2018", "2023")[i] for i in held]
    assert row["amount_document"] == [("bz-2018-10-31-niger", "bz-2023-08-04-niger")[i] for i in held]
    told = {a.amount: a.for_nl if scene.lang == "nl" else a.for_en for a in atlas.tables.amounts}
    assert row["amount_for"] == [told[SUMS[i]] for i in held]
    columns = zip(*(row[name] for name in SUM_COLUMNS), strict=True)
    said = [f"{currency} {figure} ({year}), {what} [{document}]" for figure, currency, year, what, document in columns]
    assert said == row["amounts"]


def test_the_columns_of_sums_follow_their_text() -> None:
    at = COLUMNS.index("amounts")
    assert COLUMNS[at + 1 : at + 6] == SUM_COLUMNS
    assert set(SUM_COLUMNS) <= set(LISTS)


def test_a_sum_is_a_number_as_the_table_has_it(atlas: Atlas) -> None:
    figures = (12.5, 3e6, 2e16)
    sums = tuple(
        Amount(i, f"a{i}", "eutm-mali-nl", (), figure, "EUR", "2023", "x", "y", "2023-12-01", v.LETTER)
        for i, figure in enumerate(figures)
    )
    planted = Atlas(replace(atlas.tables, amounts=sums), atlas.folder)
    found = next(r for r in query_rows(planted, Scene()) if r["id"] == "eutm-mali-nl")["amount_sum"]
    assert [str(x) for x in found] == ["12.5", "3000000", "20000000000000000"]
    assert found == list(figures)


def test_no_stated_sum_holds_what_parts_the_items_of_a_cell(atlas: Atlas) -> None:
    assert not [a for a in atlas.tables.amounts if ";" in a.for_en + a.for_nl + a.document_id + a.currency + a.year]


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
        ({"date": ["2030-01-01"]}, "date: expected a date from 2012-01-01 to 2026-12-31"),
        ({"known": ["2023-12"]}, "known: expected a day as YYYY-MM-DD"),
        ({"instrument": ["secruity"]}, "instrument: expected one of diplomacy, security, migration, development, "
         "humanitarian, got 'secruity'; write security"),
        ({"country": ["NLX"]}, "NER, NGA, NLD"),
        ({"country": ["Nigr"]}, "got 'Nigr'; write NER for Niger or NGA for Nigeria"),
        ({"stated": ["kst-29237-201x"]}, "got 'kst-29237-201x'; write kst-29237-201"),
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


@pytest.mark.parametrize("part", ["document=nope", "stated=nope", "group=nope", "partner=nope", "lead=nope"])
def test_a_refusal_lists_nothing_that_came_later(atlas: Atlas, part: str) -> None:
    """What there was to choose from on the day of knowledge; a later id that is asked for by name is still read."""
    _, (dropped,) = read_link(f"known=2013-01-01&{part}", atlas)
    later = {d.document_id for d in atlas.tables.documents} - {
        d.document_id for d in atlas.at("2013-01-01").tables.documents
    }
    assert later and not [name for name in later if name in str(dropped.refusal())]
    assert not [name for name in ("eu_initiative", "coups_in_letter", "HUN") if name in dropped.valid]
    scene, fine = read_link("known=2013-01-01&document=kst-29237-201", atlas)
    assert not fine and scene.filter.document == ("kst-29237-201",)
    assert "kst-29237-201" in str(read_link(part, atlas)[1][0].refusal()) or part.split("=")[0] not in (
        "document",
        "stated",
    )
