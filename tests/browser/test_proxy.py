"""The atlas behind nginx under /atlas/, with the path passed on and with the path taken off."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.browser.steps import STORIES, until
from tests.browser.test_export import fetched, preview
from tests.browser.test_map import PAINTED

CONFIG = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    client_max_body_size 4m;
    server {{
        listen 127.0.0.1:{kept};
        location /atlas/ {{
            proxy_pass {told};
        }}
        location = /atlas {{
            proxy_pass {told};
        }}
    }}
    server {{
        listen 127.0.0.1:{taken};
        location /atlas/ {{
            proxy_pass {trusting}/;
            proxy_set_header X-Forwarded-Prefix /atlas;
        }}
    }}
}}
"""
"""No slash after the first address: nginx passes the path on. A slash after the other: it takes the path off."""
START_SECONDS = 20
WAYS = ("kept", "taken")


def free_ports(number: int) -> list[int]:
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def await_port(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until somebody listens there."""
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            alive = process.poll() is None and time.monotonic() < end
            assert alive, f"expected nginx to listen, got:\n{log.read_text(encoding='utf-8')}"
            time.sleep(0.05)


@pytest.fixture(scope="module")
def nginx() -> str:
    """The path of nginx; Debian keeps it where only the administrator's search path looks."""
    found = shutil.which(os.environ.get("NGINX") or "nginx") or shutil.which("/usr/sbin/nginx")
    assert found, "expected nginx, found none; run `make test`, or set NGINX to its path"
    return found


@pytest.fixture(scope="module")
def ways(nginx: str, serve: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Where a browser finds the atlas behind a running nginx, by what that does with the path."""
    folder = tmp_path_factory.mktemp("nginx")
    kept, taken = free_ports(2)
    told, trusting = (serve(*options).url.rstrip("/") for options in (("--prefix", "/atlas"), ("--proxy",)))
    config, log = folder / "nginx.conf", folder / "stderr.txt"
    config.write_text(
        CONFIG.format(folder=folder, kept=kept, taken=taken, told=told, trusting=trusting), encoding="utf-8"
    )
    with log.open("wb") as complaints:
        process = subprocess.Popen(
            [nginx, "-p", str(folder), "-c", str(config), "-e", "stderr"], stderr=complaints, stdout=complaints
        )
    try:
        for port in (kept, taken):
            await_port(port, process, log)
        yield {"kept": f"http://127.0.0.1:{kept}", "taken": f"http://127.0.0.1:{taken}"}
        assert "[error]" not in log.read_text(encoding="utf-8")
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(params=WAYS)
def host(request: pytest.FixtureRequest, ways: dict[str, str]) -> str:
    return ways[request.param]


@pytest.fixture
def behind(open_page: Callable[..., Any], watch: Any, host: str) -> Iterator[Any]:
    """A page whose every request must stay under the path and be answered."""
    page = open_page(accept_downloads=True, reduced_motion="reduce")
    answers: list[tuple[str, int]] = []
    page.context.on("response", lambda answer: answers.append((answer.url, answer.status)))
    yield page
    asked = [url for url in watch.requests if urlsplit(url).scheme in {"http", "https", "ws", "wss"}]
    assert watch.outside() == []
    assert [url for url in asked if not url.startswith(f"{host}/atlas")] == []
    assert len(asked) > 20
    assert [(url, status) for url, status in answers if status >= 400] == []


def test_map_table_and_download_under_a_path(behind: Any, host: str, tmp_path: Path) -> None:
    page = behind
    page.goto(f"{host}/atlas?date=2021-06")
    page.wait_for_function(PAINTED)
    assert page.url.startswith(f"{host}/atlas/?")
    assert "date=2021-06" in page.url
    page.locator('.tab[data-tab="table"]').click()
    page.locator("#table-grid .ag-row").first.wait_for()
    page.locator("#table-download").click()
    with page.expect_download() as coming:
        page.locator('#download-dialog a[href*="format=csv"]').click()
    assert coming.value.url.startswith(f"{host}/atlas/api/download?")
    assert "June 2021" in Path(coming.value.path()).read_text(encoding="utf-8-sig")
    page.keyboard.press("Escape")
    page.locator("#search-input").fill("minusma")
    page.locator("#search-list [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.locator("#dossier-body h2").wait_for()
    for tab in ("timeline", "compare", "route", "map"):
        page.locator(f'.tab[data-tab="{tab}"]').click()
        page.wait_for_selector(f'html[data-tab="{tab}"]')
        page.wait_for_load_state("networkidle")
    assert page.evaluate("[...document.fonts].some((font) => font.status === 'loaded')")


def test_share_export_and_what_is_not_known_under_a_path(behind: Any, host: str, tmp_path: Path) -> None:
    page = behind
    page.goto(f"{host}/atlas/?date=2023-12-01&instrument=security&country=NER")
    page.wait_for_selector("#sentence .said:not(:empty)")
    page.locator("#share-button").click()
    link = "[...document.querySelectorAll('dialog[open] :is(input, textarea, code, pre)')]"
    until(page, f"{link}.some((e) => (e.value || e.textContent).startsWith('{host}/atlas/?'))")
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    page.locator('a[href*="api/unknown?format="]').first.wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    preview(page)
    page.get_by_role("radio", name="PNG", exact=True).check()
    preview(page)
    assert fetched(page, tmp_path).read_bytes().startswith(b"\x89PNG")


def test_the_presenter_under_a_path(behind: Any, host: str) -> None:
    page = behind
    shown = "document.querySelector('.p-caption') && document.querySelector('.p-caption').textContent"
    page.goto(f"{host}/atlas/")
    page.wait_for_function(PAINTED)
    page.locator("#present-button").click()
    page.locator("#present-body [data-story], [data-choose]").first.wait_for()
    page.goto(f"{host}/atlas/present?story={STORIES[1]}")
    until(page, shown)
    first = page.evaluate(shown)
    page.keyboard.press("ArrowRight")
    until(page, f"{shown} && {shown} !== {first!r}")
    assert urlsplit(page.url).path == "/atlas/present"
    page.reload()
    until(page, shown)
    page.keyboard.press("Escape")
    until(page, "location.pathname === '/atlas/'")


@pytest.mark.parametrize("way", WAYS)
def test_a_lost_visitor_is_shown_the_map(page: Any, watch: Any, ways: dict[str, str], way: str) -> None:
    watch.expect("404")
    page.goto(f"{ways[way]}/atlas/nowhere/at/all")
    page.get_by_role("link", name="To the map").click()
    page.wait_for_function(PAINTED)
    assert page.url.startswith(f"{ways[way]}/atlas/")
