"""Every number is a door: the scene whose rows are exactly those that a number counts.

A number is counted under the filters of its scene and narrower ones of its own: a country, an instrument, whose reach,
which statuses. Its door keeps the first and adds the second, and opens the table. `assets/core/doors.js` does the same
on the page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sahel_atlas.records import vocabulary as v

if TYPE_CHECKING:
    from sahel_atlas.scenes.scene import Scene

STATUSES_OF: dict[str, tuple[str, ...]] = {
    "full": ("active",),
    "reduced": ("adapted", "scaled_down"),
    "suspended": ("suspended",),
    "planned": ("exploring", "planned"),
    "running": v.RUNNING,
    "open": v.OPEN,
}
"""A part of a wheel, or a sum of parts -> the statuses that it counts."""


def door(scene: Scene, **facets: tuple[str, ...]) -> Scene:
    """The scene of a number: the table under the scene's own filters and those that the number adds.

    Parameters
    ----------
    scene : Scene
        What the number stands on.
    **facets : tuple of str
        Facets that the number narrows, by name.

    Examples
    --------
    >>> from sahel_atlas.scenes.scene import Scene
    >>> door(Scene(), country=("NER",), counted=("yes",)).to_query()
    'v=1&counted=yes&country=NER&tab=table'
    """
    asked = scene.filter
    for name, values in facets.items():
        asked = asked.with_values(name, values)
    return replace(scene, filter=asked, tab="table", selection=())
