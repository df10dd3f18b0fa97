"""The state code that an exported file carries."""

from __future__ import annotations

import re
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

from geo.errors import AtlasError, FileFault
from sahel_atlas.exports.statecode import ALPHABET, PREFIX, decode

_CODE = re.compile(rf"{PREFIX}[{ALPHABET}]{{2,204}}".encode())
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_FOLLOWS = 4
"""Bytes that stand behind a code without a gap at the most."""
LIMIT = 200_000_000


def code_of(what: str) -> str:
    """A state code itself, or the first one that a file carries.

    Raises
    ------
    geo.errors.FileFault
        If the file cannot be read or carries none.
    """
    if what.startswith(PREFIX):
        return what
    path = Path(what)
    if not path.is_file():
        raise FileFault(
            expected="a state code or a file",
            got="neither",
            do=f"give a code that begins with {PREFIX}",
            where=what[:80],
        )
    if path.stat().st_size > LIMIT:
        raise FileFault(expected="a file of an export", got="a far larger one", do="give another file", where=what)
    try:
        code = _search(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise FileFault(
            expected="a file that can be read", got=str(error), do="give another file", where=what
        ) from error
    if not code:
        raise FileFault(
            expected="a file with a state code", got="none in it", do="give an export of this atlas", where=what
        )
    return code


def _search(path: Path) -> str:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            names = [n for n in archive.namelist() if n.startswith("docProps/") or n == "about.json"]
            return next((code for n in names if (code := _first(archive.read(n)))), "")
    data = path.read_bytes()
    return _first(data) or next((code for s in _STREAM.finditer(data) if (code := _first(_unpacked(s[1])))), "")


def _first(data: bytes) -> str:
    found = _CODE.search(data)
    return _trimmed(found[0].decode("ascii")) if found else ""


def _trimmed(text: str) -> str:
    """The code without what follows it: the checksum of a PNG's chunk may begin with letters of the alphabet."""
    for length in range(len(text), len(text) - _FOLLOWS - 1, -1):
        with suppress(AtlasError):
            decode(text[:length])
            return text[:length]
    return text


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, 1_000_000)
    except zlib.error:
        return b""
