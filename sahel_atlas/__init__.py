"""The Sahel Engagement Atlas: one import name for all its rooms beside `geo`, `layers` and `app`.

``from sahel_atlas import Atlas, Scene, Filter, resolve`` is what a notebook needs; each is loaded when asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.records.filters import Filter
    from sahel_atlas.scenes.resolve import resolve
    from sahel_atlas.scenes.scene import Scene

__all__ = ["Atlas", "Filter", "Scene", "resolve"]
_WHERE = {
    "Atlas": "layers.atlas",
    "Filter": "sahel_atlas.records.filters",
    "Scene": "sahel_atlas.scenes.scene",
    "resolve": "sahel_atlas.scenes.resolve",
}


def __getattr__(name: str) -> Any:
    """One of the names above; importing the package alone loads none of them."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)
