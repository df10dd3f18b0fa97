"""The addresses of the Export dialog: what goes along, a small picture, and exports that run while the page waits."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import wraps

from dash import Dash
from flask import Flask, Response, jsonify, request

from geo.errors import AtlasError, EarlyError, MissingError, TooLargeError
from sahel_atlas.exports.items import Item
from sahel_atlas.exports.marking import marking_required, require
from sahel_atlas.exports.options import ExportOptions
from sahel_atlas.records.words import Texts
from sahel_atlas.views.context import Context
from sahel_atlas.views.export.ask import PLAIN_KINDS, Ask, preview, read_ask
from sahel_atlas.views.export.jobs import Export, Exports
from sahel_atlas.views.export.review import review

MAX_BODY = 32_000
"""Bytes of a question: a query string, a title and some words."""
KEPT = 8
"""Small pictures that are kept, so that going back and forth in the dialog draws nothing twice."""
Route = Callable[..., Response]


def register(app: Dash, context: Context, words: Callable[[], Mapping[str, Texts]]) -> None:
    """Put the dialog's addresses on the app's Flask server; the exports belong to this app alone."""
    desk = Desk(context, words)
    _question_routes(app.server, desk)
    _job_routes(app.server, desk, Exports())


def _unkept(route: Route) -> Route:
    """Tell the browser not to keep an answer: the next one to the same question may differ."""

    @wraps(route)
    def answered(**values: str) -> Response:
        answer = route(**values)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return answered


class Desk:
    """Reads what is asked against the atlas of one app, and keeps the last small pictures."""

    def __init__(self, context: Context, words: Callable[[], Mapping[str, Texts]]) -> None:
        self.atlas, self._folders, self._words = context.atlas, context.settings.stories, words
        self._pictures: OrderedDict[tuple[ExportOptions, Item], bytes] = OrderedDict()
        self._lock = threading.Lock()

    def ask(self, required: bool = False) -> Ask:
        """The export of this request's body."""
        if (request.content_length or 0) > MAX_BODY:
            got = f"{request.content_length} bytes"
            raise TooLargeError(expected=f"at most {MAX_BODY} bytes", got=got, do="send less")
        return read_ask(request.get_json(silent=True), self.atlas, self._folders, self._words(), required)

    def picture(self, ask: Ask) -> bytes:
        """The small picture of an export's first page; one is drawn at a time."""
        if ask.kind in PLAIN_KINDS:
            do = "choose a picture or slides"
            raise AtlasError(expected="a format that is drawn", got=ask.kind, do=do, where="format")
        key = (ask.options, ask.work.items[0])
        with self._lock:
            if key not in self._pictures:
                self._pictures[key] = preview(ask, self.atlas)
                if len(self._pictures) > KEPT:
                    self._pictures.popitem(last=False)
            self._pictures.move_to_end(key)
            return self._pictures[key]


def _question_routes(server: Flask, desk: Desk) -> None:
    @server.post("/api/export/review")
    @_unkept
    def export_review() -> Response:
        ask = desk.ask()
        answer = review(ask, desk.atlas).to_dict()
        answer["required"], answer["refused"] = marking_required(), ""
        try:
            require(ask.options.mark)
        except AtlasError as error:
            answer["refused"] = str(error)
        return jsonify(answer)

    @server.post("/api/export/preview")
    @_unkept
    def export_preview() -> Response:
        return Response(desk.picture(desk.ask()), mimetype="image/png")


def _job_routes(server: Flask, desk: Desk, exports: Exports) -> None:
    @server.post("/api/export")
    @_unkept
    def export_start() -> Response:
        ask = desk.ask(required=True)
        answer = jsonify(exports.start(ask.name, ask.mimetype, lambda job: ask.bytes(desk.atlas, job)).to_dict())
        answer.status_code = 202
        return answer

    @server.get("/api/export/<number>")
    @_unkept
    def export_state(number: str) -> Response:
        return jsonify(_known(exports.find(number)).to_dict())

    @server.post("/api/export/<number>/cancel")
    @_unkept
    def export_cancel(number: str) -> Response:
        return jsonify(_known(exports.cancel(number)).to_dict())

    @server.get("/api/export/<number>/file")
    @_unkept
    def export_file(number: str) -> Response:
        one = _known(exports.find(number))
        if one.path is None:
            raise EarlyError(expected="an export that is done", got=one.state, do="wait for it")
        response = Response(one.path.read_bytes(), mimetype=one.mimetype)
        response.headers["Content-Disposition"] = f'attachment; filename="{one.name}"'
        return response


def _known(one: Export | None) -> Export:
    if one is None:
        raise MissingError(expected="an export of this server", got="none, or one that has expired", do="export again")
    return one
