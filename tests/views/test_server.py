"""The served page: its headers, its refusals, its data, and what stops it from starting."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from app import create_app, create_server
from layers.atlas import Atlas
from sahel_atlas import cli
from sahel_atlas.records.folders import DATA
from sahel_atlas.records.rows import TABLES
from sahel_atlas.views.server import MAX_BODY
from sahel_atlas.views.settings import Settings
from tests.copies import copy_tables


@pytest.fixture(scope="module")
def client() -> Any:
    return create_server().test_client()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the tables, alone, in a folder whose name has a space."""
    return copy_tables(tmp_path / "my data")


def test_health_counts_the_rows_of_every_table(client: Any) -> None:
    answer = client.get("/health")
    assert answer.status_code == 200
    said = answer.get_json()
    assert (said["status"], said["version"].count(".")) == ("ok", 2)
    counted = {}
    for table in TABLES:
        with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            counted[table] = len(list(csv.reader(file))) - 1
    assert said["tables"] == counted
    assert set(counted) == set(TABLES)


@pytest.mark.parametrize("path", ["/", "/health", "/data/atlas.json", "/nowhere", "/api/query?country=ZZZ"])
def test_every_answer_is_kept_to_its_own_address(client: Any, path: str) -> None:
    headers = client.get(path).headers
    directives = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert directives["default-src"] == "'self'"
    assert {x for x in directives["script-src"].split() if not x.startswith("'sha256-")} == {"'self'"}
    assert directives["connect-src"] == "'self'"
    assert directives["object-src"] == "'none'"
    assert directives["frame-ancestors"] == directives["base-uri"] == directives["form-action"] == "'self'"
    assert not re.search(r"https?:|\*|unsafe-eval", headers["Content-Security-Policy"])
    assert [name for name, words in directives.items() if "unsafe-inline" in words] == ["style-src"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"


def test_every_inline_script_of_the_page_is_allowed_by_its_hash_and_no_handler_stands_in_it(client: Any) -> None:
    answer = client.get("/")
    page = answer.get_data(as_text=True)
    scripts = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>(.*?)</script>", page, re.DOTALL)
    run = [text for attributes, text in scripts if "application/json" not in attributes]
    assert run, "Dash starts its renderer by an inline script"
    for text in run:
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r"<[^>]+\son\w+\s*=", page)
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", page)


def test_what_stands_in_a_link_is_never_markup(client: Any) -> None:
    page = client.get("/?text=</script><script>alert(1)</script>&selection=country:<b>&lang=en").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "country:<b>" not in page
    first = json.loads(re.search(r'id="atlas-first">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    assert first["scene"]["text"] == "</script><script>alert(1)</script>"
    assert "country:<b>" in str(first["dropped"])


def test_an_answer_travels_compressed_when_the_browser_takes_it(client: Any) -> None:
    plain = client.get("/data/atlas.json")
    packed = client.get("/data/atlas.json", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.get_data()) == plain.get_data()
    assert "immutable" in packed.headers["Cache-Control"]
    assert packed.headers["Vary"] == "Accept-Encoding"


def test_data_that_answer_a_question_are_made_on_request(client: Any) -> None:
    assert client.get("/data/clock.json?known=2014-01-15").get_json()["rows"]
    refused = client.get("/data/clock.json?known=2014-13-15")
    assert refused.status_code == 400
    assert "a day as YYYY-MM-DD" in refused.get_json()["error"]
    assert set(client.get("/data/fills.json").get_json()) == {"HDI", "population", "engagements"}
    scene = client.get("/api/scene?date=2023-07&country=XXX").get_json()
    assert scene["scene"]["date"] == "2023-07"
    assert len(scene["dropped"]) == 1


@pytest.mark.parametrize(
    "path",
    ["/data/base/../periods.csv", "/data/base/%2e%2e/periods.csv", "/data/base/moon.geojson", "/data/periods.csv"],
)
def test_files_outside_the_base_folder_are_not_served(client: Any, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "the map at /" in answer.get_json()["error"]


def test_a_mistyped_address_says_so_in_both_languages(client: Any) -> None:
    answer = client.get("/kaart/overzicht")
    assert answer.status_code == 404
    assert "To the map" in answer.get_data(as_text=True) and "Naar de kaart" in answer.get_data(as_text=True)
    assert client.get("/present?story=coastal-states").status_code == 200


def test_a_body_that_is_too_large_is_refused(client: Any) -> None:
    answer = client.post("/_dash-update-component", data=b"x" * (MAX_BODY + 1), content_type="application/json")
    assert answer.status_code == 413
    assert f"at most {MAX_BODY} bytes" in answer.get_json()["error"]


def test_a_fault_in_the_program_shows_nothing_of_its_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    server = create_server()
    assert not server.debug

    def fail(*_: Any) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr("sahel_atlas.views.server.clock_payload", fail)
    answer = server.test_client().get("/data/clock.json?known=2015-01-01")
    assert answer.status_code == 500
    assert "secret" not in answer.get_data(as_text=True)
    assert "Traceback" not in answer.get_data(as_text=True)


def test_two_apps_in_one_process_share_nothing(folder: Path) -> None:
    text = (folder / "engagements.csv").read_text(encoding="utf-8")
    (folder / "engagements.csv").write_text(text.replace("Exercise Flintlock (series)", "Exercise X"), encoding="utf-8")
    own, other = create_app(), create_app(Settings(data=folder))
    names = [app.server.test_client().get("/data/atlas.json").get_data(as_text=True) for app in (own, other)]
    assert ["Exercise X" in text for text in names] == [False, True]


def as_a_spreadsheet_saves_it(path: Path) -> None:
    """Semicolons, Windows line ends, a byte order mark, and dates as the Netherlands write them."""
    lines = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    turned = [[re.sub(r"^(\d{4})-(\d\d)-(\d\d)$", _dutch_day, cell) for cell in line] for line in lines]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(turned)
    path.write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())


def _dutch_day(found: re.Match[str]) -> str:
    return f"{int(found[3])}-{int(found[2])}-{found[1]}"


def test_tables_that_a_spreadsheet_saved_give_the_same_map(folder: Path, client: Any) -> None:
    for path in folder.glob("*.csv"):
        as_a_spreadsheet_saves_it(path)
    assert "1-12-2023" in (folder / "documents.csv").read_text(encoding="utf-8-sig")
    served = create_server(Settings(data=folder)).test_client()
    assert served.get("/health").get_json()["tables"] == client.get("/health").get_json()["tables"]
    assert served.get("/data/atlas.json").get_data() == client.get("/data/atlas.json").get_data()
    assert served.get("/data/base/land.geojson").status_code == 200, "a folder of tables alone borrows the geography"
    assert served.get("/data/labels.json").status_code == 200


def serve(*words: str) -> int:
    return cli.main(["serve", "--port", "0", *words])


def test_a_bad_table_stops_the_start_with_its_lines(
    folder: Path, capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for table, old, new in (
        ("periods", ",active,", ",actief,"),  # a word
        ("places", "16.2717", "61.2717"),  # a place outside its country: needs the shapes
        ("conflicts", "C01,eu-sdi", "C01,takuba"),  # a reference: needs two tables
    ):
        text = (folder / f"{table}.csv").read_text(encoding="utf-8")
        (folder / f"{table}.csv").write_text(text.replace(old, new, 1), encoding="utf-8")
    assert serve("--data", str(folder)) == 2
    out, err = capfd.readouterr()
    assert "The atlas is at" not in out
    assert "Traceback" not in err
    assert all(re.match(r"my data/\w+\.csv:\d+:\w*: expected .+, got .+; .+", line) for line in err.splitlines())
    assert "got 'actief'; write active" in err
    (folder / "periods.csv").write_text((DATA / "periods.csv").read_text(encoding="utf-8"), encoding="utf-8")
    assert serve("--data", str(folder)) == 2
    err = capfd.readouterr().err
    assert "my data/places.csv:" in err and "my data/conflicts.csv:2:" in err


def test_tables_that_passed_are_remembered_by_their_hash(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sahel_atlas.scenes import checked

    asked: list[bool] = []
    real = checked.Atlas.load

    def look(where: Path, geography: bool = True) -> list[Any]:
        asked.append(geography)
        return []

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("sahel_atlas.records.check.run.check", look)
    assert checked.load_checked(folder).tables == real(folder).tables
    checked.load_checked(folder)
    (folder / "group_names.csv").write_bytes((folder / "group_names.csv").read_bytes() + b"\r\n")
    checked.load_checked(folder)
    assert asked == [True, False, True]
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "groups.csv"))  # a file: nothing can be remembered there
    checked.load_checked(folder)
    assert asked[-1] is True


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--data", "/no/such/folder"), "/no/such/folder:0:: expected a folder with the curated tables"),
        (("--letter", "/no/such/letter.txt"), "/no/such/letter.txt: expected the letter as UTF-8 text"),
        (("--stories", "/no/such/folder"), "--stories: expected a folder with stories"),
        (("--host", "no.such.host.invalid"), "expected an address of this machine, got no.such.host.invalid"),
    ],
)
def test_what_is_not_there_stops_the_start_in_one_line(
    words: tuple[str, str], says: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert serve(*words) == 2
    err = capfd.readouterr().err
    assert err.startswith(says)
    assert err.count("\n") == 1


def test_a_taken_port_says_so_before_anything_is_loaded(capfd: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert cli.main(["serve", "--port", str(port), "--data", "/no/such/folder"]) == 2
    err = capfd.readouterr().err
    assert err.startswith(f"expected a free port on 127.0.0.1, got port {port}: ")
    assert f"--port {port + 1}" in err


def test_open_opens_the_address_that_is_printed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], shared: Path
) -> None:
    opened: list[str] = []
    served: list[dict[str, Any]] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("waitress.serve", lambda server, **how: served.append(how))
    letter = shared / "letter" / "kst-29237-201.txt"
    assert serve("--open", "--letter", str(letter)) == 0
    out, err = capfd.readouterr()
    assert opened == re.findall(r"http://127\.0\.0\.1:\d+", out)
    assert len(opened) == 1
    assert err == "", "this copy is the letter"
    assert served[0]["max_request_body_size"] >= MAX_BODY


def test_a_copy_with_other_words_is_served_with_a_warning(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("waitress.serve", lambda server, **how: None)
    copy = tmp_path / "brief.txt"
    copy.write_text("Een heel andere brief.\n", encoding="utf-8")
    assert serve("--letter", str(copy)) == 0
    assert "other words than the one that the atlas cites, in INT 1, INT 2" in capfd.readouterr().err


def test_loopback_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOST", "PORT"):
        monkeypatch.delenv(name, raising=False)
    assert (Settings().host, Settings().port) == ("127.0.0.1", 8050)
    asked = cli.parser().parse_args(["serve"])
    assert (asked.host, asked.port) == ("127.0.0.1", 8050)
    monkeypatch.setenv("HOST", "0.0.0.0")
    monkeypatch.setenv("PORT", "8123")
    asked = cli.parser().parse_args(["serve"])
    assert (asked.host, asked.port) == ("0.0.0.0", 8123)
    assert cli.parser().parse_args(["serve", "--port", "1"]).port == 1


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),
        ("::", "http://[::1]:80"),
        ("fe80::1", "http://[fe80::1]:80"),
    ],
)
def test_the_printed_address_can_be_opened(host: str, address: str) -> None:
    assert cli._address(host, 80) == address


@pytest.mark.parametrize("port", ["abc", "-1", "65536", "80.5", ""])
def test_a_port_that_is_none_is_refused(port: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(["serve", f"--port={port}"])
    assert end.value.code == 2
    assert "expected a port from 0 to 65535" in capfd.readouterr().err


def test_python_app_serves_on_the_port_of_the_environment_until_interrupted(root: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    served = subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=root,
        env={**os.environ, "PORT": str(port), "HOST": "127.0.0.1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell starts what it puts in the background with Ctrl+C switched off, and a child inherits that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        assert served.stdout is not None
        assert served.stdout.readline().startswith(f"The atlas is at http://127.0.0.1:{port} ")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=20) as answer:
            assert json.load(answer)["status"] == "ok"
        served.send_signal(signal.SIGINT)
        _, err = served.communicate(timeout=20)
        assert (served.returncode, err) == (0, "")
    finally:
        served.kill()


def test_one_engagement_of_the_payload_is_that_of_the_tables(client: Any, atlas: Atlas) -> None:
    sent = client.get("/data/atlas.json").get_json()
    last = [row for *_, until, row in sent["tables"]["engagements"] if until is None]
    assert len(last) == len(atlas.tables.engagements) < len(sent["tables"]["engagements"])
