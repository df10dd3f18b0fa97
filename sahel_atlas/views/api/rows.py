"""Addresses that answer a question in the query string: rows, sentence, downloads, and the map in words.

A part that cannot be used is HTTP 400 with one sentence that names the valid values, as on the command line.
"""

from __future__ import annotations

from html import escape
from urllib.parse import unquote

from dash import Dash
from flask import Flask, Response, jsonify, request

from geo.errors import AtlasError
from layers.atlas import Atlas
from sahel_atlas.exports.make import table
from sahel_atlas.exports.marking import Marking, marking_in, marking_set, require
from sahel_atlas.exports.tables.changes import FORMATS, changes_bytes, changes_name
from sahel_atlas.exports.tables.tables import chosen, file_name, geojson, json_rows, table_bytes
from sahel_atlas.exports.tables.unknown import FORMATS as UNKNOWN
from sahel_atlas.exports.tables.unknown import unknown_bytes, unknown_name
from sahel_atlas.records.words import languages
from sahel_atlas.scenes.link import QUERY_LIMIT
from sahel_atlas.scenes.query import query_rows, strict_scene
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.sentence import spoken, title
from sahel_atlas.views.api import share
from sahel_atlas.views.context import Context
from sahel_atlas.views.page import twin

ANSWERS = ("json", "csv", "geojson")


def register(app: Dash, context: Context) -> None:
    """Put the addresses on the app's Flask server."""
    _tables(app.server, context.atlas)
    _words(app.server, context.atlas)


def _tables(server: Flask, atlas: Atlas) -> None:
    @server.get("/api/query")
    def api_query() -> Response:
        scene, name = _asked(atlas, "json")
        if name not in ANSWERS:
            raise AtlasError(
                expected=f"one of {', '.join(ANSWERS)}", got=repr(name), do="choose one of these", where="format"
            )
        marking = request_marking()
        if name == "csv":
            return _file(table_bytes(atlas, scene, "csv", marking), scene, "csv", marking)
        if name == "json":
            return _fresh(jsonify(json_rows(query_rows(atlas, scene), marking)))
        return _fresh(jsonify(geojson(atlas, scene, marking=marking)))

    @server.get("/api/download")
    def api_download() -> Response:
        scene, name = _asked(atlas, "csv")
        marking = request_marking()
        if scene.tab == "compare":
            body = table(atlas, scene, name, marking)
            return _sent(body, FORMATS[name].mimetype, changes_name(scene, FORMATS[name].suffix, marking))
        chosen(name)
        return _file(table(atlas, scene, name, marking), scene, name, marking)

    @server.get("/api/unknown")
    def api_unknown() -> Response:
        scene, name = _asked(atlas, "json")
        marking = request_marking()
        body = unknown_bytes(atlas, scene, name, marking)
        kind = UNKNOWN[name]
        return _sent(body, kind.mimetype, unknown_name(scene, kind.suffix, marking))

    @server.get("/api/changes")
    def api_changes() -> Response:
        scene, name = _asked(atlas, "json")
        marking = request_marking()
        body = changes_bytes(atlas, scene, name, marking)
        return _sent(body, FORMATS[name].mimetype, changes_name(scene, FORMATS[name].suffix, marking))


def _words(server: Flask, atlas: Atlas) -> None:
    @server.get("/api/sentence")
    def api_sentence() -> Response:
        scene, _ = _asked(atlas)
        said = {lang: spoken(scene, atlas, lang) for lang in languages()}
        titles = {lang: title(scene, atlas, lang) for lang in languages()}
        return _fresh(jsonify(sentence=said, title=titles))

    @server.get("/api/share")
    def api_share() -> Response:
        scene, _ = _asked(atlas)
        return _fresh(jsonify(command=share.command_of(scene), python=share.python_of(scene)))

    @server.get("/api/twin")
    def api_twin() -> Response:
        scene, _ = _asked(atlas)
        # The page shows it under its own bands and says it to those who do not see them: it needs no marking to appear.
        body = marked_html(twin.html_of(scene, atlas), request_marking(needed=False))
        return _fresh(Response(body, mimetype="text/html"))


def _asked(atlas: Atlas, default: str = "") -> tuple[Scene, str]:
    """The scene of the request, every part of which must be right, and the format asked for beside it."""
    raw = request.query_string.decode("utf-8", "replace")
    if len(raw) > QUERY_LIMIT:
        raise AtlasError(
            expected=f"a question of at most {QUERY_LIMIT} characters", got=str(len(raw)), do="ask for less"
        )
    parts = [part for part in raw.split("&") if part]
    names = [unquote(part[7:]) for part in parts if part.startswith("format=")]
    scene = strict_scene("&".join(part for part in parts if not part.startswith("format=")), atlas)
    return scene, names[0] if names else default


def marked_html(fragment: str, marking: Marking) -> str:
    """A fragment of HTML with its marking as its first and its last line; without one it is as it was."""
    line = f'<p class="marking-line"><strong>{escape(marking.line)}</strong></p>' if marking else ""
    return f"{line}{fragment}{line}"


def request_marking(needed: bool = True) -> Marking:
    """The marking of the answer: of the request, else of this machine, which may require one of a file."""
    marking = marking_in(request.query_string.decode("utf-8", "replace"))[0].over(marking_set())
    if needed:
        require(marking)
    return marking


def _fresh(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-cache"
    return response


def _file(body: bytes, scene: Scene, name: str, marking: Marking) -> Response:
    kind = chosen(name)
    return _sent(body, kind.mimetype, file_name(scene, kind.suffix, marking))


def _sent(body: bytes, mimetype: str, name: str) -> Response:
    response = Response(body, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return _fresh(response)
