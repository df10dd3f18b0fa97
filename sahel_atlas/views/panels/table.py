"""The table: the rows of the query in a grid; `assets/41_table.js` builds them from the payload and fills it.

The grid's script is large and not needed for the map: it is taken out of the page's own scripts, and the browser asks
for it when the table is first opened.
"""

from __future__ import annotations

from typing import Any

from dash import Dash, html

from sahel_atlas.scenes.query import COLUMNS
from sahel_atlas.views.api import rows as api


def layout() -> html.Div:
    """The toolbar, the place of the grid and the footer; the painter fills them."""
    return html.Div(
        id="table-body",
        **{"data-columns": " ".join(COLUMNS)},
        children=[
            html.Div(id="table-tools"),
            html.P(id="table-empty", className="table-empty", hidden=True),
            html.Div(id="table-grid"),
            html.Div(id="table-foot"),
        ],
    )


def register(app: Dash, context: Any) -> None:
    """Serve the grid's script without putting it into the page, and the addresses that tables need."""
    import dash_ag_grid

    for entry in dash_ag_grid._js_dist:
        if "async" not in entry:
            entry["dynamic"] = True
    api.register(app, context)
