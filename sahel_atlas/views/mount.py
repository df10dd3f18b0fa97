"""The path under which the atlas stands: told by the person who serves it, or by a proxy that this person trusts.

No address in the page names that path (see `sahel_atlas/views/page/index.py`); it stands in two answers only, the way
to the map and the page for an address that is none, and these are never kept by a cache.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask, Response, abort, request
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix

from sahel_atlas.views.settings import Settings, prefix_of

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_ELSEWHERE = "atlas.elsewhere"
HEADER = "X-Forwarded-Prefix"


def mount(server: Flask, settings: Settings) -> None:
    """Let a Flask server stand under its path; call it once all its other refusals are registered.

    Parameters
    ----------
    server : flask.Flask
        The server, whose own routes begin at the root.
    settings : Settings
        With `prefix`, that path is taken off each request, and whatever lies outside it is not found. With `proxy`,
        the proxy has taken it off and names it in `X-Forwarded-Prefix`. No other header of a proxy is believed: with
        `X-Forwarded-Host`, a foreign page could pass the check of names in `sahel_atlas/views/guard.py`.
    """
    inner: WSGIApplication = server.wsgi_app

    def elsewhere(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        return inner({**environ, "SCRIPT_NAME": settings.prefix, _ELSEWHERE: True}, start)

    if settings.proxy:
        server.wsgi_app = ProxyFix(inner, x_for=0, x_proto=0, x_prefix=1)  # type: ignore[method-assign]
    elif settings.prefix:
        server.wsgi_app = DispatcherMiddleware(elsewhere, {settings.prefix: inner})  # type: ignore[method-assign]

    @server.before_request
    def stands_here() -> Response | None:
        if settings.proxy:
            prefix_of(request.script_root, HEADER)
        if request.environ.get(_ELSEWHERE):
            abort(404)
        if request.script_root and not request.environ["PATH_INFO"]:
            query = request.query_string.decode("utf-8", "replace")
            where = map_address() + (f"?{query}" if query else "")
            return not_kept(Response(status=308, headers={"Location": where}))
        return None


def map_address() -> str:
    """Where the map stands, as a path of this host."""
    return f"{request.script_root}/"


def not_kept(answer: Response) -> Response:
    """An answer that names the path: no cache may hand it to somebody for whom the path is another."""
    if request.script_root:
        answer.headers["Cache-Control"] = "no-store"
    return answer
