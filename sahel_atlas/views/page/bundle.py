"""The page's own scripts and styles as two files: a browser asks once instead of sixty times."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Protocol

from flask import Flask, Response

KINDS = {"css": "text/css", "js": "text/javascript"}
OWN = r".*\.(css|js)$"
"""What Dash must not put into the page by itself."""

Stamps = tuple[tuple[str, int, int], ...]
"""Name, size and time of each file, in order."""


class Packed(Protocol):
    """Makes an answer that travels compressed where the browser takes it, and that the browser keeps if it may."""

    def __call__(self, body: bytes, mimetype: str, cache: bool = True) -> Response:
        """The answer with this body."""


class Bundle:
    """The files of the assets folder, joined in the order of their names; read again when one of them changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kept: dict[str, tuple[Stamps, bytes, str]] = {}

    def body(self, kind: str) -> tuple[bytes, str]:
        """The joined files of a kind and the tag of what stands in them."""
        files = sorted(self.folder.glob(f"*.{kind}"))
        stamps = tuple((f.name, *_stamp(f)) for f in files)
        kept = self._kept.get(kind)
        if kept is None or kept[0] != stamps:
            body = b"\n".join(f.read_bytes() for f in files)
            kept = self._kept[kind] = (stamps, body, sha256(body).hexdigest()[:12])
        return kept[1], kept[2]

    def address(self, kind: str) -> str:
        """Where the page finds the joined file; it stands in the folder, so that its own links to fonts hold."""
        return f"assets/atlas.{kind}?h={self.body(kind)[1]}"


def _stamp(file: Path) -> tuple[int, int]:
    found = file.stat()
    return found.st_size, found.st_mtime_ns


def add_bundle(server: Flask, bundle: Bundle, packed: Packed) -> None:
    """Put the joined files on a Flask server; `packed` makes a compressed answer that a browser may keep."""
    for kind, mimetype in KINDS.items():
        server.add_url_rule(
            f"/assets/atlas.{kind}",
            f"atlas_{kind}",
            lambda kind=kind, mimetype=mimetype: _answer(bundle, kind, mimetype, packed),
        )


def _answer(bundle: Bundle, kind: str, mimetype: str, packed: Packed) -> Response:
    return packed(bundle.body(kind)[0], mimetype)
