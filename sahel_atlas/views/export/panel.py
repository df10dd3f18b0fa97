"""The Export dialog: format, look, a small picture, what goes along, and the course of an export.

`assets/panels/export.js` draws it, `sahel_atlas/views/export/api.py` answers it; nothing is worked out in the browser.
"""

from __future__ import annotations

from dash import Dash

from sahel_atlas.views import components as html
from sahel_atlas.views.context import Context
from sahel_atlas.views.export import api as export_api


def layout() -> html.Component:
    """The dialog is made when it is first opened; this keeps its place."""
    return html.Div(id="export-body")


def register(app: Dash, context: Context) -> None:
    """Put the dialog's addresses on the server."""
    from sahel_atlas.views.words import all_words

    export_api.register(app, context, all_words)
