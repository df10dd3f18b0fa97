"""What a person can set when the atlas is served."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sahel_atlas.records.folders import DATA


@dataclass(frozen=True)
class Settings:
    """Settings of one served atlas.

    `data` is the data folder, `letter` a local copy of the letter whose paragraphs the dossier may show, `stories`
    further folders with story files. `host` is loopback unless told otherwise; `names` are further names under which
    the atlas may be asked, for one behind a proxy.
    """

    data: Path = DATA
    letter: Path | None = None
    stories: tuple[Path, ...] = field(default=())
    host: str = "127.0.0.1"
    port: int = 8050
    names: tuple[str, ...] = field(default=())
