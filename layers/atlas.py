"""The atlas with its layers as frames: what a notebook begins with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from layers.catalog import Catalog
from sahel_atlas.records import atlas
from sahel_atlas.records.clock.periods import span

if TYPE_CHECKING:
    import geopandas as gpd


class Atlas(atlas.Atlas):
    """The curated tables and their clocks, with every layer of the catalogue as a frame."""

    def frame(self, layer: str, day: str | date = "", known: str = "") -> gpd.GeoDataFrame:
        """A layer of the catalogue as a GeoDataFrame on a day, EPSG:4326, with an `id` column.

        Parameters
        ----------
        layer : str
            Id of a layer, see `layers.catalog.LAYERS`.
        day : str or datetime.date
            Event time; a coarser text stands for its last day, an empty one for the last of the window.
        known : str
            Document time, ISO; empty for everything.

        Returns
        -------
        geopandas.GeoDataFrame
            The columns that the layer's `fields` name, and geometry.

        Raises
        ------
        geo.errors.AtlasError
            If there is no such layer; the message lists them.
        """
        when = span(day or self.tables.window[1])[1] if isinstance(day, str) else day
        return Catalog().get(layer).load(self.at(known), when, known)
