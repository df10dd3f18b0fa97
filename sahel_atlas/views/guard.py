"""What stands at the door: requests under a foreign name, bodies that are no question, addresses of Dash that are none.

A refusal is a status of 4xx with one sentence; it leaves no traceback in the log and changes nothing.
"""

from __future__ import annotations

import ipaddress
import re

from dash import Dash
from dash.exceptions import DependencyException
from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from sahel_atlas.views.settings import Settings

LOCAL = ("localhost", "localhost.localdomain")
_HOST = re.compile(r"(?:\[(?P<six>[0-9a-fA-F:.]+)\]|(?P<name>[^\s:@/\[\]]+))(?::[0-9]*)?")
CALLBACK = "/_dash-update-component"
_MACHINES = ("/api/", "/data/", "/_dash", "/health")


def add_guards(app: Dash, settings: Settings) -> None:
    """Refuse what no page of the atlas asks; call it once all callbacks are registered."""
    server: Flask = app.server

    @server.before_request
    def door() -> tuple[Response, int] | None:
        host = request.environ.get("HTTP_HOST", "")
        if host and not may_ask(host, settings):
            # A page elsewhere may let its own name point to this machine, to read what only this machine may read.
            said = (
                f"expected a request to {settings.host}, got one to {host[:80]!r}; start with --allow-host for a name"
            )
            return jsonify(error=said), 400
        if request.path == CALLBACK and request.method == "POST" and not _is_callback(app):
            return jsonify(error="expected a callback of this page, got another body; reload the page"), 400
        return None

    @server.errorhandler(DependencyException)
    def no_such_script(_: Exception) -> tuple[Response, int]:
        return jsonify(error="expected a script of this page, got an address that is none; reload the page"), 404

    @server.errorhandler(RecursionError)
    def too_deep(_: Exception) -> tuple[Response, int]:
        return jsonify(error="expected a body of a few levels, got a deep one; write it flatter"), 400

    @server.errorhandler(HTTPException)
    def refused(error: HTTPException) -> HTTPException | tuple[Response, int]:
        if not request.path.startswith(_MACHINES):
            return error
        return jsonify(error=f"{error.name}: {error.description}"), error.code or 400


def may_ask(host: str, settings: Settings) -> bool:
    """Whether a request with this Host header may be answered.

    Served on loopback, the atlas answers to the names of this machine and to those that were allowed. Served on another
    address it answers to any name, since it cannot know them, unless some were given.

    Examples
    --------
    >>> may_ask("127.0.0.1:8050", Settings()), may_ask("[::1]:8050", Settings()), may_ask("evil.example", Settings())
    (True, True, False)
    """
    name = _name(host)
    if name in LOCAL or _is_loopback(name) or name in settings.names:
        return True
    return not settings.names and not (settings.host in LOCAL or _is_loopback(settings.host))


def _name(host: str) -> str:
    """The name of a Host header, without its port."""
    match = _HOST.fullmatch(host)
    return (match["six"] or match["name"]).rstrip(".").lower() if match else ""


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _is_callback(app: Dash) -> bool:
    """Whether the body asks for a callback that this page has, in the shape in which Dash asks.

    Dash looks the output up only when it runs the callback, and answers one that it lacks with a traceback; of public
    names it has the map of callbacks, but no check that could be asked before.
    """
    body = request.get_json(force=True, silent=True)
    if not isinstance(body, dict) or not isinstance(body.get("output"), str) or body["output"] not in app.callback_map:
        return False
    lists = (body.get("inputs"), body.get("state", []), body.get("changedPropIds", []))
    return all(isinstance(value, list) for value in lists)
