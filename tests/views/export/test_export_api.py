"""The addresses of the Export dialog: what goes along, the small picture, exports that run, and what is refused."""

from __future__ import annotations

import csv
import html
import io
import re
import threading
import time
import zipfile
from typing import Any

import pytest
from PIL import Image

from geo.errors import AtlasError
from layers.atlas import Atlas
from sahel_atlas.exports.marking import REQUIRED
from sahel_atlas.exports.write import Job
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.views.export.jobs import Export, Exports

QUERY = "date=2023-12-01&known=2023-12-01&instrument=security&country=NER"


@pytest.fixture(scope="module")
def client() -> Any:
    from app import create_server

    return create_server().test_client()


def ended(client: Any, number: str) -> dict[str, Any]:
    """The state of an export once it has ended."""
    late = time.monotonic() + 60
    while time.monotonic() < late:
        now: dict[str, Any] = client.get(f"/api/export/{number}").get_json()
        if now["state"] not in ("queued", "running"):
            return now
        time.sleep(0.02)
    raise AssertionError(f"the export {number} did not end")


def made(client: Any, **body: Any) -> tuple[dict[str, Any], Any]:
    """An export from question to file."""
    begun = client.post("/api/export", json=body)
    assert begun.status_code == 202, begun.get_json()
    now = ended(client, begun.get_json()["id"])
    assert now["state"] == "done", now["error"]
    return now, client.get(f"/api/export/{now['id']}/file")


def test_the_review_says_what_goes_along(client: Any, atlas: Atlas) -> None:
    found = resolve(Scene.from_query(QUERY), atlas)
    said = client.post("/api/export/review", json={"query": QUERY, "format": "pptx"}).get_json()
    assert said["rows"] == len({(r.engagement_id, r.country) for r in found.rows})
    assert said["sources"] == len(found.documents)
    assert said["hidden"] == len({r.engagement_id for r in resolve(Scene.from_query(QUERY.split("&i")[0]), atlas).rows}
                                 - {r.engagement_id for r in found.rows})  # fmt: skip
    assert said["hidden"] > 10
    assert said["name"] == "sahel-atlas-2023-12-01-known-2023-12-01.pptx"
    assert said["sentence"] == "Security, in Niger, on 1 December 2023 as known on 1 December 2023"
    assert said["switches"] == ["notes", "citations"]
    assert {"citations", "sources", "code", "alt"} <= set(said["carries"])
    bare = client.post("/api/export/review", json={"query": QUERY, "format": "pptx", "citations": False}).get_json()
    assert "citations" not in bare["carries"]
    table = client.post("/api/export/review", json={"query": QUERY, "format": "csv"}).get_json()
    assert (table["layers"], table["switches"]) == ([], [])
    story = client.post("/api/export/review", json={"story": "coastal-states", "format": "pptx", "lang": "nl"})
    assert story.get_json()["pages"] >= 8
    assert story.get_json()["notes"] >= 8
    assert story.get_json()["name"] == "sahel-atlas-coastal-states-nl.pptx"


def test_the_preview_is_a_small_picture_drawn_once(client: Any) -> None:
    first = client.post("/api/export/preview", json={"query": QUERY, "format": "pptx", "title": "A finding"})
    picture = Image.open(io.BytesIO(first.get_data()))
    assert first.mimetype == "image/png"
    assert 640 <= picture.width <= 1400
    assert picture.width * 9 == pytest.approx(picture.height * 16, abs=20)
    again = client.post("/api/export/preview", json={"query": QUERY, "format": "png", "title": "A finding", "dpi": 300})
    assert again.status_code == 200
    refused = client.post("/api/export/preview", json={"query": QUERY, "format": "csv"})
    assert (refused.status_code, refused.get_json()["where"]) == (400, "format")


def test_an_export_runs_and_its_file_can_be_fetched(client: Any) -> None:
    now, file = made(client, query=QUERY, format="png", dpi=96, marking="  Intern \n gebruik ", tlp="AMBER")
    assert (now["share"], now["name"]) == (1.0, "sahel-atlas-2023-12-01-known-2023-12-01.png")
    assert Image.open(io.BytesIO(file.get_data())).size == (1280, 720)
    assert file.headers["Content-Disposition"] == f'attachment; filename="{now["name"]}"'
    assert file.headers["Cache-Control"] == "no-store"
    assert len(file.get_data()) == now["size"]


def test_several_pictures_come_in_one_archive(client: Any) -> None:
    _, file = made(client, query="date=2023-12&view=2,15,5", format="svg", series="year", to="2022-12")
    with zipfile.ZipFile(io.BytesIO(file.get_data())) as archive:
        assert archive.namelist() == ["sahel-atlas-2022-12-2023-12-01.svg", "sahel-atlas-2022-12-2023-12-02.svg"]
        assert b"2022" in archive.read("sahel-atlas-2022-12-2023-12-01.svg")
    assert file.mimetype == "application/zip"


COMPARED = "date=2023-12-01&tab=compare&instrument=security"


def test_a_comparison_is_exported_as_its_one_sheet(client: Any) -> None:
    from pptx import Presentation

    said = client.post("/api/export/review", json={"query": COMPARED, "format": "pptx"}).get_json()
    assert (said["compared"], said["pages"]) == (True, 1)
    _, deck = made(client, query=COMPARED, format="pptx")
    titles = [slide.shapes.title.text_frame.text for slide in Presentation(io.BytesIO(deck.get_data())).slides]
    assert titles == said["titles"]
    now, picture = made(client, query=COMPARED, format="svg")
    assert now["name"].endswith(".svg")
    assert html.escape(titles[0], quote=False).split(" ")[0].encode() in picture.get_data()
    _, paper = made(client, query=COMPARED, format="pdf")
    assert paper.get_data().count(b"/Type /Page ") + paper.get_data().count(b"/Type /Page\n") == 1
    now, rows = made(client, query=COMPARED, format="csv")
    table = client.post("/api/export/review", json={"query": COMPARED, "format": "csv"}).get_json()
    listed = [line for line in csv.reader(io.StringIO(rows.get_data(as_text=True).lstrip("\ufeff"))) if line]
    assert (table["compared"], table["titles"], table["rows"]) == (True, said["titles"], len(listed) - 1)
    # The review of anything else speaks of no comparison, and what holds one scene alone is refused at once.
    plain = client.post("/api/export/review", json={"query": QUERY}).get_json()
    assert (plain["compared"], plain["pages"], plain["titles"]) == (False, 1, [])
    for kind in ("tif", "gif", "geojson", "gpkg", "parquet"):
        answer = client.post("/api/export/review", json={"query": COMPARED, "format": kind})
        assert answer.status_code == 400 and "a format that holds a comparison" in answer.get_json()["error"], kind


def test_a_zoomed_view_is_drawn_as_the_map_showed_it(client: Any) -> None:
    body = {"query": "date=2023-12-01&view=2.00,14.00,6.00", "format": "svg"}

    def drawn(**more: Any) -> set[str]:
        said = made(client, **body, **more)[1].get_data().decode()
        return set(re.findall(r">(Niamey|Bamako|Dakar|N.Djamena|Abuja|Ouagadougou)<", said))

    small, large = drawn(screen=[700, 420]), drawn(screen=[2600, 1560])
    assert small < large, "a larger map shows more of the world at the same zoom"


def test_tables_and_the_briefing_come_through_the_same_door(client: Any) -> None:
    _, table = made(client, query=QUERY, format="csv")
    assert table.mimetype == "text/csv"
    assert table.get_data().decode("utf-8-sig").count("\n") > 3
    _, page = made(client, story="coastal-states", format="html", lang="nl")
    assert page.get_data().startswith(b"<!doctype html>") or page.get_data().startswith(b"<!DOCTYPE html>")
    assert page.mimetype == "text/html"


HOSTILE: list[tuple[Any, str]] = [
    (None, "body"),
    ([], "body"),
    ("text", "body"),
    ({"colour": "red"}, "body"),
    ({"format": "exe"}, "format"),
    ({"format": 7}, "format"),
    ({"dpi": 96.5}, "dpi"),
    ({"dpi": True}, "dpi"),
    ({"dpi": 601}, "dpi"),
    ({"notes": "yes"}, "notes"),
    ({"size": "99999x99999"}, "size"),
    ({"size": "nanxnan"}, "size"),
    ({"size": "a3-landscape", "dpi": 600, "format": "png"}, "dpi"),
    ({"theme": "pink"}, "theme"),
    ({"lang": "fr"}, "lang"),
    ({"tlp": "ORANGE"}, "tlp"),
    *(({"screen": bad}, "screen") for bad in ([], [1, 2, 3], "1x1", [True, 400], [0, 400], [400, 1e9], {"a": 1})),
    ({"title": "x" * 161}, "title"),
    ({"title": "x" * 401}, "title"),
    ({"marking": "x" * 81}, "written"),
    ({"query": "country=XXX"}, "country"),
    ({"query": "x" * 8_001}, "query"),
    ({"query": "nonsense"}, ""),
    ({"format": "html"}, "format"),
    ({"story": "coastal-states", "format": "csv"}, "format"),
    ({"story": "../../etc/passwd"}, "story"),
    ({"story": "data/stories/coastal-states.yaml"}, "story"),
    ({"story": "unknown"}, "story"),
    ({"series": "decade"}, "series"),
    ({"series": "month"}, "series"),
    ({"series": "month", "to": "2012-01"}, "series"),
    ({"series": "month", "to": "then"}, ""),
]


@pytest.mark.parametrize(("body", "where"), HOSTILE)
def test_what_cannot_be_used_is_refused_with_the_reason(client: Any, body: Any, where: str) -> None:
    for path in ("/api/export", "/api/export/review"):
        answer = client.post(path, json=body)
        said = answer.get_json()
        assert answer.status_code == 400, said
        assert "expected" in said["error"]
        assert not where or said["where"] == where, said


def test_no_json_too_much_and_unknown_numbers(client: Any) -> None:
    assert client.post("/api/export", data=b"\xff{", content_type="application/json").status_code == 400
    assert client.post("/api/export", data=b"format=png").status_code == 400
    large = client.post("/api/export", json={"title": "x" * 40_000})
    assert (large.status_code, large.get_json()["where"]) == (413, "length")
    for path in ("/api/export/none", "/api/export/none/file"):
        assert client.get(path).status_code == 404
    assert client.post("/api/export/none/cancel").status_code == 404
    assert client.get("/api/export").status_code in (404, 405)
    assert client.get("/health").status_code == 200


def test_a_required_marking_is_required(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(REQUIRED, "1")
    refused = client.post("/api/export", json={"query": QUERY, "format": "pptx"})
    assert (refused.status_code, refused.get_json()["where"]) == (400, "marking")
    said = client.post("/api/export/review", json={"query": QUERY, "format": "pptx"}).get_json()
    assert said["required"]
    assert "requires one" in said["refused"]
    marked = client.post("/api/export/review", json={"query": QUERY, "format": "pptx", "tlp": "GREEN"}).get_json()
    assert (marked["refused"], marked["band"]) == ("", "TLP:GREEN")


# ---- the course of exports, without a server ----


def wait(one: Export, *states: str) -> None:
    """Until an export is in one of the states."""
    late = time.monotonic() + 10
    while one.state not in states:
        assert time.monotonic() < late, one.state
        time.sleep(0.005)


def test_an_export_tells_its_course_and_stops() -> None:
    exports, gate, told = Exports(), threading.Event(), threading.Event()

    def slow(job: Job) -> bytes:
        job.tell(0.25, "1/4")
        told.set()
        gate.wait(10)
        job.tell(0.5, "2/4")
        return b"never"

    one = exports.start("slow.png", "image/png", slow)
    assert told.wait(10)
    assert {**one.to_dict(), "id": ""} == {
        "id": "",
        "name": "slow.png",
        "state": "running",
        "share": 0.25,
        "step": "1/4",
        "error": "",
        "where": "",
        "size": 0,
    }
    queued = exports.start("next.png", "image/png", lambda job: b"x")
    assert queued.state == "queued"
    assert exports.cancel(queued.number) is queued
    exports.cancel(one.number)
    gate.set()
    wait(one, "cancelled")
    wait(queued, "cancelled")
    assert (one.path, queued.path) == (None, None)
    assert exports.cancel("nothing") is None


def test_a_stop_during_the_last_step_still_stops() -> None:
    exports, gate = Exports(), threading.Event()

    def last(job: Job) -> bytes:
        gate.wait(10)
        return b"whole"

    one = exports.start("last.png", "image/png", last)
    exports.cancel(one.number)
    gate.set()
    wait(one, "cancelled")
    assert one.path is None


def test_faults_are_told_and_the_next_export_runs(capsys: pytest.CaptureFixture[str]) -> None:
    exports = Exports()

    def refuses(job: Job) -> bytes:
        raise AtlasError(expected="a range", got="a day", do="give one", where="series")

    def breaks(job: Job) -> bytes:
        raise RuntimeError("broken pen")

    first, second = exports.start("a", "x/y", refuses), exports.start("b", "x/y", breaks)
    wait(second, "failed")
    assert (first.state, first.where) == ("failed", "series")
    assert "expected a range" in first.error
    assert second.error == "RuntimeError: broken pen"
    assert "broken pen" in capsys.readouterr().err
    third = exports.start("c", "x/y", lambda job: b"fine")
    wait(third, "done")
    assert third.path is not None
    assert third.path.read_bytes() == b"fine"


def test_the_number_the_age_and_the_room_are_limited() -> None:
    now = [0.0]
    exports = Exports(most=2, keep_seconds=10, room=1_000, clock=lambda: now[0])
    gate = threading.Event()
    hold = [exports.start(f"{i}", "x/y", lambda job: str(gate.wait(10)).encode()) for i in range(2)]
    with pytest.raises(AtlasError, match="at most 2 exports at a time"):
        exports.start("third", "x/y", lambda job: b"")
    gate.set()
    for one in hold:
        wait(one, "done")
    path = hold[0].path
    assert path is not None
    assert path.exists()
    now[0] = 11.0
    assert exports.find(hold[0].number) is None
    assert not path.exists()
    big = [exports.start(f"big{i}", "x/y", lambda job: b"x" * 700) for i in range(2)]
    for one in big:
        wait(one, "done")
    assert exports.find(big[0].number) is None, "the oldest gives way"
    assert exports.find(big[1].number) is big[1]
