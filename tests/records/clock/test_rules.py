"""Small truths about the rules that nobody watched, as changing them one place at a time showed (`make truth`)."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import warnings
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.mutants import MODULES
from geo.errors import AtlasError
from sahel_atlas.contract.rules import change_rules
from sahel_atlas.marks.sites import is_post, mark_state
from sahel_atlas.marks.wheels import Storey
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock.changes import ABSENT, GROUPS, STATUSES, Change, describe, group_of, is_apart
from sahel_atlas.records.clock.periods import FAR, doubtful_days, fits, held_days, known_day, span, start_unknown, until
from sahel_atlas.records.clock.public import Public, as_known
from sahel_atlas.records.clock.states import Clock, State
from sahel_atlas.records.filters import Filter
from sahel_atlas.records.rows import Document, Period, Text
from sahel_atlas.scenes.compare import _change, compare_looks
from sahel_atlas.scenes.resolve import engagement_passes
from sahel_atlas.scenes.scene import Scene
from tests.small import cite, engagement, period, site, small, tables

HERE = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("module", MODULES)
def test_the_rules_compile_without_a_warning(module: str) -> None:
    """Such as identity asked of a word, which holds by accident."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        compile((HERE / module).read_text("utf-8"), module, "exec")
    assert (HERE / module).is_file()


@pytest.mark.parametrize(
    ("text", "precision", "last"),
    [
        ("2023-12", "quarter", date(2024, 2, 29)),
        ("2023-10", "quarter", date(2023, 12, 31)),
        ("2023-08", "half_year", date(2024, 1, 31)),
        ("2023-07", "half_year", date(2023, 12, 31)),
        ("2023-12", "month", date(2023, 12, 31)),
    ],
)
def test_a_quarter_or_half_year_runs_over_the_turn_of_the_year(text: str, precision: str, last: date) -> None:
    assert span(text, precision)[1] == last


@pytest.mark.parametrize(
    ("precision", "text"),
    [
        *(("day", "2023-10-04"), ("month", "2023-10"), ("quarter", "2023-10"), ("half_year", "2023-07")),
        *(("year", "2023"), ("approx_year", "2023")),
    ],
)
def test_each_precision_asks_for_its_own_length(precision: str, text: str) -> None:
    assert fits(text, precision)
    assert not fits(text[:4] if len(text) > 4 else "2023-10", precision)
    assert fits(text, "not_recorded"), "a precision without a length asks for none"


@pytest.mark.parametrize(
    ("text", "precision", "days"),
    [
        ("2023-10-04", "year", (date(2023, 1, 1), date(2023, 10, 3))),
        ("2023-10-04", "approx_year", (date(2023, 1, 1), date(2023, 10, 3))),
        ("2023-10-04", "half_year", (date(2023, 10, 1), date(2023, 10, 3))),
        ("2023-10-04", "month", (date(2023, 10, 1), date(2023, 10, 3))),
        ("2023-10-04", "day", None),
        ("2023-10-04", "not_recorded", None),
    ],
)
def test_by_a_day_is_doubtful_as_far_as_its_precision_reaches(text: str, precision: str, days: Any) -> None:
    row = Period(start_date=text, start_precision=precision, start_relation="by", known_from="2023-12-01")
    found = doubtful_days(row)
    assert found is None or found[1] == date(2023, 10, 3)
    if precision == "half_year":
        assert found is not None
        assert found[0] >= date(2023, 10, 1), "its first month is written, so the year is no measure"
    else:
        assert found == days


def test_only_what_goes_on_is_carried_forward() -> None:
    rows = (
        period("own.1", "active", "2014-03-01"),
        period("own.2", "suspended", "2016-01-01", countries_iso3=("NER",)),
        period("wide.1", "active", "2014-03-01"),
        period("wide.2", "ended", "2016-01-01"),
        period("plan.1", "planned", "2014-03-01"),
    )
    clock = Clock(tables(periods=rows, citations=(), conflicts=()))
    found = {(s.engagement_id, s.country): s.carried_forward for s in clock.at(date(2020, 1, 1))}
    assert found["own", "MLI"], "active, and nothing later is told"
    assert found["own", "NER"], "suspended, and the last of its states"
    assert found["plan", "GHA"], "planned"
    assert not found["wide", "MLI"], "what has ended goes on being ended"
    early = {(s.engagement_id, s.country): s.carried_forward for s in clock.at(date(2015, 1, 1))}
    assert not early["own", "NER"], "a later state is told, so nothing is carried"


def test_texts_and_addresses_come_with_the_state_from_their_day() -> None:
    texts = (
        Text(text_id="b", engagement_id="own", about="description", text_en="Later.", text_nl="Later.",
             known_from="2023-12-01", document_id="kst-29237-201"),
        Text(text_id="a", engagement_id="own", about="description", text_en="First.", text_nl="Eerst.",
             known_from="2013-02-18", document_id="paper"),
        Text(text_id="n", engagement_id="own", about="note", text_en="Aside.", text_nl="Terzijde.",
             known_from="2013-02-18", document_id="paper"),
    )  # fmt: skip
    documents = (
        Document(document_id="paper", date="2013-01-01", identifier="No. 1"),
        Document(document_id="kst-29237-201", date="2023-12-01", identifier="29237-201", address="https://x.example/1"),
    )
    base = tables(texts=texts, documents=documents)

    def state(known: date, stated: str = "") -> Any:
        return next(
            s for s in Clock(base, known, stated).at(date(2023, 9, 1)) if (s.engagement_id, s.country) == ("own", "NER")
        )

    assert state(date(2023, 11, 30)).description_en == "First."
    assert state(FAR).description_en == "First. Later."
    assert state(FAR).description_nl == "Eerst. Later."
    assert state(FAR, "kst-29237-201").description_en == "Later."
    assert set(state(FAR).addresses) == {"No. 1", "https://x.example/1"}
    assert state(date(2023, 11, 30)).addresses == ("No. 1",)


def test_an_undated_document_follows_the_text_that_cites_it() -> None:
    text = Text(text_id="t", engagement_id="own", about="note", known_from="2020-05-01", document_id="page")
    base = tables(texts=(text,), documents=(*tables().documents, Document(document_id="page")))
    assert Public(base).documents["page"] == date(2020, 5, 1)


def test_an_engagement_that_nobody_tells_of_hides_none_after_it() -> None:
    base = tables(engagements=(engagement("silent", "MLI"), *tables().engagements))
    sent = [row.engagement_id for *_, row in Public(base).versions("engagements")]
    assert "silent" not in sent
    assert sent == [e.engagement_id for e in tables().engagements]


def test_everything_known_is_the_tables_themselves() -> None:
    base = tables()
    assert as_known(base, FAR) is base


def test_a_storey_is_empty_by_default_and_a_change_is_not_apart() -> None:
    assert Storey() == Storey((0, 0, 0, 0), (0, 0, 0, 0), (False, False, False, False))
    assert not Change("own", "MLI", "active", "ended", "ended", None).apart


def test_only_a_post_is_its_site() -> None:
    atlas = small(sites=(site("plan@tamale"), site("post-gao@gao", role="embassy"), site("staff@gao")))
    assert [is_post(s, atlas) for s in atlas.tables.sites] == [False, True, False]
    assert held_days(site("own@gao", start_date="2014", start_precision="year"))[0] == date(2014, 1, 1)


def test_a_filter_asks_nothing_when_its_values_are_the_default_ones() -> None:
    chosen = Filter().with_values("subject", ["NL", "mission"])
    assert chosen.subject is not Filter().subject
    assert chosen.asked == ()


@pytest.mark.parametrize(("lang", "where", "none"), [("en", "Chad: ", "no status"), ("nl", "Tsjaad: ", "geen status")])
def test_a_change_is_told_in_its_language(atlas: Any, lang: str, where: str, none: str) -> None:
    e = next(e for e in atlas.tables.engagements if e.name_en != e.name_nl)
    said = describe(Change(e.engagement_id, "TCD", "", "suspended", "suspended", None), atlas, lang)
    assert said.startswith(where + (e.name_nl if lang == "nl" else e.name_en))
    assert none in said
    assert ("opgeschort" if lang == "nl" else "suspended") in said
    assert (" naar " if lang == "nl" else " to ") in said


def test_a_comparison_cannot_be_changed() -> None:
    found = compare_looks(Scene(date="2023-07-01"), Scene(date="2023-12-05"), small())
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.versus = "known"  # type: ignore[misc]
    assert found.changes
    assert set(v.RUNNING) < set(v.OPEN)


def test_a_citation_without_its_row_stands_nowhere() -> None:
    base = tables(citations=(*tables().citations, cite("nobody.1")))
    assert all(c.period_id != "nobody.1" for c in as_known(base, date(2026, 1, 1)).citations)


@pytest.mark.parametrize("module", MODULES)
def test_values_of_the_rules_are_frozen_and_types_stay_unread(module: str) -> None:
    """What only a type checker reads is not imported while the atlas runs."""
    loaded = importlib.import_module(module.removesuffix(".py").replace("/", "."))
    mine = [x for x in vars(loaded).values() if dataclasses.is_dataclass(x) and x.__module__ == loaded.__name__]
    assert all(x.__dataclass_params__.frozen for x in mine)
    guarded = [
        name.asname or name.name
        for node in ast.walk(ast.parse((HERE / module).read_text("utf-8")))
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in node.body
        if isinstance(inner, ast.ImportFrom)
        for name in inner.names
    ]
    assert not set(guarded) & set(vars(loaded))


def test_a_state_doubts_nothing_by_default() -> None:
    doubts = ("projected", "carried_forward", "uncertain", "outcome_not_recorded", "source_later")
    state = Clock(tables()).at(date(2023, 9, 1))[0]
    plain = State(
        **{
            f.name: getattr(state, f.name)
            for f in dataclasses.fields(State)
            if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
        }
    )
    assert not any(getattr(plain, name) for name in doubts if name not in ("projected", "carried_forward"))


@pytest.mark.parametrize("text", ["2023-99-99", "tomorrow", "2023-12", "2023"])
def test_a_day_of_knowledge_is_a_full_day(text: str) -> None:
    with pytest.raises(AtlasError, match="a day as YYYY-MM-DD"):
        known_day(text)


def test_the_far_day_is_the_last_there_is() -> None:
    assert date.max == FAR
    other = date(9999, 12, 31)
    base = tables()
    assert as_known(base, other) is base
    assert Clock(base).chains["own", "NER"].turning_days(other) == Clock(base).chains["own", "NER"].turning_days(FAR)


@pytest.mark.parametrize(
    ("relation", "precision", "unknown"),
    [
        ("by", "not_recorded", True),
        ("on", "not_recorded", False),
        ("after", "not_recorded", False),
        ("by", "day", False),
        ("by", "year", False),
    ],
)
def test_a_start_is_unknown_only_by_a_day_that_nobody_recorded(relation: str, precision: str, unknown: bool) -> None:
    start = "2020-01-01" if precision != "year" else "2020"
    assert (
        start_unknown(period("own.1", "active", start, start_relation=relation, start_precision=precision)) is unknown
    )


def test_about_a_year_is_a_year() -> None:
    assert until("2023", "approx_year") == date(2024, 1, 1)
    about = period("own.1", "active", "2023", start_precision="approx_year")
    assert doubtful_days(about) == (date(2023, 1, 1), date(2023, 12, 31))


def test_documents_of_a_row_that_were_not_public_are_not_named() -> None:
    papers = (Document(document_id="aa", date="2023-12-01"), Document(document_id="zz", date="2013-01-01"))
    base = tables(documents=(*tables().documents, *papers), sites=(site("own@gao", documents=("aa", "zz")),))
    public = Public(base)
    assert public.at("sites", base.sites[0], date(2023, 11, 30)).documents == ("zz",)
    assert public.at("sites", base.sites[0], date(2023, 12, 1)) == base.sites[0]


def test_of_three_states_only_the_last_is_carried_forward() -> None:
    days = ("2014-01-01", "2015-01-01", "2016-01-01")
    rows = tuple(period(f"plan.{i}", status, day) for i, (status, day) in enumerate(zip(
        ("planned", "active", "adapted"), days, strict=True)))  # fmt: skip
    clock = Clock(tables(periods=rows, citations=(), conflicts=()))
    told = [clock.at(date(year, 6, 1))[0] for year in (2014, 2015, 2016)]
    assert [(s.status, s.carried_forward) for s in told] == [("planned", False), ("active", False), ("adapted", True)]


def test_of_two_states_of_one_day_the_first_by_id_speaks() -> None:
    rows = (period("plan.2", "active", "2014-01-01"), period("plan.1", "planned", "2014-01-01"))
    for given in (rows, rows[::-1]):
        clock = Clock(tables(periods=given, citations=(), conflicts=()))
        assert [s.period_id for s in clock.at(date(2014, 1, 1))] == ["plan.1"]


def test_a_text_is_told_from_its_very_day() -> None:
    text = Text(text_id="a", engagement_id="own", about="description", text_en="Told.", text_nl="Verteld.",
                known_from="2023-10-01", document_id="paper")  # fmt: skip
    base = tables(texts=(text,))
    for known, said in ((date(2023, 9, 30), ""), (date(2023, 10, 1), "Told.")):
        assert {s.description_en for s in Clock(base, known).at(date(2023, 9, 1)) if s.engagement_id == "own"} == {said}


def test_no_row_at_all_is_no_state_of_a_mark() -> None:
    assert mark_state(()) == "mixed"
    assert mark_state(("open",)) == "open"


def test_what_does_not_pass_is_refused_and_not_left_open() -> None:
    atlas = small()
    assert engagement_passes(atlas.engagement("own"), Filter().with_values("instrument", ["migration"]), atlas) is False


def test_the_kind_of_a_comparison_is_named() -> None:
    for rule in (group_of, is_apart):
        with pytest.raises(TypeError):
            rule("active", "ended", True)  # type: ignore[misc, operator]
    with pytest.raises(TypeError):
        _change(("own", "NER"), None, None, True)  # type: ignore[misc, arg-type]
    assert group_of("".join(("not_", "recorded")), "active") == "documented"
    assert group_of(ABSENT, "active", known=True) == "documented"


def test_nothing_is_lost_where_everything_grows() -> None:
    security = Filter().with_values("instrument", ["security"])
    first, last = (Scene(date=day, filter=security) for day in ("2012-06-01", "2015-06-01"))
    grown = compare_looks(first, last, small())
    assert [(i.name, i.before, i.after) for i in grown.instruments] == [("security", 0, 2)]
    assert grown.headline.loss is None
    rows = (period("own.1", "active", "2013-02-18"), period("own.2", "suspended", "2023-08-04"))
    lost = compare_looks(Scene(date="2023-07-01"), Scene(date="2023-12-05"), small(periods=rows)).headline.loss
    assert lost and (lost.name, lost.before, lost.after) == ("security", 1, 0)


def test_what_is_first_documented_is_new() -> None:
    rows = (
        *tables().periods,
        period("plan.0", "active", "2020-01-01", start_relation="by", start_precision="not_recorded"),
    )
    atlas = small(periods=tuple(r for r in rows if r.period_id != "plan.1"))
    found = compare_looks(Scene(date="2019-06-01"), Scene(date="2020-06-01"), atlas)
    assert found.new == {("plan", "GHA")}
    assert not compare_looks(Scene(date="2023-07-01"), Scene(date="2023-12-05"), small()).new


def test_the_browser_gets_a_place_in_the_groups_or_minus_one() -> None:
    rules = change_rules()
    matrices = {"time": rules["time"], "known": rules["known"]}
    for mode in ("time", "known"):
        for a, row in zip(STATUSES, matrices[mode], strict=True):
            for b, place in zip(STATUSES, row, strict=True):
                group = group_of(a, b, known=mode == "known")
                assert place == (GROUPS.index(group) if group else -1)
