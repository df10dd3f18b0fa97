"""The Flask side: data in compact form, health, and the headers that keep the page to its own address."""

from __future__ import annotations

import gzip
import html
import json
import mimetypes
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, abort, jsonify, request

from geo.errors import AtlasError, MissingError, TooLargeError
from layers.atlas import Atlas
from sahel_atlas.contract.payload import clock_payload, payload
from sahel_atlas.marks.theme import css_tokens
from sahel_atlas.records.clock.periods import known_day
from sahel_atlas.records.folders import base_folder
from sahel_atlas.records.rows import TABLES
from sahel_atlas.records.version import VERSION
from sahel_atlas.records.words import Texts
from sahel_atlas.scenes.query import read_link
from sahel_atlas.views.mount import map_address, not_kept
from sahel_atlas.views.refusals import refusal
from sahel_atlas.views.settings import Settings

YEAR = 31_536_000
MAX_BODY = 4 * 1024 * 1024


NOT_FOUND = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Sahel Engagement Atlas</title>
<link rel="icon" href="data:,">
<p>The atlas has no page at this address. <a href="{map}">To the map</a></p>
<p lang="nl">Op dit adres heeft de atlas geen pagina. <a href="{map}">Naar de kaart</a></p></html>
"""


def policy(script_hashes: list[str]) -> str:
    """The Content-Security-Policy: everything from the page's own address, scripts by file or by Dash's hashes.

    Inline styles are allowed: Leaflet positions its panes by attributes, and the bundles of Dash, dash-leaflet and the
    grid write their style sheets into elements (see `docs/decisions/0009-content-security-policy.md`).
    """
    hashes = " ".join(f"'{h}'" if not h.startswith("'") else h for h in script_hashes)
    return (
        "default-src 'self'; "
        f"script-src 'self' {hashes}; "
        "style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    )


def takes_gzip() -> bool:
    """Whether the browser takes gzip; `gzip;q=0` says that it does not."""
    return request.accept_encodings.quality("gzip") > 0


def packed(body: bytes, mimetype: str, cache: bool = True) -> Response:
    """An answer that travels compressed when the browser takes it."""
    response = Response(body, mimetype=mimetype)
    if takes_gzip() and len(body) > 1_000:
        response.set_data(_gzip(body))
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if cache else "no-cache"
    return response


_TEXT = ("text/", "application/javascript", "application/json", "image/svg+xml")


def _squeeze(response: Response) -> None:
    """Compress scripts, styles and answers of others (Dash's own bundles among them) that would travel as they are."""
    if not takes_gzip() or response.status_code != 200 or "Content-Encoding" in response.headers:
        return
    if not (response.mimetype or "").startswith(_TEXT) or (response.is_streamed and not response.direct_passthrough):
        return
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < 1_000:
        return
    response.set_data(_gzip(body))
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"


@lru_cache(maxsize=256)
def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


def compact(value: object) -> bytes:
    """JSON without spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


class Served:
    """The bodies that the browser asks for, each made once."""

    def __init__(self, atlas: Atlas, words: Mapping[str, Texts]) -> None:
        self.atlas = atlas
        self.payload = compact(payload(atlas))
        self.words = compact(words)
        self.theme = css_tokens().encode()
        self.tag = sha256(self.payload + self.words + self.theme).hexdigest()[:12]
        self.base_tag = _folder_tag(base_folder(atlas.folder))

    @lru_cache(maxsize=64)  # noqa: B019  (one Served lives as long as its server)
    def clock(self, known: str, stated: str = "") -> bytes:
        """One further document time, or one document alone, compiled."""
        return compact(clock_payload(self.atlas, known, stated))

    @lru_cache(maxsize=16)  # noqa: B019  (as above)
    def layer(self, name: str) -> tuple[bytes, bytes]:
        """A layer with a style: its typed arrays, and what a person reads of its rows.

        Raises
        ------
        AtlasError
            If there is no such layer, or its rows are not as it says.
        """
        from sahel_atlas.contract.drawn import layer_rows, packed_layer

        held = self.atlas.drawn(name)
        return packed_layer(held), compact(layer_rows(held))

    @lru_cache(maxsize=16)  # noqa: B019  (as above)
    def fills(self, known: str = "") -> bytes:
        """Choropleths and their classes, made when first asked for."""
        from layers.indicators import fills

        return compact(fills(self.atlas.at(known)))


def _folder_tag(folder: Path) -> str:
    """A tag that changes when a base file or the labels do, so that a browser may keep them for a year."""
    files = sorted((*folder.glob("*"), folder.parent / "labels.json"))
    stamps = [(f.name, f.stat().st_size, f.stat().st_mtime_ns) for f in files if f.is_file()]
    return sha256(repr(stamps).encode()).hexdigest()[:12]


def add_routes(server: Flask, served: Served, settings: Settings, hashes: Callable[[], list[str]]) -> None:
    """Put the atlas's own addresses, its refusals and its headers on a Flask server."""
    server.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    _data_routes(server, served)
    _base_routes(server, settings)
    _refusals(server)

    @server.get("/health")
    def health() -> Response:
        rows = {name: len(getattr(served.atlas.tables, name)) for name in TABLES}
        return jsonify(status="ok", version=VERSION, data=served.tag, tables=rows)

    @server.get("/api/scene")
    def api_scene() -> Response:
        scene, dropped = read_link(request.query_string.decode("utf-8", "replace"), served.atlas)
        return jsonify(scene=scene.to_dict(), dropped=[d.to_dict() for d in dropped])

    @server.after_request
    def guard(response: Response) -> Response:
        _squeeze(response)
        response.headers.setdefault("Content-Security-Policy", policy(hashes()))
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response


def _data_routes(server: Flask, served: Served) -> None:
    @server.get("/data/atlas.json")
    def atlas_json() -> Response:
        return packed(served.payload, "application/json")

    @server.get("/data/words.json")
    def words_json() -> Response:
        return packed(served.words, "application/json")

    @server.get("/theme.css")
    def theme_css() -> Response:
        return packed(served.theme, "text/css")

    @server.get("/data/clock.json")
    def clock_json() -> Response:
        known, stated = request.args.get("known", ""), request.args.get("stated", "")
        known_day(known)
        if stated and stated not in served.atlas.values["document"]:
            raise AtlasError(expected="the id of a document", got=repr(stated), do="look it up in documents.csv")
        return packed(served.clock(known, stated), "application/json", cache=False)

    @server.get("/data/layer/<name>.bin")
    def layer_bin(name: str) -> Response:
        return packed(served.layer(name)[0], "application/octet-stream")

    @server.get("/data/layer/<name>.json")
    def layer_json(name: str) -> Response:
        return packed(served.layer(name)[1], "application/json")

    @server.get("/data/fills.json")
    def fills_json() -> Response:
        known = request.args.get("known", "")
        known_day(known)
        return packed(served.fills(known), "application/json", cache=False)


def _base_routes(server: Flask, settings: Settings) -> None:
    folder = base_folder(settings.data)
    # Read once: a file that is cut or replaced while the server runs must not reach a page that counts on its tag.
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    labels_file = folder.parent / "labels.json"
    labels_body = labels_file.read_bytes() if labels_file.is_file() else None

    @server.get("/data/base/<path:name>")
    def base(name: str) -> Response:
        if name not in files:
            abort(404)
        if name.endswith("json"):
            return packed(files[name], "application/json")
        response = Response(files[name], mimetype=mimetypes.guess_type(name)[0] or "application/octet-stream")
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        return response

    @server.get("/data/labels.json")
    def labels() -> Response:
        if labels_body is None:
            abort(404)
        return packed(labels_body, "application/json")


def _refusals(server: Flask) -> None:
    @server.errorhandler(AtlasError)
    def refused(error: AtlasError) -> Response:
        return refusal(error)

    @server.errorhandler(404)
    def not_found(_: Exception) -> Response | tuple[Response, int]:
        if request.path.startswith(("/api/", "/data/")):
            nothing = MissingError(
                expected="an address of the atlas", got="one that is none", do=f"go to the map at {map_address()}"
            )
            return refusal(nothing)
        return not_kept(Response(NOT_FOUND.format(map=html.escape(map_address())), mimetype="text/html")), 404

    @server.errorhandler(413)
    def too_large(_: Exception) -> Response:
        return refusal(
            TooLargeError(expected=f"a body of at most {MAX_BODY} bytes", got="a larger one", do="send less")
        )
