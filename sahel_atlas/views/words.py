"""All words of the interface: the atlas's own, and those of each view."""

from __future__ import annotations

from importlib import import_module

from sahel_atlas.records.words import MONTHS, WORDS, Pair, join

VIEWS = (
    "page.shell",
    "panels.map",
    "panels.points",
    "panels.rail",
    "panels.clocks",
    "panels.dock",
    "panels.legend",
    "panels.dossier",
    "panels.search",
    "panels.keys",
    "panels.table",
    "panels.timeline",
    "page.twin",
    "api.share",
    "panels.compare",
    "panels.route",
    "api.stories",
    "export.panel",
    "panels.unknown",
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
    return join(WORDS, months, *(import_module(f"sahel_atlas.views.{name}").WORDS for name in VIEWS))
