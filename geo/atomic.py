"""Writing a file whole or not at all: whoever reads sees the old file or the new one, never half of one."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from geo.errors import FileFault

_KEPT = 24
"""Signs of stem and ending that the temporary name repeats: a name may be as long as the file system allows."""


@contextmanager
def atomic(path: Path) -> Iterator[Path]:
    """A temporary file beside `path`; it becomes `path` when the block ends well and vanishes when it does not.

    The new file is on the disk before it takes the name, and is as readable as any other new file: the system applies
    the umask as it makes it. To ask for that mask would be to set it, for every thread.

    Parameters
    ----------
    path : pathlib.Path
        A link is replaced by the file; what it led to stays.

    Yields
    ------
    pathlib.Path
        An empty file with the ending of `path`, to be written to or written anew.

    Raises
    ------
    FileFault
        If the folder refuses or the disk is full; nothing is left behind.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with atomic(Path(folder, "a.txt")) as part:
    ...         part.write_text("whole")
    5
    """
    part = path.with_name(f".{path.stem[:_KEPT]}-{os.urandom(6).hex()}{path.suffix[:_KEPT]}")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))
        yield part
        _settle(part)
        part.replace(path)
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _settle(part: Path) -> None:
    """Wait until the content is on the disk: a name may outlive a power cut that what it names does not."""
    handle = os.open(part, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _cannot_write(path: Path, error: OSError) -> FileFault:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return FileFault(
        expected="room on the disk" if full else "a file that can be written",
        got="a full disk" if full else error.strerror or str(error),
        do="make room or choose another folder" if full else "choose another folder",
        where=str(path),
    )
