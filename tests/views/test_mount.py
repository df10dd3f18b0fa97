"""The atlas under a path: told with `--prefix`, or by a proxy that is trusted; and what nobody may tell."""

from __future__ import annotations

import re
from typing import Any

import pytest

from app import create_server
from geo.errors import AtlasError
from sahel_atlas import cli
from sahel_atlas.views.settings import Settings, prefix_of

FORGED = {
    "X-Forwarded-Prefix": "/evil",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "192.0.2.1",
    "Forwarded": "host=evil.example;proto=https",
}
BAD = ("atlas", "//evil.example", "/a b", "/a?b", "/a#b", "/../a", "/a/./b", "/a//b", "/\\evil", "/a\r\nX: b", "/é")


@pytest.fixture(scope="module")
def plain() -> Any:
    return create_server().test_client()


@pytest.fixture(scope="module")
def under() -> Any:
    """Served with `--prefix /maps/atlas`."""
    return create_server(Settings(prefix="/maps/atlas/")).test_client()


@pytest.fixture(scope="module")
def behind() -> Any:
    """Served with `--proxy`."""
    return create_server(Settings(proxy=True)).test_client()


def body(answer: Any) -> bytes:
    """What came, without the mark that Dash draws by lot for each page."""
    return re.sub(rb'"end_id":"[^"]*"', b"", answer.get_data())


@pytest.mark.parametrize("text", [*BAD, "/" + "a" * 300])
def test_a_prefix_that_is_none_is_one_clear_error(text: str) -> None:
    with pytest.raises(AtlasError, match=r"^--prefix: expected a path .+, got .+; write for example /atlas$"):
        prefix_of(text)


def test_a_bad_prefix_stops_the_start_before_anything_else(capfd: pytest.CaptureFixture[str]) -> None:
    for words, says in (
        (("--prefix", "atlas"), "--prefix: expected a path that begins with a slash, got 'atlas'; write"),
        (("--prefix", "/atlas", "--proxy"), "expected --prefix or --proxy, got both; keep --prefix where"),
    ):
        assert cli.main(["serve", "--port", "0", "--data", "/no/such/folder", *words]) == 2
        err = capfd.readouterr().err
        assert err.startswith(says)
        assert err.count("\n") == 1


def test_the_printed_address_has_the_prefix(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("waitress.serve", lambda server, **how: None)
    assert cli.main(["serve", "--port", "0", "--prefix", "/atlas"]) == 0
    assert re.match(r"The atlas is at http://127\.0\.0\.1:\d+/atlas/  \(stop", capfd.readouterr().out)


def test_every_address_answers_under_the_path_as_at_the_root(plain: Any, under: Any) -> None:
    rules = {rule.rule for rule in plain.application.url_map.iter_rules() if "GET" in (rule.methods or ())}
    asked = [path for path in rules if "<" not in path] + [
        *("/present", "/?lang=nl", "/present?story=coastal-states&step=2", "/data/base/land.geojson"),
        *("/api/query?date=2023-12-01", "/api/download?format=csv", "/api/share?date=2021-06", "/api/twin?lang=nl"),
    ]
    assert len(asked) > 25
    for path in asked:
        here, there = plain.get(path), under.get("/maps/atlas" + path)
        assert there.status_code == here.status_code, path
        assert body(there) == body(here), path
        if there.status_code < 400:
            assert there.headers.get("Cache-Control") == here.headers.get("Cache-Control"), path
    for path in ("/api/story", "/api/export", "/api/export/review", "/_dash-update-component"):
        assert under.post("/maps/atlas" + path, json={}).status_code == plain.post(path, json={}).status_code, path


def test_no_address_in_the_page_begins_at_the_root(under: Any) -> None:
    for path in ("/maps/atlas/", "/maps/atlas/present"):
        page = under.get(path).get_data(as_text=True)
        found = re.findall(r'(?:src|href)="([^"]+)"', page)
        assert len(found) > 15
        assert [address for address in found if address.startswith(("/", "http"))] == []
        assert '"requests_pathname_prefix":"./"' in page
        assert "-atlas-/" not in page.replace("\\u002f", "/")
        scripts = [address for address in found if "_dash-component-suites" in address]
        assert scripts
        assert {under.get("/maps/atlas/" + address.removeprefix("./")).status_code for address in scripts} == {200}


def test_outside_the_path_there_is_nothing_but_the_way_to_it(under: Any) -> None:
    for path in ("/", "/maps", "/maps/", "/maps/atlasx", "/present", "/maps/atlas/nowhere"):
        answer = under.get(path)
        assert answer.status_code == 404, path
        assert 'href="/maps/atlas/"' in answer.get_data(as_text=True)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert under.get("/health").status_code == 404
    assert under.get("/data/atlas.json").get_json()["error"].endswith("the map at /maps/atlas/")
    assert under.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_the_path_without_its_slash_leads_to_the_map(under: Any) -> None:
    answer = under.get("/maps/atlas?date=2021-06&lang=nl")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/maps/atlas/?date=2021-06&lang=nl")
    assert answer.headers["Cache-Control"] == "no-store"
    assert under.get("/maps/atlas", headers=FORGED).headers["Location"] == "/maps/atlas/"


def test_a_trusted_proxy_tells_the_path(behind: Any) -> None:
    told = {"X-Forwarded-Prefix": "/maps/atlas/"}
    assert behind.get("/health", headers=told).status_code == 200
    for answer in (behind.get("/nowhere", headers=told), behind.get("/api/nowhere", headers=told)):
        assert answer.status_code == 404
        assert "/maps/atlas/" in answer.get_data(as_text=True)
        assert answer.headers["Cache-Control"] == "no-store"
    assert 'href="/"' in behind.get("/nowhere").get_data(as_text=True)
    several = behind.get("/nowhere", headers={"X-Forwarded-Prefix": "/evil, /atlas"}).get_data(as_text=True)
    assert "/atlas/" in several
    assert "evil" not in several, "only what the nearest proxy wrote counts"


@pytest.mark.parametrize(
    "told", ["https://evil.example", "//evil.example", "/a b", "/../a", "/<script>alert(1)</script>", "/a//b", "/%2e"]
)
def test_what_no_proxy_writes_is_refused(behind: Any, told: str) -> None:
    for path in ("/", "/nowhere", "/data/atlas.json"):
        answer = behind.get(path, headers={"X-Forwarded-Prefix": told})
        assert answer.status_code == 400
        assert answer.get_json()["error"].startswith("X-Forwarded-Prefix: expected a path")
        assert answer.headers["Cache-Control"] == "no-store", "a refusal that is kept would shut others out"


def test_a_forged_header_changes_nothing_that_may_be_kept(plain: Any, under: Any, behind: Any) -> None:
    for client, folder, forged in (
        (plain, "", FORGED),
        (under, "/maps/atlas", FORGED),
        (behind, "", FORGED),
    ):
        for path in ("/", "/present", "/theme.css", "/data/words.json", "/api/sentence", "/api/share", "/health"):
            here, there = client.get(folder + path), client.get(folder + path, headers=forged)
            assert body(there) == body(here), path
            assert dict(there.headers) == dict(here.headers), path


def test_no_header_passes_the_check_of_names(behind: Any) -> None:
    """A page elsewhere may write any header to a name that it lets point to this machine."""
    headers = {"Host": "evil.example", "X-Forwarded-Host": "localhost", "Forwarded": "host=localhost"}
    assert behind.get("/data/atlas.json", headers=headers).status_code == 400
