"""Layers with a style in a scene: which are on, which of their rows it shows, and how many of each class."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from layers.drawn import Drawn
from layers.style import MISSING, NONE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from layers.atlas import Atlas
    from sahel_atlas.scenes.resolve import Resolved


def shown_layers(found: Resolved) -> Iterator[Drawn]:
    """The styled layers that a scene has on, the lowest first, as known on its day of knowledge."""
    atlas: Atlas = found.atlas
    for layer in atlas.catalog.styled:
        if layer.id in found.scene.layers:
            yield atlas.drawn(layer.id)


def held_rows(held: Drawn, found: Resolved) -> NDArray[np.bool_]:
    """Which rows of a layer a scene shows: those that hold on its day, or on some day of its stretch of time.

    A layer whose style names a country's column obeys the filters on countries and groups too.
    """
    import numpy as np

    rows = held.holds(found.first, found.day, found.scene.known)
    style, asked = held.layer.style, found.scene.filter
    if style is None or not style.country or not (asked.country or asked.group):
        return rows
    groups = found.atlas.groups_of
    passing = [
        (not asked.country or iso3 in asked.country)
        and (not asked.group or bool({*groups(str(iso3))} & {*asked.group}))
        for iso3 in held.frame[style.country]
    ]
    kept: NDArray[np.bool_] = rows & np.asarray(passing, dtype=bool)
    return kept


def class_counts(held: Drawn, found: Resolved) -> dict[int, int]:
    """How many rows of each class a scene shows, the classes in their order and *no data* last."""
    import numpy as np

    classes, counts = np.unique(held.classes[held_rows(held, found)], return_counts=True)
    pairs = sorted(zip(classes.tolist(), counts.tolist(), strict=True), key=lambda pair: (pair[0] < 0, pair[0]))
    return dict(pairs)


def class_words(held: Drawn, k: int, lang: str) -> str:
    """What a class is called; empty where all rows are drawn alike."""
    style = held.layer.style
    if style is None or style.by is None:
        return ""
    return (MISSING if k == NONE else style.classes[k])[lang == "nl"]


def row_name(row: Any, label: str, lang: str) -> str:
    """What a row of a layer is called: its label column, in the language where there is one for each, or its id.

    Parameters
    ----------
    row : mapping
        Columns to cells.
    label : str
        `Style.label`.
    lang : {"en", "nl"}
    """
    for name in (f"{label}_{lang}", label, f"{label}_en", "id"):
        value = row.get(name)
        if value is not None and value == value and str(value):
            return str(value)
    return ""
