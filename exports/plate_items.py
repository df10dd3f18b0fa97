"""The plate of an item, whatever its scene asks for: a map, or the difference between two sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exports.items import Item
    from exports.options import ExportOptions
    from exports.plate import Plate
    from layers.atlas import Atlas


def item_plate(item: Item, atlas: Atlas, options: ExportOptions) -> Plate:
    """One item as a plate: a comparison is one picture of what differs, all else a map of its scene."""
    if item.scene.tab == "compare":
        from exports.compare_page import build_comparison

        return build_comparison(item.scene, atlas, options)
    from exports.plate_page import build_plate

    return build_plate(item.scene, atlas, options, item.before)
