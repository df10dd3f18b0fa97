"""Writing a file whole or not at all, with progress and a way to stop."""

from __future__ import annotations

import io
import os
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from geo.atomic import atomic
from geo.errors import AtlasError, FileFault

_ROOM = 4 * 2**20
Progress = Callable[[float, str], None]
"""Called with a share from 0 to 1 and the name of what is being made."""


class Cancelled(Exception):  # noqa: N818  (nothing went wrong)
    """Somebody stopped the export; no file was left behind."""


class Job:
    """The course of one export: tells its progress and can be stopped from another thread."""

    def __init__(self, progress: Progress | None = None) -> None:
        self._progress = progress
        self._stop = threading.Event()
        self.share, self.step = 0.0, ""

    def cancel(self) -> None:
        """Stop at the next step."""
        self._stop.set()

    def tell(self, share: float, step: str = "") -> None:
        """Say how far the export is.

        Raises
        ------
        Cancelled
            If it was stopped in the meantime.
        """
        if self._stop.is_set():
            raise Cancelled
        self.share, self.step = min(1.0, share), step
        if self._progress:
            self._progress(self.share, step)


def check_target(path: Path) -> None:
    """Whether a file can be written, before work is done for it.

    Raises
    ------
    geo.errors.FileFault
        If the folder is missing or may not be written to, or the path is a folder.
    """
    folder = path.parent
    if not folder.is_dir():
        raise FileFault(expected="a folder", got="none", do="make it, or choose another", where=str(folder))
    if path.is_dir():
        raise FileFault(expected="the name of a file", got="a folder", do="add a file name", where=str(path))
    if not os.access(folder, os.W_OK):
        raise FileFault(
            expected="a folder that may be written to", got="a read-only one", do="choose another", where=str(folder)
        )


def write_whole(path: Path, data: bytes) -> None:
    """Write a file of an export: a reader sees the old file or the new one.

    Raises
    ------
    geo.errors.FileFault
        If the disk is full or the folder refuses; nothing is left behind.
    """
    check_target(path)
    with atomic(path) as part:
        part.write_bytes(data)


def require_clock() -> None:
    """Whether this machine's clock shows a year that a workbook or a deck can bear; both are ZIP files.

    Raises
    ------
    geo.errors.AtlasError
        If it stands before 1980 or after 2107, as after an empty battery.
    """
    year = time.localtime(time.time()).tm_year
    if not 1980 <= year <= 2107:
        raise AtlasError(
            expected="a clock between 1980 and 2107", got=f"the year {year}", do="set this machine's clock"
        )


def packed(raw: bytes) -> bytes:
    """A ZIP file with one date on every member, so that equal contents are equal bytes on any day."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            # A picture is packed already.
            member.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            new.writestr(member, old.read(name))
    return out.getvalue()


_ONE_AT_A_TIME = threading.Lock()
"""GDAL has one setting of the day for the whole process."""


@contextmanager
def geopackages_of(day: date) -> Iterator[None]:
    """Let GDAL write a day as that of the last change of a GeoPackage, in place of the present moment."""
    import pyogrio

    with _ONE_AT_A_TIME:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{day}T00:00:00.000Z"})
        try:
            yield
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


@contextmanager
def temporary(*faults: type[BaseException]) -> Iterator[None]:
    """Room for what a library writes to the folder for temporary files on its way to bytes.

    It is tried beforehand: some libraries leave half a writer behind that complains once more when it is thrown away.

    Raises
    ------
    geo.errors.FileFault
        If there is none: `faults` are how the library says so, beside OSError.
    """
    kinds: tuple[type[BaseException], ...] = (OSError, *faults)
    try:
        with tempfile.TemporaryFile() as probe:
            probe.write(bytes(_ROOM))
            probe.flush()
        yield
    except kinds as error:
        got = " ".join(str(getattr(error, "strerror", None) or error).split())[:120]
        do = "make room there, or name another folder with TMPDIR"
        raise FileFault(
            expected="room for temporary files", got=got or type(error).__name__, do=do, where=tempfile.gettempdir()
        ) from error
