"""What is not known: each kind of gap is found where it is planted, and only by those who could know of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from layers.atlas import Atlas
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.filters import FACETS
from sahel_atlas.records.named import documents_of
from sahel_atlas.records.rows import (
    TABLES,
    Amount,
    Citation,
    Conflict,
    ContextNote,
    Country,
    Document,
    Engagement,
    Former,
    Period,
    Place,
    Site,
    Tables,
    Text,
)
from sahel_atlas.records.words import keys
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.unknown import (
    BY,
    ELSEWHERE,
    KINDS,
    columns,
    columns_of,
    counted,
    gaps,
    heading,
    kind_words,
)


def small() -> Tables:
    """One engagement in two countries whose every fact is known."""
    engagement = Engagement(
        2, "x", "NL", counted="yes", kind="training", name_en="X", name_nl="X", instruments=("security",),
        goals=("security",), goal_basis="stated", countries_iso3=("MLI", "NER"), place_ids=("p",), place_basis="public",
        reach="own",
    )  # fmt: skip
    period = Period(
        2, "x.p1", "x", status="active", start_date="2020-01-01", start_precision="day", start_relation="on",
        known_from="2020-01-01", known_basis="published", document_id="d", confidence="verified", source="s",
    )  # fmt: skip
    end = replace(period, period_id="x.p2", status="ended", start_date="2024-01-01", known_from="2024-01-01")
    site = Site(2, "x@p", "x", "p", "field_site", "2020-01-01", "day", documents=("d",), known_from="2020-01-01")
    return Tables(
        countries=(Country(2, "MLI", "Mali", "Mali", 1), Country(3, "NER", "Niger", "Niger", 1)),
        engagements=(engagement,),
        periods=(period, end),
        citations=(Citation(2, "x.p1", "d", role="primary"), Citation(3, "x.p2", "e", role="primary")),
        documents=(
            Document(2, "d", "D", "", "p", "2020-01-01", "press", address="https://example.org/d"),
            Document(3, "e", "E", "", "p", "2024-01-01", "press", address="https://example.org/e"),
        ),
        sites=(site,),
        places=(Place(2, "p", "Gao", "Gao", country_iso3="MLI", lat=16.0, lon=0.0),),
    )


def found(tables: Tables, **asked: Any) -> list[tuple[str, str]]:
    return [(gap.kind, gap.key) for gap in gaps(Atlas(tables), Scene(**asked))]


def test_where_all_is_known_nothing_is_listed() -> None:
    assert found(small()) == []


def changed(table: str, number: int, **cells: Any) -> Tables:
    """The small tables with some cells of one row changed."""
    rows = list(getattr(small(), table))
    rows[number] = replace(rows[number], **cells)
    return replace(small(), **{table: tuple(rows)})  # type: ignore[arg-type]


def late_plan() -> Tables:
    return replace(changed("periods", 0, status="planned", planned_start="2020-06", planned_precision="month"),
                   periods=changed("periods", 0, status="planned", planned_start="2020-06",
                                   planned_precision="month").periods[:1])  # fmt: skip


DISPUTE = Conflict(
    2, "C1", "x", ("MLI",), ("x.p1", "x.p2"), (), "a", "b", "x.p1", (), "c", "d", "2024-01-01"
)  # fmt: skip
CASES: dict[str, tuple[Tables, str]] = {
    "start": (changed("periods", 0, start_relation="by", start_precision="not_recorded"), "start:x.2020-01-01"),
    "goal": (changed("engagements", 0, goal_basis="inferred"), "goal:x"),
    "assumed": (changed("periods", 1, known_basis="event_date_assumed"), "assumed:x.p2"),
    "confidence": (changed("periods", 1, confidence="general_knowledge"), "confidence:x.p2"),
    "document": (changed("documents", 1, address=""), "document:e"),
    "site": (changed("sites", 0, start_date="", start_precision="not_recorded"), "site:x@p"),
    "place": (changed("engagements", 0, place_ids=(), place_basis="none"), "place:x"),
    "conflict": (
        replace(small(), conflicts=(DISPUTE,)),
        "conflict:C1",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", CASES)
def test_each_kind_of_gap_is_found_where_it_is(kind: str) -> None:
    tables, key = CASES[kind]
    assert found(tables) == [(kind, key)]


def test_a_plan_without_news_and_a_state_last_stated_long_ago_are_found() -> None:
    tables = late_plan()
    assert found(tables) == [("outcome", "outcome:x.p1"), ("stale", "stale:x.p1")]
    outcome, stale = gaps(Atlas(tables), Scene())
    assert outcome.said == ("planned for June 2020; no later news", "gepland voor juni 2020; daarna niets vernomen")
    assert stale.said == ("Planned, last stated 1 January 2020", "Gepland, laatst vermeld 1 januari 2020")
    assert found(tables, known="2020-05-01") == [("stale", "stale:x.p1")]


def test_all_kinds_are_tried_above() -> None:
    assert set(CASES) | {"outcome", "stale"} == set(KINDS)
    assert {f"unknown.{kind}" for kind in KINDS} <= set(keys())


@pytest.mark.parametrize("kind", ["assumed", "confidence", "document", "conflict"])
def test_a_gap_in_what_became_public_later_is_not_known_of_before(kind: str) -> None:
    tables, key = CASES[kind]
    assert (kind, key) in found(tables, known="2024-01-01")
    assert (kind, key) not in found(tables, known="2023-12-31")


@pytest.mark.parametrize("kind", ["assumed", "confidence", "document", "conflict"])
def test_a_gap_in_what_another_document_tells_is_not_that_of_the_one_asked(kind: str) -> None:
    tables, key = CASES[kind]
    assert (kind, key) not in found(tables, stated="d")
    assert ((kind, key) in found(tables, stated="e")) == (kind != "conflict")


def test_a_source_that_came_later_is_named_only_once_it_was_there() -> None:
    tables = replace(changed("periods", 0, known_basis="event_date_assumed"),
                     documents=changed("documents", 0, date="2021-05-01").documents)  # fmt: skip

    def said(known: str) -> str:
        return next(g.said[0] for g in gaps(Atlas(tables), Scene(known=known)) if g.kind == "assumed")

    assert "the source dates from 1 May 2021" in said("")
    assert "the source was published later" in said("2021-04-30")


@pytest.mark.parametrize("asked", [{}, {"known": "2022-03-01"}, {"stated": v.LETTER}, {"to": "2026-01"}])
@pytest.mark.parametrize(
    "query", ["", "country=NER", "instrument=security,migration&subject=NL", "state=coup", "text=EU"]
)
def test_every_number_is_that_of_its_rows(atlas: Atlas, asked: dict[str, str], query: str) -> None:
    scene = replace(Scene.from_query(query), **asked)  # type: ignore[arg-type]
    every = gaps(atlas, scene)
    assert len({gap.key for gap in every}) == len(every)
    for by in BY:
        table = counted(every, by, atlas, scene)
        shown = set(columns(by, atlas, scene))
        for kind, line in table.items():
            mine = [gap for gap in every if gap.kind == kind]
            assert line[""] == len(mine)
            assert set(line) == {"", *shown}
            for column in shown:
                assert line[column] == sum(column in columns_of(gap, by) for gap in mine)
        assert all(columns_of(gap, by) and set(columns_of(gap, by)) <= shown for gap in every)


def test_what_a_filter_leaves_out_has_no_column(atlas: Atlas) -> None:
    assert columns("country", atlas, Scene.from_query("country=NER")) == ("NER",)
    assert columns("country", atlas, Scene.from_query("country=ITA")) == (ELSEWHERE,)
    assert columns("instrument", atlas, Scene.from_query("instrument=security")) == ("security",)
    assert columns("country", atlas, Scene()) == (*v.FOCUS, ELSEWHERE)


@pytest.mark.parametrize("name", [f.name for f in FACETS if f.level != "state"])
def test_the_filter_holds(atlas: Atlas, name: str) -> None:
    whole = {gap.key: gap for gap in gaps(atlas, Scene())}
    values = next(f for f in FACETS if f.name == name).words or atlas.values[name]
    kept: set[str] = set()
    for value in values[:4]:
        mine = gaps(atlas, Scene(filter=Scene().filter.with_values(name, [value])))
        if name != "subject":
            assert all(set(gap.engagements) <= set(whole[gap.key].engagements) for gap in mine)
        kept |= {gap.key for gap in mine}
    assert kept


def test_the_heading_says_who_may_speak_and_what_is_asked(atlas: Atlas) -> None:
    scene = Scene.from_query("country=NER&instrument=security&stated=kst-29237-201&date=2020-01")
    assert (
        heading(atlas, scene, "en")
        == "What is not known, according to the letter, security, in Niger, context not included"
    )
    assert (
        heading(atlas, Scene(known="2023-12-01"), "nl")
        == "Wat niet bekend is, zoals bekend op 1 december 2023, exclusief context"
    )
    assert kind_words("stale", atlas, Scene(), "en") == "Last stated earlier than 31 December 2026"
    assert kind_words("stale", atlas, Scene(known="2023-12-01"), "nl") == "Voor het laatst vermeld vóór 1 december 2023"


@pytest.mark.parametrize(("subject", "says"), [("NL", False), ("NL,mission", True), ("NL,mission,context", False)])
def test_the_heading_says_that_context_is_left_out_where_nobody_asked_for_that(
    atlas: Atlas, subject: str, says: bool
) -> None:
    scene = Scene.from_query(f"subject={subject}")
    assert ("context not included" in heading(atlas, scene, "en")) is says
    assert ("exclusief context" in heading(atlas, scene, "nl")) is says
    assert heading(atlas, Scene.from_query("subject=NL,mission,context"), "nl").endswith("inclusief context")


BARE = Document(4, "f", "F", "", "p", "2021-01-01", "press", identifier="F 1")
TOLD = ("x", "description", "text", "tekst", "2021-01-01", "f")
NAMED: dict[str, dict[str, Any]] = {
    "texts": {"texts": (Text(2, "x.t", *TOLD),)},
    "former": {"former": (Former(2, "x", "partners", "", "2021-01-01", "f"),)},
    "amounts": {
        "amounts": (Amount(2, "a", "x", ("NER",), 1.0, "EUR", "2021", "y", "y", "2021-01-01", "f"),)
    },
    "sites": {"sites": (*small().sites, Site(3, "x@q", "x", "p", "field_site", "2021-01-01", "day", documents=("f",),
                                              known_from="2021-01-01"))},
    "citations": {"citations": (*small().citations, Citation(4, "x.p1", "f", role="supporting"))},
    "periods": {"periods": (small().periods[0], replace(small().periods[1], document_id="f"))},
    "context": {"context": (ContextNote(2, "n", "goal", "N", "N", "t", "t", ("MLI",), "f", "DOE"),)},
}  # fmt: skip


def test_every_table_that_names_a_document_is_tried_below() -> None:
    naming = {
        name for name, record in TABLES.items() if {"document_id", "documents"} & set(record.__dataclass_fields__)
    }
    assert naming - {"documents"} == set(NAMED)


@pytest.mark.parametrize("table", NAMED)
def test_a_document_without_an_address_is_found_whatever_table_names_it(table: str) -> None:
    tables = replace(small(), documents=(*small().documents, BARE), **NAMED[table])
    assert found(tables) == [("document", "document:f")]
    assert "document" not in dict(found(tables, known="2020-12-31"))
    assert found(tables, stated="f")[-1:] == [("document", "document:f")]
    (gap,) = gaps(Atlas(tables), Scene())
    assert gap.countries == {"amounts": ("NER",), "sites": ("MLI",), "context": ("MLI",)}.get(table, ("MLI", "NER"))
    assert gap.said == ("F 1: no address found", "F 1: geen adres gevonden")
    asked = found(tables, filter=Scene().filter.with_values("instrument", ["security"]))
    assert bool(asked) is (table != "context")
    assert not found(tables, filter=Scene().filter.with_values("instrument", ["migration"]))


def test_each_document_without_an_address_that_a_table_names_is_listed(atlas: Atlas) -> None:
    scene = Scene.from_query("subject=NL,mission,context")
    listed = {gap.ref.removeprefix("document:") for gap in gaps(atlas, scene) if gap.kind == "document"}
    named = {
        i for name in TABLES if name != "documents" for row in getattr(atlas.tables, name) for i in documents_of(row)
    }
    assert listed == {d.document_id for d in atlas.tables.documents if not d.address and d.document_id in named}
    plain = {gap.ref for gap in gaps(atlas, Scene())}
    for name in ("council-2016-07-18-eucap-niger", "council-2021-04-19-sahel", "sputnik-2023-12-05-niger",
                 "iom-2024-06-27-compass"):  # fmt: skip
        assert f"document:{name}" in plain
