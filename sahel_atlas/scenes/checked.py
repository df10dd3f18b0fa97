"""An atlas whose tables passed every check: what the server starts with.

The checks that need geography cost some 0.4 s and the geometry library; tables that passed once are remembered by their
hash in the user's cache folder, and checked again only when a table changes.
"""

from __future__ import annotations

from pathlib import Path

from layers.atlas import Atlas
from layers.catalog import Catalog
from sahel_atlas.records.cache import recall, remember


def load_checked(folder: Path, catalog: Catalog | None = None) -> Atlas:
    """The atlas of a folder whose tables keep all rules.

    Parameters
    ----------
    folder : pathlib.Path
    catalog : Catalog, optional
        The layers; the atlas's own when left out.

    Raises
    ------
    sahel_atlas.records.tables.TableFaults
        All faults at once.
    """
    from sahel_atlas.records.check.run import check
    from sahel_atlas.records.faults import TableFaults
    from sahel_atlas.records.tables import tables_hash

    atlas = Atlas.load(folder, catalog)
    mark = f"checked-{tables_hash(folder)[:32]}"
    new = recall(mark) is None
    faults = check(folder, geography=new)
    if faults:
        raise TableFaults(faults)
    if new:
        remember(mark)
    return atlas
