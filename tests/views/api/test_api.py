"""The addresses that answer a question, and what they refuse."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from layers.atlas import Atlas
from sahel_atlas.exports.marking import REQUIRED, SETTING
from sahel_atlas.exports.tables.tables import FORMATS
from sahel_atlas.scenes.query import query_rows
from sahel_atlas.scenes.scene import Scene


@pytest.fixture(scope="module")
def client() -> Any:
    from app import create_server

    return create_server().test_client()


def test_query_is_that_of_the_command_line(client: Any, atlas: Atlas) -> None:
    scene = Scene.from_query("date=2023-07&instrument=security")
    answer = client.get("/api/query?date=2023-07&instrument=security")
    assert answer.status_code == 200
    assert answer.get_json() == query_rows(atlas, scene)


def test_a_period_a_document_and_a_name_are_asked_as_on_the_command_line(client: Any, atlas: Atlas) -> None:
    answer = client.get("/api/query?date=2021-12&to=2023-12&stated=kst-29237-201&country=Ivoorkust&lang=nl").get_json()
    scene = Scene.from_query("date=2021-12&to=2023-12&stated=kst-29237-201&country=CIV&lang=nl")
    assert answer and answer == query_rows(atlas, scene)


def test_a_link_to_the_page_takes_names_too(client: Any) -> None:
    assert '"country": ["NER"]' in client.get("/?country=Niger").get_data(as_text=True)
    scene = client.get("/api/scene?country=Ivoorkust,Atlantis").get_json()
    assert scene["scene"]["country"] == ["CIV"]
    assert [part["value"] for part in scene["dropped"]] == ["Atlantis"]


def test_query_in_other_formats(client: Any, atlas: Atlas) -> None:
    text = client.get("/api/query?format=csv&country=NER").get_data().decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(text)))) == len(query_rows(atlas, Scene.from_query("country=NER")))
    assert client.get("/api/query?format=geojson&country=NER").get_json()["type"] == "FeatureCollection"


def test_sentence_in_both_languages(client: Any) -> None:
    answer = client.get("/api/sentence?instrument=security&status=suspended&known=2023-12-01").get_json()
    assert answer["sentence"]["en"] == "Security, suspended on 1 December 2023 as known on 1 December 2023"
    dutch = "Veiligheid, opgeschort op 1 december 2023 zoals bekend op 1 december 2023"
    assert answer["title"]["nl"].startswith(f"{dutch} ·")


@pytest.mark.parametrize("name", FORMATS)
def test_downloads_come_as_files(client: Any, name: str) -> None:
    answer = client.get(f"/api/download?format={name}&v=1&tab=table&instrument=security")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith(f'.{name}"')
    assert answer.mimetype == FORMATS[name].mimetype.split(";")[0]
    assert answer.get_data()


def test_share_and_twin(client: Any) -> None:
    assert client.get("/api/share?country=NER").get_json()["command"].endswith("--country NER")
    twin = client.get("/api/twin?lang=nl")
    assert twin.mimetype == "text/html"
    assert "<table>" in twin.get_data(as_text=True)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("date=2023-02-30", "date: expected a month"),
        ("country=ZZZ", "country: expected one of AFG, BEL, BEN"),
        ("instrument=trade", "instrument: expected one of diplomacy, security, migration, development, humanitarian"),
        ("known=2023", "known: expected a day"),
        ("status=", "status: expected a value, got an empty one; leave this part out, or write a value"),
        ("text=&country=NER", "text: expected a value"),
        ("colour=red", "colour: expected a part that can be read"),
        ("stated=kst-1", "stated: expected one of kst-29237-201"),
        ("country=Nigerr", "write NER for Niger or NGA for Nigeria"),
        ("date=2021-12&to=2023-13", "to: expected a month"),
        ("text=" + "x" * 9_000, "at most 8000 characters"),
    ],
)
@pytest.mark.parametrize("route", ["query", "sentence", "download", "twin", "share"])
def test_bad_input_is_400_with_one_sentence(client: Any, route: str, query: str, says: str) -> None:
    answer = client.get(f"/api/{route}?{query}")
    assert answer.status_code == 400
    assert says in answer.get_json()["error"]
    assert "\n" not in answer.get_json()["error"]


@pytest.mark.parametrize("route", ["query", "download"])
def test_an_unknown_format_is_400(client: Any, route: str) -> None:
    answer = client.get(f"/api/{route}?format=ods")
    assert answer.status_code == 400
    assert answer.get_json()["error"].startswith("format: expected one of ")


@pytest.mark.parametrize("name", ["csv", "xlsx", "json"])
def test_a_download_of_a_comparison_is_its_changes(client: Any, name: str) -> None:
    answer = client.get(f"/api/download?format={name}&date=2023-12-01&tab=compare&date2=2023-07-01")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith(f'"sahel-changes-2023-07-01-to-2023-12-01.{name}"')
    if name == "csv":
        assert b"status_before" in answer.get_data().splitlines()[0]
    refused = client.get("/api/download?format=gpkg&date=2023-12-01&tab=compare&date2=2023-07-01")
    assert refused.status_code == 400 and "expected a format that holds a comparison" in refused.get_json()["error"]


def test_what_is_not_known_is_not_answered_without_a_marking_where_one_is_required(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(REQUIRED, "1")
    for name in ("", "&format=csv", "&format=json", "&format=text", "&format=xlsx"):
        refused = client.get(f"/api/unknown?country=NER{name}")
        assert refused.status_code == 400 and "set a marking" in refused.get_json()["error"], name
    marked = client.get("/api/unknown?country=NER&marking=NATO%20RESTRICTED").get_json()
    assert marked["marking"] == "NATO RESTRICTED" and marked["rows"]
    assert {row["marking"] for row in marked["rows"]} == {"NATO RESTRICTED"}


@pytest.mark.parametrize("query", ["", "date=2023-12-01&tab=compare&date2=2023-07-01&"])
def test_the_twin_carries_its_marking_first_and_last(client: Any, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    line = '<p class="marking-line"><strong>A &lt;b&gt; · TLP:RED</strong></p>'
    said = client.get(f"/api/twin?{query}marking=A%20%3Cb%3E&tlp=RED").get_data(as_text=True)
    assert said.startswith(line) and said.endswith(line) and said.count(line) == 2
    assert said.removeprefix(line).removesuffix(line) == client.get(f"/api/twin?{query}").get_data(as_text=True)
    monkeypatch.setenv(SETTING, "Intern")
    assert client.get(f"/api/twin?{query}").get_data(as_text=True).startswith('<p class="marking-line"><strong>Intern<')


@pytest.mark.parametrize("route", ["sentence", "twin", "twin?tab=compare&date2=2022-01-01", "unknown", "changes"])
def test_a_document_that_was_not_public_is_not_named(client: Any, atlas: Atlas, route: str) -> None:
    """The question comes back as it was asked, under `stated` and `link_query`; nothing else tells of the document."""
    door, _, more = route.partition("?")
    query = f"{more}&date=2023-10-08&known=2020-05-16&stated=alwihda-2025-04-24".lstrip("&")
    said = client.get(f"/api/{door}?{query}").get_data(as_text=True)
    assert "a document that was not public yet" in said
    for echo in ('"stated": "alwihda-2025-04-24"', "stated=alwihda-2025-04-24"):
        said = said.replace(echo, "")
    assert "alwihda" not in said and atlas.document("alwihda-2025-04-24").title not in said
