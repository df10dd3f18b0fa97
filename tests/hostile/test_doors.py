"""The served doors under hostile input: 4xx with a sentence, no traceback, nothing changed, and still alive."""

from __future__ import annotations

import json
import logging
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import create_server
from sahel_atlas.records.folders import DATA
from sahel_atlas.records.tables import tables_hash
from sahel_atlas.scenes.scene import QUERY_KEYS
from sahel_atlas.views.guard import may_ask
from sahel_atlas.views.server import MAX_BODY
from sahel_atlas.views.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
JSON = "application/json"
CALLBACK = "/_dash-update-component"
JUNK = (
    *("", "%00", "-1", "NaN", "1e999", "null", ",,,,", "[]", "%0d%0aSet-Cookie:a=b", "a=b=c", "%ED%A0%80", "%ff%fe"),
    *("2023-13-45", "2023-W01-1", "20231201", "٢٠٢٣-١٢", "../../etc/passwd", "%u0041", "+++", "'\";--"),
    *("<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", "javascript:alert(1)", "a" * 7000),
    "%2C" * 2000,
)
BODIES = (
    *(b"", b"{", b"null", b"[]", b"{}", b'"x"', b"\xff\xfe\x00", b"[" * 100_000, b'{"a":' * 50_000),
    *(b'{"output":"x.y"}', b'{"output":5}', b'{"output":"..a.b...c.d.."}', b'{"output":"__proto__.x","inputs":[]}'),
    *(b'{"output":"scene.data","inputs":null,"changedPropIds":7}', b"x" * 300_000),
)


class Lines(logging.Handler):
    """Everything that is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.levelname} {record.getMessage()} {record.exc_info or ''}")


@pytest.fixture(scope="module")
def client() -> Any:
    return create_server().test_client()


@pytest.fixture(autouse=True)
def quiet(client: Any) -> Iterator[None]:
    """After each test: nothing was logged as an error, the data are as they were, and the server still answers."""
    lines, before = Lines(), tables_hash(DATA)
    logging.getLogger().addHandler(lines)
    yield
    logging.getLogger().removeHandler(lines)
    assert [line for line in lines.said if line.startswith(("ERROR", "CRITICAL"))] == []
    assert tables_hash(DATA) == before
    assert client.get("/health").status_code == 200


def refused(answer: Any) -> str:
    """The sentence of a refusal."""
    assert 400 <= answer.status_code < 500, (answer.status_code, answer.get_data(as_text=True)[:300])
    text = str(answer.get_data(as_text=True))
    assert "Traceback" not in text
    assert "<script>alert" not in text
    return text


def opened(client: Any, query: str) -> dict[str, Any]:
    """What the page of a link holds."""
    answer = client.get("/?" + query)
    assert answer.status_code == 200
    page = answer.get_data(as_text=True)
    start = page.index('id="atlas-first">') + len('id="atlas-first">')
    first = page[start : page.index("</script>", start)]
    assert "<" not in first
    found: dict[str, Any] = json.loads(first)
    return found


@pytest.mark.parametrize("key", [*QUERY_KEYS, "v", "story", "step", "__proto__", "constructor", "onload"])
def test_a_link_with_anything_in_it_opens_and_lists_what_it_dropped(client: Any, key: str) -> None:
    plain = opened(client, "")["scene"]
    for junk in JUNK:
        value = junk if "%" in junk else quote(junk, safe="")
        first = opened(client, f"{key}={value}")
        changed = {name: there for name, there in first["scene"].items() if there != plain[name]}
        assert set(changed) <= {key}
        if changed or key in ("story", "step") or first["dropped"]:
            continue
        # Nothing changed and nothing was dropped: then there was nothing in it.
        assert not unquote(junk, errors="replace").strip(",") or unquote(junk) == str(plain.get(key)), (key, junk)


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("text=" + "a" * 201, "text"),
        ("document=" + ",".join(["kst-29237-201"] * 201), "document"),
        ("text=x&" + "country=MLI&" * 800, "…"),
    ],
)
def test_what_is_too_long_is_cut_and_told(client: Any, query: str, key: str) -> None:
    first = opened(client, query)
    assert (key, "long") in [(part["key"], part["kind"]) for part in first["dropped"]]
    assert first["scene"]["text"] in ("", "x", "a" * 200)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(query=st.text(max_size=300) | st.binary(max_size=200).map(lambda b: quote(b, safe="&=,:;")))
def test_any_query_opens_the_page_and_never_breaks_an_answer(client: Any, query: str) -> None:
    opened(client, quote(query, safe="&=,:;%"))
    for route in ("query", "sentence", "scene", "share"):
        assert client.get(f"/api/{route}?{quote(query, safe='&=,:;%')}").status_code in (200, 400)


@pytest.mark.parametrize("route", ["query", "sentence", "share", "twin", "download", "unknown"])
@pytest.mark.parametrize(
    "part", ["date=%00", "view=nan,nan,nan", "country=%3Cscript%3E", "known=٢٠٢٣", "date=2023-W01-1"]
)
def test_a_question_that_cannot_be_read_is_400_with_a_sentence(client: Any, route: str, part: str) -> None:
    assert "expected" in json.loads(refused(client.get(f"/api/{route}?{part}")))["error"]


@pytest.mark.parametrize("known", ["%00", "2023", "20231201", "2023-W01-1", "1e9", "x" * 5000])
def test_a_clock_that_is_no_day_is_400(client: Any, known: str) -> None:
    assert "YYYY-MM-DD" in refused(client.get(f"/data/clock.json?known={known}"))


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
@pytest.mark.parametrize("path", [CALLBACK, "/api/story", "/api/story/yaml"])
def test_a_malformed_body_is_refused(client: Any, path: str, body: bytes) -> None:
    said = refused(client.post(path, data=body, content_type=JSON))
    assert "expected" in said
    assert "Error(" not in said


@pytest.mark.parametrize("path", ["/api/export", "/api/export/review", "/api/export/preview"])
def test_a_malformed_export_is_refused(client: Any, path: str) -> None:
    for body in BODIES:
        if body != b"{}":  # an export with every field left out is one of the page as it opens
            assert "expected" in refused(client.post(path, data=body, content_type=JSON))
    assert "expected" in refused(client.post(path, data=b"{}", content_type="text/plain"))


@pytest.mark.parametrize(
    "value",
    [5, -1, 1e300, True, [], {}, [[["x"]]], "", "x" * 3000, "<script>alert(1)</script>", "../../x", "\0", "\ud800"],
)
def test_every_field_of_an_export_bears_anything(client: Any, value: Any) -> None:
    fields = client.post("/api/export/review", json={"nothing": 1}).get_json()["error"]
    names = fields.split("one of ")[1].split(", got")[0].split(", ")
    assert {"dpi", "format", "query", "size", "title"} <= set(names)
    for name in names:
        answer = client.post("/api/export/review", json={name: value})
        assert answer.status_code in (200, 400), (name, value)
        assert answer.mimetype == JSON


@pytest.mark.parametrize("number", ["x", "..%2f..", "%00", "9" * 3000, "-1"])
def test_an_export_that_nobody_started_is_not_there(client: Any, number: str) -> None:
    for way in ("", "/file"):
        assert client.get(f"/api/export/{number}{way}").status_code in (400, 404)
    assert client.post(f"/api/export/{number}/cancel").status_code in (400, 404, 405)


def test_every_door_that_takes_a_body_is_tried_here(client: Any) -> None:
    doors = {str(rule) for rule in client.application.url_map.iter_rules() if "POST" in (rule.methods or ())}
    tried = {CALLBACK, "/api/story", "/api/story/yaml", "/api/export", "/api/export/review", "/api/export/preview"}
    assert doors == tried | {"/api/export/<number>/cancel"}


@pytest.mark.parametrize("path", [CALLBACK, "/api/story", "/api/story/yaml"])
def test_a_body_that_is_too_large_is_413(client: Any, path: str) -> None:
    answer = client.post(path, data=b" " * (MAX_BODY + 1), content_type=JSON)
    assert answer.status_code == 413
    assert "at most" in refused(answer)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["/", "/api/query", CALLBACK])
def test_another_method_is_405(client: Any, method: str, path: str) -> None:
    assert client.open(path, method=method).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/assets/../app.py",
            "/assets/%2e%2e/app.py",
            "/assets/..%2fapp.py",
            "/assets/....//app.py",
            "/%2Fetc/passwd",
        ),
        *("/data/base/..%2f..%2fapp.py", "/data/base//etc/passwd", "/data/base/%00", "/data/base/" + "a" * 3000),
        *(
            "/_dash-component-suites/os/../app.py",
            "/_dash-component-suites/dash/nothing.js",
            "/data/../sahel_atlas/cli.py",
        ),
        *("/_dash-component-suites/../../app.py", "/%ff", "/.git/config", "/data/engagements.csv", "/api/nothing"),
    ],
)
def test_nothing_but_its_own_files_is_served(client: Any, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    refused(answer)


@pytest.mark.parametrize(
    "header", ["gzip;q=0", "gzip;q=0, identity", "identity", "*;q=0", ";;;,,,q=", "gzip;q=abc", "\xff", "br, deflate"]
)
def test_an_odd_accept_encoding_gets_a_whole_answer(client: Any, header: str) -> None:
    answer = client.get("/data/words.json", headers={"Accept-Encoding": header})
    assert answer.status_code == 200
    if "Content-Encoding" not in answer.headers:
        assert json.loads(answer.get_data())["atlas.title"]
    assert "q=0" not in header or "Content-Encoding" not in answer.headers


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "[::2]:80", "10.0.0.1"]
)
def test_a_foreign_name_for_this_machine_is_refused(client: Any, host: str) -> None:
    """DNS rebinding: a page elsewhere lets its own name point to this machine."""
    assert "--allow-host" in refused(client.get("/data/atlas.json", headers={"Host": host}))


@pytest.mark.parametrize("host", ["localhost:8050", "127.0.0.1", "127.9.9.9:1", "[::1]:8050", "LOCALHOST."])
def test_the_names_of_this_machine_are_answered(client: Any, host: str) -> None:
    assert client.get("/health", headers={"Host": host}).status_code == 200


def test_who_serves_others_may_name_the_names() -> None:
    assert may_ask("atlas.example:443", Settings(host="0.0.0.0"))
    assert not may_ask("evil.example", Settings(host="0.0.0.0", names=("atlas.example",)))
    assert may_ask("atlas.example", Settings(names=("atlas.example",)))
    assert not may_ask("", Settings(host="0.0.0.0", names=("atlas.example",)))


def test_no_header_of_a_proxy_is_believed(client: Any) -> None:
    headers = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Forwarded-Prefix": "/evil"}
    for path in ("/", "/health", "/nowhere", "/api/sentence"):
        answer = client.get(path, headers=headers)
        assert answer.status_code == client.get(path).status_code
        assert "evil" not in answer.get_data(as_text=True) + str(answer.headers)


@pytest.mark.parametrize(
    "told", [*JUNK, "//evil.example", "https://evil.example", "/ok, //evil.example", "/..", "\\evil"]
)
def test_a_path_that_no_trusted_proxy_writes_goes_nowhere(told: str) -> None:
    client = create_server(Settings(proxy=True)).test_client()
    for path in ("/", "/nowhere", "/api/nowhere"):
        answer = client.get(path, headers={"X-Forwarded-Prefix": told.encode("ascii", "ignore").decode()})
        assert answer.status_code in (client.get(path).status_code, 400)
        found = answer.get_data(as_text=True) + str(answer.headers)
        assert answer.is_json or "<script>alert" not in found
        assert not re.search(r"""(?:href="|Location: |map at )(?:https?:|/[/\\])""", found)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """The real server on a free port, and the file of what it says."""
    log = tmp_path_factory.mktemp("served") / "stderr.txt"
    command = [sys.executable, "-m", "sahel_atlas", "serve", "--port", "0"]
    with log.open("w") as complaints:
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=complaints, text=True)
    late = threading.Timer(60, process.kill)
    late.start()
    assert process.stdout is not None
    line = process.stdout.readline()
    late.cancel()
    yield int(line.split("://127.0.0.1:")[1].split()[0]), log
    process.terminate()
    process.wait(10)


def raw(port: int, data: bytes) -> bytes:
    """What the server answers to these bytes; empty when it hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        answer = b""
        try:
            line.sendall(data)
            while part := line.recv(65536):
                answer += part
        except ConnectionError:
            pass  # it hung up while we were still talking: a refusal too
        return answer


def test_raw_requests_are_answered_or_refused_and_leave_no_traceback(served: tuple[int, Path]) -> None:
    port, log = served
    close = b"Host: 127.0.0.1\r\nConnection: close\r\n"
    refusals = (
        b"\x16\x03\x01\x00\xa5garbage\r\n\r\n",
        b"GET \x80 HTTP/1.1\r\n" + close + b"\r\n",
        b"GET / HTTP/1.1\r\n" + close + b"X: " + b"a" * 300_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + close + b"Content-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + close + b"Accept-Encoding: \x00\r\n\r\n",
        b"GET /" + b"a" * 300_000 + b" HTTP/1.1\r\n" + close + b"\r\n",
        b"POST /api/story HTTP/1.1\r\n" + close + b"Content-Length: 99999999999\r\n\r\nx",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    )
    for data in refusals:
        answer = raw(port, data)
        assert not answer or answer.split(b" ", 2)[1][:1] == b"4", (data[:60], answer[:200])
    assert raw(port, b"GET /health HTTP/1.1\r\n" + close + b"\r\n").startswith(b"HTTP/1.1 200")
    assert "Traceback" not in log.read_text()
