"""What somebody asks of an export: size, resolution, theme, language, marking and what goes along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo.errors import AtlasError
from sahel_atlas.exports.marking import Marking, marking_of
from sahel_atlas.records.words import languages

Pair = tuple[float, float]

SIZES: Mapping[str, Pair] = {
    "16:9": (960.0, 540.0),
    "4:3": (720.0, 540.0),
    "square": (600.0, 600.0),
    "a4-landscape": (841.89, 595.28),
    "a4-portrait": (595.28, 841.89),
    "a3-landscape": (1190.55, 841.89),
    "a3-portrait": (841.89, 1190.55),
}
"""Name -> width and height in points (1/72 inch)."""

THEMES: Mapping[str, str] = {"screen": "light", "print": "print", "greyscale": "greyscale", "dark": "dark"}
"""Name of a theme of the exports -> its tokens in `sahel_atlas.marks.theme`."""

DPI = (96, 600)
DEFAULT_DPI = 144
FREE = (200.0, 4000.0)
"""Shortest and longest side of a free size, in points."""
RATIO = 2.0
"""How many times the other side one side of a free size may be: beyond, the base map ends before the page does."""
TITLE_LIMIT = 160


@dataclass(frozen=True)
class ExportOptions:
    """One export.

    `size` is a name of `SIZES` or ``WIDTHxHEIGHT`` in points; `dpi` counts for pixels only (16:9 at 144 gives
    1920x1080). `lang` is one of the languages that have words, or empty for the scene's own. `marking` and `tlp` are
    carried by each format in its way (`sahel_atlas.exports.carriers`); `title` replaces the filter in words. `notes`
    and `citations` say whether those go along. `screen` is the width and height in pixels of the map on which the
    scene's view was chosen, where that is known.
    """

    size: str = "16:9"
    dpi: int = DEFAULT_DPI
    theme: str = "screen"
    lang: str = ""
    title: str = ""
    marking: str = ""
    tlp: str = ""
    notes: bool = True
    citations: bool = True
    screen: Pair | None = None

    def __post_init__(self) -> None:
        self.points()
        _one_of("theme", self.theme, tuple(THEMES))
        _one_of("lang", self.lang, ("", *languages()))
        marking_of(self.marking, self.tlp)
        if not DPI[0] <= self.dpi <= DPI[1]:
            raise AtlasError(
                expected=f"{DPI[0]} to {DPI[1]} dots per inch",
                got=str(self.dpi),
                do="choose a number inside",
                where="dpi",
            )
        if len(self.title) > TITLE_LIMIT:
            raise AtlasError(
                expected=f"at most {TITLE_LIMIT} characters",
                got=f"{len(self.title)}",
                do="write it shorter",
                where="title",
            )

    def points(self) -> Pair:
        """Width and height in points.

        Raises
        ------
        geo.errors.AtlasError
            If the size is neither a known name nor ``WIDTHxHEIGHT`` within the limits.
        """
        if self.size in SIZES:
            return SIZES[self.size]
        width, _, height = self.size.lower().partition("x")
        try:
            free = (float(width), float(height))
        except ValueError:
            free = (0.0, 0.0)
        if not all(FREE[0] <= side <= FREE[1] for side in free):
            raise AtlasError(
                expected="one of " + ", ".join(SIZES) + f", or WIDTHxHEIGHT in points from {FREE[0]:g} to {FREE[1]:g}",
                got=repr(self.size),
                do="choose a size, for example 16:9 or 960x540",
                where="size",
            )
        if max(free) > RATIO * min(free):
            raise AtlasError(
                expected=f"sides of which one is at most {RATIO:g} times the other",
                got=repr(self.size),
                do="make the page less narrow",
                where="size",
            )
        return free

    @property
    def mark(self) -> Marking:
        """The marking that the file must carry."""
        return marking_of(self.marking, self.tlp)

    @property
    def band(self) -> str:
        """The marking as one line; empty for none."""
        return self.mark.line


def _one_of(where: str, word: str, words: tuple[str, ...]) -> None:
    if word not in words:
        raise AtlasError(
            expected="one of " + ", ".join(w for w in words if w), got=repr(word), do="choose one of these", where=where
        )
