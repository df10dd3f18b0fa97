"""An atlas whose tables passed every check: what the server starts with.

The checks that need geography cost some 0.4 s and the geometry library; tables that passed once are remembered by their
hash in the user's cache folder, and checked again only when a table changes.
"""

from __future__ import annotations

import os
from pathlib import Path

from layers.atlas import Atlas
from layers.version import VERSION


def load_checked(folder: Path) -> Atlas:
    """The atlas of a folder whose tables keep all rules.

    Raises
    ------
    layers.tables.TableFaults
        All faults at once.
    """
    from layers.check import check
    from layers.faults import TableFaults
    from layers.tables import tables_hash

    atlas = Atlas.load(folder)
    mark = _mark(tables_hash(folder))
    faults = check(folder, geography=not _remembered(mark))
    if faults:
        raise TableFaults(faults)
    _remember(mark)
    return atlas


def _mark(digest: str) -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or str(Path("~", ".cache").expanduser())
    return Path(home) / "sahel-engagement-atlas" / f"checked-{VERSION}-{digest[:32]}"


def _remembered(mark: Path) -> bool:
    try:
        return mark.is_file()
    except OSError:  # a folder that may not be looked into
        return False


def _remember(mark: Path) -> None:
    try:
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
    except OSError:
        return  # a folder that cannot be written only means that the next start checks again
