"""Scripts of component libraries that the page does not ask for at once."""

from __future__ import annotations

import json
import re

import pytest
from dash import Dash

from app import create_app
from sahel_atlas.views.page.scripts import LATER

GRID = "_dash-component-suites/dash_ag_grid/dash_ag_grid.min.js"


def test_the_grids_script_has_an_address_but_no_place_in_the_page() -> None:
    client = create_app().server.test_client()
    page = client.get("/").get_data(as_text=True)
    asked = re.findall(r'<script src="([^"]+)"', page)
    assert [address for address in asked if "dash_leaflet" in address], "expected the map's script in the page"
    assert [address for address in asked if "dash_ag_grid" in address] == []
    assert client.get(f"/{GRID}").status_code == 200


def test_another_app_of_the_process_keeps_the_grid_in_its_page() -> None:
    create_app()
    scripts = Dash("other").scripts.get_all_scripts()
    grid = [one for one in scripts if one["relative_package_path"] == "dash_ag_grid.min.js"]
    assert [one.get("dynamic", False) for one in grid] == [False]


def test_all_of_a_later_librarys_scripts_wait_and_no_others() -> None:
    app = create_app()
    mine, plain = app.scripts.get_all_scripts(), Dash("other").scripts.get_all_scripts()
    assert {one["namespace"] for one in mine} >= set(LATER), f"expected {LATER} among {json.dumps(mine)[:300]}"
    for one, other in zip(mine, plain, strict=True):
        assert one == (other | {"dynamic": True} if other["namespace"] in LATER else other)


@pytest.mark.parametrize("name", ["async-community.js", "async-enterprise.js"])
def test_what_the_grid_itself_asks_for_later_is_served(name: str) -> None:
    client = create_app().server.test_client()
    client.get("/")
    assert client.get(f"/_dash-component-suites/dash_ag_grid/{name}").status_code == 200
