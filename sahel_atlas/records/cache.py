"""What was worked out once and may be worked out again: small texts in the user's cache folder, by name.

Nothing depends on it: a folder that cannot be read or written only means that the work is done again.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from geo.atomic import atomic
from geo.errors import FileFault
from sahel_atlas.records.version import VERSION


def recall(name: str) -> str | None:
    """The text kept under a name by this version of the atlas; None when there is none."""
    try:
        return _path(name).read_text(encoding="utf-8")
    except (OSError, ValueError):  # not there, not readable, or no text
        return None


def remember(name: str, text: str = "") -> None:
    """Keep a text under a name, whole or not at all."""
    path = _path(name)
    with suppress(OSError, FileFault):  # a folder that cannot be written, or a full disk
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic(path) as part:
            part.write_text(text, encoding="utf-8")


def _path(name: str) -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or str(Path("~", ".cache").expanduser())
    return Path(home) / "sahel-engagement-atlas" / f"{name}-{VERSION}"
