"""The dossier: what is known of the thing that is selected, with its citations.

The painter in `assets/panels/dossier.js` and its neighbours fill it. The server adds one address: a paragraph of the
letter from the copy that it was given on this machine, or a sentence that says how to give it one.
"""

from __future__ import annotations

from dash import Dash
from flask import Flask, Response, jsonify, request

from geo.errors import AtlasError, MissingError
from sahel_atlas.records.citations import SECTIONS, is_altered, paragraph_text
from sahel_atlas.views import components as html
from sahel_atlas.views.context import Context


def layout() -> html.Component:
    """The part of the page that its painter in `assets/` fills."""
    return html.Div(id="dossier-body")


def register(app: Dash, context: Context) -> None:
    """Give the server the address of the letter's paragraphs.

    ``GET /api/paragraph`` says whether there is a copy of the letter (``{"letter": bool}``); with `section` and
    `paragraph` it answers that paragraph's text and whether its words differ from the letter's (``"altered": bool``),
    404 with a sentence where there is none and 400 for half a question.
    """
    server: Flask = app.server
    letter = context.settings.letter

    @server.get("/api/paragraph")
    def paragraph() -> Response:
        section, number = request.args.get("section", ""), request.args.get("paragraph", "")
        if not section and not number:
            return jsonify(letter=letter is not None)
        if section not in SECTIONS or not number:
            raise AtlasError(
                expected="section as one of " + ", ".join(SECTIONS) + ", and a paragraph",
                got=f"section={section[:20]!r} paragraph={number[:20]!r}",
                do="ask for example section=MIG and paragraph=1",
            )
        if letter is None:
            raise MissingError(expected="a copy of the letter", got="none", do="start the server with --letter FILE")
        text = paragraph_text(letter, section, number)
        if text is None:
            got = f"no paragraph {section} {number[:20]}"
            raise MissingError(expected="a paragraph of the copy of the letter", got=got, do="choose another number")
        return jsonify(section=section, paragraph=number, text=text, altered=is_altered(section, number, text))
