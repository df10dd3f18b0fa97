"""The Export dialog: format, look, a small picture, what goes along, and the course of an export.

`assets/47_export.js` draws it, `sahel_atlas/views/export/api.py` answers it; nothing is worked out in the browser.
"""

from __future__ import annotations

from typing import Any

from dash import Dash, html

from sahel_atlas.views.export import api as export_api


def layout() -> html.Div:
    """The dialog is made when it is first opened; this keeps its place."""
    return html.Div(id="export-body")


def register(app: Dash, context: Any) -> None:
    """Put the dialog's addresses on the server."""
    from sahel_atlas.views.words import all_words

    export_api.register(app, context, all_words)
