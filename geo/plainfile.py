"""Whether a path can be read as one plain file of a reasonable size, asked before it is opened."""

from __future__ import annotations

import stat
from pathlib import Path


def unfit(path: Path, limit: int) -> str:
    """What stands at a path instead of a plain file of at most `limit` bytes; empty when it can be read.

    A pipe would wait for ever and a device never end, so neither is opened.

    Parameters
    ----------
    path : pathlib.Path
    limit : int
        Bytes.

    Raises
    ------
    OSError
        If there is nothing at all, or the path cannot be looked at.
    """
    about = path.stat()
    if stat.S_ISDIR(about.st_mode):
        return "a folder"
    if not stat.S_ISREG(about.st_mode):
        return "a pipe or device"
    return f"{about.st_size / 2**20:.0f} MB" if about.st_size > limit else ""
