"""The page's own scripts and styles travel as two files."""

from __future__ import annotations

import os
import re
from pathlib import Path

from app import create_server
from sahel_atlas.views.page.bundle import Bundle
from sahel_atlas.views.page.index import needed


def test_the_page_asks_for_two_files_that_hold_all_own_scripts_and_styles_in_their_order(root: Path) -> None:
    client = create_server().test_client()
    page = client.get("/").get_data(as_text=True)
    own = re.findall(
        r'(?:src|href)="(assets/[^"]+\.(?:js|css)[^"]*)"', page.split("<body>")[0] + page.split("<footer>")[1]
    )
    assert [re.sub(r"\?.*", "", address) for address in own] == ["assets/atlas.css", "assets/atlas.js"]
    assert page.index("dash_leaflet") < page.index("assets/atlas.js") < page.index("new DashRenderer")
    for address in own:
        answer = client.get("/" + address)
        kind = address.split("?")[0].rsplit(".", 1)[1]
        files = sorted((root / "assets").glob(f"*.{kind}"))
        assert answer.get_data() == b"\n".join(f.read_bytes() for f in files)
        assert "immutable" in answer.headers["Cache-Control"]


def test_a_changed_file_changes_the_body_and_its_address(tmp_path: Path) -> None:
    (tmp_path / "02_b.js").write_text("second", encoding="utf-8")
    (tmp_path / "01_a.js").write_text("first", encoding="utf-8")
    bundle = Bundle(tmp_path)
    assert bundle.body("js")[0] == b"first\nsecond"
    before = bundle.address("js")
    (tmp_path / "01_a.js").write_text("other", encoding="utf-8")
    os.utime(tmp_path / "01_a.js", ns=(1, 1))
    assert bundle.body("js")[0] == b"other\nsecond"
    assert bundle.address("js") != before


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
