"""What a person can set when the atlas is served."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from geo.errors import AtlasError
from sahel_atlas.records.folders import DATA

_PART = r"/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+"
_PREFIX = re.compile(f"(?:{_PART})+")
MOST = 200
"""Characters of a prefix; no path of a site is longer, and a message stays one line."""


@dataclass(frozen=True)
class Settings:
    """Settings of one served atlas.

    `data` is the data folder, `letter` a local copy of the letter whose paragraphs the dossier may show, `stories`
    further folders with story files. `host` is loopback unless told otherwise; `names` are further names under which
    the atlas may be asked, for one behind a proxy. `prefix` is the path under which it stands, such as `/atlas`; with
    `proxy`, a proxy takes that path off and names it in `X-Forwarded-Prefix`, which is then believed.
    """

    data: Path = DATA
    letter: Path | None = None
    stories: tuple[Path, ...] = field(default=())
    host: str = "127.0.0.1"
    port: int = 8050
    names: tuple[str, ...] = field(default=())
    prefix: str = ""
    proxy: bool = False

    def __post_init__(self) -> None:
        """Tidy the prefix and refuse one that is none, or that is to be told in two ways."""
        object.__setattr__(self, "prefix", prefix_of(self.prefix))
        if self.prefix and self.proxy:
            raise AtlasError(
                expected="--prefix or --proxy",
                got="both",
                do="keep --prefix where the proxy passes the path on, --proxy where it takes the path off",
            )


def prefix_of(text: str, where: str = "--prefix") -> str:
    """The path under which the atlas stands, without a slash at its end; empty at the root.

    Parameters
    ----------
    text : str
        What was given, with or without the slash at its end.
    where : str
        Which option or header it came from, for the message.

    Returns
    -------
    str
        The path, such as `/atlas`.

    Raises
    ------
    AtlasError
        If it is no plain path: it must begin with a slash and hold letters, digits and `. _ ~ -` only, so that it can
        stand in a link and in a header as it is.

    Examples
    --------
    >>> prefix_of("/atlas"), prefix_of("/maps/atlas/"), prefix_of("/"), prefix_of("")
    ('/atlas', '/maps/atlas', '', '')
    >>> prefix_of("atlas")
    Traceback (most recent call last):
    ...
    geo.errors.AtlasError: --prefix: expected a path that begins with a slash, got 'atlas'; write for example /atlas
    """
    bare = text.removesuffix("/")
    if not bare or (len(bare) <= MOST and _PREFIX.fullmatch(bare)):
        return bare
    wanted = "a path of letters, digits and . _ ~ -" if text.startswith("/") else "a path that begins with a slash"
    raise AtlasError(expected=wanted, got=repr(text[:80]), do="write for example /atlas", where=where)
