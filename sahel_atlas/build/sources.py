"""What the base geography is made of: the folders of the unpacked packages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Unpacked:
    """Folders of the unpacked packages."""

    earth: Path
    magics: Path
    marble: Path
    places: Path
    sans: Path
    serif: Path
