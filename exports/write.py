"""Writing a file whole or not at all, with progress and a way to stop."""

from __future__ import annotations

import errno
import os
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from geo.errors import FileFault

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
    """Write under a temporary name beside the target, then rename: a reader sees the old file or the new one.

    Raises
    ------
    geo.errors.FileFault
        If the disk is full or the folder refuses; nothing is left behind.
    """
    check_target(path)
    handle, name = -1, ""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp gives a file to its owner alone; an export is as readable as any other new file.
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    except OSError as error:
        if name:
            with suppress(OSError):
                Path(name).unlink()
        raise _fault(path, error) from error
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _fault(path: Path, error: OSError) -> FileFault:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FileFault(
            expected="room on the disk", got="a full disk", do="make room or choose another folder", where=str(path)
        )
    return FileFault(
        expected="a file that can be written",
        got=error.strerror or str(error),
        do="choose another folder",
        where=str(path),
    )
