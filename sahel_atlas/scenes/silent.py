"""What a scene has no rows of yet: engagements that are documented only later, with a start that nobody recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sahel_atlas.marks.wheels import Pairs
from sahel_atlas.records.filters import STATE_VALUES, matches

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.scenes.resolve import Resolved


def silent_on(shown: Resolved, atlas: Atlas) -> Pairs:
    """Pairs of engagement and country that are documented only later, as far as a filter on states lets them through.

    They have no state on the scene's day: asked is the one on the first day on which they are documented.

    Parameters
    ----------
    shown : Resolved
    atlas : Atlas
        The whole one, or one as known on the scene's day of knowledge: the answer is the same.
    """
    scene, clock = shown.scene, atlas.clock(shown.scene.known, shown.scene.stated)
    asked = {name: values for name in STATE_VALUES if (values := getattr(scene.filter, name))}
    found = set()
    for pair in shown.not_recorded:
        chain = clock.chains[pair]
        first = chain.at(chain.starts[0], clock.known)
        if not asked or (first and all(matches(values, STATE_VALUES[name](first)) for name, values in asked.items())):
            found.add(pair)
    return frozenset(found)


def silent_count(shown: Resolved, atlas: Atlas) -> int:
    """How many engagements those are: what the page says, its text and the sign behind a name on a sheet."""
    return len({engagement_id for engagement_id, _ in silent_on(shown, atlas)})
