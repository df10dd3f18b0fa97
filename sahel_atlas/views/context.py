"""What a view is given when it registers."""

from __future__ import annotations

from dataclasses import dataclass

from layers.atlas import Atlas
from sahel_atlas.views.server import Served
from sahel_atlas.views.settings import Settings


@dataclass(frozen=True)
class Context:
    """What views may use when they register: the atlas, the settings, and the bodies already made."""

    atlas: Atlas
    settings: Settings
    served: Served
