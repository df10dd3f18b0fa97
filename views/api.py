"""Addresses that answer a question in the query string: rows, sentence, downloads, and the map in words.

A part that cannot be used is HTTP 400 with one sentence that names the valid values, as on the command line.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from dash import Dash
from flask import Response, jsonify, request

from exports.tables import chosen, file_name, geojson, table_bytes
from geo.errors import AtlasError
from layers.query import query_rows, strict_scene
from layers.scene import Scene
from layers.sentence import sentence
from layers.words import word
from views import share, twin

MAX_QUERY = 8_000
ANSWERS = ("json", "csv", "geojson")


def register(app: Dash, context: Any) -> None:
    """Put the addresses on the app's Flask server."""
    server, atlas = app.server, context.atlas

    @server.get("/api/query")
    def api_query() -> Response:
        scene, name = _asked(atlas, "json")
        if name not in ANSWERS:
            raise AtlasError(
                expected=f"one of {', '.join(ANSWERS)}", got=repr(name), do="choose one of these", where="format"
            )
        if name == "csv":
            return _file(table_bytes(atlas, scene, "csv"), scene, "csv")
        return _fresh(jsonify(query_rows(atlas, scene) if name == "json" else geojson(atlas, scene)))

    @server.get("/api/sentence")
    def api_sentence() -> Response:
        scene, _ = _asked(atlas)
        said = {lang: sentence(scene, atlas, lang) for lang in ("en", "nl")}
        title = {lang: f"{text} · {word('atlas.short', lang)}" for lang, text in said.items()}
        return _fresh(jsonify(sentence=said, title=title))

    @server.get("/api/download")
    def api_download() -> Response:
        scene, name = _asked(atlas, "csv")
        chosen(name)
        return _file(table_bytes(atlas, scene, name), scene, name)

    @server.get("/api/share")
    def api_share() -> Response:
        scene, _ = _asked(atlas)
        return _fresh(jsonify(command=share.command_of(scene), python=share.python_of(scene)))

    @server.get("/api/twin")
    def api_twin() -> Response:
        scene, _ = _asked(atlas)
        return _fresh(Response(twin.html_of(scene, atlas), mimetype="text/html"))


def _asked(atlas: Any, default: str = "") -> tuple[Scene, str]:
    """The scene of the request, every part of which must be right, and the format asked for beside it."""
    raw = request.query_string.decode("utf-8", "replace")
    if len(raw) > MAX_QUERY:
        raise AtlasError(expected=f"a question of at most {MAX_QUERY} characters", got=str(len(raw)), do="ask for less")
    parts = [part for part in raw.split("&") if part]
    names = [unquote(part[7:]) for part in parts if part.startswith("format=")]
    scene = strict_scene("&".join(part for part in parts if not part.startswith("format=")), atlas)
    return scene, names[0] if names else default


def _fresh(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-cache"
    return response


def _file(body: bytes, scene: Scene, name: str) -> Response:
    kind = chosen(name)
    response = Response(body, mimetype=kind.mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(scene, kind.suffix)}"'
    return _fresh(response)
