"""The table: the rows of the query in a grid; `assets/panels/table.js` builds them from the payload and fills it.

The grid's script is large and not needed for the map: `page/scripts.py` takes it out of the page's own scripts, and the
browser asks for it when the table is first opened.
"""

from __future__ import annotations

from dash import Dash

from sahel_atlas.scenes.query import COLUMNS
from sahel_atlas.views import components as html
from sahel_atlas.views.api import rows as api
from sahel_atlas.views.context import Context


def layout() -> html.Component:
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


def register(app: Dash, context: Context) -> None:
    """Let Dash serve the grid's script, and bring the addresses that tables need."""
    import dash_ag_grid  # noqa: F401  (Dash serves the scripts of the libraries that were imported)

    api.register(app, context)
