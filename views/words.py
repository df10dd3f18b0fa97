"""All words of the interface: the atlas's own, and those of each view."""

from __future__ import annotations

from importlib import import_module

from layers.words import MONTHS, WORDS, Pair, join

VIEWS = (
    "shell",
    "map",
    "points",
    "rail",
    "clocks",
    "dock",
    "legend",
    "dossier",
    "search",
    "keys",
    "table",
    "timeline",
    "twin",
    "share",
    "compare",
    "route",
    "present",
    "export",
    "unknown",
)
"""View modules that bring words of their own, as a literal `WORDS`."""


def all_words() -> dict[str, Pair]:
    """Every word group of the interface by key: (English, Dutch).

    Raises
    ------
    KeyError
        If two views use one key.
    """
    months = {f"month.{i + 1}": pair for i, pair in enumerate(MONTHS)}
    return join(WORDS, months, *(import_module(f"views.{name}").WORDS for name in VIEWS))
