"""The page's own scripts and styles travel as two committed files, which are what the sources give."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from app import create_server
from geo.errors import FileFault
from sahel_atlas.views.page.bundle import Bundle
from sahel_atlas.views.page.index import needed
from tests.node import node


def test_the_page_asks_for_two_files_of_its_own(root: Path) -> None:
    client = create_server().test_client()
    page = client.get("/").get_data(as_text=True)
    own = re.findall(
        r'(?:src|href)="(assets/[^"]+\.(?:js|css)[^"]*)"', page.split("<body>")[0] + page.split("<footer>")[1]
    )
    assert [re.sub(r"\?.*", "", address) for address in own] == ["assets/bundle/atlas.css", "assets/bundle/atlas.js"]
    assert page.index("dash_leaflet") < page.index("assets/bundle/atlas.js") < page.index("new DashRenderer")
    for address in own:
        answer = client.get("/" + address)
        assert answer.get_data() == (root / address.split("?")[0]).read_bytes()
        assert "immutable" in answer.headers["Cache-Control"]


def test_the_committed_bundles_are_what_the_sources_give(root: Path) -> None:
    assert (root / "node_modules" / "esbuild").is_dir(), "expected the tools of package-lock.json; run make bundle"
    done = subprocess.run(
        [node(), str(root / "scripts" / "bundle.mjs"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_changed_file_changes_the_body_and_its_address(tmp_path: Path) -> None:
    made = tmp_path / "bundle" / "atlas.js"
    made.parent.mkdir()
    made.write_text("first", encoding="utf-8")
    bundle = Bundle(tmp_path)
    assert bundle.body("js")[0] == b"first"
    before = bundle.address("js")
    made.write_text("other", encoding="utf-8")
    os.utime(made, ns=(1, 1))
    assert bundle.body("js")[0] == b"other"
    assert bundle.address("js") != before


def test_a_bundle_that_is_gone_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileFault, match="make bundle"):
        Bundle(tmp_path).body("js")


def test_dashs_scripts_stay_but_for_those_the_page_never_uses() -> None:
    page = create_server().test_client().get("/").get_data(as_text=True)
    for name in ("react@", "react-dom@", "dash_leaflet", "dash_renderer", "dash_html_components"):
        assert name in page, f"expected Dash's {name} in the page"
    assert "polyfill@" not in page
    assert "dash_table/" not in page
    assert "dash/dcc/" not in page
    assert needed('<script src="/deps/polyfill@7.js"></script>\n<script src="/x.js"></script>') == (
        '<script src="/x.js"></script>'
    )
