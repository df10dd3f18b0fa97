"""Numbers of the text twin as links: each opens exactly the rows that it counts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from sahel_atlas.scenes.compare import compare
from sahel_atlas.scenes.doors import STATUSES_OF, door

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.scenes.resolve import Resolved
    from sahel_atlas.scenes.scene import Scene


@dataclass(frozen=True)
class Numbers:
    """Numbers as links: each opens the rows that it counts, under the scene's own filters and those given here."""

    shown: Resolved
    facets: Mapping[str, tuple[str, ...]]

    def __call__(self, count: int, of: str, **more: tuple[str, ...]) -> str:
        """A count of counted engagements of a part or sum (see `doors.STATUSES_OF`); 0 opens nothing."""
        asked = self.shown.scene.filter.status
        statuses = tuple(s for s in STATUSES_OF[of] if not asked or s in asked)
        return self.link(count, {**self.facets, "counted": ("yes",), **more, "status": statuses})

    def link(self, count: int, facets: Mapping[str, tuple[str, ...]]) -> str:
        """A count as a link to the rows of these facets."""
        if not count:
            return str(count)
        query = door(self.shown.scene, **facets).to_query()
        plain = json.dumps({name: list(values) for name, values in facets.items()})
        return f'<a class="door" href="?{escape(query)}" data-door="{escape(plain)}">{count}</a>'


@dataclass(frozen=True)
class Choices:
    """Numbers of a comparison as links: each opens the comparison with those rows chosen that it counts."""

    scene: Scene

    def __call__(self, count: int, *words: str) -> str:
        """A count as a link to the rows that words of `changes.CHOICES` choose; 0 opens nothing."""
        return visit(self.scene, str(count), {"change": words}) if count else str(count)

    def spread(self, text: str, numbers: Iterable[tuple[int, tuple[str, ...]]]) -> str:
        """A text whose numbers become links, as HTML: they are given in the order in which they stand in it.

        Parameters
        ----------
        numbers : iterable of (count, words)
        """
        told, rest = "", escape(text)
        for count, words in numbers:
            found = re.search(rf"(?<!\w){count}(?!\w)", rest)
            if found:
                told, rest = f"{told}{rest[: found.start()]}{self(count, *words)}", rest[found.end() :]
        return told + rest


def visit(scene: Scene, text: str, patch: Mapping[str, str | tuple[str, ...]]) -> str:
    """A text as a link to a comparison that differs from the scene in some fields."""
    patch = {"tab": "compare", **patch, "selection": ()}
    query = replace(scene, **patch).to_query()  # type: ignore[arg-type]
    return f'<a class="door" href="?{escape(query)}" data-visit="{escape(json.dumps(patch))}">{text}</a>'


def later(shown: Resolved, atlas: Atlas, count: int) -> str:
    """How many engagements are documented only later, as a link to where their first records are told.

    They have no rows on the scene's day: the comparison of that day with the last one of the record has them. Where it
    has others, because the filter looks at states, the number stays plain.
    """
    patch: dict[str, str | tuple[str, ...]] = {
        "versus": "dates",
        "date": atlas.tables.window[1],
        "date2": shown.first.isoformat(),
        "to": "",
        "change": ("documented", "counted"),
    }
    compared = compare(replace(shown.scene, tab="compare", **patch), atlas)  # type: ignore[arg-type]
    rows = compared.chosen("documented", "counted")
    same = len({row.engagement_id for row in rows}) == count
    return visit(shown.scene, str(count), patch) if same and count else str(count)
