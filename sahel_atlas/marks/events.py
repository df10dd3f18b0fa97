"""Events on a map and on a line of time: which sign each has, and how long it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sahel_atlas.records.rows import Event

RECENT_DAYS = 45
"""How long an event stands on the map."""
NEAR_DAYS = 60
"""Up to so many days before or after an event a change is told beside it."""
KINDS = ("coup", "letter", "other")
"""What events are told apart by, in the order in which they take room."""


def kind_of(event: Event) -> str:
    """The word of `KINDS` under which an event is drawn."""
    return event.category if event.category in KINDS else "other"


def is_pinned(event: Event) -> bool:
    """Whether an event has a pin on a line of time: a major one, a coup, or a letter."""
    return event.major == "yes" or kind_of(event) != "other"
