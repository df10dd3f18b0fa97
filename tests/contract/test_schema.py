"""The schema and the declarations follow from the types, and what is really sent is as they say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Annotated, Any, NotRequired, TypedDict

import pytest
from flask.testing import FlaskClient

from layers.atlas import Atlas
from sahel_atlas.contract import schema as made
from sahel_atlas.contract.declarations import declarations, type_of
from sahel_atlas.contract.kinds import Words
from sahel_atlas.contract.payload import clock_payload, payload
from sahel_atlas.contract.rows import COLUMNS
from sahel_atlas.contract.schema import _Maker, schema
from sahel_atlas.exports.page.briefing import _data
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.rows import columns
from sahel_atlas.scenes.stories.folder import read_stories
from sahel_atlas.views.words import all_words
from tests.contract.checking import faults


@pytest.fixture(scope="module")
def defs() -> Any:
    return schema()["$defs"]


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    from app import create_server

    return create_server().test_client()


def wrong(value: Any, name: str, defs: Any) -> list[str]:
    """Faults of a value that went through JSON."""
    return list(faults(json.loads(json.dumps(value)), defs[name], defs))[:20]


def test_the_generated_files_are_fresh() -> None:
    assert made.stale() == [], "run make contract"


def test_a_stale_file_is_named_and_written(tmp_path: Any, monkeypatch: Any, capsys: Any) -> None:
    monkeypatch.setattr(made, "ROOT", tmp_path)
    monkeypatch.setattr(made, "files", lambda: {tmp_path / "one.txt": "fresh\n"})
    (tmp_path / "one.txt").write_text("old\n", encoding="utf-8")
    assert made.main([]) == 1
    assert "one.txt: stale; run make contract" in capsys.readouterr().out
    assert made.main(["--write"]) == 0
    assert (tmp_path / "one.txt").read_text(encoding="utf-8") == "fresh\n"
    assert made.main([]) == 0


@pytest.mark.parametrize("known", ["", "2014-01-15", "2022-07-11", v.LETTER_DATE])
def test_the_payload_is_as_its_type_says(atlas: Atlas, defs: Any, known: str) -> None:
    assert wrong(payload(atlas.at(known)), "Payload", defs) == []


def test_a_clock_is_as_its_type_says(atlas: Atlas, defs: Any) -> None:
    assert wrong(clock_payload(atlas, "2023-08-10"), "Clock", defs) == []
    assert wrong(clock_payload(atlas, "", v.LETTER), "Clock", defs) == []


def spoiled(change: Callable[[Any], Any]) -> Callable[[Atlas], Any]:
    def make(atlas: Atlas) -> Any:
        sent = json.loads(json.dumps(payload(atlas, [("", "")])))
        change(sent)
        return sent

    return make


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda p: p.pop("means"), "lacks means"),
        (lambda p: p.update(secret=1), "has secret, which no type names"),
        (lambda p: p.update(late="3"), "'3' is no integer"),
        (lambda p: p["tables"]["periods"][0][3].update(status="actief"), "'actief' is none of"),
        (lambda p: p["tables"]["sites"][0].pop(), "3 items instead of 4"),
        (lambda p: p["tables"]["events"][0][3].update(day=None), "None is no integer"),
        (lambda p: p["clocks"]["~"]["rows"][0].update(q=[True]), "True is no integer"),
        (lambda p: p["tokens"].update(weather="x"), "'weather' is none of"),
    ],
)
def test_a_payload_that_is_not_is_found(atlas: Atlas, defs: Any, change: Any, said: str) -> None:
    found = list(faults(spoiled(change)(atlas), defs["Payload"], defs))
    assert len(found) == 1 and said in found[0]


ADDRESSES = {
    "/data/atlas.json": "Payload",
    "/data/words.json": "WordGroups",
    "/data/clock.json?known=2022-07-11": "Clock",
    "/data/fills.json": "Fills",
    "/data/labels.json": "Labels",
    "/data/base/relief.json": "Ground",
    "/data/base/borders.geojson": "Shapes",
    "/data/base/focus.geojson": "Shapes",
    "/data/base/rivers.geojson": "Shapes",
    "/data/base/regions.geojson": "Shapes",
    "/data/stories.json": "Stories",
    "/api/scene?date=2023-12&country=XXX": "SceneAnswer",
    "/api/search?q=niger": "SearchAnswer",
    "/api/unknown?date=2023-12": "UnknownAnswer",
    "/api/sentence?date=2023-12": "SentenceAnswer",
    "/api/share?date=2023-12": "ShareAnswer",
    "/api/paragraph": "LetterAnswer",
    "/api/query?date=never": "Refusal",
    "/health": "Health",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_is_as_its_type_says(client: FlaskClient, defs: Any, address: str) -> None:
    assert wrong(client.get(address).get_json(), ADDRESSES[address], defs) == []


def test_the_first_scene_is_as_its_type_says(client: FlaskClient, defs: Any) -> None:
    page = client.get("/?date=2023-12&country=XXX&tlp=RED").get_data(as_text=True)
    first = re.search(r'id="atlas-first">(.*?)</script>', page)
    assert first
    told = json.loads(first[1])
    assert wrong(told, "First", defs) == []
    assert told["dropped"] and told["marking"]["tlp"] == "RED"


def test_exports_are_asked_and_told_as_their_types_say(client: FlaskClient, defs: Any) -> None:
    ask = {"query": "v=1&date=2023-12", "format": "csv", "notes": True, "dpi": 144, "screen": [1200, 800]}
    assert wrong(ask, "ExportAsk", defs) == []
    assert wrong(client.post("/api/export/review", json=ask).get_json(), "ExportReview", defs) == []
    assert wrong(client.post("/api/export", json=ask).get_json(), "ExportState", defs) == []
    assert wrong(client.post("/api/export/review", json={"format": "doc"}).get_json(), "Refusal", defs) == []


def test_the_server_reads_every_field_of_an_export_and_no_other(defs: Any) -> None:
    from sahel_atlas.views.export.ask import SWITCHES, TEXTS

    assert set(defs["ExportAsk"]["properties"]) == {*TEXTS, *SWITCHES, "dpi", "screen"}


def test_a_briefing_of_one_file_is_as_its_type_says(atlas: Atlas, defs: Any) -> None:
    story = read_stories(atlas, ())[0][0]
    assert wrong(_data(story, atlas, all_words(), "nl"), "BriefingData", defs) == []


def test_a_column_reaches_its_type_unless_it_is_left_out(defs: Any) -> None:
    for name, one in COLUMNS.items():
        left_out = {"place_ids", *one.unsent}
        assert set(columns(one.row)) - left_out <= set(defs[name]["properties"]), name
        assert not left_out & set(defs[name]["properties"]) - {"value"}, name


def test_the_page_gets_names_for_the_items_of_a_row_and_for_words(defs: Any) -> None:
    page = declarations(defs)
    assert "  periods: [position: number, first: Day | null, until: Day | null, row: PeriodRow][];" in page
    assert 'export type Reach = "own" | "region";' in page
    assert "  arrow?: number;" in page and "  from: Day;" in page
    assert type_of({"type": "object", "propertyNames": {"type": "string"}, "additionalProperties": {}}) == (
        "Record<string, unknown>"
    )


Planted = TypedDict("Planted", {"a-b": NotRequired[Annotated[int | None, "Says */ it"]]})


def test_a_type_becomes_a_schema_and_a_declaration() -> None:
    maker = _Maker({})
    assert maker.of(Planted) == {"$ref": "#/$defs/Planted"}
    assert maker.defs["Planted"]["required"] == []
    assert '  /** Says * / it */\n  "a-b"?: number | null;' in declarations(maker.defs)


def test_two_types_of_one_name_and_what_json_cannot_hold_are_refused() -> None:
    maker = _Maker({})
    maker.words(Words("Same", ("a",)))
    with pytest.raises(TypeError, match="expected one type called Same, got two"):
        maker.words(Words("Same", ("b",)))
    with pytest.raises(TypeError, match="expected a type that JSON can hold"):
        maker.of(set[int])
