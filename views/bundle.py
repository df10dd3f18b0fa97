"""The page's own scripts and styles: two committed files, which `make bundle` makes of the sources beside them.

Serving the atlas needs no Node. `tests/views/test_bundle.py` holds the committed files against the sources.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response

from geo.errors import FileFault

KINDS = {"css": "text/css", "js": "text/javascript"}
OWN = r".*\.(css|js)$"
"""What Dash must not put into the page by itself."""


class Bundle:
    """The bundled files of the assets folder; read again when one of them changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "bundle"
        self._kept: dict[str, tuple[tuple[int, ...], bytes, str]] = {}

    def body(self, kind: str) -> tuple[bytes, str]:
        """The bundle of a kind and the tag of what stands in it.

        Raises
        ------
        FileFault
            If it cannot be read.
        """
        file = self.folder / f"atlas.{kind}"
        try:
            stamp = tuple(_stamp(file))
            kept = self._kept.get(kind)
            if kept is None or kept[0] != stamp:
                body = file.read_bytes()
                kept = self._kept[kind] = (stamp, body, sha256(body).hexdigest()[:12])
        except OSError as error:
            raise FileFault(
                expected="a bundle of the page's own files",
                got=error.strerror or str(error),
                do="restore it from the checkout, or run `make bundle`",
                where=str(file),
            ) from error
        return kept[1], kept[2]

    def address(self, kind: str) -> str:
        """Where the page finds the bundle; its own links to fonts hold there."""
        return f"assets/bundle/atlas.{kind}?h={self.body(kind)[1]}"


def _stamp(file: Path) -> Iterator[int]:
    found = file.stat()
    yield found.st_size
    yield found.st_mtime_ns


def add_bundle(server: Flask, bundle: Bundle, packed: Any) -> None:
    """Put the bundles on a Flask server; `packed` makes a compressed answer that a browser may keep."""
    for kind, mimetype in KINDS.items():
        server.add_url_rule(
            f"/assets/bundle/atlas.{kind}",
            f"atlas_{kind}",
            lambda kind=kind, mimetype=mimetype: _answer(bundle, kind, mimetype, packed),
        )


def _answer(bundle: Bundle, kind: str, mimetype: str, packed: Any) -> Response:
    answer: Response = packed(bundle.body(kind)[0], mimetype)
    return answer
