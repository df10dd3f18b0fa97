"""The plate of an item, whatever its scene asks for: a map, or the difference between two sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.exports.items import Item
    from sahel_atlas.exports.options import ExportOptions
    from sahel_atlas.exports.plate.plate import Plate


def item_plate(item: Item, atlas: Atlas, options: ExportOptions) -> Plate:
    """One item as a plate: a comparison is one picture of what differs, all else a map of its scene."""
    if item.scene.tab == "compare":
        from sahel_atlas.exports.compare.page import build_comparison

        return build_comparison(item.scene, atlas, options)
    from sahel_atlas.exports.plate.page import build_plate

    return build_plate(item.scene, atlas, options, item.before)
